"""A power cut at any moment of taking a pack or keeping notices: what counts afterwards is whole, before or after.

The same on a disk that lies about syncing must break, or it would prove nothing.
"""

import random
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from handbook.aboard import on_board
from handbook.bulletin.kept import Kept, read_kept, write_kept
from handbook.bulletin.notice import Notice, Situation
from handbook.fleet.board import Board
from handbook.fleet.pack import read_pack
from tests.unit.fleet.power_cut import PlainDisk, PowerCut
from tests.unit.fleet.test_board import packs

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="folders are not synced there")
BEGAN = datetime(2026, 11, 30, 8, tzinfo=UTC)
Act = Callable[[Path], object]


def kept(number: int) -> Kept:
    row = Notice(
        number=number,
        situation=Situation.REPAIR,
        estate="汇锦庄园",
        sent=BEGAN,
        sender="李",
        reason="管网抢修" * 40,
    )
    return Kept(BEGAN + timedelta(seconds=number), (row,))


def after_a_cut(folder: Path, seed: int, act: Act, *, is_lying: bool = False) -> tuple[Path, bool]:
    """(what is left, whether `act` had said that it was done); `folder` holds what was there before."""
    dice = random.Random(seed)
    trial = PlainDisk(folder / "before", is_lying=is_lying, cut_at=dice.randrange(counted(folder, act) + 1))
    is_done = False
    with trial.watched():
        try:
            act(trial.folder)
            is_done = True
            trial.cut_at = trial.operations
            trial.count()
        except PowerCut:
            pass
    trial.leave(folder / "after", dice)
    return folder / "after", is_done


_COUNTED: dict[tuple[str, str], int] = {}


def counted(folder: Path, act: Act) -> int:
    """Operations of `act`, done once on a copy."""
    known = _COUNTED.get((act.__qualname__, act.__module__))
    if known is None:
        copy = folder / "copy"
        for path in sorted((folder / "before").rglob("*")):
            place = copy / path.relative_to(folder / "before")
            if path.is_dir():
                place.mkdir(parents=True, exist_ok=True)
            else:
                place.parent.mkdir(parents=True, exist_ok=True)
                place.write_bytes(path.read_bytes())
        disk = PlainDisk(copy)
        with disk.watched():
            act(copy)
        known = _COUNTED[act.__qualname__, act.__module__] = disk.operations
    return known


def broken_takes(folder: Path, cuts: int, *, is_lying: bool = False) -> int:
    """Cuts after which no whole pack counts, or not the one that was said to be taken."""
    (folder / "made").mkdir()
    made = packs(folder / "made", 3)
    whole = {n: read_pack(data).files for n, data in enumerate(made, 1)}
    broken = 0

    def take(place: Path) -> None:
        Board(place / "packs").take(made[2])

    for seed in range(cuts):
        own = folder / f"{is_lying}-{seed}"
        board = Board(own / "before" / "packs")
        board.take(made[0])
        board.take(made[1])
        image, is_done = after_a_cut(own, seed, take, is_lying=is_lying)
        found = on_board(image / "packs")
        if found is None or found.manifest.number not in ((3,) if is_done else (2, 3)):
            broken += 1
            continue
        files = whole[found.manifest.number]
        if any(_read(found.folder / name) != data for name, data in files.items()):
            broken += 1
            continue
        again = Board(image / "packs").take(made[2])
        assert again.manifest.number == 3
        assert len([one for one in (image / "packs").iterdir() if one.is_dir()]) <= 2
    return broken


def _read(path: Path) -> bytes | None:
    return path.read_bytes() if path.is_file() else None


def broken_keeps(folder: Path, cuts: int, *, is_lying: bool = False) -> int:
    broken = 0

    def keep(place: Path) -> None:
        write_kept(place / "notices.json", kept(2))

    for seed in range(cuts):
        own = folder / f"{is_lying}-{seed}"
        write_kept(own / "before" / "notices.json", kept(1))
        image, is_done = after_a_cut(own, seed, keep, is_lying=is_lying)
        found = read_kept(image / "notices.json")
        broken += found not in ((kept(2),) if is_done else (kept(1), kept(2)))
    return broken


@pytest.mark.parametrize("cuts", [60, pytest.param(500, marks=pytest.mark.slow)])
def test_a_pack_is_there_whole_or_the_one_before(tmp_path: Path, cuts: int) -> None:
    assert broken_takes(tmp_path, cuts) == 0


@pytest.mark.parametrize("cuts", [60, pytest.param(500, marks=pytest.mark.slow)])
def test_notices_are_there_as_they_were_or_as_they_are(tmp_path: Path, cuts: int) -> None:
    assert broken_keeps(tmp_path, cuts) == 0


def test_the_simulation_tells_a_disk_that_lies(tmp_path: Path) -> None:
    (tmp_path / "packs").mkdir()
    (tmp_path / "notices").mkdir()
    assert broken_takes(tmp_path / "packs", 40, is_lying=True) > 0
    assert broken_keeps(tmp_path / "notices", 40, is_lying=True) > 0
