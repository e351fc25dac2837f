"""Handbook + candidate folders -> an open engine: the bundled index, this user's, or one built now."""

import hashlib
import os
import shutil
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

from handbook.model.handbook import Handbook
from handbook.search.engine import SearchEngine
from handbook.search.index import IndexUnusable, Progress, build_index, open_index, sweep

KEPT = 2
"""Older indexes kept in the user's folder, beside the one in use."""


def index_name(revision: str) -> str:
    """Name of the folder of one content revision below the user's folder of indexes."""
    return "index-" + hashlib.sha256(revision.encode()).hexdigest()[:16]


def ensure_index(
    handbook: Handbook,
    candidates: Sequence[Path],
    build_in: Path,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> tuple[SearchEngine, Path, str]:
    """(engine, folder it was opened from, why the candidates could not be used or "").

    Tries each of `candidates` (the bundled index first), then the folder of this revision below `build_in`, else
    builds there. Raises HandbookError where that fails too: the disk is full or nothing may be written.
    """
    own = build_in / index_name(handbook.revision)
    reasons: list[str] = []
    for folder in (*candidates, own):
        try:
            return open_index(folder, handbook.revision), folder, ";".join(reasons)
        except (IndexUnusable, OSError) as error:
            reasons.append(str(error))
    with suppress(OSError):
        sweep(own)
    build_index(handbook, own, progress=progress, cancelled=cancelled)
    engine = open_index(own, handbook.revision)
    with suppress(OSError):
        prune(build_in, own)
    return engine, own, ";".join(reasons)


def prune(build_in: Path, own: Path) -> None:
    """Keep the newest `KEPT` older indexes; one that another window still holds open goes next time."""
    others = [p for p in build_in.glob("index-*") if p != own and p.is_dir()]
    others.sort(key=_age, reverse=True)
    for folder in others[KEPT:]:
        shutil.rmtree(folder, ignore_errors=True)


def _age(path: Path) -> float:
    try:
        return os.stat(path).st_mtime  # noqa: PTH116
    except OSError:
        return 0.0
