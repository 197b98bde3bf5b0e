"""The words of the interface, from `content/strings/`."""

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field
from string import Formatter
from typing import TypeVar, cast

from markupsafe import Markup, escape

from build_tools.i18n.filling import show
from build_tools.i18n.ruby import ruby_tags
from build_tools.model.ruby import base_text

T = TypeVar("T")


class MissingWord(LookupError):
    """A key that `content/strings/` does not have; carries language and key."""

    def __init__(self, lang: str, key: str) -> None:
        super().__init__(f"{lang}: {key}")
        self.lang, self.key = lang, key


@dataclass(frozen=True, slots=True)
class Words:
    """Looks up the words of one language."""

    lang: str
    table: Mapping[str, str]
    _kept: dict[Hashable, object] = field(default_factory=dict, compare=False, repr=False)
    """What has been made of these words and of plain values, such as the text of a day."""

    def __call__(self, key: str, **values: object) -> str:
        """Return the words for `key`, filled in.

        Raises:
            MissingWord: when the file of the language has no such key.
        """
        text = self.table.get(key)
        if text is None:
            raise MissingWord(self.lang, key)
        if "|" in text:
            text = base_text(text)
        return text.format(**values) if values else text

    def marked(self, key: str) -> str:
        """Return the words for `key` with the marks of their readings, for HTML alone.

        Raises:
            MissingWord: when the file of the language has no such key.
        """
        self(key)
        return self.table[key]

    def markup(self, key: str, **values: object) -> Markup:
        """Return the words for `key` as HTML; the values are escaped unless they are markup."""
        pattern = self.keep(("pattern", key), lambda: _Pattern.of(self.marked(key)))
        return pattern.fill(values)

    def keep(self, key: Hashable, make: Callable[[], T]) -> T:
        """Return what `make` gives, from the second time on without calling it.

        Args:
            key: A name and all values that the result depends on; never a record, which may change.
            make: Depends on these values and on the words alone; never gives None.
        """
        found = self._kept.get(key)
        if found is None:
            found = self._kept[key] = make()
        return cast("T", found)


@dataclass(frozen=True, slots=True)
class _Pattern:
    """Words that values are filled into, escaped."""

    text: Markup
    is_plain: bool
    """It names values only: nothing is asked of them, and none has a form of its own."""

    @classmethod
    def of(cls, words: str) -> "_Pattern":
        text = Markup(ruby_tags(escape(words)))  # noqa: S704 -- escaped, and then given tags of ours
        fields = [(name, form, how) for _, name, form, how in Formatter().parse(text) if name is not None]
        return cls(text, all(name.isidentifier() and not form and not how for name, form, how in fields))

    def fill(self, values: Mapping[str, object]) -> Markup:
        if not self.is_plain:
            return self.text.format(**values)
        shown = {name: show(value) for name, value in values.items()}
        return str.__new__(Markup, str.format(self.text, **shown))
