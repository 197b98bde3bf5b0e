"""Translations that the Japanese has left behind, for the editors: nothing here stops a build."""

from collections.abc import Iterator

from build_tools.content.decoded import Decoded
from build_tools.content.loader import Loaded
from build_tools.content.stamps import FIELD, STAMP, changed_halves
from build_tools.diagnostics import Diagnostic, Spot
from build_tools.model.base import Record
from build_tools.model.freshness import Freshness
from build_tools.model.kinds import Kind


def check_translations(loaded: Loaded) -> Iterator[Diagnostic]:
    """Yield a warning for each translation that may lag behind, at its stamp; one for all that bear no stamp."""
    bare: list[tuple[str, str]] = []
    for kind, decoded in loaded.translated:
        for lang, state in decoded.value.translations.states.items():
            if state is Freshness.STALE:
                yield _stale(kind, decoded, lang)
            elif state is Freshness.UNSTAMPED:
                bare.append((_file(decoded, lang), _name(kind, decoded, lang)))
    if bare:
        code = "unstamped-translation" if len(bare) == 1 else "unstamped-translations"
        path, name = bare[0]
        yield Diagnostic(Spot(path), code, {"count": len(bare), "id": name})


def _stale(kind: Kind, decoded: Decoded[Record], lang: str) -> Diagnostic:
    document, node = decoded.at(FIELD, lang)
    then = getattr(node, "text", "").strip()
    now = decoded.value.translations.stamp
    code = "stale-translation" if STAMP.fullmatch(then) else "hand-made-stamp"
    match STAMP.fullmatch(then) and changed_halves(then, now):
        case True, False:
            code = "stale-translation-words"
        case False, True:
            code = "stale-translation-text"
    return document.diagnose(code, node, id=_name(kind, decoded, lang), source=decoded.path, now=now)


def _name(kind: Kind, decoded: Decoded[Record], lang: str) -> str:
    """Return what an editor types for a translation: `events/2026-walk.en`."""
    return f"{kind.folder}/{decoded.value.id}.{lang}"


def _file(decoded: Decoded[Record], lang: str) -> str:
    return decoded.positions[("body", lang)][0].path
