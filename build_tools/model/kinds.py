"""The table of record kinds: add a line here and a declaration, and the kind exists."""

from dataclasses import dataclass

from build_tools.model.accessibility import AccessibilityPolicy, AccessibilityTest
from build_tools.model.actors import Organization, Place
from build_tools.model.base import Record
from build_tools.model.glossary import GlossaryTerm
from build_tools.model.matching import Need, Operation, Proposal
from build_tools.model.occasions import Event, Notice, Series
from build_tools.model.promises import (
    Clause,
    Evaluation,
    Guideline,
    Indicator,
    Initiative,
    Plan,
    Service,
    YearlyTheme,
)
from build_tools.model.works import HistoryEntry, Project


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of record."""

    name: str
    """Name in references, messages and URLs of ours."""
    folder: str
    """Folder below `content/`; several kinds may share the one around theirs."""
    model: type[Record]


KINDS = (
    Kind("plan", "plan", Plan),
    Kind("clause", "clauses", Clause),
    Kind("guideline", "guideline", Guideline),
    Kind("initiative", "initiatives", Initiative),
    Kind("service", "services", Service),
    Kind("yearly-theme", "yearly-themes", YearlyTheme),
    Kind("indicator", "indicators", Indicator),
    Kind("evaluation", "evaluations", Evaluation),
    Kind("project", "projects", Project),
    Kind("organization", "organizations", Organization),
    Kind("place", "places", Place),
    Kind("event", "events", Event),
    Kind("series", "series", Series),
    Kind("notice", "notices", Notice),
    Kind("history", "history", HistoryEntry),
    Kind("term", "glossary", GlossaryTerm),
    Kind("need", "matching/needs", Need),
    Kind("proposal", "matching/proposals", Proposal),
    Kind("operation", "matching/operations", Operation),
    Kind("accessibility-policy", "accessibility", AccessibilityPolicy),
    Kind("accessibility-test", "accessibility-tests", AccessibilityTest),
)

KIND_BY_NAME = {kind.name: kind for kind in KINDS}
KIND_BY_FOLDER = {kind.folder: kind for kind in KINDS}
_BY_WORD = {kind.folder.rpartition("/")[2]: kind for kind in KINDS} | KIND_BY_NAME


def find_kind(words: str) -> Kind | None:
    """Return the kind that an editor means by its name, its folder, or the last part of its folder's path; else None.

    `need`, `needs`, `matching/needs` and `content/matching/needs` are all the same.
    """
    return _BY_WORD.get(words.rpartition("/")[2])
