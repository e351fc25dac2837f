"""Dispatch's window with a real share: what is typed in it is signed by a process aside, and every desk can read it."""

import argparse
import gc
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from handbook import paths
from handbook.app import dispatch as app_dispatch
from handbook.app.dispatch import HUNG, ask_aside, make, obstacle
from handbook.bulletin.form import TimeChosen
from handbook.bulletin.remembered import Remembered, read_remembered, write_remembered
from handbook.cli.main import run
from handbook.fleet.trust.dispatch import Dispatch as Share
from handbook.ui.dispatch.dispatch import SENT, Dispatch
from handbook.ui.theme.theme import Theme
from tests.helpers.typing_in import commit, press
from tests.unit.fleet.company import Company

PATIENCE_MS = 30_000
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def company(tmp_path: Path) -> Iterator[Company]:
    yield Company(tmp_path)


def _args(company: Company) -> argparse.Namespace:
    return argparse.Namespace(keys=company.folder / "keys" / "dispatch", to=company.share)


def _open(company: Company, qtbot: QtBot) -> Dispatch:
    made = make(_args(company))
    qtbot.addWidget(made.window)
    made.open(Theme())
    qtbot.waitUntil(lambda: not made.is_busy, timeout=PATIENCE_MS)
    return made


def test_a_notice_is_typed_signed_changed_and_withdrawn(company: Company, qtbot: QtBot) -> None:
    write_remembered(paths.user_dispatch(), Remembered("陈静"))
    made = _open(company, qtbot)
    place = made.form.place.field
    commit(place, "锦华嘉园3-8号楼")
    press(place, Qt.Key.Key_Return)
    made.form.until.show_time(TimeChosen(minutes=60))
    commit(made.form.reason, "支管漏水，师傅正在换管")
    press(made.form.reason, Qt.Key.Key_Return, CONTROL)
    qtbot.waitUntil(lambda: SENT in made.window.told, timeout=PATIENCE_MS)
    (notice,) = Share(company.share).listed(company.dispatch_keys)
    assert (notice.number, notice.estate, notice.buildings, notice.sender) == (
        1,
        "锦华嘉园",
        "3-8号楼",
        "陈静",
    )
    assert read_remembered(paths.user_dispatch()).places[0] == ("锦华嘉园", "3-8号楼")
    made.window.open_list.restored.click()
    made.send()
    qtbot.waitUntil(lambda: not made.is_busy, timeout=PATIENCE_MS)
    assert Share(company.share).listed(company.dispatch_keys)[0].situation == "restored"
    made.window.open_list.withdraw.click()
    made.window.open_list.withdraw.click()
    qtbot.waitUntil(lambda: "收回了" in made.window.told, timeout=PATIENCE_MS)
    assert not Share(company.share).listed(company.dispatch_keys)


def test_where_the_share_is_gone_it_is_told_and_nothing_is_lost(company: Company, qtbot: QtBot) -> None:
    write_remembered(paths.user_dispatch(), Remembered("陈静"))
    made = _open(company, qtbot)
    company.share.rename(company.folder / "away")
    commit(made.form.place.field, "春晓里")
    press(made.form.place.field, Qt.Key.Key_Return)
    made.form.until.show_time(TimeChosen(is_unknown=True))
    made.send()
    qtbot.waitUntil(lambda: "▲" in made.window.told, timeout=PATIENCE_MS)
    assert made.form.form.estate == "春晓里"
    (company.folder / "away").rename(company.share)
    made.send()
    qtbot.waitUntil(lambda: SENT in made.window.told, timeout=PATIENCE_MS)


def test_a_share_that_hangs_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        app_dispatch, "program", lambda: [sys.executable, "-c", "import time; time.sleep(60)"]
    )
    monkeypatch.setattr(app_dispatch, "LONGEST_S", 0.4)
    assert ask_aside([], b"{}", _never).words == HUNG
    assert ask_aside([], b"", _never).words == ""
    stop = threading.Event()
    stop.set()
    assert ask_aside([], b"{}", stop.is_set).words == ""


def test_a_program_that_cannot_start_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(app_dispatch, "program", lambda: ["/nowhere/handbook"])
    assert "程序起不来" in ask_aside([], b"{}", _never).words


def test_a_long_answer_does_not_stop_the_process(monkeypatch: pytest.MonkeyPatch) -> None:
    words = "长" * 100_000
    code = f'import sys; sys.stdin.read(); print(\'{{"state": "stopped", "words": "\' + \'长\' * {len(words)} + \'", "number": 0, "notices": null}}\')'
    monkeypatch.setattr(app_dispatch, "program", lambda: [sys.executable, "-X", "utf8", "-c", code])
    assert ask_aside([], b"x" * 300_000, _never).words == words


def test_the_administrator_is_told_what_to_do(company: Company) -> None:
    keys = company.folder / "keys" / "dispatch"
    assert obstacle(company.share, keys) == ""
    assert "更新文件夹" in obstacle(None, keys)
    assert str(company.folder / "none") in obstacle(company.share, company.folder / "none")
    (keys / "snapshot.pem").unlink()
    (keys / "snapshot.pem").mkdir()
    assert "读不了" in obstacle(company.share, keys)


def test_the_verb_without_an_option_opens_the_window(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gc, "disable", gc.enable)  # it is turned on again by the window, which is none here
    opened: list[argparse.Namespace] = []

    def open_window(args: argparse.Namespace) -> int:
        opened.append(args)
        return 0

    assert run(["bulletin"], open_window) == 0
    assert opened[0].verb == "bulletin"


def test_the_window_never_loads_what_checks_signatures() -> None:
    code = "import sys, handbook.app.dispatch; print(any(n.split('.')[0] in ('tuf', 'securesystemslib', 'cryptography') for n in sys.modules))"
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert said.stdout.strip() == "False"


_never: Callable[[], bool] = bool
