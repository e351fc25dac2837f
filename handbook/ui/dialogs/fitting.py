"""A dialog, its parent and a wanted size go in; the dialog is no wider than the window, so that a dock covers nothing else."""

from PySide6.QtWidgets import QDialog, QWidget

LEAST = 300
RIM = 16


def fit(dialog: QDialog, parent: QWidget, width: int, height: int) -> None:
    """Resize `dialog` to `width` × `height` pixels, or to what the window of `parent` has room for."""
    room = parent.window().size()
    dialog.setMinimumWidth(min(LEAST, room.width()))
    dialog.resize(max(LEAST, min(width, room.width() - RIM)), min(height, max(LEAST, room.height() - RIM)))
