"""Puts right the spellings that an editor's keyboard makes: the form a hint suggests."""

import re
import unicodedata
from datetime import date

from build_tools.patterns import lazy_pattern

KANA = lazy_pattern(r"[ぁ-ゖァ-ヺー・0-9A-Za-z .,'&()\-〜!?]+")
"""A reading: no kanji."""

_ERAS = {"M": 1867, "T": 1911, "S": 1925, "H": 1988, "R": 2018}
"""Western year = era year + this. Source: DS-441 (2026-03-17)."""

_KANJI_ERAS = {"明治": "M", "大正": "T", "昭和": "S", "平成": "H", "令和": "R"}
_WORDS = {
    "不明": "unknown",
    "はい": "true",
    "いいえ": "false",
    "yes": "true",
    "no": "false",
    "true": "true",
    "false": "false",
}
_ERA_DATE = lazy_pattern(r"([MTSHR]) ?(\d{1,2}|元)[.年/-] ?(\d{1,2})[.月/-] ?(\d{1,2})日?(.*)")
_SLASHED = lazy_pattern(r"(\d{4})[/.年] ?(\d{1,2})[/.月-] ?(\d{1,2})日?(.*)")
_MONTH = lazy_pattern(r"(\d{4})[/.年] ?(\d{1,2})月?")
_FISCAL = lazy_pattern(r"(\d{4})年度")
_CLOCK = lazy_pattern(r"(?<!\d)(\d{1,2})(?:時(\d{1,2})分|時(半)|時)")
_HALF_DAY = 12
_NOON = lazy_pattern(r"(午前|午後) ?(\d{1,2})(時|:)")
_WEEKDAY = lazy_pattern(r"\([月火水木金土日](・祝)?\)")


def tidy(text: str) -> str:
    """Return the spelling that our fields take for what was probably meant.

    Full-width characters become half-width (NFKC), era and slashed dates become
    YYYY-MM-DD, `14時` becomes `14:00`. Text that needs nothing comes back unchanged.
    """
    plain = unicodedata.normalize("NFKC", text).strip()
    plain = _WEEKDAY.sub("", plain)
    for kanji, letter in _KANJI_ERAS.items():
        plain = plain.replace(kanji, letter)
    plain = _NOON.sub(_afternoon, plain)
    plain = _CLOCK.sub(_clock, plain)
    if match := _ERA_DATE.fullmatch(plain):
        era, year, month, day, rest = match.groups()
        western = _ERAS[era] + (1 if year == "元" else int(year))
        return f"{western}-{int(month):02}-{int(day):02}{_time(rest)}"
    if match := _SLASHED.fullmatch(plain):
        year, month, day, rest = match.groups()
        return f"{year}-{int(month):02}-{int(day):02}{_time(rest)}"
    if match := _FISCAL.fullmatch(plain):
        return f"FY{match[1]}"
    if match := _MONTH.fullmatch(plain):
        return f"{match[1]}-{int(match[2]):02}"
    if match := re.fullmatch(r"(\d{4})-(\d{1,2})-(\d{1,2})(.*)", plain):
        return f"{match[1]}-{int(match[2]):02}-{int(match[3]):02}{_time(match[4])}"
    return _WORDS.get(plain.lower(), plain)


def wrong_weekday(text: str, tidied: str) -> str:
    """Return the right weekday of a date that a text writes with another one; empty where it is right or names none.

    Args:
        text: As it was written, `2026-12-05(日)`.
        tidied: What `tidy` made of it.
    """
    named = _WEEKDAY.search(unicodedata.normalize("NFKC", text))
    try:
        right = WEEKDAYS[date.fromisoformat(tidied[:10]).weekday()]
    except ValueError:
        return ""
    return right if named and named[0][1] != right else ""


def _afternoon(match: re.Match[str]) -> str:
    hour = int(match[2]) + (_HALF_DAY if match[1] == "午後" and int(match[2]) < _HALF_DAY else 0)
    return f"{hour}{match[3]}"


def _clock(match: re.Match[str]) -> str:
    minutes = "30" if match[3] else (match[2] or "0")
    return f"{int(match[1]):02}:{int(minutes):02}"


def easy_clock(text: str) -> str:
    """Return a time of day as easy Japanese says it, `午後2時` for `14:00` or `14時`; empty for what is none."""
    match = re.fullmatch(r"([01]?\d|2[0-3])(?::([0-5]\d)|時)", text)
    if not match:
        return ""
    hour, minutes = int(match[1]), int(match[2] or 0)
    half = "午後" if hour >= _HALF_DAY else "午前"
    return f"{half}{hour % _HALF_DAY}時" + (f"{minutes}分" if minutes else "")


def _time(rest: str) -> str:
    match = re.fullmatch(r"[T ]*(\d{1,2}):(\d\d)(:\d\d)?", rest)
    return f" {int(match[1]):02}:{match[2]}" if match else rest.rstrip()


FULL_WIDTH_COLON = lazy_pattern(r"^(?P<key> *(?:- )?[A-Za-z_ａ-ｚＡ-Ｚ＿]+)[ 　]*(?P<colon>：)")
"""A key followed by a full-width colon: YAML sees one long text and no key."""

FULL_WIDTH_BLANK = "　 "
MISSING_SPACE = lazy_pattern(r"^(?P<key>[a-z_]+):(?=[^\s\x00-\x7f]|[0-9A-Za-z'\x22]|　)　*")
"""A field of a record with no half-width space after its colon: YAML sees no key."""

FULL_WIDTH_SPACE = lazy_pattern(r"^[ ]*　[ 　]*")
"""Indentation with a full-width space, which YAML takes for text."""


def half_width_line(line: str, match: re.Match[str]) -> str:
    """Return the line with a plain key and colon; the value stays as it is."""
    return unicodedata.normalize("NFKC", match["key"]) + ": " + line[match.end() :].lstrip(" 　")


WEEKDAYS = "月火水木金土日"
"""Monday first, as `date.weekday` counts."""

DATED_WEEKDAY = lazy_pattern(
    r"(?:(?P<year>\d{4})年)?(?P<month>\d{1,2})月(?P<day>\d{1,2})日 ?"
    r"[(（](?P<weekday>[月火水木金土日])(?:曜日?|・祝|・休)?[)）]"
)
ENGLISH_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
ENGLISH_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
ENGLISH_DATED_WEEKDAY = lazy_pattern(
    rf"(?P<weekday>{'|'.join(ENGLISH_WEEKDAYS)}),? "
    rf"(?P<day>\d{{1,2}}) (?P<month>{'|'.join(ENGLISH_MONTHS)}) (?P<year>\d{{4}})"
)

WEEKDAY_SIGNS = (lazy_pattern(r"月\d{1,2}日 ?[(（]"), lazy_pattern(r"day,? \d"))
"""A quick look: one of them is found in every text that has a date with its weekday."""

KANA_ROWS = {
    "あ": "あいうえおぁぃぅぇぉゔ",
    "か": "かきくけこがぎぐげご",
    "さ": "さしすせそざじずぜぞ",
    "た": "たちつてとだぢづでどっ",
    "な": "なにぬねの",
    "は": "はひふへほばびぶべぼぱぴぷぺぽ",
    "ま": "まみむめも",
    "や": "やゆよゃゅょ",
    "ら": "らりるれろ",
    "わ": "わゐゑをん",
    "A": "",
}
"""Row of the kana index to the kana that begin a word in it; `A` takes Latin letters and digits."""


def kana_row(reading: str) -> str:
    """Return the row of the kana index that a reading belongs to."""
    first = unicodedata.normalize("NFKC", reading)[:1]
    hiragana = chr(ord(first) - 0x60) if "ァ" <= first <= "ヶ" else first
    return next((row for row, kana in KANA_ROWS.items() if hiragana and hiragana in kana), "A")


def to_katakana(reading: str) -> str:
    """Return a reading with its hiragana as katakana; all else stays."""
    return "".join(chr(ord(char) + 0x60) if "ぁ" <= char <= "ゖ" else char for char in reading)


def to_hiragana(reading: str) -> str:
    """Return a reading with its katakana as hiragana, where there is one for it; all else stays."""
    return "".join(chr(ord(char) - 0x60) if "ァ" <= char <= "ヶ" else char for char in reading)


AT = r"[(\[]?アット(?:マーク)?[)\]]?"
"""Pattern of the sign in a mail address as it is spelled out."""
COUNTERS = "年月日時分秒週歳才代人名回件円個台組校区点枚冊本部階世事かカ箇ヶケ所倍割度号番周店団種通万千百億%a-zA-Z"
"""What stands behind a number that counts something, as the inside of a character class."""
_NUMERAL = "0-9一二三四五六七八九十百"
_COUNTED = f"(?![{_NUMERAL}年月日時人回件円かカ箇ヶケ歳周])"
HOUSE_NUMBER = (
    rf"(?:[{_NUMERAL}]{{1,3}}丁目 ?[{_NUMERAL}]+|[{_NUMERAL}]{{1,5}}番地|[0-9]{{1,4}}番 ?[0-9]{{1,4}})"
    rf"{_COUNTED}(?:番地?|の?[{_NUMERAL}]{{1,4}}|-[0-9]{{1,4}}|号)*"
)
"""Pattern of a house number in words."""
TOWN = r"[一-鿿]{0,4}[市区町村](?![内外民立役営有])[一-鿿々ヶ]{1,6} ?"
"""Pattern of a municipality with the name of a part of it, behind which a house number stands."""
