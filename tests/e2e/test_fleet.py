"""What the company signed reaches a desk's window: offered between calls, urgent taken at the end of one, refused in a sentence."""

import shutil
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from handbook import paths
from handbook.aboard import PackManifest
from handbook.app import content_watch, fleet_watch
from handbook.app.application import Application
from handbook.app.fleet_watch import Came, visit_aside
from handbook.company_defaults import CompanyDefaults
from handbook.content.library import named_folders, open_content
from handbook.fleet.pack import make_pack
from handbook.fleet.trust.ceremony import hold_ceremony, open_public
from handbook.fleet.trust.publisher import Repository
from handbook.fleet.visit import Places, State, visit
from tests.helpers.finding import child
from tests.helpers.typing_in import press
from tests.unit.fleet.company import PASSPHRASES, editor_keys

Opener = Callable[..., Application]
PATIENCE_MS = 60_000
NAME = "proc-low-temp"


class Company:
    """Publishes copies of the shipped content with another summary of one entry."""

    def __init__(self, folder: Path, repository: Path) -> None:
        self.share, self.keys = folder / "share", folder / "keys"
        self.root = hold_ceremony(self.keys, PASSPHRASES, datetime.now(UTC)).root
        self.repository = Repository(self.share)
        bulletins = open_public(self.keys / "editor" / "bulletins.pub")
        self.repository.begin(self.root, bulletins, editor_keys(self.keys), datetime.now(UTC))
        self.content = folder / "content"
        shutil.copytree(repository / "content", self.content, ignore=shutil.ignore_patterns("history.jsonl"))
        (folder / "1.root.json").write_bytes(self.root)
        self.places = Places(
            share=self.share,
            packs=paths.user_packs(),
            trust=paths.user_trust(),
            roots=(folder / "1.root.json",),
        )

    def publish(self, summary: str, *, is_urgent: bool = False) -> None:
        file = self.content / "procedures" / f"{NAME}.yaml"
        lines = [
            f"summary: {summary}" if line.startswith("summary:") else line
            for line in file.read_text("utf-8").splitlines()
        ]
        file.write_text("\n".join(lines) + "\n", "utf-8")
        number = self.repository.next_number
        head = PackManifest(
            number=number, version="2099.1", oldest_program="0.1.0", made=datetime.now(UTC).isoformat()
        )
        data = make_pack(self.content, None, head)
        self.repository.publish(data, editor_keys(self.keys), datetime.now(UTC), is_urgent=is_urgent)

    def visit(self, _is_stopped: object = None) -> Came:
        ended = visit(self.places, "0.1.0", 0, "", datetime.now(UTC))
        return Came(ended.state is State.TAKEN, ended.is_urgent, ended.words)


class Desk:
    """A desk that looks at the share by hand."""

    def __init__(self, program: Application, qtbot: QtBot) -> None:
        furnishing = program.furnishing
        assert furnishing is not None
        assert furnishing.fleet is not None
        assert furnishing.watch is not None
        self.window, self._qtbot = program.window, qtbot
        self.fleet, self.watch = furnishing.fleet, furnishing.watch
        self.fleet._timer.stop()
        self.watch.settling.quiet = 0.0

    def look(self) -> None:
        self.fleet.look()
        self._qtbot.waitUntil(lambda: not self.fleet.is_busy and not self.watch.is_busy, timeout=PATIENCE_MS)
        self.watch.look()
        self._qtbot.waitUntil(lambda: not self.watch.is_busy, timeout=PATIENCE_MS)

    @property
    def line(self) -> str:
        button = child(self.window, QPushButton, "updateButton")
        return button.accessibleName() if not button.isHidden() else ""

    @property
    def summary(self) -> str:
        found = self.window.panels.reading.handbook.exact(NAME)
        return found.summary if found is not None else ""


@pytest.fixture
def company(tmp_path: Path, repository: Path, user_home: Path) -> Company:
    return Company(tmp_path / "company", repository)


@pytest.fixture
def desk(open_program: Opener, company: Company, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Desk:
    monkeypatch.setattr(content_watch, "prepare_aside", lambda _folders, _is_stopped: None)
    monkeypatch.setattr(fleet_watch, "visit_aside", company.visit)
    return Desk(open_program(defaults=CompanyDefaults(update_folder=company.share)), qtbot)


def test_a_pack_is_offered_and_taken_between_calls(desk: Desk, company: Company) -> None:
    before = desk.summary
    company.publish("新发的一句话。")
    desk.look()
    assert desk.line == "内容有更新：1 处 · 现在换"
    assert desk.summary == before
    press(desk.window, Qt.Key.Key_F5)
    assert (desk.line, desk.summary) == ("", "新发的一句话。")
    company.publish("又一句。")
    desk.look()
    press(desk.window, Qt.Key.Key_F5)
    assert desk.summary == "又一句。"


def test_an_urgent_one_waits_for_the_end_of_the_call_and_for_nobody(desk: Desk, company: Company) -> None:
    calls = desk.window.panels.calls
    calls.pin("proc-leak-intake")
    run = calls.desk.active.newest_run if calls.desk.active is not None else None
    assert run is not None
    company.publish("紧急的一句。", is_urgent=True)
    desk.look()
    assert desk.summary != "紧急的一句。"
    assert calls.desk.active is not None
    calls.commands.end()
    desk._qtbot.waitUntil(lambda: desk.summary == "紧急的一句。", timeout=PATIENCE_MS)


def test_a_share_that_is_away_is_told_once_and_nothing_changes(
    desk: Desk, company: Company, tmp_path: Path
) -> None:
    company.publish("一句话。")
    company.share.rename(tmp_path / "gone")
    said: list[str] = []
    desk.fleet.told.connect(said.append)
    desk.look()
    desk.look()
    assert len(said) == 1
    assert "打不开" in said[0]
    assert desk.line == ""


def test_the_next_start_opens_the_pack(desk: Desk, company: Company, open_program: Opener) -> None:
    company.publish("下次开机就是它。")
    desk.look()
    opened = open_content(named_folders(None, None))
    found = opened.handbook.exact(NAME)
    assert found is not None
    assert found.summary == "下次开机就是它。"


def test_nobody_edits_what_a_pack_brought(open_program: Opener, user_home: Path, tmp_path: Path) -> None:
    """It lies in the user's own folder, so that he could write it; the next pack would take his work away."""
    folder = paths.user_packs() / "a" / "site"
    folder.mkdir(parents=True)
    (folder / "values.yaml").write_text("values: []\n", "utf-8")
    furnishing = open_program(site=folder).furnishing
    assert furnishing is not None
    assert not furnishing._rights(folder).may_edit


@pytest.mark.parametrize(
    ("said", "came"),
    [
        (
            'print(\'{"state": "taken", "is_urgent": true, "words": ""}\')',
            Came(is_taken=True, is_urgent=True),
        ),
        ('print(\'{"state": "stopped", "is_urgent": false, "words": "停了"}\')', Came(words="停了")),
        ("raise SystemExit(3)", Came()),
        ("print('nonsense')", Came()),
    ],
)
def test_what_the_process_says_is_heard(monkeypatch: pytest.MonkeyPatch, said: str, came: Came) -> None:
    monkeypatch.setattr(fleet_watch, "program", lambda: [sys.executable, "-c", said])
    assert visit_aside(lambda: False) == came


def test_a_process_that_never_ends_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        fleet_watch, "program", lambda: [sys.executable, "-c", "import time; time.sleep(600)"]
    )
    monkeypatch.setattr(fleet_watch, "LONGEST_S", 0.5)
    assert visit_aside(lambda: False).words == fleet_watch.NO_ANSWER
