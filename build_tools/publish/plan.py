"""Which pieces of work have to be done again: those whose questions have other answers than last time."""

from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from datetime import datetime
from functools import cache

from build_tools.builder.units import Unit
from build_tools.publish.inputs import digest_of
from build_tools.publish.ledger import Details, Kept
from build_tools.tracing import EVER

Prints = Mapping[str, tuple[bytes, bytes, bytes]]
_PART = {"face": 0, "body": 1, "voice": 2}


def find_stale(
    units: Iterable[Unit], before: Details, now: Details, moment: datetime, damaged: Container[str]
) -> Iterator[Unit]:
    """Yield the units whose result an earlier build does not have.

    Args:
        units: Those of the site as it is now.
        before: What that build knew.
        now: The same for the content now, as far as questions go: `prints`, `names`, `shells`.
        moment: What the site speaks for.
        damaged: Finished files that are not as they were left.
    """
    is_other = _comparison(before, now)
    at = moment.isoformat()
    for unit in units:
        packed = before.units.get(unit.key)
        if packed is None:
            yield unit
            continue
        kept = Kept.unpack(packed)
        is_fresh = kept.after < at < kept.before and not any(map(is_other, kept.questions))
        if not is_fresh or any(path in damaged for path, _ in kept.outputs):
            yield unit


def _comparison(before: Details, now: Details) -> Callable[[str], bool]:
    """Return a function that says whether the answer to a question is another one now."""
    of_then, of_now = Answers(before), Answers(now)

    @cache
    def is_other(question: str) -> bool:
        return of_then.digest(question) != of_now.digest(question)

    return is_other


class Answers:
    """The answers to what makers ask, each as a digest; see `Asked.questions`."""

    def __init__(self, details: Details) -> None:
        self._details = details
        self._kinds: dict[str, bytes] = {}

    def digest(self, question: str) -> bytes | None:
        """Return the digest of an answer; None for what does not exist."""
        form, _, subject = question.partition(" ")
        match form:
            case "face" | "body" | "voice":
                found = self._details.prints.get(subject)
                return found[_PART[form]] if found else None
            case "names":
                return "\n".join(self._details.names.get(subject, ())).encode()
            case "all":
                return self._all(subject)
            case "voices":
                return digest_of(b"\n".join(_voices(self._details.prints, subject)))
            case _:
                return self._details.shells.get(question)

    def _all(self, kind: str) -> bytes:
        if not self._kinds:
            self._kinds = {name: digest_of(b"".join(parts)) for name, parts in _by_kind(self._details.prints).items()}
        return self._kinds.get(kind, b"")


def _voices(prints: Prints, kind: str) -> Iterator[bytes]:
    """Yield how the translations of each record of a kind stand, by id."""
    head = f"{kind}/"
    yield from (f"{key} ".encode() + found[2] for key, found in sorted(prints.items()) if key.startswith(head))


def _by_kind(prints: Prints) -> Mapping[str, list[bytes]]:
    found: dict[str, list[bytes]] = {}
    for key, (face, *_) in sorted(prints.items()):
        found.setdefault(key.partition("/")[0], []).append(f"{key}\0".encode() + face)
    return found


def index_units(details: Details, units: Iterable[tuple[str, Kept]]) -> tuple[str, str]:
    """Note in `details.texts` which of these units ask for texts; return between which moments their clocks agree."""
    asking: dict[str, dict[str, None]] = {text: dict.fromkeys(keys) for text, keys in details.texts.items()}
    after, before = "", EVER.isoformat()
    for key, kept in units:
        after, before = max(after, kept.after), min(before, kept.before)
        for question in kept.questions:
            if question.startswith("body "):
                asking.setdefault(question, {})[key] = None
    details.texts = {text: tuple(keys) for text, keys in asking.items()}
    return after, before
