"""``python -m tests.benchmarks.fleet``: what desks cost a share, beside a bare reading of the same files; figures alone."""

import heapq
import random
import statistics
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from handbook.aboard import PackManifest
from handbook.fleet.board import Board
from handbook.fleet.pack import make_pack
from handbook.fleet.resident import JITTER, POLL_EVERY_S
from handbook.fleet.trust.ceremony import hold_ceremony, open_public
from handbook.fleet.trust.dispatch import Act, Dispatch, DispatchKeys, dispatch_keys
from handbook.fleet.trust.notices import NoticePoll
from handbook.fleet.trust.publisher import Repository
from handbook.fleet.trust.seat import Desk, Found, is_in_stage, look
from tests.unit.fleet.company import PASSPHRASES, editor_keys, notice_row

CONTENT = Path(__file__).parents[2] / "content"
DESKS = 1000
MINUTES = 10


def median_ms(work: Callable[[], object], times: int) -> float:
    """Of `times` runs."""
    taken = []
    for _ in range(times):
        began = time.perf_counter()
        work()
        taken.append((time.perf_counter() - began) * 1000)
    return statistics.median(taken)


def main() -> None:
    """One company, its shipped content, and a thousand desks one after another."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        root = hold_ceremony(folder / "keys", PASSPHRASES, datetime.now(UTC)).root
        repository = Repository(folder / "share")
        keys = editor_keys(folder / "keys")
        repository.begin(
            root, open_public(folder / "keys" / "editor" / "bulletins.pub"), keys, datetime.now(UTC)
        )
        head = PackManifest(
            number=1, version="2026.11", oldest_program="0.1.0", made=datetime.now(UTC).isoformat()
        )
        began = time.perf_counter()
        data = make_pack(CONTENT, None, head)
        print(f"pack {len(data) / 1024:.0f} KB, made in {time.perf_counter() - began:.2f} s")
        repository.publish(data, keys, datetime.now(UTC), stage=100)

        def visit(name: str, has: int) -> object:
            seat = Desk(number=name, program="0.1.0", has_number=has)
            return look(folder / "share", folder / "trust" / name, root, seat)

        began = time.perf_counter()
        found = visit("first", 0)
        print(f"first look with the pack {1000 * (time.perf_counter() - began):.0f} ms")
        assert isinstance(found, Found)
        began = time.perf_counter()
        Board(folder / "packs").take(found.data)
        print(f"on board in {1000 * (time.perf_counter() - began):.0f} ms")
        share = folder / "share"
        trust = folder / "trust" / "first"
        polled = [share / "metadata" / "timestamp.json", trust / "timestamp.json", trust / "last.txt"]
        poll = median_ms(lambda: visit("first", 1), 200)
        bare = median_ms(lambda: [path.read_bytes() for path in polled], 200)
        print(
            f"poll {poll:.2f} ms, bare read of its {len(polled)} files {bare:.3f} ms: {poll / bare:.1f} x (goal 5)"
        )
        began = time.perf_counter()
        for number in range(DESKS):
            visit(f"desk-{number}", 1)
        print(
            f"{DESKS} desks, each for the first time: {DESKS / (time.perf_counter() - began):.0f} looks a second"
        )
        reached = sum(is_in_stage(f"desk-{number}", 2, 10) for number in range(DESKS))
        print(f"a stage of 10 % reaches {reached} of {DESKS}")
        bulletins(folder, root)


def bulletins(folder: Path, root: bytes) -> None:
    """Sending, polling, and a thousand desks that poll by their own clocks."""
    share, keys = folder / "share", dispatch_keys(folder / "keys" / "dispatch")
    dispatch = Dispatch(share)

    def send() -> None:
        dispatch.send(Act.ADD, notice_row(), keys, datetime.now(UTC))

    began = time.perf_counter()
    send()
    print(f"the first notice sent in {1000 * (time.perf_counter() - began):.0f} ms")
    print(f"each after it in {median_ms(send, 50):.0f} ms (median of 50)")
    poll = NoticePoll(share, folder / "trust" / "poll", root)
    began = time.perf_counter()
    assert len(poll.poll() or ()) == 51
    print(f"first poll of a process {1000 * (time.perf_counter() - began):.1f} ms")
    timestamp = share / "metadata" / "timestamp.json"
    idle = median_ms(poll.poll, 2000)
    bare = median_ms(timestamp.read_bytes, 2000)
    print(f"poll {idle:.3f} ms, bare read of its file {bare:.3f} ms: {idle / bare:.1f} x (goal 5)")

    def moved() -> float:
        send()
        began = time.perf_counter()
        poll.poll()
        return (time.perf_counter() - began) * 1000

    print(f"poll that finds something new {statistics.median(moved() for _ in range(50)):.1f} ms")
    thousand(folder, root, dispatch, keys)


def thousand(folder: Path, root: bytes, dispatch: Dispatch, keys: DispatchKeys) -> None:
    """Ten minutes of a thousand desks in one process; the polls are real, their clocks are simulated."""
    chance = random.Random(19)
    polls = [NoticePoll(folder / "share", folder / "trust" / f"n{n}", root) for n in range(DESKS)]
    began = time.perf_counter()
    for poll in polls:
        poll.poll()
    print(
        f"{DESKS} processes, each polling first: {DESKS / (time.perf_counter() - began):.0f} polls a second"
    )
    due = [(chance.uniform(0, POLL_EVERY_S), number) for number in range(DESKS)]
    heapq.heapify(due)
    sendings = [60.0 + 80.0 * n + chance.uniform(0, 10) for n in range(6)]
    waiting: dict[int, float] = {}
    delays: list[float] = []
    count, cost = 0, 0.0
    while due[0][0] < MINUTES * 60:
        moment, number = due[0]
        if sendings and sendings[0] <= moment:
            sent_at = sendings.pop(0)
            newest = dispatch.send(Act.ADD, notice_row(), keys, datetime.now(UTC)).number
            waiting = dict.fromkeys(range(DESKS), sent_at)
            continue
        before = time.perf_counter()
        notices = polls[number].poll() or ()
        cost += time.perf_counter() - before
        count += 1
        if number in waiting and notices[0].number == newest:
            delays.append(moment - waiting.pop(number))
        every = POLL_EVERY_S * chance.uniform(1 - JITTER, 1 + JITTER)
        heapq.heapreplace(due, (moment + every, number))
    print(
        f"{DESKS} desks for {MINUTES} min: {count / (MINUTES * 60):.0f} polls a second, all of them take "
        f"{cost / (MINUTES * 60):.1%} of one core; a notice is on every desk after {max(delays):.0f} s at most, "
        f"{statistics.median(delays):.0f} s in the median ({len(delays)} of {6 * DESKS} seen, goal 60 s)"
    )


if __name__ == "__main__":
    main()
