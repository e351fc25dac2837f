"""The call desk in a window of its own: the real panel, controllers and emergency view over a store that a test picks."""

from collections.abc import Sequence

from PySide6.QtWidgets import QApplication, QHBoxLayout, QStackedWidget, QWidget

from handbook.call.desk import CallDesk
from handbook.call.state.activation_guard import ActivationGuard
from handbook.call.state.call import Call
from handbook.call.state.run import Run
from handbook.call.store.store import RowStore
from handbook.call.store.store_errors import StoreFull
from handbook.call.store.tables import Change
from handbook.call.store.volatile_store import VolatileStore
from handbook.model.handbook import Handbook
from handbook.ui.call.call_controller import CallController
from handbook.ui.call.call_panel import CallPanel
from handbook.ui.call.emergency_controller import EmergencyController
from handbook.ui.call.emergency_view import EmergencyView
from handbook.ui.call.notice_controller import NoticeController
from handbook.ui.theme.fonts import screen_family
from handbook.ui.theme.stylesheet import stylesheet
from handbook.ui.theme.theme import Theme, theme_of
from tests.unit.call.fake_clock import FakeClock

FULL = "磁盘已满,这一步没有存上。"


class FillingStore(VolatileStore):
    """Refuses to write while `is_full`."""

    def __init__(self) -> None:
        super().__init__()
        self.is_full = False

    def write(self, changes: Sequence[Change]) -> None:
        if self.is_full:
            raise StoreFull(FULL)
        super().write(changes)


class DeskWindow(QWidget):
    """Panel at the right, an empty page beside it, the emergency view over both."""

    def __init__(
        self, handbook: Handbook, *, scale: float = 1.0, width: int = 388, store: RowStore | None = None
    ) -> None:
        super().__init__()
        self.clock = FakeClock()
        self.store = FillingStore()
        self.desk = CallDesk(store or self.store, self.clock)
        self.panel = CallPanel()
        self.emergency_view = EmergencyView()
        for view in (self.panel.run_view, self.emergency_view.run_view):
            view.guard = ActivationGuard(self.clock)
        self.pages = QStackedWidget()
        self.pages.addWidget(self.panel)
        self.pages.addWidget(self.emergency_view)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.pages)
        self.calls = CallController(self.desk, self.panel, self)
        self.announced = NoticeController(self.calls, self.panel)
        self.announced.answered.connect(self.panel.say)
        self.emergency = EmergencyController(self.emergency_view, self.pages, self.calls, self)
        self.notices: list[str] = []
        self.calls.notice_raised.connect(self.notices.append)
        self.use_theme(theme_of(is_dark=False, scale=scale))
        self.calls.show_handbook(handbook)
        self.announced.show_handbook(handbook)
        self.emergency.show_handbook(handbook)
        self.panel.set_compact(width < 380 * scale)
        self.emergency_view.set_compact(width < 900 * scale)
        self.resize(width, 860)
        self.show()
        self.activateWindow()
        settle()

    def use_theme(self, theme: Theme) -> None:
        self.setStyleSheet(stylesheet(theme, screen_family()))
        self.panel.apply_theme(theme)
        self.emergency_view.apply_theme(theme)

    @property
    def call(self) -> Call:
        assert self.desk.active is not None
        return self.desk.active

    @property
    def run(self) -> Run:
        return self.call.run(self.call.shown_run)

    def open(self, entry_id: str) -> Run:
        """Pin a list; the keyboard stands on it."""
        self.calls.pin(entry_id)
        self.panel.take_focus()
        settle()
        return self.run


def settle() -> None:
    """Let the layout and what was posted come to rest."""
    for _ in range(3):
        QApplication.processEvents()
