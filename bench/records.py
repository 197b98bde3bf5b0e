"""Makes the neutral records: the same seed and number give the same records, on any machine and day."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Any

from bench.model import (
    Change,
    Contact,
    Event,
    Organization,
    Party,
    Place,
    Project,
    Records,
    Registration,
    Series,
    Step,
)  # fmt: skip
from bench.wording import Words, make_body, make_summary, make_title, parts, pick

AS_OF = date(2026, 11, 28)
"""The day that every site of the benchmark speaks for."""
FIRST, LAST = date(2016, 4, 1), date(2027, 3, 31)
"""Events lie evenly between these days."""
SOON = 60
"""So many events more lie in the four months after `AS_OF`, where the site is large enough."""

_SHARES = {"organization": 40, "place": 60, "series": 100}
"""Kind to how many records there are for each of it."""
_THEMES = (
    "disaster", "collaboration", "npo", "town", "greenery", "nature", "farming", "children", "youth", "elderly",
    "disability", "gender", "peace", "international", "culture", "music", "history", "commerce", "tourism", "sport",
    "welfare", "learning",
)  # fmt: skip
_KINDS = (
    "liaison", "exchange", "forum", "seminar", "lecture", "talk", "briefing", "festival", "exhibition", "concert",
    "stage", "tour", "walk", "drill", "children", "community", "market",
)  # fmt: skip
_FIELDS = (
    "collaboration", "town", "commerce", "tourism", "disaster", "welfare", "disability", "elderly", "children",
    "youth", "gender", "international", "greenery", "nature", "farming", "culture", "sport", "history",
)  # fmt: skip
_FORMS = ("npo-corporation", "voluntary", "citizen-group", "social-welfare", "general-association", "committee")
_ROLES = ("host", "co-host", "support", "cooperation", "speaker", "operator")
_AUDIENCE = ("citizens", "npos", "companies", "children", "parents", "elderly", "students", "everyone")
_SUPPORT = ("sign-language", "captions", "childcare", "wheelchair", "easy-japanese")


@dataclass(frozen=True, slots=True)
class _Ids:
    """Ids of what records name."""

    events: tuple[str, ...]
    projects: tuple[str, ...]
    organizations: tuple[str, ...]
    places: tuple[str, ...]
    series: tuple[str, ...]


def make_records(number: int, *, seed: int = 1) -> Records:
    """Return `number` events and projects, half of each, and the bodies, places and series that they name."""
    few = {kind: max(10, number // share) for kind, share in _SHARES.items()}
    days = _event_days(number // 2)
    ids = _Ids(
        events=tuple(f"{day.isoformat()}-event-{index:05}" for index, day in enumerate(days)),
        projects=tuple(f"project-{index:05}" for index in range(number - number // 2)),
        organizations=_name("organization", few),
        places=_name("place", few),
        series=_name("series", few),
    )
    maker = _Maker(ids, seed)
    numbers = dict.fromkeys(ids.series, 0)
    return Records(
        events=tuple(maker.event(id_, day, numbers) for id_, day in zip(ids.events, days, strict=True)),
        projects=tuple(map(maker.project, ids.projects)),
        organizations=tuple(map(maker.organization, ids.organizations)),
        places=tuple(map(maker.place, ids.places)),
        series=tuple(map(maker.one_series, ids.series)),
    )


def _name(kind: str, few: Mapping[str, int]) -> tuple[str, ...]:
    return tuple(f"{kind}-{index:04}" for index in range(few[kind]))


def _event_days(number: int) -> list[date]:
    """Return the days of the events in order: spread evenly, and a share of them soon."""
    soon = min(SOON, number // 10)
    span = (LAST - FIRST).days
    even = [FIRST + timedelta(days=round(index * span / max(1, number - soon - 1))) for index in range(number - soon)]
    return sorted(even + [AS_OF + timedelta(days=2 + index * 118 // max(1, soon)) for index in range(soon)])


@dataclass(frozen=True, slots=True)
class _Maker:
    """Makes single records; each has a source of choices of its own, so that one more record changes no other."""

    ids: _Ids
    seed: int

    def event(self, id_: str, day: date, numbers: dict[str, int]) -> Event:
        """Return an event on a day; `numbers` counts the events of each series so far."""
        rng = self._rng(id_)
        series = rng.choice(self.ids.series) if rng.random() < 1 / 3 else None
        if series:
            numbers[series] += 1
        number = numbers[series] if series else None
        starts = datetime.combine(day, time(rng.choice((9, 10, 13, 14, 18)), rng.choice((0, 30))))
        is_free = rng.random() < 0.7
        parties = self._parties(rng, "host", _ROLES[1:], rng.choice((1, 2, 2, 3)))
        return Event(
            **self._item(rng, "event", id_, day, number=number),
            **self._changes(rng, day),
            kind=rng.choice(_KINDS),
            themes=tuple(rng.sample(_THEMES, rng.choice((1, 2)))),
            starts=starts,
            ends=starts + timedelta(minutes=rng.choice((90, 120, 180))),
            place=rng.choice(self.ids.places),
            room=pick(rng, "rooms") if rng.random() < 0.6 else None,
            organizers=parties,
            series=series,
            number=number,
            project=rng.choice(self.ids.projects) if rng.random() < 0.5 else None,
            audience=tuple(rng.sample(_AUDIENCE, rng.choice((1, 2)))),
            capacity=rng.choice((20, 30, 50, 80, 120)) if rng.random() < 0.7 else None,
            fee=None if is_free else pick(rng, "fees"),
            free=True if is_free else None,
            registration=_registration(rng, day),
            support=tuple(rng.sample(_SUPPORT, rng.choice((0, 1, 2)))),
            contact=Contact(parties[0].organization),
        )

    def _changes(self, rng: Random, day: date) -> dict[str, Any]:
        """Return the fields that say that an event was called off or moved: 4 and 4 of a hundred."""
        status = rng.choices(("scheduled", "cancelled", "rescheduled"), (92, 4, 4))[0]
        if status == "scheduled":
            return {}
        why, what = pick(rng, "reasons"), parts()["changed"][status]
        told = _no_later(day - timedelta(days=10))
        text = Words(f"{why.ja}、{what[0]}", f"{why.en}. {what[1]}")
        terms = ("status",) if status == "cancelled" else ("date",)
        moved = {"previous_starts": day - timedelta(days=7)} if status == "rescheduled" else {}
        change = Change(date=told, what=terms, text=text)
        return {"status": status, "reason": Words(why.ja, f"{why.en}."), "changes": (change,), **moved}

    def project(self, id_: str) -> Project:
        """Return a project that began between the first year and today."""
        rng = self._rng(id_)
        begun = FIRST + timedelta(days=rng.randrange((AS_OF - FIRST).days))
        status = rng.choices(("running", "ended", "planned", "unknown"), (50, 35, 5, 10))[0]
        months = [_month(begun, 3 * step) for step in range(rng.choice((2, 3, 4)))]
        titles = parts()["steps"]
        return Project(
            **self._item(rng, "project", id_, begun),
            status=status,
            partners=self._parties(rng, "implementer", ("partner", "cooperation", "funder"), rng.choice((2, 2, 3))),
            starts=_month(begun, 0),
            ends=_month(begun, 24) if status == "ended" else None,
            themes=tuple(rng.sample(_THEMES, rng.choice((1, 2)))),
            places=tuple(rng.sample(self.ids.places, rng.choice((1, 2)))),
            steps=tuple(Step(date=month, title=Words(*titles[at])) for at, month in enumerate(months)),
        )

    def organization(self, id_: str) -> Organization:
        """Return a body."""
        rng = self._rng(id_)
        return Organization(
            **self._item(rng, "organization", id_, AS_OF),
            fields=tuple(rng.sample(_FIELDS, rng.choice((1, 2)))),
            legal_form=rng.choice(_FORMS),
            since=str(rng.randrange(1985, 2016)),
            hours=Words(*parts()["hours"]),
            web=f"https://www.example.jp/{id_}/",
        )

    def place(self, id_: str) -> Place:
        """Return a place."""
        rng = self._rng(id_)
        town = rng.choice(parts()["titles"]["town"])
        block, minutes = f"{rng.randrange(1, 5)}-{rng.randrange(1, 40)}", rng.randrange(3, 25)
        address = (text.format(town=name, block=block) for text, name in zip(parts()["address"], town, strict=False))
        return Place(
            **self._item(rng, "place", id_, AS_OF),
            address=Words(*address),
            access=Words(*(text.format(minutes=minutes) for text in parts()["access"])),
            run_by=rng.choice(self.ids.organizations),
        )

    def one_series(self, id_: str) -> Series:
        """Return a series that is as old as the first event."""
        rng = self._rng(id_)
        return Series(
            **self._item(rng, "series", id_, AS_OF),
            themes=tuple(rng.sample(_THEMES, 1)),
            organizers=self._parties(rng, "host", _ROLES[1:], 2),
            since=str(FIRST.year),
        )

    def _rng(self, id_: str) -> Random:
        return Random(f"{self.seed}/{id_}")  # noqa: S311 -- invented text, not a secret

    def _item(self, rng: Random, kind: str, id_: str, day: date, *, number: int | None = None) -> dict[str, Any]:
        """Return the fields of every record; only the text of events and projects is long."""
        title = make_title(rng, kind, number=number)
        folder = rng.choice(("events", "projects"))
        link = f"/{folder}/{rng.choice(getattr(self.ids, folder))}/"
        is_long = kind in ("event", "project")
        summary = make_summary(rng)
        return {
            "id": id_,
            "title": title.words,
            "reading": title.reading,
            "summary": summary,
            "sources": tuple(f"https://www.example.jp/{kind}/{id_}/{page}" for page in range(rng.choice((1, 1, 2)))),
            "updated": _no_later(day + timedelta(days=14)),
            "body": make_body(rng, link, table=rng.random() < 0.25) if is_long else make_summary(rng),
        }

    def _parties(self, rng: Random, first: str, others: tuple[str, ...], number: int) -> tuple[Party, ...]:
        names = rng.sample(self.ids.organizations, number)
        return tuple(Party(name, first if at == 0 else rng.choice(others)) for at, name in enumerate(names))


def _registration(rng: Random, day: date) -> Registration | None:
    """Return how to sign up; most events to come have it, and a third of the past ones."""
    if rng.random() > (0.8 if day > AS_OF else 0.33):
        return None
    how = tuple(rng.sample(("web", "phone", "mail", "counter"), 2))
    opens, deadline = day - timedelta(days=45), day - timedelta(days=rng.choice((3, 5, 7)))
    return Registration(opens=opens, deadline=deadline, how=how, note=pick(rng, "notes"))


def _no_later(day: date) -> date:
    return min(day, AS_OF - timedelta(days=3))


def _month(day: date, later: int) -> str:
    """Return the month so many months after that of `day`."""
    years, month = divmod(day.month - 1 + later, 12)
    return f"{day.year + years}-{month + 1:02}"
