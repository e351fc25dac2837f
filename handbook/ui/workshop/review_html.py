"""One changed place as rich text: new words in green and bold, old ones in grey and struck."""

from collections.abc import Sequence
from html import escape

from handbook.model.typesetting import full_width_in_place
from handbook.ui.theme.theme import Theme
from handbook.upkeep.place_change import PlaceChange, Run, RunKind

_LETTERS = 16
_NAMES = 13.5
_NAME_WIDTH = 50


def place_html(change: PlaceChange, theme: Theme) -> str:
    """What stood there and what stands there now; where words were only added or only went, both are told in one line."""
    has_gone = any(run.kind is RunKind.GONE for run in change.before)
    has_new = any(run.kind is RunKind.NEW for run in change.after)
    if has_gone and has_new:
        rows = _row("原来", change.before, theme) + _row("改成", change.after, theme)
        return f'<table width="100%" cellspacing="0" cellpadding="{theme.px(3)}">{rows}</table>'
    shown = change.before if has_gone else change.after or change.before
    return f'<p style="margin:0;{_style(theme)}">{_runs(shown, theme)}</p>'


def plain_words(runs: Sequence[Run]) -> str:
    """The words as they are read aloud."""
    return full_width_in_place("".join(run.text for run in runs))


def _row(name: str, runs: Sequence[Run], theme: Theme) -> str:
    px, colours = theme.px, theme.colours
    return (
        f'<tr><td width="{px(_NAME_WIDTH)}" valign="top" style="font-size:{px(_NAMES)}px;'
        f'color:{colours.ink_second}">{name}</td>'
        f'<td valign="top" style="{_style(theme)}">{_runs(runs, theme)}</td></tr>'
    )


def _style(theme: Theme) -> str:
    return f"font-size:{theme.px(_LETTERS)}px;color:{theme.colours.ink}"


def _runs(runs: Sequence[Run], theme: Theme) -> str:
    colours = theme.colours
    whole = plain_words(runs)
    html, at = "", 0
    for run in runs:
        words = escape(whole[at : at + len(run.text)]).replace("\n", "<br>")
        at += len(run.text)
        match run.kind:
            case RunKind.SAME:
                html += words
            case RunKind.NEW:
                html += (
                    f'<span style="background-color:{colours.say_soft};color:{colours.say};font-weight:600">'
                    f"{words}</span>"
                )
            case RunKind.GONE:
                html += (
                    f'<span style="background-color:{colours.line};color:{colours.ink_second};'
                    f'text-decoration:line-through">{words}</span>'
                )
    return html
