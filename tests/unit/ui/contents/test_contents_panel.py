"""The contents tree: every entry once, below its kind and group, by mouse and by keys."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QApplication, QTreeWidgetItem
from pytestqt.qtbot import QtBot

from handbook.model.handbook import Handbook
from handbook.model.kinds import Family, Kind
from handbook.render.colours import DARK, LIGHT, Colours
from handbook.ui.contents.contents_panel import ID_ROLE, ContentsPanel
from handbook.ui.theme.fonts import screen_family
from handbook.ui.theme.stylesheet import stylesheet
from handbook.ui.theme.theme import Theme
from tests.helpers.finding import click
from tests.helpers.sample import PROCEDURE, SAMPLE
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
    assert groups["proc-top-hot"] == "散热不良  1"
    assert groups["reg-36"] == "黑龙江省城市供热条例  1"
    assert groups["scr-wait"].startswith("话术")


def test_every_group_says_how_many_it_holds(panel: ContentsPanel) -> None:
    groups = [item.text(0) for item in panel._items() if not item.data(0, ID_ROLE)]
    assert "黑龙江省城市供热条例  1" in groups
    assert "散热不良  1" in groups
    assert all(text.rpartition("  ")[2].isdigit() for text in groups)


def test_heat_that_stays_away_and_heat_that_is_asked_to_stand_in_one_group(panel: ContentsPanel) -> None:
    families = (Family.OUTAGE, Family.SUSPENSION)
    book = replace(
        SAMPLE,
        procedures=tuple(replace(PROCEDURE, id=f"proc-{f.name.lower()}", family=f) for f in families),
    )
    panel.show_handbook(book)
    assert [i.text(0) for i in panel._items() if i.childCount() == 2] == ["停复热  2"]


def test_what_is_typed_leaves_the_lines_that_have_it(panel: ContentsPanel) -> None:
    panel.filter("上热")
    shown = [str(i.data(0, ID_ROLE)) for i in leaves(panel) if not i.isHidden()]
    assert shown == ["proc-top-hot"]
    assert panel.selected_id == "proc-top-hot"
    assert not panel.nothing.isVisible()
    panel.filter("没有的")
    assert panel.nothing.isVisible()
    assert panel.selected_id == ""
    panel.filter("")
    assert len([i for i in leaves(panel) if not i.isHidden()]) == len(SAMPLE)


def test_the_name_of_a_group_leaves_all_that_stands_in_it(panel: ContentsPanel) -> None:
    panel.filter("供热条例")
    assert [str(i.data(0, ID_ROLE)) for i in leaves(panel) if not i.isHidden()] == ["reg-36"]


def test_lines_are_moved_through_and_opened_from_the_search_box(panel: ContentsPanel) -> None:
    opened: list[str] = []
    panel.entry_activated.connect(opened.append)
    panel.filter("上热")
    panel.move_selection("previous")
    assert panel.selected_id == ""
    panel.move_selection("next")
    panel.activate()
    assert opened == ["proc-top-hot"]


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


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_the_ground_of_the_selected_line_is_whole_to_the_rim(panel: ContentsPanel, colours: Colours) -> None:
    theme = Theme(colours)
    panel.setStyleSheet(stylesheet(theme, screen_family()))
    panel.apply_theme(theme)
    panel.show_entry("proc-top-hot")
    QApplication.processEvents()
    line = panel.tree.visualItemRect(current(panel))
    picture = panel.tree.viewport().grab(QRect(0, line.top(), line.left(), line.height())).toImage()
    found = {picture.pixelColor(x, y).name() for x in range(picture.width()) for y in range(picture.height())}
    assert found == {colours.accent_soft}
