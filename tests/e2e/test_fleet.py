"""What the company signed reaches a desk's window: offered between calls, urgent taken at the end of one, refused in a sentence."""

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from handbook import paths
from handbook.aboard import PackManifest
from handbook.app import content_watch, fleet_watch
from handbook.app.application import Application
from handbook.app.fleet_watch import FleetWatch
from handbook.bulletin.kept import Kept, read_kept
from handbook.company_defaults import CompanyDefaults
from handbook.content.library import named_folders, open_content
from handbook.fleet.pack import make_pack
from handbook.fleet.trust.ceremony import hold_ceremony, open_public
from handbook.fleet.trust.dispatch import Act, Dispatch, Sent, dispatch_keys
from handbook.fleet.trust.publisher import Repository
from tests.helpers.finding import child
from tests.helpers.typing_in import commit, press
from tests.unit.fleet import desk_process
from tests.unit.fleet.company import PASSPHRASES, editor_keys, notice_row

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
        (folder / "defaults.json").write_text(json.dumps({"update_folder": str(self.share)}), "utf-8")
        self.command = [sys.executable, "-m", desk_process.__name__, str(folder)]

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

    def send(self, act: Act = Act.ADD, **row: object) -> Sent:
        keys = dispatch_keys(self.keys / "dispatch")
        return Dispatch(self.share).send(act, notice_row() | row, keys, datetime.now(UTC))


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
    def first_hit(self) -> str:
        """Id of the entry on the page, which follows the first result."""
        entry = self.window.panels.reader.entry
        return (
            entry.id if entry is not None and "头一回" in self.window.panels.reader.view.toPlainText() else ""
        )

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
    monkeypatch.setattr(fleet_watch, "_command", lambda: company.command)
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


def test_a_pack_is_searchable_when_it_was_taken(desk: Desk, company: Company) -> None:
    """Its index is built before it is offered: the first search after the key finds its words. The time is printed."""
    taken = []
    for number in range(5):
        company.publish(f"换包后头一回就要搜得到的话第{number}句。")
        desk.look()
        began = time.perf_counter()
        press(desk.window, Qt.Key.Key_F5)
        field = desk.window.search.field
        field.setFocus()
        field.selectAll()
        commit(field, f"头一回就要搜得到的话第{number}句")
        desk._qtbot.waitUntil(lambda: desk.first_hit == NAME, timeout=PATIENCE_MS)
        taken.append(time.perf_counter() - began)
    print(f"from the key to the first hit of the new pack: {', '.join(f'{one:.2f}' for one in taken)} s")


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
    assert said[0] == "更新文件夹现在打不开，先用现在的内容。"
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


# Notices


def test_what_dispatch_sends_reaches_the_window_and_the_next_start(
    desk: Desk, company: Company, qtbot: QtBot
) -> None:
    company.send()
    learned: list[Kept] = []
    desk.fleet.notices_checked.connect(learned.append)
    desk.look()
    qtbot.waitUntil(lambda: bool(learned), timeout=PATIENCE_MS)
    assert [one.estate for one in learned[-1].notices] == ["汇锦庄园"]
    assert abs(datetime.now(UTC) - learned[-1].checked) < timedelta(minutes=5)
    kept = read_kept(paths.user_notices())
    assert kept is not None
    assert kept.notices == learned[-1].notices
    company.send(Act.WITHDRAW, number=1)
    desk.look()
    qtbot.waitUntil(lambda: learned[-1].notices == (), timeout=PATIENCE_MS)


def test_a_share_that_is_away_lets_the_check_stand_still(
    desk: Desk, company: Company, tmp_path: Path, qtbot: QtBot
) -> None:
    company.send()
    learned: list[Kept] = []
    desk.fleet.notices_checked.connect(learned.append)
    desk.look()
    qtbot.waitUntil(lambda: bool(learned), timeout=PATIENCE_MS)
    company.share.rename(tmp_path / "gone")
    count = len(learned)
    desk.look()
    desk.look()
    assert len(learned) == count
    kept = read_kept(paths.user_notices())
    assert kept is not None
    assert len(kept.notices) == 1


def test_where_nobody_sends_notices_nothing_is_said_of_them(desk: Desk, company: Company) -> None:
    company.publish("一句话。")
    learned: list[Kept] = []
    desk.fleet.notices_checked.connect(learned.append)
    desk.look()
    desk.look()
    assert learned == []
    assert not paths.user_notices().exists()


def test_the_window_imports_nothing_that_checks_signatures(desk: Desk, company: Company) -> None:
    script = "import sys, handbook.app.furnishing; print(sorted({'tuf', 'securesystemslib', 'cryptography'} & set(sys.modules)))"
    said = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert said.stdout.strip() == "[]"


# The process that stays


class Watched:
    """A watch whose process says what a test lets it say."""

    def __init__(self, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, script: str) -> None:
        monkeypatch.setattr(fleet_watch, "PAUSE_S", 0.05)
        self.owner = QObject()
        self.watch = FleetWatch(self.owner, lambda: [sys.executable, "-u", "-c", script])
        self.boarded: list[bool] = []
        self.told: list[str] = []
        self.learned: list[Kept] = []
        self.watch.boarded.connect(self.boarded.append)
        self.watch.told.connect(self.told.append)
        self.watch.notices_checked.connect(self.learned.append)
        self._qtbot = qtbot

    def until(self, is_so: Callable[[], bool]) -> None:
        self._qtbot.waitUntil(is_so, timeout=PATIENCE_MS)


@pytest.fixture
def watched(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str], Watched]]:
    made: list[Watched] = []

    def one(script: str) -> Watched:
        made.append(Watched(qtbot, monkeypatch, script))
        return made[-1]

    yield one
    for each in made:
        each.watch.close()
        each.owner.deleteLater()


STAY = "import sys; sys.stdin.read()"


def test_what_the_process_says_is_heard(watched: Callable[[str], Watched]) -> None:
    checked = datetime(2026, 11, 28, 6, 10, tzinfo=UTC)
    lines = [
        "nonsense",
        "[]",
        '{"kind": "notices", "checked": "yesterday", "notices": []}',
        '{"kind": "notices", "checked": "2026-11-28T06:10:00+00:00", "notices": [{}]}',
        '{"kind": "notices", "checked": "2026-11-28T06:10:00+00:00", "notices": []}',
        '{"kind": "visit", "state": "stopped", "is_urgent": false, "words": "停了"}',
        '{"kind": "visit", "state": "taken", "is_urgent": true, "words": ""}',
    ]
    one = watched(f"print({chr(10).join(lines)!r})\n{STAY}")
    one.watch.look()
    one.until(lambda: bool(one.boarded))
    assert (one.boarded, one.told, one.learned) == ([True], ["停了", ""], [Kept(checked)])
    assert not one.watch.is_busy


def test_a_process_that_dies_is_started_again_and_nobody_blames_the_share(
    watched: Callable[[str], Watched], tmp_path: Path
) -> None:
    began = tmp_path / "began"
    one = watched(f"open({str(began)!r}, 'a').write('x'); raise SystemExit(3)")
    one.watch.look()
    one.until(lambda: began.exists() and len(began.read_text("utf-8")) >= 3)
    assert one.told == []


def test_a_process_that_hangs_is_ended_and_started_again(
    watched: Callable[[str], Watched], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fleet_watch, "SILENT_S", 1.0)
    began = tmp_path / "began"
    one = watched(f"import time; open({str(began)!r}, 'a').write('x'); time.sleep(600)")
    one.watch.look()
    one.until(lambda: began.exists() and len(began.read_text("utf-8")) >= 2)
    assert one.told == [fleet_watch.NO_ANSWER]


def test_one_that_cannot_be_killed_gets_no_company(
    watched: Callable[[str], Watched], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A share that hangs keeps its process for as long as it likes; a thousand of them would fill the memory."""
    monkeypatch.setattr(fleet_watch, "SILENT_S", 0.2)
    monkeypatch.setattr(fleet_watch, "_SLICE_S", 0.1)
    began, go = tmp_path / "began", tmp_path / "go"

    def end(process: "subprocess.Popen[bytes]") -> None:
        assert process.stdin is not None
        process.stdin.close()
        if go.exists():
            process.wait(30.0)

    monkeypatch.setattr(fleet_watch, "_end", end)
    one = watched(
        f"import os, time; open({str(began)!r}, 'a').write('x')\nwhile not os.path.exists({str(go)!r}): time.sleep(0.05)"
    )
    one.watch.look()
    one.until(lambda: one.told == [fleet_watch.NO_ANSWER])
    time.sleep(1.0)
    assert began.read_text("utf-8") == "x"
    go.touch()
    one.until(lambda: len(began.read_text("utf-8")) >= 2)


def test_the_process_ends_with_the_window(watched: Callable[[str], Watched], tmp_path: Path) -> None:
    ended = tmp_path / "ended"
    one = watched(f"print('{{}}'); {STAY}; open({str(ended)!r}, 'w').close()")
    one.watch.look()
    process = one.watch._process
    one.until(lambda: process._process is not None)
    began = time.monotonic()
    one.watch.close()
    one.watch.close()
    assert time.monotonic() - began < 5.0
    assert process._process is not None
    assert process._process.poll() is not None


def test_the_process_ends_where_the_window_was_killed(company: Company) -> None:
    """The end of its input tells it."""
    process = subprocess.Popen(
        company.command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
    )
    assert process.stdin is not None
    assert process.stdout is not None
    with process.stdin, process.stdout:
        assert json.loads(process.stdout.readline())["kind"] == "alive"
        process.stdin.close()
        assert process.wait(30.0) == 0
