"""Says in which content file a problem of the finished site has its cause."""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

from build_tools.config import Config
from build_tools.diagnostics import Diagnostic, Spot
from build_tools.i18n.words import MissingWord
from build_tools.publish.verifying import Fault


def missing_word(config: Config, missing: MissingWord) -> Diagnostic:
    """Return a word of the interface that is missing, as a problem of its file."""
    path = config.content / "strings" / f"{missing.lang}.yml"
    return Diagnostic(Spot(_below(path, config)), "missing-string", {"key": missing.key, "other": "?"})


def _below(path: Path, config: Config) -> str:
    base = config.root if path.is_relative_to(config.root) else config.content.parent
    return path.relative_to(base).as_posix()


def locate(config: Config, fault: Fault, source: str) -> Diagnostic | Fault:
    """Return a broken link as a problem of the content file that holds it, if one does."""
    target = unquote(fault.what).lstrip("./").rstrip("/")
    for spot, line in _lines(config, source):
        if fault.code == "broken-link" and target and target in line:
            here = Spot(spot.path, spot.line, line.index(target) + 1)
            return Diagnostic(here, "broken-link", {"link": fault.what}, line, None, len(target))
    return fault


def _lines(config: Config, source: str) -> Iterator[tuple[Spot, str]]:
    if not source:
        return
    base = config.root if (config.root / source).exists() else config.content.parent
    stem = (base / source).name.split(".")[0]
    for file in sorted((base / source).parent.glob(f"{stem}.*")):
        for number, line in enumerate(file.read_text(encoding="utf-8").split("\n"), 1):
            yield Spot(_below(file, config), number), line
