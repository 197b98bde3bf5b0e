"""The page at a record's old address: it leads on at once, and says so where that does not work."""

from markupsafe import Markup

from build_tools.i18n.words import Words
from build_tools.urls import canonical, to_root

_PAGE = Markup("""<!doctype html>
<html lang="{lang}">
<head>
<meta charset="utf-8">
<title>{title}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<meta http-equiv="refresh" content="0; url={target}">
<link rel="canonical" href="{canonical}">
</head>
<body>
<main>
<h1>{title}</h1>
<p><a href="{target}">{moved}</a></p>
</main>
</body>
</html>
""")


def build_moved_page(alias: str, target: str, title: str, words: Words, *, base_url: str) -> str:
    """Return the HTML of the page at `alias` that leads to `target`, both below the language's root."""
    return _PAGE.format(
        lang=words.lang,
        title=title,
        target=to_root(alias) + target,
        canonical=canonical(base_url, target, words.lang),
        moved=words("moved"),
    )
