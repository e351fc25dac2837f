"""The result list: model, size of rows, marks, and how the selection moves."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import QModelIndex, QRect, Qt
from PySide6.QtGui import QColor, QFontMetrics, QImage
from PySide6.QtWidgets import QStyleOptionViewItem
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from handbook.model.kinds import Kind, LawStatus, Verification
from handbook.render.colours import DARK, LIGHT
from handbook.search.hits import PlainHit, Snippet, Span
from handbook.ui.search.results_delegate import ResultsDelegate
from handbook.ui.search.results_model import BATCH, ROW_ROLE, WEAK_HEAD, ResultRow, ResultsModel
from handbook.ui.search.results_view import ResultsView
from handbook.ui.search.rows import RowsOfHits, law_and_subject
from handbook.ui.theme.theme import Theme
from tests.helpers.finding import click
from tests.helpers.sample import PROCEDURE, REGULATION, SAMPLE

ROWS = [
    ResultRow("收藏"),
    ResultRow("散热器上热下凉", "proc-a", Kind.PROCEDURE, (Span(3, 7),), "上热下凉", (Span(0, 4),)),
    ResultRow("应急卡"),
    ResultRow("爆管喷水", "em-a", Kind.EMERGENCY, (), "热水大量喷出" * 30),
    ResultRow("用户禁止行为", "reg-a", Kind.REGULATION, (), "", note="旧第38条,现为第36条"),
]


@pytest.fixture
def view(qtbot: QtBot) -> ResultsView:
    """A shown view with rows."""
    made = ResultsView()
    qtbot.addWidget(made)
    made.resize(360, 500)
    made.show()
    made.show_rows(list(ROWS))
    return made


def test_the_model_keeps_qts_rules(qtmodeltester: ModelTester) -> None:
    check: Callable[[ResultsModel], None] = qtmodeltester.check
    model = ResultsModel()
    check(model)
    model.show_rows(ROWS)
    check(model)
    model.show_rows(ROWS[:1])
    check(model)


def test_what_the_model_tells() -> None:
    model = ResultsModel()
    model.show_rows(ROWS)
    texts = [model.data(model.index(i), Qt.ItemDataRole.AccessibleTextRole) for i in range(3)]
    assert texts == ["分组:收藏。", "流程:散热器上热下凉。上热下凉", "分组:应急卡。"]
    assert model.data(model.index(4), Qt.ItemDataRole.ToolTipRole) == "旧第38条,现为第36条"
    assert model.data(model.index(1), Qt.ItemDataRole.ToolTipRole) is None
    assert model.data(model.index(1), ROW_ROLE) is ROWS[1]
    assert model.data(QModelIndex()) is None


def test_sections_cannot_be_selected() -> None:
    model = ResultsModel()
    model.show_rows(ROWS)
    selectable = [bool(model.flags(model.index(i)) & Qt.ItemFlag.ItemIsSelectable) for i in range(5)]
    assert selectable == [False, True, False, True, True]
    assert (model.first_entry().row(), model.index_of("em-a").row(), model.index_of("x").isValid()) == (
        1,
        3,
        False,
    )


def test_the_first_entry_is_selected_not_the_section(view: ResultsView) -> None:
    assert view.selected_id == "proc-a"


def test_a_kept_entry_stays_selected(view: ResultsView) -> None:
    view.show_rows([ROWS[4], ROWS[3], ROWS[1]], keep="em-a")
    assert view.selected_id == "em-a"
    view.show_rows([ROWS[4], ROWS[1]], keep="em-a")
    assert view.selected_id == "reg-a"


def test_the_selection_moves_over_sections(view: ResultsView) -> None:
    seen = []
    for direction in ("next", "next", "next", "previous", "previous", "previous", "page_down", "page_up"):
        view.move_selection(direction)
        seen.append(view.selected_id)
    assert seen == ["em-a", "reg-a", "reg-a", "em-a", "proc-a", "proc-a", "reg-a", "proc-a"]


def test_the_first_move_into_an_unselected_list_selects_the_first_entry(
    view: ResultsView, qtbot: QtBot
) -> None:
    view.show_rows(list(ROWS), select_first=False)
    assert view.selected_id == ""
    with qtbot.waitSignal(view.row_selected) as selected:
        view.move_selection("next")
    assert selected.args == ["proc-a"]


@pytest.mark.parametrize("direction", ["next", "previous", "page_down", "page_up"])
def test_moving_in_an_empty_list_does_nothing(view: ResultsView, direction: str) -> None:
    view.show_rows([])
    view.move_selection(direction)
    assert view.selected_id == ""


def test_a_click_opens_an_entry_and_no_section(view: ResultsView, qtbot: QtBot) -> None:
    opened: list[str] = []
    view.row_activated.connect(opened.append)
    for row in (0, 1):
        place = view.visualRect(view.model().index(row, 0)).center()
        click(view.viewport(), place)
    assert opened == ["proc-a"]


@pytest.mark.parametrize("scale", [1.0, 1.6, 2.0])
@pytest.mark.parametrize("row", ROWS, ids=lambda r: r.title)
def test_a_row_has_room_for_its_text(qapp: object, scale: float, row: ResultRow) -> None:
    theme = Theme(LIGHT, scale)
    delegate = ResultsDelegate()
    delegate.apply_theme(theme)
    option, model = _option(round(360 * scale)), ResultsModel()
    model.show_rows([row])
    height = delegate.sizeHint(option, model.index(0)).height()
    if row.is_section:
        assert height >= QFontMetrics(delegate._section_font).height()
        return
    metrics = QFontMetrics(delegate._snippet_font)
    lines = 0 if not row.snippet else 1 if metrics.horizontalAdvance(row.snippet) < 200 * scale else 2
    assert height >= QFontMetrics(delegate._title_font).height() + lines * metrics.height()


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_matches_are_marked_and_selection_is_seen(view: ResultsView, colours: object) -> None:
    theme = Theme(LIGHT if colours is LIGHT else DARK)
    view.apply_theme(theme)
    image = view.viewport().grab().toImage()
    assert _count(image, theme.colours.mark) > 50
    assert _count(image, theme.colours.accent_soft) > 500


def test_a_row_without_matches_has_no_marks(view: ResultsView) -> None:
    view.show_rows([ROWS[3]])
    assert _count(view.viewport().grab().toImage(), LIGHT.mark) == 0


def test_long_text_ends_before_the_tag(view: ResultsView) -> None:
    long = ResultRow(
        "很长的标题" * 20, "proc-b", Kind.PROCEDURE, (Span(0, 100),), "摘要" * 100, (Span(0, 200),)
    )
    view.show_rows([long])
    image = view.viewport().grab().toImage()
    rect = view.visualRect(view.model().index(0, 0))
    right = image.copy(QRect(rect.right() - 12, rect.top(), 12, rect.height()))
    assert _count(right, LIGHT.mark) == 0
    assert _count(image, LIGHT.mark) > 200


def test_no_horizontal_bar_and_heights_follow_the_width(view: ResultsView, qtbot: QtBot) -> None:
    wide = [ResultRow("题", "proc-c", Kind.PROCEDURE, (), "室温不达标时先核对测温记录再看阀门")]
    view.show_rows(wide)
    view.resize(900, 400)
    qtbot.waitUntil(lambda: view.sizeHintForRow(0) > 0)
    one_line = view.visualRect(view.model().index(0, 0)).height()
    view.resize(200, 400)
    qtbot.waitUntil(lambda: view.visualRect(view.model().index(0, 0)).height() > one_line)
    assert not view.horizontalScrollBar().isVisible()


def test_the_list_never_takes_the_focus(view: ResultsView) -> None:
    assert view.focusPolicy() is Qt.FocusPolicy.NoFocus


def _option(width: int) -> QStyleOptionViewItem:
    option = QStyleOptionViewItem()
    option.rect = QRect(0, 0, width, 10)
    return option


def _count(image: QImage, colour: str) -> int:
    wanted = QColor(colour).rgb()
    return sum(image.pixel(x, y) == wanted for x in range(image.width()) for y in range(0, image.height(), 2))


def test_rows_beyond_a_screenful_come_when_they_are_wanted(qtbot: QtBot, view: ResultsView) -> None:
    rows = [ResultRow(f"条目{n}", f"proc-{n}", Kind.PROCEDURE) for n in range(60)]
    view.resize(360, 200)
    view.show_rows(rows)
    model = view.model()
    assert model.rowCount() == BATCH
    for _ in range(59):
        view.move_selection("next")
    assert view.selected_id == "proc-59"
    view.show_rows(rows, keep="proc-40")
    assert view.selected_id == "proc-40"


def test_a_tall_list_is_filled(qtbot: QtBot, view: ResultsView) -> None:
    rows = [ResultRow(f"条目{n}", f"proc-{n}", Kind.PROCEDURE) for n in range(60)]
    view.resize(360, 2000)
    view.show_rows(rows)
    qtbot.waitUntil(
        lambda: view.visualRect(view.model().index(view.model().rowCount() - 1, 0)).bottom() >= 1900
    )


def test_scrolling_down_brings_the_rest(qtbot: QtBot, view: ResultsView) -> None:
    view.show_rows([ResultRow(f"条目{n}", f"proc-{n}", Kind.PROCEDURE) for n in range(60)])
    bar = view.verticalScrollBar()
    for _ in range(20):
        bar.setValue(bar.maximum())
        qtbot.wait(1)
    assert view.model().rowCount() == 60


@pytest.mark.parametrize("width", range(160, 420, 7))
def test_no_line_of_a_snippet_begins_with_a_comma_and_none_is_lost(qapp: object, width: int) -> None:
    delegate = ResultsDelegate()
    words = (
        "用户要求退热费。先分清因为什么退,再看有没有测温凭证,按现行两档说清比例,不在电话里算总数、不打包票。"
        * 3
    )
    layout = delegate.laid_out(words, float(width), is_title=False)
    shown = layout.text()
    starts = [layout.lineAt(i).textStart() for i in range(layout.lineCount())]
    assert not [shown[start] for start in starts if shown[start] in ",。、"]
    last = layout.lineAt(layout.lineCount() - 1)
    assert last.textStart() + last.textLength() == len(shown)
    assert shown == words or shown.endswith("…")


@pytest.mark.parametrize(
    ("title", "parts"),
    [
        ("省条例第36条 用户不能私自做的六件事", ("省条例第36条", "用户不能私自做的六件事")),
        ("GB 50736-2012 暖通设计规范(未取得)", ("GB 50736-2012", "暖通设计规范(未取得)")),
        ("哈尔滨 退费怎么办、什么时候结", ("哈尔滨", "退费怎么办、什么时候结")),
        ("用户禁止行为", ("", "用户禁止行为")),
    ],
)
def test_a_law_and_what_it_is_about_are_told_apart(title: str, parts: tuple[str, str]) -> None:
    assert law_and_subject(title) == parts


def test_an_article_has_its_law_on_a_line_of_its_own_with_its_matches() -> None:
    title = "省条例第36条 禁止行为"
    book = replace(SAMPLE, regulations=(replace(REGULATION, title=title),))
    met = PlainHit(
        REGULATION.id, Kind.REGULATION, title, (Span(1, 3), Span(8, 10)), Snippet("不得装泵", ()), 1.0
    )
    row = RowsOfHits([met], book)[0]
    assert (row.law, row.title, row.verification) == ("省条例第36条", "禁止行为", "推算条号")
    assert [row.law[s.start : s.end] for s in row.law_spans] == ["条例"]
    assert [row.title[s.start : s.end] for s in row.title_spans] == ["禁止"]
    plain, delegate = RowsOfHits([replace(met, title="禁止行为")], book)[0], ResultsDelegate()
    model = ResultsModel()
    model.show_rows([row, plain])
    heights = [delegate.sizeHint(QStyleOptionViewItem(), model.index(n)).height() for n in range(2)]
    assert heights[0] > heights[1]


@pytest.mark.parametrize(
    ("grade", "status", "words", "is_sure"),
    [
        (Verification.CHECKED, LawStatus.IN_FORCE, "已核对原文", True),
        (Verification.COMPARED, LawStatus.IN_FORCE, "已对照公开全文", True),
        (Verification.COMPARED, LawStatus.UNKNOWN, "未核实、已对照公开全文", False),
        (Verification.CHECKED, LawStatus.REPEALED, "已废止、已核对原文", False),
        (Verification.REPORTED, LawStatus.IN_FORCE, "据公开报道", False),
    ],
)
def test_an_article_says_in_the_list_how_sure_it_is(
    grade: Verification, status: LawStatus, words: str, *, is_sure: bool
) -> None:
    title = "省条例第36条 禁止行为"
    article = replace(REGULATION, title=title, verification=grade, status=status)
    met = PlainHit(REGULATION.id, Kind.REGULATION, title, (), Snippet("不得装泵", ()), 1.0)
    row = RowsOfHits([met], replace(SAMPLE, regulations=(article,)))[0]
    assert (row.verification, row.is_sure) == (words, is_sure)


def test_a_number_keeps_its_unit_on_the_line_and_matches_stay_where_they_are() -> None:
    delegate = ResultsDelegate()
    words = "室内温度不低于 18 ℃,24小时内到场,超过的按日退费"
    for width in range(90, 330, 7):
        layout = delegate.laid_out(words, width, is_title=False)
        text = layout.text()
        ends = [
            layout.lineAt(n).textStart() + layout.lineAt(n).textLength() for n in range(layout.lineCount())
        ]
        for end in ends[:-1]:
            assert not (
                text[:end].rstrip("\u2060\u00a0")[-1:].isdigit()
                and text[end:].lstrip("\u2060\u00a0")[:1] in "℃小时"
            )


def found(entry_id: str, *, is_weak: bool = False, marks: tuple[str, ...] = ()) -> PlainHit:
    """A hit of its own summary line."""
    text = Snippet("银行卡扣了", (Span(2, 3),))
    return PlainHit(entry_id, Kind.PROCEDURE, "缴费咨询", (), text, 1.0, marks, is_weak=is_weak)


def test_a_row_says_the_way_to_say_it_that_was_met_with_its_letters_marked() -> None:
    met = replace(found("a"), ask=Snippet("上头热底下凉", (Span(0, 2), Span(3, 6))))
    row = RowsOfHits([met], SAMPLE)[0]
    assert row.snippet == "问法：上头热底下凉"
    assert [row.snippet[s.start : s.end] for s in row.snippet_spans] == ["上头", "底下凉"]
    noted = RowsOfHits([replace(met, note="旧第38条")], SAMPLE)[0]
    assert noted.snippet == "旧第38条 · 问法：上头热底下凉"
    assert [noted.snippet[s.start : s.end] for s in noted.snippet_spans] == ["上头", "底下凉"]


def test_what_an_entry_is_not_for_is_no_reason_to_be_there() -> None:
    book = replace(SAMPLE, procedures=(replace(PROCEDURE, not_for=("整栋楼都不热,走停热公告",)),))
    met = replace(found(PROCEDURE.id), snippet=Snippet("…都不热,走停热公告", (Span(2, 4),)))
    row = RowsOfHits([met], book)[0]
    assert (row.snippet, row.snippet_spans) == (PROCEDURE.summary, ())


def test_weak_rows_stand_under_one_head_and_say_what_they_touch() -> None:
    hits = [found("a"), found("b", is_weak=True, marks=("卡",)), found("c"), found("d", is_weak=True)]
    rows = RowsOfHits(hits, SAMPLE)
    assert [row.entry_id or row.title for row in rows] == ["a", "c", WEAK_HEAD, "b", "d"]
    assert [row.is_weak for row in rows] == [False, False, True, True, True]
    assert [rows[3].snippet, rows[4].snippet] == ["只沾到“卡”；银行卡扣了", "银行卡扣了"]
    assert [rows[3].snippet[s.start : s.end] for s in rows[3].snippet_spans] == ["卡"]
    assert (rows[-1].entry_id, rows[-1].is_weak) == ("d", True)
    assert [row.is_section for row in RowsOfHits(hits[:1], SAMPLE)] == [False]
    assert [row.is_weak for row in RowsOfHits(hits[:1], SAMPLE, is_only_close=True)] == [True, True]


def test_a_weak_row_has_no_colour_of_its_kind_and_is_told_to_those_who_hear(view: ResultsView) -> None:
    sure, weak = ROWS[3], replace(ROWS[3], is_weak=True)
    view.show_rows([sure], select_first=False)
    assert _count(view.viewport().grab().toImage(), LIGHT.danger) > 0
    view.show_rows([ResultRow(WEAK_HEAD, is_weak=True), weak], select_first=False)
    image = view.viewport().grab().toImage()
    assert _count(image, LIGHT.danger) == 0
    assert _count(image, LIGHT.ground) > 500
    told = view.model().data(view.model().index(1, 0), Qt.ItemDataRole.AccessibleTextRole)
    assert told.startswith("应急:勉强沾边，爆管喷水")


@pytest.mark.parametrize("is_only_close", [True, False])
def test_a_weak_first_row_is_selected_by_nobody_but_the_agent(
    view: ResultsView, *, is_only_close: bool
) -> None:
    hits = [found("a", is_weak=not is_only_close), found("b", is_weak=not is_only_close)]
    view.show_hits(hits, SAMPLE, keep="", is_only_close=is_only_close)
    assert view.selected_id == ""
    view.move_selection("next")
    assert view.selected_id == "a"
    view.show_hits(hits, SAMPLE, keep="a", is_only_close=is_only_close)
    assert view.selected_id == "a"
