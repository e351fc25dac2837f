"""Ends of the program that come twice, or in the middle of something."""

import os
from collections.abc import Callable
from pathlib import Path

from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QApplication

from handbook.app.application import Application
from handbook.call.state.clock import SystemClock
from handbook.call.store.store import Store
from handbook.desktop.single_instance import SingleInstance

Opener = Callable[..., Application]


def test_a_second_close_event_closes_nothing_of_anybody_else(
    open_program: Opener, user_home: Path, tmp_path: Path
) -> None:
    program = open_program()
    program.window.panels.calls.new_call()
    QApplication.sendEvent(program.window, QCloseEvent())
    with (tmp_path / "of-another").open("wb") as other:
        for _ in range(2):
            QApplication.sendEvent(program.window, QCloseEvent())
        assert os.fstat(other.fileno())
    store = Store.open(user_home / "calls.db", SystemClock())
    assert (store.notices, len(store.rows("call"))) == ((), 1)
    store.close()


def test_a_lock_that_is_let_go_twice_is_not_taken_from_the_next(qapp: QApplication, tmp_path: Path) -> None:
    first, second, third = (SingleInstance(tmp_path) for _ in range(3))
    assert first.take()
    first.release()
    assert second.take()
    first.release()
    assert not third.take()
    second.release()
