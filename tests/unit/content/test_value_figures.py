"""Site values carry what they say as numbers, days, hours and tables; words are read as the figures that they are."""

from datetime import time
from decimal import Decimal
from pathlib import Path

import msgspec
import pytest

from handbook.content.loader import load_content
from handbook.content.schema import values_schema
from handbook.content.value_words import figure_in
from handbook.model.site_value import SiteValue
from handbook.model.value_figure import ClockSpan, Measure, MonthDay, Quantity, Tier, ValueFigure
from tests.unit.content.content_sample import VALUES, files, problems_of, write

ROW = "  - {{key: other, label: 别的, {}, scope: 公司, source: 典型值, confidence: 据通识}}\n"


@pytest.mark.parametrize(
    ("words", "unit", "amount", "most", "measure"),
    [
        ("24", "小时内", "24", None, Measure.HOUR),
        ("三十", "天", "30", None, Measure.DAY),
        ("15–30", "分钟", "15", "30", Measure.MINUTE),
        ("1-3", "天", "1", "3", Measure.DAY),
        ("到约好的钟点后 30", "分钟内", "30", None, Measure.MINUTE),
        ("两", "个采暖期", "2", None, Measure.SEASON),
        ("1.4", "米", "1.4", None, Measure.METRE),
        ("43.30", "元/㎡", "43.3", None, Measure.YUAN_PER_SQUARE_METRE),
        ("30%", "", "0.3", None, Measure.SHARE),
        ("百分之三十", "", "0.3", None, Measure.SHARE),
        ("欠费的每日千分之一", "", "0.001", None, Measure.SHARE_PER_DAY),
        ("按日万分之五", "", "0.0005", None, Measure.SHARE_PER_DAY),
    ],
)
def test_numbers_are_read_exactly(
    words: str, unit: str, amount: str, most: str | None, measure: Measure
) -> None:
    expected = Quantity(amount=Decimal(amount), most=Decimal(most) if most else None, unit=measure)
    assert figure_in(words, unit) == ValueFigure(number=expected)


def test_days_hours_and_tables_are_read() -> None:
    assert figure_in("次年 4 月 20 日") == ValueFigure(day=MonthDay(month=4, day=20, is_next_year=True))
    spans = (ClockSpan(start=time(6), end=time(8)), ClockSpan(start=time(16), end=time(20)))
    assert figure_in("6–8 时与 16–20 时") == ValueFigure(clock=spans)
    assert figure_in("10:00–14:00") == ValueFigure(clock=(ClockSpan(start=time(10), end=time(14)),))
    tiers = figure_in("16 ℃以上、不到18 ℃退30%,14 ℃以上、不到16 ℃退50%,低于14 ℃全退,按不合格天数")
    rows = [("16", "18", "0.3"), ("14", "16", "0.5"), (None, "14", "1")]
    assert tiers == ValueFigure(
        tiers=tuple(
            Tier(at_least=Decimal(low) if low else None, below=Decimal(high), share=Decimal(share))
            for low, high, share in rows
        )
    )


@pytest.mark.parametrize(
    "words", ["看公告", "12356", "哈尔滨", "13 月 1 日", "4 月 31 日", "25:00–26:00", "30%或50%", ""]
)
def test_what_is_no_figure_is_read_as_none(words: str) -> None:
    assert figure_in(words) is None


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ("figure: {day: {month: 13, day: 1}}", "不大于 12"),
        ("figure: {day: {month: 4, day: 31}}", "4 月没有 31 日"),
        ("figure: {number: {amount: 很多, unit: 天}}", "这里要写数字"),
        ("figure: {number: {amount: 3, unit: 斤}}", "不认识“斤”"),
        ("figure: {number: {amount: 3, most: 2, unit: 天}}", "要大于"),
        ("figure: {}", "只写一样"),
        ("figure: {day: {month: 4, day: 1}, number: {amount: 3, unit: 天}}", "只写一样"),
        ('figure: {clock: [{start: 早上, end: "08:00"}]}', "06:00"),
        ('figure: {clock: [{start: "09:00", end: "08:00"}]}', "要晚于"),
        ("figure: {tiers: [{at_least: 16, below: 18, share: 1.5}]}", "不大于 1"),
        ("figure: {tiers: [{at_least: 16, below: 18, share: 0.2}, {below: 14, share: 1}]}", "中间不能空"),
        ("figure: {nummer: {amount: 3, unit: 天}}", "没有“nummer”"),
    ],
)
def test_a_figure_that_cannot_be_is_told(row: str, told: str, tmp_path: Path) -> None:
    found = [
        p for p in problems_of(tmp_path, {"values.yaml": VALUES + ROW.format(row)}) if p.file == "values.yaml"
    ]
    assert any(told in problem.message for problem in found), [p.message for p in found]


def test_what_a_site_writes_as_words_gets_its_figure(tmp_path: Path) -> None:
    root, site = tmp_path / "content", tmp_path / "site"
    write(root, files())
    write(
        site,
        {"values.yaml": "values:\n" + ROW.format('value: "6", unit: 小时内').replace("other", "p3_arrival")},
    )
    value = load_content(root, site).handbook.value_by_key["p3_arrival"]
    assert value.figure == ValueFigure(number=Quantity(amount=Decimal(6), unit=Measure.HOUR))


def test_a_value_keeps_its_figure_through_the_compiled_copy(tmp_path: Path) -> None:
    root = Path(__file__).resolve().parents[3] / "content"
    values = load_content(root, region="harbin").handbook.values
    again = msgspec.json.decode(msgspec.json.encode(values), type=tuple[SiteValue, ...])
    assert again == values
    fee = next(value for value in values if value.key == "late_fee")
    assert fee.figure == ValueFigure(number=Quantity(amount=Decimal("0.001"), unit=Measure.SHARE_PER_DAY))
    assert fee.text == "欠费的每日千分之一"


def test_the_schema_knows_the_figure() -> None:
    assert "ValueFigure" in values_schema()["$defs"]
