"""Handbook -> index folder -> search engine; an index is whole and matches its manifest, or it is not opened."""

import os
import shutil
import time
import uuid
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from pathlib import Path

from handbook.errors import HandbookError
from handbook.model.handbook import Handbook
from handbook.search.engine import SearchEngine
from handbook.search.reading.flat_index import FlatStorage
from handbook.search.source.documents import Document, documents_of
from handbook.search.tables.manifest import IndexUnusable, make_manifest, sync_folder, write_manifest
from handbook.search.writing.build import write_files

__all__ = ["BuildCancelled", "IndexUnusable", "build_documents_index", "build_index", "open_index", "sweep"]

_PARTIAL = ".building-"
_OLD = ".old-"
_ABANDONED_AFTER = 900.0
"""Seconds without a write after which a partial folder of an unknown process counts as left behind."""
Progress = Callable[[float, str], None]


class BuildCancelled(HandbookError):
    """The user stopped the building of the index; the old one is untouched."""


def build_index(
    handbook: Handbook,
    folder: Path,
    *,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> None:
    """Build the index of `handbook` in `folder`, replacing what is there in one step.

    `progress` gets the share done (0–1) and a Chinese word. From `earlier`, an index of older content (default: the
    one in `folder`), what has not changed is taken over. Raises BuildCancelled when `cancelled` says so, and
    HandbookError when the disk is full or the folder cannot be written; an older index then stays as it was.
    """
    build_documents_index(
        documents_of(handbook),
        folder,
        handbook.revision,
        handbook.synonyms,
        progress=progress,
        cancelled=cancelled,
    )


def build_documents_index(
    documents: Sequence[Document],
    folder: Path,
    revision: str,
    synonyms: Iterable[Sequence[str]] = (),
    *,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> None:
    """As `build_index`, of any documents; `revision` names their state."""

    def report(share: float, word: str) -> None:
        if cancelled and cancelled():
            raise BuildCancelled("已停止建立索引,原来的索引未受影响")
        if progress:
            progress(share, word)

    folder = folder.absolute()
    partial = folder.with_name(f"{folder.name}{_PARTIAL}{os.getpid()}-{uuid.uuid4().hex[:8]}")
    try:
        _fill(
            partial=partial,
            documents=documents,
            revision=revision,
            synonyms=synonyms,
            report=report,
        )
        _swap(partial, folder)
        report(1.0, "完成")
    except OSError as error:
        raise HandbookError(
            f"索引无法写入 {folder}:{error.strerror or error}。请检查磁盘空间和文件夹权限。"
        ) from error
    finally:
        shutil.rmtree(partial, ignore_errors=True)


def _fill(
    partial: Path,
    documents: Sequence[Document],
    revision: str,
    synonyms: Iterable[Sequence[str]],
    report: Progress,
) -> None:
    report(0.0, "准备")
    partial.mkdir(parents=True)
    write_files(partial, documents, synonyms, report)
    report(0.95, "写入磁盘")
    write_manifest(partial, make_manifest(partial, revision, len(documents)))
    sync_folder(partial)


def _swap(partial: Path, folder: Path) -> None:
    old = folder.with_name(f"{folder.name}{_OLD}{uuid.uuid4().hex[:8]}")
    with suppress(FileNotFoundError):
        os.replace(folder, old)
    try:
        os.replace(partial, folder)
    except OSError:
        with suppress(OSError):
            os.replace(old, folder)
        raise
    shutil.rmtree(old, ignore_errors=True)


def sweep(folder: Path) -> None:
    """Remove what killed builds left beside `folder`; brings the old index back where only that is left."""
    folder = folder.absolute()
    olds = sorted(folder.parent.glob(f"{folder.name}{_OLD}*"))
    if olds and not folder.exists():
        with suppress(OSError):
            os.replace(olds.pop(), folder)
    partials = filter(_is_abandoned, folder.parent.glob(f"{folder.name}{_PARTIAL}*"))
    for orphan in [*olds, *partials]:
        shutil.rmtree(orphan, ignore_errors=True)


def _is_abandoned(partial: Path) -> bool:
    """Whether no process builds there any more; another window may be at work beside this one."""
    try:
        if time.time() - partial.stat().st_mtime > _ABANDONED_AFTER:
            return True
        pid = int(partial.name.rpartition(_PARTIAL)[2].partition("-")[0])
        if os.name == "nt" or pid == os.getpid():
            return pid == os.getpid()  # signal 0 would end a process on Windows
        os.kill(pid, 0)
    except (ValueError, ProcessLookupError):
        return True
    except OSError:
        return False
    return False


def open_index(folder: Path, handbook_revision: str) -> SearchEngine:
    """The engine over the index in `folder`.

    Raises IndexUnusable, with a reason in Chinese, where the index is missing, damaged or of another revision or
    program; no file whose hash does not match is read for anything but its hash.
    """
    index = FlatStorage(folder, handbook_revision).open_index()
    try:
        return SearchEngine(index)
    except (OSError, ValueError, KeyError, IndexError, TypeError, AttributeError) as error:
        raise IndexUnusable(f"索引无法打开:{folder}") from error
