"""调度手上正挂着的: open notices as rows, the overdue first, and what may be done with the one that is chosen."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QColor, QFontMetricsF, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from handbook.bulletin.open_notices import OpenNotice, Standing
from handbook.model.typesetting import full_width
from handbook.override import override
from handbook.ui.theme.fonts import screen_font, sized
from handbook.ui.theme.theme import Theme

_AGAIN_MS = 5_000
"""For so long a second press takes the notice off."""
WITHDRAW = "收回"
SURE = "再按一次收回"
_NOTHING = "手上没有挂着的停热通知。"


class OpenRow(QPushButton):
    """Estate and buildings at the left, the time at the right; ▲ and colour where it has passed."""

    stepped = Signal(int)
    wanted = Signal()
    """Enter on it."""

    def __init__(self, row: OpenNotice) -> None:
        super().__init__()
        self.setObjectName("dispatchOpenRow")
        self.setCheckable(True)
        self.setAutoDefault(False)
        self.row = row
        self._theme = Theme()
        notice = row.notice
        mark = "已过预计时间，" if row.standing is Standing.OVERDUE else ""
        said = f"{notice.label}，{notice.estate} {row.buildings}，{mark}{row.words}"
        self.setAccessibleName(full_width(said))
        self.setToolTip(
            full_width(f"{notice.label} · {notice.sender} {notice.sent.astimezone():%m-%d %H:%M} 发")
        )

    def apply_theme(self, theme: Theme) -> None:
        """Take the colours and sizes of `theme`."""
        self._theme = theme
        self.setFixedHeight(theme.px(44))
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(240), self._theme.px(44))

    @override
    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.stepped.emit(-1 if event.key() == Qt.Key.Key_Up else 1)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not (
            event.modifiers() & Qt.KeyboardModifier.ControlModifier
        ):
            self.wanted.emit()
        else:
            super().keyPressEvent(event)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        px, colours = self._theme.px, self._theme.colours
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        room = QRectF(self.rect()).adjusted(px(12), 0, -px(12), 0)
        right = {Standing.OVERDUE: f"▲ {self.row.words}", Standing.RESTORED: f"✓ {self.row.words}"}
        words = right.get(self.row.standing, self.row.words)
        inks = {
            Standing.OVERDUE: colours.caution,
            Standing.EXPECTED: colours.caution,
            Standing.RESTORED: colours.done,
        }
        is_bold = self.row.standing in (Standing.OVERDUE, Standing.EXPECTED)
        painter.setFont(sized(screen_font(), px(14.5), bold=is_bold))
        painter.setPen(QColor(inks.get(self.row.standing, colours.ink_second)))
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, words)
        room.setRight(room.right() - QFontMetricsF(painter.font()).horizontalAdvance(words) - px(10))
        bold = sized(screen_font(), px(15), bold=True)
        painter.setFont(bold)
        painter.setPen(QColor(colours.ink))
        metrics = QFontMetricsF(bold)
        estate = metrics.elidedText(self.row.notice.estate, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, estate)
        room.setLeft(room.left() + metrics.horizontalAdvance(estate) + px(9))
        plain = sized(screen_font(), px(14.5))
        painter.setFont(plain)
        painter.setPen(QColor(colours.ink_second))
        buildings = QFontMetricsF(plain).elidedText(
            self.row.buildings, Qt.TextElideMode.ElideRight, max(room.width(), 0.0)
        )
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, buildings)


class OpenList(QFrame):
    """↑ ↓ choose a row, Enter is 改时间; the buttons act on the chosen one."""

    time_wanted = Signal(object)
    """`Notice`: another time is to be said."""
    restored_wanted = Signal(object)
    """`Notice`: the heat is back."""
    withdraw_wanted = Signal(object)
    """`Notice`: nobody is to be told of it any more."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("dispatchSide")
        self.setAccessibleName("正挂着的停热通知")
        self._theme = Theme()
        self._chosen = 0
        """Number of the notice."""
        self.rows: list[OpenRow] = []
        self._title = QLabel()
        self._title.setObjectName("dispatchLabel")
        self._title.setProperty("strong", True)
        self._nothing = QLabel(_NOTHING)
        self._nothing.setObjectName("dispatchNote")
        self._nothing.setWordWrap(True)
        self._inner = QWidget()
        self._inner.setObjectName("dispatchSideInner")
        self._stack = QVBoxLayout(self._inner)
        self._stack.setContentsMargins(0, 0, 0, 0)
        self._scroll = QScrollArea()
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setWidget(self._inner)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.change_time = QPushButton("改时间")
        self.restored = QPushButton("刚恢复")
        self.withdraw = QPushButton(WITHDRAW)
        self._acts = QHBoxLayout()
        for name, button in (
            ("ChangeTime", self.change_time),
            ("Restored", self.restored),
            ("Withdraw", self.withdraw),
        ):
            button.setObjectName(f"dispatch{name}")
            button.setAutoDefault(False)
            self._acts.addWidget(button)
        self._acts.addStretch(1)
        self._stack.addLayout(self._acts)
        self._stack.addStretch(1)
        self._box = QVBoxLayout(self)
        self._box.addWidget(self._title)
        self._box.addWidget(self._nothing)
        self._box.addWidget(self._scroll, 1)
        self._sure = QTimer(self)
        self._sure.setSingleShot(True)
        self._sure.setInterval(_AGAIN_MS)
        self._sure.timeout.connect(self._on_unsure)
        self.change_time.clicked.connect(self._on_time)
        self.restored.clicked.connect(self._on_restored)
        self.withdraw.clicked.connect(self._on_withdraw)
        self.show_rows(())

    @property
    def chosen(self) -> OpenNotice | None:
        """The row that the buttons act on."""
        return next((row.row for row in self.rows if row.row.notice.number == self._chosen), None)

    def show_rows(self, rows: Sequence[OpenNotice]) -> None:
        """Other rows; the chosen one stays chosen as long as it is there."""
        shown = [made.row for made in self.rows]
        self._title.setText(f"调度手上正挂着的 {len(rows)} 条" if rows else "正挂着的")
        if list(rows) == shown and self.rows:
            return
        had_focus = any(made.hasFocus() for made in self.rows)
        for made in self.rows:
            self._stack.removeWidget(made)
            made.hide()
            made.deleteLater()
        self.rows = []
        for at, row in enumerate(rows):
            made = OpenRow(row)
            made.apply_theme(self._theme)
            made.clicked.connect(self._on_row)
            made.stepped.connect(self._on_stepped)
            made.wanted.connect(self._on_time)
            self._stack.insertWidget(at, made)
            self.rows.append(made)
        self._nothing.setVisible(not rows)
        for button in (self.change_time, self.restored, self.withdraw):
            button.setVisible(bool(rows))
        if self.chosen is None and rows:
            self._chosen = rows[0].notice.number
        self._mark()
        if had_focus:
            self.take_focus()

    def apply_theme(self, theme: Theme) -> None:
        """Take the sizes of `theme`."""
        self._theme = theme
        px = theme.px
        self._box.setContentsMargins(px(18), px(16), px(18), px(16))
        self._box.setSpacing(px(10))
        self._stack.setSpacing(px(6))
        self._acts.setSpacing(px(8))
        self._acts.setContentsMargins(0, px(6), 0, 0)
        for row in self.rows:
            row.apply_theme(theme)

    def take_focus(self) -> None:
        """The keyboard goes to the chosen row."""
        for row in self.rows:
            if row.row.notice.number == self._chosen:
                row.setFocus()

    def say_busy(self, *, is_busy: bool) -> None:
        """While something is sent nothing else is."""
        self.withdraw.setText("正在收回…" if is_busy else WITHDRAW)
        self._sure.stop()

    def _mark(self) -> None:
        for row in self.rows:
            row.setChecked(row.row.notice.number == self._chosen)
        self._on_unsure()

    @Slot()
    def _on_row(self) -> None:
        sender = self.sender()
        if isinstance(sender, OpenRow):
            self._chosen = sender.row.notice.number
            self._mark()

    @Slot(int)
    def _on_stepped(self, step: int) -> None:
        numbers = [row.row.notice.number for row in self.rows]
        at = numbers.index(self._chosen) if self._chosen in numbers else 0
        self._chosen = numbers[max(0, min(at + step, len(numbers) - 1))]
        self._mark()
        self.take_focus()

    @Slot()
    def _on_time(self) -> None:
        if self.chosen is not None:
            self.time_wanted.emit(self.chosen.notice)

    @Slot()
    def _on_restored(self) -> None:
        if self.chosen is not None:
            self.restored_wanted.emit(self.chosen.notice)

    @Slot()
    def _on_withdraw(self) -> None:
        if self.chosen is None:
            return
        if self._sure.isActive():
            self._on_unsure()
            self.withdraw_wanted.emit(self.chosen.notice)
            return
        self.withdraw.setText(SURE)
        self.withdraw.setAccessibleName(f"再按一次，收回 {self.chosen.notice.label}")
        self._sure.start()

    @Slot()
    def _on_unsure(self) -> None:
        self._sure.stop()
        self.withdraw.setText(WITHDRAW)
        self.withdraw.setAccessibleName(WITHDRAW)
