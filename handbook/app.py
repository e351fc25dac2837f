"""Composition root of the window: paints its frame first, then makes each long-lived object once and hands it on."""

from __future__ import annotations

import argparse
import gc
import os
import sys
from threading import Event
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from handbook import __version__, paths
from handbook.company_defaults import CompanyDefaults, company_defaults
from handbook.errors import HandbookError
from handbook.settings import Settings, read_settings, write_settings
from handbook.ui.main_window import MainWindow
from handbook.ui.single_instance import SHOW, TOGGLE, SingleInstance
from handbook.ui.theme.fonts import screen_font
from handbook.ui.theme.icons import icon

if TYPE_CHECKING:  # all this is imported when the window is painted
    from handbook.call.store import RowStore
    from handbook.content.library import ContentFolders, OpenedContent
    from handbook.ui.background import BackgroundWork
    from handbook.ui.hot_key import HotKey
    from handbook.ui.search_port import ClosableSearcher


class Application(QObject):
    """The running program: window, content, index and store."""

    furnished = Signal()
    """Everything but the index is there."""

    def __init__(self, settings: Settings, defaults: CompanyDefaults | None = None) -> None:
        super().__init__()
        self._defaults = defaults or CompanyDefaults()
        self.window = MainWindow(settings)
        self.store: RowStore | None = None
        self._folders: ContentFolders | None = None
        self._content: OpenedContent | None = None
        self._work: BackgroundWork | None = None
        self._searcher: ClosableSearcher | None = None
        self._stopping = Event()
        self.window.painted_first.connect(self._on_painted, Qt.ConnectionType.QueuedConnection)
        self.window.settings_changed.connect(self._on_settings)
        self.window.closing.connect(self._on_closing)
        for words in self._defaults.notices:
            self.window.tell(words)

    @property
    def is_furnished(self) -> bool:
        """Whether everything but the index is there."""
        return self._work is not None

    @property
    def is_searchable(self) -> bool:
        """Whether the index is open."""
        return self._searcher is not None

    def use_folders(self, folders: ContentFolders) -> None:
        """Read the content in `folders` when the rooms are furnished."""
        self._folders = folders

    def furnish(self) -> None:
        """Open store and content and put the rooms into the window; calls that were open come back.

        Raises:
            UsageError: a content folder that was named does not exist.
        """
        from handbook.assembly import make_workplace, open_store
        from handbook.content.library import named_folders, open_compiled
        from handbook.ui.background import BackgroundWork

        self._folders = self._folders or named_folders(None, None)
        self._content = content = open_compiled(self._folders)
        self.store, notices = open_store()
        days = self.window.settings.retention_days
        version = content.handbook.version if content is not None else ""
        self.window.furnish(make_workplace(self.store, days, version))
        self._work = BackgroundWork(self)
        self._work.progressed.connect(self._on_progress)
        self._work.finished.connect(self._on_prepared)
        self._work.failed.connect(self._on_failed)
        if content is not None:
            self.window.show_handbook(content.handbook, content.problems)
        self.window.rooms.calls.restore()
        for words in notices:
            self.window.tell(words)
        complete_qt()
        gc.freeze()  # what stands now lives as long as the program
        gc.enable()
        self.furnished.emit()

    def start(self) -> None:
        """Show the window; rooms and index come after it was painted."""
        self.window.show()
        self.window.take_focus()

    def close(self) -> None:
        """Close the window and wait for what is under way."""
        self.window.close()

    @Slot()
    def _on_painted(self) -> None:
        if self._stopping.is_set():
            return
        if not self.is_furnished:
            self.furnish()
        self._prepare()

    def _prepare(self) -> None:
        """Read the content where no compiled copy holds; then open the index, while the content is browsed."""
        from handbook.assembly import indexing, reading

        if self._work is None or self._folders is None or self._stopping.is_set():
            return
        if self._content is None:
            self._work.start(reading(self._folders))
        else:
            self._work.start(indexing(self._folders, self._content, self._stopping.is_set))

    @Slot(float, str)
    def _on_progress(self, fraction: float, words: str) -> None:
        self.window.search.show_progress(fraction, words)

    @Slot(object)
    def _on_prepared(self, prepared: OpenedContent | ClosableSearcher) -> None:
        from handbook.content.library import OpenedContent

        if isinstance(prepared, OpenedContent):
            self._content = prepared
            self.window.show_handbook(prepared.handbook, prepared.problems)
            self._prepare()
            return
        self._searcher = prepared
        self.window.search.show_progress(None)
        self.window.rooms.lookup.use_searcher(prepared)

    @Slot(object)
    def _on_failed(self, error: Exception) -> None:
        self.window.search.show_progress(None)
        if self._stopping.is_set():
            return  # cancelled because the window closes
        if isinstance(error, HandbookError):
            self.window.tell(f"搜索暂时不能用:{error} 目录照常可用(Ctrl+B)。")
        else:
            self.window.tell("搜索暂时不能用,目录照常可用(Ctrl+B)。请运行 handbook doctor 查看原因。")
            sys.excepthook(type(error), error, error.__traceback__)

    @Slot(object)
    def _on_settings(self, settings: Settings) -> None:
        try:
            write_settings(paths.settings_file(), settings, self._defaults.settings)
        except HandbookError as error:
            self.window.tell(str(error))

    @Slot()
    def _on_closing(self) -> None:
        from handbook.assembly import close_store

        self._stopping.set()
        if self._work is not None:
            self._work.wait()
        if self._searcher is not None:
            self.window.rooms.lookup.use_searcher(None)
            self._searcher.close()
            self._searcher = None
        if self.store is not None:
            close_store(self.store)


class Presence(QObject):
    """How others reach the window: a second start, the global hot key."""

    def __init__(self, application: Application, instance: SingleInstance) -> None:
        super().__init__(application)
        self._application = application
        self._instance = instance
        self._hot_key: HotKey | None = None
        application.furnished.connect(self._on_furnished)

    def end(self) -> None:
        """Let go of the key and of the user's lock."""
        if self._hot_key is not None:
            self._hot_key.release()
        self._instance.release()

    @Slot()
    def _on_furnished(self) -> None:
        from handbook.ui.hot_key import HotKey
        from handbook.ui.summons import Summons

        window = self._application.window
        self._instance.listen()
        self._hot_key = HotKey()
        Summons(window, self._instance, self._hot_key)
        if self._hot_key.is_possible and (refusal := self._hot_key.take(window.settings.hot_key)):
            window.tell(refusal)


def build_qt(argv: list[str]) -> QApplication:
    """The Qt application, set up for speed and for Chinese."""
    os.environ.setdefault("QT_QPA_UPDATE_IDLE_TIME", "1")  # what was typed is painted at once, not 5 ms later
    app = QApplication([*argv, "-style", "fusion"])  # setStyle() would hand a QStyle back: 10 ms of enums
    app.setApplicationName("供热速查")
    app.setApplicationVersion(__version__)
    app.setFont(screen_font())
    # Looking icons up in the desktop's theme costs 100 ms on X11; the program draws its own.
    QIcon.setThemeName("none")
    QIcon.setFallbackThemeName("none")
    return app


def complete_qt() -> None:
    """What the first painted window does without: its icon in the task bar, Qt's own words in Chinese."""
    from PySide6.QtCore import QLibraryInfo, QTranslator

    app = QApplication.instance()
    if not isinstance(app, QApplication) or not app.windowIcon().isNull():
        return
    app.setWindowIcon(icon("app", "#0f6b8f", 64))
    translator = QTranslator(app)
    if translator.load("qtbase_zh_CN", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        app.installTranslator(translator)


def build(args: argparse.Namespace) -> Application:
    """The program with the frame of its window; nothing shown, nothing opened yet.

    Raises:
        UsageError: a content folder that was named does not exist.
    """
    defaults = company_defaults()
    settings = read_settings(paths.settings_file(), defaults.settings, defaults.locked)
    application = Application(settings, defaults)
    if args.content is not None or args.site is not None or not paths.shipped_content().is_dir():
        from handbook.content.library import existing_folders

        application.use_folders(existing_folders(args.content, args.site))
    return application


def run(args: argparse.Namespace) -> int:
    """Show the window and run until it is closed; the exit code."""
    os.environ.setdefault("QT_LOGGING_RULES", "qt.qpa.*=false")
    qt = build_qt(sys.argv[:1])
    instance = SingleInstance(paths.user_home())
    if not instance.take() and instance.ask_first(TOGGLE if getattr(args, "toggle", False) else SHOW):
        return 0
    application = build(args)
    presence = Presence(application, instance)
    application.start()
    code = qt.exec()
    presence.end()
    return code
