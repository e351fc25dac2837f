"""Sees widgets that come up as windows of their own: one that is shown before it has a place takes the keyboard away."""

import traceback

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QWidget

from handbook.override import override


class StrayWindows(QObject):
    """To be installed on the application once the window that is wanted is up."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []
        """Name of each, and the line that showed it."""

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            line = traceback.extract_stack(limit=2)[0]
            self.seen.append(
                f"{watched.objectName() or type(watched).__name__}: {line.filename}:{line.lineno}"
            )
        return False
