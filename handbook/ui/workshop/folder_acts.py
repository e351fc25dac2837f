"""What is done with the company's folder as a whole: a copy a day, a backup, what a backup held, a move to a share."""

from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QFileDialog, QMenu, QPushButton

from handbook.content.writing.backup import copy_to, daily_backup, restore, write_backup
from handbook.errors import HandbookError
from handbook.ui.background import BackgroundWork, Report
from handbook.ui.workshop.work_place import WorkPlace
from handbook.ui.workshop.workshop_window import WorkshopWindow

_ZIP = "备份（*.zip）"


class FolderActs(QObject):
    """Copies off the thread of the window; what fails is told, and the folder is as it was."""

    moved = Signal(object)
    """Path of the folder that is to be read and edited from now on."""
    restored = Signal()
    """The folder, empty until now, holds what a backup held."""

    def __init__(self, window: WorkshopWindow, place: WorkPlace, today: Callable[[], date]) -> None:
        super().__init__(window)
        self._window = window
        self._place = place
        self._today = today
        self._then: Callable[[object], None] = _nothing
        """What follows on the work that runs."""
        self._work = BackgroundWork(self)
        self._work.finished.connect(self._on_finished)
        self._work.failed.connect(self._on_failed)

    def keep_daily(self) -> None:
        """The copy of today, where there is none yet."""
        if self._place.backups is not None and not self._work.is_busy:
            self._run(partial(daily_backup, self._place.site, self._place.backups, self._today()), _nothing)

    @Slot()
    def offer(self) -> None:
        """The menu, beneath the button that was pressed."""
        button = self.sender()
        menu = QMenu(self._window)
        menu.setObjectName("folderMenu")
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction("存一份备份…").triggered.connect(self.ask_backup)
        menu.addAction("从备份恢复…").triggered.connect(self.ask_restore)
        if self._place.is_local:
            menu.addAction("搬到共享文件夹…").triggered.connect(self.ask_move)
        if isinstance(button, QPushButton):
            menu.popup(button.mapToGlobal(button.rect().bottomLeft()))
            menu.setActiveAction(menu.actions()[0])

    @Slot()
    def ask_backup(self) -> None:
        """Where the backup is to be put."""
        name = f"供热速查-本单位-{self._today().isoformat()}.zip"
        dialog = QFileDialog(self._window, "存一份备份", name, _ZIP)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("zip")
        self._open(dialog, self.back_up)

    @Slot()
    def ask_restore(self) -> None:
        """Which backup is to be laid out."""
        dialog = QFileDialog(self._window, "从备份恢复", "", _ZIP)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        self._open(dialog, self.bring_back)

    @Slot()
    def ask_move(self) -> None:
        """Which empty folder of a share is to be the company's."""
        self._open(self._folder_dialog("选共享上的一个空文件夹"), self.move)

    def back_up(self, name: str) -> None:
        """Write the whole folder into one file."""
        path = Path(name)
        self._run(partial(write_backup, self._place.site, path), partial(self._tell_backup, path))

    def bring_back(self, name: str) -> None:
        """Lay a backup out where the company's folder is; where that holds something, in another one that is asked for."""
        site = self._place.site
        try:
            is_empty = not site.exists() or not any(site.iterdir())
        except OSError:
            is_empty = False
        if is_empty:
            self._run(partial(restore, Path(name), site), self._after_restore)
            return
        dialog = self._folder_dialog("这里已经有内容了：选一个空文件夹来恢复")
        self._open(dialog, partial(self._bring_back_to, name))

    def move(self, name: str) -> None:
        """Copy the folder to a share, and read and edit it there from now on; the old one stays as it is."""
        target = Path(name)
        self._run(partial(copy_to, self._place.site, target), partial(self._after_move, target, "搬过去了"))

    @Slot()
    def end(self) -> None:
        """The window closes: what runs is waited for."""
        self._work.wait()

    # -- internals

    def _folder_dialog(self, title: str) -> QFileDialog:
        dialog = QFileDialog(self._window, title)
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly, True)
        return dialog

    def _open(self, dialog: QFileDialog, then: Callable[[str], None]) -> None:
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(then)
        dialog.open()

    def _bring_back_to(self, name: str, target: str) -> None:
        path = Path(target)
        self._run(partial(restore, Path(name), path), partial(self._after_move, path, "恢复好了"))

    def _run(self, act: Callable[[], object], then: Callable[[object], None]) -> None:
        if self._work.is_busy:
            self._window.mention("上一件还没做完，稍等几秒再按。")
            return
        self._then = then
        self._work.start(partial(_made, act))

    @Slot(object)
    def _on_finished(self, result: object) -> None:
        self._then(result)

    @Slot(object)
    def _on_failed(self, error: Exception) -> None:
        if not isinstance(error, HandbookError):
            raise error
        self._window.tell(f"{error}。")

    def _tell_backup(self, path: Path, count: object) -> None:
        self._window.mention(f"备份好了：{count} 个文件，在 {path}。换电脑时在这里选“从备份恢复”。")

    def _after_restore(self, count: object) -> None:
        self._window.mention(f"恢复好了：{count} 个文件。")
        self.restored.emit()

    def _after_move(self, target: Path, done: str, count: object) -> None:
        self._window.mention(f"{done}：{count} 个文件。从现在起读写 {target}，原来的文件夹没有动。")
        self.moved.emit(target)


def _nothing(_result: object) -> None:
    pass


def _made(act: Callable[[], object], _report: Report) -> object:
    return act()
