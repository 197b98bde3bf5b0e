"""Jinja as templates of pages use it: compiled for one language, its words set in, and nothing asked twice."""

from collections.abc import MutableMapping
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

from jinja2 import Environment, FileSystemBytecodeCache, FileSystemLoader, StrictUndefined, compiler, nodes
from jinja2.compiler import CodeGenerator, Frame
from markupsafe import escape

from build_tools.config import PACKAGE
from build_tools.i18n.filling import show
from build_tools.i18n.phrases import phrased
from build_tools.i18n.words import Words
from build_tools.pages import blocks
from build_tools.pages.calendar_links import calendar_links
from build_tools.pages.chips import chips, state_chip
from build_tools.pages.icons import icon
from build_tools.pages.lines import entry_title, event_lines, history_lines, record_lines
from build_tools.pages.pictures import record_picture
from build_tools.pages.project_facts import project_links, status_line, theme_chips, whom_to_ask
from build_tools.urls import FEEDS, address_of, feed_address, fiscal_year_address

_TEMPLATES = PACKAGE / "templates"
_BLOCKS = (
    phrased,
    icon,
    blocks.row,
    blocks.struck,
    blocks.section,
    blocks.date_block,
    blocks.phone,
    blocks.mail,
    blocks.web,
    blocks.contact_name,
    blocks.attachments,
    blocks.sources,
    blocks.lagging,
    calendar_links,
    entry_title,
    event_lines,
    history_lines,
    record_lines,
    chips,
    state_chip,
    status_line,
    whom_to_ask,
    project_links,
    theme_chips,
    record_picture,
    address_of,
    feed_address,
)
"""Functions that templates call by their own names."""


class _Generator(CodeGenerator):
    """Writes plainer Python than Jinja's own, for what templates of pages do.

    `c.t("key")` is a constant where the language has the word; where it has not, the call stays
    and says so when the page is made. A call is a call, since nothing that templates call wants
    Jinja's context, and an attribute is an attribute: entries of a mapping are `entry["why"]`.
    """

    environment: "_Environment"

    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:  # noqa: FBT001, FBT002, N802 -- as in Jinja
        """Write a word, or a plain call."""
        word = self._word(node)
        if word is not None:
            self.write(repr(word))
            return
        if forward_caller or node.dyn_args or node.dyn_kwargs:
            super().visit_Call(node, frame, forward_caller=forward_caller)
            return
        self.visit(node.node, frame)
        self.write("(")
        for argument in (*node.args, *node.kwargs):
            self.visit(argument, frame)
            self.write(", ")
        self.write(")")

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:  # noqa: N802 -- as in Jinja
        """Write a plain attribute."""
        self.visit(node.node, frame)
        self.write(f".{node.attr}")

    def _word(self, node: nodes.Expr) -> str | None:
        """Return the words that an expression looks up; None for any other one, and for a word that is missing."""
        match node:
            case nodes.Call(
                node=nodes.Getattr(node=nodes.Name(name="c"), attr="t"), args=[nodes.Const(value=str(key))], kwargs=[]
            ):
                return self.environment.words.table.get(key)
            case _:
                return None

    def _output_child_to_const(self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo) -> str:
        word = self._word(node)
        return super()._output_child_to_const(node, frame, finalize) if word is None else str(escape(word))

    def _output_child_pre(self, *_: object) -> None:
        self.write("environment.show(")


class _Environment(Environment):
    """The templates of one language."""

    code_generator_class = _Generator

    def __init__(self, words: Words, compiled: "_Compiled | None") -> None:
        super().__init__(
            loader=FileSystemLoader(_TEMPLATES),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,  # a saved template gives another environment
            optimized=False,  # of constants we have words only
            bytecode_cache=compiled,
        )
        self.words = words
        self.globals = {
            "year_address": fiscal_year_address,
            "feeds": FEEDS,
            **{block.__name__: block for block in _BLOCKS},
        }

    show = staticmethod(show)
    """What every value on a page goes through: markup stands as it is, without a copy."""

    def make_globals(self, d: MutableMapping[str, object] | None) -> MutableMapping[str, object]:
        """Return what every template can name; none has names of its own, which Jinja would look up in a chain."""
        return {**self.globals, **d} if d else self.globals


class _Compiled(FileSystemBytecodeCache):
    """Compiled templates in a folder: one file for each template and language, for the words as they now stand."""

    def __init__(self, folder: Path, words: Words) -> None:
        super().__init__(str(folder), f"{words.lang}-%s.cache")
        said = repr(sorted(words.table.items()))
        self._words = sha256(said.encode() + Path(compiler.__file__).read_bytes() + Path(__file__).read_bytes())

    def get_source_checksum(self, source: str) -> str:
        """Return the hash of all that a compiled template comes from."""
        digest = self._words.copy()
        digest.update(source.encode())
        return digest.hexdigest()


def environment(words: Words, *, compiled: Path | None = None) -> Environment:
    """Return the templates of a language, as they now stand on the disk.

    Args:
        words: Of the language. What a template says in constants is compiled into it.
        compiled: Folder where compiled templates are kept for the next run; None to compile them anew.
    """
    saved = tuple(path.stat().st_mtime_ns for path in sorted(_TEMPLATES.iterdir()))
    return _environment(words.lang, frozenset(words.table.items()), saved, compiled)


def compile_all(words: Words, compiled: Path) -> None:
    """Leave every template, compiled for a language, in a folder; see `environment`."""
    templates = environment(words, compiled=compiled)
    for path in sorted(_TEMPLATES.glob("*.html")):
        templates.get_template(path.name)


@lru_cache(maxsize=8)
def _environment(
    lang: str, table: frozenset[tuple[str, str]], _saved: tuple[int, ...], compiled: Path | None
) -> Environment:
    words = Words(lang, dict(table))
    if compiled:
        compiled.mkdir(parents=True, exist_ok=True)
    return _Environment(words, _Compiled(compiled, words) if compiled else None)
