"""What was looked at before anything goes out: green where all is fine, else what is to be mended first, with a way to it."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from handbook.model.typesetting import full_width
from handbook.override import override
from handbook.ui.theme.theme import PLAIN, Theme
from handbook.ui.widgets.line_field import ENTER
from handbook.upkeep.publication import CheckTold, Fault

_ROWS = 4
_HIGHEST = 180
"""Pixels at 100 % from which the rows scroll."""
_MOST_ADVICE = 8


class _Rows(QListWidget):
    """Enter goes where a fault is."""

    chosen = Signal(int)
    widened = Signal()
    """It has another width: words may wrap otherwise."""

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.widened.emit()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ENTER and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self.chosen.emit(self.currentRow())
            event.accept()
        else:
            super().keyPressEvent(event)


class CheckStrip(QWidget):
    """Never red: what stops is amber with ▲ and 要改, what only advises is grey."""

    fault_chosen = Signal(object)
    """`Fault` that is to be looked at."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("publishChecks")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._theme = Theme()
        self._faults: Sequence[Fault] = ()
        self.head = QLabel()
        self.head.setObjectName("publishChecksHead")
        self.head.setTextFormat(Qt.TextFormat.PlainText)
        self.head.setWordWrap(True)
        self.words = QLabel()
        self.words.setObjectName("publishChecksWords")
        self.words.setTextFormat(Qt.TextFormat.PlainText)
        self.words.setWordWrap(True)
        self.rows = _Rows()
        self.rows.setObjectName("publishFaults")
        self.rows.setProperty("role", "rows")
        self.rows.setAccessibleName("要改和建议的")
        self.rows.setWordWrap(True)
        self.rows.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.rows.widened.connect(self._fit)
        self.rows.chosen.connect(self._on_chosen)
        self.rows.itemClicked.connect(self._on_item)
        self._box = QVBoxLayout(self)
        for widget in (self.head, self.words, self.rows):
            self._box.addWidget(widget)
        self.rows.hide()

    def show_record(self, words: str, *, is_out: bool = True) -> None:
        """What was looked at when it was sent, or, where it waits for the second signature, by the first one."""
        who = "发出去前查过" if is_out else "签第一个的人查过"
        self._show(f"✓ {who}：{words}", "", "fine", ())

    def show_waiting(self, words: str) -> None:
        """Nothing is known yet."""
        self._show(words, "", "", ())

    def show_checks(self, checks: Sequence[CheckTold]) -> None:
        """All that were made."""
        stopping = [fault for check in checks if check.stops for fault in check.faults]
        advice = [fault for check in checks if check.faults and check.is_advice for fault in check.faults]
        fine = [check.words for check in checks if check.words and not check.faults]
        head = f"▲ 先改 {len(stopping)} 处" if stopping else "✓ 检查全过"
        if advice:
            head += f"　建议 {len(advice)}"
        rows = [("要改", fault) for fault in stopping]
        rows += [("建议", fault) for fault in advice[:_MOST_ADVICE]]
        self._show(head, "　·　".join(fine), "open" if stopping else "fine", rows)

    def go_to_first(self) -> bool:
        """To the first fault; False where there is none."""
        if not self._faults:
            return False
        self.rows.setCurrentRow(0)
        self.fault_chosen.emit(self._faults[0])
        return True

    def step(self, direction: int) -> bool:
        """The next fault, without going there yet; False where there is none."""
        if not self._faults:
            return False
        self.rows.setFocus()
        self.rows.setCurrentRow((self.rows.currentRow() + direction) % len(self._faults))
        return True

    def apply_theme(self, theme: Theme) -> None:
        """Take the colours and sizes of `theme`."""
        self._theme = theme
        self._box.setContentsMargins(theme.px(24), PLAIN.px(10), theme.px(24), PLAIN.px(10))
        self._box.setSpacing(theme.px(4))
        self._fit()

    def _show(self, head: str, words: str, kind: str, rows: Sequence[tuple[str, Fault]]) -> None:
        self.head.setText(full_width(head))
        self.words.setText(full_width(words))
        self.words.setVisible(bool(words))
        if self.property("kind") != kind:
            for widget in (self, self.head):
                widget.setProperty("kind", kind)
                widget.style().unpolish(widget)
                widget.style().polish(widget)
        self.setAccessibleName(full_width(f"{head}。{words}" if words else head))
        faults = [fault for _, fault in rows]
        if faults != list(self._faults) or len(rows) != self.rows.count():
            self._faults = faults
            self.rows.clear()
            for word, fault in rows:
                said = full_width(f"{word}　{fault.words}")
                item = QListWidgetItem(said)
                item.setToolTip(said)
                self.rows.addItem(item)
            self.rows.setCurrentRow(0 if rows else -1)
        self.rows.setVisible(bool(rows))
        self._fit()

    @Slot()
    def _fit(self) -> None:
        """As high as the first few rows, whose words may wrap."""
        self.rows.doItemsLayout()
        seen = [self.rows.item(row) for row in range(min(self.rows.count(), _ROWS))]
        height = sum(self.rows.visualItemRect(item).height() for item in seen) + PLAIN.px(6)
        if height != self.rows.height():
            self.rows.setFixedHeight(min(height, self._theme.px(_HIGHEST)))

    @Slot(int)
    def _on_chosen(self, row: int) -> None:
        if 0 <= row < len(self._faults):
            self.fault_chosen.emit(self._faults[row])

    @Slot(QListWidgetItem)
    def _on_item(self, item: QListWidgetItem) -> None:
        self._on_chosen(self.rows.row(item))
