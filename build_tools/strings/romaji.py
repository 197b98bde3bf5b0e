"""Readings in Latin letters, for addresses: Hepburn, as far as small letters and hyphens go."""

import re
import unicodedata

_HEPBURN = {"SI": "SHI", "TI": "CHI", "TU": "TSU", "HU": "FU", "ZI": "JI", "DI": "JI", "DU": "ZU"}
"""What the Unicode names of kana spell in another way."""

_DOUBLED = "<"
"""Stands for a small tsu until the next sound is known."""


def romanise(reading: str) -> str:
    """Return a reading as words of small letters with single hyphens between; kanji are left out."""
    text = ""
    for char in unicodedata.normalize("NFKC", reading):
        text = _add(text, char)
    text = text.replace(f"{_DOUBLED}CH", "TCH")
    text = re.sub(rf"{_DOUBLED}([B-Z])", r"\1\1", text).replace(_DOUBLED, "")
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")


def _add(text: str, char: str) -> str:
    """Return the text with one more character: kana in capitals, so that Latin letters are not taken for them."""
    name = unicodedata.name(char, "")
    if not name.startswith(("HIRAGANA LETTER", "KATAKANA LETTER")):
        return text if "PROLONGED SOUND" in name else text + char.lower()
    sound = name.rpartition(" ")[2]
    if "SMALL" not in name:
        return text + _HEPBURN.get(sound, sound)
    if sound == "TU":
        return text + _DOUBLED
    if sound.startswith("Y") and text.endswith("I"):
        return text[:-1] + (sound[1:] if text.endswith(("SHI", "CHI", "JI")) else sound)
    return text[:-1] + sound if text[-1:] in tuple("AIUEO") else text + sound
