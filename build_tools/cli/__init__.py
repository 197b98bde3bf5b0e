"""The commands. The only package that prints or exits; heavy parts are imported when asked for.

Exit codes: 0 clean, 1 content errors, 2 usage, 3 environment (disk full, missing tool).
"""

import sys
from collections.abc import Callable

import click

from build_tools.cli.building import check, serve, site
from build_tools.cli.editing import import_, new, schema
from build_tools.cli.options import default_lang
from build_tools.strings.messages import say


@click.group(
    commands=[check, import_, new, schema, serve, site], context_settings={"help_option_names": ["-h", "--help"]}
)
def cli() -> None:
    """Build the site of a city's collaboration from the records under content/."""


def main() -> None:
    """Run the command line; trouble with the machine ends in one sentence and exit code 3."""
    _guard(cli)


def _guard(command: Callable[[], object]) -> None:
    try:
        command()
    except OSError as error:
        click.echo(
            say("environment", default_lang(), problem=error.strerror or str(error), path=error.filename or ""),
            err=True,
        )
        sys.exit(3)
