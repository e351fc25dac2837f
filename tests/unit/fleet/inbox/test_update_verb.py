"""``handbook update``, the process that the window starts, leaves what waits in this user's outbox."""

import json
from datetime import date
from pathlib import Path

import pytest

from handbook import paths
from handbook.call.day_sums import HourSum
from handbook.call.finished_days import FinishedDay
from handbook.fleet.inbox.outbox import Outbox
from handbook.fleet.inbox.words import TradeWords
from tests.unit.fleet.test_publish_verb import Desk

DAY = date(2026, 11, 22)


def test_the_process_leaves_what_waits(
    tmp_path: Path, user_home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    desk = Desk(tmp_path, monkeypatch, capsys)
    desk.allow(seat="12")
    desk.make_keys()
    desk.publish()
    finished = FinishedDay(
        DAY, {9: HourSum(calls=3)}, {"proc-a": 2}, ("暖气不热怎么办", "王建国 13904511234")
    )
    Outbox(paths.user_outbox()).lay_in([finished], TradeWords.shipped())
    assert desk.do("update", "--json")[0] == 0
    assert not (desk.share / "inbox").exists()
    (desk.share / "inbox").mkdir()
    desk.do("update", "--json")
    [file] = (desk.share / "inbox").glob("*/*.jsonl")
    assert file.parent.name != "12"
    lines = [json.loads(line) for line in file.read_text("utf-8").splitlines()]
    assert lines[1:] == [
        {"sum": {"c": 3}},
        {"list": "proc-a", "n": 2},
        {"miss": "暖气不热怎么办", "n": 1},
        {"end": 4},
    ]
    assert [path.name for path in paths.user_outbox().iterdir()] == [f"{DAY}.left"]
