"""Keeps an index up to date: where a few pages change, a few files do, byte for byte as in a build anew."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Mapping, MutableMapping, Sequence
from dataclasses import dataclass, field
from itertools import islice

from build_tools.search.entries import Facets
from build_tools.search.files import (
    GROUP,
    Cut,
    close_cut,
    ends_before,
    format_line,
    is_long,
    parse_postings,
    posting,
    short_digest,
    shortest_first,
    sort_key,
    split_line,
)
from build_tools.search.indexed import Indexed
from build_tools.search.indexing import (
    Collected,
    Labels,
    facet_file,
    facet_name,
    parse_texts,
    replace_texts,
    term_files,
    term_name,
    text_file,
    text_name,
    word_files,
    word_name,
)
from build_tools.search.kept import Kept, add

Change = tuple[int, Indexed | None, Indexed | None]
"""Number of a page, what it was, what it is."""
Read = Callable[[str], str]
"""Gives the text of a file of the index as it was."""
Write = Callable[[str, str], None]
"""Takes address and text of a file of the index."""


def build(
    pages: Iterable[Indexed | None], labels: Labels, write: Write, pieces: MutableMapping[str, bytes] | None = None
) -> Kept:
    """Build the index of a language as a whole, but for its first file, and return what has to be known of it.

    No page and no file is held for longer than it takes to go through it.

    Args:
        pages: By number; None for one that the language does not have.
        labels: What facets are called.
        write: Takes each file, by its address below the index.
        pieces: Takes what only some changes need.
    """
    kept, taken = Kept(pieces={} if pieces is None else pieces), Collected()
    facets: list[Facets | None] = []
    every = iter(pages)
    while group := tuple(islice(every, GROUP)):
        for page in group:
            facets.append(page.entry.facets if page else None)
            if page:
                taken.add(len(facets) - 1, page)
        text = text_file([page.entry if page else None for page in group], labels)
        write(text_name(len(kept.texts), short_digest(text)), text)
        kept.texts.append(short_digest(text))
    kept.counts, before = dict(taken.words), None
    spellings = taken.spelt()
    kept.put_spellings(spellings)
    for term, values in taken.postings.items():
        if is_long(values):
            kept.put_long(term, values)
    for item, text in term_files(taken.postings, spellings):
        write(term_name(shortest_first(before, item), item.digest), text)
        kept.terms.append((item.first, item.last, item.digest))
        before = item
    for path, text in (_put_words(kept, kept.counts) | _put_facets(kept, facets, labels)).items():
        write(path, text)
    return kept


def change(kept: Kept, changes: Sequence[Change], labels: Labels, read: Read) -> dict[str, str]:
    """Change an index, and return the files that are new.

    Args:
        kept: What is known of it; changed in place.
        changes: The pages that are another now, under the numbers that they had.
        labels: What facets are called, the same as before.
        read: Gives its files as they were.

    Raises:
        Incomplete: when too little is kept.
    """
    steps = _term_steps(changes)
    spellings = kept.change_spellings(_count(changes, lambda page: page.spellings))
    for term in spellings:
        steps.setdefault(term, {})
    files = _change_terms(_Old(kept, kept.cuts(), kept.term_names(), read, spellings), steps)
    files |= _change_texts(kept, changes, labels, read)
    files |= _change_words(kept, _count(changes, lambda page: page.words))
    now = {number: page.entry.facets if page else None for number, _, page in changes}
    if any(now[number] != (was.entry.facets if was else None) for number, was, _ in changes):
        every = enumerate(kept.page_facets())
        files |= _put_facets(kept, [now.get(number, known) for number, known in every], labels)
    return files


def _count(changes: Iterable[Change], texts: Callable[[Indexed], Sequence[str]]) -> dict[str, int]:
    """Return texts of which there are more or fewer now, with how many."""
    steps: dict[str, int] = {}
    for _, was, now in changes:
        for page, step in ((was, -1), (now, 1)):
            for text in texts(page) if page else ():
                add(steps, text, step)
    return steps


def _change_words(kept: Kept, steps: Mapping[str, int]) -> dict[str, str]:
    letters = set()
    for word, step in steps.items():
        letters.add(word[0])
        add(kept.counts, word, step)
    for letter in letters:
        kept.words.pop(letter, None)
    return _put_words(kept, {word: count for word, count in kept.counts.items() if word[0] in letters})


def _put_words(kept: Kept, counts: Mapping[str, int]) -> dict[str, str]:
    files = {}
    for letter, text in word_files(counts):
        kept.words[letter] = short_digest(text)
        files[word_name(letter, kept.words[letter])] = text
    kept.words = dict(sorted(kept.words.items()))
    return files


def _put_facets(kept: Kept, facets: Sequence[Facets | None], labels: Labels) -> dict[str, str]:
    kept.put_page_facets(facets)
    text = facet_file(facets, labels)
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


def _change_terms(old: "_Old", steps: Mapping[str, Mapping[int, int]]) -> dict[str, str]:
    """Cut the files anew from each that changes to where the cuts meet the old ones again."""
    kept, read = old.kept, old.read
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
    spellings: Mapping[str, Sequence[str]]
    """Of the readings that are spelt otherwise now."""
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
            self.lines[number] = self.change(self.text(number), changed)
        for number in sorted(touched):
            lines = self.lines[number]  # where a file begins with another term, the one before may end elsewhere
            if number and number - 1 not in self.lines and (not lines or lines[0][0] != self.cuts[number].first):
                self.lines[number - 1] = self.at(number - 1)

    def text(self, number: int) -> str:
        """Return a file as it was."""
        return self.read(self.names[number]) if self.names[number] else ""

    def at(self, number: int) -> list[tuple[str, str]]:
        """Return the terms and lines of a file as they are now."""
        return self.lines[number] if number in self.lines else self.change(self.text(number), {})

    def change(self, text: str, changed: Mapping[str, Mapping[int, int]]) -> list[tuple[str, str]]:
        """Return the terms of a file with their lines, with what has changed put in."""
        found = {line.partition("\t")[0]: f"{line}\n" for line in text.split("\n") if line}
        for term, pages in changed.items():
            line = self._line(term, found.pop(term, ""), pages)
            if line:
                found[term] = line
        return sorted(found.items(), key=lambda item: sort_key(item[0]))

    def _line(self, term: str, text: str, pages: Mapping[int, int]) -> str:
        """Return the line of a term as it is now; empty where no page has the term any more."""
        _, told, number, spellings = split_line(text)
        postings = list(self.kept.long(term) if number else parse_postings(told))
        for page, impact in pages.items():
            at, end = (bisect_left(postings, posting(each, 0)) for each in (page, page + 1))
            postings[at:end] = [posting(page, impact)] if impact else []
        if is_long(postings):
            self.kept.put_long(term, postings)
        elif number:
            self.kept.drop_long(term)
        return format_line(term, postings, self.spellings.get(term, spellings)) if postings else ""


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
