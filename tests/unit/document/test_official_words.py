"""Official words below our points: verbatim, with their day and source, on the page, on paper, and never in the search."""

from dataclasses import replace
from datetime import date

from handbook.document.blocks import OfficialWords, Verified
from handbook.document.compose import compose_entry, entry_blocks
from handbook.law.as_of import brought_to
from handbook.law.official import official_texts
from handbook.model.handbook import Handbook
from handbook.model.regulation import RegulationArticle
from handbook.render.entry_page import render_entry
from handbook.search.source.documents import documents_of
from tests.helpers.laws import BEIJIANG, law
from tests.unit.law.test_official import COMING, NEXT, NOW, TODAY, _article

ODD = law({"34": "室温 < 十八摄氏度的,&{退}还*百分之百*。\n(一)「按日」计算;\n(二){{x}}。"})


def _handbook(article: RegulationArticle, *texts: object) -> Handbook:
    return Handbook(regulations=(article,), official=official_texts([article], texts, ()))  # type: ignore[arg-type]


def _words(handbook: Handbook) -> list[OfficialWords]:
    entry = handbook.regulations[0]
    return [block for block in entry_blocks(entry, handbook) if isinstance(block, OfficialWords)]


def test_words_stand_with_their_day_and_source() -> None:
    (words,) = _words(brought_to(_handbook(_article(), NOW), TODAY))
    assert (words.head, words.state, words.is_in_force) == ("第三十四条", "2021-10-29 起施行", True)
    assert words.lines == NOW.by_number["34"].paragraphs
    assert "省人大网站" in words.source
    assert "王敏" in words.source


def test_what_is_to_come_stands_behind_what_holds() -> None:
    now, then = _words(brought_to(_handbook(_article(), NOW, NEXT), TODAY))
    assert now.is_in_force
    assert (then.head, then.is_in_force) == ("第三十三条", False)
    assert "还没施行" in then.state


def test_an_article_that_went_is_said_to_be_gone() -> None:
    without = replace(NEXT, articles=tuple(a for a in NEXT.articles if a.number != "33"))
    (words,) = _words(brought_to(_handbook(_article(), NOW, without), COMING))
    assert words.lines == ("这一版里没有这一条了。",)
    assert not words.is_in_force


def test_the_page_shows_them_letter_by_letter() -> None:
    handbook = brought_to(_handbook(_article(), ODD), TODAY)
    html = render_entry(handbook.regulations[0], handbook).html
    assert "室温 &lt; 十八摄氏度的,&amp;{退}还*百分之百*。" in html
    assert "(二){{x}}。" in html


def test_the_mark_stands_above_the_points_from_the_day_of_effect() -> None:
    handbook = brought_to(_handbook(_article(), NOW, NEXT), COMING)
    (verified,) = [b for b in entry_blocks(handbook.regulations[0], handbook) if isinstance(b, Verified)]
    assert verified.word == "待复核"
    assert verified.explanation.startswith("条文 2027-01-01 已改,要点待复核")
    assert not verified.is_sure


def test_no_official_word_gets_into_the_index() -> None:
    secret = law({"34": "特别罕见的官方字句不入索引。"})
    documents = documents_of(brought_to(_handbook(_article(), secret), TODAY))
    assert "罕见" not in repr(documents)


def test_paper_bears_the_words_and_the_line_of_their_source() -> None:
    handbook = brought_to(_handbook(_article(), NOW), TODAY)
    sheet = repr(compose_entry(handbook.regulations[0], handbook, TODAY).blocks)
    assert "卧室、起居室的温度不得低于十八摄氏度" in sheet
    assert "省人大网站" in sheet


def test_the_sheet_of_what_cites_it_bears_them_only_where_asked_for() -> None:
    article = _article()
    citing = replace(_article("1"), id="reg-bj-other", citations=(article.id,), key_points=("样例。",))
    handbook = brought_to(replace(_handbook(article, NOW), regulations=(article, citing)), date(2026, 11, 28))
    plain = repr(compose_entry(citing, handbook, TODAY).blocks)
    full = repr(compose_entry(citing, handbook, TODAY, with_law=True).blocks)
    assert "不得低于十八摄氏度" not in plain
    assert "不得低于十八摄氏度" in full
    assert f"《{BEIJIANG}》第三十四条" in full
