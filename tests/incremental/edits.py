"""Random edits of a whole project: of its records, words, templates, theme, configuration and pages, and of the day.

Every edit keeps or breaks the site as an editor might; what it does is drawn from a seed, so that a sequence can be
run again.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

EVENT = """\
---
title: {title}
kind: {kind}
starts: {starts}
{more}sources:
  - plan
updated: 2026-11-{day:02}
---

{body}
"""
ORGANIZATION = """\
---
title: {title}
reading: {reading}
fields:
  - {field}
legal_form: {form}
sources:
  - plan
updated: 2026-11-20
---
"""
WORDS = ("花", "防災", "講座", "まつり", "会議", "散歩", "🏠", "A|B", "[x]", "第2回")
BREAK = "\n\n"
"""What divides two paragraphs."""


@dataclass
class Project:
    """A project that is edited, and the day that it is built for."""

    root: Path
    chance: random.Random
    day: date = date(2026, 11, 23)
    made: list[str] = field(default_factory=list)
    """What was done so far."""

    def edit(self) -> None:
        """Do one of the edits."""
        names = tuple(EDITS)
        (name,) = self.chance.choices(names, [EDITS[name][0] for name in names])
        self.made.append(f"{name}: {EDITS[name][1](self) or '-'}")

    def edit_text(self) -> None:
        """Add a plain paragraph to a text that stands on a page with others, or to one that stands alone."""
        file = self.chance.choice(self.records("glossary", "events"))
        words = self.chance.choice(("花", "講座", "散歩"))
        self.made.append(f"text: {_replace(file, lambda text: f'{text.rstrip()}{BREAK}{words}。{BREAK}')}")

    def text(self) -> str:
        """Return some words."""
        return "".join(self.chance.choices(WORDS, k=self.chance.randint(1, 4)))

    def records(self, *folders: str) -> list[Path]:
        """Return the Japanese files of records."""
        found = (path for folder in folders for path in (self.root / "content" / folder).glob("*.md"))
        return sorted(path for path in found if path.name.count(".") == 1)


def _replace(file: Path, change: Callable[[str], str]) -> str:
    file.write_text(change(file.read_text(encoding="utf-8")), encoding="utf-8")
    return file.name


def change_text(project: Project) -> str:
    """Add a paragraph to a record, or to its translation."""
    file = project.chance.choice(project.records("events", "projects", "places", "plan", "organizations", "notices"))
    twin = file.with_suffix(".en.md")
    chosen = twin if twin.exists() and project.chance.random() < 0.4 else file
    if "\n---\n\n" not in file.read_text(encoding="utf-8"):
        chosen = file
    heading = "## " if project.chance.random() < 0.3 else ""
    return _replace(chosen, lambda text: f"{text.rstrip()}\n\n{heading}{project.text()}\n")


def change_title(project: Project) -> str:
    """Give a record another title."""
    file = project.chance.choice(project.records("events", "organizations", "projects", "places", "series", "clauses"))
    title = project.text().replace("[", "").replace("|", "")
    return _replace(
        file, lambda text: "\n".join(f"title: '{title}'" if x.startswith("title:") else x for x in text.split("\n"))
    )


def change_figure(project: Project) -> str:
    """Put a figure right that texts name, name one in a text, or let another project count for a target."""
    number, way = project.chance.randint(21, 99), project.chance.randint(0, 2)
    if way == 0:
        file = project.root / "content" / "indicators" / "participation.md"
        return _replace(file, lambda text: re.sub(r"\n  value: \d+\n", f"\n  value: {number}\n", text))
    if way == 1:
        file = project.chance.choice(project.records("events", "projects", "places", "clauses", "notices"))
        return _replace(file, lambda text: f"{text.rstrip()}\n\n目標は{{participation.target}}です。\n")
    file = project.root / "content" / "projects" / "flowers.md"
    words = project.chance.choice(("true", "false"))
    return _replace(file, lambda text: re.sub(r"new_in_plan: \w+", f"new_in_plan: {words}", text))


def change_status(project: Project) -> str:
    """Cancel an event, or let one be full."""
    file = project.chance.choice(project.records("events"))
    more = project.chance.choice(("full: true", "status: cancelled\nreason: 雨のため", "capacity: 12", "free: true"))
    key = more.partition(":")[0]
    if f"\n{key}:" in file.read_text(encoding="utf-8"):
        return ""
    return _replace(file, lambda text: text.replace("\nsources:", f"\n{more}\nsources:", 1))


def change_reference(project: Project) -> str:
    """Let an event take place elsewhere, or be held by another body."""
    file = project.chance.choice(project.records("events"))
    body = project.chance.choice(project.records("organizations")).stem
    if "\norganizers:" in file.read_text(encoding="utf-8"):
        return ""
    return _replace(file, lambda text: text.replace("\nsources:", f"\norganizers:\n  - {body}\nsources:", 1))


def add_event(project: Project) -> str:
    """Add an event."""
    number = project.chance.randint(0, 999)
    day = project.day + timedelta(days=project.chance.randint(-400, 60))
    starts = project.chance.choice((f"{day} 14:00", f"{day}", f"{day:%Y-%m}", "unknown"))
    more = "".join(
        f"{line}\n"
        for line in ("place: hiroba", "series: koza", "project: flowers", "sample: true", "themes:\n  - disaster")
        if project.chance.random() < 0.4
    )
    text = EVENT.format(
        title=f"'{project.text().replace('[', '')}'",
        kind=project.chance.choice(("lecture", "drill")),
        starts=starts,
        more=more,
        day=project.chance.randint(1, 20),
        body=project.text(),
    )
    file = project.root / "content" / "events" / f"e-{number}.md"
    file.write_text(text, encoding="utf-8")
    return file.name


def delete_event(project: Project) -> str:
    """Take an event away that was added."""
    if not (found := [file for file in project.records("events") if file.name.startswith("e-")]):
        return ""
    file = project.chance.choice(found)
    file.unlink()
    return file.name


def rename_event(project: Project) -> str:
    """Give an event that was added another id."""
    if not (found := [file for file in project.records("events") if file.name.startswith("e-")]):
        return ""
    file = project.chance.choice(found)
    file.rename(file.with_name(f"e-{project.chance.randint(1000, 1999)}.md"))
    return file.name


def translate(project: Project) -> str:
    """Add a translation, or take it away."""
    file = project.chance.choice(project.records("events", "services", "yearly-themes", "evaluations"))
    twin = file.with_suffix(".en.md")
    if twin.exists():
        twin.unlink()
    else:
        stamp = project.chance.choice(("", "translated_from: 000000-000000\n"))
        title = project.chance.choice(("Walk", "Talk", "Feast"))
        twin.write_text(f"---\ntitle: {title}\n{stamp}---\n", encoding="utf-8")
    return twin.name


def change_term(project: Project) -> str:
    """Give a term of the glossary other spellings, which many texts may use."""
    file = project.root / "content" / "glossary" / "npo.md"
    words = project.chance.sample(("家具", "講座", "町", "走る"), project.chance.randint(0, 2))
    also = "".join(["also:\n", *(f"  - {word}\n" for word in words)]) if words else ""
    head = file.read_text(encoding="utf-8").partition("also:")[0].partition("sources:")[0]
    file.write_text(f"{head}{also}sources:\n  - plan\nupdated: 2026-11-23\n---\n", encoding="utf-8")
    return file.name


def touch(project: Project) -> str:
    """Save a file as it is."""
    file = project.chance.choice(project.records("events", "places"))
    return _replace(file, lambda text: text)


def break_record(project: Project) -> str:
    """Make a mistake, or put the last one right."""
    file = project.root / "content" / "places" / "wrong.md"
    if file.exists():
        file.unlink()
    else:
        file.write_text("---\ntitle: x\nsources:\n  - plan\nupdated: あした\n---\n", encoding="utf-8")
    return file.name


def break_link(project: Project) -> str:
    """Let a text lead nowhere, or put that right."""
    file = project.root / "content" / "events" / "2026-kagu.md"
    link = "\n\n[無い](/places/none/)"
    return _replace(file, lambda text: text.replace(link, "") if link in text else text.rstrip() + link + "\n")


def change_vocabulary(project: Project) -> str:
    """Call a theme otherwise."""
    file = project.root / "content" / "vocabularies" / "themes.yml"
    return _replace(file, lambda text: text.replace("ja: ", f"ja: {project.chance.choice('あいうえお')}", 1))


def change_words(project: Project) -> str:
    """Call a part of the interface otherwise."""
    file = project.root / "content" / "strings" / "en.yml"
    lines = file.read_text(encoding="utf-8").splitlines()
    index = next(i for i, line in enumerate(lines) if line.startswith("event.when:"))
    lines[index] = f"event.when: When {project.chance.randint(0, 99)}"
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return file.name


def change_settings(project: Project) -> str:
    """Give the site another tagline, or show no samples."""
    file = project.root / "content" / "site.yml"
    if project.chance.random() < 0.5:
        return _replace(
            file,
            lambda text: (
                text.replace("samples: false\n", "")
                if "samples: false\n" in text
                else text.rstrip("\n") + "\nsamples: false\n"
            ),
        )
    return _replace(
        file, lambda text: text.replace("tagline:\n  ja: ", f"tagline:\n  ja: {project.chance.choice('甲乙丙')}")
    )


def change_template(project: Project) -> str:
    """Change a template."""
    name = project.chance.choice(("event.html", "places.html", "home.html", "flyer.html", "macros.html"))
    file = project.root / "build_tools" / "templates" / name
    return _replace(file, lambda text: text.replace("<dt>", f'<dt data-x="{project.chance.randint(0, 9)}">', 1))


def change_theme(project: Project) -> str:
    """Change a style, which gives the file another name, or a part of the theme."""
    if project.chance.random() < 0.5:
        name = project.chance.choice(("site.css", "events.css"))
        file = project.root / "build_tools" / "theme" / "assets" / name
        return _replace(file, lambda text: f"{text}/* {project.chance.randint(0, 99)} */\n")
    file = project.root / "build_tools" / "theme" / "overrides" / "partials" / "footer.html"
    return _replace(file, lambda text: f"{text}<!-- {project.chance.randint(0, 99)} -->\n")


def change_config(project: Project) -> str:
    """Change the configuration of MkDocs."""
    return _replace(project.root / "mkdocs.yml", lambda text: text.replace("- 団体:", "- 諸団体:", 1))


def change_page(project: Project) -> str:
    """Change a hand-written page."""
    lang = project.chance.choice(("ja", "en"))
    return _replace(project.root / "docs" / lang / "about.md", lambda text: f"{text}\n{project.text()}\n")


def move_on(project: Project) -> str:
    """Let days pass, at times past an event."""
    project.day += timedelta(days=project.chance.choice((0, 1, 5, 12, 45, 400)))
    return str(project.day)


def switch_emergency(project: Project) -> str:
    """Switch an emergency on or off, let it be a drill, add a notice to it, or take its file away."""
    file = project.root / "content" / "emergency.yml"
    if file.exists() and project.chance.random() < 0.3:
        file.unlink()
        return "none"
    active, sample = (project.chance.choice(("true", "true", "false")) for _ in range(2))
    notice = f"notices:\n  - at: {project.day} 08:15\n    text: '{project.text()}'\n" if sample == "false" else ""
    text = f"active: {active}\nsample: {sample}\nheadline: '{project.text()}'\nshelters:\n  - place: hiroba\n{notice}"
    file.write_text(text, encoding="utf-8")
    return f"{active}, {sample}"


EDITS: dict[str, tuple[int, Callable[[Project], str]]] = {
    "change a text": (20, change_text),
    "change a title": (12, change_title),
    "change a figure": (6, change_figure),
    "change a status": (8, change_status),
    "change a reference": (6, change_reference),
    "add an event": (12, add_event),
    "delete an event": (6, delete_event),
    "rename an event": (5, rename_event),
    "translate": (5, translate),
    "glossary": (3, change_term),
    "save as it is": (3, touch),
    "make a mistake": (4, break_record),
    "break a link": (4, break_link),
    "vocabulary": (4, change_vocabulary),
    "words": (1, change_words),
    "settings": (2, change_settings),
    "emergency": (3, switch_emergency),
    "template": (4, change_template),
    "theme": (1, change_theme),
    "configuration": (1, change_config),
    "page": (2, change_page),
    "time": (8, move_on),
}
"""Name of an edit to its weight and to what does it; those that MkDocs has to run for are rare."""
