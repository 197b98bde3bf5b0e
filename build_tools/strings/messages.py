"""What the command line says, in the language of the person at the keyboard."""

from functools import cache

import yaml

from build_tools.config import PACKAGE


@cache
def _table(lang: str) -> dict[str, str]:
    text = (PACKAGE / "strings" / f"cli.{lang}.yml").read_text(encoding="utf-8")
    table: dict[str, str] = yaml.load(text, Loader=yaml.CSafeLoader)
    return table


def say(key: str, lang: str, **details: object) -> str:
    """Return the sentence `key` of `cli.<lang>.yml`, filled in."""
    return _table(lang)[key].format(**details)
