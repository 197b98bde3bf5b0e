"""Runs `build_tools` and notes what each page costs that search is told of: `indexing_clock.py FILE site --profile`.

These pages are taken apart while the site is built, by every process, so that no step of `--profile` shows it. Each
piece of that work appends its seconds, those of the processor and whether it finished a page to FILE, which takes those of several processes.
"""

import os
import runpy
import struct
import sys
import time
from collections.abc import Callable
from typing import Any

PIECE = struct.Struct("=dd?")


def _timed(work: Callable[..., Any], file: int, *, is_last: bool) -> Callable[..., Any]:
    def run(*given: Any, **named: Any) -> Any:
        began, worked = time.perf_counter(), time.process_time()
        found = work(*given, **named)
        taken = time.perf_counter() - began, time.process_time() - worked
        os.write(file, PIECE.pack(*taken, is_last and found is not None))
        return found

    return run


def main() -> None:
    """Run the command after the name of the file, in the project that is the working folder."""
    file = os.open(sys.argv[1], os.O_WRONLY | os.O_APPEND | os.O_CREAT)
    sys.path[0] = os.getcwd()

    from build_tools.builder import workshop
    from build_tools.publish import making

    workshop.page_entry = _timed(workshop.page_entry, file, is_last=False)
    workshop.hand_written_entry = _timed(workshop.hand_written_entry, file, is_last=False)
    making.index_page = _timed(making.index_page, file, is_last=True)
    sys.argv = ["build_tools", *sys.argv[2:]]
    runpy.run_module("build_tools", run_name="__main__")


if __name__ == "__main__":
    main()
