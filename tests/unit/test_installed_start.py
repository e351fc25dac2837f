"""An installed copy: data beside a portable program, an input method that is reached."""

import sys
from pathlib import Path

import pytest

from handbook.installed_start import prepare_environment


def test_portable_copy_keeps_its_data_beside_it(tmp_path: Path) -> None:
    (tmp_path / "portable.txt").touch()
    environment: dict[str, str] = {}
    prepare_environment(environment, tmp_path)
    assert environment["HANDBOOK_HOME"] == str(tmp_path / "data")


@pytest.mark.parametrize("is_portable", [True, False])
def test_a_home_that_was_named_stays(tmp_path: Path, is_portable: bool) -> None:
    if is_portable:
        (tmp_path / "portable.txt").touch()
    environment = {"HANDBOOK_HOME": "/elsewhere"}
    prepare_environment(environment, tmp_path)
    assert environment["HANDBOOK_HOME"] == "/elsewhere"


@pytest.mark.skipif(
    sys.platform != "linux", reason="input methods are named by the environment on Linux only"
)
@pytest.mark.parametrize(
    ("before", "after"),
    [
        ({}, None),
        ({"QT_IM_MODULE": "fcitx"}, "fcitx"),
        ({"XMODIFIERS": "@im=fcitx"}, None),
        ({"XMODIFIERS": "@im=ibus"}, "ibus"),
        ({"XMODIFIERS": "@im=ibus", "QT_IM_MODULE": "compose"}, "compose"),
        ({"XMODIFIERS": "@im=ibus", "QT_IM_MODULES": "wayland"}, None),
    ],
)
def test_ibus_is_named_where_the_session_names_it(before: dict[str, str], after: str | None) -> None:
    environment = dict(before)
    prepare_environment(environment, None)
    assert environment.get("QT_IM_MODULE") == after
