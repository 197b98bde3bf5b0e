"""Folds text, so that what readers take for the same is the same: widths, cases, kana, old kanji, accents."""

import re
import unicodedata
from functools import cache

from build_tools.search.rules import read_rules

KANJI = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\u3005\u3007\U00020000-\U0003ffff"
HIRAGANA = "\u3041-\u3096\u309d\u309e"
KATAKANA = "\u30a1-\u30fa\u30fd\u30fe"
LONG = "\u30fc"
_ACCENTED = re.compile("[\u00c0-\u024f\u1e00-\u1eff]")
_COMBINING = re.compile("[\u0300-\u036f]")
_VOICING = re.compile("[\u3099\u309a]")
_TO_HIRAGANA = {code: code - 0x60 for code in (*range(0x30A1, 0x30F7), 0x30FD, 0x30FE)}
_NOT_KANA = re.compile(f"[^{HIRAGANA}]")


def fold(text: str) -> str:
    """Return text in normal widths, small letters without accents and new kanji; kana stay as they are."""
    return unify_kanji(unicodedata.normalize("NFKC", text).lower())


def unify_kanji(text: str) -> str:
    """Return text without old kanji and Latin accents."""
    plain = text.translate(_old_kanji())
    return _ACCENTED.sub(_without_accent, plain) if not plain.isascii() else plain


def to_hiragana(text: str) -> str:
    """Return text with its katakana as hiragana."""
    return text.translate(_TO_HIRAGANA)


@cache
def reading_key(reading: str, *, is_voiced: bool = False) -> str:
    """Return kana as they are compared: no small kana, no lengthened vowels; empty for what is no kana.

    Args:
        reading: The kana.
        is_voiced: Keep voicing, where another word is not meant.
    """
    plain = to_hiragana(unicodedata.normalize("NFKC", reading))
    if not is_voiced:
        plain = _VOICING.sub("", unicodedata.normalize("NFD", plain))
    large = _NOT_KANA.sub("", plain.translate(_large_kana()))
    return _long_vowels().sub("", large)


def _without_accent(match: re.Match[str]) -> str:
    return _COMBINING.sub("", unicodedata.normalize("NFD", match[0]))


@cache
def _old_kanji() -> dict[int, str]:
    return str.maketrans(dict(read_rules().old_kanji))


@cache
def _large_kana() -> dict[int, str]:
    return str.maketrans(dict(read_rules().small_kana))


@cache
def _long_vowels() -> re.Pattern[str]:
    return re.compile("|".join(f"(?<=[{before}]){vowel}" for vowel, before in read_rules().long_vowels))
