"""The command that checks the content and builds nothing."""

import sys
from datetime import datetime
from pathlib import Path

import click

from build_tools.cli.options import AS_OF, CONTENT, FORMATS, LANG, PUBLISHED, absolute, report
from build_tools.config import Config
from build_tools.content.evidence import check_evidence
from build_tools.content.lagging import check_translations
from build_tools.content.loader import Loaded, load_content
from build_tools.content.published import check_against
from build_tools.content.received import check_received
from build_tools.content.untranslated import check_translated
from build_tools.model.announced import STATE_PATH
from build_tools.strings.messages import say


@click.command()
@LANG
@CONTENT
@AS_OF
@PUBLISHED
@click.option("--format", "form", type=click.Choice(FORMATS), default="text", help="For people, programs or GitHub.")
def check(lang: str, content: Path | None, as_of: datetime | None, published: Path | None, form: str) -> None:
    """Say everything that is wrong with the content."""
    config = Config.at(Path.cwd(), content=absolute(content))
    loaded = load_content(config.content, root=config.root)
    state, day = absolute(published) or config.out / STATE_PATH, as_of.date() if as_of else None
    loaded.problems += check_against(state, loaded, day, root=config.root)
    loaded.problems += check_translated(loaded, day)
    loaded.problems += check_translations(loaded)
    loaded.problems += check_received(loaded, day)
    loaded.problems += check_evidence(loaded, day)
    report(loaded.problems, lang, form)
    if form == "text":
        count = sum(len(records) for records in loaded.catalog.records.values()) if loaded.catalog else 0
        click.echo(_summary(loaded, lang) if loaded.has_errors else say("checked", lang, records=count))
    sys.exit(1 if loaded.has_errors else 0)


def _summary(loaded: Loaded, lang: str) -> str:
    errors = sum(problem.is_error for problem in loaded.problems)
    counts = {"errors": errors, "warnings": len(loaded.problems) - errors}
    words = {name: say(f"{name}-one" if count == 1 else name, lang, count=count) for name, count in counts.items()}
    return say("problems", lang, **words)
