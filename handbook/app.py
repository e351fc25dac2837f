"""Composition root of the window: makes each long-lived object once and hands it on; build() apart from run()."""

import argparse
import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from threading import Event

from PySide6.QtCore import QLibraryInfo, QObject, Qt, QTranslator, Slot
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from handbook import __version__, paths
from handbook.call.bookmarks import Bookmarks
from handbook.call.clock import SystemClock
from handbook.call.desk import CallDesk
from handbook.call.feedback import Feedback
from handbook.call.history import CallHistory
from handbook.call.store import RowStore, Store
from handbook.call.store_errors import StoreError
from handbook.call.volatile_store import NOTICE, VolatileStore
from handbook.content.library import ContentFolders, OpenedContent, named_folders, open_compiled, read_anew
from handbook.errors import HandbookError
from handbook.settings import Settings, read_settings, write_settings
from handbook.ui.background import BackgroundWork, Report
from handbook.ui.hot_key import HotKey
from handbook.ui.main_window import MainWindow
from handbook.ui.search_port import ClosableSearcher
from handbook.ui.single_instance import SHOW, TOGGLE, SingleInstance
from handbook.ui.summons import Summons
from handbook.ui.theme.fonts import screen_font
from handbook.ui.theme.icons import icon
from handbook.ui.workplace import Workplace


@dataclass(frozen=True, slots=True)
class _Prepared:
    """What was made ready off the main thread."""

    content: OpenedContent
    engine: ClosableSearcher


class Application(QObject):
    """The running program: window, content, index and store."""

    def __init__(self, folders: ContentFolders, store: RowStore, settings: Settings) -> None:
        super().__init__()
        self.folders = folders
        self.store = store
        self._content = open_compiled(folders)
        self.window = MainWindow(settings, _workplace(store, settings, self._content))
        self._work = BackgroundWork(self)
        self._stopping = Event()
        self._searcher: ClosableSearcher | None = None
        self._work.progressed.connect(self._on_progress)
        self._work.finished.connect(self._on_prepared)
        self._work.failed.connect(self._on_failed)
        self.window.painted_first.connect(self._on_painted, Qt.ConnectionType.QueuedConnection)
        self.window.settings_changed.connect(self._on_settings)
        self.window.closing.connect(self._on_closing)
        if self._content is not None:
            self.window.show_handbook(self._content.handbook, self._content.problems)
        self.window.calls.restore()

    @property
    def is_searchable(self) -> bool:
        """Whether the index is open."""
        return self._searcher is not None

    def start(self) -> None:
        """Show the window; the index is opened after it was painted."""
        self.window.show()
        self.window.take_focus()

    def close(self) -> None:
        """Close the window and wait for what is under way."""
        self.window.close()

    @Slot()
    def _on_painted(self) -> None:
        self._work.start(partial(_prepare, self.folders, self._content, self._stopping.is_set))

    @Slot(float, str)
    def _on_progress(self, fraction: float, words: str) -> None:
        self.window.search.show_progress(fraction, words)

    @Slot(object)
    def _on_prepared(self, prepared: object) -> None:
        if not isinstance(prepared, _Prepared):
            raise TypeError(type(prepared).__name__)  # signal payloads are not checked by Qt
        if self._content is not prepared.content:
            self._content = prepared.content
            self.window.show_handbook(prepared.content.handbook, prepared.content.problems)
        self._searcher = prepared.engine
        self.window.search.show_progress(None)
        self.window.lookup.use_searcher(prepared.engine)

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
            write_settings(paths.settings_file(), settings)
        except HandbookError as error:
            self.window.tell(str(error))

    @Slot()
    def _on_closing(self) -> None:
        self._stopping.set()
        self._work.wait()
        if self._searcher is not None:
            self.window.lookup.use_searcher(None)
            self._searcher.close()
            self._searcher = None
        if isinstance(self.store, Store):
            self.store.close()


def _workplace(store: RowStore, settings: Settings, content: OpenedContent | None) -> Workplace:
    clock = SystemClock()
    return Workplace(
        Bookmarks(store),
        CallDesk(store, clock, retention_days=settings.retention_days),
        CallHistory(store),
        Feedback(store, clock, version=content.handbook.version if content is not None else ""),
    )


def _prepare(
    folders: ContentFolders, content: OpenedContent | None, is_stopped: Callable[[], bool], report: Report
) -> _Prepared:
    """Content and an open search engine; runs off the main thread."""
    from handbook.search.locate import ensure_index  # Whoosh and NumPy cost as much as the window

    if content is None:
        report(0.0, "正在读取内容…")
        content = read_anew(folders)
    bundled = folders.bundled / "index"
    engine, _, _ = ensure_index(
        content.handbook, [bundled], paths.user_indexes(), progress=report, cancelled=is_stopped
    )
    return _Prepared(content, engine)


def open_store() -> tuple[RowStore, tuple[str, ...]]:
    """The user's store, or one in memory where the disk refuses, and what the user must be told."""
    try:
        store = Store.open(paths.call_store(), SystemClock())
    except StoreError as error:
        return VolatileStore(), (f"{error}{NOTICE}",)
    return store, tuple(notice.message for notice in store.notices)


def build_qt(argv: list[str]) -> QApplication:
    """The Qt application, set up for speed and for Chinese."""
    app = QApplication(argv)
    app.setApplicationName("供热速查")
    app.setApplicationVersion(__version__)
    app.setStyle("Fusion")
    app.setFont(screen_font())
    # Looking icons up in the desktop's theme costs 100 ms on X11; the program draws its own.
    QIcon.setThemeName("none")
    QIcon.setFallbackThemeName("none")
    app.setWindowIcon(icon("app", "#0f6b8f", 64))
    translator = QTranslator(app)
    if translator.load("qtbase_zh_CN", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        app.installTranslator(translator)
    return app


def build(args: argparse.Namespace) -> Application:
    """Everything made and connected; nothing shown."""
    store, notices = open_store()
    application = Application(
        named_folders(args.content, args.site), store, read_settings(paths.settings_file())
    )
    for words in notices:
        application.window.tell(words)
    return application


def run(args: argparse.Namespace) -> int:
    """Show the window and run until it is closed; the exit code."""
    os.environ.setdefault("QT_LOGGING_RULES", "qt.qpa.*=false")
    qt = build_qt(sys.argv[:1])
    instance = SingleInstance(paths.user_home())
    if not instance.take() and instance.ask_first(TOGGLE if getattr(args, "toggle", False) else SHOW):
        return 0
    application = build(args)
    hot_key = HotKey()
    Summons(application.window, instance, hot_key)
    if hot_key.is_possible and (refusal := hot_key.take(application.window.settings.hot_key)):
        application.window.tell(refusal)
    application.start()
    code = qt.exec()
    hot_key.release()
    instance.release()
    return code
