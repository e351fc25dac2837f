"""Content folders go in; a process of the program itself reads and indexes them, so that no key of the window waits for it.

What it leaves behind, a compiled copy and an index in the folder of this user, is found there like that of any start. Where
there is no such process, or it fails, whoever needs them makes them: nothing but time depends on it.
"""

import subprocess
from collections.abc import Callable
from contextlib import suppress

from handbook.content.library import ContentFolders
from handbook.foreign_files.child_start import program
from handbook.foreign_files.own_copy import environment_of_copy, flags_of_copy, give_way, has_ended

LONGEST_S = 180.0
"""Seconds after which it is given up."""


def prepare_aside(folders: ContentFolders, is_stopped: Callable[[], bool]) -> None:
    """Read and index `folders`; waits for the end, which `is_stopped` brings about as well."""
    with suppress(OSError):
        process = subprocess.Popen(  # noqa: S603 (the program itself)
            _words(folders),
            env=environment_of_copy(),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            creationflags=flags_of_copy(),
        )
        give_way(process)
        has_ended(process, LONGEST_S, is_stopped)


def _words(folders: ContentFolders) -> list[str]:
    words = [*program(), "index", "--content", str(folders.root), "--region", folders.region]
    return [*words, "--site", str(folders.site)] if folders.site is not None else words
