"""What Babel and the holidays package have said of dates, kept for the next build, which then need not import them."""

import marshal
from pathlib import Path

from build_tools.i18n.learned import learned, recall
from build_tools.publish.shelf import read_kept, write_kept

_FILE = "dates"


def recall_dates(folder: Path, key: str) -> int:
    """Know again what an earlier build was told, and return how much that is.

    Args:
        folder: Of the ledger.
        key: `Front.key`; what was kept under another one is nothing.
    """
    data = read_kept(folder / _FILE)
    kept = marshal.loads(data) if data else ("", {})  # noqa: S302 -- `read_kept` knows that we wrote it
    if kept[0] != key:
        return 0
    recall(kept[1])
    return len(kept[1])


def keep_dates(folder: Path, key: str, *, known: int) -> None:
    """Keep what has been told, unless it is no more than what is kept.

    Args:
        folder: Of the ledger.
        key: As in `recall_dates`.
        known: What that returned.

    Raises:
        OSError: when it cannot be written; what was kept stays.
    """
    dates = dict(learned())
    if len(dates) > known:
        write_kept(folder / _FILE, marshal.dumps((key, dates)))
