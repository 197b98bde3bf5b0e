"""Which bodies came one after the other."""

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
