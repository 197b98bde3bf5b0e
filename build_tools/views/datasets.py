"""The open data of the site: which files there are, and which records they hold.

Page, files and catalogue all read `DATASETS`; titles and descriptions stand in
`content/strings/` under `data.<key>.…`.
"""

from dataclasses import dataclass
from typing import TypeVar

from build_tools.model.actors import Organization, Place
from build_tools.model.base import Record
from build_tools.model.catalog import Catalog
from build_tools.model.occasions import Event
from build_tools.model.site import Site
from build_tools.model.works import Project
from build_tools.views.selections import by_time

R = TypeVar("R", bound=Record)


@dataclass(frozen=True, slots=True)
class DataFile:
    """One file of a data set."""

    name: str
    """File name; `{code}` stands for the municipal code."""
    media_type: str
    """Source: the IANA registry of media types."""
    standard: str
    """Which standard the columns follow: the end of a key, `data.standard.<standard>`."""

    @property
    def form(self) -> str:
        """The format: the end of a key, `data.format.<form>`."""
        return self.name.rpartition(".")[2]

    def address(self, site: Site) -> str:
        """Return the address below the site's root."""
        return FOLDER + self.name.format(code=site.city_code)


@dataclass(frozen=True, slots=True)
class Dataset:
    """Records of one kind, as files."""

    key: str
    model: type[Record]
    files: tuple[DataFile, ...]


FOLDER = "data/"
"""Address of the page and of the files, below the site's root; the files stand there once for all languages."""

CATALOG = "data/catalog.jsonld"
"""Address of the catalogue of all files."""


def _own(key: str, model: type[Record], *more: DataFile) -> Dataset:
    csv, json = DataFile(f"{key}.csv", "text/csv", "own"), DataFile(f"{key}.json", "application/json", "own")
    return Dataset(key, model, (csv, json, *more))


DATASETS = (
    Dataset(
        "events",
        Event,
        (
            DataFile("{code}_event.csv", "text/csv", "recommended"),
            DataFile("events.json", "application/json", "gif"),
        ),
    ),
    _own("organizations", Organization, DataFile("organizations.vcf", "text/vcard", "vcard")),
    _own("projects", Project),
    _own("places", Place),
)


def published(catalog: Catalog, model: type[R]) -> tuple[R, ...]:
    """Return the records of a kind that open data holds: all but samples, by id."""
    return tuple(record for record in catalog.all(model) if not record.sample)


def published_events(catalog: Catalog) -> tuple[Event, ...]:
    """Return the events that open data holds, by start, unknown dates last."""
    return by_time(published(catalog, Event))
