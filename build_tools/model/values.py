"""The kinds of value that a field can hold, each read from the text an editor typed.

Every parser takes the text of one YAML scalar and gives the typed value, or raises
`BadValue` with a diagnostic code. Where a plainer spelling of the same text would be
right, the error carries it as `suggestion`, for the hint to show.
"""

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Annotated, Any
from urllib.parse import urlsplit

from build_tools.model.moment import Moment, parse_day, parse_moment
from build_tools.strings.spelling import KANA, tidy

if TYPE_CHECKING:
    from pydantic_core import CoreSchema, PydanticCustomError


def bad_value(code: str, **details: object) -> "PydanticCustomError":
    """Return the error that the loader turns into the diagnostic `code`."""
    from pydantic_core import PydanticCustomError  # see `declared`

    return PydanticCustomError(code, "{code}", {"code": code, **details})


@dataclass(frozen=True, slots=True)
class Leaf:
    """Reads one scalar's text as a value, and offers a plainer spelling where that would be right."""

    parse: Callable[[str], Any]
    """Text to value; raises `ValueError` whose first argument is a diagnostic code."""
    expects: str
    """Name of the expected form: a key of the `-expects` table of the messages."""

    def __get_pydantic_core_schema__(self, source: object, handler: object) -> "CoreSchema":
        """Use our own reading in place of pydantic's."""
        from pydantic_core import core_schema

        to_text = core_schema.to_string_ser_schema()
        return core_schema.no_info_plain_validator_function(self.validate, serialization=to_text)

    def validate(self, value: object) -> object:
        """Return the value of a scalar's text.

        Raises:
            PydanticCustomError: with the diagnostic code as its type.
        """
        if not isinstance(value, str):
            raise bad_value("not-a-value", expects=self.expects)
        try:
            return self.parse(value)
        except ValueError:
            suggestion = tidy(value)
        try:
            self.parse(suggestion)
        except ValueError as error:
            raise bad_value(str(error.args[0]), value=value, expects=self.expects) from None
        raise bad_value("write-plainly", value=value, suggestion=suggestion, expects=self.expects)


@dataclass(frozen=True, slots=True, eq=False)  # typing hashes what it annotates with
class Typed:
    """What the text of a field looks like to an editor that checks while one types."""

    schema: Mapping[str, Any]
    """JSON Schema of a single value."""


def pattern_parser(pattern: str, code: str) -> Callable[[str], str]:
    """Return a parser that takes only text that `pattern` matches whole."""
    compiled = re.compile(pattern)

    def parse(text: str) -> str:
        if not compiled.fullmatch(text):
            raise ValueError(code)
        return text

    return parse


def parse_flag(text: str) -> bool:
    """Return True for `true`, False for `false`; nothing else is a flag."""
    if text not in ("true", "false"):
        raise ValueError("bad-flag")
    return text == "true"


_COUNT = re.compile(r"\d{1,3}(,\d{3})+|\d{1,12}", re.ASCII)


def parse_whole(text: str) -> int:
    """Return a whole number of 0 or more; a thousands comma is allowed."""
    if _COUNT.fullmatch(text):
        return int(text.replace(",", ""))
    if re.fullmatch(r"-\d[\d,]*", text, re.ASCII):
        raise ValueError("negative-number")
    raise ValueError("bad-number")


def parse_number(text: str) -> Decimal:
    """Return a decimal number, exactly as written."""
    if not re.fullmatch(r"-?(\d{1,3}(,\d{3})+|\d{1,15})(\.\d{1,6})?", text, re.ASCII):
        raise ValueError("bad-number")
    try:
        return Decimal(text.replace(",", ""))
    except InvalidOperation:
        raise ValueError("bad-number") from None


def parse_kana(text: str) -> str:
    """Return a reading: hiragana, katakana, digits, Latin letters and spacing; no kanji."""
    if not KANA.fullmatch(text):
        raise ValueError("bad-reading")
    return text


_UNSAFE = r"\s\x00-\x1f\x7f<>\"'`{}|\\^"
_UNSAFE_SIGN = re.compile(f"[{_UNSAFE}]")
_PLAIN_URL = re.compile(rf"https?://(?:[a-z0-9-]+\.)+[a-z]{{2,}}(?<!\.local)(?<!\.internal)(?:/[^{_UNSAFE}]*)?")
"""Nearly every address: that of a host with a name, without anything that has to be taken apart to be judged."""
_PRIVATE_HOST = re.compile(r"(localhost|.*\.local|.*\.internal|(.*\.)?(\d+|0x[\da-f]*)\.?|\[.*)", re.IGNORECASE)


def parse_url(text: str) -> str:
    """Return an absolute http or https address of a public host, without user or password.

    Source: the allow list of `reference/security-and-reliability.md`.
    """
    if _PLAIN_URL.fullmatch(text):
        return text
    if _UNSAFE_SIGN.search(text):
        raise ValueError("bad-url")
    try:
        parts = urlsplit(text)
    except ValueError:  # such as "Invalid IPv6 URL"
        raise ValueError("bad-url") from None
    if parts.scheme not in ("http", "https") or not parts.hostname or "@" in parts.netloc:
        raise ValueError("bad-url")
    if _PRIVATE_HOST.fullmatch(parts.hostname) or "." not in parts.hostname:
        raise ValueError("bad-url")
    return text


def parse_alias(text: str) -> str:
    """Return an old path of this site, such as `events/old-name/`."""
    if not re.fullmatch(r"([a-z0-9][a-z0-9-]*/)+", text):
        raise ValueError("bad-alias")
    return text


def parse_line(text: str) -> str:
    """Return a short text; control and direction-changing characters are refused."""
    # Whatever is hidden is not printable; few texts need the slow look, for what is neither.
    if not text.replace("\n", "").replace("\u3000", "").isprintable() and any(map(is_hidden, text)):
        raise ValueError("hidden-character")
    return text


def is_hidden(char: str) -> bool:
    """The character cannot be seen: control, format, private or surrogate; not line ends and emoji joiners."""
    return unicodedata.category(char) in ("Cc", "Cf", "Co", "Cs") and char not in "\n\u200d\ufe0f"


def parse_zone(text: str) -> str:
    """Return the IANA name of a time zone that exists."""
    from zoneinfo import ZoneInfo  # one field of one file needs it

    try:
        ZoneInfo(text)
    except (KeyError, ValueError, OSError):
        raise ValueError("unknown-zone") from None
    return text


def _schema(pattern: str | None = None, **extra: object) -> Typed:
    return Typed({"type": "string", **({"pattern": pattern} if pattern else {}), **extra})


_SLUG = r"[a-z0-9]+(-[a-z0-9]+)*"
parse_slug = pattern_parser(_SLUG, "bad-id")
Slug = Annotated[str, Leaf(parse_slug, "id"), _schema(f"^{_SLUG}$", type=["string", "integer"], minimum=0)]
"""A stable name for URLs: small letters, digits and single hyphens."""
Name = Annotated[str, Leaf(parse_line, "id"), _schema(f"^{_SLUG}$", type=["string", "integer"], minimum=0)]
"""The id of a record or of a term; read as typed, so that a title in its place can be told by what it names."""

# The schemas hold for the text that was typed, and for what an editor's YAML 1.2 makes of it.
Flag = Annotated[bool, Leaf(parse_flag, "flag"), _schema("^(true|false)$", type=["boolean", "string"])]
_WHOLE = "^([0-9]{1,3}(,[0-9]{3})+|[0-9]{1,12})$"
Whole = Annotated[int, Leaf(parse_whole, "whole"), _schema(_WHOLE, type=["integer", "string"], minimum=0)]
_NUMBER = r"^-?[0-9][0-9,]{0,14}(\.[0-9]{1,6})?$"
Number = Annotated[Decimal, Leaf(parse_number, "number"), _schema(_NUMBER, type=["number", "string"])]
Kana = Annotated[str, Leaf(parse_kana, "reading"), _schema(f"^{KANA.pattern}$")]
Url = Annotated[str, Leaf(parse_url, "url"), _schema("^https?://", format="uri")]
Alias = Annotated[str, Leaf(parse_alias, "alias"), _schema("^([a-z0-9][a-z0-9-]*/)+$")]
Line = Annotated[str, Leaf(parse_line, "line"), _schema()]
Zone = Annotated[str, Leaf(parse_zone, "zone"), _schema()]
_PHONE = r"0\d{1,4}-\d{1,4}-\d{3,4}"
Phone = Annotated[str, Leaf(pattern_parser(_PHONE, "bad-phone"), "phone"), _schema(f"^{_PHONE}$")]
_DIAL = rf"1\d\d|{_PHONE}"
Dial = Annotated[
    str, Leaf(pattern_parser(_DIAL, "bad-phone"), "dial"), _schema(f"^({_DIAL})$", type=["string", "integer"])
]
"""A public number, or one of three digits such as 119."""
_MAIL = r"[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+"
Mail = Annotated[str, Leaf(pattern_parser(_MAIL, "bad-mail"), "mail"), _schema(f"^{_MAIL}$", format="email")]
Day = Annotated[date, Leaf(parse_day, "day"), _schema("^[0-9]{4}-[0-9]{2}-[0-9]{2}$", format="date")]
When = Annotated[
    Moment,
    Leaf(parse_moment, "when"),
    _schema(
        r"^(unknown|FY\d{4}|\d{4}(-\d\d(-\d\d( \d\d:\d\d)?)?)?)$",
        type=["string", "integer"],  # a year alone is a number to an editor
        minimum=1000,
        maximum=9999,
    ),
]
"""A date as precise as it is known: see `Moment`."""
