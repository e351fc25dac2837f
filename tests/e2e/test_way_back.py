"""A desk goes back to the content before, by one button of the settings, and never in a call."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from handbook.app import content_watch, fleet_watch
from handbook.app.application import Application
from handbook.company_defaults import CompanyDefaults
from tests.e2e.test_fleet import PATIENCE_MS, Company, Desk
from tests.helpers.typing_in import press


@pytest.fixture
def desk(
    open_program: Callable[..., Application],
    tmp_path: Path,
    repository: Path,
    user_home: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> Desk:
    company = Company(tmp_path / "company", repository)
    monkeypatch.setattr(content_watch, "prepare_aside", lambda _folders, _is_stopped: None)
    monkeypatch.setattr(fleet_watch, "_command", lambda: company.command)
    opened = Desk(open_program(defaults=CompanyDefaults(update_folder=company.share)), qtbot)
    for words in ("先发的一句。", "后发的一句。"):
        company.publish(words)
        opened.look()
        press(opened.window, Qt.Key.Key_F5)
    return opened


def test_back_to_the_one_before_between_calls_alone(desk: Desk, qtbot: QtBot) -> None:
    settings = desk.window.panels.settings
    settings.open()
    dialog = settings.dialog
    assert dialog is not None
    assert dialog.pack_back.text() == "退到上一份（2099.1，第 1 号）"
    assert "（第 2 号" in dialog._pack.told
    calls = desk.window.panels.calls
    calls.pin("proc-leak-intake")
    dialog.pack_back.click()
    assert "挂断后再退" in dialog._pack.told
    assert desk.summary == "后发的一句。"
    calls.commands.end()
    dialog.pack_back.click()
    qtbot.waitUntil(lambda: desk.summary == "先发的一句。", timeout=PATIENCE_MS)
    assert "退回过，到下一次发布为止" in dialog._pack.told
    assert dialog.pack_back.text() == "换回（2099.1，第 2 号）"
    dialog.close()
    desk.look()
    assert desk.summary == "先发的一句。"
