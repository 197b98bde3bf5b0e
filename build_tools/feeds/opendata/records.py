"""Organizations, projects and places as tables and JSON: what a field named in a map gives.

A source in a map is the name of a field: `title`, `parent`. With `.en` it gives the English
words, with `.id` the ids behind labels and titles; `page` is the address of the record's page.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from enum import Enum

from build_tools.feeds.opendata.writing import write_csv, write_json
from build_tools.i18n.figures import say
from build_tools.i18n.words import Words
from build_tools.model.actors import Feature, Room
from build_tools.model.base import LANGUAGES, Party, Quantity, Record, RefMark, TermMark, Text, shapes_of
from build_tools.model.catalog import Catalog
from build_tools.model.moment import Moment
from build_tools.model.opening import Opening, format_opening
from build_tools.model.tables.cells import one_line
from build_tools.model.tables.maps import ColumnMap, read_map
from build_tools.urls import address_of, canonical
from build_tools.views.datasets import Dataset, published

Value = str | int | bool | list[str] | None
Voices = Mapping[str, Words]
"""Language to its words, made once for all cells."""
_JOIN = "; "


def build_records(dataset: Dataset, catalog: Catalog) -> Mapping[str, bytes]:
    """Return the records of a data set in each form, `csv` and `json`, by id.

    In the table several values in one cell are joined by semicolons; in the JSON list a key
    without a value is left out.
    """
    columns = read_map(dataset.key)
    voices = {lang: Words(lang, catalog.strings[lang]) for lang in LANGUAGES}
    items = tuple(_items(dataset, catalog, columns, voices))
    rows = ([_cell(value) for value in item.values()] for item in items)
    known = [{key: value for key, value in item.items() if value not in (None, "", [])} for item in items]
    return {"csv": write_csv(columns.names, rows), "json": write_json(known)}


def _items(dataset: Dataset, catalog: Catalog, columns: ColumnMap, voices: Voices) -> Iterator[dict[str, Value]]:
    for record in published(catalog, dataset.model):
        yield {column: _value(record, source, catalog, voices) if source else "" for column, source in columns.columns}


def _cell(value: Value) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list):
        return _JOIN.join(one_line(item) for item in value)
    return "" if value is None else one_line(str(value))


def _value(record: Record, source: str, catalog: Catalog, voices: Voices) -> Value:
    """Return what a source gives for a record.

    Raises:
        AttributeError: when the record has no such field.
    """
    if source == "page":
        return canonical(catalog.site.base_url, address_of(record), LANGUAGES[0])
    name, _, form = source.partition(".")
    value, mark = getattr(record, name), shapes_of(type(record))[name].mark
    if isinstance(value, tuple):
        return [str(_one(item, form, mark, catalog, voices)) for item in value]
    return _one(value, form, mark, catalog, voices)


def _one(  # noqa: PLR0911 -- a case for each type
    value: object, form: str, mark: RefMark | TermMark | None, catalog: Catalog, voices: Voices
) -> Value:
    """Return one value of a field in the form that was asked for."""
    match value:
        case Text():
            lang = form or LANGUAGES[0]
            return say(value, catalog, voices[lang]) if value.has(lang) else ""
        case Party():
            return _party(value, form, catalog)
        case Feature():
            return _feature(value, catalog)
        case Room():
            return value.title.ja
        case Opening():
            return format_opening(value)
        case Quantity():
            return value.value
        case Moment():
            return str(value) if value.is_known else ""
        case date():
            return value.isoformat()
        case None | bool() | int():
            return value
    return _named(str(value.value if isinstance(value, Enum) else value), form, mark, catalog)


def _named(value: str, form: str, mark: RefMark | TermMark | None, catalog: Catalog) -> str:
    if form == "id" or mark is None:
        return value
    if isinstance(mark, TermMark):
        return catalog.vocabularies[mark.vocabulary][value].get(form or LANGUAGES[0])
    return catalog.get(mark.kind, value).title.get(form or LANGUAGES[0])


def _party(party: Party, form: str, catalog: Catalog) -> str:
    if form == "id":
        return party.organization
    name = catalog.get("organization", party.organization).title.ja
    return f"{name} ({catalog.vocabularies['roles'][party.role].ja})" if party.role else name


def _feature(feature: Feature, catalog: Catalog) -> str:
    """Return an item of accessibility with what is known of it."""
    item = catalog.terms("facility-features")[feature.item].ja
    answer = catalog.terms("answers")[feature.available.value].ja
    return f"{item}: {answer}" + (f" ({feature.note.ja})" if feature.note else "")
