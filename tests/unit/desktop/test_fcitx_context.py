"""What is said to Fcitx and read from it, in both dialects, over a bus that a test plays."""

import sys
import time
from collections.abc import Iterator

import pytest

from handbook.desktop.fcitx.context import (
    PATIENCE_S,
    Came,
    Committed,
    Composed,
    Fcitx4,
    FcitxContext,
    FcitxGone,
    Key,
    Portal,
    Told,
    Went,
    dialect_for,
    session_fcitx,
)
from tests.unit.desktop.played_bus import FOUR, PORTAL, PlayedBus

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
    assert session_fcitx(":0") is None


LETTER = Key(0x6E, 57, 0, 100)
LONGEST_S = 5.0


@pytest.fixture
def bus() -> Iterator[PlayedBus]:
    made = PlayedBus()
    yield made
    made.close()


def told_by(context: FcitxContext, count: int) -> list[Told]:
    """The next `count` things, each waited for."""
    told: list[Told] = []
    until = time.monotonic() + LONGEST_S
    while len(told) < count:
        assert time.monotonic() < until, told
        told += context.told()
        time.sleep(0.005)
    return told


@pytest.mark.parametrize("name", [FOUR, PORTAL])
def test_one_that_runs_is_spoken_to(bus: PlayedBus, name: str) -> None:
    bus.start(name)
    context = FcitxContext(bus.connect(), ":0")
    assert told_by(context, 1) == [Came()]
    assert context.takes(LETTER)
    assert told_by(context, 1) == [Composed("n", 1)]
    bus.commit("暖气")  # by itself, as when a candidate is clicked
    assert told_by(context, 1) == [Committed("暖气")]


@pytest.mark.parametrize("name", [FOUR, PORTAL])
def test_one_that_comes_later_is_told_at_once(bus: PlayedBus, name: str) -> None:
    context = FcitxContext(bus.connect(), ":0")
    assert not context.takes(LETTER)
    bus.start(name)
    assert told_by(context, 1) == [Came()]
    assert context.takes(LETTER)


@pytest.mark.parametrize("name", [FOUR, PORTAL])
def test_one_that_is_killed_is_told_at_once_and_so_is_the_next(bus: PlayedBus, name: str) -> None:
    bus.start(name)
    context = FcitxContext(bus.connect(), ":0")
    told_by(context, 1)
    bus.kill()
    assert told_by(context, 1) == [Went()]
    assert not context.takes(LETTER)
    bus.start(name)
    assert told_by(context, 1) == [Came()]
    assert context.takes(LETTER)


def test_one_that_hangs_holds_up_a_single_key(bus: PlayedBus) -> None:
    bus.start(PORTAL)
    context = FcitxContext(bus.connect(), ":0")
    told_by(context, 1)
    bus.stop()
    begun = time.monotonic()
    assert [context.takes(LETTER) for _ in range(20)] == [False] * 20
    context.focus(is_in=True)
    assert PATIENCE_S <= time.monotonic() - begun < 2 * PATIENCE_S
    assert context.told() == [Went()]


def test_one_that_goes_on_is_there_again_without_what_it_made_of_that_key(bus: PlayedBus) -> None:
    bus.start(PORTAL)
    context = FcitxContext(bus.connect(), ":0")
    told_by(context, 1)
    bus.stop()
    assert not context.takes(LETTER)  # which is the program's own from here on
    bus.go_on()
    assert told_by(context, 2) == [Went(), Came()]
    assert context.takes(LETTER)
    assert told_by(context, 1) == [Composed("n", 1)]


def test_one_that_hangs_while_it_starts_holds_up_nothing(bus: PlayedBus) -> None:
    bus.start(PORTAL)
    bus.stop()
    begun = time.monotonic()
    context = FcitxContext(bus.connect(), ":0")
    assert not context.takes(LETTER)
    assert time.monotonic() - begun < PATIENCE_S
    bus.go_on()
    assert told_by(context, 1) == [Came()]


def test_one_that_hangs_and_is_killed_makes_place_for_the_next(bus: PlayedBus) -> None:
    bus.start(FOUR)
    context = FcitxContext(bus.connect(), ":0")
    told_by(context, 1)
    bus.stop()
    assert not context.takes(LETTER)
    bus.kill()
    bus.start(FOUR)
    assert told_by(context, 2) == [Went(), Came()]
    assert context.takes(LETTER)


def test_what_it_refuses_begins_anew(bus: PlayedBus) -> None:
    bus.start(FOUR)
    context = FcitxContext(bus.connect(), ":0")
    told_by(context, 1)
    bus.refuses = True
    with pytest.raises(FcitxGone):
        context.takes(LETTER)


def test_a_bus_that_ends_is_told(bus: PlayedBus) -> None:
    context = FcitxContext(bus.connect(), ":0")
    bus.end()
    with pytest.raises(FcitxGone):
        context.told()
    context.close()


def test_a_bus_that_hangs_is_not_waited_for(bus: PlayedBus) -> None:
    connection = bus.connect()
    bus.is_deaf = True
    begun = time.monotonic()
    with pytest.raises(FcitxGone):
        FcitxContext(connection, ":0")
    assert time.monotonic() - begun < 2 * PATIENCE_S
