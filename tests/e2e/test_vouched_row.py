"""Somebody vouches for an inferred number: the desk offers newer content, and its row and page then bear the number that holds."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from handbook.app import content_watch
from handbook.app.application import Application
from handbook.content.person import Person
from handbook.model.regulation import RegulationArticle
from handbook.search.query import Query
from handbook.ui.search.rows import RowsOfHits
from handbook.upkeep.law_desk import LawDesk
from tests.e2e.test_content_watch import Desk
from tests.helpers.beijiang import statute, write_site
from tests.helpers.typing_in import press
from tests.unit.content.test_law_folder import _shelf

Opener = Callable[..., Application]
ENTRY = "reg-bj-35"


@pytest.fixture
def desk(
    open_program: Opener, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Desk]:
    monkeypatch.setattr(content_watch, "prepare_aside", lambda _folders, _is_stopped: None)
    site = write_site(tmp_path / "site")
    _shelf(site).add(statute())
    yield Desk(open_program(site=site), site, qtbot)


def _entry(desk: Desk) -> RegulationArticle:
    found = desk.panels.reading.handbook.exact(ENTRY)
    assert isinstance(found, RegulationArticle)
    return found


def _vouch(desk: Desk) -> None:
    handbook = desk.panels.reading.handbook
    laws = LawDesk(_shelf(desk.site), Person("王敏"), lambda: handbook, lambda: date(2026, 11, 28))
    official = laws.view(laws.read(), _entry(desk), number="36").official
    assert official is not None
    laws.vouch(_entry(desk), official)


def _row(desk: Desk) -> tuple[str, str, str]:
    searcher = desk.panels.reading._searcher
    assert searcher is not None
    hits = searcher.search(Query("北江条例 退费比例")).hits
    rows = RowsOfHits(hits, desk.panels.reading.handbook)
    row = next(row for row in rows if row.entry_id == ENTRY)
    return row.law, row.verification, row.snippet


def test_after_the_update_is_taken_the_row_bears_the_number_that_holds(desk: Desk) -> None:
    assert _row(desk)[0] == "北江条例第35条"
    _vouch(desk)
    desk.look()
    assert desk.line == "内容有更新：1 处 · 现在换"
    press(desk.window, Qt.Key.Key_F5)
    law, verification, snippet = _row(desk)
    assert law == "北江条例第36条"
    assert "已核对原文" in verification
    assert "推算" not in snippet
    desk.panels.reading.open(ENTRY)
    QTest.qWait(50)
    page = desk.panels.reader.view.toPlainText()
    assert "第三十六条" in page
    assert "推算" not in page
