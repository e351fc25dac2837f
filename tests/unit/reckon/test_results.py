"""A result keeps every figure it used, reads back the same, and says a sum to nobody unless the company decided so."""

from dataclasses import FrozenInstanceError, replace
from datetime import date
from decimal import Decimal

import pytest

from handbook.model.kinds import Confidence, ValueScope
from handbook.model.official_text import Lapse
from handbook.model.reckoning import Choice, Reckoning
from handbook.model.region import InForce
from handbook.reckon.facts import QUESTIONS, Facts, Hours, asked_of
from handbook.reckon.ground import Ground
from handbook.reckon.refund import Refund, refund
from handbook.reckon.result import Result, as_json, from_json
from tests.unit.reckon.grounds import KNOWN, NORTH, TODAY, book, changed, ground, rows, undecided, value

SWITCHED = changed(NORTH, say_sums="可以说，王立 2026-05-01")
WANTED = Refund(
    facts=KNOWN, season_year=2025, fee=Decimal("3065.60"), rows=rows("1.5 18.5，1.6 15.9，1.7 16")
)


def worked(on: Ground, wanted: Refund = WANTED) -> Result:
    found = refund(on, wanted)
    assert isinstance(found, Result), found
    return found


def test_the_working_stands_line_by_line() -> None:
    found = worked(ground())
    assert [line.words for line in found.lines] == [
        "供热期 2025-10-20 至 2026-04-20，共 183 天",
        "日标准热费 = 3065.6 元 ÷ 183 天 = 约 16.7519 元",
        "退 50% 的 2 天：2026-01-05、2026-01-07",
        "退费 = 约 16.7519 元 × 2 天 × 50% = 约 16.7519 元",
        "退 100% 的 1 天：2026-01-06",
        "退费 = 约 16.7519 元 × 1 天 × 100% = 约 16.7519 元",
        "取整（最后四舍五入到分）：约 33.5038 元 → 33.50 元，少 约 0.0038 元",
    ]
    assert found.headline == "试算 33.50 元"
    assert found.rounding is not None
    assert round(found.rounding, 4) == Decimal("-0.0038")
    assert "读数：2026-01-06 15.9 ℃" in found.given
    assert found.edition == "2026.05 样例地区"


def test_the_articles_of_what_was_used_are_cited_once() -> None:
    cited = replace(value("refund_tiers", NORTH["refund_tiers"][0]), citations=("reg-a", "reg-b"))
    again = replace(value("fee_spread_rule", "按供热期天数平分"), citations=("reg-a",))
    found = worked(ground(NORTH, cited, again))
    assert [one.id for one in found.articles] == ["reg-a", "reg-b"]


def test_a_result_reads_back_the_same_and_outlives_the_content() -> None:
    wanted = replace(
        WANTED,
        rows=(*WANTED.rows, *rows("1月9号自测12，1月10号 12:00 12")),
        facts=undecided(hours=Hours.UNDECIDED),
    )
    found = worked(ground(), wanted)
    kept = as_json(found)
    assert from_json(kept) == found
    worked(ground(changed(NORTH, price_home="99", sum_rounding_rule="最后四舍五入到元")))
    assert from_json(kept) == found
    with pytest.raises(FrozenInstanceError):
        found.amount = Decimal(1)  # type: ignore[misc]


@pytest.mark.parametrize("kept", ["", "{}", "[]", '{"kind":"别的"}'])
def test_what_is_no_result_is_not_read(kept: str) -> None:
    with pytest.raises((ValueError, KeyError, TypeError)):
        from_json(kept)


# -- what may be said


def test_by_default_the_rule_is_said_and_never_the_sum() -> None:
    found = worked(ground())
    assert found.amount == Decimal("33.50")
    assert "33.5" not in found.spoken.words
    assert not found.spoken.holds_sum
    assert found.spoken.words == (
        "退费按天、按量出来的温度分档算：16 ℃以上、不到20 ℃按日退50%,低于16 ℃按日退100%。"
        "多少天、退多少，由计费按测温记录核，以书面答复为准。"
    )


def test_with_the_switch_and_everything_confirmed_it_is_said() -> None:
    found = worked(ground(SWITCHED))
    assert found.spoken.words == "按现在的口径试算约 33.50 元，以结算为准。"
    assert found.spoken.holds_sum
    assert found.spoken.why_not == ()


@pytest.mark.parametrize(
    ("on", "told"),
    [
        (ground(changed(NORTH, say_sums="可以说，王立 2026-05-07")), "公司没有定过"),
        (ground(changed(NORTH, say_sums="可以说")), "公司没有定过"),
        (ground(SWITCHED, is_confirmed=False), "地区还没确认"),
        (
            ground(SWITCHED, value("season_start", "10 月 20 日", confidence=Confidence.MEDIUM)),
            "“值season_start”还没核实（中）",
        ),
        (
            ground(SWITCHED, value("sum_rounding_rule", "最后四舍五入到分", confidence=Confidence.COMMON)),
            "“值sum_rounding_rule”还没核实（据通识）",
        ),
        (
            ground(SWITCHED, replace(value("say_sums", "可以说，王立 2026-05-01"), until=date(2026, 5, 5))),
            "公司没有定过",
        ),
    ],
)
def test_one_thing_unsure_keeps_the_sum_back(on: Ground, told: str) -> None:
    found = worked(on)
    assert not found.spoken.holds_sum
    assert "33.5" not in found.spoken.words
    assert any(told in why for why in found.spoken.why_not), found.spoken.why_not


def test_what_is_undecided_keeps_the_sum_back() -> None:
    found = worked(ground(SWITCHED), replace(WANTED, facts=Facts(hours=Hours.OUTSIDE)))
    assert not found.spoken.holds_sum
    assert "还有没定下来的事" in found.spoken.why_not


def test_a_value_whose_article_changed_is_not_confirmed() -> None:
    cited = replace(value("refund_tiers", NORTH["refund_tiers"][0]), citations=("reg-a",))
    there = replace(book(SWITCHED, cited), lapsed={"reg-a": Lapse.__new__(Lapse)})
    found = worked(Ground(there, TODAY))
    assert not found.spoken.holds_sum
    assert found.spoken.words.startswith("退费按天、按量出来的温度算，怎么分档看本地规定。")
    assert any("口径待核实" in note for note in found.notes)


def test_a_company_value_needs_no_region() -> None:
    """A rule of the company is its own word, whichever region it works by."""
    own = replace(value("sum_rounding_rule", Choice.CENT_AT_END), scope=ValueScope.COMPANY)
    there = ground(SWITCHED, own, is_confirmed=False)
    found = worked(there)
    assert {one.key: one.is_confirmed for one in found.used}["sum_rounding_rule"]


def test_a_value_of_an_unconfirmed_region_is_not_confirmed_whoever_may_set_it() -> None:
    own = replace(value("sum_rounding_rule", Choice.CENT_AT_END), scope=ValueScope.COMPANY)
    there = replace(
        book(SWITCHED, own),
        region=InForce(id="made", name="样例地区", is_confirmed=False),
        region_keys=frozenset({"sum_rounding_rule"}),
    )
    found = worked(Ground(there, TODAY))
    assert not any(one.is_confirmed for one in found.used if one.key == "sum_rounding_rule")


def test_every_asked_fact_has_a_question() -> None:
    assert {field for kind in Reckoning for field in asked_of(kind)} == set(QUESTIONS)
    assert asked_of(Reckoning.PERIOD) == ()
