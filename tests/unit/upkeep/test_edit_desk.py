"""One entry as it is being written: edits go into its text, back and forth, and onto the disk when they are saved."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from handbook.content.person import Person
from handbook.content.writing.draft import MovedOn
from handbook.content.writing.draft_shelf import DraftShelf
from handbook.content.writing.judging import Judge
from handbook.content.yaml_reader import read_yaml
from handbook.model.handbook import CLASS_OF_KIND
from handbook.model.kinds import Kind
from handbook.model.step import Answer, Step
from handbook.paths import shipped_content
from handbook.upkeep.edit_desk import EditDesk, file_of, kind_of_file
from handbook.upkeep.entry_form import Shape, class_at, empty_part, fields_of, order_of
from handbook.upkeep.entry_rows import entry_rows
from handbook.upkeep.scaffold import copied_entry, free_id, new_entry

WANG, LI = Person("王敏", "wangmin"), Person("李海涛", "lihaitao")
REFUND = "procedures/proc-refund.yaml"
WRITTEN = [kind for kind in Kind if kind is not Kind.REGULATION]
"""Kinds that somebody begins by hand; articles come with their law."""


@pytest.fixture(scope="module")
def judge() -> Judge:
    return Judge.of(shipped_content(), None)


def shipped(file: str) -> str | None:
    path = shipped_content() / file
    return path.read_bytes().decode() if path.is_file() else None


def shelf_of(site: Path, person: Person = WANG) -> DraftShelf:
    site.mkdir(exist_ok=True)
    return DraftShelf(site, shipped, person, lambda: datetime(2026, 11, 30, 10, 0, tzinfo=UTC))


def edit(site: Path, judge: Judge, file: str = REFUND, text: str = "", person: Person = WANG) -> EditDesk:
    kind = kind_of_file(file)
    assert kind is not None
    return EditDesk(shelf_of(site, person), judge, kind, file, text)


def test_a_field_that_is_written_as_it_stands_leaves_every_entry_as_it_is(
    tmp_path: Path, judge: Judge
) -> None:
    written = 0
    for entry in judge.handbook:
        file = file_of(entry.kind, entry.id)
        if shipped(file) is None:  # of a region, or an article of one
            continue
        desk = edit(tmp_path / "site", judge, file)
        before = desk.text
        for spec in fields_of(CLASS_OF_KIND[entry.kind]):
            value = desk.part_at((spec.name,))
            if value is not None and spec.shape in (Shape.LINE, Shape.TEXT, Shape.CHOICE, Shape.DAY):
                desk.put((spec.name,), value)
                written += 1
        assert desk.text == before, file
        assert not desk.can_undo, file
    assert written > 1000


def test_every_edit_goes_back_and_forth(tmp_path: Path, judge: Judge) -> None:
    desk = edit(tmp_path / "site", judge)
    states = [desk.text]
    assert desk.put(("title",), "退费怎么办")
    states.append(desk.text)
    assert desk.insert(("asks",), 0, "退钱")
    states.append(desk.text)
    assert desk.move(("steps",), 1, 0)
    states.append(desk.text)
    assert desk.remove(("steps", 0))
    states.append(desk.text)
    assert desk.put_all(("steps", 0), {"text": "先问哪一户？"})
    states.append(desk.text)
    assert len(set(states)) == len(states)
    for state in reversed(states[:-1]):
        assert desk.undo()
        assert desk.text == state
    assert not desk.undo()
    for state in states[1:]:
        assert desk.redo()
        assert desk.text == state
    assert not desk.redo()
    assert not desk.move(("steps",), 0, 0)


def test_a_field_nobody_needs_goes_when_it_is_emptied_and_comes_in_its_place(
    tmp_path: Path, judge: Judge
) -> None:
    desk = edit(tmp_path / "site", judge)
    assert not desk.put(("steps", 0, "why"), "")
    assert desk.put(("steps", 0, "why"), "先弄清是谁")
    assert read_yaml(desk.text.encode()).value["steps"][0]["why"] == "先弄清是谁"  # type: ignore[index,call-overload]
    assert desk.put(("steps", 0, "why"), "")
    assert desk.text == desk.draft.text
    assert not desk.put(("steps", 0, "why"), "")


def test_what_is_saved_is_there_and_another_ones_words_are_not_written_over(
    tmp_path: Path, judge: Judge
) -> None:
    mine, other = edit(tmp_path / "site", judge), edit(tmp_path / "site", judge, person=LI)
    assert mine.is_saved
    mine.put(("title",), "退费一")
    assert not mine.is_saved
    mine.save()
    assert mine.is_saved
    assert edit(tmp_path / "site", judge).text == mine.text
    other.put(("title",), "退费二")
    with pytest.raises(MovedOn) as moved:
        other.save()
    assert moved.value.there.text == mine.text
    other.write_over(moved.value.there)
    assert edit(tmp_path / "site", judge).value["title"] == "退费二"
    mine.take(other.draft)
    assert mine.value["title"] == "退费二"
    assert mine.undo()
    assert mine.value["title"] == "退费一"


def test_steps_that_readers_have_otherwise_or_not_are_told(tmp_path: Path, judge: Judge) -> None:
    desk = edit(tmp_path / "site", judge)
    assert desk.steps_since() == (frozenset(), frozenset())
    first = desk.part_at(("steps", 0, "id"))
    desk.put(("steps", 0, "text"), "换一句")
    desk.insert(("steps",), 1, {"id": "own-1", "kind": "ask", "text": "再问一句？"})
    assert desk.steps_since() == (frozenset({first}), frozenset({"own-1"}))
    assert edit(tmp_path / "site", judge, "procedures/proc-x.yaml", "steps: [").steps_since() == (
        frozenset(),
        frozenset(),
    )


def test_content_that_changed_is_judged_anew(tmp_path: Path, judge: Judge) -> None:
    desk = edit(tmp_path / "site", judge)
    assert desk.judged is desk.judged
    before = desk.judged
    desk.use_judge(judge)
    assert desk.judged is not before
    assert desk.part_at(("steps", 999)) is None
    assert desk.part_at(("title", "x")) is None


@pytest.mark.parametrize("kind", WRITTEN)
def test_a_new_entry_can_be_read_and_carries_what_was_asked(tmp_path: Path, judge: Judge, kind: Kind) -> None:
    entry_id = free_id(kind, (), date(2026, 11, 30))
    text = new_entry(kind, entry_id, "地热管套了管还凉", date(2026, 11, 30), ["套管凉", "地热管套了管还凉"])
    desk = edit(tmp_path / "site", judge, file_of(kind, entry_id), text)
    entry = desk.judged.entry
    assert entry is not None
    assert (entry.id, entry.title, entry.asks) == (
        entry_id,
        "地热管套了管还凉",
        ("套管凉", "地热管套了管还凉"),
    )
    assert entry.kind is kind
    assert entry.review_by is not None
    assert entry.review_by.year == 2027
    assert not desk.is_saved
    desk.save()
    assert shelf_of(tmp_path / "site").drafts()[0].text == text


def test_a_new_entry_leads_editors_to_its_schema_where_the_folder_holds_one(
    tmp_path: Path, judge: Judge
) -> None:
    site = tmp_path / "site"
    site.mkdir()
    (site / "script.schema.json").write_text("{}")
    file = "scripts/scr-own-1.yaml"
    text = new_entry(Kind.SCRIPT, "scr-own-1", "退费怎么说", date(2026, 11, 30))
    desk = edit(site, judge, file, text)
    line = "# yaml-language-server: $schema=../script.schema.json\n"
    assert desk.text == line + text
    desk.put(("title",), "退费这样说")
    assert desk.save().text.startswith(line)
    assert edit(site, judge, file).text == desk.text
    copied = copied_entry(desk.text, "scr-own-2", "另一条", date(2026, 11, 30))
    assert edit(site, judge, "scripts/scr-own-2.yaml", copied).text == copied
    assert edit(site, judge, REFUND).text == shipped(REFUND)


def test_a_copy_is_another_entry_that_is_asked_by_other_words(judge: Judge) -> None:
    text = shipped(REFUND)
    assert text is not None
    copied = copied_entry(text, "proc-own-1", "退费（另一条）", date(2026, 11, 30))
    first, second = read_yaml(text.encode()).value, read_yaml(copied.encode()).value
    assert isinstance(first, dict)
    assert isinstance(second, dict)
    assert (second["id"], second["title"], second["asks"]) == ("proc-own-1", "退费（另一条）", [])
    assert second["steps"] == first["steps"]


def test_an_id_is_free(judge: Judge) -> None:
    day = date(2026, 11, 30)
    first = free_id(Kind.SCRIPT, (), day)
    assert free_id(Kind.SCRIPT, (first,), day) != first


def test_rows_of_whatever_somebody_writes_at_come_first(tmp_path: Path, judge: Judge) -> None:
    site = tmp_path / "site"
    desk = edit(site, judge)
    desk.put(("title",), "退费怎么办")
    desk.save()
    new = edit(site, judge, "knowledge/kn-own-1.yaml", "id: kn-own-1\ntitle: 新\n")
    new.save()
    rows = entry_rows(judge.handbook, [REFUND], shelf_of(site).drafts(), {"scr-abuse": 0.9})
    assert {(row.file, row.words) for row in rows[:2]} == {
        (REFUND, "草稿 · 本单位版"),
        ("knowledge/kn-own-1.yaml", "草稿 · 本单位版"),
    }
    assert len(rows) == len(judge.handbook) + 1
    scripts = [row.entry_id for row in rows if row.kind is Kind.SCRIPT]
    assert scripts[0] == "scr-abuse"
    assert rows[2].words == "原件"


def test_parts_of_a_form_come_from_the_model() -> None:
    assert class_at(Kind.PROCEDURE, ("steps", 0)) is Step
    assert class_at(Kind.PROCEDURE, ("steps", 0, "answers", 1)) is Answer
    with pytest.raises(KeyError):
        class_at(Kind.PROCEDURE, ("title",))
    assert order_of(Step)[0] == "id"
    assert empty_part(Answer) == {"label": ""}
    for kind in Kind:
        for spec in fields_of(CLASS_OF_KIND[kind]):
            assert spec.label, (kind, spec.name)
            if spec.part is not None:
                assert set(empty_part(spec.part)) <= {one.name for one in fields_of(spec.part)}
