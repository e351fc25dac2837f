"""The contents tree: every entry once, below its kind and group, by mouse and by keys."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTreeWidgetItem
from pytestqt.qtbot import QtBot

from handbook.model.handbook import Handbook
from handbook.model.kinds import Kind
from handbook.ui.contents.contents_panel import ID_ROLE, ContentsPanel
from tests.helpers.finding import click
from tests.helpers.sample import SAMPLE
from tests.helpers.typing_in import press


@pytest.fixture
def panel(qtbot: QtBot) -> ContentsPanel:
    """A shown tree of the sample."""
    made = ContentsPanel()
    qtbot.addWidget(made)
    made.resize(360, 600)
    made.show_handbook(SAMPLE)
    made.show()
    return made


def leaves(panel: ContentsPanel) -> list[QTreeWidgetItem]:
    """Items that are entries."""
    return [item for item in panel._items() if item.data(0, ID_ROLE)]


def current(panel: ContentsPanel) -> QTreeWidgetItem:
    """The item that the keyboard is on."""
    item = panel.tree.currentItem()
    assert item is not None
    return item


def test_every_entry_stands_there_once(panel: ContentsPanel) -> None:
    assert sorted(str(i.data(0, ID_ROLE)) for i in leaves(panel)) == sorted(e.id for e in SAMPLE)
    tops = [item.text(0) for n in range(6) if (item := panel.tree.topLevelItem(n)) is not None]
    assert tops == [f"{kind.label}  1" for kind in Kind]


def test_entries_stand_in_their_group(panel: ContentsPanel) -> None:
    groups = {str(i.data(0, ID_ROLE)): up.text(0) for i in leaves(panel) if (up := i.parent()) is not None}
    assert groups["proc-top-hot"] == "散热不良"
    assert groups["reg-36"] == "黑龙江省城市供热条例"
    assert groups["scr-wait"].startswith("话术")


def test_enter_opens_an_entry_and_unfolds_a_group(panel: ContentsPanel) -> None:
    opened: list[str] = []
    panel.entry_activated.connect(opened.append)
    panel.take_focus()
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Return):
        press(panel.tree, key)
    assert opened == ["proc-top-hot"]


def test_an_entry_is_shown_without_being_opened(panel: ContentsPanel) -> None:
    opened: list[str] = []
    panel.entry_activated.connect(opened.append)
    panel.show_entry("reg-36")
    panel.show_entry("reg-gone")
    assert current(panel).data(0, ID_ROLE) == "reg-36"
    assert opened == []


def test_a_new_handbook_replaces_the_old_one(panel: ContentsPanel) -> None:
    panel.show_handbook(Handbook())
    assert leaves(panel) == []
    panel.show_handbook(SAMPLE)
    assert len(leaves(panel)) == len(SAMPLE)


def test_a_click_opens_once(panel: ContentsPanel, qtbot: QtBot) -> None:
    opened: list[str] = []
    panel.entry_activated.connect(opened.append)
    panel.show_entry("scr-wait")
    place = panel.tree.visualItemRect(current(panel)).center()
    click(panel.tree.viewport(), place)
    assert opened == ["scr-wait"]
