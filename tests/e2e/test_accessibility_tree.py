"""The accessibility tree of the real window in ten states: whatever takes the keyboard has a name and a role that fits."""

from collections import Counter
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog

from handbook.app.application import Application
from handbook.ui.window.main_window import MainWindow
from tests.helpers.finding import child
from tests.helpers.typing_in import press

Program = Callable[..., Application]
Role = QAccessible.Role
FITTING = frozenset(
    {
        Role.Button,
        Role.ButtonMenu,
        Role.ButtonDropDown,
        Role.CheckBox,
        Role.RadioButton,
        Role.ComboBox,
        Role.EditableText,
        Role.StaticText,
        Role.Document,
        Role.List,
        Role.ListItem,
        Role.Table,
        Role.Cell,
        Role.Tree,
        Role.TreeItem,
        Role.SpinBox,
        Role.Slider,
        Role.PageTab,
        Role.PageTabList,
        Role.MenuItem,
        Role.Link,
        Role.Dialog,
        Role.Window,
        Role.Client,
        Role.Pane,
        Role.Grouping,
        Role.Paragraph,
        Role.HotkeyField,
    }
)
"""Roles of what takes the keyboard somewhere in the program; NoRole and the like fit nothing."""
DEEPEST = 40
STATES = (
    "idle",
    "list",
    "value step",
    "outcome",
    "emergency choosing",
    "emergency card",
    "note dialog",
    "settings",
    "history",
    "print",
)


def settle() -> None:
    for _ in range(4):
        QApplication.processEvents()


def nodes(interface: QAccessibleInterface, depth: int = 0) -> Iterator[QAccessibleInterface]:
    """What is told of `interface` and of all in it, as far as it is shown."""
    if not interface.isValid() or interface.state().invisible or depth > DEEPEST:
        return
    yield interface
    for number in range(interface.childCount()):
        child = interface.child(number)
        if child is not None:
            yield from nodes(child, depth + 1)


def described(interface: QAccessibleInterface) -> str:
    owner = interface.object()
    name = owner.objectName() if owner is not None else ""
    kind = type(owner).__name__ if owner is not None else ""
    return f"{interface.role().name} {kind}#{name}"


def list_on(window: MainWindow, entry_id: str) -> None:
    window.panels.calls.pin(entry_id)
    window.panels.call_panel.take_focus()


def test_steps_and_ticks_carry_words_and_state(open_program: Program) -> None:
    window = open_program().window
    view = window.panels.call_panel.run_view
    list_on(window, "proc-noise-hum")
    settle()
    outline = QAccessible.queryAccessibleInterface(view.outline)
    assert outline is not None
    rows = [node for node in nodes(outline) if node.role() == Role.ListItem]
    assert rows
    assert all(row.text(QAccessible.Text.Name).strip() for row in rows)
    at_outcome(window)
    settle()
    tick = QAccessible.queryAccessibleInterface(view.outcome_box.tick)
    assert tick is not None
    assert tick.role() == Role.CheckBox
    assert view.outcome_box.say.text()
    assert tick.text(QAccessible.Text.Name).endswith("未做")
    press(view, Qt.Key.Key_Space)
    settle()
    assert tick.state().checked
    assert tick.text(QAccessible.Text.Name).endswith("已打钩")


def at_outcome(window: MainWindow) -> None:
    list_on(window, "proc-noise-hum")
    desk = window.panels.calls.desk
    for _ in range(30):
        call = desk.active
        run = call.run(call.shown_run) if call is not None else None
        step = run.current if run is not None else None
        if run is None or step is None:
            break
        if step.answers:
            desk.answer(run.id, step.id, next(a.label for a in step.answers if not a.entry))
        elif step.value is not None:
            desk.enter_value(run.id, step.id, "20")
        else:
            desk.skip(run.id, step.id, "没人应")
    window.panels.calls.refresh()


def value_step(window: MainWindow) -> None:
    list_on(window, "proc-temp-measure")
    view = window.panels.call_panel.run_view
    view.outline.step_chosen.emit(next(step for step, shown in view.steps.items() if shown.value is not None))


def show(window: MainWindow, state: str) -> None:
    """Bring the window into one of the states, as its keys do."""
    if state in ("list", "note dialog", "print"):
        list_on(window, "proc-radiator-hot-top")
    settle()
    control = Qt.KeyboardModifier.ControlModifier
    keys = {
        "note dialog": (Qt.Key.Key_M, control),
        "history": (Qt.Key.Key_H, control),
        "print": (Qt.Key.Key_P, control),
        "emergency choosing": (Qt.Key.Key_F9, Qt.KeyboardModifier.NoModifier),
        "emergency card": (Qt.Key.Key_F9, Qt.KeyboardModifier.NoModifier),
    }
    if state == "value step":
        value_step(window)
    elif state == "outcome":
        at_outcome(window)
    elif state == "print":
        window.panels.contents.entry_activated.emit("proc-radiator-hot-top")
    elif state == "settings":
        child(window, QAbstractButton, "settingsButton").click()
    if state in keys:
        settle()
        press(QApplication.focusWidget() or window, *keys[state])
    if state == "emergency card":
        settle()
        press(QApplication.focusWidget() or window, Qt.Key.Key_1)
    settle()


@pytest.mark.parametrize("state", STATES)
def test_whatever_takes_the_keyboard_has_a_name_and_a_fitting_role(open_program: Program, state: str) -> None:
    window = open_program().window
    window.activateWindow()
    show(window, state)
    dialogs = [dialog for dialog in window.findChildren(QDialog) if dialog.isVisible()]
    top = dialogs[-1] if dialogs else window
    assert (top is not window) == (state in ("note dialog", "settings", "history", "print"))
    root = QAccessible.queryAccessibleInterface(top)
    assert root is not None
    found = list(nodes(root))
    focusable = [node for node in found if node.state().focusable and not node.state().disabled]
    unnamed = [described(node) for node in focusable if not node.text(QAccessible.Text.Name).strip()]
    unfit = [described(node) for node in focusable if node.role() not in FITTING]
    print(
        f"{state}: {len(found)} nodes, {len(focusable)} focusable, {len(unnamed)} unnamed, {len(unfit)} unfit"
    )
    assert Counter(unnamed) == Counter()
    assert Counter(unfit) == Counter()
    assert len(focusable) >= 2
