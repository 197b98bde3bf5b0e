"""The words of collaboration, explained."""

from build_tools.model.base import Record, Text
from build_tools.model.values import Line


class GlossaryTerm(Record):
    """A word that readers may not know, and what it means here."""

    summary: Text
    """What it means, in one or two plain sentences."""
    also: tuple[Line, ...] = ()
    """Other spellings and short forms, in any language; texts and searches that use them lead here too."""
