"""Runs MkDocs for one language, in a folder that goes again."""

import logging
import os
import tempfile
from pathlib import Path

from build_tools.config import Config
from build_tools.shells import ShellProblem


class _Warnings(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(record.getMessage())


def run_mkdocs(config: Config, name: str) -> dict[str, str]:
    """Build one language's MkDocs site and return its HTML files.

    Args:
        config: Where things are.
        name: Of its configuration, in the project's root.

    Raises:
        ShellProblem: when MkDocs, which is run strictly, refuses to build.
    """
    from mkdocs.commands.build import build
    from mkdocs.config import load_config
    from mkdocs.exceptions import Abort, MkDocsException

    from build_tools.engine.hook import CONTENT_VARIABLE

    os.environ[CONTENT_VARIABLE] = str(config.content)
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
    warnings = _Warnings()
    logger = logging.getLogger("mkdocs")
    logger.addHandler(warnings)
    try:
        with tempfile.TemporaryDirectory() as folder:
            build(load_config(str(config.root / name), site_dir=folder, strict=True))
            return {
                path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8")
                for path in sorted(Path(folder).rglob("*.html"))
            }
    except (MkDocsException, Abort) as error:
        raise ShellProblem("\n".join(warnings.lines) or str(error)) from error
    finally:
        logger.removeHandler(warnings)
