"""Composition root of the window: paints its frame first, then makes each long-lived object once and hands it on."""

from __future__ import annotations

import argparse
import gc
import os
import sys
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from threading import Event
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QIcon, QShortcut
from PySide6.QtWidgets import QApplication

from handbook import __version__, paths
from handbook.company_defaults import CompanyDefaults, company_defaults
from handbook.crash import Door
from handbook.desktop.single_instance import SHOW, TOGGLE, SingleInstance
from handbook.errors import HandbookError
from handbook.keys import key_of
from handbook.settings import Settings, read_settings, write_settings
from handbook.ui.theme.fonts import screen_font
from handbook.ui.theme.icons import icon
from handbook.ui.window.fault_teller import FaultTeller, watch_qt
from handbook.ui.window.main_window import MainWindow

if TYPE_CHECKING:  # all this is imported when the window is painted
    from handbook.call.store.store import RowStore
    from handbook.content.library import ContentFolders, OpenedContent
    from handbook.desktop.hot_key import HotKey
    from handbook.search.makeshift import FoundSearch
    from handbook.ui.background import BackgroundWork
    from handbook.ui.search.search_port import ClosableSearcher
    from handbook.ui.window.bare_room import BareRoom

MEANWHILE_MS = 700
"""How long an overlay is waited for before the program's own content is shown."""


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
        self._missing: list[str] = []
        """What could not be furnished, in words for the user."""
        self._has_fallen_back = False
        self._bare: BareRoom | None = None
        """Stands in for the rooms where they cannot be made."""
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

        Whatever fails goes to `sys.excepthook`, is named in the window and leaves the rest usable.
        """
        from handbook.ui.background import BackgroundWork

        self._work = BackgroundWork(self)
        self._work.progressed.connect(self.window.search.show_progress)
        self._work.finished.connect(self._on_prepared)
        self._work.failed.connect(self._on_failed)
        self._attempt("内容", self._open_content)
        if not self._attempt("通话台", self._open_rooms):
            self._open_bare_room()
        if self._content is not None:
            self._show_content(self._content)
        if self._bare is None:
            self._attempt("上次没结束的通话", self.window.rooms.calls.restore)
        self._attempt("中文按钮", complete_qt)
        self._tell_missing()
        gc.freeze()  # what stands now lives as long as the program
        gc.enable()
        self.furnished.emit()

    def _open_content(self) -> None:
        from handbook.content.library import named_folders, open_compiled

        self._folders = self._folders or named_folders(None, None)
        # An overlay may lie on a disk that does not answer: it is read on the other thread.
        self._content = open_compiled(self._folders) if self._folders.site is None else None

    def _open_rooms(self) -> None:
        """Store and rooms; without a store that can be opened, calls are kept in memory."""
        from handbook.assembly import make_workplace, open_store, store_in_memory

        notices: tuple[str, ...] = ()

        def open_kept() -> None:
            nonlocal notices
            self.store, notices = open_store()

        if not self._attempt("通话的存盘(这次的通话关掉就没了)", open_kept):
            self.store = store_in_memory()
        assert self.store is not None  # noqa: S101 (either of the two)
        version = self._content.handbook.version if self._content is not None else ""
        self.window.furnish(make_workplace(self.store, self.window.settings.retention_days, version))
        for words in notices:
            self.window.tell(words)

    def _open_bare_room(self) -> None:
        """What can be read is shown in the plainest way, over everything that was half made."""
        from handbook.ui.window.bare_room import BareRoom

        for shortcut in self.window.findChildren(QShortcut):
            shortcut.setEnabled(False)  # of rooms that nobody sees; they would take keys from this one
        self._bare = BareRoom(
            "通话台没能打开,这里只能查和读。重开一次程序;还不行,请把上面的内容复制给维护人员。"
        )
        self._bare.put_notice(self.window.notice)
        self.window.pages.addWidget(self._bare)
        self.window.pages.setCurrentWidget(self._bare)
        self._bare.setFocus()

    def _show_content(self, content: OpenedContent) -> None:
        if self._bare is not None:
            self._attempt("目录", partial(self._bare.show_handbook, content.handbook))
            return
        self._attempt("内容的一部分", partial(self.window.show_handbook, content.handbook, content.problems))

    def _attempt(self, what: str, act: Callable[[], object]) -> bool:
        """Whether `act` went well; if not, the fault is reported and `what` is missing."""
        try:
            act()
        except HandbookError as error:
            self.window.tell(str(error))
            self._missing.append(what)
            return False
        except Exception as error:  # noqa: BLE001 (whatever it is, the rest of the window is needed)
            sys.excepthook(type(error), error, error.__traceback__)
            self._missing.append(what)
            return False
        return True

    def _tell_missing(self) -> None:
        if self._missing:
            self.window.tell(f"没能打开:{'、'.join(self._missing)}。其余照常可用。")
            self._missing.clear()

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
        self._attempt("搜索", self._prepare)
        self._tell_missing()

    def _prepare(self) -> None:
        """Read the content where no compiled copy holds; then open the index, while the content is browsed."""
        from handbook.assembly import indexing, reading

        if self._work is None or self._folders is None or self._stopping.is_set():
            return
        if self._content is None:
            self._work.start(reading(self._folders, self._stopping.is_set))
            if self._folders.site is not None:
                QTimer.singleShot(MEANWHILE_MS, self._show_shipped)
        elif self._bare is not None:
            return
        else:
            self._work.start(indexing(self._folders, self._content, self._stopping.is_set))

    @Slot()
    def _show_shipped(self) -> None:
        """The overlay keeps us waiting: emergency cards and contents of the program are there meanwhile."""
        from handbook.content.library import open_compiled

        if self._content is None and self._folders is not None and not self._stopping.is_set():
            shipped = open_compiled(replace(self._folders, site=None))
            if shipped is not None:
                self._show_content(shipped)
                self._tell_missing()

    @Slot(object)
    def _on_prepared(self, prepared: OpenedContent | FoundSearch) -> None:
        from handbook.content.library import OpenedContent

        if isinstance(prepared, OpenedContent):
            self._content = prepared
            self._show_content(prepared)
            self._tell_missing()
            self.window.notice.tell(prepared.notice)
            self._prepare()
            return
        self._searcher = prepared.engine
        self.window.search.show_progress(None)
        self.window.rooms.lookup.use_searcher(prepared.engine)
        say = self.window.tell if prepared.is_partial else self.window.notice.mention
        say(prepared.words)

    @Slot(object)
    def _on_failed(self, error: Exception) -> None:
        self.window.search.show_progress(None)
        if self._stopping.is_set():
            return  # cancelled because the window closes
        is_known = isinstance(error, HandbookError)
        if not is_known:
            sys.excepthook(type(error), error, error.__traceback__)
        if self._content is None:
            self._fall_back(str(error) if is_known else "")
        elif is_known:
            self.window.tell(f"搜索暂时不能用:{error} 目录照常可用({key_of('contents')})。")
        else:
            self.window.tell(
                f"搜索暂时不能用,目录照常可用({key_of('contents')})。请运行 handbook doctor 查看原因。"
            )

    def _fall_back(self, reason: str) -> None:
        """The content that was asked for cannot be read: what came with the program takes its place."""
        from handbook.assembly import reading
        from handbook.content.compiled import read_compiled
        from handbook.content.library import COMPILED_NAME, OpenedContent, named_folders
        from handbook.model.handbook import Handbook

        if self._work is None or self._has_fallen_back:
            self._show_content(OpenedContent(Handbook(), (), True))
            self.window.tell(
                f"内容没能打开。{reason}人有危险先打 119、120、110。请重新安装本程序,或找维护人员。"
            )
            return
        self._has_fallen_back = True
        self.window.tell(f"内容没能打开,先用随程序来的一份(没有本单位的改动)。{reason}")
        self._folders = named_folders(None, None)
        compiled = read_compiled(self._folders.bundled / COMPILED_NAME)
        if compiled is not None:
            self._on_prepared(OpenedContent(compiled.handbook, compiled.problems, True))
        else:
            self._work.start(reading(self._folders, self._stopping.is_set))

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
        self._stopping.set()
        if self._work is not None:
            self._attempt("", self._work.wait)
        if self._searcher is not None:
            self._attempt("", self._close_search)
        if self.store is not None:
            self._attempt("", partial(close_store, self.store))

    def _close_search(self) -> None:
        searcher, self._searcher = self._searcher, None
        if self._bare is None:
            self.window.rooms.lookup.use_searcher(None)
        if searcher is not None:
            searcher.close()


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
        from handbook.desktop.hot_key import HotKey
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


def build(args: argparse.Namespace, door: Door | None = None) -> Application:
    """The program with the frame of its window; nothing shown, nothing opened yet.

    Raises:
        UsageError: a content folder that was named does not exist.
    """
    defaults = company_defaults()
    settings = read_settings(paths.settings_file(), defaults.settings, defaults.locked)
    application = Application(settings, defaults, door)
    if args.content is not None or args.site is not None or not paths.shipped_content().is_dir():
        from handbook.content.library import existing_folders, named_folders

        existing_folders(args.content, None)  # an overlay that is away is told in the window
        application.use_folders(named_folders(args.content, args.site))
    return application


def run(args: argparse.Namespace, door: Door | None = None) -> int:
    """Show the window and run until it is closed; the exit code.

    What nobody expected goes to `door`: written into the log of this user, and told in the window.
    """
    os.environ.setdefault("QT_LOGGING_RULES", "qt.qpa.*=false")
    qt = build_qt(sys.argv[:1])
    instance = SingleInstance(paths.user_home())
    if not instance.take() and instance.ask_first(TOGGLE if getattr(args, "toggle", False) else SHOW):
        return 0
    if door is not None:
        door.folder = paths.log_folder()
        door.watch_native()
        watch_qt(door)
    try:
        application = build(args, door)
    except HandbookError:
        instance.release()
        raise
    except Exception as error:  # noqa: BLE001 (without its frame, the plainest window still shows the cards)
        sys.excepthook(type(error), error, error.__traceback__)
        code = _run_bare(qt)
        instance.release()
        return code
    presence = Presence(application, instance)
    application.start()
    code = qt.exec()
    presence.end()
    return code


def _run_bare(qt: QApplication) -> int:
    """A window of Qt's own widgets with what content can be opened, until it is closed; the exit code."""
    from handbook.content.library import named_folders, open_content
    from handbook.model.handbook import Handbook
    from handbook.ui.window.bare_room import BareRoom

    room = BareRoom("窗口没能照常打开,这里只能查和读。出了什么问题已记进日志,请找维护人员。")
    room.setWindowTitle("供热速查")
    room.resize(1000, 700)
    try:
        room.show_handbook(open_content(named_folders(None, None)).handbook)
    except Exception as error:  # noqa: BLE001 (the room says what to do without any content)
        sys.excepthook(type(error), error, error.__traceback__)
        room.show_handbook(Handbook())
    room.show()
    return qt.exec()
