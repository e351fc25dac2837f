"""What invented official texts cost at the start: a company's folder with 40 laws against the same one with none, interleaved.

    python -m tests.benchmarks.law_start [RUNS] [LAWS ARTICLES]

Both folders hold one entry of the company, as a desk with laws has some. Each start is a process of its own in a home that
one start has warmed; stamps are those of `tests/benchmarks/start.py`, the medians of wall and CPU are compared. Goal: ≤ 1.05.
"""

import os
import statistics
import sys
import tempfile
from collections import defaultdict
from datetime import datetime
from pathlib import Path

from handbook.content.law_folder import LawFolder
from handbook.content.person import Person
from tests.benchmarks.start import REAL, start
from tests.helpers.invented_statutes import shelf_of
from tests.helpers.workshop_site import write_entries

GOAL = 1.05
_RUNS = 15
_STAMPS = ("painted", "furnished", "searchable")


def main(runs: int, laws: int, articles: int) -> None:
    """Print the figures."""
    with tempfile.TemporaryDirectory() as folder:
        sides = {"no laws": Path(folder) / "none", f"{laws} laws": Path(folder) / "laws"}
        environments = {name: _environment(home) for name, home in sides.items()}
        for home in sides.values():
            write_entries(home / "site")
        shelf = LawFolder(sides[f"{laws} laws"] / "site", Person("试", "test"), _now)
        for text in shelf_of(laws, articles):
            shelf.add(text)
        for environment in environments.values():  # reads the content and builds the index
            start(REAL, environment)
        found: dict[tuple[str, str], list[tuple[float, float]]] = defaultdict(list)
        for run in range(runs):
            for name in sorted(environments, reverse=bool(run % 2)):
                for stamp, times in start(REAL, environments[name]).items():
                    found[name, stamp].append(times)
    print(
        f"{laws} laws, {articles} articles, {runs} starts of each side, offscreen; medians of wall and CPU in ms"
    )
    none, some = sides
    for stamp in _STAMPS:
        before, after = (
            [statistics.median(t[i] for t in found[name, stamp]) for i in (0, 1)] for name in (none, some)
        )
        ratios = " and ".join(f"{a / b:.3f}" for a, b in zip(after, before, strict=True))
        least = [min(t[0] for t in found[name, stamp]) for name in (none, some)]
        print(
            f"  {stamp:10} {before[0]:6.0f} {before[1]:6.0f} → {after[0]:6.0f} {after[1]:6.0f}: {ratios} ×; least wall {least[1] / least[0]:.3f} ×"
        )
    print(f"  goal ≤ {GOAL}")


def _environment(home: Path) -> dict[str, str]:
    kept = {
        name: value
        for name, value in os.environ.items()
        if name not in ("PYTHONDONTWRITEBYTECODE", "PYTHONUNBUFFERED")
    }
    return kept | {
        "HANDBOOK_HOME": str(home),
        "DBUS_SESSION_BUS_ADDRESS": "disabled:",
        "PYTHONPATH": str(Path(__file__).resolve().parents[2]),
        "QT_QPA_PLATFORM": "offscreen",
    }


def _now() -> datetime:
    return datetime(2026, 11, 20, 9, 0).astimezone()


if __name__ == "__main__":
    words = [int(word) for word in sys.argv[1:4]]
    main(words[0] if words else _RUNS, *(words[1:] or (40, 3500)))
