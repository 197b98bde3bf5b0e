"""Writes tiny content folders, as the cases and the tests of the loader describe them."""

from __future__ import annotations

import base64
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any


def write_content(folder: Path, files: Mapping[str, Any]) -> Path:
    """Put the files of a description into `folder`, and return it. What stands there may be linked elsewhere.

    Args:
        folder: The content folder to be.
        files: Path below it to a text; to `{base64: ...}`; to `{bytes_of: text, encoding: name}`, repeated
            `times` between `before` and `after`; to `{link_to: target}`; or to None for no such file. The path
            `.` with None takes the folder itself away.
    """
    for path, value in files.items():
        file = folder / path
        if path == ".":
            shutil.rmtree(folder)
            continue
        file.unlink(missing_ok=True)
        if value is None:
            continue
        file.parent.mkdir(parents=True, exist_ok=True)
        if isinstance(value, Mapping) and "link_to" in value:
            file.symlink_to(value["link_to"])
        else:
            file.write_bytes(bytes_of(value))
    return folder


def bytes_of(value: str | Mapping[str, Any]) -> bytes:
    """Give the bytes that a file of a description holds."""
    if isinstance(value, str):
        return value.encode()
    if "base64" in value:
        return base64.b64decode(value["base64"])
    text = value.get("before", "") + value["bytes_of"] * value.get("times", 1) + value.get("after", "")
    return text.encode(value.get("encoding", "utf-8"))
