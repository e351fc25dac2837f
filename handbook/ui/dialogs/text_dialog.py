"""A dialog that shows one page of text: the manual, the problems of the content."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QSize, Qt, Slot
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QVBoxLayout, QWidget

from handbook.ui.screen_space import resize_within
from handbook.ui.theme.theme import Theme
from handbook.ui.widgets.rich_text import RichText


class TextDialog(QDialog):
    """Non-modal, deleted when closed."""

    def __init__(
        self,
        title: str,
        page: str | Callable[[Theme], str],
        theme: Theme,
        parent: QWidget | None = None,
        pictures: Callable[[Theme], Mapping[str, QImage]] | None = None,
    ) -> None:
        """`page` is HTML, or what makes it in a theme: then it follows the look of the window; `pictures` by their names in it."""
        super().__init__(parent)
        self.setObjectName("textDialog")
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.view = RichText()
        self.view.setAccessibleName(title)
        self._page = page
        self._pictures = pictures
        self._show_page(theme)
        self.view.link_activated.connect(self._on_link)
        buttons = QDialogButtonBox()
        close = buttons.addButton("关闭", QDialogButtonBox.ButtonRole.RejectRole)
        close.clicked.connect(self.close)
        layout = QVBoxLayout(self)
        layout.addWidget(self.view)
        layout.addWidget(buttons)
        resize_within(self, QSize(theme.px(760), theme.px(640)))

    def apply_theme(self, theme: Theme) -> None:
        """Take the colours and sizes of `theme`, staying at the same place."""
        bar = self.view.verticalScrollBar()
        place = bar.value() / bar.maximum() if bar.maximum() else 0.0
        self._show_page(theme)
        bar.setValue(round(place * bar.maximum()))

    def _show_page(self, theme: Theme) -> None:
        self.view.document().setDocumentMargin(theme.px(16))
        html = self._page if isinstance(self._page, str) else self._page(theme)
        pictures = self._pictures(theme) if self._pictures is not None else {}
        self.view.show_page(html, theme.colours, pictures)

    @Slot(str)
    def _on_link(self, url: str) -> None:
        if url.startswith("#"):
            self.view.scrollToAnchor(url[1:])
