"""The sums of this computer: days, or hours of the day, in a table with rules; the wish to have them as a file comes up."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from handbook.call.day_totals import COLUMNS, NOTE, DayTotals
from handbook.call.store.store_errors import StoreError
from handbook.model.typesetting import full_width
from handbook.ui.widgets.ruled_table import RuledTable

NOTHING = "还没有可统计的通话和查询。"


class TotalsPage(QWidget):
    """Counted anew whenever it is turned to."""

    csv_wanted = Signal()

    def __init__(self, totals: DayTotals) -> None:
        super().__init__()
        self._totals = totals
        self.table = RuledTable(
            ["日期", *(f"{column.group}\n{column.name}" for column in COLUMNS)], numbers_from=1
        )
        self.table.setObjectName("totalsTable")
        self.table.setAccessibleName("统计")
        self.words = QLabel()
        self.words.setObjectName("totalsNote")
        self.words.setWordWrap(True)
        self.days = self._chip("按天")
        self.hours = self._chip("按时段")
        choice = QButtonGroup(self)
        choice.addButton(self.days)
        choice.addButton(self.hours)
        self.days.setChecked(True)
        self.export = QPushButton("导出 CSV")
        self.export.setObjectName("totalsExport")
        self.export.setAutoDefault(False)
        line = QHBoxLayout()
        line.addWidget(self.days)
        line.addWidget(self.hours)
        line.addStretch(1)
        line.addWidget(self.export)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(line)
        layout.addWidget(self.table, 1)
        layout.addWidget(self.words)
        self.days.clicked.connect(self.refresh)
        self.hours.clicked.connect(self.refresh)
        self.export.clicked.connect(self.csv_wanted)

    @Slot()
    def refresh(self) -> None:
        """Count, and show it."""
        is_by_day = self.days.isChecked()
        try:
            rows = self._totals.days() if is_by_day else self._totals.hours_of_day()
        except StoreError as error:
            self.table.show_rows([])
            self.words.setText(str(error))
            return
        self.table.head(0, "日期" if is_by_day else "时段")
        self.table.show_rows([(row.name, *row.cells) for row in rows])
        self.export.setEnabled(bool(rows))
        self.words.setText(full_width(NOTE if rows else NOTHING))

    def _chip(self, words: str) -> QPushButton:
        button = QPushButton(words)
        button.setCheckable(True)
        button.setAutoDefault(False)
        button.setProperty("role", "chip")
        return button
