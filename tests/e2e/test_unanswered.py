"""Searches that find nothing, or only something close, in the real window: what is seen, and what is kept of them."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from handbook.app.application import Application
from handbook.search.confidence import Confidence
from handbook.search.hits import Hit, PlainHit
from handbook.ui.window.middle import Face
from tests.helpers.fake_search import FakeSearcher, hit
from tests.helpers.finding import child
from tests.helpers.typing_in import press

ALT, CONTROL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
FOUND = [
    hit(name, name) for name in ("proc-refund", "proc-new-home", "proc-temp-measure", "proc-leak-intake")
]


def weak(found: Hit) -> Hit:
    """The same with little of what was typed."""
    assert isinstance(found, PlainHit)
    return replace(found, is_weak=True)


@pytest.fixture
def program(open_program: Callable[..., Application]) -> Application:
    """The program over a search that is told what to answer."""
    opened = open_program()
    opened.window.resize(1440, 900)
    close = [weak(found) for found in FOUND]
    guess = [replace(FOUND[1], is_corrected=True)] if isinstance(FOUND[1], PlainHit) else []
    opened.window.panels.reading.use_searcher(
        FakeSearcher(
            {"退费": FOUND, "漏水": FOUND, "公交卡充值": close, "新方": guess},
            {
                "公交卡充值": {"confidence": Confidence.CLOSEST},
                "没有的缴费": {"confidence": Confidence.NONE},
                "新方": {"understood_as": "新房"},
            },
        )
    )
    return opened


def search(program: Application, text: str) -> None:
    """Type `text`, and let it stand as long as it must to be meant."""
    window = program.window
    window.search.field.setText(text)
    window.search._preview.stop()
    window.search._on_preview()
    window.panels.reading._on_settled()


def kept(program: Application) -> list[tuple[str, str]]:
    """What the editor will see: kind and text."""
    return [(line.kind, line.text) for line in program.window.panels.reading._feedback.lines()]


def test_the_page_of_another_topic_gives_way_and_comes_back(program: Application) -> None:
    panels, field = program.window.panels, program.window.search.field
    panels.reading.open("proc-refund")
    search(program, "公交卡充值")
    assert panels.reader.entry is None
    assert (panels.nothing.isVisible(), panels.reader.view.isVisible()) == (True, False)
    press(field, Qt.Key.Key_Down)
    assert panels.reader.entry is not None
    assert (panels.nothing.isVisible(), panels.reader.view.isVisible()) == (False, True)
    search(program, "没有的缴费")
    assert panels.nothing.isVisible()
    field.clear()
    assert not panels.nothing.isVisible()
    assert panels.reader.entry is not None
    assert panels.reader.entry.id == "proc-refund"
    search(program, "没有的缴费")
    press(program.window, Qt.Key.Key_Left, ALT)
    assert panels.reader.entry is not None
    assert panels.reader.entry.id == "proc-refund"


def test_a_guess_shows_nothing_and_leaves_no_look_at_something_else(program: Application) -> None:
    panels = program.window.panels
    search(program, "退费")
    assert panels.reader.entry is not None
    search(program, "新方")
    assert panels.reader.entry is None
    assert panels.reader.view.isVisible()
    press(program.window.search.field, Qt.Key.Key_Return)
    assert panels.reader.entry is not None
    assert panels.reader.entry.id == "proc-new-home"


def test_beside_a_list_that_is_under_way_it_is_seen_too(program: Application) -> None:
    panels = program.window.panels
    panels.calls.pin("proc-temp-measure")
    before = panels.middle_column.face
    search(program, "没有的缴费")
    assert (before, panels.middle_column.face) == (Face.HELP, Face.READING)
    assert panels.nothing.isVisible()


def test_the_ways_lead_to_the_field_to_the_contents_and_to_the_editor(program: Application) -> None:
    window = program.window
    window.activateWindow()
    search(program, "没有的缴费 13800138000")
    nothing = window.panels.nothing
    nothing.retype.click()
    assert window.search.field.selectedText() == window.search.field.text()
    nothing.gap.click()
    assert kept(program)[-1][0] == "记为缺口"
    assert "138001" not in kept(program)[-1][1]
    assert not nothing.gap.isEnabled()
    nothing.contents.click()
    assert window.search.is_contents


def test_one_key_reports_and_one_searches_what_is_typed(program: Application, qtbot: QtBot) -> None:
    window = program.window
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    search(program, "新方")
    press(window, Qt.Key.Key_L, ALT)
    assert window.search.query.is_literal
    assert child(window, QPushButton, "searchLiteral").isVisible()
    press(window, Qt.Key.Key_L, ALT)
    assert not window.search.query.is_literal
    press(window, Qt.Key.Key_G, CONTROL | SHIFT)
    assert kept(program) == [("记为缺口", "新方")]
    window.search.field.clear()
    press(window, Qt.Key.Key_G, CONTROL | SHIFT)
    assert len(kept(program)) == 1


def test_what_the_search_and_the_agent_show_to_be_missing_is_kept(program: Application) -> None:
    panels = program.window.panels
    search(program, "公交卡充值")
    assert kept(program) == [("未搜到", "公交卡充值")]
    panels.calls.new_call()
    search(program, "新方")
    search(program, "退费")
    assert kept(program)[1:] == [("未搜到", "新方")]
    panels.reading.open("proc-temp-measure")
    search(program, "漏水")
    assert len(kept(program)) == 2
    program.window.search.pin_requested.emit("proc-leak-intake")
    assert kept(program)[2:] == [("未搜到", "漏水")]
