from dataclasses import replace

import pytest

from build_tools.artifacts import Page
from build_tools.builder.workshop import Output
from build_tools.clock import read_now
from build_tools.content.loader import load_content
from build_tools.engine.shells import load_shells
from build_tools.publish.ledger import Details, Kept
from build_tools.publish.looking import Looker, PageFacts
from build_tools.publish.making import Found, Results
from build_tools.publish.verifying import Seen
from build_tools.shells import Shells
from build_tools.workflow.job import Job
from build_tools.workflow.made import Wish
from tests.project import AS_OF

SHELL = '<link rel="icon" href="//far.example/i.png"><a href="#main">本文へ</a><a href="#way">道</a><b id="menu">'
SHELLS = Shells({("ja", "events/_record/"): f"{SHELL}<main id='main'>"}, {})


def facts_of(looker, output):
    """Return the facts of a file, its ids and links in no order."""
    facts = PageFacts.unpack(looker.facts(output) or b"")
    seen = facts.seen
    return replace(facts, seen=Seen(tuple(sorted(seen.ids)), seen.repeated, seen.foreign, tuple(sorted(seen.targets))))


def test_what_is_known_of_every_page_is_what_stands_in_the_whole_of_it(project):
    catalog = load_content(project.content, root=project.root).catalog
    shells = load_shells(project)
    job = Job(project, Wish(as_of=AS_OF), catalog, shells, read_now(AS_OF, zone=catalog.site.timezone))
    pages = [output for unit in job.units for output in job.workshop.make(unit).outputs if output.page]
    looker = Looker(shells)

    found = [facts_of(looker, page) for page in pages]

    assert all(page.own for page in pages)
    assert found == [facts_of(looker, replace(page, own="")) for page in pages]


@pytest.mark.parametrize("path", ["events/walk/", "events/walk/deep/"])
def test_an_id_that_the_shell_has_too_is_repeated_and_its_anchors_lead_into_the_page(path):
    own = '<p id="menu"><p id="way"><a href="../../x.txt">'
    page = Page(path, "ja", "events/_record/", "散歩", "", own)
    output = Output(f"{path}index.html", f"{SHELLS.shells[('ja', 'events/_record/')]}{own}".encode(), page, own=own)

    facts = facts_of(Looker(SHELLS), output)

    here, up = f"{path}index.html", "events/" if path.count("/") > 2 else ""
    anchors = ((here, "main", "#main"), (here, "way", "#way"))
    seen = Seen(("way",), ("menu",), ("//far.example/i.png",), (*anchors, (f"{up}x.txt", "", "../../x.txt")))
    assert facts.seen == replace(seen, targets=tuple(sorted(seen.targets)))


def test_what_search_has_to_know_of_pages_is_there_until_it_is_taken_away():
    walk = (("ja", "events/walk/", "event", "2026-12-05", False), "歩く".encode())
    hall = (("en", "places/hall/", "place", "", False), b"hall")
    found = Found()
    found.update({"events/walk/index.html": walk, "en/places/hall/index.html": (hall[0], b"older")})
    found["en/places/hall/index.html"] = hall

    assert dict(found) == {"events/walk/index.html": walk, "en/places/hall/index.html": hall}
    del found["events/walk/index.html"]
    assert dict(found) == {"en/places/hall/index.html": hall}


def test_pages_whose_parts_are_linked_are_known_with_the_unit_that_makes_them():
    def kept(path, *targets):
        facts = PageFacts(Seen((), (), (), targets))
        return Kept((), "", "9", ((path, facts.pack()), (path + ".gz", None))).pack()

    units = {
        "page:terms:ja:": kept("terms/index.html", ("terms/index.html", "a", "#a")),
        "page:home:ja:": kept("index.html", ("terms/index.html", "a", "terms/#a"), ("about/index.html", "", "about/")),
        "page:about:ja:": kept("about/index.html", ("index.html", "", "../")),
    }

    assert Results({}, Details(units=units)).anchored() == {"terms/index.html": "page:terms:ja:"}
