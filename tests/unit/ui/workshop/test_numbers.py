"""A number that was inferred wrongly: the page says which article it is likelier about, and vouching for that one corrects it."""

from datetime import date
from pathlib import Path

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from handbook.content.library import existing_folders, open_content
from handbook.model.kinds import Verification
from handbook.model.regulation import RegulationArticle
from handbook.paths import shipped_content
from handbook.ui.workshop.work_place import WorkPlace
from handbook.ui.workshop.workshop import Workshop
from tests.helpers.beijiang import FIRST_DAY, statute, write_site
from tests.unit.content.test_law_folder import _shelf


def _entry(site: Path) -> RegulationArticle:
    found = open_content(existing_folders(None, site)).handbook.exact("reg-bj-35")
    assert isinstance(found, RegulationArticle)
    return found


def test_an_inferred_number_is_corrected_on_the_page(qtbot: QtBot, tmp_path: Path) -> None:
    site = write_site(tmp_path / "site")
    _shelf(site).add(statute())
    workshop = Workshop(
        place=WorkPlace(site=site, root=shipped_content(), account="wangmin"),
        editor="王敏",
        handbook=lambda: open_content(existing_folders(None, site)).handbook,
        uses=dict,
        today=lambda: date(2026, 11, 28),
    )
    qtbot.addWidget(workshop.window)
    workshop.open()
    page = workshop.pages.article
    workshop.pages.show_entry("reg-bj-35")
    assert "更像是第三十六条" in page.words.toPlainText()
    assert page.view is not None
    assert page.view.lacking
    page.words.link_activated.emit("number:36")
    assert page.view.version is not None
    assert page.view.version.number == "36"
    assert page.view.lacking == ()
    assert "条号就改成第三十六条" in page.words.toPlainText()
    for tick in page.panel.ticks:
        tick.setChecked(True)
    page.panel.press()
    QTest.qWait(1)
    QApplication.processEvents()
    corrected = _entry(site)
    assert (corrected.article, corrected.verification) == ("36", Verification.CHECKED)
    assert (corrected.checked_by, corrected.former_articles) == ("王敏", ("35",))


def test_one_comes_back_to_the_own_number(qtbot: QtBot, tmp_path: Path) -> None:
    site = write_site(tmp_path / "site")
    _shelf(site).add(statute())
    handbook = open_content(existing_folders(None, site)).handbook
    workshop = Workshop(
        place=WorkPlace(site=site, root=shipped_content(), account="wangmin"),
        editor="王敏",
        handbook=lambda: handbook,
        uses=dict,
        today=lambda: FIRST_DAY,
    )
    qtbot.addWidget(workshop.window)
    page = workshop.pages.article
    workshop.pages.show_entry("reg-bj-35")
    page.words.link_activated.emit("number:36")
    page.words.link_activated.emit("number:35")
    assert page.view is not None
    assert page.view.version is not None
    assert page.view.version.number == "35"
