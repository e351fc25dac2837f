"""Pages of the help and of the content's problems."""

import pytest
from PySide6.QtCore import QUrl
from pytestqt.qtbot import QtBot

from handbook import __version__
from handbook.keys import SHORTCUTS, bound, key_table
from handbook.model.problem import Gravity, Problem
from handbook.render.plain_text import plain_text
from handbook.ui.dialogs.manual import manual_page, manual_text
from handbook.ui.dialogs.problems import SHOWN, problems_page
from handbook.ui.dialogs.text_dialog import TextDialog
from handbook.ui.theme.theme import Theme


def problem(number: int, gravity: Gravity = Gravity.ERROR, message: str = "请改") -> Problem:
    """A problem in line `number`."""
    return Problem(
        file="scripts/scr-a.yaml", line=number, rule="unknown-key", message=message, gravity=gravity
    )


def test_the_manual_is_filled_in() -> None:
    text = manual_text()
    assert [mark for mark in ("@KEYS@", "@VERSION@") if mark in text] == []
    assert __version__ in text
    assert [s.words for s in SHORTCUTS if s.words not in text] == []


def test_the_manual_is_a_page_with_a_table(qtbot: QtBot) -> None:
    made = manual_page(Theme())
    assert made.count("<tr>") > len(SHORTCUTS)
    assert "供热速查" in plain_text(made)


def test_no_key_is_given_twice() -> None:
    keys = [key for shortcut in bound() for key in shortcut.keys]
    assert len(keys) == len(set(keys))
    assert len({s.name for s in bound()}) == len(list(bound()))
    assert key_table().count("\n") == len(SHORTCUTS) + 1


def test_errors_stand_before_warnings_and_content_is_escaped() -> None:
    made = problems_page(
        [problem(1, Gravity.WARNING, "<b>提醒</b>"), problem(2, message="<img src=x>")], Theme()
    )
    words = plain_text(made)
    assert words.index("错误") < words.index("提醒")
    assert "<img" not in made
    assert "scripts/scr-a.yaml:2:1 [unknown-key]" in words


@pytest.mark.parametrize(("count", "more"), [(SHOWN, 0), (SHOWN + 7, 7)])
def test_very_many_problems_are_counted(count: int, more: int) -> None:
    words = plain_text(problems_page([problem(n) for n in range(count)], Theme()))
    assert words.count("scr-a.yaml") == SHOWN
    assert (f"另有 {more} 个" in words) == (more > 0)


def test_the_dialog_follows_links_within_the_page_alone(qtbot: QtBot) -> None:
    lines = "".join(f"<p>{n}</p>" for n in range(200))
    dialog = TextDialog("帮助", f'<a href="#end">x</a>{lines}<p><a name="end">Ende</a></p>', Theme())
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.view.anchorClicked.emit(QUrl("http://x.test/"))
    before = dialog.view.verticalScrollBar().value()
    dialog.view.anchorClicked.emit(QUrl("#end"))
    assert (before, dialog.view.verticalScrollBar().value() > 100) == (0, True)
