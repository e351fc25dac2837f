"""What Qt's offscreen platform says of itself on every window, and how a script that prints is kept clear of it."""

import re
import sys

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler

from tests.conftest import OFFSCREEN_LACKS

_LACKS = re.compile(OFFSCREEN_LACKS)


def keep_its_lacks_quiet() -> None:
    """From now on Qt's messages go to standard error as before, but for what the platform cannot do."""
    qInstallMessageHandler(_note)


def _note(_kind: QtMsgType, _context: QMessageLogContext, words: str) -> None:
    if not _LACKS.search(words):
        print(words, file=sys.stderr)
