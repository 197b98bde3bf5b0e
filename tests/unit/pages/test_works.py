"""Pages of projects: how one stands, its lists, and the picture with its table."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest
from selectolax.lexbor import LexborHTMLParser

from build_tools.builder.searchable import page_entry
from build_tools.model.site import Term
from build_tools.pages.actors import build_organization
from build_tools.pages.desk import Desk
from build_tools.pages.lines import event_lines
from build_tools.pages.project_facts import status_line
from build_tools.pages.support import build_pages as build_support
from build_tools.pages.works import build_pages, build_record
from tests.project import AS_OF
from tests.records import make_event, make_history, make_organization, make_project, words

NOW = datetime(AS_OF.year, AS_OF.month, AS_OF.day, 9)
SAMPLE = make_project("sample", partners=["aoba", "machi"], themes=["greenery"], sample="true", starts="2026-04")


def desk_of(town, lang="ja", *projects):
    records = {kind: dict(found) for kind, found in town.records.items()}
    records["project"] |= {project.id: project for project in projects}
    paths = {**town.paths, **{("project", project.id): "content/projects/x.md" for project in projects}}
    catalog = replace(town, records=records, paths=paths, known_backlinks=None)
    return Desk(catalog, lang, NOW, words(lang))


def texts(dom, selector):
    return [" ".join(node.text().split()) for node in dom.css(selector)]


def page_at(desk, path):
    [page] = [page for page in build_pages(desk) if page.path == path]
    return LexborHTMLParser(page.content)


@pytest.mark.parametrize(
    ("fields", "ja", "en"),
    [
        (
            {"status": "running", "starts": "FY2008", "status_as_of": "2010-03"},
            "2008年度から実施されています（2010年3月の資料による）。",
            "Running since fiscal year 2008 (as of a source of March 2010).",
        ),
        (
            {"status": "ended", "starts": "2015-01", "ends": "2016-03"},
            "2015年1月に始まり、2016年3月に終わりました。",
            "Ran from January 2015 to March 2016.",
        ),
        (
            {"status": "ended", "starts": "unknown", "ends": "2016"},
            "2016年に終わりました。",
            "Ran until 2016.",
        ),
        (
            {"status": "planned", "starts": "FY2008", "ends": "FY2010"},
            "2008年度から2010年度までの事業として計画されました。",
            "Planned to run from fiscal year 2008 to fiscal year 2010.",
        ),
        (
            {"status": "planned", "starts": "FY2008", "sources": ["plan", "https://example.org/"]},
            "2008年度の事業として計画されました（資料の日付は確認できていません）。",
            "Planned for fiscal year 2008 (the date of the source is not known).",
        ),
        (
            {"status": "unknown", "starts": "2001-04-01"},
            "2001年4月1日(日)に始まりましたが、現在の状況は確認できていません。",
            "Dates from Sunday, 1 April 2001; its present state is not known.",
        ),
        (
            {"status": "unknown", "status_as_of": "2016"},
            "現在の状況は確認できていません（2016年の資料による）。",
            "Its present state is not known (as of a source of 2016).",
        ),
    ],
    ids=["running", "ended", "end-only", "planned", "planned-elsewhere", "unknown-since", "unknown"],
)
def test_one_sentence_says_how_a_project_stands(town, fields, ja, en):
    project = make_project("p", **fields)

    lines = {lang: status_line(desk_of(town, lang).context("projects/p/"), project) for lang in ("ja", "en")}

    assert {lang: line.striptags() for lang, line in lines.items()} == {"ja": ja, "en": en}


@pytest.mark.parametrize("status", ["running", "planned", "unknown", "ended"])
@pytest.mark.parametrize("starts", [None, "FY2008", "unknown"])
@pytest.mark.parametrize("ends", [None, "FY2010"])
@pytest.mark.parametrize("lang", ["ja", "en"])
def test_there_is_a_sentence_for_each_state_of_knowledge(town, status, starts, ends, lang):
    project = make_project("p", status=status, **{k: v for k, v in (("starts", starts), ("ends", ends)) if v})

    line = status_line(desk_of(town, lang).context("projects/p/"), project).striptags()

    assert (line.count("。" if lang == "ja" else "."), "{" in line) == (1, False)


def test_a_project_tells_results_documents_and_whom_to_ask(town):
    desk = desk_of(town)
    [page] = build_record(desk, desk.catalog.get("project", "flowers"))
    dom = LexborHTMLParser(page.content)

    assert texts(dom, "h2") == [
        "担い手",
        "手入れの日",
        "経過",
        "成果",
        "資料",
        "成り立ちと内容",
        "これまでの催し",
        "この事業に関わるには",
        "協働の歩み",
        "出典",
    ]
    assert texts(dom, "section[aria-labelledby=results] li") == ["2025年度 花壇は七つになった。 出典: 協働の推進"]
    assert texts(dom, "section[aria-labelledby=documents] li") == ["2009年5月 花壇の地図"]
    assert [node.attributes["href"] for node in dom.css("section[aria-labelledby=take-part] a")][
        -1
    ] == "../../participate/"


@pytest.mark.parametrize(
    ("lang", "lines"),
    [
        ("ja", ["2004年4月 開いた日", "2008年度 長い支度", "2024年11月 現在 今の様子"]),
        (
            "en",
            ["April 2004 The opening", "fiscal year 2008 The long haul", "November 2024 (as of then) How it stands"],
        ),
    ],
)
def test_the_history_of_a_record_has_its_dates_and_begins_with_the_oldest(town, lang, lines):
    entries = (
        make_history("a", "2024-11", title={"ja": "今の様子", "en": "How it stands"}, is_state="true", projects=["p"]),
        make_history("fy2008", "FY2008", title={"ja": "長い支度", "en": "The long haul"}, projects=["p"]),
        make_history("z", "2004-04", title={"ja": "開いた日", "en": "The opening"}, projects=["p"]),
    )
    catalog = desk_of(town, lang, make_project("p")).catalog
    history = {entry.id: entry for entry in entries}
    catalog = replace(catalog, records={**catalog.records, "history": history})
    desk = Desk(catalog, lang, NOW, words(lang))

    [page] = build_record(desk, catalog.get("project", "p"))

    assert texts(LexborHTMLParser(page.content), "section[aria-labelledby=history] li") == lines


@pytest.mark.parametrize(
    ("lang", "asked"),
    [
        ("ja", ["新会（2013年に、旧室の役割を引き継いだ団体）", "見本町 主催", "閉じた会 主催"]),
        ("en", ["New body (took over the role of the Old room in 2013)", "Sample Town Host", "Closed club Host"]),
    ],
)
def test_who_has_taken_over_is_asked_in_place_of_a_body_that_has_ended(town, lang, asked):
    bodies = (
        make_organization(id="first", title={"ja": "初室", "en": "First room"}, until="2004-03", successors=["old"]),
        make_organization(id="old", title={"ja": "旧室", "en": "Old room"}, until="2013", successors=["new"]),
        make_organization(id="new", title={"ja": "新会", "en": "New body"}, until="2050", successors=["machi"]),
        make_organization(id="closed", title={"ja": "閉じた会", "en": "Closed club"}, until="2013"),
    )
    partners = [{"organization": id_, "role": "host"} for id_ in ("first", "old", "machi", "closed")]
    catalog = desk_of(town, lang, make_project("p", partners=partners)).catalog
    organizations = {**catalog.records["organization"], **{body.id: body for body in bodies}}
    catalog = replace(catalog, records={**catalog.records, "organization": organizations})

    [page] = build_record(Desk(catalog, lang, NOW, words(lang)), catalog.get("project", "p"))

    assert texts(LexborHTMLParser(page.content), "section[aria-labelledby=take-part] li") == asked


def test_the_list_says_of_each_project_how_it_stands_and_as_of_when(town):
    planned = make_project("old", status="planned", starts="FY2008", sources=["plan"])
    running = make_project("on", status="running", starts="2012")
    desk = desk_of(town, "ja", planned, running)
    cards = page_at(desk, "projects/").css(".card")

    said = {card.css_first("a").attributes["href"]: card.css_first(".line-summary").text() for card in cards}

    assert (said["../projects/old/"], said["../projects/on/"]) == (
        "2008年度の事業として計画されました。",
        "2012年から実施されています（資料の日付は確認できていません）。",
    )


def test_an_event_that_is_not_known_to_have_been_held_says_so_in_lists(town):
    desk = desk_of(town)
    lines = event_lines(desk.context("projects/p/"), [make_event(status="unconfirmed", starts="FY2008")])

    assert [chip.text() for chip in LexborHTMLParser(lines).css("li .chip-unconfirmed")] == ["計画のみ・開催未確認"]


def test_samples_are_listed_and_not_counted(town):
    desk = desk_of(town, "ja", SAMPLE)

    dom = page_at(desk, "projects/themes/")

    assert texts(dom, "section h2") == ["花と緑 1件(ほかに見本1件)"]
    assert len(dom.css("section li.card")) == 2


@pytest.mark.parametrize(("lang", "told"), [("ja", "見本1件"), ("en", "1 sample")])
def test_where_there_are_samples_alone_nothing_is_said_to_be_besides(town, lang, told):
    sample = make_project("sample", themes=["sample-theme"], sample="true")
    desk = desk_of(town, lang, sample)
    themes = {**desk.catalog.terms("themes"), "sample-theme": Term(ja="見本のテーマ", en="Theme of samples")}
    catalog = replace(desk.catalog, vocabularies={**desk.catalog.vocabularies, "themes": themes})

    dom = page_at(replace(desk, catalog=catalog), "projects/themes/")

    assert texts(dom, "section[aria-labelledby=sample-theme] .count") == [told]


def test_partners_count_samples_apart(town):
    dom = page_at(desk_of(town, "en", SAMPLE), "projects/partners/")

    assert texts(dom, "li.card .count") == ["1 project (and 1 sample)", "1 project (and 1 sample)"]


def test_nobody_can_take_part_in_a_sample(town):
    [page] = build_record(desk_of(town, "ja", SAMPLE), SAMPLE)

    assert LexborHTMLParser(page.content).css("[aria-labelledby=take-part]") == []


def test_partners_have_their_projects_and_their_parts(town):
    dom = page_at(desk_of(town), "projects/partners/")

    assert texts(dom, "li.card > h2") == ["あおば協働ネット 1件", "見本町 1件"]
    assert [node.attributes["id"] for node in dom.css("li.card")] == ["aoba", "machi"]
    assert texts(dom, "li.card .role") == ["委託元"]


def test_years_are_anchors_newest_first_and_unknown_is_said(town):
    dom = page_at(desk_of(town, "ja", make_project("p", status="unknown")), "projects/years/")

    ids = [node.attributes["id"] for node in dom.css("h2")]
    assert ids == [*(f"fy{year}" for year in range(2025, 2006, -1)), "unknown"]
    assert texts(dom, "section[aria-labelledby=fy2007] h3") == ["この年度に始まった事業、始まる計画だった事業"]
    assert texts(dom, "section[aria-labelledby=fy2008] h3") == ["この年度に取り組みや計画のあった事業"]


def test_the_table_says_what_the_picture_says(town):
    dom = page_at(desk_of(town, "ja", SAMPLE), "projects/network/")

    names = texts(dom, "svg a")
    assert (len(names), sorted(names)) == (2, sorted(texts(dom, "tbody th")))
    assert texts(dom, "tbody td") == [names[1], "花と緑の協働事業", names[0], "花と緑の協働事業"]
    assert [node.attributes["href"] for node in dom.css("svg a")] == [
        node.attributes["href"] for node in dom.css("tbody th a")
    ]
    assert [node.attributes["id"] for node in dom.css("svg > title, svg > desc")] == ["network-title", "network-desc"]


def test_an_organization_names_those_it_works_with(town):
    desk = desk_of(town, "en", SAMPLE)
    [page] = build_organization(desk, desk.catalog.get("organization", "aoba"))
    dom = LexborHTMLParser(page.content)

    assert texts(dom, "section[aria-labelledby=companions] tbody td") == ["Flowers and Greenery"]


@pytest.mark.parametrize(("number", "pictures"), [(1, 0), (2, 1), (12, 1), (13, 0)])
def test_a_picture_is_drawn_of_some_but_not_of_one_nor_of_many(town, number, pictures):
    ids = [f"body-{n:02}" for n in range(number)]
    projects = {f"p-{id_}": make_project(f"p-{id_}", partners=("aoba", id_)) for id_ in ids}
    organizations = {id_: make_organization(id=id_, title=f"団体{id_}") for id_ in ("aoba", *ids)}
    records = {kind: dict(found) for kind, found in town.records.items()}
    records |= {"organization": organizations, "project": projects}
    paths = dict(town.paths) | {("organization", "aoba"): "content/organizations/aoba.md"}
    desk = Desk(replace(town, records=records, paths=paths, known_backlinks=None), "ja", NOW, words("ja"))

    [page] = build_organization(desk, organizations["aoba"])

    dom = LexborHTMLParser(page.content)
    assert texts(dom, "section[aria-labelledby=companions] tbody th") == [f"団体{id_}" for id_ in ids]
    assert len(dom.css("section[aria-labelledby=companions] svg")) == pictures


def test_a_yearly_theme_leads_to_its_projects_where_there_are_some(town):
    [page] = build_support(desk_of(town))

    links = [node.attributes["href"] for node in LexborHTMLParser(page.content).css("a")]
    assert [href for href in links if "projects/themes" in (href or "")] == ["../projects/themes/#greenery"]


def test_search_reads_the_head_of_a_list_only(town):
    desk = desk_of(town)

    entries = [page_entry(page, None, desk.catalog, NOW) for page in build_pages(desk)]

    names = ("", "themes/", "partners/", "years/", "network/")
    assert [entry.path for entry in entries] == [f"projects/{name}" for name in names]
    assert [entry.path for entry in entries if "花と緑" in repr(entry.sections)] == []


@pytest.mark.parametrize(
    ("number", "pictures"), [(10, ["つながりの図"]), (11, []), (15, [])], ids=["most", "over", "far"]
)
def test_too_many_lines_side_by_side_are_told_by_the_table_alone(town, number, pictures):
    ids = [f"body-{n:02}" for n in range(number)]
    organizations = {id_: make_organization(id=id_, title=f"団体{id_}") for id_ in ids}
    records = {kind: dict(found) for kind, found in town.records.items()}
    records |= {"organization": organizations, "project": {"big": make_project("big", partners=ids)}}
    desk = Desk(replace(town, records=records, known_backlinks=None), "ja", NOW, words("ja"))

    dom = page_at(desk, "projects/network/")

    assert texts(dom, "h2") == [*pictures, "つながりの表"]
    assert len(dom.css("svg")) == len(pictures)
    assert texts(dom, "tbody th") == [f"団体{id_}" for id_ in ids]
