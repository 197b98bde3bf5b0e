"""The short way: the texts of some records have changed, and nothing else has.

What a record says in its front matter is then the same for every list, feed and table, so that nothing has to be read
but the records concerned and those that they name.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cached_property

from build_tools.builder.searchable import KINDS
from build_tools.builder.units import Unit
from build_tools.content.decoded import Decoded
from build_tools.content.figures import spot_figures
from build_tools.content.loader import load_record
from build_tools.content.partial import open_catalog, pack_record, unpack_record
from build_tools.content.prints import Prints
from build_tools.engine.shells import load_shells
from build_tools.feeds.offline import LIST
from build_tools.i18n.words import MissingWord
from build_tools.model.base import Record
from build_tools.model.catalog import Key
from build_tools.model.kinds import KIND_BY_FOLDER, KIND_BY_NAME
from build_tools.publish.entries import Damaged, Entries
from build_tools.publish.inputs import RECORDS
from build_tools.publish.ledger import Details, Front, Kept, Stat
from build_tools.publish.looking import PageFacts
from build_tools.publish.making import Results
from build_tools.publish.partner import Partner
from build_tools.publish.plan import index_units
from build_tools.publish.tree import Files
from build_tools.workflow.beside import hear_search, is_page, tell_end
from build_tools.workflow.dates import keep_dates, recall_dates
from build_tools.workflow.job import Job
from build_tools.workflow.made import Made, Outcome, Session


def make_local(session: Session, beside: Partner) -> Outcome | None:
    """Make again what shows the texts that have changed, where `Session.is_local`.

    Args:
        session: The build.
        beside: Changes the index of search meanwhile; see `beside.Beside`.

    Returns:
        None when more than texts is another now, or anything is wrong with them: the long way tells what.
    """
    earlier = session.ledger.read_outline()
    try:
        changed = _read_changed(session, earlier)
        return None if changed is None else _make(session, beside, earlier, changed)
    except Damaged:
        return None


def _read_changed(session: Session, earlier: Details) -> dict[Key, Decoded[Record]] | None:
    """Return the records whose texts have changed; None when more than a text is another one."""
    found, packed = {}, session.ledger.open_records(earlier)
    for kind, id_ in {_record_of(path) for path in session.inputs.changed_in(RECORDS)}:
        key = f"{kind}/{id_}"
        if key not in earlier.prints or key not in packed.index:
            return None
        config, record = session.config, unpack_record(packed, key)
        decoded, problems = load_record(KIND_BY_NAME[kind], id_, config.content, root=config.root, earlier=record)
        if decoded is None or problems or not decoded.prints or _is_more(decoded.prints, earlier.prints[key]):
            return None
        if spot_figures(decoded):  # whether they are the plan's, only the other records tell
            return None
        found[(kind, id_)] = decoded
    return found


def _is_more(now: Prints, earlier: Prints) -> bool:
    """More than the text is another one: the face, or that a translation lags behind."""
    return (now[0], now[2]) != (earlier[0], earlier[2])


def _make(
    session: Session, beside: Partner, earlier: Details, changed: Mapping[Key, Decoded[Record]]
) -> Outcome | None:
    config, before = session.config, session.before
    prints = {f"{kind}/{id_}": decoded.prints for (kind, id_), decoded in changed.items() if decoded.prints}
    now = replace(earlier, prints=earlier.prints | prints)
    session.step("build")
    dates = recall_dates(session.ledger.folder, session.key)
    catalog = open_catalog(
        config.content,
        backlinks=_Backlinks(now.names),
        packed=session.ledger.open_records(earlier),
        changed={key: decoded.value for key, decoded in changed.items()},
    )
    if session.moment is None:
        return None
    job = Job(config, session.wish, catalog, load_shells(config, before.shells), session.moment)
    texts = (f"body {key}" for key in prints if prints[key] != earlier.prints[key])
    keys = tuple(dict.fromkeys(key for text in texts for key in earlier.texts.get(text, ())))
    units = session.ledger.open_units(earlier)
    earlier = replace(earlier, units={key: units[key] for key in keys})
    now = replace(now, units=dict(earlier.units))
    if any(session.tree.damaged(_outputs(before, earlier.units.values()))):
        return None
    results = Results(dict(before.outputs), now)
    try:
        job.make(
            tuple(map(Unit.of, keys)),
            session.tree,
            results,
            known=before.outputs,
            jobs=1,
            tell_search=lambda path, entry: beside.tell((path, entry)),
        )
    except MissingWord:
        return None
    keep_dates(session.ledger.folder, session.key, known=dates)
    was, made = _facts(earlier.units, keys), _facts(now.units, keys)
    if results.outputs.keys() != before.outputs.keys() or any(_is_other(was.get(p), f) for p, f in made.items()):
        return None
    if session.wish.pages_only:
        is_wrong = _is_hurt(session, results)
    else:
        session.step("search")
        listed = json.loads(session.tree.read(LIST)) if catalog.site.offline else ()
        tell_end(beside, results, listed=listed, kinds=KINDS, today=session.moment.date())
        session.step("verify")
        # Of what search makes, pages name nothing but the files that every index begins with.
        try:
            links = job.verify(made, _Pages(units, made, earlier.anchored), results)
            is_wrong = any(links) or _is_hurt(session, results)
        finally:
            is_found = hear_search(beside, results)  # who has answered must not wait for ever to be heard
        is_wrong = is_wrong or not is_found
    if is_wrong:
        return None
    done = Made(
        Files(session.tree.root, results.outputs),
        (),
        (),
        before.records,
        frozenset(results.made),
        frozenset(results.written),
        frozenset(before.outputs.keys() - results.outputs.keys()),
    )
    after, until = index_units(now, ((key, Kept.unpack(now.units[key])) for key in keys))
    return Outcome(
        made=done,
        outputs=results.outputs,
        details=_changes(earlier, now, changed),
        is_local=True,
        zone=before.zone,
        shells=before.shells,
        after=max(before.after, after),
        before=min(before.before, until),
    )


def _is_hurt(session: Session, results: Results) -> bool:
    """A page that was not made now is not as it was left; where there is no search to see to the others, any file."""
    outputs = session.before.outputs
    if not session.wish.pages_only:
        outputs = {path: stat for path, stat in outputs.items() if is_page(path)}
    return bool(set(session.tree.damaged(outputs)) - results.made)


def _changes(earlier: Details, now: Details, changed: Mapping[Key, Decoded[Record]]) -> Details:
    """Return what is known otherwise now."""
    return Details(
        build=now.build,
        prints={key: prints for key, prints in now.prints.items() if earlier.prints[key] != prints},
        units={key: unit for key, unit in now.units.items() if earlier.units.get(key) != unit},
        texts={text: keys for text, keys in now.texts.items() if earlier.texts.get(text) != keys},
        changed={f"{kind}/{id_}": pack_record(decoded.value) for (kind, id_), decoded in changed.items()},
    )


def _outputs(before: Front, units: Iterable[bytes]) -> dict[str, Stat]:
    """Return what is known of the files that some units made."""
    return {path: before.outputs[path] for packed in units for path, _ in Kept.unpack(packed).outputs}


def _facts(units: Mapping[str, bytes], keys: Iterable[str]) -> dict[str, PageFacts]:
    """Return the facts of the HTML files that some units made."""
    every = (Kept.unpack(units[key]) for key in keys)
    return {path: PageFacts.unpack(facts) for kept in every for path, facts in kept.outputs if facts}


def _is_other(was: PageFacts | None, facts: PageFacts) -> bool:
    """What other pages depend on is another: an anchor has gone, or how the sitemap lists the page."""
    if was is None:
        return True
    return replace(was, seen=facts.seen) != facts or not set(was.seen.ids) <= set(facts.seen.ids)


def _record_of(path: str) -> Key:
    """Return kind and id of the record that a file below `content/` belongs to."""
    folder, _, name = path.rpartition("/")
    kind = KIND_BY_FOLDER.get(folder)
    return (kind.name if kind else ""), name.partition(".")[0]


class _Backlinks(Mapping[Key, tuple[Key, ...]]):
    """Who names a record, as the ledger has it."""

    def __init__(self, names: Mapping[str, tuple[str, ...]]) -> None:
        self._names = names

    def __getitem__(self, key: Key) -> tuple[Key, ...]:
        return tuple(_key(name) for name in self._names["/".join(key)])

    def __iter__(self) -> Iterator[Key]:
        return map(_key, self._names)

    def __len__(self) -> int:
        return len(self._names)


def _key(name: str) -> Key:
    kind, _, id_ = name.partition("/")
    return kind, id_


class _Pages(Mapping[str, PageFacts]):
    """The facts of every HTML file, read when those of one are asked for that was not made now."""

    def __init__(self, units: Entries, made: Mapping[str, PageFacts], anchored: Mapping[str, str]) -> None:
        self._units, self._known, self._anchored = units, dict(made), anchored

    @cached_property
    def _all(self) -> Mapping[str, PageFacts]:
        every = self._units.read_all()
        return _facts(every, every)

    def __getitem__(self, path: str) -> PageFacts:
        if path not in self._known and path in self._anchored:
            self._known = _facts(self._units, (self._anchored[path],)) | self._known
        return self._known[path] if path in self._known else self._all[path]

    def __iter__(self) -> Iterator[str]:
        return iter(self._all)

    def __len__(self) -> int:
        return len(self._all)
