"""The desk between two calls: the next one, how a call goes, the last ones to take up again, favourites."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractButton,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from handbook.call.history import PastCall
from handbook.call.state.clock import minutes_seconds
from handbook.keys import key_of
from handbook.model.entry import Entry
from handbook.model.typesetting import full_width
from handbook.override import override
from handbook.ui.theme.fonts import sized
from handbook.ui.theme.theme import Theme
from handbook.ui.widgets.flow_box import FlowBox
from handbook.ui.widgets.key_button import KeyButton

LAST = 5
"""Calls that are listed."""
TAUGHT = 20
"""Ended calls after which the three lines are known."""
LESSON = (
    ("先打他说的话", f"{key_of('new_call')} 新来电以后，光标就在搜索框里，计时开始"),
    (
        f"{key_of('pin_selected')} 放进通话台，数字回答，空格打钩",
        f"地址 {key_of('caller')}、电话 {key_of('phone')}，随时记，只记一处",
    ),
    (f"{key_of('end_call')} 结束，工单已复制好", "贴进工单系统；还有一件事，从下面点回来接着办"),
)
HEAD = "一通电话怎么走"
NO_ADDRESS = "地址没问到"
AGAIN = "还有一件事：接着办这一通"


class PastCallRow(QAbstractButton):
    """One call that has ended, on two lines; it is taken up again by a click, Enter or the space bar."""

    def __init__(self, call: PastCall, theme: Theme) -> None:
        super().__init__()
        self.call = call
        self._theme = theme
        self.setObjectName("pastCall")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        tail = f"尾号 {call.phone}" if call.phone else "电话没问到"
        self._time = f"{call.started:%H:%M}"
        self._place = full_width(call.address) or NO_ADDRESS
        self._what = full_width(" · ".join((tail, "、".join(call.titles) or "未用清单")))
        self._result = full_width(call.result) or "无结果"
        self._lasted = minutes_seconds(call.milliseconds)
        self.setText(self._place)
        said = (f"{call.started:%m-%d %H:%M}", self._place, self._what, self._result, self._lasted, AGAIN)
        self.setAccessibleName("，".join(said))
        self.setToolTip(f"{call.started:%m-%d %H:%M} {self._place}\n{self._what}\n{self._result}\n{AGAIN}")

    @override
    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(200), self._theme.px(52))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):  # a plain button hears the space bar alone
            self.click()
        else:
            super().keyPressEvent(event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        c, px = self._theme.colours, self._theme.px
        area = QRectF(self.rect())
        if self.underMouse():
            painter.fillRect(area, QColor(c.ground))
        painter.fillRect(QRectF(0, area.height() - 1, area.width(), 1), QColor(c.line))
        if self.hasFocus():
            painter.setPen(QPen(QColor(c.accent), 2))
            painter.drawRoundedRect(area.adjusted(1, 1, -1, -2), 4, 4)
        first, second = (self._font(size) for size in (15, 13.5))
        left, right = area.left() + px(4), area.right() - px(4)
        time = QRectF(left, 0, px(52), area.height())
        self._draw(painter, second, time, self._time, c.ink_second)
        upper = QRectF(time.right(), px(4), right - time.right(), px(24))
        lower = QRectF(time.right(), px(26), right - time.right(), px(22))
        self._paint_pair(painter, upper, (first, self._place, c.ink), (second, self._result, c.ink))
        lines = ((second, self._what, c.ink_second), (second, self._lasted, c.ink_second))
        self._paint_pair(painter, lower, *lines)

    def _paint_pair(
        self, painter: QPainter, area: QRectF, left: tuple[QFont, str, str], right: tuple[QFont, str, str]
    ) -> None:
        """What stands at the right is cut at half the width, so that what stands at the left is read too."""
        font, words, ink = right
        width = min(QFontMetrics(font).horizontalAdvance(words) + 1, area.width() / 2)
        self._draw(painter, font, QRectF(area.right() - width, area.top(), width, area.height()), words, ink)
        font, words, ink = left
        self._draw(painter, font, area.adjusted(0, 0, -width - self._theme.px(8), 0), words, ink)

    def _draw(self, painter: QPainter, font: QFont, area: QRectF, words: str, ink: str) -> None:
        painter.setFont(font)
        painter.setPen(QColor(ink))
        shown = QFontMetrics(font).elidedText(words, Qt.TextElideMode.ElideRight, max(0, round(area.width())))
        painter.drawText(area, Qt.AlignmentFlag.AlignVCenter, shown)

    def _font(self, size: float) -> QFont:
        return sized(self.font(), self._theme.px(size))


class IdleDesk(QScrollArea):
    """Takes values and emits wishes; a part for which there is nothing does not stand there."""

    new_call_requested = Signal()
    history_requested = Signal()
    help_requested = Signal()
    reopen_requested = Signal(int)
    """Number of a call that has ended."""
    entry_requested = Signal(str)
    """Id of a favourite."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("idleDesk")
        self.setAccessibleName("现在没有通话")
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._theme = Theme()
        self._calls: tuple[PastCall, ...] = ()
        self._favourites: tuple[Entry, ...] = ()
        self.new = KeyButton("新来电", key_of("new_call"), "primary")
        self.lesson = QWidget()
        self.fold = KeyButton(HEAD, key_of("help"))
        self.last = QWidget()
        self.history = KeyButton("全部记录", key_of("history"))
        self.starred = QWidget()
        self._links = FlowBox()
        self._numbers: list[QLabel] = []
        self._titles: list[QLabel] = []
        self._subs: list[QLabel] = []
        self._columns: list[QVBoxLayout] = []
        self._build()

    @property
    def rows(self) -> list[PastCallRow]:
        """The calls that are listed, the newest first."""
        return self.last.findChildren(PastCallRow)

    def apply_theme(self, theme: Theme) -> None:
        """Take the colours and sizes of `theme`."""
        self._theme = theme
        c, px = theme.colours, theme.px
        self._outer.setContentsMargins(px(16), px(12), px(16), px(12))
        self._outer.setSpacing(px(16))
        for column in self._columns:
            column.setSpacing(px(4))
        self._grid.setHorizontalSpacing(px(12))
        self._grid.setVerticalSpacing(0)
        self.new.setFixedHeight(px(44))
        for number in self._numbers:
            number.setFixedSize(px(26), px(26))
            number.setStyleSheet(
                f"background: {c.accent_soft}; color: {c.accent}; border-radius: {px(26) // 2}px; font-weight: 600;"
            )
        for title in self._titles:
            title.setStyleSheet(f"font-size: {px(15)}px;")
        for sub in self._subs:
            sub.setStyleSheet(f"font-size: {px(13.5)}px; color: {c.ink_second};")
            sub.setContentsMargins(0, 0, 0, px(12))
        self._links.apply_theme(theme)
        self.show_calls(self._calls)
        self.show_favourites(self._favourites)

    def show_lesson(self, ended: int) -> None:
        """Tell how a call goes, in three lines or, after `ended` calls enough, in one that leads to the help."""
        self.lesson.setVisible(ended < TAUGHT)
        self.fold.setVisible(ended >= TAUGHT)

    def show_calls(self, calls: Sequence[PastCall]) -> None:
        """The newest `calls` first; without any, the way to the records stays, which has the sums too."""
        self._calls = tuple(calls[:LAST])
        for row in self.rows:
            self._rows.removeWidget(row)
            row.hide()
            row.setParent(None)
            row.deleteLater()
        for call in self._calls:
            row = PastCallRow(call, self._theme)
            row.clicked.connect(self._on_row)
            self._rows.addWidget(row)
        self._last_title.setText(f"最近 {len(self._calls)} 通" if self._calls else "通话记录")

    def show_favourites(self, entries: Sequence[Entry]) -> None:
        """Entries that are marked, as links; without any, nothing speaks of them."""
        self._favourites = tuple(entries)
        self._links.clear()
        for entry in self._favourites:
            link = QPushButton(full_width(entry.title))
            link.setObjectName("favouriteLink")
            link.setProperty("role", "link")
            link.setProperty("entry", entry.id)
            link.setAccessibleName(f"{entry.kind.short_label}：{full_width(entry.title)}")
            link.clicked.connect(self._on_link)
            self._links.add(link)
        self.starred.setVisible(bool(self._favourites))

    def _build(self) -> None:
        inner = QWidget()
        inner.setObjectName("idleInner")
        outer = self._outer = QVBoxLayout(inner)
        self.new.setObjectName("idleNewCall")
        self.fold.setObjectName("idleFold")
        self.fold.setProperty("role", "bar")
        self.fold.hide()
        self.history.setObjectName("historyButton")
        self.history.setProperty("role", "link")
        self.history.setToolTip(f"本班通话记录（{key_of('history')}）")
        outer.addWidget(self.new)
        outer.addWidget(self._lesson())
        outer.addWidget(self.fold, 0, Qt.AlignmentFlag.AlignLeft)
        outer.addWidget(self._last())
        column = self._column(self.starred)
        column.addWidget(_head("收藏"))
        column.addWidget(self._links)
        outer.addWidget(self.starred)
        outer.addStretch(1)
        self.setWidget(inner)
        self.new.clicked.connect(self.new_call_requested)
        self.fold.clicked.connect(self.help_requested)
        self.history.clicked.connect(self.history_requested)

    def _lesson(self) -> QWidget:
        column = self._column(self.lesson)
        column.addWidget(_head(HEAD))
        box = QWidget()
        grid = self._grid = QGridLayout(box)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setColumnStretch(1, 1)
        for number, (words, sub) in enumerate(LESSON):
            mark, title, small = QLabel(str(number + 1)), QLabel(words), QLabel(sub)
            mark.setAlignment(Qt.AlignmentFlag.AlignCenter)
            for label in (title, small):
                label.setWordWrap(True)
            grid.addWidget(mark, 2 * number, 0, 2, 1, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(title, 2 * number, 1)
            grid.addWidget(small, 2 * number + 1, 1)
            self._numbers.append(mark)
            self._titles.append(title)
            self._subs.append(small)
        column.addWidget(box)
        return self.lesson

    def _last(self) -> QWidget:
        column = self._column(self.last)
        line = QHBoxLayout()
        self._last_title = _head("")
        line.addWidget(self._last_title)
        line.addStretch(1)
        line.addWidget(self.history)
        column.addLayout(line)
        self._rows = QVBoxLayout()
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(0)
        column.addLayout(self._rows)
        return self.last

    def _column(self, widget: QWidget) -> QVBoxLayout:
        column = QVBoxLayout(widget)
        column.setContentsMargins(0, 0, 0, 0)
        self._columns.append(column)
        return column

    @Slot()
    def _on_row(self) -> None:
        row = self.sender()
        if isinstance(row, PastCallRow):
            self.reopen_requested.emit(row.call.id)

    @Slot()
    def _on_link(self) -> None:
        self.entry_requested.emit(str(self.sender().property("entry")))


def _head(words: str) -> QLabel:
    label = QLabel(words)
    label.setObjectName("sectionTitle")
    return label
