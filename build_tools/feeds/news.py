"""What is news: events to come, changes and cancellations, notices; as Atom and as JSON Feed, in each language.

The time of an entry is its record's, never the build's, so that a reader shows nothing
twice. Its id holds the language, since a reader of both wants both.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from build_tools.artifacts import File
from build_tools.feeds.atom import format_atom
from build_tools.feeds.feed import LIMIT, Entry, Feed
from build_tools.feeds.json_feed import format_json_feed
from build_tools.feeds.wording import describe, status_marks, status_name, where, with_marks
from build_tools.i18n.dates import format_moment, span_tag
from build_tools.i18n.words import Words
from build_tools.model.base import LANGUAGES, Record, Text
from build_tools.model.catalog import Catalog, kind_of
from build_tools.model.occasions import Change, Event, EventStatus, Notice
from build_tools.urls import address_of, canonical, feed_address, site_path
from build_tools.views.lifecycle import is_over

_PAGES = {"events": "events/", "changes": "events/", "notices": "notices/"}
"""Feed to the page that shows the same to people."""
_RECENT = timedelta(days=30)
"""How long an event stays after it is over: whoever subscribes is not handed the archive."""
_TAGGED = "2026"
"""When the domain of the ids was the site's, for ever the same (RFC 4151 section 2.1)."""
_TELLS = {
    EventStatus.CANCELLED: frozenset({"status"}),
    EventStatus.POSTPONED: frozenset({"status", "date"}),
    EventStatus.RESCHEDULED: frozenset({"status", "date", "time"}),
    EventStatus.MOVED_ONLINE: frozenset({"status", "online", "place"}),
}
"""Status that people must hear of, to the kinds of change of which one tells of it."""


def build_news_files(catalog: Catalog, now: datetime) -> Iterator[File]:
    """Yield every feed, in both formats and every language."""
    for lang in LANGUAGES:
        for feed_name, feed in _Press(catalog, lang, now).feeds():
            yield File(site_path(feed_address(feed_name), lang), format_atom(feed))
            yield File(site_path(feed_address(feed_name, "json"), lang), format_json_feed(feed))


def news_feed(name: str, catalog: Catalog, lang: str, now: datetime) -> Feed:
    """Return the feed `events`, `changes` or `notices` in a language."""
    return dict(_Press(catalog, lang, now).feeds())[name]


@dataclass(frozen=True, slots=True)
class _Press:
    """One language's news of one catalog at one moment."""

    catalog: Catalog
    lang: str
    now: datetime

    def feeds(self) -> Iterator[tuple[str, Feed]]:
        """Yield each feed with its name."""
        events = tuple(event for event in self.catalog.all(Event) if not event.sample)
        notices = (n for n in self.catalog.all(Notice) if not n.sample and n.date.instant <= self.now)
        yield "events", self._feed("events", (self._event(e) for e in events if not is_over(e, self.now - _RECENT)))
        yield "changes", self._feed("changes", (entry for event in events for entry in self._changes(event)))
        entries = (*self._reports(), *(self._notice(notice) for notice in notices))
        yield "notices", self._feed("notices", entries)

    def _feed(self, name: str, entries: Iterable[Entry]) -> Feed:
        words, site = self._words(self.lang), self.catalog.site
        # Of one time they stay as they came: by id, the last change first.
        newest = tuple(sorted(entries, key=lambda entry: entry.updated, reverse=True))[:LIMIT]
        return Feed(
            id=self._tag(f"{self.lang}/{name}"),
            lang=self.lang,
            title=words("feed.title-of", feed=words(f"feed.{name}"), site=site.title.get(self.lang)),
            about=words(f"feed.{name}.about"),
            author=site.title.get(self.lang),
            rights=site.licence.get(self.lang),
            rights_url=site.licence_url,
            home=self._url(""),
            page=self._url(_PAGES[name]),
            atom_url=self._url(feed_address(name)),
            json_url=self._url(feed_address(name, "json")),
            updated=newest[0].updated if newest else self._at(_newest(self.catalog)),
            entries=newest,
        )

    def _event(self, event: Event) -> Entry:
        words = self._words_for(event.title, event.summary)
        marks = status_marks(event, self.catalog, words)
        reason = event.reason if event.status is not EventStatus.SCHEDULED else None
        lines = (
            *self._standing(event, reason, words),
            *self._facts(event, words),
            describe(event, self.catalog, words),
        )
        return self._entry(event, "", words, with_marks(marks, event.title.get(words.lang), words), lines)

    def _changes(self, event: Event) -> Iterator[Entry]:
        """Yield the changes of an event, the last one first; a status that none of them tells of is one more."""
        kinds = _TELLS.get(event.status, frozenset())
        telling = [number for number, change in enumerate(event.changes, 1) if not kinds.isdisjoint(change.what)]
        if event.status in _TELLS and not telling:
            yield self._status(event)
        for number, change in reversed(tuple(enumerate(event.changes, 1))):
            yield self._change(event, number, change, is_status=number == max(telling, default=0))

    def _status(self, event: Event) -> Entry:
        words = self._words_for(event.title, event.reason)
        title = with_marks((status_name(event, self.catalog, words),), event.title.get(words.lang), words)
        lines = (*self._standing(event, event.reason, words), *self._facts(event, words))
        return self._entry(event, f"/{event.status.value}", words, title, lines)

    def _change(self, event: Event, number: int, change: Change, *, is_status: bool) -> Entry:
        """Return a change; the last one that tells of the event's status bears its name."""
        words = self._words_for(event.title, change.text)
        kinds = self.catalog.terms("change-kinds")
        what = words("list.join").join(kinds[kind].get(words.lang) for kind in change.what)
        mark = status_name(event, self.catalog, words) if is_status else words("feed.changed", what=what)
        title = with_marks((mark,), event.title.get(words.lang), words)
        lines = (change.text.get(words.lang), *self._standing(event, None, words), *self._facts(event, words))
        entry = self._entry(event, f"/change-{number}", words, title, lines)
        return replace(entry, updated=self._at(change.date.instant)) if change.date.is_known else entry

    def _notice(self, notice: Notice) -> Entry:
        words = self._words_for(notice.title, notice.summary)
        marks = () if notice.certain else (words("mark.unconfirmed"),)
        title = with_marks(marks, notice.title.get(words.lang), words)
        entry = self._entry(notice, "", words, title, (describe(notice, self.catalog, words),))
        return replace(entry, published=self._at(notice.date.instant)) if notice.date.is_day else entry

    def _reports(self) -> Iterator[Entry]:
        """Yield the notices of an emergency, each under its time and its number among those of that time.

        A clock that is a minute slow keeps none of them back; those of a drill are no news.
        """
        emergency = self.catalog.emergency
        if emergency is None or emergency.sample:
            return
        seen = Counter[datetime]()
        for report in reversed(emergency.newest_first):
            at = report.at.instant
            seen[at] += 1
            if not report.at.is_day:
                continue
            words = self._words_for(report.text)
            text = report.text.get(words.lang)
            yield Entry(
                id=self._tag(f"{self.lang}/emergency/{at:%Y-%m-%dT%H:%M}/{seen[at]}"),
                url=self._url(""),
                lang=words.lang,
                title=with_marks((words("emergency.mark"),), emergency.headline.get(words.lang), words),
                text=text,
                updated=self._at(at),
            )

    def _standing(self, event: Event, reason: Text | None, words: Words) -> Iterator[str]:
        """Yield how the event stands now, and why."""
        if marks := status_marks(event, self.catalog, words):
            yield words("feed.line", label=words("event.state"), value=words("list.join").join(marks))
        if reason:
            yield reason.get(words.lang)

    def _facts(self, event: Event, words: Words) -> Iterator[str]:
        """Yield when and where, as far as that is known, and when and where it was first to be."""
        if event.previous_starts:
            yield f"{words('event.previous-date')} {format_moment(event.previous_starts, words)}"
        if event.starts.is_known:
            when = span_tag(event.starts, event.ends, words).striptags()
            yield words("feed.line", label=words("event.when"), value=when)
        if event.previous_place:
            place = self.catalog.get("place", event.previous_place).title.get(words.lang)
            yield words("feed.line", label=words("feed.previous-place"), value=place)
        if place := where(event, self.catalog, words):
            yield words("feed.line", label=words("event.place"), value=place)

    def _entry(self, record: Record, part: str, words: Words, title: str, lines: Iterable[str]) -> Entry:
        """Return an entry about a record, of the day of its last change.

        Args:
            record: The record.
            part: What the entry is about, for its id: empty for the record as a whole.
            words: Those of the entry's language.
            title: Its title.
            lines: Its text; empty lines are left out.
        """
        return Entry(
            id=self._tag(f"{self.lang}/{kind_of(record)}/{record.id}{part}"),
            url=self._url(address_of(record)),
            lang=words.lang,
            title=title,
            text="\n".join(line for line in lines if line),
            updated=self._at(record.updated),
        )

    def _words(self, lang: str) -> Words:
        return Words(lang, self.catalog.strings[lang])

    def _words_for(self, *texts: Text | None) -> Words:
        """Return the words of the feed's language, or of Japanese where a text is not translated."""
        is_translated = all(text is None or text.has(self.lang) for text in texts)
        return self._words(self.lang if is_translated else LANGUAGES[0])

    def _tag(self, path: str) -> str:
        return f"tag:{self.catalog.site.uid_domain},{_TAGGED}:{path}"

    def _url(self, path: str) -> str:
        return canonical(self.catalog.site.base_url, path, self.lang)

    def _at(self, when: date | datetime) -> datetime:
        moment = when if isinstance(when, datetime) else datetime.combine(when, time.min)
        return moment.replace(tzinfo=ZoneInfo(self.catalog.site.timezone))


def _newest(catalog: Catalog) -> date:
    """Return the last change of any real record; the first day of computers' time without any."""
    real = (record.updated for records in catalog.records.values() for record in records.values() if not record.sample)
    return max(real, default=date(1970, 1, 1))
