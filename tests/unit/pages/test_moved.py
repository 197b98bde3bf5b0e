import pytest

from build_tools.pages.moved import build_moved_page
from tests.records import words


@pytest.mark.parametrize(
    ("lang", "canonical"),
    [("ja", "https://town.example/events/walk/"), ("en", "https://town.example/en/events/walk/")],
)
def test_an_old_address_leads_on(lang, canonical):
    html = build_moved_page(
        "events/old/walk/", "events/walk/", '<b> & "講座"', words(lang), base_url="https://town.example/"
    )

    assert html == (
        f'<!doctype html>\n<html lang="{lang}">\n<head>\n<meta charset="utf-8">\n'
        "<title>&lt;b&gt; &amp; &#34;講座&#34;</title>\n"
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="robots" content="noindex">\n'
        '<meta http-equiv="refresh" content="0; url=../../../events/walk/">\n'
        f'<link rel="canonical" href="{canonical}">\n</head>\n<body>\n<main>\n'
        "<h1>&lt;b&gt; &amp; &#34;講座&#34;</h1>\n"
        f'<p><a href="../../../events/walk/">{words(lang)("moved")}</a></p>\n</main>\n</body>\n</html>\n'
    )
