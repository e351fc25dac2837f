"""A sentence to say, a warning or a note as it stands in the stage: a bar, and the words over the whole width."""

from datetime import datetime

from PySide6.QtCore import QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QToolButton, QWidget

from handbook.call.state.run import Mark, StepState
from handbook.document.blocks import Caution
from handbook.document.words import quoted
from handbook.model.kinds import StepKind, WarningLevel
from handbook.model.script import reading_seconds
from handbook.model.step import Step
from handbook.model.typesetting import typeset
from handbook.override import override
from handbook.ui.call.row_size import RowSize
from handbook.ui.call.step_words import StepWords, is_copyable
from handbook.ui.call.tick_box import TickBox
from handbook.ui.theme.icons import pixmap
from handbook.ui.theme.theme import Theme
from handbook.ui.widgets.copied_sign import CopiedSign
from handbook.ui.widgets.laid_text import TextLabel, letters

BAR = 3
SAY_FIRST = "先说这句"
SAY_IT = "说给用户"
INTERNAL = "只给自己看"
HIT = 32


def said_words(at: datetime | None) -> str:
    """That a sentence was said, and when."""
    return f"已说 {at.astimezone():%H:%M}" if at else "已说"


class Ground(QWidget):
    """A soft ground with a bar at the left."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = Theme()
        self._colours = ("", "")

    def show_ground(self, ground: str, bar: str) -> None:
        """Take these colours."""
        self._colours = (ground, bar)
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        ground, bar = self._colours
        if not ground:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        path = QPainterPath()
        path.addRoundedRect(QRectF(self.rect()), 4, 4)
        painter.setClipPath(path)
        painter.fillRect(self.rect(), QColor(ground))
        painter.fillRect(0, 0, self._theme.px(BAR), self.height(), QColor(bar))


class SayBox(Ground):
    """What is said to the caller: whether it was, how long it takes, and a sign to copy it; a click only wishes."""

    toggled = Signal(str)
    copy_requested = Signal(str)
    """Id of the step."""

    def __init__(
        self, step: Step, size: RowSize, *, pixels: float = 16.5, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.step = step
        self._mark = Mark.OPEN
        self._wish = SAY_FIRST
        self.tick = TickBox(self, words=step.text)
        self.caption = TextLabel(pixels=13, parent=self)
        self.words = TextLabel(
            typeset(quoted(step.text)), pixels=max(pixels, size.body), is_hung=True, parent=self
        )
        self.copy = CopySign(step.text, self)
        self.copy.setVisible(is_copyable(step))
        self.tick.clicked.connect(self._on_tick)
        self.copy.pressed_to_copy.connect(self._on_copy)

    @property
    def mark(self) -> Mark:
        """The mark that is painted."""
        return self._mark

    def apply_theme(self, theme: Theme) -> None:
        """Take the colours and sizes of `theme`."""
        self._theme = theme
        c = theme.colours
        self.show_ground(c.say_soft, c.say)
        self.tick.apply_theme(theme)
        self.copy.apply_theme(theme, c.say)
        self.words.apply_theme(theme, c.ink)
        self.caption.apply_theme(theme, c.say)
        self._place()

    def show_state(self, state: StepState, at: datetime | None, *, is_first: bool, is_enabled: bool) -> None:
        """Whether it was said; `is_first`: something is asked after it."""
        self._mark = state.mark
        self.tick.show_mark(state.mark, is_excluded=False)
        self.tick.setEnabled(is_enabled)
        wish = (SAY_FIRST if is_first else SAY_IT) if is_copyable(self.step) else INTERNAL
        said = {Mark.OPEN: wish, Mark.SKIPPED: "跳过"}.get(state.mark, said_words(at))
        self.caption.show_text(said)

    def height_for(self, width: int) -> int:
        """Height at that width."""
        px = self._theme.px
        return px(30) + self.words.heightForWidth(width - px(14) - px(12)) + px(9)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        px, width = self._theme.px, self.width()
        self.tick.move(px(7), -px(1))
        hit = px(HIT)
        copy = self.copy.sizeHint().width()
        caption = self.caption.heightForWidth(1000)
        self.caption.setGeometry(px(7) + hit, (px(30) - caption) // 2, width - hit - copy - px(14), caption)
        self.copy.setGeometry(width - copy - px(3), -px(1), copy, hit)
        inner = width - px(14) - px(12)
        self.words.setGeometry(px(14), px(30), inner, self.words.heightForWidth(inner))

    @Slot()
    def _on_tick(self) -> None:
        self.toggled.emit(self.step.id)

    @Slot()
    def _on_copy(self) -> None:
        self.copy_requested.emit(self.step.id)


class CopySign(QToolButton):
    """How long a sentence takes, and a sign to copy it; “已复制” at the same place for a moment."""

    pressed_to_copy = Signal()

    def __init__(self, words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = Theme()
        self._colour = ""
        self._seconds = ""
        self._copied = CopiedSign(self)
        self.show_words(words)
        self.setToolTip("复制这句话(C)")
        self.setProperty("role", "copy")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._copied.timeout.connect(self._show)
        self.clicked.connect(self.pressed_to_copy)

    def show_words(self, words: str) -> None:
        """Stand for these words."""
        self._seconds = f"{reading_seconds(words)} 秒"
        self.setAccessibleName(f"复制:{words}")
        if not self._copied.isActive():
            self.setText(self._seconds)

    def apply_theme(self, theme: Theme, colour: str) -> None:
        """Take the colours and sizes of `theme`."""
        self._theme = theme
        self._colour = colour
        self._show()

    def say_copied(self) -> None:
        """Say at this place that it was done."""
        self._copied.put_on(self)
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(78), self._theme.px(HIT))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        px, colour = self._theme.px, self._colour or self._theme.colours.say
        if self.hasFocus():
            painter.setPen(QPen(QColor(self._theme.colours.accent), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 3, -1, -3), 4, 4)
        side = px(17)
        left = self.width() - side - px(8)
        sign = "tick" if self._copied.isActive() else "copy"
        painter.drawPixmap(left, (self.height() - side) // 2, pixmap(sign, colour, side))
        painter.setPen(QColor(colour))
        painter.setFont(letters(px(13)))
        words = QRectF(0, 0, left - px(6), self.height())
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, self.text())

    @Slot()
    def _show(self) -> None:
        if not self._copied.isActive():
            self.setText(self._seconds)
        self.update()


class NoticeBox(Ground):
    """A warning with its level in bold, or a note; nothing in it is pressed."""

    def __init__(self, step: Step, said: StepWords, size: RowSize, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.step = step
        self._level = said.level if isinstance(said, Caution) else ""
        self.words = TextLabel(pixels=size.body, parent=self)
        self._text = typeset(said.text)

    def apply_theme(self, theme: Theme) -> None:
        """Take the colours and sizes of `theme`."""
        self._theme = theme
        c = theme.colours
        is_warning = self.step.kind is StepKind.WARN
        is_danger = is_warning and self.step.level is WarningLevel.WARNING
        bar = c.danger if is_danger else c.caution if is_warning else c.line_strong
        ground = c.danger_soft if is_danger else c.caution_soft if is_warning else c.ground
        self.show_ground(ground, bar)
        before = f"{self._level} " if self._level else ""
        self.words.show_text(f"{before}{self._text}", bold=len(before), lead_colour=bar if before else "")
        self.words.apply_theme(theme, c.ink)
        self._place()

    def height_for(self, width: int) -> int:
        """Height at that width."""
        px = self._theme.px
        return self.words.heightForWidth(width - px(14) - px(12)) + px(16)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        px = self._theme.px
        inner = self.width() - px(14) - px(12)
        self.words.setGeometry(px(14), px(8), inner, self.words.heightForWidth(inner))
