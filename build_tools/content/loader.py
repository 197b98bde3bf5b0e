"""Reads all of `content/` into a catalog, or says everything that is wrong with it."""

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from string import Formatter
from types import MappingProxyType
from typing import cast

from build_tools.content.decoded import Decoded
from build_tools.content.decoding import decode_record
from build_tools.content.documents import Document, Unreadable, read_document
from build_tools.content.nodes import Mapping as MappingNode
from build_tools.content.nodes import Scalar
from build_tools.content.problems import diagnose_file
from build_tools.content.rules import check_catalog
from build_tools.diagnostics import Diagnostic
from build_tools.model.base import LANGUAGES, Record
from build_tools.model.catalog import Catalog
from build_tools.model.kinds import KIND_BY_FOLDER, KINDS, Kind
from build_tools.model.occasions import Event
from build_tools.model.site import Site, Term

TRANSLATIONS = ("en", "easy")
_OTHER_FOLDERS = ("vocabularies", "strings")
_HIDDEN = (".", "_")


@dataclass(slots=True)
class Loaded:
    """What reading gave: a catalog when nothing is wrong, and every problem."""

    catalog: Catalog | None
    problems: list[Diagnostic]
    site: Site | None = None
    """The settings, where they could be read."""
    events: Mapping[str, Decoded[Event] | None] = field(default_factory=dict)
    """Id of every event file to its record with its places, None where it could not be decoded."""

    @property
    def has_errors(self) -> bool:
        """Something stops the build."""
        return any(problem.is_error for problem in self.problems)


@dataclass(slots=True)
class _Reader:
    """Collects documents and problems while the folders are walked."""

    root: Path
    content: Path
    problems: list[Diagnostic] = field(default_factory=list)
    ids: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """Kind to the ids of its files, those that could not be decoded included."""

    def path(self, file: Path) -> str:
        base = self.root if file.is_relative_to(self.root) else self.content.parent
        return file.relative_to(base).as_posix()

    def document(self, file: Path) -> Document | None:
        try:
            document = read_document(file, self.path(file))
        except Unreadable as error:
            self.problems += error.problems
            return None
        self.problems += document.problems
        return document

    def report(self, file: Path, code: str, **details: object) -> None:
        self.problems.append(diagnose_file(self.path(file), code, **details))


def load_content(content: Path, *, root: Path) -> Loaded:
    """Read, decode and check everything below `content`.

    Args:
        content: The folder of records.
        root: The project's root, which paths in messages start from.

    Returns:
        A catalog only when there is no error; all problems in any case, unsorted.
    """
    reader = _Reader(root, content)
    if not content.is_dir():
        return Loaded(None, [diagnose_file(content.name, "no-content")])
    _check_folders(reader)
    site = _read_site(reader)
    vocabularies = _read_vocabularies(reader)
    strings = _read_strings(reader)
    decoded = {kind.name: dict(_read_kind(reader, kind)) for kind in KINDS}
    paths = {(kind, id_): item.document.path for kind, items in decoded.items() for id_, item in items.items()}
    if site is None:
        return Loaded(None, reader.problems)
    reader.problems += check_catalog(decoded, reader.ids, vocabularies, site)
    records = {
        kind: MappingProxyType(
            {i: d.value for i, d in sorted(items.items()) if site.value.samples or not d.value.sample}
        )
        for kind, items in decoded.items()
    }
    catalog = Catalog(site.value, MappingProxyType(records), vocabularies, strings, MappingProxyType(paths))
    events = {id_: cast(Decoded[Event] | None, decoded["event"].get(id_)) for id_ in reader.ids["event"]}
    loaded = Loaded(catalog, reader.problems, site.value, events)
    return replace(loaded, catalog=None) if loaded.has_errors else loaded


@dataclass(slots=True)
class LoadedSettings:
    """The settings and words of the site when nothing is wrong with them, and every problem."""

    settings: tuple[Site, Mapping[str, Mapping[str, str]]] | None
    problems: list[Diagnostic]


def load_settings(content: Path, *, root: Path) -> LoadedSettings:
    """Read `site.yml` and `strings/` alone; for what does not depend on the records."""
    reader = _Reader(root, content)
    site, strings = _read_site(reader), _read_strings(reader)
    return LoadedSettings((site.value, strings) if site and not reader.problems else None, reader.problems)


def load_vocabularies(content: Path, *, root: Path) -> tuple[Mapping[str, Mapping[str, Term]], list[Diagnostic]]:
    """Read `vocabularies/` alone, and say what is wrong there; for what is derived from the declarations."""
    reader = _Reader(root, content)
    return _read_vocabularies(reader), reader.problems


def _check_folders(reader: _Reader) -> None:
    for entry in sorted(reader.content.iterdir()):
        if entry.name.startswith(_HIDDEN):
            continue
        if entry.is_symlink():
            reader.report(entry, "not-a-regular-file")
        elif entry.is_dir() and entry.name not in KIND_BY_FOLDER and entry.name not in _OTHER_FOLDERS:
            reader.report(entry, "unknown-folder", known=tuple(KIND_BY_FOLDER))
        elif entry.is_file() and entry.name != "site.yml":
            reader.report(entry, "unknown-file")


def _read_kind(reader: _Reader, kind: Kind) -> Iterator[tuple[str, Decoded[Record]]]:
    """Yield id and decoded record of every record in a kind's folder, by id."""
    facts, words = _sort_files(reader, kind)
    reader.ids[kind.name] = tuple(facts)
    for id_, file in facts.items():
        document = reader.document(file)
        translations = {lang: reader.document(path) for lang, path in words.pop(id_, {}).items()}
        if document is None:
            continue
        known = {lang: doc for lang, doc in translations.items() if doc}
        decoded, problems = decode_record(kind.model, document, known, extra={"id": id_})
        reader.problems += problems
        if decoded:
            yield id_, decoded
    for files in words.values():
        for path in files.values():
            reader.report(path, "translation-without-record", record=f"{path.name.split('.')[0]}.md")


def _sort_files(reader: _Reader, kind: Kind) -> tuple[dict[str, Path], dict[str, dict[str, Path]]]:
    """Return the record files by id, and the translations by id and language."""
    facts: dict[str, Path] = {}
    words: dict[str, dict[str, Path]] = {}
    seen: dict[str, Path] = {}
    folder = reader.content / kind.folder
    for file in sorted(folder.iterdir()) if folder.is_dir() and not folder.is_symlink() else ():
        if file.name.startswith(_HIDDEN):
            continue
        stem, _, rest = file.name.partition(".")
        lang, _, ending = rest.rpartition(".")
        if (not file.is_symlink() and file.is_dir()) or ending not in ("md", "yml") or lang not in ("", *TRANSLATIONS):
            reader.report(file, "unknown-file")
        elif not _is_slug(stem):
            reader.report(file, "bad-file-name", name=stem)
        elif (twin := seen.setdefault(f"{_folded(stem)}.{lang}", file)) != file:
            reader.report(file, "duplicate-id", id=stem, other=reader.path(twin))
        elif lang:
            words.setdefault(stem, {})[lang] = file
        else:
            facts[stem] = file
    return facts, words


def _is_slug(stem: str) -> bool:
    return (
        stem == stem.lower()
        and all(c.isascii() and (c.isalnum() or c == "-") for c in stem)
        and stem.strip("-") == stem != ""
    )


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()


def _read_site(reader: _Reader) -> Decoded[Site] | None:
    file = reader.content / "site.yml"
    if not file.exists():
        reader.report(file, "no-site-file")
        return None
    document = reader.document(file)
    if document is None:
        return None
    decoded, problems = decode_record(Site, document, {})
    reader.problems += problems
    return decoded


def _read_vocabularies(reader: _Reader) -> Mapping[str, Mapping[str, Term]]:
    vocabularies: dict[str, Mapping[str, Term]] = {}
    folder = reader.content / "vocabularies"
    for file in sorted(folder.glob("*.yml")) if folder.is_dir() else ():
        document = reader.document(file)
        if document is None:
            continue
        terms: dict[str, Term] = {}
        for key, node in document.front.entries:
            if not isinstance(node, MappingNode):
                reader.problems.append(document.diagnose("bad-term", key, key=key.text))
                continue
            entry = Document(document.path, document.lines, node, document.front_line, "", 0)
            decoded, problems = decode_record(Term, entry, {})
            reader.problems += problems
            if decoded:
                terms[key.text] = decoded.value
        vocabularies[file.stem] = MappingProxyType(terms)
    return MappingProxyType(vocabularies)


def _read_strings(reader: _Reader) -> Mapping[str, Mapping[str, str]]:
    tables: dict[str, dict[str, str]] = {}
    documents: dict[str, Document] = {}
    for lang in LANGUAGES:
        file = reader.content / "strings" / f"{lang}.yml"
        document = reader.document(file) if file.exists() else None
        if document is None:
            reader.report(file, "no-strings-file")
            continue
        documents[lang] = document
        tables[lang] = {key.text: node.text for key, node in document.front.entries if isinstance(node, Scalar)}
    if len(tables) == len(LANGUAGES):
        for lang, other in (LANGUAGES, LANGUAGES[::-1]):
            for key in sorted(tables[other].keys() - tables[lang].keys()):
                spot = documents[lang].front
                reader.problems.append(
                    documents[lang].diagnose("missing-string", spot, key=key, other=tables[other][key])
                )
        reader.problems += _check_placeholders(documents, tables)
    return MappingProxyType({lang: MappingProxyType(tables.get(lang, {})) for lang in LANGUAGES})


def _check_placeholders(
    documents: Mapping[str, Document], tables: Mapping[str, Mapping[str, str]]
) -> Iterator[Diagnostic]:
    """The words in braces are the same in both languages, since the program fills them in."""
    source, other = LANGUAGES
    for key in sorted(tables[source].keys() & tables[other].keys()):
        here, there = _placeholders(tables[other][key]), _placeholders(tables[source][key])
        node = documents[other].front.find(key)
        if here != there and node:
            shown = {"here": " ".join(here or ("-",)), "there": " ".join(there or ("-",))}
            yield documents[other].diagnose("wrong-placeholder", node, key=key, **shown)


def _placeholders(text: str) -> tuple[str, ...]:
    try:
        return tuple(sorted({f"{{{name}}}" for _, name, _, _ in Formatter().parse(text) if name is not None}))
    except ValueError:
        return ("{",)
