"""All files of open data, and the catalogue that lists them."""

from collections.abc import Iterator
from datetime import datetime

from build_tools.artifacts import File
from build_tools.feeds.opendata.dcat import build_catalog
from build_tools.feeds.opendata.events import build_events_csv, build_events_json
from build_tools.feeds.opendata.records import build_list, build_table
from build_tools.model.catalog import Catalog
from build_tools.views.datasets import CATALOG, DATASETS, DataFile, Dataset


def build_open_data(catalog: Catalog, now: datetime) -> Iterator[File]:  # noqa: ARG001 -- it speaks of no day
    """Yield every file of open data; nothing in them depends on the moment of the build."""
    files = {
        file.address(catalog.site): _build_file(file, dataset, catalog)
        for dataset in DATASETS
        for file in dataset.files
    }
    for path, data in files.items():
        yield File(path, data)
    yield File(CATALOG, build_catalog(catalog, files))


def _build_file(file: DataFile, dataset: Dataset, catalog: Catalog) -> bytes:
    if file.standard == "recommended":
        return build_events_csv(catalog)
    if file.standard == "gif":
        return build_events_json(catalog)
    return build_table(dataset, catalog) if file.form == "csv" else build_list(dataset, catalog)
