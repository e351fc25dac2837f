"""The teleprompter: lines of a script in large type, variants switched in place, placeholders filled in and kept."""

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from handbook.call.scripting import Sayable, copy_for_caller, fill, script_lines, variant
from handbook.model.handbook import Handbook
from handbook.model.kinds import Audience, Tone
from handbook.model.script import Script, ScriptLine, reading_seconds
from handbook.model.site_text import fill_values
from handbook.ui.theme.theme import Theme
from handbook.ui.widgets.flow_layout import FlowLayout
from handbook.ui.widgets.line_field import LineField

COPIED_MS = 1600


class ScriptDialog(QDialog):
    """Non-modal; stays beside the work."""

    copy_requested = Signal(str)

    def __init__(self, script: Script, handbook: Handbook, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("scriptDialog")
        self.setWindowTitle(f"话术:{script.title}")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._script, self._handbook, self._theme = script, handbook, theme
        self._tone = Tone.STANDARD
        self._fields: dict[str, LineField] = {}
        self._labels: list[tuple[ScriptLine, QLabel, QPushButton]] = []
        self._answer = QLabel()
        layout = QVBoxLayout(self)
        layout.addLayout(self._tones())
        if script.placeholders:
            layout.addLayout(self._placeholders())
        layout.addWidget(self._lines(), 1)
        layout.addLayout(self._foot())
        self.resize(theme.px(700), theme.px(640))
        self.finished.connect(parent.window().activateWindow)
        self._copied = QTimer(self)
        self._copied.setSingleShot(True)
        self._copied.setInterval(COPIED_MS)
        self._copied.timeout.connect(self._show_lines)
        self._show_lines()

    @property
    def values(self) -> dict[str, str]:
        """Placeholder → what was filled in."""
        return {name: field.text() for name, field in self._fields.items()}

    def _tones(self) -> FlowLayout:
        line = FlowLayout(spacing=6)
        self._group = QButtonGroup(self)
        used = {tone for row in self._script.lines for tone in row.variants}
        for number, tone in enumerate(Tone):
            if tone not in used:
                continue
            button = QPushButton(f"{tone.value}(Alt+{number + 1})")
            button.setShortcut(f"Alt+{number + 1}")
            button.setCheckable(True)
            button.setProperty("role", "chip")
            button.setChecked(tone is Tone.STANDARD)
            self._group.addButton(button, number)
            line.addWidget(button)
        self._group.idClicked.connect(self._on_tone)
        return line

    def _placeholders(self) -> QFormLayout:
        form = QFormLayout()
        for placeholder in self._script.placeholders:
            field = LineField(is_inner=True)
            field.setPlaceholderText(placeholder.hint)
            field.setAccessibleName(placeholder.name)
            field.textChanged.connect(self._show_lines)
            field.entered.connect(self.focusNextChild)
            field.escaped.connect(self.close)
            self._fields[placeholder.name] = field
            form.addRow(placeholder.name, field)
        return form

    def _lines(self) -> QScrollArea:
        content = QWidget()
        layout = QVBoxLayout(content)
        layout.setSpacing(self._theme.px(10))
        for line in self._script.lines:
            row = QHBoxLayout()
            label = QLabel()
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
            copy = QPushButton("复制")
            copy.setProperty("line", line.id)
            copy.clicked.connect(self._on_copy)
            row.addWidget(label, 1)
            row.addWidget(copy, 0, Qt.AlignmentFlag.AlignTop)
            layout.addLayout(row)
            self._labels.append((line, label, copy))
        layout.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(content)
        return area

    def _foot(self) -> QHBoxLayout:
        line = QHBoxLayout()
        self._answer.setWordWrap(True)
        all_lines = QPushButton("复制全部可说的话")
        all_lines.clicked.connect(self._on_copy_all)
        close = QPushButton("关闭")
        close.clicked.connect(self.close)
        line.addWidget(self._answer, 1)
        line.addWidget(all_lines)
        line.addWidget(close)
        return line

    def _words(self, line: ScriptLine) -> str:
        return fill_values(variant(line, self._tone), self._handbook.value_by_key)

    @Slot()
    def _show_lines(self) -> None:
        c, px = self._theme.colours, self._theme.px
        for line, label, copy in self._labels:
            filled = fill(self._words(line), self.values)
            is_internal = line.audience is Audience.INTERNAL
            words = f"仅限内部  {filled.text}" if is_internal else f"「{filled.text}」"
            label.setText(f"{line.situation}:\n{words}" if line.situation else words)
            ground, bar = (c.caution_soft, c.caution) if is_internal else (c.say_soft, c.say)
            label.setStyleSheet(
                f"font-size: {px(22)}px; background: {ground}; border-left: 4px solid {bar}; padding: {px(8)}px;"
            )
            copy.setEnabled(not is_internal)
            copy.setText("复制" if is_internal else f"复制 · {reading_seconds(filled.text)} 秒")

    def _copy(self, lines: list[Sayable]) -> bool:
        result = copy_for_caller(lines, self.values)
        if not result.text:
            self._answer.setText("仅限内部的话不复制给用户。")
            return False
        if result.holes:
            self._answer.setText(f"没有复制:还没填“{'、'.join(result.holes)}”。请先填好。")
            fields = [self._fields[hole] for hole in result.holes if hole in self._fields]
            if fields:
                fields[0].setFocus()
            return False
        self.copy_requested.emit(result.text)
        left_out = f"(略去 {result.withheld} 行仅限内部)" if result.withheld else ""
        self._answer.setText(f"已复制{left_out}")
        return True

    @Slot(int)
    def _on_tone(self, number: int) -> None:
        self._tone = list(Tone)[number]
        self._show_lines()

    @Slot()
    def _on_copy(self) -> None:
        wanted = str(self.sender().property("line"))
        line = next(row for row in self._script.lines if row.id == wanted)
        if self._copy([Sayable(self._words(line), line.audience)]):
            button = next(button for row, _, button in self._labels if row.id == wanted)
            button.setText("已复制")
            self._copied.start()

    @Slot()
    def _on_copy_all(self) -> None:
        lines = script_lines(self._script.lines, self._tone)
        known = self._handbook.value_by_key
        self._copy([Sayable(fill_values(line.text, known), line.audience) for line in lines])
