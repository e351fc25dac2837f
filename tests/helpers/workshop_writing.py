"""The workshop over the content that ships, with an entry in its form."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton

from handbook.content.writing.judging import Judge
from handbook.paths import shipped_content
from handbook.ui.workshop.chip_text import ChipText
from handbook.ui.workshop.edit_page import EditPage
from handbook.ui.workshop.field_editors import FieldEditor
from handbook.ui.workshop.work_place import WorkPlace
from handbook.ui.workshop.workshop import Workshop
from handbook.upkeep.edit_desk import EditDesk
from tests.helpers.typing_in import commit, press

REFUND, ABUSE = "proc-refund", "scr-abuse"
_CTRL = Qt.KeyboardModifier.ControlModifier


class Writing:
    """The workshop with an entry in its form."""

    def __init__(self, site: Path, judge: Judge) -> None:
        self.site = site
        self.workshop = Workshop(
            place=WorkPlace(site=site, root=shipped_content(), account="wangmin"),
            editor="王敏",
            handbook=lambda: judge.handbook,
            uses=dict,
        )
        self.pages = self.workshop.writing
        self.pages._judge = judge
        self.page: EditPage = self.pages.editing
        self.window = self.workshop.window

    def edit(self, entry_id: str) -> EditDesk:
        self.pages.edit(entry_id)
        QApplication.processEvents()
        assert self.page.desk is not None
        return self.page.desk

    def open(self, *path: str | int) -> None:
        """Open a part of a list."""
        *rest, number = path
        assert isinstance(number, int)
        self.page.form.open_item(tuple(rest), number)
        QApplication.processEvents()

    def editor(self, *path: str | int) -> FieldEditor:
        return self.page.form._all_editors()[tuple(path)]

    def words(self, *path: str | int) -> ChipText:
        found = self.editor(*path).keyboard()
        assert isinstance(found, ChipText)
        return found

    def type_over(self, words: str, *path: str | int) -> None:
        """Take all words of a field away and write others, as with an input method."""
        field = self.words(*path)
        field.setFocus()
        press(field, Qt.Key.Key_A, _CTRL)
        commit(field, words)
        QApplication.processEvents()

    def button(self, name: str) -> QPushButton:
        found = self.window.findChild(QPushButton, name)
        assert found is not None, name
        return found

    def draft(self, entry_id: str = REFUND, kind: str = "procedures") -> str | None:
        found = self.workshop.shelf().draft(f"{kind}/{entry_id}.yaml")
        return found.text if found is not None else None
