"""Small blocks of HTML that many templates set, as functions: a macro of Jinja costs ten times as much."""

import re
from collections.abc import Iterable

from markupsafe import Markup

from build_tools.i18n.dates import date_block as date_lines
from build_tools.i18n.filling import fill, join
from build_tools.i18n.words import Words
from build_tools.model.actors import Place
from build_tools.model.base import LANGUAGES, Record
from build_tools.model.moment import Moment
from build_tools.model.occasions import Attachment, EventContact
from build_tools.pages.context import Context
from build_tools.pages.icons import icon
from build_tools.urls import twin

_NONE = Markup("")
_PARTS = re.compile(r"(?<=[^/][./?&=_-])(?=\w)")
"""Where an address may break: behind the sign between two parts, and not behind `https://`."""
_WAY = '<div><dt>{0}{1}</dt><dd><a href="{2}:{3}">{3}</a></dd></div>'


def row(label: str, value: str) -> Markup:
    """Return a line of a list of facts; nothing for an empty value."""
    return fill("<div><dt>{}</dt><dd>{}</dd></div>\n", label, value) if value else _NONE


def reading_row(label: str, value: str | None) -> Markup:
    """Return a line of a list of facts with how a name is read, which search finds without its label."""
    return fill('<div class="reading"><dt>{}</dt><dd>{}</dd></div>\n', label, value) if value else _NONE


def struck(value: str) -> Markup:
    """Return what holds no longer."""
    return fill("<del>{}</del>\n", value)


def section(id_: str, title: str, body: str) -> Markup:
    """Return a section of the page; nothing for an empty body."""
    if not body or body.isspace():
        return _NONE
    return fill('<section aria-labelledby="{0}">\n<h2 id="{0}">{1}</h2>\n{2}\n</section>\n', id_, title, body)


def date_block(c: Context, moment: Moment) -> Markup:
    """Return a date as a sheet of a wall calendar, for the eye only: the date stands in words beside it."""
    return c.t.keep(("date block", moment.first, moment.precision), lambda: _date_block(moment, c.t))


def _date_block(moment: Moment, words: Words) -> Markup:
    month, day, weekday = date_lines(moment, words)
    return fill(
        '<span class="date-block{}" aria-hidden="true">\n  <span class="date-month">{}</span>\n{}{}</span>\n',
        "" if moment.is_day else " is-rough",
        month,
        fill('<span class="date-day">{}</span>', day) if day else "",
        fill('<span class="date-weekday">{}</span>', weekday) if weekday else "",
    )


def phone(c: Context, number: str | None) -> Markup:
    """Return a line with a number to call; nothing for none."""
    if not number:
        return _NONE
    return fill(_WAY, icon("phone"), c.t("contact.phone"), "tel", number)


def mail(c: Context, address: str | None) -> Markup:
    """Return a line with an address to write to; nothing for none."""
    if not address:
        return _NONE
    return fill(_WAY, icon("mail"), c.t("contact.mail"), "mailto", address)


def web(c: Context, url: str) -> Markup:
    """Return a link to another site that shows its address, broken between its parts where it is too long."""
    shown = Markup("<wbr>").join(_PARTS.split(c.readable(url)))
    return fill('<a href="{}" rel="noopener" class="spelled">{}{}</a>', url, shown, icon("external"))


def place_address(c: Context, place: Place) -> Markup:
    """Return the address of a place, and that a part of it is not known; nothing for none."""
    address = c.text(place.address)
    return c.t.markup("address.partial", address=address) if address and place.address_partial else address


def contact_name(c: Context, contact: EventContact) -> Markup:
    """Return whom to ask."""
    organization, name = c.ref("organization", contact.organization), c.text(contact.name)
    return fill("{} {}", organization, name) if organization and name else organization or name


def attachments(c: Context, items: Iterable[Attachment]) -> Markup:
    """Return documents as links; nothing for none."""
    found = join([fill('  <li><a href="{}" rel="noopener">{}</a></li>\n', i.url, c.text(i.title)) for i in items])
    return fill('<ul class="plain">\n{}</ul>\n', found) if found else _NONE


def counted(c: Context, real: int, samples: int, unit: str) -> str:
    """Return how many records there are, samples named apart; of samples alone nobody says "none, and 8 more"."""
    if samples and not real:
        return c.count(samples, "samples")
    return c.count(real, unit) + (c.count(samples, "and-samples") if samples else "")


def lagging(c: Context, record: Record, lang: str = "") -> Markup:
    """Return a notice that the words of a record may be older than the Japanese; nothing where they are not.

    Args:
        c: The context of the page.
        record: Whose words they are.
        lang: Of the words; that of the page by default.
    """
    if not record.translations.is_stale(lang or c.lang):
        return _NONE
    if lang:
        return fill('<p class="lagging" role="note">{}</p>\n', c.t.markup(f"lagging.{lang}"))
    there = twin(c.here, c.lang, LANGUAGES[0])
    link = fill('<a href="{}" lang="ja" hreflang="ja">{}</a>', there, c.t("lagging.japanese"))
    return fill('<p class="lagging" role="note">{} {}</p>\n', c.t("lagging"), link)


def sources(c: Context, record: Record) -> Markup:
    """Return where the facts of a record come from."""
    found = join([fill("  <li>{}</li>\n", c.source(source)) for source in record.sources])
    return fill('<ul class="plain sources">\n{}</ul>\n', found)
