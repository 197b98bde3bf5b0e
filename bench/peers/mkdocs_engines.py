"""MkDocs with Material, the same with mkdocs-static-i18n, and Zensical: the same Markdown pages for each.

Records stand outside the navigation, which holds the lists alone: with every record in it, Material's
pages grow with their number, and so do time and output with its square.
"""

import shutil
from pathlib import Path
from typing import Any

import yaml

from bench.model import Records
from bench.peers.engine import CACHE, LANGUAGES, install_python_peers, run_or_give_up
from bench.peers.facts import BASE_URL, interface, settings
from bench.peers.markdown_pages import SECTIONS, build_pages

_SEARCH = {"search": {"lang": ["ja", "en"]}}


class Material:
    """MkDocs with the theme Material and its search; Japanese at `/`, English at `/en/`, one site."""

    key = "material"
    name = "MkDocs + Material"

    def install(self) -> None:
        """Install it, unless it is there."""
        install_python_peers()

    def version(self) -> str:
        """Return its version."""
        return f"{_version('mkdocs')} + {_version('mkdocs-material')}"

    def write(self, records: Records, folder: Path) -> None:
        """Write the records as a project of its own."""
        shutil.rmtree(folder, ignore_errors=True)
        for lang in LANGUAGES:
            for path, text in build_pages(records, lang):
                file = folder / "docs" / self.source(lang) / path
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_text(text, encoding="utf-8")
        config = yaml.dump(self.config(), Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False)
        (folder / "mkdocs.yml").write_text(config, encoding="utf-8")

    def source(self, lang: str) -> str:
        """Return the folder of a language below `docs/`."""
        return "" if lang == "ja" else lang

    def config(self) -> dict[str, Any]:
        """Return what stands in `mkdocs.yml`."""
        words = {lang: interface(lang) for lang in LANGUAGES}
        lists: list[Any] = [
            {words[lang][f"{kind}_title"]: f"{'' if lang == 'ja' else 'en/'}{kind}/index.md"}
            for lang in LANGUAGES
            for kind in SECTIONS
        ]
        return {**_shared(), "plugins": [_SEARCH], "nav": [{"ホーム": "index.md"}, {"Home": "en/index.md"}, *lists]}

    def command(self, folder: Path) -> tuple[str, ...]:  # noqa: ARG002 -- as the others
        """Return the command that builds the project, run in its folder."""
        return (str(CACHE / "venv" / "bin" / "python"), "-m", "mkdocs", "build", "--quiet")

    def leftovers(self, folder: Path) -> tuple[Path, ...]:
        """Return what a clean build does not start with: output and caches."""
        return (folder / "site", folder / ".cache")

    def page(self, kind: str, id_: str, lang: str) -> str:
        """Return where the page of a record is, below the project's folder."""
        return f"site/{'' if lang == 'ja' else 'en/'}{kind}/{id_}/index.html"


class StaticI18n(Material):
    """The same with mkdocs-static-i18n, which builds each language in turn."""

    key = "static-i18n"
    name = "MkDocs + Material + static-i18n"

    def version(self) -> str:
        """Return its version."""
        return _version("mkdocs-static-i18n")

    def source(self, lang: str) -> str:
        """Return the folder of a language below `docs/`."""
        return lang

    def config(self) -> dict[str, Any]:
        """Return what stands in `mkdocs.yml`."""
        languages = [
            {"locale": lang, "name": name, "build": True, "default": lang == "ja"}
            for lang, name in (("ja", "日本語"), ("en", "English"))
        ]
        nav = [{"ホーム": "index.md"}, *({interface("ja")[f"{kind}_title"]: f"{kind}/index.md"} for kind in SECTIONS)]
        i18n = {"i18n": {"docs_structure": "folder", "languages": languages}}
        return {**_shared(), "plugins": [_SEARCH, i18n], "nav": nav}


class Zensical(Material):
    """Zensical, which reads `mkdocs.yml`."""

    key = "zensical"
    name = "Zensical"

    def version(self) -> str:
        """Return its version."""
        return _version("zensical")

    def command(self, folder: Path) -> tuple[str, ...]:  # noqa: ARG002 -- as the others
        """Return the command that builds the project, run in its folder."""
        return (str(CACHE / "venv" / "bin" / "zensical"), "build")


def _shared() -> dict[str, Any]:
    return {
        "site_name": settings()["title"]["ja"],
        "site_url": BASE_URL,
        "theme": {"name": "material", "language": "ja", "font": False},
        "markdown_extensions": ["tables", "toc"],
        # Pages outside the navigation are meant to be so.
        "validation": {"nav": {"omitted_files": "ignore"}},
    }


def _version(package: str) -> str:
    """Return the version of an installed package."""
    python = str(CACHE / "venv" / "bin" / "python")
    return run_or_give_up(python, "-c", f"import importlib.metadata as m; print(m.version({package!r}))").strip()
