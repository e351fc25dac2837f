"""``python -m tests.benchmarks.inbox [FOLDER]``: reading the letters of a thousand desks and thirty days, beside a bare reading of the
same bytes; figures alone, and the sheet in FOLDER where one is named."""

import random
import sys
import tempfile
import time
from collections import Counter
from datetime import date, timedelta
from pathlib import Path

import msgspec

from handbook.call.day_sums import HourSum, ListSum, added, durations_of
from handbook.cli.main import run
from handbook.export.paper.collecting import collector_paused
from handbook.fleet.inbox.letter import Letter, to_bytes
from handbook.fleet.inbox.reading import read_inbox
from handbook.fleet.inbox.summing import totals_of
from handbook.fleet.inbox.table import to_csv
from handbook.fleet.inbox.words import TradeWords
from handbook.model.kinds import Kind

_PLAIN = msgspec.json.Decoder(dict)
SEATS, DAYS = 1000, 30
FIRST = date(2026, 11, 1)
LISTS = (
    "proc-low-temp",
    "proc-leak-intake",
    "proc-refund",
    "em-burst-indoor",
    "proc-suspension",
    "em-leak-upstairs",
)
MISSES = (
    "□暖气不热怎么办",
    "地暖分水器哗啦响",
    "DN20 阀门漏",
    "报停手续 □ 材料",
    "壁挂炉 □",
    "退费多少钱",
    "温控面板□E1",
    "□小区停热",
    "楼上漏水赔不赔",
    "热表黑屏",
    "暖气片□漏",
    "过户□电话",
    "顶楼不热□",
    "井盖冒汽",
)
"""As they lie on a share: masked."""


def hour(dice: random.Random, busy: float) -> HourSum:
    """One hour of one desk."""
    calls = dice.randrange(1, 3 + round(9 * busy))
    pinned = dice.randrange(calls + 1)
    grave = dice.random() < 0.1
    return HourSum(
        calls=calls,
        durations=durations_of(dice.randrange(40_000, 600_000) for _ in range(calls)),
        searches=calls + 2,
        misses=dice.randrange(2),
        opened=calls,
        lists={
            Kind.PROCEDURE: ListSum(
                pinned=pinned, finished=pinned * 3 // 4, durations=durations_of([200_000] * pinned)
            ),
            **({Kind.EMERGENCY: ListSum(pinned=1, finished=1, durations="S")} if grave else {}),
        },
        skipped=dice.randrange(2),
        reopened=dice.randrange(2),
        tickets={dice.choice(("P1", "P2", "P3", "P3", "P4", "")): 1, **({"P0": 1} if grave else {})},
    )


def letters(folder: Path) -> tuple[int, int]:
    """Lay all of them; (bytes, calls)."""
    dice = random.Random(19)
    size = calls = 0
    for number in range(SEATS):
        seat = f"{number:012x}"
        (folder / seat).mkdir(parents=True)
        for day in (FIRST + timedelta(days=n) for n in range(DAYS)):
            if dice.random() < 0.03:
                continue
            cold = 1.0 if day.day in (12, 13, 14) else 0.45 if day.weekday() >= 5 else 0.7
            hours = {h: hour(dice, cold * (1.2 if h in (9, 19) else 0.8)) for h in range(8, 21)}
            sums = added(hours.values())
            calls += sums.calls
            letter = Letter(
                seat=seat,
                day=day,
                sums=sums,
                hours=hours,
                lists=Counter(dice.choices(LISTS, (9, 7, 4, 2, 3, 1), k=8)),
                misses=Counter(dice.choices(MISSES, range(len(MISSES), 0, -1), k=dice.randrange(5))),
            )
            data = to_bytes(letter, with_hours=True)
            (folder / seat / f"{day}.jsonl").write_bytes(data)
            size += len(data)
    return size, calls


def main() -> None:
    """One folder, read bare and read whole."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch) / "inbox"
        size, calls = letters(folder)
        files = sorted(str(path) for path in folder.rglob("*.jsonl"))
        print(f"{len(files)} files, {size / 1e6:.1f} MB, {calls} calls")
        for _ in range(2):  # the second finds them in memory
            began = time.process_time()
            held = []
            for file in files:
                with open(file, "rb") as opened:  # noqa: PTH123 (as bare as can be)
                    held.append(opened.read())
            bare = time.process_time() - began
        began = time.process_time()
        for data in held:
            _PLAIN.decode_lines(data)
        decoded = time.process_time() - began
        del held
        with collector_paused():
            began = time.process_time()
            inbox = read_inbox(folder)
            read = time.process_time() - began
            totals = totals_of(inbox.letters, TradeWords.shipped())
            summed = time.process_time() - began
        assert totals.all.calls == calls, "the sum is not the recount"
        print(f"seconds of processor: bare {bare:.2f}, decoded and thrown away {decoded:.2f}")
        print(f"read and judged {read:.2f} ({read / bare:.1f} x bare, {read / decoded:.1f} x decoded)")
        print(f"summed up too {summed:.2f} ({summed / bare:.1f} x bare, {summed / decoded:.1f} x decoded)")
        print(f"table of {len(to_csv(totals, str).splitlines())} lines")
        for name in ("report.pdf", "report.html", "report.csv") if len(sys.argv) > 1 else ():
            run(["inbox", str(folder), "-o", str(Path(sys.argv[1]) / name), "--force"], lambda _: 9)


if __name__ == "__main__":
    main()
