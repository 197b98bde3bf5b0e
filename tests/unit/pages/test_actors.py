"""Organizations and places: how they are found, who followed whom, and how a body corrects its entry."""

from __future__ import annotations

from dataclasses import replace

import pytest
from selectolax.lexbor import LexborHTMLParser

from build_tools.model.opening import Opening
from build_tools.pages import actors
from build_tools.pages.desk import Desk
from tests.records import at, make_organization

NOW = at("2026-11-24 13:30")


def with_bodies(town, *bodies):
    records = {**town.records, "organization": {body.id: body for body in bodies}}
    paths = {("organization", body.id): f"content/organizations/{body.id}.md" for body in bodies}
    return replace(town, records=records, paths={**town.paths, **paths})


OLD = make_organization(
    id="old", title={"ja": "旧室", "en": "Old room"}, since="2004-04", until="2013", successors=["new"]
)
NEW = make_organization(
    id="new",
    title={"ja": "新会", "en": "New body"},
    since="2013",
    predecessors=["old", "lost"],
    web="https://new.example.org/",
)
LOST = make_organization(id="lost", title={"ja": "不明会", "en": "Lost body"}, successors=["new"])
SAMPLE = make_organization(id="pretend", sample="true")


def words_of(node):
    return " ".join(node.text().split())


def dom_of(pages, path):
    [found] = [page for page in pages if page.path == path]
    return LexborHTMLParser(found.content)


def directory(town, lang="ja"):
    return dom_of(actors.build_organizations(Desk.of(town, lang, NOW)), "organizations/")


def page_of(town, body, lang="ja", now=NOW):
    return dom_of(actors.build_organization(Desk.of(town, lang, now), body), f"organizations/{body.id}/")


@pytest.mark.parametrize(
    ("lang", "expected"),
    [
        ("ja", [["不明会", "旧室 2004年4月から2013年まで"], ["新会 2013年から"]]),
        ("en", [["Lost body", "Old room April 2004 to 2013"], ["New body since 2013"]]),
    ],
)
def test_the_directory_shows_who_followed_whom_with_years(town, lang, expected):
    catalog = with_bodies(town, OLD, NEW.model_copy(update={"predecessors": ("lost", "old")}), LOST)

    [row] = directory(catalog, lang).css("[aria-labelledby=succession] tbody tr")

    assert [[words_of(item) for item in cell.css("li")] for cell in row.css("td, th")] == expected


def test_the_directory_shows_what_organizations_look_for(town):
    found = directory(town).css("[aria-labelledby=looking-for] :is(h3, li)")

    assert [words_of(node).split()[0] for node in found] == [
        "仲間・会員",
        "あおば協働ネット",
        "協働の相手",
        "あおば協働ネット",
    ]


def test_the_directory_says_when_nothing_is_known(town):
    section = directory(with_bodies(town, OLD, NEW, LOST)).css_first("[aria-labelledby=looking-for]")

    assert section.css("h3, li") == []
    assert (
        words_of(section.css_first("p")) == "仲間、手伝い、協働の相手を求めている団体は、資料では見つかっていません。"
    )


@pytest.mark.parametrize(
    ("body", "label", "expected"),
    [(NEW, "前身", ["旧室 2004年4月から2013年まで", "不明会"]), (OLD, "後継", ["新会 2013年から"])],
    ids=["before", "after"],
)
def test_a_page_names_both_ways_with_years(town, body, label, expected):
    rows = page_of(with_bodies(town, OLD, NEW, LOST), body).css("dl.facts > div")

    found = {words_of(row.css_first("dt")): [words_of(item) for item in row.css("li")] for row in rows}
    assert found[label] == expected


@pytest.mark.parametrize(
    ("body", "card"), [(NEW, ["new.vcf"]), (OLD, []), (SAMPLE, [])], ids=["new", "ended", "sample"]
)
def test_a_page_offers_the_contact_of_a_body_that_can_be_reached(town, body, card):
    links = page_of(with_bodies(town, OLD, NEW, LOST, SAMPLE), body).css("a[download]")

    assert [link.attributes["href"].rpartition("/")[2] for link in links] == card


PRIVATE = "Private phone numbers and addresses are not shown."


def test_a_page_tells_how_to_correct_it(town):
    card = page_of(with_bodies(town, OLD, NEW, LOST), LOST, "en").css_first("[aria-labelledby=correct]")

    assert card.css_first("code").text() == "content/organizations/lost.md"
    assert [words_of(item).split(",")[0] for item in card.css("ol li")] == [
        "what is wrong",
        "for a source that shows it",
        f"whether the organization has agreed to make the contact public. {PRIVATE}",
    ]


def test_a_demonstration_denies_first_and_names_no_phone(town):
    official = replace(town, site=town.site.model_copy(update={"official": True}))
    phone = f"tel:{town.site.contact.phone}"

    def card(catalog):
        return page_of(with_bodies(catalog, OLD, NEW, LOST), LOST, "en").css_first("[aria-labelledby=correct]")

    def told(node):
        return words_of(node.css_first("p")).split(".")[0], phone in [a.attributes["href"] for a in node.css("a")]

    assert told(card(town)) == ("This site is a demonstration for now", False)
    lead = "Members of the organization, and anyone else who notices a mistake, can tell us in either of two ways"
    assert told(card(official)) == (lead, True)


def test_a_sample_cannot_be_corrected(town):
    assert page_of(with_bodies(town, SAMPLE), SAMPLE).css("[aria-labelledby=correct]") == []


HOURS = {"weekly": [{"days": ["tuesday", "public-holidays"], "opens": "13:00", "closes": "17:00"}]}
YEAR_END = "今日は年末年始に当たります。開いているかどうかは、資料では分かりません。"


@pytest.mark.parametrize(
    ("lang", "now", "expected"),
    [
        ("ja", "2026-11-24 13:30", "今は開いている時間です。 17:00まで"),
        ("en", "2026-11-24 13:30", "Open at this hour. Until 17:00."),
        ("ja", "2026-11-24 09:00", "今は閉まっている時間です。 次に開くのは、今日の13:00の予定です。"),
        ("ja", "2026-11-24 17:00", "今は閉まっている時間です。 次に開くのは、2026年12月1日(火) 13:00の予定です。"),
        ("en", "2026-11-24 17:00", "Closed at this hour. It should next open on Tuesday, 1 December 2026 at 13:00."),
        ("ja", "2026-12-29 13:30", f"{YEAR_END} 次に開くのは、2027年1月5日(火) 13:00の予定です。"),
    ],
)
def test_a_page_says_whether_it_is_open(town, lang, now, expected):
    body = NEW.model_copy(update={"opening": Opening.model_validate(HOURS), "predecessors": ()})

    dom = page_of(with_bodies(town, body), body, lang, at(now))

    assert words_of(dom.css_first(".opening > .door")) == expected


def test_the_hours_stand_in_a_table(town):
    [page] = actors.build_place(Desk.of(town, "ja", NOW), town.get("place", "hiroba"))
    rows = LexborHTMLParser(page.content).css("table.hours tr")

    assert page.scripts == ("opening.js",)
    assert [tuple(words_of(cell) for cell in row.css("th, td")) for row in rows] == [
        ("火曜日、土曜日", "09:00–翌日01:00"),
        ("祝日", "10:00–15:30"),
        ("月曜日、水曜日、木曜日、金曜日、日曜日", "休み"),
        ("12月29日から1月3日まで", "休み"),
        ("2026年12月5日(土)から2026年12月6日(日)まで", "休み (床の張り替え)"),
        ("この時間の始まり", "2026年4月"),
    ]
