"""Looks at finished pages, for what has to be known of them before the site is published."""

import marshal
from dataclasses import dataclass, field, replace

from build_tools.artifacts import Page
from build_tools.builder.stamping import Stamp
from build_tools.builder.workshop import Output
from build_tools.publish.verifying import Seen, look
from build_tools.shells import NAMES, Shells
from build_tools.urls import site_path

_NOTHING = Seen((), (), (), ())


@dataclass(frozen=True, slots=True)
class PageFacts:
    """What has to be known of a finished HTML file."""

    seen: Seen
    """What stands in it: ids, links, what it loads."""
    address: str = ""
    """Below its language's root."""
    lang: str = ""
    source: str = ""
    """Its content file below the project's root; empty for a list."""
    updated: str = ""
    """Day of the record's last change in ISO 8601; empty for a list."""
    is_page: bool = False
    """It is made from the catalog, not by hand."""
    is_indexed: bool = False
    """It stands in the sitemap."""
    shell: str = ""
    """The shell of a record's page, whose own ids and targets `seen` leaves out; empty where it holds all."""

    def pack(self) -> bytes:
        """Return the facts in one piece, for the ledger."""
        rest = (self.address, self.lang, self.source, self.updated, self.is_page, self.is_indexed, self.shell)
        return marshal.dumps((self.seen.pack(), *rest))

    @classmethod
    def unpack(cls, data: bytes) -> "PageFacts":
        """Return the facts that `pack` gave."""
        seen, *rest = marshal.loads(data)  # noqa: S302 -- the ledger's digest says that this program wrote it
        return cls(Seen.unpack(seen), *rest)


@dataclass(frozen=True, slots=True)
class Looker:
    """Looks at finished pages. What stands in every page of a shell is kept once, with the shell."""

    shells: Shells
    is_quick: bool = False
    """It does not look inside: nobody is going to verify."""
    base_url: str = ""
    """Address of the site, with a slash at the end."""
    _seen: dict[tuple[str, str], Seen] = field(default_factory=dict)

    def shell(self, lang: str, name: str) -> Seen:
        """Return what stands in a shell itself, as seen from its own address."""
        seen = self._whole(lang, name)
        path = self.path(lang, name)
        return replace(seen, targets=tuple(target for target in seen.targets if target[0] != path))

    def _whole(self, lang: str, name: str) -> Seen:
        """Return the same with the anchors of the shell, of which a page has to hold what they lead to."""
        key = (lang, name)
        if key not in self._seen:
            empty = dict.fromkeys(NAMES, "")
            html = Stamp.of(self.shells.shells[key]).fill(empty)
            self._seen[key] = look(self.path(lang, name), html.encode())
        return self._seen[key]

    def path(self, lang: str, name: str) -> str:
        """Return the file that a shell would be, were it a page."""
        return site_path(name, lang) + "index.html"

    def facts(self, output: Output) -> bytes | None:
        """Return the packed facts of an HTML file; None for any other one."""
        if not output.path.endswith(".html"):
            return None
        page = output.page
        if page is None:
            seen = _NOTHING if self.is_quick else look(output.path, output.data, self.base_url)
            return PageFacts(seen, output.address, output.lang, is_indexed=bool(output.lang)).pack()
        updated = page.updated.isoformat() if page.updated else ""
        facts = PageFacts(
            _NOTHING, page.path, page.lang, page.source, updated, is_page=True, is_indexed=page.is_indexed
        )
        if self.is_quick:
            return facts.pack()
        if page.shell == page.path:
            return replace(facts, seen=look(output.path, output.data, self.base_url)).pack()
        return replace(facts, seen=self._own(output, page), shell=page.shell).pack()

    def _own(self, output: Output, page: Page) -> Seen:
        """Return what stands in a page besides what its shell says; the shell, the larger part, is read once.

        Links of a shell lead elsewhere from a page that lies deeper, or less deep: that one is read as a whole.
        """
        path, shell = self.path(page.lang, page.shell), self._whole(page.lang, page.shell)
        is_beside = output.own and path.count("/") == output.path.count("/")
        seen = look(output.path, output.own.encode() if is_beside else output.data, self.base_url)
        ids, targets = set(shell.ids), {target for target in shell.targets if target[0] != path}
        if is_beside:
            # A link that is a mark leads nowhere in the shell.
            anchors = ((output.path, at, link) for target, at, link in shell.targets if target == path and link)
            seen = Seen(
                seen.ids,
                tuple(sorted({*shell.repeated, *seen.repeated, *ids.intersection(seen.ids)})),
                tuple(dict.fromkeys((*shell.foreign, *seen.foreign))),
                tuple(dict.fromkeys((*anchors, *seen.targets))),
            )
        return replace(
            seen,
            ids=tuple(id_ for id_ in seen.ids if id_ not in ids),
            targets=tuple(target for target in seen.targets if target not in targets),
        )
