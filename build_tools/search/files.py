"""The files of an index: how they are named, cut and written, and read again.

| File below `search/<lang>/` | Holds |
| --- | --- |
| `index.json` | number of pages, kinds, rules, synonyms, what the names of the others are made from |
| `t/<beginning in hex>-<digest>.txt` | a line for each term, see `Line` |
| `p/<number>-<digest>.json` | what results show of `GROUP` pages in a row |
| `w/<letter in hex>-<digest>.txt` | the words that begin with a letter, to put right what is mistyped |
| `facets-<digest>.json` | themes and places with their pages |

A name holds a digest of the content, so that a file of another build is never taken for it. Pages are numbered alike
in every language.
"""

import itertools
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import blake2b
from zlib import crc32

GROUP = 16
"""So many pages share a file of texts."""
CAP = 2000
"""So many pages of a term are told at the most, the best ones."""
_ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
_MORE, _BITS = 32, 5
_NUMBER = re.compile(f"[{re.escape(_ALPHABET[_MORE:])}]*[{_ALPHABET[:_MORE]}]")
_IMPACT_BITS = 4
_IMPACT = (1 << _IMPACT_BITS) - 1
_LEAST, _MOST = 6_000, 12_000
"""Characters of a file of terms: it ends at a term of `_ENDINGS` when it has the least, and before it has the most."""
_ENDINGS = 8
DIGEST = 3
"""Characters of the digest in a name."""
_NAMES = "abcdefghijklmnopqrstuvwxyz234567"
"""File names that differ in case alone are one on some disks."""

Posting = int
"""Number of a page and impact, as `posting` packs them: they sort by page."""


def posting(page: int, impact: int) -> Posting:
    """Return a page with the impact that a term has there, 1 to 15."""
    return page << _IMPACT_BITS | impact


def unpack(value: Posting) -> tuple[int, int]:
    """Return page and impact."""
    return value >> _IMPACT_BITS, value & _IMPACT


@dataclass(frozen=True, slots=True)
class Line:
    """What a file of terms tells of one term."""

    term: str
    number: int
    """On how many pages it stands."""
    postings: tuple[Posting, ...]
    """The best of them, by page."""
    spellings: tuple[str, ...] = ()
    """Of a reading: how it is spelt, the most frequent first."""


def format_line(term: str, postings: Sequence[Posting], spellings: Sequence[str] = ()) -> str:
    """Return the line of a term.

    Args:
        term: The term.
        postings: All its pages, sorted.
        spellings: How a reading is spelt.
    """
    told, number = postings, ""
    if is_long(postings):
        told, number = best(postings), str(len(postings))
    return "\t".join((term, format_postings(told), number, *spellings)).rstrip("\t") + "\n"


def is_long(postings: Sequence[Posting]) -> bool:
    """They are more than a file tells."""
    return len(postings) > CAP


def best(postings: Sequence[Posting]) -> list[Posting]:
    """Return the `CAP` postings of the highest impact, of the same the first pages; sorted by page."""
    by_impact: list[list[Posting]] = [[] for _ in range(1 << _IMPACT_BITS)]
    for value in postings:
        by_impact[value & _IMPACT].append(value)
    return sorted(itertools.islice(itertools.chain.from_iterable(reversed(by_impact)), CAP))


def parse_line(line: str) -> Line:
    """Return what `format_line` wrote."""
    term, told, number, spellings = split_line(line)
    postings = tuple(parse_postings(told))
    return Line(term, number or len(postings), postings, spellings)


def split_line(line: str) -> tuple[str, str, int, tuple[str, ...]]:
    """Return of a line its term, the postings as they are written, their number where not all are told, spellings."""
    term, told, number, *spellings = (line.rstrip("\n") + "\t\t").split("\t")
    return term, told, int(number or 0), tuple(filter(None, spellings))


def format_postings(postings: Iterable[Posting]) -> str:
    """Return sorted postings: of each the step from the page before and the impact, in digits of five bits."""
    return "".join([_digits(value - (before & ~_IMPACT)) for before, value in itertools.pairwise((0, *postings))])


def parse_postings(text: str) -> Iterator[Posting]:
    """Yield the postings that `format_postings` wrote."""
    value = 0
    for step in map(_number, _NUMBER.findall(text)):
        value = (value & ~_IMPACT) + step
        yield value


@cache
def _digits(number: int) -> str:
    """Return a number in digits of five bits, the lowest first. Few numbers are frequent: near pages share terms."""
    chars = ""
    while number >= _MORE:
        chars += _ALPHABET[number & 31 | _MORE]
        number >>= _BITS
    return chars + _ALPHABET[number]


@cache
def _number(digits: str) -> int:
    """Return the number that `_digits` wrote."""
    return sum((_ALPHABET.index(char) & 31) << _BITS * at for at, char in enumerate(digits))


def sort_key(term: str) -> bytes:
    """Return what terms are sorted by: JavaScript compares texts so."""
    return term.encode("utf-16-be", "surrogatepass")


@dataclass(frozen=True, slots=True)
class Cut:
    """A file of terms."""

    first: str
    """Its first term,"""
    last: str
    """and its last one."""
    digest: str


def cut(lines: Iterable[tuple[str, str]]) -> Iterator[tuple[Cut, str]]:
    """Yield each file with its text, from sorted terms and their lines.

    Where a file ends is told by the terms near it: a change in one file leaves all others but its neighbours.
    """
    texts: list[str] = []
    first, last, size = "", "", 0
    for term, line in lines:
        if texts and ends_before(term, line, size):
            yield close_cut(first, last, texts)
            texts, size = [], 0
        first, last = first if texts else term, term
        texts.append(line)
        size += len(line)
    if texts:
        yield close_cut(first, last, texts)


def close_cut(first: str, last: str, lines: Sequence[str]) -> tuple[Cut, str]:
    """Return a file that is finished."""
    text = "".join(lines)
    return Cut(first, last, short_digest(text)), text


def shortest_firsts(cuts: Sequence[Cut]) -> list[str]:
    """Return for each file the shortest text that sorts after the file before, and not after its first term."""
    return [shortest_first(before, here) for before, here in itertools.pairwise((None, *cuts)) if here]


def shortest_first(before: Cut | None, here: Cut) -> str:
    """Return the same for one file, with the one before; empty for the first one."""
    if before is None:
        return ""
    same = next((at for at, (one, other) in enumerate(zip(before.last, here.first, strict=False)) if one != other),
                min(len(before.last), len(here.first)))  # fmt: skip
    return here.first[: same + 1]


def ends_before(term: str, line: str, size: int) -> bool:
    """A file of a size ends before this term and its line: it would be too large, or may end here."""
    return size + len(line) > _MOST or (size >= _LEAST and crc32(term.encode()) % _ENDINGS == 0)


def short_digest(text: str) -> str:
    """Return the part of a file's name that tells one content from another."""
    number = int.from_bytes(blake2b(text.encode(), digest_size=8).digest(), "big")
    chars = []
    for _ in range(DIGEST):
        chars.append(_NAMES[number & 31])
        number >>= _BITS
    return "".join(chars)


def format_json(value: object) -> str:
    """Return JSON, as short as it goes."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
