"""Whether a translation was made from the Japanese words as they stand now."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from build_tools.tracing import ask


class Freshness(StrEnum):
    """How a translation stands beside the Japanese."""

    FRESH = "fresh"
    """It was made from the words that stand there now."""
    STALE = "stale"
    """The Japanese has changed since."""
    UNSTAMPED = "unstamped"
    """Nobody has said from which words it was made."""


@dataclass(frozen=True, slots=True)
class Translations:
    """The translations of a record: which there are, and how each stands. Asking is noted (`tracing`)."""

    stamp: str = ""
    """What tells the Japanese words, as they stand now, from any others; empty where nothing translates them."""
    pairs: tuple[tuple[str, Freshness], ...] = ()
    """Languages (`en`, `easy`) with states, by language."""
    question: str = ""

    @property
    def states(self) -> Mapping[str, Freshness]:
        """Language to state; for whoever does not render, since this notes nothing."""
        return dict(self.pairs)

    def of(self, lang: str) -> Freshness | None:
        """Return the state of the translation into `lang`; None where there is none."""
        if self.question:
            ask(self.question)
        return self.states.get(lang)

    def is_stale(self, lang: str) -> bool:
        """The Japanese has changed since the translation into `lang` was made."""
        return self.of(lang) is Freshness.STALE


UNTRANSLATED = Translations()
