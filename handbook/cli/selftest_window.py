"""The way the window is opened goes in; it is shown, searched in, printed from and closed, and what worked comes out."""

import argparse
import os
import threading
import time
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QObject, QPluginLoader, Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QAbstractItemView, QApplication, QWidget

from handbook.cli.selftest_pdf import extractable
from handbook.errors import HandbookError
from handbook.export.drawing.fonts import PaperFont
from handbook.export.paper.document import PrintJob, make_document
from handbook.export.pdf.pdf_file import pdf_bytes
from handbook.model.entry import Entry
from handbook.model.handbook import Handbook
from handbook.ui.search.search_field import SearchField
from handbook.ui.window.main_window import MainWindow

_STEP_MS = 100
_LIMIT_S = 60.0


def try_window(
    args: argparse.Namespace,
    open_window: Callable[[argparse.Namespace], int],
    handbook: Handbook,
    entry: Entry,
) -> Iterator[str]:
    """Sentences on what works. Raises HandbookError for what does not."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    visitor = _Visitor(handbook, entry)
    threading.Thread(target=visitor.wait_for_application, daemon=True).start()
    code = open_window(args)
    if visitor.failure:
        raise HandbookError(visitor.failure)
    if code or not visitor.is_done:
        raise HandbookError(f"窗口自己关掉了,退出码 {code}")
    yield from visitor.findings


class _Visitor(QObject):
    """Acts in the window as a user would; steps run in the main thread, between Qt's own events."""

    application_made = Signal()

    def __init__(self, handbook: Handbook, entry: Entry) -> None:
        super().__init__()
        self.application_made.connect(self._step, Qt.ConnectionType.QueuedConnection)
        self.findings: list[str] = []
        self.failure = ""
        self.is_done = False
        self._handbook = handbook
        self._entry = entry
        self._has_typed = False
        self._began = time.monotonic()

    def wait_for_application(self) -> None:
        """Hand the first step to the main thread as soon as there is an application; runs in a thread of its own."""
        while time.monotonic() - self._began < _LIMIT_S:
            time.sleep(_STEP_MS / 1000)
            if QCoreApplication.instance() is not None:
                self.application_made.emit()
                return

    @Slot()
    def _step(self) -> None:
        try:
            self.is_done = self._go_on()
        except (HandbookError, OSError, ImportError, ValueError, RuntimeError) as error:
            self.failure = str(error)
        if not self.is_done and not self.failure and time.monotonic() - self._began > _LIMIT_S:
            self.failure = f"{_LIMIT_S:.0f} 秒内没有在窗口里搜到“{self._entry.title}”"
        if self.is_done or self.failure:
            self._close()
        else:
            QTimer.singleShot(_STEP_MS, self._step)

    def _go_on(self) -> bool:
        """Whether everything was seen."""
        shown = (w for w in QApplication.topLevelWidgets() if w.isVisible() and isinstance(w, MainWindow))
        window = next(shown, None)
        field = window.findChild(SearchField) if window is not None else None
        if window is None or field is None:
            return False
        if not self._has_typed:
            self._has_typed = True
            field.setText(self._entry.title)
            return False
        if not _lists(window, self._entry.title):
            return False
        self.findings.append(
            f"窗口 {window.width()}×{window.height()},颜色 {_colours(window)} 种,搜得到“{self._entry.title}”"
        )
        self.findings.append(
            f"设置 保留 {window.settings.retention_days} 天,全局热键 {window.settings.hot_key or '无'}"
        )
        self.findings.append(_export(self._handbook, self._entry))
        self.findings.append(_plugins())
        return True

    def _close(self) -> None:
        QApplication.closeAllWindows()
        QApplication.quit()


def _lists(window: QWidget, title: str) -> bool:
    """Whether a list in the window holds a row with `title`."""
    for view in window.findChildren(QAbstractItemView):
        model = view.model()
        if view.isVisible() and model is not None:
            rows = (model.index(row, 0).data() for row in range(min(model.rowCount(), 50)))
            if any(title in str(text) for text in rows):
                return True
    return False


def _colours(window: QWidget) -> int:
    """How many colours a coarse grid over the painted window meets. Raises HandbookError where nothing is painted."""
    image = window.grab().toImage()
    points = ((x, y) for x in range(0, image.width(), 3) for y in range(0, image.height(), 3))
    count = len({image.pixel(x, y) for x, y in points})
    if count < 8:
        raise HandbookError("窗口是空白的")
    return count


def _export(handbook: Handbook, entry: Entry) -> str:
    job = PrintJob(items=(entry,), handbook=handbook, printed=datetime.now().astimezone())
    content = pdf_bytes(make_document(job, PaperFont()))
    lost = sorted({c for c in entry.title if "一" <= c <= "\u9fff"} - extractable(content))
    if lost:
        raise HandbookError(f"PDF 里取不出这些字:{''.join(lost)}")
    return f"PDF {len(content) // 1024} KB,汉字可以取出"


def _plugins() -> str:
    """Load every Qt plug-in that travels with the program. Raises HandbookError where one does not load."""
    loaded = []
    folder = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.PluginsPath))
    for path in sorted([*folder.glob("platforminputcontexts/*"), *folder.glob("imageformats/*svg*")]):
        if "virtualkeyboard" in path.name:  # lies in the wheel without the library it needs; never shipped
            continue
        loader = QPluginLoader(str(path))
        if not loader.load():
            raise HandbookError(f"插件载入失败:{path.name}:{loader.errorString()}")
        loaded.append(
            path.stem.removeprefix("lib").removesuffix("plugin").removesuffix("platforminputcontext")
        )
    return f"插件 {'、'.join(loaded) or '无'}"
