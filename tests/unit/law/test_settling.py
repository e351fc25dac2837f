"""What a person decided about lines without a place is done, and nothing is decided for them."""

from datetime import date

import pytest

from handbook.law.draft import Choice
from handbook.law.law_text import LawText, Origin
from handbook.law.settling import UnsettledError, settled
from handbook.law.splitting import split
from tests.helpers.statutes import invented

ORIGIN = Origin(source="省人大网站", obtained_on=date(2026, 4, 1), obtained_by="王敏")
DAY = date(2026, 5, 1)
DRAFT = split(
    [
        "来源：北江省人大网站",
        "# 北江省城市供热条例",
        "2025年9月26日北江省人民代表大会常务委员会通过",
        "第一条 甲。",
        "甲二。",
        "注：甲三",
        "甲四。",
        "第二条",
        "校对：李华",
        "乙。",
        "| 九十 | 二 |",
        "责任编辑：李华",
    ]
)


def settle(**choices: Choice) -> LawText:
    wanted = {at: choices.get(DRAFT.lines[at].text[:2], Choice.LEAVE_OUT) for at in DRAFT.unplaced}
    return settled(DRAFT, wanted, title="北江省城市供热条例", effective=DAY, origin=ORIGIN)


def test_a_line_goes_to_the_article_before_it_where_it_stood() -> None:
    law = settle(**{"注：": Choice.TO_ARTICLE_BEFORE, "校对": Choice.TO_ARTICLE_BEFORE})
    assert [article.paragraphs for article in law.articles] == [
        ("甲。", "甲二。", "注：甲三", "甲四。"),
        ("校对：李华", "乙。", "| 九十 | 二 |"),
    ]
    assert law.notes == ()


def test_a_line_is_laid_aside_as_a_note_or_left_out() -> None:
    law = settle(**{"来源": Choice.AS_NOTE, "责任": Choice.AS_NOTE})
    assert law.notes == ("来源：北江省人大网站", "责任编辑：李华")
    assert law.articles == DRAFT.articles


def test_what_the_text_and_the_person_say_stands_in_the_law() -> None:
    law = settle()
    assert (law.title, law.effective, law.origin) == ("北江省城市供热条例", DAY, ORIGIN)
    assert (law.place, law.organ, law.history) == ("北江省", DRAFT.organ, DRAFT.history)
    choices = dict.fromkeys(DRAFT.unplaced, Choice.LEAVE_OUT)
    elsewhere = settled(
        DRAFT, choices, title="供热条例", effective=DAY, origin=ORIGIN, place="", repealed=date(2030, 1, 1)
    )
    assert (elsewhere.title, elsewhere.place, elsewhere.repealed) == ("供热条例", "", date(2030, 1, 1))


def test_a_line_without_a_choice_is_named() -> None:
    choices = dict.fromkeys(DRAFT.unplaced[1:], Choice.LEAVE_OUT)
    with pytest.raises(UnsettledError, match=r"1 行.*第 1 行“来源：北江省人大网站”"):
        settled(DRAFT, choices, title="甲", effective=DAY, origin=ORIGIN)


def test_no_line_goes_to_an_article_that_is_not_there() -> None:
    with pytest.raises(UnsettledError, match="第 1 行“来源"):
        settle(**{"来源": Choice.TO_ARTICLE_BEFORE})


def test_every_line_given_back_to_its_article_keeps_the_others() -> None:
    for seed in range(100):
        draft = split(invented(seed).lines)
        behind = {
            at: Choice.TO_ARTICLE_BEFORE if draft.lines[at].article else Choice.LEAVE_OUT
            for at in draft.unplaced
        }
        law = settled(draft, behind, title=draft.title, effective=DAY, origin=ORIGIN)
        given = [draft.lines[at].text for at, choice in behind.items() if choice is Choice.TO_ARTICLE_BEFORE]
        before = [text for article in draft.articles for text in article.paragraphs]
        after = [text for article in law.articles for text in article.paragraphs]
        assert [text for text in after if text not in given] == before, seed
        assert [text for text in after if text in given] == given, seed
