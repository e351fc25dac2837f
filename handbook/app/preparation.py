"""Content and index, made ready off the main thread while the window is used already."""

import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from handbook.assembly import FoundLaws, LawTexts, finding_laws, indexing, reading
from handbook.content.compiled import read_compiled
from handbook.content.library import (
    ContentFolders,
    OpenedContent,
    law_texts,
    named_folders,
    open_compiled,
)
from handbook.document.words import FULL_TEXT
from handbook.errors import HandbookError
from handbook.keys import key_of
from handbook.model.handbook import Handbook
from handbook.ui.background import BackgroundWork, Report

if TYPE_CHECKING:
    from handbook.search.makeshift import FoundSearch

MEANWHILE_MS = 700
"""How long an overlay is waited for before the program's own content is shown."""


class Preparation(QObject):
    """One after the other: the content, where no compiled copy holds, then the index of it."""

    progressed = Signal(float, str)
    """Fraction 0.0–1.0 and words."""
    progress_ended = Signal()
    content_opened = Signal(object)
    """OpenedContent: this is read from now on."""
    shipped_opened = Signal(object)
    """OpenedContent of the program alone: shown while the overlay keeps everybody waiting."""
    search_found = Signal(object)
    """FoundSearch."""
    laws_found = Signal(object)
    """LawSearch, or None where there are no texts of laws."""
    notice_raised = Signal(str)

    def __init__(
        self, folders: ContentFolders | None, parent: QObject, given_texts: LawTexts | None = None
    ) -> None:
        """`given_texts` gives the official texts of laws; None = those in the folders that are read."""
        super().__init__(parent)
        self._law_texts = given_texts
        self.is_at_laws = False
        """Whether the texts of laws are being read: they come after the index."""
        self.content: OpenedContent | None = None
        """What is read; None until it is opened."""
        self._folders = folders
        self._has_fallen_back = False
        self._is_searched = True
        self._stopping = Event()
        self._outdated = Event()
        """Set when newer content makes the index that is being made useless."""
        self._is_index_due = False
        """Whether what is shown waits for its index, which is made behind it."""
        self._is_quiet = False
        """Whether nobody is told how far it is."""
        self._work = BackgroundWork(self)
        self._work.progressed.connect(self._on_progress)
        self._work.finished.connect(self._on_finished)
        self._work.failed.connect(self._on_failed)

    @property
    def site(self) -> Path | None:
        """The overlay that is read; None where there is none, or where it was given up for what came with the program."""
        return self._folders.site if self._folders is not None else None

    def open_compiled(self) -> None:
        """Open the content at once where a compiled copy holds; an overlay may lie on a disk that does not answer."""
        self._folders = self._folders or named_folders(None, None)
        self.content = open_compiled(self._folders) if self._folders.site is None else None

    def read_from(self, folders: ContentFolders) -> None:
        """Read the content of `folders` from now on; the one that is open is used until then."""
        self._folders = folders
        self._has_fallen_back = self._is_quiet = self._is_index_due = False
        self.open_compiled()
        if self.content is None:
            self._work.start(reading(folders, self._stopping.is_set))
        else:
            self.content_opened.emit(self.content)
            self.go_on()

    def take(self, folders: ContentFolders, content: OpenedContent) -> None:
        """`content` of `folders` is shown from now on; it was prepared elsewhere."""
        self._folders, self.content = folders, content
        self._has_fallen_back = False

    def index_behind(self) -> None:
        """Index what is shown while it is read already; an index of what was shown before is made no further."""
        self._outdated.set()
        self._outdated = Event()
        self._is_quiet = self._is_index_due = True
        if self._folders is not None and self.content is not None and self._is_searched:
            is_stopped = partial(_any_is_set, self._stopping, self._outdated)
            work = indexing(self._folders, self.content, is_stopped)
            self._work.start(partial(_unless, self._outdated, work))

    @Slot()
    def hold_index(self) -> None:
        """What an author saved is read first: an index that is made behind what is shown waits."""
        if self._is_index_due:
            self._outdated.set()

    @Slot()
    def resume_index(self) -> None:
        """It was read: where it is not shown, the index that was held is made after all."""
        if self._is_index_due and self._outdated.is_set():
            self.index_behind()

    def do_without_search(self) -> None:
        """Nobody is there to search: no index is opened."""
        self._is_searched = False

    def go_on(self) -> None:
        """Read the content where no compiled copy holds; then open the index, while the content is browsed."""
        if self._folders is None or self._stopping.is_set():
            return
        if self.content is None:
            self._work.start(reading(self._folders, self._stopping.is_set))
            if self._folders.site is not None:
                QTimer.singleShot(MEANWHILE_MS, self._show_shipped)
        elif self._is_searched:
            self._work.start(indexing(self._folders, self.content, self._stopping.is_set))

    def stop(self) -> None:
        """Ask what is under way to end."""
        self._stopping.set()

    def wait(self, milliseconds: int = 10_000) -> bool:
        """Wait for what is under way to end; whether it did."""
        return self._work.wait(milliseconds)

    @Slot()
    def _show_shipped(self) -> None:
        """The overlay keeps us waiting: emergency cards and contents of the program are there meanwhile."""
        if self.content is None and self._folders is not None and not self._stopping.is_set():
            shipped = open_compiled(replace(self._folders, site=None))
            if shipped is not None:
                self.shipped_opened.emit(shipped)

    @Slot(object)
    def _on_finished(self, prepared: "OpenedContent | FoundSearch | FoundLaws | _Behind") -> None:
        if isinstance(prepared, _Behind):
            found = prepared.found
            if found is not None and prepared.outdated.is_set():
                found.engine.close()  # of what is shown no more
            elif found is not None:
                self._on_finished(found)
        elif isinstance(prepared, OpenedContent):
            self._open(prepared)
        elif isinstance(prepared, FoundLaws):
            self.is_at_laws = False
            self.laws_found.emit(prepared.search)
        else:
            self._is_index_due = False
            self.progress_ended.emit()
            self.search_found.emit(prepared)
            self._go_on_with_laws(prepared)

    @Slot(float, str)
    def _on_progress(self, fraction: float, words: str) -> None:
        if not self._is_quiet:
            self.progressed.emit(fraction, words)

    def _go_on_with_laws(self, found: "FoundSearch") -> None:
        """The texts of laws come last: whoever waits, waits for the entries."""
        if not self._stopping.is_set():
            folders = self._folders or named_folders(None, None)
            if self.content is not None and self.content.notice:
                folders = replace(folders, site=None)  # it is away: nobody waits for it once more
            texts = self._law_texts or partial(law_texts, folders)
            self.is_at_laws = True
            self._work.start(finding_laws(texts, found, self._stopping.is_set))

    def _open(self, content: OpenedContent) -> None:
        self.content = content
        self.content_opened.emit(content)
        self.notice_raised.emit(content.notice)
        self.go_on()

    @Slot(object)
    def _on_failed(self, error: Exception) -> None:
        self.progress_ended.emit()
        if self._stopping.is_set():
            return  # cancelled because the window closes
        is_known = isinstance(error, HandbookError)
        if not is_known:
            sys.excepthook(type(error), error, error.__traceback__)
        if self.is_at_laws:
            self.is_at_laws = False
            because = str(error) if is_known else ""
            self.notice_raised.emit(f"{FULL_TEXT}暂时不能搜索,其余照常。{because}")
        elif self.content is None:
            self._fall_back(str(error) if is_known else "")
        elif is_known:
            self.notice_raised.emit(f"搜索暂时不能用:{error} 目录照常可用({key_of('contents')})。")
        else:
            self.notice_raised.emit(
                f"搜索暂时不能用,目录照常可用({key_of('contents')})。请运行 handbook doctor 查看原因。"
            )

    def _fall_back(self, reason: str) -> None:
        """The content that was asked for cannot be read: what came with the program takes its place."""
        if self._has_fallen_back:
            self.shipped_opened.emit(OpenedContent(Handbook(), (), True))
            self.notice_raised.emit(
                f"内容没能打开。{reason}人有危险先打 119、120、110。请重新安装本程序,或找维护人员。"
            )
            return
        self._has_fallen_back = True
        self.notice_raised.emit(f"内容没能打开,先用随程序来的一份(没有本单位的改动)。{reason}")
        region = self._folders.region if self._folders is not None else ""
        self._folders = named_folders(None, None, region)
        compiled = read_compiled(self._folders.compiled)
        if compiled is not None:
            self._open(OpenedContent(compiled.handbook, compiled.problems, True))
        else:
            self._work.start(reading(self._folders, self._stopping.is_set))


def _any_is_set(*events: Event) -> bool:
    return any(event.is_set() for event in events)


@dataclass(frozen=True, slots=True)
class _Behind:
    """An index that was made behind what is shown."""

    found: "FoundSearch | None"
    """None where it was made no further."""
    outdated: Event


def _unless(outdated: Event, work: Callable[[Report], "FoundSearch"], report: Report) -> _Behind:
    """What `work` gives, for as long as it is wanted."""
    try:
        return _Behind(work(report), outdated)
    except HandbookError:
        if outdated.is_set():
            return _Behind(None, outdated)
        raise
