"""Whether the content that the window shows is still what lies on the disk: looked at off the main thread, read whole, checked
and indexed aside before anybody hears of it.

A share may hang for ever: one thread at most waits for it, and nothing else.
"""

import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from threading import Event
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QGuiApplication

from handbook.app.aside import prepare_aside
from handbook.assembly import LawTexts, finding_laws, indexing
from handbook.content import library
from handbook.content.folder_walk import is_bare
from handbook.content.library import ContentFolders, OpenedContent, folders_stamp
from handbook.content.site_changes import QUIET_S, Settling, differing, new_faults
from handbook.errors import HandbookError
from handbook.model.problem import Problem
from handbook.patience import within
from handbook.ui.background import BackgroundWork, Report

if TYPE_CHECKING:
    from handbook.content.author_reading import AuthorReading
    from handbook.search.laws.law_search import LawSearch
    from handbook.search.makeshift import FoundSearch

LOOK_MS = 60_000
"""Between two looks at a desk; also how long ago the last one was when a window that comes to the front looks by itself."""
AUTHOR_LOOK_MS = 200
"""Between two looks of an author, who sees what is saved within a second."""

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Prepared:
    """A newer content, whole: what is needed to show it and to search it."""

    content: OpenedContent
    count: int
    """Entries and site values that read otherwise; 0 where nobody sees a difference."""
    found: "FoundSearch | None" = None
    """None for an author, who does not wait for the index."""
    laws: "LawSearch | None" = None
    is_awaited: bool = False
    """Whether it was published at this desk, or a new day began: nobody is asked."""

    def let_go(self) -> None:
        """It will not be shown."""
        if self.found is not None:
            self.found.engine.close()


@dataclass(frozen=True, slots=True)
class _Unchanged:
    """The folder is what was seen before, or does not answer."""


@dataclass(frozen=True, slots=True)
class _Moving:
    """Something is being written."""


@dataclass(frozen=True, slots=True)
class _Faulty:
    stamp: str
    problems: tuple[Problem, ...]
    """All of the content that is not taken."""
    faults: tuple[Problem, ...]
    """Those for which it is not taken."""


@dataclass(frozen=True, slots=True)
class _Refused:
    stamp: str
    error: Exception


_Outcome = _Unchanged | _Moving | _Faulty | _Refused | Prepared


class _Patience:
    """Asks a folder that may hang; while it does, it is not asked again, so that no threads pile up."""

    def __init__(self, is_stopped: Callable[[], bool]) -> None:
        self._is_stopped = is_stopped
        self._is_hanging = False

    def ask(self, seconds: float, work: Callable[[], T]) -> T:
        """The result of `work`.

        Raises:
            TimeoutError: no answer after `seconds`, or none yet to what was asked before.
        """
        if self._is_hanging:
            raise TimeoutError
        self._is_hanging = True
        return within(seconds, partial(self._answered, work), self._is_stopped)

    def _answered(self, work: Callable[[], T]) -> T:
        try:
            return work()
        finally:
            self._is_hanging = False


@dataclass(frozen=True, slots=True)
class _Round:
    """One look, on the other thread; what it needs of the watch is handed to it, so that nothing is shared but `settling`."""

    number: int
    """Of the content that is shown: what was looked at for an earlier one is dropped."""
    folders: ContentFolders
    shown: OpenedContent
    known: str
    """Stamp of what was found last."""
    settling: Settling
    patience: _Patience
    law_texts: LawTexts
    is_stopped: Callable[[], bool]
    clock: Callable[[], float]
    is_forced: bool
    author: "AuthorReading | None"
    """What reads for an author."""

    def __call__(self, report: Report) -> tuple[int, _Outcome]:
        return self.number, self._outcome(report)

    def _outcome(self, report: Report) -> _Outcome:
        try:
            stamp = self._stamp()
            if not self.is_forced:
                if stamp == self.known:
                    return _Unchanged()
                if not self.settling.is_settled(stamp, self.clock()):
                    return _Moving()
            if not self.patience.ask(library.PATIENCE, partial(_is_there, self.folders)):
                return _Unchanged()
            return self._prepared(stamp, report)
        except (
            TimeoutError,
            OSError,
        ):  # away; it comes back or it does not, and the content is there meanwhile
            return _Unchanged()

    def _prepared(self, stamp: str, report: Report) -> _Outcome:
        try:
            if self.author is not None:
                report(0.0, "")
            elif not self.is_forced:  # whoever publishes here waits for it
                prepare_aside(self.folders, self.is_stopped)
                if self._stamp() != stamp:
                    return _Moving()
            content, findings = self.patience.ask(library.READING_PATIENCE, self._read)
            if self._stamp() != stamp:
                return _Moving()
            is_author = self.author is not None
            faults = new_faults(self.shown.problems, content.problems, is_whole=is_author)
            problems = (*content.problems, *findings)
            if faults:
                return _Faulty(stamp, problems, faults)
            prepared = Prepared(
                replace(content, problems=problems, stamp=stamp),
                differing(self.shown.handbook, content.handbook),
                is_awaited=self.is_forced,
            )
            return prepared if is_author else self._searchable(prepared, report)
        except (TimeoutError, OSError):
            raise
        except Exception as error:  # noqa: BLE001 (told once by the watch; the content that is shown stays)
            return _Refused(stamp, error)

    def _read(self) -> tuple[OpenedContent, tuple[Problem, ...]]:
        """The content, and what the rules say of what an author writes."""
        if self.author is None:
            return library.open_content(self.folders), ()
        read = self.author.read(self.folders)
        return read.opened, read.findings

    def _searchable(self, prepared: Prepared, report: Report) -> _Outcome:
        """With its index, made aside, and with the texts of laws; all of one state of the folder."""
        found = indexing(self.folders, prepared.content, self.is_stopped)(report)
        whole = replace(prepared, found=found)
        texts = partial(self.patience.ask, library.READING_PATIENCE, self.law_texts)
        try:
            laws = finding_laws(texts, found, self.is_stopped)(report).search
            is_still = self._stamp() == prepared.content.stamp
        except BaseException:
            whole.let_go()
            raise
        if not is_still:
            whole.let_go()
            return _Moving()
        return replace(whole, laws=laws)

    def _stamp(self) -> str:
        return self.patience.ask(library.PATIENCE, partial(folders_stamp, self.folders))


def _is_there(folders: ContentFolders) -> bool:
    """Whether the overlay has files: a share that is away, or a mount point without it, has none."""
    site = folders.site
    return folders.root.is_dir() and (site is None or not is_bare(site))


class ContentWatch(QObject):
    """Looks every minute, and prepares what is newer; what becomes of that, others decide."""

    prepared = Signal(object)
    """Prepared: newer content, whole and without new faults."""
    withdrawn = Signal()
    """What was prepared holds no more: the folder has moved on."""
    faulted = Signal(object, object)
    """Sequences of Problem: those for which newer content is not taken, and all that it has."""
    refused = Signal(str)
    """Newer content cannot be prepared for a reason that is not in it: why."""
    looked = Signal()
    """A look found nothing new."""
    began = Signal()
    """What an author saved is being read."""
    ended = Signal()
    """A look is over, whatever it found."""

    def __init__(
        self,
        law_texts: Callable[[ContentFolders], LawTexts],
        parent: QObject,
        *,
        author: "AuthorReading | None" = None,
    ) -> None:
        """`law_texts` gives the reader of the official texts in the folders that it is given; `author` reads for one."""
        super().__init__(parent)
        self._law_texts = law_texts
        self._author = author
        self.clock: Callable[[], float] = time.monotonic
        self._folders: ContentFolders | None = None
        self._shown: OpenedContent | None = None
        self._known = ""
        self._number = 0
        self._is_forced = False
        """Whether a look is due that reads whatever it finds."""
        self._waiting: Prepared | None = None
        self._looked_at = self.clock()
        self._stopping = Event()
        self._patience = _Patience(self._stopping.is_set)
        self.settling = Settling(0.0 if self.is_author else QUIET_S)
        self._work = BackgroundWork(self)
        if self.is_author:
            self._work.progressed.connect(self.began)
        self._work.finished.connect(self._on_finished)
        self._work.failed.connect(self._on_failed)
        self._timer = QTimer(self)
        self._timer.setInterval(AUTHOR_LOOK_MS if self.is_author else LOOK_MS)
        self._timer.timeout.connect(self.look)
        self._again = QTimer(self)
        """While something is being written, the next look comes as soon as it may be done."""
        self._again.setSingleShot(True)
        self._again.timeout.connect(self.look)
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            application.applicationStateChanged.connect(self._on_state)

    @property
    def is_author(self) -> bool:
        """Whether the disk is followed, not asked once a minute."""
        return self._author is not None

    @property
    def shown(self) -> OpenedContent | None:
        """What newer content is compared with; None while that changes."""
        return self._shown

    @property
    def is_busy(self) -> bool:
        """Whether a look is under way."""
        return self._work.is_busy

    def use(self, folders: ContentFolders, content: OpenedContent) -> None:
        """`content` is shown and searched now; look in `folders` for what is newer."""
        self._number += 1
        is_first = self._author is not None and not self._author.is_warm
        # An author's first look reads whatever it finds: after it, only what is saved has to be parsed.
        self._folders, self._shown, self._known = folders, content, "" if is_first else content.stamp
        self._waiting = None
        if self._is_followed:
            self._timer.start()
        if self._is_forced:
            self.look()

    def turn_to(self, folders: ContentFolders) -> None:
        """Look in `folders` from now on, and at once, for what is newer than what is shown."""
        self._number += 1
        self._folders, self._known = folders, ""
        self._withdraw()
        if self._is_followed:
            self._timer.start()
        self.look_at_once()

    def follow(self, folders: ContentFolders) -> None:
        """Look in `folders` from now on; what is newer there is offered, not put in the place of what is shown."""
        self._number += 1
        self._folders, self._known = folders, ""
        self._withdraw()
        self._timer.start()
        self.look()

    def rest(self) -> None:
        """Something else is about to be shown: look no more until it is, and forget what was prepared."""
        self._number += 1
        self._shown = None
        self._timer.stop()
        self._drop()

    def close(self) -> None:
        """Look no more; what is under way is waited for, but for a folder that hangs."""
        self._stopping.set()
        self._timer.stop()
        self._again.stop()
        self._work.wait()
        self._drop()

    @Slot()
    def look(self) -> None:
        """Look once, unless a look is under way."""
        if self._shown is None or self._folders is None or self._work.is_busy or self._stopping.is_set():
            return
        if not self._is_followed and not self._is_forced:
            return
        self._looked_at = self.clock()
        self._work.start(
            _Round(
                number=self._number,
                folders=self._folders,
                shown=self._shown,
                known=self._known,
                settling=self.settling,
                patience=self._patience,
                law_texts=self._law_texts(self._folders),
                is_stopped=self._stopping.is_set,
                clock=self.clock,
                is_forced=self._is_forced,
                author=self._author,
            )
        )
        self._is_forced = False

    @Slot()
    def look_at_once(self) -> None:
        """The folder was changed from here, or the law by the day: read it whatever the look finds."""
        self._is_forced = True
        self.look()

    @property
    def _is_followed(self) -> bool:
        """Whether anybody but this program writes what is read."""
        return self._folders is not None and (
            self._folders.site is not None
            or self._folders.is_pack
            or (self.is_author and not self._folders.is_inside_program)
        )

    def _drop(self) -> None:
        waiting, self._waiting = self._waiting, None
        if waiting is not None:
            waiting.let_go()

    @Slot(object)
    def _on_finished(self, found: tuple[int, _Outcome]) -> None:
        number, outcome = found
        if number != self._number or self._stopping.is_set():
            if isinstance(outcome, Prepared):
                outcome.let_go()
        else:
            self._take(outcome)
        self.ended.emit()
        if self._is_forced:  # asked for while this look was under way
            self.look()

    def _take(self, outcome: _Outcome) -> None:
        match outcome:
            case Prepared():
                is_awaited = outcome.is_awaited or (self._waiting is not None and self._waiting.is_awaited)
                self._drop()
                self._waiting = replace(outcome, is_awaited=is_awaited)
                self._known = outcome.content.stamp
                self.prepared.emit(self._waiting)
            case _Moving():
                self._known = ""
                self._withdraw()
                if not self.is_author:  # who looks again at once anyway
                    self._again.start(round(max(self.settling.quiet, 1.0) * 1000))
            case _Faulty():
                self._known = outcome.stamp
                self._withdraw()
                self.faulted.emit(outcome.faults, outcome.problems)
            case _Refused():
                self._known = outcome.stamp
                self._withdraw()
                self._tell(outcome.error)
            case _:
                self.looked.emit()

    def _withdraw(self) -> None:
        if self._waiting is not None:
            self._drop()
            self.withdrawn.emit()

    def _tell(self, error: Exception) -> None:
        if isinstance(error, HandbookError):
            self.refused.emit(str(error))
        else:
            sys.excepthook(type(error), error, error.__traceback__)

    @Slot(object)
    def _on_failed(self, error: Exception) -> None:
        if not self._stopping.is_set():
            self._tell(error)

    @Slot(Qt.ApplicationState)
    def _on_state(self, state: Qt.ApplicationState) -> None:
        is_due = self.clock() - self._looked_at > LOOK_MS / 1000
        if state is Qt.ApplicationState.ApplicationActive and is_due:
            self.look()
