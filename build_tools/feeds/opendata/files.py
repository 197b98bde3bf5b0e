"""All files of open data, and the catalogue that lists them."""

from collections.abc import Iterator
from datetime import datetime

from build_tools.artifacts import File
from build_tools.feeds.cards import build_cards
from build_tools.feeds.opendata.dcat import build_catalog
from build_tools.feeds.opendata.events import build_events
from build_tools.feeds.opendata.records import build_records
from build_tools.model.actors import Organization
from build_tools.model.catalog import Catalog
from build_tools.model.occasions import Event
from build_tools.views.datasets import CATALOG, DATASETS, Dataset, published


def build_open_data(catalog: Catalog, now: datetime) -> Iterator[File]:  # noqa: ARG001 -- it speaks of no day
    """Yield every file of open data; nothing in them depends on the moment of the build."""
    files = {path: data for dataset in DATASETS for path, data in _build(dataset, catalog)}
    for path, data in files.items():
        yield File(path, data)
    yield File(CATALOG, build_catalog(catalog, files))


def _build(dataset: Dataset, catalog: Catalog) -> Iterator[tuple[str, bytes]]:
    """Yield address and bytes of each file of a data set."""
    is_own = dataset.model is not Event
    made = dict(build_records(dataset, catalog) if is_own else build_events(catalog))
    if dataset.model is Organization:
        made["vcf"] = build_cards(published(catalog, Organization), catalog)
    for file in dataset.files:
        yield file.address(catalog.site), made[file.form]
