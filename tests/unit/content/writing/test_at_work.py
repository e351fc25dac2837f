"""Two people on one folder know of each other; who is killed, asleep or behind a wrong clock is told for what he is."""

import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from handbook.content.person import Person
from handbook.content.writing.at_work import RENEW_S, SILENCE_S, AtWork, NotesUnreachable
from handbook.content.writing.backup import write_backup
from handbook.content.writing.draft import DraftRefused, MovedOn
from handbook.content.writing.draft_shelf import DraftShelf
from tests.conftest import REPOSITORY

FILE, OTHER_FILE = "scripts/scr-startup.yaml", "scripts/scr-abuse.yaml"
NOON = datetime(2026, 11, 30, 10, 14, tzinfo=UTC)
MINUTES_OF_SILENCE = round(SILENCE_S / RENEW_S)


class Machine:
    """A computer with its own clocks, and somebody at it."""

    def __init__(self, site: Path, name: str, *, off: timedelta = timedelta()) -> None:
        self.wall = NOON + off
        self.ticks = 1000.0
        self.work = AtWork(site, Person(name), f"{name}的机", lambda: self.wall, lambda: self.ticks)

    def minute(self, seconds: float = RENEW_S) -> None:
        """Time goes by here."""
        self.wall += timedelta(seconds=seconds)
        self.ticks += seconds


def notes(site: Path) -> list[Path]:
    """Files in the folder of the notes."""
    return sorted((site / ".workshop" / "notes").iterdir())


@pytest.fixture
def site(tmp_path: Path) -> Path:
    folder = tmp_path / "site"
    folder.mkdir()
    return folder


@pytest.fixture
def wang(site: Path) -> Machine:
    return Machine(site, "王敏")


@pytest.fixture
def li(site: Path) -> Machine:
    return Machine(site, "李海涛")


def watch(one: Machine, minutes: int, *, file: str = FILE, beside: Machine | None = None) -> None:
    """`one` renews each minute; so does who works `beside` him."""
    for _ in range(minutes):
        one.minute()
        if beside is not None:
            beside.minute()
            beside.work.renew(file)
        one.work.renew(file)


def test_who_came_first_is_told_with_time_and_machine(wang: Machine, li: Machine) -> None:
    assert wang.work.take(FILE) is None
    li.minute(600)
    other = li.work.take(FILE)
    assert other is not None
    assert (other.name, other.machine, other.since) == ("王敏", "王敏的机", NOON)
    assert [one.name for one in wang.work.renew(FILE)] == ["李海涛"]
    assert li.work.take(OTHER_FILE) is None
    wang.work.leave(FILE)
    assert li.work.others(FILE) == ()


def test_whoever_renews_is_never_silent(wang: Machine, li: Machine) -> None:
    wang.work.take(FILE)
    li.work.take(FILE)
    watch(li, 60, beside=wang)
    assert [other.is_silent for other in li.work.others(FILE)] == [False]
    assert li.work.take_over(FILE) == ()


def test_five_watched_minutes_without_a_change_are_silence(wang: Machine, li: Machine) -> None:
    wang.work.take(FILE)
    li.work.take(FILE)
    watch(li, MINUTES_OF_SILENCE - 1)
    assert not li.work.others(FILE)[0].is_silent
    watch(li, 1)
    assert li.work.others(FILE)[0].is_silent
    assert [other.name for other in li.work.take_over(FILE)] == ["王敏"]
    assert li.work.others(FILE) == ()


def test_who_slept_for_an_hour_is_told_who_went_on_and_is_seen_again(wang: Machine, li: Machine) -> None:
    wang.work.take(FILE)
    li.work.take(FILE)
    watch(li, MINUTES_OF_SILENCE)
    li.work.take_over(FILE)
    watch(li, 60 - MINUTES_OF_SILENCE)
    wang.minute(3600)
    (other,) = wang.work.renew(FILE)
    assert other.name == "李海涛"
    assert other.took_over
    assert [one.name for one in li.work.renew(FILE)] == ["王敏"]
    assert not wang.work.renew(FILE)[0].took_over  # it is told once


def test_a_sleeper_takes_nobody_for_silent(wang: Machine, li: Machine) -> None:
    wang.work.take(FILE)
    li.work.take(FILE)
    li.minute(3600)  # his clock runs on in sleep, he looks once
    assert not li.work.renew(FILE)[0].is_silent
    li.minute(3600)
    wang.work.renew(FILE)
    assert not li.work.renew(FILE)[0].is_silent


@pytest.mark.parametrize("days", [-9000, -1, 1, 9000])
def test_a_wrong_clock_makes_nobody_silent_and_nobody_present(site: Path, li: Machine, days: int) -> None:
    wang = Machine(site, "王敏", off=timedelta(days=days))
    wang.work.take(FILE)
    other = li.work.take(FILE)
    assert other is not None
    assert (other.since is None) == (days > 0)  # a time that is still to come is not told
    watch(li, 30, beside=wang)
    assert not li.work.others(FILE)[0].is_silent
    wang.wall += timedelta(days=-2 * days)  # and jumps
    watch(li, 2, beside=wang)
    assert not li.work.others(FILE)[0].is_silent
    watch(li, MINUTES_OF_SILENCE)
    assert li.work.others(FILE)[0].is_silent


def test_a_person_who_starts_again_is_not_somebody_else(site: Path, wang: Machine, li: Machine) -> None:
    wang.work.take(FILE)
    assert Machine(site, "王敏").work.take(OTHER_FILE) is None
    assert li.work.take(FILE) is None  # what he left when his program was killed went with his return


def test_a_share_that_drops_is_told_and_comes_back(site: Path, wang: Machine, li: Machine) -> None:
    wang.work.take(FILE)
    li.work.take(FILE)
    away = site.rename(site.with_name("away"))
    for _ in range(10):
        li.minute()
        with pytest.raises(NotesUnreachable, match="网络盘接上没有"):
            li.work.renew(FILE)
    assert not site.exists()  # nothing is made where the share was
    site.mkdir()  # a place where a share is laid in
    with pytest.raises(NotesUnreachable, match="已经不在了"):
        li.work.others(FILE)
    assert list(site.iterdir()) == []
    site.rmdir()
    away.rename(site)
    li.minute()
    (other,) = li.work.renew(FILE)
    assert not other.is_silent  # nobody watched meanwhile
    li.work.leave(FILE)
    assert [one.name for one in wang.work.renew(FILE)] == []


def test_a_folder_that_takes_nothing_is_told(site: Path, wang: Machine) -> None:
    (site / ".workshop").mkdir()
    (site / ".workshop" / "notes").write_text("a file in the way", "utf-8")
    with pytest.raises(NotesUnreachable, match="没有丢"):
        wang.work.take(FILE)
    wang.work.leave(FILE)


def test_a_folder_that_was_not_made_yet_is_not_made_by_a_note(tmp_path: Path) -> None:
    one = Machine(tmp_path / "new", "王敏")
    assert one.work.take(FILE) is None
    assert not (tmp_path / "new").exists()
    (tmp_path / "new").mkdir()
    one.work.renew(FILE)
    assert len(notes(tmp_path / "new")) == 1
    one.work.leave(FILE)
    assert notes(tmp_path / "new") == []


def test_what_is_no_note_is_passed_over(site: Path, wang: Machine, li: Machine) -> None:
    wang.work.take(FILE)
    folder = site / ".workshop" / "notes"
    (folder / "scripts_scr-startup.0123456789ab.json").write_bytes(b'{"file": "scri')
    (folder / "scripts_scr-startup.ba9876543210.json").write_bytes(b"\xff" * 10_000)
    other = li.work.take(FILE)
    assert other is not None
    assert other.name == "王敏"
    assert len(li.work.others(FILE)) == 1


def test_notes_are_in_no_backup(site: Path, tmp_path: Path, wang: Machine) -> None:
    (site / "values.yaml").write_text("values: []\n", "utf-8")
    wang.work.take(FILE)
    assert write_backup(site, tmp_path / "backup.zip") == 1


# -- two real processes


@contextmanager
def colleague(site: Path) -> Iterator["subprocess.Popen[str]"]:
    """Another process that works on the file, from its first renewal on."""
    command = [sys.executable, "-m", "tests.unit.content.writing.note_worker", str(site), "王敏", FILE]
    worker = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=REPOSITORY)
    assert worker.stdout is not None
    worker.stdout.readline()
    yield worker
    worker.kill()
    worker.stdout.close()
    worker.wait()


def test_another_process_is_seen_while_it_lives_and_silent_once_it_was_killed(
    site: Path, li: Machine
) -> None:
    with colleague(site) as worker:
        lines = worker.stdout
        assert lines is not None
        assert li.work.take(FILE) is not None
        for _ in range(MINUTES_OF_SILENCE + 1):
            lines.readline()
            lines.readline()
            li.minute()
            assert not li.work.renew(FILE)[0].is_silent
        assert "李海涛" in lines.readline()
        worker.kill()
        worker.wait()
        watch(li, MINUTES_OF_SILENCE + 1)
        assert [other.name for other in li.work.take_over(FILE)] == ["王敏"]
        assert li.work.others(FILE) == ()


def test_two_who_save_the_same_draft_lose_nothing(site: Path) -> None:
    def shelf(name: str) -> DraftShelf:
        return DraftShelf(site, lambda _file: "id: a\n", Person(name), lambda: NOON)

    mine, his = shelf("李海涛").begun(FILE), shelf("王敏").begun(FILE)
    shelf("王敏").save(his, "id: his\n")
    with pytest.raises(MovedOn) as moved:
        shelf("李海涛").save(mine, "id: mine\n")
    assert moved.value.there.text == "id: his\n"
    shelf("李海涛").keep_aside(moved.value.there)
    shelf("李海涛").save(shelf("李海涛").over(mine, moved.value.there), "id: mine\n")
    kept = [shelf("王敏").kept(act.before) for act in shelf("王敏").acts(FILE)]
    assert kept == ["id: his\n"]


@pytest.mark.parametrize("is_laid_in", [False, True])
def test_a_draft_is_not_saved_where_the_share_was(site: Path, is_laid_in: bool) -> None:
    shelf = DraftShelf(site, lambda _file: "id: a\n", Person("王敏"), lambda: NOON)
    draft = shelf.save(shelf.begun(FILE), "id: b\n")
    away = site.rename(site.with_name("away"))
    if is_laid_in:
        site.mkdir()
    with pytest.raises(DraftRefused, match="没有存上") as refused:
        shelf.save(draft, "id: c\n")
    assert not isinstance(refused.value, MovedOn)
    assert not (site / ".workshop").exists()
    shutil.rmtree(site, ignore_errors=True)
    away.rename(site)
    assert shelf.save(draft, "id: c\n").text == "id: c\n"
