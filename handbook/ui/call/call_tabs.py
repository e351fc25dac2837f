"""The calls that are open as tabs: clock or when it was parked, tail of the number, worst severity, address."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QAction, QColor, QFont, QFontMetrics, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QMenu, QSizePolicy, QToolButton, QWidget

from handbook.call.state.call import Call, CallerField
from handbook.call.state.clock import minutes_seconds
from handbook.call.words.tails import tail_of
from handbook.keys import key_of
from handbook.model.kinds import Severity
from handbook.override import override
from handbook.ui.theme.fonts import sized
from handbook.ui.theme.theme import PLAIN, Theme
from handbook.ui.widgets.key_button import KeyButton

HEIGHT, LOW_HEIGHT = 46, 28
"""Two lines; one where height is dear."""
NARROWEST, WIDEST = 112, 190
"""Width of a tab at 100 %."""
NEW = "新来电"


class CallTab(QAbstractButton):
    """One call."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._theme = Theme()
        self.call = 0
        """Its number."""
        self._line = ""
        self._short = ""
        """The same where the tab is narrow."""
        self._severity: Severity | None = None
        self._place = ""
        self._is_on = False
        self._is_low = False

    @property
    def words(self) -> str:
        """What it says, in full."""
        return self.accessibleName()

    def apply_theme(self, theme: Theme, *, is_low: bool) -> None:
        """Take the colours and sizes of `theme`; `is_low`: both lines are one."""
        self._theme = theme
        self._is_low = is_low
        self.update()

    def show_call(self, call: Call, elapsed: int | None, *, is_on: bool) -> None:
        """Show `call`; `elapsed`: milliseconds since it began, where it is on."""
        self.call, self._is_on = call.id, is_on
        data = call.caller
        tail = tail_of(data.get(CallerField.PHONE, ""))
        at = f"{call.parked_at:%H:%M}" if call.parked_at is not None else ""
        clock = minutes_seconds(elapsed) if is_on and elapsed is not None else f"搁置 {at}".strip()
        self._line = f"{clock} · 尾号 {tail}" if tail else clock
        self._short = f"{clock} · {tail}" if tail else clock
        self._severity = call.runs[0].checklist.severity if call.runs else None
        title = call.runs[0].checklist.title if call.runs else f"{call.started:%H:%M} {NEW[1:]}"
        self._place = " ".join(data.get(CallerField.ADDRESS, "").split()) or title
        severity = f"{self._severity.value} " if self._severity is not None else ""
        said = f"{self._line},{severity}{self._place}"
        self.setText(said)
        if said != self.accessibleName():
            self.setAccessibleName(said)
            self.setToolTip(f"{self._line}\n{severity}{self._place}")
            self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(WIDEST), self._theme.px(LOW_HEIGHT if self._is_low else HEIGHT))

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        c, px = self._theme.colours, self._theme.px
        area = QRectF(self.rect())
        if not self._is_on:
            painter.fillRect(area, QColor(c.ground))
        painter.fillRect(QRectF(area.right() - 1, 0, 1, area.height()), QColor(c.line))
        foot = px(3) if self._is_on else 1
        painter.fillRect(
            QRectF(0, area.height() - foot, area.width(), foot), QColor(c.accent if self._is_on else c.line)
        )
        left, room = px(10), area.width() - px(16)
        line = self._font(14, bold=self._is_on)
        words = self._line if QFontMetrics(line).horizontalAdvance(self._line) <= room else self._short
        painter.setPen(QColor(c.ink if self._is_on else c.ink_second))
        if self._is_low:
            self._draw(painter, line, QRectF(left, 0, room, area.height()), words)
            after = QFontMetrics(line).horizontalAdvance(f"{words}  ")
            self._paint_place(painter, QRectF(left + after, 0, room - after, area.height()))
        else:
            self._draw(painter, line, QRectF(left, px(4), room, px(20)), words)
            self._paint_place(painter, QRectF(left, px(23), room, px(18)))
        if self.hasFocus():
            painter.setPen(QPen(QColor(c.accent), 2))
            painter.drawRect(area.adjusted(1, 1, -1, -1))

    def _paint_place(self, painter: QPainter, area: QRectF) -> None:
        c = self._theme.colours
        if self._severity is not None:
            grave = {Severity.DANGER: c.danger, Severity.URGENT: c.caution}
            bold = self._font(13, bold=True)
            word = f"! {self._severity.value}" if self._severity is Severity.DANGER else self._severity.value
            painter.setPen(QColor(grave.get(self._severity, c.ink_second)))
            self._draw(painter, bold, area, word)
            area = area.adjusted(QFontMetrics(bold).horizontalAdvance(f"{word} "), 0, 0, 0)
        painter.setPen(QColor(c.ink if self._is_on else c.ink_second))
        self._draw(painter, self._font(13), area, self._place)

    def _draw(self, painter: QPainter, font: QFont, area: QRectF, words: str) -> None:
        painter.setFont(font)
        shown = QFontMetrics(font).elidedText(words, Qt.TextElideMode.ElideRight, max(0, round(area.width())))
        painter.drawText(area, Qt.AlignmentFlag.AlignVCenter, shown)

    def _font(self, size: float, *, bold: bool = False) -> QFont:
        return sized(self.font(), self._theme.px(size), bold=bold)


class CallTabs(QWidget):
    """In the order in which the calls began; those for which there is no room stand in a menu."""

    call_chosen = Signal(int)
    new_call_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("callTabs")
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("来电")
        self._theme = Theme()
        self._calls: tuple[Call, ...] = ()
        self._on = 0
        self._elapsed: int | None = None
        self._is_low = False
        self._tabs: list[CallTab] = []
        self._more = QToolButton()
        self._menu = QMenu(self._more)
        self.new = KeyButton(NEW, key_of("new_call"))
        self._build()

    @property
    def tabs(self) -> list[CallTab]:
        """Those that are shown, from left to right."""
        return [tab for tab in self._tabs if not tab.isHidden()]

    def apply_theme(self, theme: Theme) -> None:
        """Take the colours and sizes of `theme`."""
        self._theme = theme
        for tab in self._tabs:
            tab.apply_theme(theme, is_low=self._is_low)
        self.setFixedHeight(theme.px(LOW_HEIGHT if self._is_low else HEIGHT))
        self.new.setFixedHeight(theme.px(LOW_HEIGHT - 4 if self._is_low else 34))
        self._fit()

    def set_low(self, is_low: bool) -> None:
        """One line where height is dear."""
        self._is_low = is_low
        self.apply_theme(self._theme)

    def set_compact(self, is_compact: bool) -> None:
        """In the dock the button leaves out its key."""
        self.new.show_key("" if is_compact else key_of("new_call"))
        self._fit()

    def show_calls(self, calls: Sequence[Call], on: int) -> None:
        """Show the open `calls`; `on`: number of the one that is on, 0 = none."""
        self._calls = tuple(sorted(calls, key=lambda call: call.id))
        self._on = on
        self._fit()

    def show_time(self, elapsed: int | None) -> None:
        """Show how long the call that is on lasts, in milliseconds."""
        self._elapsed = elapsed
        on = next((call for call in self._calls if call.id == self._on), None)
        for tab in self._tabs:
            if on is not None and tab.call == on.id and not tab.isHidden():
                tab.show_call(on, elapsed, is_on=True)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _build(self) -> None:
        self._more.setObjectName("moreCalls")
        self._more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._more.setMenu(self._menu)
        self._more.setProperty("role", "more")
        self._more.hide()
        self.new.setObjectName("newCallButton")
        self.new.clicked.connect(self.new_call_requested)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, PLAIN.px(8), 0)
        self._row.setSpacing(0)
        self._row.addWidget(self._more)
        self._row.addStretch(1)
        self._row.addSpacing(PLAIN.px(8))
        self._row.addWidget(self.new)

    def _fit(self) -> None:
        """As many tabs as there is room for; the call that is on is always among them."""
        px = self._theme.px
        room = self.width() - self.new.sizeHint().width() - 16
        fits = max(1, room // px(NARROWEST))
        if len(self._calls) > fits:
            fits = max(1, (room - px(44)) // px(NARROWEST))
            room -= px(44)
        shown = self._chosen(fits)
        while len(self._tabs) < len(shown):
            tab = CallTab(self)
            tab.apply_theme(self._theme, is_low=self._is_low)
            tab.clicked.connect(self._on_clicked)
            self._row.insertWidget(len(self._tabs), tab)
            self._tabs.append(tab)
        widest = px(2 * WIDEST if self._is_low else WIDEST)  # both lines stand on one
        width = min(widest, max(room, px(60)) // max(1, len(shown)))
        for place, tab in enumerate(self._tabs):
            tab.setVisible(place < len(shown))
            if place < len(shown):
                tab.setFixedWidth(width)
                call = shown[place]
                tab.show_call(call, self._elapsed, is_on=call.id == self._on)
        self._show_rest([call for call in self._calls if call not in shown])

    def _chosen(self, fits: int) -> tuple[Call, ...]:
        """The newest, with the one that is on."""
        shown = list(self._calls[-fits:])
        on = next((call for call in self._calls if call.id == self._on), None)
        if on is not None and on not in shown:
            shown = [on, *shown[1:]]
        return tuple(shown)

    def _show_rest(self, rest: Sequence[Call]) -> None:
        self._more.setVisible(bool(rest))
        self._more.setText(f"+{len(rest)}")
        self._more.setAccessibleName(f"另有 {len(rest)} 通搁置")
        self._menu.clear()
        for call in rest:
            tab = CallTab()
            tab.show_call(call, None, is_on=False)
            action = QAction(tab.words, self._menu)
            action.setData(call.id)
            action.triggered.connect(self._on_triggered)
            self._menu.addAction(action)

    @Slot()
    def _on_clicked(self) -> None:
        tab = self.sender()
        if isinstance(tab, CallTab) and tab.call != self._on:
            self.call_chosen.emit(tab.call)

    @Slot()
    def _on_triggered(self) -> None:
        action = self.sender()
        if isinstance(action, QAction):
            self.call_chosen.emit(int(action.data()))
