"""Writes the neutral records as a project of ours: a folder that `python -m build_tools` builds in."""

import shutil
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import yaml

from bench.model import Item, Records
from bench.wording import Words

ROOT = Path(__file__).resolve().parent.parent
_MADE = ("events", "projects", "organizations", "places", "series")
_LEFT_OUT = (*_MADE, "notices", "history")
"""Kinds that a bench site has none of, or its own."""
_REFERENCES = {
    "organizations": ("author", "provider", "successor", "taken_up_by", "organizations", "evaluator", "drafted_by",
                      "organization", "parent", "predecessors", "successors", "run_by"),
    "projects": ("projects", "project"),
    "places": ("places", "place"),
}  # fmt: skip
"""Kind to the fields of other records that name it."""


def write_project(records: Records, folder: Path, *, root: Path = ROOT) -> None:
    """Write a whole project; the plan and all that is not a bench record are those of `root`."""
    folder.mkdir(parents=True, exist_ok=True)
    for path in root.glob("mkdocs*.yml"):
        shutil.copy(path, folder)
    shutil.copytree(root / "docs", folder / "docs", dirs_exist_ok=True)
    if not (folder / "build_tools").is_symlink():
        (folder / "build_tools").symlink_to(root / "build_tools")
    shutil.rmtree(folder / "content", ignore_errors=True)
    _copy_the_rest(root / "content", folder / "content")
    with (folder / "content" / "site.yml").open("a", encoding="utf-8") as settings:
        settings.write("posters: false\n")  # none of the peers draws pictures
    for name, items in records.by_folder.items():
        write_records(items, folder / "content" / name)


def write_records(items: tuple[Item, ...], folder: Path) -> None:
    """Write records as two files each."""
    folder.mkdir(parents=True, exist_ok=True)
    for item in items:
        for lang, name in (("ja", f"{item.id}.md"), ("en", f"{item.id}.en.md")):
            (folder / name).write_text(format_record(item, lang), encoding="utf-8")


def format_record(item: Item, lang: str) -> str:
    """Return the file of a record: facts and Japanese words, or the English words alone."""
    front = _front_matter(item, lang, skip=("id", "body"))
    lines = yaml.dump(front, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False, width=10_000)
    return f"---\n{lines}---\n\n{getattr(item.body, lang)}"


def _front_matter(record: Any, lang: str, *, skip: tuple[str, ...] = ()) -> dict[str, Any]:
    """Return the fields of a record for one of its files; the English one holds nothing but words."""
    values = {}
    for field in fields(record):
        value = getattr(record, field.name)
        if field.name in skip or value is None or value == () or (field.name, value) == ("status", "scheduled"):
            continue
        written = _value(value, lang)
        if written not in (None, {}, []):
            values[field.name] = written
    return values


def _value(value: object, lang: str) -> object:
    if isinstance(value, Words):
        return getattr(value, lang)
    if isinstance(value, tuple):
        items = [_value(item, lang) for item in value]
        return [item for item in items if item not in (None, {})]
    if is_dataclass(value):
        return _front_matter(value, lang)
    if lang == "en":
        return None
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%d %H:%M")
    return value


def _copy_the_rest(source: Path, target: Path) -> None:
    """Copy what is no bench record, and those of the left-out records that it names, and that they name."""
    for path in source.iterdir():
        if path.is_file():
            target.mkdir(parents=True, exist_ok=True)
            shutil.copy(path, target)
        elif path.name not in _LEFT_OUT:
            shutil.copytree(path, target / path.name)
    seen: set[Path] = set()
    waiting = [path for path in target.rglob("*.md") if path.suffixes == [".md"]]
    waiting.append(target / "site.yml")
    while waiting:
        for kind, name in _named(waiting.pop()):
            file = source / kind / f"{name}.md"
            if file not in seen and file.is_file():
                seen.add(file)
                (target / kind).mkdir(exist_ok=True)
                for path in (file, *file.parent.glob(f"{name}.*.md")):
                    shutil.copy(path, target / kind)
                waiting.append(file)


def _named(file: Path) -> Iterator[tuple[str, str]]:
    """Yield `(kind, id)` of every organization, project and place that a record names."""
    text = file.read_text(encoding="utf-8")
    front = text.split("---\n")[1] if file.suffix == ".md" else text
    yield from _names_in(yaml.load(front, Loader=yaml.CBaseLoader))  # noqa: S506 -- makes nothing but text


def _names_in(value: object) -> Iterator[tuple[str, str]]:
    if isinstance(value, list):
        for item in value:
            yield from _names_in(item)
    if not isinstance(value, Mapping):
        return
    for key, inner in value.items():
        kind = next((kind for kind, names in _REFERENCES.items() if key in names), None)
        ids = inner if isinstance(inner, list) else [inner]
        if kind:
            yield from ((kind, id_) for id_ in ids if isinstance(id_, str))
        for party in ids if key in ("organizers", "partners", "leads") else ():
            if isinstance(party, str):
                yield "organizations", party
        yield from _names_in(inner)
