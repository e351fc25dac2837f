"""What dispatch announced, in the real window: typed address, one key for the sentence, one for the ticket, the next start."""

import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from handbook import paths
from handbook.app import fleet_watch
from handbook.app.application import Application
from handbook.app.fleet_watch import FleetWatch
from handbook.bulletin.kept import Kept, write_kept
from handbook.bulletin.notice import Notice, Situation
from handbook.call.state.call import CallerField
from handbook.company_defaults import CompanyDefaults
from handbook.ui.window.panels import Panels
from tests.helpers.typing_in import commit, compose, press

Opener = Callable[..., Application]
CTRL = Qt.KeyboardModifier.ControlModifier


def notice() -> Notice:
    now = datetime.now(UTC)
    return Notice(
        number=12,
        situation=Situation.REPAIR,
        estate="锦华嘉园",
        buildings="3–8号楼",
        sent=now - timedelta(minutes=5),
        sender="陈静",
        until=now + timedelta(hours=3),
        reason="支管漏水，师傅正在换管",
        internal="现场李师傅 8112",
    )


@pytest.fixture
def share(tmp_path: Path, user_home: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An update folder whose process says nothing."""
    monkeypatch.setattr(
        fleet_watch, "_command", lambda: [sys.executable, "-c", "import sys; sys.stdin.read()"]
    )
    return tmp_path / "share"


def opened(open_program: Opener, share: Path | None) -> tuple[Application, Panels]:
    program = open_program(defaults=CompanyDefaults(update_folder=share))
    return program, program.window.panels


def watch_of(program: Application) -> FleetWatch:
    assert program.furnishing is not None
    assert program.furnishing.fleet is not None
    return program.furnishing.fleet


def test_a_call_of_an_address_that_dispatch_announced(open_program: Opener, share: Path) -> None:
    write_kept(paths.user_notices(), Kept(datetime.now(UTC), (notice(),)))
    program, panels = opened(open_program, share)
    window, panel = program.window, panels.call_panel
    press(window, Qt.Key.Key_N, CTRL)
    press(window, Qt.Key.Key_F2)
    field = panel.fields[CallerField.ADDRESS]
    commit(field, "锦华嘉园5号楼2单元301")
    assert panel.notice.isVisible()
    assert panel.notice.line is not None
    assert panel.notice.line.heading == "本小区抢修中"
    compose(field, "er")
    press(field, Qt.Key.Key_F7)
    assert panel.sheet.isHidden()
    compose(field, "")
    press(field, Qt.Key.Key_F7)
    assert panel.sheet.isVisible()
    press(QApplication.focusWidget() or window, Qt.Key.Key_Space)
    assert QGuiApplication.clipboard().text().startswith("您家那片支管漏水")
    press(QApplication.focusWidget() or window, Qt.Key.Key_F7, CTRL)
    press(QApplication.focusWidget() or window, Qt.Key.Key_Escape)
    assert panel.sheet.isHidden()
    assert field.hasFocus()
    assert field.text() == "锦华嘉园5号楼2单元301"
    press(field, Qt.Key.Key_E, CTRL)
    text = QGuiApplication.clipboard().text()
    assert text.count("关联停热 T-12：锦华嘉园 3–8 号楼，预计 ") == 1
    assert "8112" not in text


def test_what_the_share_says_next_is_shown_at_once(open_program: Opener, share: Path) -> None:
    write_kept(paths.user_notices(), Kept(datetime.now(UTC), ()))
    program, panels = opened(open_program, share)
    panels.calls.new_call()
    panels.call_panel.caller.open_at(CallerField.ADDRESS)
    commit(panels.call_panel.fields[CallerField.ADDRESS], "锦华嘉园11号楼")
    assert panels.call_panel.notice.line is None
    watch_of(program).notices_checked.emit(Kept(datetime.now(UTC), (notice(),)))
    assert panels.call_panel.notice.line is not None
    assert panels.call_panel.notice.line.heading == "同小区有抢修"
    old = Kept(datetime.now(UTC) - timedelta(minutes=11), (notice(),))
    watch_of(program).notices_checked.emit(old)
    assert panels.call_panel.notice.line.heading.startswith("停热通知停在")


def test_where_nobody_sent_any_or_the_company_has_no_folder_there_is_no_place(
    open_program: Opener, share: Path
) -> None:
    _, panels = opened(open_program, share)
    panels.calls.new_call()
    assert panels.call_panel.notice.isHidden()
    write_kept(paths.user_notices(), Kept(datetime.now(UTC), (notice(),)))
    _, panels = opened(open_program, None)
    panels.calls.new_call()
    assert panels.call_panel.notice.isHidden()


def test_the_line_of_the_ticket_and_the_typed_address_outlive_the_program(
    open_program: Opener, share: Path
) -> None:
    write_kept(paths.user_notices(), Kept(datetime.now(UTC), (notice(),)))
    program, panels = opened(open_program, share)
    panels.calls.new_call()
    panels.call_panel.caller.open_at(CallerField.ADDRESS)
    commit(panels.call_panel.fields[CallerField.ADDRESS], "锦华嘉园5号楼")
    press(program.window, Qt.Key.Key_F7, CTRL)
    call = panels.calls.desk.active
    assert call is not None
    assert call.notice is not None
    kept = call.notice
    program.window.close()
    later = replace(notice(), until=datetime.now(UTC) - timedelta(minutes=1))
    write_kept(paths.user_notices(), Kept(datetime.now(UTC), (later,)))
    _, again = opened(open_program, share)
    assert again.calls.desk.active is not None
    assert again.calls.desk.active.notice == kept
    again.calls.second_passed.emit()
    assert again.call_panel.notice.line is not None
    assert again.call_panel.notice.line.heading == "已过预计时间"


def test_over_an_emergency_card_nothing_is_laid(open_program: Opener, share: Path) -> None:
    write_kept(paths.user_notices(), Kept(datetime.now(UTC), (notice(),)))
    program, panels = opened(open_program, share)
    panels.calls.new_call()
    press(program.window, Qt.Key.Key_F9)
    press(program.window, Qt.Key.Key_F7)
    assert panels.call_panel.sheet.isHidden()
    assert "应急卡" in panels.emergency_view.strip.words
