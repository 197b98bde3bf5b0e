import json
import re
from dataclasses import replace
from datetime import datetime

import pytest

from build_tools.artifacts import Page
from build_tools.feeds.heads import Heads
from build_tools.feeds.structured import Facts, format_script
from build_tools.model.actors import Place
from tests.records import make_event, make_organization, words
from tests.schema_org import RECOMMENDED, REQUIRED, missing, wrong

NOW = datetime(2026, 11, 23, 12)
BASE = "https://town.example/commons/"
PAGE = f"{BASE}events/walk/"
S = "https://schema.org/"
HALL = {
    "@type": "Place",
    "name": "中央広場ホール",
    "address": {
        "@type": "PostalAddress",
        "addressCountry": "JP",
        "addressRegion": "東京都",
        "addressLocality": "見本町",
        "streetAddress": "中央1-2-3",
    },
    "url": f"{BASE}places/hiroba/",
}
AOBA = {"@type": "Organization", "name": "あおば協働ネット", "url": f"{BASE}organizations/aoba/"}
MACHI = {"@type": "Organization", "name": "見本町", "url": f"{BASE}organizations/machi/"}
PLAIN = {
    "@context": "https://schema.org",
    "@type": "Event",
    "name": "防災講座",
    "url": PAGE,
    "startDate": "2026-12-05T14:00+09:00",
    "eventStatus": f"{S}EventScheduled",
    "eventAttendanceMode": f"{S}OfflineEventAttendanceMode",
    "inLanguage": "ja",
}


@pytest.fixture
def tokyo(town):
    """The town, moved to Tokyo."""
    return replace(town, site=town.site.model_copy(update={"city_code": "130001"}))


def fact(catalog, *, lang="ja", now=NOW, **fields):
    return Facts.of(catalog, lang, now).event(make_event(**fields))


def without(*names):
    return {name: value for name, value in PLAIN.items() if name not in names}


def test_an_event_of_which_little_is_known(town):
    assert fact(town) == PLAIN


def test_an_event_of_which_all_is_known(tokyo):
    event = fact(
        tokyo,
        title={"ja": "防災講座", "en": "Lecture"},
        summary={"ja": "家を守ります。", "en": "How to keep a house safe."},
        ends="2026-12-05 25:30",
        doors="2026-12-05 13:30",
        place="hiroba",
        room="会議室",
        organizers=["aoba", {"organization": "machi", "role": "support"}],
        series="koza",
        capacity="30",
        seats_left="4",
        fees=[{"group": "大人", "yen": "1,000"}, {"group": {"ja": "子ども"}, "yen": "0"}],
        registration={"opens": "2026-11-01 09:00", "deadline": "2026-12-01", "url": "https://www.example.org/form"},
        support=["english"],
    )
    offer = {
        "@type": "Offer",
        "priceCurrency": "JPY",
        "availability": f"{S}InStock",
        "validFrom": "2026-11-01T09:00+09:00",
        "validThrough": "2026-12-01",
        "url": "https://www.example.org/form",
    }

    assert event == PLAIN | {
        "description": "家を守ります。",
        "endDate": "2026-12-06T01:30+09:00",
        "doorTime": "2026-12-05T13:30+09:00",
        "location": HALL | {"name": "中央広場ホール 会議室"},
        "organizer": [AOBA],
        "contributor": [MACHI],
        "offers": [offer | {"name": "大人", "price": 1000}, offer | {"name": "子ども", "price": 0}],
        "isAccessibleForFree": False,
        "maximumAttendeeCapacity": 30,
        "remainingAttendeeCapacity": 4,
        "inLanguage": ["ja", "en"],
        "superEvent": {"@type": "EventSeries", "name": "防災講座シリーズ", "url": f"{BASE}series/koza/"},
    }
    assert (wrong(event), missing(event, REQUIRED), missing(event, RECOMMENDED)) == ([], [], [])


def test_the_same_event_in_english(tokyo):
    event = fact(
        tokyo,
        lang="en",
        title={"ja": "防災講座", "en": "Lecture"},
        summary={"ja": "家を守ります。", "en": "How to keep a house safe."},
        place="hiroba",
        room={"ja": "会議室", "en": "Meeting room"},
        organizers=["aoba"],
        free="true",
    )

    assert event == {
        **PLAIN,
        "name": "Lecture",
        "description": "How to keep a house safe.",
        "url": f"{BASE}en/events/walk/",
        "location": {
            "@type": "Place",
            "name": "Central Square Hall, Meeting room",
            "address": {
                "@type": "PostalAddress",
                "addressCountry": "JP",
                "addressRegion": "Tokyo",
                "addressLocality": "Sample Town",
                "streetAddress": "1-2-3 Chuo",
            },
            "url": f"{BASE}en/places/hiroba/",
        },
        "organizer": [
            {"@type": "Organization", "name": "Aoba Collaboration Net", "url": f"{BASE}en/organizations/aoba/"}
        ],
        "offers": [
            {
                "@type": "Offer",
                "price": 0,
                "priceCurrency": "JPY",
                "availability": f"{S}InStock",
                "url": f"{BASE}en/events/walk/",
            }
        ],
        "isAccessibleForFree": True,
    }
    assert wrong(event) == []


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        pytest.param({"status": "cancelled"}, PLAIN | {"eventStatus": f"{S}EventCancelled"}, id="cancelled"),
        pytest.param(
            {"status": "cancelled", "previous_starts": "2026-11-28"},
            PLAIN | {"eventStatus": f"{S}EventCancelled", "previousStartDate": "2026-11-28"},
            id="moved, then cancelled",
        ),
        pytest.param(
            {"status": "postponed"},
            PLAIN | {"eventStatus": f"{S}EventPostponed", "previousStartDate": "2026-12-05T14:00+09:00"},
            id="postponed",
        ),
        pytest.param(
            {"status": "postponed", "starts": "unknown", "previous_starts": "2026-12-05"},
            PLAIN | {"eventStatus": f"{S}EventPostponed", "startDate": "2026-12-05", "previousStartDate": "2026-12-05"},
            id="postponed, no date any more",
        ),
        pytest.param(
            {"status": "rescheduled", "previous_starts": "2026-11-28 10:00"},
            PLAIN | {"eventStatus": f"{S}EventRescheduled", "previousStartDate": "2026-11-28T10:00+09:00"},
            id="rescheduled",
        ),
        pytest.param(
            {"previous_starts": "2026-11-28"},
            PLAIN | {"eventStatus": f"{S}EventRescheduled", "previousStartDate": "2026-11-28"},
            id="an old date alone",
        ),
        pytest.param(
            {
                "status": "moved-online",
                "attendance_mode": "online",
                "place": "hiroba",
                "online_url": "https://www.example.org/live",
            },
            PLAIN
            | {
                "eventStatus": f"{S}EventMovedOnline",
                "eventAttendanceMode": f"{S}OnlineEventAttendanceMode",
                "location": {"@type": "VirtualLocation", "url": "https://www.example.org/live"},
            },
            id="moved online",
        ),
        pytest.param(
            {"status": "moved-online", "attendance_mode": "online", "previous_starts": "2026-11-28"},
            PLAIN
            | {
                "eventStatus": [f"{S}EventMovedOnline", f"{S}EventRescheduled"],
                "previousStartDate": "2026-11-28",
                "eventAttendanceMode": f"{S}OnlineEventAttendanceMode",
                "location": {"@type": "VirtualLocation"},
            },
            id="moved online and to another day, the address kept for those signed up",
        ),
        pytest.param(
            {"attendance_mode": "mixed", "place": "hiroba", "online_url": "https://www.example.org/live"},
            PLAIN
            | {
                "eventAttendanceMode": f"{S}MixedEventAttendanceMode",
                "location": [HALL, {"@type": "VirtualLocation", "url": "https://www.example.org/live"}],
            },
            id="on the spot and online",
        ),
        pytest.param(
            {"full": "true"},
            PLAIN | {"offers": [{"@type": "Offer", "availability": f"{S}SoldOut", "url": PAGE}]},
            id="full",
        ),
        pytest.param(
            {"seats_left": "0", "free": "true", "registration": {"waiting_list": "true"}},
            PLAIN
            | {
                "offers": [
                    {"@type": "Offer", "price": 0, "priceCurrency": "JPY", "availability": f"{S}SoldOut", "url": PAGE}
                ],
                "isAccessibleForFree": True,
                "remainingAttendeeCapacity": 0,
            },
            id="no seat left",
        ),
        pytest.param(
            {"full": "true", "status": "cancelled"},
            PLAIN | {"eventStatus": f"{S}EventCancelled"},
            id="full and cancelled",
        ),
        pytest.param(
            {"fee": "500円から", "registration": {"opens": "2026-12-01"}},
            PLAIN
            | {"offers": [{"@type": "Offer", "description": "500円から", "validFrom": "2026-12-01", "url": PAGE}]},
            id="a fee in words, not open yet",
        ),
        pytest.param(
            {"registration": {"deadline": "2026-11-22"}},
            PLAIN | {"offers": [{"@type": "Offer", "validThrough": "2026-11-22", "url": PAGE}]},
            id="closed",
        ),
        pytest.param(
            {"starts": "2026-12-05", "ends": "2026-12-06"},
            PLAIN | {"startDate": "2026-12-05", "endDate": "2026-12-06"},
            id="days",
        ),
        pytest.param({"starts": "2026-12"}, without("startDate"), id="a month is no day"),
        pytest.param({"starts": "FY2026", "ends": "2027-03-31"}, without("startDate"), id="a fiscal year is no day"),
        pytest.param(
            {"certain": "false"}, PLAIN | {"description": words("ja")("unconfirmed.notice")}, id="unconfirmed"
        ),
        pytest.param(
            {"certain": "false", "summary": "歩きます。"},
            PLAIN | {"description": "【要確認】歩きます。"},
            id="unconfirmed, told",
        ),
        pytest.param(
            {"fees": [{"group": "全員", "yen": "0"}], "starts": "2026-11-01"},
            PLAIN
            | {
                "startDate": "2026-11-01",
                "offers": [{"@type": "Offer", "name": "全員", "price": 0, "priceCurrency": "JPY", "url": PAGE}],
                "isAccessibleForFree": True,
            },
            id="over, for nothing",
        ),
        pytest.param(
            {"room": "駅前広場"},
            PLAIN
            | {
                "location": {
                    "@type": "Place",
                    "name": "駅前広場",
                    "address": {"@type": "PostalAddress", "addressCountry": "JP"},
                },
            },
            id="a place that is none of ours",
        ),
    ],
)
def test_one_thing_changes(tokyo, fields, expected):
    event = fact(tokyo, **fields)

    assert event == expected
    assert wrong(event) == []


@pytest.mark.parametrize(
    ("status", "marked"), [("scheduled", {}), ("cancelled", {"eventStatus": f"{S}EventCancelled"})]
)
def test_sessions(tokyo, status, marked):
    sessions = [
        {"starts": "2026-12-05 14:00", "ends": "2026-12-05 16:00", "title": "座学"},
        {"starts": "2026-12-06 10:00", "ends": "2026-12-06 12:00", "doors": "2026-12-06 09:30"},
    ]
    event = fact(tokyo, sessions=sessions, place="hiroba", status=status)

    assert (event["endDate"], event["subEvent"]) == (
        "2026-12-06T12:00+09:00",
        [
            {
                "@type": "Event",
                "name": "座学",
                "startDate": "2026-12-05T14:00+09:00",
                "endDate": "2026-12-05T16:00+09:00",
                "location": HALL,
                **marked,
            },
            {
                "@type": "Event",
                "name": "防災講座",
                "startDate": "2026-12-06T10:00+09:00",
                "endDate": "2026-12-06T12:00+09:00",
                "doorTime": "2026-12-06T09:30+09:00",
                "location": HALL,
                **marked,
            },
        ],
    )
    assert wrong(event) == []


def test_an_organization(town):
    organization = make_organization(
        short_name="あおば",
        summary="つなぎます。",
        parent="machi",
        since="1999-05",
        until="FY2025",
        address="〒100-0001 見本町中央1",
        phone="042-000-0000",
        web="https://www.example.org/",
    )
    node = Facts.of(town, "ja", NOW).organization(organization)

    assert node == AOBA | {
        "@context": "https://schema.org",
        "name": "防災講座",
        "alternateName": "あおば",
        "description": "つなぎます。",
        "sameAs": "https://www.example.org/",
        "address": {
            "@type": "PostalAddress",
            "addressCountry": "JP",
            "addressLocality": "見本町",
            "streetAddress": "中央1",
            "postalCode": "100-0001",
        },
        "telephone": "042-000-0000",
        "foundingDate": "1999-05",
        "parentOrganization": MACHI,
    }
    assert wrong(node) == []


def test_a_place(town):
    node = Facts.of(town, "en", NOW).place(town.get("place", "hiroba"))

    assert node == {
        "@context": "https://schema.org",
        "@type": "Place",
        "name": "Central Square Hall",
        "url": f"{BASE}en/places/hiroba/",
        "address": {
            "@type": "PostalAddress",
            "addressCountry": "JP",
            "addressLocality": "Sample Town",
            "streetAddress": "1-2-3 Chuo",
        },
        "amenityFeature": [
            {"@type": "LocationFeatureSpecification", "name": "Accessible toilet", "value": True},
            {"@type": "LocationFeatureSpecification", "name": "Lift", "value": False},
        ],
    }
    assert wrong(node) == []


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        ("ja", "国立市富士見台2-47-1", {"addressLocality": "国立市", "streetAddress": "富士見台2-47-1"}),
        (
            "ja",
            "〒186-8501国立市富士見台2",
            {"addressLocality": "国立市", "streetAddress": "富士見台2", "postalCode": "186-8501"},
        ),
        ("ja", "国立駅南口", {"streetAddress": "国立駅南口"}),
        ("ja", "立川市曙町2", {"streetAddress": "立川市曙町2"}),
        ("ja", "国立市", {"addressLocality": "国立市"}),
        (
            "en",
            "2-47-1 Fujimidai, Kunitachi 186-8501",
            {"addressLocality": "Kunitachi", "streetAddress": "2-47-1 Fujimidai", "postalCode": "186-8501"},
        ),
        (
            "en",
            "Kita 1, Kunitachi (under the viaduct)",
            {"addressLocality": "Kunitachi", "streetAddress": "Kita 1 (under the viaduct)"},
        ),
        ("en", "South exit of Kunitachi Station", {"streetAddress": "South exit of Kunitachi Station"}),
    ],
)
def test_the_parts_of_an_address(town, lang, text, expected):
    city = town.site.city.model_copy(update={"ja": "国立市", "en": "Kunitachi"})
    facts = Facts.of(replace(town, site=town.site.model_copy(update={"city": city})), lang, NOW)
    place = Place.model_validate(
        {"id": "a", "title": "家", "address": {"ja": text, "en": text}, "sources": ["plan"], "updated": "2026-11-23"}
    )

    assert facts.place(place)["address"] == {"@type": "PostalAddress", "addressCountry": "JP"} | expected


def test_nothing_ends_the_block_early():
    text = "</script><!-- <script> & \u2028\u2029 「家」 😀"
    block = format_script({"name": text})

    assert block == (
        '\n  <script type="application/ld+json">{"name":"\\u003c/script\\u003e\\u003c!-- \\u003cscript\\u003e \\u0026 '
        '\\u2028\\u2029 「家」 😀"}</script>'
    )
    assert read(block) == [{"name": text}]


def read(head):
    return [json.loads(text) for text in re.findall(r'<script type="application/ld\+json">(.*?)</script>', head)]


def head_of(catalog, path, lang="ja", *, record=None, title="家", **more):
    page = Page(path, lang, "events/", title, "", "", **more)
    return Heads.of(catalog, lang, NOW).head(page, catalog.get(*record) if record else None)


def types(head):
    return [node["@type"] for node in read(head)]


@pytest.mark.parametrize(
    ("path", "record", "expected"),
    [
        ("", None, []),
        ("events/", None, ["BreadcrumbList"]),
        ("events/2026-kagu/", ("event", "2026-kagu"), ["Event", "BreadcrumbList"]),
        ("events/2026-kagu/flyer/", None, ["BreadcrumbList"]),
        ("events/2026-yoru/", ("event", "2026-yoru"), ["BreadcrumbList"]),  # a sample
        ("organizations/aoba/", ("organization", "aoba"), ["Organization", "BreadcrumbList"]),
        ("places/hiroba/", ("place", "hiroba"), ["Place", "BreadcrumbList"]),
        ("series/koza/", ("series", "koza"), ["BreadcrumbList"]),
    ],
)
def test_what_each_page_says(town, path, record, expected):
    assert types(head_of(town, path, record=record)) == expected


def test_the_trail(town):
    head = head_of(town, "events/2026-yoru/", "en", trail=(("events/", "Events"),), title="Night <drill>")
    trail = read(head)[0]

    assert trail == {
        "@context": "https://schema.org",
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": 1, "name": "Home", "item": f"{BASE}en/"},
            {"@type": "ListItem", "position": 2, "name": "Events", "item": f"{BASE}en/events/"},
            {"@type": "ListItem", "position": 3, "name": "Night <drill>", "item": f"{BASE}en/events/2026-yoru/"},
        ],
    }
    assert (wrong(trail), missing(trail, REQUIRED)) == ([], [])


@pytest.mark.parametrize(
    ("path", "lang", "up"),
    [("", "ja", "./"), ("events/", "en", "../"), ("notices/", "ja", "../")],
)
def test_three_pages_offer_the_feeds(town, path, lang, up):
    titles = {
        "ja": ("新しい催し", "催しの変更と中止", "お知らせ"),
        "en": ("New events", "Changed and cancelled events", "Notices"),
    }[lang]
    links = re.findall(r"<link [^>]*>", head_of(town, path, lang))

    assert links == [
        f'<link rel="alternate" type="application/atom+xml" title="{title}" href="{up}feeds/{name}.xml">'
        for title, name in zip(titles, ("events", "changes", "notices"), strict=True)
    ]


def test_other_pages_do_not_offer_the_feeds(town):
    assert "alternate" not in head_of(town, "events/2026-kagu/", record=("event", "2026-kagu"))


@pytest.mark.parametrize("lang", ["ja", "en"])
def test_everything_the_town_says_is_schema_org(town, lang):
    facts = Facts.of(town, lang, NOW)
    nodes = [
        *(facts.event(event) for event in town.records["event"].values()),
        *(facts.organization(organization) for organization in town.records["organization"].values()),
        *(facts.place(place) for place in town.records["place"].values()),
    ]

    assert [line for node in nodes for line in wrong(node)] == []
