"""Where height is dear: calls, hint and lists are one line, and the list of lists shows three at most."""

from collections.abc import Callable

from PySide6.QtCore import Qt

from handbook.ui.call.fold_line import FOLD_KEY
from handbook.ui.call.run_list import MOST_ROWS, RunButton
from handbook.ui.call.run_view import ROOMY_ROWS
from tests.helpers.typing_in import press
from tests.unit.ui.call.desk_window import DeskWindow, settle

LIST = "proc-radiator-hot-top"
LISTS = ("proc-leak-radiator", "proc-leak-joint", "proc-refund", LIST, "proc-noise-hum")


def test_calls_and_lists_fold_to_one_line_that_a_key_opens(open_desk: Callable[..., DeskWindow]) -> None:
    desk = open_desk(width=440)
    desk.open(LIST)
    panel, view = desk.panel, desk.panel.run_view
    desk.resize(440, 1400)
    settle()
    assert view.rows_in(view.height()) >= ROOMY_ROWS
    assert panel.fold.isHidden()
    desk.resize(440, 640)
    settle()
    top = view.y()
    assert panel.fold.isVisible()
    assert panel.tabs.isHidden()
    assert panel.runs.isHidden()
    assert desk.run.checklist.title in panel.fold.text()
    press(view, Qt.Key(ord(FOLD_KEY)))
    settle()
    assert panel.tabs.isVisible()
    assert panel.runs.isVisible()
    assert view.y() > top
    panel.fold.click()
    settle()
    assert view.y() == top
    desk.resize(440, 1400)
    settle()
    assert panel.fold.isHidden()
    assert panel.tabs.isVisible()


def test_no_height_makes_it_fold_and_unfold_by_turns(open_desk: Callable[..., DeskWindow]) -> None:
    desk = open_desk(width=440)
    desk.open(LIST)
    for height in range(600, 1300, 10):
        desk.resize(440, height)
        settle()
        before = desk.panel.fold.isVisible()
        settle()
        assert desk.panel.fold.isVisible() is before, height


def test_answering_neither_folds_nor_unfolds(open_desk: Callable[..., DeskWindow]) -> None:
    for height in (640, 860, 1400):
        desk = open_desk(width=440)
        desk.resize(440, height)
        desk.open(LIST)
        settle()
        top, folded = desk.panel.run_view.y(), not desk.panel.fold.isHidden()
        for _ in range(4):
            desk.clock.advance(1)
            press(desk.panel.run_view, Qt.Key.Key_2)
            settle()
            assert (desk.panel.run_view.y(), not desk.panel.fold.isHidden()) == (top, folded)


def test_three_lists_are_seen_and_the_one_on_screen_is_among_them(
    open_desk: Callable[..., DeskWindow],
) -> None:
    desk = open_desk(width=440)
    desk.resize(440, 1600)
    for entry in LISTS:
        desk.open(entry)
    runs = desk.panel.runs
    for number in range(1, len(LISTS) + 1):
        desk.calls.show_nth(number)
        settle()
        buttons = [b for b in runs.findChildren(RunButton) if not b.visibleRegion().isEmpty()]
        assert len(buttons) == MOST_ROWS
        assert desk.run.id in [button.run_id for button in buttons]
        assert all(button.visibleRegion().boundingRect().size() == button.size() for button in buttons)
