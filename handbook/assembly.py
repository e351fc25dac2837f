"""What stands behind the window: store, content and search engine; imported once the window is painted."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from handbook import paths
from handbook.call.bookmarks import Bookmarks
from handbook.call.day_counts import DayCounts
from handbook.call.day_totals import DayTotals
from handbook.call.desk import CallDesk
from handbook.call.feedback import Feedback
from handbook.call.history import CallHistory
from handbook.call.state.clock import SystemClock
from handbook.call.store.store import RowStore, Store
from handbook.call.store.store_errors import StoreError
from handbook.call.store.volatile_store import NOTICE, VolatileStore
from handbook.content.library import ContentFolders, OpenedContent, bundled_indexes, open_without_waiting
from handbook.disk_words import reason
from handbook.law.law_text import LawText
from handbook.ui.background import Report
from handbook.ui.window.services import Services

if TYPE_CHECKING:
    from handbook.search.laws.law_search import LawSearch
    from handbook.search.makeshift import FoundSearch

LawTexts = Callable[[], Sequence[LawText]]
"""Gives the official texts of laws that are at hand; called on another thread."""


@dataclass(frozen=True, slots=True)
class FoundLaws:
    """A search in the texts of laws."""

    search: "LawSearch | None"
    """None where there are no texts."""


def open_store() -> tuple[RowStore, tuple[str, ...]]:
    """The user's store, or one in memory where the disk refuses, and what the user must be told."""
    try:
        store = Store.open(paths.call_store(), SystemClock())
    except StoreError as error:
        return VolatileStore(), (f"{_why_not_kept(error)}{NOTICE}",)
    return store, tuple(notice.message for notice in store.notices)


def store_in_memory() -> RowStore:
    """A store that keeps nothing: what the window stands on where not even the reason is known."""
    return VolatileStore()


def _why_not_kept(error: StoreError) -> str:
    """What the user is told: where a folder refuses, which one and why."""
    cause = error.__cause__
    if not isinstance(cause, OSError):
        return str(error)
    return f"用户文件夹 {paths.user_home()} 不能用({reason(cause)}),设置和收藏也存不下,请找管理员。"


def close_store(store: RowStore) -> None:
    """Close the file of `store`, where it has one."""
    if isinstance(store, Store):
        store.close()


def make_services(store: RowStore, retention_days: int, version: str) -> Services:
    """Bookmarks, calls, history, feedback and counts over `store`; `version` is that of the content."""
    clock = SystemClock()
    counts = DayCounts(clock)
    return Services(
        bookmarks=Bookmarks(store),
        desk=CallDesk(store, clock, retention_days=retention_days, counts=counts),
        history=CallHistory(store),
        feedback=Feedback(store, clock, version=version),
        counts=counts,
        totals=DayTotals(store, clock, counts),
    )


def reading(folders: ContentFolders, is_stopped: Callable[[], bool]) -> Callable[[Report], OpenedContent]:
    """The work, off the main thread, that reads content whose compiled copy no longer holds, or that has an overlay."""
    return partial(_read, folders, is_stopped)


def indexing(
    folders: ContentFolders, content: OpenedContent, is_stopped: Callable[[], bool]
) -> Callable[[Report], "FoundSearch"]:
    """The work, off the main thread, that opens the index of `content`, or builds it."""
    return partial(_open_index, folders, content, is_stopped)


def finding_laws(
    law_texts: LawTexts, found: "FoundSearch", is_stopped: Callable[[], bool]
) -> Callable[[Report], FoundLaws]:
    """The work, off the main thread, that makes the texts of laws searchable beside the entries that `found` finds."""
    return partial(_find_laws, law_texts, found.law_maker(), is_stopped)


def _read(folders: ContentFolders, is_stopped: Callable[[], bool], report: Report) -> OpenedContent:
    report(0.0, "正在读取内容…")
    return open_without_waiting(folders, is_stopped)


def _open_index(
    folders: ContentFolders, content: OpenedContent, is_stopped: Callable[[], bool], report: Report
) -> "FoundSearch":
    from handbook.search.makeshift import find_search  # Whoosh and NumPy cost as much as the window

    return find_search(
        content.handbook,
        bundled_indexes(folders.bundled, content.handbook),
        paths.user_indexes(),
        progress=report,
        cancelled=is_stopped,
    )


def _find_laws(
    law_texts: LawTexts,
    make: "Callable[[Sequence[LawText], date, Callable[[], bool]], LawSearch]",
    is_stopped: Callable[[], bool],
    _report: Report,
) -> FoundLaws:
    texts = law_texts()
    return FoundLaws(make(texts, date.today(), is_stopped) if texts else None)
