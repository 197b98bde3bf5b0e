"""The catalogue of all files, for programs that look for data.

Sources: DCAT 3 (W3C Recommendation, 2024-08-22); JSON-LD 1.1. The context stands in the file, so
that nothing has to be fetched to read it.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from build_tools.feeds.opendata.writing import write_json
from build_tools.i18n.words import Words
from build_tools.model.base import LANGUAGES, Record
from build_tools.model.catalog import Catalog
from build_tools.model.moment import Moment
from build_tools.model.occasions import Event
from build_tools.model.works import Project
from build_tools.urls import canonical
from build_tools.views.datasets import CATALOG, DATASETS, FOLDER, DataFile, Dataset, published

_CONTEXT = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
_MEDIA_TYPES = "https://www.iana.org/assignments/media-types/"
_LANGUAGES = "http://publications.europa.eu/resource/authority/language/"
_CODES = {"ja": "JPN", "en": "ENG"}

Node = dict[str, Any]


def build_catalog(catalog: Catalog, files: Mapping[str, bytes]) -> bytes:
    """Return the catalogue as JSON-LD.

    Args:
        catalog: The records; their dates are those of the catalogue.
        files: Address below the site's root to bytes, of every file that it lists.
    """
    site, datasets = catalog.site, [_dataset(dataset, catalog, files) for dataset in DATASETS]
    records = [record for dataset in DATASETS for record in published(catalog, dataset.model)]
    return write_json(
        {
            "@context": _CONTEXT,
            "@id": canonical(site.base_url, CATALOG, LANGUAGES[0]),
            "@type": "dcat:Catalog",
            "dct:title": _said("data.title", catalog),
            "dct:description": _said("data.lead", catalog),
            "dct:publisher": _publisher(catalog),
            "dct:license": {"@id": site.licence_url},
            "dct:language": _languages(),
            "dct:spatial": _spatial(catalog),
            "foaf:homepage": {"@id": canonical(site.base_url, FOLDER, LANGUAGES[0])},
            **_issued(records),
            "dcat:dataset": datasets,
        }
    )


def _dataset(dataset: Dataset, catalog: Catalog, files: Mapping[str, bytes]) -> Node:
    site, records = catalog.site, published(catalog, dataset.model)
    page = canonical(site.base_url, FOLDER, LANGUAGES[0])
    return {
        "@id": f"{page}#{dataset.key}",
        "@type": "dcat:Dataset",
        "dct:title": _said(f"data.{dataset.key}.title", catalog),
        "dct:description": _said(f"data.{dataset.key}.text", catalog),
        "dct:identifier": dataset.key,
        "dct:publisher": _publisher(catalog),
        "dct:license": {"@id": site.licence_url},
        "dct:language": _languages(),
        "dct:spatial": _spatial(catalog),
        **_temporal(records),
        **_issued(records),
        "dcat:landingPage": {"@id": page},
        "dcat:distribution": [_distribution(file, dataset, catalog, files, _issued(records)) for file in dataset.files],
    }


def _distribution(file: DataFile, dataset: Dataset, catalog: Catalog, files: Mapping[str, bytes], issued: Node) -> Node:
    address = file.address(catalog.site)
    url = canonical(catalog.site.base_url, address, LANGUAGES[0])
    return {
        "@id": f"{url}#distribution",
        "@type": "dcat:Distribution",
        "dct:title": [
            {"@language": lang, "@value": f"{words(f'data.{dataset.key}.title')} ({words(f'data.format.{file.form}')})"}
            for lang, words in _each(catalog)
        ],
        "dct:description": _said(f"data.standard.{file.standard}", catalog),
        "dct:license": {"@id": catalog.site.licence_url},
        "dcat:accessURL": {"@id": canonical(catalog.site.base_url, FOLDER, LANGUAGES[0])},
        "dcat:downloadURL": {"@id": url},
        "dcat:mediaType": {"@id": _MEDIA_TYPES + file.media_type},
        "dcat:byteSize": {"@type": "xsd:nonNegativeInteger", "@value": str(len(files[address]))},
        **issued,
    }


def _each(catalog: Catalog) -> Iterable[tuple[str, Words]]:
    return ((lang, Words(lang, catalog.strings[lang])) for lang in LANGUAGES)


def _said(key: str, catalog: Catalog) -> list[Node]:
    return [{"@language": lang, "@value": words(key)} for lang, words in _each(catalog)]


def _publisher(catalog: Catalog) -> Node:
    site = catalog.site
    names = [{"@language": lang, "@value": site.title.get(lang)} for lang in LANGUAGES]
    return {"@id": canonical(site.base_url, "", LANGUAGES[0]), "@type": "foaf:Agent", "foaf:name": names}


def _languages() -> list[Node]:
    return [{"@id": _LANGUAGES + _CODES[lang]} for lang in LANGUAGES]


def _spatial(catalog: Catalog) -> Node:
    names = [{"@language": lang, "@value": catalog.site.city.get(lang)} for lang in LANGUAGES]
    return {"@type": "dct:Location", "dct:identifier": catalog.site.city_code, "rdfs:label": names}


def _issued(records: Iterable[Record]) -> Node:
    """Return when the records were first and last changed; nothing for none."""
    days = sorted(record.updated for record in records)
    return {"dct:issued": _day(days[0]), "dct:modified": _day(days[-1])} if days else {}


def _temporal(records: Iterable[Record]) -> Node:
    """Return from which day to which the records reach; nothing for those without dates."""
    ends = [moment for record in records for moment in _span(record) if moment.is_known]
    if not ends:
        return {}
    first, last = min(moment.first for moment in ends), max(_last(moment) for moment in ends)
    return {"dct:temporal": {"@type": "dct:PeriodOfTime", "dcat:startDate": _day(first), "dcat:endDate": _day(last)}}


def _span(record: Record) -> tuple[Moment, ...]:
    if isinstance(record, Event | Project):
        return tuple(moment for moment in (record.starts, record.ends) if moment)
    return ()


def _last(moment: Moment) -> date:
    return moment.instant.date() if moment.clock else moment.last


def _day(day: date) -> Node:
    return {"@type": "xsd:date", "@value": day.isoformat()}
