"""The Windows packages under wine: installed silently in a path with Chinese, tried, removed without a trace.

Run with: python build_installer.py --target win-nsis --target win-msi && pytest -m slow tests/packaging/test_windows_install.py
Needs wine (64-bit), xvfb and gcc-mingw-w64-x86-64-win32. Wine 8 lacks two libraries and the complex numbers of Windows' C
library; they are lent (tests/packaging/wine.py). What only a real Windows can tell, the trial sheet asks.
"""

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path, PureWindowsPath

import pytest

from tests.packaging.company import check_defaults, lay_defaults, take_away
from tests.packaging.wine import Wine

_NEEDED = ("wine", "wineboot", "wineserver", "Xvfb", "x86_64-w64-mingw32-gcc", "x86_64-w64-mingw32-objdump")
_MISSING = [name for name in _NEEDED if shutil.which(name) is None]
pytestmark = [pytest.mark.slow, pytest.mark.skipif(bool(_MISSING), reason=f"missing: {' '.join(_MISSING)}")]
DISPLAY = ":98"


@pytest.fixture(scope="module")
def wine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Wine]:
    """A fresh Windows on a virtual screen."""
    screen = subprocess.Popen(["Xvfb", DISPLAY, "-screen", "0", "1500x950x24", "-nolisten", "tcp"])
    made = Wine(tmp_path_factory.mktemp("wine") / "prefix", DISPLAY)
    yield made
    made.stop()
    screen.terminate()
    screen.wait(timeout=60)


def _product(repository: Path, pattern: str) -> Path:
    found = sorted((repository / "dist").glob(pattern))
    if not found:
        pytest.skip(f"dist/{pattern} is not built")
    return found[-1]


def _lend(wine: Wine, program: Path, scratch: Path) -> None:
    library = program / "Lib"
    wine.add_missing_libraries(library / "PySide6" / "Qt6Core.dll", scratch)
    wine.lend_complex_numbers(next(library.glob("numpy/_core/_multiarray_umath.*.pyd")), scratch)


def _try(wine: Wine, program: Path) -> None:
    tried = wine.run(program / "handbook-cli.exe", "--selftest")
    assert tried.returncode == 0, tried.stdout + tried.stderr
    assert "自检通过" in tried.stdout
    assert "随程序的索引" in tried.stdout
    found = wine.run(program / "handbook-cli.exe", "search", "上热下凉", "--limit", "1")
    assert "上热下凉" in found.stdout
    assert "不热" in wine.run(program / "handbook-cli.exe", "search", "暖器不热", "--limit", "1").stdout


def _files(folder: Path) -> set[str]:
    return {p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file()}


def test_setup_installs_silently_and_leaves_nothing(repository: Path, wine: Wine, tmp_path: Path) -> None:
    setup = _product(repository, "*-setup.exe")
    before = _files(wine.drive / "users")
    assert wine.run(setup, "/S", "/D=C:\\客服手册").returncode == 0
    program = wine.drive / "客服手册"
    _lend(wine, program, tmp_path)
    _try(wine, program)
    lay_defaults(program, "S:/updates")
    check_defaults(
        lambda *words: wine.run(program / "handbook-cli.exe", *words).stdout,
        str(PureWindowsPath("S:/updates")),
    )
    take_away(program)
    kept = program / "留言.txt"
    kept.write_text("not of the program", "utf-8")
    wine.run(
        program / "uninstall.exe", "/S", "_?=C:\\客服手册"
    )  # without _? it copies itself and comes back at once
    left = _files(program) - {"uninstall.exe"}  # it cannot delete itself when it runs in place
    assert left == {"留言.txt"}
    added = {n for n in _files(wine.drive / "users") - before if "gongre" in n.lower() or "供热" in n}
    assert all("Local/gongre-handbook" in name for name in added)


def test_msi_installs_and_leaves_nothing(repository: Path, wine: Wine, tmp_path: Path) -> None:
    package = _product(repository, "*.msi")
    installed = wine.run("msiexec", "/i", f"Z:{package}".replace("/", "\\"), "/qn")
    assert installed.returncode == 0, installed.stderr
    program = wine.drive / "Program Files" / "gongre-handbook"
    _lend(wine, program, tmp_path)
    _try(wine, program)
    removed = wine.run("msiexec", "/x", f"Z:{package}".replace("/", "\\"), "/qn")
    assert removed.returncode == 0, removed.stderr
    assert not program.exists() or _files(program) == set()
