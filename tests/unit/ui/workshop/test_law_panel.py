"""The panel of 核对 for every shape of an entry: an inferred number, none at all, many, and one that is vouched for already."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from handbook.content.loader import load_content
from handbook.law.as_of import brought_to
from handbook.model.kinds import Verification
from handbook.model.official_text import WHOLE
from handbook.model.regulation import RegulationArticle
from handbook.ui.theme.theme import theme_of
from handbook.ui.workshop.article_chooser import number_of
from handbook.ui.workshop.work_place import WorkPlace
from handbook.ui.workshop.workshop import Workshop
from tests.helpers.beijiang import UNKNOWN, statute, write_site
from tests.helpers.laws import law
from tests.helpers.typing_in import commit, press
from tests.unit.content.test_law_folder import _shelf

Key = Qt.Key
OTHER = "北江省供热退费办法"
_BARE = """id: reg-bj-bare
title: 北江 退费什么时候到账
summary: 退费到账的日子。
asks: [退费什么时候到账, 退费多久到, 退费几天到]
law: 北江退费口径
level: 市
place: 北江
status: 现行有效
verification: 据公开报道
article_note: 条号未取得。
citation: 北江退费口径(条号未取得)
key_points: [退费 10 日内到账。, 用户要留好收据。]
owner: 法务合规组
reviewed: 2026-11-20
review_by: 2027-09-30
sources: [{title: 据公开报道, confidence: 低, date: "2021-11-01"}]
severity: 一般
"""


class Law:
    """A workshop over the shape of a shipped handbook: inferred numbers, a table of unknown ones, an entry without any."""

    def __init__(self, folder: Path, qtbot: QtBot) -> None:
        self.root = folder / "content"
        self.root.mkdir()
        (self.root / "handbook.yaml").write_text("version: '2026.11'\n", "utf-8")
        self.site = write_site(folder / "site")
        (self.site / "regions/beijiang/regulations/reg-bj-bare.yaml").write_text(_BARE, "utf-8")
        shelf = _shelf(self.site)
        shelf.add(statute())
        shelf.add(law({"4": "供热单位受理退费。", "5": "退费应当在十日内退还用户。"}, title=OTHER))
        self.read()
        self.workshop = Workshop(
            place=WorkPlace(site=self.site, root=self.root, account="wangmin"),
            editor="王敏",
            handbook=lambda: self.handbook,
            uses=dict,
            today=lambda: date(2026, 11, 28),
        )
        qtbot.addWidget(self.workshop.window)
        self.pages, self.page = self.workshop.pages, self.workshop.pages.article
        self.panel = self.page.panel
        self.workshop.open()

    def read(self) -> None:
        """As the desk does some time after an act."""
        self.handbook = load_content(self.root, self.site).handbook

    def read_again(self) -> None:
        self.read()
        self.workshop.refresh()

    def entry(self, entry_id: str) -> RegulationArticle:
        found = brought_to(self.handbook, date(2026, 11, 28)).exact(entry_id)
        assert isinstance(found, RegulationArticle)
        return found

    def vouch(self) -> None:
        for tick in self.panel.ticks:
            if not tick.isChecked():
                press(tick, Key.Key_Space)
        self.panel.press()
        QTest.qWait(1)

    def type_source(self, words: str) -> None:
        line = self.workshop.window.findChild(QLineEdit, "lineField")
        assert line is not None
        commit(line, words)
        press(line, Key.Key_Return)
        QApplication.sendPostedEvents(None, 52)

    @property
    def told(self) -> str:
        return self.workshop.window.notice.words


@pytest.fixture
def site(tmp_path: Path, qtbot: QtBot) -> Law:
    return Law(tmp_path, qtbot)


def test_the_notice_and_the_page_name_the_number_that_was_vouched_for(site: Law) -> None:
    site.pages.show_entry("reg-bj-35")
    site.page.words.link_activated.emit("number:36")
    site.vouch()
    assert "《北江省城市供热条例》第三十六条，核对人 王敏" in site.told
    assert "推算" not in site.told
    assert site.page.view is not None
    assert site.page.view.entry.article == "36"  # before the content is read anew
    assert "第 36 条" in site.page.list.currentItem().text()
    site.read_again()
    assert site.entry("reg-bj-35").citation == "《北江省城市供热条例》第三十六条"
    site.pages.show_entry("reg-bj-32")
    site.vouch()
    assert "《北江省城市供热条例》第三十二条，核对人 王敏" in site.told


def test_what_is_vouched_for_lacks_nothing(site: Law) -> None:
    site.pages.show_entry("reg-bj-32")
    assert "还差 3 样" in site.panel.give.text()
    press(site.panel.ticks[0], Key.Key_Space)
    assert site.panel.give.text() == "记为已核对原文 · 还差现行、要点"
    site.panel.press()
    assert "还差现行、要点" in site.told
    site.vouch()
    assert site.panel.give.text() == "已核对原文 · 不用再记"
    assert all(tick.isChecked() for tick in site.panel.ticks)
    assert "王敏　2026-11-28" in site.panel._who.text()
    site.panel.press()
    assert "不用再记" in site.told
    assert len(site.workshop.desk().read().checks) == 1
    site.pages.show_entry("reg-bj-34")
    assert "还差 3 样" in site.panel.give.text()


def test_when_all_are_vouched_for_nothing_is_counted_as_missing(site: Law) -> None:
    for inferred, real in (("32", ""), ("34", ""), ("35", "36"), ("37", "39"), ("38", "40"), ("42", "44")):
        site.pages.show_entry(f"reg-bj-{inferred}")
        if real:
            site.page.words.link_activated.emit(f"number:{real}")
        site.vouch()
        site.read_again()
    site.pages.show_entry("reg-bj-32")
    assert "还有 0 条没核对" in site.page.saved
    (row,) = [row for row in site.workshop.desk().rows(site.workshop.desk().read()) if len(row.entries) > 2]
    assert (row.checked, row.to_check) == (6, 0)


def test_a_table_lists_its_articles_and_leads_to_each(site: Law) -> None:
    site.pages.show_entry("reg-bj-missing")
    view = site.page.view
    assert view is not None
    assert tuple(part.number for part in view.parts) == UNKNOWN
    assert {part.state for part in view.parts} == {"有原文"}
    shown = site.page.points.toPlainText()
    assert "这里答 42 条" in shown
    assert "第四十九条" in shown or "第四十三条" in shown
    site.page.points.link_activated.emit("number:5")
    assert site.page.view is not None
    assert site.page.view.version is not None
    assert site.page.view.version.number == "5"
    assert [part.number for part in site.page.view.parts if part.is_shown] == ["5"]
    assert "第五件事" in site.page.words.toPlainText().replace("\n", "")
    assert site.panel.give.text() == "不用核对 · 没有写要点"
    assert not any(tick.isVisible() for tick in site.panel.ticks)
    site.panel.press()
    assert "照原文说" in site.told
    site.workshop.refresh()
    assert site.page.view.as_number == "5"


def test_a_table_without_a_text_says_so_for_each(site: Law) -> None:
    desk = site.workshop.desk()
    site.pages.show_entry("reg-bj-missing")
    desk.remove("北江省城市供热条例", date(2021, 10, 29))
    site.read_again()
    assert site.page.view is not None
    assert {part.state for part in site.page.view.parts} == {"没有原文"}
    assert "42 条都没有原文" in site.page._state.text()


def test_several_articles_with_points_are_vouched_for_one_by_one(site: Law) -> None:
    desk, laws = site.workshop.desk(), site.workshop.desk().read()
    both = replace(
        site.entry("reg-bj-32"),
        article="",
        articles=("32", "34"),
        key_points=("卧室、起居室不低于 19 ℃。", "接到报修 3 小时内到场。"),
    )
    first = desk.view(laws, both)
    assert first.why_not == ()  # 3 小时 stands in the other one
    assert [part.state for part in first.parts] == ["没核对", "没核对"]
    assert first.official is not None
    desk.vouch(both, first.official)
    second = desk.view(desk.read(), both, number="34")
    assert [part.state for part in second.parts] == ["已核对原文", "没核对"]
    assert not second.is_checked
    assert second.official is not None
    desk.vouch(both, second.official)
    assert desk.view(desk.read(), both).is_checked


def test_an_entry_without_a_number_is_laid_beside_the_article_that_a_person_chooses(site: Law) -> None:
    site.pages.show_entry("reg-bj-bare")
    chooser = site.panel.chooser
    assert chooser.isVisibleTo(site.panel)
    assert [chooser.law.itemText(n) for n in range(chooser.law.count())] == [OTHER, "北江省城市供热条例"]
    assert chooser.number.text() == ""
    assert site.panel.give.text() == "记为已核对原文 · 还差条号"
    site.panel.press()
    assert "还差法规和条号" in site.told
    chooser.law.setCurrentIndex(0)
    commit(chooser.number, "九十九")
    press(chooser.number, Key.Key_Return)
    assert "没有第九十九条" in site.told
    chooser.number.clear()
    commit(chooser.number, "第五条")
    press(chooser.number, Key.Key_Return)
    assert "十日内" in site.page.words.toPlainText()
    assert f"这一条就写成《{OTHER}》第五条" in site.page.words.toPlainText()
    site.workshop.refresh()
    assert site.page.view is not None
    assert (site.page.view.as_law, site.page.view.as_number) == (OTHER, "5")
    site.vouch()
    (check,) = site.workshop.desk().read().checks
    assert (check.law, check.number) == (OTHER, "5")
    assert f"《{OTHER}》第五条" in site.told
    site.read_again()
    after = site.entry("reg-bj-bare")
    assert (after.law, after.article, after.verification) == (OTHER, "5", Verification.CHECKED)
    assert not chooser.isVisibleTo(site.panel)


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("36", "36"),
        ("第 36 条", "36"),
        ("三十六条之一", "36-1"),
        ("36-1", "36-1"),
        ("", ""),
        ("退费", ""),
        ("第条", ""),
    ],
)
def test_a_number_is_read_as_people_write_it(typed: str, number: str) -> None:
    assert number_of(typed) == number


def test_a_point_without_a_figure_is_said_to_stand_elsewhere(site: Law) -> None:
    site.pages.show_entry("reg-bj-bare")
    site.panel.chooser.law.setCurrentIndex(0)
    commit(site.panel.chooser.number, "5")
    press(site.panel.chooser.number, Key.Key_Return)
    site.page.points.link_activated.emit("source:text-1")
    site.type_source("本单位收费须知第二条")
    (said,) = site.workshop.desk().read().elsewhere
    assert (said.figure, said.source) == (WHOLE, "本单位收费须知第二条")
    assert "这一句另有出处：本单位收费须知第二条" in site.page.points.toPlainText()
    site.vouch()
    (check,) = site.workshop.desk().read().checks
    assert check.elsewhere == (said.key,)
    site.page.points.link_activated.emit("unsource:text-1")
    assert site.page.view is not None
    assert site.page.view.standing.dropped == "有一句要点另有的出处撤掉了"


def test_what_is_said_of_a_whole_point_holds_for_its_figures(site: Law) -> None:
    site.pages.show_entry("reg-bj-35")
    assert site.page.view is not None
    assert [one.words for one in site.page.view.lacking] == ["15 ℃", "80%"]
    site.page.points.link_activated.emit("source:text-0")
    site.type_source("《北江省供热退费办法》第九条")
    assert site.page.view.lacking == ()
    assert site.page.points.toPlainText().count("另有出处：《北江省供热退费办法》第九条") == 1


def test_in_a_low_window_at_150_percent_nothing_of_the_panel_is_squeezed(site: Law) -> None:
    window = site.workshop.window
    window.apply_theme(theme_of(is_dark=False, scale=1.5))
    window.resize(900, 600)
    site.pages.show_entry("reg-bj-bare")
    commit(site.panel.chooser.number, "5")
    press(site.panel.chooser.number, Key.Key_Return)
    site.page.act()
    site.panel.give.setFocus()
    QTest.qWait(30)
    for part in (site.panel.chooser, *site.panel.ticks, site.panel.give):
        assert part.height() >= part.minimumSizeHint().height()
    seen = site.panel.give.visibleRegion().boundingRect()
    assert seen.height() >= site.panel.give.height() - 2
