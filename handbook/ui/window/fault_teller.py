"""What reaches the crash door -> a plain sentence in the window, and the report on the clipboard."""

import re

from PySide6.QtCore import QMessageLogContext, QObject, Qt, QtMsgType, Signal, Slot, qInstallMessageHandler

from handbook.crash import Door, Fault
from handbook.ui.widgets.clipboard import put_on_clipboard
from handbook.ui.widgets.notice_bar import NoticeBar

TOLD = "出了点问题,已记下。刚才那一步可能没有做成,请看一眼;查、读、办、应急照常可用。"
TOLD_UNKEPT = (
    "出了点问题,但日志写不进磁盘:请现在就复制给维护人员。刚才那一步可能没有做成;查、读、办、应急照常可用。"
)
LAST_RUN = "上次程序没有正常结束,已记下。通话记录照常接上;再出现请复制给维护人员。"
_WORTH_NOTING = (QtMsgType.QtWarningMsg, QtMsgType.QtCriticalMsg, QtMsgType.QtFatalMsg)
_FOREIGN = re.compile(r"""["'“‘「].*?["'”’」]|[^\x20-\x7e]+|\d{4,}""")
"""What a message of Qt may quote from the window: texts, and numbers that could be a caller's."""


class FaultTeller(QObject):
    """Lives as long as the window; tells each kind of fault once, on the window's own thread."""

    _arrived = Signal()

    def __init__(self, door: Door, notice: NoticeBar, parent: QObject) -> None:
        super().__init__(parent)
        self._door = door
        self._notice = notice
        # Queued: a fault in painting must not change the window while it is painted.
        self._arrived.connect(self._on_arrived, Qt.ConnectionType.QueuedConnection)
        notice.copy_wanted.connect(self._on_copy_wanted)
        door.listen(self._on_fault)
        if door.take_untold():
            notice.tell_with_report(LAST_RUN)

    def end(self) -> None:
        """The window goes: what comes from now on is told at the next start."""
        self._door.listen(None)

    def _on_fault(self, _fault: Fault) -> None:
        self._arrived.emit()

    @Slot()
    def _on_arrived(self) -> None:
        self._notice.tell_with_report(TOLD if self._door.is_kept else TOLD_UNKEPT)

    @Slot()
    def _on_copy_wanted(self) -> None:
        put_on_clipboard(self._door.for_maintainer())
        self._notice.confirm_copied()


def watch_qt(door: Door) -> None:
    """Write the warnings of Qt into the log of `door`, without what they may quote."""

    def note(kind: QtMsgType, context: QMessageLogContext, words: str) -> None:
        if kind in _WORTH_NOTING:
            category = str(getattr(context, "category", "") or "")
            door.report_text(f"{kind.name} {category}: {_FOREIGN.sub('…', words)}")

    qInstallMessageHandler(note)
