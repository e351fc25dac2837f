"""Whether a window can be shown is found out before Qt would abort the process."""

import sys
from pathlib import Path

import pytest

from handbook.desktop.display_check import check_display

linux_only = pytest.mark.skipif(sys.platform != "linux", reason="displays are asked for on Linux alone")


@pytest.fixture(autouse=True)
def bare(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No display of any sort."""
    for name in ("QT_QPA_PLATFORM", "DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))


@pytest.mark.parametrize("name", ["offscreen", "minimal", "offscreen:enable_fonts", "vnc;xcb"])
def test_headless_platforms_need_nothing(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setenv("QT_QPA_PLATFORM", name)
    state = check_display()
    assert state.obstacle == ""
    assert name.startswith(state.platform)


@linux_only
def test_without_a_display_one_sentence_says_so() -> None:
    state = check_display()
    assert "DISPLAY" in state.obstacle
    assert "handbook search" in state.obstacle
    assert "\n" not in state.obstacle


@linux_only
def test_a_display_that_does_not_answer_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISPLAY", ":9731")
    state = check_display()
    assert state.platform == "xcb"
    assert state.obstacle
    assert ":9731" in state.obstacle or "缺少系统库" in state.obstacle


@linux_only
def test_a_wayland_socket_is_enough(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-7")
    (tmp_path / "wayland-7").touch()
    assert (check_display().platform, check_display().obstacle) == ("wayland", "")


@linux_only
def test_an_absolute_wayland_socket_is_found(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    socket = tmp_path / "elsewhere"
    socket.touch()
    monkeypatch.setenv("WAYLAND_DISPLAY", str(socket))
    assert check_display().obstacle == ""


@linux_only
def test_a_dead_wayland_socket_is_no_display(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-gone")
    assert check_display().obstacle
