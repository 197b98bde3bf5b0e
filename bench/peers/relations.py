"""Which records name a record: what the pages of organizations, places, projects and series list."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from bench.model import Event, Project, Records

Ids = Mapping[str, list[str]]


@dataclass(frozen=True, slots=True)
class Relations:
    """Ids of events, by date, and projects, by the id that they name."""

    events_of_organization: Ids
    events_of_place: Ids
    events_of_project: Ids
    events_of_series: Ids
    projects_of_organization: Ids
    projects_of_place: Ids


def relate(records: Records) -> Relations:
    """Return who names whom."""
    events, projects = records.events, records.projects
    return Relations(
        events_of_organization=_group((part.organization, event) for event in events for part in event.organizers),
        events_of_place=_group((event.place, event) for event in events),
        events_of_project=_group((event.project, event) for event in events if event.project),
        events_of_series=_group((event.series, event) for event in events if event.series),
        projects_of_organization=_group((part.organization, work) for work in projects for part in work.partners),
        projects_of_place=_group((place, work) for work in projects for place in work.places),
    )


def _group(pairs: Iterable[tuple[str, Event | Project]]) -> Ids:
    found: dict[str, list[str]] = defaultdict(list)
    for name, item in pairs:
        found[name].append(item.id)
    return found
