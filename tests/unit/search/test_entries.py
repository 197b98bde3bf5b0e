"""What search knows of a page, packed."""

from build_tools.search.entries import Entry, Facets, Section
from build_tools.search.indexed import Indexed

ENTRY = Entry(
    path="events/walk/",
    lang="ja",
    title="谷保のまち歩き",
    reading="やほのまちあるき",
    sections=(Section("", "", "秋の一日を歩きます。"), Section("access", "行き方", "Yaho station, south exit.")),
    facets=Facets(kind="event", themes=("art",), places=("hall",), starts="2026-12-05", state="中止", is_off=True),
    titles=(("防災リーダー", "ぼうさいりーだー"), ("Volunteer", "")),
)


def test_an_entry_is_the_same_once_it_is_unpacked():
    assert Entry.unpack(ENTRY.pack()) == ENTRY


def test_a_page_adds_the_same_once_it_is_unpacked():
    page = Indexed.of(ENTRY)
    again = Indexed.unpack(page.pack())

    assert (again.entry, again.impacts, list(again.words), list(again.spellings)) == (
        page.entry,
        page.impacts,
        list(page.words),
        list(page.spellings),
    )
