"""``handbook feedback`` writes one CSV, and clears only what it wrote."""

import csv
from pathlib import Path

import pytest

from handbook import paths
from handbook.call.feedback import Feedback, FlagReason
from handbook.call.state.clock import SystemClock
from handbook.call.store.store import Store
from handbook.cli.main import run


def collected() -> int:
    store = Store.open(paths.call_store(), SystemClock())
    count = len(Feedback(store, SystemClock()).lines())
    store.close()
    return count


def flag() -> None:
    store = Store.open(paths.call_store(), SystemClock())
    Feedback(store, SystemClock(), version="2026.11").flag(
        "proc-a", FlagReason.OUTDATED, "电话13800000001旧了"
    )
    store.close()


def verb(*words: str) -> int:
    return run(["feedback", *words], lambda _: 9)


def test_one_row_for_each_flag_with_digits_masked(tmp_path: Path) -> None:
    flag()
    target = tmp_path / "feedback.csv"
    assert verb("-o", str(target)) == 0
    rows = list(csv.reader(target.read_text(encoding="utf-8-sig").splitlines()))
    assert rows[1][1:4] == ["过时", "proc-a", "2026.11"]
    assert "13800000001" not in target.read_text(encoding="utf-8")
    assert collected() == 1


def test_clearing_follows_writing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    flag()
    assert verb("-o", str(tmp_path / "missing" / "f.csv"), "--clear") == 2
    assert "missing" in capsys.readouterr().err
    assert collected() == 1
    (tmp_path / "f.csv").write_text("of last week")
    assert verb("-o", str(tmp_path / "f.csv"), "--clear") == 0
    assert collected() == 0


def test_a_name_of_another_kind_is_refused_and_nothing_cleared(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    flag()
    assert verb("-o", str(tmp_path / "f.xlsx"), "--clear") == 2
    assert ".csv" in capsys.readouterr().err
    assert not (tmp_path / "f.xlsx").exists()
    assert collected() == 1


def test_without_a_store_nothing_is_made(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert verb("-o", str(tmp_path / "f.csv")) == 2
    assert "没有反馈" in capsys.readouterr().err
    assert not paths.call_store().exists()
