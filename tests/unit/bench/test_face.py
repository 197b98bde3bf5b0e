import json

import pytest

from bench.cases import CASES
from bench.face import ROWS, Visit, choose_pages, judge, read_visit
from bench.figures import Spread
from bench.measure import Failed


def audit(number=0.0, score=1.0):
    return {"numericValue": number, "score": score}


REPORT = {
    "audits": {
        "largest-contentful-paint": audit(905.5),
        "total-blocking-time": audit(12.0),
        "cumulative-layout-shift": audit(0.004),
        "total-byte-weight": audit(20480),
        "network-requests": {"details": {"items": [{}, {}, {}]}, "score": None},
        "image-alt": audit(score=0),
        "is-crawlable": audit(score=1),
        "tap-targets": audit(score=0.5),
    },
    "categories": {
        "performance": {"score": 0.99, "auditRefs": [{"id": "largest-contentful-paint", "weight": 25}]},
        "accessibility": {"score": 0.9, "auditRefs": [{"id": "image-alt", "weight": 10}]},
        "best-practices": {"score": 1, "auditRefs": [{"id": "tap-targets", "weight": 0}]},
        "seo": {"score": 1, "auditRefs": [{"id": "is-crawlable", "weight": 4}]},
    },
}
FIGURES = {
    "face-lcp": 905.5, "face-tbt": 12.0, "face-cls": 4.0, "face-octets": 20.0, "face-requests": 3.0,
    "face-performance": 1.0, "face-accessibility": 10.0, "face-best-practices": 0.0, "face-seo": 0.0,
}  # fmt: skip


def test_report_becomes_figures_and_faults():
    assert read_visit("events/桜/", json.loads(json.dumps(REPORT))) == Visit("events/桜/", FIGURES, ("image-alt",))


def test_rows_are_those_of_the_worst_page():
    def visit(page, lcp, requests):
        return Visit(page, FIGURES | {"face-lcp": lcp, "face-requests": requests}, ())

    visits = (visit("events/a/", 900, 6), visit("", 950, 9), visit("events/a/", 990, 6), visit("", 930, 9))
    rows = {row.case: row for row in judge(visits)}

    assert list(rows) == [row.case for row in ROWS] == [row.case for case in CASES if case.key == "face" for row in case.rows]
    assert (rows["face-lcp"].ours, rows["face-lcp"].met) == (Spread((900, 990)), True)
    assert (rows["face-requests"].ours, rows["face-requests"].met) == (Spread((6, 6)), True)
    assert (rows["face-accessibility"].ours, rows["face-accessibility"].met) == (Spread((10.0,) * 2), False)


def test_failed_audits_are_named():
    note = judge((Visit("", FIGURES, ()), Visit("events/a/", FIGURES, ("image-alt",))))[0].note

    assert note == (
        "peer: MkDocs + Material 9.8.1, measured once; ours, medians: / 905.5, /events/a/ 905.5; /events/a/: image-alt"
    )


def test_the_longest_events_that_may_be_listed_are_looked_at():
    event, listed = b'<div class="event-top">', b'<meta name="robots" content="noindex">'
    files = {
        "index.html": b"",
        "events/index.html": event.replace(b"event-top", b"cards") * 9,
        "events/a/index.html": event,
        "events/b/index.html": event + b"longer",
        "events/sample/index.html": listed + event * 9,
        "en/events/c/index.html": event,
    }

    assert choose_pages(files) == ("events/b/", "en/events/c/", "")


def test_a_site_without_events_cannot_be_looked_at():
    with pytest.raises(Failed, match="no event below /events/"):
        choose_pages({"index.html": b""})
