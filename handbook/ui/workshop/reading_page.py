"""The page of an entry as desks will read it, beside its form; the part that is edited stands out."""

from PySide6.QtCore import Qt, QUrl, Signal, Slot
from PySide6.QtGui import QMouseEvent

from handbook.model.entry import Entry
from handbook.model.handbook import Handbook
from handbook.model.knowledge import Knowledge
from handbook.override import override
from handbook.render.entry_page import render_entry
from handbook.render.page import NOW, PageStyle
from handbook.ui.theme.theme import Theme
from handbook.ui.widgets.diagrams import picture
from handbook.ui.widgets.rich_text import RichText

_MARGIN = 28


class ReadingPage(RichText):
    """Keeps its place while one types."""

    words_chosen = Signal(str)
    """The line that was clicked."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("editReading")
        self.setProperty("role", "page")
        self.setAccessibleName("坐席会看到的样子")
        # No link leads anywhere here, so the keyboard does not stop at each of them.
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self._entry_id = ""
        self._barred = ""

    def show_entry(self, entry: Entry, handbook: Handbook, theme: Theme, barred: str = "") -> None:
        """`barred`: the step that stands out, and comes into view where it is another one now."""
        page = render_entry(entry, handbook, PageStyle(theme.colours, theme.scale), barred=barred)
        place = self.verticalScrollBar().value()
        diagram = entry.diagram if isinstance(entry, Knowledge) else ""
        self.document().setDocumentMargin(theme.px(_MARGIN))
        self.show_page(page.html, theme.colours, picture(diagram, handbook.diagrams, theme))
        if entry.id == self._entry_id:
            self.verticalScrollBar().setValue(place)
        if barred and (barred, entry.id) != (self._barred, self._entry_id):
            self.scrollToAnchor(NOW)
        self._entry_id, self._barred = entry.id, barred

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        if not self.textCursor().hasSelection():
            block = self.cursorForPosition(event.position().toPoint()).block()
            self.words_chosen.emit(block.text())

    @Slot(QUrl)
    def _on_anchor_clicked(self, url: QUrl) -> None:
        """Copying and following links is for desks: here a click opens what is edited."""
