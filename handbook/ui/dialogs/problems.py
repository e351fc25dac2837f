"""Problems of the content go in; a page that lists them comes out."""

import html
from collections.abc import Sequence

from handbook.model.problem import Gravity, Problem
from handbook.ui.theme.theme import Theme

SHOWN = 300


def problems_page(problems: Sequence[Problem], theme: Theme) -> str:
    """Errors first, each with file, line and how to mend it."""
    ordered = sorted(problems, key=lambda p: (p.gravity is not Gravity.ERROR, p))
    rows = "".join(_row(p, theme) for p in ordered[:SHOWN])
    more = (
        f"<p>另有 {len(ordered) - SHOWN} 个,运行 handbook check 看全部。</p>" if len(ordered) > SHOWN else ""
    )
    body = f'<body style="font-size:{theme.px(15)}px;color:{theme.colours.ink}">'
    return f"{body}<p>有问题的条目没有载入或有一处不完整,其余照常可用。</p>{rows}{more}</body>"


def _row(problem: Problem, theme: Theme) -> str:
    c = theme.colours
    colour = c.danger if problem.gravity is Gravity.ERROR else c.caution
    place = html.escape(f"{problem.file}:{problem.line}:{problem.column}")
    return (
        f'<p><span style="color:{colour}">{problem.gravity.value}</span>&nbsp; {html.escape(problem.message)}<br>'
        f'<span style="color:{c.ink_second};font-size:{theme.px(13)}px">{place} [{html.escape(problem.rule)}]</span></p>'
    )
