"""A call and the text of its ticket -> a file that the user chose: JSON or CSV for other programs, or the text itself."""

from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QFileDialog, QWidget

from handbook.call.state.call import Call
from handbook.call.words.ticket_files import ticket_csv, ticket_json
from handbook.document.words import OLD_DEMO_REFUSED
from handbook.errors import HandbookError
from handbook.export.endings import check_ending, ending_of
from handbook.export.safe_file import write_safely

FILTERS = {"JSON (*.json)": "json", "CSV 表格 (*.csv)": "csv", "文字 (*.txt)": "txt"}
"""Kinds of file as they are offered -> their ending."""


class TicketSaving(QObject):
    """Asks where to, writes, and says how it went."""

    answered = Signal(str)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._call: Call | None = None
        self._text = ""

    def ask(self, call: Call, text: str) -> None:
        """Ask where the ticket is to go; `text` is the one that is copied."""
        self._call, self._text = call, text
        # Nothing of the caller stands in the name: a list of files is seen by more people than a ticket.
        name = f"工单 {call.started.astimezone():%m-%d %H%M}.json"
        asked = QFileDialog(self._window, "另存工单", name, ";;".join(FILTERS))
        asked.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        asked.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        asked.fileSelected.connect(self._on_file)
        asked.open()

    def save(self, target: Path, ending: str = "json") -> None:
        """Write the file that was chosen, whole; a name without an ending gets `ending`."""
        if self._call is None:
            return
        if self._call.is_demo:
            self.answered.emit(OLD_DEMO_REFUSED)
            return
        # Whoever chose the name was asked before overwriting, but not where an ending has to be added.
        has_ending = bool(ending_of(target))
        if not has_ending:
            target = target.with_name(f"{target.name}.{ending}")
        try:
            check_ending(target, FILTERS.values(), "工单")
            write_safely(target, self._written(self._call, ending_of(target)).encode(), force=has_ending)
        except HandbookError as error:
            self.answered.emit(str(error))
        else:
            self.answered.emit(f"已存到 {target}。")

    def _written(self, call: Call, ending: str) -> str:
        match ending:
            case "json":
                return ticket_json(call, self._text)
            case "csv":
                return ticket_csv(call)
            case _:
                return self._text + "\n"

    @Slot(str)
    def _on_file(self, name: str) -> None:
        asked = self.sender()
        chosen = asked.selectedNameFilter() if isinstance(asked, QFileDialog) else ""
        self.save(Path(name), FILTERS.get(chosen, "json"))
