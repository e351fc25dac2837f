"""A text browser that reads nothing on behalf of its content, and draws the frames of call-outs itself."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from PySide6.QtCore import QRectF, Qt, QUrl, Signal, Slot
from PySide6.QtGui import (
    QColor,
    QImage,
    QPainter,
    QPaintEvent,
    QPen,
    QTextDocument,
    QTextFrame,
    QTextTable,
)
from PySide6.QtWidgets import QTextBrowser, QWidget

from handbook.override import override
from handbook.render.colours import Colours

RADIUS = 6
BAR = 4
_FRAME_GROUND = 0x100000 + 1
"""Property (QTextFormat.UserProperty + 1) of a table's format: the ground that its frame is drawn in."""


class RichText(QTextBrowser):
    """Shows one HTML page; links come up as signals."""

    link_activated = Signal(str)
    link_reached = Signal(str)
    """By Tab; empty where Tab left the last one. Qt tells of links under the pointer alone (`highlighted`)."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._images: Mapping[str, QImage] = {}
        self._bars: dict[str, str] = {}
        self._line = QColor()
        self._rounded: set[str] = set()
        self.setOpenLinks(False)
        self.setOpenExternalLinks(False)
        self.setUndoRedoEnabled(False)
        self.anchorClicked.connect(self._on_anchor_clicked)

    def show_page(self, html: str, colours: Colours, images: Mapping[str, QImage]) -> None:
        """Show `html`; images only from `images` (name as written in the page → picture)."""
        self._images = images
        self._bars = _bars_of(colours)
        self._line = QColor(colours.line_strong)
        self._rounded = {colours.panel, *self._bars}
        with self.formatting() as document:
            document.setDefaultFont(self.font())
            self.setHtml(html)
            self._take_grounds(document.rootFrame())
            self._finish_page()

    @contextmanager
    def formatting(self) -> Iterator[QTextDocument]:
        """The document, to be formatted while it is not laid out; afterwards it is laid out to its end.

        A long page is laid out a piece at a time. A format that is set before the last piece stops that for good,
        and the rest of the page is never painted. So whoever changes formats does it in here.
        """
        document = self.document()
        if not document.isLayoutEnabled():  # within another one
            yield document
            return
        document.setLayoutEnabled(False)
        try:
            yield document
        finally:
            document.setLayoutEnabled(True)
            self._lay_out_whole()

    def _lay_out_whole(self) -> None:
        """Lay the page out to its end now, and set the scroll bars by it: a place on it can be gone to."""
        layout = self.document().documentLayout()
        for _ in range(2):  # a bar that comes or goes gives the page another width
            layout.documentSizeChanged.emit(layout.documentSize())

    def _finish_page(self) -> None:
        """What else is to be formatted before the page is laid out; for subclasses."""

    @override
    def loadResource(self, kind: int, url: QUrl | str) -> Any:
        # None makes Qt read the file itself, and so does an empty byte array: only a real image stops it.
        if kind == QTextDocument.ResourceType.ImageResource.value:
            name = url.toString() if isinstance(url, QUrl) else url
            return self._images.get(name, _BLANK)
        return ""

    @override
    def focusNextPrevChild(self, is_next: bool) -> bool:
        has_moved = super().focusNextPrevChild(is_next)
        cursor = self.textCursor()
        is_on_link = self.hasFocus() and cursor.hasSelection()
        self.link_reached.emit(cursor.charFormat().anchorHref() if is_on_link else "")
        return has_moved

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(-self.horizontalScrollBar().value(), -self.verticalScrollBar().value())
        clip = QRectF(event.rect()).translated(
            self.horizontalScrollBar().value(), self.verticalScrollBar().value()
        )
        self._paint_frames(painter, self.document().rootFrame(), clip)
        painter.end()
        super().paintEvent(event)

    @Slot(QUrl)
    def _on_anchor_clicked(self, url: QUrl) -> None:
        self.link_activated.emit(url.toString())

    def _take_grounds(self, frame: QTextFrame) -> None:
        """Move the ground of call-outs from the table, which Qt fills square, to our own property."""
        for child in frame.childFrames():
            if isinstance(child, QTextTable):
                form = child.format()
                name = form.background().color().name()
                if form.background().style() != Qt.BrushStyle.NoBrush and name in self._rounded:
                    form.setProperty(_FRAME_GROUND, name)
                    form.clearBackground()
                    child.setFormat(form)
            self._take_grounds(child)

    def _paint_frames(self, painter: QPainter, frame: QTextFrame, clip: QRectF) -> None:
        for child in frame.childFrames():
            ground = child.frameFormat().property(_FRAME_GROUND)
            if isinstance(ground, str) and isinstance(child, QTextTable):
                rect = self._box_of(child)
                if rect.intersects(clip):
                    self._paint_frame(painter, rect.adjusted(0.5, 0.5, -0.5, -0.5), ground)
            self._paint_frames(painter, child, clip)

    def _box_of(self, table: QTextTable) -> QRectF:
        """The table without its margins; Qt gives the place of the first cell's content and the size with margins."""
        rect = self.document().documentLayout().frameBoundingRect(table)
        form = table.format()
        inset = form.cellPadding() + form.cellSpacing() + form.border()
        height = rect.height() - form.topMargin() - form.bottomMargin()
        return QRectF(rect.left() - inset, rect.top() - inset, rect.width(), height)

    def _paint_frame(self, painter: QPainter, rect: QRectF, ground: str) -> None:
        bar = self._bars.get(ground)
        painter.setPen(QPen(self._line, 1) if bar is None else QPen(QColor(0, 0, 0, 0)))
        painter.setBrush(QColor(ground))
        painter.drawRoundedRect(rect, RADIUS, RADIUS)
        if bar is not None:
            painter.save()
            painter.setClipRect(QRectF(rect.left(), rect.top(), BAR, rect.height()))
            painter.setBrush(QColor(bar))
            painter.drawRoundedRect(rect, RADIUS, RADIUS)
            painter.restore()


def _bars_of(colours: Colours) -> dict[str, str]:
    """Ground of a call-out → colour of the bar at its left."""
    return {
        colours.say_soft: colours.say,
        colours.caution_soft: colours.caution,
        colours.danger_soft: colours.danger,
        colours.law_soft: colours.law,
        colours.accent_soft: colours.accent,
    }


def _blank() -> QImage:
    image = QImage(1, 1, QImage.Format.Format_ARGB32)
    image.fill(0)
    return image


_BLANK = _blank()
