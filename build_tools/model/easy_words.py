"""The words of the easy voice that the pages need, and what is filled into each: a city that has the voice has all.

Words in both languages can be compared with each other; these stand in one file alone.
"""

from collections.abc import Mapping
from types import MappingProxyType

_GROUPS = {
    "home": (
        "title lead description next none participate participate.text support-office support-office.text more "
        "more.text"
    ),
    "page": "demo other sample samples unconfirmed as-of home",
    "mark": "sample unconfirmed",
    "participate": "title description text",
    "support": "title description place place.text phone name hours text",
    "fact": "when before doors where organizers fee registration how form phone state",
    "list": "join",
    "shell": "search search.label contact about write accessibility privacy sources sitemap licence",
    "way": "web phone mail fax counter lottery",
    "day": "other",
    "weekday": "1 2 3 4 5 6 7",
    "date": "day month year fiscal-year unknown clock from span",
    "clock": "am noon pm hour fun pun next-day",
    "where": "online both unknown",
    "fee": "free yen none unknown",
    "registration": "none required unknown until not-yet closed full waiting-list",
    "state": (
        "cancelled postponed held past unconfirmed planned running waiting-list full closed not-yet-open "
        "closing-soon open announced"
    ),
    "twist": "rescheduled place-changed moved-online",
    "emergency": (
        "mark drill drill.text more voices voice japanese-only since changed time-unknown notices notices.none older "
        "shelters shelters.none sample state.open state.full state.closed state.unknown address.unknown "
        "features.unknown contacts sources home"
    ),
    "offline": "note",
}
_FILLED = {
    "page.as-of": "day",
    "day.other": "day",
    "offline.note": "when",
    "date.day": "day month weekday year",
    "date.month": "month year",
    "date.year": "year",
    "date.fiscal-year": "next year",
    "date.clock": "clock day",
    "date.from": "start",
    "date.span": "end start",
    "clock.am": "clock",
    "clock.noon": "clock",
    "clock.pm": "clock",
    "clock.hour": "hour",
    "clock.fun": "hour minute",
    "clock.pun": "hour minute",
    "clock.next-day": "clock",
    "where.both": "place",
    "fee.yen": "group yen",
    "fee.none": "group",
    "registration.until": "day",
    "registration.not-yet": "day",
}
EASY_WORDS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        f"{group}.{name}": tuple(_FILLED.get(f"{group}.{name}", "").split())
        for group, names in _GROUPS.items()
        for name in names.split()
    }
)
"""Key to what is filled in, in alphabetical order. A day of the month with a reading of its own may have a key more:
`day.1`; so may a way to sign up that the city has added, `way.line`."""
