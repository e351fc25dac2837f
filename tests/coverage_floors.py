"""Coverage data of a test run go in; the branch coverage of each room beside its floor comes out, 1 if one lies below.

A room is a package right under ``handbook``, here one without Qt; its floor stands in ``[tool.handbook.coverage]`` of pyproject.toml, in
percent of statements and branches together, as coverage reports them.
"""

import json
import sys
import tempfile
import tomllib
from collections.abc import Mapping
from pathlib import Path

from coverage import Coverage
from coverage.exceptions import CoverageException

ROOT = Path(__file__).parents[1]
PACKAGE = "handbook"


def floors(pyproject: Path) -> dict[str, float]:
    """Room -> the least percentage that its coverage may have."""
    table = tomllib.loads(pyproject.read_text(encoding="utf-8"))["tool"][PACKAGE]["coverage"]
    return {room: float(floor) for room, floor in table.items()}


def percentages(report: Mapping[str, object]) -> dict[str, float]:
    """Room -> covered percent, from a JSON report of coverage; files right under the package belong to no room."""
    covered: dict[str, int] = {}
    all_of: dict[str, int] = {}
    files = report["files"]
    assert isinstance(files, dict)
    for name, file in files.items():
        parts = Path(name).parts
        place = len(parts) - 1 - parts[::-1].index(PACKAGE)
        if place + 2 >= len(parts):
            continue
        room = parts[place + 1]
        summary = file["summary"]
        covered[room] = covered.get(room, 0) + summary["covered_lines"] + summary["covered_branches"]
        all_of[room] = all_of.get(room, 0) + summary["num_statements"] + summary["num_branches"]
    return {room: 100 * covered[room] / count for room, count in all_of.items() if count}


def shortfalls(found: Mapping[str, float], wanted: Mapping[str, float]) -> list[str]:
    """A sentence for each room below its floor, without a floor, or without data."""
    told = [
        f"{room}: {found[room]:.1f} %, floor {floor:g} %"
        for room, floor in wanted.items()
        if room in found and found[room] < floor
    ]
    told += [f"{room}: no data; was it measured?" for room in wanted if room not in found]
    told += [f"{room}: no floor in [tool.{PACKAGE}.coverage]" for room in found if room not in wanted]
    return told


def main(data_file: Path, pyproject: Path = ROOT / "pyproject.toml") -> int:
    """Print what was found; 0 = every room stands on or above its floor, 1 = one does not, 2 = nothing was measured."""
    wanted = floors(pyproject)
    try:
        found = percentages(_report(data_file, pyproject))
    except CoverageException as error:
        print(f"no coverage data in {data_file}: {error}. Run `poe measured-test` first.", file=sys.stderr)
        return 2
    for room, percent in sorted(found.items()):
        print(f"{room:12} {percent:5.1f} %  (floor {wanted.get(room, 0):g} %)")
    told = shortfalls(found, wanted)
    for sentence in told:
        print(sentence, file=sys.stderr)
    return 1 if told else 0


def _report(data_file: Path, pyproject: Path) -> dict[str, object]:
    measured = Coverage(data_file=str(data_file), config_file=str(pyproject))
    measured.load()
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.json"
        measured.json_report(outfile=str(report))
        content: dict[str, object] = json.loads(report.read_text(encoding="utf-8"))
    return content


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / ".coverage"))
