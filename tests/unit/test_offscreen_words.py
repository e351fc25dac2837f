"""A script that prints what it found is not drowned in what the offscreen platform says of itself."""

import subprocess
import sys

from tests.conftest import REPOSITORY

_SHOW = """
from PySide6.QtCore import qWarning
from PySide6.QtWidgets import QApplication, QWidget
from tests.helpers.offscreen import keep_its_lacks_quiet
{quiet}
qt = QApplication([])
window = QWidget()
window.show()
window.raise_()
qWarning("a warning of ours")
"""


def said(quiet: str) -> str:
    """What a process that shows a window wrote to standard error."""
    command = [sys.executable, "-c", _SHOW.format(quiet=quiet)]
    return subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True, check=True).stderr


def test_its_lacks_are_kept_quiet_and_nothing_else() -> None:
    assert "does not support raise()" in said("")
    assert said("keep_its_lacks_quiet()") == "a warning of ours\n"
