"""The packs on board of a desk: the one that is used, and the one before it, so that there is a way back.

A pack is a folder named by its hash; it is put together aside and renamed when it is whole, and a small file says which one
counts. Whatever is killed when, that file names a whole pack or is as it was.
"""

import hashlib
import json
import os
import shutil
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path

from handbook.aboard import MANIFEST, STATE, BoardState, OnBoard, pack_at, state_of
from handbook.fleet.pack import Pack, read_pack
from handbook.whole_file import sync_folder, write_whole

_ASIDE = ".part-"


class Board:
    """The folder of this user's packs. Two processes may look at it at once; one alone writes."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    @property
    def current(self) -> OnBoard | None:
        """The pack that counts; None where there is none, or it is no longer whole."""
        return self._at(self._state().current)

    @property
    def previous(self) -> OnBoard | None:
        """The one before it."""
        return self._at(self._state().previous)

    @property
    def turned_from(self) -> str:
        """Name of the pack that somebody went back from; empty = none."""
        return self._state().turned_from

    def take(self, data: bytes) -> OnBoard:
        """Put the pack in `data` on board; it counts from now on, and the one before it is kept.

        Raises:
            PackRefused: it is no pack that is taken.
            OSError: the disk refuses; what counted counts on.
        """
        pack = read_pack(data)
        name = hashlib.sha256(data).hexdigest()
        if self._at(name) is None:
            self._unpack(pack, name)
        state = self._state()
        if state.current != name:
            self._write(BoardState(current=name, previous=state.current))
        self._prune()
        return OnBoard(name, self._folder / name, pack.manifest)

    def go_back(self) -> OnBoard | None:
        """Let the one before count again, until a newer one than today's is there; None where there is none."""
        state, before = self._state(), self.previous
        if before is None:
            return None
        self._write(BoardState(current=state.previous, previous=state.current, turned_from=state.current))
        return before

    def _unpack(self, pack: Pack, name: str) -> None:
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        aside = self._folder / f"{_ASIDE}{os.urandom(6).hex()}"
        try:
            for file, data in pack.files.items():
                path = aside / file
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(data)
            (aside / MANIFEST).write_text(json.dumps(asdict(pack.manifest), ensure_ascii=False), "utf-8")
            _sync_tree(aside)
            with suppress(FileNotFoundError):
                shutil.rmtree(self._folder / name)  # one that is not whole: somebody took files out of it
            aside.rename(self._folder / name)
            sync_folder(self._folder)
        finally:
            shutil.rmtree(aside, ignore_errors=True)

    def _at(self, name: str) -> OnBoard | None:
        return pack_at(self._folder, name)

    def _state(self) -> BoardState:
        return state_of(self._folder)

    def _write(self, state: BoardState) -> None:
        write_whole(self._folder / STATE, json.dumps(asdict(state)).encode())

    def _prune(self) -> None:
        """Two stay. What is left of a process that was killed goes too; a file that is read just now stays for the next time."""
        state = self._state()
        with suppress(OSError):
            for folder in self._folder.iterdir():
                if folder.is_dir() and folder.name not in (state.current, state.previous):
                    shutil.rmtree(folder, ignore_errors=True)


def _sync_tree(folder: Path) -> None:
    for path in [folder, *folder.rglob("*")]:
        if path.is_dir():
            sync_folder(path)
        else:
            with path.open("rb+") as file:
                os.fsync(file.fileno())
