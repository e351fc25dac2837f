"""What the gate says of an entry, beneath its page: what must be mended, what is only advised, each with a jump."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from handbook.content.writing.judging import Finding
from handbook.content.yaml_reader import Path
from handbook.keys import key_of
from handbook.model.typesetting import full_width
from handbook.override import override
from handbook.ui.theme.theme import Theme

_ROWS = 4
"""So many rows are seen at once."""


class _Rows(QListWidget):
    """Enter goes where a finding is."""

    chosen = Signal(int)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.chosen.emit(self.currentRow())
        else:
            super().keyPressEvent(event)


class GatePanel(QWidget):
    """Folds to its head where there is nothing to say."""

    path_wanted = Signal(object)
    """Path of what a finding is about."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("gatePanel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._findings: Sequence[Finding] = ()
        self._theme = Theme()
        self.head = QLabel("送审前")
        self.head.setObjectName("workshopSub")
        self.count = QLabel()
        self.count.setObjectName("gateCount")
        note = QLabel(f"下一处 {key_of('mend_next')}")
        note.setObjectName("workshopNote")
        self._line = QHBoxLayout()
        self._line.addWidget(self.head)
        self._line.addWidget(self.count)
        self._line.addStretch(1)
        self._line.addWidget(note)
        self.rows = _Rows()
        self.rows.setObjectName("gateRows")
        self.rows.setProperty("role", "rows")
        self.rows.setAccessibleName("要改和建议的")
        self.rows.setWordWrap(True)
        self.rows.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.rows.chosen.connect(self._on_chosen)
        self.rows.itemClicked.connect(self._on_item)
        self._box = QVBoxLayout(self)
        self._box.addLayout(self._line)
        self._box.addWidget(self.rows)

    @property
    def to_mend(self) -> int:
        """How many findings stop it."""
        return sum(finding.must_be_mended for finding in self._findings)

    @property
    def counted(self) -> str:
        """How many of each, in a few words."""
        return self.count.text()

    def show_findings(self, findings: Sequence[Finding], place: Callable[[Path], str]) -> None:
        """`place` tells where a path is."""
        if tuple(findings) == tuple(self._findings) and self.rows.count():
            return
        self._findings = findings
        to_mend, advised = self.to_mend, len(findings) - self.to_mend
        parts = [f"▲ 要改 {to_mend}" if to_mend else "✓ 没有要改的", f"建议 {advised}" if advised else ""]
        self.count.setText("　".join(filter(None, parts)))
        self.count.setProperty("kind", "open" if to_mend else "fine")
        self.count.style().unpolish(self.count)
        self.count.style().polish(self.count)
        row = self.rows.currentRow()
        self.rows.clear()
        for finding in findings:
            word = "要改" if finding.must_be_mended else "建议"
            words = full_width(f"{word}　{place(finding.path)}：{finding.message}")
            item = QListWidgetItem(words)
            item.setToolTip(words)
            self.rows.addItem(item)
        self.rows.setVisible(bool(findings))
        self.rows.setCurrentRow(min(max(row, 0), len(findings) - 1))
        self._fit()

    def step(self, direction: int) -> bool:
        """Go to the next finding, those that must be mended first; False where there is none."""
        if not self._findings:
            return False
        row = (self.rows.currentRow() + direction) % len(self._findings)
        if not self.rows.property("walked"):
            row = 0
        self.rows.setProperty("walked", True)
        self.rows.setCurrentRow(row)
        self.path_wanted.emit(self._findings[row].path)
        return True

    def go_to_first(self) -> None:
        """To the first that must be mended."""
        if self._findings:
            self.rows.setCurrentRow(0)
            self.path_wanted.emit(self._findings[0].path)

    def apply_theme(self, theme: Theme) -> None:
        """Take the colours and sizes of `theme`."""
        self._theme = theme
        self._box.setContentsMargins(theme.px(16), theme.px(8), theme.px(16), theme.px(8))
        self._box.setSpacing(theme.px(6))
        self._line.setSpacing(theme.px(12))
        self._fit()

    def _fit(self) -> None:
        row = self._theme.px(38)
        self.rows.setFixedHeight(row * min(max(len(self._findings), 1), _ROWS))

    @Slot(int)
    def _on_chosen(self, row: int) -> None:
        if 0 <= row < len(self._findings):
            self.path_wanted.emit(self._findings[row].path)

    @Slot(QListWidgetItem)
    def _on_item(self, item: QListWidgetItem) -> None:
        self._on_chosen(self.rows.row(item))
