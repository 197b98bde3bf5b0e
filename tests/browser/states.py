"""What a visitor may have open: the menu of a phone, the suggestions of the search box, every disclosure."""

from __future__ import annotations

from playwright.sync_api import Page, expect

OPENERS = (
    "header summary, header [popovertarget], "
    "header [aria-expanded]:not([role=combobox]), header label[for]:not([for=site-search])"
)
QUERY = {"ja": "防災", "en": "disaster"}
OPEN_ALL = "() => document.querySelectorAll('main details').forEach(details => { details.open = true })"


def open_menu(page: Page) -> None:
    """Press everything in the header that opens something."""
    for opener in page.locator(OPENERS).all():
        if opener.is_visible():
            opener.click()


def open_search(page: Page, lang: str) -> None:
    """Type into the search box and wait for what it offers."""
    field = page.locator("#site-search")
    field.focus()
    expect(field).to_have_attribute("role", "combobox")
    field.fill(QUERY[lang])
    expect(page.get_by_role("option").first).to_be_visible()


def open_all(page: Page) -> None:
    """Open every disclosure of the main part: filters, citations, sources."""
    page.evaluate(OPEN_ALL)
