"""The long way: all content is read and checked, and what asked for something that is another now is made again."""

from uuid import uuid4

from build_tools.clock import read_now
from build_tools.content.loader import Loaded
from build_tools.content.partial import pack_catalog
from build_tools.engine.shells import load_shells, shells_key
from build_tools.i18n.words import MissingWord
from build_tools.model.catalog import Catalog
from build_tools.publish.inputs import digest_of
from build_tools.publish.ledger import Details, Kept
from build_tools.publish.making import Results
from build_tools.publish.offline import OfflineFiles
from build_tools.publish.plan import find_stale, index_units
from build_tools.publish.searching import SearchFiles
from build_tools.publish.tree import Files
from build_tools.shells import Shells
from build_tools.tracing import EVER, NEVER
from build_tools.views.selections import count_real
from build_tools.workflow.dates import keep_dates, recall_dates
from build_tools.workflow.indexing import put_offline, put_search
from build_tools.workflow.job import Job, check_content
from build_tools.workflow.locating import missing_word
from build_tools.workflow.made import Made, Outcome, Session


def make_whole(session: Session) -> Outcome:
    """Read everything, and make what has to be made again.

    Raises:
        As `cached.build_site`.
    """
    config, wish = session.config, session.wish
    dates = recall_dates(session.ledger.folder, session.key)
    session.step("check")
    loaded = check_content(config, wish, session.memory)
    if loaded.catalog is None:
        return Outcome(made=Made(None, tuple(loaded.problems)), outputs={})
    catalog = loaded.catalog
    session.step("shells")
    shells_of = shells_key(config)
    shells = load_shells(config, shells_of)
    session.step("build")
    job = Job(
        config,
        wish,
        catalog,
        shells,
        read_now(wish.as_of, zone=catalog.site.timezone),
        is_kept=True,
    )
    earlier = session.ledger.read_details() if session.is_same_program else Details()
    details = _details(loaded, catalog, shells)
    units = job.units
    stale = tuple(find_stale(units, earlier, details, job.moment, session.damaged))
    again = {unit.key for unit in stale}
    details.units = {unit.key: earlier.units[unit.key] for unit in units if unit.key not in again}
    kept = (path for packed in details.units.values() for path, _ in Kept.unpack(packed).outputs)
    results = Results({path: session.before.outputs[path] for path in kept}, details)
    try:
        job.make(stale, session.sink, results, known=session.whole)
    except MissingWord as missing:
        return Outcome(made=Made(None, (*loaded.problems, missing_word(config, missing))), outputs={})
    keep_dates(session.ledger.folder, session.key, known=dates)
    after, before = NEVER.isoformat(), EVER.isoformat()
    if not wish.pages_only:
        session.step("search")
        files = SearchFiles(session.ledger.folder / "search", is_foreign=not session.is_same_program)
        root = session.tree.root
        after, before = put_search(
            job, files, session.sink, results, session.whole, read=lambda path: (root / path).read_bytes()
        )
        offline = OfflineFiles(session.ledger.folder / "offline", is_foreign=not session.is_same_program)
        put_offline(job, offline, session.sink, results, session.whole)
        session.step("verify")
    job.put_sitemap(session.sink, results, session.whole)
    problems, faults = job.judge(results)
    details.anchored = results.anchored()
    job.prune(results)
    for key in results.disputed():
        details.units.pop(key)
    made = Made(
        Files(session.tree.root, results.outputs),
        (*loaded.problems, *problems),
        faults,
        count_real(catalog),
        frozenset(results.made),
        frozenset(results.written),
        frozenset(session.before.outputs.keys() - results.outputs.keys()),
    )
    every = ((key, results.units[key]) for key in details.units)
    units_after, units_before = index_units(details, every)
    return Outcome(
        made=made,
        outputs=results.outputs,
        details=details,
        records=pack_catalog(catalog),
        zone=catalog.site.timezone,
        shells=shells_of,
        after=max(after, units_after),
        before=min(before, units_before),
    )


def _details(loaded: Loaded, catalog: Catalog, shells: Shells) -> Details:
    """Return the answers to what makers may ask of the content and the shells as they are now."""
    names = {
        f"{kind}/{id_}": tuple(f"{other}/{name}" for other, name in found)
        for (kind, id_), found in catalog.backlinks.items()
    }
    prints = {f"{kind}/{id_}": loaded.prints[(kind, id_)] for kind, ids in catalog.records.items() for id_ in ids}
    pictures = {f"picture {name}": original.digest.encode() for name, original in catalog.pictures.items()}
    return Details(uuid4().hex, prints, names, digest_shells(shells) | pictures)


def digest_shells(shells: Shells) -> dict[str, bytes]:
    """Return the questions about shells and hand-written pages with the digests of their answers."""
    found = {f"shell {lang} {name}": digest_of(html.encode()) for (lang, name), html in shells.shells.items()}
    for lang in dict.fromkeys(lang for lang, _ in shells.pages):
        pages = "\0".join(f"{path}\0{html}" for (other, path), html in sorted(shells.pages.items()) if other == lang)
        found[f"pages {lang}"] = digest_of(pages.encode())
    return found
