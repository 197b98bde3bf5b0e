"""The commands. The only package that prints or exits; a command is imported when it is asked for.

Exit codes: 0 clean, 1 content errors, 2 usage, 3 environment (disk full, missing tool).
"""

import gc
import importlib
import os
import sys
from collections.abc import Callable, Mapping
from types import MappingProxyType

import click

from build_tools.cli.options import default_lang
from build_tools.strings.messages import say

_COMMANDS: Mapping[str, str] = MappingProxyType(
    {
        "check": "checking.check",
        "easy": "easy.easy",
        "headers": "hosting.headers",
        "import": "editing.import_",
        "match": "matching.match",
        "new": "editing.new",
        "schema": "editing.schema",
        "search": "searching.search",
        "search-eval": "searching.search_eval",
        "serve": "serving.serve",
        "site": "publishing.site",
        "translated": "translating.translated",
        "zip": "packing.zip_",
    }
)
"""Name of a command to its module and function."""


class _Commands(click.Group):
    """Imports a command when somebody asks for it, so that none waits for what another needs."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 -- as click asks for it
        return sorted(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 -- as above
        if cmd_name not in _COMMANDS:
            return None
        module, _, name = _COMMANDS[cmd_name].partition(".")
        command: click.Command = getattr(importlib.import_module(f"build_tools.cli.{module}"), name)
        gc.enable()  # see `__main__`: all that the command begins with is imported
        return command


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
def cli() -> None:
    """Build the site of a city's collaboration from the records under content/."""


def main() -> None:
    """Run the command line; trouble with the machine ends in one sentence and exit code 3.

    The process ends at once: the system takes back what a build has read faster than Python would.
    """
    # Pydantic would read the descriptions of all installed packages, looking for plugins. There are none.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    try:
        _guard(cli)
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else int(end.code is not None)
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


def _guard(command: Callable[[], object]) -> None:
    try:
        command()
    except OSError as error:
        problem, path = error.strerror or str(error), error.filename or ""
        click.echo(say("environment", default_lang(), problem=problem, path=path), err=True)
        sys.exit(3)
