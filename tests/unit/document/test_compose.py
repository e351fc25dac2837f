"""Entries and runs as blocks: everything that is printed, in the order of use."""

from dataclasses import replace
from datetime import date, datetime

from handbook.document.blocks import (
    Banner,
    Caution,
    EndMark,
    Immediate,
    Labelled,
    OutcomeBlock,
    Paragraph,
    SignOff,
    StepRow,
    TableBlock,
    Verified,
    text_of,
)
from handbook.document.compose import RunToPrint, compose_entry, compose_run, entry_blocks
from handbook.document.links import linked_entries
from handbook.document.markdown import markdown_blocks
from handbook.document.run_record import RunRecord, StepRecord, TickState
from handbook.document.sheet_text import block_lines
from handbook.model.emergency import CardOutcome, EmergencyCard
from handbook.model.handbook import Handbook
from handbook.model.kinds import LawStatus, Priority, StepKind, Verification
from handbook.model.step import Answer, Step, ValueField
from handbook.search.source.entry_text import body_of
from tests.helpers.sample import EMERGENCY, PROCEDURE, REGULATION, SAMPLE

TODAY = date(2026, 11, 22)


def _steps(blocks: object) -> list[StepRow]:
    return [block for block in blocks if isinstance(block, StepRow)]  # type: ignore[attr-defined]


def test_phase_one_stands_first_and_the_end_mark_before_the_small_print() -> None:
    sheet = compose_entry(EMERGENCY, SAMPLE, TODAY)

    assert isinstance(sheet.blocks[0], Immediate)
    assert [row.is_said for row in sheet.blocks[0].rows] == [True, False]
    [end] = [block for block in sheet.blocks if isinstance(block, EndMark)]
    assert end.text == "■ 本卡完成:抢修已出发。"


def test_a_card_says_what_it_comes_to_in_the_numbers_that_are_printed() -> None:
    hurt = Step(
        id="hurt",
        kind=StepKind.ASK,
        text="有没有人烫着?",
        answers=(Answer(label="有人烫伤"), Answer(label="没有人受伤")),
    )
    grave = CardOutcome(
        priority=Priority.P0,
        next_action="急救先管人",
        owner="抢修班",
        follow_up="回拨问平安",
        when={"hurt": ("有人烫伤",)},
    )
    other = CardOutcome(priority=Priority.P1, next_action="关阀", owner="抢修班", follow_up="回拨问平安")
    card = replace(EMERGENCY, steps=(*EMERGENCY.steps, hurt), outcomes=(grave, other))

    assert _labelled(card) == {
        "结论": "P0 若第 2 步为“有人烫伤”:急救先管人(抢修班);P1 其余情况:关阀(抢修班)",
        "事后": "回拨问平安",
    }
    quiet = replace(card, outcomes=(grave, replace(other, follow_up="问水停没停")))
    assert _labelled(quiet) == {
        "结论": "P0 若第 2 步为“有人烫伤”:急救先管人(抢修班),事后回拨问平安;"
        "P1 其余情况:关阀(抢修班),事后问水停没停",
    }


def test_what_a_card_comes_to_is_no_word_to_find_it_by() -> None:
    outcome = CardOutcome(priority=Priority.P0, next_action="围挡关段", owner="抢修班", follow_up="回话")

    with_outcome = entry_blocks(replace(EMERGENCY, outcomes=(outcome,)), SAMPLE)

    assert body_of(with_outcome) == body_of(entry_blocks(EMERGENCY, SAMPLE))


def _labelled(card: EmergencyCard) -> dict[str, str]:
    blocks = compose_entry(card, SAMPLE, TODAY).blocks
    rows = [block for block in blocks if isinstance(block, Labelled)]
    return {row.label: text_of(row.rich) for row in rows if row.label in ("结论", "事后")}


def test_only_steps_with_a_box_are_numbered() -> None:
    steps = _steps(compose_entry(PROCEDURE, SAMPLE, TODAY).blocks)

    assert [step.number for step in steps] == [1, 2, 3, 4, 1, 2]
    assert [step.name for step in steps[:4]] == ["extent", "step-3", "step-4", "room"]


def test_conditions_name_the_printed_number() -> None:
    room = _steps(compose_entry(PROCEDURE, SAMPLE, TODAY).blocks)[3]

    assert room.condition == "若第 1 步为“一组”"
    assert (room.value_name, room.value_unit, room.killer, room.wanted_for_dispatch) == (
        "室温",
        "℃",
        True,
        True,
    )


def test_a_long_condition_is_said_once_and_then_named() -> None:
    first = replace(PROCEDURE.steps[0], answers=tuple(Answer(label=f"第{n}种很长的回答") for n in range(3)))
    when: dict[str, tuple[str, ...]] = {first.id: ("第0种很长的回答", "第1种很长的回答", "第2种很长的回答")}
    warned = Step(kind=StepKind.WARN, text="烫", when=when)
    rest = [Step(kind=StepKind.DO, text=f"办{n}", state="已办", when=when) for n in range(3)]
    other = Step(kind=StepKind.DO, text="再办", state="已办")
    entry = replace(
        PROCEDURE, steps=(first, warned, *rest, other, rest[0]), onsite_steps=(), dispatch_minimum=()
    )
    steps = _steps(compose_entry(entry, SAMPLE, TODAY).blocks)
    whole = steps[1].condition

    assert whole.startswith("若第 1 步为")
    assert [step.condition for step in steps] == ["", whole, "条件同第 2 步", "条件同第 2 步", "", whole]


def test_answers_lead_to_lettered_outcomes_and_other_entries() -> None:
    first = replace(
        PROCEDURE.steps[0],
        answers=(Answer(label="甲", outcome="open"), Answer(label="乙", entry=EMERGENCY.id)),
    )
    entry = replace(PROCEDURE, steps=(first,), dispatch_minimum=())
    sheet = compose_entry(entry, replace(SAMPLE, procedures=(entry,)), TODAY)
    choices = _steps(sheet.blocks)[0].choices

    assert [choice.leads_to for choice in choices] == ["A 片内存气", "转爆管喷水"]
    assert choices[1].link == "entry:em-burst"
    assert "em-burst" in sheet.links
    assert [block.letter for block in sheet.blocks if isinstance(block, OutcomeBlock)] == ["A"]


def test_warnings_stand_before_the_step_they_guard() -> None:
    blocks = compose_entry(PROCEDURE, SAMPLE, TODAY).blocks
    at = next(n for n, block in enumerate(blocks) if isinstance(block, Caution))

    assert isinstance(blocks[at + 1], StepRow)


def test_site_values_are_filled_in_and_a_time_that_nobody_has_given_is_no_hole() -> None:
    sheet = compose_entry(PROCEDURE, SAMPLE, TODAY)
    [outcome] = [block for block in sheet.blocks if isinstance(block, OutcomeBlock)]

    assert "20\u00a0℃" in _steps(sheet.blocks)[1].text
    assert outcome.promise == ""
    assert "〔待填" not in str(outcome)


def test_an_overdue_entry_says_so_and_is_printed_all_the_same() -> None:
    sheet = compose_entry(replace(PROCEDURE, review_by=date(2026, 1, 1)), SAMPLE, TODAY)

    assert isinstance(sheet.blocks[0], Banner)
    assert "2026-01-01" in sheet.blocks[0].text
    assert len(_steps(sheet.blocks)) == 6


RUN = RunRecord(
    call="128",
    started=datetime(2026, 11, 22, 10, 3),
    steps={
        "extent": StepRecord(state=TickState.TICKED, answer="一组", at=datetime(2026, 11, 22, 10, 4)),
        "step-3": StepRecord(state=TickState.SKIPPED, reason="用户挂断"),
        "room": StepRecord(state=TickState.VERIFIED, value="16.5"),
    },
    outcome="open",
    facts=(("户号", "0451"),),
    is_drill=True,
)


def test_a_run_shows_what_was_done() -> None:
    sheet = compose_run(RunToPrint(entry=PROCEDURE, record=RUN), SAMPLE, TODAY)
    extent, said, _, room = _steps(sheet.blocks)[:4]

    assert [choice.label for choice in extent.choices if choice.chosen] == ["一组"]
    assert extent.time == "10:04"
    assert (said.tick, said.reason) == (TickState.SKIPPED, "用户挂断")
    assert room.written == "16.5\u00a0℃"
    assert next(block for block in sheet.blocks if isinstance(block, OutcomeBlock)).reached
    assert sheet.is_drill
    assert any(isinstance(block, Banner) and "演练" in block.text for block in sheet.blocks)
    assert not any(isinstance(block, SignOff) for block in sheet.blocks)


def test_the_fitters_steps_of_a_run_stay_blank() -> None:
    steps = _steps(compose_run(RunToPrint(entry=PROCEDURE, record=RUN), SAMPLE, TODAY).blocks)

    assert [step.is_blank for step in steps] == [False] * 4 + [True] * 2


def test_phase_one_stands_before_the_head_of_a_run() -> None:
    sheet = compose_run(RunToPrint(entry=EMERGENCY, record=replace(RUN, is_drill=False)), SAMPLE, TODAY)

    assert isinstance(sheet.blocks[0], Immediate)


def test_every_shipped_entry_is_composed(book: Handbook) -> None:
    sheets = [compose_entry(entry, book, TODAY) for entry in book]

    assert len(sheets) == len(book) > 0
    assert all(sheet.blocks and sheet.code and sheet.tab for sheet in sheets)


def test_markdown_becomes_blocks() -> None:
    body = "第一段**重点:**请看[放气](entry:proc-vent)\n接着。\n\n- 一\n- 二\n  1. 内\n\n| 项 | 值 |\n|---|---|\n| 甲 | 乙 |\n"
    blocks = list(markdown_blocks(body))

    assert isinstance(blocks[0], Paragraph)
    assert text_of(blocks[0].rich) == "第一段重点:请看放气接着。"
    assert [span.text for span in blocks[0].rich if span.bold] == ["重点:"]
    assert list(linked_entries(tuple(blocks))) == ["proc-vent"]
    assert [(block.mark, block.indent) for block in blocks[1:4]] == [("•", 0), ("•", 0), ("1", 1)]  # type: ignore[union-attr]
    assert isinstance(blocks[4], TableBlock)
    assert (blocks[4].head, len(blocks[4].rows)) == (("项", "值"), 1)


def test_markdown_reads_no_html_and_no_other_links() -> None:
    [block] = markdown_blocks("<b>甲</b> [乙](https://example.org) ![丙](x.png)")

    assert isinstance(block, Paragraph)
    assert all(not span.link for span in block.rich)


def test_a_blank_form_that_sends_somebody_has_lines_for_address_phone_and_account() -> None:
    sent, told = (
        replace(PROCEDURE, outcomes=tuple(replace(o, priority=p) for o in PROCEDURE.outcomes))
        for p in (Priority.P3, None)
    )
    for entry in (sent, EMERGENCY):
        (lines,) = [b for b in compose_entry(entry, SAMPLE, TODAY).blocks if isinstance(b, SignOff)]
        assert lines.fields == ("地址", "电话", "户号", "时间", "姓名")
    (lines,) = [b for b in compose_entry(told, SAMPLE, TODAY).blocks if isinstance(b, SignOff)]
    assert lines.fields == ("时间", "姓名", "备注")


def test_why_there_is_no_value_is_offered_without_what_follows() -> None:
    reasons = (Answer(label="量不了(没有温度计)", note="上门时量", is_standing=True),)
    measured = Step(
        id="room", kind=StepKind.ASK, text="多少度?", value=ValueField(name="室温", unit="℃"), answers=reasons
    )
    sheet = compose_entry(replace(PROCEDURE, steps=(measured,)), SAMPLE, TODAY)
    (row, *_) = _steps(sheet.blocks)
    assert [(c.label, c.note) for c in row.choices] == [("量不了(没有温度计)", "")]
    assert row.value_name == "室温"


COMPARED = replace(
    REGULATION,
    verification=Verification.COMPARED,
    text_date=date(2021, 1, 22),
    text_source="公开法律库甲(2026-10)",
    text_print="0123456789abcdef",
)
AS_OF = replace(COMPARED, status=LawStatus.UNKNOWN, status_note="按 2021 年文本,此后有无修改未核")


def test_a_compared_article_says_with_which_text_and_that_it_is_a_copy() -> None:
    blocks = entry_blocks(COMPARED, SAMPLE)
    [grade] = [block for block in blocks if isinstance(block, Verified)]
    said = {block.label: text_of(block.rich) for block in blocks if isinstance(block, Labelled)}

    assert (grade.word, grade.is_sure) == ("已对照公开全文", True)
    assert "副本" in grade.explanation
    assert said["对照文本"] == "公开法律库甲(2026-10),2021-01-22 的文本"
    assert "0123456789abcdef" not in str(blocks)


def test_a_person_who_checked_the_text_is_named() -> None:
    checked = replace(COMPARED, verification=Verification.CHECKED, checked_by="王法务")
    blocks = compose_entry(checked, SAMPLE, TODAY).blocks
    said = [text_of(block.rich) for block in blocks if isinstance(block, Labelled)]

    assert "公开法律库甲(2026-10),2021-01-22 的文本,核对人 王法务" in said


def test_what_is_unsure_of_being_in_force_stands_on_the_page_in_what_is_copied_and_where_it_is_cited() -> (
    None
):
    book = replace(SAMPLE, regulations=(AS_OF,))
    blocks = entry_blocks(AS_OF, book)
    said = {block.label: block for block in blocks if isinstance(block, Labelled)}
    [grade] = [block for block in blocks if isinstance(block, Verified)]
    note = "未核实:按 2021 年文本,此后有无修改未核"

    assert not grade.is_sure
    assert "未核实(按 2021 年文本,此后有无修改未核)" in text_of(said["效力"].rich)
    assert said["引用"].copies == f"{AS_OF.citation}({note})"
    cited = [line for block in compose_entry(PROCEDURE, book, TODAY).blocks for line in block_lines(block)]
    assert any(f"{AS_OF.citation}〔{note};已对照公开全文〕" in line for line in cited)
