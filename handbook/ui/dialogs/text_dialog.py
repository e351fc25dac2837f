"""A dialog that shows one page of text: the manual, the problems of the content."""

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QVBoxLayout, QWidget

from handbook.ui.theme.theme import Theme
from handbook.ui.widgets.rich_text import RichText


class TextDialog(QDialog):
    """Non-modal, deleted when closed."""

    def __init__(self, title: str, html: str, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("textDialog")
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.view = RichText()
        self.view.setAccessibleName(title)
        self.view.document().setDocumentMargin(theme.px(16))
        self.view.show_page(html, theme.colours, {})
        self.view.link_activated.connect(self._on_link)
        buttons = QDialogButtonBox()
        close = buttons.addButton("关闭", QDialogButtonBox.ButtonRole.RejectRole)
        close.clicked.connect(self.close)
        layout = QVBoxLayout(self)
        layout.addWidget(self.view)
        layout.addWidget(buttons)
        self.resize(theme.px(760), theme.px(640))

    @Slot(str)
    def _on_link(self, url: str) -> None:
        if url.startswith("#"):
            self.view.scrollToAnchor(url[1:])
