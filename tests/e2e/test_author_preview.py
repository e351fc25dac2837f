"""An author saves in an editor: the window shows it within a second, and says at once what is wrong."""

import os
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from handbook import paths
from handbook.app import start as start_module
from handbook.app.application import AUTHOR_TITLE, Application
from handbook.app.furnishing import NOTHING_TO_FOLLOW
from handbook.cli.main import run as run_command
from handbook.desktop.hot_key import HotKey
from handbook.desktop.single_instance import SingleInstance
from tests.e2e.test_content_watch import write

Opener = Callable[..., Application]
WITHIN_MS = 1000
"""What an author waits for at most; the machines of CI get ten times as long, and the time is told."""


@pytest.fixture
def site(tmp_path: Path) -> Path:
    folder = tmp_path / "site"
    write(folder, "kn-site", "原来的话。")
    return folder


@pytest.fixture
def author(open_program: Opener, site: Path, qtbot: QtBot) -> Application:
    program = open_program(site=site, author=True)
    program.window.panels.reading.open("kn-site")
    return program


def page(program: Application) -> str:
    return program.window.panels.reader.view.toPlainText()


def test_what_is_saved_is_read_within_a_second(author: Application, site: Path, qtbot: QtBot) -> None:
    assert AUTHOR_TITLE in author.window.windowTitle()
    write(site, "kn-site", "先存一次。")  # the first reading knows no file yet
    qtbot.waitUntil(lambda: "先存一次" in page(author), timeout=10 * WITHIN_MS)
    began = time.monotonic()
    write(site, "kn-site", "新写的话。")
    write(site, "kn-two", "另一条。", title="又一张表")
    qtbot.waitUntil(lambda: "新写的话" in page(author), timeout=10 * WITHIN_MS)
    print(f"{time.monotonic() - began:.2f} s")
    assert author.window.panels.reading.handbook.exact("kn-two") is not None
    assert not author.window.top_bar._update.isVisible()
    searcher = author.window.panels.reading._searcher
    qtbot.waitUntil(lambda: author.window.panels.reading._searcher is not searcher, timeout=30_000)

    def finds() -> bool:
        author.window.search.field.setText("又一张表")
        return author.window.search.view.selected_id == "kn-two"

    qtbot.waitUntil(finds, timeout=30_000)


def test_a_fault_is_told_at_once_and_goes_when_it_is_mended(
    author: Application, site: Path, qtbot: QtBot
) -> None:
    window = author.window
    file = write(site, "kn-site", "新写的话。")
    good = file.read_text("utf-8")
    file.write_text(good.replace("summary:", "sumary:"), "utf-8")
    qtbot.waitUntil(lambda: "kn-site.yaml，第 " in window.notice.words, timeout=10 * WITHIN_MS)
    assert "sumary" in window.notice.words
    assert "原来的话" in page(author)
    assert window.top_bar._has_problems
    file.write_text(good, "utf-8")
    qtbot.waitUntil(lambda: window.notice.words == "", timeout=10 * WITHIN_MS)
    assert "新写的话" in page(author)
    assert not window.top_bar._has_problems


def test_what_the_rules_forbid_is_shown_and_told(author: Application, site: Path, qtbot: QtBot) -> None:
    window = author.window
    write(site, "kn-site", "室温不到 18 ℃ 就退钱。")
    qtbot.waitUntil(lambda: "就退钱" in page(author), timeout=10 * WITHIN_MS)
    assert "knowledge/kn-site.yaml，第 3 行：" in window.notice.words
    assert "要改好再发布" in window.notice.words
    assert window.top_bar._has_problems
    write(site, "kn-site", "改好了的话。")
    qtbot.waitUntil(lambda: "改好了的话" in page(author), timeout=10 * WITHIN_MS)
    assert (window.notice.words, window.top_bar._has_problems) == ("", False)


def test_the_desk_keeps_its_hot_key(author: Application, monkeypatch: pytest.MonkeyPatch) -> None:
    taken: list[str] = []
    monkeypatch.setattr(HotKey, "take", lambda _self, keys: taken.append(keys))
    assert author.furnishing is not None
    author.furnishing.answer_outside(SingleInstance(paths.user_home()))
    author.furnishing.answer_no_more()
    assert taken == []


def test_what_is_wrong_from_the_start_is_told(open_program: Opener, site: Path, qtbot: QtBot) -> None:
    file = write(site, "kn-two", "另一条。")
    good = file.read_text("utf-8")
    file.write_text("id: [", "utf-8")
    program = open_program(site=site, author=True)
    assert "kn-two.yaml，第 " in program.window.notice.words
    file.write_text(good, "utf-8")
    qtbot.waitUntil(lambda: program.window.notice.words == "", timeout=10 * WITHIN_MS)
    assert program.window.panels.reading.handbook.exact("kn-two") is not None


def test_the_page_stays_where_it_was_scrolled_to(author: Application, site: Path, qtbot: QtBot) -> None:
    file = write(site, "kn-site", "新写的话。")
    body = "".join(f"  第 {number} 段,说得长一点。\n\n" for number in range(200))
    file.write_text(f"{file.read_text('utf-8')}body: |\n{body}", "utf-8")
    qtbot.waitUntil(lambda: "第 199 段" in page(author), timeout=10 * WITHIN_MS)
    view = author.window.panels.reader.view
    view.go_to(0.5)
    file.write_text(file.read_text("utf-8").replace("新写的话", "再改的话"), "utf-8")
    qtbot.waitUntil(lambda: "再改的话" in page(author), timeout=10 * WITHIN_MS)
    assert view.place == pytest.approx(0.5, abs=0.02)


def test_without_a_folder_it_says_what_is_missing(open_program: Opener) -> None:
    program = open_program(author=True)
    assert NOTHING_TO_FOLLOW in program.window.notice.words


def test_the_window_of_an_author_has_a_folder_of_its_own(
    monkeypatch: pytest.MonkeyPatch, site: Path, user_home: Path, qapp: QApplication
) -> None:
    asked: list[bool] = []

    class Refusing:
        def __init__(self, home: Path) -> None:
            asked.append(home == user_home / start_module.AUTHOR_HOME == paths.user_home())

        def take(self) -> bool:
            return False

        def ask_first(self, _wish: str) -> bool:
            return True

    monkeypatch.setattr(start_module, "build_qt", lambda _argv: qapp)
    monkeypatch.setattr(start_module, "SingleInstance", Refusing)
    monkeypatch.setenv("HANDBOOK_HOME", os.environ["HANDBOOK_HOME"])
    code = run_command(["--author", "--site", str(site)], start_module.run)
    assert (code, asked) == (0, [True])
