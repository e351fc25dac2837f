"""Contrast of every pair of colours that meet on the screen, in both themes."""

import pytest

from handbook.model.kinds import Kind
from handbook.render.colours import DARK, LIGHT, Colours, token_names
from tests.helpers.contrast import PART, TEXT, contrast

ON_GROUNDS = ("ink", "ink_second", "ink_third", "accent", "danger", "caution", "say", "law")
GROUNDS = ("ground", "panel")
PAIRS = [
    *((ink, ground) for ink in ON_GROUNDS for ground in GROUNDS),
    *((tint, f"{tint}_soft") for tint in ("accent", "danger", "caution", "say", "law")),
    *(("ink", f"{tint}_soft") for tint in ("accent", "danger", "caution", "say", "law")),
    *(("ink_second", f"{tint}_soft") for tint in ("accent", "danger", "caution", "say", "law")),
    ("on_accent", "accent"),
    ("on_danger", "danger"),
    ("on_band", "danger_band"),
    ("band_second", "danger_band"),
    ("ink", "mark"),  # whatever is marked takes ink
    ("ink", "mark_strong"),
    ("panel", "ink"),
    ("done", "panel"),
    ("ink_third", "accent_soft"),
]
PARTS = [
    ("done", "panel"),
    ("done", "ground"),
    ("accent", "ground"),
    ("ink_third", "panel"),
    ("control", "panel"),
    ("control", "ground"),
    ("panel", "done"),  # the tick in its box
]
THEMES = pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])


def test_the_measure_is_that_of_the_standard() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@THEMES
@pytest.mark.parametrize(("ink", "ground"), PAIRS)
def test_text_can_be_read(colours: Colours, ink: str, ground: str) -> None:
    assert contrast(getattr(colours, ink), getattr(colours, ground)) >= TEXT


@THEMES
@pytest.mark.parametrize(("part", "ground"), PARTS)
def test_parts_can_be_seen(colours: Colours, part: str, ground: str) -> None:
    assert contrast(getattr(colours, part), getattr(colours, ground)) >= PART


@THEMES
def test_every_token_is_a_colour(colours: Colours) -> None:
    values = [getattr(colours, name) for name in token_names()]
    assert all(len(v) == 7 and v[0] == "#" and int(v[1:], 16) >= 0 for v in values)


@THEMES
def test_red_is_for_danger_alone(colours: Colours) -> None:
    others = {colours.accent, colours.say, colours.law, colours.caution, colours.ink_second, colours.done}
    assert colours.danger not in others
    assert len(Kind) == 6
