"""The real window over the shipped content: an agent types, reads, copies, comes back — by keyboard alone."""

import html
import re
from collections.abc import Callable

import pytest
from PySide6.QtCore import QModelIndex, QPoint, Qt, QUrl
from PySide6.QtGui import QAccessible, QGuiApplication, QTextCursor
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from handbook import paths
from handbook.app.application import Application
from handbook.keys import SHORTCUTS
from handbook.model.emergency import CardOutcome
from handbook.model.handbook import Handbook
from handbook.model.kinds import Kind
from handbook.model.step import Outcome
from handbook.render.entry_page import render_entry
from handbook.settings import read_settings
from handbook.ui.dialogs.text_dialog import TextDialog
from handbook.ui.search.rows import WAYS
from tests.helpers.finding import child, click
from tests.helpers.typing_in import commit, compose, press

Opener = Callable[..., Application]
CONTROL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier
SELECTABLE = Qt.ItemFlag.ItemIsSelectable
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def program(open_program: Opener, qtbot: QtBot) -> Application:
    """The program, searchable, its window active."""
    made = open_program()
    made.window.resize(1440, 900)
    made.window.activateWindow()
    qtbot.waitUntil(made.window.isActiveWindow)
    return made


def ask(program: Application, text: str) -> None:
    """Put `text` into the field as an input method does."""
    field = program.window.search.field
    field.setFocus()
    field.selectAll()
    commit(field, text)


def shown_id(program: Application) -> str:
    """Id of the entry in the reading pane."""
    entry = program.window.panels.reader.entry
    return entry.id if entry else ""


def open_entry(program: Application, entry_id: str) -> None:
    """Open an entry as a click in the contents does."""
    program.window.panels.contents.entry_activated.emit(entry_id)
    QApplication.processEvents()
    assert shown_id(program) == entry_id


def links_of(program: Application, scheme: str) -> list[str]:
    """Targets of the links on the page, in order."""
    found: dict[str, None] = {}
    cursor = QTextCursor(program.window.panels.reader.view.document())
    while cursor.movePosition(QTextCursor.MoveOperation.NextCharacter):
        if cursor.charFormat().anchorHref().startswith(scheme):
            found[cursor.charFormat().anchorHref()] = None
    return list(found)


def click_link(program: Application, qtbot: QtBot, target: str) -> None:
    """Click the link to `target` with the mouse where it stands."""
    view = program.window.panels.reader.view
    cursor = QTextCursor(view.document())
    while not cursor.atEnd():
        cursor.movePosition(QTextCursor.MoveOperation.NextCharacter)
        if cursor.charFormat().anchorHref() == target:
            view.setTextCursor(cursor)
            view.ensureCursorVisible()
            QApplication.processEvents()
            place = view.cursorRect(cursor)
            click(view.viewport(), place.center() + QPoint(6, 0))
            return
    raise AssertionError(f"no link to {target}")


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("上热下凉", "上热下凉"),
        ("shangre", "上热下凉"),
        ("srxl", "上热下凉"),
        ("烫伤", "烫伤"),
        ("退费", "退费"),
    ],
)
def test_what_is_typed_is_found_and_read(program: Application, qtbot: QtBot, typed: str, found: str) -> None:
    # GIVEN a caller's words, WHEN they are typed and opened
    ask(program, typed)
    press(program.window.search.field, Qt.Key.Key_Return)
    # THEN the entry is in the reading pane, marked
    entry = program.window.panels.reader.entry
    assert entry is not None
    assert found in "".join((entry.title, *entry.asks, entry.summary))
    assert program.window.panels.reader.view.matches > 0


def test_nothing_is_searched_while_composing(program: Application) -> None:
    view = program.window.search.view
    before = view.model().rowCount()
    compose(program.window.search.field, "shang're")
    press(program.window.search.field, Qt.Key.Key_Return)
    press(program.window.search.field, Qt.Key.Key_1, ALT)
    press(program.window.search.field, Qt.Key.Key_F9)
    assert (view.model().rowCount(), shown_id(program)) == (before, "")
    assert program.window.search.scope_bar.scope is None
    commit(program.window.search.field, "上热")
    assert program.window.search.query.text == "上热"
    assert view.selected_id != ""


def test_alt_digits_choose_the_scope(program: Application) -> None:
    ask(program, "漏水")
    seen = []
    for digit in range(7):
        press(program.window, Qt.Key(Qt.Key.Key_0 + digit), ALT)
        seen.append(program.window.search.scope_bar.scope)
    assert seen == [None, *Kind]


def test_chips_count_what_was_found(program: Application) -> None:
    ask(program, "烫伤")  # of what every third entry speaks of no count says anything
    chips = program.window.search.scope_bar.findChildren(QPushButton)
    numbers = [int(c.text().split()[1]) for c in chips]
    assert numbers[0] == sum(numbers[1:]) > 5
    press(program.window, Qt.Key.Key_2, ALT)
    model = program.window.search.view.model()
    entries = [i for i in range(model.rowCount()) if model.flags(model.index(i, 0)) & SELECTABLE]
    assert 0 < len(entries) <= numbers[2]


def rows_in_all(program: Application) -> int:
    """How many rows the list has once it was scrolled to its end."""
    model = program.window.search.view.model()
    while model.canFetchMore(QModelIndex()):
        model.fetchMore(QModelIndex())
    return model.rowCount()


def test_an_empty_field_browses_the_scope(program: Application, shipped: Handbook) -> None:
    press(program.window, Qt.Key.Key_3, ALT)
    assert rows_in_all(program) == len(shipped.regulations)
    press(program.window, Qt.Key.Key_0, ALT)
    titles = [row_title(program, i) for i in range(rows_in_all(program))]
    digits = sum(1 for card in shipped.emergency if card.digit is not None)
    assert titles[: 1 + len(WAYS)] == ["比如", *(words for words, _ in WAYS)]
    assert titles[1 + len(WAYS)] == "应急卡"
    assert len(titles) == 2 + len(WAYS) + digits


@pytest.mark.parametrize("words", [words for words, _ in WAYS])
def test_every_way_to_type_that_is_offered_finds_something(program: Application, words: str) -> None:
    program.window.search.field.setText(words)
    assert program.window.search.selected_id


def test_favourites_and_recents_survive_a_restart(
    open_program: Opener, qtbot: QtBot, shipped: Handbook
) -> None:
    # GIVEN one favourite and two entries read
    one, two = shipped.procedures[0], shipped.scripts[0]
    first = open_program()
    open_entry(first, one.id)
    press(first.window, Qt.Key.Key_D, CONTROL)
    open_entry(first, two.id)
    # WHEN the program is closed and started again
    first.close()
    second = open_program()
    # THEN both stand in the list
    first_row = 1 + len(WAYS)
    titles = [row_title(second, i) for i in range(first_row, first_row + 5)]
    assert titles == ["最近看过", two.title, "收藏", one.title, "应急卡"]


def test_the_look_and_size_survive_a_restart(open_program: Opener, user_home: object) -> None:
    first = open_program()
    press(first.window, Qt.Key.Key_Equal, CONTROL)
    press(first.window, Qt.Key.Key_L, CONTROL | SHIFT)
    first.close()
    stored = read_settings(paths.settings_file())
    assert (stored.scale, stored.look) == (1.1, "dark")


def test_alt_left_comes_back_to_the_same_place(program: Application, qtbot: QtBot, shipped: Handbook) -> None:
    # GIVEN an entry that cites an article, scrolled
    entry = next(e for e in shipped.procedures if e.citations and len(e.steps) > 8)
    open_entry(program, entry.id)
    view = program.window.panels.reader.view
    target = f"entry:{entry.citations[0]}"
    # WHEN its citation is clicked
    click_link(program, qtbot, target)
    assert shown_id(program) == entry.citations[0]
    left = program.window.panels.reader.history.move(-1)
    program.window.panels.reader.history.move(1)
    assert left is not None
    # THEN Alt+← comes back, also with the keyboard in the page
    view.setFocus()
    press(view, Qt.Key.Key_Left, ALT)
    QApplication.processEvents()
    assert shown_id(program) == entry.id
    assert view.place == pytest.approx(left.place, abs=0.005)
    press(view, Qt.Key.Key_Right, ALT)
    assert shown_id(program) == entry.citations[0]


def test_alt_left_returns_from_a_preview(program: Application, qtbot: QtBot, shipped: Handbook) -> None:
    first = max(shipped.procedures, key=lambda e: len(e.steps))
    open_entry(program, first.id)
    program.window.panels.reader.view.go_to(0.5)
    place = program.window.panels.reader.view.verticalScrollBar().value()
    ask(program, "烫伤")
    qtbot.waitUntil(lambda: shown_id(program) not in ("", first.id))
    press(program.window, Qt.Key.Key_Left, ALT)
    QApplication.processEvents()
    assert (shown_id(program), program.window.panels.reader.view.verticalScrollBar().value()) == (
        first.id,
        place,
    )


def test_one_line_is_copied_exactly(program: Application, qtbot: QtBot, shipped: Handbook) -> None:
    script = next(s for s in shipped.scripts if len(s.lines) > 2)
    open_entry(program, script.id)
    page = render_entry(script, shipped)
    links = links_of(program, "copy:")
    assert links
    for target in links[:4]:
        QGuiApplication.clipboard().setText("vorher")
        click_link(program, qtbot, target)
        words = QGuiApplication.clipboard().text()
        assert words == page.copies[target.removeprefix("copy:")]
        assert words[0] not in "「“"
        assert not re.search("[\u00a0\u2060]", words)
    assert child(program.window, QLabel, "copyAnswer").text() == "已复制"


def test_copy_for_the_caller_holds_no_internal_line(program: Application, shipped: Handbook) -> None:
    for entry in (shipped.procedures[0], shipped.emergency[0], shipped.scripts[0], shipped.regulations[0]):
        open_entry(program, entry.id)
        press(program.window, Qt.Key.Key_C, CONTROL | SHIFT)
        words = QGuiApplication.clipboard().text()
        assert words
        assert [t for t in internal_texts(entry) if t in words] == []


def test_nothing_of_a_region_that_nobody_confirmed_is_copied(
    program: Application, qtbot: QtBot, shipped: Handbook
) -> None:
    assert shipped.region is not None
    assert not shipped.region.is_confirmed
    script = shipped.get("scr-payment")
    assert script is not None
    open_entry(program, script.id)
    page = render_entry(script, shipped)
    local = [key for key, words in page.copies.items() if shipped.assumed.gave(words, script.id)]
    assert local
    QGuiApplication.clipboard().setText("vorher")
    click_link(program, qtbot, f"copy:{local[0]}")
    assert QGuiApplication.clipboard().text() == "vorher"
    assert "地区未确认" in told(program)
    press(program.window, Qt.Key.Key_C, CONTROL | SHIFT)
    copied = QGuiApplication.clipboard().text()
    assert copied != "vorher"
    assert [key for key in local if page.copies[key] in copied] == []
    article = next(a for a in shipped.regulations if shipped.assumes(a) and a.tell_caller)
    open_entry(program, article.id)
    QGuiApplication.clipboard().setText("vorher")
    view = program.window.panels.reader.view
    view.selectAll()
    view.setFocus()
    press(view, Qt.Key.Key_C, CONTROL)
    press(program.window, Qt.Key.Key_C, CONTROL | SHIFT)
    assert QGuiApplication.clipboard().text() == "vorher"


def told(program: Application) -> str:
    """What was answered last, wherever it stands."""
    words = [label.text() for label in program.window.findChildren(QLabel)]
    return " ".join([*words, program.window.panels.call_panel.strip.words])


def test_an_entry_without_words_for_the_caller_says_so(program: Application, shipped: Handbook) -> None:
    QGuiApplication.clipboard().setText("vorher")
    open_entry(program, shipped.cases[0].id)
    press(program.window, Qt.Key.Key_C, CONTROL | SHIFT)
    assert QGuiApplication.clipboard().text() == "vorher"
    assert "没有" in child(program.window, QLabel, "copyAnswer").text()


def test_find_in_entry_by_keys(program: Application, shipped: Handbook) -> None:
    open_entry(program, max(shipped.procedures, key=lambda e: len(e.steps)).id)
    press(program.window, Qt.Key.Key_F, CONTROL)
    field = QApplication.focusWidget()
    assert field is program.window.panels.reader.find_bar.field
    commit(field, "的")
    total = program.window.panels.reader.view.matches
    press(field, Qt.Key.Key_Return)
    assert total > 3
    assert program.window.panels.reader.view.current_match == 2
    press(field, Qt.Key.Key_Escape)
    assert QApplication.focusWidget() is program.window.panels.reader.view


def test_the_keyboard_reaches_every_pane(program: Application, shipped: Handbook) -> None:
    open_entry(program, shipped.procedures[0].id)
    program.window.take_focus()
    reached = set()
    for _ in range(200):
        press(focused(), Qt.Key.Key_Tab)
        widget = focused()
        reached |= {w.objectName() for w in ancestors(widget)}
    assert {"searchPanel", "readerPanel", "callPanel", "topBar"} <= reached


@pytest.mark.parametrize("name", ["搜索", "目录", "条目内容"])
def test_panes_are_reached_by_their_own_keys(program: Application, name: str) -> None:
    key = {"搜索": Qt.Key.Key_K, "目录": Qt.Key.Key_B, "条目内容": Qt.Key.Key_R}[name]
    press(program.window, key, CONTROL)
    widget = QApplication.focusWidget()
    assert widget is not None
    assert widget.accessibleName() == name


def test_everything_that_takes_the_focus_has_a_name(program: Application, shipped: Handbook) -> None:
    open_entry(program, shipped.procedures[0].id)
    nameless = []
    for widget in program.window.findChildren(QWidget):
        if widget.focusPolicy() is Qt.FocusPolicy.NoFocus or widget.objectName().startswith("qt_"):
            continue
        interface = QAccessible.queryAccessibleInterface(widget)
        if interface is None or not interface.text(QAccessible.Text.Name).strip():
            nameless.append(f"{type(widget).__name__}#{widget.objectName()} in {widget.parent()!r}")
    assert nameless == []


OBJECT_NAMES = (
    "mainWindow",
    "topBar",
    "programTitle",
    "contentInfo",
    "phaseButton",
    "problemsButton",
    "settingsButton",
    "helpButton",
    "contentsButton",
    "emergencyButton",
    "notice",
    "searchPanel",
    "searchField",
    "searchClear",
    "scopeBar",
    "scopeAll",
    "scopeProcedure",
    "scopeEmergency",
    "scopeRegulation",
    "scopeScript",
    "scopeKnowledge",
    "scopeCase",
    "understoodAs",
    "resultsView",
    "contentsPanel",
    "contentsTree",
    "readerPanel",
    "readerBar",
    "readerView",
    "backButton",
    "forwardButton",
    "copyAllButton",
    "favouriteButton",
    "findButton",
    "copyAnswer",
    "findBar",
    "findField",
    "callPanel",
    "statusBar",
)


def test_the_documented_object_names_are_there(program: Application) -> None:
    names = [w.objectName() for w in (program.window, *program.window.findChildren(QWidget))]
    assert [n for n in OBJECT_NAMES if names.count(n) != 1] == []


def test_a_link_to_an_entry_that_is_not_there_says_so(program: Application) -> None:
    program.window.panels.reader.view.anchorClicked.emit(QUrl("entry:proc-gone"))
    assert "proc-gone" in program.window.notice.words
    assert shown_id(program) == ""


def test_help_lists_every_key_and_is_freed(program: Application, qtbot: QtBot) -> None:
    press(program.window, Qt.Key.Key_F1)
    dialog = child(program.window, TextDialog)
    words = dialog.view.toPlainText()
    assert [s.shown for s in SHORTCUTS if s.shown not in words] == []
    with qtbot.waitSignal(dialog.destroyed):
        press(dialog, Qt.Key.Key_Escape)
    assert program.window.findChildren(TextDialog) == []


def internal_texts(entry: object) -> list[str]:
    """Texts of an entry that are not for the caller."""
    steps = (*getattr(entry, "steps", ()), *getattr(entry, "onsite_steps", ()))
    texts = [s.text for s in steps if s.kind.value != "say"]
    texts += [o.note for o in getattr(entry, "outcomes", ()) if isinstance(o, Outcome) and o.note]
    texts += [
        words
        for o in getattr(entry, "outcomes", ())
        if isinstance(o, CardOutcome)
        for words in (o.next_action, o.follow_up)
        if words
    ]
    texts += [*getattr(entry, "dont_say", ())]
    texts += [
        t
        for line in getattr(entry, "lines", ())
        if line.audience.value == "仅限内部"
        for t in line.variants.values()
    ]
    texts += [line.text for line in getattr(entry, "immediate", ()) if line.kind == "do"]
    return [html.unescape(t) for t in texts if len(t) > 5]


def focused() -> QWidget:
    """The widget with the keyboard."""
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def ancestors(widget: QWidget | None) -> list[QWidget]:
    """The widget and all it stands in."""
    found: list[QWidget] = []
    while widget is not None:
        found.append(widget)
        widget = widget.parentWidget()
    return found


def row_title(program: Application, row: int) -> str:
    """Title of a row of the result list."""
    model = program.window.search.view.model()
    return str(model.index(row, 0).data())


def test_buttons_of_the_bar_do_what_their_keys_do(program: Application, shipped: Handbook) -> None:
    open_entry(program, shipped.procedures[0].id)
    open_entry(program, shipped.procedures[1].id)
    child(program.window, QToolButton, "backButton").click()
    assert shown_id(program) == shipped.procedures[0].id
    child(program.window, QToolButton, "copyAllButton").click()
    assert QGuiApplication.clipboard().text()
    child(program.window, QToolButton, "findButton").click()
    assert program.window.panels.reader.find_bar.isVisible()
