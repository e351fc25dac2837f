"""What a company retires leads to what takes its place, on every desk, once it is published; a card never goes."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from handbook.content.person import Person
from handbook.content.writing.draft import DraftRefused
from handbook.content.writing.draft_shelf import DraftShelf
from handbook.content.writing.judging import Judge
from handbook.content.writing.shipped import ShippedTexts
from handbook.model.entry import Entry
from handbook.model.handbook import Handbook
from handbook.paths import shipped_content
from handbook.upkeep.draft_desk import DraftDesk
from handbook.upkeep.retiring import retire_draft, why_not_retired

WANG = Person("王敏", "wangmin")


@pytest.fixture(scope="module")
def judge() -> Judge:
    return Judge.of(shipped_content(), None)


def shelf_of(site: Path) -> DraftShelf:
    site.mkdir(exist_ok=True)
    return DraftShelf(site, ShippedTexts(shipped_content()), WANG, lambda: datetime(2026, 11, 30, tzinfo=UTC))


def entry(handbook: Handbook, entry_id: str) -> Entry:
    found = handbook.exact(entry_id)
    assert found is not None
    return found


def test_what_is_retired_and_published_leads_to_its_successor(tmp_path: Path, judge: Judge) -> None:
    book, shelf = judge.handbook, shelf_of(tmp_path / "site")
    scripts = book.scripts
    draft = retire_draft(shelf, book, scripts[0], scripts[1], "两条 说的一样")
    draft = retire_draft(shelf, book, scripts[2], scripts[1], "也是")
    with pytest.raises(DraftRefused, match="已经在停用的草稿里"):
        retire_draft(shelf, book, scripts[2], scripts[1], "再来")
    desk = DraftDesk(shelf, lambda: judge, WANG)
    sent = desk.send(draft, "停用")
    assert [change.place for change in desk.changed(sent)]
    ticked = desk.tick(sent, [change.key for change in desk.changed(sent)])
    act = desk.pass_on(ticked, "只有我")
    now = Judge.of(shipped_content(), tmp_path / "site").handbook
    assert now.exact(scripts[0].id) is None
    found = now.get(scripts[0].id)
    assert found is not None
    assert found.id == scripts[1].id
    assert now.retired == {scripts[0].id, scripts[2].id}
    assert desk.undo_last_publication(act.file)
    again = Judge.of(shipped_content(), tmp_path / "site").handbook
    assert again.exact(scripts[0].id) is not None


def test_no_card_goes_and_a_list_is_followed_by_a_list(tmp_path: Path, judge: Judge) -> None:
    book = judge.handbook
    assert "应急卡不能停用" in why_not_retired(book.emergency[0])
    assert "自己" in why_not_retired(book.scripts[0], book.scripts[0])
    assert "流程或应急卡" in why_not_retired(book.procedures[0], book.scripts[0])
    assert why_not_retired(book.procedures[0], book.procedures[1]) == ""
    shelf = shelf_of(tmp_path / "site")
    with pytest.raises(DraftRefused):
        retire_draft(shelf, book, book.emergency[0], book.procedures[0], "不要了")
    assert not shelf.drafts()
