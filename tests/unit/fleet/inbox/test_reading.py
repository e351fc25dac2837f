"""What lies in the inbox and is no letter of ours is listed and never opened; a broken line costs itself alone."""

import os
from collections import Counter
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from handbook.call.day_sums import HourSum
from handbook.fleet.inbox.letter import LARGEST, MOST_LINES, Letter, read_letter, to_bytes
from handbook.fleet.inbox.reading import Inbox, Unread, read_inbox
from handbook.fleet.inbox.summing import totals_of
from handbook.fleet.inbox.table import to_csv
from handbook.fleet.inbox.words import TradeWords

DAY = date(2026, 11, 22)
SUM = HourSum(calls=3, searches=5)


def letter(seat: int = 1, day: date = DAY, **more: object) -> Letter:
    return Letter(seat=f"{seat:012x}", day=day, sums=SUM, **more)  # type: ignore[arg-type]


def written(inbox: Inbox) -> list[bytes]:
    """What was read, as it would be written again."""
    return [to_bytes(one, with_hours=True) for one in inbox.letters]


def lay(folder: Path, one: Letter, name: str = "", data: bytes | None = None) -> Path:
    place = folder / one.seat / (name or f"{one.day}.jsonl")
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(to_bytes(one, with_hours=True) if data is None else data)
    return place


def test_letters_come_back_as_they_were_written(tmp_path: Path) -> None:
    made = letter(hours={9: SUM}, lists={"proc-a": 2}, misses={"暖气不热": 4})
    lay(tmp_path, made)
    inbox = read_inbox(tmp_path)
    assert (written(inbox), inbox.unread, inbox.broken) == (written(Inbox([made])), Counter(), 0)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
def test_links_pipes_and_foreign_files_are_listed_and_not_opened(tmp_path: Path) -> None:
    inbox_folder, outside = tmp_path / "inbox", tmp_path / "outside"
    lay(inbox_folder, letter(1))
    secret = lay(outside, letter(2))
    seat = inbox_folder / f"{1:012x}"
    (seat / "2026-11-23.jsonl").symlink_to(secret)
    os.mkfifo(seat / "2026-11-24.jsonl")
    os.mkfifo(inbox_folder / "pipe")
    (inbox_folder / f"{2:012x}").symlink_to(outside / f"{2:012x}", target_is_directory=True)
    (seat / "2026-11-25 - 副本.jsonl").write_text("x")
    (seat / "2026-02-30.jsonl").write_text("x")
    (seat / "deeper").mkdir()
    (inbox_folder / "读我.txt").write_text("x")
    (inbox_folder / f"{1:012x} - 副本").mkdir()
    inbox = read_inbox(inbox_folder)
    assert len(inbox.letters) == 1
    assert inbox.unread == {Unread.LINK: 2, Unread.SPECIAL: 3, Unread.FOREIGN: 4}
    assert len(inbox.named) == 9


def test_what_is_too_large_too_long_or_torn_is_not_read(tmp_path: Path) -> None:
    whole = to_bytes(letter(), with_hours=True)
    lay(tmp_path, letter(1), data=b"x" * (LARGEST + 1))
    lay(tmp_path, letter(2), data=b"{}\n" * (MOST_LINES + 2))
    lay(tmp_path, letter(3), data=whole[:-4])
    lay(tmp_path, letter(4), data=b"")
    inbox = read_inbox(tmp_path)
    assert inbox.letters == []
    assert inbox.unread == {Unread.TOO_LARGE: 1, Unread.TORN: 3}


def test_one_letter_of_a_desk_and_a_day_counts(tmp_path: Path) -> None:
    one = letter(1)
    lay(tmp_path, one)
    lay(tmp_path, one, name=f"{DAY}.2.jsonl")
    lay(tmp_path, one, name="2026-11-23.jsonl")  # a copy under another day
    lay(tmp_path, letter(2), data=to_bytes(one, with_hours=True))  # a copy of the folder under another desk
    inbox = read_inbox(tmp_path)
    assert written(inbox) == written(Inbox([one]))
    assert inbox.unread == {Unread.REPEATED: 1, Unread.MISPLACED: 2}


@pytest.mark.parametrize(
    "row",
    [
        b"nonsense",
        b"\xff\xfe",
        b"[" * 5000,
        b'{"list": "../../etc", "n": 1}',
        b'{"list": "=cmd()", "n": 1}',
        b'{"list": "proc-a", "n": -1}',
        b'{"list": "proc-a", "n": 100001}',
        b'{"list": "proc-a"}',
        b'{"miss": "\\u6696\\u6c14", "n": 0}',
        b'{"hour": 24, "sum": {}}',
        b'{"hour": 3, "sum": {"c": -1}}',
        b'{"hour": 3, "sum": {"c": 1e99}}',
        b'{"hour": 3, "sum": {"d": "zzz"}}',
        b'{"hour": 3, "sum": {"t": {"13904511234": 1}}}',
        b'{"hour": 3, "sum": {"l": {"person": {}}}}',
        b'{"who": "x"}',
    ],
)
def test_a_broken_line_costs_itself_alone(row: bytes) -> None:
    head, total, _ = to_bytes(letter(), with_hours=True).splitlines()
    data = b"\n".join([head, total, row, b'{"list":"proc-b","n":7}', b'{"end":4}', b""])
    read = read_letter(data)
    assert read.letter is not None
    assert (read.letter.lists, read.broken) == ({"proc-b": 7}, 1)


@pytest.mark.parametrize(
    "spoil",
    [
        lambda lines: [b'{"form":2,"seat":"000000000001","day":20261122}', *lines[1:]],
        lambda lines: [b'{"form":1,"seat":"Zhang San","day":20261122}', *lines[1:]],
        lambda lines: [b'{"form":1,"seat":"000000000001","day":20261322}', *lines[1:]],
        lambda lines: [lines[0], lines[1], lines[1], b'{"end":3}'],
        lambda lines: [lines[0], b'{"end":1}'],
        lambda lines: [lines[0], b'{"sum":{"c":-5}}', lines[2]],
    ],
)
def test_a_letter_without_head_or_sum_is_none(spoil: Callable[[list[bytes]], list[bytes]]) -> None:
    lines = to_bytes(letter(), with_hours=True).splitlines()
    assert read_letter(b"\n".join([*spoil(lines), b""])).letter is None


def test_what_somebody_laid_there_is_masked_again_and_no_formula(tmp_path: Path) -> None:
    lay(tmp_path, letter(misses={"张建国 13904511234": 3, "=1+1": 9, "张三家漏水": 2, "暖气不热": 1}))
    totals = totals_of(read_inbox(tmp_path).letters, TradeWords.shipped())
    assert [(miss.name, miss.times) for miss in totals.misses] == [("□漏水", 2), ("暖气不热", 1)]
    table = to_csv(totals, lambda _: "=HYPERLINK()")
    assert "139" not in table
    assert ",=" not in table


def test_hours_are_told_of_five_desks_and_more(tmp_path: Path) -> None:
    other = date(2026, 11, 23)
    for seat in range(5):
        lay(tmp_path, letter(seat, hours={9: SUM}))
        lay(tmp_path, letter(seat, day=other, hours={9: SUM} if seat else {}))
    totals = totals_of(read_inbox(tmp_path).letters, TradeWords.shipped())
    assert list(totals.hours) == [(DAY, 9)]
    assert totals.hours[DAY, 9].calls == 15
    assert totals.days[other].calls == 15


def test_days_can_be_chosen(tmp_path: Path) -> None:
    for number in range(20, 25):
        lay(tmp_path, letter(1, day=date(2026, 11, number)))
    inbox = read_inbox(tmp_path, date(2026, 11, 21), date(2026, 11, 23))
    assert [one.day.day for one in inbox.letters] == [21, 22, 23]
