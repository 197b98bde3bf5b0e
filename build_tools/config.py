"""Where things are. Every path is derived from the project's root, which is an argument."""

from dataclasses import dataclass
from pathlib import Path

PACKAGE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Config:
    """The folders of one run."""

    root: Path
    """Folder of `mkdocs.yml`."""
    content: Path
    """Folder of the records."""
    out: Path
    """Folder of the finished site."""
    cache: Path
    """Folder of what can be derived again; safe to delete."""

    @classmethod
    def at(
        cls, root: Path, *, content: Path | None = None, out: Path | None = None, cache: Path | None = None
    ) -> "Config":
        """Return the folders of the project at `root`, three of which may lie elsewhere."""
        return cls(root, content or root / "content", out or root / "site", cache or root / ".cache")
