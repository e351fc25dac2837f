"""Keeps this person's note on the entry that is being edited, and looks each minute who else is at work on it.

A share may take its time or be gone: all of it is done off the thread of the window, and given up after some seconds.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from handbook.content.person import Person
from handbook.content.writing.at_work import RENEW_S, AtWork, NotesUnreachable, Other
from handbook.model.typesetting import full_width
from handbook.patience import within
from handbook.ui.background import BackgroundWork, Report
from handbook.ui.workshop.edit_page import EditPage

_PATIENCE_S = 8.0
_CLOSING_MS = 2000
_NO_ANSWER = (
    "本单位文件夹没有回应，看不到有没有同事也在改；您打的字都在这个窗口里，没有丢。请检查网络盘接上没有。"
)


@dataclass(frozen=True, slots=True)
class Looked:
    """What one look showed."""

    file: str
    others: tuple[Other, ...] = ()
    silent: tuple[Other, ...] = ()
    """Those in whose place this person goes on."""


class NoteKeeper(QObject):
    """Follows one file at a time."""

    others_seen = Signal(object)
    """`tuple[Other, ...]`: all who are at work on the file now, the first first."""
    taken_over = Signal(object)
    """`tuple[Other, ...]`: they stood still, and this person goes on in their place."""
    told = Signal(str)
    """The folder does not answer: said once, until it answers again."""
    found_again = Signal()
    """It answers again: what could not be saved may be saved now."""

    def __init__(self, at_work: AtWork, person: Callable[[], Person], parent: QObject) -> None:
        super().__init__(parent)
        self._at_work = at_work
        self._person = person
        self._file = ""
        self._is_lost = False
        self._work = BackgroundWork(self)
        self._work.finished.connect(self._on_looked)
        self._work.failed.connect(self._on_failed)
        self._minute = QTimer(self)
        self._minute.setInterval(round(RENEW_S * 1000))
        self._minute.timeout.connect(self.look)

    def watch(self, page: EditPage) -> None:
        """Follow what is edited there, and tell it there."""
        page.worked_on.connect(self.follow)
        self.others_seen.connect(page.show_others)
        self.taken_over.connect(page.show_silent)
        self.told.connect(page.told)
        self.found_again.connect(page.save)

    @property
    def file(self) -> str:
        """What this person's note is on; empty for nothing."""
        return self._file

    @property
    def is_busy(self) -> bool:
        """Whether a look is under way."""
        return self._work.is_busy

    @Slot(str)
    def follow(self, file: str) -> None:
        """This person works on `file` now, and on what he worked on before no more; empty for nothing."""
        if file == self._file:
            return
        former, self._file = self._file, file
        self.others_seen.emit(())
        if file:
            self._minute.start()
        else:
            self._minute.stop()
        self._start(former)

    @Slot()
    def look(self) -> None:
        """Renew the note, and see who else is there; also done by itself each minute."""
        if self._file and not self._work.is_busy:
            self._start("")

    @Slot()
    def end(self) -> None:
        """The window closes: the note goes, if the folder answers soon."""
        self.follow("")
        self._work.wait(_CLOSING_MS)

    def _start(self, former: str) -> None:
        look = partial(_looked, self._at_work, self._person(), former, self._file)
        self._work.start(partial(_patiently, look))

    @Slot(object)
    def _on_looked(self, looked: Looked) -> None:
        if self._is_lost:
            self._is_lost = False
            self.found_again.emit()
        if looked.file != self._file:
            return
        if looked.silent:
            self.taken_over.emit(looked.silent)
        self.others_seen.emit(looked.others)

    @Slot(object)
    def _on_failed(self, error: Exception) -> None:
        if not isinstance(error, NotesUnreachable | TimeoutError):
            raise error
        if not self._is_lost:
            self._is_lost = True
            self.told.emit(full_width(str(error) or _NO_ANSWER))


def _patiently(look: Callable[[], Looked], _report: Report) -> Looked:
    return within(_PATIENCE_S, look)


def _looked(at_work: AtWork, person: Person, former: str, file: str) -> Looked:
    if former:
        at_work.leave(former)
    at_work.work_as(person)
    if not file:
        return Looked("")
    others = at_work.renew(file)
    silent = at_work.take_over(file) if any(other.is_silent for other in others) else ()
    return Looked(file, tuple(other for other in others if not other.is_silent), silent)
