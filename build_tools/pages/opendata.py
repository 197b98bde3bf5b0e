"""The data page: what each file holds, in which form, and how to use it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from markupsafe import Markup

from build_tools.artifacts import Page
from build_tools.pages.desk import Desk
from build_tools.urls import canonical, to_file
from build_tools.views.datasets import CATALOG, DATASETS, FOLDER, Dataset, published


@dataclass(frozen=True, slots=True)
class FileRow:
    """One file to download."""

    href: str
    name: str
    """File name."""
    form: str
    """Format, in words."""
    standard: str
    """Which standard its columns follow, in words."""


@dataclass(frozen=True, slots=True)
class DataRow:
    """One data set."""

    key: str
    title: str
    text: str
    number: int
    """How many records it holds: the rows of its table, the header not counted."""
    files: tuple[FileRow, ...]


def build_pages(desk: Desk) -> Iterator[Page]:
    """Yield the data page."""
    t, catalog = desk.words, to_file(FOLDER, desk.lang, CATALOG)
    site = desk.catalog.site
    page = desk.page(
        "data.html",
        FOLDER,
        t("data.title"),
        t("data.lead"),
        trail=("about/",),
        datasets=tuple(_row(dataset, desk) for dataset in DATASETS),
        catalog=Markup('<a href="{}">{}</a>').format(catalog, CATALOG.rpartition("/")[2]),
        licence=Markup('<a href="{}" rel="license noopener">{}</a>').format(
            site.licence_url, site.licence.get(desk.lang)
        ),
        url=canonical(site.base_url, FOLDER, desk.lang),
    )
    link = Markup('\n  <link rel="alternate" type="application/ld+json" title="{}" href="{}">').format(
        t("data.catalog"), catalog
    )
    yield replace(page, head=page.head + str(link))


def _row(dataset: Dataset, desk: Desk) -> DataRow:
    t, key = desk.words, f"data.{dataset.key}"
    number = len(published(desk.catalog, dataset.model))
    return DataRow(dataset.key, t(f"{key}.title"), t(f"{key}.text"), number, tuple(_files(dataset, desk)))


def _files(dataset: Dataset, desk: Desk) -> Iterator[FileRow]:
    t = desk.words
    for file in dataset.files:
        address = file.address(desk.catalog.site)
        form, standard = t(f"data.format.{file.form}"), t(f"data.standard.{file.standard}")
        yield FileRow(to_file(FOLDER, desk.lang, address), address.rpartition("/")[2], form, standard)
