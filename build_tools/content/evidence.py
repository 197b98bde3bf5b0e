"""Whether the last run of the accessibility tests still tells of the site as it is: nothing here stops a build."""

from collections.abc import Iterator
from datetime import date

from build_tools.clock import read_now
from build_tools.content.loader import Loaded
from build_tools.diagnostics import Diagnostic, Spot
from build_tools.model.accessibility import AccessibilityPolicy, AccessibilityTest
from build_tools.model.catalog import kind_name
from build_tools.model.verdicts import Staleness, last_run, newest_change, staleness


def check_evidence(loaded: Loaded, as_of: date | None) -> Iterator[Diagnostic]:
    """Yield a warning for each reason why the last run may be too old, and one where there is a policy but no run.

    Args:
        loaded: The content.
        as_of: The day it is; None for the clock.
    """
    catalog = loaded.catalog
    if catalog is None:
        return
    test = last_run(catalog.all(AccessibilityTest))
    if test is None:
        for policy in catalog.all(AccessibilityPolicy):
            yield Diagnostic(Spot(catalog.paths[(kind_name(AccessibilityPolicy), policy.id)]), "evidence-missing")
        return
    path, newest = catalog.paths[(kind_name(AccessibilityTest), test.id)], newest_change(catalog)
    now = read_now(as_of, zone=catalog.site.timezone)
    for reason in staleness(test, newest, now):
        code = "evidence-before-kinds"
        match reason:
            case Staleness.YEAR:
                code = "evidence-before-year"
            case Staleness.CONTENT:
                code = "evidence-before-content"
        yield Diagnostic(Spot(path), code, {"date": test.date.isoformat(), "newest": newest.isoformat()})
