"""Eleventy, from npm: layouts in JavaScript of like size and content to ours, both languages in one project."""

import json
import shutil
from pathlib import Path
from typing import Any

from bench.model import Event, Item, Records
from bench.peers.engine import CACHE, LANGUAGES, run_or_give_up
from bench.peers.facts import BASE_URL, body, fiscal_year, plain
from bench.peers.wording import engine_words
from bench.records import AS_OF, FIRST, LAST

_SOURCE = Path(__file__).parent / "eleventy"
_INSTALLED = CACHE / "eleventy"


class Eleventy:
    """Eleventy with templates in JavaScript, its fastest kind, and facts as JSON."""

    key = "eleventy"
    name = "Eleventy"

    def install(self) -> None:
        """Install it, unless it is there."""
        stamp, lock = _INSTALLED / ".ready", (_SOURCE / "package-lock.json").read_bytes()
        if stamp.is_file() and stamp.read_bytes() == lock:
            return
        _INSTALLED.mkdir(parents=True, exist_ok=True)
        for name in ("package.json", "package-lock.json"):
            shutil.copy(_SOURCE / name, _INSTALLED)
        run_or_give_up("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", cwd=_INSTALLED)
        stamp.write_bytes(lock)

    def version(self) -> str:
        """Return its version."""
        text = (_INSTALLED / "node_modules" / "@11ty" / "eleventy" / "package.json").read_text(encoding="utf-8")
        return str(json.loads(text)["version"])

    def write(self, records: Records, folder: Path) -> None:
        """Write the records as a project of its own."""
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(_SOURCE, folder, ignore=shutil.ignore_patterns("node_modules", "package-lock.json", "lists"))
        shutil.copytree(_SOURCE / "lists", folder / "content" / "lists")
        (folder / "node_modules").symlink_to(_INSTALLED / "node_modules")
        (folder / "words").mkdir()
        years = [str(year) for year in range(fiscal_year(FIRST), fiscal_year(LAST) + 1)]
        for lang in LANGUAGES:
            words = engine_words(lang) | {"base": BASE_URL, "as_of": plain(AS_OF, lang), "years": years}
            (folder / "words" / f"{lang}.json").write_text(json.dumps(words, ensure_ascii=False), encoding="utf-8")
            for kind, items in records.by_folder.items():
                (folder / "content" / lang / kind).mkdir(parents=True)
                for item in items:
                    page = _page(item, kind, lang)
                    (folder / "content" / lang / kind / f"{item.id}.md").write_text(page, encoding="utf-8")

    def command(self, folder: Path) -> tuple[str, ...]:  # noqa: ARG002 -- as the others
        """Return the command that builds the project, run in its folder."""
        return ("node", "node_modules/@11ty/eleventy/cmd.cjs", "--quiet")

    def leftovers(self, folder: Path) -> tuple[Path, ...]:
        """Return what a clean build does not start with: output and caches."""
        return (folder / "public", folder / ".cache")

    def page(self, kind: str, id_: str, lang: str) -> str:
        """Return where the page of a record is, below the project's folder."""
        return f"public/{'' if lang == 'ja' else 'en/'}{kind}/{id_}/index.html"


def _page(item: Item, kind: str, lang: str) -> str:
    front: dict[str, Any] = plain(item, lang)
    for name in ("id", "body"):
        del front[name]
    if isinstance(item, Event):
        front |= {"sort": item.kind, "fiscal": str(fiscal_year(item.starts))}
    place = f"{'' if lang == 'ja' else 'en/'}{kind}/{item.id}/index.html"
    front |= {"kind": kind, "lang": lang, "rid": item.id, "description": front.pop("summary")}
    front |= {"layout": "record.11ty.js", "permalink": place}
    return f"---json\n{json.dumps(front, ensure_ascii=False)}\n---\n{body(item, lang)}"
