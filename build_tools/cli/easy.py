"""The command that judges the texts in easy Japanese."""

from pathlib import Path

import click

from build_tools.cli.options import CONTENT, LANG, absolute, report
from build_tools.config import Config
from build_tools.content.documents import Unreadable
from build_tools.content.easy_texts import judge
from build_tools.content.parsing import read_document
from build_tools.editing.targets import UnknownFolder, parse_target
from build_tools.strings.messages import say


@click.command()
@click.argument("id_", metavar="[ID]", required=False)
@LANG
@CONTENT
def easy(id_: str | None, lang: str, content: Path | None) -> None:
    """Score the texts in easy Japanese, the hardest first, and say what would make them easier."""
    config = Config.at(Path.cwd(), content=absolute(content))
    try:
        target = parse_target(id_ or "*")
    except UnknownFolder as error:
        raise click.UsageError(say("easy-no-folder", lang, name=id_, known=error.known)) from None
    name = f"{target.id}.easy.*"
    texts = {file for kind in target.kinds for file in (config.content / kind.folder).glob(name)}
    files = sorted(texts | (set() if id_ else set(config.content.glob("strings/easy.yml"))))
    if not files:
        raise click.UsageError(say("easy-none", lang, name=name))
    rows = []
    for file in files:
        path = file.relative_to(config.root).as_posix()
        try:
            rows.append((judge(read_document(file, path)), path))
        except Unreadable as error:
            report(error.problems, lang)
    for found, path in sorted(rows, key=lambda row: (row[0].score, row[1])):
        click.echo(say("easy-score", lang, score=f"{found.score:3}", sentences=found.sentences, path=path))
    report([problem for found, _ in rows for problem in found.advice], lang)
    click.echo(say("easy-explained", lang))
