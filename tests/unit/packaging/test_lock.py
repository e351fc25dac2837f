"""The lock fits the requirements of the project, for both platforms."""

import re
from pathlib import Path

import pytest

from handbook.packaging.build_error import BuildError
from handbook.packaging.lock import declared, normal, read_lock, wheels_for


@pytest.mark.parametrize("platform", ["linux", "windows"])
def test_lock_holds_every_declared_requirement(repository: Path, platform: str) -> None:
    lock = read_lock(repository / "resources" / "packaging" / "wheels.lock")
    locked = {wheel.name: wheel.version for wheel in wheels_for(lock, platform)}
    for requirement in declared(repository / "pyproject.toml"):
        name = normal(re.split(r"[<>=!~ ]", requirement)[0])
        assert name in locked, requirement
        exact = re.search(r"==([\w.]+)", requirement)
        assert exact is None or exact[1] == locked[name], requirement


def test_lock_holds_the_tools_of_the_build(repository: Path) -> None:
    lock = read_lock(repository / "resources" / "packaging" / "wheels.lock")
    locked = {f"{wheel.name}=={wheel.version}" for wheel in lock}
    assert set(declared(repository / "pyproject.toml", "build")) <= locked


def test_both_platforms_carry_the_same_versions(repository: Path) -> None:
    lock = read_lock(repository / "resources" / "packaging" / "wheels.lock")
    linux, windows = ({(w.name, w.version) for w in wheels_for(lock, p)} for p in ("linux", "windows"))
    assert linux == windows


def test_a_line_that_is_no_wheel_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "wheels.lock"
    path.write_text("# head\nx-1-py3-none-any.whl both sha256=zz\n", "utf-8")
    with pytest.raises(BuildError, match=":2:"):
        read_lock(path)
