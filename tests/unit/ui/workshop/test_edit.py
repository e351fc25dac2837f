"""An entry is edited by keys alone: each change is in the page at once, on the disk within a second, and goes back whole."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QApplication, QMenu, QPushButton
from pytestqt.qtbot import QtBot

from handbook.content.person import Person
from handbook.content.writing.judging import Judge
from handbook.model.step import Step
from handbook.paths import shipped_content
from handbook.ui.workshop.answer_row import AnswerRow
from handbook.ui.workshop.edit_page import SAVE_MS
from handbook.upkeep.edit_desk import EditDesk
from tests.helpers.stray_windows import StrayWindows
from tests.helpers.typing_in import commit, compose, press
from tests.helpers.workshop_screen import on_screen
from tests.helpers.workshop_writing import ABUSE, REFUND, Writing

CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


@pytest.fixture
def writing(qtbot: QtBot, tmp_path: Path, judge: Judge) -> Iterator[Writing]:
    one = Writing(tmp_path / "site", judge)
    with on_screen(one.workshop):
        yield one


def test_what_is_typed_stands_in_the_page_at_once_and_on_the_disk_within_a_second(
    writing: Writing, qtbot: QtBot
) -> None:
    writing.edit(REFUND)
    writing.open("steps", 2)
    writing.type_over("因为什么要把热费退掉？", "steps", 2, "text")
    assert "因为什么要把热费退掉？" in writing.page.page.toPlainText()
    assert writing.draft() is None
    qtbot.waitUntil(lambda: writing.draft() is not None, timeout=2 * SAVE_MS)
    saved = writing.draft() or ""
    assert "text: 因为什么要把热费退掉？" in saved
    before = (shipped_content() / "procedures" / f"{REFUND}.yaml").read_text("utf-8")
    changed = [line for line in saved.splitlines() if line not in before.splitlines()]
    assert len(changed) == 1
    assert "已存" in writing.window.foot.saved.text()
    assert not (writing.site / "procedures").exists()  # no desk reads it before it is published


def test_nothing_is_taken_while_one_composes(writing: Writing) -> None:
    desk = writing.edit(REFUND)
    writing.open("steps", 2)
    field = writing.words("steps", 2, "text")
    field.setFocus()
    compose(field, "yin wei")
    QApplication.processEvents()
    assert not desk.can_undo
    commit(field, "因为")
    assert desk.can_undo


def test_every_edit_of_the_visit_goes_back_and_forth(writing: Writing) -> None:
    desk = writing.edit(REFUND)
    whole = desk.text
    writing.open("steps", 2)
    writing.type_over("甲？", "steps", 2, "text")
    writing.page._on_insert(("steps",), 3, Step)
    QApplication.processEvents()
    assert len(steps_of(desk)) == len(steps_in(whole, desk)) + 1
    while desk.can_undo:
        writing.page.undo()
    assert desk.text == whole
    writing.page._on_redo()
    assert desk.text != whole


def test_a_step_comes_moves_and_goes_by_keys(writing: Writing) -> None:
    desk = writing.edit(REFUND)
    count = len(steps_of(desk))
    writing.open("steps", 2)
    field = writing.words("steps", 2, "text")
    field.setFocus()
    rows = writing.page.form._lists[("steps",)]
    press(rows, Qt.Key.Key_Insert)
    QApplication.processEvents()
    assert len(steps_of(desk)) == count + 1
    assert writing.page.form.open_path == ("steps", 3)
    assert steps_of(desk)[3]["kind"] == "ask"
    rows = writing.page.form._lists[("steps",)]
    press(rows, Qt.Key.Key_Up, ALT)
    QApplication.processEvents()
    assert steps_of(desk)[2]["text"] == "问什么？"
    assert writing.page.form.open_path == ("steps", 2)
    writing.page._on_remove(("steps", 2))
    QApplication.processEvents()
    assert len(steps_of(desk)) == count


def test_an_answer_leads_elsewhere_in_one_edit(writing: Writing) -> None:
    desk = writing.edit(REFUND)
    writing.open("steps", 2)
    row = writing.page.form.findChildren(AnswerRow)[2]
    number = next(n for n, (key, _) in enumerate(row._targets) if key == "outcome")
    before = desk.part_at(("steps", 2, "answers", 2))
    assert isinstance(before, dict)
    assert "entry" in before
    row._on_leads(number)
    after = desk.part_at(("steps", 2, "answers", 2))
    assert isinstance(after, dict)
    assert after["outcome"] == row._targets[number][1]
    assert "entry" not in after
    writing.page.undo()
    assert desk.part_at(("steps", 2, "answers", 2)) == before


def test_what_must_be_mended_is_marked_counted_and_gone_to(writing: Writing) -> None:
    desk = writing.edit(REFUND)
    writing.open("steps", 2)
    writing.type_over("{{nowhere}}要退？", "steps", 2, "text")
    writing.page._show_findings()
    assert "先改" in writing.button("editSend").text()
    assert writing.page.gate.to_mend >= 1
    assert writing.editor("steps", 2, "text").fault.isVisible()
    writing.page.form.refresh(desk.value, group="标题与叫法")
    sent = QSignalSpy(writing.page.send_wanted)
    title = writing.words("title")
    title.setFocus()
    press(title, Qt.Key.Key_Return, CTRL)
    assert sent.count() == 0
    assert writing.page.form.open_path == ("steps", 2)
    assert writing.words("steps", 2, "text").hasFocus()
    writing.type_over("因为什么要退？", "steps", 2, "text")
    writing.page._show_findings()
    assert writing.page.gate.to_mend == 0


def test_a_text_that_cannot_be_understood_keeps_the_last_page(writing: Writing) -> None:
    writing.edit(REFUND)
    title = writing.page.page.toPlainText().splitlines()[1]
    writing.page._on_put(("title",), "")
    QApplication.processEvents()
    assert writing.page._unread.isVisible()
    assert "上一次读得成" in writing.page._unread.text()
    assert title in writing.page.page.toPlainText()
    writing.page.undo()
    QApplication.processEvents()
    assert not writing.page._unread.isVisible()


def test_lines_of_a_list_change_one_by_one(writing: Writing) -> None:
    desk = writing.edit(ABUSE)
    writing.page.form.refresh(desk.value, group="标题与叫法")
    asks = desk.part_at(("asks",))
    assert isinstance(asks, list)
    field = writing.words("asks")
    field.setFocus()
    press(field, Qt.Key.Key_End, CTRL)
    commit(field, "呀")
    after = desk.part_at(("asks",))
    assert after == [*asks[:-1], f"{asks[-1]}呀"]
    before = (shipped_content() / "scripts" / f"{ABUSE}.yaml").read_text("utf-8").splitlines()
    changed = [line for line in desk.text.splitlines() if line not in before]
    assert len(changed) == 1  # the others keep their lines


def test_variants_tell_their_seconds_and_an_empty_one_goes(writing: Writing) -> None:
    desk = writing.edit(ABUSE)
    writing.open("lines", 0)
    variants = writing.editor("lines", 0, "variants")
    box = variants.field_of("安抚")  # type: ignore[attr-defined]
    assert box is not None
    box.setFocus()
    press(box, Qt.Key.Key_A, CTRL)
    press(box, Qt.Key.Key_Backspace)
    QApplication.processEvents()
    part = desk.part_at(("lines", 0, "variants"))
    assert isinstance(part, dict)
    assert "安抚" not in part
    commit(box, "您别急，" * 20)
    assert any("好念" in label.text() for label in variants.findChildren(type(writing.page._unread)))


def test_somebody_else_saved_meanwhile_and_nothing_of_either_is_lost(writing: Writing, qtbot: QtBot) -> None:
    desk = writing.edit(REFUND)
    writing.page._on_put(("summary",), "我的说明")
    writing.page.save()
    other = writing.workshop.shelf()
    other._person = Person("李海涛", "lihaitao")
    there = other.draft(desk.file)
    assert there is not None
    other.save(there, there.text.replace("我的说明", "他的说明"))
    writing.page._on_put(("summary",), "我的说明，又改了")
    moved = QSignalSpy(writing.page.moved_on)
    writing.page.save()
    assert moved.count() == 1
    assert "他的说明" in (writing.draft() or "")
    assert "我的说明，又改了" in desk.text
    both = writing.pages.both
    qtbot.waitUntil(lambda: writing.window.page is both, timeout=2000)
    assert "还有 1 处没定" in both.main.text()
    mine = both.boxes[0].buttons[1]
    press(mine, Qt.Key.Key_Space)
    assert both.main.text() == "就这样存"
    press(mine, Qt.Key.Key_Return, CTRL)
    assert writing.window.page is writing.page
    assert "我的说明，又改了" in (writing.draft() or "")
    assert any("他的说明" in (other.kept(act.before) or "") for act in other.acts(desk.file))


def test_closing_the_window_keeps_what_was_typed_last(writing: Writing) -> None:
    writing.edit(REFUND)
    writing.page._on_put(("summary",), "刚打的字")
    writing.window.close()
    assert "刚打的字" in (writing.draft() or "")


@pytest.mark.parametrize("entry_id", [REFUND, ABUSE, "em-boiler-room", "kn-air-lock", "reg-jszl-40"])
def test_every_section_of_every_kind_is_built_and_changes_nothing(writing: Writing, entry_id: str) -> None:
    desk = writing.edit(entry_id)
    text = desk.text
    for group in writing.page.form._groups:
        writing.page.form.refresh(desk.value, group=group)
        for path, rows in writing.page.form._lists.items():
            for number in range(min(rows.count, 3)):
                writing.page.form.open_item(path, number)
        QApplication.processEvents()
        named = [editor.keyboard() for editor in writing.page.form._all_editors().values()]
        assert [type(w) for w in named if not (w.accessibleName() or getattr(w, "text", str)())] == []
    assert desk.text == text
    assert not desk.can_undo


def steps_of(desk: EditDesk) -> list[dict[str, object]]:
    found = desk.part_at(("steps",))
    assert isinstance(found, list)
    return [one for one in found if isinstance(one, dict)]  # type: ignore[misc]


def steps_in(text: str, desk: EditDesk) -> list[object]:
    value = desk._judge.judged(desk.kind, desk.file, text).value
    assert isinstance(value, dict)
    steps = value["steps"]
    assert isinstance(steps, list)
    return list(steps)


@pytest.mark.parametrize("entry_id", [REFUND, ABUSE, "em-frozen"])
def test_nothing_comes_up_as_a_window_of_its_own(writing: Writing, entry_id: str) -> None:
    stray = StrayWindows()
    app = QApplication.instance()
    assert app is not None
    app.installEventFilter(stray)
    desk = writing.edit(entry_id)
    form = writing.page.form
    for number, group in enumerate(form._groups):
        form._on_tab(number)
        lists = [path for path in form._lists if isinstance(desk.part_at(path), list)]
        for path in lists:
            form.open_item(path, 0)
            QApplication.processEvents()
        assert form._group == group
    app.removeEventFilter(stray)
    assert stray.seen == []
    assert writing.window.isActiveWindow()


@pytest.mark.parametrize("modifier", [Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier])
def test_the_keyboard_passes_the_page_in_one_step(writing: Writing, modifier: Qt.KeyboardModifier) -> None:
    writing.edit(REFUND)
    page = writing.page.page
    page.setFocus()
    for _ in range(3):
        press(page, Qt.Key.Key_Backtab if modifier else Qt.Key.Key_Tab, modifier)
        assert QApplication.focusWidget() is not page
        page.setFocus()


def test_a_key_opens_the_other_acts_at_the_first_of_them(writing: Writing) -> None:
    writing.edit(REFUND)
    press(writing.page.page, Qt.Key.Key_M, Qt.KeyboardModifier.AltModifier)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert menu.activeAction() is menu.actions()[0]
    menu.close()


def test_what_must_be_mended_is_counted_beside_the_form_in_a_narrow_window_too(writing: Writing) -> None:
    writing.edit(REFUND)
    counted = writing.page.findChild(QPushButton, "editToMend")
    assert counted is not None
    for width, is_narrow in ((1000, True), (1440, False)):
        writing.window.resize(width, 700)
        QTest.qWait(30)
        assert writing.page.form.isVisible()
        assert writing.page.gate.isVisible() is not is_narrow
        assert counted.isVisible() is is_narrow
    assert counted.text() == writing.page.gate.counted != ""


def test_the_fields_of_every_part_are_made_while_nobody_types(writing: Writing, qtbot: QtBot) -> None:
    desk = writing.edit(REFUND)
    rows = writing.page.form._lists[("steps",)]
    count = len(steps_of(desk))
    qtbot.waitUntil(lambda: len(rows._boxes) == count, timeout=20_000)
    assert rows.open_at == -1
    assert not any(box.isVisible() for box in rows._boxes.values())
    made = dict(rows._boxes)
    writing.open("steps", 2)
    assert rows._boxes == made


def test_what_is_seldom_written_is_made_when_it_is_wanted(writing: Writing) -> None:
    writing.edit(REFUND)
    writing.open("steps", 2)
    answer, seldom = ("steps", 2, "answers", 0, "hazard"), ("steps", 2, "checks")
    assert answer not in writing.page.form._all_editors()
    assert seldom not in writing.page.form._all_editors()
    writing.page.form.go_to(answer)
    assert writing.words(*answer).hasFocus()
    writing.page.form.go_to(seldom)
    assert writing.editor(*seldom).isAncestorOf(writing.window.focusWidget())


def test_a_part_made_before_tells_what_was_written_since(writing: Writing) -> None:
    """Its condition names another step by the words that this has now."""
    writing.edit(REFUND)
    writing.open("steps", 3)
    chips = [chip.text() for chip in writing.editor("steps", 3, "when").findChildren(QPushButton)]
    assert any("因为什么要退" in words for words in chips)
    writing.open("steps", 2)
    writing.type_over("为了什么退？", "steps", 2, "text")
    writing.open("steps", 3)
    chips = [chip.text() for chip in writing.editor("steps", 3, "when").findChildren(QPushButton)]
    assert any("为了什么退" in words for words in chips)


def test_the_row_of_the_open_part_says_what_is_typed_and_stays_the_same_row(writing: Writing) -> None:
    writing.edit(REFUND)
    writing.open("steps", 2)
    row = writing.page.form._lists[("steps",)]._rows[2]
    writing.type_over("为了什么退？", "steps", 2, "text")
    writing.open("steps", 3)
    assert writing.page.form._lists[("steps",)]._rows[2] is row
    assert row.isVisible()
    assert "为了什么退？" in row.accessibleName()


def test_a_row_says_to_a_screen_reader_only_what_it_has(writing: Writing) -> None:
    for entry_id, name in ((REFUND, "steps"), (ABUSE, "lines")):
        writing.edit(entry_id)
        for row in writing.page.form._lists[(name,)]._rows:
            assert "，，" not in row.accessibleName()
            assert not row.accessibleName().endswith("，")


def test_the_foot_tells_only_keys_that_do_something_here(writing: Writing) -> None:
    for entry_id, can_try in ((REFUND, True), (ABUSE, False), (REFUND, True)):
        writing.edit(entry_id)
        assert ("试一试" in writing.window.foot.keys.text()) == can_try
        assert writing.button("editTry").isVisible() == can_try
