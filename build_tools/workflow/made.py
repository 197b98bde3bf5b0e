"""What a build is asked for, and what it gives."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # a build of which nothing has changed does without them
    from build_tools.config import Config
    from build_tools.content.memory import Memory
    from build_tools.diagnostics import Diagnostic
    from build_tools.publish.inputs import Inputs
    from build_tools.publish.ledger import Details, Front, Ledger, Stat
    from build_tools.publish.tree import Mirrored, Tree
    from build_tools.publish.verifying import Fault

Step = Callable[[str], None]
"""Called with the name of each step as it begins."""

STATE_PATH = "data/state.json"
"""The published state, below the site's root; `model.announced` says what is in it."""


@dataclass(frozen=True, slots=True)
class Made:
    """What one run gave."""

    files: Mapping[str, bytes] | None
    """Every file of the site; None when the content has errors."""
    problems: tuple[Diagnostic, ...]
    faults: tuple[Fault, ...] = ()
    """What verification found that no content file is to blame for."""
    records: int = 0
    """How many records there are, samples not counted."""
    made: frozenset[str] = frozenset()
    """The files that were made anew."""
    written: frozenset[str] = frozenset()
    """Those of them that have another content than before, or are new."""
    removed: frozenset[str] = frozenset()
    """The files of the state before that are no more."""

    @property
    def is_good(self) -> bool:
        """It may be published."""
        return self.files is not None and not self.faults and not any(problem.is_error for problem in self.problems)


@dataclass(frozen=True, slots=True)
class Built:
    """What one run gave, as it goes from one process to another: a site has many files, and a run changes few."""

    made: Made
    """Without its files."""
    other: Mapping[str, Stat] | None = None
    """The finished files that are not as they were before, nor removed; None when the content has errors."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What a build is asked for."""

    as_of: date | None = None
    """The day it speaks for; None for the clock."""
    published: Path | None = None
    """The state that was published last; None for that of the site in `Config.out`, if there is one."""
    pages_only: bool = False
    """Leave out calendars, feeds, data, flyers and verification: for a first look, never to publish."""
    is_compressed: bool = False
    """Put a `.gz` and a `.br` beside each text file."""
    jobs: int = 1
    """How many processes work."""

    def announced(self, config: Config) -> Path:
        """Return the file that tells what was published last."""
        return self.published or config.out / STATE_PATH


@dataclass(frozen=True, kw_only=True)
class Session:
    """One build on top of what an earlier one left."""

    config: Config
    wish: Wish
    step: Step
    tree: Tree
    ledger: Ledger
    before: Front
    """What the earlier build left."""
    key: str
    """`Front.key` as it is now."""
    inputs: Inputs
    moment: datetime | None = None
    """What the site speaks for, where an earlier build has told the zone."""
    is_announced: bool = False
    """What was published last is what it was then."""
    memory: Memory | None = None
    """What earlier builds of this program have read."""
    aside: Path | None = None
    """An empty folder in which the site is put together at the same time; None where an earlier one serves."""

    @cached_property
    def damaged(self) -> frozenset[str]:
        """The finished files that are not as they were left."""
        return frozenset(self.tree.damaged(self.before.outputs))

    @property
    def is_same_program(self) -> bool:
        """The earlier build was of this program, with these settings."""
        return self.before.key == self.key

    @property
    def whole(self) -> Mapping[str, Stat]:
        """The finished files that are as they were left, with what is known of them."""
        outputs, hurt = self.before.outputs, self.damaged
        return {path: stat for path, stat in outputs.items() if path not in hurt} if hurt else outputs

    @property
    def sink(self) -> Tree | Mirrored:
        """Where finished files go."""
        from build_tools.publish.tree import Mirrored, Tree

        return Mirrored(self.tree, Tree(self.aside)) if self.aside else self.tree

    @property
    def is_local(self) -> bool:
        """Nothing but records has changed, none was added or deleted, and the clock changes nothing; see `damaged`."""
        before, inputs = self.before, self.inputs
        return (
            self.is_same_program
            and self.is_announced
            and before.is_good
            and not before.problems
            and self.moment is not None
            and before.after < self.moment.isoformat() < before.before
            and all(key.startswith("records:") and key in inputs.files for key in inputs.changed)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What a way to a finished site gave."""

    made: Made
    outputs: Mapping[str, Stat]
    """All finished files; empty when the content has errors."""
    details: Details | None = None
    """What the ledger is to keep; None when the content has errors."""
    records: Iterable[tuple[str, bytes]] = ()
    """The content for the ledger, made when it is asked for; nothing where it is not read whole."""
    is_local: bool = False
    """`details` holds only what is another than before."""
    zone: str = ""
    after: str = ""
    before: str = ""
    shells: str = ""
    """See `Front`."""
