"""The shape of `build_tools/`: who may import whom, who may speak, and where words may stand."""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from graphlib import CycleError, TopologicalSorter
from pathlib import Path
from typing import cast

import pytest

PACKAGE = Path(__file__).resolve().parent.parent / "build_tools"
LEVELS = (
    ("artifacts", "clock", "config", "diagnostics", "makers", "patterns", "shells", "strings", "tracing", "workers"),
    ("model",),
    ("content", "editing", "i18n", "urls", "views"),
    ("search",),
    ("matching", "pictures", "posters"),
    ("feeds", "hosting", "pages"),
    ("builder",),
    ("engine", "publish"),
    ("workflow",),
    ("cli",),
    ("__main__",),
)
LEVEL = {name: number for number, names in enumerate(LEVELS) for name in names}
# Pairs on one level where the first may import the second.
SIDEWAYS = {
    ("diagnostics", "config"),  # where the folder of the package is
    ("editing", "content"),  # what it writes is what the loader reads
    ("strings", "config"),  # where the folder of its own files is
    ("strings", "patterns"),  # of what people type
}
READING = {"content", "editing"}
RENDERING = {"i18n", "urls", "views", "feeds", "hosting", "matching", "pages", "pictures", "posters", "search"}
SPEAKERS = {"__main__", "cli"}
_FORKING = {"build_tools.publish.partner", "build_tools.workers"}
LONGEST = 300
VAGUE = {"utils", "util", "helpers", "helper", "common", "misc", "calendar", "csv", "site", "types"}
# `model/site.py` is the record kind of content/site.yml: inside a package it hides nothing.
NAMED_AFTER_A_KIND = {"build_tools.model.site"}
JAPANESE = re.compile(r"[\u3041-\u3096\u30a1-\u30fa\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9d]")
TEMPLATES = (".html", ".j2", ".jinja", ".jinja2", ".xml", ".txt", ".md", ".svg")


def top_of(name: str) -> str:
    """Give the row of the table that a dotted name belongs to; empty for `build_tools` itself."""
    return name.partition(".")[2].partition(".")[0]


@dataclass(frozen=True)
class Module:
    """One file of Python in `build_tools/`."""

    path: Path

    @property
    def name(self) -> str:
        """The dotted name: `build_tools.views.events`; a package has the name of its folder."""
        parts = (PACKAGE.name, *self.path.relative_to(PACKAGE).with_suffix("").parts)
        return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)

    @property
    def top(self) -> str:
        """The row of the table that the module belongs to; empty for `build_tools` itself."""
        return top_of(self.name)

    @cached_property
    def source(self) -> str:
        """The text of the file."""
        return self.path.read_text(encoding="utf-8")

    @cached_property
    def nodes(self) -> tuple[ast.AST, ...]:
        """Every node of the file's syntax tree."""
        return tuple(ast.walk(ast.parse(self.source, filename=str(self.path))))

    @property
    def imports(self) -> Iterator[tuple[int, str]]:
        """`(line, dotted name)` of all that the file imports, inside functions too."""
        for node in self.nodes:
            if isinstance(node, ast.Import):
                yield from ((node.lineno, alias.name) for alias in node.names)
            elif isinstance(node, ast.ImportFrom):
                origin = self.origin(node)
                yield from ((node.lineno, f"{origin}.{alias.name}") for alias in node.names)

    def origin(self, node: ast.ImportFrom) -> str:
        """Give the absolute name of what a `from` names."""
        if not node.level:
            return node.module or ""
        is_package = self.path.name == "__init__.py"
        parts = self.name.split(".")
        kept = parts[: len(parts) - node.level + is_package]
        return ".".join([*kept, *([node.module] if node.module else [])])

    def inside(self) -> Iterator[tuple[int, str]]:
        """Yield `(line, name)` of the imports from `build_tools`."""
        yield from ((line, name) for line, name in self.imports if name.split(".")[0] == PACKAGE.name)


MODULES = tuple(Module(path) for path in sorted(PACKAGE.rglob("*.py")))
BY_NAME = {module.name: module for module in MODULES}


def at(module: Module, line: int) -> str:
    return f"{module.path.relative_to(PACKAGE.parent)}:{line}"


def is_down(importer: str, imported: str) -> bool:
    """An import goes down the table, or is one of the pairs that may go sideways."""
    # What has no place yet is told of by its own test.
    return LEVEL[imported] < LEVEL.get(importer, len(LEVELS)) or (importer, imported) in SIDEWAYS


def upward(module: Module) -> Iterator[str]:
    """Yield each import of a module that does not go down the table, or stay in its own row's package."""
    for line, name in module.inside():
        top = top_of(name)
        if top in LEVEL and top != module.top and not is_down(module.top, top):
            yield f"{at(module, line)}: {module.top or 'build_tools'} imports {top}"


def crossing(module: Module) -> Iterator[str]:
    """Yield each import between the reading and the rendering side."""
    for line, name in module.inside():
        top = top_of(name)
        if (module.top in READING and top in RENDERING) or (module.top in RENDERING and top in READING):
            yield f"{at(module, line)}: {module.top} imports {top}"


def known(name: str) -> str | None:
    """Give the module that a dotted name is, or is a thing of."""
    while name and name not in BY_NAME:
        name = name.rpartition(".")[0]
    return name or None


def speaking(module: Module) -> Iterator[str]:
    """Yield each place where a module prints to the terminal, or ends the program."""
    for node in module.nodes:
        called = ast.unparse(node.func) if isinstance(node, ast.Call) else ""
        raised = ast.unparse(node.exc) if isinstance(node, ast.Raise) and node.exc else ""
        is_child = module.name in _FORKING and called == "os._exit"  # of the program, not the program
        if not is_child and (
            called in {"print", "exit", "quit", "sys.exit", "os._exit", "input", "click.echo", "click.secho"}
            or called.startswith(("sys.stdout.", "sys.stderr."))
            or raised.startswith("SystemExit")
        ):
            yield f"{at(module, getattr(node, 'lineno', 0))}: {called or raised}"


def test_every_module_has_its_place():
    places = {module.top for module in MODULES} - {""}

    assert places - LEVEL.keys() == set(), "Give it a level in this file and in DESIGN.md."


def test_imports_go_down():
    assert [line for module in MODULES for line in upward(module)] == []


def test_reading_and_rendering_meet_only_in_the_model():
    assert [line for module in MODULES for line in crossing(module)] == []


def test_imports_make_no_circle():
    graph = {module.name: {known(name) for _, name in module.inside()} - {module.name, None} for module in MODULES}

    try:
        circle = TopologicalSorter(graph).prepare()
    except CycleError as error:
        circle = error.args[1]

    assert circle is None


def test_only_the_engine_imports_mkdocs():
    assert [
        f"{at(module, line)}: {name}"
        for module in MODULES
        for line, name in module.imports
        if name.split(".")[0] in {"mkdocs", "material", "markdown", "pymdownx"} and module.top != "engine"
    ] == []


def bound_again(module: Module) -> Iterator[str]:
    """Yield each name that a module binds though it has done so before: what reads the first gets the second."""
    before: set[str] = set()
    for node in cast(ast.Module, module.nodes[0]).body:
        targets = (
            node.targets if isinstance(node, ast.Assign) else [node.target] if isinstance(node, ast.AnnAssign) else []
        )
        for name in [target.id for target in targets if isinstance(target, ast.Name)]:
            if name in before:
                yield f"{at(module, node.lineno)}: {name}"
            before.add(name)


def test_a_module_binds_a_name_once():
    assert [line for module in MODULES for line in bound_again(module)] == []


def test_only_the_command_prints_or_exits():
    assert [line for module in MODULES if module.top not in SPEAKERS for line in speaking(module)] == []


def test_japanese_stands_only_in_strings():
    files = [module.path for module in MODULES if module.top != "strings"]
    files += [path for path in PACKAGE.rglob("*") if path.suffix in TEMPLATES and path.is_file()]

    assert [
        f"{path.relative_to(PACKAGE.parent)}:{number}: {line.strip()}"
        for path in sorted(files)
        if (PACKAGE / "strings") not in path.parents
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
        if JAPANESE.search(line)
    ] == []


def test_modules_are_short():
    lengths = {module.name: len(module.source.splitlines()) for module in MODULES}

    assert {name: length for name, length in lengths.items() if length > LONGEST} == {}


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.name)
def test_name_says_what_the_module_knows(module):
    hides = len(module.name.split(".")) == 2 and module.top in sys.stdlib_module_names - {"__main__"}

    assert not hides
    assert module.name in NAMED_AFTER_A_KIND or module.name.rpartition(".")[2] not in VAGUE
