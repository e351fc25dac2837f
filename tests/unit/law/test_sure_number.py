"""A number that was only inferred: every word of doubt goes while a check stands, and comes back when it drops."""

from dataclasses import replace

import pytest

from handbook.document.composing import Composing
from handbook.law.as_of import brought_to
from handbook.law.sure_number import without_doubt
from handbook.model.kinds import LawStatus, Verification
from handbook.model.official_text import Check
from handbook.model.regulation import RegulationArticle
from tests.helpers.laws import BEIJIANG
from tests.unit.law.test_official import COMING, NEXT, NOW, TODAY, _article, _checked, _handbook

INFERRED = _article(
    title="省条例第34条 室温底线(推算)",
    summary="卧室、起居室的最低温度。条号是推算的。",
    article_note="内容可信;条号系推算(2011 年版为第三十六条)。旧文另有一款,现行是否保留未核对。",
    citation=f"《{BEIJIANG}》第三十四条(2021 年修正;条号系推算,现行文字未核对,书面引用前请核对)",
    status=LawStatus.UNKNOWN,
    status_note="按 2021 年文本;条号系推算",
)


def _doubts(article: RegulationArticle) -> list[str]:
    texts = (article.title, article.summary, article.article_note, article.citation, article.status_note)
    return [text for text in texts if "推算" in text or "请核对" in text]


def test_a_check_takes_every_word_of_doubt_away() -> None:
    (after,) = brought_to(_handbook(INFERRED, (NOW,), (_checked(INFERRED),)), TODAY).regulations
    assert _doubts(after) == []
    assert after.verification is Verification.CHECKED
    assert (after.title, after.summary) == ("省条例第34条 室温底线", "卧室、起居室的最低温度。")
    assert (after.citation, after.article_note) == (f"《{BEIJIANG}》第三十四条(2021 年修正)", "")
    assert after.status_note == "按 2021 年文本"


def test_a_card_that_cites_it_says_nothing_of_it_either() -> None:
    before = Composing(brought_to(_handbook(INFERRED, (NOW,)), TODAY)).article(INFERRED.id)
    assert "推算" in "".join(span.text for span in before)
    after = Composing(brought_to(_handbook(INFERRED, (NOW,), (_checked(INFERRED),)), TODAY))
    assert "推算" not in "".join(span.text for span in after.article(INFERRED.id))


@pytest.mark.parametrize("is_changed", [True, False])
def test_it_comes_back_when_the_check_drops(*, is_changed: bool) -> None:
    check = _checked(INFERRED)
    entry = replace(INFERRED, key_points=("卧室、起居室不低于 18 ℃,别的不算。",)) if is_changed else INFERRED
    handbook = _handbook(entry, (NOW, NEXT), (check,))
    (after,) = brought_to(handbook, TODAY if is_changed else COMING).regulations
    assert len(_doubts(after)) == 5


def test_nothing_is_taken_from_an_entry_that_nobody_vouches_for() -> None:
    (after,) = brought_to(_handbook(INFERRED, (NOW,)), TODAY).regulations
    assert after == INFERRED


@pytest.mark.parametrize(
    ("citation", "sure"),
    [
        ("《甲条例》第三十二条(条号系推算,书面引用前请核对)", "《甲条例》第三十二条"),
        (
            "《甲条例》第三十二条（2021 年修正；条号系推算，书面引用前请核对）",
            "《甲条例》第三十二条（2021 年修正）",
        ),
        ("《甲条例》第四条(2017 年批准)", "《甲条例》第四条(2017 年批准)"),
        ("《甲办法》(市政府令第 235 号)", "《甲办法》(市政府令第 235 号)"),
        ("《甲办法》(条号未取得)", "《甲办法》"),
        ("甲地退费办理(2022 年公开报道,条号未取得)", "甲地退费办理(2022 年公开报道)"),
    ],
)
def test_a_citation_keeps_what_is_no_doubt(citation: str, sure: str) -> None:
    assert without_doubt(replace(INFERRED, citation=citation)).citation == sure


@pytest.mark.parametrize(
    ("note", "kept"),
    [
        ("2011 年版同为第一条。", "2011 年版同为第一条。"),
        ("2025 年修订、2026 年 1 月 1 日施行,条号按新法;网上旧条号还很多。", None),
        (
            "条号未取得;千分之一写在哪里没有查清,对外以双方合同为准。",
            "千分之一写在哪里没有查清,对外以双方合同为准。",
        ),
        ("热价由政府部门定;条号不明。", "热价由政府部门定。"),
    ],
)
def test_a_note_of_another_kind_stays(note: str, kept: str | None) -> None:
    reported = replace(INFERRED, verification=Verification.REPORTED, article_note=note)
    assert without_doubt(reported).article_note == (note if kept is None else kept)


def test_an_entry_without_a_number_gets_the_one_that_was_vouched_for() -> None:
    bare = _article("", law="北江退费口径", law_short_names=("口径",), citation="北江退费口径(条号未取得)")
    check: Check = replace(_checked(_article()), entry=bare.id)
    handbook = _handbook(bare, (NOW,), (check,))
    (after,) = brought_to(handbook, TODAY).regulations
    assert (after.law, after.article, after.law_short_names) == (BEIJIANG, "34", ())
    assert after.citation == f"《{BEIJIANG}》第三十四条"
    assert after.verification is Verification.CHECKED
    other = replace(bare, key_points=("卧室不低于 17 ℃。",))
    assert brought_to(_handbook(other, (NOW,), (check,)), TODAY).regulations == (other,)
