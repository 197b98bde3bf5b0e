"""Contacts of organizations as vCards, for address books. Source: RFC 6350.

Only what a body has made public is in them. Samples have none, and neither have bodies that have ended: there
is nobody to reach.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime

from build_tools.artifacts import File
from build_tools.feeds.calendars.lines import clean, text_line, write_lines
from build_tools.feeds.wording import describe
from build_tools.i18n.words import Words
from build_tools.model.actors import Organization
from build_tools.model.base import LANGUAGES, Text
from build_tools.model.catalog import Catalog
from build_tools.model.opening import format_opening
from build_tools.urls import address_of, canonical, card_file, card_uid, site_path
from build_tools.views.selections import has_card

_COUNTRY = "+81-"
_QUOTED = str.maketrans({"^": "^^", '"': "^'", "\n": "^n"})
"""What may not stand in the value of a parameter. Source: RFC 6868."""


def build_card(organization: Organization, catalog: Catalog, now: datetime, lang: str) -> Iterator[File]:  # noqa: ARG001 -- as every maker; it speaks of no day
    """Yield the vCard of an organization in a language; nothing for one that has none."""
    if has_card(organization):
        data = write_lines(_lines(organization, catalog, Words(lang, catalog.strings[lang])))
        yield File(site_path(card_file(organization.id), lang), data)


def build_cards(organizations: Iterable[Organization], catalog: Catalog) -> bytes:
    """Return the vCards of all organizations that have one, one after the other; the Japanese name comes first."""
    words = Words(LANGUAGES[0], catalog.strings[LANGUAGES[0]])
    return b"".join(write_lines(_lines(body, catalog, words)) for body in organizations if has_card(body))


def _lines(body: Organization, catalog: Catalog, words: Words) -> Iterator[str]:
    site, lang = catalog.site, words.lang
    labels = catalog.terms("fields")
    yield from ("BEGIN:VCARD", "VERSION:4.0", "KIND:org")
    yield text_line("UID;VALUE=text", card_uid(body.id, site.uid_domain))
    yield f"SOURCE:{canonical(site.base_url, card_file(body.id), lang)}"
    yield from _names("FN", "", body.title, lang)
    yield from _names("ORG", f';SORT-AS="{_quote(body.reading)}"' if body.reading else "", body.title, lang)
    if body.short_name:
        yield from _names("NICKNAME", "", body.short_name, lang)
    if body.address:
        label = body.address.get(lang)
        street = text_line("", label).removeprefix(":")
        yield f'ADR;TYPE=work;LABEL="{_quote(label)}":;;{street};;;;'
    yield f'TEL;VALUE=uri;TYPE="work,voice":tel:{_COUNTRY}{body.phone.removeprefix("0")}' if body.phone else ""
    yield text_line("EMAIL;TYPE=work", body.mail) if body.mail else ""
    yield f"URL;PREF=1:{body.web}" if body.web else ""
    yield f"URL;PREF=2:{canonical(site.base_url, address_of(body), lang)}"
    yield text_line("CATEGORIES", *(labels[field].get(lang) for field in body.fields))
    notes = (describe(body, catalog, words), _hours(body, lang))
    yield text_line("NOTE", "\n".join(filter(None, notes))) if any(notes) else ""
    yield f"REV:{body.updated:%Y%m%d}T000000Z"
    yield "END:VCARD"


def _hours(body: Organization, lang: str) -> str:
    """Return when a body can be reached, in its own words or else as programs read it; empty where nobody says."""
    if body.hours:
        return body.hours.get(lang)
    return format_opening(body.opening) if body.opening else ""


def _names(name: str, parameters: str, text: Text, lang: str) -> Iterator[str]:
    """Yield a name in each language that it has, that of the card first; the same name in both only once."""
    ordered = sorted((each for each in LANGUAGES if text.has(each)), key=lambda each: each != lang)
    if len({text.get(each) for each in ordered}) == 1:
        yield text_line(f"{name}{parameters}", text.ja)
        return
    for rank, each in enumerate(ordered, 1):
        sorting = parameters if each == LANGUAGES[0] else ""
        yield text_line(f"{name};ALTID=1;LANGUAGE={each};PREF={rank}{sorting}", text.get(each))


def _quote(text: str) -> str:
    return clean(text).translate(_QUOTED)
