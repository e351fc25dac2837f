"""The outline: every step one line, its words and state also for those who do not see the marks."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QFontMetricsF
from pytest import MonkeyPatch

from handbook.call.state.run import Mark
from handbook.ui.call import run_view
from handbook.ui.call.outline_rows import RowKind
from handbook.ui.widgets.laid_text import letters
from tests.helpers.desk_parts import put_on_stage, row_of
from tests.helpers.shown import as_typed
from tests.helpers.typing_in import press
from tests.unit.ui.call.desk_window import DeskWindow, settle

LIST = "proc-radiator-hot-top"


def test_every_step_is_one_row_in_the_order_of_the_list(desk: DeskWindow) -> None:
    run = desk.open(LIST)
    rows = desk.panel.run_view.outline.rows
    assert [row.step for row in rows if row.step] == [step.id for step in run.checklist.steps]
    groups = [step.group for step in run.checklist.steps if step.group]
    heads = [as_typed(row.words) for row in rows if row.kind is RowKind.HEAD]
    assert heads == list(dict.fromkeys(groups))


def test_a_row_says_question_answer_and_time(desk: DeskWindow) -> None:
    run = desk.open(LIST)
    view = desk.panel.run_view
    step = run.counted[0]
    assert row_of(view, step.id).side == "现在"
    press(view, Qt.Key.Key_1)
    row = row_of(view, step.id)
    assert as_typed(row.words) == step.text
    assert as_typed(row.answer) == step.answers[0].label
    assert row.side == "09:00"
    assert row.choices == ""
    following = row_of(view, run.counted[2].id)
    assert as_typed(following.choices).split("/") == [a.label for a in run.counted[2].own_answers]


def test_the_full_line_is_in_the_tooltip_and_in_the_accessible_name(desk: DeskWindow) -> None:
    run = desk.open(LIST)
    view = desk.panel.run_view
    press(view, Qt.Key.Key_1)
    model = view.outline.rows_model
    index = model.index(model.row_of(run.counted[0].id))
    for role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
        words = as_typed(str(index.data(role)))
        assert run.counted[0].text in words
        assert run.counted[0].answers[0].label in words
    assert as_typed(str(index.data(Qt.ItemDataRole.AccessibleTextRole))).startswith(Mark.ANSWERED.value)


def test_an_answer_always_fits_beside_an_elided_question(desk: DeskWindow) -> None:
    """The longest answers of a list leave room for time and mark in the narrowest dock."""
    desk.resize(360, 860)
    run = desk.open(LIST)
    room = desk.panel.run_view.outline.viewport().width() - 16 - 18 - 9 - 14 - 60
    bold = letters(14, is_bold=True)
    widths = [
        QFontMetricsF(bold).horizontalAdvance(a.label) for s in run.checklist.steps for a in s.own_answers
    ]
    assert max(widths) <= room


def test_rows_carry_a_check_state_and_cannot_be_checked_by_the_widget(desk: DeskWindow) -> None:
    run = desk.open(LIST)
    view = desk.panel.run_view
    model = view.outline.rows_model
    index = model.index(model.row_of(run.counted[0].id))
    assert index.data(Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Unchecked
    assert not index.flags() & Qt.ItemFlag.ItemIsUserCheckable
    press(view, Qt.Key.Key_1)
    assert index.data(Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Checked


def test_the_accessibility_tree_has_rows_stage_and_answers(desk: DeskWindow) -> None:
    run = desk.open(LIST)
    view = desk.panel.run_view
    press(view, Qt.Key.Key_1)
    settle()
    outline = QAccessible.queryAccessibleInterface(view.outline)
    assert outline is not None
    rows = [outline.child(n) for n in range(outline.childCount())]
    items = [row for row in rows if row is not None and row.role() == QAccessible.Role.ListItem]
    assert len(items) == len(view.outline.rows)
    number = view.outline.rows_model.row_of(run.counted[0].id)
    assert run.counted[0].text in as_typed(items[number].text(QAccessible.Text.Name))
    assert items[number].state().checked
    shown = put_on_stage(view, run.counted[1].id)
    assert shown.answers is not None
    for button in shown.answers.buttons:
        interface = QAccessible.queryAccessibleInterface(button)
        assert interface is not None
        assert interface.text(QAccessible.Text.Name).startswith(f"回答 {button.key}:")
    tick = next(content for content in view.steps.values() if list(content.says))
    box = QAccessible.queryAccessibleInterface(next(iter(tick.says)).tick)
    assert box is not None
    assert box.role() == QAccessible.Role.CheckBox
    assert next(iter(tick.says)).step.text in box.text(QAccessible.Text.Name)


def test_what_was_noted_and_what_is_asked_now_is_said_aloud(
    desk: DeskWindow, monkeypatch: MonkeyPatch
) -> None:
    said: list[str] = []
    monkeypatch.setattr(run_view, "announce", lambda _, words: said.append(words))
    run = desk.open(LIST)
    press(desk.panel.run_view, Qt.Key.Key_1)
    words = as_typed(said[-1])
    assert run.counted[0].answers[0].label in words
    assert run.counted[1].text in words
