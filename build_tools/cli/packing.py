"""The command that puts the finished site into one ZIP."""

import sys
from pathlib import Path

import click

from build_tools.cli.options import CONTENT, LANG, absolute, report, shown
from build_tools.config import Config
from build_tools.content.loader import load_settings
from build_tools.i18n.words import Words
from build_tools.model.base import LANGUAGES
from build_tools.publish.portable import build_zip
from build_tools.strings.messages import say


@click.command("zip")
@LANG
@CONTENT
@click.option("--out", type=click.Path(path_type=Path), default=None, help="Folder of the finished site.")
@click.option("--to", type=click.Path(path_type=Path), default=Path("site.zip"), help="The ZIP to write.")
def zip_(lang: str, content: Path | None, out: Path | None, to: Path) -> None:
    """Put the finished site into a ZIP that opens from a folder or a USB stick."""
    config = Config.at(Path.cwd(), content=absolute(content), out=absolute(out))
    if not (config.out / "index.html").is_file():
        click.echo(say("zip-no-site", lang, out=shown(config.out)), err=True)
        sys.exit(2)
    loaded = load_settings(config.content, root=config.root)
    if loaded.settings is None:
        report(loaded.problems, lang)
        sys.exit(1)
    site, strings = loaded.settings
    readme = "\n\n".join(Words(one, strings[one])("zip.readme", site=site.title.get(one)) for one in LANGUAGES) + "\n"
    paths = (path for path in config.out.rglob("*") if path.is_file())
    data = build_zip({path.relative_to(config.out).as_posix(): path.read_bytes() for path in paths}, readme)
    part = to.with_name(f".{to.name}.part")
    part.write_bytes(data)
    part.replace(to)
    click.echo(say("zip-written", lang, file=to, size=f"{len(data) / 1e6:.1f}"))
