"""Calls that have ended: a list to search, each read-only, with its ticket text to copy again; and what was counted."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QStackedWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from handbook.call.day_totals import DayTotals
from handbook.call.history import CallHistory, PastCall
from handbook.call.state.clock import minutes_seconds
from handbook.call.store.store_errors import StoreError
from handbook.document.words import RESULT
from handbook.model.typesetting import full_width
from handbook.ui.dialogs.fitting import fit
from handbook.ui.dialogs.totals_page import TotalsPage
from handbook.ui.widgets.line_field import LineField
from handbook.ui.widgets.ruled_table import RuledTable

HEADINGS = ("时间", "地址", "电话尾号", "清单", RESULT, "时长")
WIDE = (1, 3, 4)
UNKNOWN = "未问到"


class HistoryDialog(QDialog):
    """Typing searches, the arrows choose, Enter or a double click opens."""

    call_chosen = Signal(int)
    csv_wanted = Signal()
    reopen_wanted = Signal(int)
    """There is one more thing: a call that had ended goes on."""

    def __init__(self, history: CallHistory, totals: DayTotals, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("historyDialog")
        self.setWindowTitle("通话记录")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._history = history
        self.field = LineField(is_inner=True)
        self.field.setPlaceholderText("搜索本机保留的通话记录")
        self.field.setAccessibleName("搜索通话记录")
        self.table = RuledTable(HEADINGS, wide=WIDE)
        self.table.setObjectName("historyTable")
        self.table.setAccessibleName("通话记录")
        self.table.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.words = QLabel()
        self.words.setWordWrap(True)
        self.totals = TotalsPage(totals)
        self.pages = QStackedWidget()
        self.pages.addWidget(self._calls_page())
        self.pages.addWidget(self.totals)
        self.turn = QButtonGroup(self)
        layout = QVBoxLayout(self)
        layout.addLayout(self._tabs())
        layout.addWidget(self.pages, 1)
        self.field.textChanged.connect(self._on_text)
        self.field.moved.connect(self._on_moved)
        self.field.entered.connect(self._on_entered)
        self.field.escaped.connect(self.reject)
        self.table.itemActivated.connect(self._on_item)
        self.turn.idClicked.connect(self.show_page)
        self.totals.csv_wanted.connect(self.csv_wanted)
        self.finished.connect(parent.window().activateWindow)
        fit(self, parent, 960, 560)
        self._on_text("")
        self.field.setFocus()

    @Slot(int)
    def show_page(self, number: int) -> None:
        """0 = the calls, 1 = what was counted."""
        self.turn.button(number).setChecked(True)
        self.pages.setCurrentIndex(number)
        if number:
            self.totals.refresh()
            self.totals.table.setFocus()
        else:
            self.field.setFocus()

    def _tabs(self) -> QHBoxLayout:
        line = QHBoxLayout()
        for number, words in enumerate(("通话", "统计")):
            tab = QPushButton(words)
            tab.setObjectName(f"historyTab{number}")
            tab.setCheckable(True)
            tab.setChecked(not number)
            tab.setAutoDefault(False)
            tab.setProperty("role", "tab")
            self.turn.addButton(tab, number)
            line.addWidget(tab)
        line.addStretch(1)
        return line

    def _calls_page(self) -> QWidget:
        page = QWidget()
        layout = QVBoxLayout(page)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.field)
        layout.addWidget(self.words)
        layout.addWidget(self.table, 1)
        self._again = QPushButton("还有一件事")
        self._again.setObjectName("historyReopen")
        self._again.setAutoDefault(False)
        self._again.setToolTip("接着办这通；工单只写新添的")
        self._again.clicked.connect(self._on_again)
        line = QHBoxLayout()
        line.addStretch(1)
        line.addWidget(self._again)
        layout.addLayout(line)
        return page

    @Slot(str)
    def _on_text(self, words: str) -> None:
        calls: tuple[PastCall, ...] = ()
        said = "没有保留的通话记录。"
        try:
            calls = self._history.search(words) if words.strip() else self._history.calls()
        except StoreError as error:
            said = str(error)
        self.words.setText("" if calls else said)
        self.words.setVisible(not calls)
        self._again.setEnabled(bool(calls))
        self.table.show_rows([_row(call) for call in calls], [call.id for call in calls])

    @Slot(int)
    def _on_moved(self, step: int) -> None:
        row = min(max(self.table.currentRow() + step, 0), self.table.rowCount() - 1)
        self.table.setCurrentCell(row, 0)

    @Slot()
    def _on_entered(self) -> None:
        self._open(self.table.currentRow())

    @Slot(QTableWidgetItem)
    def _on_item(self, item: QTableWidgetItem) -> None:
        self._open(item.row())

    @Slot()
    def _on_again(self) -> None:
        number = self.table.id_at(self.table.currentRow())
        if number is not None:
            self.accept()
            self.reopen_wanted.emit(number)

    def _open(self, row: int) -> None:
        number = self.table.id_at(row)
        if number is not None:
            self.call_chosen.emit(number)


def _row(call: PastCall) -> tuple[str, ...]:
    """What a call is recognised by, one cell for each of `HEADINGS`."""
    return (
        f"{call.started:%m-%d %H:%M}",
        full_width(call.address) or UNKNOWN,
        call.phone or UNKNOWN,
        full_width("、".join(call.titles)) or "未用清单",
        full_width(call.result) or "无",
        minutes_seconds(call.milliseconds),
    )
