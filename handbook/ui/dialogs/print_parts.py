"""Parts of the print dialog: a row of choices of which one holds, and the progress of a long job."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QButtonGroup, QProgressDialog, QPushButton, QWidget

from handbook.ui.widgets.flow_box import FlowBox


def choice_row(group: QButtonGroup, words: Sequence[str], name: str) -> QWidget:
    """Buttons of which one is down, the first; Tab comes to that one, arrows move on."""
    row = FlowBox()
    row.setAccessibleName(name)
    for number, text in enumerate(words):
        button = QPushButton(text)
        button.setCheckable(True)
        button.setAutoDefault(False)
        button.setChecked(number == 0)
        button.setProperty("role", "answer")
        button.setAccessibleDescription(name)
        group.addButton(button, number)
        row.add(button)
    return row


class JobProgress:
    """Callable that shows how far a long job is, and stops it when cancelled."""

    def __init__(self, words: str, total: int, parent: QWidget) -> None:
        self._dialog = QProgressDialog(words, "取消", 0, total, parent)
        self._dialog.setWindowModality(Qt.WindowModality.WindowModal)
        self._dialog.setMinimumDuration(300)

    def __call__(self, done: int, _total: int) -> bool:
        """Show that `done` are done; whether to go on."""
        self._dialog.setValue(done)
        QApplication.processEvents()
        return not self._dialog.wasCanceled()

    def close(self) -> None:
        """Take it off the screen; a job that failed has not reached its end."""
        self._dialog.close()
        self._dialog.deleteLater()
