"""Closing a second time does nothing: a descriptor that was given back may be the file of somebody else by then."""

import errno
import os
from pathlib import Path

import pytest

from handbook.call.store.backups import Backups
from handbook.call.store.redo_log import RedoLog, Transaction
from handbook.call.store.store import BACKUP_EVERY, Store
from handbook.call.store.store_errors import StoreError
from handbook.call.store.tables import Put
from tests.unit.call.fake_clock import FakeClock


def favourite(entry: str) -> Put:
    return Put("favourite", {"entry": entry, "position": 1})


def test_a_segment_that_is_closed_twice_leaves_the_files_of_others_alone(tmp_path: Path) -> None:
    segment = RedoLog(tmp_path / "0.redo")
    segment.close()
    with (tmp_path / "of-another").open("wb") as other:  # takes the number that has become free
        segment.append(Transaction(1, (favourite("proc-refund"),)))
        segment.close()
        assert os.fstat(other.fileno())
    assert (tmp_path / "of-another").read_bytes() == b""
    assert not segment.is_whole


def test_a_store_that_could_not_begin_a_segment_is_closed_like_any_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = FakeClock()
    store = Store.open(tmp_path / "calls.db", clock)
    store.write([favourite("proc-refund")])

    def refuse(_: Backups, number: int) -> RedoLog:
        raise OSError(errno.ENOSPC, "full")

    clock.advance(BACKUP_EVERY.total_seconds())
    with monkeypatch.context() as full:
        full.setattr(Backups, "open_redo", refuse)
        with pytest.raises(StoreError, match="磁盘已满"):
            store.back_up_if_due()
    store.write([favourite("em-scald")])
    with (tmp_path / "of-another").open("wb") as other:
        store.close()
        store.close()
        assert os.fstat(other.fileno())
    again = Store.open(tmp_path / "calls.db", clock)
    assert [row["entry"] for row in again.rows("favourite")] == ["em-scald", "proc-refund"]
    again.close()
