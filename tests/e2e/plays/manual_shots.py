"""Nothing goes in; the pictures of the workshop in the manual, under `resources/manual`, come out.

An invented company's folder, the shipped content, the real pages; so a picture changes when the program does.
"""

import os
import sys
import tempfile
from datetime import UTC, date, datetime
from pathlib import Path

from PySide6.QtCore import QSize
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from handbook.app.qt_application import build_qt
from handbook.content.person import Person
from handbook.content.writing.draft_shelf import DraftShelf
from handbook.content.writing.judging import Judge
from handbook.paths import shipped_content
from handbook.ui.theme.fonts import screen_family, screen_font
from handbook.ui.theme.palette import palette_of
from handbook.ui.theme.stylesheet import stylesheet
from handbook.ui.theme.theme import theme_of
from handbook.ui.workshop.work_place import WorkPlace
from handbook.ui.workshop.workshop import Workshop
from tests.conftest import REPOSITORY  # sets the platform and the font before Qt starts
from tests.e2e.plays.shots import few_colours
from tests.helpers.offscreen import keep_its_lacks_quiet

PICTURES = REPOSITORY / "resources" / "manual"
SIZE = QSize(1210, 700)
CARD = "proc-refund"
OLD, NEW = "屋里现在还冷着吗?", "屋里这会儿还冷吗?"
_TODAY = date(2026, 11, 30)


class _Shown:
    """The workshop of an invented editor."""

    def __init__(self, site: Path) -> None:
        judge = Judge.of(shipped_content(), None)
        self.workshop = Workshop(
            place=WorkPlace(site=site, root=shipped_content(), account="wangmin"),
            editor="王敏",
            handbook=lambda: judge.handbook,
            uses=dict,
            today=lambda: _TODAY,
        )
        self.workshop.writing._judge = judge
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        theme = theme_of(is_dark=False, scale=1.0)
        app.setFont(screen_font(1.0))
        app.setPalette(palette_of(theme.colours))
        app.setStyleSheet(stylesheet(theme, screen_family()))
        self.workshop.window.apply_theme(theme)
        self.workshop.open()
        self.workshop.window.resize(SIZE)
        QTest.qWait(300)

    def take(self, name: str) -> None:
        """A picture of the window as it stands."""
        QTest.qWait(400)
        picture = few_colours(self.workshop.window.grab().toImage())
        picture.save(str(PICTURES / f"{name}.png"), quality=0)


def main() -> int:
    """Take all pictures anew."""
    keep_its_lacks_quiet()
    qt = QApplication.instance() or build_qt(["handbook"])
    with tempfile.TemporaryDirectory() as scratch:
        os.environ["HANDBOOK_HOME"] = f"{scratch}/home"
        site = Path(scratch) / "site"
        shown = _Shown(site)
        workshop = shown.workshop
        workshop.window.turn_to(workshop.company.page)
        shown.take("workshop_company")
        workshop.writing.edit(CARD)
        workshop.writing.editing.form.open_item(("steps",), 3)
        shown.take("workshop_edit")
        li = DraftShelf(site, workshop._shipped, Person("李海涛", "lihaitao"), lambda: datetime.now(UTC))
        begun = li.begun(f"procedures/{CARD}.yaml")
        assert OLD in begun.text
        sent = li.send(li.save(begun, begun.text.replace(OLD, NEW)), "问得顺口些")
        workshop.drafts.show_draft(sent)
        shown.take("workshop_review")
        for widget in QApplication.topLevelWidgets():
            assert isinstance(widget, QWidget)
            widget.hide()
        workshop.window.close()
    del qt
    return 0


if __name__ == "__main__":
    sys.exit(main())
