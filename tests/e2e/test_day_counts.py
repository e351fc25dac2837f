"""Searches, misses and opened entries of the real window are counted, by number alone, and kept when it closes."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from handbook import assembly
from handbook.app.application import Application
from handbook.call.day_sums import HourSum, added
from handbook.ui.window import reading_controller
from tests.helpers.typing_in import commit, press

Opener = Callable[..., Application]
NOBODY_SAYS = "龘龘龘靐靐"


def counted(program: Application) -> HourSum:
    return added(program.window.panels.reading.counts.hours().values())


def ask(program: Application, words: str) -> None:
    program.window.take_focus()
    program.window.search.field.clear()
    commit(program.window.search.field, words)
    QApplication.processEvents()


@pytest.fixture
def program(open_program: Opener, monkeypatch: pytest.MonkeyPatch) -> Application:
    monkeypatch.setattr(reading_controller, "SETTLED_MS", 200)
    made = open_program()
    made.window.activateWindow()
    return made


def test_what_is_opened_was_searched_for(program: Application) -> None:
    ask(program, "漏水")
    press(program.window.search.field, Qt.Key.Key_Return)
    press(program.window.search.field, Qt.Key.Key_Return)
    found = counted(program)
    assert (found.searches, found.misses, found.opened) == (1, 0, 2)


def test_half_typed_words_do_not_count_and_a_standing_search_counts_once(
    program: Application, qtbot: QtBot
) -> None:
    for words in ("暖", "暖气", "暖气片", "暖气片漏水"):
        ask(program, words)
    qtbot.waitUntil(lambda: counted(program).searches == 1)
    program.window.panels.reading.ask_again()
    qtbot.wait(400)
    assert counted(program).searches == 1


def test_a_search_without_a_hit_is_a_miss_and_its_words_are_not_kept(
    program: Application, qtbot: QtBot
) -> None:
    ask(program, NOBODY_SAYS)
    qtbot.waitUntil(lambda: counted(program).misses == 1)
    assert NOBODY_SAYS not in repr(program.window.panels.reading.counts.hours())


def test_what_was_counted_is_kept_when_the_window_closes(program: Application) -> None:
    ask(program, "漏水")
    press(program.window.search.field, Qt.Key.Key_Return)
    program.close()
    store, _ = assembly.open_store()
    [row] = store.rows("day_sum")
    assert row["body"] == '{"s":1,"o":1}'
    assembly.close_store(store)
