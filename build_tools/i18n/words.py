"""The words of the interface, from `content/strings/`."""

from collections.abc import Mapping
from dataclasses import dataclass

from markupsafe import Markup, escape


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

    def __call__(self, key: str, **values: object) -> str:
        """Return the words for `key`, filled in.

        Raises:
            MissingWord: when the file of the language has no such key.
        """
        if key not in self.table:
            raise MissingWord(self.lang, key)
        return self.table[key].format(**values) if values else self.table[key]

    def markup(self, key: str, **values: object) -> Markup:
        """Return the words for `key` as HTML; the values are escaped unless they are markup."""
        if key not in self.table:
            raise MissingWord(self.lang, key)
        return escape(self.table[key]).format(**values)
