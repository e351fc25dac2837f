"""No half-width mark between Chinese characters anywhere on screen: every widget in many states, every shipped page."""

import re
from collections.abc import Callable, Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QDialog,
    QLabel,
    QLineEdit,
    QListView,
    QMenu,
    QTextEdit,
    QWidget,
)

from handbook.app.application import Application
from handbook.model.handbook import Handbook
from handbook.model.kinds import Phase
from handbook.model.typesetting import CJK, plain
from handbook.render.entry_page import render_entry
from handbook.render.page import PageStyle
from handbook.render.plain_text import plain_text
from handbook.render.welcome import render_welcome
from tests.helpers.typing_in import press

HALF = re.compile(rf"[{CJK}”」][,:;?!()] ?[{CJK}“「]")
"""Keys, codes and times have no Chinese on both sides; `::` is no mark of Chinese print."""


def half_width(text: str) -> list[str]:
    """Where marks of half width stand between Chinese characters, with what is around them."""
    text = plain(text)
    return [text[max(0, m.start() - 8) : m.end() + 8] for m in HALF.finditer(text)]


def words_of(window: QWidget) -> Iterator[str]:
    """All that the visible widgets of `window`, and its dialogs, write."""
    for widget in [window, *window.findChildren(QWidget)]:
        if widget.isVisible():
            yield widget.toolTip()
            yield from _own_words(widget)


def _own_words(widget: QWidget) -> Iterator[str]:
    match widget:
        case QAbstractItemView():
            model = widget.model()
            columns = 1 if isinstance(widget, QListView) else model.columnCount()
            for row in range(model.rowCount()):
                for column in range(columns):
                    index = model.index(row, column)
                    yield str(model.data(index, Qt.ItemDataRole.DisplayRole) or "")
        case QMenu():
            yield from (action.text() for action in widget.actions())
        case QLabel() | QAbstractButton():
            yield widget.text()
        case QLineEdit():
            yield widget.placeholderText()
        case QTextEdit():
            yield widget.toPlainText()
        case QDialog():
            yield widget.windowTitle()


def test_what_is_looked_for_is_found() -> None:
    assert half_width("先问,再查") == ["先问,再查"]
    assert half_width("量(两次)再报")
    assert half_width("10:00 前,Ctrl+E 结束(F9)") == []


def test_every_shipped_page_is_in_full_width(shipped: Handbook) -> None:
    style = PageStyle()
    pages = [render_welcome(shipped, style, phase) for phase in Phase]
    pages += [render_entry(entry, shipped, style) for entry in shipped]
    assert [found for page in pages if (found := half_width(plain_text(page.html)))] == []


def _nothing(program: Application) -> None:
    """No call, nothing read."""


def _results(program: Application) -> None:
    program.window.search.field.setText("漏水")


def _no_results(program: Application) -> None:
    program.window.search.field.setText("龘龘龘龘")


def _contents(program: Application) -> None:
    program.window.panels.calls.refresh()
    press(program.window, Qt.Key.Key_B, Qt.KeyboardModifier.ControlModifier)


def _article(program: Application) -> None:
    program.window.panels.reading.open("reg-hlj-36")


def _call(program: Application) -> None:
    program.window.panels.calls.new_call()


def _list(program: Application) -> None:
    program.window.panels.calls.pin("proc-leak-intake")


def _answers(program: Application) -> None:
    _list(program)
    view = program.window.panels.call_panel.run_view
    view.setFocus()
    for key in (Qt.Key.Key_1, Qt.Key.Key_Space, Qt.Key.Key_2):
        press(view, key)


def _choosing(program: Application) -> None:
    program.window.panels.emergency.open()


def _card(program: Application) -> None:
    program.window.panels.emergency.open_card("em-scald")


def _help(program: Application) -> None:
    program.window.panels.dialogs.show_help(program.window.theme)


def _history(program: Application) -> None:
    program.window.panels.dialogs.show_history()


def _settings(program: Application) -> None:
    program.window.panels.settings.open()


def _flag(program: Application) -> None:
    panels = program.window.panels
    panels.dialogs.flag(panels.reading.handbook.get("reg-hlj-36"))


def _print(program: Application) -> None:
    panels, window = program.window.panels, program.window
    handbook = panels.reading.handbook
    run = panels.calls.shown_run
    panels.dialogs.print(handbook.get("reg-hlj-36"), run, handbook, window.theme, window.settings)


STATES = (
    _nothing,
    _results,
    _no_results,
    _contents,
    _article,
    _call,
    _list,
    _answers,
    _choosing,
    _card,
    _help,
    _history,
    _settings,
    _flag,
    _print,
)


def test_the_window_is_in_full_width_in_every_state(open_program: Callable[..., Application]) -> None:
    program = open_program()
    found: dict[str, list[str]] = {}
    for reach in STATES:
        reach(program)
        QApplication.processEvents()
        wrong = sorted({part for words in words_of(program.window) for part in half_width(words)})
        if wrong:
            found[reach.__name__] = wrong
        for dialog in program.window.findChildren(QDialog):
            dialog.close()
        program.window.take_focus()
    said = sorted({part for parts in found.values() for part in parts})
    assert said == [], "\n".join(said)
