"""Looks, before Qt is started, whether a window can be shown: Qt aborts the process where it cannot."""

import ctypes
import importlib.util
import os
import sys
from dataclasses import dataclass
from pathlib import Path

_HEADLESS = ("offscreen", "minimal", "vnc")


@dataclass(frozen=True, slots=True)
class DisplayState:
    """Whether a window can be shown."""

    platform: str
    """Qt platform that will be used, such as xcb, wayland, windows, offscreen."""
    obstacle: str = ""
    """Why not, as a plain sentence that says how to mend it; empty where a window can be shown."""


def check_display() -> DisplayState:
    """The state of the display of this process."""
    wanted = os.environ.get("QT_QPA_PLATFORM", "").split(":")[0].split(";")[0]
    missing = _missing_library()
    if missing:
        return DisplayState(wanted or "?", missing)
    if wanted in _HEADLESS:
        return DisplayState(wanted)
    if sys.platform != "linux":
        return DisplayState(wanted or sys.platform)
    return _check_linux(wanted)


def _check_linux(wanted: str) -> DisplayState:
    wayland = os.environ.get("WAYLAND_DISPLAY", "")
    if (wanted.startswith("wayland") or not wanted) and wayland and _wayland_socket(wayland).exists():
        return DisplayState("wayland")
    display = os.environ.get("DISPLAY", "")
    if not display:
        return DisplayState(
            wanted or "xcb",
            "这里没有图形显示(环境变量 DISPLAY 和 WAYLAND_DISPLAY 都没有设置),打不开窗口。"
            "请在桌面环境里启动;命令行可用:handbook search 关键词。",
        )
    missing = _missing_in_plugin("libqxcb.so")
    if missing:
        return DisplayState("xcb", missing)
    if not _x_server_answers(display):
        return DisplayState(
            "xcb", f"连不上图形显示 DISPLAY={display},打不开窗口。请检查显示服务是否在运行、是否允许连接。"
        )
    return DisplayState("xcb")


def _wayland_socket(name: str) -> Path:
    return Path(os.environ.get("XDG_RUNTIME_DIR", "/nonexistent")) / name


def _missing_library() -> str:
    """A sentence that names the system library without which Qt itself cannot be loaded."""
    try:
        from PySide6 import QtGui, QtWidgets  # noqa: F401
    except ImportError as error:
        return _sentence(str(error))
    return ""


def _missing_in_plugin(name: str) -> str:
    spec = importlib.util.find_spec("PySide6")
    folders = list(spec.submodule_search_locations or ()) if spec else []
    for folder in folders:
        plugin = Path(folder) / "Qt" / "plugins" / "platforms" / name
        if plugin.is_file():
            try:
                ctypes.CDLL(str(plugin))
            except OSError as error:
                return _sentence(str(error))
    return ""


def _sentence(error: str) -> str:
    library = error.split(":", 1)[0].strip()
    if ".so" not in library:
        return f"界面库 PySide6 载入失败:{error}。请重新安装本程序。"
    return (
        f"缺少系统库 {library},打不开窗口。请让管理员安装它"
        "(Debian/Ubuntu:apt install libgl1 libegl1 libglib2.0-0 libfontconfig1 libdbus-1-3 libxkbcommon0 "
        "libxkbcommon-x11-0 libxcb-cursor0 libxcb-icccm4 libxcb-keysyms1 libxcb-shape0)。"
    )


def _x_server_answers(display: str) -> bool:
    try:
        xcb = ctypes.CDLL("libxcb.so.1")
    except OSError:
        return True  # let Qt find out
    xcb.xcb_connect.restype = ctypes.c_void_p
    xcb.xcb_connect.argtypes = [ctypes.c_char_p, ctypes.c_void_p]
    xcb.xcb_connection_has_error.argtypes = [ctypes.c_void_p]
    xcb.xcb_disconnect.argtypes = [ctypes.c_void_p]
    connection = xcb.xcb_connect(display.encode(), None)
    answers = bool(xcb.xcb_connection_has_error(connection) == 0)
    xcb.xcb_disconnect(connection)
    return answers
