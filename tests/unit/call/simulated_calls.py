"""Calls as chance will have them, played at a real call desk; and what each adds to its hour, counted while it is played.

The recount knows nothing of records: it has a stopwatch for the call and one for the list on screen, and a tally.
"""

import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta

from handbook.call.day_counts import DayCounts
from handbook.call.desk import CallDesk
from handbook.call.state.call import CallerField
from handbook.call.store.store import RowStore
from handbook.model.checklist import Checklist
from handbook.model.kinds import Kind, Priority, Severity
from tests.unit.call.fake_clock import FakeClock
from tests.unit.call.samples import ask, checklist, do, emergency_card, outcome, procedure

KEY = "key"
LABELS = ("只一组", "每组都是", "说不清")


def list_of(priority: Priority) -> Checklist:
    """A list with two questions, a key step and one outcome of that priority."""
    entry = procedure(
        ask("first", "是一组还是每组都这样?", *LABELS),
        ask("second", "进水管、回水管各什么温度?", *LABELS),
        do(KEY, "确认水没有碰到插座", killer=True),
        id=f"proc-{priority.lower()}",
        title=f"清单{priority}",
        outcomes=(outcome("visit", "需上门", priority=priority),),
        default_outcome="visit",
        severity=Severity.NORMAL,
    )
    return checklist(entry)


LISTS = {priority: list_of(priority) for priority in Priority}
CARD = checklist(emergency_card())


@dataclass
class Tally:
    """What one hour ought to say."""

    counts: Counter[str] = field(default_factory=Counter[str])
    tickets: Counter[str] = field(default_factory=Counter[str])
    pinned: Counter[Kind] = field(default_factory=Counter[Kind])
    finished: Counter[Kind] = field(default_factory=Counter[Kind])
    given_up: Counter[Kind] = field(default_factory=Counter[Kind])
    call_times: list[int] = field(default_factory=list[int])
    """Milliseconds."""
    list_times: dict[Kind, list[int]] = field(default_factory=dict[Kind, list[int]])


@dataclass
class Simulation:
    """A desk with its clock, the tally of every hour, and all that was typed."""

    clock: FakeClock
    store: RowStore
    retention_days: int = 7
    dice: random.Random = field(default_factory=lambda: random.Random(14))
    hours: dict[int, Tally] = field(default_factory=dict[int, Tally])
    typed: list[str] = field(default_factory=list[str])

    def __post_init__(self) -> None:
        self.start()

    def start(self) -> None:
        """The program begins, on the store as it is."""
        self.counts = DayCounts(self.clock)
        self.desk = CallDesk(self.store, self.clock, retention_days=self.retention_days, counts=self.counts)
        self.desk.restore()

    def tally(self) -> Tally:
        """That of the hour it is."""
        now = self.clock.now()
        number = ((now.year * 100 + now.month) * 100 + now.day) * 100 + now.hour
        return self.hours.setdefault(number, Tally())

    def word(self) -> str:
        """Something nobody has typed before."""
        self.typed.append(f"词{self.dice.randrange(10**12):012}话")
        return self.typed[-1]

    def play(self, calls: int) -> None:
        """So many calls, some minutes or hours apart, with the upkeep and what is done in the window in between."""
        for _ in range(calls):
            self.clock.advance(self.dice.choice((40, 200, 900, 5000)))
            self._look_up()
            _Caller(self).speak()
            if self.dice.random() < 0.2:
                self.desk.housekeep()
            if self.dice.random() < 0.05:
                self.desk.keep_counts()
                self.start()

    def let_time_pass(self, days: int) -> None:
        """Days in which the program is used and nobody calls."""
        for _ in range(days):
            self.clock.advance(timedelta(days=1).total_seconds())
            self.desk.housekeep()

    def _look_up(self) -> None:
        for _ in range(self.dice.randrange(4)):
            is_miss = self.dice.random() < 0.2
            self.counts.searched(is_miss=is_miss)
            self.counts.opened()
            self.tally().counts.update({"searches": 1, "misses": int(is_miss), "opened": 1})


class _Caller:
    """One call, and what it counts for."""

    def __init__(self, simulation: Simulation) -> None:
        self.all = simulation
        self.dice = simulation.dice
        self.desk = simulation.desk
        self.tally = simulation.tally()
        self.time = 0
        self.lists: dict[int, tuple[Kind, int]] = {}
        """Run -> its kind, and the milliseconds it was on screen."""
        self.priorities: list[Priority] = []
        self.is_empty = True

    def speak(self) -> None:
        self.desk.new_call()
        for _ in range(self.dice.randrange(4)):
            self._pass()
            self._one_list()
        if self.dice.random() < 0.5:
            self._say_who()
        self._pass()
        if self.dice.random() < 0.2:
            self._wait()
        self.desk.end_call()
        self.tally.counts["calls"] += 1
        self.tally.call_times.append(self.time)
        for kind, time in self.lists.values():
            self.tally.list_times.setdefault(kind, []).append(time)
        if not self.is_empty:
            self.tally.tickets[min(self.priorities, default="")] += 1

    def _say_who(self) -> None:
        self.is_empty = False
        phone = f"139{self.dice.randrange(10**8):08}"
        self.all.typed += [phone]
        self.desk.enter_caller(CallerField.PHONE, phone)
        self.desk.enter_caller(CallerField.ADDRESS, f"{self.all.word()}街 88 号 2 单元 301")
        self.desk.add_note(self.all.word())

    def _wait(self) -> None:
        number = self.desk.active.id if self.desk.active else 0
        self.desk.park()
        self.all.clock.advance(self.dice.randrange(1, 3000))
        call = self.desk.resume(number)
        passed = self._pass()
        if call.shown_run and call.run(call.shown_run).is_open:  # the list that was on screen has come back
            kind, time = self.lists[call.shown_run]
            self.lists[call.shown_run] = (kind, time + passed)

    def _pass(self) -> int:
        """Some seconds in which the call goes on; milliseconds."""
        seconds = self.dice.randrange(1, 90)
        self.all.clock.advance(seconds)
        self.time += seconds * 1000
        return seconds * 1000

    def _one_list(self) -> None:
        """Pinned, looked at, worked on, and finished, given up or left as it is."""
        self.is_empty = False
        priority = self.dice.choice((None, *Priority))
        kind = Kind.EMERGENCY if priority is None else Kind.PROCEDURE
        call = self.desk.pin(CARD if priority is None else LISTS[priority])
        run = call.newest_run.id
        self.desk.show(run)
        self.tally.pinned[kind] += 1
        took = sum(self._work(run, KEY if priority else "notify"))
        if priority is None:
            self.desk.skip(run, "hurt", self.all.word())
            self.desk.skip(run, "valve-shut", self.all.word())
            self.tally.counts["skipped"] += 2
        else:
            took += sum(self._ask(run))
        end = self.dice.choice(("finished", "given up", "left"))
        if end == "finished":
            self.desk.finish(run)
            self.tally.finished[kind] += 1
        elif end == "given up":
            self.desk.abandon(run, self.all.word())
            self.tally.given_up[kind] += 1
        if priority is not None and end != "given up":
            self.priorities.append(priority)
        if end != "left":  # it stays on screen, but it is over
            self._pass()
        self.desk.leave()
        self.lists[run] = (kind, took)

    def _work(self, run: int, step: str) -> Iterator[int]:
        yield self._pass()
        if step == KEY and self.dice.random() < 0.3:
            self.desk.skip(run, step, self.all.word())
            self.tally.counts["skipped"] += 1
        else:
            self.desk.tick(run, step)
        yield self._pass()

    def _ask(self, run: int) -> Iterator[int]:
        for step in ("first", "second"):
            label = self.dice.choice(LABELS)
            self.desk.answer(run, step, label)
            for change in range(self.dice.randrange(3)):
                yield self._pass()
                other = self.dice.choice([o for o in LABELS if o != label])
                if not change and self.dice.random() < 0.3:  # later, undo would bring back the one before
                    self.desk.undo(run)
                self.desk.answer(run, step, other)
                self.tally.counts["reopened"] += 1
                label = other
        yield self._pass()
