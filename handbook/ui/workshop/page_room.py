"""The pages of the workshop, one at a time; where the window is lower than a page can be read in, the page scrolls whole."""

from collections.abc import Iterator

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QScrollArea, QSizePolicy, QStackedWidget, QWidget

from handbook.override import override
from handbook.ui.theme.theme import Theme
from handbook.ui.workshop.workshop_page import WorkshopPage

_LEAST = 380
"""Height of a page at 100 %: with large letters its head alone may take three rows."""


class PageRoom(QScrollArea):
    """Whatever takes the keyboard is scrolled to."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("workshopRoom")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._theme = Theme()
        self._stack = QStackedWidget()
        self._held = _Held(self._stack)
        self.setWidget(self._held)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._on_focus)

    @property
    def page(self) -> WorkshopPage | None:
        """The page that is up."""
        page = self._stack.currentWidget()
        return page if isinstance(page, WorkshopPage) else None

    def pages(self) -> Iterator[WorkshopPage]:
        """All of them."""
        found = (self._stack.widget(number) for number in range(self._stack.count()))
        return (page for page in found if isinstance(page, WorkshopPage))

    def add(self, page: WorkshopPage) -> None:
        """One more."""
        self._stack.addWidget(page)

    def bring(self, page: WorkshopPage) -> None:
        """Let a page be seen; how much room is needed is a matter of that page alone."""
        self._stack.setCurrentWidget(page)
        policy = QSizePolicy.Policy
        for one in self.pages():
            kind = policy.Preferred if one is page else policy.Ignored
            one.setSizePolicy(kind, kind)

    def apply_theme(self, theme: Theme) -> None:
        """Take the colours and sizes of `theme`."""
        self._theme = theme
        for page in self.pages():
            page.apply_theme(theme)
        self._held.setMinimumHeight(theme.px(_LEAST))
        self._share()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share()

    def _share(self) -> None:
        for page in self.pages():
            page.use_room(self.viewport().height())

    @Slot(QWidget, QWidget)
    def _on_focus(self, _before: QWidget | None, now: QWidget | None) -> None:
        if now is not None and self._stack.isAncestorOf(now) and self.verticalScrollBar().maximum():
            self.ensureWidgetVisible(now, 0, self._theme.px(8))


class _Held(QWidget):
    """Gives its one child all it has. No layout: a scroll area would take the height that long lists wish for as needed."""

    def __init__(self, child: QWidget) -> None:
        super().__init__()
        self._child = child
        child.setParent(self)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        self._child.setGeometry(self.rect())
