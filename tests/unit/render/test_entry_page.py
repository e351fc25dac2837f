"""Pages of entries: every kind, what can be copied, what is marked, and that content is never markup."""

import re
from dataclasses import replace
from datetime import date

import pytest

from handbook.model.entry import Entry
from handbook.model.handbook import Handbook
from handbook.model.service_guide import GuideLine, ServiceGuide
from handbook.model.typesetting import NO_BREAK, WORD_JOINER
from handbook.render.colours import DARK
from handbook.render.entry_page import caller_words, render_entry
from handbook.render.page import PageStyle
from handbook.render.plain_text import plain_text
from tests.helpers.sample import CASE, EMERGENCY, INTERNAL, KNOWLEDGE, PROCEDURE, REGULATION, SAMPLE, SCRIPT
from tests.helpers.shown import as_typed


def words_on(entry: Entry, handbook: Handbook = SAMPLE) -> str:
    """The page as plain text."""
    return as_typed(plain_text(render_entry(entry, handbook).html))


def test_a_guide_stands_before_the_steps_with_labels_of_one_width_and_its_grounds_small() -> None:
    said = (GuideLine(text="不收费;公告为准", citations=("reg-36",)),)
    fields = ("conditions", "materials", "process", "time_limit", "fee", "channels", "responsible")
    guide = ServiceGuide(**dict.fromkeys(fields, said))
    page = render_entry(replace(PROCEDURE, guide=guide), SAMPLE).html

    table = page[page.index("办事指南") : page.index("先问")]
    assert len(set(re.findall(r'<td width="(\d+)"', table))) == 1
    assert table.count('href="entry:reg-36"') == len(fields)
    assert re.search(r'font-size:13px[^>]*><a href="entry:reg-36"', table)
    assert not re.findall(r"[,;:()](?![^<]*>)", re.sub(r"<[^>]*>", "", table))


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        (
            PROCEDURE,
            [
                "先问",
                "警告",
                "结论与下一步",
                "片内存气",
                "责任:供热单位",
                "派单必填",
                "现场:",
                "关键项",
                "若第 1 步为“一组”",
            ],
        ),
        (
            EMERGENCY,
            [
                "先说先做",
                "同时呼叫抢修班",
                "什么时候停,谁接管",
                "■ 本卡完成:抢修已出发。",
                "不要说",
                "〔待填:到场时限〕",
            ],
        ),
        (
            REGULATION,
            ["推算条号", "旧条号  第 38 条", "室温下限", "旧规定,现已不适用", "引用本条的条目"],
        ),
        (SCRIPT, ["标准", "安抚", "仅限内部", "服务忌语与改说", "先填好", "{称呼}  姓加先生或女士"]),
        (KNOWLEDGE, ["要记住", "注意:", "水往哪里走", "可告知用户"]),
        (CASE, ["经过", "争议", "结果", "要记住"]),
    ],
)
def test_every_kind_has_its_parts(entry: Entry, expected: list[str]) -> None:
    words = words_on(entry)
    assert [part for part in [entry.title, *expected] if part not in words] == []


@pytest.mark.parametrize("entry", list(SAMPLE), ids=lambda e: e.id)
def test_nothing_internal_can_be_copied_for_the_caller(entry: Entry) -> None:
    page = render_entry(entry, SAMPLE)
    for words in (*page.copies.values(), caller_words(entry, SAMPLE)):
        assert [secret for secret in INTERNAL if secret in words] == []


def test_what_may_be_told_is_copied_in_order() -> None:
    assert caller_words(PROCEDURE, SAMPLE) == "室温不低于20 ℃,您先别放水。\n我给您登记,师傅会上门。"
    assert caller_words(CASE, SAMPLE) == ""


def test_every_copy_link_has_words_and_no_marks() -> None:
    for entry in SAMPLE:
        page = render_entry(entry, SAMPLE)
        links = re.findall(r'href="copy:([^"]+)"', page.html)
        assert [key for key in links if not page.copies.get(key)] == []
        assert not any(mark in words for words in page.copies.values() for mark in (WORD_JOINER, NO_BREAK))


def test_the_citation_is_no_caller_line() -> None:
    assert REGULATION.citation not in caller_words(REGULATION, SAMPLE)
    assert render_entry(REGULATION, SAMPLE).copies["citation"] == REGULATION.citation


def test_internal_words_are_shown_and_marked() -> None:
    words = words_on(PROCEDURE)
    assert "仅限内部  「这句只给班长听」" in words
    assert "这句是师傅在现场说的" in words


@pytest.mark.parametrize(("today", "is_shown"), [(date(2026, 11, 22), True), (date(2026, 1, 1), False)])
def test_an_overdue_entry_carries_a_banner_and_is_whole(today: date, is_shown: bool) -> None:
    entry = replace(PROCEDURE, review_by=date(2026, 6, 1))
    words = as_typed(plain_text(render_entry(entry, SAMPLE, PageStyle(today=today)).html))
    assert ("已过复核日期" in words, "片内存气" in words) == (is_shown, True)


def test_content_is_never_markup() -> None:
    hostile = '<img src="file:///x.png"><b>&amp;"\'</b>'
    entry = replace(PROCEDURE, title=hostile, summary=hostile, not_for=(hostile,), owner=hostile)
    made = render_entry(entry, SAMPLE).html
    assert "<img" not in made
    assert hostile in words_on(entry)


def test_a_hostile_id_cannot_leave_its_attribute() -> None:
    entry = replace(KNOWLEDGE, id='kn-"><img src=x>', body="")
    citing = replace(PROCEDURE, related=(entry.id,))
    made = render_entry(citing, replace(SAMPLE, knowledge=(entry,))).html
    assert "<img src=x" not in made


def test_a_missing_article_is_named_as_missing() -> None:
    entry = replace(PROCEDURE, citations=("reg-gone",))
    made = render_entry(entry, SAMPLE).html
    assert "reg-gone(缺)" in words_on(entry)
    assert 'href="entry:reg-gone"' not in made


def test_the_theme_and_the_size_reach_the_page() -> None:
    made = render_entry(PROCEDURE, SAMPLE, PageStyle(DARK, 2.0)).html
    assert DARK.ink in made
    assert "font-size:50px" in made


def test_an_unknown_kind_is_a_bug_that_says_so() -> None:
    stranger = Entry(id="xx-1", title="x", summary="x", owner="x", reviewed=date.min, review_by=date.max)
    with pytest.raises(TypeError, match="Entry"):
        render_entry(stranger, SAMPLE)


def test_every_shipped_entry_has_a_page(shipped: Handbook) -> None:
    bare = [
        e.id
        for e in shipped
        if as_typed(e.title).replace(" ", "") not in words_on(e, shipped).replace(" ", "")
    ]
    assert (bare, len(shipped) > 45) == ([], True)


def test_no_shipped_page_shows_unfilled_code(shipped: Handbook) -> None:
    shown = {e.id: words_on(e, shipped) for e in shipped}
    assert [i for i, words in shown.items() if "{{" in words or "&lt;" in words or "(缺)" in words] == []


def test_what_was_filled_in_is_not_read_again() -> None:
    """A company's own value may look like a reference; it is shown as the company wrote it."""
    first, *others = SAMPLE.values
    values = (replace(first, value="{{" + others[0].key + "}}", unit=""), *others) if others else ()
    entry = replace(KNOWLEDGE, key_points=("看{{" + first.key + "}}。",))
    page = render_entry(entry, replace(SAMPLE, values=values, knowledge=(entry,))).html
    assert "看{{" + others[0].key + "}}" in as_typed(plain_text(page))
