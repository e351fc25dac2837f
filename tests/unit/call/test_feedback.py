"""Flags, misses and glances: kept locally, masked, in one table for the editor."""

import csv
import io
from collections.abc import Sequence
from pathlib import Path

import pytest
from typing_extensions import override

from handbook.call.feedback import FAR_DOWN, GLANCE_SECONDS, SOON_SECONDS, Feedback, FlagReason
from handbook.call.state.input_text import plain_line
from handbook.call.store.store import Store
from handbook.call.store.store_errors import StoreError, StoreFull
from handbook.call.store.tables import Change, Put, Row
from handbook.call.store.volatile_store import VolatileStore
from tests.unit.call.fake_clock import FakeClock


class FullStore(VolatileStore):
    @override
    def write(self, changes: Sequence[Change]) -> None:
        raise StoreFull("磁盘已满")


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def feedback(clock: FakeClock) -> Feedback:
    return Feedback(VolatileStore(), clock, version="2026.11")


def test_flags_and_misses_become_one_table(feedback: Feedback) -> None:
    feedback.flag("proc-a", FlagReason.OUTDATED, "还写着 18 ℃\n应为 20 ℃")
    feedback.record_miss("  暖气 漏风 ")
    [header, first, second] = csv.reader(io.StringIO(feedback.to_csv().removeprefix("\ufeff")))
    assert header == ["时间", "类别", "条目", "内容版本", "内容"]
    assert first == ["2026-11-22T09:00", "过时", "proc-a", "2026.11", "还写着 18 ℃ 应为 20 ℃"]
    assert second[1:] == ["未搜到", "", "2026.11", "暖气 漏风"]


def test_nothing_of_a_caller_gets_into_the_file(feedback: Feedback) -> None:
    feedback.record_miss("13800138000 红旗街5号楼3单元501室")
    feedback.flag("proc-a", FlagReason.WRONG, "用户王女士 0451-84650000,身份证 230103198001011234")
    text = feedback.to_csv()
    for secret in ("13800138000", "84650000", "230103198001011234", "5号楼", "501室"):
        assert secret not in text


def test_what_an_older_program_kept_too_plainly_is_masked_on_its_way_out(clock: FakeClock) -> None:
    store = VolatileStore()
    text = "打138－0013－8000,五号楼二\u200b单元\x07"
    row: Row = {"id": 1, "at": "2026-11-22T09:00", "kind": "错误", "entry": "a", "version": "1", "text": text}
    store.write([Put("feedback", row)])
    assert "***-****-**00,#号楼#单元" in Feedback(store, clock).to_csv()


def test_the_same_miss_counts_once_until_another_comes(feedback: Feedback) -> None:
    for query in ("漏风", "漏风 ", "", "回水", "漏风"):
        assert feedback.record_miss(query)
    assert [line.text for line in feedback.lines()] == ["漏风", "回水", "漏风"]


@pytest.mark.parametrize(
    ("seconds", "is_kept"), [(0.5, True), (GLANCE_SECONDS - 0.01, True), (GLANCE_SECONDS, False), (60, False)]
)
def test_cards_left_at_once_are_kept(
    feedback: Feedback, clock: FakeClock, seconds: float, *, is_kept: bool
) -> None:
    feedback.entry_opened("proc-a")
    clock.advance(seconds)
    clock.jump(86400)
    feedback.entry_opened("proc-b")
    clock.advance(100)
    feedback.entry_left()
    feedback.entry_left()
    assert [line.entry for line in feedback.lines()] == (["proc-a"] if is_kept else [])


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@cmd", "＝1+1", "＋1", "－1", "＠cmd"])
def test_a_spreadsheet_takes_no_cell_for_a_formula(feedback: Feedback, text: str) -> None:
    feedback.flag("proc-a", FlagReason.WRONG, text)
    assert f",'{plain_line(text)}" in feedback.to_csv()


def test_what_the_editor_has_can_be_cleared(feedback: Feedback) -> None:
    feedback.record_miss("甲")
    feedback.record_miss("乙")
    feedback.clear(up_to=feedback.lines()[0].id)
    assert [line.text for line in feedback.lines()] == ["乙"]


def test_a_full_disk_stops_flags_with_words_and_the_rest_in_silence(clock: FakeClock) -> None:
    feedback = Feedback(FullStore(), clock)
    with pytest.raises(StoreError, match="磁盘已满"):
        feedback.flag("proc-a", FlagReason.WRONG)
    assert not feedback.record_miss("甲")
    feedback.entry_opened("proc-a")
    assert not feedback.entry_left()


def test_it_survives_a_restart(tmp_path: Path, clock: FakeClock) -> None:
    store = Store.open(tmp_path / "calls.db", clock)
    Feedback(store, clock).flag("proc-a", FlagReason.INCOMPLETE)
    store.close()
    store = Store.open(tmp_path / "calls.db", clock)
    assert [line.kind for line in Feedback(store, clock).lines()] == ["缺内容"]
    store.close()


def rows(feedback: Feedback) -> list[tuple[str, str]]:
    """Kind and text of each row."""
    return [(line.kind, line.text) for line in feedback.lines()]


def test_a_search_of_which_nothing_was_opened_is_a_miss_once_another_one_follows(
    feedback: Feedback, clock: FakeClock
) -> None:
    feedback.searched("发票抬头", call=7)
    clock.advance(SOON_SECONDS)
    assert rows(feedback) == []
    feedback.searched("开票 单位名", call=7)
    clock.advance(5)
    feedback.searched("抬头写错", call=7)
    assert rows(feedback) == [("未搜到", "发票抬头"), ("未搜到", "开票 单位名")]


@pytest.mark.parametrize(
    ("seconds", "call", "second", "understood"),
    [
        (SOON_SECONDS + 1, 7, "停热", ""),
        (5, 8, "停热", ""),
        (5, 0, "停热", ""),
        (5, 7, "阀们漏水 厨房", ""),
        (5, 7, "阀们", ""),
        (5, 7, "阀门漏水", "阀门漏水"),
    ],
    ids=["later", "another call", "no call", "typed on", "cut short", "mended"],
)
def test_what_asks_no_other_thing_of_the_same_call_soon_makes_no_miss(
    feedback: Feedback, clock: FakeClock, seconds: float, call: int, second: str, understood: str
) -> None:
    feedback.searched("阀们漏水", call=7 if call else 0, understood_as=understood)
    clock.advance(seconds)
    feedback.searched(second, call=call)
    assert rows(feedback) == []


def test_a_search_that_was_of_use_is_no_miss_and_what_was_far_down_is_one(
    feedback: Feedback, clock: FakeClock
) -> None:
    feedback.result_used(9)
    feedback.searched("退费", call=7)
    feedback.result_used(FAR_DOWN - 1)
    feedback.searched("退费 几天", call=7)
    clock.advance(5)
    feedback.searched("漏水", call=7)
    assert rows(feedback) == []
    feedback.result_used(FAR_DOWN)
    feedback.result_used(FAR_DOWN + 1)
    clock.advance(5)
    feedback.searched("停热", call=7)
    assert rows(feedback) == [("未搜到", "漏水")]


def test_a_query_has_one_row_however_it_was_missed(feedback: Feedback, clock: FakeClock) -> None:
    feedback.record_miss("公交卡")
    feedback.searched("公交卡", call=7)
    clock.advance(3)
    feedback.searched("充值", call=7)
    assert rows(feedback) == [("未搜到", "公交卡")]
    feedback.report_gap("公交卡 ")
    assert rows(feedback) == [("记为缺口", "公交卡")]
    feedback.record_miss("公交卡")
    assert rows(feedback) == [("记为缺口", "公交卡")]
    feedback.report_gap("  ")
    feedback.report_gap("13800138000 没有的事")
    assert rows(feedback)[1][1].endswith("00 没有的事")
    assert "138" not in rows(feedback)[1][1]


def test_a_gap_that_cannot_be_kept_says_so_and_a_search_does_not(clock: FakeClock) -> None:
    feedback = Feedback(FullStore(), clock)
    with pytest.raises(StoreError, match="磁盘已满"):
        feedback.report_gap("公交卡")
    assert feedback.searched("公交卡", call=7)
    clock.advance(3)
    assert not feedback.searched("充值", call=7)
    assert not feedback.result_used(FAR_DOWN)


def test_the_editor_is_told_where_a_flagged_entry_went() -> None:
    feedback = Feedback(VolatileStore(), FakeClock())
    feedback.flag("kn-went", FlagReason.OUTDATED)
    feedback.flag("kn-here", FlagReason.WRONG)
    feedback.follow(lambda kept: kept.replace("kn-went", "kn-there"))
    rows = list(csv.reader(io.StringIO(feedback.to_csv().removeprefix("\ufeff"))))
    assert [row[2] for row in rows[1:]] == ["kn-went(已并入 kn-there)", "kn-here"]
