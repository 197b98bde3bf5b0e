"""What a value that cannot be taken is told as: from pydantic's errors to diagnostics."""

import difflib
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any

from build_tools.content import nodes
from build_tools.content.decoded import Decoded, Loc
from build_tools.content.documents import Document
from build_tools.content.nodes import Scalar
from build_tools.diagnostics import Diagnostic, Spot
from build_tools.model.base import Model, TermMark, Text, is_model, shapes_of, written_shapes
from build_tools.model.values import is_hidden
from build_tools.strings.spelling import tidy, wrong_weekday

if TYPE_CHECKING:  # see `model.declared`
    from pydantic import ValidationError
    from pydantic_core import ErrorDetails

Empty = Mapping[Loc, tuple[Document, Scalar]]
"""Path of a key written without a value, which counts as not written, to its place."""

_BULLETS = "-\uff0d\u2212\u30fb\u2022 \u3000"
"""What people type before an entry of a list."""
_MOST_SHOWN = 12
"""So many names are all told; of more, those that come near."""
_CLOCK = re.compile(r"\d{1,2}[:\uff1a]\d{2}")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}\b")

_BY_TYPE = {
    "missing": "missing-field",
    "enum": "unknown-choice",
    "tuple_type": "not-a-list",
    "too_short": "too-few",
    "too_long": "too-many",
}


def diagnose_errors(
    error: "ValidationError", decoded: Decoded[Any], model: type[Model], empty: Empty
) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each of pydantic's errors that does not follow from another.

    Args:
        error: What pydantic raised.
        decoded: A record without values, which knows where they were written.
        model: The declaration of the record's kind.
        empty: The keys without a value.
    """
    errors = error.errors(include_url=False)
    for item in errors:
        if not _follows(item, errors) and not _is_lost(empty.get(tuple(item["loc"]))):
            yield _problem(decoded, model, empty, item)


def _is_lost(key: "tuple[Document, nodes.Scalar] | None") -> bool:
    """A value is missing only because a comment has swallowed it, which is said on its own."""
    if key is None:
        return False
    document, scalar = key
    line = document.at(scalar).line
    return any(problem.code == "lost-to-comment" and problem.spot.line == line for problem in document.problems)


def _follows(error: "ErrorDetails", errors: "list[ErrorDetails]") -> bool:
    """A list is too short only because an entry of it is wrong, which is said on its own."""
    loc = error["loc"]
    return error["type"] == "too_short" and any(
        other["loc"][: len(loc)] == loc for other in errors if other is not error
    )


def _problem(decoded: Decoded[Any], model: type[Model], empty: Empty, error: "ErrorDetails") -> Diagnostic:
    """Turn one of pydantic's errors into a diagnostic at the place it is about."""
    loc = tuple(error["loc"])
    details: dict[str, Any] = dict(error.get("ctx") or {})
    code = _BY_TYPE.get(error["type"], str(details.pop("code", "not-a-value")))
    if code == "missing-field":
        expects = _expected_form(model, loc)
        if loc in empty:
            document, key = empty[loc]
            return document.diagnose("empty-field", key, field=loc[-1], expects=expects)
        return decoded.diagnose(loc[:-1], code, field=loc[-1], expects=expects)
    if code == "unknown-choice":
        expected = tuple(str(details.get("expected", "")).replace("'", "").replace(" or ", ", ").split(", "))
        return diagnose_unknown(decoded, loc, code, str(error["input"]), expected, titles={})
    if code == "not-a-list":
        return _not_a_list(decoded, loc, error["input"])
    if (
        code == "not-a-value"
        and error["type"] in ("dataclass_type", "dict_type")
        and details.get("class_name") != "Text"
    ):
        code = "not-a-mapping"
    details.setdefault("field", next((step for step in reversed(loc) if isinstance(step, str)), ""))
    loc = (*loc, details["lang"]) if "lang" in details else loc
    if code == "hidden-character" and loc[0] == "body":
        return _hidden_in_body(decoded.at(*loc)[0])
    if code == "bad-date" and (day := _day_beside(decoded, loc)) and _CLOCK.fullmatch(str(error["input"])):
        code = "time-without-day"
        details["suggestion"] = f"{day} {tidy(error['input'])}"
    if code == "write-plainly" and (right := wrong_weekday(str(error["input"]), str(details.get("suggestion")))):
        code, details = "wrong-weekday", {"text": error["input"], "right": right}
    details.setdefault("value", error["input"])
    details.setdefault("expects", "line")
    return decoded.diagnose(loc, code, fix=details.get("suggestion"), **details)


def _not_a_list(decoded: Decoded[Any], loc: Loc, value: Any) -> Diagnostic:  # noqa: ANN401 -- as it was written
    """Return the diagnostic of a list that is written as text, or as the lines of its one entry."""
    field = loc[-1]
    if isinstance(value, dict):  # the first of its lines shows where the sign goes
        name, first = next(iter(value.items()))
        shown = f"{name}: {first}" if isinstance(first, str) else f"{name}:"
        return decoded.diagnose(loc, "not-a-list", field=field, value=shown)
    entry = str(value).lstrip(_BULLETS)
    if len(names := _listed(entry)) > 1:
        return decoded.diagnose(loc, "not-a-list", fix=f"[{', '.join(names)}]", field=field, value=names[0])
    fix = f"- {entry}" if entry != value and " " not in entry else None
    return decoded.diagnose(loc, "not-a-list", fix=fix, field=field, value=entry)


def _listed(value: str) -> tuple[str, ...]:
    """Return the ids that somebody has put in a row; nothing for other text."""
    names = tuple(re.split(r"[,\u3001\uff0c]\s*", value))
    return names if all(re.fullmatch(r"[a-z0-9-]+", name) for name in names) else ()


def _day_beside(decoded: Decoded[Any], loc: Loc) -> str:
    """Return the day of the `starts` that stands beside a field; empty where that gives none."""
    node = decoded.positions.get((*loc[:-1], "starts"), (None, None))[1]
    return match[0] if isinstance(node, Scalar) and (match := _DAY.match(node.text)) else ""


def _hidden_in_body(document: Document) -> Diagnostic:
    """Return the diagnostic of the first character of a body that cannot be seen."""
    for number in range(document.body_line, len(document.lines) + 1):
        for column, char in enumerate(document.line(number), 1):
            if is_hidden(char):
                return document.diagnose_line("hidden-character", number, column)
    raise AssertionError(document.path)


def _expected_form(model: type[Model], loc: Loc) -> str:
    """Return the name of the form that a field takes: a key of the `-expects` table of the messages."""
    names = [step for step in loc if isinstance(step, str)]
    for name in names[:-1]:
        model = shapes_of(model)[name].type
    shape = shapes_of(model)[names[-1]]
    if shape.many:
        return "list"
    if isinstance(shape.mark, TermMark):
        return "term"
    return shape.expects or ("part" if is_model(shape.type) and shape.type is not Text else "line")


def diagnose_unknown_field(document: Document, key: Scalar, model: type[Model], beside: nodes.Mapping) -> Diagnostic:
    """Return a diagnostic for a key that is no field of a model; its fix is the nearest one that is not `beside` it."""
    names = list(written_shapes(model))
    free = [name for name in names if beside.find(name) is None]
    near = difflib.get_close_matches(key.text.lower().replace("-", "_"), free, 1, 0.72)
    return document.diagnose(
        "unknown-field", key, fix=near[0] if near else None, field=key.text, known=tuple(sorted(names))
    )


def diagnose_unknown(  # noqa: PLR0913 -- what was meant takes all of it to tell
    decoded: Decoded[Any],
    loc: Loc,
    code: str,
    value: str,
    known: Iterable[str],
    *,
    titles: Mapping[str, tuple[str, ...]],
    alike: float = 0.5,
    **details: object,
) -> Diagnostic:
    """Return a diagnostic for a name that is not among `known`, with the meant or the nearest one as fix.

    Args:
        decoded: The record.
        loc: Path of the field.
        code: Code of the diagnostic.
        value: What was written.
        known: The names that would be right.
        titles: Name to the words by which people know it: many write those instead.
        alike: How near a name must come to be the fix, from 0 to 1 for the same.
        details: What else the message needs.
    """
    names = tuple(known)
    plain = tidy(value).lower()
    meant = [plain] if plain in names else [name for name, words in titles.items() if value in words]
    meant = meant or [name for name, words in titles.items() if any(value in word or word in value for word in words)]
    near = difflib.get_close_matches(value.lower(), names, 1, alike)
    several = _listed(value)
    fix = (", ".join(several),) if len(several) > 1 else (*meant, *near)[:1]
    if len(names) <= _MOST_SHOWN:
        shown = tuple(dict.fromkeys((*meant, *near, *sorted(names, key=partial(_distance, value.lower())))))
    else:
        shown = tuple(meant[:5]) or tuple(difflib.get_close_matches(value.lower(), names, 5, 0.3)) or names[:12]
    return decoded.diagnose(loc, code, fix=fix[0] if fix else None, value=value, known=shown, **details)


def _distance(one: str, other: str) -> float:
    """Return how far two names are from each other; 0 for the same, 1 for two with nothing in common."""
    return 1 - difflib.SequenceMatcher(None, other, one).ratio()


def diagnose_file(path: str, code: str, **details: object) -> Diagnostic:
    """Return a diagnostic about a file as a whole."""
    return Diagnostic(Spot(path), code, details)
