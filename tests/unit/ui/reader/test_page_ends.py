"""Every page of the shipped handbook can be read to its end, whatever was done to it."""

import os
import subprocess
import sys

import pytest
from PySide6.QtGui import QTextTable
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from handbook.content.loader import load_content
from handbook.model.handbook import Handbook
from handbook.model.kinds import Kind
from handbook.model.script import Script
from handbook.ui.dialogs.manual import manual_page
from handbook.ui.dialogs.script_dialog import ScriptDialog
from handbook.ui.dialogs.text_dialog import TextDialog
from handbook.ui.reader.reader_panel import ReaderPanel
from handbook.ui.widgets.rich_text import RichText
from tests.conftest import REPOSITORY
from tests.helpers.page_ends import LOOKS, Look, faults, faults_through
from tests.helpers.virtual_screen import VirtualScreen


@pytest.fixture(scope="module")
def handbook() -> Handbook:
    return load_content(REPOSITORY / "content").handbook


@pytest.fixture
def panel(qtbot: QtBot, handbook: Handbook) -> ReaderPanel:
    made = ReaderPanel()
    qtbot.addWidget(made)
    made.show_handbook(handbook)
    return made


def test_the_test_sees_a_page_that_is_cut(panel: ReaderPanel, handbook: Handbook) -> None:
    """Formats set behind the back of the page, while it is laid out, cut it: the fault this test is for."""
    view, cut = panel.view, 0
    panel.resize(680, 820)
    panel.show()
    for entry in handbook.procedures[:20]:
        panel.show_entry(entry)
        html = view.document().toHtml()
        view.setHtml(html)
        for child in view.document().rootFrame().childFrames():
            if isinstance(child, QTextTable):
                child.setFormat(child.format())
        cut += bool(faults(view))
    assert cut > 2


@pytest.mark.parametrize("number", range(len(LOOKS)))
def test_every_page_is_whole_in_turn(panel: ReaderPanel, handbook: Handbook, number: int) -> None:
    """Each entry in one of the looks, through all that can be done to it; the long run takes all in all."""
    entries = list(handbook)[number :: len(LOOKS)]
    assert faults_through(panel, entries, LOOKS[number]) == []


@pytest.mark.slow
@pytest.mark.parametrize("look", LOOKS, ids=str)
def test_every_page_is_whole_in_every_look(panel: ReaderPanel, handbook: Handbook, look: Look) -> None:
    assert faults_through(panel, list(handbook), look) == []


def test_pages_are_whole_on_x11() -> None:
    """The same in a process of its own on a real X server; each kind and look a few times."""
    with VirtualScreen(1920, 1080) as screen:
        found = subprocess.run(
            [sys.executable, "-m", "tests.helpers.page_ends"],
            env=os.environ | {"PYTHONPATH": str(REPOSITORY), **screen.environment},
            capture_output=True,
            text=True,
            timeout=300,
            check=False,
        )
    assert found.stdout.splitlines()[-1:] == ["xcb: 0 faults"], found.stdout + found.stderr


@pytest.mark.parametrize("look", LOOKS, ids=str)
def test_the_manual_is_whole(qtbot: QtBot, look: Look) -> None:
    dialog = TextDialog("帮助", manual_page(look.theme), look.theme)
    qtbot.addWidget(dialog)
    dialog.show()
    assert faults(dialog.view) == []
    dialog.resize(dialog.width() - 200, dialog.height() - 100)
    assert faults(dialog.view) == []


@pytest.mark.parametrize("look", LOOKS, ids=str)
def test_lines_of_the_teleprompter_are_whole(qtbot: QtBot, handbook: Handbook, look: Look) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(look.width, look.height)
    window.show()
    for script in handbook.of_kind(Kind.SCRIPT):
        assert isinstance(script, Script)
        dialog = ScriptDialog(script, handbook, look.theme, window)
        dialog.show()
        qtbot.wait(1)
        cut = [
            label.text()
            for label in dialog.findChildren(QLabel)
            if label.wordWrap() and label.height() < label.heightForWidth(label.width())
        ]
        dialog.close()
        assert cut == [], f"{script.id} {look}"


def test_a_page_is_laid_out_before_its_place_is_asked_for(panel: ReaderPanel, handbook: Handbook) -> None:
    """Back and forward lead to a place on the page: what is laid out later would shift it."""
    panel.resize(680, 820)
    panel.show()
    for entry in handbook.procedures[:20]:
        panel.view.show_entry(entry, handbook)
        panel.view.go_to(1.0)
        at = panel.view.verticalScrollBar().value()
        assert faults(panel.view) == []
        assert panel.view.verticalScrollBar().value() >= at - 1
        assert panel.view.place == pytest.approx(1.0, abs=0.01)


def test_formats_set_within_each_other_are_laid_out_once(qtbot: QtBot) -> None:
    view = RichText()
    qtbot.addWidget(view)
    with view.formatting() as document:
        with view.formatting():
            view.setHtml("<p>一</p>")
        assert not document.isLayoutEnabled()
    assert document.isLayoutEnabled()
