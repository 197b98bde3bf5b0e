"""What every way to a finished site has in common: the work to do, and the judgement of what came of it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cached_property

from build_tools.builder.addresses import Claim, check_addresses
from build_tools.builder.sharing import Keeper, has_posters, poster_names
from build_tools.builder.units import MOVED, Unit, all_units
from build_tools.builder.workshop import Workshop
from build_tools.config import Config
from build_tools.content.loader import Loaded, load_content
from build_tools.content.memory import Memory
from build_tools.diagnostics import Diagnostic
from build_tools.engine.assets import read_assets
from build_tools.engine.shells import load_shells
from build_tools.feeds.sitemap import Entry, build_sitemap
from build_tools.model.catalog import Catalog
from build_tools.model.tables.numbers import check_numbers
from build_tools.pages.environment import compile_all
from build_tools.pictures.sizes import shown_pictures
from build_tools.publish.ledger import Stat
from build_tools.publish.looking import Looker, PageFacts
from build_tools.publish.making import Results, Sink, TellSearch, make_units, put
from build_tools.publish.shelf import read_kept, write_kept
from build_tools.publish.verifying import Fault, Seen, check
from build_tools.shells import RECORD, Shells
from build_tools.workflow.locating import locate
from build_tools.workflow.made import Wish

SITEMAP = "sitemap.xml"
Judgement = tuple[tuple[Diagnostic, ...], tuple[Fault, ...]]


def check_content(config: Config, wish: Wish, memory: Memory | None = None) -> Loaded:
    """Return the content, with every problem it has alone or beside what was published.

    A second process leaves shells in the cache and compiled templates beside the templates, before it helps to read.

    Raises:
        WorkerDied: when a process was killed.
    """
    from build_tools.content.published import check_against  # it needs pydantic, see `model.declared`

    def prepare() -> None:
        load_shells(config)
        compile_all()

    loaded = load_content(config.content, root=config.root, memory=memory, jobs=wish.jobs, beforehand=prepare)
    loaded.problems += check_against(wish.announced(config), loaded, wish.as_of, root=config.root)
    return loaded


@dataclass(frozen=True)
class Job:
    """One build of a catalog at a moment."""

    config: Config
    wish: Wish
    catalog: Catalog
    shells: Shells
    moment: datetime
    """Wall-clock time that the site speaks for."""
    is_kept: bool = False
    """Posters and pictures are kept, and taken from the cache."""

    @cached_property
    def workshop(self) -> Workshop:
        """What the work is done with."""
        return Workshop(
            self.catalog,
            self.moment,
            self.shells,
            read_assets(),
            self._keeper("posters"),
            self._keeper("pictures"),
            is_searched=not self.wish.pages_only,
        )

    def _keeper(self, folder: str) -> Keeper | None:
        kept = self.config.cache / folder
        keeper = Keeper(lambda name: read_kept(kept / name), lambda name, data: write_kept(kept / name, data))
        return keeper if self.is_kept else None

    @property
    def units(self) -> tuple[Unit, ...]:
        """All that there is to do."""
        ids = {kind: tuple(records) for kind, records in self.catalog.records.items()}
        posters, pictures = has_posters(self.catalog), shown_pictures(self.catalog)
        return tuple(all_units(ids, pages_only=self.wish.pages_only, with_posters=posters, pictures=pictures))

    def make(  # noqa: PLR0913 -- as `make_units`
        self,
        units: Sequence[Unit],
        sink: Sink,
        results: Results,
        *,
        known: Mapping[str, Stat],
        jobs: int = 0,
        tell_search: TellSearch | None = None,
    ) -> None:
        """Do some of it; see `make_units`. By default as many processes work as were wished for."""
        make_units(
            units,
            self.workshop,
            sink,
            results,
            known=known,
            jobs=jobs or self.wish.jobs,
            is_compressed=self.wish.is_compressed,
            is_verified=not self.wish.pages_only,
            tell_search=tell_search,
        )

    def prune(self, results: Results) -> None:
        """Keep no posters and pictures but those of the site as it is now."""
        pictures = frozenset(path.rpartition("/")[2] for path in results.outputs if path.startswith("img/"))
        for name, wanted in (("posters", poster_names(results.outputs)), ("pictures", pictures)):
            folder = self.config.cache / name
            for file in folder.iterdir() if folder.is_dir() and not self.wish.pages_only else ():
                if file.name not in wanted:
                    file.unlink(missing_ok=True)

    def put_sitemap(self, sink: Sink, results: Results, known: Mapping[str, Stat]) -> None:
        """Make the one file that depends on which pages there are."""
        entries = (
            Entry(facts.address, facts.lang, date.fromisoformat(facts.updated) if facts.updated else None)
            for facts in results.pages.values()
            if facts.is_indexed
        )
        data = build_sitemap(entries, base_url=self.catalog.site.base_url).encode()
        for path, stat, is_written in put(sink, SITEMAP, data, known, is_compressed=self.wish.is_compressed):
            results.outputs[path] = stat
            if is_written:
                results.note(path, stat, is_written=True)

    def judge(self, results: Results) -> Judgement:
        """Return what is wrong with the site as a whole: problems of content files, and what none is to blame for."""
        problems = (*check_addresses(self._claims(results), self.catalog), *check_numbers(self.catalog))
        if self.wish.pages_only:
            return problems, ()
        links, faults = self.verify(results.pages, results.pages, results)
        return (*problems, *links), faults

    def verify(self, some: Mapping[str, PageFacts], pages: Mapping[str, PageFacts], results: Results) -> Judgement:
        """Return the broken links of some pages, and what else must not be published.

        Args:
            some: The pages to verify.
            pages: All pages.
            results: All files.
        """
        looker = Looker(self.shells)
        of_records = (key for key in self.shells.shells if RECORD in key[1])
        shells = {looker.path(*key): looker.shell(*key) for key in of_records} if some is pages else {}
        looked_at = {path: facts.seen for path, facts in some.items()} | shells
        every = _Seen(pages, looker, shells)
        found = dict.fromkeys(check(looked_at, results.outputs.keys() | shells.keys(), pages=every))
        located = tuple(
            locate(self.config, fault, some[fault.page].source if fault.page in some else "") for fault in found
        )
        links = {item.sort_key: item for item in located if isinstance(item, Diagnostic)}  # languages may share a line
        return tuple(links.values()), tuple(item for item in located if isinstance(item, Fault))

    def _claims(self, results: Results) -> Iterator[Claim]:
        for unit in self.units:
            for path, facts in results.made_by(unit) if unit.maker != MOVED else ():
                is_page = facts is not None and facts.is_page
                yield Claim(path, facts.address, facts.source, is_page=True) if facts and is_page else Claim(path)


class _Seen(Mapping[str, Seen]):
    """What stands in each page, taken from its facts when it is asked for."""

    def __init__(self, pages: Mapping[str, PageFacts], looker: Looker, shells: Mapping[str, Seen]) -> None:
        self._pages, self._looker, self._shells = pages, looker, shells

    def __getitem__(self, path: str) -> Seen:
        if path in self._shells:
            return self._shells[path]
        facts = self._pages[path]
        if not facts.shell:
            return facts.seen
        shell = self._looker.shell(facts.lang, facts.shell)
        return replace(facts.seen, ids=(*facts.seen.ids, *shell.ids))

    def __contains__(self, path: object) -> bool:
        return path in self._shells or path in self._pages

    def __iter__(self) -> Iterator[str]:
        return iter((*self._shells, *self._pages))

    def __len__(self) -> int:
        return len(self._shells) + len(self._pages)
