"""Several things in one cell: a head, then parts that each begin with a label in lenticular brackets."""

import re
from collections.abc import Collection, Iterable

Part = tuple[str, str]
"""Label and text."""


def join_phrases(head: str, parts: Iterable[Part]) -> str:
    """Return the cell: the head, then each label in brackets before its text."""
    return head + "".join(f"【{label}】{text}" for label, text in parts)


def split_phrases(cell: str, labels: Collection[str]) -> tuple[str, tuple[Part, ...]]:
    """Return `(head, parts)`; brackets around anything but one of `labels` are text."""
    names = "|".join(re.escape(label) for label in sorted(labels, key=len, reverse=True))
    head, *rest = re.split(f"【({names})】", cell) if names else [cell]
    return head, tuple(zip(rest[::2], rest[1::2], strict=True))
