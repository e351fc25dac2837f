"""A release changes an entry that the company keeps its own version of: what it left alone follows, its own words stay."""

import shutil
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from handbook.content.loader import load_content
from handbook.content.person import Person
from handbook.content.writing.draft_shelf import DraftShelf
from handbook.content.writing.shipped import ShippedTexts
from handbook.document.blocks import Banner
from handbook.document.compose import compose_entry
from handbook.document.wording import OWN_VERSION
from handbook.paths import shipped_content
from handbook.render.entry_page import render_entry
from handbook.upkeep.todo import TodoKind, ordered
from handbook.upkeep.upstream import all_upstream, merge_draft, upstream_of, upstream_todos

CARD, SCRIPT = "emergency/em-boiler-room.yaml", "scripts/scr-abuse.yaml"
TODAY = date(2026, 11, 30)
OURS = ("人马上离开,往远处走,别进去看。", "人马上离开,往上风处走,别进去看。")
THEIRS = ("里头的阀、按钮、电门都别动。", "里头的阀、按钮、电门一样都别碰。")

Shelf = Callable[[], DraftShelf]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """The shipped content, of which a release may change a file."""
    return Path(shutil.copytree(shipped_content(), tmp_path / "content"))


@pytest.fixture
def shelf(root: Path, tmp_path: Path) -> Shelf:
    return lambda: DraftShelf(
        tmp_path / "site", ShippedTexts(root), Person("王敏"), lambda: datetime(2026, 11, 30, tzinfo=UTC)
    )


def publish(shelf: DraftShelf, file: str, old: str, new: str) -> None:
    draft = shelf.begun(file)
    assert old in draft.text
    shelf.publish(shelf.save(draft, draft.text.replace(old, new, 1)))


def release(root: Path, file: str, old: str, new: str) -> None:
    path = root / file
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def test_nothing_is_told_while_the_original_is_as_it_was(shelf: Shelf, root: Path, tmp_path: Path) -> None:
    publish(shelf(), CARD, *OURS)
    assert upstream_of(shelf(), CARD) is None
    assert load_content(root, tmp_path / "site").handbook.updated_originals == frozenset()


def test_what_the_company_left_alone_follows_and_its_words_stay(
    shelf: Shelf, root: Path, tmp_path: Path
) -> None:
    publish(shelf(), CARD, *OURS)
    release(root, CARD, *THEIRS)
    found = upstream_of(shelf(), CARD)
    assert found is not None
    assert (len(found.merge.taken), found.merge.conflicts) == (1, ())
    draft = merge_draft(shelf(), found)
    assert OURS[1] in draft.text
    assert THEIRS[1] in draft.text
    assert shelf().published(CARD) == found.ours  # desks read it only once it is published
    shelf().publish(draft)
    assert upstream_of(shelf(), CARD) is None
    assert load_content(root, tmp_path / "site").handbook.updated_originals == frozenset()


def test_where_both_changed_the_words_of_the_company_stay_until_somebody_decides(
    shelf: Shelf, root: Path, tmp_path: Path
) -> None:
    publish(shelf(), CARD, *OURS)
    release(root, CARD, OURS[0], "人马上出来,走远。")
    found = upstream_of(shelf(), CARD)
    assert found is not None
    assert len(found.merge.conflicts) == 1
    assert found.merge.conflicts[0].ours == OURS[1]
    handbook = load_content(root, tmp_path / "site").handbook
    assert handbook.updated_originals == {"em-boiler-room"}
    card = handbook.exact("em-boiler-room")
    assert card is not None
    assert Banner(OWN_VERSION) in compose_entry(card, handbook, TODAY).blocks
    assert "原件已更新" in render_entry(card, handbook).html
    shelf().keep_ours(CARD, "我们这儿看风向")
    decided = load_content(root, tmp_path / "site").handbook
    assert decided.updated_originals == frozenset()
    assert "上风处" in (tmp_path / "site" / CARD).read_text("utf-8")


def test_conflicts_stand_first_and_cards_before_the_others(shelf: Shelf, root: Path, tmp_path: Path) -> None:
    publish(shelf(), CARD, *OURS)
    publish(shelf(), SCRIPT, "我听出您有火。", "我听得出您着急。")
    release(root, CARD, OURS[0], "人马上出来,走远。")
    release(root, SCRIPT, "回嘴", "顶嘴")
    handbook = load_content(root, tmp_path / "site").handbook
    found = all_upstream(shelf(), handbook)
    assert {one.file for one in found} == {CARD, SCRIPT}
    rows = ordered(upstream_todos(found, handbook, {}, TODAY), TODAY)
    assert [row.kind for row in rows] == [TodoKind.UPSTREAM] * 2
    assert [row.entry_id for row in rows] == ["em-boiler-room", "scr-abuse"]
    assert "要您定" in rows[0].reason
    assert "可并入" in rows[1].reason


def test_a_broken_file_is_left_alone(shelf: Shelf, root: Path, tmp_path: Path) -> None:
    publish(shelf(), CARD, *OURS)
    release(root, CARD, *THEIRS)
    (tmp_path / "site" / CARD).write_text("id: [", "utf-8")
    assert upstream_of(shelf(), CARD) is None
