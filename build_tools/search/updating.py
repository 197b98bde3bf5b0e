"""Keeps an index up to date: where a few pages change, a few files do, byte for byte as in a build anew."""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from build_tools.search.entries import Facets
from build_tools.search.files import (
    CAP,
    GROUP,
    Cut,
    Posting,
    close_cut,
    ends_before,
    format_line,
    parse_line,
    posting,
    short_digest,
    shortest_firsts,
    sort_key,
    unpack,
)
from build_tools.search.indexing import (
    Head,
    Indexed,
    Labels,
    Names,
    best_spellings,
    collect,
    facet_file,
    facet_name,
    index_file,
    parse_texts,
    replace_texts,
    term_files,
    term_name,
    text_file,
    text_name,
    word_files,
    word_name,
)

Change = tuple[int, Indexed | None, Indexed | None]
"""Number of a page, what it was, what it is."""
Read = Callable[[str], str]
"""Gives the text of a file of the index as it was."""


@dataclass(slots=True)
class Kept:
    """What has to be known of the index of a language to change it. All plain, for the cache."""

    terms: list[tuple[str, str, str]] = field(default_factory=list)
    """`Cut` of each file."""
    texts: list[str] = field(default_factory=list)
    """Digest of each group."""
    words: dict[str, str] = field(default_factory=dict)
    """First letter to digest."""
    facets: str = ""
    counts: dict[str, int] = field(default_factory=dict)
    """Word to the number of its pages."""
    spellings: dict[str, dict[str, int]] = field(default_factory=dict)
    """Reading to spelling to the number of its pages."""
    long: dict[str, list[Posting]] = field(default_factory=dict)
    """All postings of the terms of which the files tell only the best."""
    page_facets: list[tuple[Any, ...] | None] = field(default_factory=list)

    def addresses(self) -> Iterator[str]:
        """Yield every file but the first, below the index."""
        yield from self.term_names()
        yield from (text_name(group, digest) for group, digest in enumerate(self.texts))
        yield from (word_name(letter, digest) for letter, digest in self.words.items())
        yield facet_name(self.facets)

    def cuts(self) -> list[Cut]:
        """Return the files of terms in order."""
        return [Cut(*item) for item in self.terms]

    def term_names(self) -> list[str]:
        """Return their addresses."""
        cuts = self.cuts()
        return [term_name(first, item.digest) for first, item in zip(shortest_firsts(cuts), cuts, strict=True)]

    def index(
        self, heads: Sequence[Head], labels: Labels, synonyms: Sequence[Sequence[str]], today: date
    ) -> tuple[str, str]:
        """Return address and text of the first file."""
        names = Names(terms=self.cuts(), texts=self.texts, words=self.words, facets=self.facets)
        return "index.json", index_file(heads, names, labels, synonyms, today)


def build(pages: Sequence[Indexed | None], labels: Labels) -> tuple[Kept, dict[str, str]]:
    """Return the index of a language as a whole, and its files but the first.

    Args:
        pages: By number; None for one that the language does not have.
        labels: What facets are called.
    """
    kept = Kept()
    files: dict[str, str] = {}
    postings = collect((number, page.impacts) for number, page in enumerate(pages) if page)
    kept.long = {term: values for term, values in postings.items() if len(values) > CAP}
    for page in pages:
        _count(kept, page, 1)
    texts = []
    for item, text in term_files(postings, kept.spellings):
        kept.terms.append((item.first, item.last, item.digest))
        texts.append(text)
    files |= zip(kept.term_names(), texts, strict=True)
    for group in range(0, len(pages), GROUP):
        text = text_file([page.entry if page else None for page in pages[group : group + GROUP]], labels)
        kept.texts.append(short_digest(text))
        files[text_name(group // GROUP, kept.texts[-1])] = text
    files |= _put_words(kept, kept.counts)
    kept.page_facets = [page.entry.facets.pack() if page else None for page in pages]
    return kept, files | _put_facets(kept, labels)


def change(kept: Kept, changes: Sequence[Change], labels: Labels, read: Read) -> dict[str, str]:
    """Change an index, and return the files that are new.

    Args:
        kept: What is known of it; changed in place.
        changes: The pages that are another now, under the numbers that they had.
        labels: What facets are called, the same as before.
        read: Gives its files as they were.
    """
    before = {term: best_spellings(counts) for term, counts in kept.spellings.items()} if changes else {}
    letters = set()
    for _, was, now in changes:
        was_words, words = (page.words if page else frozenset() for page in (was, now))
        letters |= {word[0] for word in was_words ^ words}
        _count(kept, was, -1)
        _count(kept, now, 1)
    steps = _term_steps(changes)
    for term in {reading for _, *pages in changes for page in pages if page for reading, _ in page.spellings}:
        if before.get(term, []) != best_spellings(kept.spellings.get(term, {})):
            steps.setdefault(term, {})
    files = _change_terms(kept, steps, read)
    files |= _change_texts(kept, changes, labels, read)
    touched = {word: count for word, count in kept.counts.items() if word[0] in letters}
    for letter in letters:
        kept.words.pop(letter, None)
    files |= _put_words(kept, touched)
    facets = [*kept.page_facets]
    for number, _, now in changes:
        facets[number] = now.entry.facets.pack() if now else None
    if facets != kept.page_facets:
        kept.page_facets = facets
        files |= _put_facets(kept, labels)
    return files


def _count(kept: Kept, page: Indexed | None, step: int) -> None:
    for word in page.words if page else ():
        _add(kept.counts, word, step)
    for term, spelling in page.spellings if page else ():
        counts = kept.spellings.setdefault(term, {})
        _add(counts, spelling, step)
        if not counts:
            del kept.spellings[term]


def _add(counts: dict[str, int], key: str, step: int) -> None:
    counts[key] = counts.get(key, 0) + step
    if not counts[key]:
        del counts[key]


def _put_words(kept: Kept, counts: Mapping[str, int]) -> dict[str, str]:
    files = {}
    for letter, text in word_files(counts):
        kept.words[letter] = short_digest(text)
        files[word_name(letter, kept.words[letter])] = text
    kept.words = dict(sorted(kept.words.items()))
    return files


def _put_facets(kept: Kept, labels: Labels) -> dict[str, str]:
    text = facet_file([Facets.unpack(values) if values else None for values in kept.page_facets], labels)
    kept.facets = short_digest(text)
    return {facet_name(kept.facets): text}


def _term_steps(changes: Iterable[Change]) -> dict[str, dict[int, int]]:
    """Return each term whose pages are others now: number of the page to its impact there, 0 where it has gone."""
    steps: dict[str, dict[int, int]] = {}
    for number, was, now in changes:
        earlier, later = (page.impacts if page else {} for page in (was, now))
        for term in earlier.keys() | later.keys():
            if earlier.get(term) != later.get(term):
                steps.setdefault(term, {})[number] = later.get(term, 0)
    return steps


def _change_terms(kept: Kept, steps: Mapping[str, Mapping[int, int]], read: Read) -> dict[str, str]:
    """Cut the files anew from each that changes to where the cuts meet the old ones again."""
    old = _Old(kept, kept.cuts(), kept.term_names(), read)
    old.put_in(steps)
    cuts: list[tuple[Cut, str | None]] = []
    number = 0
    while number < len(old.cuts):
        if number in old.lines:
            number = _cut_again(old, number, cuts)
        else:
            cuts.append((old.cuts[number], None))
            number += 1
    kept.terms = [(item.first, item.last, item.digest) for item, _ in cuts]
    names, known = kept.term_names(), dict(zip(old.cuts, old.names, strict=True))
    # A file that stays may have another name all the same: it is made from where the one before ends.
    texts = (text if text is not None or known[item] == name else read(known[item])
             for name, (item, text) in zip(names, cuts, strict=True))  # fmt: skip
    return {name: text for name, text in zip(names, texts, strict=True) if text is not None}


@dataclass(slots=True)
class _Old:
    """The files of terms as they were, with what changes put in."""

    kept: Kept
    cuts: list[Cut]
    names: list[str]
    read: Read
    lines: dict[int, list[tuple[str, str]]] = field(default_factory=dict)
    """Number of a file that changes to its terms and lines as they are now."""

    def put_in(self, steps: Mapping[str, Mapping[int, int]]) -> None:
        """Put in what changes: term to page to impact."""
        if not self.cuts and steps:
            self.cuts, self.names = [Cut("", "", "")], [""]
        firsts = [sort_key(item.first) for item in self.cuts]
        touched: dict[int, dict[str, Mapping[int, int]]] = {}
        for term, pages in steps.items():
            touched.setdefault(max(0, bisect_right(firsts, sort_key(term)) - 1), {})[term] = pages
        for number, changed in touched.items():
            self.lines[number] = _lines(self.kept, self.text(number), changed)
        for number in sorted(touched):
            lines = self.lines[number]  # where a file begins with another term, the one before may end elsewhere
            if number and number - 1 not in self.lines and (not lines or lines[0][0] != self.cuts[number].first):
                self.lines[number - 1] = self.at(number - 1)

    def text(self, number: int) -> str:
        """Return a file as it was."""
        return self.read(self.names[number]) if self.names[number] else ""

    def at(self, number: int) -> list[tuple[str, str]]:
        """Return the terms and lines of a file as they are now."""
        return self.lines[number] if number in self.lines else _lines(self.kept, self.text(number), {})


def _cut_again(old: _Old, number: int, cuts: list[tuple[Cut, str | None]]) -> int:
    """Cut from the beginning of an old file on, and return the number of the next one that stays as it is."""
    texts: list[str] = []
    first, last, size = "", "", 0
    while number < len(old.cuts):
        for term, line in old.at(number):
            if texts and ends_before(term, line, size):
                cuts.append(close_cut(first, last, texts))
                texts, size = [], 0
            first, last = first if texts else term, term
            texts.append(line)
            size += len(line)
        number += 1
        if number < len(old.cuts) and number not in old.lines:
            line, end, _ = old.text(number).partition("\n")
            if not texts or ends_before(line.partition("\t")[0], line + end, size):
                break
    if texts:
        cuts.append(close_cut(first, last, texts))
    return number


def _lines(kept: Kept, text: str, changed: Mapping[str, Mapping[int, int]]) -> list[tuple[str, str]]:
    """Return the terms of a file with their lines, with what has changed put in."""
    found = {line.partition("\t")[0]: f"{line}\n" for line in text.split("\n") if line}
    for term, pages in changed.items():
        known = kept.long.pop(term, None) or (parse_line(found[term]).postings if term in found else ())
        impacts = {**dict(map(unpack, known)), **pages}
        postings = [posting(page, impact) for page, impact in sorted(impacts.items()) if impact]
        found.pop(term, None)
        if len(postings) > CAP:
            kept.long[term] = postings
        if postings:
            found[term] = format_line(term, postings, best_spellings(kept.spellings.get(term, {})))
    return sorted(found.items(), key=lambda item: sort_key(item[0]))


def _change_texts(kept: Kept, changes: Iterable[Change], labels: Labels, read: Read) -> dict[str, str]:
    files = {}
    groups: dict[int, dict[int, Indexed | None]] = {}
    for number, _, now in changes:
        groups.setdefault(number // GROUP, {})[number % GROUP] = now
    for group, pages in groups.items():
        entries = {at: page.entry if page else None for at, page in pages.items()}
        text = replace_texts(parse_texts(read(text_name(group, kept.texts[group]))), entries, labels)
        kept.texts[group] = short_digest(text)
        files[text_name(group, kept.texts[group])] = text
    return files
