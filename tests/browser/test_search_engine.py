"""The engine in the browser against the one in Python, since they are one thing twice, and against wild queries."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from build_tools.model.base import LANGUAGES
from build_tools.search.evaluating import index_corpus, other_lang, read_groups
from build_tools.search.finding import Found, find
from build_tools.search.folding import reading_key
from build_tools.search.lookup import FileIndex
from build_tools.search.planning import Plan, kana_of, plan
from build_tools.search.readings import spell_out, title_key
from build_tools.search.relative import relative_words
from build_tools.search.terms import stem, text_terms
from tests.conftest import ROOT, Once
from tests.site.serving import serve

CORPUS = ROOT / "tests" / "search_eval"
RECORDS: list[dict[str, str]] = json.loads((CORPUS / "records.json").read_text(encoding="utf-8"))
QUERIES: list[dict[str, Any]] = json.loads((CORPUS / "queries.json").read_text(encoding="utf-8"))
SYNONYMS = ROOT / "content" / "synonyms.yml"
SCRIPT = ROOT / "build_tools" / "theme" / "assets" / "search.js"

PROTOTYPE = (
    "__proto__ constructor prototype hasOwnProperty isPrototypeOf toString toLocaleString valueOf __defineGetter__"
    " constructors constructor's re-constructor length name then null undefined NaN true"
)
"""Names that every object of JavaScript has, and words that are values there."""
JAPANESE = (
    "防災 国立 國 櫻 桜 𠮷 〇 々 ヶ 申し込み 申込み 市の民 がっこう おおどおり せんせい ぼーさい キョウドウ セミナー"
    " ヴ ヷ ゝ ゞ ヽ ヾ ﾎﾞﾗﾝﾃｨｱ ｾﾐﾅｰ ﾊﾟ ﾟ ﾞ は\u3099 ー ーー っ ァ ゖ ん を は に ㍿ ㌔ ㋿ ゟ 〼"
)
NUMBERS = "令和8年 平成元年 元年 昭和100年 12月05日 007回 ０ 3か所 10年度 ５丁目 九 ② 一 1 2026 1,000 8"
DATES = "12/5 2026-12-05 2026/12 2026.1.2 24/7 1/2/3 sept.5th dec ５／１ 5th may of 31/12 12-5"
RELATIVE = "今日 明後日の催し 来月の講座 今週末 再来月 来週 tomorrow this-weekend"
RELATIVE_PHRASES = ("next month seminar", "events this weekend", "next week", "来月　防災")
LATIN = (
    "Café Ōsaka ß İ ı ﬁ Σας ſ Å é e\u0301 Ñ Ỹ Ａｂｃ 𝐀 NPO non-profit children's children’s o'clock e-mail 's ’ ' -"
    " y yes toy sses eed ing s t kunitachi bousai shinbun kk nn a"
)
SIGNS = (
    "👩\u200d👩\u200d👧 🇯🇵 ❤\ufe0f \ud83d \udc69 \ud800 \udfff"
    r" <script> </p> <b> &amp; (?: [^ (a+)+$ .*$ \u{1} ${x} %00 ../ \ 'OR(1=1)"
)
BLANKS = ' 　\t\n\r\0\x1b\x7f\u200b\u200d\ufeff\u2028。、・「」()[]{}.*+?^$|/<>&;=#%@~`,:!"'
PIECES = (*f"{PROTOTYPE} {JAPANESE} {NUMBERS} {DATES} {RELATIVE} {LATIN} {SIGNS}".split(), *BLANKS)
LETTERS = "".join(PIECES)
ENDINGS = (
    "ational tional enci anci izer abli entli ousli ization ation ator alism iveness fulness ousness aliti iviti biliti"
    " icate ative alize iciti ical ful ness al ance ement ment ent ion sion tion ism ive ed ing eed ies sses y ll e s"
)
SOON = b'"soon":[0,40]'
"""Pages of the corpus that count as events to come."""
LONG = 10_000
"""Characters of a very long query."""
TEXTS, FUZZ, SHARES = 4_000, 20_000, 2
LIMIT, TRIES = 50, 3
"""Milliseconds that no query takes. Another process may take the processor away, but hardly each time: what was slow
is asked again when all others have been."""
DIGITS = 9
"""Of numbers beside scores: beyond them, sums and logarithms of Python and browsers differ."""

Ask = Callable[[str, object], Any]
Case = tuple[str, str]
"""Language, query."""

ENGINE = """async () => {
    const engine = await import("/search.js"), at = lang => new URL(`/search/${lang}/`, location).href
    const today = new Date(2026, 10, 29)
    const indexes = {ja: await engine.load(at("ja"), today), en: await engine.load(at("en"), today)}
    const opened = {ja: await engine.open(at("ja")), en: await engine.open(at("en"))}
    Object.assign(window, {engine, indexes, opened, kit: indexes.ja.kit})
}"""
PLANS = """cases => cases.map(([lang, query]) => {
    const {ideas, isShort, titles} = kit.plan(query, indexes[lang].synonyms)
    const plain = ideas.map(one => [one.text, one.weight, one.ways.map(way => [way.how, way.text, way.terms])])
    return [plain, isShort, titles]
})"""
HITS = """async ({cases, isFull}) => {
    const found = []
    for (const [lang, query] of cases) {
        const other = indexes[lang === "ja" ? "en" : "ja"]
        const one = await engine.findHits(query, indexes[lang], indexes[lang].synonyms, async () => other, isFull)
        found.push([one.hits.map(hit => [hit.page, hit.score, hit.coverage]), one.isOther])
    }
    return found
}"""
SLOW = """async ({lang, queries, limit}) => {
    const slow = []
    for (const query of queries) {
        const start = performance.now()
        await opened[lang].find(query, {limit: 5}).catch(error => {
            throw new Error(`${JSON.stringify(query.slice(0, 300))}: ${error.stack}`)
        })
        if (performance.now() - start >= limit) slow.push(query)
    }
    return slow
}"""


def build_corpus(folder: Path) -> str:
    """Write the index of the corpus in both languages, and the engine; give the folder."""
    folder /= "search-engine"
    groups = tuple(read_groups(SYNONYMS.read_text(encoding="utf-8")))
    for lang in LANGUAGES:
        items = [item for item in RECORDS if item["lang"] == lang]
        for path, data in index_corpus(items, lang, groups).items():
            file = folder / "search" / lang / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(data.replace(b'"soon":[0,0]', SOON) if path == "index.json" else data)
    (folder / "search.js").write_bytes(SCRIPT.read_bytes())
    (folder / "index.html").write_text("<!doctype html>")
    return str(folder)


@pytest.fixture(scope="session")
def corpus(once: Once) -> Path:
    """The folder of the index of the corpus."""
    return Path(once("search-engine", build_corpus))


@pytest.fixture(scope="session")
def indexes(corpus: Path) -> dict[str, FileIndex]:
    """The indexes as Python reads them."""
    return {lang: FileIndex((corpus / "search" / lang).joinpath, date(2026, 11, 29)) for lang in LANGUAGES}


@pytest.fixture(scope="session")
def ask(browser: Browser, corpus: Path) -> Iterator[Ask]:
    """Have the browser compute a function of a value: `ask("text => kit.fold(text)", "Ａ")`."""
    with serve(corpus) as address:
        page = browser.new_page()
        page.goto(address)
        page.evaluate(ENGINE)
        # JSON in both directions: lone surrogates do not come through otherwise.
        yield lambda code, value: json.loads(
            page.evaluate(f"async text => JSON.stringify(await ({code})(JSON.parse(text)))", json.dumps(value))
        )
        page.close()


def utf16(text: str) -> str:
    """Return a text as JavaScript has it: halves of a surrogate pair that have met are one character."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "surrogatepass")


def seeded(seed: object) -> random.Random:
    return random.Random(str(seed))  # noqa: S311 -- the same each time


def mixed(chance: random.Random, pieces: Sequence[str], most: int) -> str:
    return utf16("".join(chance.choices(pieces, k=chance.randint(1, most))))


def texts() -> list[str]:
    """Return the texts of the corpus, its queries, and made-up ones."""
    chance = seeded("texts")
    known = [item[name] for item in RECORDS for name in ("title", "markdown")] + [item["query"] for item in QUERIES]
    made_up = [mixed(chance, pool, 30) for pool in ((*PIECES, *" " * 20), LETTERS) for _ in range(TEXTS // 2)]
    return [*known, *PROTOTYPE.split(), *made_up]


def words() -> list[str]:
    """Return the Latin words of the corpus, and made-up ones with the endings that the stemmer knows."""
    chance = seeded("words")
    known = re.findall("[a-z]+", " ".join(texts()).lower())
    made_up = (mixed(chance, "abcdeiosty", 7) + chance.choice(ENDINGS.split()) for _ in range(TEXTS))
    return sorted({*known, *made_up})


def mutations(chance: random.Random, query: str) -> Iterator[str]:
    """Yield a query as people get it wrong, cut it short, or have not converted it yet."""
    at = chance.randrange(len(query))
    yield query[:at] + query[at + 1 :]
    yield query[:at] + query[at : at + 2][::-1] + query[at + 2 :]
    yield query[:at] + chance.choice("aeszんーイ") + query[at:]
    yield query[: len(query) // 2 + 1]
    yield query[len(query) // 2 :]
    yield spell_out(query)


def cases() -> list[Case]:
    """Return queries with their languages: those of the corpus, its titles, mutations, unconverted text, odd ones."""
    chance = seeded("cases")
    asked = [(item["lang"], item["query"]) for item in QUERIES]
    titles = [(item["lang"], item["title"]) for item in RECORDS]
    wrong = [(lang, other) for lang, query in asked for other in mutations(chance, query)]
    kana = [("ja", part) for item in RECORDS for part in re.findall("[ぁ-ん]{9,30}", spell_out(item["markdown"]))]
    made_up = [mixed(chance, (*PIECES, *" " * 20), 12) for _ in range(500)]
    odd = [
        *PROTOTYPE.split(),
        *RELATIVE.split(),
        *RELATIVE_PHRASES,
        *(text * (LONG // 2) for text in ("㍿防", "あい", "a ")),
        *made_up,
    ]
    return [*asked, *titles, *wrong, *kana, *((lang, query) for lang in LANGUAGES for query in odd)]


def rounded(value: Any) -> Any:
    """Return a value as JSON has it, with its numbers rounded."""
    if isinstance(value, float):
        return round(value, DIGITS)
    return [rounded(item) for item in value] if isinstance(value, (list, tuple)) else value


def first_difference(asked: Sequence[object], python: Sequence[object], browser: Sequence[object]) -> object:
    """Return what was asked first with unlike answers, that of Python, that of the browser; None for no difference."""
    answers = zip(asked, map(rounded, python), map(rounded, browser), strict=True)
    return next((answer for answer in answers if answer[1] != answer[2]), None)


def plain_plan(asked: Plan) -> object:
    ideas = [(idea.text, idea.weight, [(way.how, way.text, way.terms) for way in idea.ways]) for idea in asked.ideas]
    return ideas, asked.is_short, asked.titles


def plain_hits(found: Found) -> object:
    return [(hit.page, hit.score, hit.coverage) for hit in found.hits], found.is_other


TOOLS: dict[str, tuple[Callable[[str], object], Callable[[], list[str]]]] = {
    "textTerms": (lambda text: list(text_terms(text)), texts),
    "stem": (stem, words),
    "readingKey": (reading_key, texts),
    "titleKey": (title_key, texts),
    "kanaOf": (kana_of, words),
}
"""Function of the engine: the one in Python, what it is asked."""


@pytest.mark.parametrize("name", TOOLS)
def test_texts_are_cut_and_folded_alike(ask, name):
    python, make = TOOLS[name]
    asked = make()

    found = ask(f"texts => texts.map(text => kit.{name}(text))", asked)

    difference = first_difference(asked, list(map(python, asked)), found)
    assert difference is None


def test_words_for_days_seen_from_today_stand_for_the_same_days(ask):
    days = [date(2027, 12, 1) + timedelta(number) for number in range(100)]  # a leap year begins among them

    found = ask(
        "days => days.map(([y, m, d]) => kit.relativeWords(new Date(y, m - 1, d)))",
        [(day.year, day.month, day.day) for day in days],
    )

    python = [[[word, list(others)] for word, others in relative_words(day)] for day in days]
    assert first_difference(days, python, found) is None


@pytest.mark.parametrize(
    ("before", "marked", "begins"),
    [
        ("", "防災", "*防災"),
        (f"{'あ' * 90}。まず、", "防災", "まず、*防災"),
        (f"{'あ' * 90}\n見出し\n", "防災", "*防災"),
        ("あ" * 90, "防災", f"…{'あ' * 30}*防災"),
        (f"{'First. ' * 12}We learn about ", "earthquakes", "We learn about *earthquakes"),
        (f"{'word ' * 40}about ", "earthquakes", f"…{'word ' * 4}about *earthquakes"),
        ("一文め。二文め。", "防災", "一文め。二文め。*防災"),
    ],
    ids=[
        "the text",
        "a sentence",
        "a line",
        "a long sentence",
        "an English one",
        "a long English one",
        "near the beginning",
    ],
)
def test_what_results_show_of_a_page_begins_with_a_sentence_where_it_can(ask, before, marked, begins):
    text = [[before, False], [marked, True], [f"のことを{'い' * 200}", False]]

    shown = ask("parts => engine.shorten(parts)", text)

    assert "".join(f"*{part}" if is_marked else part for part, is_marked in shown).startswith(begins)


def test_queries_are_planned_alike(ask, indexes):
    asked = cases()

    found = ask(PLANS, asked)

    planned = [plain_plan(plan(query, indexes[lang].synonyms)) for lang, query in asked]
    difference = first_difference(asked, planned, found)
    assert difference is None


@pytest.mark.parametrize("is_full", [True, False], ids=["full", "quick"])
def test_queries_find_the_same_pages_with_the_same_scores(ask, indexes, is_full):
    asked = cases()

    found = ask(HITS, {"cases": asked, "isFull": is_full})

    hits = [
        plain_hits(find(query, indexes[lang], indexes[lang].synonyms, indexes[other_lang(lang)], is_full=is_full))
        for lang, query in asked
    ]
    assert any(pages for pages, _ in hits)
    difference = first_difference(asked, hits, found)
    assert difference is None


def noise(chance: random.Random, lang: str) -> Iterator[str]:
    """Yield queries without end: words of the corpus in bits, noise of all kinds, and now and then a very long one."""
    known = [item["markdown"] for item in RECORDS if item["lang"] == lang]
    while True:
        text = chance.choice(known)
        at = chance.randrange(len(text))
        bits = [text[at : at + chance.randint(1, 8)], *chance.choices(PIECES, k=2), *chance.choices(LETTERS, k=2)]
        yield utf16("".join(chance.sample(bits, k=chance.randint(1, 5))))
        yield mixed(chance, PIECES, 6)
        yield mixed(chance, LETTERS, 20)
        yield mixed(chance, tuple(map(chr, range(0x20, 0xFFFF, chance.randint(100, 3000)))), 20)
        if chance.random() < 1 / 50:
            yield mixed(chance, chance.choice((PIECES, LETTERS, chance.choice(PIECES), known)), 40) * (LONG // 2)


@pytest.mark.parametrize("share", range(SHARES))
@pytest.mark.parametrize("lang", LANGUAGES)
def test_whatever_is_typed_the_engine_answers_at_once(ask, lang, share):
    queries = noise(seeded(share), lang)
    slow = [next(queries)[:LONG] for _ in range(FUZZ // SHARES // len(LANGUAGES))]

    for _ in range(TRIES):
        slow = ask(SLOW, {"lang": lang, "queries": slow, "limit": LIMIT})

    assert [query[:300] for query in slow] == []
