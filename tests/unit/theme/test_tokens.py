"""The tokens of the design: written once, used by name, and legible in every scheme, by the formula of WCAG 2.2."""

import re
from collections.abc import Iterator, Mapping

import pytest

from build_tools.config import PACKAGE

ASSETS = PACKAGE / "theme" / "assets"
ALONE = {"paper.css", "emergency.css"}
"""Sheets of pages that link no other: flyers and forms, black on white, and the light front page of an emergency."""
SHEETS = {path.name: path for path in sorted(ASSETS.glob("*.css")) if path.name not in ALONE}
DARK, MORE = "(prefers-color-scheme: dark)", "(prefers-contrast: more)"
SCHEMES = {
    "light": ("",),
    "dark": ("", DARK),
    "more-light": ("", MORE),
    "more-dark": ("", DARK, MORE, f"{MORE} and {DARK}"),
}
"""Name of a scheme to the conditions that hold in it, in the order of the sheet."""

GROUNDS = ("paper", "surface", "sunken")
MEANINGS = ("green", "red", "amber")
WASHES = tuple(f"{name}-wash" for name in MEANINGS)
TEXTS = (
    *((word, ground) for ground in GROUNDS for word in ("ink", "soft", "link", *MEANINGS)),
    *((word, wash) for wash in WASHES for word in ("ink", "soft", "link")),
    *((name, f"{name}-wash") for name in MEANINGS),
    ("red", "amber-wash"),
    ("on-green", "green"),
    ("on-soft", "soft"),
    *(("paper", ground) for ground in ("soft", *MEANINGS)),
)
"""Colour of words and what they lie on."""
SIGNS = tuple((sign, ground) for ground in (*GROUNDS, *WASHES) for sign in ("line-strong", "focus", *MEANINGS))
"""Borders of controls, marks and the ring of the focus, and what they lie on."""

DECLARED = re.compile(r"--([\w-]+):\s*([^;]+);")
DECLARED_HERE = re.compile(r"--([\w-]+):\s*([^;}]+?)\s*[;}]")
COLOUR = re.compile(r"#[0-9a-f]{3,8}\b|\b(?:rgb|hsl|oklch|lab|color)a?\(", re.IGNORECASE)


def without_comments(name: str) -> str:
    return re.sub(r"/\*.*?\*/", "", SHEETS[name].read_text(encoding="utf-8"), flags=re.DOTALL)


def blocks() -> Iterator[tuple[str, Mapping[str, str]]]:
    """Yield the condition of each block of tokens, empty for none, and its tokens."""
    for condition, plain, inner in re.findall(
        r"^@media ([^{]+?) \{\s*:root \{([^}]*)\}\s*\}|^:root \{([^}]*)\}", without_comments("site.css"), re.MULTILINE
    ):
        yield condition, dict(DECLARED.findall(plain or inner))


def tokens(scheme: str) -> Mapping[str, str]:
    """Give the tokens of a scheme."""
    holding = SCHEMES[scheme]
    return {name: value for condition, found in blocks() if condition in holding for name, value in found.items()}


def luminance(colour: str) -> float:
    """Give the relative luminance of `#rrggbb`: WCAG 2.2, section 6, relative luminance."""
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Give the contrast ratio of two colours, from 1 to 21."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def faint(scheme: str, pairs: tuple[tuple[str, str], ...], least: float) -> list[str]:
    """Give the pairs that are too close to each other."""
    found = tokens(scheme)
    ratios = ((pair, contrast(found[pair[0]], found[pair[1]])) for pair in pairs)
    return [f"{word} on {ground}: {ratio:.2f}" for (word, ground), ratio in ratios if ratio < least]


@pytest.mark.parametrize(("one", "other", "ratio"), [("#000000", "#ffffff", 21.0), ("#777777", "#ffffff", 4.48)])
def test_contrast_is_that_of_the_standard(one, other, ratio):
    assert round(contrast(one, other), 2) == ratio


@pytest.mark.parametrize(("scheme", "least"), [("light", 4.5), ("dark", 4.5), ("more-light", 7), ("more-dark", 7)])
def test_words_are_legible(scheme, least):
    assert faint(scheme, TEXTS, least) == []


@pytest.mark.parametrize(("scheme", "least"), [("light", 3), ("dark", 3), ("more-light", 4.5), ("more-dark", 4.5)])
def test_signs_are_seen(scheme, least):
    assert faint(scheme, SIGNS, least) == []


@pytest.mark.parametrize("scheme", ["more-light", "more-dark"])
def test_every_line_is_seen_by_those_who_ask_for_more_contrast(scheme):
    assert faint(scheme, tuple(("line", ground) for ground in GROUNDS), 4.5) == []


def test_colours_and_sizes_of_type_are_tokens():
    loose = []
    for name in SHEETS:
        text = re.sub(r":root[^{]*\{[^}]*\}", "", without_comments(name))
        screen = re.split(r"^@(?:media print|page)", text, maxsplit=1, flags=re.MULTILINE)[0]
        loose += [
            f"{name}: {line.strip()}" for line in text.splitlines() if COLOUR.search(line.partition("{")[2] or line)
        ]
        loose += [f"{name}: {size}" for size in re.findall(r"font-size: [\d.]+rem", screen)]

    assert loose == []


SPACED = re.compile(r"(?<![\w-])(?:margin|padding|gap|row-gap|column-gap)(?:-[a-z-]+)?:\s*([^;}]*)")
LENGTH = re.compile(r"(?<![\w.-])-?[\d.]+(?:rem|px)\b")
A_LINE = {"1px", "-1px"}
"""The width of a line, by which things are moved that share one. What is relative to its text (`em`) or lies on paper
(`mm`) is no step of the scale either."""


WRITTEN_OUT = {"emergency.css": {"68rem"}}
"""Sheets that write steps as lengths, since their octets are counted before they are packed, to what else they measure:
in an emergency, how wide the text is that the banner stands above."""


@pytest.mark.parametrize("path", sorted(ASSETS.glob("*.css")), ids=lambda path: path.name)
def test_spaces_are_steps_of_the_scale(path):
    text = re.sub(r"/\*.*?\*/", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
    lengths = {length for value in SPACED.findall(text) for length in LENGTH.findall(value)}
    steps = {value.removeprefix("0") for name, value in tokens("light").items() if name.startswith("space-")}
    allowed = A_LINE | (WRITTEN_OUT[path.name] | steps if path.name in WRITTEN_OUT else set())

    assert lengths - allowed == set()


def test_the_sheet_of_paper_has_the_same_scale():
    text = (ASSETS / "paper.css").read_text(encoding="utf-8")
    steps = {step: value for step, value in DECLARED_HERE.findall(text) if step.startswith("space-")}
    used = set(re.findall(r"var\(--(space-[\d-]+)\)", text))

    assert steps == {step: tokens("light")[step] for step in used}


def test_every_token_is_used_and_every_name_is_a_token():
    whole = "\n".join(map(without_comments, SHEETS))
    own = {"tone", "shown"}  # colours that the drawing of the network and the page of the design hand down
    used, declared = set(re.findall(r"var\(--([\w-]+)", whole)) - own, set(tokens("light"))

    assert (used - declared, declared - used) == (set(), set())
