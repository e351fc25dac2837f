"""The one table of keys: no key means two things, and what stands on buttons and in fields is what the table says."""

from collections import Counter

from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QApplication

from handbook.keys import SHORTCUTS, bound, key_table
from handbook.ui.call import caller_form
from handbook.ui.widgets import notice_bar

LINE_EDITOR = (
    QKeySequence.StandardKey.Copy,
    QKeySequence.StandardKey.Paste,
    QKeySequence.StandardKey.Cut,
    QKeySequence.StandardKey.SelectAll,
    QKeySequence.StandardKey.DeleteCompleteLine,
)
"""Keys that a field keeps for itself: bound in the window they would do nothing there."""


def sequences() -> list[str]:
    return [QKeySequence(keys).toString() for shortcut in bound() for keys in shortcut.keys]


def test_no_key_is_bound_twice() -> None:
    assert [keys for keys, times in Counter(sequences()).items() if times > 1 or not keys] == []


def test_no_key_of_the_window_is_one_of_a_field(qapp: QApplication) -> None:
    kept = {found.toString() for key in LINE_EDITOR for found in QKeySequence.keyBindings(key)}
    assert kept & set(sequences()) == set()


def test_the_hints_are_those_of_the_table() -> None:
    shown = {shortcut.name: shortcut.shown for shortcut in SHORTCUTS}
    assert shown["caller"] == caller_form.KEY
    assert shown["close_notice"] == notice_bar.KEY
    assert f"| {caller_form.KEY} |" in key_table()
    assert f"| {notice_bar.KEY} |" in key_table()
