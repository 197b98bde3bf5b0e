"""What the files of an index say: `updating` puts them together."""

import json
import re
from array import array
from collections import Counter, defaultdict, deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from operator import attrgetter
from typing import Any, NamedTuple

from build_tools.search.entries import ASIDE, Entry, Facets
from build_tools.search.files import (
    GROUP,
    Cut,
    Posting,
    cut,
    format_json,
    format_line,
    posting,
    shortest_firsts,
    sort_key,
)
from build_tools.search.folding import KANJI, reading_key
from build_tools.search.indexed import Indexed
from build_tools.search.readings import kana
from build_tools.search.rules import read_tables

VERSION = 1
"""Of the format."""
_MOST_SPELLINGS = 3
_LONGEST_NAME = 24
"""So many characters of a term go into a name, in hex of UTF-8: no file system takes more than 255 octets."""
_EVENT = "event"
_SHORTEST_READING = 3
"""Characters of a reading by which words for the same are known."""
_KANJI = re.compile(f"[{KANJI}]")
_BROWSER_RULES = ("content_words", "nouns")
"""What only the build needs of the rules."""


@dataclass(frozen=True, slots=True)
class Labels:
    """What facets are called in one language."""

    lang: str
    kinds: Mapping[str, str]
    """Record kind to its name, in the order in which pages are numbered; the empty one is for other pages."""
    themes: Mapping[str, str]
    places: Mapping[str, str]
    soon: str
    past: str


class Head(NamedTuple):
    """What decides the number of a page, alike in all languages."""

    path: str
    kind: str
    ends: str
    is_off: bool = False

    @classmethod
    def of(cls, path: str, facets: Facets) -> "Head":
        """Return the head of a page."""
        return cls(path, facets.kind, facets.ends or facets.starts, facets.is_off)


def number_pages(heads: Iterable[Head], kinds: Sequence[str]) -> list[Head]:
    """Return pages in the order of their numbers: kind by kind, events the latest first."""
    rank = {kind: number for number, kind in enumerate(kinds)}
    by_path = sorted(set(heads), key=attrgetter("path"))
    by_end = sorted(by_path, key=lambda head: head.ends if head.kind == _EVENT else "", reverse=True)
    return sorted(by_end, key=lambda head: rank.get(head.kind, len(rank)))


@dataclass(slots=True)
class Collected:
    """What pages add to an index of a language."""

    postings: "defaultdict[str, array[int]]" = field(default_factory=lambda: defaultdict(lambda: array("I")))
    """Term to its postings; an array takes up a tenth of a list."""
    words: Counter[str] = field(default_factory=Counter)
    """Word to the number of its pages."""
    spellings: Counter[str] = field(default_factory=Counter)
    """`term, tab, spelling` to the number of its pages."""

    def add(self, number: int, page: Indexed) -> None:
        """Take a page; pages come in the order of their numbers."""
        postings = map(posting(number, 0).__or__, page.values)
        # A loop that Python does not run: a site has millions of postings.
        deque(map(array.append, map(self.postings.__getitem__, page.terms), postings), maxlen=0)
        self.words.update(page.words)
        self.spellings.update(page.spellings)

    def spelt(self) -> dict[str, dict[str, int]]:
        """Return each reading with its spellings and on how many pages they stand."""
        found: dict[str, dict[str, int]] = {}
        for pair, number in self.spellings.items():
            term, _, spelling = pair.partition("\t")
            found.setdefault(term, {})[spelling] = number
        return found


def best_spellings(counts: Mapping[str, int]) -> list[str]:
    """Return the spellings that are told of a reading, the most frequent first."""
    return sorted(counts, key=lambda spelling: (-counts[spelling], spelling))[:_MOST_SPELLINGS]


def term_files(
    postings: Mapping[str, Sequence[Posting]], spellings: Mapping[str, Mapping[str, int]]
) -> Iterator[tuple[Cut, str]]:
    """Yield each file of terms with its text."""
    lines = (
        (term, format_line(term, postings[term], best_spellings(spellings.get(term, {}))))
        for term in sorted(postings, key=sort_key)
    )
    return cut(lines)


def text_file(entries: Sequence[Entry | None], labels: Labels) -> str:
    """Return what results show of pages in a row; None stands for one that this language does not have."""
    return format_json([_shown(entry, labels) if entry else None for entry in entries])


def parse_texts(text: str) -> list[Any]:
    """Return what `text_file` wrote: for each page its path, title, kind, days, state and sections."""
    found: list[Any] = json.loads(text)
    return found


def replace_texts(known: Sequence[Any], entries: Mapping[int, Entry | None], labels: Labels) -> str:
    """Return a file of texts with some pages, by their place in it, put anew."""
    new = {at: _shown(entry, labels) if entry else None for at, entry in entries.items()}
    return format_json([new.get(at, shown) for at, shown in enumerate(known)])


def _shown(entry: Entry, labels: Labels) -> list[Any]:
    facets = entry.facets
    sections = [[section.id, section.heading, section.text] for section in entry.sections]
    when = [facets.starts, facets.ends] if facets.ends not in ("", facets.starts) else [facets.starts]
    return [entry.path, entry.title, labels.kinds.get(facets.kind, ""), when if facets.starts else [], facets.state,
            sections]  # fmt: skip


def word_files(counts: Mapping[str, int]) -> Iterator[tuple[str, str]]:
    """Yield `(first letter, text)` of each file of words."""
    by_letter: dict[str, list[str]] = {}
    for word in sorted(counts):
        by_letter.setdefault(word[0], []).append(word)
    for letter, words in by_letter.items():
        yield letter, "\n".join(words)


def facet_file(facets: Sequence[Facets | None], labels: Labels) -> str:
    """Return themes and places with their pages, by number."""
    found: dict[str, dict[str, list[int]]] = {"theme": {}, "place": {}}
    for page, item in enumerate(facets):
        for name, ids in (("theme", item.themes), ("place", item.places)) if item else ():
            for id_ in ids:
                found[name].setdefault(id_, []).append(page)
    names = {"theme": labels.themes, "place": labels.places}
    return format_json(
        {
            name: [[id_, label, rows[id_]] for id_, label in names[name].items() if id_ in rows]
            for name, rows in found.items()
        }
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """What the first file of an index tells of the others, and of words for the same."""

    terms: Sequence[Cut]
    texts: Sequence[str]
    """Digest of each group."""
    words: Mapping[str, str]
    """First letter to digest."""
    facets: str
    synonyms: Sequence[Sequence[str]]
    readings: Mapping[str, int]
    """See `find_readings`."""


def index_file(heads: Sequence[Head], names: Names, labels: Labels, today: date) -> str:
    """Return the first file of an index."""
    value = {
        "version": VERSION,
        "lang": labels.lang,
        "size": len(heads),
        "kinds": list(_kinds(heads, labels)),
        "soon": _soon(heads, today),
        "off": [page for page, head in enumerate(heads) if head.is_off],
        "aside": next((page for page, head in enumerate(heads) if head.kind == ASIDE), len(heads)),
        "when": [labels.soon, labels.past],
        "group": GROUP,
        "first": shortest_firsts(names.terms),
        "terms": "".join(item.digest for item in names.terms),
        "texts": "".join(names.texts),
        "words": dict(names.words),
        "facets": names.facets,
        "synonyms": names.synonyms,
        "readings": names.readings,
        "rules": {name: table for name, table in read_tables().items() if name not in _BROWSER_RULES},
    }
    return format_json(value)


@lru_cache(maxsize=1)
def find_readings(synonyms: tuple[tuple[str, ...], ...]) -> dict[str, int]:
    """Return the readings of the words with kanji that stand for each other, each with the number of its set."""
    found: dict[str, int] = {}
    for number, words in enumerate(synonyms):
        for word in words:
            reading = reading_key(kana(word))
            if _KANJI.search(word) and len(reading) >= _SHORTEST_READING:
                found.setdefault(reading, number)
    return found


def _kinds(heads: Sequence[Head], labels: Labels) -> Iterator[tuple[str, str, int, int]]:
    """Yield `(kind, label, first page, page after the last)`."""
    counts = Counter(head.kind for head in heads)
    first = 0
    for kind, label in labels.kinds.items():  # pages are numbered kind by kind
        if counts[kind]:
            yield kind, label, first, first + counts[kind]
            first += counts[kind]


def _soon(heads: Sequence[Head], today: date) -> tuple[int, int]:
    """Return the first page of an event that is to come, and the page after the last."""
    first, day = next((page for page, head in enumerate(heads) if head.kind == _EVENT), 0), today.isoformat()
    return first, first + sum(head.kind == _EVENT and head.ends >= day for head in heads)


def text_name(group: int, digest: str) -> str:
    """Return the address of a file of texts below the index."""
    return f"p/{group}-{digest}.json"


def word_name(letter: str, digest: str) -> str:
    """Return the address of a file of words below the index."""
    return f"w/{ord(letter):x}-{digest}.txt"


def term_name(first: str, digest: str) -> str:
    """Return the address of a file of terms below the index, by its text of `shortest_firsts`."""
    return f"t/{first[:_LONGEST_NAME].encode('utf-8', 'surrogatepass').hex()}-{digest}.txt"


def facet_name(digest: str) -> str:
    """Return the address of the file of facets below the index."""
    return f"facets-{digest}.json"
