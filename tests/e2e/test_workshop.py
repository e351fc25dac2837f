"""The workshop beside the running desk: who gets in, what the desk keeps, and the key of the emergency cards."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from handbook.app.application import Application
from handbook.company_defaults import WORKSHOP, CompanyDefaults
from handbook.ui.dialogs.choice_dialog import ChoiceDialog
from handbook.ui.dialogs.help_dialog import HelpDialog
from handbook.ui.dialogs.line_dialog import LineDialog
from handbook.ui.workshop.workshop import Workshop
from tests.helpers.typing_in import commit, compose, press
from tests.helpers.workshop_site import LAW, NEW, OLD, prepared_site

Program = Callable[..., Application]
Key, Mod = Qt.Key, Qt.KeyboardModifier
EDIT = Mod.ControlModifier | Mod.ShiftModifier
PATIENCE_MS = 30_000
LIST = "proc-leak-intake"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return prepared_site(tmp_path / "site")


def enter(program: Application) -> Workshop:
    """By its key, as a maintainer does."""
    program.window.activateWindow()
    press(program.window, Key.Key_E, EDIT)
    QApplication.processEvents()
    workshop = program.window.panels.workshop.workshop
    assert workshop is not None
    assert workshop.window.isVisible()
    workshop.window.activateWindow()
    QApplication.processEvents()
    return workshop


def answer(workshop: Workshop, words: str) -> None:
    """Write a line into the dialog that asks for one, and confirm it."""
    dialogs = [one for one in workshop.window.findChildren(LineDialog) if one.isVisible()]
    assert dialogs
    field = dialogs[-1].field
    field.clear()
    commit(field, words)
    press(field, Key.Key_Return)
    QApplication.processEvents()


def pass_all(workshop: Workshop, qtbot: QtBot, reason: str = "") -> None:
    """Tick every place of what is looked through, by keys, and let it through."""
    review = workshop.drafts.review
    qtbot.waitUntil(lambda: workshop.window.page is review, timeout=PATIENCE_MS)
    qtbot.waitUntil(lambda: workshop.writing.judge is not None, timeout=PATIENCE_MS)
    in_front(workshop)
    for _ in review.boxes:
        press(review.boxes[review._current].tick, Key.Key_Space)
        press(workshop.window, Key.Key_F8)
    if reason:
        commit(review.bar.field, reason)
    press(workshop.window, Key.Key_Return, Mod.ControlModifier)
    QApplication.processEvents()


def in_front(workshop: Workshop) -> None:
    workshop.window.activateWindow()
    page = workshop.window.page
    assert page is not None
    page.begin()
    QApplication.processEvents()


def refusal(program: Application) -> str:
    """What is said where the key is pressed all the same."""
    said = QSignalSpy(program.window.panels.workshop.refused)
    program.window.activateWindow()
    press(program.window, Key.Key_E, EDIT)
    return "".join(said.at(n)[0] for n in range(said.count()))


def has_button(program: Application) -> bool:
    button = program.window.top_bar._workshop
    return not button.isHidden()


def test_who_may_not_edit_sees_no_button_and_is_told_why(open_program: Program, site: Path) -> None:
    shut = open_program(site=site, defaults=CompanyDefaults(locked=frozenset({WORKSHOP})))
    assert not has_button(shut)
    assert "关闭了维护台" in refusal(shut)
    assert shut.window.panels.workshop.workshop is None


def test_without_a_folder_of_the_company_one_works_on_this_computer_alone(
    open_program: Program, user_home: Path
) -> None:
    program = open_program()
    assert has_button(program)
    workshop = enter(program)
    assert "只在这台电脑" in workshop.window.bar._company.text()
    assert not (user_home / "site").exists()  # looking is not writing


def test_an_act_leaves_call_and_list_of_the_desk_as_they_were(
    open_program: Program, site: Path, qtbot: QtBot
) -> None:
    program = open_program(site=site)
    assert has_button(program)
    panels = program.window.panels
    panels.calls.pin(LIST)
    view = panels.call_panel.run_view
    view.setFocus()
    press(view, Key.Key_1)
    call, run = panels.calls.desk.active, panels.calls.shown_run
    assert call is not None
    assert run is not None
    workshop = enter(program)
    workshop.pages.compare_last(LAW)
    workshop.pages.laws.removal_wanted.emit(LAW, NEW)
    line = workshop.window.findChild(QLineEdit, "lineField")  # no name is known yet: it is asked for
    assert line is not None
    commit(line, "王敏")
    press(line, Key.Key_Return)
    qtbot.waitUntil(lambda: len(workshop.desk().read().texts) == 1, timeout=PATIENCE_MS)
    qtbot.waitUntil(lambda: panels.reading.handbook is workshop._handbook(), timeout=PATIENCE_MS)
    assert program.window.settings.editor == "王敏"
    assert panels.calls.desk.active == call
    assert panels.calls.shown_run == run
    assert workshop.window.page is workshop.pages.comparison


def test_the_content_is_read_anew_and_the_page_stays(open_program: Program, site: Path, qtbot: QtBot) -> None:
    program = open_program(site=site)
    workshop = enter(program)
    workshop._on_named("王敏")
    workshop.pages.show_entry("reg-bj-36")
    before = program.window.panels.reading.handbook
    in_front(workshop)
    for tick in workshop.pages.article.panel.ticks:
        press(tick, Key.Key_Space)
    press(workshop.pages.article.panel.give, Key.Key_Return, Mod.ControlModifier)
    qtbot.waitUntil(lambda: program.window.panels.reading.handbook is not before, timeout=PATIENCE_MS)
    article = workshop.pages.article
    assert workshop.window.page is article
    assert article.view is not None
    assert article.view.entry.id == "reg-bj-36"
    assert article.view.standing.holds


@pytest.mark.parametrize("is_composing", [False, True])
def test_the_emergency_key_brings_the_desk_with_its_cards_to_the_front(
    open_program: Program, site: Path, is_composing: bool
) -> None:
    program = open_program(site=site)
    workshop = enter(program)
    workshop.window.turn_to(workshop.pages.laws)
    field = workshop.pages.laws.filter
    field.setFocus()
    if is_composing:
        compose(field, "bei")
    assert QApplication.activeWindow() is workshop.window
    press(field, Key.Key_F9)
    QApplication.processEvents()
    assert program.window.panels.emergency.is_open
    assert QApplication.activeWindow() is program.window
    assert workshop.window.isVisible()
    in_front(workshop)
    press(workshop.pages.laws.table, Key.Key_F9)
    QApplication.processEvents()
    assert QApplication.activeWindow() is program.window


def test_escape_and_the_button_bring_the_desk_forward_and_leave_the_workshop(
    open_program: Program, site: Path
) -> None:
    program = open_program(site=site)
    workshop = enter(program)
    workshop.window.turn_to(workshop.pages.laws)
    in_front(workshop)
    press(workshop.pages.laws.table, Key.Key_Escape)
    QApplication.processEvents()
    assert QApplication.activeWindow() is program.window
    assert workshop.window.isVisible()
    in_front(workshop)
    press(workshop.window.bar.desk_button, Key.Key_Space)
    QApplication.processEvents()
    assert QApplication.activeWindow() is program.window
    assert enter(program) is workshop
    assert workshop.window.page is workshop.pages.laws


def test_help_opens_over_the_workshop_and_a_found_card_in_its_form(
    open_program: Program, site: Path, qtbot: QtBot
) -> None:
    program = open_program(site=site)
    workshop = enter(program)
    press(workshop.window, Key.Key_F1)
    shown = workshop.window.findChild(HelpDialog)
    assert shown is not None
    assert shown.isVisible()
    shown.close()
    in_front(workshop)
    press(workshop.window, Key.Key_K, Mod.ControlModifier)
    commit(workshop.window.finder, "退费怎么跟用户讲")
    press(workshop.window.finder, Key.Key_Return)
    answer(workshop, "王敏")
    qtbot.waitUntil(lambda: workshop.window.page is workshop.writing.editing, timeout=PATIENCE_MS)
    desk = workshop.writing.editing.desk
    assert desk is not None
    assert desk.file == "knowledge/kn-bj-refund.yaml"


def test_the_desk_closes_the_workshop_with_it(open_program: Program, site: Path) -> None:
    program = open_program(site=site)
    workshop = enter(program)
    program.close()
    assert not workshop.window.isVisible()
    assert [version.effective for version in workshop.desk().read().texts] == [OLD, NEW]


def test_a_company_fills_in_its_phones_and_every_card_says_them(
    open_program: Program, user_home: Path, qtbot: QtBot
) -> None:
    program = open_program()
    desk = program.window.panels.reading
    before = desk.handbook.value_by_key["gas_emergency"].value
    assert before == ""
    workshop = enter(program)
    workshop.window.turn_to(workshop.company.page)
    page = workshop.company.page
    page.go_to("gas_emergency")
    row = page.widget_of("gas_emergency")
    assert row is not None
    commit(row.field, "0451-82345678")
    commit(row.source, "内部通讯录")
    in_front(workshop)
    press(workshop.window, Key.Key_Return, Mod.ControlModifier)
    answer(workshop, "王敏")
    answer(workshop, "开张")
    pass_all(workshop, qtbot, "就我一个人")
    qtbot.waitUntil(
        lambda: desk.handbook.value_by_key["gas_emergency"].value == "0451-82345678", timeout=PATIENCE_MS
    )
    assert workshop.window.isVisible()  # one goes on where one was
    assert workshop is program.window.panels.workshop.workshop
    folder = program.window.settings.site
    assert folder.startswith(str(user_home))
    assert (Path(folder) / "values.yaml").is_file()


def test_what_is_read_is_mended_published_and_taken_back(open_program: Program, qtbot: QtBot) -> None:
    program = open_program()
    reading = program.window.panels.reading
    reading.open("scr-abuse")
    old = reading.handbook.scripts[[one.id for one in reading.handbook.scripts].index("scr-abuse")].title
    workshop = enter(program)
    answer(workshop, "王敏")
    editing = workshop.writing.editing
    qtbot.waitUntil(lambda: workshop.window.page is editing, timeout=PATIENCE_MS)
    assert editing.desk is not None
    editing.desk.put(("title",), "对方骂人时")
    editing.save()
    editing.refresh()
    press(workshop.window, Key.Key_Return, Mod.ControlModifier)
    answer(workshop, "说得直白些")
    pass_all(workshop, qtbot)

    def title() -> str:
        entry = reading.handbook.exact("scr-abuse")
        assert entry is not None
        return entry.title

    qtbot.waitUntil(lambda: title() == "对方骂人时", timeout=PATIENCE_MS)
    workshop.drafts.show_log("scripts/scr-abuse.yaml")
    in_front(workshop)
    press(workshop.window, Key.Key_Z, Mod.ControlModifier)
    (dialog,) = [one for one in workshop.window.findChildren(ChoiceDialog) if one.isVisible()]
    press(dialog, Key.Key_1)
    qtbot.waitUntil(lambda: title() == old, timeout=PATIENCE_MS)
