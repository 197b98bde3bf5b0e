"""Shells and hand-written pages, as MkDocs makes them; kept while nothing they depend on changes."""

import marshal
import os
import sys
from collections.abc import Iterator, Mapping
from hashlib import sha256
from pathlib import Path

from build_tools.config import PACKAGE, Config
from build_tools.model.languages import LANGUAGES
from build_tools.shells import SHELLS, Shells

_CONFIGS = {"ja": "mkdocs.yml", "en": "mkdocs.en.yml"}
_PACKAGES = ("mkdocs", "mkdocs-material", "Markdown", "Jinja2", "pymdown-extensions")


def load_shells(config: Config, key: str = "") -> Shells:
    """Return the shells, from the cache where nothing they are made from has changed.

    Args:
        config: Where things are.
        key: `shells_key` of this project, where it is known that nothing has changed since.

    Raises:
        ShellProblem: when MkDocs, which is run strictly, refuses to build.
    """
    key = key or shells_key(config)
    file = config.cache / "shells" / f"{key}.{sys.implementation.cache_tag}"
    kept = _read(file)
    if kept is None:
        from build_tools.engine.running import run_mkdocs  # where the shells are kept, nobody asks

        kept = {lang: run_mkdocs(config, _CONFIGS[lang]) for lang in LANGUAGES}
        if shells_key(config) == key:  # a file saved meanwhile would be kept under the name of the older state
            _write(file, kept)
    return _sort(kept)


def _sort(kept: Mapping[str, Mapping[str, str]]) -> Shells:
    files = {f"{shell}index.html": shell for shell in SHELLS}
    shells, pages = {}, {}
    for lang, found in kept.items():
        for path, html in found.items():
            if path in files:
                shells[(lang, files[path])] = html
            else:
                pages[(lang, path)] = html
    return Shells(shells, pages)


def shells_key(config: Config) -> str:
    """Return the hash of all that shells are made from."""
    from importlib.metadata import version  # where nothing has changed, nobody asks

    digest = sha256()
    for path in _inputs(config):
        digest.update(f"{path.as_posix()}\0".encode() + sha256(path.read_bytes()).digest())
    digest.update(" ".join(version(name) for name in _PACKAGES).encode())
    return digest.hexdigest()[:20]


def _inputs(config: Config) -> Iterator[Path]:
    for folder in (config.root / "docs", PACKAGE / "theme"):
        yield from sorted(path for path in folder.rglob("*") if path.is_file())
    yield from (*sorted((PACKAGE / "engine").glob("*.py")), PACKAGE / "shells.py")
    yield from (PACKAGE / "urls.py", PACKAGE / "hosting" / "policy.py", PACKAGE / "pages" / "icons.py")
    yield from (PACKAGE / "pages" / "markdown.py", PACKAGE / "i18n" / "ruby.py", PACKAGE / "model" / "ruby.py")
    yield from sorted((config.content / "strings").glob("*.yml"))
    for path in (config.content / "site.yml", *(config.root / name for name in _CONFIGS.values())):
        if path.is_file():
            yield path


def _read(file: Path) -> dict[str, dict[str, str]] | None:
    """Return what is kept, unless it is missing or damaged."""
    try:
        digest, _, body = file.read_bytes().partition(b"\n")
    except OSError:
        return None
    if digest != sha256(body).hexdigest().encode():
        return None
    kept: dict[str, dict[str, str]] = marshal.loads(body)  # noqa: S302 -- the digest says that we wrote it
    return kept


def _write(file: Path, kept: dict[str, dict[str, str]]) -> None:
    """Keep the shells in one file, in place at once; older ones go."""
    file.parent.mkdir(parents=True, exist_ok=True)
    body = marshal.dumps(kept)
    part = file.with_name(f"{file.name}.{os.getpid()}")
    part.write_bytes(sha256(body).hexdigest().encode() + b"\n" + body)
    part.replace(file)
    for old in file.parent.glob(f"*{file.suffix}"):
        if old != file:
            old.unlink(missing_ok=True)
