"""Reports from the field: kept whole, once, unverified; forged or damaged, they change nothing by themselves."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from handbook.call.day_sums import sum_of_call
from handbook.call.desk import CallDesk
from handbook.call.past_line import past_line
from handbook.call.state.call import Call, CallerField
from handbook.call.state.rules import CallRefused
from handbook.call.state.run import Mark
from handbook.call.words.field_report import (
    LONGEST,
    ReportRefused,
    Slip,
    Standing,
    check_letters,
    read_report,
    report_text,
    run_named,
    standing,
)
from handbook.model.checklist import Checklist
from handbook.model.pinned_paper import PinnedPaper
from tests.unit.call.samples import Seat, ask, checklist, later, poor_heat, procedure, seat, stored_seat

CODE = "ABCD-EFGH"
HEAD = f"现场回报 {CODE} 0123ABCD"
ROWS = (
    "散热器上热下凉",
    "2026-11-30 15:52 起，做了 3/9 步",
    "电话：13945001234",
    "已知",
    "〔extent〕第 1 步 是一组还是每组都这样？：只一组",
    "测得",
    "〔room〕第 4 步 室温：17.5 ℃",
    "备注：门禁坏了",
    "已做",
    "〔book〕第 9 步 约定上门时间",
    "没做 6 步",
)


def written(*rows: str, head: str = HEAD) -> str:
    """A report as the file writes it."""
    text = "\n".join((head, *rows))
    return f"{text}\n校对 {check_letters(text)}"


REPORT = written(*ROWS)


def paper_of(code: str) -> PinnedPaper:
    day = date(2026, 1, 1)
    return PinnedPaper(code=code, summary="样例", owner="客服", reviewed=day, review_by=day)


def listed(code: str = CODE) -> Checklist:
    return replace(checklist(poor_heat()), paper=paper_of(code))


def on_call(code: str = CODE) -> tuple[Seat, CallDesk]:
    made = seat()
    made.desk.new_call()
    made.desk.pin(listed(code))
    return made, made.desk


def state_of(call: Call) -> Call:
    """The call without its reports and the time of its last record."""
    return replace(call, reports=(), elapsed=0, last=None)


# What a report is


def test_the_text_is_kept_whole_with_its_time_at_the_list_it_names() -> None:
    made, desk = on_call()
    later(made)
    [report] = desk.add_report(REPORT).reports
    assert (report.run, report.text, report.at) == (1, REPORT, made.clock.now())
    assert "现场回报(未核实):" in desk.record()
    assert "〔room〕第 4 步 室温：17.5 ℃" in desk.record()


def test_pasted_twice_it_changes_nothing_also_after_a_way_through_another_chat() -> None:
    _, desk = on_call()
    once = desk.add_report(REPORT)
    assert desk.add_report(REPORT) == once
    assert desk.add_report(REPORT.replace(" ", "\u00a0").replace("\n", "\r\n\r\n")) == once


def test_reports_that_contradict_each_other_stand_side_by_side() -> None:
    _, desk = on_call()
    desk.add_report(REPORT)
    other = written(*[row.replace("只一组", "每组都是") for row in ROWS])
    assert [report.text for report in desk.add_report(other).reports] == [REPORT, other]


def test_a_report_of_no_list_of_the_call_stands_with_the_call() -> None:
    _, desk = on_call("WXYZ-1234")
    [report] = desk.add_report(REPORT).reports
    assert report.run == 0


def test_among_lists_of_one_entry_the_edition_decides() -> None:
    _, desk = on_call()
    desk.pin(listed("ABCD-9999"))
    call = desk.add_report(REPORT)
    assert call.reports[0].run == 1
    assert run_named(call, read_report(written("x", head="现场回报 ABCD-1111 0123ABCD"))) == 2


def test_a_report_is_taken_back_like_any_act_and_can_be_pasted_again() -> None:
    _, desk = on_call()
    desk.add_report(REPORT)
    assert desk.undo(1).reports == ()
    assert len(desk.add_report(REPORT).reports) == 1


def test_it_outlives_the_program(tmp_path: Path) -> None:
    made = stored_seat(tmp_path / "calls.sqlite")
    made.desk.new_call()
    made.desk.pin(listed())
    reports = made.desk.add_report(REPORT).reports
    made.store.close()  # type: ignore[attr-defined]
    again = stored_seat(tmp_path / "calls.sqlite", made.clock)
    [call] = again.desk.restore().calls
    assert call.reports == reports


def test_without_a_call_it_is_told_what_to_do() -> None:
    with pytest.raises(CallRefused, match="新来电"):
        seat().desk.add_report(REPORT)


# Twenty that are forged or damaged

FORGED: Sequence[tuple[str, str]] = (
    ("no head", "\n".join(ROWS)),
    ("empty lines", "\n \n\t\n"),
    ("cut off in the middle", REPORT[: len(REPORT) // 2]),
    ("without its last line", REPORT.rsplit("\n", 1)[0]),
    ("a number changed", REPORT.replace("17.5", "27.5")),
    ("the check made anew", written(*[row.replace("17.5", "27.5") for row in ROWS])),
    ("an id that no list has", written("已知", "〔nobody〕第 1 步 有吗？：有")),
    ("an answer that the step has not", written("已知", "〔extent〕第 1 步 是一组？：全楼都炸了")),
    ("a value where an answer is asked", written("测得", "〔extent〕第 1 步 室温：19 ℃")),
    ("words for a number", written("测得", "〔room〕第 4 步 室温：暖和 ℃")),
    ("a killer step said to be done", written("已做", "〔power〕第 5 步 确认水没有碰到插座")),
    ("a step that does not apply", written("已知", "〔pipes〕第 2 步 进水管？：都凉")),
    ("an outcome", written("结论：片内存气", "已派单", "已承诺 2 小时内到场")),
    ("marks of direction", written("已知", "〔extent〕第 1 步 \u202e组一只\u202c：\u2066只一组\u2069")),
    ("controls and zero bytes", REPORT.replace("门禁", "门\x00\x07\x1b[31m禁")),
    ("half of a sign", REPORT.replace("门禁", "门\ud83d禁")),
    ("markup", written("备注：<img src=x onerror=alert(1)><b>已派单</b>", "〔<b>〕第 1 步 x：y")),
    ("a formula", written("备注：=cmd|' /C calc'!A1", "电话：=1+1")),
    ("two reports in one", f"{REPORT}\n{REPORT.replace('只一组', '每组都是')}"),
    ("words of a chat around it", f"张师傅 10:03\n{REPORT}\n收到没?"),
    ("a head in full width", REPORT.replace("ABCD-EFGH", "ＡＢＣＤ－ＥＦＧＨ")),
    ("a miscopied code", REPORT.replace("ABCD-EFGH", "ABCD-EFG0")),
    ("a thousand steps", written("已做", *(f"〔s{n}〕x" for n in range(600)))),
)


@pytest.mark.parametrize(("_name", "text"), FORGED, ids=[name for name, _ in FORGED])
def test_nothing_changes_by_itself(_name: str, text: str) -> None:
    _, desk = on_call()
    before, ticket, missing = state_of(desk.active), desk.preview_ticket(), desk.missing_for_dispatch()  # type: ignore[arg-type]
    after = desk.add_report(text)
    assert state_of(after) == before
    assert desk.preview_ticket() == ticket
    assert desk.missing_for_dispatch() == missing
    assert desk.missing_at_end() == ()
    assert all(run.state(step.id).mark is Mark.OPEN for run in after.runs for step in run.checklist.steps)
    for report in after.reports:
        assert not any(sign in report.text for sign in "\u202e\u2066\x00\x07\x1b\ud83d")
        run = after.run(report.run) if report.run else None
        for line in read_report(report.text).lines:
            standing(line, after, run)


@pytest.mark.parametrize(("_name", "text"), FORGED, ids=[name for name, _ in FORGED])
def test_whoever_takes_every_line_over_is_held_by_the_rules_of_typing(_name: str, text: str) -> None:
    _, desk = on_call()
    for report in desk.add_report(text).reports:
        for number, _ in enumerate(read_report(report.text).lines[:12]):
            try:
                desk.take_over(report.seq, number)
            except CallRefused as refused:
                assert str(refused)
    call = desk.active
    assert call is not None
    [run] = call.runs
    assert run.end is None and not call.dispatches and not run.said
    answers = {step.id: {a.label for a in step.answers} for step in run.checklist.steps}
    assert all(label in answers[step] for step, label in run.answers.items())


def test_too_long_is_refused_and_nothing_is_kept() -> None:
    _, desk = on_call()
    for text in ("字" * (LONGEST // 3 + 1), "x" * (LONGEST + 1), "\u200b" * LONGEST):
        with pytest.raises(ReportRefused, match="8 KB"):
            desk.add_report(text)
    assert desk.active is not None and desk.active.reports == ()


def test_slips_are_found_and_prove_nothing() -> None:
    slips = {name: read_report(report_text(text)).slip for name, text in FORGED}
    assert read_report(REPORT).slip is Slip.NONE
    assert (
        slips["cut off in the middle"]
        is slips["a number changed"]
        is slips["a miscopied code"]
        is Slip.CHANGED
    )
    assert slips["no head"] is slips["a head in full width"] is Slip.NO_HEAD
    assert slips["the check made anew"] is Slip.NONE
    assert slips["words of a chat around it"] is Slip.NONE


# Line by line


def place(text: str, words: str) -> int:
    return next(n for n, line in enumerate(read_report(text).lines) if words in line.words)


def test_lines_are_taken_over_one_at_a_time() -> None:
    _, desk = on_call()
    [report] = desk.add_report(REPORT).reports
    assert desk.take_over(report.seq, place(REPORT, "只一组")).run(1).answers == {"extent": "只一组"}
    assert desk.take_over(report.seq, place(REPORT, "室温")).run(1).state("room").value == "17.5"
    assert desk.take_over(report.seq, place(REPORT, "约定")).run(1).state("book").is_ticked
    call = desk.take_over(report.seq, place(REPORT, "电话"))
    assert call.caller == {CallerField.PHONE: "13945001234"}
    assert [note.text for note in desk.take_over(report.seq, place(REPORT, "门禁")).notes] == [
        "备注：门禁坏了(现场回报)"
    ]
    assert "17.5 ℃" in desk.preview_ticket().text


def test_what_the_list_says_otherwise_is_told_and_stays() -> None:
    _, desk = on_call()
    desk.answer(1, "extent", "每组都是")
    desk.enter_value(1, "room", "17.5")
    call = desk.add_report(REPORT)
    found = {line.name: standing(line, call, call.run(1)) for line in read_report(REPORT).lines if line.name}
    assert found == {
        "电话": Standing.NEW,
        "extent": Standing.OTHER,
        "room": Standing.SAME,
        "book": Standing.NEW,
    }
    assert call.run(1).answers == {"extent": "每组都是"}


def test_a_line_of_a_report_that_is_gone_is_refused() -> None:
    _, desk = on_call()
    desk.add_report(REPORT)
    for report, line in ((99, 0), (desk.active.reports[0].seq, 99), (desk.active.reports[0].seq, -1)):  # type: ignore[union-attr]
        with pytest.raises(CallRefused):
            desk.take_over(report, line)


def test_an_ended_call_has_it_in_its_record_and_not_in_its_ticket() -> None:
    _, desk = on_call()
    desk.enter_caller(CallerField.ADDRESS, "花园街 88 号 2 单元 301")
    desk.add_report(REPORT)
    ended = desk.end_call("测试")
    assert "门禁坏了" not in ended.ticket
    assert "门禁坏了" in ended.record


def test_labels_are_known_again_in_the_full_width_of_the_page() -> None:
    asked = ask("old", "家里有老人吗?", "有,还撑得住", "没有")
    made = seat().desk
    made.new_call()
    made.pin(replace(checklist(procedure(asked)), paper=paper_of(CODE)))
    [report] = made.add_report(written("已知", "〔old〕第 1 步 家里有老人吗？：有，还撑得住")).reports
    assert made.take_over(report.seq, 0).run(1).answers == {"old": "有,还撑得住"}


def test_a_report_is_in_no_sum_of_the_day_and_in_no_line_of_the_history() -> None:
    sums, lines = [], []
    for is_reported in (False, True):
        _, desk = on_call()
        if is_reported:
            desk.add_report(REPORT)
        call = desk.end_call("测试").call
        records = desk._journal.records(call.id)
        sums.append(sum_of_call(call, records))
        lines.append(past_line(call, 0))
    assert sums[0] == sums[1]
    assert lines[0] == lines[1]
