"""Reads the files below `content/` one by one, and keeps what is wrong with them."""

import os
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from build_tools.content.decoded import Decoded
from build_tools.content.documents import Document, Unreadable
from build_tools.content.memory import Memory
from build_tools.content.prints import prints_of
from build_tools.content.problems import diagnose_file
from build_tools.diagnostics import Diagnostic
from build_tools.model.base import LANGUAGES, Record
from build_tools.model.kinds import Kind


@dataclass(slots=True)
class Reader:
    """Reads documents and records; what cannot be read is None, and among the problems."""

    root: Path
    content: Path
    problems: list[Diagnostic] = field(default_factory=list)
    ids: dict[str, Collection[str]] = field(default_factory=dict)
    """Kind to the ids of its files, those that could not be decoded included."""

    memory: Memory = field(default_factory=Memory)

    def path(self, file: Path) -> str:
        """Return the path of a file below the root, for messages."""
        base = self.root if file.is_relative_to(self.root) else self.content.parent
        return file.relative_to(base).as_posix()

    def document(self, file: Path) -> Document | None:
        """Read a file that is there."""
        return self._document(str(file), self.path(file), file.lstat())

    def listed(self, entry: os.DirEntry[str], folder: str) -> Document | None:
        """Read a file that the folder has listed; `folder` is its path below the root."""
        return self._document(entry.path, f"{folder}/{entry.name}", entry.stat(follow_symlinks=False))

    def _document(self, file: str, path: str, info: os.stat_result) -> Document | None:
        try:
            document = self.memory.read_document(file, path, info)
        except Unreadable as error:
            self.problems += error.problems
            return None
        self.problems += document.problems
        return document

    def record(
        self,
        kind: Kind,
        id_: str,
        document: Document | None,
        translations: Mapping[str, Document | None],
        *,
        earlier: Record | None = None,
    ) -> Decoded[Record] | None:
        """Decode a record from those of its documents that could be read; `earlier` as in `decode_record`."""
        if document is None:
            return None
        known = {lang: translation for lang, translation in translations.items() if translation}
        decoded, problems = self.memory.decode_record(kind.model, document, known, extra={"id": id_}, earlier=earlier)
        self.problems += problems
        if decoded and not decoded.prints:
            decoded.prints = prints_of({LANGUAGES[0]: document, **known}, decoded.value.translations)
            if decoded.value.body:
                decoded.value.body.belong(kind.name, id_)
        return decoded

    def report(self, file: Path, code: str, **details: object) -> None:
        """Keep a problem of a file as a whole."""
        self.problems.append(diagnose_file(self.path(file), code, **details))
