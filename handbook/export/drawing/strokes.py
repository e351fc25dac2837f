"""Tick boxes and rings as lines: shapes that the PDF writer and the painter both follow."""

from handbook.document.run_record import TickState
from handbook.export.paper.boxes import RectMark, TickMark

FAINT = 0.4
"""Grey of what does not apply."""
RING_STROKE = 0.85
"""Points."""
TICK_SHAPES = {
    TickState.TICKED: ((0.2, 0.52), (0.42, 0.76), (0.82, 0.24)),
    TickState.VERIFIED: ((0.2, 0.52), (0.42, 0.76), (0.82, 0.24)),
    TickState.SKIPPED: ((0.18, 0.82), (0.82, 0.18)),
    TickState.NOT_APPLICABLE: ((0.25, 0.5), (0.75, 0.5)),
}
"""The line drawn in a box, in shares of the inner side from the upper left."""


def tick_frames(mark: TickMark) -> tuple[RectMark, ...]:
    """The box, and a second one about it where a value was verified."""
    stroke = 0.07 * mark.size
    side = mark.size - stroke
    left = mark.x + stroke / 2
    top = mark.y + stroke / 2
    grey = FAINT if mark.state is TickState.NOT_APPLICABLE else 0.0
    box = RectMark(left, top, side, side, stroke=stroke, grey=grey)
    if mark.state is not TickState.VERIFIED:
        return (box,)
    inner = 0.16 * mark.size
    return box, RectMark(left - inner, top - inner, side + 2 * inner, side + 2 * inner, stroke=stroke)
