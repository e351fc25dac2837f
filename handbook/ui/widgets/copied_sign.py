"""“已复制” at the place where somebody copied, until it has been read."""

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QAbstractButton, QLabel

COPIED = "已复制"
COPIED_MS = 1600


class CopiedSign(QTimer):
    """Runs while the sign stands; at `timeout` the owner writes again what stood there before."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.setSingleShot(True)
        self.setInterval(COPIED_MS)

    def put_on(self, place: QAbstractButton | QLabel, words: str = COPIED) -> None:
        """Write `words` on `place`; copying once more begins the time anew."""
        place.setText(words)
        self.start()
