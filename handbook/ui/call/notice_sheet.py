"""The sentence of a notice, over finished items of the list: what to say, what is for colleagues alone, copy, and the ticket."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QEvent, QRect, QRectF, Qt, Signal, Slot
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from handbook.bulletin.standing import Line
from handbook.bulletin.words import ALL, buildings_shown, spoken_time
from handbook.document.words import quoted
from handbook.keys import key_of
from handbook.model.typesetting import typeset
from handbook.override import override
from handbook.ui.call.notice_line import tone_colours
from handbook.ui.call.said_box import BAR, Ground
from handbook.ui.theme.theme import FINEST, PLAIN, Theme
from handbook.ui.widgets.copied_sign import CopiedSign
from handbook.ui.widgets.key_button import KeyButton
from handbook.ui.widgets.laid_text import TextLabel

LINK, UNLINK = "并进这张单", "不并进这张单"
COPY = "复制"
CLOSE = "Esc 收起"
RIM = 10


class _Text(QWidget):
    """Sentence, advice, what is for colleagues alone, and where it comes from: placed as they were measured."""

    def __init__(self) -> None:
        super().__init__()
        self._theme = Theme()
        self.advice = TextLabel(pixels=15, is_bold=True, parent=self)
        self.ground = Ground(self)
        self.sentence = TextLabel(pixels=16, is_hung=True, by_clause=True, parent=self)
        self.internal = TextLabel(pixels=13, parent=self)
        self.about = TextLabel(pixels=13, parent=self)

    def apply_theme(self, theme: Theme) -> None:
        """Take the colours and sizes of `theme`."""
        self._theme = theme
        c = theme.colours
        self.ground.show_ground(c.say_soft, c.say)
        self.sentence.apply_theme(theme, c.ink)
        self.advice.apply_theme(theme, c.ink)
        self.internal.apply_theme(theme, c.ink_second)
        self.about.apply_theme(theme, c.ink_second)

    def lay_out(self, width: int) -> int:
        """Place what has words at that width; the height of all of it."""
        px, y = self._theme.px, 0
        for label in (self.advice, self.sentence, self.internal, self.about):
            label.setVisible(bool(label.text()))
            inset = px(BAR) + px(13) if label is self.sentence else 0
            above = px(8) if label is self.sentence else 0
            inner = width - inset - (px(10) if inset else 0)
            if not label.text():
                continue
            high = label.heightForWidth(inner)
            y += px(6) if y else 0
            label.setGeometry(inset, y + above, inner, high)
            if label is self.sentence:
                self.ground.setGeometry(0, y, width, high + 2 * above)
            y += high + 2 * above
        self.ground.setVisible(bool(self.sentence.text()))
        return y


class NoticeSheet(QFrame):
    """Lies over its parent and takes no room in it."""

    copy_requested = Signal(str)
    link_requested = Signal()
    """Add the notice to the ticket, or take it back."""
    closed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("noticeSheet")
        self.setAccessibleName("停热通知")
        self._theme = Theme()
        """As given; its letters smaller where it would not be seen whole."""
        self._given = Theme()
        self._line: Line | None = None
        self.text = _Text()
        self.copy = KeyButton(COPY)
        self.link = KeyButton(LINK, key_of("link_notice"))
        self.way = QLabel(CLOSE)
        self._scroll = QScrollArea()
        self._copied = CopiedSign(self)
        self._build()
        self.hide()

    def apply_theme(self, theme: Theme) -> None:
        """Take the colours and sizes of `theme`."""
        self._given = theme
        self._use(theme)

    def _use(self, theme: Theme) -> None:
        self._theme = theme
        px = theme.px
        self.text.apply_theme(theme)
        self.way.setStyleSheet(f"color: {theme.colours.ink_second}; font-size: {px(12)}px;")
        small = f"font-size: {px(14)}px; min-height: {px(26)}px; padding: 0 {px(9)}px;"
        for button in (self.copy, self.link):
            button.setStyleSheet(f"QPushButton {{ {small} }}" if theme != self._given else "")
        self._scroll.setStyleSheet(
            "QScrollArea, QScrollArea > QWidget > QWidget { background: transparent; }"
        )
        self.update()

    def show_line(self, line: Line, *, is_linked: bool) -> None:
        """Show what `line` stands for; `is_linked`: the ticket has a notice already."""
        notice = line.notice
        self._line = line
        text = self.text
        text.sentence.show_text(typeset(quoted(line.sentence)) if line.sentence else "")
        text.advice.show_text(typeset(line.advice or ("" if line.sentence else line.detail)))
        internal = notice.internal if notice is not None else ""
        text.internal.show_text(f"内部：{typeset(internal)}" if internal else "")
        about = ""
        if notice is not None:
            where = f"{notice.estate} {buildings_shown(notice.buildings) or ALL}"
            about = f"{notice.label} · {where} · {notice.sender} {spoken_time(notice.sent, notice.sent)} 发"
        text.about.show_text(about)
        self.copy.setVisible(bool(line.sentence))
        self.link.setVisible(bool(line.ticket) or is_linked)
        self.link.setText(UNLINK if is_linked else LINK)
        self.link.setAccessibleName(self.link.text())
        self.setAccessibleDescription(line.words)
        self.update()

    def place(self, areas: Sequence[QRect]) -> None:
        """Stand at the top of the first of `areas` in which all of it is seen; with smaller letters where none is that high.

        Where even those do not help, the text is scrolled in the highest.
        """
        scale = self._given.scale
        while True:
            self._use(replace(self._given, scale=scale))
            found = next((area for area in areas if self.height_for(area.width()) <= area.height()), None)
            if found is not None or scale <= 1.0:
                break
            scale = max(scale - 2 * FINEST, 1.0)
        area = found or max(areas, key=QRect.height)
        inner, needed = area.width() - 2 * PLAIN.px(RIM), self.height_for(area.width())
        if needed > area.height():
            inner -= self._scroll.verticalScrollBar().sizeHint().width()
        self.text.resize(inner, self.text.lay_out(inner))
        self.setGeometry(area.left(), area.top(), area.width(), min(needed, area.height()))
        self.raise_()

    def take_focus(self) -> None:
        """Put the keyboard on the first button."""
        for part in (self.copy, self.link, self):
            if part is self or not part.isHidden():
                part.setFocus(Qt.FocusReason.ShortcutFocusReason)
                return

    def confirm_copied(self) -> None:
        """Say at the button that it was copied."""
        self._copied.put_on(self.copy)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            event.accept()
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    @override
    def event(self, event: QEvent) -> bool:
        # What lies beneath must not take a click or a turn of the wheel that was meant for this.
        if event.type() in (QEvent.Type.MouseButtonPress, QEvent.Type.Wheel):
            event.accept()
            return True
        return super().event(event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        c = self._theme.colours
        painter.fillRect(self.rect(), QColor(c.panel))
        strong = tone_colours(self._line.tone, c)[0] if self._line is not None else c.control
        painter.setPen(QPen(QColor(strong), 1.5))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 7, 7)

    def height_for(self, width: int) -> int:
        """Height at which all of it is seen at that width."""
        rim = PLAIN.px(RIM)
        return self.text.lay_out(width - 2 * rim) + self.copy.sizeHint().height() + 3 * rim

    def _build(self) -> None:
        rim = PLAIN.px(RIM)
        self._scroll.setWidget(self.text)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        row = QHBoxLayout()
        row.setSpacing(PLAIN.px(8))
        row.addWidget(self.copy)
        row.addWidget(self.link)
        row.addStretch(1)
        row.addWidget(self.way)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(rim, rim, rim, rim)
        layout.setSpacing(rim)
        layout.addWidget(self._scroll, 1)
        layout.addLayout(row)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.copy.clicked.connect(self._on_copy)
        self.link.clicked.connect(self.link_requested)
        self._copied.timeout.connect(self._on_copied_seen)

    @Slot()
    def _on_copy(self) -> None:
        if self._line is not None and self._line.sentence:
            self.copy_requested.emit(self._line.sentence)

    @Slot()
    def _on_copied_seen(self) -> None:
        self.copy.setText(COPY)
