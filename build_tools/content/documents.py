"""One content file as front matter nodes and body, which knows where everything stands in it."""

from dataclasses import dataclass, field

from build_tools.content.nodes import Mapping, Node, Scalar
from build_tools.diagnostics import Diagnostic, Spot


@dataclass(slots=True)
class Document:
    """A file that could be read."""

    path: str
    """Below the project's root."""
    lines: list[str]
    front: Mapping
    front_line: int
    """Lines of the file above the YAML text."""
    body: str
    body_line: int
    """Line of the file, from 1, on which the body begins."""
    problems: list[Diagnostic] = field(default_factory=list)

    def at(self, node: Node) -> Spot:
        """Return where a node of the front matter stands in the file."""
        return Spot(self.path, self.front_line + node.line + 1, node.column + 1)

    def line(self, number: int) -> str:
        """Return line `number`, from 1; empty beyond the end."""
        return self.lines[number - 1] if 0 < number <= len(self.lines) else ""

    def diagnose(self, code: str, node: Node, *, fix: str | None = None, **details: object) -> Diagnostic:
        """Return a diagnostic that points at a node, with its line; `fix` replaces a scalar's text."""
        spot = self.at(node)
        source = self.line(spot.line)
        width = node.end_column - node.column if isinstance(node, Scalar) and node.end_line == node.line else 1
        line = source[: node.column] + fix + source[node.column + width :] if fix is not None else None
        return Diagnostic(spot, code, details, source, line, width)

    def diagnose_line(
        self, code: str, number: int, column: int = 1, *, fix: str | None = None, width: int = 1, **details: object
    ) -> Diagnostic:
        """Return a diagnostic that points at a line; `fix` is the whole line put right."""
        return Diagnostic(Spot(self.path, number, column), code, details, self.line(number), fix, width)


class Unreadable(Exception):
    """The file cannot be a document; carries the diagnostics that say why."""

    def __init__(self, *problems: Diagnostic) -> None:
        super().__init__(problems)
        self.problems = problems
