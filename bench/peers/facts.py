"""What the peers' projects share: the words of our interface and vocabularies, and records as plain values."""

import re
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from functools import cache
from typing import Any

import yaml

from bench.model import Item
from bench.peers.engine import ROOT
from bench.wording import Words

_CONTENT = ROOT / "content"
_LINK = re.compile(r"\]\(/")
_APRIL = 4
BASE_URL = "https://kunitachi-kyodo.example/"


@cache
def interface(lang: str) -> dict[str, str]:
    """Return the words of the interface; signs that are no letters are underscores in their names."""
    text = (_CONTENT / "strings" / f"{lang}.yml").read_text(encoding="utf-8")
    words = yaml.load(text, Loader=yaml.CBaseLoader)  # noqa: S506 -- makes nothing but text
    return {re.sub(r"\W", "_", key): value for key, value in words.items()}


@cache
def vocabulary(name: str, lang: str) -> dict[str, str]:
    """Return the labels of a vocabulary by term."""
    text = (_CONTENT / "vocabularies" / f"{name}.yml").read_text(encoding="utf-8")
    terms = yaml.load(text, Loader=yaml.CBaseLoader)  # noqa: S506 -- makes nothing but text
    return {id_: term[lang] for id_, term in terms.items()}


@cache
def settings() -> dict[str, Any]:
    """Return the settings of the site."""
    loaded: dict[str, Any] = yaml.load((_CONTENT / "site.yml").read_text(encoding="utf-8"), Loader=yaml.CBaseLoader)  # noqa: S506 -- makes nothing but text
    return loaded


def plain(value: object, lang: str) -> Any:
    """Return a record, or a part of one, as what YAML can hold, with the words of one language."""
    if isinstance(value, Words):
        return getattr(value, lang)
    if isinstance(value, tuple):
        return [plain(item, lang) for item in value]
    if isinstance(value, datetime):
        return f"{value.isoformat()}+09:00"
    if isinstance(value, date):
        return f"{value.isoformat()}T00:00:00+09:00"
    if is_dataclass(value):
        named = ((field.name, getattr(value, field.name)) for field in fields(value))
        return {name: plain(inner, lang) for name, inner in named if inner not in (None, ())}
    return value


def body(item: Item, lang: str) -> str:
    """Return the Markdown text of a record, with links from the root of the site."""
    text: str = getattr(item.body, lang)
    return text if lang == "ja" else _LINK.sub(f"](/{lang}/", text)


def format_page(front: dict[str, Any], text: str) -> str:
    """Return a file with front matter."""
    lines = yaml.dump(front, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False, width=10_000)
    return f"---\n{lines}---\n\n{text}"


def fiscal_year(day: date) -> int:
    """Return the fiscal year (1 April to 31 March) that a day lies in."""
    return day.year if day.month >= _APRIL else day.year - 1
