"""The words of the invented records: parts from `words.yml`, put together by a seeded choice.

Each choice gives Japanese and English at once, so that the two texts of a record say the same.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

import yaml

_SLOT = re.compile(r"\{([a-z]+)\}")
_FILE = Path(__file__).with_name("words.yml")


@dataclass(frozen=True, slots=True)
class Words:
    """A text in both languages."""

    ja: str
    en: str


@dataclass(frozen=True, slots=True)
class Title:
    """The name of a record."""

    words: Words
    reading: str
    """The Japanese name in kana."""


@cache
def parts() -> dict[str, Any]:
    """Return the parts that texts are made of."""
    loaded: dict[str, Any] = yaml.load(_FILE.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    return loaded


def pick(rng: Random, name: str) -> Words:
    """Return one of the ready texts of a list in `words.yml`."""
    return Words(*rng.choice(parts()[name]))


def fill(rng: Random, ja: str, en: str) -> Words:
    """Return a text whose slots hold the same things in both languages."""
    slots = parts()["slots"]
    chosen: dict[tuple[str, int], Sequence[str]] = {}

    def fill_one(text: str, column: int) -> str:
        seen: dict[str, int] = {}

        def put(match: re.Match[str]) -> str:
            name = match[1]
            if name not in slots:
                return match[0]
            seen[name] = seen.get(name, -1) + 1
            return str(chosen.setdefault((name, seen[name]), rng.choice(slots[name]))[column])

        return _SLOT.sub(put, text)

    return Words(fill_one(ja, 0), fill_one(en, 1))


def make_title(rng: Random, kind: str, *, number: int | None = None) -> Title:
    """Return the name of an event, project, organization, place or series.

    Args:
        rng: The source of the choices.
        kind: A list under `titles` in `words.yml`.
        number: Which time it is, for one of a series.
    """
    titles = parts()["titles"]
    if kind == "place":
        town, form = rng.choice(titles["town"]), rng.choice(titles["place"])
        return Title(Words(town[0] + form[0], f"{town[1]} {form[1]}"), town[2] + form[2])
    first = rng.choice(titles["town"] if kind == "organization" else titles["manner"])
    topic = rng.choice(titles["topic"])
    form = titles["series"] if kind == "series" else rng.choice(titles[kind])
    nth = (f"第{number}回 ", f", no. {number}", f"だい{number}かい ") if number else ("", "", "")
    ja, reading = (f"{nth[column]}{first[column]}{topic[column]}{form[column]}" for column in (0, 2))
    return Title(Words(ja, f"{first[1]} {topic[1]}: {form[1]}{nth[1]}"), reading)


def make_sentences(rng: Random, count: int) -> list[Words]:
    """Return sentences, none of whose patterns comes twice."""
    chosen = rng.sample(parts()["sentences"], count)
    return [fill(rng, sentence["ja"], sentence["en"]) for sentence in chosen]


def make_summary(rng: Random) -> Words:
    """Return one sentence."""
    return make_sentences(rng, 1)[0]


def make_body(rng: Random, link: str, *, table: bool) -> Words:
    """Return a Markdown text: two headings, two pairs of paragraphs, a list, a link, and perhaps a table.

    Args:
        rng: The source of the choices.
        link: Address of another record below the language's root: `/events/x/`.
        table: With a table.
    """
    words = parts()
    said = make_sentences(rng, 9)
    heads = [Words(*pair) for pair in rng.sample(words["headings"], 2)]
    items = [fill(rng, *pair) for pair in rng.sample(words["items"], 4)]
    lead = Words(*(text.format(link=link) for text in words["lead"]))
    rows = sorted(rng.sample(range(len(words["table"]["rows"])), 4)) if table else []
    return Words(*(_lay_out(lang, said, heads, items, lead, rows) for lang in ("ja", "en")))


def _lay_out(  # noqa: PLR0913 -- the parts of a text
    lang: str, said: list[Words], heads: list[Words], items: list[Words], lead: Words, rows: list[int]
) -> str:
    glue = "" if lang == "ja" else " "

    def text(words: Words) -> str:
        return str(getattr(words, lang))

    def paragraph(*words: Words) -> str:
        return glue.join(map(text, words))

    blocks = [
        paragraph(*said[:3]),
        f"## {text(heads[0])}",
        paragraph(*said[3:5]),
        "\n".join(f"- {text(item)}" for item in items),
        *([_table(lang, rows)] if rows else []),
        f"## {text(heads[1])}",
        paragraph(*said[5:7]),
        paragraph(*said[7:], lead),
    ]
    return "\n\n".join(blocks) + "\n"


def _table(lang: str, rows: list[int]) -> str:
    column = 0 if lang == "ja" else 1
    table = parts()["table"]
    head = " | ".join(pair[column] for pair in table["head"])
    lines = [f"| {13 + at}:{'00' if at % 2 else '30'} | {table['rows'][row][column]} |" for at, row in enumerate(rows)]
    return "\n".join([f"| {head} |", "| --- | --- |", *lines])
