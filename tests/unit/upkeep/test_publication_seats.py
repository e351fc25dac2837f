"""What desks leave on the share is shown and never trusted."""

import json
import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from handbook.upkeep.publication import Seat
from handbook.upkeep.publication_seats import (
    LARGEST,
    MOST,
    Standing,
    counted,
    label_of,
    read_seats,
    sites,
    standing,
)

NOW = datetime(2026, 11, 30, 10, 31, tzinfo=UTC)


def write(folder: Path, name: str, **said: object) -> Path:
    whole = {"seat": name, "state": "current", "number": 3, "version": "2026.12", "program": "0.1.0"}
    whole |= {"seen": datetime.now(UTC).isoformat(timespec="seconds"), **said}
    path = folder / f"{name}.json"
    path.write_text(json.dumps(whole, ensure_ascii=False), "utf-8")
    return path


def seat(name: str, *, number: int = 3, hours: float = 1) -> Seat:
    return Seat(name=name, number=number, seen=NOW - timedelta(hours=hours))


def test_desks_stand_in_the_order_of_their_numbers(tmp_path: Path) -> None:
    for name in ("10", "2", "A07", "1"):
        write(tmp_path, name)
    assert [one.name for one in read_seats(tmp_path).seats] == ["1", "2", "10", "A07"]


def test_what_is_no_word_of_a_desk_is_counted_and_not_shown(tmp_path: Path) -> None:
    write(tmp_path, "7")
    (tmp_path / "8.json").write_bytes(b" " * (LARGEST + 1))
    (tmp_path / "9.json").write_bytes(b"[" * 4000)
    (tmp_path / "10.json").write_text("[]", "utf-8")
    (tmp_path / "a-b.json").write_text("{}", "utf-8")
    write(tmp_path, "11", number=True)
    write(tmp_path, "12", seen="2026-11-30T10:00:00")
    write(tmp_path, "13", seen=(datetime.now(UTC) + timedelta(days=9)).isoformat())
    write(tmp_path, "14", number=-1)
    read = read_seats(tmp_path)
    assert ([one.name for one in read.seats], read.odd) == (["7"], 8)


@pytest.mark.skipif(os.name == "nt", reason="links and pipes of POSIX")
def test_links_are_not_followed_and_pipes_not_waited_for(tmp_path: Path) -> None:
    aside = tmp_path / "aside"
    aside.mkdir()
    target = write(aside, "1")
    seats = tmp_path / "seats"
    seats.mkdir()
    (seats / "1.json").symlink_to(target)
    os.mkfifo(seats / "2.json")
    (seats / "3.json").mkdir()
    read = read_seats(seats)
    assert (read.seats, read.odd) == ((), 3)


def test_names_and_states_are_cleaned(tmp_path: Path) -> None:
    write(tmp_path, "7", seat="8", state="root", version="2026\u202e.12\n" + "9" * 90, program=["0.1"])
    (found,) = read_seats(tmp_path).seats
    assert (found.name, found.state, found.program) == ("7", "", "")
    assert found.version.startswith("2026.12")
    assert len(found.version) <= 24


def test_only_so_many_are_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("handbook.upkeep.publication_seats.MOST", 5)
    for number in range(9):
        write(tmp_path, str(number))
    read = read_seats(tmp_path)
    assert (len(read.seats), read.left_out) == (5, 4)
    assert MOST == 3000


def test_a_share_that_is_not_there_has_no_desks(tmp_path: Path) -> None:
    assert read_seats(tmp_path / "gone").seats == ()


def test_one_that_is_not_heard_for_a_day_is_lost_whatever_it_had() -> None:
    assert standing(seat("1"), 3, NOW) is Standing.TAKEN
    assert standing(seat("1", number=2), 3, NOW) is Standing.WAITING
    assert standing(seat("1", hours=23.9), 3, NOW) is Standing.TAKEN
    assert standing(seat("1", hours=24.1), 3, NOW) is Standing.LOST
    assert counted([seat("1"), seat("2", hours=99)], 3, NOW) == {
        Standing.TAKEN: 1,
        Standing.WAITING: 0,
        Standing.LOST: 1,
    }


def test_many_desks_are_told_by_site_or_by_hundreds() -> None:
    many = [seat(str(number), number=3 if number % 50 else 2) for number in range(1, 251)]
    assert [(one.label, one.counts) for one in sites(many, 3, NOW)] == [
        ("1–100", (98, 2, 0)),
        ("101–200", (98, 2, 0)),
        ("201–300", (49, 1, 0)),
    ]
    named = [seat(f"{letter}{number:02}") for letter in "AB" for number in range(60)] + [seat("7")]
    assert [one.label for one in sites(named, 3, NOW)] == ["A", "B", "没有站名的"]


def test_a_random_number_is_cut_and_zeros_in_front_are_left_out() -> None:
    assert [label_of(seat(name)) for name in ("007", "A07", "f3a09b77c1d2")] == ["7", "A7", "f3a09…"]
