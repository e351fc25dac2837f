"""A document -> its sheets one at a time, as they will come out, with buttons to turn them."""

from PySide6.QtCore import QSize, Qt, Slot
from PySide6.QtGui import QPixmap, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from handbook.export.drawing.preview import render_sheet
from handbook.export.paper.document import Document
from handbook.override import override
from handbook.ui.theme.theme import Theme

_NARROWEST = 120


class PrintPreview(QWidget):
    """Paints the sheet that is shown anew whenever it gets more or less room."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._document: Document | None = None
        self._sheet = 0
        self._picture = QLabel()
        self._count = QLabel()
        self._picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._picture.setObjectName("printPreview")
        self._picture.setAccessibleName("打印预览")
        self._picture.setMinimumSize(theme.px(300), theme.px(420))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._picture, 1)
        layout.addLayout(self._pager())

    @property
    def sheet(self) -> int:
        """The sheet that is shown, from 0."""
        return self._sheet

    def allow_small(self, most: QSize) -> None:
        """Ask for no more than `most`, which a small screen can spare."""
        self._picture.setMinimumSize(self._picture.minimumSize().boundedTo(most))

    def show_document(self, document: Document | None) -> None:
        """Its first sheet; None = nothing."""
        self._document = document
        self._sheet = 0
        self._paint()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._paint()

    def _pager(self) -> QHBoxLayout:
        line = QHBoxLayout()
        for words, step, key in (("上一页", -1, "PgUp"), ("下一页", 1, "PgDown")):
            button = QPushButton(words)
            button.setAutoDefault(False)
            button.setProperty("step", step)
            button.setShortcut(key)
            button.setToolTip(key)
            button.clicked.connect(self._on_turned)
            line.addWidget(button)
            if step < 0:
                line.addWidget(self._count, 1, Qt.AlignmentFlag.AlignCenter)
        return line

    def _paint(self) -> None:
        document = self._document
        if document is None or not document.pages:
            self._picture.clear()
            self._count.clear()
            return
        self._sheet = min(max(self._sheet, 0), len(document.pages) - 1)
        room = self._picture.size()
        width = min(room.width(), round(room.height() * document.width / document.height))
        image = render_sheet(document, self._sheet, max(width, _NARROWEST), device_pixel_ratio=2.0)
        self._picture.setPixmap(QPixmap.fromImage(image))
        self._count.setText(f"第 {self._sheet + 1} / {len(document.pages)} 张")

    @Slot()
    def _on_turned(self) -> None:
        self._sheet += int(self.sender().property("step"))
        self._paint()
