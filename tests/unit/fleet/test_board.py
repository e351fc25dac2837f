"""Two packs on board: the newer counts, the one before is kept, and there is a way back; a kill leaves one that is whole."""

import os
import random
import signal
import sys
import time
from pathlib import Path

import pytest

from handbook.aboard import PackManifest, on_board, state_of
from handbook.fleet.board import Board
from handbook.fleet.pack import PackRefused, make_pack
from tests.unit.fleet.test_pack import content


def packs(folder: Path, count: int) -> list[bytes]:
    root = content(folder / "content")
    made = []
    for number in range(1, count + 1):
        (root / "scripts" / "scr-x.yaml").write_text(f"id: scr-x\nn: {number}\n", "utf-8")
        head = PackManifest(
            number=number, version="2026.12", oldest_program="0.1.0", made="2026-12-01T08:00:00+08:00"
        )
        made.append(make_pack(root, None, head))
    return made


def test_the_newest_counts_and_the_one_before_is_kept(tmp_path: Path) -> None:
    board = Board(tmp_path / "packs")
    assert board.current is None
    for number, data in enumerate(packs(tmp_path, 3), 1):
        taken = board.take(data)
        assert taken.manifest.number == number
        assert (taken.content / "scripts" / "scr-x.yaml").read_text("utf-8").endswith(f"n: {number}\n")
    assert board.previous is not None
    assert board.previous.manifest.number == 2
    kept = [folder for folder in (tmp_path / "packs").iterdir() if folder.is_dir()]
    assert len(kept) == 2


def test_there_is_a_way_back_that_holds_until_the_next(tmp_path: Path) -> None:
    first, second, third = packs(tmp_path, 3)
    board = Board(tmp_path / "packs")
    board.take(first)
    newer = board.take(second)
    back = board.go_back()
    assert back is not None
    assert back.manifest.number == 1
    assert board.turned_from == newer.name
    assert board.take(third).manifest.number == 3
    assert board.turned_from == ""


def test_what_is_no_pack_changes_nothing(tmp_path: Path) -> None:
    board = Board(tmp_path / "packs")
    board.take(packs(tmp_path, 1)[0])
    with pytest.raises(PackRefused):
        board.take(b"PK nonsense")
    assert board.current is not None
    assert board.current.manifest.number == 1


def test_a_state_that_is_damaged_means_no_pack(tmp_path: Path) -> None:
    board = Board(tmp_path / "packs")
    board.take(packs(tmp_path, 1)[0])
    (tmp_path / "packs" / "board.json").write_text("{", "utf-8")
    assert on_board(tmp_path / "packs") is None
    assert state_of(tmp_path / "packs").current == ""


def test_a_pack_that_says_nonsense_of_itself_means_no_pack(tmp_path: Path) -> None:
    board = Board(tmp_path / "packs")
    taken = board.take(packs(tmp_path, 1)[0])
    head = taken.folder / "pack.json"
    for said in ("[]", '{"number": 1}', head.read_text("utf-8").replace('"2026.12"', "7")):
        head.write_text(said, "utf-8")
        assert on_board(tmp_path / "packs") is None


@pytest.mark.skipif(sys.platform == "win32", reason="kill -9")
def test_killed_while_it_takes_a_pack(tmp_path: Path) -> None:
    kills(tmp_path, 25)


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="kill -9")
def test_killed_five_hundred_times(tmp_path: Path) -> None:
    kills(tmp_path, 500)


def kills(tmp_path: Path, count: int) -> None:
    """Take packs in another process until it is killed; what counts then is whole each time."""
    made = packs(tmp_path, 2)
    home = tmp_path / "packs"
    Board(home).take(made[0])
    dice = random.Random(7)
    for _ in range(count):
        worker = os.fork()
        if not worker:
            while True:
                for data in made:
                    Board(home).take(data)
        time.sleep(dice.uniform(0.005, 0.06))
        os.kill(worker, signal.SIGKILL)
        os.waitpid(worker, 0)
        found = on_board(home)
        assert found is not None
        text = (found.content / "scripts" / "scr-x.yaml").read_text("utf-8")
        assert text.endswith(f"n: {found.manifest.number}\n")
        assert (found.content / "handbook.yaml").is_file()
    Board(home).take(made[0])
    assert len([folder for folder in home.iterdir() if folder.is_dir()]) <= 2
