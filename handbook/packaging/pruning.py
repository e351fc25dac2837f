"""A frozen program goes in; it keeps the Qt plug-ins named here, the libraries they reach, and nothing else."""

import re
from pathlib import Path

from handbook.packaging.commands import run
from handbook.packaging.elf import elf_files, needed_by
from handbook.packaging.freezing import INSIDE
from handbook.packaging.never_used import FILES
from handbook.packaging.trees import files_below, remove_empty_folders, remove_matching

PLUGINS = frozenset(
    {
        "platforms/libqxcb.so",
        "platforms/libqwayland.so",
        "platforms/libqoffscreen.so",  # the self-test, and command-line export on a server
        "platforminputcontexts/libibusplatforminputcontextplugin.so",
        "platforminputcontexts/libcomposeplatforminputcontextplugin.so",
        "platformthemes/libqxdgdesktopportal.so",
        "imageformats/libqsvg.so",
        "imageformats/libqico.so",
        "iconengines/libqsvgicon.so",
        "printsupport/libcupsprintersupport.so",
        "wayland-shell-integration/libxdg-shell.so",
        "wayland-decoration-client/libbradient.so",
    }
)
_WILDCARDS = (
    *FILES,
    "**/*.a",
    "**/pkgconfig",
    "PySide6/Qt/qml",
    "PySide6/Qt/resources",
    "numpy/**/tests",
    "*.dist-info/RECORD",
    "*.dist-info/INSTALLER",
    "*.dist-info/REQUESTED",
    "*.dist-info/direct_url.json",
)
_SYSTEM = re.compile(
    # Every desktop has these; they must match its drivers, its fonts, its session, or its C library.
    r"(ld-linux.*|lib(c|m|dl|pthread|rt|util|resolv|gcc_s|stdc\+\+|GL|EGL|GLX|OpenGL|GLdispatch|X11|X11-xcb|xcb|Xau|Xdmcp"
    r"|fontconfig|freetype|glib-2\.0|gobject-2\.0|gio-2\.0|gthread-2\.0|gmodule-2\.0|dbus-1|cups|drm|wayland-.*"
    r"|z|expat|uuid))\.so\..*"
)


def prune(tree: Path) -> list[str]:
    """Delete what is not needed from `tree`; the system libraries that the rest needs (sonames)."""
    inside = tree / INSIDE
    remove_matching(inside, _WILDCARDS)
    _keep_plugins(inside / "PySide6" / "Qt" / "plugins")
    _keep_translations(inside / "PySide6" / "Qt" / "translations")
    for path in files_below(inside):
        if _SYSTEM.fullmatch(path.name):
            path.unlink()
    outside = _drop_unreached(tree)
    _drop_dangling(inside)
    remove_empty_folders(inside)
    _strip(inside)
    return outside


def _keep_plugins(folder: Path) -> None:
    for path in files_below(folder):
        if path.relative_to(folder).as_posix() not in PLUGINS:
            path.unlink()


def _keep_translations(folder: Path) -> None:
    for path in files_below(folder):
        if path.name != "qtbase_zh_CN.qm":
            path.unlink()


def _drop_unreached(tree: Path) -> list[str]:
    """Delete libraries that nothing needs, found from the program, the extension modules and the plug-ins on."""
    binaries = elf_files(tree)
    needs = needed_by(binaries)
    by_name = {path.name: path for path in binaries}
    reached = {path for path in binaries if _is_root(path)}
    waiting = list(reached)
    outside = set()
    while waiting:
        for name in needs[waiting.pop()]:
            path = by_name.get(name)
            if path is None:
                outside.add(name)
            elif path not in reached:
                reached.add(path)
                waiting.append(path)
    for path in set(binaries) - reached:
        path.unlink()
    return sorted(outside)


def _is_root(path: Path) -> bool:
    """Whether Python or Qt opens the file by itself."""
    is_module = ".cpython-" in path.name or ".abi3.so" in path.name or "lib-dynload" in path.parts
    is_shared_base = path.name.startswith(("libpyside6.", "libshiboken6."))
    is_opened = (
        path.name.startswith(("libpython", "libpdfium.")) or "plugins" in path.parts or ".so" not in path.name
    )
    return (is_module and not is_shared_base) or is_opened


def _drop_dangling(folder: Path) -> None:
    for path in files_below(folder):
        if path.is_symlink() and not path.exists():
            path.unlink()


def _strip(inside: Path) -> None:
    """Drop debugging symbols of Python itself; the wheels come without."""
    paths = [p for p in files_below(inside) if p.name.startswith("libpython") or "lib-dynload" in p.parts]
    run(["strip", "--strip-unneeded", *(p for p in paths if not p.is_symlink())], limit_s=300)
