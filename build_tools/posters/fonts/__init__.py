"""The font files, and whether all that posters need is there."""

from functools import cache
from importlib.util import find_spec
from pathlib import Path

FOLDER = Path(__file__).parent
_NEEDED = ("NotoSansJP-Bold.otf", "NotoSansJP-Regular.otf")
_PACKAGES = ("PIL", "budoux")


@cache
def missing() -> tuple[str, ...]:
    """Return the names of fonts and packages that are missing; without one of them no poster is made."""
    return (
        *(name for name in _NEEDED if not (FOLDER / name).is_file()),
        *(name for name in _PACKAGES if find_spec(name) is None),
    )
