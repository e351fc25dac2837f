"""What goes out, by what an agent notices: one line an entry; Enter tells every place of it, as it was and as it is."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPen,
    QResizeEvent,
    QTextDocument,
    QTextOption,
)
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QStyledItemDelegate, QStyleOptionViewItem

from handbook.model.typesetting import full_width, full_width_in_place
from handbook.override import override
from handbook.ui.theme.fonts import screen_font, sized
from handbook.ui.theme.theme import Theme
from handbook.ui.widgets.kind_tag import kind_colour, mark_pixmap
from handbook.ui.widgets.line_field import ENTER
from handbook.ui.workshop.review_html import runs_html
from handbook.ui.workshop.table_model import Index
from handbook.upkeep.place_change import Run, RunKind
from handbook.upkeep.publication import EntryTold, Group, PlaceTold
from handbook.upkeep.publication_changes import counted, in_short

FEW = 3
"""So many of a group are seen before the rest is asked for."""
_ROW = Qt.ItemDataRole.UserRole
_TITLE, _SMALL = 15, 13
_SIDE, _TAG, _WHO = 24, 76, 84
_AROUND = 12


@dataclass(frozen=True, slots=True)
class _Head:
    group: Group
    count: int


@dataclass(frozen=True, slots=True)
class _More:
    group: Group
    count: int


@dataclass(frozen=True, slots=True)
class _Change:
    told: EntryTold
    is_open: bool


class ChangeList(QListWidget):
    """↑↓ goes from change to change; Enter opens one, or the rest of its group, and closes it again."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("publishChanges")
        self.setAccessibleName("带出去的改动")
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(self.ScrollMode.ScrollPerPixel)
        self.setSelectionMode(self.SelectionMode.NoSelection)
        self.theme = Theme()
        self._told: Sequence[EntryTold] = ()
        self._whole: set[Group] = set()
        """Groups of which all are seen."""
        self._open: set[int] = set()
        """Numbers of the changes whose places are told."""
        self._rows = _Rows(self)
        self.setItemDelegate(self._rows)

    def apply_theme(self, theme: Theme) -> None:
        """Take the colours and sizes of `theme`."""
        self.theme = theme
        self._rows.forget()
        self.scheduleDelayedItemsLayout()

    def show_changes(self, told: Sequence[EntryTold]) -> None:
        """All of them; what was opened stays so while they are the same."""
        if tuple(told) == tuple(self._told):
            return
        self._told = told
        self._whole.clear()
        self._open.clear()
        self._show(0)

    @property
    def count_told(self) -> int:
        """Places that differ."""
        return sum(counted(self._told).values())

    @property
    def is_whole(self) -> bool:
        """Whether every group is seen with all that it holds."""
        return not any(isinstance(self.item(n).data(_ROW), _More) for n in range(self.count()))

    @property
    def said(self) -> list[str]:
        """What a reader of the screen hears of each row."""
        return [str(self.item(n).data(Qt.ItemDataRole.AccessibleTextRole)) for n in range(self.count())]

    def unfold_all(self) -> None:
        """Every change, and every place of it; pressed again, as it was."""
        if self.is_whole and len(self._open) == len(self._told):
            self._whole.clear()
            self._open.clear()
        else:
            self._whole = set(Group)
            self._open = set(range(len(self._told)))
        self._show(max(self.currentRow(), 0))

    def step(self, direction: int) -> None:
        """To the next change, past heads."""
        row = self.currentRow() + direction
        while 0 <= row < self.count() and isinstance(self.item(row).data(_ROW), _Head):
            row += direction
        if 0 <= row < self.count():
            self.setCurrentRow(row)
        elif direction < 0:
            self.scrollToTop()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if held == Qt.KeyboardModifier.NoModifier:
            if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
                self.step(1 if event.key() == Qt.Key.Key_Down else -1)
                event.accept()
                return
            if event.key() in ENTER or event.key() == Qt.Key.Key_Space:
                self._turn(self.currentRow())
                event.accept()
                return
        super().keyPressEvent(event)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and event.button() == Qt.MouseButton.LeftButton:
            self._turn(index.row())

    @override
    def event(self, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.viewport().update()
        return super().event(event)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._rows.forget()
            self.scheduleDelayedItemsLayout()

    # -- internals

    def _turn(self, row: int) -> None:
        item = self.item(row) if 0 <= row < self.count() else None
        held = item.data(_ROW) if item is not None else None
        if isinstance(held, _More):
            self._whole.add(held.group)
            self._show(row)
        elif isinstance(held, _Change) and held.told.places:
            self._open ^= {self._told.index(held.told)}
            self._show(row)

    def _show(self, current: int) -> None:
        place = self.verticalScrollBar().value()
        self._rows.forget()
        self.blockSignals(True)
        self.clear()
        counts = counted(self._told)
        for group in Group:
            members = [(n, told) for n, told in enumerate(self._told) if told.group is group]
            if not members:
                continue
            self._add(_Head(group, counts[group]), f"{group}，{counts[group]} 处", is_head=True)
            # To ask for one single row more would be no shorter.
            whole = group in self._whole or len(members) <= FEW + 1
            for number, told in members if whole else members[:FEW]:
                self._add(_Change(told, number in self._open), _said(told, is_open=number in self._open))
            if not whole:
                rest = sum(told.count for _, told in members[FEW:])
                self._add(_More(group, rest), f"还有 {rest} 处，按回车看")
        self.setCurrentRow(min(max(current, 1), self.count() - 1))
        self.blockSignals(False)
        self.doItemsLayout()
        self.verticalScrollBar().setValue(place)

    def _add(self, row: _Head | _More | _Change, said: str, *, is_head: bool = False) -> None:
        item = QListWidgetItem()
        item.setData(_ROW, row)
        item.setData(Qt.ItemDataRole.AccessibleTextRole, full_width(said))
        if is_head:
            item.setFlags(Qt.ItemFlag.ItemIsEnabled)
        self.addItem(item)


def _said(told: EntryTold, *, is_open: bool) -> str:
    kind = f"{told.kind.short_label}，" if told.kind is not None else ""
    who = f"，{told.who}" if told.who else ""
    if not is_open:
        return f"{kind}{told.title}，{_plain(in_short(told))}{who}"
    places = "；".join(
        f"{place.place}，{place.words}，原来：{_plain(place.before)}，现在：{_plain(place.after)}"
        for place in told.places
    )
    return f"{kind}{told.title}{who}：{places}"


def _plain(runs: Sequence[Run]) -> str:
    return "".join(run.text for run in runs)


class _Rows(QStyledItemDelegate):
    """Heights and documents are made once for a width."""

    def __init__(self, view: ChangeList) -> None:
        super().__init__(view)
        self._view = view
        self._documents: dict[int, QTextDocument] = {}

    def forget(self) -> None:
        """Width, letters or rows are others."""
        self._documents.clear()

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        px, row = self._view.theme.px, index.data(_ROW)
        high = QFontMetrics(self._font(_TITLE)).height()
        if isinstance(row, _Head):
            return QSize(1, high + px(18))
        if isinstance(row, _Change) and row.is_open:
            document = self._document(index, row.told)
            return QSize(1, high + px(14) + round(document.size().height()) + px(8))
        return QSize(1, high + px(17))

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme, colours, px = self._view.theme, self._view.theme.colours, self._view.theme.px
        row, rect = index.data(_ROW), option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        is_current = index.row() == self._view.currentRow() and self._view.hasFocus()
        if is_current and not isinstance(row, _Head):
            painter.setPen(QPen(QColor(colours.accent), 2))
            painter.drawRoundedRect(QRectF(rect).adjusted(px(8), 1, -px(8), -2), 5, 5)
        inner = rect.adjusted(px(_SIDE), 0, -px(_SIDE), 0)
        if isinstance(row, _Head):
            self._paint_head(painter, row, inner)
        elif isinstance(row, _More):
            painter.setFont(self._font(_SMALL))
            painter.setPen(QColor(colours.accent))
            room = inner.adjusted(px(_TAG), 0, 0, 0)
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, f"还有 {row.count} 处")
        else:
            self._paint_change(painter, row, inner, index, theme)
            painter.setPen(QColor(colours.line))
            painter.drawLine(inner.bottomLeft(), inner.bottomRight())
        painter.restore()

    def _paint_head(self, painter: QPainter, row: _Head, inner: QRect) -> None:
        colours, px = self._view.theme.colours, self._view.theme.px
        font = self._font(_SMALL, bold=True)
        painter.setFont(font)
        painter.setPen(QColor(colours.ink_second))
        room = inner.adjusted(0, px(8), 0, 0)
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, f"{row.group}　{row.count}")

    def _paint_change(
        self, painter: QPainter, row: _Change, inner: QRect, index: Index, theme: Theme
    ) -> None:
        colours, px, told = theme.colours, theme.px, row.told
        title, small = self._font(_TITLE, bold=True), self._font(_SMALL)
        high = QFontMetrics(title).height()
        line = QRect(inner.left(), inner.top(), inner.width(), high + px(16))
        self._paint_tag(painter, told, line)
        who_width = min(QFontMetrics(small).horizontalAdvance(told.who), px(_WHO)) if told.who else 0
        left = line.left() + px(_TAG)
        right = line.right() - who_width - (px(10) if who_width else 0)
        painter.setFont(title)
        painter.setPen(QColor(colours.ink))
        words = full_width(told.title)
        shown = QFontMetrics(title).elidedText(words, Qt.TextElideMode.ElideRight, max(right - left, 1))
        painter.drawText(
            QRect(left, line.top(), right - left, line.height()), Qt.AlignmentFlag.AlignVCenter, shown
        )
        after = left + QFontMetrics(title).horizontalAdvance(shown) + px(14)
        if not row.is_open and right - after > px(40):
            self._paint_runs(
                painter, in_short(told, _AROUND), QRect(after, line.top(), right - after, line.height())
            )
        painter.setFont(small)
        painter.setPen(QColor(colours.ink_second))
        if who_width:
            who = QRect(line.right() - who_width, line.top(), who_width, line.height())
            elided = QFontMetrics(small).elidedText(told.who, Qt.TextElideMode.ElideRight, who_width + 1)
            painter.drawText(who, Qt.AlignmentFlag.AlignVCenter, elided)
        if row.is_open:
            painter.save()
            painter.translate(left, line.bottom() - px(2))
            self._document(index, told).drawContents(painter)
            painter.restore()

    def _paint_tag(self, painter: QPainter, told: EntryTold, line: QRect) -> None:
        theme, px, kind = self._view.theme, self._view.theme.px, told.kind
        colour = kind_colour(kind, theme.colours) if kind is not None else theme.colours.ink_second
        font = self._font(_SMALL)
        word = kind.short_label if kind is not None else "数" if told.group is Group.NUMBERS else "别的"
        wide = QFontMetrics(font).horizontalAdvance(word)
        mark_room = px(14) if kind is not None else 0
        box = QRectF(line.left(), line.center().y() - px(10) + 1, mark_room + wide + px(10), px(20))
        painter.setPen(QPen(QColor(colour), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(box, 4, 4)
        if kind is not None:
            ratio = self._view.devicePixelRatioF()
            mark = mark_pixmap(kind, font, px(12), colour, ratio)
            painter.drawPixmap(
                QPointF(box.left() + px(4), box.center().y() - mark.height() / ratio / 2), mark
            )
        painter.setFont(font)
        room = QRectF(box.left() + mark_room + px(5), box.top(), wide + 4, box.height())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, word)

    def _paint_runs(self, painter: QPainter, runs: Sequence[Run], room: QRect) -> None:
        colours = self._view.theme.colours
        left = room.left()
        for run in runs:
            words = full_width_in_place(run.text)
            font = self._font(_TITLE, bold=run.kind is RunKind.NEW)
            metrics = QFontMetrics(font)
            rest = room.right() - left
            if rest < metrics.horizontalAdvance("汉"):
                break
            shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, rest)
            wide = metrics.horizontalAdvance(shown)
            box = QRect(left, room.top(), wide, room.height())
            ground, ink = {
                RunKind.NEW: (colours.say_soft, colours.say),
                RunKind.GONE: (colours.line, colours.ink_second),
            }.get(run.kind, ("", colours.ink))
            if ground:
                high = metrics.height()
                painter.fillRect(QRect(left, box.center().y() - high // 2, wide, high + 1), QColor(ground))
            if run.kind is RunKind.GONE:
                font.setStrikeOut(True)
            painter.setFont(font)
            painter.setPen(QColor(ink))
            painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, shown)
            left += wide
            if shown != words:
                break

    def _document(self, index: Index, told: EntryTold) -> QTextDocument:
        kept = self._documents.get(index.row())
        if kept is None:
            theme = self._view.theme
            kept = QTextDocument()
            kept.setDefaultFont(self._font(_TITLE))
            kept.setDocumentMargin(0)
            option = QTextOption()
            option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
            kept.setDefaultTextOption(option)
            room = self._view.viewport().width() - theme.px(2 * _SIDE + _TAG)
            kept.setTextWidth(max(room, theme.px(80)))
            kept.setHtml("".join(_place_html(place, theme) for place in told.places))
            self._documents[index.row()] = kept
        return kept

    def _font(self, pixels: float, *, bold: bool = False) -> QFont:
        return sized(screen_font(), self._view.theme.px(pixels), bold=bold)


def _place_html(place: PlaceTold, theme: Theme) -> str:
    colours, px = theme.colours, theme.px
    head = " · ".join(full_width(part) for part in (place.place, place.words) if part)
    rows = [
        f'<p style="margin:{px(4)}px 0 {px(2)}px 0;font-size:{px(_SMALL)}px;color:{colours.ink_second}">'
        f"{escape(head)}</p>"
    ]
    style = f'style="margin:0 0 {px(3)}px 0;font-size:{px(_TITLE)}px;color:{colours.ink}"'
    has_gone = any(run.kind is RunKind.GONE for run in place.before)
    has_new = any(run.kind is RunKind.NEW for run in place.after)
    if has_gone or not has_new:
        rows.append(f"<p {style}>{runs_html(place.before or place.after, theme)}</p>")
    if has_new:
        rows.append(f"<p {style}>{runs_html(place.after, theme)}</p>")
    return "".join(rows)
