"""What rows, strip and boxes look like in every state, and that nothing is shown as done that is not stored."""

from collections.abc import Callable
from itertools import combinations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QImage, QRegion
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from handbook.call.state.run import Mark
from handbook.ui.call.emergency_fields import FieldCell
from handbook.ui.call.strip import HELD_MS
from handbook.ui.call.tick_box import TickBox
from handbook.ui.theme.theme import theme_of
from tests.helpers.desk_parts import answer_buttons, mark_of, put_on_stage, row_of, tick_button
from tests.helpers.shown import as_typed
from tests.helpers.typing_in import press
from tests.unit.ui.call.desk_window import FULL, DeskWindow, settle


def grey(mark: Mark, *, is_excluded: bool, is_dark: bool) -> QImage:
    box = TickBox()
    theme = theme_of(is_dark=is_dark, scale=1.0)
    box.apply_theme(theme)
    box.show_mark(mark, is_excluded=is_excluded)
    image = QImage(box.size(), QImage.Format.Format_ARGB32)
    image.fill(QColor(theme.colours.panel))
    box.render(image, QPoint(), QRegion(), QWidget.RenderFlag(0))
    return image.convertToFormat(QImage.Format.Format_Grayscale8)


def differing(one: QImage, other: QImage) -> int:
    """Pixels whose grey differs clearly."""
    return sum(
        abs(one.pixelColor(x, y).lightness() - other.pixelColor(x, y).lightness()) > 60
        for x in range(one.width())
        for y in range(one.height())
    )


@pytest.mark.parametrize("is_dark", [False, True])
def test_marks_differ_without_colour(qapp: object, is_dark: bool) -> None:
    pictures = [
        grey(mark, is_excluded=False, is_dark=is_dark)
        for mark in (Mark.OPEN, Mark.TICKED, Mark.VERIFIED, Mark.SKIPPED)
    ]
    pictures.append(grey(Mark.OPEN, is_excluded=True, is_dark=is_dark))
    for one, other in combinations(pictures, 2):
        assert differing(one, other) >= 10


def test_a_done_step_stays_readable(desk: DeskWindow) -> None:
    run = desk.open("em-scald")
    step = next(s for s in run.applicable if not s.answers and s.value is None)
    view = desk.panel.run_view
    tick_button(view, step.id).click()
    row = row_of(view, step.id)
    assert row.mark is Mark.TICKED
    assert step.text in as_typed(row.words)
    assert step.text in as_typed(
        view.outline.rows_model.index(view.outline.rows_model.row_of(step.id)).data()
    )


def test_what_does_not_apply_stays_and_says_so(desk: DeskWindow) -> None:
    run = desk.open("proc-leak-intake")
    step = next(s for s in run.checklist.steps if s.when)
    condition, labels = next(iter(step.when.items()))
    other = next(a.label for a in run.checklist.step_by_id[condition].answers if a.label not in labels)
    desk.calls.commands.do(lambda: desk.desk.answer(run.id, condition, other))
    row = row_of(desk.panel.run_view, step.id)
    assert row.is_excluded
    assert row.side == "不适用"
    assert step.text in as_typed(row.words)


def test_words_have_the_size_of_the_design(desk: DeskWindow) -> None:
    run = desk.open("em-scald")
    first = run.checklist.steps[0].id
    assert put_on_stage(desk.panel.run_view, first).question.font_pixels() == 19
    assert desk.panel.run_view.outline.row_height == 30
    desk.emergency.open_card("em-scald")
    settle()
    assert put_on_stage(desk.emergency_view.run_view, first).question.font_pixels() == 22
    assert desk.emergency_view.run_view.outline.row_height == 44


def pressed(within: QWidget) -> list[QWidget]:
    """Everything visible that takes a press."""
    kinds = (QAbstractButton, QLineEdit)
    found = [w for kind in kinds for w in within.findChildren(kind) if w.isVisible()]
    framed = (FieldCell,)  # their frame takes the press for the line in it
    around = [(w, w.parentWidget()) for w in found]
    return [frame if isinstance(frame, framed) else w for w, frame in around]


@pytest.mark.parametrize(("width", "scale"), [(388, 1.0), (320, 1.0), (776, 2.0)])
def test_targets_are_large_and_nothing_is_clipped(
    open_desk: Callable[..., DeskWindow], width: int, scale: float
) -> None:
    desk = open_desk(width=width, scale=scale)
    for entry_id in ("proc-leak-intake", "proc-temp-measure", "em-scald"):
        desk.calls.pin(entry_id)
    for number in (1, 2, 3):
        desk.calls.show_nth(number)
        settle()
        assert desk.width() == width
        assert min(w.height() for w in pressed(desk.panel)) >= 30  # a row of the run list
        assert_nothing_is_clipped(desk.panel)
    desk.emergency.open_card("em-burst-indoor")
    settle()
    assert desk.width() == width
    assert min(w.height() for w in pressed(desk.emergency_view)) >= 44
    assert_nothing_is_clipped(desk.emergency_view)


def assert_nothing_is_clipped(within: QWidget) -> None:
    for label in within.findChildren(QLabel):
        if label.isVisible() and label.text() and label.objectName() != "runStrip":
            needed = label.heightForWidth(label.width()) if label.wordWrap() else label.sizeHint().height()
            assert label.height() >= needed - 1, label.text()
            if not label.wordWrap():
                assert label.width() >= label.sizeHint().width() - 1, label.text()
    for button in within.findChildren(QPushButton):
        if button.isVisible():
            wide = button.width() >= button.sizeHint().width() - 1
            tall = button.hasHeightForWidth() and button.height() >= button.heightForWidth(button.width()) - 1
            assert wide or tall, button.text()
    edge = within.mapToGlobal(within.rect().topRight()).x()
    for child in within.findChildren(QWidget):
        if child.isVisible():
            assert child.mapToGlobal(child.rect().topRight()).x() <= edge, child.objectName()


def test_what_was_not_stored_is_not_shown_as_done(desk: DeskWindow) -> None:
    run = desk.open("em-scald")
    step = next(s for s in run.applicable if not s.answers and s.value is None)
    asked = next(s for s in run.applicable if s.answers)
    view = desk.panel.run_view
    box = tick_button(view, step.id)
    desk.store.is_full = True
    box.click()
    assert not box.isChecked()
    desk.store.is_full = False
    first = answer_buttons(view, asked.id)[0]
    desk.store.is_full = True
    desk.clock.advance(1)
    first.click()
    settle()
    assert mark_of(view, step.id) is Mark.OPEN
    assert mark_of(view, asked.id) is Mark.OPEN
    assert not first.isChecked()
    assert FULL in desk.panel.strip.words
    assert desk.panel.strip.is_caution
    assert FULL in desk.notices
    desk.store.is_full = False
    desk.clock.advance(1)
    first.click()
    assert first.isChecked()


def test_a_first_pin_that_the_store_refuses_is_said(desk: DeskWindow) -> None:
    desk.store.is_full = True
    assert desk.calls.pin("em-scald") == 0
    assert desk.desk.active is None
    assert FULL in desk.notices
    assert FULL in desk.panel.strip.words
    assert desk.panel.strip.isVisible()


def test_in_the_emergency_view_a_refusal_stands_on_the_card(desk: DeskWindow) -> None:
    desk.emergency.open_card("em-scald")
    desk.store.is_full = True
    press(desk.emergency_view.run_view, Qt.Key.Key_1)
    assert desk.desk.active is None
    assert FULL in desk.emergency_view.strip.words
    assert all(row.mark is Mark.OPEN for row in desk.emergency_view.run_view.outline.rows)


def test_a_refusal_outlives_what_follows_at_once(desk: DeskWindow) -> None:
    desk.open("proc-leak-intake")
    press(desk.panel.run_view, Qt.Key.Key_Space)
    refusal = desk.panel.strip.words
    assert "回答" in refusal
    desk.calls.refresh()
    assert desk.panel.strip.words == refusal


def test_an_answer_gives_way_later(desk: DeskWindow, qtbot: object) -> None:
    desk.open("proc-leak-intake")
    desk.panel.say("已复制")
    desk.calls.refresh()
    assert desk.panel.strip.words == "已复制"
    assert isinstance(qtbot, QtBot)
    qtbot.waitUntil(lambda: "按内容" in desk.panel.strip.words, timeout=4 * HELD_MS)


def test_the_strip_never_changes_its_height(desk: DeskWindow) -> None:
    desk.open("proc-leak-intake")
    height = desk.panel.strip.height()
    desk.panel.answer("还不能完成。" + "必做未做:有没有人让热水烫着?" * 20, True)
    settle()
    assert desk.panel.strip.height() == height
    assert desk.panel.strip.toolTip().startswith("还不能完成")
