"""标明另有出处: a figure of ours that rests on another source than the article no longer bars 核对; all statutes are invented."""

from dataclasses import replace
from datetime import date

from handbook.law.checks import may_be_given, missing, new_check, standing
from handbook.law.claims import all_claims, claims
from handbook.law.official import official_as, official_texts
from handbook.model.official_text import OtherSource
from handbook.model.regulation import Figure
from tests.unit.law.test_checks import FIRST, LAW, NOW, OLD, entry

MONTH = entry(key_points=("卧室不低于 16 ℃。", "供热单位原因造成的,3 个月内退。"))
BARRED = ("要点里的“3 个月”在现行原文(2012-05-01 起施行)里没有。",)


def said(*, is_taken_back: bool = False, **more: object) -> OtherSource:
    values: dict[str, object] = {
        "entry": MONTH.id,
        "figure": "3 个月",
        "claim_print": all_claims(MONTH)[1].print,
        "source": "《北江省供热退费办法》第五条",
        "is_taken_back": is_taken_back,
        "name": "王敏",
        "account": "wangmin",
        "day": NOW,
    }
    return OtherSource(**(values | more))  # type: ignore[arg-type]


def test_a_figure_that_stands_elsewhere_does_not_bar_the_check() -> None:
    assert may_be_given(MONTH, OLD, NOW) == BARRED
    marked = replace(OLD, elsewhere=(said(),))
    assert may_be_given(MONTH, marked, NOW) == ()
    check = new_check(MONTH, marked, NOW, "王敏")
    assert check.elsewhere == (said().key,)
    assert standing(MONTH, replace(marked, check=check), NOW).holds


def test_a_figure_without_such_a_word_bars_it_all_the_same() -> None:
    two = replace(MONTH, key_points=(*MONTH.key_points, "低于 12 ℃ 全退。"))
    assert may_be_given(two, replace(OLD, elsewhere=(said(),)), NOW) == (
        "要点里的“12 ℃”在现行原文(2012-05-01 起施行)里没有。",
    )


def test_the_same_figure_in_other_words_is_another_claim() -> None:
    other = replace(MONTH, key_points=("卧室不低于 16 ℃。", "测温结果 3 个月内告知。"))
    assert may_be_given(other, replace(OLD, elsewhere=(said(),)), NOW) == BARRED


def test_punctuation_and_width_are_no_other_words() -> None:
    typed = replace(MONTH, key_points=("卧室不低于 16 ℃。", "供热单位原因造成的，3 个月内退"))
    assert may_be_given(typed, replace(OLD, elsewhere=(said(),)), NOW) == ()


def test_the_check_falls_with_the_word_that_it_rests_on() -> None:
    marked = replace(OLD, elsewhere=(said(),))
    check = new_check(MONTH, marked, NOW, "王敏")
    now = standing(MONTH, replace(OLD, check=check), NOW)
    assert not now.holds
    assert now.dropped == "“3 个月”另有的出处撤掉了"


def test_the_last_word_on_a_figure_holds_and_only_for_its_entry() -> None:
    better = said(source="《北江省供热退费办法》第六条")
    texts = official_texts([MONTH], [FIRST], (), (said(), better, said(entry="reg-bj-9")))
    assert texts[MONTH.id][0].elsewhere == (better,)
    taken_back = official_texts([MONTH], [FIRST], (), (said(), better, said(is_taken_back=True)))
    assert taken_back[MONTH.id][0].elsewhere == ()
    again = official_texts([MONTH], [FIRST], (), (said(is_taken_back=True), said()))
    assert again[MONTH.id][0].elsewhere == (said(),)


def test_it_holds_beside_another_article_too() -> None:
    other = official_as(MONTH, "3", [FIRST], NOW, (said(),))
    assert other is not None
    assert other.elsewhere == (said(),)


def test_each_figure_knows_the_text_that_it_stands_in() -> None:
    """Points, figures, sentences for the caller and penalties, in this order."""
    article = entry(
        key_points=("卧室不低于 16 ℃。",),
        figures=(Figure(name="室温下限", value="17 ℃"),),
        tell_caller=("11 日内退给您。",),
        penalties="罚 9 万元。",
    )
    assert len(all_claims(article)) == 4
    found = missing(article, OLD, OLD.versions[0])
    assert [(one.claim, one.words) for one in found] == [(1, "17 ℃"), (2, "11 日"), (3, "9 万元")]


def test_what_is_said_of_another_law_is_read_and_not_claimed() -> None:
    article = entry(key_points=("《退费办法》第五条:3 个月内退。",), figures=(), tell_caller=())
    assert claims(article) == ()
    assert [claim.own for claim in all_claims(article)] == [""]
    assert missing(article, OLD, OLD.versions[0]) == ()


def test_a_coming_version_changes_nothing_of_it() -> None:
    assert LAW in OLD.law
    later = replace(OLD, elsewhere=(said(),))
    assert may_be_given(MONTH, later, date(2027, 5, 1)) == ()
