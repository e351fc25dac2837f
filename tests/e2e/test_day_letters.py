"""What a desk counted and searched in vain yesterday lies on the company's share today, masked, after one visit; not during a call."""

import json
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from handbook import paths
from handbook.app import fleet_watch
from handbook.app.application import Application
from handbook.call.desk import CallDesk
from handbook.company_defaults import CompanyDefaults
from handbook.fleet.trust.ceremony import hold_ceremony, open_public
from handbook.fleet.trust.publisher import Repository
from handbook.fleet.visit import Places, State, visit
from tests.unit.fleet.company import PASSPHRASES, editor_keys

Opener = Callable[..., Application]


@pytest.fixture
def share(tmp_path: Path, user_home: Path) -> Path:
    """A signed share without a pack."""
    folder = tmp_path / "company"
    root = hold_ceremony(folder / "keys", PASSPHRASES, datetime.now(UTC)).root
    bulletins = open_public(folder / "keys" / "editor" / "bulletins.pub")
    Repository(folder / "share").begin(root, bulletins, editor_keys(folder / "keys"), datetime.now(UTC))
    (folder / "1.root.json").write_bytes(root)
    return folder / "share"


def places(share: Path) -> Places:
    return Places(
        share=share,
        packs=paths.user_packs(),
        trust=paths.user_trust(),
        roots=(share.parent / "1.root.json",),
        outbox=paths.user_outbox(),
    )


def go(share: Path) -> State:
    return visit(places(share), "0.1.0", 0, "12", datetime.now(UTC)).state


@pytest.fixture
def program(open_program: Opener, share: Path, monkeypatch: pytest.MonkeyPatch) -> Application:
    idle = [
        sys.executable,
        "-c",
        "import sys; sys.stdin.read()",
    ]  # the process that stays looks at nothing by itself
    monkeypatch.setattr(fleet_watch, "_command", lambda: idle)
    return open_program(defaults=CompanyDefaults(update_folder=share))


def look(program: Application, qtbot: QtBot) -> None:
    furnishing = program.furnishing
    assert furnishing is not None
    letters = furnishing.letters
    assert letters is not None
    letters.look()
    qtbot.waitUntil(lambda: not letters.is_busy)
    QApplication.processEvents()


def use(program: Application) -> None:
    """A call with a list, and two searches in vain."""
    calls = program.window.panels.calls
    calls.pin("proc-leak-intake")
    calls.desk.end_call()
    feedback = program.furnishing._services.feedback  # type: ignore[union-attr]
    feedback.record_miss("张建国家暖气不热")
    feedback.record_miss("暖气不热 13904511234")


def tomorrow(monkeypatch: pytest.MonkeyPatch, days: int = 1) -> None:
    later = datetime.now().astimezone() + timedelta(days=days)
    monkeypatch.setattr(CallDesk, "trusted_now", property(lambda _: later))


def test_yesterday_lies_on_the_share(
    program: Application, share: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    (share / "inbox").mkdir()
    use(program)
    look(program, qtbot)
    assert go(share) is State.CURRENT
    assert list((share / "inbox").iterdir()) == []
    tomorrow(monkeypatch)
    look(program, qtbot)
    go(share)
    [file] = (share / "inbox").glob("*/*.jsonl")
    assert file.parent.name != "12"
    lines = [json.loads(line) for line in file.read_text("utf-8").splitlines()]
    assert lines[1]["sum"]["c"] == 1
    assert lines[2:4] == [{"list": "proc-leak-intake", "n": 1}, {"miss": "□暖气不热", "n": 1}]
    everything = [
        path for folder in (share, paths.user_outbox()) for path in folder.rglob("*") if path.is_file()
    ]
    assert not [path for path in everything if "建国" in path.read_text("utf-8", "ignore")]
    before = file.read_bytes()
    look(program, qtbot)
    go(share)
    assert [path.read_bytes() for path in (share / "inbox").glob("*/*.jsonl")] == [before]


def test_not_during_a_call(
    program: Application, share: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    use(program)
    tomorrow(monkeypatch)
    program.window.panels.calls.desk.new_call()
    look(program, qtbot)
    assert not paths.user_outbox().exists()
    program.window.panels.calls.desk.end_call()
    look(program, qtbot)
    assert paths.user_outbox().exists()


def test_nothing_is_left_where_the_signatures_do_not_hold(
    program: Application, share: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    (share / "inbox").mkdir()
    use(program)
    tomorrow(monkeypatch)
    look(program, qtbot)
    newest = max((share / "metadata").glob("*timestamp.json"))
    whole = newest.read_bytes()
    newest.write_bytes(
        whole.replace(b'"version": 1', b'"version": 7').replace(b'"version":1', b'"version":7')
    )
    assert go(share) is State.STOPPED
    assert list((share / "inbox").iterdir()) == []
    newest.write_bytes(whole)
    assert go(share) is State.CURRENT
    assert len(list((share / "inbox").glob("*/*.jsonl"))) == 1


def test_a_desk_without_an_update_folder_writes_no_letters(open_program: Opener) -> None:
    furnishing = open_program().furnishing
    assert furnishing is not None
    assert furnishing.letters is None


def test_a_disk_that_refuses_the_outbox_is_asked_again(
    program: Application, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    use(program)
    tomorrow(monkeypatch)
    paths.user_outbox().write_text("in the way")
    look(program, qtbot)
    paths.user_outbox().unlink()
    look(program, qtbot)
    assert len(list(paths.user_outbox().glob("*.jsonl"))) == 1
