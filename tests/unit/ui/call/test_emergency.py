"""The emergency view is complete in itself: boxed lines that are ticked, a trail, the caller, the side, a preview, an end."""

import re
import time
from collections.abc import Callable
from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from handbook.call.state.call import CallerField
from handbook.model.checklist import immediate_line
from handbook.model.handbook import Handbook
from handbook.ui.call.emergency_band import BandButton
from handbook.ui.call.emergency_card_view import CalmBox
from handbook.ui.call.emergency_list import DANGER_ROLE, ID_ROLE, PROGRESS_ROLE
from tests.helpers.desk_parts import row_of
from tests.helpers.finding import child
from tests.helpers.shown import as_typed
from tests.helpers.typing_in import commit, press
from tests.unit.ui.call.desk_window import DeskWindow, settle
from tests.unit.ui.call.test_states import assert_nothing_is_clipped

BURST, SCALD, VALVE, POWER = "em-burst-indoor", "em-scald", "em-valve-wont-close", "em-water-electric"
ADDRESS, PHONE = CallerField.ADDRESS, CallerField.PHONE
SHIFT = Qt.KeyboardModifier.ShiftModifier
Opener = Callable[..., DeskWindow]


@pytest.fixture
def wide(open_desk: Opener) -> DeskWindow:
    desk = open_desk(width=1440)
    desk.resize(1440, 900)
    settle()
    return desk


def said(desk: DeskWindow) -> list[str]:
    return [row.tick.text() for row in desk.emergency_view.box.lines]


def answer(desk: DeskWindow, number: int) -> None:
    desk.clock.advance(1)
    press(desk.emergency_view.run_view, Qt.Key(Qt.Key.Key_0 + number))
    settle()


def progress(desk: DeskWindow) -> dict[str, str]:
    rows = desk.emergency_view.list
    items = [rows.item(n) for n in range(rows.count())]
    return {str(i.data(ID_ROLE)): i.data(PROGRESS_ROLE) for i in items if i.data(PROGRESS_ROLE)}


# The boxed lines


def test_a_boxed_line_is_ticked_by_click_and_the_card_is_taken_up(wide: DeskWindow) -> None:
    wide.emergency.open_card(SCALD)
    assert said(wide) == ["没说"] * 3
    wide.emergency_view.box.lines[0].tick.click()
    assert re.fullmatch(r"已说 \d\d:\d\d", said(wide)[0])
    assert said(wide)[1:] == ["没说", "没说"]
    [run] = wide.call.runs
    assert set(run.said) == {immediate_line(1)}
    wide.clock.advance(1)
    wide.emergency_view.box.lines[0].tick.click()
    assert said(wide) == ["没说"] * 3


@pytest.mark.parametrize(
    ("key", "number"),
    [(Qt.Key.Key_1, 1), (Qt.Key.Key_Exclam, 1), (Qt.Key.Key_At, 2), (Qt.Key.Key_NumberSign, 3)],
)
def test_shift_and_a_digit_tick_a_boxed_line(wide: DeskWindow, key: Qt.Key, number: int) -> None:
    wide.emergency.open_card(SCALD)
    press(wide.emergency_view.run_view, key, SHIFT)
    assert set(wide.call.runs[0].said) == {immediate_line(number)}
    assert wide.call.runs[0].progress[0] == 0


def test_space_acts_on_the_stage_and_on_no_boxed_line(wide: DeskWindow) -> None:
    wide.emergency.open_card(SCALD)
    answer(wide, 1)
    press(wide.emergency_view.run_view, Qt.Key.Key_Space)
    assert said(wide) == ["没说"] * 3


def test_a_tick_that_the_store_refuses_is_not_shown(wide: DeskWindow) -> None:
    wide.emergency.open_card(SCALD)
    wide.store.is_full = True
    wide.emergency_view.box.lines[1].tick.click()
    assert said(wide) == ["没说"] * 3


def test_a_tick_moves_nothing(wide: DeskWindow) -> None:
    wide.emergency.open_card(SCALD)
    box = wide.emergency_view.box
    before = [(row.geometry(), row.tick.geometry(), row.words.geometry()) for row in box.lines]
    box.lines[2].tick.click()
    settle()
    assert [(row.geometry(), row.tick.geometry(), row.words.geometry()) for row in box.lines] == before
    assert min(row.height() for row in box.lines) == 46


def test_a_boxed_line_is_copied_as_it_is_said(wide: DeskWindow) -> None:
    wide.emergency.open_card(SCALD)
    wide.emergency_view.box.lines[0].copy.click()
    assert QApplication.clipboard().text() == "人先离开热水。"


# The trail


def test_an_answer_that_leads_on_leaves_a_trail_with_one_key_back(wide: DeskWindow) -> None:
    wide.emergency.open_card(VALVE)
    answer(wide, 2)
    answer(wide, 1)
    view = wide.emergency_view
    assert view.card is not None
    assert view.card.id == POWER
    before = child(view, BandButton, "emergencyTrail")
    assert before.isVisible()
    assert "阀门关不死 2/" in as_typed(before.text())
    wide.emergency.go_back()
    assert view.card.id == VALVE
    assert not before.isVisible()
    assert progress(wide).keys() == {VALVE, POWER}


def test_more_than_two_cards_are_behind_one_sign(wide: DeskWindow) -> None:
    for card in (BURST, SCALD, VALVE, POWER):
        wide.emergency.open_card(card)
    band = wide.emergency_view.band
    assert band.more.isVisible()
    listed = [as_typed(action.text()) for action in band.more.menu().actions()]
    assert [words.rstrip() for words in listed] == ["2 热水烫伤", "1 热水喷出、关不住(室内爆管)"]
    band.more.menu().actions()[1].trigger()
    assert wide.emergency_view.card is not None
    assert wide.emergency_view.card.id == BURST
    assert not band.more.isVisible()


def test_escape_leads_from_choosing_back_to_the_card_that_was_open(wide: DeskWindow) -> None:
    run = wide.open("proc-leak-intake")
    wide.emergency.open_card(SCALD)
    answer(wide, 1)
    wide.emergency.open()
    press(wide.emergency_view, Qt.Key.Key_Escape)
    assert wide.emergency_view.card is not None
    assert wide.emergency_view.card.id == SCALD
    press(wide.emergency_view.run_view, Qt.Key.Key_Escape)
    assert not wide.emergency.is_open
    assert wide.call.shown_run == run.id


# What is known already


def test_what_another_card_learned_says_whence_and_is_confirmed_by_one_key(
    wide: DeskWindow, qtbot: QtBot
) -> None:
    wide.emergency.open_card(BURST)
    for number in (1, 2, 3):
        answer(wide, number)
    wide.clock.advance(180)
    answer(wide, 3)
    wide.emergency.open_card(VALVE)  # only looked at: what would be carried is seen all the same
    view = wide.emergency_view.run_view
    row = row_of(view, "electric")
    assert row.side == "从“热水喷出”带来"
    assert as_typed(row.answer) == "没碰到"
    answer(wide, 2)
    qtbot.waitUntil(lambda: not view.is_filling)
    assert view.stage.step is not None
    assert "还是“没碰到”吗" in as_typed(view.stage.step.question.text())
    asked = [as_typed(label.text()) for label in view.stage.step.findChildren(QLabel)]
    assert any("分钟前在“热水喷出" in words for words in asked)
    wide.clock.advance(1)
    press(view, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: not view.is_filling)
    assert view.stage.step.step.id == "hurt"


def test_fields_under_the_box_complete_the_step_that_asks_for_them(wide: DeskWindow) -> None:
    wide.emergency.open_card(SCALD)
    view = wide.emergency_view
    box, fields = view.box, view.caller
    assert fields.y() == box.geometry().bottom() + 1 + 10
    assert fields.height() == 58
    for field, text in ((ADDRESS, "健康路5号401"), (PHONE, "13900002222")):
        wide.emergency.take_caller(field)
        assert fields.fields[field].hasFocus()
        commit(fields.fields[field], text)
    press(fields.fields[PHONE], Qt.Key.Key_Return)
    assert view.run_view.hasFocus()
    assert row_of(view.run_view, "place").side == "上面已填"
    assert wide.panel.fields[ADDRESS].text() == "健康路5号401"
    assert [label.text() for label in fields.findChildren(QLabel)] == ["地址  F2", "电话  F3"]


# Choosing


def test_the_selected_card_is_previewed_plain_and_quickly(wide: DeskWindow) -> None:
    wide.emergency.open()
    view = wide.emergency_view
    assert view.preview.isVisible()
    taken = []
    for _ in range(8):
        begin = time.process_time()
        press(view, Qt.Key.Key_Down)
        settle()  # what has changed is painted
        taken.append(time.process_time() - begin)
    print(f"arrow key to the painted preview: {min(taken) * 1000:.0f} ms, at most {max(taken) * 1000:.0f} ms")
    assert min(taken) < 0.05
    assert (
        as_typed(view.preview.title.text()) == as_typed(view.list.currentItem().text()).split(maxsplit=1)[1]
    )
    ticks = view.preview.findChildren(QAbstractButton)
    assert [button.objectName() for button in ticks if button.isVisible()] == ["emergencyStart"]
    assert wide.desk.active is None


def test_enter_or_the_button_starts_what_is_selected(wide: DeskWindow) -> None:
    view = wide.emergency_view
    for is_key in (True, False):
        wide.emergency.open()
        press(view, Qt.Key.Key_Down)
        if is_key:
            press(view, Qt.Key.Key_Return)
        else:
            view.preview.start.click()
        assert view.card is not None
        assert view.card.id == view.cards.current_id
        wide.emergency.close()
    assert wide.desk.active is None


def test_the_card_under_way_is_selected_first_else_the_first(wide: DeskWindow, shipped: Handbook) -> None:
    wide.emergency.open()
    assert wide.emergency_view.cards.current_id == shipped.emergency[0].id
    wide.emergency.open_card(VALVE)
    answer(wide, 2)
    wide.emergency.close()
    wide.emergency.open()
    assert wide.emergency_view.cards.current_id == VALVE
    assert as_typed(wide.emergency_view.cards.head.text()) == "按数字就开"
    wide.emergency.open_card(VALVE)
    assert as_typed(wide.emergency_view.cards.head.text()) == "换卡先按 F9"


def test_digits_are_red_for_danger_alone(wide: DeskWindow, shipped: Handbook) -> None:
    rows = wide.emergency_view.list
    red = {str(rows.item(n).data(ID_ROLE)) for n in range(rows.count()) if rows.item(n).data(DANGER_ROLE)}
    assert red == {card.id for card in shipped.emergency if card.severity in (None, "危险")}
    assert 0 < len(red) < rows.count()


# Side, foot, end


def test_times_run_from_the_start_of_the_card_until_they_are_promised(wide: DeskWindow) -> None:
    wide.emergency.open_card(VALVE)
    answer(wide, 2)
    limits = wide.emergency_view.side.limits
    assert [limit.is_promised for limit in limits] == [False, False]
    wide.clock.advance(600)
    step = next(s for s in wide.call.runs[0].checklist.steps if s.promises)
    wide.calls.commands.do(lambda: wide.desk.tick(1, step.id))
    later = wide.emergency_view.side.limits
    assert [limit.is_promised for limit in later] == [True, True]
    assert all(
        a.by is not None and b.by is not None and a.by < b.by for a, b in zip(limits, later, strict=True)
    )


def test_a_calming_sentence_is_copied(wide: DeskWindow) -> None:
    wide.emergency.open_card(VALVE)
    child(wide.emergency_view.side, CalmBox).copy.click()
    assert QApplication.clipboard().text() == "关不上不怪您,老阀锈住常有,师傅带工具来。"


def test_the_foot_notes_sends_and_ends_without_leaving_the_card(wide: DeskWindow) -> None:
    wide.emergency.open_card(SCALD)
    answer(wide, 1)
    view = wide.emergency_view
    sent = child(view, QPushButton, "emergencyDispatchButton")
    assert as_typed(sent.text()).startswith("派单 · 缺")
    for field, text in ((ADDRESS, "健康路5号401"), (PHONE, "13900002222")):
        wide.calls.commands.do(partial(wide.desk.enter_caller, field, text))
    wide.calls.commands.do(lambda: wide.desk.dispatch("用户等着"))
    assert sent.text() == "已派单"
    assert wide.emergency.is_open
    child(view, QPushButton, "emergencyEndCallButton").click()
    assert wide.desk.active is None
    assert not wide.emergency.is_open


def test_the_end_of_a_card_says_what_it_comes_to(wide: DeskWindow) -> None:
    wide.emergency.open_card(VALVE)
    answer(wide, 2)
    run = wide.call.runs[0].id
    for step in wide.call.runs[0].checklist.steps:
        now = wide.call.run(run)
        if step.kind.can_be_ticked and now.applies(step.id) and not now.state(step.id).is_done:
            wide.clock.advance(1)
            wide.calls.commands.do(partial(wide.desk.skip, run, step.id, "说不清"))
    settle()
    box = wide.emergency_view.run_view.outcome_box
    assert box.isVisible()
    told = {row._label.text(): as_typed(row.words.accessibleName()) for row in box.rows if row.isVisible()}
    assert {"下一步", "谁负责", "承诺", "没说", "停", "接管"} <= told.keys()
    assert "没说" in told["承诺"]
    assert "拧不动就停手" in told["没说"]


# Whatever the room


@pytest.mark.parametrize(
    ("width", "height", "scale"),
    [
        (1440, 900, 1.0),
        (1366, 768, 1.0),
        (1366, 768, 1.5),
        (1440, 900, 2.0),
        (380, 860, 1.0),
        (400, 860, 1.5),
        (400, 860, 2.0),
    ],
)
@pytest.mark.parametrize("card", [BURST, SCALD, VALVE])
def test_lines_question_and_answers_stand_whole(
    open_desk: Opener, width: int, height: int, scale: float, card: str
) -> None:
    desk = open_desk(width=width, scale=scale)
    desk.resize(width, height)
    desk.emergency.open_card(card)
    settle()
    assert (desk.width(), desk.height()) == (width, height)
    view = desk.emergency_view
    assert_nothing_is_clipped(view)
    parts = [*view.box.lines, *view.run_view.stage.findChildren(QAbstractButton)]
    assert all(p.visibleRegion().boundingRect() == p.rect() for p in parts if p.isVisible())
    ways = ("emergencyBack", "emergencyNoteButton", "emergencyDispatchButton", "emergencyEndCallButton")
    assert all(child(view, QAbstractButton, name).isVisible() for name in ways)
    assert view.caller.isVisible() or child(view, QPushButton, "emergencyFields").isVisible()
    assert view.side.isVisible() or child(view, QPushButton, "emergencyAside").isVisible()
    assert view.list.isVisible() or child(view, BandButton, "emergencyPick").isVisible()


@pytest.mark.parametrize(("width", "height", "scale"), [(1440, 900, 1.5), (400, 860, 2.0)])
def test_what_is_known_of_the_caller_is_seen_where_the_fields_have_no_room(
    open_desk: Opener, width: int, height: int, scale: float
) -> None:
    desk = open_desk(width=width, scale=scale)
    desk.resize(width, height)
    desk.emergency.open_card(BURST)
    settle()
    view = desk.emergency_view
    button = child(view, QPushButton, "emergencyFields")
    assert button.isVisible() is not view.caller.isVisible()
    assert button.text().startswith("地址、电话")
    answer(desk, 1)
    for field, text in ((ADDRESS, "道外靖宇街8号3单元402"), (PHONE, "13845670000")):
        desk.calls.commands.do(partial(desk.desk.enter_caller, field, text))
    settle()
    assert "3单元402" in button.text()
    assert "0000" in button.text()
    assert "道外靖宇街8号3单元402" in button.accessibleName()
    assert_nothing_is_clipped(view)


@pytest.mark.parametrize(
    ("width", "height", "scale"),
    [(1440, 900, 1.5), (1366, 768, 1.5), (1366, 768, 2.0), (388, 740, 1.0), (500, 800, 1.5), (640, 800, 2.0)],
)
def test_question_and_answers_of_every_step_of_every_card_stand_whole(
    open_desk: Opener, shipped: Handbook, width: int, height: int, scale: float
) -> None:
    desk = open_desk(width=width, scale=scale)
    desk.resize(width, height)
    view = desk.emergency_view
    cut: list[str] = []
    for card in shipped.emergency:
        desk.emergency.open_card(card.id)
        settle()
        for step in view.run_view.steps.values():
            if step.answers is None:
                continue
            view.run_view._go_to(step.step.id)
            settle()
            if view.run_view.stage.step is not step:
                continue
            parts = [step.question, *step.answers.buttons]
            cut += [
                f"{card.id} {step.step.id} {part.accessibleName()}"
                for part in parts
                if part.height() and part.visibleRegion().boundingRect() != part.rect()
            ]
    assert cut == []


def test_the_outline_has_five_rows(wide: DeskWindow) -> None:
    wide.resize(1440, 860)
    wide.emergency.open_card(VALVE)
    settle()
    assert wide.emergency_view.run_view.outline.visible_rows >= 5


def test_in_the_dock_a_button_shows_what_stands_beside_the_card(desk: DeskWindow) -> None:
    desk.emergency.open_card(SCALD)
    view = desk.emergency_view
    button = child(view, QPushButton, "emergencyAside")
    assert not view.side.isVisible()
    button.click()
    assert view.side.isVisible()
    assert not view.run_view.isVisible()
    button.click()
    assert view.run_view.hasFocus()
