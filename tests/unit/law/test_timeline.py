"""An article through the versions of its law; all statutes here are invented."""

from dataclasses import replace
from datetime import date

import pytest

from handbook.law.law_text import LawArticle, LawText, Origin
from handbook.law.timeline import (
    coming,
    in_force,
    is_first_version,
    law_in_force,
    missing_amendments,
    neighbours,
    trace,
)

ORIGIN = Origin(source="试写的文件", obtained_on=date(2026, 11, 20), obtained_by="甲")
PASSED = "（2011年6月9日北江省第十一届人民代表大会常务委员会第二十五次会议通过 自2011年10月1日起施行）"
AMENDED = (
    PASSED[:-1]
    + " 根据2021年8月1日《北江省人民代表大会常务委员会关于修改〈北江省城市供热条例〉的决定》修正）"
)
TWICE = AMENDED[:-1] + " 根据2026年9月3日《关于修改〈北江省城市供热条例〉等两件法规的决定》第二次修正）"

PURPOSE = "为了规范供用热行为，维护供热单位和热用户的合法权益，制定本条例。"
DUTIES = "供热单位应当建立巡查制度，供热期内每周检查换热站和庭院管网。"
HEARING = "制定热价应当举行听证会，听取热用户和供热单位的意见。"
WARMTH = "供热期内热用户卧室的室内温度不得低于十六摄氏度。"
WARMER = "供热期内热用户卧室的室内温度不得低于十八摄氏度。"
FUND = "本省建立供热质量保证金，专款专用。"
CITING = "违反本条例第四条规定的，责令限期改正，退还当期热费。"


def law(day: date, *texts: str, history: str = "", repealed: date | None = None) -> LawText:
    return LawText(
        title="北江省城市供热条例",
        effective=day,
        history=(history,) if history else (),
        repealed=repealed,
        origin=ORIGIN,
        articles=tuple(LawArticle(number=str(n), paragraphs=(text,)) for n, text in enumerate(texts, 1)),
    )


FIRST = law(date(2011, 10, 1), PURPOSE, DUTIES, HEARING, WARMTH, CITING, history=PASSED)
SECOND = law(date(2021, 10, 1), PURPOSE, DUTIES, WARMER, CITING.replace("四", "三"), history=AMENDED)
THIRD = law(date(2027, 1, 1), PURPOSE, DUTIES, FUND, WARMER, CITING, history=TWICE)
ALL = (THIRD, FIRST, SECOND)


def told(number: str, day: date, versions: tuple[LawText, ...] = ALL) -> list[tuple[int, str, str]]:
    return [
        (step.version.effective.year, step.version.number, step.change.value if step.change else "")
        for step in trace(versions, number, day).steps
    ]


def test_an_article_is_followed_through_its_numbers_from_whichever_version() -> None:
    expected = [(2011, "4", ""), (2021, "3", "改"), (2027, "4", "仅条号变")]
    assert told("4", date(2027, 1, 1)) == expected
    assert told("3", date(2021, 10, 1)) == expected
    assert told("4", date(2011, 10, 1)) == expected
    assert told("5", date(2027, 1, 1)) == [(2011, "5", ""), (2021, "4", "仅引条变"), (2027, "5", "仅引条变")]


def test_an_article_that_went_says_since_when_and_ends() -> None:
    history = trace(ALL, "3", date(2011, 10, 1))
    assert [(v.effective.year, v.number, bool(v.lines)) for v in history.versions] == [
        (2011, "3", True),
        (2021, "", False),
    ]
    assert history.steps[-1].change == "删去"


def test_an_article_that_was_added_has_no_unknown_history() -> None:
    later = (SECOND, THIRD)
    history = trace(later, "3", date(2027, 1, 1))
    assert [(step.version.effective.year, step.change) for step in history.steps] == [(2027, "新增")]
    assert not history.is_start_unknown
    assert trace(later, "4", date(2027, 1, 1)).is_start_unknown


def test_history_is_known_from_the_first_version_on() -> None:
    assert not trace(ALL, "4", date(2027, 1, 1)).is_start_unknown
    assert trace((replace(FIRST, history=()),), "1", date(2011, 10, 1)).is_start_unknown


@pytest.mark.parametrize(
    ("history", "is_first"),
    [
        ((PASSED,), True),
        (("2011年6月9日 北江省第十一届人民代表大会常务委员会通过", "2011年10月1日 施行"), True),
        (("二〇一一年六月九日北江省人民代表大会常务委员会通过",), True),
        ((AMENDED,), False),
        (("2011年6月9日通过", "2021年8月1日 第一次修正"), False),
        (("2011年6月9日通过 2021年8月1日修订 自2021年10月1日起施行",), False),
        (("2011年6月9日通过的《北江省关于修改物业条例的决定》一并公布",), True),
        ((), False),
    ],
)
def test_the_first_version_is_known_by_its_history(history: tuple[str, ...], is_first: bool) -> None:
    assert is_first_version(replace(FIRST, history=history)) is is_first


def test_amendments_whose_text_is_not_at_hand_are_named() -> None:
    assert missing_amendments(ALL) == ()
    assert missing_amendments((FIRST, THIRD)) == (date(2021, 8, 1),)
    assert missing_amendments((THIRD,)) == (date(2021, 8, 1),)
    assert missing_amendments((FIRST, replace(SECOND, history=()), THIRD)) == ()
    assert trace((FIRST, THIRD), "4", date(2027, 1, 1)).missing == (date(2021, 8, 1),)


@pytest.mark.parametrize(
    ("day", "now", "then"),
    [
        (date(2011, 9, 30), None, 2011),
        (date(2011, 10, 1), 2011, 2021),
        (date(2021, 9, 30), 2011, 2021),
        (date(2026, 12, 31), 2021, 2027),
        (date(2027, 1, 1), 2027, None),
    ],
)
def test_what_holds_on_a_day_and_what_comes(day: date, now: int | None, then: int | None) -> None:
    held, next_one = in_force(ALL, day), coming(ALL, day)
    assert (held.effective.year if held else None, next_one.effective.year if next_one else None) == (
        now,
        then,
    )
    versions = trace(ALL, "4", date(2027, 1, 1)).versions
    of_article = in_force(versions, day)
    assert (of_article.effective.year if of_article else None) == now


def test_a_repealed_law_holds_up_to_the_day_before() -> None:
    repealed = (FIRST, replace(SECOND, repealed=date(2025, 3, 1)))
    assert law_in_force(repealed, date(2025, 2, 28)) == repealed[1]
    assert law_in_force(repealed, date(2025, 3, 1)) is None
    assert trace(repealed, "1", date(2011, 10, 1)).repealed == date(2025, 3, 1)


def test_a_version_carries_words_print_source_and_whether_it_says_the_same() -> None:
    first, second, third = trace(ALL, "4", date(2027, 1, 1)).versions
    assert first.lines == (WARMTH,)
    assert second.print == third.print != first.print
    assert [v.says_the_same for v in (first, second, third)] == [False, False, True]
    assert first.source == "试写的文件，2026-11-20 由甲取得"


def test_comparisons_at_hand_are_not_made_again() -> None:
    compared = neighbours(ALL)
    assert trace(ALL, "4", date(2027, 1, 1), compared) == trace(ALL, "4", date(2027, 1, 1))


@pytest.mark.parametrize(("number", "day"), [("99", date(2027, 1, 1)), ("1", date(2020, 1, 1))])
def test_what_is_not_there_is_refused(number: str, day: date) -> None:
    with pytest.raises(KeyError):
        trace(ALL, number, day)
