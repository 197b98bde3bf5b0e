"""The only speller of addresses: where each record's page is, and how one page links to another.

All links inside the site are relative, so that it works under any address, from a folder,
or from a USB stick.
"""

from datetime import date
from urllib.parse import urlencode

from build_tools.model.base import Record
from build_tools.model.catalog import kind_of

_PAGES = {
    "project": "projects/{id}/",
    "organization": "organizations/{id}/",
    "place": "places/{id}/",
    "event": "events/{id}/",
    "series": "series/{id}/",
    "notice": "notices/{id}/",
    "initiative": "initiatives/{id}/",
    "plan": "plan/",
    "clause": "plan/#clause-{id}",
    "guideline": "guideline/",
    "service": "support-office/#{id}",
    "yearly-theme": "support-office/#{id}",
    "indicator": "targets/#{id}",
    "evaluation": "evaluation/",
    "history": "history/#h-{id}",
    "term": "glossary/#term-{id}",
    "need": "matching/need-{id}/",
    "proposal": "matching/proposal-{id}/",
    "operation": "matching/operation-{id}/",
    "accessibility-policy": "accessibility/",
    "accessibility-test": "accessibility/result/",
}
"""Kind to address below the language's root; an anchor where records share a page."""
OWN_PAGES = tuple(kind for kind, page in _PAGES.items() if page.endswith("{id}/"))
"""Kinds whose records have a page each."""


def address_of(record: Record) -> str:
    """Return the address of a record below its language's root, with its anchor."""
    return address(kind_of(record), record.id)


def address(kind: str, id_: str) -> str:
    """Return the address of the record `id_` of a kind."""
    return _PAGES[kind].format(id=id_)


def has_own_page(kind: str) -> bool:
    """Records of this kind have a page each."""
    return kind in OWN_PAGES


EASY = "easy/"
"""Address of the home page of the easy voice, below the root of the Japanese site, the only one that has it."""
EASY_PAGES = {"": EASY, "participate/": f"{EASY}participate/", "support-office/": f"{EASY}support-office/"}
"""Address of a page to that of the one that says it in easy Japanese; for records see `easy_address`."""


HOME = "home/"
"""The ordinary front page while an emergency has its place: below the root of its language, or below `EASY`."""
OFFLINE = "offline/"
"""What a browser shows in place of a page of which it has no copy."""


def has_easy_page(record: Record) -> bool:
    """The record has a page in easy Japanese: one of its own, and a text for it."""
    return bool(has_own_page(kind_of(record)) and record.body and record.body.has("easy"))


def easy_address(record: Record) -> str:
    """Return the address of the page that tells of a record in easy Japanese."""
    return EASY + address_of(record)


def fiscal_year_address(year: int) -> str:
    """Return the address of the list of a fiscal year's events."""
    return f"events/fy{year}/"


def month_address(first: date) -> str:
    """Return the address of the calendar of a month."""
    return f"events/{first.isoformat()[:7]}/"


def filter_address(key: str) -> str:
    """Return the address of the list of upcoming events of one choice, such as `theme-disaster`."""
    return f"events/{key}/"


FEEDS = ("events", "changes", "notices")
"""Names of the feeds of news."""


def feed_address(name: str, ending: str = "xml") -> str:
    """Return the address of a feed below its language's root: `xml` for Atom, `json` for JSON Feed."""
    return f"feeds/{name}.{ending}"


def flyer_address(event: str) -> str:
    """Return the address of the A4 flyer of an event."""
    return f"{address('event', event)}flyer/"


def form_address(kind: str) -> str:
    """Return the address of the intake form for a kind of entry of the matching board, on paper."""
    return f"matching/forms/{kind}/"


def to_root(path: str) -> str:
    """Return the way from a page up to its language's root: `../../`, or `./` from the home page."""
    return "../" * path.count("/") or "./"


def relative(page: str, target: str) -> str:
    """Return the link from the page `page` to `target`, both below the same language's root."""
    path, _, anchor = target.partition("#")
    if path == page and anchor:
        return f"#{anchor}"
    return to_root(page) + path + (f"#{anchor}" if anchor else "")


def language_root(lang: str) -> str:
    """Return the folder of a language below the site's root."""
    return "" if lang == "ja" else f"{lang}/"


def site_path(path: str, lang: str) -> str:
    """Return the address of a page below the site's root."""
    return language_root(lang) + path


def twin(path: str, lang: str, other: str) -> str:
    """Return the link from a page to the same page in another language."""
    up = "../" if language_root(lang) else ""
    return to_root(path) + up + language_root(other) + path


def canonical(base_url: str, path: str, lang: str) -> str:
    """Return the absolute address of a page."""
    return base_url.rstrip("/") + "/" + site_path(path, lang)


def calendar_file(name: str) -> str:
    """Return the address of a calendar to subscribe to, below the language's root."""
    return f"calendar/{name}.ics"


def event_file(id_: str) -> str:
    """Return the address of the calendar file of one event, beside its page."""
    return f"{address('event', id_)}{id_}.ics"


def card_file(id_: str) -> str:
    """Return the address of the vCard of an organization, beside its page, below the language's root."""
    return f"{address('organization', id_)}{id_}.vcf"


def card_uid(id_: str, domain: str) -> str:
    """Return the UID of the vCard of an organization: the same in every language and for ever."""
    return f"{id_}.organization@{domain}"


def calendar_uid(id_: str, domain: str, *, session: int = 0) -> str:
    """Return the UID of an event, or of its session of that number: the same in every language and for ever.

    Source: RFC 7986 section 5.3: nothing of it comes from a clock, a title or a build.
    """
    return f"{id_}.session{session}@{domain}" if session else f"{id_}@{domain}"


def series_uid(id_: str, domain: str) -> str:
    """Return the UID that the events of a series name as their parent; no event can have it, as ids hold no dot."""
    return f"{id_}.series@{domain}"


def webcal(url: str) -> str:
    """Return the address that opens a calendar program and subscribes, for an absolute http or https address."""
    return f"webcal:{url.partition(':')[2]}"


def google_subscription(url: str) -> str:
    """Return the page of Google Calendar that subscribes to the calendar at an absolute address."""
    return "https://calendar.google.com/calendar/r?" + urlencode({"cid": webcal(url)})


def google_event(*, title: str, dates: str, details: str, place: str, zone: str) -> str:
    """Return the page of Google Calendar that takes down one event.

    Args:
        title: Its name.
        dates: Start and end as basic ISO 8601, with a slash between; days alone for whole days, the end exclusive.
        details: Plain text.
        place: Where; may be empty.
        zone: IANA name of the zone of `dates`.
    """
    values = {"action": "TEMPLATE", "text": title, "dates": dates, "details": details, "location": place, "ctz": zone}
    given = {name: value for name, value in values.items() if value}
    return "https://calendar.google.com/calendar/render?" + urlencode(given)


def poster_file(name: str, digest: str, lang: str) -> str:
    """Return the address of a poster below the site's root.

    Args:
        name: Kind and id of its record, `event/2026-walk`; `site` for that of all other pages.
        digest: Of what is drawn on it.
        lang: Its language.
    """
    return f"og/{lang}/{name}.{digest}.png"


def picture_file(name: str, digest: str, width: int, form: str) -> str:
    """Return the address of a picture of a record below the site's root.

    Args:
        name: Its file name in `content/images/`.
        digest: Of its bytes, and of how it is encoded.
        width: In pixels.
        form: `avif` or `webp`.
    """
    return f"img/{name.rpartition('.')[0]}.{digest}-{width}.{form}"


def to_file(page: str, lang: str, file: str) -> str:
    """Return the link from a page of a language to a file below the site's root."""
    return to_root(site_path(page, lang)) + file
