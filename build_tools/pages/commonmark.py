"""CommonMark with GitHub's extensions as HTML, by GitHub's own C parser.

`cmarkgfm.github_flavored_markdown_to_html` gives the same, but looks its extensions up anew for
each text, and never gives the memory of tree and HTML back: 13 KiB for each text of a kilobyte.
"""

import ctypes
from collections.abc import Callable
from functools import cache
from typing import Any

from cmarkgfm import _cmark, cmark

_NAMES = ("table", "autolink", "tagfilter", "strikethrough", "tasklist")
_OPTIONS: int = cmark.Options.CMARK_OPT_GITHUB_PRE_LANG


def build_html(text: str) -> str:
    """Return a text as HTML; raw HTML in it is left out, and so are unsafe links."""
    lib, data = _cmark.lib, text.encode()
    parser = lib.cmark_parser_new(_OPTIONS)
    try:
        for extension in _extensions():
            lib.cmark_parser_attach_syntax_extension(parser, extension)
        lib.cmark_parser_feed(parser, data, len(data))
        root = lib.cmark_parser_finish(parser)
        html = lib.cmark_render_html(root, _OPTIONS, lib.cmark_parser_get_syntax_extensions(parser))
        found: str = _cmark.ffi.string(html).decode()
        _free()(root, html)
        return found
    finally:
        lib.cmark_parser_free(parser)


@cache
def _extensions() -> tuple[Any, ...]:
    cmark.core_extensions_ensure_registered()
    return tuple(cmark.find_syntax_extension(name) for name in _NAMES)


@cache
def _free() -> Callable[[object, object], None]:
    """Return what frees a tree and its HTML; it does nothing where the library does not show how."""
    library = ctypes.CDLL(_cmark.__file__)
    try:
        free_node, default = library.cmark_node_free, library.cmark_get_default_mem_allocator
    except AttributeError:
        return lambda _root, _html: None
    free_node.argtypes, free_node.restype, default.restype = [ctypes.c_void_p], None, ctypes.c_void_p
    ffi = _cmark.ffi
    memory = ffi.cast("cmark_mem *", default())

    def free(root: object, html: object) -> None:
        free_node(int(ffi.cast("uintptr_t", root)))
        memory.free(html)

    return free
