"""Where the lines of a title end: Japanese at the ends of phrases and by the rules of kinsoku, English at spaces.

Which signs may not begin or end a line says `strings/kinsoku.py`; where phrases end says BudouX.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from itertools import accumulate, pairwise
from unicodedata import category, east_asian_width

from build_tools.strings.kinsoku import CLOSING, NEVER_FIRST, NEVER_LAST, OPENING, PAUSES

Measure = Callable[[str], float]
"""Gives the width of a character, in the unit of the line's width."""
Phrases = Callable[[str], Sequence[str]]
"""Cuts a Japanese text behind its phrases."""

_WORD = re.compile(r"[\w'’.&+/@-]", re.ASCII)
"""What stands together in words of Latin letters and figures."""
_KATAKANA = re.compile(r"[\u30a1-\u30fa\u30fc-\u30ff]")
_HIRAGANA = re.compile(r"[\u3041-\u309f]")
_HIRAGANA_WORD = re.compile(r"[\u3041-\u309f]{3,}")
_KANJI = re.compile(r"[\u3400-\u9fff]")
_KANJI_RUN = re.compile(r"[\u3400-\u9fff]+$")
_FREE, _PHRASE, _SOFT, _SEAM, _HARD, _ODD = 0.0, 0.15, 0.35, 0.7, 4.0, 5.0
"""What it costs to end a line at a space or bracket, behind a phrase, where one may end, at a seam of a compound, and
inside of a word.

Most words of kanji have two: to cut behind an odd number of them costs more.
"""
_LINE, _UNEVEN = 0.55, 1.0
"""What one more line costs, and lines of different lengths."""
_NEAR, _DANGLING = 4, 1.3
"""So few characters behind the sign that opens a quotation a line had better not end."""
_NEVER = float("inf")
ELLIPSIS = "…"


def lay(  # noqa: PLR0913 -- all that a text is laid by
    text: str,
    width: float,
    most: int,
    *,
    measure: Measure,
    phrases: Phrases,
    whole: str = "",
    is_strict: bool = False,
) -> tuple[str, ...] | None:
    """Return a text in at most so many lines, as even as its phrases allow; None when it does not fit.

    Args:
        text: One line of plain text.
        width: Of a line.
        most: How many lines there may be.
        measure: Gives the width of a character.
        phrases: Cuts Japanese text behind its phrases.
        whole: Text whose hiragana words are never split, such as the name of the site.
        is_strict: No line may end inside of a word.
    """
    costs, upto = _costs(text, phrases, whole), (0.0, *accumulate(map(measure, text)))
    best: list[dict[int, tuple[float, int]]] = [{} for _ in range(len(text) + 1)]
    best[0][0] = (0.0, 0)
    limit = _HARD if is_strict else _NEVER
    stops = [0, *(place for place in range(1, len(text)) if costs[place] < limit), len(text)]
    for number, start in enumerate(stops):
        for end in stops[number + 1 :] if best[start] else ():
            long = _length(text, upto, start, end)
            if long > width:
                break
            slack = 1 - long / width
            for lines, (cost, _) in best[start].items():
                total = cost + costs[end] + _LINE + _UNEVEN * slack * slack
                if lines < most and total < best[end].get(lines + 1, (_NEVER,))[0]:
                    best[end][lines + 1] = (total, start)
    if not best[-1]:
        return None
    count = min(best[-1], key=lambda lines: (best[-1][lines][0], lines))
    return tuple(_lines(text, best, count))


def cut(  # noqa: PLR0913 -- as `lay`
    text: str, width: float, most: int, *, measure: Measure, phrases: Phrases, whole: str = ""
) -> tuple[str, ...]:
    """Return the beginning of a text that fits, with an ellipsis; see `lay`."""
    short, long = 0, len(text)
    fitting: tuple[str, ...] = (ELLIPSIS,)
    while short < long:
        middle = (short + long + 1) // 2
        tried = text[:middle].rstrip(OPENING + PAUSES) + ELLIPSIS
        if laid := lay(tried, width, most, measure=measure, phrases=phrases, whole=whole):
            short, fitting = middle, laid
        else:
            long = middle - 1
    return fitting


def _lines(text: str, best: Sequence[dict[int, tuple[float, int]]], count: int) -> Iterator[str]:
    ends = [len(text)]
    while ends[-1]:
        ends.append(best[ends[-1]][count][1])
        count -= 1
    ends.reverse()
    yield from (text[start:end].strip() for start, end in pairwise(ends))


def _length(text: str, upto: Sequence[float], start: int, end: int) -> float:
    """Return the width of a line as it is set: no space at its ends, an opening bracket at its edge."""
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return upto[end] - upto[start] - indent_of(text[start:end]) * (upto[start + 1] - upto[start] if start < end else 0)


def indent_of(line: str) -> float:
    """Return by how much of a full-width character a line begins further left: the white half of a bracket is no edge.

    Source: JLREQ 3.1.5, opening brackets at the line head.
    """
    return 0.5 if line and line[0] in OPENING and east_asian_width(line[0]) in "WF" else 0.0


@lru_cache(maxsize=16)
def _costs(text: str, phrases: Phrases, whole: str) -> tuple[float, ...]:
    """Return what it costs to end a line before each character, and behind the last one."""
    ends = _phrase_ends(text, phrases)
    words = [match for word in _HIRAGANA_WORD.findall(whole) for match in re.finditer(word, text)]
    kept = {at for word in words for at in range(word.start() + 1, word.end())}
    ends |= {at for word in words for at in word.span()}
    inner = (_NEVER if at in kept else _cost(text, at, is_end=at in ends) for at in range(1, len(text)))
    return (_NEVER, *inner, _FREE)


def _phrase_ends(text: str, phrases: Phrases) -> set[int]:
    return set(accumulate(map(len, phrases(text)))) if any(map(_is_wide, text)) else set()


def _cost(text: str, at: int, *, is_end: bool) -> float:
    """Return what it costs to end a line between two characters: first what is never done, then what always may be."""
    before, after = text[at - 1], text[at]
    if after.isspace() or category(after).startswith("M"):
        return _NEVER  # a space goes with the line before it, a mark with its letter
    if before.isspace():
        return _FREE
    if after in NEVER_FIRST or before in NEVER_LAST or (_WORD.match(before) and _WORD.match(after)):
        return _NEVER
    wide = _is_wide(before), _is_wide(after)
    if (wide[0] and before in CLOSING) or (wide[1] and after in OPENING):
        return _FREE
    if is_end and not (_KANJI.match(before) and _KANJI.match(after)):  # inside of compounds it only guesses
        is_dangling = any(sign in OPENING for sign in text[max(0, at - _NEAR) : at])
        return (_SOFT if _HIRAGANA.match(before) and _HIRAGANA.match(after) else _PHRASE) + is_dangling * _DANGLING
    return _inside(text, at) if all(wide) else _HARD if any(wide) else _NEVER


def _inside(text: str, at: int) -> float:
    """Return the cost between two full-width characters where no phrase ends."""
    before, after = text[at - 1], text[at]
    if bool(_KATAKANA.match(before)) != bool(_KATAKANA.match(after)):
        return _SEAM
    if _KATAKANA.match(before):
        return _ODD
    run = _KANJI_RUN.search(text[:at])
    return _HARD if run and len(run[0]) % 2 == 0 and _KANJI.match(after) else _ODD


def _is_wide(char: str) -> bool:
    return east_asian_width(char) in "WF"
