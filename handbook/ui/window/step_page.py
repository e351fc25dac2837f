"""What helps the step that a list stands at, or the whole card with that step barred; links come up as signals."""

from collections.abc import Collection, Mapping

from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget

from handbook.document.step_help import step_help
from handbook.model.checklist import Checklist
from handbook.model.entry import Entry
from handbook.model.handbook import Handbook
from handbook.render.entry_page import render_entry
from handbook.render.page import NOW, PageStyle, RenderedPage
from handbook.render.step_help import render_step_help
from handbook.ui.reader.reader_view import ReaderView
from handbook.ui.theme.theme import Theme
from handbook.ui.widgets.diagrams import picture


class StepPage(ReaderView):
    """A page beside the list; it is written anew only where it would read otherwise."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("stepPage")
        self.setAccessibleName("帮这一步")
        self._now: object = None
        """What the page was written from."""
        self._pictures: dict[tuple[str, Theme], Mapping[str, QImage]] = {}

    def show_help(
        self, checklist: Checklist, step_id: str, applicable: Collection[str], handbook: Handbook
    ) -> None:
        """Show what helps the step, from its top."""
        now = (
            "help",
            checklist.digest,
            step_id,
            frozenset(applicable),
            handbook.revision,
            handbook.is_demo,
            self._theme,
        )
        if now == self._now:
            return
        self._now = now
        found = step_help(checklist, step_id, applicable, handbook)
        name = found.picture.name if found.picture is not None else ""
        self._assumed, self._entry_id = handbook.assumed, ""
        self._show(render_step_help(found, handbook, self._style), self._drawn(name, handbook))
        self.go_to(0.0)

    def show_card(self, entry: Entry, step_id: str, handbook: Handbook) -> None:
        """Show the whole card, scrolled to the step."""
        now = ("card", entry.id, step_id, handbook.revision, handbook.is_demo, self._theme)
        if now == self._now:
            return
        self._now = now
        self._assumed, self._entry_id = handbook.assumed, entry.id
        self._show(render_entry(entry, handbook, self._style, barred=step_id), {})
        self.scrollToAnchor(NOW)
        bar = self.verticalScrollBar()
        bar.setValue(bar.value() - self.viewport().height() // 4)  # what comes before it is seen as well

    @property
    def _style(self) -> PageStyle:
        return PageStyle(self._theme.colours, self._theme.scale)

    def _show(self, page: RenderedPage, pictures: Mapping[str, QImage]) -> None:
        self._copies = page.copies
        self.show_page(page.html, self._theme.colours, pictures)

    def _drawn(self, name: str, handbook: Handbook) -> Mapping[str, QImage]:
        """A drawing is drawn once: it stands beside many steps of the same list."""
        key = (f"{handbook.revision}/{name}", self._theme)
        if name and key not in self._pictures:
            self._pictures = {key: picture(name, handbook.diagrams, self._theme)}
        return self._pictures[key] if name else {}
