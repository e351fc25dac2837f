"""Chinese is typed with Fcitx 4 and with Fcitx 5 into the installed package for older systems: real keys, a bare X server.

Run with: python build_installer.py --target deb-compat && pytest -m slow tests/packaging/test_input_method.py
Needs what test_linux_install.py needs. That the words arrived is read from what the program keeps of the call.
"""

import shutil
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.packaging.installed import SUFFIXES, install_deb, kept_events, product, shown_window, wait
from tests.packaging.minimal_root import OLDEST, MinimalRoot, make_base, why_not

pytestmark = [pytest.mark.slow, pytest.mark.skipif(why_not() != "", reason=why_not())]
_DESK = """#!/bin/sh
export DBUS_SESSION_BUS_ADDRESS=unix:path=/home/u/bus QT_IM_MODULE=fcitx XMODIFIERS=@im=fcitx
dbus-daemon --session --nofork --address=$DBUS_SESSION_BUS_ADDRESS &
until [ -S /home/u/bus ]; do sleep 0.1; done
{fcitx} &
exec gongre-handbook
"""
"""Logging in: the session's bus, the input method, the program."""


@dataclass(frozen=True, slots=True)
class _Fcitx:
    """One version, as Debian 11 has it."""

    packages: tuple[str, ...]
    command: str
    program: str
    profile: str
    """File below the user's settings."""
    chosen: str
    """What stands there: keys of a keyboard, and pinyin beside them."""


_VERSIONS = {
    "fcitx 4": _Fcitx(
        ("dbus", "fcitx-bin", "fcitx-module-dbus", "fcitx-pinyin", "fcitx-ui-classic"),
        "fcitx -D",
        "fcitx",
        "fcitx/profile",
        "[Profile]\nEnabledIMList=fcitx-keyboard-us:True,pinyin:True\n",
    ),
    "fcitx 5": _Fcitx(
        ("dbus", "fcitx5", "fcitx5-pinyin"),
        "fcitx5",
        "fcitx5",
        "fcitx5/profile",
        "[Groups/0]\nName=Default\nDefault Layout=us\nDefaultIM=pinyin\n"
        "[Groups/0/Items/0]\nName=keyboard-us\nLayout=\n"
        "[Groups/0/Items/1]\nName=pinyin\nLayout=\n"
        "[GroupOrder]\n0=Default\n",
    ),
}


@pytest.fixture(params=_VERSIONS)
def fcitx(request: pytest.FixtureRequest) -> _Fcitx:
    """The version that is typed with."""
    return _VERSIONS[request.param]


@pytest.fixture
def root(repository: Path, fcitx: _Fcitx, tmp_path: Path) -> Iterator[MinimalRoot]:
    """A fresh root with the package and that Fcitx."""
    deb = product(repository, f"gongre-handbook_*_amd64{SUFFIXES[OLDEST]}.deb")
    base = make_base(repository / "build" / f"minimal-root-{OLDEST}", OLDEST)
    made = MinimalRoot(base, tmp_path / "root")
    install_deb(made, deb)
    made.as_root("apt-get", "install", "-y", "-qq", "--no-install-recommends", *fcitx.packages)
    profile = made.home / ".config" / fcitx.profile
    profile.parent.mkdir(parents=True)
    profile.write_text(fcitx.chosen, "utf-8")
    (made.home / "desk.sh").write_text(_DESK.format(fcitx=fcitx.command), "utf-8")
    made.as_root("chown", "-R", "u:u", "/home/u")
    yield made
    shutil.rmtree(made.folder, ignore_errors=True)


def test_chinese_is_typed(root: MinimalRoot, fcitx: _Fcitx, tmp_path: Path) -> None:
    """GIVEN a call WHEN pinyin is typed into the address and chosen THEN the Chinese is kept, and no letter."""
    screen = root.on_screen("sh desk.sh")
    try:
        screen.act("xdotool", "windowfocus", shown_window(screen))
        wait(lambda: screen.pids(fcitx.program), "Fcitx does not run")
        time.sleep(3)  # the index is opened after the window was painted
        for key in ("ctrl+n", "F2", "ctrl+space"):
            screen.act("xdotool", "key", key)
            time.sleep(1)
        for word in ("nuanqi", "bure"):
            screen.act("xdotool", "type", "--delay", "80", word)
            time.sleep(1)
            screen.act("xdotool", "key", "space")
            time.sleep(1)
        screen.act("import", "-window", "root", str(tmp_path / "typed.png"))
        screen.act("xdotool", "key", "Tab")  # a field that is left is kept
        entered = "FieldEntered"
        wait(
            lambda: entered in [event["type"] for event in kept_events(root, tmp_path / "copy")],
            "no address was kept",
        )
        kept = [event["text"] for event in kept_events(root, tmp_path / "copy") if event["type"] == entered]
        assert kept[-1] == "暖气不热"
    finally:
        for name in (fcitx.program, "dbus-daemon"):
            screen.kill_hard(name)
        screen.close()
