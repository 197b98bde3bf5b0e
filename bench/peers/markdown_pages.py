"""The records as plain Markdown pages, for the engines that are given no layouts of their own.

Facts stand in a list, with links to what they name; then the text, the related records and the sources.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime

from bench.model import Event, Item, Organization, Party, Place, Project, Records, Series
from bench.peers.facts import format_page, interface, vocabulary
from bench.peers.relations import Ids, Relations, relate

_LINK = re.compile(r"\]\(/([a-z]+)/([a-z0-9-]+)/\)")
SECTIONS = ("events", "projects", "organizations", "places", "series")
Titles = Mapping[tuple[str, str], str]
"""Kind and id to title."""


def build_pages(records: Records, lang: str) -> Iterator[tuple[str, str]]:
    """Yield path and text of every page of a language, paths below the language's folder."""
    titles = {(kind, item.id): getattr(item.title, lang) for kind, items in records.by_folder.items() for item in items}
    writer = _Writer(lang, titles, relate(records))
    words = interface(lang)
    links = [f"- [{words[f'{kind}_title']}]({kind}/index.md)" for kind in SECTIONS]
    yield "index.md", format_page({"title": words["shell_home"]}, "\n".join(links) + "\n")
    for kind, items in records.by_folder.items():
        lines = [f"- [{titles[kind, item.id]}]({item.id}.md)" for item in items]
        yield f"{kind}/index.md", format_page({"title": words[f"{kind}_title"]}, "\n".join(lines) + "\n")
        for item in items:
            yield f"{kind}/{item.id}.md", writer.page(item)


class _Writer:
    """Writes the pages of one language."""

    def __init__(self, lang: str, titles: Titles, relations: Relations) -> None:
        self._lang = lang
        self._titles = titles
        self._relations = relations
        self._words = interface(lang)

    def page(self, item: Item) -> str:
        """Return the page of a record."""
        facts = [f"- **{label}**: {text}" for label, text in self._facts(item) if text]
        body = _LINK.sub(r"](../\1/\2.md)", getattr(item.body, self._lang))
        sources = "\n".join(f"- <{source}>" for source in item.sources)
        title, summary = getattr(item.title, self._lang), getattr(item.summary, self._lang)
        parts = [
            f"# {title}",
            summary,
            "\n".join(facts),
            body.strip(),
            *self._related(item),
            f"## {self._words['sources_title']}",
            sources,
            f"{self._words['record_updated']} {item.updated.isoformat()}",
        ]
        return format_page({"title": title, "description": summary}, "\n\n".join(parts) + "\n")

    def _facts(self, item: Item) -> Iterator[tuple[str, str]]:
        words = self._words
        if isinstance(item, Event):
            yield words["event_when"], f"{self._moment(item.starts)} – {item.ends:%H:%M}"
            yield words["event_state"], self._term("event-statuses", item.status)
            room = getattr(item.room, self._lang) if item.room else ""
            yield words["event_place"], f"{self._link('places', item.place)} {room}"
            yield words["event_fee"], words["event_free"] if item.free else getattr(item.fee, self._lang)
            yield words["event_capacity"], str(item.capacity or "")
            yield words["event_audience"], self._terms("audiences", item.audience)
            yield words["event_support"], self._terms("event-supports", item.support)
            yield words["event_organizers"], self._parties(item.organizers)
            yield words["event_series"], self._link("series", item.series) if item.series else ""
            yield words["event_project"], self._link("projects", item.project) if item.project else ""
            yield words["event_themes"], self._terms("themes", item.themes)
        elif isinstance(item, Project):
            yield words["event_state"], self._term("project-statuses", item.status)
            yield words["project_period"], f"{item.starts} – {item.ends or ''}"
            yield words["project_partners"], self._parties(item.partners)
            yield words["event_themes"], self._terms("themes", item.themes)
            yield words["project_places"], ", ".join(self._link("places", place) for place in item.places)
        elif isinstance(item, Organization):
            yield words["organization_fields_of_work"], self._terms("fields", item.fields)
            yield words["organization_legal_form"], self._term("legal-forms", item.legal_form)
            yield words["organization_since"], item.since
            yield words["contact_web"], f"<{item.web}>"
        elif isinstance(item, Place):
            yield words["contact_address"], getattr(item.address, self._lang)
            yield words["place_access"], getattr(item.access, self._lang)
            yield words["place_run_by"], self._link("organizations", item.run_by)
        elif isinstance(item, Series):
            yield words["event_organizers"], self._parties(item.organizers)
            yield words["event_themes"], self._terms("themes", item.themes)

    def _related(self, item: Item) -> Iterator[str]:
        """Yield headings and lists of the records around one."""
        tied = self._relations
        if isinstance(item, Event) and item.series:
            others = (id_ for id_ in tied.events_of_series[item.series] if id_ != item.id)
            yield from self._list("event_same_series", "events", others)
        if isinstance(item, Event) and item.registration:
            yield f"## {self._words['registration_title']}"
            signing = item.registration
            yield f"{signing.opens} – {signing.deadline}: {getattr(signing.note, self._lang)}"
        if isinstance(item, Project):
            yield f"## {self._words['project_steps']}"
            yield "\n".join(f"- {step.date}: {getattr(step.title, self._lang)}" for step in item.steps)
        for model, name, kind in (
            (Organization, "projects_of_organization", "projects"),
            (Organization, "events_of_organization", "events"),
            (Place, "projects_of_place", "projects"),
            (Place, "events_of_place", "events"),
            (Project, "events_of_project", "events"),
            (Series, "events_of_series", "events"),
        ):
            if isinstance(item, model):
                ids: Ids = getattr(tied, name)
                yield from self._list(f"related_{kind}", kind, ids.get(item.id, ()))

    def _list(self, label: str, kind: str, ids: Iterable[str]) -> Iterator[str]:
        lines = [f"- {self._link(kind, id_)}" for id_ in ids]
        if lines:
            yield f"## {self._words[label]}"
            yield "\n".join(lines)

    def _link(self, kind: str, id_: str) -> str:
        return f"[{self._titles[kind, id_]}](../{kind}/{id_}.md)"

    def _parties(self, parties: tuple[Party, ...]) -> str:
        links = (f"{self._link('organizations', p.organization)} ({self._term('roles', p.role)})" for p in parties)
        return ", ".join(links)

    def _term(self, name: str, term: str) -> str:
        return vocabulary(name, self._lang)[term]

    def _terms(self, name: str, terms: tuple[str, ...]) -> str:
        return ", ".join(self._term(name, term) for term in terms)

    def _moment(self, when: datetime | date) -> str:
        return f"{when:%Y-%m-%d %H:%M}"
