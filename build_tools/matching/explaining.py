"""Says in words why entries could go together: one sentence for each part of the score."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from markupsafe import Markup

from build_tools.i18n.filling import fill, join
from build_tools.i18n.words import Words
from build_tools.matching.scoring import PARTS, Found
from build_tools.model.base import LANGUAGES
from build_tools.model.catalog import Catalog

MOST_WORDS = 6
"""So many common words are told."""
_Label = Callable[[Catalog, str, str], Markup]


def _term(vocabulary: str) -> _Label:
    return lambda catalog, lang, id_: fill("{}", catalog.terms(vocabulary)[id_].get(lang))


def _place(catalog: Catalog, lang: str, id_: str) -> Markup:
    return fill("{}", catalog.get("place", id_).title.get(lang))


def _word(_: Catalog, lang: str, word: str) -> Markup:
    """Return a word of the Japanese texts."""
    return fill("{}", word) if lang == LANGUAGES[0] else fill('<span lang="ja">{}</span>', word)


_LABELS: Mapping[str, _Label] = MappingProxyType(
    {"themes": _term("themes"), "words": _word, "audience": _term("audiences"), "places": _place}
)
"""Part to what its ids are called."""


def explain(found: Found, catalog: Catalog, words: Words) -> tuple[Markup, ...]:
    """Return a sentence with its points for each part, in the order of `PARTS`."""
    return tuple(_sentence(found, name, catalog, words) for name in PARTS)


def _sentence(found: Found, name: str, catalog: Catalog, words: Words) -> Markup:
    agreement = dict(found.agreements)[name]
    label = _LABELS.get(name)
    labels = [label(catalog, words.lang, id_) for id_ in agreement.common[:MOST_WORDS]] if label else []
    parts = [part for item in labels for part in (fill("{}", words("list.join")), item)][1:]
    number = "two" if len(found.entries) == 2 else "three"  # noqa: PLR2004 -- a pair
    key = f"match.{name}.{agreement.how}"
    said = words.markup(f"{key}.{number}" if agreement.how == "all" else key, common=join(parts))
    points = format_points(PARTS[name].points * agreement.share)
    return words.markup("match.part", said=said, points=points, most=PARTS[name].points)


def format_points(points: float) -> str:
    """Return points as a whole number, halves up."""
    return str(int(points + 0.5))
