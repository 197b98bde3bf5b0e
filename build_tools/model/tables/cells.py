"""Single cells: their text on one line, and the guard against spreadsheets that run formulas."""

import re

_RISKY = re.compile(r"'*[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]")
"""What a spreadsheet may take for a formula, full-width forms included; and such a text already guarded.

Source: OWASP, "CSV Injection"; `reference/security-and-reliability.md`.
"""


def neutralise(text: str) -> str:
    """Return the text with an apostrophe in front where a spreadsheet could run it."""
    return f"'{text}" if _RISKY.match(text) else text


def restore(text: str) -> str:
    """Return the text that `neutralise` was given."""
    return text[1:] if text.startswith("'") and _RISKY.match(text) else text


def one_line(text: str) -> str:
    """Return the text on one line, without space around it."""
    return re.sub(r"[ \t]*[\r\n]\s*", " ", text.strip())
