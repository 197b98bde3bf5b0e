"""What must hold between the terms of the glossary."""

from collections.abc import Iterator, Mapping

from build_tools.content.decoded import Decoded, Loc
from build_tools.diagnostics import Diagnostic
from build_tools.model.base import LANGUAGES, Record
from build_tools.model.glossary import GlossaryTerm


def check_terms(terms: Mapping[str, Decoded[Record]]) -> Iterator[Diagnostic]:
    """No word leads to two terms; the later one is told of, by id, with the file that has the word already.

    Args:
        terms: Id to every term that could be decoded.
    """
    known: dict[str, tuple[Decoded[Record], Loc]] = {}
    for _, decoded in sorted(terms.items()):
        for word, loc in _words(decoded.value):
            other, there = known.setdefault(_key(word), (decoded, loc))
            if other is not decoded:
                yield decoded.diagnose(loc, "term-twice", word=word, other=other.at(*there)[0].path)


def _words(term: Record) -> Iterator[tuple[str, Loc]]:
    """Yield every spelling of a term, and where it stands."""
    if isinstance(term, GlossaryTerm):
        yield from ((term.title.get(lang), ("title", lang)) for lang in LANGUAGES if term.title.has(lang))
        yield from ((word, ("also", index)) for index, word in enumerate(term.also))


def _key(word: str) -> str:
    """Return what is the same for words that texts cannot tell apart: a sentence may begin with any of them."""
    return word[:1].lower() + word[1:]
