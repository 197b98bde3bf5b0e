"""What earlier loads of a content folder found, so that the next one looks only at what has changed.

For the live preview; what loads once needs none. A record that did not change keeps its
object, so that others can tell by `is`.
"""

import os
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from build_tools.content.decoded import Decoded, M
from build_tools.content.decoding import decode_record
from build_tools.content.documents import Document
from build_tools.content.parsing import read_document
from build_tools.diagnostics import Diagnostic

_Stamp = tuple[int, int, int]
_Sources = tuple[Document, Mapping[str, Document]]

_TICK = 100_000_000
"""Nanoseconds. What is changed twice within a tick of the file system's clock may look as it did before."""


@dataclass(slots=True)
class Memory:
    """Documents by their files' stamps, and records by their documents; of one content folder."""

    is_lasting: bool = True
    """There will be another load; where there is none, nothing is kept for it."""

    _documents: dict[str, tuple[_Stamp, Document]] = field(default_factory=dict)
    _records: dict[tuple[str, int], tuple[_Sources, Decoded[Any] | None, list[Diagnostic]]] = field(
        default_factory=dict
    )

    def read_document(self, file: str, path: str, info: os.stat_result) -> Document:
        """Return the document of a file, which is read unless it is known to be the same; see `read_document`."""
        stamp = (info.st_size, info.st_mtime_ns, info.st_ino)
        known = self._documents.get(path)
        if known and known[0] == stamp:
            return known[1]
        document = read_document(file, path, info)
        if self.is_lasting and time.time_ns() - info.st_mtime_ns > _TICK:
            self._documents[path] = (stamp, document)
        return document

    def decode_record(
        self,
        model: type[M],
        document: Document,
        translations: Mapping[str, Document],
        *,
        extra: Mapping[str, str] = MappingProxyType({}),
        earlier: M | None = None,
    ) -> tuple[Decoded[M] | None, list[Diagnostic]]:
        """Return the record of some documents, decoded unless they are the same as before; see `decode_record`."""
        place, sources = (document.path, document.front.line), (document, translations)
        known = self._records.get(place)
        if known and known[0] == sources:
            return known[1], known[2]
        decoded, problems = decode_record(model, document, translations, extra=extra, earlier=earlier)
        if self.is_lasting:
            self._records[place] = (sources, decoded, problems)
        return decoded, problems
