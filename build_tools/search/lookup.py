"""Reads the files of an index as the browser does, for the command line and for measuring."""

import json
from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

from build_tools.search.files import DIGEST, parse_line, sort_key, unpack
from build_tools.search.finding import Postings
from build_tools.search.indexing import term_name, text_name, word_name
from build_tools.search.planning import Synonyms

Read = Callable[[str], bytes | Path]
"""Gives the bytes at an address below the index, or the file that holds them."""


class FileIndex:
    """The index of a language, read file by file as it is asked."""

    def __init__(self, read: Read, today: date | None = None) -> None:
        """Read the first file.

        Args:
            read: Gives the files.
            today: The day of the queries; see `Synonyms`.
        """
        self._read = read
        self._index: dict[str, Any] = json.loads(_bytes(read("index.json")))
        self._terms: dict[str, dict[str, str]] = {}
        self.lang: str = self._index["lang"]
        self.size: int = self._index["size"]
        self.synonyms = Synonyms(self._index["synonyms"], self._index["readings"], today)
        self._off = frozenset(self._index["off"])
        self.asked: list[str] = ["index.json"]
        """The files that were read, in order."""

    def postings(self, terms: Iterable[str]) -> Mapping[str, Postings]:
        """Return the pages of each term that has any; see `finding.Index`."""
        found = {}
        for term in sorted(terms, key=sort_key):
            line = self._lines(term).get(term)
            if line:
                read = parse_line(line)
                found[term] = (read.number, tuple(map(unpack, read.postings)))
        return found

    def words(self, first: str) -> Sequence[str]:
        """Return the words that begin with a letter."""
        digest = self._index["words"].get(first)
        return self._text(word_name(first, digest)).split("\n") if digest else ()

    def is_coming(self, page: int) -> bool:
        """The page is about an event that is still to come, on or not."""
        first, end = self._index["soon"]
        return bool(first <= page < end)

    def is_soon(self, page: int) -> bool:
        """The page is about an event that is still to come, and on."""
        return self.is_coming(page) and page not in self._off

    def is_aside(self, page: int) -> bool:
        """The page is for those who make the site."""
        return page >= int(self._index["aside"])

    def page(self, number: int) -> list[Any] | None:
        """Return what results show of a page, as `indexing.text_file` has it; None where this language lacks it."""
        group, at = divmod(number, self._index["group"])
        digest = self._index["texts"][group * DIGEST :][:DIGEST]
        found: list[Any] | None = json.loads(self._text(text_name(group, digest)))[at]
        return found

    def _lines(self, term: str) -> Mapping[str, str]:
        at = bisect_right(self._firsts, sort_key(term)) - 1
        if at < 0:
            return {}
        name = term_name(self._index["first"][at], self._index["terms"][at * DIGEST :][:DIGEST])
        if name not in self._terms:
            lines = self._text(name).split("\n")
            self._terms[name] = {line.partition("\t")[0]: line for line in lines}
        return self._terms[name]

    def _text(self, path: str) -> str:
        self.asked.append(path)
        return _bytes(self._read(path)).decode()

    @cached_property
    def _firsts(self) -> list[bytes]:
        return [sort_key(first) for first in self._index["first"]]


def _bytes(found: bytes | Path) -> bytes:
    return found if isinstance(found, bytes) else found.read_bytes()
