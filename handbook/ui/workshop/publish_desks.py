"""Where it has arrived: the desks with what each says of itself, those that stand out in words, and the ways back below."""

from collections.abc import Sequence
from datetime import datetime
from html import escape

from PySide6.QtCore import QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from handbook.model.typesetting import full_width
from handbook.override import override
from handbook.ui.theme.fonts import screen_font, sized
from handbook.ui.theme.theme import PLAIN, Theme
from handbook.ui.widgets.ruled_table import RuledTable
from handbook.ui.widgets.yielding_label import YieldingLabel
from handbook.ui.workshop.panel_room import PanelRoom
from handbook.ui.workshop.publish_hold import HoldButton
from handbook.ui.workshop.publish_seats import SeatGrid
from handbook.upkeep.publication import Seat, ShareState
from handbook.upkeep.publication_seats import Standing, counted, standing
from handbook.upkeep.publication_steps import day_time, troubled

_MOST_LOST = 6
_TABLE = "show:table"
_STATE_WORDS = {
    "stopped": "上次没装上：签名、钟或者更新文件夹不对",
    "too_new": "程序太旧，装不上这份内容",
    "untrusted": "还没确认内容由谁签发",
}
_HEADS = ("号", "状态", "版本", "程序", "最后见到", "说明")


class SeatLegend(QWidget):
    """How many stand how, each with its outline."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("publishLegend")
        self._theme = Theme()
        self._counts: dict[Standing, int] = {}
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def show_counts(self, counts: dict[Standing, int]) -> None:
        """All three."""
        self._counts = counts
        self.setAccessibleName("，".join(f"{one} {counts[one]} 台" for one in counts))
        self.updateGeometry()
        self.update()

    def apply_theme(self, theme: Theme) -> None:
        """Take the colours and sizes of `theme`."""
        self._theme = theme
        self.setFixedHeight(theme.px(26))
        self.update()

    @override
    def sizeHint(self) -> QSize:
        px = self._theme.px
        font, bold = (sized(screen_font(), px(13), bold=is_bold) for is_bold in (False, True))
        wide = sum(
            px(14)
            + px(7)
            + QFontMetrics(font).horizontalAdvance(str(one))
            + 2 * px(5)
            + px(12)
            + QFontMetrics(bold).horizontalAdvance(str(count))
            for one, count in self._counts.items()
        )
        return QSize(wide, self.height())

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        colours, px = self._theme.colours, self._theme.px
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        font, bold = (sized(screen_font(), px(13), bold=is_bold) for is_bold in (False, True))
        left = 0.0
        for one, count in self._counts.items():
            box = QRectF(left + 0.5, self.height() / 2 - px(7) + 0.5, px(14) - 1, px(14) - 1)
            ground, pen = {
                Standing.TAKEN: (colours.accent_soft, QPen(QColor(colours.accent), 1)),
                Standing.WAITING: (colours.panel, QPen(QColor(colours.accent), 1.3, Qt.PenStyle.DashLine)),
                Standing.LOST: (colours.caution_soft, QPen(QColor(colours.caution), 1)),
            }[one]
            painter.setPen(pen)
            painter.setBrush(QColor(ground))
            painter.drawRoundedRect(box, 3, 3)
            if one is Standing.LOST:
                painter.drawRoundedRect(box.adjusted(2.5, 2.5, -2.5, -2.5), 2, 2)
            left = box.right() + px(7)
            painter.setPen(QColor(colours.ink_second))
            for words, face in ((str(one), font), (str(count), bold)):
                painter.setFont(face)
                wide = QFontMetrics(face).horizontalAdvance(words)
                room = QRectF(left, 0, wide + 2, self.height())
                painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, words)
                left += wide + px(5)
            left += px(12)


class DesksPanel(QWidget):
    """Squares or a table of the same; the words under them name who stands out."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("publishDesks")
        self._theme = Theme()
        self._state: ShareState | None = None
        self.head = QLabel("各台")
        self.head.setObjectName("workshopSub")
        self.legend = SeatLegend()
        self.seen = YieldingLabel()
        self.seen.setObjectName("workshopNote")
        self.turn = QPushButton("列成表")
        self.turn.setObjectName("publishTurn")
        self.turn.setProperty("role", "link")
        self.turn.setAutoDefault(True)
        self.turn.clicked.connect(self._on_turn)
        self.grid = SeatGrid()
        self.words = QLabel()
        self.words.setObjectName("publishExceptions")
        self.words.setTextFormat(Qt.TextFormat.RichText)
        self.words.setWordWrap(True)
        self.words.setTextInteractionFlags(
            Qt.TextInteractionFlag.LinksAccessibleByKeyboard | Qt.TextInteractionFlag.LinksAccessibleByMouse
        )
        self.words.linkActivated.connect(self._on_link)
        self.table = RuledTable(_HEADS, wide=(5,))
        self.table.setObjectName("publishTable")
        self.table.setAccessibleName("各台，列成表")
        self.room = PanelRoom()
        self.room.setObjectName("publishRoom")
        self.room.box.addWidget(self.grid)
        self.room.box.addWidget(self.words)
        self.room.box.addStretch(1)
        held = self.room.widget()
        if held is not None:
            held.setAutoFillBackground(False)  # the working ground is seen through it
        self.both = QStackedWidget()
        self.both.addWidget(self.room)
        self.both.addWidget(self.table)
        self._line = QHBoxLayout()
        self._line.addWidget(self.head)
        self._line.addWidget(self.legend)
        self._line.addStretch(1)
        self._line.addWidget(self.seen)
        self._line.addWidget(self.turn)
        self._box = QVBoxLayout(self)
        self._box.addLayout(self._line)
        self._box.addWidget(self.both, 1)

    def show_state(self, state: ShareState) -> None:
        """The desks as they stand to the newest pack."""
        self._state = state
        number = state.newest.number if state.newest is not None else 0
        seats = state.seats.seats
        counts = counted(seats, number, state.now)
        self.head.setText(f"{len(seats)} 台")
        self.legend.show_counts(counts)
        self.seen.setText(full_width(f"{state.now.astimezone():%H:%M} 看过，每 30 秒看一次"))
        self.grid.show_seats(seats, number, state.now)
        self.grid.setVisible(bool(seats))
        self.words.setText(self._words_html(state, number))
        self.turn.setVisible(bool(seats))
        if self.both.currentWidget() is self.table:
            self._fill_table()
        if not seats:
            self.both.setCurrentWidget(self.room)

    def apply_theme(self, theme: Theme) -> None:
        """Take the colours and sizes of `theme`."""
        self._theme = theme
        for part in (self.legend, self.grid):
            part.apply_theme(theme)
        self._box.setContentsMargins(theme.px(28), PLAIN.px(8), theme.px(28), 0)
        self._box.setSpacing(theme.px(4))
        self._line.setSpacing(theme.px(14))
        self.room.box.setSpacing(theme.px(8))
        if self._state is not None:
            self.show_state(self._state)

    # -- internals

    def _words_html(self, state: ShareState, number: int) -> str:
        seats = state.seats.seats
        if not seats:
            words = "还没有台报到。各台装好、看过一次更新文件夹，就会出现在这里。"
            return _plain_row(words, self._theme)
        rows = list[str]()
        lost = [seat for seat in seats if standing(seat, number, state.now) is Standing.LOST]
        for seat in lost[:_MOST_LOST]:
            has = f"还是 {seat.version or '随程序的内容'}" if seat.number < number else f"用的 {seat.version}"
            said = f"最后见到 {day_time(seat.seen)}，{has}"
            rows.append(self._row(f"▲ {seat.name} 号台", said, "网线或关机", is_grave=True))
        if len(lost) > _MOST_LOST:
            rows.append(
                self._row(f"▲ 还有 {len(lost) - _MOST_LOST} 台", "也失联", _link(self._theme), is_grave=True)
            )
        for seat_state, why in _STATE_WORDS.items():
            stuck = [seat for seat in troubled(state) if seat.state == seat_state and seat not in lost]
            if stuck:
                rows.append(self._row(f"▲ {_names(stuck)}", why, "", is_grave=True))
        waiting = [seat for seat in seats if standing(seat, number, state.now) is Standing.WAITING]
        if waiting:
            rows.append(
                self._row(f"待换 {len(waiting)} 台", self._why_waiting(waiting, state), _link(self._theme))
            )
        left = []
        if state.seats.odd:
            left.append(f"另有 {state.seats.odd} 个文件不是台写的，没有看")
        if state.seats.left_out:
            left.append("台太多，没有都看")
        more = _plain_row("；".join(left), self._theme) if left else ""
        return f'<table width="100%" cellspacing="0" cellpadding="{self._theme.px(6)}">{"".join(rows)}</table>{more}'

    def _why_waiting(self, waiting: Sequence[Seat], state: ShareState) -> str:
        pack = state.newest
        if pack is not None and pack.stage == 0:
            return "停住了，不再换"
        due = sum(seat.is_first for seat in waiting)
        if due == len(waiting):
            return "半小时内自己收到，挂断后提示换"
        if not due:
            return "还没轮到"
        return f"{due} 台半小时内收到，挂断后提示换；{len(waiting) - due} 台还没轮到"

    def _row(self, name: str, words: str, more: str, *, is_grave: bool = False) -> str:
        colours, px = self._theme.colours, self._theme.px
        ink = colours.caution if is_grave else colours.accent
        line = f"border-bottom:1px solid {colours.line};"
        more = more if more.startswith("<a") else escape(full_width(more))
        return (
            f'<tr><td width="{px(96)}" style="{line}color:{ink};font-weight:600;font-size:{px(14)}px">'
            f"{escape(full_width(name))}</td>"
            f'<td style="{line}font-size:{px(14)}px">{escape(full_width(words))}</td>'
            f'<td align="right" style="{line}color:{colours.ink_second};font-size:{px(13)}px">{more}</td></tr>'
        )

    def _fill_table(self) -> None:
        state = self._state
        if state is None:
            return
        number = state.newest.number if state.newest is not None else 0
        row = self.table.currentRow()
        self.table.show_rows([_table_row(seat, number, state.now) for seat in state.seats.seats])
        if 0 <= row < self.table.rowCount():
            self.table.setCurrentCell(row, 0)

    @Slot(str)
    def _on_link(self, _name: str) -> None:
        self._on_turn()
        self.table.setFocus()

    @Slot()
    def _on_turn(self) -> None:
        is_table = self.both.currentWidget() is not self.table
        if is_table:
            self._fill_table()
        self.both.setCurrentWidget(self.table if is_table else self.room)
        self.turn.setText("看方格" if is_table else "列成表")


class WayBack(QWidget):
    """觉得不对？ Stopping asks nothing; withdrawing is held."""

    stop_wanted = Signal()
    withdraw_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("publishBackBox")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        head = QLabel("觉得不对？")
        head.setObjectName("workshopSub")
        self.stop = QPushButton("先停住")
        self.stop.setObjectName("publishStop")
        self.stop.setAutoDefault(True)
        self.withdraw = HoldButton("按住 2 秒　撤回")
        self.withdraw.setObjectName("publishWithdraw")
        self.stop_words, self.withdraw_words = QLabel(), QLabel()
        self._may_stop = False
        self._grid = QGridLayout(self)
        self._grid.addWidget(head, 0, 0, 1, 2)
        for row, (button, words) in enumerate(
            ((self.stop, self.stop_words), (self.withdraw, self.withdraw_words)), 1
        ):
            words.setObjectName("publishBackWords")
            words.setWordWrap(True)
            words.setTextFormat(Qt.TextFormat.PlainText)
            self._grid.addWidget(button, row, 0)
            self._grid.addWidget(words, row, 1)
        self._grid.setColumnStretch(1, 1)
        self.stop.clicked.connect(self._on_stop)
        self.withdraw.held.connect(self.withdraw_wanted)

    def show_state(self, state: ShareState, *, is_busy: bool = False) -> None:
        """What each would do now, and why it may not."""
        pack = state.newest
        older = state.packs[1] if len(state.packs) > 1 else None
        seats = state.seats.seats
        number = pack.number if pack is not None else 0
        waiting = sum(seat.number < number for seat in seats)
        why = _why_no_act(state, is_busy=is_busy)
        stop_why = why or ("已经停住" if pack is not None and pack.stage == 0 else "")
        self._may_stop = not stop_why
        self.stop.setText(full_width(f"先停住 · {stop_why}" if stop_why else "先停住"))
        asks = "备好的停住不在了，要两个人签。" if state.signers > 1 else "这份不是从这台电脑签的，要口令。"
        how = "" if stop_why else "点了就停。" if state.can_stop else asks
        self.stop_words.setText(full_width(f"没换的 {waiting} 台不再换；换了的照用。{how}"))
        self.stop.setAccessibleName(full_width(f"{self.stop.text()}，{self.stop_words.text()}"))
        back_why = why or ("没有上一份" if older is None else "")
        self.withdraw.say("按住 2 秒　撤回", back_why)
        as_before = f"内容同 {older.version}（第 {older.number} 号）" if older is not None else "内容同上一份"
        rest = "要两个人签" if state.signers > 1 else "正在打的电话照旧"
        self.withdraw_words.setText(full_width(f"发一份第 {number + 1} 号，{as_before}；{rest}。"))

    def apply_theme(self, theme: Theme) -> None:
        """Take the colours and sizes of `theme`."""
        self.withdraw.apply_theme(theme)
        self._grid.setContentsMargins(theme.px(18), PLAIN.px(12), theme.px(18), PLAIN.px(12))
        self._grid.setHorizontalSpacing(theme.px(12))
        self._grid.setVerticalSpacing(theme.px(8))
        for button in (self.stop, self.withdraw):
            button.setMinimumWidth(theme.px(176))

    @Slot()
    def _on_stop(self) -> None:
        if self._may_stop:
            self.stop_wanted.emit()


def _why_no_act(state: ShareState, *, is_busy: bool) -> str:
    if is_busy:
        return "正在签"
    if state.trouble:
        return "发布夹打不开"
    if state.newest is None:
        return "还没发过"
    if not state.is_writable:
        return "发布夹不可写"
    return "" if state.has_keys else "没有钥匙"


def _names(seats: Sequence[Seat]) -> str:
    return f"{seats[0].name} 号台" if len(seats) == 1 else f"{len(seats)} 台"


def _table_row(seat: Seat, number: int, now: datetime) -> tuple[str, ...]:
    why = _STATE_WORDS.get(seat.state, "") if seat.number < number else ""
    stands = standing(seat, number, now)
    return (
        seat.name,
        str(stands),
        seat.version or "随程序",
        seat.program,
        day_time(seat.seen),
        full_width(why or ("网线或关机" if stands is Standing.LOST else "")),
    )


def _plain_row(words: str, theme: Theme) -> str:
    return f'<p style="color:{theme.colours.ink_second};font-size:{theme.px(13)}px">{escape(full_width(words))}</p>'


def _link(theme: Theme) -> str:
    return f'<a href="{_TABLE}" style="color:{theme.colours.accent};text-decoration:none">看是哪几台</a>'
