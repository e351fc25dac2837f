"""A desk leaves each finished day once; whatever the share does, nothing is written over and nothing is lost."""

import json
import os
from datetime import timedelta
from pathlib import Path

import pytest

from handbook.call.desk import CallDesk
from handbook.call.finished_days import FinishedDays
from handbook.call.store.tables import Put
from handbook.call.store.volatile_store import VolatileStore
from handbook.fleet.inbox import leaving
from handbook.fleet.inbox.letter import read_letter
from handbook.fleet.inbox.reading import read_inbox
from tests.unit.call.simulated_calls import CARD
from tests.unit.fleet.inbox.desks import SEAT, Desk, open_inbox, report_seats

NAME = f"{SEAT}/2026-11-22.jsonl"


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    made = Desk(tmp_path, VolatileStore())
    made.played.counts.searched(is_miss=True)
    made.search_in_vain("暖气不热怎么办")
    return made


def lines(desk: Desk, name: str = NAME) -> list[dict[str, object]]:
    return [json.loads(line) for line in (desk.inbox / name).read_text("utf-8").splitlines()]


def test_a_finished_day_is_left_once(desk: Desk, tmp_path: Path) -> None:
    open_inbox(tmp_path)
    desk.lay_in()
    assert desk.leave() == 0  # today is not over
    desk.sleep()
    desk.lay_in()
    assert (desk.leave(), desk.leave()) == (1, 0)
    assert desk.files() == [NAME]
    assert lines(desk) == [
        {"form": 1, "seat": SEAT, "day": 20261122},
        {"sum": {"s": 1, "m": 1}},
        {"miss": "暖气不热怎么办", "n": 1},
        {"end": 3},
    ]
    desk.lay_in()
    assert desk.leave() == 0


def test_lists_are_named_by_their_entries(desk: Desk, tmp_path: Path) -> None:
    open_inbox(tmp_path)
    desk.played.desk.new_call()
    desk.played.desk.pin(CARD)
    desk.played.desk.end_call()
    desk.sleep()
    desk.lay_in()
    desk.leave()
    assert {"list": CARD.entry_id, "n": 1} in lines(desk)


@pytest.mark.parametrize(("seats", "told"), [(0, 0), (4, 0), (5, 1), (9, 1)])
def test_hours_leave_only_where_five_desks_were_seen(
    desk: Desk, tmp_path: Path, seats: int, told: int
) -> None:
    open_inbox(tmp_path)
    desk.sleep()
    desk.lay_in()
    report_seats(tmp_path, seats, desk.clock.now() - timedelta(days=2))
    desk.leave()
    assert [line["hour"] for line in lines(desk) if "hour" in line] == [9] * told


def test_desks_that_were_seen_long_ago_or_write_nonsense_do_not_count(desk: Desk, tmp_path: Path) -> None:
    open_inbox(tmp_path)
    desk.sleep()
    desk.lay_in()
    report_seats(tmp_path, 4, desk.clock.now())
    seats = tmp_path / "share" / "seats"
    for number, text in enumerate(("{", '{"seen": 5}', '{"seen": "2026-11-22T00:00:00"}', "[]", "x" * 5000)):
        (seats / f"bad{number}.json").write_text(text, "utf-8")
    old = desk.clock.now() - timedelta(days=8)
    (seats / "old.json").write_text(json.dumps({"seen": old.isoformat()}), "utf-8")
    (seats / "link.json").symlink_to(seats / "0.json")
    desk.leave()
    assert not [line for line in lines(desk) if "hour" in line]


def test_a_share_without_an_inbox_costs_nothing_and_is_tried_again(desk: Desk, tmp_path: Path) -> None:
    for _ in range(3):
        desk.sleep()
        desk.played.counts.opened()
        desk.lay_in()
        assert desk.leave() == 0
    assert not desk.share.exists()
    open_inbox(tmp_path)
    desk.sleep()
    desk.lay_in()
    assert desk.leave() == 4
    assert desk.files() == [f"{SEAT}/2026-11-2{n}.jsonl" for n in (2, 3, 4, 5)]


@pytest.mark.skipif(os.geteuid() == 0 if hasattr(os, "geteuid") else True, reason="root may write everywhere")
def test_a_share_that_takes_nothing_is_tried_again(desk: Desk, tmp_path: Path) -> None:
    open_inbox(tmp_path)
    desk.sleep()
    desk.lay_in()
    desk.inbox.chmod(0o500)
    assert desk.leave() == 0
    desk.inbox.chmod(0o700)
    assert desk.leave() == 1


def test_a_disk_that_refuses_is_tried_again(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_inbox(tmp_path)
    desk.sleep()
    desk.lay_in()

    def refuse(*_: object) -> None:
        raise PermissionError(13, "no")

    with monkeypatch.context() as patch:
        patch.setattr(leaving, "_create", refuse)
        assert desk.leave() == 0
    assert desk.leave() == 1


def test_what_lies_there_is_never_written_over(desk: Desk, tmp_path: Path) -> None:
    open_inbox(tmp_path)
    desk.sleep()
    desk.lay_in()
    desk.leave()
    before = (desk.inbox / NAME).read_bytes()
    (desk.folder / f"outbox-{SEAT}" / "2026-11-22.left").unlink()
    desk.played.counts.searched(is_miss=False)
    desk.lay_in()
    assert desk.leave() == 1
    assert (desk.inbox / NAME).read_bytes() == before
    assert desk.files() == [NAME]


@pytest.mark.parametrize("share", [0.0, 0.3, 0.9])
def test_a_torn_file_gets_a_whole_one_beside_it(desk: Desk, tmp_path: Path, share: float) -> None:
    open_inbox(tmp_path)
    desk.sleep()
    desk.lay_in()
    desk.leave()
    whole = (desk.inbox / NAME).read_bytes()
    (desk.inbox / NAME).write_bytes(whole[: int(len(whole) * share)])
    (desk.folder / f"outbox-{SEAT}" / "2026-11-22.left").unlink()
    desk.lay_in()
    assert desk.leave() == 1
    assert desk.files() == [f"{SEAT}/2026-11-22.2.jsonl", NAME]
    assert (desk.inbox / SEAT / "2026-11-22.2.jsonl").read_bytes() == whole
    [letter] = read_inbox(desk.inbox).letters
    assert letter.sums.searches == 1


def test_a_link_in_place_of_the_folder_leads_nowhere(desk: Desk, tmp_path: Path) -> None:
    open_inbox(tmp_path)
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (desk.inbox / SEAT).symlink_to(elsewhere)
    desk.sleep()
    desk.lay_in()
    assert desk.leave() == 0
    assert list(elsewhere.iterdir()) == []


def test_a_day_waits_for_its_open_call_but_not_for_ever(desk: Desk, tmp_path: Path) -> None:
    open_inbox(tmp_path)
    desk.played.desk.new_call()
    desk.sleep()
    desk.lay_in()
    assert desk.leave() == 0
    desk.played.desk.end_call()
    desk.lay_in()
    desk.leave()
    assert lines(desk)[1]["sum"]["c"] == 1  # type: ignore[index]
    desk.played.desk.new_call()
    desk.played.counts.opened()
    desk.sleep(8)
    desk.lay_in()
    assert desk.leave() == 1


def test_sums_that_the_store_forgot_are_not_sent_and_the_mark_of_the_day_goes_too(
    desk: Desk, tmp_path: Path
) -> None:
    open_inbox(tmp_path)
    desk.sleep()
    desk.lay_in()
    desk.leave()
    desk.sleep(410)
    desk.outbox.tidy(desk.clock.now())
    assert list((desk.folder / f"outbox-{SEAT}").iterdir()) == []
    desk.lay_in()
    assert desk.leave() == 0


def test_a_call_desk_whose_clock_is_doubted_says_so() -> None:
    desk = Desk(Path(), VolatileStore())
    assert desk.played.desk.trusted_now == desk.clock.now()
    desk.clock.jump(60 * 86400)
    assert desk.played.desk.trusted_now is None


def test_hours_of_no_day_are_passed_over() -> None:
    store = VolatileStore()
    desk = Desk(Path(), store)
    store.write([Put("day_sum", {"hour": 2026139901, "body": '{"c":1}'})])
    assert FinishedDays(store, desk.played.counts).read(desk.clock.now(), ()) == []
    assert CallDesk(store, desk.clock).active is None


def test_a_waiting_letter_that_was_tampered_with_is_passed_over(desk: Desk, tmp_path: Path) -> None:
    open_inbox(tmp_path)
    desk.sleep()
    desk.lay_in()
    [file] = (desk.folder / f"outbox-{SEAT}").iterdir()
    assert read_letter(file.read_bytes()).letter is not None
    file.write_bytes(b"nonsense\n")
    assert desk.leave() == 0
    assert desk.files() == []
