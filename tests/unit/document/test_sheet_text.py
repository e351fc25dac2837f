"""Sheets as lines: what the code of a sheet stands for."""

from dataclasses import replace
from datetime import date

import pytest

from handbook.document.blocks import (
    Banner,
    Block,
    Bullet,
    Caution,
    Heading,
    Immediate,
    ImmediateRow,
    Note,
    Picture,
    Say,
    SignOff,
    Span,
    TableBlock,
)
from handbook.document.compose import compose_entry
from handbook.document.sheet_text import block_lines, sheet_lines
from handbook.document.words import OWNER, SOURCES
from tests.helpers.sample import PROCEDURE, SAMPLE

DAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("block", "lines"),
    [
        (Heading("判断", note="先问"), ["判断(先问)"]),
        (Heading("判断"), ["判断"]),
        (
            Immediate((ImmediateRow("别碰水"), ImmediateRow("派抢修", is_said=False))),
            ["1 「别碰水」", "2 派抢修"],
        ),
        (Caution("警告", "烫", condition="若在喷"), ["〔若在喷〕警告:烫"]),
        (Note("记下时间"), ["注:记下时间"]),
        (Say("请稍等"), ["「请稍等」"]),
        (Bullet((Span("一"),)), ["• 一"]),
        (TableBlock(("甲", "乙"), (((Span("1"),), (Span("2"),)),)), ["1 | 2"]),
        (Picture("<svg/>", "阀门"), ["图:阀门"]),
        (SignOff(("时间",)), []),
    ],
    ids=lambda value: type(value).__name__,
)
def test_a_block_in_lines(block: Block, lines: list[str]) -> None:
    assert list(block_lines(block)) == lines


@pytest.mark.parametrize("entry", list(SAMPLE), ids=lambda entry: entry.id)
def test_every_kind_has_lines(entry: object) -> None:
    found = next(e for e in SAMPLE if e is entry)
    lines = list(sheet_lines(compose_entry(found, SAMPLE, DAY)))
    assert lines[0] == compose_entry(found, SAMPLE, DAY).title
    assert all(line.strip() for line in lines)


def test_the_lines_leave_out_what_the_code_does_not_stand_for() -> None:
    overdue = replace(PROCEDURE, review_by=date(2026, 1, 1))
    sheet = compose_entry(overdue, SAMPLE, DAY)
    assert isinstance(sheet.blocks[0], Banner)
    lines = list(sheet_lines(sheet))
    assert lines == list(sheet_lines(compose_entry(PROCEDURE, SAMPLE, DAY)))
    assert not [line for line in lines if line.startswith((f"{OWNER}:", f"{SOURCES}:"))]


def test_a_step_says_its_answers_its_value_and_where_it_leads() -> None:
    lines = list(sheet_lines(compose_entry(PROCEDURE, SAMPLE, DAY)))
    assert any(":" in line and " / " in line for line in lines)
    assert any("[室温 ℃]" in line for line in lines)
