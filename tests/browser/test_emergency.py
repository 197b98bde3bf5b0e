"""In an emergency: the light page comes with the first packets, and axe finds nothing on it or on a banner."""

from __future__ import annotations

import pytest

from build_tools.workflow.clean import make_site
from tests.browser.test_accessibility import WINDOWS, violations
from tests.browser.test_without_scripts import wide
from tests.project import AS_OF, make_project, write_files
from tests.site.serving import serve
from tests.site.tree import shown

LIMIT = 14_000
PREFIX = "/commons/"
FRONTS = ("", "en/", "easy/")
PAGES = (*FRONTS, "home/", "en/home/", "easy/home/", "en/places/", "about/", "offline/", "en/offline/", "no-such-page/")
EMERGENCY = """\
active: true
{sample}since: 2026-11-23 08:15
headline:
  ja: 川の水が増えています。川から離れてください。
  easy: '{{川|かわ}}の{{水|みず}}が{{多|おお}}いです。{{川|かわ}}に{{行|い}}かないでください。'
notices:
  - at: 2026-11-23 09:05
    text:
      ja: 広場を避難所として開きました。
      en: The square is open as a shelter.
  - at: 2026-11-23 10:30
    text: 水を配っています。
shelters:
  - place: hiroba
    state: open
    note: ペットを連れて入れます。
contacts:
  - name:
      ja: 消防
      en: Fire brigade
    phone: 119
sources:
  - https://town.example/news
"""


@pytest.fixture(scope="module", params=["", "sample: true\n"], ids=["real", "drill"])
def address(request, tmp_path_factory):
    """Where the invented town is served in the hour of an emergency, or of a drill."""
    folder = tmp_path_factory.mktemp("emergency")
    config = make_project(folder / "town")
    (config.content / "emergency.yml").write_text(EMERGENCY.format(sample=request.param), encoding="utf-8")
    made = make_site(config, AS_OF)
    assert made.is_good
    write_files(made.files, folder / "site")
    with serve(folder / "site", prefix=PREFIX) as server:
        yield f"{server}{PREFIX}"


@pytest.mark.parametrize("look", WINDOWS, ids=lambda look: f"{look['color_scheme']}-{look['width']}")
def test_axe_finds_nothing_and_nothing_is_too_wide(address, window, look):
    found = []
    with window(bypass_csp=True, **look) as page:
        for path in PAGES:
            page.goto(f"{address}{path}")
            found += [f"/{path}: {text}" for text in violations(page)] + list(wide(page, path))

    assert shown(found) == ""


def test_the_light_page_takes_two_requests_and_less_than_14_kb(address, window):
    taken = {}
    for path in FRONTS:
        answers = []
        with window(width=320) as page:
            page.on("response", lambda answer, kept=answers: kept.append(answer))
            page.goto(f"{address}{path}", wait_until="networkidle")
            bodies = [len(answer.body()) for answer in answers if "favicon" not in answer.url]
        taken[path] = (len(bodies), sum(bodies) < LIMIT)

    assert taken == dict.fromkeys(FRONTS, (2, True))
