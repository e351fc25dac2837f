"""Earlier calls of the same number, account or flat: found however they were written, and found fast."""

import time
from datetime import timedelta

import pytest

from handbook.call.desk import CallDesk
from handbook.call.state.call import CallerField
from handbook.call.store.volatile_store import VolatileStore
from tests.unit.call.fake_clock import FakeClock
from tests.unit.call.samples import checklist, cold_flat

ACCOUNT, ADDRESS, PHONE = CallerField.ACCOUNT, CallerField.ADDRESS, CallerField.PHONE


def desk_of(days: int = 7) -> tuple[CallDesk, FakeClock]:
    clock = FakeClock()
    return CallDesk(VolatileStore(), clock, retention_days=days), clock


def ended(desk: CallDesk, address: str = "", phone: str = "", account: str = "") -> int:
    call = desk.new_call()
    desk.pin(checklist(cold_flat()))
    for field, text in ((ADDRESS, address), (PHONE, phone), (ACCOUNT, account)):
        desk.enter_caller(field, text)
    desk.end_call()
    return call.id


@pytest.mark.parametrize(
    ("caller", "words"),
    [
        ({ADDRESS: "南岗区花园街 88 号 2 单元 301"}, "此地址 7 天内第 2 次来电"),
        ({ADDRESS: "花园街88-2-301"}, "此地址 7 天内第 2 次来电"),
        ({PHONE: "+86 139 0451 4417"}, "此号码 7 天内第 2 次来电"),
        ({ACCOUNT: "0231 0714"}, "此户号 7 天内第 2 次来电"),
        ({ADDRESS: "花园街88号2单元302"}, "7 天内本楼 1 通"),
        ({ADDRESS: "花园街88号"}, "7 天内本楼 1 通"),
        ({ADDRESS: "花园街8"}, ""),
        ({PHONE: "4417"}, ""),
        ({}, ""),
    ],
)
def test_what_is_said(caller: dict[CallerField, str], words: str) -> None:
    desk, _ = desk_of()
    ended(desk, "花园街88号2单元301", "13904514417", "0231-0714")
    desk.new_call()
    assert desk.earlier(caller).words.partition(" · ")[0] == words


def test_the_last_one_is_named_and_every_call_counts_once() -> None:
    desk, clock = desk_of()
    ended(desk, "花园街88号2单元301", "13904514417")
    clock.advance(24 * 3600)
    last = ended(desk, "花园街88-2-301", "13904514417")
    ended(desk, "花园街88-2-302")
    ended(desk, "花园街88-3-101")
    desk.new_call()
    earlier = desk.earlier({ADDRESS: "花园街88号2单元301", PHONE: "13904514417"})
    assert earlier.calls[0] == last
    assert earlier.words == (
        f"此地址 7 天内第 3 次来电 · 上次 {earlier.last:%m-%d} {cold_flat().title} · 本楼 2 通"
    )


def test_a_call_that_waits_counts_and_the_active_one_does_not() -> None:
    desk, _ = desk_of()
    desk.new_call()
    desk.enter_caller(PHONE, "13904514417")
    assert desk.earlier({PHONE: "13904514417"}).words == ""
    desk.new_call()
    assert len(desk.earlier({PHONE: "13904514417"}).calls) == 1


def test_a_shorter_retention_is_named_and_none_finds_nothing() -> None:
    desk, _ = desk_of(days=3)
    ended(desk, phone="13904514417")
    desk.new_call()
    assert desk.earlier({PHONE: "13904514417"}).words.startswith("此号码 3 天内(记录只留 3 天)第 2 次来电")
    desk, _ = desk_of(days=0)
    ended(desk, phone="13904514417")
    desk.new_call()
    assert desk.earlier({PHONE: "13904514417"}).words == ""


def test_what_is_older_than_seven_days_does_not_count() -> None:
    desk, clock = desk_of(days=30)
    ended(desk, phone="13904514417")
    clock.advance(timedelta(days=8).total_seconds())
    desk.new_call()
    assert desk.earlier({PHONE: "13904514417"}).words == ""


def test_what_was_corrected_or_taken_back_counts_as_it_stands() -> None:
    desk, _ = desk_of()
    desk.new_call()
    desk.enter_caller(PHONE, "13904510000")
    desk.enter_caller(PHONE, "13904514417")
    desk.enter_caller(ADDRESS, "花园街88-2-301")
    desk.undo()
    desk.end_call()
    desk.new_call()
    assert desk.earlier({PHONE: "13904510000"}).words == ""
    assert desk.earlier({PHONE: "13904514417"}).words
    assert desk.earlier({ADDRESS: "花园街88-2-301"}).words == ""


def test_a_key_among_seven_hundred_calls_takes_no_time() -> None:
    desk, _ = desk_of()
    for number in range(700):
        desk.new_call()
        desk.enter_caller(ADDRESS, f"花园街{number % 90 + 1}号{number % 5 + 1}单元{number % 7 + 1}01")
        desk.enter_caller(PHONE, f"139{number:08}")
        desk.end_call()
    desk.new_call()
    desk.earlier({})
    taken = []
    for length in range(1, 12):
        begin = time.perf_counter()
        desk.earlier({ADDRESS: "花园街88号2单元301"[:length], PHONE: "13900000007"[:length]})
        taken.append(time.perf_counter() - begin)
    print(f"a look-up among 700 calls: {max(taken) * 1000:.1f} ms at most")
    assert min(taken) < 0.01
