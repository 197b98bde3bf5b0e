"""The page of the design: colours, type, and every part that pages are made of, in each of its states.

Templates and macros are those of the real pages. What they show here is invented; nothing of it is a record,
and none of it is searched, listed or handed out as data.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from typing import Any

from markupsafe import Markup

from build_tools.artifacts import Page
from build_tools.i18n.filling import fill, join
from build_tools.model.base import LANGUAGES, Record, Text
from build_tools.model.occasions import Event, EventContact
from build_tools.pages.charts import Bar, Chart, build_chart
from build_tools.pages.chips import state_chip, twist_chips
from build_tools.pages.context import Context
from build_tools.pages.desk import Desk
from build_tools.pages.icons import ICONS
from build_tools.views.lifecycle import State, Twist

_PATH = "developers/design/"
NOW = datetime(2026, 11, 28, 9)  # noqa: DTZ001 -- wall-clock time, as everywhere
"""The samples stand as they would at this moment, whenever the page is made."""
COLOURS = (
    "paper", "surface", "sunken", "ink", "soft", "line", "line-strong", "link", "focus",
    "green", "green-wash", "red", "red-wash", "amber", "amber-wash", "found",
)  # fmt: skip
"""Tokens that the page shows, in the order of the style sheet."""
STEPS = ("-2", "-1", "0", "1", "2", "3", "4")
"""Steps of the scale of type, from the smallest."""


@dataclass(frozen=True, slots=True)
class Showcase(Context):
    """The context of samples: what has no page is linked to the cards of this one."""

    def link(self, record: Record) -> Markup:
        """Return a link that leads nowhere else."""
        return fill('<a href="#cards">{}</a>{}', self.text(record.title), self.marks(record))

    def term(self, vocabulary: str, id_: str | None) -> str:
        """Return the label of a term; empty for one that the vocabularies of the site do not have."""
        return Context.term(self, vocabulary, id_) if id_ in self.catalog.terms(vocabulary) else ""


def build_pages(desk: Desk) -> Iterator[Page]:
    """Yield the page."""
    t = desk.words
    c = Showcase(desk.catalog, desk.lang, _PATH, NOW, t, desk.fragments)
    events = {event.id.removeprefix("design-"): event for event in _events(desk)}
    macros: Any = desk.templates.get_template("macros.html").module
    page = desk.page(
        "design.html",
        _PATH,
        t("design.title"),
        t("design.lead"),
        trail=("developers/",),
        show=c,
        colours=COLOURS,
        steps=STEPS,
        icons=ICONS,
        cards=join([macros.event_card(c, event) for event in events.values()]),
        cancelled=events["cancelled"],
        moved=events["moved"],
        contact=EventContact(name=_text(desk, "design.sample.contact"), phone="042-000-0000", mail="sample@example.jp"),
        states=[state_chip(state, t) for state in State],
        twists=twist_chips(tuple(Twist), t),
        chart=_chart(desk),
    )
    yield replace(page, is_indexed=False)


def _text(desk: Desk, key: str) -> Text:
    return Text(**{lang: desk.catalog.strings[lang][key] for lang in LANGUAGES})


def _events(desk: Desk) -> Iterator[Event]:
    """Yield an event for each look of a card: to come, cancelled, on another day, over with its day not known."""
    facts: dict[str, dict[str, object]] = {
        "open": {"starts": "2026-12-05 14:00", "ends": "2026-12-05 16:00", "free": "true"},
        "cancelled": {
            "starts": "2026-12-12 10:00",
            "status": "cancelled",
            "reason": _text(desk, "design.sample.reason"),
        },
        "moved": {
            "starts": "2027-01-16 13:30",
            "status": "rescheduled",
            "previous_starts": "2026-12-19",
            "changes": ({"date": "2026-11-20", "what": ("date",), "text": _text(desk, "design.sample.change")},),
        },
        "held": {"starts": "2026-03"},
    }
    for name, given in facts.items():
        yield Event.model_validate(
            {
                "id": f"design-{name}",
                "title": _text(desk, f"design.sample.{name}"),
                "sources": ("plan",),
                "updated": "2026-11-28",
                "sample": "true",
                "kind": "sample",
                **given,
            }
        )


def _chart(desk: Desk) -> Chart:
    t = desk.words
    bars = (
        Bar(t("target.baseline"), "", Decimal(16), "16%", "baseline"),
        Bar(t("target.result"), "", None, t("target.no-data"), "result"),
        Bar(t("target.value"), "", Decimal(18), "18%", "result"),
        Bar(t("target.goal"), "", Decimal(20), "20%", "target"),
    )
    return build_chart("chart-sample", t("design.chart"), t("design.chart.text"), bars, unit="%")
