"""The live preview: builds whenever something is saved, and shows the newest state that there is.

A state with errors keeps the last good pages and puts a panel of the problems on top of them.
"""

import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from signal import SIGINT, signal
from threading import Thread, current_thread, main_thread

from build_tools.config import Config
from build_tools.diagnostics import Diagnostic, format_text
from build_tools.engine.panel import build_panel
from build_tools.engine.serving import Server, listen
from build_tools.engine.stage import Shown, Stage
from build_tools.engine.watching import Changes, Meaning, meaning_of, watch
from build_tools.strings.messages import say

_NAMED = 3
"""How many changed files a report names."""


@dataclass(frozen=True, slots=True)
class Draft:
    """What one build gave."""

    files: Mapping[str, bytes] | None
    """Address below the site's root to bytes; None when the build could not make a site."""
    problems: tuple[Diagnostic, ...] = ()
    notes: tuple[str, ...] = ()
    """Whole sentences on what is wrong and no content file is to blame for."""
    marks: Mapping[str, bytes] | None = None
    """See `Shown`."""

    @property
    def errors(self) -> tuple[Diagnostic, ...]:
        """The problems that would stop a publication."""
        return tuple(problem for problem in self.problems if problem.is_error)


Build = Callable[[bool], Draft]
"""Builds the pages alone for True, which is quick; the whole site, verified, for False."""
Report = Callable[[str], None]
"""Called with each text that a person at the terminal should read."""


@dataclass(frozen=True, slots=True)
class Preview:
    """Shows what `build` makes of a project, and builds again after every save."""

    config: Config
    build: Build
    lang: str
    """Language of the panel and of what is reported."""
    report: Report

    def run(self, server: Server, changes: Changes) -> None:
        """Build, say where the site is, and keep it up to date until `changes` is closed.

        The server listens already while the first build runs, so an early browser waits for it.
        """
        with server:
            self._tell(self._rebuild(server.stage))
            thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.1}, name="preview-server")
            thread.start()
            try:
                self.report(say("preview-where", self.lang, address=server.address))
                while saved := changes.take():
                    self._follow(saved, server.stage)
            finally:
                server.end()
                thread.join()

    def _follow(self, saved: frozenset[Path], stage: Stage) -> None:
        """Do what a group of saves asks for."""
        asked = {meaning: [path for path in saved if meaning_of(path, self.config) is meaning] for meaning in Meaning}
        if asked[Meaning.RESTART]:
            self.report(say("preview-restart", self.lang, names=_names(asked[Meaning.RESTART])))
        if asked[Meaning.REBUILD]:
            started = time.monotonic()
            draft = self._rebuild(stage)
            seconds = f"{time.monotonic() - started:.1f}"
            key = "preview-built" if draft.files is not None else "preview-not-built"
            self.report(say(key, self.lang, names=_names(asked[Meaning.REBUILD]), seconds=seconds))
            self._tell(draft)

    def _rebuild(self, stage: Stage) -> Draft:
        """Show the new pages at once over the rest of the last state, then the whole."""
        last = stage.look()[0]
        if last.files:
            quick = self.build(True)  # noqa: FBT003 -- the parameter of a callable has no name
            if quick.files is not None and not quick.errors:
                last = _over(quick, last)  # good pages, even when the next save is read before the whole is built
                stage.show(replace(last, panel=self._panel(quick, has_last=True)))
        draft = self.build(False)  # noqa: FBT003 -- as above
        if draft.files is not None:
            last = Shown(draft.files, marks=draft.marks)
        stage.show(replace(last, panel=self._panel(draft, has_last=bool(last.files))))
        return draft

    def _tell(self, draft: Draft) -> None:
        for text in (*draft.notes, format_text(draft.problems, self.lang)):
            if text:
                self.report(text)

    def _panel(self, draft: Draft, *, has_last: bool) -> bytes:
        if not draft.errors and not draft.notes:
            return b""
        key = "preview-flawed" if draft.files is not None else "preview-kept" if has_last else "preview-nothing"
        title = say(key, self.lang, count=len(draft.errors) + len(draft.notes))
        return build_panel(title, draft.notes, draft.errors, lang=self.lang)


@dataclass(frozen=True, slots=True)
class _Over(Mapping[str, bytes]):
    """Files over others, which show where there is none."""

    top: Mapping[str, bytes]
    base: Mapping[str, bytes]

    def __getitem__(self, path: str) -> bytes:
        return self.top[path] if path in self.top else self.base[path]

    def __iter__(self) -> Iterator[str]:
        return iter(dict.fromkeys((*self.base, *self.top)))

    def __len__(self) -> int:
        return len(self.base.keys() | self.top.keys())


def _over(quick: Draft, last: Shown) -> Shown:
    """Return new pages, with the rest of the last state below them."""
    top = quick.files if quick.files is not None else {}
    base = last.files.base if isinstance(last.files, _Over) else last.files
    marks = None if quick.marks is None or last.marks is None else {**last.marks, **quick.marks}
    return Shown(_Over(top, base), marks=marks)


def _names(paths: Iterable[Path]) -> str:
    names = sorted({path.name for path in paths})
    return ", ".join(names[:_NAMED]) + (" …" if len(names) > _NAMED else "")


def stoppable(build: Build, changes: Changes) -> Build:
    """Return a build that Ctrl-C ends at once; whoever waits for changes, it ends soon.

    Python calls the function for a signal between any two steps of the main thread. What it raises must not come
    between taking a lock and giving it back: the lock would stay taken, and with it every thread that shares it. So it
    raises while the site is built, which shares none with the server and the watcher, and closes `changes` otherwise;
    that also ends a preview of which Python lost the exception, as it does while an object is taken away.
    """
    is_building = False

    def end(*_: object) -> None:
        nonlocal is_building
        changes.close()
        if is_building:
            is_building = False
            raise KeyboardInterrupt

    def build_unless_ended(pages_only: bool) -> Draft:  # noqa: FBT001 -- the parameter of a callable has no name
        nonlocal is_building
        try:
            is_building = True
            if changes.is_closed:
                raise KeyboardInterrupt
            return build(pages_only)
        finally:
            is_building = False

    if current_thread() is main_thread():
        signal(SIGINT, end)
    return build_unless_ended


def run_preview(config: Config, build: Build, *, port: int, lang: str, report: Report) -> None:
    """Show the site on loopback until the program is interrupted.

    Args:
        config: Whose content, pages and theme are watched.
        build: Makes the whole site; called in this thread, once for each group of saves.
        port: The first port to try; 0 takes any.
        lang: Language of the panel and of what is reported.
        report: Called with each text that a person at the terminal should read.

    Raises:
        OSError: when no port is free, or a folder cannot be watched.
        KeyboardInterrupt: when it was interrupted while it built; it returns when that was while it waited.
    """
    with watch(config) as changes:
        Preview(config, stoppable(build, changes), lang, report).run(listen(port, Stage(), lang=lang), changes)
