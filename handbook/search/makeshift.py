"""Where the user's folder takes no index: one in a temporary folder of this user, or the bundled one for what it knows.

Both are checked against their manifest like any other; a temporary folder is made anew, for this user alone.
"""

import os
import shutil
import tempfile
import time
import weakref
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path

from handbook.chinese_numbers import number_of
from handbook.disk_words import reason
from handbook.errors import HandbookError
from handbook.keys import key_of
from handbook.law.law_text import LawText
from handbook.model.handbook import Handbook
from handbook.override import override
from handbook.search.engine import SearchEngine
from handbook.search.hits import Hit, PlainHit, Results, Snippet
from handbook.search.index import BuildCancelled, IndexUnusable, Progress, build_index, open_index
from handbook.search.laws.law_search import LawSearch
from handbook.search.locate import ensure_index
from handbook.search.query import Query
from handbook.search.reading.flat_index import FlatIndex, FlatStorage
from handbook.search.source.documents import Document, documents_of

_PREFIX = "gongre-handbook-index-"
FLOOR_KEY = "legal_min_temp"
_LEFT_BEHIND_AFTER = 3600.0
"""Seconds without a write after which a temporary folder is one of a program that was killed."""


@dataclass(frozen=True, slots=True)
class FoundSearch:
    """A search engine, and what the user must be told about it."""

    engine: SearchEngine
    words: str = ""
    """Empty where the index is where it should be."""
    is_partial: bool = False
    """Whether some entries are not found by it."""

    def law_maker(self) -> Callable[[Iterable[LawText], date, Callable[[], bool]], LawSearch]:
        """`LawSearch.build`, folding as the entries are; of use also when the engine, which knows nothing of it, is closed."""
        return partial(LawSearch.build, folding=self.engine.folding)


def find_search(
    handbook: Handbook,
    candidates: Sequence[Path],
    build_in: Path,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> FoundSearch:
    """As `ensure_index`, but a disk that takes no index is no end of searching.

    Raises HandbookError only where nothing can be built anywhere and no index came with this program.
    """
    found = _find(handbook, candidates, build_in, progress, cancelled)
    floor = room_floor(handbook)
    if floor is not None:
        found.engine.take_floor(floor)
    return found


def room_floor(handbook: Handbook) -> float | None:
    """℃ that the site values give for the least room temperature of the law; None where they give no number."""
    value = handbook.value_by_key.get(FLOOR_KEY)
    return number_of(value.value.strip()) if value is not None else None


def _find(
    handbook: Handbook,
    candidates: Sequence[Path],
    build_in: Path,
    progress: Progress | None,
    cancelled: Callable[[], bool] | None,
) -> FoundSearch:
    try:
        return FoundSearch(ensure_index(handbook, candidates, build_in, progress, cancelled)[0])
    except BuildCancelled:
        raise
    except (HandbookError, OSError) as error:
        refused = error
    trouble = f"搜索索引存不进 {build_in}({_why(refused)})"
    engine = _in_temporary_folder(handbook, progress, cancelled)
    if engine is not None:
        return FoundSearch(engine, f"{trouble},这次放在临时文件夹里:搜索照常可用,下次启动还要重建。")
    partial = _of_bundled(handbook, candidates)
    if partial is None:
        raise refused
    return FoundSearch(partial, f"{trouble},临时文件夹也存不下:{partial.limits}", is_partial=True)


class PartialSearch(SearchEngine):
    """Searches an index of other content; what has changed since is shown as it is now, what is gone is left out."""

    def __init__(self, index: FlatIndex, handbook: Handbook) -> None:
        super().__init__(index)
        stored = self.opened.stored
        known = {stored[n].id: stored[n] for n in range(len(stored))}
        self._now = {document.id: document for document in documents_of(handbook)}
        self._changed = {
            key: document
            for key, document in self._now.items()
            if key in known
            and (known[key].title, known[key].summary, known[key].asks, known[key].body)
            != (document.title, document.summary, document.asks, document.body)
        }
        self._unknown = len(self._now.keys() - known.keys())

    @property
    def limits(self) -> str:
        """A sentence on what is not found."""
        if not self._unknown:
            return "这次用随程序的索引搜索,本单位改过的条目按原来的字词来找。"
        return f"这次用随程序的索引搜索,本单位新加的 {self._unknown} 条只能在目录里找({key_of('contents')})。"

    @override
    def search(self, query: Query) -> Results:
        """The entries that answer `query` and are still there."""
        results = super().search(query)
        return replace(results, hits=tuple(self._as_now(hit) for hit in results.hits if hit.id in self._now))

    def _as_now(self, hit: Hit) -> Hit:
        """A changed entry without the words and figures that it had."""
        document = self._changed.get(hit.id)
        return hit if document is None else _plain_hit(hit, document)


def _plain_hit(hit: Hit, document: Document) -> Hit:
    return PlainHit(
        id=document.id,
        kind=document.kind,
        title=document.title,
        title_spans=(),
        snippet=Snippet(document.summary),
        score=hit.score,
        note=hit.note,
        is_corrected=hit.is_corrected,
    )


def _why(error: HandbookError | OSError) -> str:
    cause = error if isinstance(error, OSError) else error.__cause__
    return reason(cause) if isinstance(cause, OSError) else str(error)


def _in_temporary_folder(
    handbook: Handbook,
    progress: Progress | None,
    cancelled: Callable[[], bool] | None,
) -> SearchEngine | None:
    """An engine over an index that this program alone uses; None where no temporary folder has room for one."""
    for place in _temporary_places():
        try:
            folder = Path(tempfile.mkdtemp(prefix=_PREFIX, dir=place))  # for this user alone
        except OSError:
            continue
        try:
            own = folder / "index"
            build_index(handbook, own, progress=progress, cancelled=cancelled)
            engine = open_index(own, handbook.revision)
        except BuildCancelled:
            shutil.rmtree(folder, ignore_errors=True)
            raise
        except (HandbookError, OSError):
            shutil.rmtree(folder, ignore_errors=True)
            continue
        if os.name == "nt":  # files in use cannot go yet
            weakref.finalize(engine, shutil.rmtree, folder, ignore_errors=True)
        else:  # what is open stays readable, and a kill leaves nothing behind
            shutil.rmtree(folder, ignore_errors=True)
        return engine
    return None


def _temporary_places() -> Iterator[Path]:
    """The system's temporary folder, then those in memory."""
    named = [os.environ.get("XDG_RUNTIME_DIR", ""), "/dev/shm"]  # noqa: S108 (a folder of its own is made there)
    with suppress(OSError):
        system = tempfile.gettempdir()
        if not os.path.samefile(system, os.getcwd()):  # noqa: PTH109, PTH121 (its last resort: anybody's folder)
            named.insert(0, system)
    for place in (Path(name) for name in dict.fromkeys(named) if name):
        if os.path.isdir(place):  # noqa: PTH112 (raises nothing)
            _sweep(place)
            yield place


def _sweep(place: Path) -> None:
    """Remove what killed programs of this user left in `place`."""
    with suppress(OSError):
        for folder in place.glob(f"{_PREFIX}*"):
            status = folder.lstat()
            is_ours = os.name == "nt" or status.st_uid == os.getuid()
            if is_ours and time.time() - status.st_mtime > _LEFT_BEHIND_AFTER:
                shutil.rmtree(folder, ignore_errors=True)


def _of_bundled(handbook: Handbook, candidates: Sequence[Path]) -> PartialSearch | None:
    """An engine over the first of `candidates` that is whole and of this program, whatever its content."""
    for folder in candidates:
        try:
            return PartialSearch(FlatStorage(folder).open_index(), handbook)
        except (IndexUnusable, OSError, ValueError, KeyError, IndexError, TypeError, AttributeError):
            continue
    return None
