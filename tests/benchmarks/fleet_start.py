"""``python -m tests.benchmarks.fleet_start [runs]``: a start with a company's update folder beside one without, interleaved.

The window with it has taken a pack and a notice. Goal: ≤ 1.05 × at each mark, and no framework of signatures in the window.
"""

import json
import os
import statistics
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from handbook.bulletin.kept import Kept, write_kept
from handbook.fleet.board import Board
from tests.benchmarks.start import REAL, start
from tests.packaging.publishing import Publishing

GOAL = 1.05
RUNS = 15
_FLEET = """
from pathlib import Path
from handbook import company_defaults
company_defaults.default_places = lambda: [Path({folder!r}) / "defaults.json"]
"""
_NO_FRAMEWORK = """
import atexit, sys
def look_again():
    found = [name for name in ("tuf", "securesystemslib", "cryptography") if name in sys.modules]
    if found:
        print(found, file=sys.stderr)
        import os
        os._exit(3)
atexit.register(look_again)
"""


def main() -> None:
    """Print medians and ratios, offscreen."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else RUNS
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        company = Publishing(folder / "company")
        company.publish(1)
        company.send()
        (company.folder / "1.root.json").write_bytes(company.root)
        said = {"update_folder": str(company.share)}
        (company.folder / "defaults.json").write_text(json.dumps(said), "utf-8")
        homes = {name: folder / name for name in ("without", "with")}
        Board(homes["with"] / "packs").take(company.pack(1))
        write_kept(homes["with"] / "notices.json", Kept(datetime.now(UTC)))
        codes = {
            "without": _NO_FRAMEWORK + REAL,
            "with": _NO_FRAMEWORK + _FLEET.format(folder=str(company.folder)) + REAL,
        }
        hindering = ("PYTHONDONTWRITEBYTECODE", "PYTHONUNBUFFERED")
        kept = {name: value for name, value in os.environ.items() if name not in hindering}
        kept |= {"DBUS_SESSION_BUS_ADDRESS": "disabled:", "QT_QPA_PLATFORM": "offscreen"}
        kept["PYTHONPATH"] = str(Path(__file__).resolve().parents[2])
        found: dict[str, dict[str, list[tuple[float, float]]]] = {name: {} for name in codes}
        for turn in range(runs + 1):  # the first compiles and builds the index
            for name, code in codes.items():
                times = start(code, kept | {"HANDBOOK_HOME": str(homes[name])})
                for mark, time in times.items():
                    found[name].setdefault(mark, []).extend([time] if turn else [])
        for mark in found["with"]:
            for column, kind in enumerate(("wall", "CPU")):
                one, other = (
                    statistics.median(t[column] for t in found[name][mark]) for name in ("with", "without")
                )
                print(f"{mark:10} {kind:4} {one:6.0f} ms with, {other:6.0f} ms without: {one / other:.3f} x")
        print(f"goal ≤ {GOAL} x")


if __name__ == "__main__":
    main()
