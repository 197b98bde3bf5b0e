from decimal import Decimal

import pytest
from pydantic import TypeAdapter, ValidationError

from build_tools.model import values

BIDI = "防災\u202e講座"


@pytest.mark.parametrize(
    ("form", "text", "value"),
    [
        ("Slug", "walk-2026", "walk-2026"),
        ("Flag", "true", True),
        ("Flag", "false", False),
        ("Whole", "0", 0),
        ("Whole", "007", 7),
        ("Whole", "1,000,000", 1_000_000),
        ("Number", "32.60", Decimal("32.60")),
        ("Number", "-0.5", Decimal("-0.5")),
        ("Number", "1,234.5", Decimal("1234.5")),
        ("Kana", "くにたち・えき 3-2", "くにたち・えき 3-2"),
        ("Url", "https://example.org/?q=防災&a=1#x", "https://example.org/?q=防災&a=1#x"),
        ("Url", "http://日本.example/", "http://日本.example/"),
        ("Alias", "events/old-walk/", "events/old-walk/"),
        ("Phone", "0120-000-000", "0120-000-000"),
        ("Phone", "03-1234-5678", "03-1234-5678"),
        ("Mail", "office+news@mail.example.org", "office+news@mail.example.org"),
        ("Line", "家族👨‍👩‍👧と☀️", "家族👨‍👩‍👧と☀️"),
        ("Name", "walk-2026", "walk-2026"),
        ("Name", "中央の 広場 🌱", "中央の 広場 🌱"),
        ("Name", "ｗａｌｋ", "ｗａｌｋ"),
        ("Zone", "Asia/Tokyo", "Asia/Tokyo"),
    ],
)
def test_taken(form, text, value):
    assert TypeAdapter(getattr(values, form)).validate_python(text) == value


@pytest.mark.parametrize(
    ("form", "text", "code"),
    [
        ("Slug", "Walk", "bad-id"),
        ("Slug", "a--b", "bad-id"),
        ("Slug", "-a", "bad-id"),
        ("Slug", "a_b", "bad-id"),
        ("Slug", "../x", "bad-id"),
        ("Slug", "a\n", "write-plainly"),
        ("Slug", "", "bad-id"),
        ("Flag", "on", "bad-flag"),
        ("Flag", "No", "write-plainly"),
        ("Whole", "-1", "negative-number"),
        ("Whole", "1e3", "bad-number"),
        ("Whole", "٣٠", "bad-number"),
        ("Whole", "9999999999999", "bad-number"),
        ("Whole", "1,00", "bad-number"),
        ("Number", "NaN", "bad-number"),
        ("Number", "1,2,3", "bad-number"),
        ("Kana", "国立", "bad-reading"),
        ("Url", "javascript:alert(1)", "bad-url"),
        ("Url", "JAVASCRIPT://example.org/%0aalert(1)", "bad-url"),
        ("Url", "data:text/html,x", "bad-url"),
        ("Url", "https://user@example.org/", "bad-url"),
        ("Url", "https://example.org\\@evil.example/", "bad-url"),
        ("Url", "https://localhost/", "bad-url"),
        ("Url", "https://127.0.0.1/", "bad-url"),
        ("Url", "https://2130706433/", "bad-url"),
        ("Url", "https://0x7f.0.0.1/", "bad-url"),
        ("Url", "https://[::1]/", "bad-url"),
        ("Url", "https://[::1/", "bad-url"),
        ("Url", "https://router.local/", "bad-url"),
        ("Url", 'https://example.org/"onclick="x', "bad-url"),
        ("Url", "https:///path", "bad-url"),
        ("Url", "//example.org/", "bad-url"),
        ("Alias", "/events/old/", "bad-alias"),
        ("Alias", "../old/", "bad-alias"),
        ("Alias", "events//old/", "bad-alias"),
        ("Phone", "0425762111", "bad-phone"),
        ("Phone", "+81-42-576-2111", "bad-phone"),
        ("Mail", "a@b", "bad-mail"),
        ("Line", BIDI, "hidden-character"),
        ("Line", "防災\u200b講座", "hidden-character"),
        ("Line", "防災\x07講座", "hidden-character"),
        ("Line", "防災\ue000講座", "hidden-character"),
        ("Name", BIDI, "hidden-character"),
        ("Zone", "Asia/Tokio", "unknown-zone"),
        ("Zone", "Asia", "unknown-zone"),
        ("Zone", "../../etc/passwd", "unknown-zone"),
        ("Zone", "東京", "unknown-zone"),
    ],
)
def test_refused(form, text, code):
    with pytest.raises(ValidationError) as error:
        TypeAdapter(getattr(values, form)).validate_python(text)

    assert [item["type"] for item in error.value.errors()] == [code]


@pytest.mark.parametrize(
    ("form", "text", "suggestion"),
    [
        ("Whole", "３０", "30"),
        ("Flag", "はい", "true"),
        ("Phone", "０４２－５７６－２１１１", "042-576-2111"),
        ("Mail", "office＠example.org", "office@example.org"),
        ("Url", "ｈｔｔｐｓ：／／example.org／", "https://example.org/"),
        ("When", "令和８年１２月５日", "2026-12-05"),
        ("Day", "2026.12.5", "2026-12-05"),
        ("Slug", " walk ", "walk"),
    ],
)
def test_plainer_spelling_is_offered(form, text, suggestion):
    with pytest.raises(ValidationError) as error:
        TypeAdapter(getattr(values, form)).validate_python(text)

    assert error.value.errors()[0]["ctx"]["suggestion"] == suggestion


@pytest.mark.parametrize("value", [30, True, None, ["30"], {"a": "b"}], ids=repr)
def test_only_the_text_of_one_scalar_is_read(value):
    with pytest.raises(ValidationError) as error:
        TypeAdapter(values.Whole).validate_python(value)

    assert [item["type"] for item in error.value.errors()] == ["not-a-value"]
