"""Sizes, palette and style sheet of both themes."""

import re
from pathlib import Path

import pytest
from PySide6.QtGui import QPalette

from handbook import paths
from handbook.render.colours import DARK, LIGHT, Colours, token_names
from handbook.ui.theme import icons
from handbook.ui.theme.fonts import bundled_family, screen_family, screen_font, sized
from handbook.ui.theme.palette import palette_of
from handbook.ui.theme.stylesheet import stylesheet
from handbook.ui.theme.theme import ZOOM_STEPS, Theme, next_zoom, theme_of

THEMES = pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])

WHITE_ON_THE_BAND = "#ffffff"
"""The band of the emergency view is dark red in both themes."""


@pytest.mark.parametrize(
    ("scale", "direction", "found"),
    [
        (1.0, 1, 1.1),
        (1.0, -1, 1.0),
        (2.0, 1, 2.0),
        (2.0, -1, 1.8),
        (1.3, 1, 1.4),
        (1.3, -1, 1.25),
        (9.0, -1, 2.0),
    ],
)
def test_zoom_goes_by_steps(scale: float, direction: int, found: float) -> None:
    assert next_zoom(scale, direction) == found


def test_a_theme_stays_between_100_and_200_percent() -> None:
    assert [theme_of(is_dark=False, scale=s).scale for s in (0.1, 1.3, 7)] == [
        ZOOM_STEPS[0],
        1.3,
        ZOOM_STEPS[-1],
    ]
    assert theme_of(is_dark=True, scale=1).colours is DARK
    assert [Theme(LIGHT, s).px(0.1) for s in (1.0, 2.0)] == [1, 1]


@THEMES
@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_no_size_of_the_style_is_below_12_pixels(colours: Colours, scale: float) -> None:
    made = stylesheet(Theme(colours, scale), "Noto Sans SC")
    sizes = [int(s) for s in re.findall(r"font-size:\s*(\d+)px", made)]
    assert min(sizes) >= 12 * scale
    assert made.count("{") == made.count("}")
    assert set(re.findall(r"#[0-9a-f]{6}\b", made)) <= {*vars_of(colours), WHITE_ON_THE_BAND}


def vars_of(colours: Colours) -> list[str]:
    """All colours of a theme."""
    return [getattr(colours, name) for name in token_names()]


@THEMES
def test_every_role_of_the_palette_comes_from_the_theme(colours: Colours) -> None:
    palette = palette_of(colours)
    roles = (
        QPalette.ColorRole.Window,
        QPalette.ColorRole.Base,
        QPalette.ColorRole.Text,
        QPalette.ColorRole.Highlight,
        QPalette.ColorRole.HighlightedText,
        QPalette.ColorRole.PlaceholderText,
        QPalette.ColorRole.Link,
    )
    assert {palette.color(role).name() for role in roles} <= set(vars_of(colours))


def test_the_screen_font_is_the_bundled_one_on_a_bare_machine(qapp: object) -> None:
    assert (screen_family(), bundled_family()) == ("Noto Sans SC", "Noto Sans SC")
    assert [screen_font(s).pixelSize() for s in (1.0, 2.0)] == [15, 30]
    assert sized(screen_font(), 0.2).pixelSize() == 1
    assert sized(screen_font(), 20, bold=True).bold()


@pytest.mark.parametrize("colour", ["#0f6b8f", "#e8ecf2"])
def test_every_icon_is_drawn_in_its_colour(qapp: object, repository: object, colour: str) -> None:
    names = [p.stem for p in sorted(Path(paths.resources() / "icons").glob("*.svg"))]
    blank = []
    for name in names:
        image = icons.pixmap(name, colour, 24).toImage()
        drawn = sum(
            image.pixelColor(x, y).alpha() > 0 for x in range(image.width()) for y in range(image.height())
        )
        if drawn < 30:
            blank.append(name)
    assert (blank, len(names) > 15) == ([], True)
