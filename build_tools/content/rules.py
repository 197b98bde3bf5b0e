"""What must hold between the fields of a record, and between records.

Each rule takes what it needs and yields diagnostics; `RECORD_RULES` and `MODEL_RULES` are
the tables to add one to.
"""

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from build_tools.content.accessibility_rules import check_claim, check_policy
from build_tools.content.decoded import Decoded, Loc, Names
from build_tools.content.easy_texts import check_easy
from build_tools.content.event_rules import check_event, check_series
from build_tools.content.figures import check_figures, figures_of_plan, spot_figures
from build_tools.content.glossary_rules import check_terms
from build_tools.content.matching_rules import check_entry, check_partners
from build_tools.content.opening_rules import check_opening
from build_tools.content.order import check_order
from build_tools.content.problems import diagnose_unknown
from build_tools.content.texts import check_texts
from build_tools.diagnostics import Diagnostic, KindWord
from build_tools.model.accessibility import AccessibilityPolicy
from build_tools.model.actors import Organization, Place
from build_tools.model.base import Record, RefMark, TermMark
from build_tools.model.matching import Entry
from build_tools.model.naming import marked_values
from build_tools.model.occasions import Event, Notice
from build_tools.model.promises import Service
from build_tools.model.site import Site, Term
from build_tools.model.works import HistoryEntry, Project

_TYPO = 0.8
"""So near comes an id with a letter or two wrong."""
All = Mapping[str, Mapping[str, Decoded[Record]]]
Ids = Mapping[str, Collection[str]]
Vocabularies = Mapping[str, Mapping[str, Term]]


def check_catalog(records: All, ids: Ids, vocabularies: Vocabularies, site: Decoded[Site]) -> Iterator[Diagnostic]:
    """Yield every problem that needs more than one field to see.

    Args:
        records: Kind to id to what could be decoded.
        ids: Kind to the ids of all its files: naming a record with a mistake of its own is no second mistake.
        vocabularies: Vocabulary to its terms.
        site: The settings.
    """
    yield from _check_site(ids, site)
    yield from check_series(records["event"], records["series"])
    yield from check_terms(records["term"])
    yield from check_claim(records)
    addresses: dict[str, str] = {}
    sound = _sound_references(records, ids)
    plan = figures_of_plan(records["indicator"])
    terms = {(name, term) for name, vocabulary in vocabularies.items() for term in vocabulary}
    for items in records.values():
        for decoded in items.values():
            names = decoded.names or names_of(decoded)
            if not (names.references <= sound and names.terms <= terms):
                yield from check_names(decoded, records, ids, vocabularies)
            if decoded.value.aliases:
                yield from _check_aliases(decoded, addresses)
            yield from check_record(decoded)
            yield from check_figures(decoded, records["indicator"], plan)
            if isinstance(decoded.value, Organization):
                yield from _check_succession(decoded, records["organization"])
            yield from check_partners(decoded, records)


def check_record(decoded: Decoded[Record]) -> tuple[Diagnostic, ...]:
    """Return every problem that the record alone shows; they are looked for once."""
    if decoded.findings is None:
        spot_figures(decoded)  # while its documents are at hand
        rules = (*RECORD_RULES, *(rule for model, rule in MODEL_RULES if isinstance(decoded.value, model)))
        decoded.findings = tuple(problem for rule in rules for problem in rule(decoded))
    return decoded.findings


def _check_site(ids: Ids, site: Decoded[Site]) -> Iterator[Diagnostic]:
    body = site.value.contact.organization
    if body and body not in ids["organization"]:
        yield _diagnose_reference(site, ("contact", "organization"), body, "organization", ids=ids, records={})


def _sound_references(records: All, ids: Ids) -> set[tuple[str, str]]:
    """Return kind and id of what any record may name; a sample may name other samples too."""
    samples = {(kind, id_) for kind, items in records.items() for id_, item in items.items() if item.value.sample}
    return {(kind, id_) for kind, known in ids.items() for id_ in known} - samples


def names_of(decoded: Decoded[Any]) -> Names:
    """Return what a record names; it is looked for once."""
    if decoded.names is None:
        places = tuple(marked_values(decoded.value))
        references = frozenset((mark.kind, value) for _, value, mark in places if isinstance(mark, RefMark))
        terms = frozenset((mark.vocabulary, value) for _, value, mark in places if isinstance(mark, TermMark))
        decoded.names = Names(places, references, terms)
    return decoded.names


def check_names(decoded: Decoded[Any], records: All, ids: Ids, vocabularies: Vocabularies) -> Iterator[Diagnostic]:
    """Every id and every term that a record names exists."""
    for loc, value, mark in names_of(decoded).places:
        if isinstance(mark, RefMark):
            other = records[mark.kind].get(value)
            if other and other.value.sample and not decoded.value.sample:
                yield decoded.diagnose(loc, "names-a-sample", value=value)
            elif not other and value not in ids[mark.kind]:
                yield _diagnose_reference(decoded, loc, value, mark.kind, ids=ids, records=records[mark.kind])
        elif value not in vocabularies.get(mark.vocabulary, {}):
            terms = vocabularies.get(mark.vocabulary, {})
            labels = {id_: (term.ja, term.en) for id_, term in terms.items()}
            yield diagnose_unknown(
                decoded, loc, "unknown-term", value, terms, titles=labels, vocabulary=mark.vocabulary
            )


def _diagnose_reference(  # noqa: PLR0913 -- what was meant takes all of it to tell
    decoded: Decoded[Any], loc: Loc, value: str, kind: str, *, ids: Ids, records: Mapping[str, Decoded[Record]]
) -> Diagnostic:
    """Return a diagnostic for an id of no record of a kind.

    Only a slip of a letter or two is put right: whoever deleted a record means no other one instead. Where the kind
    has no records, none can be meant, and never a sample by a record that is none.
    """
    owner = next((other for other, known in ids.items() if value in known), None)
    code = "unknown-reference" if ids[kind] else "reference-without-records"
    if owner:
        code = "reference-of-other-kind"
    may_be_sample = getattr(decoded.value, "sample", False)
    known = [id_ for id_ in ids[kind] if may_be_sample or not ((item := records.get(id_)) and item.value.sample)]
    titles = {id_: _titles(records[id_].value) for id_ in known if id_ in records}
    kinds = {"kind": KindWord(kind), "found_kind": KindWord(owner or kind)}
    return diagnose_unknown(decoded, loc, code, value, known, titles=titles, alike=_TYPO, **kinds)


def _titles(record: Record) -> tuple[str, ...]:
    """Return what an editor may have written instead of the id."""
    texts = (record.title, getattr(record, "short_name", None))
    return tuple(words for text in texts if text for words in (text.ja, text.en) if words)


def _check_aliases(decoded: Decoded[Record], addresses: dict[str, str]) -> Iterator[Diagnostic]:
    for index, alias in enumerate(decoded.value.aliases):
        if other := addresses.get(alias):
            yield decoded.diagnose(("aliases", index), "alias-taken", alias=alias, other=other)
        addresses[alias] = decoded.path


def _check_succession(decoded: Decoded[Any], organizations: Mapping[str, Decoded[Record]]) -> Iterator[Diagnostic]:
    """Predecessor and successor name each other."""
    for here, there in (("predecessors", "successors"), ("successors", "predecessors")):
        for index, id_ in enumerate(getattr(decoded.value, here)):
            other = organizations.get(id_)
            if other and decoded.value.id not in getattr(other.value, there):
                details = {"other": other.path, "field": there, "id": decoded.value.id}
                yield decoded.diagnose((here, index), "one-sided-reference", **details)


def check_project(decoded: Decoded[Project]) -> Iterator[Diagnostic]:
    """A project's period and steps run forward."""
    project = decoded.value
    yield from check_order(decoded, project.starts, project.ends, ("ends",))
    for index in range(1, len(project.steps)):
        before, step = project.steps[index - 1].date, project.steps[index].date
        if step.is_known and step.last < before.first:
            yield decoded.diagnose(("steps", index, "date"), "steps-out-of-order", date=str(step), before=str(before))


def check_history(decoded: Decoded[HistoryEntry]) -> Iterator[Diagnostic]:
    """A stretch of history runs forward."""
    yield from check_order(decoded, decoded.value.date, decoded.value.ends, ("ends",))


def check_life(decoded: Decoded[Organization]) -> Iterator[Diagnostic]:
    """A body ends after it began."""
    yield from check_order(decoded, decoded.value.since, decoded.value.until, ("until",))


def check_notice(decoded: Decoded[Notice]) -> Iterator[Diagnostic]:
    """A notice matters from the day on which it is given out."""
    yield from check_order(decoded, decoded.value.date, decoded.value.until, ("until",))


RECORD_RULES = (check_texts, check_easy)
"""Rules for every record."""

MODEL_RULES: tuple[tuple[type[Record], Any], ...] = (
    (Event, check_event),
    (Project, check_project),
    (HistoryEntry, check_history),
    (Organization, check_life),
    (Organization, check_opening),
    (Place, check_opening),
    (Service, check_opening),
    (Entry, check_entry),
    (Notice, check_notice),
    (AccessibilityPolicy, check_policy),
)
"""Rules for records of one kind."""
