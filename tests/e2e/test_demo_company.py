"""The demo company in the running program: laid in and taken out whole, seen on every surface, and out by no door."""

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QTextCursor
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from handbook.app.application import Application
from handbook.content.demo_company import demo_values
from handbook.content.library import named_folders
from handbook.document.words import LAY_DEMO_IN, LEAVE_DEMO
from handbook.export.file_format import FileFormat
from handbook.model.script import Script
from handbook.model.text import DEMO, holds_demo
from handbook.settings import Settings
from handbook.ui.dialogs.print_dialog import PrintDialog
from handbook.ui.dialogs.script_dialog import ScriptDialog
from handbook.ui.dialogs.ticket_dialog import TicketDialog
from handbook.ui.dialogs.ticket_saving import TicketSaving
from handbook.ui.theme.theme import theme_of
from handbook.ui.widgets.demo_strip import DemoStrip
from handbook.ui.window.main_window import MainWindow
from handbook.ui.workshop.workshop import Workshop
from tests.e2e.test_workshop import enter
from tests.helpers.finding import child
from tests.helpers.shown import as_typed
from tests.helpers.typing_in import commit, press
from tests.helpers.workshop_site import prepared_site

Program = Callable[..., Application]
Key, Mod = Qt.Key, Qt.KeyboardModifier
LIST = "proc-complaint"
UNTOUCHED = "what stood there before"
NUMBER = "0000-0000"
OWN = """values:
  - {key: hotline, label: 供热服务热线, value: 0451-5550 0100, scope: 公司, source: 通信录, date: 2026-10-08, confidence: 高}
"""


@pytest.fixture(autouse=True)
def clipboard(qapp: QApplication) -> Iterator[None]:
    QGuiApplication.clipboard().setText(UNTOUCHED)
    yield
    QGuiApplication.clipboard().clear()


def copied() -> str:
    return QGuiApplication.clipboard().text()


def files(*folders: Path) -> dict[str, str]:
    """Every file with what it holds, but what the running program writes of calls and its log."""
    found: dict[str, str] = {}
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            if path.is_file() and path.suffix in (".yaml", ".json", ".jsonl", ".zip"):
                found[str(path)] = hashlib.sha256(path.read_bytes()).hexdigest()
    return found


def company(program: Application) -> Workshop:
    """本单位资料, come to by keys."""
    workshop = enter(program)
    workshop.window.turn_to(workshop.company.page)
    QApplication.processEvents()
    return workshop


def press_demo(workshop: Workshop) -> None:
    button = workshop.company.page.demo_button
    button.setFocus()
    press(button, Key.Key_Space)
    QApplication.processEvents()


def began(open_program: Program, **how: object) -> Application:
    """A program that starts with the demo laid in."""
    program = open_program(settings=Settings(look="light", is_demo=True), **how)
    assert program.window.panels.reading.handbook.is_demo
    program.window.activateWindow()
    return program


def in_demo(open_program: Program, **how: object) -> MainWindow:
    """Its window."""
    return began(open_program, **how).window


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A company's folder in which nothing of 本单位资料 is given."""
    return prepared_site(tmp_path / "site", versions=0)


# -- in and out


def test_it_is_laid_in_and_taken_out_whole(open_program: Program, tmp_path: Path, user_home: Path) -> None:
    program = open_program()
    before = program.window.panels.reading.handbook
    page_before = program.window.panels.reader.view.toPlainText()
    workshop = company(program)
    button = workshop.company.page.demo_button
    assert button.text() == LAY_DEMO_IN
    disk, settings = files(user_home), program.window.settings
    press_demo(workshop)
    shown = program.window.panels.reading.handbook
    assert shown.is_demo
    assert button.text() == LEAVE_DEMO
    assert program.window.demo_strip.isVisible()
    assert workshop.window.demo_strip.isVisible()
    assert "供热服务热线" in workshop.window.notice.words  # what came is listed
    assert DEMO in program.window.panels._info
    changed = {name for name, held in files(user_home).items() if disk.get(name) != held}
    assert {Path(name).name for name in changed} <= {"settings.json"}
    press_demo(workshop)
    assert "供热服务热线" in workshop.window.notice.words  # and what went
    assert program.window.panels.reading.handbook is before
    assert program.window.settings == settings
    assert not program.window.demo_strip.isVisible()
    assert not workshop.window.demo_strip.isVisible()
    assert program.window.panels.reader.view.toPlainText() == page_before
    assert "is_demo" not in (user_home / "settings.json").read_text("utf-8")
    assert DEMO not in "".join(p.read_text("utf-8", "ignore") for p in user_home.rglob("*.json"))


def test_the_button_of_the_strip_takes_it_out_without_the_workshop(open_program: Program) -> None:
    window = in_demo(open_program)
    assert window.panels.workshop.workshop is None
    window.demo_strip.leave.setFocus()
    press(window.demo_strip.leave, Key.Key_Space)
    assert not window.panels.reading.handbook.is_demo
    assert not window.settings.is_demo
    assert not window.demo_strip.isVisible()


def test_default_settings_take_it_out_too(open_program: Program) -> None:
    window = in_demo(open_program)
    window.panels.settings._on_restore()
    assert not window.panels.reading.handbook.is_demo
    assert not window.demo_strip.isVisible()


def test_who_writes_works_without_it(open_program: Program, site: Path) -> None:
    """So a draft, a review, a publication, a backup and a table that is stored can hold nothing of it."""
    program = began(open_program, site=site)
    disk = files(site)
    workshop = company(program)
    assert not workshop._handbook().is_demo
    desk = workshop.company.desk
    assert desk is not None
    row = desk.row("hotline")
    assert row is not None
    assert row.value == ""
    workshop.company.page.go_to("hotline")
    QTest.qWait(30)
    widget = workshop.company.page.widget_of("hotline")
    assert widget is not None
    assert widget.field.text() == ""
    assert widget.field.placeholderText().startswith(DEMO)
    workshop.company.page.settle()
    assert not desk.is_changed
    assert files(site) == disk


def test_the_sentences_beside_the_values_show_it_marked(open_program: Program, site: Path) -> None:
    workshop = company(began(open_program, site=site))
    page = workshop.company.page
    page.go_to("complaint_line")
    QTest.qWait(30)
    said = [card.view.words for card in page.sentences.cards if card.isVisibleTo(page)]
    assert any(f"{DEMO}{NUMBER}" in as_typed(words) for words in said)
    for words in said:
        assert words.count(NUMBER) <= words.count(DEMO)


def test_what_is_typed_with_its_mark_has_to_be_mended(open_program: Program, site: Path) -> None:
    workshop = company(began(open_program, site=site))
    workshop.company.page.go_to("company_name")
    row = workshop.company.page.widget_of("company_name")
    assert row is not None
    commit(row.field, f"{DEMO}示例供热公司")
    workshop.company.page.settle()
    desk = workshop.company.desk
    assert desk is not None
    assert any("示例" in one.words for one in desk.missing())


def test_a_company_with_values_of_its_own_has_no_demo(
    open_program: Program, site: Path, qtbot: QtBot
) -> None:
    (site / "values.yaml").write_text(OWN, "utf-8")
    program = open_program(site=site, settings=Settings(look="light", is_demo=True))
    window = program.window
    assert not window.panels.reading.handbook.is_demo
    assert not window.settings.is_demo
    assert not window.demo_strip.isVisible()
    assert "示例公司撤掉了" in window.notice.words
    workshop = company(program)
    assert not workshop.company.page.demo_button.isVisible()


def test_the_first_value_that_is_published_takes_it_out(open_program: Program) -> None:
    program = began(open_program)
    furnishing = program.furnishing
    assert furnishing is not None
    preparation = furnishing.preparation
    assert preparation is not None
    assert preparation.content is not None
    read = preparation.content.handbook
    values = tuple(replace(v, value="0451-5550 0100") if v.key == "hotline" else v for v in read.values)
    content = replace(preparation.content, handbook=replace(read, values=values))
    preparation.take(named_folders(None, None), content)
    furnishing._on_content(content)
    assert not program.window.panels.reading.handbook.is_demo
    assert program.window.panels.reading.handbook.value_by_key["hotline"].value == "0451-5550 0100"
    assert not program.window.settings.is_demo
    assert not program.window.demo_strip.isVisible()
    assert "示例公司撤掉了" in program.window.notice.words


def test_the_desk_without_it_looks_nothing_up(open_program: Program) -> None:
    """Agents' start does not pay for it: the table is read when somebody comes to the page that offers it."""
    demo_values.cache_clear()
    program = open_program()
    assert demo_values.cache_info().currsize == 0
    company(program)
    assert demo_values.cache_info().currsize == 1


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_the_strip_fits_the_narrowest_dock(qtbot: QtBot, scale: float) -> None:
    strip = DemoStrip()
    qtbot.addWidget(strip)
    strip.apply_theme(theme_of(is_dark=False, scale=scale))
    strip.show_demo(True)
    strip.resize(round(320 * scale), strip.sizeHint().height())
    assert strip.minimumSizeHint().width() <= 320 * scale
    assert strip.leave.width() >= strip.leave.sizeHint().width()
    assert strip.words.text() == "示例公司：〔示例〕的数不能念给用户。"
    strip.resize(round(900 * scale), strip.height())
    assert "现在放着示例公司" in strip.words.text()


def test_it_is_not_laid_in_under_a_call(open_program: Program) -> None:
    program = open_program()
    workshop = company(program)
    program.window.panels.calls.pin(LIST)
    workshop.window.activateWindow()
    press_demo(workshop)
    assert not program.window.panels.reading.handbook.is_demo
    assert "通话还没结束" in workshop.window.notice.words


def test_an_overlay_that_is_away_shows_no_demo_in_place_of_what_it_may_hold(
    open_program: Program, tmp_path: Path
) -> None:
    program = open_program(site=tmp_path / "gone", settings=Settings(look="light", is_demo=True))
    assert not program.window.panels.reading.handbook.is_demo
    assert program.window.settings.is_demo  # it is not known yet whether it may


# -- seen


def test_the_strip_stands_over_cards_and_in_the_dock(open_program: Program) -> None:
    window = in_demo(open_program)
    press(window, Key.Key_F9)
    assert window.panels.emergency.is_open
    assert window.demo_strip.isVisible()
    window.toggle_dock()
    QApplication.processEvents()
    assert window.demo_strip.isVisible()
    assert "示例" in child(window.demo_strip, QLabel, "demoWords").text()
    assert "不是真的" in window.demo_strip.accessibleName()


# -- out by no door


def select(window: MainWindow, start: int, end: int) -> None:
    cursor = QTextCursor(window.panels.reader.view.document())
    cursor.setPosition(start)
    cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
    window.panels.reader.view.setTextCursor(cursor)


def test_no_part_of_a_value_is_copied_from_any_page(open_program: Program) -> None:
    window = in_demo(open_program)
    view = window.panels.reader.view
    seen = 0
    for entry in window.panels.reading.handbook:
        view.show_entry(entry, window.panels.reading.handbook)
        text = view.toPlainText()
        at = text.find(NUMBER)
        if at < 0:
            continue
        seen += 1
        for start, end in ((0, len(text)), (at, at + 4), (at + 2, at + 3), (at - 2, at + len(NUMBER))):
            select(window, start, end)
            view.setFocus()
            press(view, Key.Key_C, Mod.ControlModifier)
            assert copied() == UNTOUCHED, entry.id
            data = view.createMimeDataFromSelection()
            assert not data.formats()
    assert seen > 10


def test_words_for_callers_leave_the_value_out(open_program: Program) -> None:
    window = in_demo(open_program)
    reading = window.panels.reading
    for entry in reading.handbook:
        reading.copy_for_caller(entry.id)
        assert not holds_demo(copied()), entry.id
        assert NUMBER not in copied()


def test_links_menus_and_scripts_copy_none(open_program: Program) -> None:
    window = in_demo(open_program)
    panels, book = window.panels, window.panels.reading.handbook
    pressed = 0
    for entry in book:
        panels.reader.view.show_entry(entry, book)
        for key in panels.reader.view._copies:
            words = panels.reader.view.words_of(key)
            if not holds_demo(words):
                continue
            pressed += 1
            QGuiApplication.clipboard().setText(UNTOUCHED)
            panels.reading._on_copy(words)
            panels.menus._entry, panels.menus._sentence = entry.id, words
            panels.menus._on_copy()
            assert not panels.calls.commands.copy(words)
            assert copied() == UNTOUCHED
        if isinstance(entry, Script):
            dialog = ScriptDialog(entry, book, window.theme, window)
            dialog.copy_requested.connect(panels.dialogs._on_copy)
            for line in entry.lines:
                dialog._copy([line])
                assert not holds_demo(copied())
            dialog.deleteLater()
    assert pressed > 5


def test_nothing_is_printed_or_saved(open_program: Program, tmp_path: Path, qtbot: QtBot) -> None:
    window = in_demo(open_program)
    window.panels.reading.open(LIST)
    window.panels._on_print()
    dialog = child(window, PrintDialog)
    qtbot.waitUntil(lambda: dialog.document is not None, timeout=20_000)
    for kind in FileFormat:
        target = tmp_path / f"sheet.{kind}"
        dialog.save_file(target, kind, force=True)
        assert not target.exists(), kind
        assert "示例公司" in dialog.answer
        assert LEAVE_DEMO in dialog.answer
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    dialog.print_to(printer)
    assert not (tmp_path / "printed.pdf").exists()
    dialog.close()


def test_a_ticket_of_a_call_that_began_with_it_stays_marked(open_program: Program, tmp_path: Path) -> None:
    window = in_demo(open_program)
    calls = window.panels.calls
    calls.new_call()
    window.demo_strip.leave.click()  # no list was pinned while it was laid in
    assert not window.panels.reading.handbook.is_demo
    calls.desk.add_note("门铃坏了")
    assert calls.desk.preview_ticket().text.startswith(DEMO)
    window.panels.middle.toggle_ticket()
    window.panels.ticket_pane.copy_requested.emit(calls.desk.preview_ticket().text)
    assert copied() == UNTOUCHED
    call = calls.desk.active
    assert call is not None
    saving = TicketSaving(window)
    said: list[str] = []
    saving.answered.connect(said.append)
    saving._call, saving._text = call, calls.desk.preview_ticket().text
    for ending in ("json", "csv", "txt"):
        saving.save(tmp_path / f"ticket.{ending}", ending)
        assert not (tmp_path / f"ticket.{ending}").exists()
        assert "示例公司" in said[-1]
    calls.end_now()
    dialog = child(window, TicketDialog)
    assert dialog.text.toPlainText().startswith(DEMO)
    dialog._on_copy()
    dialog.text.selectAll()
    dialog.text.copy()
    dialog._on_toggle()
    assert dialog.text.toPlainText().startswith(DEMO)
    dialog._on_copy()
    assert not holds_demo(copied())
    assert "门铃" not in copied()
    dialog.close()


def test_a_list_that_was_pinned_with_it_stays_marked(
    open_program: Program, tmp_path: Path, qtbot: QtBot
) -> None:
    window = in_demo(open_program)
    calls = window.panels.calls
    calls.pin(LIST)
    window.demo_strip.leave.click()
    run = calls.shown_run
    assert run is not None
    assert holds_demo(run.checklist.version)
    assert calls.desk.preview_ticket().text.startswith(DEMO)
    window.panels._on_print()
    dialog = child(window, PrintDialog)
    qtbot.waitUntil(lambda: dialog.document is not None, timeout=20_000)
    dialog.save_file(tmp_path / "run.pdf", FileFormat.PDF, force=True)
    assert not (tmp_path / "run.pdf").exists()
    dialog.close()


def test_a_call_of_a_real_desk_bears_no_mark(open_program: Program) -> None:
    window = open_program().window
    window.panels.calls.pin(LIST)
    assert DEMO not in window.panels.calls.desk.preview_ticket().text


def test_every_way_to_the_clipboard_is_one(repository: Path) -> None:
    """What goes there by hand goes through the one door that looks for the mark."""
    spelled = [
        path.relative_to(repository).as_posix()
        for path in (repository / "handbook").rglob("*.py")
        if "clipboard()" in path.read_text("utf-8")
    ]
    assert spelled == ["handbook/ui/widgets/clipboard.py"]
