"""A draft becomes content only by being published; nothing is written over what somebody else wrote meanwhile."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from handbook.content.folder_walk import walk_folder
from handbook.content.person import Person
from handbook.content.writing.draft import ActKind, DraftRefused, DraftState, MovedOn
from handbook.content.writing.draft_shelf import DraftShelf

FILE = "scripts/script-refund.yaml"
SHIPPED = "id: script-refund\r\ntitle: 退费\r\n"
NEW = "\ufeffid: script-refund\ntitle: 退费怎么说 # 改过\n"
WANG, LI = Person("王敏", "wangmin"), Person("李海涛", "lihaitao")

Shelf = Callable[..., DraftShelf]


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    """Makes one over the same folder for any person."""
    (tmp_path / "site").mkdir()

    def make(person: Person = WANG) -> DraftShelf:
        return DraftShelf(
            tmp_path / "site", {FILE: SHIPPED}.get, person, lambda: datetime(2026, 11, 30, 10, 0, tzinfo=UTC)
        )

    return make


def site(tmp_path: Path) -> Path:
    return tmp_path / "site"


def test_a_draft_is_kept_and_changes_no_content(shelf: Shelf, tmp_path: Path) -> None:
    begun = shelf().begun(FILE)
    assert begun.text == SHIPPED
    assert not begun.is_changed
    shelf().save(begun, NEW)
    again = shelf(LI).draft(FILE)
    assert again is not None
    assert (again.text, again.name, again.state) == (NEW, "王敏", DraftState.WRITING)
    assert shelf().published(FILE) is None
    assert walk_folder(site(tmp_path)).names == []
    assert shelf().drafts() == (again,)


def test_publishing_writes_the_content_byte_for_byte_and_keeps_where_it_came_from(
    shelf: Shelf, tmp_path: Path
) -> None:
    draft = shelf().send(shelf().save(shelf().begun(FILE), NEW), "用户听不懂")
    act = shelf(LI).publish(draft)
    assert (site(tmp_path) / FILE).read_bytes() == NEW.encode()
    assert shelf().base(FILE) == SHIPPED
    assert shelf().draft(FILE) is None
    assert (act.author, act.name, act.is_own, act.words) == ("王敏", "李海涛", False, "用户听不懂")
    assert [one.kind for one in shelf().acts(FILE)] == [ActKind.SEND, ActKind.PUBLISH]


def test_who_publishes_what_he_wrote_is_recorded_as_such(shelf: Shelf) -> None:
    draft = shelf().save(shelf().begun(FILE), NEW)
    assert shelf(Person("王敏(改了名)", "wangmin")).publish(draft).is_own


def test_any_earlier_state_comes_back_as_a_draft(shelf: Shelf, tmp_path: Path) -> None:
    first = shelf().publish(shelf().save(shelf().begun(FILE), NEW))
    shelf().publish(shelf().save(shelf().begun(FILE), "id: script-refund\n"))
    draft = shelf().restored(first)
    assert draft.text == NEW
    assert (site(tmp_path) / FILE).read_text("utf-8") == "id: script-refund\n"
    shelf().publish(draft)
    assert (site(tmp_path) / FILE).read_bytes() == NEW.encode()


def test_a_file_of_our_own_goes_when_its_draft_is_empty_and_comes_back(shelf: Shelf, tmp_path: Path) -> None:
    own = "knowledge/kn-own.yaml"
    shelf().publish(shelf().save(shelf().begun(own), "id: kn-own\n"))
    gone = shelf().publish(shelf().save(shelf().begun(own), ""))
    assert not (site(tmp_path) / own).exists()
    assert shelf().restored(gone, is_before=True).text == "id: kn-own\n"


def test_nothing_is_written_over_another_ones_words(shelf: Shelf, tmp_path: Path) -> None:
    mine = shelf().save(shelf().begun(FILE), NEW)
    theirs = shelf(LI).save(mine, "id: script-refund\ntitle: 李的\n")
    for act in (
        lambda: shelf().save(mine, "x: 1\n"),
        lambda: shelf().send(mine, "为什么"),
        lambda: shelf().publish(mine),
        lambda: shelf().discard(mine),
        lambda: shelf().tick(mine, ("a",)),
    ):
        with pytest.raises(MovedOn, match="李海涛刚改过") as told:
            act()
        assert told.value.there == theirs
    assert shelf().draft(FILE) == theirs
    kept = shelf().save(shelf().over(mine, theirs), "id: script-refund\ntitle: 两边都看过\n")
    assert kept.version == theirs.version + 1


def test_what_was_published_meanwhile_is_not_written_over(shelf: Shelf, tmp_path: Path) -> None:
    mine = shelf().save(shelf().begun(FILE), NEW)
    path = site(tmp_path) / FILE
    path.parent.mkdir(parents=True)
    path.write_text("id: script-refund\ntitle: 手改的\n", "utf-8")
    with pytest.raises(MovedOn, match="刚被发布过"):
        shelf().publish(mine)
    assert "手改的" in path.read_text("utf-8")


def test_a_reviewer_ticks_and_sends_back_with_a_sentence(shelf: Shelf) -> None:
    draft = shelf().send(shelf().save(shelf().begun(FILE), NEW), "为什么")
    ticked = shelf(LI).tick(draft, ("title",))
    with pytest.raises(DraftRefused, match="退回要写一句"):
        shelf(LI).send_back(ticked, "  ")
    back = shelf(LI).send_back(ticked, "第二句太长")
    assert (back.state, back.words, back.reviewer) == (DraftState.SENT_BACK, "第二句太长", "李海涛")
    assert shelf().save(back, NEW + "# 短了\n").state is DraftState.WRITING


def test_what_a_kill_left_after_publishing_is_no_draft(shelf: Shelf, tmp_path: Path) -> None:
    draft = shelf().save(shelf().begun(FILE), NEW)
    left = site(tmp_path) / ".workshop" / "drafts" / f"{FILE}.json"
    raw = left.read_bytes()
    shelf().publish(draft)
    left.write_bytes(raw)
    assert shelf().draft(FILE) is None
    assert shelf().drafts() == ()


def test_a_torn_line_of_the_log_and_a_broken_draft_are_told_or_passed_over(
    shelf: Shelf, tmp_path: Path
) -> None:
    shelf().send(shelf().save(shelf().begun(FILE), NEW), "为什么")
    log = site(tmp_path) / ".workshop" / "log.jsonl"
    log.write_bytes(log.read_bytes() + b'{"id": 2, "ki')
    assert len(shelf().acts()) == 1
    (site(tmp_path) / ".workshop" / "drafts" / f"{FILE}.json").write_bytes(b"{")
    with pytest.raises(DraftRefused, match="草稿坏了"):
        shelf().draft(FILE)
    shelf().save(shelf().begun("knowledge/kn-own.yaml"), "id: kn-own\n")
    assert [draft.file for draft in shelf().drafts()] == ["knowledge/kn-own.yaml"]


@pytest.mark.parametrize(
    "name", ["../x.yaml", "/etc/x.yaml", "scripts/../../x.yaml", "C:x.yaml", "a\\b.yaml", "scripts"]
)
def test_no_name_leads_out_of_the_folder(shelf: Shelf, name: str) -> None:
    with pytest.raises(DraftRefused, match="不是内容文件"):
        shelf().begun(name)


def test_a_folder_that_cannot_be_written_is_told(shelf: Shelf, tmp_path: Path) -> None:
    (site(tmp_path) / ".workshop").write_text("a file in the way", "utf-8")
    with pytest.raises(DraftRefused, match="没有存上"):
        shelf().save(shelf().begun(FILE), NEW)


def test_a_publication_that_the_folder_does_not_take_leaves_all_as_it_was(
    shelf: Shelf, tmp_path: Path
) -> None:
    draft = shelf().save(shelf().begun(FILE), NEW)
    in_the_way = site(tmp_path) / "scripts"
    in_the_way.write_text("a file where a folder is wanted", "utf-8")
    with pytest.raises(DraftRefused, match="没有发布成"):
        shelf().publish(draft)
    in_the_way.unlink()
    assert shelf().drafts() == (draft,)
    assert shelf().published(FILE) is None
    assert shelf().acts(FILE) == ()


def test_a_publication_that_was_cut_off_is_finished_by_who_comes_next(shelf: Shelf, tmp_path: Path) -> None:
    draft = shelf().save(shelf().begun(FILE), NEW)
    in_the_way = site(tmp_path) / "scripts" / "_script-refund.yaml"
    in_the_way.mkdir(parents=True)
    with pytest.raises(DraftRefused, match="发布到一半断了,下次打开会接着做完"):
        shelf().publish(draft)
    assert shelf().published(FILE) == NEW
    in_the_way.rmdir()
    assert shelf(LI).drafts() == ()
    assert shelf().base(FILE) == SHIPPED
    assert [(act.kind, act.name) for act in shelf().acts(FILE)] == [(ActKind.PUBLISH, "王敏")]
    shelf().put_back(shelf().acts(FILE)[0])
    assert (shelf().published(FILE), shelf().base(FILE)) == (None, None)


def test_what_came_later_is_not_written_over_by_what_was_cut_off(shelf: Shelf, tmp_path: Path) -> None:
    draft = shelf().save(shelf().begun(FILE), NEW)
    in_the_way = site(tmp_path) / "scripts" / "_script-refund.yaml"
    in_the_way.mkdir(parents=True)
    with pytest.raises(DraftRefused):
        shelf().publish(draft)
    (site(tmp_path) / FILE).write_bytes(b"id: by-hand\n")
    assert [one.text for one in shelf().drafts()] == [NEW]
    assert shelf().published(FILE) == "id: by-hand\n"


def test_one_act_that_two_wrote_down_is_one(shelf: Shelf, tmp_path: Path) -> None:
    shelf().publish(shelf().save(shelf().begun(FILE), NEW))
    log = site(tmp_path) / ".workshop" / "log.jsonl"
    log.write_bytes(log.read_bytes() * 2)
    assert len(shelf().acts()) == 1
