"""The whole way once: content to files, with every problem on the way. It prints nothing."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from build_tools.builder import build_artifacts
from build_tools.clock import read_now
from build_tools.config import Config
from build_tools.content.loader import load_content
from build_tools.content.published import check_against
from build_tools.diagnostics import Diagnostic, Spot
from build_tools.engine.assets import read_assets
from build_tools.engine.shells import load_shells
from build_tools.i18n.words import MissingWord
from build_tools.model.announced import STATE_PATH
from build_tools.publish.assembly import assemble
from build_tools.publish.verifying import Fault, find_faults
from build_tools.urls import site_path
from build_tools.views.selections import count_real

Step = Callable[[str], None]
"""Called with the name of each step as it begins."""


@dataclass(frozen=True, slots=True)
class Made:
    """What one run gave."""

    files: dict[str, bytes] | None
    """Every file of the site; None when the content has errors."""
    problems: tuple[Diagnostic, ...]
    faults: tuple[Fault, ...] = ()
    """What verification found that no content file is to blame for."""
    records: int = 0
    """How many records there are, samples not counted."""

    @property
    def is_good(self) -> bool:
        """It may be published."""
        return self.files is not None and not self.faults and not any(problem.is_error for problem in self.problems)


def make_site(
    config: Config,
    as_of: date | None,
    *,
    step: Step = lambda _: None,
    published: Path | None = None,
    pages_only: bool = False,
) -> Made:
    """Read, check, build and verify a site, without writing it.

    Args:
        config: Where things are.
        as_of: The day it speaks for; None for the clock.
        step: Called with the name of each step.
        published: The state that was published last; None for that of the site in `config.out`, if there is one.
        pages_only: Leave out calendars, feeds, data, flyers and verification: for a first look, never to publish.

    Raises:
        ShellProblem: when MkDocs refuses the hand-written pages or the configuration.
        OSError: when a file cannot be read.
    """
    step("check")
    loaded = load_content(config.content, root=config.root)
    loaded.problems += check_against(published or config.out / STATE_PATH, loaded, as_of, root=config.root)
    if loaded.catalog is None:
        return Made(None, tuple(loaded.problems))
    catalog = loaded.catalog
    now = read_now(as_of, zone=catalog.site.timezone)
    try:
        step("shells")
        shells = load_shells(config)
        hand_written = frozenset(site_path(path, lang) for lang, path in shells.pages)
        step("build")
        built = build_artifacts(catalog, now, hand_written=hand_written, pages_only=pages_only)
        files = assemble(catalog, built, shells, read_assets(), now)
    except MissingWord as missing:
        return Made(None, (*loaded.problems, _missing_word(config, missing)))
    if pages_only:
        return Made(files, (*loaded.problems, *built.problems), (), count_real(catalog))
    step("verify")
    sources = {page.path: page.source for page in built.pages if page.source}
    faults = tuple(dict.fromkeys(find_faults(files)))  # a page may show one link several times
    located = tuple(_locate(config, fault, sources) for fault in faults)
    links = {
        item.sort_key: item for item in located if isinstance(item, Diagnostic)
    }  # both languages may show one line
    problems = (*loaded.problems, *built.problems, *links.values())
    others = tuple(item for item in located if isinstance(item, Fault))
    return Made(files, problems, others, count_real(catalog))


def _missing_word(config: Config, missing: MissingWord) -> Diagnostic:
    path = config.content / "strings" / f"{missing.lang}.yml"
    return Diagnostic(Spot(_below(path, config)), "missing-string", {"key": missing.key, "other": "?"})


def _below(path: Path, config: Config) -> str:
    base = config.root if path.is_relative_to(config.root) else config.content.parent
    return path.relative_to(base).as_posix()


def _locate(config: Config, fault: Fault, sources: dict[str, str]) -> Diagnostic | Fault:
    """Return a broken link as a problem of the content file that holds it, if one does."""
    page = fault.page.removesuffix("index.html").removeprefix("en/")
    target = fault.what.lstrip("./").rstrip("/")
    for spot, line in _lines(config, sources.get(page)):
        if fault.code == "broken-link" and target and target in line:
            column = line.index(target) + 1
            return Diagnostic(
                Spot(spot.path, spot.line, column), "broken-link", {"link": fault.what}, line, None, len(target)
            )
    return fault


def _lines(config: Config, source: str | None) -> Iterator[tuple[Spot, str]]:
    if not source:
        return
    base = config.root if (config.root / source).exists() else config.content.parent
    stem = (base / source).name.split(".")[0]
    for file in sorted((base / source).parent.glob(f"{stem}.*")):
        for number, line in enumerate(file.read_text(encoding="utf-8").split("\n"), 1):
            yield Spot(_below(file, config), number), line
