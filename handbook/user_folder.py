"""The user's folder goes in; why nothing could be kept there comes out, by trying it; nothing stays behind."""

import os
from contextlib import suppress
from pathlib import Path

from handbook.disk_words import reason
from handbook.whole_file import open_draft

_ENOUGH = 256 * 1024
"""Bytes that must have room: less than the first calls and their copies take."""


def refusal(folder: Path) -> str:
    """Why `folder` cannot be made or written to, in a few words; nothing where it can."""
    made: list[Path] = []
    try:
        for missing in _missing(folder):
            missing.mkdir(mode=0o700, exist_ok=True)
            made.append(missing)
        _try_to_write(folder)
    except OSError as error:
        return reason(error)
    finally:
        for folder_of_ours in reversed(made):
            with suppress(OSError):  # somebody uses it meanwhile
                folder_of_ours.rmdir()
    return ""


def _missing(folder: Path) -> list[Path]:
    """Those of `folder` and the folders that hold it that are not there, the outermost first."""
    return [p for p in reversed((folder, *folder.parents)) if not os.path.lexists(p)]


def _try_to_write(folder: Path) -> None:
    file, draft = open_draft(folder)
    try:
        with file:
            file.write(bytes(_ENOUGH))
            file.flush()
            os.fsync(file.fileno())  # a full share or quota refuses no earlier
    finally:
        with suppress(OSError):
            draft.unlink()
