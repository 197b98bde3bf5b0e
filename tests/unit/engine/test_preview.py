"""The preview with a real server and a real watcher; only the build, an argument, is a small one."""

from __future__ import annotations

import re
import signal
import socket
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from queue import Queue
from types import CodeType, FrameType
from typing import Self
from urllib.parse import urlsplit

import pytest
from selectolax.lexbor import LexborHTMLParser

from build_tools.config import PACKAGE, Config
from build_tools.diagnostics import Diagnostic, Spot, format_hint, format_message
from build_tools.engine import stage, watching
from build_tools.engine.panel import MOST, build_panel
from build_tools.engine.preview import Draft, Preview, stoppable
from build_tools.engine.serving import listen
from build_tools.engine.stage import Shown, Stage
from build_tools.engine.watching import Changes, Meaning, meaning_of, watch

PATIENCE = 10
"""Seconds after which a test fails instead of waiting on."""
PAGE = "<!doctype html>\n<html><head><title>{0}</title></head>\n<body class='x'>\n<main>{0}</main>\n</body></html>\n"
WRONG = Diagnostic(
    Spot("content/events/散歩.md", 4, 7),
    "ends-before-start",
    {"value": "<b>1</b>"},
    "ends: <script>alert('｜')</script>",
    width=8,
)


class Small:
    """A build of one content file: `wrong` in it is an error, anything else the text of every page."""

    def __init__(self, content: Path) -> None:
        self.file = content / "page.md"
        self.count = 0

    def __call__(self, pages_only: bool) -> Draft:  # noqa: FBT001 -- as the server calls it
        if pages_only:
            return Draft(None)
        self.count += 1
        text = self.file.read_text(encoding="utf-8")
        return Draft(None, (WRONG,)) if text == "wrong" else Draft(small_site(text))


def small_site(text: str) -> dict[str, bytes]:
    pages = ("index.html", "404.html", "events/index.html", "en/index.html", "en/404.html", "催し/index.html")
    files = {path: PAGE.format(f"{path} {text}").encode() for path in pages}
    others = (
        "assets/site.1a.css",
        "assets/search.1a.js",
        "calendar.ics",
        "events.csv",
        "feed.xml",
        "data.json",
        "icon.svg",
        "x.bin",
    )
    return files | {path: f"{path} 日本語".encode() for path in others}


class Site:
    """A running preview as a browser meets it."""

    def __init__(self, config: Config, address: str, reports: Queue[str]) -> None:
        self.config = config
        self.address = address
        self.reports = reports

    @property
    def file(self) -> Path:
        return self.config.content / "page.md"

    def ask(self, path: str, *, host: str | None = None, method: str = "GET") -> tuple[HTTPResponse, str]:
        with closing(self.connect()) as connection:
            connection.request(method, path, headers={"Host": host} if host is not None else {})
            response = connection.getresponse()
            return response, response.read().decode()

    def page(self, path: str = "/") -> LexborHTMLParser:
        return LexborHTMLParser(self.ask(path)[1])

    def connect(self) -> HTTPConnection:
        return HTTPConnection(urlsplit(self.address).netloc, timeout=PATIENCE)

    @contextmanager
    def stream(self) -> Iterator[Iterator[str]]:
        """Give the versions as they come, the present one first; they end when the preview does."""
        with closing(self.connect()) as connection:
            connection.request("GET", "/_preview/events")
            with closing(connection.getresponse()) as response:
                yield (line.decode().removeprefix("data: ").strip() for line in response if line.startswith(b"data: "))


def write_project(root: Path) -> Config:
    for name in ("content/events", "docs"):
        (root / name).mkdir(parents=True)
    (root / "content/page.md").write_text("one", encoding="utf-8")
    return Config.at(root)


@pytest.fixture
def config(tmp_path: Path) -> Config:
    return write_project(tmp_path)


@pytest.fixture
def build(config: Config) -> Small:
    return Small(config.content)


@contextmanager
def running(config: Config, build: Callable[[bool], Draft], *, lang: str = "en") -> Iterator[Site]:
    """Run a preview in a thread while the context lasts; none of its threads may outlive it."""
    before = set(threading.enumerate())
    reports: Queue[str] = Queue()
    with watch(config) as changes:
        server = listen(0, Stage(), lang=lang, beat=0.05)
        thread = threading.Thread(target=Preview(config, build, lang, reports.put).run, args=(server, changes))
        thread.start()
        try:
            yield Site(config, server.address, reports)
        finally:
            changes.close()
            thread.join(PATIENCE)
    assert [one for one in threading.enumerate() if one not in before] == []


@pytest.fixture
def site(config: Config, build: Small) -> Iterator[Site]:
    with running(config, build) as site:
        yield site


@pytest.fixture(scope="module")
def still(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A preview for tests that save nothing."""
    config = write_project(tmp_path_factory.mktemp("still"))
    with running(config, Small(config.content)) as site:
        yield site


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/", "text/html; charset=utf-8"),
        ("/events/", "text/html; charset=utf-8"),
        ("/en/index.html?q=a", "text/html; charset=utf-8"),
        ("/%E5%82%AC%E3%81%97/", "text/html; charset=utf-8"),
        ("/assets/site.1a.css", "text/css; charset=utf-8"),
        ("/assets/search.1a.js", "text/javascript; charset=utf-8"),
        ("/calendar.ics", "text/calendar; charset=utf-8"),
        ("/events.csv", "text/csv; charset=utf-8"),
        ("/feed.xml", "application/xml"),
        ("/data.json", "application/json"),
        ("/icon.svg", "image/svg+xml"),
        ("/x.bin", "application/octet-stream"),
        ("/_preview/reload.js", "text/javascript; charset=utf-8"),
        ("/_preview/preview.css", "text/css; charset=utf-8"),
    ],
)
def test_serving_says_what_kind_a_file_is(still: Site, path: str, kind: str):
    response, _ = still.ask(path)

    assert (response.status, response.headers["Content-Type"], response.headers["Cache-Control"]) == (
        200,
        kind,
        "no-store",
    )


@pytest.mark.parametrize(
    ("path", "page"),
    [
        ("/nothing/", "404.html one"),
        ("/en/nothing", "en/404.html one"),
        ("/english/", "404.html one"),
        ("/../../etc/passwd", "404.html one"),
        ("/%2e%2e/%2e%2e/etc/passwd", "404.html one"),
        ("/%ff", "404.html one"),
    ],
)
def test_serving_answers_what_is_missing_in_its_language(still: Site, path: str, page: str):
    response, html = still.ask(path)

    assert (response.status, LexborHTMLParser(html).css_first("main").text()) == (404, page)


@pytest.mark.parametrize(
    ("path", "location"),
    [
        ("/events", "/events/"),
        ("/events?a=1&b=2", "/events/?a=1&b=2"),
        ("/en", "/en/"),
        ("/%E5%82%AC%E3%81%97", "/%E5%82%AC%E3%81%97/"),
    ],
)
def test_serving_adds_the_slash_of_a_folder(still: Site, path: str, location: str):
    response, _ = still.ask(path)

    assert (response.status, response.headers["Location"]) == (302, location)


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("127.0.0.1", 200),
        ("127.0.0.1:8000", 200),
        ("LOCALHOST:8000", 200),
        ("[::1]:8000", 200),
        ("", 403),
        ("kunitachi.example", 403),
        ("127.0.0.1.kunitachi.example:8000", 403),
        ("localhost:8000@kunitachi.example", 403),
    ],
)
def test_serving_answers_to_names_of_this_machine_only(still: Site, host: str, status: int):
    assert [still.ask(path, host=host)[0].status for path in ("/", "/_preview/reload.js")] == [status, status]


def test_serving_answers_head_without_a_body(still: Site):
    response, body = still.ask("/events.csv", method="HEAD")

    assert (response.headers["Content-Length"], body) == (str(len("events.csv 日本語".encode())), "")


def test_page_carries_the_script_and_nothing_else_of_the_preview(still: Site):
    with still.stream() as versions:
        version = next(versions)

    _, html = still.ask("/")

    tag = f'<script src="/_preview/reload.js" data-version="{version}" defer></script>\n'
    assert html == PAGE.format("index.html one").replace("</body>", tag + "</body>")


def save_in_place(file: Path, text: str) -> None:
    file.write_text(text, encoding="utf-8")


def save_by_rename(file: Path, text: str) -> None:
    aside = file.with_name(f".{file.name}.swp")
    aside.write_text(text, encoding="utf-8")
    aside.replace(file)


def save_with_backup(file: Path, text: str) -> None:
    backup = file.rename(f"{file}~")
    file.write_text(text, encoding="utf-8")
    backup.unlink()


def save_from_elsewhere(file: Path, text: str) -> None:
    aside = file.parent.parent / "aside"
    aside.write_text(text, encoding="utf-8")
    aside.replace(file)


@pytest.mark.parametrize("save", [save_in_place, save_by_rename, save_with_backup, save_from_elsewhere])
def test_save_shows_in_the_page(site: Site, save: Callable[[Path, str], None]):
    with site.stream() as versions:
        next(versions)
        save(site.file, "two")
        next(versions)

    assert site.page("/events/").css_first("main").text() == "events/index.html two"


def test_wrong_record_shows_over_the_last_good_page_until_it_is_mended(site: Site):
    with site.stream() as versions:
        next(versions)
        site.file.write_text("wrong", encoding="utf-8")
        next(versions)
        wrong = site.page("/events/")
        site.file.write_text("two", encoding="utf-8")
        next(versions)
        mended = site.page("/events/")

    panel = wrong.css_first("[role=alert]")
    assert panel.attributes["lang"] == "en"
    assert panel.css_first(f"#{panel.attributes['aria-labelledby']}").text().startswith("Problems: 1. ")
    assert format_message(WRONG, "en") in panel.text()
    assert format_hint(WRONG, "en") in panel.text()
    assert panel.css_first("pre").text() == "ends: <script>alert('｜')</script>"
    assert panel.css_first("mark").text() == "<script>"
    assert panel.css("script, b") == []
    assert wrong.css_first("main").text() == "events/index.html one"
    assert wrong.css_first("link").attributes["href"] == "/_preview/preview.css"
    assert (mended.css("[role=alert], link"), mended.css_first("main").text()) == ([], "events/index.html two")


def test_first_build_that_fails_shows_its_problems_alone(config: Config, build: Small):
    build.file.write_text("wrong", encoding="utf-8")

    with running(config, build, lang="ja") as site, site.stream() as versions:
        next(versions)
        response, html = site.ask("/events/")
        build.file.write_text("two", encoding="utf-8")
        next(versions)
        mended = site.page("/events/")

    page = LexborHTMLParser(html)
    assert (response.status, page.css_first("html").attributes["lang"]) == (503, "ja")
    assert format_message(WRONG, "ja") in page.css_first("[role=alert]").text()
    assert page.css_first("script").attributes["src"] == "/_preview/reload.js"
    assert mended.css_first("main").text() == "events/index.html two"


def test_flawed_site_shows_the_new_page_with_a_panel(config: Config):
    with running(config, lambda _: Draft(small_site("new"), notes=("The link <x> leads nowhere.",))) as site:
        page = site.page()

    assert page.css_first("main").text() == "index.html new"
    assert [item.text() for item in page.css("[role=alert] li")] == ["The link <x> leads nowhere."]


def test_pages_are_shown_before_the_rest_is_built(config: Config):
    asked: list[bool] = []
    go_on = threading.Semaphore(1)

    def build(pages_only: bool) -> Draft:  # noqa: FBT001 -- as the server calls it
        asked.append(pages_only)
        assert pages_only or go_on.acquire(timeout=PATIENCE)
        if pages_only:
            return Draft({"index.html": b"<main>quick</main>"})
        return Draft(small_site("whole"))

    with running(config, build) as site, site.stream() as versions:
        next(versions)
        (config.content / "page.md").write_text("two", encoding="utf-8")
        next(versions)
        shown = site.page().css_first("main").text()
        others = site.page("/events/").css_first("main").text()
        go_on.release()
        next(versions)
        last = site.page().css_first("main").text()

    assert (shown, others, last) == ("quick", "events/index.html whole", "index.html whole")
    assert asked == [False, True, False]


def test_saves_during_a_build_are_one_more_build(config: Config, build: Small):
    begun, go_on = threading.Semaphore(0), threading.Semaphore(1)

    def slow(pages_only: bool) -> Draft:  # noqa: FBT001 -- as the server calls it
        if pages_only:
            return build(pages_only)
        begun.release()
        assert go_on.acquire(timeout=PATIENCE)
        return build(pages_only)

    with running(config, slow) as site, site.stream() as versions:
        next(versions)
        assert begun.acquire(timeout=PATIENCE)
        build.file.write_text("two", encoding="utf-8")
        assert begun.acquire(timeout=PATIENCE)
        for text in ("three", "four", "five"):
            build.file.write_text(text, encoding="utf-8")
        go_on.release(2)
        next(versions)
        assert begun.acquire(timeout=PATIENCE)
        shown = site.page().css_first("main").text()

    assert (shown, build.count) == ("index.html five", 3)


def test_program_that_changes_asks_for_a_restart(config: Config, build: Small):
    with watch(config) as changes:
        changes.note(PACKAGE / "cli.py")
        reports: Queue[str] = Queue()
        thread = threading.Thread(
            target=Preview(config, build, "en", reports.put).run, args=(listen(0, Stage(), lang="en"), changes)
        )
        thread.start()
        texts = [reports.get(timeout=PATIENCE), reports.get(timeout=PATIENCE)]
        changes.close()
        thread.join(PATIENCE)

    assert texts[1] == "cli.py: the program itself has changed. End it with Ctrl-C and run make serve again."


def test_reports_say_where_the_site_is_and_what_was_saved(site: Site):
    first = site.reports.get(timeout=PATIENCE)
    site.file.write_text("wrong", encoding="utf-8")
    second, third = site.reports.get(timeout=PATIENCE), site.reports.get(timeout=PATIENCE)
    site.file.write_text("mended", encoding="utf-8")
    fourth = site.reports.get(timeout=PATIENCE)

    assert site.address in first
    assert second == "page.md saved: not built, because of the problems below."
    assert third.startswith("content/events/散歩.md:4:7: error: ")
    assert re.fullmatch(r"page\.md saved: built again in \d+\.\d s\.", fourth)


def test_closing_ends_streams_and_idle_connections(config: Config, build: Small):
    with running(config, build) as site:
        idle = socket.create_connection(("127.0.0.1", urlsplit(site.address).port or 0), timeout=PATIENCE)
        stream = site.connect()
        stream.request("GET", "/_preview/events")
        response = stream.getresponse()
        response.readline()

    with closing(idle), closing(stream), closing(response):
        assert idle.recv(1) == b""
        assert response.read().count(b"data: ") == 1


class Interruption:
    """Ctrl-C just before step `number` of what this thread does with the locks of the preview."""

    def __init__(self, number: int) -> None:
        self.left = number
        self.where: CodeType | None = None

    def __enter__(self) -> Self:
        sys.settrace(self._enter)
        return self

    def __exit__(self, *_: object) -> None:
        sys.settrace(None)

    def _enter(self, frame: FrameType, _event: str, _: object) -> Callable[..., object] | None:
        frame.f_trace_opcodes = frame.f_code.co_filename in {stage.__file__, watching.__file__, threading.__file__}
        return self._step if frame.f_trace_opcodes else None

    def _step(self, frame: FrameType, event: str, _: object) -> Callable[..., object]:
        self.left -= event == "opcode"
        if not self.left and not self.where:
            self.where = frame.f_code
            signal.raise_signal(signal.SIGINT)
        return self._step


def use(shows: Stage, changes: Changes) -> None:
    """Do what threads of the server and of the watcher do."""
    shows.look()
    changes.note(PACKAGE / "templates/event.html")


@pytest.fixture
def handler() -> Iterator[None]:
    """Give Ctrl-C back to pytest at the end."""
    handler = signal.getsignal(signal.SIGINT)
    yield
    signal.signal(signal.SIGINT, handler)


@pytest.mark.usefixtures("handler")
def test_interruption_leaves_no_lock_taken_and_nobody_waiting(config: Config, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(watching, "QUIET", 0.001)
    monkeypatch.setattr(watching, "GLANCE", 0.001)
    places: set[str] = set()
    for number in range(1, 500):
        changes, shows = Changes(config), Stage()
        changes.note(config.content / "page.md")
        build = stoppable(lambda _: Draft(small_site("new")), changes)
        with suppress(KeyboardInterrupt), Interruption(number) as interruption:
            shows.show(Shown({"index.html": b"1"}))
            shows.look()
            while changes.take():
                continue
        others = threading.Thread(target=use, args=(shows, changes), daemon=True)
        others.start()
        others.join(PATIENCE)
        assert interruption.where
        assert not others.is_alive(), f"a lock is taken for ever: {number}, {interruption.where}"
        with pytest.raises(KeyboardInterrupt):
            build(False)  # noqa: FBT003 -- as the preview calls it
        places.add(interruption.where.co_qualname)

    assert {"Condition.__enter__", "Condition.__exit__", "Condition.wait", "Stage.show", "Changes.take"} <= places


@pytest.mark.usefixtures("handler")
def test_interruption_ends_a_build_at_once(config: Config):
    changes = Changes(config)

    def build(_: bool) -> Draft:  # noqa: FBT001 -- as the preview calls it
        signal.raise_signal(signal.SIGINT)
        pytest.fail("it went on")

    with pytest.raises(KeyboardInterrupt):
        stoppable(build, changes)(False)  # noqa: FBT003 -- as the preview calls it

    assert changes.take() == frozenset()


def test_page_that_goes_away_leaves_no_thread(site: Site):
    site.reports.get(timeout=PATIENCE)
    before = set(threading.enumerate())
    with site.stream() as versions:
        next(versions)
        mine = set(threading.enumerate()) - before
    for thread in mine:
        thread.join(PATIENCE)

    assert [thread.is_alive() for thread in mine] == [False]


def test_listen_takes_the_next_port_that_is_free():
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]

        with listen(port, Stage(), lang="en") as server:
            assert port < server.server_port <= port + 50


def test_stage_keeps_its_version_for_the_same_state():
    stage = Stage()
    stage.show(Shown({"a": b"1"}))
    first = stage.look()
    stage.show(Shown({"a": b"1"}))
    second = stage.look()
    stage.show(Shown({"a": b"1"}, b"panel"))
    third = stage.look()

    assert (first, first[1] == third[1]) == (second, False)


@pytest.mark.parametrize(
    ("path", "meaning"),
    [
        ("content/events/2026-walk.md", Meaning.REBUILD),
        ("content/events", Meaning.REBUILD),
        ("docs/ja/about.md", Meaning.REBUILD),
        ("mkdocs.yml", Meaning.REBUILD),
        ("mkdocs.en.yml", Meaning.REBUILD),
        ("README.md", Meaning.NOTHING),
        ("site/index.html", Meaning.NOTHING),
        ("site/mkdocs.yml", Meaning.NOTHING),
        ("content/events/.2026-walk.md.swp", Meaning.NOTHING),
        ("content/events/2026-walk.md~", Meaning.NOTHING),
        ("content/.git/index", Meaning.NOTHING),
        (PACKAGE / "theme/assets/site.css", Meaning.REBUILD),
        (PACKAGE / "templates/event.html", Meaning.REBUILD),
        (PACKAGE / "strings/cli.ja.yml", Meaning.RESTART),
        (PACKAGE / "pages/occasions.py", Meaning.RESTART),
        (PACKAGE / "pages/__pycache__/occasions.cpython-311.pyc", Meaning.NOTHING),
    ],
    ids=str,
)
def test_meaning_of_a_changed_file(config: Config, path: str | Path, meaning: Meaning):
    assert meaning_of(config.root / path, config) is meaning


def test_panel_lists_so_many_problems_and_counts_the_rest():
    panel = build_panel(
        "題", (), [Diagnostic(Spot("a.md", line), "ends-before-start") for line in range(1, MOST + 4)], lang="ja"
    )

    items = [item.text() for item in LexborHTMLParser(panel).css("li")]
    assert (len(items), items[0].startswith("a.md:1:1 "), items[-1]) == (MOST + 1, True, "ほかに3件あります。")
