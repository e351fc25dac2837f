"""A card that is only looked at while one is chosen: plain, without ticks and answers; cheap enough for every arrow key."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from handbook.document.words import KILLER, NOT_APPLICABLE, quoted
from handbook.model.checklist import Checklist
from handbook.model.emergency import EmergencyCard
from handbook.model.kinds import Severity, StepKind, WarningLevel
from handbook.model.step import Step
from handbook.model.typesetting import typeset
from handbook.override import override
from handbook.ui.call.immediate_box import ImmediateBox, boxed
from handbook.ui.call.step_words import ANSWERS_BETWEEN
from handbook.ui.theme.theme import Theme
from handbook.ui.widgets.key_button import KeyButton
from handbook.ui.widgets.laid_text import LaidText, advance, letters

ROW = 44
NUMBER = 38
NOT_BEGUN = "还没开始,只是先看"
AFTER_START = "开始后接着问"


@dataclass(frozen=True, slots=True)
class SketchRow:
    """One step as it is told beforehand."""

    words: str
    number: int = 0
    """0 = no step that is counted."""
    more: str = ""
    kind: StepKind = StepKind.ASK
    is_danger: bool = False
    is_killer: bool = False


def sketch_rows(steps: Sequence[Step]) -> Iterator[SketchRow]:
    """The steps in order, numbered as far as they are asked or done."""
    by_id = {step.id: step for step in steps}
    number = 0
    for step in steps:
        condition = _condition(step, by_id)
        if step.kind in (StepKind.SAY, StepKind.WARN, StepKind.NOTE):
            words = quoted(step.text) if step.kind is StepKind.SAY else step.text
            is_danger = step.kind is StepKind.WARN and step.level is WarningLevel.WARNING
            level = f"{step.level.value} " if step.kind is StepKind.WARN and step.level else ""
            yield SketchRow(typeset(f"{level}{words}"), more=condition, kind=step.kind, is_danger=is_danger)
            continue
        number += 1
        answers = ANSWERS_BETWEEN.join(answer.label for answer in step.own_answers)
        yield SketchRow(
            typeset(step.text), number=number, more=typeset(answers) or condition, is_killer=step.killer
        )


def _condition(step: Step, by_id: dict[str, Step]) -> str:
    """Under which answers it is done, in few words; empty where always."""
    if not step.when:
        return ""
    asked, labels = next(iter(step.when.items()))
    if asked not in by_id:
        return ""
    others = [a.label for a in by_id[asked].own_answers if a.label not in labels]
    if len(others) == 1 and len(labels) > 1:
        return typeset(f"除非答“{others[0]}”")
    return typeset(f"答“{ANSWERS_BETWEEN.join(labels)}”才做")


class StepsSketch(QWidget):
    """Paints the rows; nothing in it can be pressed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("emergencySketch")
        self._theme = Theme()
        self._rows: tuple[SketchRow, ...] = ()
        self._laid: list[tuple[SketchRow, int, int, LaidText]] = []
        """Row, its top, its height, its words."""

    def show_rows(self, rows: Sequence[SketchRow], theme: Theme) -> None:
        """Show `rows`."""
        self._rows, self._theme = tuple(rows), theme
        self.setAccessibleName(
            "。".join(f"{row.number or ''} {row.words} {row.more}".strip() for row in rows)
        )
        self._lay()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._lay()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for row, top, height, laid in self._laid:
            if top + height >= event.rect().top() and top <= event.rect().bottom():
                self._paint(painter, row, QRectF(0, top, self.width(), height), laid)

    def _lay(self) -> None:
        px, y = self._theme.px, 0
        self._laid = []
        for row in self._rows:
            left, right = self._sides(row)
            laid = LaidText(row.words, letters(px(16)), self.width() - left - right)
            height = max(px(ROW), round(laid.height) + px(18))
            self._laid.append((row, y, height, laid))
            y += height
        self.setFixedHeight(max(y, 1))
        self.update()

    def _sides(self, row: SketchRow) -> tuple[int, int]:
        px = self._theme.px
        return px(NUMBER if row.number else NUMBER + 14), px(70 if row.is_killer else 14)

    def _paint(self, painter: QPainter, row: SketchRow, area: QRectF, laid: LaidText) -> None:
        c, px = self._theme.colours, self._theme.px
        middle = Qt.AlignmentFlag.AlignVCenter
        left, _ = self._sides(row)
        if row.number:
            painter.setFont(letters(px(16)))
            painter.setPen(QColor(c.ink_second))
            number = QRectF(0, area.top(), left - px(10), area.height())
            painter.drawText(number, middle | Qt.AlignmentFlag.AlignRight, str(row.number))
        elif row.kind is not StepKind.NOTE:
            ground = (
                c.say_soft if row.kind is StepKind.SAY else c.danger_soft if row.is_danger else c.caution_soft
            )
            bar = c.say if row.kind is StepKind.SAY else c.danger if row.is_danger else c.caution
            box = area.adjusted(px(NUMBER), px(2), 0, -px(2))
            painter.fillRect(box, QColor(ground))
            painter.fillRect(QRectF(box.left(), box.top(), px(3), box.height()), QColor(bar))
        painter.setPen(QColor(c.ink if row.kind is not StepKind.NOTE else c.ink_second))
        laid.paint(painter, QPointF(left, area.center().y() - laid.height / 2))
        edge = area.right() - px(14)
        if row.is_killer:
            words = KILLER.removesuffix("项")
            wide = advance(words, letters(px(12))) + px(12)
            tag = QRectF(edge - wide, area.center().y() - px(11), wide, px(22))
            painter.setPen(QPen(QColor(c.control), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(tag, 3, 3)
            painter.setPen(QColor(c.ink_second))
            painter.setFont(letters(px(12)))
            painter.drawText(tag, Qt.AlignmentFlag.AlignCenter, words)
            edge = tag.left() - px(8)
        start = left + advance(row.words, letters(px(16))) + px(14)
        if row.more and laid.lines == 1 and edge - start > px(60):
            font = letters(px(14))
            painter.setFont(font)
            painter.setPen(QColor(c.ink_third if row.number else c.ink_second))
            room = QRectF(start, area.top(), edge - start, area.height())
            words = painter.fontMetrics().elidedText(row.more, Qt.TextElideMode.ElideRight, int(room.width()))
            painter.drawText(room, middle, words)


class PreviewPane(QWidget):
    """The selected card, whole: head with a button to start, the boxed lines, the steps, when not to use it."""

    start_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("emergencyPreview")
        self.setAccessibleName("先看这张卡")
        self._theme = Theme()
        self.digit = QLabel()
        self.digit.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.title = QLabel()
        self.title.setWordWrap(True)
        self.rank = QLabel()
        self._told = QLabel(typeset(NOT_BEGUN))
        self.start = KeyButton("开始", "Enter", "primary")
        self.start.setObjectName("emergencyStart")
        self.start.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.start.clicked.connect(self.start_requested)
        self._box = ImmediateBox()
        self._box.setObjectName("previewBox")
        self._sketch = StepsSketch()
        self._after = QLabel(AFTER_START)
        self._not_for = QLabel(NOT_APPLICABLE)
        self._not_for_words = QLabel()
        self._not_for_words.setWordWrap(True)
        self._build()

    @property
    def box(self) -> ImmediateBox:
        """The boxed lines, without ticks."""
        return self._box

    def apply_theme(self, theme: Theme) -> None:
        """Take the colours and sizes of `theme`."""
        self._theme = theme
        px, c = theme.px, theme.colours
        self._outer.setContentsMargins(px(28), px(10), px(28), 0)
        self._outer.setSpacing(px(10))
        self._head.setSpacing(px(12))
        self.start.setFixedHeight(px(44))
        self.title.setStyleSheet(f"font-size: {px(24)}px; font-weight: 600; color: {c.ink};")
        self._told.setStyleSheet(f"font-size: {px(15)}px; color: {c.ink_second};")
        for head in (self._after, self._not_for):
            head.setStyleSheet(f"font-size: {px(13.5)}px; font-weight: 600; color: {c.ink_second};")
        self._not_for_words.setStyleSheet(f"font-size: {px(15.5)}px; color: {c.ink};")

    def show_card(self, card: EmergencyCard, checklist: Checklist, *, is_begun: bool) -> None:
        """Show `card` as `checklist` reads; `is_begun`: it is under way, and goes on when it is started."""
        theme, c = self._theme, self._theme.colours
        is_danger = checklist.severity is Severity.DANGER
        colour = (
            c.danger if is_danger else c.caution if checklist.severity is Severity.URGENT else c.ink_second
        )
        self.digit.setVisible(card.digit is not None)
        self.digit.setText(str(card.digit or ""))
        self.digit.setStyleSheet(
            f"border: 2px solid {colour}; border-radius: 4px; color: {colour}; font-size: {theme.px(24)}px;"
            f" font-weight: 600; min-width: {theme.px(34)}px; min-height: {theme.px(32)}px;"
        )
        self.title.setText(typeset(card.title))
        self.rank.setText(f"{'! ' if is_danger else ''}{checklist.severity}")
        self.rank.setStyleSheet(f"font-size: {theme.px(15)}px; font-weight: 600; color: {colour};")
        self._told.setText(typeset("在办,接着办" if is_begun else NOT_BEGUN))
        self.start.setText("接着办" if is_begun else "开始")
        self._box.show_lines(boxed(checklist.immediate), theme)
        self._sketch.show_rows(list(sketch_rows(checklist.steps)), theme)
        self._not_for.setVisible(bool(card.not_for))
        self._not_for_words.setVisible(bool(card.not_for))
        self._not_for_words.setText(typeset("\n".join(card.not_for)))
        self._scroll.verticalScrollBar().setValue(0)

    def _build(self) -> None:
        outer = self._outer = QVBoxLayout(self)
        head = self._head = QHBoxLayout()
        head.addWidget(self.digit)
        head.addWidget(self.title)
        head.addWidget(self.rank)
        head.addWidget(self._told)
        head.addStretch(1)
        head.addWidget(self.start)
        self.title.setWordWrap(False)
        outer.addLayout(head)
        outer.addWidget(self._box)
        content = QWidget()
        content.setAutoFillBackground(False)
        layout = QVBoxLayout(content)
        layout.setContentsMargins(0, 0, 0, 0)
        for part in (self._after, self._sketch, self._not_for, self._not_for_words):
            layout.addWidget(part)
        layout.addStretch(1)
        self._scroll = QScrollArea()
        self._scroll.setObjectName("previewScroll")
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setWidgetResizable(True)
        self._scroll.setWidget(content)
        self._scroll.viewport().setAutoFillBackground(False)
        content.setAutoFillBackground(False)
        outer.addWidget(self._scroll, 1)
