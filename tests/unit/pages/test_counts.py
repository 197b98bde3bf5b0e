"""Lists show samples, marked, and do not count them."""

from __future__ import annotations

from dataclasses import replace

from selectolax.lexbor import LexborHTMLParser

from build_tools.pages.actors import build_organizations
from build_tools.pages.desk import Desk
from build_tools.pages.works import build_pages
from tests.project import AS_OF
from tests.records import make_organization, words


def counts(page):
    return [node.text() for node in LexborHTMLParser(page.content).css("h2 .count")]


def test_a_sample_project_is_not_counted(town):
    sample = town.get("project", "flowers").model_copy(update={"id": "shown", "sample": True})
    projects = {**town.records["project"], "shown": sample}

    page, *_ = build_pages(Desk(replace(town, records={**town.records, "project": projects}), "en", AS_OF, words("en")))

    assert counts(page) == ["1 project (and 1 sample)"]
    assert len(LexborHTMLParser(page.content).css("li.card")) == 2


def test_a_sample_organization_is_not_counted(town):
    organizations = {"aoba": make_organization(), "shown": make_organization(id="shown", sample="true")}

    page, *_ = build_organizations(
        Desk(replace(town, records={**town.records, "organization": organizations}), "en", AS_OF, words("en"))
    )

    assert counts(page) == ["1 organization"]
