"""The locks fit the requirements of the project, for each platform."""

import re
from pathlib import Path

import pytest

from handbook.packaging.build_error import BuildError
from handbook.packaging.linux_kind import COMPAT, TODAY
from handbook.packaging.lock import (
    LOCKS,
    OTHERWISE,
    PLATFORMS,
    LockedWheel,
    declared,
    name_of,
    read_lock,
    wanted_by,
    wheels_for,
)

_PURPOSES = [(lock, purpose) for lock, purposes in LOCKS.items() for purpose in purposes]


def _lock(repository: Path, name: str) -> list[LockedWheel]:
    return read_lock(repository / "resources" / "packaging" / name)


@pytest.mark.parametrize(("lock", "purpose"), _PURPOSES)
def test_lock_holds_every_declared_requirement(repository: Path, lock: str, purpose: str) -> None:
    wheels = _lock(repository, lock)
    shipped = [w for w in wheels if w.platform == "build"] if purpose == "build" else []
    locked = {wheel.name: wheel.version for wheel in shipped or wheels_for(wheels, purpose)}
    for requirement in wanted_by(lock, repository / "pyproject.toml", purpose):
        name = name_of(requirement)
        assert name in locked, requirement
        exact = re.search(r"==([\w.]+)", requirement)
        if exact is not None and "," not in requirement:
            assert exact[1] == locked[name], requirement


@pytest.mark.parametrize("lock", LOCKS)
def test_lock_holds_the_tools_of_the_build(repository: Path, lock: str) -> None:
    locked = {f"{wheel.name}=={wheel.version}" for wheel in _lock(repository, lock)}
    assert set(declared(repository / "pyproject.toml", "build")) <= locked


def test_both_platforms_carry_the_same_versions(repository: Path) -> None:
    lock = _lock(repository, "wheels.lock")
    linux, windows = ({(w.name, w.version) for w in wheels_for(lock, p)} for p in ("linux", "windows"))
    assert linux == windows


def test_the_packages_for_older_systems_differ_in_qt_alone(repository: Path) -> None:
    today, older = (
        {w.name: w.version for w in wheels_for(_lock(repository, kind.lock), "linux")}
        for kind in (TODAY, COMPAT)
    )
    assert today.keys() == older.keys()
    assert {name for name in today if today[name] != older[name]} == {"pyside6-essentials", "shiboken6"}


def test_every_wheel_for_older_systems_says_that_it_starts_there(repository: Path) -> None:
    for wheel in _lock(repository, COMPAT.lock):
        tags = wheel.file.removesuffix(".whl").split("-")[-1].split(".")
        assert {"any", *PLATFORMS[COMPAT.platform], "manylinux1_x86_64"} & set(tags), wheel.file


def test_what_is_locked_otherwise_lies_within_the_project_s_range(repository: Path) -> None:
    """As far as a range is written here: at least, not of a series, below."""
    asked = {name_of(r): r for r in declared(repository / "pyproject.toml")}
    for changed in OTHERWISE.values():
        for name, requirement in changed.items():
            version = tuple(map(int, requirement.split("==")[1].split(".")))
            for sign, bound in re.findall(r"(>=|<|!=)([\d.]+)", asked[name]):
                number = tuple(int(part) for part in bound.split(".") if part)
                fits = {
                    ">=": version >= number,
                    "<": version < number,
                    "!=": version[: len(number)] != number,
                }
                assert fits[sign], (requirement, sign, bound)


def test_a_line_that_is_no_wheel_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "wheels.lock"
    path.write_text("# head\nx-1-py3-none-any.whl both sha256=zz\n", "utf-8")
    with pytest.raises(BuildError, match=":2:"):
        read_lock(path)
