"""Notices are written and read back alike; what is no list of notices is refused whole."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from handbook.bulletin.kept import Kept, read_kept, write_kept
from handbook.bulletin.notice import Notice, Situation, read_notices, write_notices

SENT = datetime(2026, 11, 28, 6, 12, tzinfo=UTC)
NOTICE = Notice(
    number=12,
    situation=Situation.REPAIR,
    estate="锦华嘉园",
    buildings="3–8号楼",
    sent=SENT,
    sender="陈静",
    until=SENT + timedelta(hours=4),
    reason="支管漏水，师傅正在换管",
    internal="4 号楼阀门井积水，晚点抽",
)


def test_a_list_reads_back_alike_the_newest_first() -> None:
    other = Notice(number=13, situation=Situation.RESTORED, estate="春晓里", sent=SENT, sender="陈静")
    assert read_notices(write_notices([NOTICE, other])) == (other, NOTICE)


@pytest.mark.parametrize(
    "change",
    [
        {"number": 0},
        {"number": "12"},
        {"situation": "flood"},
        {"estate": ""},
        {"estate": "锦" * 201},
        {"reason": "一行\n两行"},
        {"sent": None},
        {"sent": "2026-11-28T06:12:00"},
        {"until": 5},
        {"internal": None},
    ],
)
def test_a_row_that_is_no_notice_refuses_the_list(change: dict[str, object]) -> None:
    (row,) = json.loads(write_notices([NOTICE]))
    with pytest.raises(ValueError, match=r"."):
        read_notices(json.dumps([row | change]).encode())


@pytest.mark.parametrize("data", [b"", b"{}", b"[1]", b"[" + b" " * 300_000 + b"]"])
def test_what_is_no_list_is_refused(data: bytes) -> None:
    with pytest.raises(ValueError, match=r"."):
        read_notices(data)


def test_two_notices_with_one_number_are_refused() -> None:
    with pytest.raises(ValueError, match="one number"):
        read_notices(write_notices([NOTICE, NOTICE]))


def test_what_is_kept_survives_and_nonsense_is_nothing(tmp_path: Path) -> None:
    place = tmp_path / "bulletins" / "kept.json"
    assert read_kept(place) is None
    write_kept(place, Kept(SENT, (NOTICE,)))
    assert read_kept(place) == Kept(SENT, (NOTICE,))
    for nonsense in (b"", b"[]", b"{}", b'{"checked": "2026-11-28T06:12:00", "notices": []}'):
        place.write_bytes(nonsense)
        assert read_kept(place) is None
