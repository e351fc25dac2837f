"""A new release changed the original of a company's own card: what both changed is decided in three columns, and becomes a draft."""

import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtTest import QSignalSpy
from pytestqt.qtbot import QtBot

from handbook.content.loader import load_content
from handbook.content.person import Person
from handbook.content.writing.draft_shelf import DraftShelf
from handbook.content.writing.shipped import ShippedTexts
from handbook.paths import shipped_content
from handbook.ui.workshop.original_pages import OriginalPages
from handbook.ui.workshop.workshop_window import WorkshopWindow
from handbook.upkeep.three_ways import Side
from tests.conftest import let_go

CARD, CARD_ID = "emergency/em-boiler-room.yaml", "em-boiler-room"
OURS = ("人马上离开,往远处走,别进去看。", "人马上离开,往上风处走,别进去看。")
BOTH = (OURS[0], "人马上出来,走远。")
OTHER = ("里头的阀、按钮、电门都别动。", "里头的阀、按钮、电门一样都别碰。")


class Case:
    """A company's own version of a card, and a release that changed the original."""

    def __init__(self, tmp_path: Path) -> None:
        self.root = Path(shutil.copytree(shipped_content(), tmp_path / "content"))
        self.site = tmp_path / "site"
        self.window = WorkshopWindow("王敏", lambda _words: ())
        draft = self.shelf().begun(CARD)
        self.shelf().publish(self.shelf().save(draft, draft.text.replace(*OURS, 1)))
        self.pages = OriginalPages(self.window, self.shelf, lambda: self.handbook)
        self.window.add_tab("待办", self.pages.page)

    def shelf(self) -> DraftShelf:
        return DraftShelf(
            self.site, ShippedTexts(self.root), Person("王敏"), lambda: datetime(2026, 11, 30, tzinfo=UTC)
        )

    def release(self, *changes: tuple[str, str]) -> None:
        path = self.root / CARD
        text = path.read_text("utf-8")
        for old, new in changes:
            assert old in text
            text = text.replace(old, new, 1)
        path.write_text(text, "utf-8")
        self.handbook = load_content(self.root, self.site).handbook


@pytest.fixture
def case(qtbot: QtBot, tmp_path: Path) -> Iterator[Callable[[], Case]]:
    made: list[Case] = []

    def make() -> Case:
        made.append(Case(tmp_path))
        return made[-1]

    yield make
    for one in made:
        one.window.close()
        one.window.deleteLater()
    let_go()


def test_what_only_the_release_changed_goes_in_at_once(case: Callable[[], Case]) -> None:
    one = case()
    one.release(OTHER)
    made = QSignalSpy(one.pages.draft_made)
    one.pages.show_entry(CARD_ID)
    assert made.count() == 1
    draft = one.shelf().draft(CARD)
    assert draft is not None
    assert OURS[1] in draft.text
    assert OTHER[1] in draft.text
    one.pages.show_entry(CARD_ID)
    assert "没发布的草稿" in one.window.notice.words


def test_what_both_changed_is_decided_by_a_person(case: Callable[[], Case]) -> None:
    one = case()
    one.release(BOTH, OTHER)
    made = QSignalSpy(one.pages.draft_made)
    one.pages.show_entry(CARD_ID)
    page = one.pages.page
    assert one.window.page is page
    assert made.count() == 0
    ways = page._ways
    assert ways is not None
    (place,) = [place for place in ways.places if place.usual is None]
    page.text_chosen.emit(ways.text({place.key: Side.THEIRS}))
    draft = one.shelf().draft(CARD)
    assert draft is not None
    assert BOTH[1] in draft.text
    assert OTHER[1] in draft.text
    one.shelf().publish(draft)
    assert load_content(one.root, one.site).handbook.updated_originals == frozenset()


def test_whoever_keeps_the_companys_words_has_looked(case: Callable[[], Case]) -> None:
    one = case()
    one.release(BOTH)
    settled = QSignalSpy(one.pages.settled)
    assert one.handbook.updated_originals == {CARD_ID}
    one.pages.show_entry(CARD_ID)
    ways = one.pages.page._ways
    assert ways is not None
    (place,) = [place for place in ways.places if place.usual is None]
    one.pages.page.text_chosen.emit(ways.text({place.key: Side.OURS}))
    assert settled.count() == 1
    assert one.shelf().draft(CARD) is None
    assert load_content(one.root, one.site).handbook.updated_originals == frozenset()
    assert OURS[1] in (one.site / CARD).read_text("utf-8")
