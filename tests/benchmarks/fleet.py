"""``python -m tests.benchmarks.fleet``: what desks cost a share, beside a bare reading of the same files; figures alone."""

import statistics
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from handbook.aboard import PackManifest
from handbook.fleet.board import Board
from handbook.fleet.pack import make_pack
from handbook.fleet.trust.ceremony import hold_ceremony, open_public
from handbook.fleet.trust.publisher import Repository
from handbook.fleet.trust.seat import Desk, Found, is_in_stage, look
from tests.unit.fleet.company import PASSPHRASES, editor_keys

CONTENT = Path(__file__).parents[2] / "content"
DESKS = 1000


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


if __name__ == "__main__":
    main()
