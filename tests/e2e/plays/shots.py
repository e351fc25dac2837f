"""Nothing goes in; the pictures of README under `resources/pictures`, taken of the real window where plays end, come out.

The window, its letters and the clock are the same on every machine, so a picture changes when the program does.
"""

import sys
import tempfile
from pathlib import Path

import numpy as np
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from handbook.app.qt_application import build_qt
from tests.conftest import REPOSITORY  # sets the platform and the font before Qt starts
from tests.e2e.plays.clock import PlayedClock
from tests.e2e.plays.play import Play
from tests.e2e.plays.player import perform
from tests.e2e.plays.showcase import SHOWN
from tests.e2e.plays.stage import WIDE, Stage
from tests.helpers.installed import bundle_copy
from tests.helpers.offscreen import keep_its_lacks_quiet

PICTURES = REPOSITORY / "resources" / "pictures"
SECONDS_A_STEP = 9.0


class Timekeeper:
    """A camera without film: it lets the clock go on after each step."""

    def __init__(self, clock: PlayedClock) -> None:
        self._clock = clock

    def take(self, play: Play, number: int, stage: Stage) -> None:
        """A step was done."""
        self._clock.seconds += SECONDS_A_STEP


def shoot(play: Play, program: Path, home: Path, folder: Path) -> None:
    """Play `play`; keep a picture of the window at its end as NAME.png in `folder`."""
    clock = PlayedClock(seconds_an_act=0)
    stage = Stage(program, home, WIDE, clock)
    try:
        perform(play, stage, Timekeeper(clock))
        stage.wait(1.2)  # the timer of the call has ticked, the cursor is where it blinks
        few_colours(stage.window.grab().toImage()).save(str(folder / f"{play.name}.png"), quality=0)
    finally:
        stage.close()


def few_colours(image: QImage) -> QImage:
    """The picture in its 256 commonest colours, every other one by the nearest of them: a third of the bytes."""
    plain = image.convertToFormat(QImage.Format.Format_RGB32)
    pixels = np.frombuffer(plain.constBits(), np.uint32) & 0xFFFFFF
    colours, where, often = np.unique(pixels, return_inverse=True, return_counts=True)
    palette = colours[np.argsort(-often, kind="stable")[:256]]
    parts, kept = _parts(colours), _parts(palette)
    nearest = np.array([np.abs(kept - part).sum(axis=1).argmin() for part in parts], np.uint8)
    indexed = QImage(
        nearest[where].tobytes(), plain.width(), plain.height(), plain.width(), QImage.Format.Format_Indexed8
    )
    indexed.setColorTable([0xFF000000 | int(colour) for colour in palette])
    return indexed.copy()  # the bytes above are gone with this call


def _parts(
    colours: "np.ndarray[tuple[int, ...], np.dtype[np.uint32]]",
) -> "np.ndarray[tuple[int, ...], np.dtype[np.int32]]":
    return np.stack([colours >> 16 & 255, colours >> 8 & 255, colours & 255], axis=1).astype(np.int32)


def main() -> int:
    """Take all pictures anew."""
    PICTURES.mkdir(exist_ok=True)
    keep_its_lacks_quiet()
    qt = QApplication.instance() or build_qt(["handbook"])
    with tempfile.TemporaryDirectory() as scratch:
        program = bundle_copy(REPOSITORY / "content", Path(scratch) / "program")
        for play in SHOWN:
            shoot(play, program, Path(scratch) / play.name, PICTURES)
            print(PICTURES / f"{play.name}.png")
    del qt
    return 0


if __name__ == "__main__":
    sys.exit(main())
