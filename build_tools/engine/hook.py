"""MkDocs hooks: settings from `content/`, shell pages, and none of Material's scripts and styles."""

import os
from pathlib import Path
from typing import Any

from jinja2 import Environment
from markupsafe import Markup, escape
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page

from build_tools.content.loader import load_settings
from build_tools.diagnostics import format_text
from build_tools.engine.assets import read_assets
from build_tools.hosting.policy import META_POLICY
from build_tools.i18n.ruby import ruby_tags, set_ruby
from build_tools.i18n.words import Words
from build_tools.pages.icons import icon
from build_tools.pages.markdown import box_tables
from build_tools.shells import MARKS, OUTSIDE_MENU, RECORD, SHELLS, TEMPLATES
from build_tools.urls import EASY_PAGES, language_root

CONTENT_VARIABLE = "KYODO_CONTENT"
"""Environment variable with the folder of records, when it is not `content/`."""


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Take name and address from `content/site.yml`, and hand words and marks to the theme."""
    root = Path(config.config_file_path).parent
    content = Path(os.environ.get(CONTENT_VARIABLE) or root / "content")
    loaded = load_settings(content, root=root)
    if loaded.settings is None:
        raise PluginError("\n" + format_text(loaded.problems, "en"))
    site, strings = loaded.settings
    lang = str(config.theme["language"])
    config.site_name = site.title.get(lang)
    config.site_description = site.description.get(lang)
    config.site_url = site.base_url.rstrip("/") + "/" + language_root(lang)
    extra: Any = {
        "site": site,
        "lang": lang,
        "t": Words(lang, strings[lang]),
        "easy_words": Words("easy", strings["easy"]),
        "ruby": lambda text: Markup(ruby_tags(escape(text))),  # noqa: S704 -- escaped
        "marks": MARKS,
        "icon": icon,
        "policy": META_POLICY,
        "assets": {name: file.path for name, file in read_assets().items()},
        "up": "../" if language_root(lang) else "",
        "en": language_root("en"),
        "easy": EASY_PAGES if strings["easy"] else {},
    }
    config.extra = extra
    return config


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Leave Material's files out and add one page for each shell."""
    for file in list(files):
        if not file.is_documentation_page() and not _is_ours(file, config):
            files.remove(file)
    for shell in SHELLS:
        template = TEMPLATES.get(shell, "main.html")
        page = File.generated(config, f"{shell}index.md", content=f"---\nshell: true\ntemplate: {template}\n---\n")
        if RECORD in shell or shell in OUTSIDE_MENU:
            page.inclusion = InclusionLevel.NOT_IN_NAV
        files.append(page)
    return files


def on_env(env: Environment, **_: object) -> Environment:
    """Escape everything that the theme prints, since names and words come from content files."""
    env.autoescape = True
    return env


def on_page_markdown(markdown: str, *, page: Page, **_: object) -> str:
    """Give shells a title that no reader sees, so that MkDocs does not guess one."""
    if page.meta.get("shell"):
        page.meta["title"] = MARKS["title"]
    return markdown


def on_page_content(html: str, **_: object) -> str:
    """Put tables into boxes and readings into ruby, as in the texts of records."""
    return set_ruby(box_tables(html))


def _is_ours(file: File, config: MkDocsConfig) -> bool:
    return bool(file.abs_src_path) and Path(str(file.abs_src_path)).is_relative_to(config.docs_dir)
