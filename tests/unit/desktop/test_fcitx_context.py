"""What is said to Fcitx and read from it, in both dialects, over a bus of its own where one can be started."""

import sys

import pytest

from handbook.desktop.fcitx.context import Fcitx4, Key, Portal, dialect_for, running_fcitx

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="Fcitx is an input method of Linux")
KEY = Key(0x6E, 57, 4, 1234, is_release=True)


@pytest.mark.parametrize(
    ("services", "display", "dialect", "service"),
    [
        (["org.fcitx.Fcitx-0"], ":0", Fcitx4, "org.fcitx.Fcitx-0"),
        (["org.fcitx.Fcitx-96"], ":96.0", Fcitx4, "org.fcitx.Fcitx-96"),
        (["org.fcitx.Fcitx-0"], ":96", Fcitx4, "org.fcitx.Fcitx-0"),
        (["org.fcitx.Fcitx-0", "org.freedesktop.portal.Fcitx"], ":0", Portal, "org.freedesktop.portal.Fcitx"),
    ],
)
def test_who_is_there_tells_how_to_speak(
    services: list[str], display: str, dialect: type, service: str
) -> None:
    found = dialect_for(services, display)
    assert isinstance(found, dialect) and isinstance(found, Fcitx4 | Portal)
    assert found.service == service


def test_nobody_there() -> None:
    assert dialect_for(["org.freedesktop.DBus", "org.freedesktop.IBus"], ":0") is None


def test_types_of_a_key() -> None:
    assert Fcitx4("s").key(KEY) == ("uuuiu", (0x6E, 57, 4, 1, 1234))
    assert Portal("s").key(KEY) == ("uuubu", (0x6E, 57, 4, True, 1234))


def test_paths_of_a_context() -> None:
    assert Fcitx4("s").path((7, True, 0, 0, 0, 0)) == "/inputcontext_7"
    assert Portal("s").path(("/org/freedesktop/portal/inputcontext/3", b"")).endswith("/3")


@pytest.mark.parametrize("address", ["", "unix:path=/nowhere/bus", "tcp:host=x", "nonsense"])
def test_without_a_bus_there_is_none(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", address)
    assert running_fcitx(":0") is None
