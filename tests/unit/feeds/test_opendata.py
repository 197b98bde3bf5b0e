"""The files of open data, read back by other readers than ours."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from datetime import datetime
from types import MappingProxyType

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rdflib import Graph

from build_tools.content.loader import load_content
from build_tools.feeds.opendata.events import build_events_csv, build_events_json
from build_tools.feeds.opendata.files import build_open_data
from build_tools.feeds.opendata.writing import write_csv, write_json
from build_tools.model.catalog import Catalog
from build_tools.model.tables.cells import neutralise, restore
from build_tools.model.tables.maps import prefecture, read_map
from build_tools.model.tables.numbers import check_numbers, number_of
from tests.project import make_project
from tests.records import make_event

NOW = datetime.fromisoformat("2026-11-23T12:00")
BASE = "https://town.example/commons"
HEADER = (
    "都道府県コード又は市区町村コード,NO,都道府県名,市区町村名,イベント名,イベント名_カナ,イベント名_英語,開始日,終了日,開始時間,終了時間,"
    "開始日時特記事項,説明,料金(基本),料金(詳細),連絡先名称,連絡先電話番号,連絡先内線番号,主催者,場所名称,住所,方書,緯度,経度,"
    "アクセス方法,駐車場情報,定員,参加申込終了日,参加申込終了時間,参加申込方法,URL,備考"
)


@pytest.fixture(scope="module")
def catalog(tmp_path_factory) -> Catalog:
    config = make_project(tmp_path_factory.mktemp("opendata") / "town")
    found = load_content(config.content, root=config.root).catalog
    return replace(found, site=found.site.model_copy(update={"city_code": "132152"}))


def with_events(catalog, *events):
    records = {**catalog.records, "event": MappingProxyType({event.id: event for event in events})}
    paths = {("event", event.id): f"content/events/{event.id}.md" for event in events}
    return replace(catalog, records=MappingProxyType(records), paths=MappingProxyType({**catalog.paths, **paths}))


def files(catalog):
    return {file.path: file.data for file in build_open_data(catalog, NOW)}


def read_csv(data):
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline=""), strict=True))


def cells(catalog, **fields):
    """What the cells of one event hold, empty ones left out."""
    [row] = read_csv(build_events_csv(with_events(catalog, make_event(**fields))))
    return {column: cell for column, cell in row.items() if cell}


ALWAYS = {
    "都道府県コード又は市区町村コード": "132152",
    "NO": "2082951968",
    "都道府県名": "東京都",
    "市区町村名": "見本町",
    "イベント名": "防災講座",
    "URL": f"{BASE}/events/walk/",
}


def test_all_files_stand_once(catalog):
    assert sorted(files(catalog)) == [
        "data/132152_event.csv",
        "data/catalog.jsonld",
        "data/events.json",
        "data/organizations.csv",
        "data/organizations.json",
        "data/organizations.vcf",
        "data/places.csv",
        "data/places.json",
        "data/projects.csv",
        "data/projects.json",
    ]


def test_files_do_not_depend_on_the_moment(catalog):
    later = {file.path: file.data for file in build_open_data(catalog, datetime.fromisoformat("2030-01-01T00:00"))}

    assert later == files(catalog)


def test_events_csv_has_the_bytes_of_the_format(catalog):
    data = build_events_csv(catalog)

    assert data.startswith(b"\xef\xbb\xbf")
    assert data.decode("utf-8-sig").split("\r\n")[0] == ",".join(f'"{name}"' for name in HEADER.split(","))
    assert data.count(b"\n") == data.count(b"\r\n") == 3  # a header and two events


def test_events_csv_row(catalog):
    [row] = [row for row in read_csv(build_events_csv(catalog)) if row["イベント名"].startswith("家具")]

    assert {column: cell for column, cell in row.items() if cell} == {
        "都道府県コード又は市区町村コード": "132152",
        "NO": number_of("2026-kagu"),
        "都道府県名": "東京都",
        "市区町村名": "見本町",
        "イベント名": "家具の固定「はじめの一歩」 <実習> | 第1回",
        "イベント名_カナ": "カグノコテイ ハジメノイッポ",
        "イベント名_英語": "Securing furniture “first step” <practice> | part 1",
        "開始日": "2026-12-05",
        "終了日": "2026-12-05",
        "開始時間": "14:00",
        "終了時間": "16:30",
        "説明": "家具の固定を学ぶ講座です。🏠",
        "料金(基本)": "0",
        "主催者": "あおば協働ネット、見本町(後援)",
        "場所名称": "中央広場ホール",
        "住所": "見本町中央1-2-3",
        "方書": "会議室",
        "アクセス方法": "駅から歩いて5分",
        "定員": "30",
        "参加申込終了日": "2026-11-28",
        "参加申込方法": (
            "電話、ウェブ【受付開始】2026-11-01【フォーム】https://www.example.org/form?a=1&b=2"
            "【電話番号】042-000-0000【案内】定員になりしだい締め切ります。"
        ),
        "URL": f"{BASE}/events/2026-kagu/",
        "備考": "【種別】講演・講座【分野】防災、学び【対象】市民【配慮】要約筆記・字幕",
    }


def test_samples_stay_out(catalog):
    assert "2026-yoru" in catalog.records["event"]
    assert [row["id"] for row in json.loads(build_events_json(catalog))] == ["2008-kondan", "2026-kagu"]


@pytest.mark.parametrize(
    ("starts", "ends", "expected"),
    [
        (
            "2026-12-31 22:00",
            "2026-12-31 25:00",
            {"開始日": "2026-12-31", "開始時間": "22:00", "終了日": "2027-01-01", "終了時間": "01:00"},
        ),
        ("2026-12-05", "2026-12-06", {"開始日": "2026-12-05", "終了日": "2026-12-06"}),
        ("2026-12", None, {"開始日時特記事項": "2026年12月"}),
        ("FY2008", None, {"開始日時特記事項": "2008年度"}),
        ("2008", None, {"開始日時特記事項": "2008年"}),
        ("unknown", None, {"開始日時特記事項": "日付不明"}),
        ("2026-04", "2026-06-30", {"開始日時特記事項": "2026年4月から2026-06-30まで"}),
        ("2026-04-01", "2026-06", {"開始日": "2026-04-01", "開始日時特記事項": "【終了】2026年6月"}),
    ],
)
def test_dates_are_as_precise_as_they_are_known(catalog, starts, ends, expected):
    found = cells(catalog, starts=starts, **({"ends": ends} if ends else {}))

    assert found == ALWAYS | {"備考": "【種別】講演・講座"} | expected


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"status": "cancelled", "reason": "台風のため"}, "【中止】台風のため【種別】講演・講座"),
        ({"status": "postponed", "reason": "台風のため"}, "【延期(日程調整中)】台風のため【種別】講演・講座"),
        (
            {"status": "rescheduled", "reason": "会場の都合", "previous_starts": "2026-11-23"},
            "【日程変更】会場の都合【変更前の日時】2026-11-23【種別】講演・講座",
        ),
        (
            {"certain": "false", "note": "年は推定"},
            "【未確認】確かめられていない事項があります。【注】年は推定【種別】講演・講座",
        ),
        ({"full": "true"}, "【満員】【種別】講演・講座"),
        ({"seats_left": "3"}, "【残席】3【種別】講演・講座"),
    ],
)
def test_one_field_changes_the_remarks(catalog, fields, expected):
    found = cells(catalog, **fields)

    assert found == ALWAYS | {"開始日": "2026-12-05", "開始時間": "14:00", "備考": expected}


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"free": "true"}, {"料金(基本)": "0"}),
        ({"fee": "実費"}, {"料金(詳細)": "実費"}),
        (
            {"fees": [{"group": "基本", "yen": "500"}], "fee": "高校生以下は無料"},
            {"料金(基本)": "500", "料金(詳細)": "高校生以下は無料"},
        ),
        (
            {"fees": [{"group": "大人、学生", "yen": "1,000"}, {"group": "会員", "yen": "500"}], "fee": "当日払い"},
            {"料金(基本)": "1000", "料金(詳細)": "大人、学生 1000円、会員 500円【補足】当日払い"},
        ),
    ],
)
def test_fees(catalog, fields, expected):
    found = cells(catalog, **fields)

    assert found == ALWAYS | {"開始日": "2026-12-05", "開始時間": "14:00", "備考": "【種別】講演・講座"} | expected


@pytest.mark.parametrize("status", ["cancelled", "postponed"])
def test_nobody_is_told_how_to_sign_up_for_what_is_off(catalog, status):
    registration = {"deadline": "2026-12-01 17:00", "how": ["web"], "url": "https://www.example.org/form"}
    event = make_event(status=status, reason="台風のため", registration=registration)

    [row] = read_csv(build_events_csv(with_events(catalog, event)))
    [item] = json.loads(build_events_json(with_events(catalog, event)))

    assert [cell for column, cell in row.items() if column.startswith("参加申込")] == ["", "", ""]
    assert [key for key in item if "pplication" in key] == []


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        (
            {"place": "hiroba", "room": "会議室"},
            {"場所名称": "オンライン", "備考": "【変更前の会場】中央広場ホール【変更前の方書】会議室"},
        ),
        ({"room": "民間の会場"}, {"場所名称": "オンライン", "備考": "【変更前の会場】民間の会場"}),
        ({}, {"場所名称": "オンライン", "備考": ""}),
    ],
)
def test_an_event_that_went_online_has_left_its_place(catalog, fields, expected):
    found = cells(catalog, status="moved-online", attendance_mode="online", reason="台風のため", **fields)

    remarks = f"【オンライン開催に変更】台風のため{expected['備考']}【参加の形】オンライン【種別】講演・講座"
    assert found == ALWAYS | {"開始日": "2026-12-05", "開始時間": "14:00"} | expected | {"備考": remarks}


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"contact": {"name": "係"}, "organizers": ["aoba"]}, {"name": "係"}),
        (
            {"organizers": [{"organization": "machi", "role": "support"}, "aoba"]},
            {"name": "あおば協働ネット", "telephone": "042-000-0000", "url": "https://www.example.org/?a=1&b=2"},
        ),
        ({"organizers": [{"organization": "aoba", "role": "support"}]}, {"name": "不明"}),
    ],
)
def test_whom_to_ask_is_whoever_holds_the_event(catalog, fields, expected):
    [item] = json.loads(build_events_json(with_events(catalog, make_event(**fields))))

    assert item["contactPointInformation"] == expected


@pytest.mark.parametrize(
    ("fields", "expected"),
    [({}, "不明"), ({"place": "hiroba"}, "現地開催のみ"), ({"room": "民間の会場"}, "現地開催のみ")],
)
def test_on_the_spot_is_said_of_a_known_place_only(catalog, fields, expected):
    [item] = json.loads(build_events_json(with_events(catalog, make_event(**fields))))

    assert item["webinarStatus"] == expected


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠"])
def test_a_cell_like_a_formula_is_neutralised(sign):
    data = write_csv(["a"], [[f"{sign}1+1"], [f"'{sign}1+1"], ["1=1"]])

    [first, second, third] = [row["a"] for row in read_csv(data)]
    assert (first, second, third) == (f"'{sign}1+1", f"''{sign}1+1", "1=1")
    assert (restore(first), restore(second), restore(third)) == (f"{sign}1+1", f"'{sign}1+1", "1=1")


def test_an_apostrophe_before_plain_text_stays():
    assert (neutralise("'24年"), restore("'24年")) == ("'24年", "'24年")


def test_json_keeps_what_csv_neutralises(catalog):
    found = with_events(catalog, make_event(title='=HYPERLINK("https://x")'))

    assert read_csv(build_events_csv(found))[0]["イベント名"] == '\'=HYPERLINK("https://x")'
    assert json.loads(build_events_json(found))[0]["eventName"] == '=HYPERLINK("https://x")'


def test_json_of_an_event_that_says_little_has_what_is_required(catalog):
    found = json.loads(build_events_json(with_events(catalog, make_event("unknown"))))

    assert found == [
        {
            "id": "walk",
            "eventName": "防災講座",
            "description": "防災講座",
            "eventType": "講演・講座",
            "eventUrl": f"{BASE}/events/walk/",
            "dateTimeDescription": "日付不明",
            "webinarStatus": "不明",
            "organizer": ["不明"],
            "targetPerson": ["不明"],
            "feeStatus": "不明",
            "contactPointInformation": {"name": "不明"},
            "languageCode": "ja",
            "remarks": "【種別】講演・講座",
        }
    ]


def test_json_of_an_event_that_says_much(catalog):
    event = make_event(
        "2026-12-05 14:00",
        ends="2026-12-12 16:00",
        sessions=[
            {"starts": "2026-12-05 14:00", "ends": "2026-12-05 16:00", "title": "前編"},
            {"starts": "2026-12-12 14:00", "ends": "2026-12-12 16:00"},
        ],
        attendance_mode="mixed",
        online_url="https://meet.example.org/a",
        organizers=["aoba", {"organization": "machi", "role": "co-host"}],
        audience=["citizens"],
        fees=[{"group": "大人", "yen": "500"}],
        contact={"organization": "aoba", "mail": "desk@example.org"},
        registration={"how": ["web"], "url": "https://www.example.org/form", "deadline": "2026-12-01 17:00"},
        series="koza",
    )

    assert json.loads(build_events_json(with_events(catalog, event))) == [
        {
            "id": "walk",
            "eventName": "防災講座",
            "description": "防災講座",
            "subEvent": [
                {
                    "eventName": "前編",
                    "dateOfStart": "2026-12-05",
                    "startTime": "14:00",
                    "dateOfEnd": "2026-12-05",
                    "endTime": "16:00",
                },
                {"dateOfStart": "2026-12-12", "startTime": "14:00", "dateOfEnd": "2026-12-12", "endTime": "16:00"},
            ],
            "eventType": "講演・講座",
            "eventUrl": f"{BASE}/events/walk/",
            "holdingPattern": catalog.records["series"]["koza"].title.ja,
            "dateOfStart": "2026-12-05",
            "dateOfEnd": "2026-12-12",
            "startTime": "14:00",
            "endTime": "16:00",
            "dateTimeDescription": "【日程】2026-12-05 14:00/2026-12-05 16:00「前編」"
            "【日程】2026-12-12 14:00/2026-12-12 16:00",
            "webinarStatus": "ハイブリッド",
            "organizer": ["あおば協働ネット"],
            "coorganizer": ["見本町"],
            "targetPerson": ["市民"],
            "feeStatus": "有料",
            "contactPointInformation": {
                "name": "あおば協働ネット",
                "telephone": "042-000-0000",
                "email": "desk@example.org",
                "url": "https://www.example.org/?a=1&b=2",
            },
            "languageCode": "ja",
            "webinarUrl": "https://meet.example.org/a",
            "fee_JPY": 500,
            "feeDescription": "大人 500円",
            "deadlineDateOfApplication": "2026-12-01",
            "applicationDeadlineTime": "17:00",
            "applicationUrl": "https://www.example.org/form",
            "applicationMethod": "ウェブ【フォーム】https://www.example.org/form",
            "remarks": f"【参加の形】{catalog.vocabularies['attendance-modes']['mixed'].ja}"
            "【オンライン会場】https://meet.example.org/a【種別】講演・講座【対象】市民",
        }
    ]


def test_organizations(catalog):
    aoba = json.loads(files(catalog)["data/organizations.json"])[0]
    row = read_csv(files(catalog)["data/organizations.csv"])[0]

    assert list(row) == list(read_map("organizations").names)
    assert {column: cell for column, cell in row.items() if cell} == {
        "identifier": "aoba",
        "name": "あおば協働ネット",
        "nameKana": "あおばきょうどうねっと",
        "nameEn": catalog.records["organization"]["aoba"].title.en,
        "alternateName": "あおば",
        "description": "NPOと町をつなぐ団体です <相談・研修 & 情報>。",
        "descriptionEn": catalog.records["organization"]["aoba"].summary.en,
        "knowsAbout": "; ".join(aoba["knowsAbout"]),
        "knowsAboutId": "collaboration; disaster",
        "legalForm": catalog.vocabularies["legal-forms"]["npo-corporation"].ja,
        "foundingDate": "1999-05",
        "telephone": "042-000-0000",
        "openingHours": "Mo,Th 13:00-17:00",
        "seeks": "仲間・会員; 協働の相手",
        "seeksId": "members; partners",
        "sameAs": "https://www.example.org/?a=1&b=2",
        "memberCount": "120",
        "memberCountDate": "FY2025",
        "url": f"{BASE}/organizations/aoba/",
        "citation": "https://www.example.org/",
        "dateModified": "2026-11-23",
        "certain": "true",
    }
    assert (aoba["knowsAboutId"], aoba["memberCount"], aoba["certain"]) == (["collaboration", "disaster"], 120, True)


def test_places(catalog):
    [row] = read_csv(files(catalog)["data/places.csv"])

    labels = {name: catalog.vocabularies["facility-features"][name].ja for name in ("toilet", "elevator")}
    answers = {name: catalog.vocabularies["answers"][name].ja for name in ("yes", "no")}
    assert row["amenityFeature"] == f"{labels['toilet']}: {answers['yes']}; {labels['elevator']}: {answers['no']}"
    assert (row["operator"], row["operatorId"], row["room"]) == ("見本町", "machi", "会議室")
    assert row["openingHours"] == "Tu,Sa 09:00-25:00; PH 10:00-15:30"


def test_projects(catalog):
    [project] = json.loads(files(catalog)["data/projects.json"])

    assert (project["identifier"], project["url"]) == ("flowers", f"{BASE}/projects/flowers/")
    assert len(project["member"]) == len(project["memberId"])


def test_each_map_names_sources_that_there_are(catalog):
    found = files(catalog)

    for name in ("organizations", "projects", "places"):
        assert tuple(read_csv(found[f"data/{name}.csv"])[0]) == read_map(name).names


MEDIA_TYPES = {"csv": "text/csv", "json": "application/json", "vcf": "text/vcard"}
DISTRIBUTIONS = """
PREFIX dcat: <http://www.w3.org/ns/dcat#>
PREFIX dct: <http://purl.org/dc/terms/>
SELECT ?url ?size ?type ?licence WHERE {
  ?catalog a dcat:Catalog ; dcat:dataset ?dataset .
  ?dataset a dcat:Dataset ; dcat:distribution ?file ; dct:license ?licence ; dct:spatial/dct:identifier "132152" .
  ?file a dcat:Distribution ; dcat:downloadURL ?url ; dcat:byteSize ?size ; dcat:mediaType ?type ;
    dct:license ?licence .
}
"""


@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # rdflib's parser of queries
def test_the_catalogue_lists_every_file_with_its_size(catalog):
    found = files(catalog)
    graph = Graph().parse(data=found["data/catalog.jsonld"], format="json-ld")

    rows = {(str(url), int(size), str(kind), str(licence)) for url, size, kind, licence in graph.query(DISTRIBUTIONS)}

    media = "https://www.iana.org/assignments/media-types/"
    assert rows == {
        (f"{BASE}/{path}", len(data), media + MEDIA_TYPES[path.rpartition(".")[2]], LICENCE)
        for path, data in found.items()
        if path != "data/catalog.jsonld"
    }


LICENCE = "https://creativecommons.org/licenses/by/4.0/"
EVENTS = """
PREFIX dcat: <http://www.w3.org/ns/dcat#>
PREFIX dct: <http://purl.org/dc/terms/>
SELECT ?title ?first ?last ?issued ?modified WHERE {
  ?dataset dct:identifier "events" ; dct:title ?title ; dct:issued ?issued ; dct:modified ?modified ;
    dct:publisher ?publisher ;
    dct:temporal [ dcat:startDate ?first ; dcat:endDate ?last ] .
}
"""


@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # rdflib's parser of queries
def test_the_catalogue_takes_its_dates_from_the_records(catalog):
    graph = Graph().parse(data=files(catalog)["data/catalog.jsonld"], format="json-ld")

    rows = {(*(str(value) for value in row), row[0].language) for row in graph.query(EVENTS)}

    dates = ("2008-02-01", "2026-12-05", "2026-11-20", "2026-11-23")
    assert rows == {("催しの一覧", *dates, "ja"), ("List of events", *dates, "en")}


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_a_catalogue_without_events_is_read_too(catalog):
    graph = Graph().parse(data=files(with_events(catalog))["data/catalog.jsonld"], format="json-ld")

    assert len(graph.query(DISTRIBUTIONS)) == 9
    assert len(graph.query(EVENTS)) == 0


def test_the_number_follows_from_the_id():
    assert number_of("walk") == "2082951968"
    assert number_of("2026-12-05-walk-0000000012") == "0000000012"
    assert number_of("0000000012") == "0000000012"
    assert number_of("walk-12") != number_of("walk")


def test_two_events_with_one_number_are_told(catalog):
    events = [make_event(id="a-0000000012"), make_event(id="b-0000000012"), make_event(id="c")]

    [problem] = check_numbers(with_events(catalog, *events))

    assert (problem.spot.path, problem.code) == ("content/events/b-0000000012.md", "number-taken")
    assert problem.details == {"number": "0000000012", "other": "content/events/a-0000000012.md"}


def test_prefectures():
    assert (prefecture("132152"), prefecture("011002"), prefecture("000000")) == ("東京都", "北海道", "")


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda parts: st.lists(parts) | st.dictionaries(st.text(), parts),
    max_leaves=20,
)


@given(JSON)
def test_json_is_the_one_that_the_library_writes(value):
    assert write_json(value) == f"{json.dumps(value, ensure_ascii=False, indent=2)}\n".encode()
