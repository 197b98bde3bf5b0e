"""Which bodies came one after the other."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from build_tools.model.actors import Organization
from build_tools.model.catalog import Catalog


def lineage_of(organization: Organization, catalog: Catalog) -> tuple[Organization, ...]:
    """Return a body with all whose work it carries on, by the day they began, unknown ones last; then by id."""
    found = {organization.id: organization}
    waiting = [organization]
    while waiting:
        for id_ in waiting.pop().predecessors:
            before = catalog.get("organization", id_)
            if isinstance(before, Organization) and id_ not in found:
                found[id_] = before
                waiting.append(before)
    return tuple(sorted(found.values(), key=lambda body: (body.since is None, str(body.since), body.id)))


def successions_of(organizations: Iterable[Organization]) -> frozenset[frozenset[str]]:
    """Return the pairs, by id, of which one carries on the work of the other."""
    return frozenset(
        frozenset((body.id, other)) for body in organizations for other in (*body.predecessors, *body.successors)
    )


def heirs_of(
    organization: Organization, catalog: Catalog, now: datetime
) -> tuple[tuple[Organization, Organization | None], ...]:
    """Return who does the work of a body now, each with the body that it took over from last.

    A body that has not ended, or of which no successor is known, does its work itself, and took over from nobody.
    """
    found: dict[str, tuple[Organization, Organization | None]] = {}
    waiting: list[tuple[Organization, Organization | None]] = [(organization, None)]
    while waiting:
        body, before = waiting.pop(0)
        if body.id not in found:
            found[body.id] = body, before
            waiting += [(heir, body) for heir in _successors(body, catalog)] if _has_ended(body, now) else []
    return tuple(pair for pair in found.values() if not (pair[0].successors and _has_ended(pair[0], now)))


def _has_ended(body: Organization, now: datetime) -> bool:
    return body.until is not None and body.until.is_known and body.until.limit <= now


def _successors(body: Organization, catalog: Catalog) -> Iterator[Organization]:
    for id_ in body.successors:
        heir = catalog.get("organization", id_)
        if isinstance(heir, Organization):
            yield heir
