"""How everything looks at one moment: colours and text size, handed down to every panel."""

from dataclasses import dataclass, replace
from math import floor

from handbook.render.colours import DARK, LIGHT, Colours

ZOOM_STEPS = (1.0, 1.1, 1.25, 1.4, 1.6, 1.8, 2.0)


@dataclass(frozen=True, slots=True)
class Theme:
    """One look."""

    colours: Colours = LIGHT
    scale: float = 1.0
    """1.0 = 100 % text size."""

    def px(self, size: float) -> int:
        """`size` at 100 %, in pixels of this theme."""
        return max(1, round(size * self.scale))


PLAIN = Theme()
"""Sizes at 100 %, for the room around the lines of the call desk: where a dock is narrow, the letters have it instead."""


def theme_of(*, is_dark: bool, scale: float) -> Theme:
    """The theme for these two choices; scale is kept between 100 % and 200 %."""
    return Theme(DARK if is_dark else LIGHT, min(max(scale, ZOOM_STEPS[0]), ZOOM_STEPS[-1]))


def next_zoom(scale: float, direction: int) -> float:
    """The next step up (+1) or down (-1) from `scale`."""
    if direction > 0:
        return next((s for s in ZOOM_STEPS if s > scale + 0.01), ZOOM_STEPS[-1])
    return next((s for s in reversed(ZOOM_STEPS) if s < scale - 0.01), ZOOM_STEPS[0])


FINEST = 0.05
"""Steps in which letters become smaller where something would not stand whole."""


def in_steps(scale: float) -> float:
    """The next smaller size of the text that is tried; never under 100 %."""
    return max(round(floor(scale / FINEST + 1e-9) * FINEST, 2), 1.0)


def smaller(theme: Theme, height: int, lacks: int) -> Theme:
    """`theme` with letters so much smaller that `height` pixels may hold what lacks `lacks` of them now: by one step at
    least, and never under 100 %.
    """
    share = height / max(height + lacks, 1)
    return replace(theme, scale=in_steps(min(theme.scale * share, theme.scale - FINEST)))
