"""Run as a script on an X screen: presses every key of the table for real from wherever the keyboard can be.

Prints one JSON object: holder of the keyboard -> keys that did not act. The real window, its real fields and its real
binding are used; what the keys do is left out, so that one key does not change what the next one meets.
"""

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Slot
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QWidget
from typing_extensions import override

import handbook.ui.window.panels as rooms_module
from handbook.app.application import Application
from handbook.app.qt_application import build_qt
from handbook.call.state.call import CallerField
from handbook.desktop.display_check import check_display
from handbook.keys import bound
from handbook.ui.key_binding import bind_keys
from tests.helpers.desk_parts import value_line, value_step
from tests.helpers.finding import child
from tests.helpers.installed import start
from tests.helpers.typing_in import commit, compose

NAMES = {",": "comma", "=": "equal", "+": "plus", "-": "minus", "\\": "backslash"}
NO_WINDOW = "no window: "
LIST = "proc-temp-measure"
CARD = "em-scald"
FINISH = "ctrl+Return"
BARE = ("1", "9", "minus", "c", "BackSpace", "Home", "End", FINISH)
"""Keys that are those of the list, and of nothing else in the window."""
OWN_UNDO = ("undo", "redo")


class Heard(QObject):
    """What acted since it was last asked."""

    def __init__(self) -> None:
        super().__init__()
        self.names: list[str] = []

    def slot(self, name: str) -> Callable[[], None]:
        """A slot that notes `name`."""
        return lambda: self.names.append(name)

    @Slot()
    def on_scope(self) -> None:
        """Alt and a digit."""
        self.names.append(f"scope_{self.sender().property('number')}")

    @Slot()
    def on_run(self) -> None:
        """Ctrl and a digit."""
        self.names.append(f"run_{self.sender().property('number')}")


class Asked(QObject):
    """Counts the keys of which Qt asked the widget that has the keyboard whether it claims them."""

    def __init__(self) -> None:
        super().__init__()
        self.keys = 0

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and watched is QApplication.focusWidget():
            self.keys += 1
        return False


def spin(seconds: float) -> None:
    """Let events through."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        QApplication.processEvents()
        time.sleep(0.002)


def pressed(keys: str) -> str:
    """The keys as xdotool writes them."""
    *held, last = keys.removesuffix("++").split("+") + ["+"] * keys.endswith("++")
    last = NAMES.get(last) or (last.lower() if len(last) == 1 else last)
    return "+".join([*(name.lower() for name in held), last])


def press(keys: str, heard: Heard, wanted: str) -> bool:
    """Press for real; whether `wanted` acts within two seconds, and nothing else."""
    heard.names.clear()
    subprocess.run(["xdotool", "key", pressed(keys)], check=True)
    end = time.monotonic() + 2
    while wanted not in heard.names and time.monotonic() < end:
        spin(0.004)
    spin(0.01)
    return heard.names == [wanted]


def holders(program: Application) -> Mapping[str, QWidget]:
    """Wherever the keyboard can be in the window."""
    panels, window = program.window.panels, program.window
    fields = panels.call_panel.fields
    view = panels.call_panel.run_view
    value = value_line(view, value_step(view)).field
    panels.reader.open_find()
    return {
        "search box": window.search.field,
        "caller's account": fields[CallerField.ACCOUNT],
        "caller's phone": fields[CallerField.PHONE],
        "caller's address": fields[CallerField.ADDRESS],
        "value": value,
        "steps": panels.call_panel.run_view,
        "reader": panels.reader.view,
        "find": panels.reader.find_bar.field,
        "contents": panels.contents.tree,
        "button": child(panels.call_panel, QPushButton, "noteButton"),
        "cards, one to be picked": panels.emergency_view,
        "card": panels.emergency_view.run_view,
        "card's address": panels.emergency_view.caller.fields[CallerField.ADDRESS],
    }


def put_keyboard(program: Application, holder: QWidget) -> None:
    """Show the holder and give it the keyboard."""
    window = program.window
    emergency, view = window.panels.emergency, window.panels.emergency_view
    is_over = holder is view or view.isAncestorOf(holder)
    if emergency.is_open and (not is_over or (holder is view) is (view.card is not None)):
        emergency.close()
    if is_over and not emergency.is_open:
        emergency.open() if holder is view else emergency.open_card(CARD)
    is_tree = holder is window.panels.contents.tree
    window.search.show_contents(is_tree)
    holder.setFocus()
    spin(0.01)
    if QApplication.focusWidget() is not holder:
        raise RuntimeError(f"{holder.objectName()} does not take the keyboard")


def dead_keys(program: Application, heard: Heard, holder: QWidget) -> Iterator[str]:
    """Keys that do not act from `holder`."""
    for shortcut in bound():
        for keys in shortcut.keys:
            put_keyboard(program, holder)
            if not press(keys, heard, shortcut.name):
                yield f"{keys}: {heard.names}"


def own_undo(program: Application, heard: Heard, field: QLineEdit) -> Iterator[str]:
    """A field takes its own text back first, and puts it there again; then the keys are the list's."""
    put_keyboard(program, field)
    field.setText("")
    field.insert("甲")
    for keys, wanted in (
        ("Ctrl+Z", ""),
        ("Ctrl+Y", "甲"),
        ("Ctrl+Z", ""),
        ("Ctrl+Shift+Z", "甲"),
        ("Ctrl+Z", ""),
    ):
        heard.names.clear()
        subprocess.run(["xdotool", "key", pressed(keys)], check=True)
        end = time.monotonic() + 2
        while field.text() != wanted and time.monotonic() < end:
            spin(0.004)
        if field.text() != wanted or heard.names:
            yield f"{keys}: {field.text()!r} {heard.names}"
    if not press("Ctrl+Z", heard, "undo"):
        yield f"Ctrl+Z once nothing is left: {heard.names}"
    field.setText("")


def leaking_keys(program: Application, heard: Heard, asked: Asked, field: QLineEdit) -> Iterator[str]:
    """Keys that get past a composition, and keys that are dead right after its text was committed."""
    for shortcut in bound():
        for keys in shortcut.keys:
            put_keyboard(program, field)
            compose(field, "re")
            if shortcut.name == "emergency":  # the one key that waits for no composition
                if not press(keys, heard, shortcut.name):
                    yield f"{keys} while composing: {heard.names}"
                field.setText("")
                continue
            heard.names.clear()
            asked.keys = 0
            subprocess.run(["xdotool", "key", pressed(keys)], check=True)
            end = time.monotonic() + 2
            while not asked.keys and time.monotonic() < end:
                spin(0.002)
            spin(0.01)
            if not asked.keys or heard.names or QApplication.focusWidget() is not field:
                yield f"{keys} while composing: {heard.names}"
            commit(field, "热")
            if shortcut.name not in OWN_UNDO and not press(keys, heard, shortcut.name):
                yield f"{keys} after the commit: {heard.names}"
            field.setText("")


def astray(program: Application, holder: QWidget) -> Iterator[str]:
    """Keys of the list that change it though the keyboard is elsewhere."""
    desk = program.window.panels.calls.desk
    before = desk.active
    is_in_list = program.window.panels.call_panel.run_view.isAncestorOf(holder)
    for keys in BARE:
        if is_in_list and keys == FINISH:
            continue
        put_keyboard(program, holder)
        subprocess.run(["xdotool", "key", keys], check=True)
        spin(0.03)
        if desk.active != before:
            yield keys
            before = desk.active
    if isinstance(holder, QLineEdit):
        holder.setText("")


def main(folder: Path) -> None:
    """Print what does not act."""
    if obstacle := check_display().obstacle:
        print(f"{NO_WINDOW}{obstacle}", flush=True)
        return
    heard = Heard()

    def bind(window: QWidget, slots: Mapping[str, Callable[[], None]], *_: object) -> None:
        bind_keys(window, {name: heard.slot(name) for name in slots}, heard.on_scope, heard.on_run)

    setattr(rooms_module, "bind_keys", bind)  # noqa: B010
    build_qt(["handbook"])
    program = start(folder, Path(os.environ["HANDBOOK_HOME"]))
    window = program.window
    window.activateWindow()
    end = time.monotonic() + 60
    while (not program.is_searchable or not window.isActiveWindow()) and time.monotonic() < end:
        spin(0.02)
    window.panels.reading.open(LIST)
    window.panels.calls.pin(LIST)
    spin(0.1)
    found: dict[str, list[str]] = {}
    asked = Asked()
    QApplication.instance().installEventFilter(asked)  # type: ignore[union-attr]
    lists = (window.panels.call_panel.run_view, window.panels.emergency_view.run_view)
    for name, holder in holders(program).items():
        found[name] = list(dead_keys(program, heard, holder))
        if isinstance(holder, QLineEdit):
            found[f"{name}, its own undo"] = list(own_undo(program, heard, holder))
            found[f"{name}, composing"] = list(leaking_keys(program, heard, asked, holder))
        if holder not in (*lists, window.panels.emergency_view):
            found[f"{name}, keys of the list"] = list(astray(program, holder))
    print(json.dumps(found, ensure_ascii=False), flush=True)
    program.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
    os._exit(0)
