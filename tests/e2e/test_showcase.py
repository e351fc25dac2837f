"""The pictures of README: the plays that they are taken of go through, and they are there, whole and small."""

from pathlib import Path

import numpy as np
import pytest
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from tests.conftest import REPOSITORY
from tests.e2e.plays.play import Play
from tests.e2e.plays.shots import PICTURES, few_colours, shoot
from tests.e2e.plays.showcase import SHOWN


@pytest.mark.parametrize("play", SHOWN, ids=lambda play: play.name)
def test_what_is_shown_can_be_played(
    qtbot: QtBot, play: Play, program_folder: Path, user_home: Path, tmp_path: Path
) -> None:
    shoot(play, program_folder, user_home, tmp_path)
    taken, kept = (QImage(str(folder / f"{play.name}.png")) for folder in (tmp_path, PICTURES))
    assert taken.size() == kept.size()
    assert not taken.isNull()


def test_readme_shows_them_and_they_are_small() -> None:
    pictures = sorted(PICTURES.iterdir())
    assert [file.stem for file in pictures] == sorted(play.name for play in SHOWN)
    assert sum(file.stat().st_size for file in pictures) < 600_000
    readme = (REPOSITORY / "README.md").read_text(encoding="utf-8")
    assert [file.name for file in pictures if f"resources/pictures/{file.name}" not in readme] == []


def test_fewer_colours_are_the_same_picture() -> None:
    """The commonest colours stay as they are; a rare one becomes the nearest of them."""
    pixels = np.full((64, 64), 0xFFF3F4F6, np.uint32)
    pixels[0] = 0xFF8C1D18
    pixels[10:26, 0:16] = 0xFF000000 + np.arange(0, 512, 2, dtype=np.uint32).reshape(16, 16)
    pixels[30] = 0xFF123456
    image = QImage(pixels.tobytes(), 64, 64, QImage.Format.Format_RGB32)
    less = few_colours(image)
    assert less.colorCount() == 256
    assert [less.pixelColor(63, row).name() for row in (0, 30, 63)] == ["#8c1d18", "#123456", "#f3f4f6"]
    assert {abs(less.pixelColor(x, 25).blue() - image.pixelColor(x, 25).blue()) for x in range(16)} <= {
        0,
        2,
        4,
        6,
    }
