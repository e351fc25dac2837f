"""Files of laws from the disk to the shelf: chosen or let fall, read one after the other, decided, taken in."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QFileDialog

from handbook.content.law_folder import SameDay
from handbook.errors import HandbookError
from handbook.keys import key_of
from handbook.ui.workshop.import_page import ImportPage
from handbook.ui.workshop.laws_page import LawsPage
from handbook.ui.workshop.reading_queue import ReadingQueue
from handbook.ui.workshop.workshop_window import WorkshopWindow
from handbook.upkeep.law_desk import Accepted, LawDesk
from handbook.upkeep.law_rows import Decided, ReadLaw

FILES = "法规文件 (*.docx *.pdf *.html *.htm *.md *.txt);;所有文件 (*)"


class TakingIn(QObject):
    """No page turns under the hands of somebody who works on another one; a file that was left can be gone on with."""

    accepted = Signal(object)
    """`Accepted`: a text stands on the shelf."""
    same_day = Signal(object, str)
    """`Compared` of what stands there on that day and the file, and the name of the file; nothing was taken in."""
    refused = Signal()
    """The shelf did not take it: it may be another one than is shown."""

    def __init__(
        self,
        window: WorkshopWindow,
        laws: LawsPage,
        importing: ImportPage,
        queue: ReadingQueue,
        desk: Callable[[], LawDesk],
        named: Callable[[Callable[[], object]], None],
    ) -> None:
        super().__init__(window)
        self._window = window
        self._laws = laws
        self._importing = importing
        self._queue = queue
        self._desk = desk
        self._named = named
        self._is_deciding = False
        """A file was read and is neither taken in nor given up."""
        laws.import_wanted.connect(self._on_import)
        laws.resume_wanted.connect(self._on_resume)
        laws.files_dropped.connect(self.take_files)
        importing.accepted.connect(self._on_accepted)
        importing.other_file_wanted.connect(self._on_import)
        importing.given_up.connect(self._on_given_up)
        queue.read.connect(self._on_read)
        queue.refused.connect(self._on_refused)
        queue.stopped.connect(window.mention)

    @Slot(object)
    def take_files(self, paths: Sequence[Path]) -> None:
        """Read them one after the other; while one is being decided, they wait."""
        self._queue.add(paths)
        if self._is_deciding:
            self._window.mention(f"{len(paths)} 个文件等着：先把《{self._open_title()}》收下或放下。")
        else:
            self._queue.go_on()

    @Slot()
    def _on_import(self) -> None:
        dialog = QFileDialog(self._window, "导入法规", "", FILES)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.filesSelected.connect(self._on_names)
        dialog.open()

    @Slot(list)
    def _on_names(self, names: list[str]) -> None:
        if self._window.page is self._importing:  # 换文件
            self._is_deciding = False
        self.take_files([Path(name) for name in names])

    @Slot(object)
    def _on_read(self, law: object) -> None:
        if not isinstance(law, ReadLaw):
            return
        self._is_deciding = True
        self._importing.show_law(law)
        self._show_open()
        for remark in law.remarks:
            self._window.mention(remark)
        if self._window.page in (self._laws, self._importing):
            self._window.turn_to(self._importing)
        else:
            self._window.mention(f"{law.file_name} 读好了：到“法规”按“接着收”。")

    @Slot(str)
    def _on_refused(self, words: str) -> None:
        self._window.tell(words)
        if self._window.page is self._importing and self._importing.law is not None:
            self._is_deciding = True  # another file was wanted and is none: the one before is still there
        else:
            self._queue.go_on()

    @Slot()
    def _on_resume(self) -> None:
        if self._importing.law is not None:
            self._is_deciding = True
            self._window.turn_to(self._importing)

    @Slot()
    def _on_given_up(self) -> None:
        self._is_deciding = False
        self._window.turn_to(self._laws)
        self._window.mention(f"《{self._open_title()}》没有收，原件没动；要收按“接着收”。")
        self._queue.go_on()

    def _open_title(self) -> str:
        law = self._importing.law
        return (law.draft.title or law.file_name) if law is not None else ""

    def _show_open(self) -> None:
        self._laws.show_open(self._open_title())

    @Slot(object)
    def _on_accepted(self, decided: Decided) -> None:
        self._named(partial(self._accept, decided))

    def _accept(self, decided: Decided) -> None:
        try:
            accepted: Accepted = self._desk().accept(decided)
        except SameDay as error:
            self._window.tell(f"{error}。这里先比给您看；比完到“法规”按“接着收”。")
            self.refused.emit()
            self.same_day.emit(self._desk().compared_with(error.there, decided), decided.law.file_name)
            return
        except HandbookError as error:
            self._window.tell(str(error))
            self.refused.emit()
            return
        self._is_deciding = False
        self._importing.forget()
        self._show_open()
        text = accepted.text
        kept = f"已收下《{text.title}》{text.effective.isoformat()} 起的一版，{len(text.articles)} 条"
        self._window.mention(f"{kept}。原件也存了；要撤回到“法规”按 {key_of('take_back')}。")
        self.accepted.emit(accepted)
        self._queue.go_on()
