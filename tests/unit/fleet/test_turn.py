"""Writers of a share wait for each other and pass over who died; whatever is killed when, every desk accepts what is there."""

import json
import os
import random
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any

import pytest

from handbook.fleet.trust import publisher, signed_share, turn
from handbook.fleet.trust.dispatch import Dispatch
from handbook.fleet.trust.notices import NoticePoll
from handbook.fleet.trust.publisher import Keys, PublishRefused
from handbook.fleet.trust.seat import Found
from handbook.fleet.trust.turn import LOCK, TurnRefused, own_turn
from handbook.whole_file import write_whole
from tests.unit.fleet.company import Company, now


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """As patient as a test, in the same proportions."""
    monkeypatch.setattr(turn, "WAIT_S", 60.0)
    monkeypatch.setattr(turn, "BEAT_S", 0.05)
    monkeypatch.setattr(turn, "DEAD_S", 1.5)


@pytest.fixture
def company(tmp_path: Path) -> Company:
    return Company(tmp_path)


def left_behind(share: Path, machine: str = "编辑的电脑") -> bytes:
    """The file of one who died."""
    said = json.dumps({"machine": machine, "at": now().isoformat(), "turn": os.urandom(4).hex()})
    (share / LOCK).write_bytes(said.encode() + b"\n...")
    return (share / LOCK).read_bytes()


@pytest.mark.usefixtures("quick")
def test_who_waits_goes_on_by_himself(tmp_path: Path) -> None:
    order: list[str] = []
    began = threading.Event()

    def first() -> None:
        with own_turn(tmp_path, now()):
            began.set()
            time.sleep(2.5)  # longer than one may be silent: it gives signs of life
            order.append("first")

    thread = threading.Thread(target=first)
    thread.start()
    began.wait(5.0)
    with own_turn(tmp_path, now()):
        order.append("second")
    thread.join()
    assert order == ["first", "second"]
    assert not list(tmp_path.iterdir())


@pytest.mark.usefixtures("quick")
def test_who_waits_too_long_is_told_for_whom(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COMPUTERNAME", "DIAODU-01")
    monkeypatch.setattr(turn, "WAIT_S", 0.3)
    with own_turn(tmp_path, now()), pytest.raises(TurnRefused, match=r"DIAODU-01 正在发布,已经 \d+ 秒"):
        own_turn(tmp_path, now()).__enter__()
    assert not (tmp_path / LOCK).exists()


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write everywhere")
def test_a_share_that_cannot_be_written_is_not_waited_for(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    began = time.monotonic()
    with pytest.raises(PermissionError), own_turn(tmp_path, now()):
        pass
    assert time.monotonic() - began < turn.WAIT_S / 2


@pytest.mark.usefixtures("quick")
def test_one_who_died_is_passed_over_whatever_his_clock_said(company: Company) -> None:
    left_behind(company.share)
    company.publish(1)
    assert not (company.share / LOCK).exists()
    (company.share / LOCK).write_bytes(b"")  # killed before it wrote who it was
    company.publish(2)
    assert [one.number for one in company.repository.published] == [2, 1]


@pytest.mark.usefixtures("quick")
def test_of_many_who_pass_over_one_goes_first(tmp_path: Path) -> None:
    """And the others after it, one by one."""
    inside, most, done = 0, 0, 0
    guard = threading.Lock()

    def write() -> None:
        nonlocal inside, most, done
        with own_turn(tmp_path, now()) as mine:
            with guard:
                inside += 1
                most = max(most, inside)
            time.sleep(random.uniform(0.0, 0.02))
            mine.hold()
            with guard:
                inside -= 1
                done += 1

    for _ in range(3):
        left_behind(tmp_path)
        threads = [threading.Thread(target=write) for _ in range(6)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert (most, done) == (1, 18)
    assert not list(tmp_path.iterdir())


@pytest.mark.skipif(sys.platform == "win32", reason="a file that is open is moved by nobody there")
@pytest.mark.usefixtures("quick")
def test_a_turn_that_was_moved_by_mistake_is_given_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between the last look at a dead one's file and the move another made his own."""
    dead = left_behind(tmp_path)
    (tmp_path / LOCK).unlink()
    with own_turn(tmp_path, now()) as mine:
        read = turn._read
        answers = iter([dead])
        monkeypatch.setattr(turn, "_read", lambda path: next(answers, None) or read(path))
        turn._put_away(tmp_path / LOCK, dead)
        mine.hold()
        assert [path.name for path in tmp_path.iterdir()] == [LOCK]


def test_a_computer_that_slept_in_its_turn_signs_nothing_more(
    company: Company, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(turn, "BEAT_S", 600.0)
    monkeypatch.setattr(turn, "DEAD_S", 0.2)
    listed = publisher.Repository._list

    def slept(self: publisher.Repository, *args: Any) -> None:
        monkeypatch.setattr(publisher.Repository, "_list", listed)
        company.send()  # from another computer, meanwhile
        listed(self, *args)

    monkeypatch.setattr(publisher.Repository, "_list", slept)
    monkeypatch.setattr("handbook.fleet.trust.turn.Thread.join", lambda _self, _timeout=None: None)
    with pytest.raises(PublishRefused, match="另一台电脑接了手"):
        company.publish(1)
    assert company.repository.published == ()
    assert len(Dispatch(company.share).listed(company.dispatch_keys)) == 1
    company.publish(1)
    assert isinstance(company.look(), Found)


class Killed(BaseException):
    """The process ends here, and does nothing more."""


@pytest.mark.parametrize("what", ["content", "bulletins", "renewal"])
def test_whatever_moment_a_writer_is_killed_at_the_next_goes_on(
    company: Company, monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    """Before and after each file that it writes; a desk accepts the folder then, and what comes after."""
    monkeypatch.setattr(turn, "DEAD_S", 0.05)
    monkeypatch.setattr(turn, "_PAUSE_S", (0.01, 0.02))
    company.publish(1)
    company.send()
    assert isinstance(company.look("watching"), Found)
    number, moments = 1, 0

    def act() -> None:
        if what == "content":
            company.publish(company.repository.next_number)
        elif what == "bulletins":
            company.send()
        else:
            keys = company.keys
            company.repository.renew(Keys(None, keys.snapshot, keys.timestamp), now())

    for is_before in (True, False):
        for moment in range(20):
            left = [moment]

            def kill(
                path: Path, *args: Any, left: list[int] = left, is_before: bool = is_before, **more: Any
            ) -> None:
                if left[0] == 0 and is_before:
                    raise Killed
                write_whole(path, *args, **more)
                if left[0] == 0:
                    raise Killed
                left[0] -= 1

            with monkeypatch.context() as patched:
                patched.setattr(signed_share, "write_whole", kill)
                patched.setattr(turn.Turn, "is_held", property(lambda _self: False))  # its file stays
                patched.setattr(turn.Turn, "hold", lambda _self: None)
                try:
                    act()
                except Killed:
                    moments += 1
                else:
                    assert moment > 0
                    (company.share / LOCK).unlink()
                    break
            assert (company.share / LOCK).exists()
            company.look("watching", has=number)
            company.look(f"new-{is_before}-{moment}")
            act()
            number = company.repository.published[0].number
            company.look("watching", has=number)
    assert moments >= {"content": 10, "bulletins": 8, "renewal": 4}[what]


def begun(folder: Path, what: str, times: int) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-m", "tests.unit.fleet.writer", str(folder), what, str(times)],
        env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def test_a_hundred_publications_of_two_processes_are_accepted_by_every_desk(company: Company) -> None:
    """Content and bulletins, as fast as they can, and a desk that polls all the time."""
    company.publish(1)
    writers = [begun(company.folder, "content", 50), begun(company.folder, "bulletins", 50)]
    polls = 0
    poll = NoticePoll(company.share, company.folder / "trust" / "notices", company.root)
    while any(writer.poll() is None for writer in writers):
        company.look("watching", has=1)
        company.look(f"new-{polls % 7}", has=1)
        poll.poll()
        NoticePoll(company.share, company.folder / "trust" / f"notices-{polls % 7}", company.root).poll()
        polls += 1
    for writer in writers:
        out, err = writer.communicate()
        assert (writer.returncode, len(out.split())) == (0, 50), err
    assert polls > 20
    assert len(Dispatch(company.share).listed(company.dispatch_keys)) == 50
    assert len(poll.poll() or ()) == 50
    assert company.repository.published[0].number == 51
    assert isinstance(company.look("watching", has=1), Found)
    assert [path.name for path in company.share.glob(f"{LOCK}*")] == []


@pytest.mark.parametrize("kills", [6, pytest.param(300, marks=pytest.mark.slow)])
def test_real_kills_leave_what_the_next_goes_on_from(
    company: Company, monkeypatch: pytest.MonkeyPatch, kills: int
) -> None:
    monkeypatch.setattr(turn, "DEAD_S", 1.5)
    company.publish(1)
    for count in range(kills):
        writer = begun(company.folder, ("content", "bulletins")[count % 2], 1000)
        assert writer.stdout is not None
        writer.stdout.readline()
        time.sleep(random.uniform(0.0, 0.03))
        writer.kill()
        writer.communicate()
        company.look("watching", has=1)
        company.look(f"new-{count}", has=1)
        company.repository.renew(company.keys, now())
        company.look("watching", has=1)


def test_what_nobody_names_any_more_goes_after_an_hour(company: Company) -> None:
    metadata, lists = company.share / "metadata", company.share / "targets" / "bulletins"
    company.publish(1)
    for _ in range(3):
        company.send()
    (company.share / f"{LOCK}.0123456789ab").write_bytes(b"")
    count = len(list(metadata.iterdir()))
    company.send()
    assert len(list(metadata.iterdir())) == count + 2  # a desk may be reading them
    hour = time.time() - signed_share.HELD_S - 60
    for path in (*metadata.iterdir(), *lists.iterdir(), *company.share.glob(f"{LOCK}.*")):
        os.utime(path, (hour, hour))
    company.send()
    names = sorted(path.name.partition(".")[2] for path in metadata.iterdir())
    assert names == ["bulletins.json", "json", "root.json", "snapshot.json", "targets.json"]
    assert len(list(lists.iterdir())) == 1
    assert not list(company.share.glob(f"{LOCK}*"))
    assert isinstance(company.look(), Found)
    assert len(Dispatch(company.share).listed(company.dispatch_keys)) == 5
