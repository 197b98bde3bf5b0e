"""The small labels that say how an event or a record stands."""

from markupsafe import Markup

from build_tools.i18n.filling import fill, join
from build_tools.i18n.words import Words
from build_tools.model.base import Record
from build_tools.views.lifecycle import OVER_OR_OFF, Standing, Twist

_NONE = Markup("")


def chips(standing: Standing, words: Words, *, with_reason: bool = False) -> Markup:
    """Return today's mark, the state and the twists, each on a line of its own.

    Args:
        standing: How the event stands.
        words: Of the language.
        with_reason: A sentence says what each label means.
    """
    return words.keep(("chips", standing, with_reason), lambda: _chips(standing, words, with_reason=with_reason))


def twist_chips(twists: tuple[Twist, ...], words: Words, *, with_reason: bool = False) -> Markup:
    """Return what is no longer as first announced, each on a line of its own."""
    return join(
        fill(
            '<span><span class="chip chip-moved">{}</span>{}</span>\n',
            words(f"state.{twist}"),
            _reason(twist, words) if with_reason else _NONE,
        )
        for twist in twists
    )


def state_chip(state: str, words: Words, *, with_reason: bool = False) -> Markup:
    """Return the state."""
    return fill(
        '<span data-state="{0}"><span class="chip chip-{0}">{1}</span>{2}</span>',
        state,
        words(f"state.{state}"),
        _reason(state, words) if with_reason else _NONE,
    )


def marks(record: Record, words: Words) -> Markup:
    """Return the visible marks of a record: sample, unconfirmed."""
    names = (("sample", record.sample), ("unconfirmed", not record.certain))
    return join(
        fill(' <span class="mark mark-{}">{}</span>', name, words.markup(f"mark.{name}"))
        for name, is_so in names
        if is_so
    )


def _chips(standing: Standing, words: Words, *, with_reason: bool) -> Markup:
    state = state_chip(standing.state, words, with_reason=with_reason)
    twists = twist_chips(standing.twists, words, with_reason=with_reason)
    return fill("{}\n{}\n\n{}\n", _today(standing, words), state, twists)


def _today(standing: Standing, words: Words) -> Markup:
    """Return the mark for an event of today, which the page's script shows and hides; none once it is over or off."""
    if standing.state in OVER_OR_OFF:
        return _NONE
    hidden = _NONE if standing.is_today else Markup(" hidden")
    return fill('<span class="chip chip-today" data-today{}>{}</span>', hidden, words("state.today"))


def _reason(name: str, words: Words) -> Markup:
    return fill(' <span class="why">{}</span>', words(f"why.{name}"))
