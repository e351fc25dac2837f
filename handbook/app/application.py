"""The running program: paints the frame of its window first, then makes each long-lived object once and hands it on."""

from __future__ import annotations

import gc
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QShortcut

from handbook import paths
from handbook.app.attempts import Attempts
from handbook.app.qt_application import complete_qt
from handbook.company_defaults import CompanyDefaults
from handbook.crash import Door
from handbook.errors import HandbookError
from handbook.settings import Settings, write_settings
from handbook.ui.window.fault_teller import FaultTeller
from handbook.ui.window.main_window import MainWindow

if TYPE_CHECKING:  # all this is imported when the window is painted
    from handbook.app.preparation import Preparation
    from handbook.call.store.store import RowStore
    from handbook.content.library import ContentFolders, OpenedContent
    from handbook.search.makeshift import FoundSearch
    from handbook.ui.search.search_port import ClosableSearcher
    from handbook.ui.window.fallback_page import FallbackPage


class Application(QObject):
    """The running program: window, content, index and store."""

    furnished = Signal()
    """Everything but the index is there."""

    def __init__(
        self, settings: Settings, defaults: CompanyDefaults | None = None, door: Door | None = None
    ) -> None:
        super().__init__()
        self._defaults = defaults or CompanyDefaults()
        self.window = MainWindow(settings)
        self._teller = FaultTeller(door, self.window.notice, self) if door is not None else None
        self._attempts = Attempts(self.window.tell)
        self._bare: FallbackPage | None = None
        """Stands in for the panels where they cannot be made."""
        self.store: RowStore | None = None
        self._folders: ContentFolders | None = None
        self.preparation: Preparation | None = None
        """Content and index; None until the window is furnished."""
        self._is_furnished = False
        self._searcher: ClosableSearcher | None = None
        self._is_closing = False
        self.window.painted_first.connect(self._on_painted, Qt.ConnectionType.QueuedConnection)
        self.window.settings_changed.connect(self._on_settings)
        self.window.closing.connect(self._on_closing)
        for words in self._defaults.notices:
            self.window.tell(words)

    @property
    def is_furnished(self) -> bool:
        """Whether everything but the index is there."""
        return self._is_furnished

    @property
    def is_searchable(self) -> bool:
        """Whether the index is open."""
        return self._searcher is not None

    def use_folders(self, folders: ContentFolders) -> None:
        """Read the content in `folders` when the panels are made."""
        self._folders = folders

    def furnish(self) -> None:
        """Open store and content and put the panels into the window; calls that were open come back.

        Whatever fails goes to `sys.excepthook`, is named in the window and leaves the rest usable.
        """
        self._is_furnished = True
        attempt = self._attempts.make
        attempt("内容", self._open_content)
        content = self.preparation.content if self.preparation is not None else None
        if not attempt("通话台", partial(self._open_panels, content)):
            self._open_fallback_page()
        if content is not None:
            self._show_content(content)
        if self._bare is None:
            attempt("上次没结束的通话", self.window.panels.calls.restore)
        attempt("中文按钮", complete_qt)
        self._attempts.tell_missing()
        gc.freeze()  # what stands now lives as long as the program
        gc.enable()
        self.furnished.emit()

    def _open_content(self) -> None:
        from handbook.app.preparation import Preparation

        preparation = self.preparation = Preparation(self._folders, self)
        preparation.progressed.connect(self.window.search.show_progress)
        preparation.progress_ended.connect(self.window.search.end_progress)
        preparation.content_opened.connect(self._on_content)
        preparation.shipped_opened.connect(self._on_content)
        preparation.search_found.connect(self._on_search)
        preparation.notice_raised.connect(self.window.tell)
        preparation.open_compiled()

    def _open_panels(self, content: OpenedContent | None) -> None:
        """Store and panels; without a store that can be opened, calls are kept in memory."""
        from handbook.assembly import make_services, open_store, store_in_memory

        notices: tuple[str, ...] = ()

        def open_kept() -> None:
            nonlocal notices
            self.store, notices = open_store()

        if not self._attempts.make("通话的存盘(这次的通话关掉就没了)", open_kept):
            self.store = store_in_memory()
        assert self.store is not None  # noqa: S101 (either of the two)
        version = content.handbook.version if content is not None else ""
        self.window.furnish(make_services(self.store, self.window.settings.retention_days, version))
        for words in notices:
            self.window.tell(words)

    def _open_fallback_page(self) -> None:
        """What can be read is shown in the plainest way, over everything that was half made."""
        from handbook.ui.window.fallback_page import FallbackPage

        if self.preparation is not None:
            self.preparation.do_without_search()
        for shortcut in self.window.findChildren(QShortcut):
            shortcut.setEnabled(False)  # of panels that nobody sees; they would take keys from this one
        self._bare = FallbackPage(
            "通话台没能打开,这里只能查和读。重开一次程序;还不行,请把上面的内容复制给维护人员。"
        )
        self._bare.put_notice(self.window.notice)
        self.window.pages.addWidget(self._bare)
        self.window.pages.setCurrentWidget(self._bare)
        self._bare.setFocus()

    def _show_content(self, content: OpenedContent) -> None:
        if self._bare is not None:
            self._attempts.make("目录", partial(self._bare.show_handbook, content.handbook))
            return
        self._attempts.make(
            "内容的一部分", partial(self.window.show_handbook, content.handbook, content.problems)
        )

    def start(self) -> None:
        """Show the window; panels and index come after it was painted."""
        self.window.show()
        self.window.take_focus()

    def close(self) -> None:
        """Close the window and wait for what is under way."""
        self.window.close()

    @Slot()
    def _on_painted(self) -> None:
        if self._is_closing:
            return
        if not self.is_furnished:
            self.furnish()
        if self.preparation is not None:
            self._attempts.make("搜索", self.preparation.go_on)
        self._attempts.tell_missing()

    @Slot(object)
    def _on_content(self, content: OpenedContent) -> None:
        self._show_content(content)
        self._attempts.tell_missing()

    @Slot(object)
    def _on_search(self, found: FoundSearch) -> None:
        self._searcher = found.engine
        self.window.panels.reading.use_searcher(found.engine)
        say = self.window.tell if found.is_partial else self.window.notice.mention
        say(found.words)

    @Slot(object)
    def _on_settings(self, settings: Settings) -> None:
        try:
            write_settings(paths.settings_file(), settings, self._defaults.settings)
        except HandbookError as error:
            self.window.tell(str(error))

    @Slot()
    def _on_closing(self) -> None:
        """Each part is closed whatever became of the others."""
        from handbook.assembly import close_store

        if self._teller is not None:
            self._teller.end()
        self._is_closing = True
        if self.preparation is not None:
            self.preparation.stop()
            self._attempts.make("", self.preparation.wait)
        if self._searcher is not None:
            self._attempts.make("", self._close_search)
        if self.store is not None:
            self._attempts.make("", partial(close_store, self.store))

    def _close_search(self) -> None:
        searcher, self._searcher = self._searcher, None
        if self._bare is None:
            self.window.panels.reading.use_searcher(None)
        if searcher is not None:
            searcher.close()
