"""Jinja as templates of pages use it: words looked up as constants are, and nothing asked twice.

Compiled templates say nothing that is not in the template, so they are kept as Python keeps its own modules.
"""

import marshal
import os
import sys
from collections.abc import MutableMapping
from contextlib import suppress
from functools import lru_cache
from hashlib import sha256
from importlib.util import MAGIC_NUMBER, cache_from_source
from pathlib import Path

from jinja2 import BytecodeCache, Environment, FileSystemLoader, StrictUndefined, compiler, nodes
from jinja2.bccache import Bucket
from jinja2.compiler import CodeGenerator, Frame

from build_tools.config import PACKAGE
from build_tools.i18n.filling import show
from build_tools.i18n.phrases import phrased
from build_tools.i18n.words import MissingWord, Words
from build_tools.pages import blocks
from build_tools.pages.calendar_links import calendar_links
from build_tools.pages.changes import what_changed
from build_tools.pages.chips import chips, marks, state_chip
from build_tools.pages.icons import icon
from build_tools.pages.lines import entry_title, event_lines, history_lines, record_lines
from build_tools.pages.markdown import parts_of
from build_tools.pages.pictures import record_picture
from build_tools.pages.project_facts import project_links, status_line, theme_chips, whom_to_ask
from build_tools.urls import FEEDS, address_of, feed_address, fiscal_year_address

_TEMPLATES = PACKAGE / "templates"
_BLOCKS = (
    phrased,
    icon,
    blocks.row,
    blocks.reading_row,
    blocks.struck,
    blocks.section,
    blocks.date_block,
    blocks.phone,
    blocks.mail,
    blocks.web,
    blocks.contact_name,
    blocks.place_address,
    blocks.attachments,
    blocks.counted,
    blocks.sources,
    blocks.lagging,
    calendar_links,
    entry_title,
    event_lines,
    history_lines,
    record_lines,
    chips,
    state_chip,
    what_changed,
    marks,
    status_line,
    whom_to_ask,
    project_links,
    theme_chips,
    record_picture,
    parts_of,
    address_of,
    feed_address,
)
"""Functions that templates call by their own names."""


class _Said(dict[str, str]):
    """Key to words of a language; a key that it lacks is told when a page asks for it."""

    def __init__(self, words: Words) -> None:
        super().__init__(words.table)
        self._lang = words.lang

    def __missing__(self, key: str) -> str:
        raise MissingWord(self._lang, key)


class _Generator(CodeGenerator):
    """Writes plainer Python than Jinja's own, for what templates of pages do.

    `c.t("key")` is a look into a table. A call is a call, since nothing that templates call wants
    Jinja's context, and an attribute is an attribute: entries of a mapping are `entry["why"]`.
    """

    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:  # noqa: FBT001, FBT002, N802 -- as in Jinja
        """Write a word, or a plain call."""
        key = _key(node)
        if key is not None:
            self.write(f"environment.said[{key!r}]")
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

    def _output_child_pre(self, *_: object) -> None:
        self.write("environment.show(")


def _key(node: nodes.Node) -> str | None:
    """Return the key of the words that an expression looks up; None for any other one."""
    match node:
        case nodes.Call(
            node=nodes.Getattr(node=nodes.Name(name="c"), attr="t"), args=[nodes.Const(value=str(key))], kwargs=[]
        ):
            return key
        case _:
            return None


class _Environment(Environment):
    """The templates of one language."""

    code_generator_class = _Generator

    def __init__(self, words: Words) -> None:
        super().__init__(
            loader=FileSystemLoader(_TEMPLATES),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,  # a saved template gives another environment
            optimized=False,  # there are no constants but words
            bytecode_cache=_Compiled(),
        )
        self.said = _Said(words)
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


class _Compiled(BytecodeCache):
    """Compiled templates beside the templates, where and unless Python keeps those of its modules."""

    _COMPILER = sha256(MAGIC_NUMBER + Path(compiler.__file__).read_bytes() + Path(__file__).read_bytes())

    def get_cache_key(self, name: str, filename: str | None = None) -> str:  # noqa: ARG002 -- as in Jinja
        """Return the file of a compiled template."""
        return cache_from_source(str(_TEMPLATES / f"{name}.py"))

    def get_source_checksum(self, source: str) -> str:
        """Return the hash of all that a compiled template comes from."""
        digest = self._COMPILER.copy()
        digest.update(source.encode())
        return digest.hexdigest()

    def load_bytecode(self, bucket: Bucket) -> None:
        """Take what is kept, unless it is damaged or of another source."""
        try:
            head, data = Path(bucket.key).read_bytes().split(b"\n", 1)
        except (OSError, ValueError):
            return
        if head.decode("ascii", "replace") == f"{bucket.checksum} {sha256(data).hexdigest()}":
            bucket.code = marshal.loads(data)  # noqa: S302 -- our own, as Python reads its modules

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what was compiled; a folder that cannot be written to costs time only."""
        if sys.dont_write_bytecode:
            return
        file, data = Path(bucket.key), marshal.dumps(bucket.code)
        part = file.with_name(f"{file.name}.{os.getpid()}")
        with suppress(OSError):
            file.parent.mkdir(parents=True, exist_ok=True)
            part.write_bytes(f"{bucket.checksum} {sha256(data).hexdigest()}\n".encode() + data)
            part.replace(file)


def environment(words: Words) -> Environment:
    """Return the templates of a language, as they now stand on the disk."""
    saved = tuple(path.stat().st_mtime_ns for path in sorted(_TEMPLATES.glob("*.html")))
    return _environment(words.lang, frozenset(words.table.items()), saved)


def compile_all() -> None:
    """Leave every template compiled for the next environment, where compiled templates are kept."""
    if sys.dont_write_bytecode:
        return
    templates = _Environment(Words("", {}))
    for path in sorted(_TEMPLATES.glob("*.html")):
        templates.get_template(path.name)


@lru_cache(maxsize=8)
def _environment(lang: str, table: frozenset[tuple[str, str]], _saved: tuple[int, ...]) -> Environment:
    return _Environment(Words(lang, dict(table)))
