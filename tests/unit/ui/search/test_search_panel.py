"""The search column: queries come up, answers go down, and only the newest answer is shown."""

from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from handbook.model.handbook import Handbook
from handbook.model.kinds import Kind
from handbook.search.confidence import Confidence
from handbook.search.hits import Hit, PlainHit, Results, Snippet, Span
from handbook.search.query import Query
from handbook.ui.search import search_panel
from handbook.ui.search.no_hit_page import NoHitPage, NothingFound
from handbook.ui.search.rows import WAYS, RowsOfHits, home_rows, rows_of_kind
from handbook.ui.search.search_panel import SearchPanel
from handbook.ui.theme.theme import Theme
from handbook.ui.widgets.composing_field import MOST_CHARACTERS
from tests.helpers.fake_search import FakeSearcher, hit
from tests.helpers.finding import child, click
from tests.helpers.sample import PROCEDURE, SAMPLE
from tests.helpers.typing_in import commit, compose, press

LEAK = [hit("proc-a", "暖气漏水"), hit("em-a", "爆管喷水", Kind.EMERGENCY), hit("proc-b", "阀门漏水")]


@pytest.fixture
def panel(qtbot: QtBot) -> SearchPanel:
    """A shown panel."""
    made = SearchPanel()
    qtbot.addWidget(made)
    made.apply_theme(Theme())
    made.resize(380, 600)
    made.show()
    return made


def answer(query: Query, *hits: Hit) -> Results:
    """Results of `query`."""
    return FakeSearcher({query.text: hits}).search(query)


def test_each_commit_is_asked_once_and_no_composition(panel: SearchPanel) -> None:
    asked: list[Query] = []
    panel.query_changed.connect(asked.append)
    compose(panel.field, "lou")
    compose(panel.field, "lou'shui")
    commit(panel.field, "漏水")
    press(panel.field, Qt.Key.Key_A)
    assert asked == [Query("漏水"), Query("漏水a")]


def test_a_late_answer_never_replaces_a_newer_one(panel: SearchPanel) -> None:
    panel.field.setText("漏")
    late = answer(panel.query, LEAK[0])
    panel.field.setText("漏水")
    panel.show_results(answer(panel.query, LEAK[1]), SAMPLE)
    panel.show_results(late, SAMPLE)
    assert panel.selected_id == "em-a"


def test_a_late_answer_of_another_scope_is_dropped(panel: SearchPanel) -> None:
    panel.field.setText("漏水")
    late = answer(panel.query, *LEAK)
    panel.scope_bar.choose(2)
    panel.show_results(answer(panel.query, *LEAK), SAMPLE)
    panel.show_results(late, SAMPLE)
    assert (panel.selected_id, panel.view.model().rowCount()) == ("em-a", 1)


def test_the_selection_is_kept_while_the_same_thing_is_asked(panel: SearchPanel) -> None:
    panel.field.setText("漏水")
    panel.show_results(answer(panel.query, *LEAK), SAMPLE)
    panel.view.move_selection("next")
    panel.show_results(answer(panel.query, LEAK[2], LEAK[1], LEAK[0]), SAMPLE)
    assert panel.selected_id == "em-a"


def test_another_question_selects_its_first_answer(panel: SearchPanel) -> None:
    panel.field.setText("漏水")
    panel.show_results(answer(panel.query, *LEAK), SAMPLE)
    panel.view.move_selection("next")
    panel.field.setText("漏水了")
    panel.show_results(answer(panel.query, LEAK[2], LEAK[1]), SAMPLE)
    assert panel.selected_id == "proc-b"


def test_enter_opens_and_ctrl_enter_pins_what_is_selected(panel: SearchPanel) -> None:
    opened: list[str] = []
    pinned: list[str] = []
    panel.entry_activated.connect(opened.append)
    panel.pin_requested.connect(pinned.append)
    press(panel.field, Qt.Key.Key_Return)
    panel.field.setText("漏水")
    panel.show_results(answer(panel.query, *LEAK), SAMPLE)
    press(panel.field, Qt.Key.Key_Return)
    press(panel.field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert (opened, pinned) == (["proc-a"], ["proc-a"])


def test_a_pause_in_typing_previews_the_first_hit(panel: SearchPanel, qtbot: QtBot) -> None:
    panel.field.setText("漏水")
    with qtbot.waitSignal(panel.entry_previewed) as previewed:
        panel.show_results(answer(panel.query, *LEAK), SAMPLE)
    assert previewed.args == ["proc-a"]


def test_moving_previews_at_once_and_only_once(panel: SearchPanel, qtbot: QtBot) -> None:
    seen: list[str] = []
    panel.field.setText("漏水")
    panel.show_results(answer(panel.query, *LEAK), SAMPLE)
    panel.entry_previewed.connect(seen.append)
    press(panel.field, Qt.Key.Key_Down)
    qtbot.wait(200)
    assert seen == ["em-a"]


def test_enter_before_the_pause_cancels_the_preview(panel: SearchPanel, qtbot: QtBot) -> None:
    seen: list[str] = []
    panel.entry_previewed.connect(seen.append)
    panel.field.setText("漏水")
    panel.show_results(answer(panel.query, *LEAK), SAMPLE)
    press(panel.field, Qt.Key.Key_Return)
    qtbot.wait(200)
    assert seen == []


def test_emptying_the_field_cancels_the_preview(panel: SearchPanel, qtbot: QtBot) -> None:
    seen: list[str] = []
    panel.field.setText("漏水")
    panel.show_results(answer(panel.query, *LEAK), SAMPLE)
    panel.entry_previewed.connect(seen.append)
    panel.field.clear()
    panel.show_browsing(home_rows(SAMPLE, ["proc-top-hot"], []), {})
    qtbot.wait(200)
    assert seen == []


def test_no_hits_say_what_to_do(panel: SearchPanel) -> None:
    panel.field.setText("没有的东西")
    panel.show_results(answer(panel.query), SAMPLE)
    assert panel._understood.isVisible()
    assert "没有找到" in panel._understood.text()


def test_what_was_assumed_is_said(panel: SearchPanel) -> None:
    panel.field.setText("暖器")
    found = answer(panel.query, LEAK[0])
    panel.show_results(Results(found.query, found.hits, found.counts, 1, understood_as="暖气"), SAMPLE)
    assert panel._understood.text() == "您要找的是：暖气"
    panel.field.clear()
    panel.show_browsing([], {})
    assert not panel._understood.isVisible()


def test_words_of_a_search_are_plain_text(panel: SearchPanel) -> None:
    panel.show_message("<b>粗</b><img src=x>")
    assert panel._understood.textFormat() is Qt.TextFormat.PlainText


def test_progress_comes_and_goes(panel: SearchPanel) -> None:
    panel.show_progress(0.4, "建立拼音索引")
    during = (panel._progress.isVisible(), panel._progress.value(), panel._understood.text())
    panel.end_progress()
    assert (during, panel._progress.isVisible()) == ((True, 40, "建立拼音索引"), False)


def test_the_end_of_progress_leaves_other_words_alone(panel: SearchPanel) -> None:
    panel.field.setText("没有的东西")
    panel.show_results(answer(panel.query), SAMPLE)
    panel.end_progress()
    assert "没有找到" in panel._understood.text()
    assert panel._understood.isVisible()


def test_chips_tell_counts_and_alt_digits_choose(panel: SearchPanel) -> None:
    asked: list[Query] = []
    panel.query_changed.connect(asked.append)
    panel.field.setText("漏水")
    panel.show_results(answer(panel.query, *LEAK), SAMPLE)
    chips = panel.scope_bar.findChildren(QPushButton)
    assert [c.text() for c in chips] == ["全部 3", "流程 2", "应急 1", "法规 0", "话术 0", "知识 0", "案例 0"]
    assert chips[1].accessibleName() == "范围 流程,2 条"
    panel.scope_bar.choose(1)
    panel.scope_bar.choose(1)
    panel.scope_bar.choose(9)
    chips[0].click()
    assert [q.kind for q in asked] == [None, Kind.PROCEDURE, None]


def test_counts_are_over_all_kinds_whatever_the_scope(panel: SearchPanel) -> None:
    panel.field.setText("漏水")
    panel.scope_bar.choose(2)
    panel.show_results(answer(panel.query, *LEAK), SAMPLE)
    assert child(panel.scope_bar, QPushButton, "scopeProcedure").text() == "流程 2"


def test_RowsOfHits_keep_notes_and_spans() -> None:
    noted = PlainHit(
        "reg-36", Kind.REGULATION, "禁止行为", (), LEAK[0].snippet, 1.0, note="旧第38条,现为第36条"
    )
    rows = RowsOfHits([LEAK[0], noted], SAMPLE)
    assert [r.title for r in rows] == ["暖气漏水", "禁止行为"]
    assert rows[0].title_spans == LEAK[0].title_spans
    assert rows[1].snippet == f"旧第38条,现为第36条 · {noted.snippet.text}"


def test_a_snippet_that_says_nothing_new_gives_way_to_the_summary() -> None:
    asked = PlainHit(
        PROCEDURE.id,
        Kind.PROCEDURE,
        PROCEDURE.title,
        (),
        Snippet("上热下凉", (Span(0, 4),)),
        1.0,
        ("散热器",),
        "说明",
    )
    row = RowsOfHits([asked], SAMPLE)[0]
    assert row.snippet == f"说明 · {PROCEDURE.summary}"
    assert [row.snippet[s.start : s.end] for s in row.snippet_spans] == ["散热器"]


def test_the_first_page_lists_favourites_recents_and_cards_by_digit() -> None:
    rows = home_rows(SAMPLE, ["proc-top-hot", "gone"], ["scr-wait", "proc-top-hot"])
    assert [r.title for r in rows if r.is_section] == ["比如", "最近看过", "收藏", "应急卡"]
    assert [r.entry_id for r in rows if not r.is_section].count("proc-top-hot") >= 1
    assert rows[-1].title == "1  爆管喷水"
    assert [r.title for r in home_rows(SAMPLE, [], []) if r.is_section] == ["比如", "应急卡"]
    assert home_rows(Handbook(), [], []) == []


@pytest.mark.parametrize("by", ["click", "enter"])
def test_an_example_is_typed_into_the_field(panel: SearchPanel, by: str) -> None:
    asked: list[str] = []
    panel.show_browsing(home_rows(SAMPLE, [], []), {})
    panel.query_changed.connect(lambda query: asked.append(query.text))
    if by == "click":
        click(panel.view.viewport(), panel.view.visualRect(panel.view.model().index(2, 0)).center())
    else:
        for _ in range(2):
            press(panel.field, Qt.Key.Key_Down)
        press(panel.field, Qt.Key.Key_Return)
    assert asked == [WAYS[1][0]]
    assert panel.field.text() == WAYS[1][0]


def test_browsing_one_kind_fills_in_site_values() -> None:
    assert [r.entry_id for r in rows_of_kind(SAMPLE, Kind.SCRIPT)] == ["scr-wait"]
    assert "{{" not in "".join(r.snippet for kind in Kind for r in rows_of_kind(SAMPLE, kind))


def test_a_scope_that_hides_all_says_so_and_one_key_widens(panel: SearchPanel) -> None:
    panel.scope_bar.choose(3)
    panel.field.setText("漏水")
    panel.show_results(answer(panel.query, *LEAK), SAMPLE)
    told = child(panel, QLabel, "understoodAs")
    widen = child(panel, QPushButton, "scopeWiden")
    assert told.text() == "“法规”里没有，全部 3 条。"
    assert widen.isVisible()
    asked: list[Query] = []
    panel.query_changed.connect(asked.append)
    press(panel.field, Qt.Key.Key_Return)
    assert asked == [Query("漏水")]
    panel.show_results(answer(panel.query, *LEAK), SAMPLE)
    assert not widen.isVisible()
    assert not told.isVisible()


def test_what_is_nowhere_is_not_blamed_on_the_scope(panel: SearchPanel) -> None:
    panel.scope_bar.choose(3)
    panel.field.setText("没有的")
    panel.show_results(answer(panel.query), SAMPLE)
    assert "没有找到" in child(panel, QLabel, "understoodAs").text()
    assert not child(panel, QPushButton, "scopeWiden").isVisible()


def test_the_contents_stand_below_the_field_and_are_filtered_by_it(panel: SearchPanel) -> None:
    below = QLabel("目录")
    panel.put_contents(below)
    panel.field.setText("漏水")
    panel.show_results(answer(panel.query, *LEAK), SAMPLE)
    filtered: list[str] = []
    moved: list[str] = []
    entered: list[bool] = []
    asked: list[Query] = []
    panel.contents_filtered.connect(filtered.append)
    panel.contents_moved.connect(moved.append)
    panel.contents_entered.connect(lambda: entered.append(True))
    panel.query_changed.connect(asked.append)
    panel.show_contents(True)
    assert (panel.field.isVisible(), below.isVisible(), panel.view.isVisible()) == (True, True, False)
    panel.field.setText("阀门")
    press(panel.field, Qt.Key.Key_Down)
    press(panel.field, Qt.Key.Key_Return)
    assert (filtered, moved, entered, asked) == (["", "阀门"], ["next"], [True], [])
    panel.show_contents(False)
    assert (below.isVisible(), panel.view.isVisible()) == (False, True)
    assert asked == [Query("阀门")]


def test_what_does_not_fit_is_said(panel: SearchPanel) -> None:
    panel.field.setText("漏" * MOST_CHARACTERS)
    panel.field.insert("水")
    assert "放不下" in child(panel, QLabel, "understoodAs").text()


def show(panel: SearchPanel, text: str, *hits: Hit, **told: Any) -> None:
    """Type `text` and show the answer, with the fields that are told."""
    panel.field.setText(text)
    panel.show_results(replace(answer(panel.query, *hits), **told), SAMPLE)


def told_words(panel: SearchPanel) -> str:
    """What is said of the answer."""
    label = child(panel, QLabel, "understoodAs")
    return label.text() if label.isVisible() else ""


WEAK = [replace(found, is_weak=True) for found in LEAK if isinstance(found, PlainHit)]
GUESS = replace(WEAK[0], is_weak=False, is_corrected=True)


def test_what_is_only_close_is_said_and_opened_by_nobody_unasked(panel: SearchPanel, qtbot: QtBot) -> None:
    opened: list[str] = []
    pinned: list[str] = []
    seen: list[str] = []
    panel.entry_activated.connect(opened.append)
    panel.pin_requested.connect(pinned.append)
    panel.entry_previewed.connect(seen.append)
    with qtbot.waitSignal(panel.unanswered) as unanswered:
        show(panel, "公交卡充值", *WEAK, confidence=Confidence.CLOSEST)
    assert unanswered.args == [panel._results]
    assert told_words(panel) == "没有正好的，下面只是沾边。记为缺口按 Ctrl+Shift+G。"
    press(panel.field, Qt.Key.Key_Return)
    press(panel.field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert (panel.selected_id, opened, pinned, seen) == ("", [], [], [])
    press(panel.field, Qt.Key.Key_Down)
    press(panel.field, Qt.Key.Key_Return)
    assert (seen, opened) == (["proc-a"], ["proc-a"])


def test_where_nothing_is_about_it_there_is_no_list(panel: SearchPanel, qtbot: QtBot) -> None:
    with qtbot.waitSignal(panel.unanswered):
        show(panel, "没有的", *WEAK, confidence=Confidence.NONE)
    assert panel.view.model().rowCount() == 0
    assert "没有找到" in told_words(panel)


@pytest.mark.parametrize("guess", [GUESS, replace(GUESS, is_weak=True)], ids=["mended", "mended and weak"])
def test_a_guess_is_not_shown_unasked(panel: SearchPanel, qtbot: QtBot, guess: PlainHit) -> None:
    seen: list[str] = []
    opened: list[str] = []
    panel.entry_previewed.connect(seen.append)
    panel.entry_activated.connect(opened.append)
    show(panel, "暖汽漏水", guess, understood_as="暖气漏水")
    qtbot.wait(200)
    assert seen == []
    press(panel.field, Qt.Key.Key_Return)
    assert opened == ([] if guess.is_weak else ["proc-a"])


def test_a_find_among_weak_ones_is_selected(panel: SearchPanel) -> None:
    show(panel, "漏水", WEAK[0], LEAK[2])
    assert panel.selected_id == "proc-b"


def test_one_key_searches_what_is_typed_and_goes_back(panel: SearchPanel) -> None:
    asked: list[Query] = []
    button = child(panel, QPushButton, "searchLiteral")
    panel.turn_literal()
    show(panel, "暖汽", GUESS, understood_as="暖气")
    assert (told_words(panel), button.text(), button.isVisible()) == (
        "您要找的是：暖气",
        search_panel.LITERAL,
        True,
    )
    panel.query_changed.connect(asked.append)
    panel.turn_literal()
    assert asked == [Query("暖汽", is_literal=True)]
    late = answer(Query("暖汽"), LEAK[1])
    panel.show_results(answer(panel.query, LEAK[2]), SAMPLE)
    panel.show_results(late, SAMPLE)
    assert (panel.selected_id, told_words(panel), button.text()) == (
        "proc-b",
        "只照打的字找。",
        search_panel.BACK,
    )
    button.click()
    assert asked[1:] == [Query("暖汽")]
    panel.turn_literal()
    panel.field.setText("暖汽漏")
    panel.field.setText("暖汽")
    assert asked[-1] == Query("暖汽")
    show(panel, "漏水", *LEAK)
    assert not button.isVisible()


def test_nothing_found_by_the_letter_leads_back_too(panel: SearchPanel) -> None:
    show(panel, "暖汽", GUESS, understood_as="暖气")
    panel.turn_literal()
    panel.show_results(answer(panel.query), SAMPLE)
    assert "没有找到" in told_words(panel)
    assert child(panel, QPushButton, "searchLiteral").isVisible()


def test_a_quote_that_no_entry_holds_is_said(panel: SearchPanel) -> None:
    show(panel, "“暖气漏汽”", *LEAK, unheeded_quote="暖气漏汽")
    assert told_words(panel) == "没有一条含有“暖气漏汽”，下面是不带引号的结果。"


def test_the_door_for_danger_stands_whatever_was_found(panel: SearchPanel, qtbot: QtBot) -> None:
    door = child(panel, QFrame, "dangerDoor")
    values = tuple(
        replace(SAMPLE.values[0], key=k, label=n, value=v) for k, n, v in (("fire", "消防电话", "119"),)
    )
    book = replace(SAMPLE, values=values)
    for hits in ((), tuple(LEAK)):
        panel.field.setText("有人晕倒")
        panel.show_results(replace(answer(panel.query, *hits), is_danger=True), book)
        assert door.isVisible()
        assert child(door, QLabel, "dangerTold").text() == "消防 119"
    with qtbot.waitSignal(panel.emergency_requested):
        child(door, QPushButton, "dangerOpen").click()
    show(panel, "漏水", *LEAK)
    assert not door.isVisible()


def test_counts_that_mean_nothing_are_not_shown(panel: SearchPanel) -> None:
    chip = child(panel.scope_bar, QPushButton, "scopeAll")
    many = dict.fromkeys(Kind, 30)
    show(panel, "漏水", *LEAK, counts=many)
    assert chip.text() == "全部"
    show(panel, "漏水了", *LEAK, confidence=Confidence.CLOSEST)
    assert chip.text() == "全部"
    show(panel, "漏", *LEAK)
    assert chip.text() == "全部 3"
    panel.scope_bar.choose(3)
    show(panel, "漏水", counts=many)
    assert told_words(panel) == "“法规”里没有，全部范围里有。"


def test_the_ways_out_stand_in_the_column_where_it_is_alone(panel: SearchPanel, qtbot: QtBot) -> None:
    ways = NoHitPage()
    panel.put_ways(ways)
    show(panel, "没有的退费", confidence=Confidence.NONE)
    panel.show_nothing(NothingFound("没有的退费", 342, is_near=False, words=("退费",)))
    assert not ways.isVisible()
    panel.set_single(True)
    assert (ways.isVisible(), panel.view.isVisible()) == (True, False)
    child(ways, QPushButton, "wayWord").click()
    assert panel.field.text() == "退费"
    show(panel, "退费", *LEAK)
    assert (ways.isVisible(), panel.view.isVisible()) == (False, True)


def test_those_who_hear_the_screen_are_told_once_typing_rests(
    panel: SearchPanel, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    monkeypatch.setattr(search_panel, "announce", lambda _, words: said.append(words))
    panel._telling.setInterval(60)
    show(panel, "漏", LEAK[1])
    show(panel, "漏水", *LEAK)
    qtbot.waitUntil(lambda: said == ["找到 3 条，第一条：暖气漏水"])
    show(panel, "公交", *WEAK, confidence=Confidence.CLOSEST)
    qtbot.waitUntil(lambda: said[1:] == ["没有正好的，沾边的 3 条"])
    show(panel, "没有的")
    qtbot.waitUntil(lambda: said[2:] == ["没有找到"])
    panel.show_results(answer(panel.query), SAMPLE)
    show(panel, "没有的事")
    panel.show_browsing([], {})
    qtbot.wait(120)
    assert len(said) == 3
