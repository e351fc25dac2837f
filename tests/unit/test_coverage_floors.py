"""Every room has a floor of coverage, and the check fails where one lies below it."""

import tomllib
from pathlib import Path

import pytest
from coverage import Coverage

from handbook.paths import PACKAGE
from tests.coverage_floors import floors, main, percentages, shortfalls

_REPORT = {
    "files": {
        "handbook/keys.py": {
            "summary": {
                "num_statements": 9,
                "num_branches": 0,
                "covered_lines": 0,
                "covered_branches": 0,
            }
        },
        "handbook/call/desk.py": {
            "summary": {
                "num_statements": 60,
                "num_branches": 20,
                "covered_lines": 60,
                "covered_branches": 10,
            }
        },
        "handbook/call/state/run.py": {
            "summary": {
                "num_statements": 20,
                "num_branches": 0,
                "covered_lines": 20,
                "covered_branches": 0,
            }
        },
    }
}


_PYPROJECT = PACKAGE.parent / "pyproject.toml"


def test_every_room_without_qt_that_has_its_own_tests_has_a_floor() -> None:
    tool = tomllib.loads(_PYPROJECT.read_text(encoding="utf-8"))["tool"]
    (no_qt,) = (c for c in tool["importlinter"]["contracts"] if c["name"] == "No Qt below export")
    below = {name.split(".")[1] for name in no_qt["source_modules"] if name.count(".") == 1}
    tests = PACKAGE.parent / "tests" / "unit"
    rooms = {room for room in below if (tests / room).is_dir() and (PACKAGE / room).is_dir()}
    wanted = floors(_PYPROJECT)
    assert set(wanted) == rooms
    assert all(90 <= floor <= 100 for floor in wanted.values())
    assert {Path(source).name for source in tool["coverage"]["run"]["source"]} == rooms


def test_the_check_runs_each_test_once() -> None:
    tasks = tomllib.loads(_PYPROJECT.read_text(encoding="utf-8"))["tool"]["poe"]["tasks"]
    measured = {word for word in tasks["measured-test"]["ref"].split() if word.startswith("tests/")}
    left_out = {word.removeprefix("--ignore=") for word in tasks["other-tests"]["ref"].split()[1:]}
    assert measured == left_out == {f"tests/unit/{room}" for room in floors(_PYPROJECT)}
    assert {"measured-test", "coverage", "other-tests"} <= set(tasks["check"])


def test_statements_and_branches_of_a_room_count_together() -> None:
    assert percentages(_REPORT) == {"call": 90.0}


@pytest.mark.parametrize(
    ("wanted", "told"),
    [
        ({"call": 90.0}, ""),
        ({"call": 90.5}, "call: 90.0 %, floor 90.5 %"),
        ({"call": 90.0, "ui": 80.0}, "ui: no data"),
        ({}, "call: no floor"),
    ],
)
def test_a_room_below_its_floor_is_told(wanted: dict[str, float], told: str) -> None:
    sentences = shortfalls(percentages(_REPORT), wanted)
    assert len(sentences) == bool(told)
    assert all(sentence.startswith(told) for sentence in sentences)


def _measured(folder: Path) -> Path:
    """Data of a run in which a room of three statements ran but for one branch."""
    room = folder / "handbook" / "call"
    room.mkdir(parents=True)
    file = room / "desk.py"
    file.write_text("def asked(wanted):\n    if wanted:\n        return 1\n    return 2\n")
    data = folder / "data"
    measured = Coverage(data_file=str(data), branch=True, include=[str(folder / "*")], config_file=False)
    measured.get_data().add_arcs({str(file): [(-1, 1), (1, -1), (-1, 2), (2, 3), (3, -1)]})
    measured.get_data().write()
    return data


@pytest.mark.parametrize(("floor", "code"), [(60, 0), (95, 1)])
def test_the_check_can_fail(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    floor: int,
    code: int,
) -> None:
    data = _measured(tmp_path)
    pyproject = tmp_path / "pyproject.toml"
    pyproject.write_text(f"[tool.handbook.coverage]\ncall = {floor}\n")
    assert main(data, pyproject) == code
    said = capsys.readouterr()
    assert "call" in said.out
    assert ("floor 95 %" in said.err) is (code == 1)


def test_without_data_the_check_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(tmp_path / "none") == 2
    assert "poe measured-test" in capsys.readouterr().err
