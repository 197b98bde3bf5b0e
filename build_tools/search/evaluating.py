"""Measures search on a corpus with queries: how much of what should be found is, and what a first query costs.

The corpus is a JSON list of `{id, lang, url, title, markdown}`, the queries one of `{id, lang, group, query, expected}`
with ids of pages; the group `none` expects that nothing is found. A query counts as recall@5: the share of its expected
pages, five at the most, among the first five results in its language.
"""

import gzip
import json
import random
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import cmarkgfm
import yaml

from build_tools.model.base import LANGUAGES
from build_tools.search.entries import Entry, read_sections
from build_tools.search.finding import find
from build_tools.search.folding import KANJI, KATAKANA
from build_tools.search.indexed import Indexed
from build_tools.search.indexing import Head, Labels
from build_tools.search.lookup import FileIndex
from build_tools.search.rules import read_rules
from build_tools.search.updating import build

_FIRST = 5
_NONE = "none"
_HEADING = re.compile(r"<h2>")
_SEED, _WORDS = 20_000, 20_000
_SENTENCES, _SENTENCE = 6, 8
"""So many sentences make a made-up page, so many words a sentence."""
_KANJI, _KATAKANA = re.compile(f"[{KANJI}]"), re.compile(f"[{KATAKANA}]")
_SCRIPTS = 1
"""Requests of a first query before it has begun: the box with its engine."""


@dataclass(slots=True)
class Group:
    """Queries of one kind."""

    name: str
    scores: list[float] = field(default_factory=list)
    costs: list[tuple[int, int]] = field(default_factory=list)
    """Requests and compressed octets of each query, were it the first."""
    misses: list[str] = field(default_factory=list)

    @property
    def queries(self) -> int:
        """How many there are."""
        return len(self.scores)

    @property
    def recall(self) -> float:
        """Their mean recall@5."""
        return sum(self.scores) / len(self.scores)

    @property
    def requests(self) -> float:
        """Mean number of requests."""
        return sum(number for number, _ in self.costs) / len(self.costs)

    @property
    def octets(self) -> float:
        """Mean number of compressed octets."""
        return sum(octets for _, octets in self.costs) / len(self.costs)


def measure(records: Path, queries: Path, synonyms: Path | None, *, pages: int = 0) -> list[Group]:
    """Return the groups of the queries in order; last those that expect something together.

    Args:
        records: The corpus.
        queries: What is asked of it.
        synonyms: Words that stand for each other, as in `content/synonyms.yml`.
        pages: So many made-up pages of each language stand around the corpus.
    """
    corpus = json.loads(records.read_text(encoding="utf-8"))
    groups = tuple(read_groups(synonyms.read_text(encoding="utf-8"))) if synonyms else ()
    files = {lang: index_corpus([item for item in corpus if item["lang"] == lang], lang, groups, pages=pages)
             for lang in LANGUAGES}  # fmt: skip
    sizes = {lang: {path: len(gzip.compress(data)) for path, data in table.items()} for lang, table in files.items()}
    ids = {item["url"]: item["id"] for item in corpus}
    found: dict[str, Group] = {}
    for item in json.loads(queries.read_text(encoding="utf-8")):
        _ask(item, files, sizes, ids, found.setdefault(item["group"], Group(item["group"])))
    every = Group("all but none")
    for group in found.values():
        if group.name != _NONE:
            every.scores += group.scores
            every.costs += group.costs
    return [*found.values(), every]


def index_corpus(
    items: Sequence[Mapping[str, str]], lang: str, synonyms: Sequence[Sequence[str]], *, pages: int = 0
) -> dict[str, bytes]:
    """Return the files of the index of a corpus in one language, by address."""
    entries = [
        Entry(path=item["url"], lang=lang, title=item["title"], sections=read_sections(_html(item["markdown"])))
        for item in (*items, *_made_up(items, pages))
    ]
    heads = [Head.of(entry.path, entry.facets) for entry in entries]
    labels = Labels(lang, {"": ""}, {}, {}, "", "")
    files: dict[str, str] = {}
    kept = build(map(Indexed.of, entries), labels, files.__setitem__)
    path, files[path] = kept.index(heads, labels, synonyms, date.min)
    return {path: text.encode() for path, text in files.items()}


def read_groups(text: str) -> Iterator[tuple[str, ...]]:
    """Yield the sets of words of a file of synonyms."""
    for sets in yaml.load(text, Loader=yaml.CSafeLoader).values():
        yield from (tuple(map(str, words)) for words in sets)


def _ask(
    item: Mapping[str, Any],
    files: Mapping[str, Mapping[str, bytes]],
    sizes: Mapping[str, Mapping[str, int]],
    ids: Mapping[str, str],
    group: Group,
) -> None:
    lang = item["lang"]
    index, other = (FileIndex(files[name].__getitem__) for name in (lang, *set(LANGUAGES) - {lang}))
    hits = find(item["query"], index, index.synonyms, other, is_full=False).hits
    shown = [(index.page(hit.page) or other.page(hit.page) or [""])[0] for hit in hits[:_FIRST]]
    got, expected = [ids.get(path, path) for path in shown], item["expected"]
    score = len(set(got) & set(expected)) / min(_FIRST, len(expected)) if expected else float(not got)
    group.scores.append(score)
    asked = {(lang, path) for path in index.asked} | {(other_lang(lang), path) for path in other.asked[1:]}
    group.costs.append((len(asked) + _SCRIPTS, sum(sizes[at][path] for at, path in asked)))
    if score < 1:
        group.misses.append(f"{item['query']}: {', '.join(expected) or '-'} / {', '.join(got) or '-'}")


def other_lang(lang: str) -> str:
    """Return the other language."""
    return next(name for name in LANGUAGES if name != lang)


def _html(markdown: str) -> str:
    numbers = iter(range(1000))
    return _HEADING.sub(lambda _: f'<h2 id="s{next(numbers)}">', cmarkgfm.markdown_to_html(markdown))


def _made_up(items: Sequence[Mapping[str, str]], count: int) -> Iterator[Mapping[str, str]]:
    """Yield pages of made-up words, written with the letters of the corpus: noise, and no answer to any query."""
    chance = random.Random(_SEED)  # noqa: S311 -- the same pages each time
    words = _vocabulary("".join(item["markdown"] for item in items), chance) if count else []
    for number in range(count):
        title, *texts = (_sentence(words, chance) for _ in range(1 + _SENTENCES))
        yield {"url": f"made-up/{number}/", "title": title, "markdown": f"# {title}\n\n" + "\n\n".join(texts)}


def _vocabulary(text: str, chance: random.Random) -> list[str]:
    """Return words of the kanji, the katakana or the Latin letters of a text, drawn as often as they stand there."""
    kanji, katakana = _KANJI.findall(text), _KATAKANA.findall(text)
    letters = re.findall("[a-z]", text)
    words = ["".join(chance.choices(kanji, k=chance.choice((2, 2, 3)))) for _ in range(_WORDS if kanji else 0)]
    words += ["".join(chance.choices(katakana, k=4)) for _ in range(_WORDS // 4 if katakana else 0)]
    return words or ["".join(chance.choices(letters, k=chance.randint(4, 9))) for _ in range(_WORDS)]


def _sentence(words: Sequence[str], chance: random.Random) -> str:
    found = chance.choices(words, k=_SENTENCE)
    if found[0].isascii():
        return " ".join(found)
    particles = read_rules().particles
    return "".join(word + chance.choice(particles) for word in found)
