"""A PySide6 release that drops references to None must never ship: the process dies after about 1,300 entry views."""

import ctypes
import sys

import pytest
from PySide6.QtWidgets import QLabel, QTextBrowser
from pytestqt.qtbot import QtBot

CALLS = 2_000
ALLOWED = 100

mortal_none = pytest.mark.skipif(
    sys.version_info >= (3, 12),
    reason="None is immortal from Python 3.12 on; the guard can see nothing there",
)


@mortal_none
def test_void_calls_keep_the_references_to_none(qtbot: QtBot) -> None:
    label, browser = QLabel(), QTextBrowser()
    qtbot.addWidget(label)
    qtbot.addWidget(browser)
    before = sys.getrefcount(None)
    for number in range(CALLS):
        label.setText(str(number))
        browser.setHtml("<p>一</p>")
    assert sys.getrefcount(None) - before > -ALLOWED


@mortal_none
def test_the_guard_sees_a_lost_reference() -> None:
    lose = ctypes.pythonapi.Py_DecRef
    lose.argtypes = [ctypes.py_object]
    before = sys.getrefcount(None)
    for _ in range(ALLOWED + 50):
        lose(None)
    lost = sys.getrefcount(None) - before
    keep = ctypes.pythonapi.Py_IncRef
    keep.argtypes = [ctypes.py_object]
    for _ in range(ALLOWED + 50):
        keep(None)
    assert lost <= -ALLOWED
