"""The teleprompter: lines of a script in large type, variants switched in place, placeholders filled in and kept."""

from collections.abc import Sequence
from html import escape

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
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

from handbook.call.words.scripting import Sayable, copy_for_caller, fill, variant
from handbook.document.wording import assumed_left_out, not_for_callers
from handbook.document.words import INTERNAL
from handbook.model.handbook import Handbook
from handbook.model.kinds import Audience, Tone
from handbook.model.script import Script, ScriptLine, reading_seconds
from handbook.model.text import Piece, PieceKind, fill_values, rewritten
from handbook.override import override
from handbook.render.colours import Colours
from handbook.ui.dialogs.fitting import fit
from handbook.ui.dialogs.numbered_chip import numbered_chip
from handbook.ui.theme.theme import Theme
from handbook.ui.widgets.copied_sign import CopiedSign
from handbook.ui.widgets.flow_box import FlowBox
from handbook.ui.widgets.line_field import LineField

KEYS = "1…9 复制那一句 · ↑↓ 滚动 · Alt+数字 换语气 · Esc 关闭"


class ScriptDialog(QDialog):
    """Non-modal; stays beside the work. The keys are the dialog's own: digits copy lines."""

    copy_requested = Signal(str)

    def __init__(self, script: Script, handbook: Handbook, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("scriptDialog")
        self.setWindowTitle(f"话术:{script.title}")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._script = script
        self._handbook = handbook
        self._theme = theme
        self._tone = Tone.STANDARD
        self._fields: dict[str, LineField] = {}
        self._rows: list[_LineRow] = []
        self._wanted: ScriptLine | None = None
        """The line that waits for its placeholders to be copied."""
        self._answer = QLabel(KEYS)
        self._area = QScrollArea()
        layout = QVBoxLayout(self)
        layout.addWidget(self._tones())
        if script.placeholders:
            layout.addLayout(self._placeholders())
        layout.addWidget(self._lines(), 1)
        layout.addLayout(self._foot())
        fit(self, parent, theme.px(700), theme.px(640))
        self.finished.connect(parent.window().activateWindow)
        self._copied = CopiedSign(self)
        self._copied.timeout.connect(self._show_lines)
        for button in self.findChildren(QPushButton):
            button.setAutoDefault(False)  # Enter presses nothing by accident
        self.apply_theme(theme)
        self.setFocus()

    @property
    def values(self) -> dict[str, str]:
        """Placeholder → what was filled in."""
        return {name: field.text() for name, field in self._fields.items()}

    def apply_theme(self, theme: Theme) -> None:
        """Take the colours and sizes of `theme`; what was filled in stays."""
        self._theme = theme
        self._answer.setStyleSheet(f"color: {theme.colours.ink_second};")
        for row in self._rows:
            row.apply_theme(theme)
        self._show_lines()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        bar = self._area.verticalScrollBar()
        pages = {Qt.Key.Key_PageUp: -bar.pageStep(), Qt.Key.Key_PageDown: bar.pageStep()}
        steps = {Qt.Key.Key_Up: -bar.singleStep() * 3, Qt.Key.Key_Down: bar.singleStep() * 3}
        number = event.key() - Qt.Key.Key_1
        if not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier and 0 <= number < min(
            9, len(self._rows)
        ):
            self._copy_row(self._rows[number])
        elif (far := (pages | steps).get(Qt.Key(event.key()))) is not None:
            bar.setValue(bar.value() + far)
        else:
            super().keyPressEvent(event)

    def _tones(self) -> FlowBox:
        line = FlowBox()
        line.apply_theme(self._theme)
        self._group = QButtonGroup(self)
        used = {tone for row in self._script.lines for tone in row.variants}
        for number, tone in enumerate(Tone):
            if tone not in used:
                continue
            button = numbered_chip(tone.value, number)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.setChecked(tone is Tone.STANDARD)
            self._group.addButton(button, number)
            line.add(button)
        self._group.idClicked.connect(self._on_tone)
        return line

    def _placeholders(self) -> QFormLayout:
        form = QFormLayout()
        for placeholder in self._script.placeholders:
            field = LineField(is_inner=True)
            field.setPlaceholderText(placeholder.hint)
            field.setAccessibleName(placeholder.name)
            field.textChanged.connect(self._show_lines)
            field.entered.connect(self._on_filled)
            field.escaped.connect(self.close)
            self._fields[placeholder.name] = field
            form.addRow(placeholder.name, field)
        return form

    def _lines(self) -> QScrollArea:
        content = QWidget()
        layout = QVBoxLayout(content)
        layout.setSpacing(self._theme.px(10))
        for number, line in enumerate(self._script.lines, start=1):
            row = _LineRow(line, number, self._theme)
            row.copy.clicked.connect(self._on_copy)
            self._rows.append(row)
            layout.addWidget(row)
        layout.addStretch(1)
        self._area.setWidgetResizable(True)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setWidget(content)
        return self._area

    def _foot(self) -> QVBoxLayout:
        self._answer.setWordWrap(True)
        all_lines = QPushButton("复制全部可说的话")
        all_lines.clicked.connect(self._on_copy_all)
        close = QPushButton("关闭")
        close.clicked.connect(self.close)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(all_lines)
        buttons.addWidget(close)
        foot = QVBoxLayout()
        foot.addWidget(self._answer)
        foot.addLayout(buttons)
        return foot

    def _words(self, line: ScriptLine) -> str:
        return fill_values(variant(line, self._tone), self._handbook.value_by_key)

    @Slot()
    def _show_lines(self) -> None:
        for row in self._rows:
            row.show_words(fill(self._words(row.line), self.values).text)

    def _copy(self, wanted: Sequence[ScriptLine]) -> bool:
        sure = [line for line in wanted if not self._handbook.assumed.uses(variant(line, self._tone))]
        if wanted and not sure:
            self._answer.setText(not_for_callers(self._handbook, "".join(map(self._words, wanted))))
            return False
        result = copy_for_caller([Sayable(self._words(line), line.audience) for line in sure], self.values)
        if not result.text:
            self._answer.setText(f"{INTERNAL}的话不复制给用户。")
            return False
        if result.holes:
            self._answer.setText(f"没有复制:还没填“{'、'.join(result.holes)}”。填好按 Enter 就复制。")
            fields = [self._fields[hole] for hole in result.holes if hole in self._fields]
            if fields:
                fields[0].setFocus()
            return False
        self.copy_requested.emit(result.text)
        left_out = f"(略去 {result.withheld} 行{INTERNAL})" if result.withheld else ""
        assumed = (
            f"。{assumed_left_out(self._handbook, len(wanted) - len(sure))}"
            if len(sure) < len(wanted)
            else ""
        )
        self._answer.setText(f"已复制{left_out}{assumed}")
        return True

    def _copy_row(self, row: "_LineRow") -> None:
        self._area.ensureWidgetVisible(row)
        is_copied = self._copy([row.line])
        self._wanted = None if is_copied else row.line
        if is_copied:
            self._copied.put_on(row.copy)

    @Slot(int)
    def _on_tone(self, number: int) -> None:
        self._tone = list(Tone)[number]
        self._show_lines()

    @Slot()
    def _on_filled(self) -> None:
        """Enter: on to the next hole; where none is left, the line that waited is copied."""
        empty = [field for field in self._fields.values() if not field.text().strip()]
        if empty and self.focusWidget() is not empty[0]:
            empty[0].setFocus()
            return
        self.setFocus()
        for row in self._rows:
            if row.line is self._wanted:
                self._copy_row(row)

    @Slot()
    def _on_copy(self) -> None:
        for row in self._rows:
            if row.copy is self.sender():
                self._copy_row(row)

    @Slot()
    def _on_copy_all(self) -> None:
        self._copy(self._script.lines)


class _LineRow(QWidget):
    """One line: when to say it and the button to copy above, the words beneath, as wide as there is room."""

    def __init__(self, line: ScriptLine, number: int, theme: Theme) -> None:
        super().__init__()
        self.line = line
        self._number = number
        self._theme = theme
        self.words = QLabel()
        self.words.setWordWrap(True)
        self.words.setTextFormat(Qt.TextFormat.RichText)
        self.copy = QPushButton()
        self.copy.setProperty("role", "small")
        self.copy.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._situation = QLabel("  ".join(w for w in (self._lead, line.situation) if w))
        self._situation.setWordWrap(True)
        head = QHBoxLayout()
        head.addWidget(self._situation, 1)
        head.addWidget(self.copy, 0, Qt.AlignmentFlag.AlignTop)
        layout = QVBoxLayout(self)
        layout.setSpacing(theme.px(2))
        layout.addLayout(head)
        layout.addWidget(self.words)
        self.setObjectName("scriptLine")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)

    def apply_theme(self, theme: Theme) -> None:
        """Take the colours and sizes of `theme`; the words are to be shown anew."""
        self._theme = theme
        self._situation.setStyleSheet(f"color: {theme.colours.ink_second}; font-size: {theme.px(14)}px;")
        ground, bar = _ground(self.line, theme.colours)
        self.setStyleSheet(f"#scriptLine {{ background: {ground}; border-left: 4px solid {bar}; }}")

    def show_words(self, words: str) -> None:
        """Show `words`, their holes marked."""
        is_internal = self.line.audience is Audience.INTERNAL
        html = rewritten(words, self._marked)
        html = f"{INTERNAL}  {html}" if is_internal else f"「{html}」"
        self.words.setText(f'<span style="font-size: {self._theme.px(22)}px">{html}</span>')
        self.copy.setEnabled(not is_internal)
        self.copy.setText("不可复制" if is_internal else f"复制 · {reading_seconds(words)} 秒")
        self.copy.setAccessibleName(f"复制第 {self._number} 句")

    def _marked(self, piece: Piece) -> str:
        words = escape(piece.text)
        if piece.kind is PieceKind.WORDS:
            return words
        c = self._theme.colours
        return f'<span style="background-color: {c.mark}; color: {c.ink}">{words}</span>'

    @property
    def _lead(self) -> str:
        return str(self._number) if self._number <= 9 else ""


def _ground(line: ScriptLine, colours: Colours) -> tuple[str, str]:
    if line.audience is Audience.INTERNAL:
        return colours.caution_soft, colours.caution
    return colours.say_soft, colours.say
