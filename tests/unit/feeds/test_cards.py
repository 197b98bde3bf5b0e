"""vCards of organizations, read back whole by a strict reader of RFC 6350."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from build_tools.feeds.cards import build_card, build_cards
from tests.records import at, make_organization

NOW = at("2026-11-23 12:00")
# RFC 6350 section 3.3: a name, parameters whose values are quoted where they hold a separator, a value.
LINE = re.compile(r'([A-Z-]+)((?:;[A-Z-]+=(?:"[^"\x00-\x08\x0a-\x1f]*"|[^";:,\x00-\x1f]+))*):(.*)', re.DOTALL)
PARAMETER = re.compile(r';([A-Z-]+)=(?:"([^"]*)"|([^";:,]+))')
SPLIT = {"ADR": ";", "CATEGORIES": ","}
TEXTS = {"FN", "ORG", "NICKNAME", "NOTE", "EMAIL", *SPLIT}
ESCAPES = {r"\\": "\\", r"\,": ",", r"\;": ";", r"\n": "\n"}
CARETS = {"^^": "^", "^'": '"', "^n": "\n"}
ONCE = {"BEGIN", "VERSION", "KIND", "UID", "SOURCE", "REV", "END", "NOTE", "CATEGORIES"}


def unfold(data: bytes) -> list[str]:
    """Give the content lines; whatever breaks the rules of lines fails."""
    assert data.endswith(b"\r\n")
    lines = data.removesuffix(b"\r\n").split(b"\r\n")
    for line in lines:
        assert len(line) <= 75, line
        assert b"\n" not in line, line
        assert b"\r" not in line, line
        line.decode()  # no character is cut
    return re.sub(r"\r\n[ \t]", "", "\r\n".join(line.decode() for line in lines)).split("\r\n")


def read_text(text: str) -> str:
    assert not re.search(r"(?<!\\)(?:\\\\)*\\(?![\\,;n])", text), text
    return re.sub(r"\\[\\,;n]", lambda match: ESCAPES[match[0]], text)


def read_value(name: str, value: str) -> object:
    if name not in TEXTS:
        return value
    separator = SPLIT.get(name)
    if separator is None:
        assert not re.search(r"(?<!\\)(?:\\\\)*[,;]", value), value
        return read_text(value)
    parts = re.findall(rf"((?:\\.|[^\\{separator}])*){separator}", value + separator)
    return tuple(read_text(part) for part in parts)


def read_parameters(text: str) -> dict[str, str]:
    found = {name: quoted or plain for name, quoted, plain in PARAMETER.findall(text)}
    return {
        name: re.sub(r"\^[\^'n]", lambda m: {"^^": "^", "^'": '"', "^n": "\n"}[m[0]], v) for name, v in found.items()
    }


def read_cards(data: bytes) -> list[list[tuple[str, dict[str, str], object]]]:
    cards = []
    for line in unfold(data):
        match = LINE.fullmatch(line)
        assert match, line
        name, parameters, value = match.groups()
        if name == "BEGIN":
            cards.append([])
        cards[-1].append((name, read_parameters(parameters), read_value(name, value)))
    for card in cards:
        names = [name for name, _, _ in card]
        assert (names[:2], names[-1], card[0][2], card[-1][2]) == (["BEGIN", "VERSION"], "END", "VCARD", "VCARD")
        assert {name for name in names if names.count(name) > 1} & ONCE == set()
    return cards


def card_of(organization, town, lang="ja"):
    [file] = build_card(organization, town, NOW, lang)
    [card] = read_cards(file.data)
    return card


def test_a_card_with_all_that_is_known(town):
    [file] = build_card(town.get("organization", "aoba"), town, NOW, "ja")
    base = town.site.base_url.rstrip("/")

    assert file.path == "organizations/aoba/aoba.vcf"
    assert read_cards(file.data) == [
        [
            ("BEGIN", {}, "VCARD"),
            ("VERSION", {}, "4.0"),
            ("KIND", {}, "org"),
            ("UID", {"VALUE": "text"}, f"aoba.organization@{town.site.uid_domain}"),
            ("SOURCE", {}, f"{base}/organizations/aoba/aoba.vcf"),
            ("FN", {"ALTID": "1", "LANGUAGE": "ja", "PREF": "1"}, "あおば協働ネット"),
            ("FN", {"ALTID": "1", "LANGUAGE": "en", "PREF": "2"}, "Aoba Collaboration Net"),
            (
                "ORG",
                {"ALTID": "1", "LANGUAGE": "ja", "PREF": "1", "SORT-AS": "あおばきょうどうねっと"},
                "あおば協働ネット",
            ),
            ("ORG", {"ALTID": "1", "LANGUAGE": "en", "PREF": "2"}, "Aoba Collaboration Net"),
            ("NICKNAME", {"ALTID": "1", "LANGUAGE": "ja", "PREF": "1"}, "あおば"),
            ("NICKNAME", {"ALTID": "1", "LANGUAGE": "en", "PREF": "2"}, "Aoba"),
            ("TEL", {"VALUE": "uri", "TYPE": "work,voice"}, "tel:+81-42-000-0000"),
            ("URL", {"PREF": "1"}, "https://www.example.org/?a=1&b=2"),
            ("URL", {"PREF": "2"}, f"{base}/organizations/aoba/"),
            ("CATEGORIES", {}, ("市民活動の支援・協働", "防災")),
            ("NOTE", {}, "NPOと町をつなぐ団体です <相談・研修 & 情報>。\nMo,Th 13:00-17:00"),
            ("REV", {}, "20261123T000000Z"),
            ("END", {}, "VCARD"),
        ]
    ]


def test_the_english_card_puts_the_english_name_first(town):
    [file] = build_card(town.get("organization", "aoba"), town, NOW, "en")
    [card] = read_cards(file.data)

    assert file.path == "en/organizations/aoba/aoba.vcf"
    assert [value for name, _, value in card if name in ("FN", "UID", "SOURCE")] == [
        f"aoba.organization@{town.site.uid_domain}",
        f"{town.site.base_url.rstrip('/')}/en/organizations/aoba/aoba.vcf",
        "Aoba Collaboration Net",
        "あおば協働ネット",
    ]


def test_an_address_and_mail(town):
    body = make_organization(
        title="あおば",
        address={"ja": '〒186-0000 見本町中央1-2-3 青葉ビル; 2階, "奥": ^a\\b', "en": "Chuo"},
        mail="info@example.org",
        hours="平日の昼。\n祝日は休み",
    )

    found = {name: (parameters, value) for name, parameters, value in card_of(body, town)}

    street = '〒186-0000 見本町中央1-2-3 青葉ビル; 2階, "奥": ^a\\b'
    assert found["ADR"] == ({"TYPE": "work", "LABEL": street}, ("", "", street, "", "", "", ""))
    assert found["EMAIL"] == ({"TYPE": "work"}, "info@example.org")
    assert found["NOTE"] == ({}, "平日の昼。\n祝日は休み")
    assert found["FN"] == ({}, "あおば")


OPENING = {
    "weekly": [{"days": ["monday", "tuesday"], "opens": "13:00", "closes": "17:00"}],
    "holidays": "closed",
}


@pytest.mark.parametrize("lang", ["ja", "en"])
@pytest.mark.parametrize(
    ("fields", "note"),
    [
        ({"opening": OPENING}, ["Mo,Tu 13:00-17:00; PH off"]),
        ({"opening": OPENING, "summary": "町の窓口"}, ["町の窓口\nMo,Tu 13:00-17:00; PH off"]),
        ({"opening": OPENING, "hours": "平日の昼"}, ["平日の昼"]),
        ({}, []),
    ],
    ids=["opening", "with a summary", "in words", "unknown"],
)
def test_hours_stand_in_the_note(town, fields, note, lang):
    card = card_of(make_organization(phone="042-000-0000", **fields), town, lang)

    assert [value for name, _, value in card if name == "NOTE"] == note


@pytest.mark.parametrize(
    "fields",
    [{"sample": "true", "phone": "042-000-0000"}, {"until": "2013", "phone": "042-000-0000"}, {}],
    ids=["sample", "ended", "unknown"],
)
def test_nobody_to_reach_has_no_card(town, fields):
    body = make_organization(**fields)

    assert list(build_card(body, town, NOW, "ja")) == []
    assert build_cards([body], town) == b""


def test_all_cards_stand_in_one_file(town):
    bodies = [town.get("organization", "aoba"), make_organization(mail="info@example.org")]

    assert read_cards(build_cards(bodies, town)) == [card_of(body, town) for body in bodies]


@settings(deadline=None)
@given(st.text(st.characters(exclude_categories=("Cc", "Cf", "Cs", "Co", "Zl", "Zp")), min_size=1, max_size=90))
def test_any_name_comes_back_whole(town, name):
    name = f"{name}🏠、\\;,:"  # always something to escape; and never only dots, which would be left to be written
    body = make_organization(title=name, summary=f"{name} {name}", address=name)

    found = {key: value for key, _, value in card_of(body, town)}

    assert (found["FN"], found["NOTE"], found["ADR"][2]) == (name, f"{name} {name}", name)
