"""The packages in a Debian without Python, Qt, Chinese fonts or network: installed, used, killed, removed.

Those for UOS 20 and Kylin V10 SP1 in the oldest Debian that can be had, the others in the one of today. Run with:
python build_installer.py --target deb --target tar --target deb-compat --target tar-compat
&& pytest -m slow tests/packaging/test_linux_install.py
Needs root, and the Debian packages debootstrap, xvfb, xdotool, imagemagick and poppler-utils.
"""

import json
import shutil
import sqlite3
import subprocess
import time
import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.helpers.unpacking import unpack
from tests.packaging.company import check_defaults, lay_defaults, take_away
from tests.packaging.minimal_root import OLDEST, TODAY, MinimalRoot, Screen, make_base, why_not

pytestmark = [pytest.mark.slow, pytest.mark.skipif(why_not() != "", reason=why_not())]
PROGRAM = "handbook"
_SUFFIXES = {TODAY: "", OLDEST: "_compat"}
"""Of the products that are for the system."""


def _product(repository: Path, pattern: str) -> Path:
    found = sorted((repository / "dist").glob(pattern))
    if not found:
        pytest.skip(f"dist/{pattern} is not built")
    return found[-1]


@pytest.fixture(scope="module", params=_SUFFIXES)
def suite(request: pytest.FixtureRequest) -> str:
    """The system that the package is tried on."""
    return str(request.param)


@pytest.fixture(scope="module")
def base(repository: Path, suite: str) -> Path:
    """The base system, kept in build/."""
    return make_base(repository / "build" / f"minimal-root-{suite}", suite)


@pytest.fixture
def deb(repository: Path, suite: str) -> Path:
    """The package for that system."""
    return _product(repository, f"gongre-handbook_*_amd64{_SUFFIXES[suite]}.deb")


@pytest.fixture
def root(base: Path, tmp_path: Path) -> Iterator[MinimalRoot]:
    """A fresh root."""
    made = MinimalRoot(base, tmp_path / "root")
    yield made
    shutil.rmtree(made.folder, ignore_errors=True)


def _install_deb(root: MinimalRoot, deb: Path) -> None:
    shutil.copy(deb, root.folder / "tmp" / deb.name)
    root.as_root("apt-get", "update", "-qq")
    root.as_root("apt-get", "install", "-y", "-qq", "--no-install-recommends", f"/tmp/{deb.name}")


def _wait(is_so: Callable[[], object], what: str, limit_s: float = 60) -> None:
    until = time.monotonic() + limit_s
    while not is_so():
        assert time.monotonic() < until, what
        time.sleep(0.2)


def _events(root: MinimalRoot, scratch: Path) -> list[str]:
    """Types of the events in the journal of calls, read from a copy of the user's database."""
    folder = root.home / ".local/share/gongre-handbook"
    shutil.rmtree(scratch, ignore_errors=True)
    shutil.copytree(folder, scratch)
    with sqlite3.connect(scratch / "calls.db") as database:
        rows = database.execute("SELECT * FROM event").fetchall()
    texts = (value for row in rows for value in row if isinstance(value, str) and value.startswith("{"))
    return [json.loads(text)["type"] for text in texts]


def _use_and_kill(root: MinimalRoot, command: str, tmp_path: Path) -> None:
    """GIVEN the window WHEN a list is pinned, answered and the program killed THEN all is there at the next start."""
    screen = root.on_screen(command)
    try:
        window = _window(screen)
        screen.act("xdotool", "windowfocus", window)
        time.sleep(3)  # the index is opened after the window was painted
        screen.act("xdotool", "type", "--delay", "80", "shangre")
        time.sleep(2)
        screen.act("xdotool", "key", "ctrl+Return")
        _wait(lambda: "Pinned" in _events(root, tmp_path / "copy"), "the list was not pinned")
        time.sleep(1)
        screen.act("xdotool", "key", "1")
        _wait(lambda: "Answered" in _events(root, tmp_path / "copy"), "the answer was not kept")
        picture = tmp_path / "window.png"
        screen.act("import", "-window", "root", str(picture))
        assert picture.stat().st_size > 60_000, "the window is blank"
        before = _events(root, tmp_path / "copy")
        screen.kill_hard(PROGRAM)
        _wait(lambda: not screen.pids(PROGRAM), "the program lives on")
    finally:
        screen.close()
    again = root.on_screen(command)
    try:
        _window(again)
        time.sleep(3)
        assert _events(root, tmp_path / "copy")[: len(before)] == before
        again.act("import", "-window", "root", str(tmp_path / "after_kill.png"))
    finally:
        again.close()


def _window(screen: Screen) -> str:
    found: list[str] = []

    def look() -> bool:
        try:
            found[:] = screen.act("xdotool", "search", "--onlyvisible", "--name", "^供热速查$").split()
        except AssertionError:  # none yet
            return False
        return bool(found)

    _wait(look, "no window appeared")
    return found[0]


def _search_and_export(root: MinimalRoot, command: str, tmp_path: Path) -> None:
    hits = json.loads(root.as_user(f"{command} search 上热下凉 --json --limit 5"))
    assert hits
    assert "上热下凉" in hits[0]["title"]
    assert "不热" in json.loads(root.as_user(f"{command} search 暖器不热 --json --limit 5"))[0]["title"]
    root.as_user(f"{command} export {hits[0]['id']} --format pdf --quiet -o card.pdf")
    text = tmp_path / "card.txt"
    subprocess.run(["pdftotext", str(root.home / "card.pdf"), str(text)], check=True, timeout=60)
    plain = "".join(unicodedata.normalize("NFKC", text.read_text("utf-8")).split())
    assert "".join(hits[0]["title"].split()) in plain
    (root.home / "card.pdf").unlink()


def test_deb_from_install_to_removal(deb: Path, root: MinimalRoot, tmp_path: Path) -> None:
    _install_deb(root, deb)
    assert not list(root.folder.glob("usr/bin/python3*"))
    said = root.as_user("gongre-handbook --selftest")
    assert "自检通过" in said
    assert "ibus" in said
    _search_and_export(root, "gongre-handbook", tmp_path)
    _use_and_kill(root, "gongre-handbook", tmp_path)
    program = root.folder / "usr/lib/gongre-handbook"
    lay_defaults(program, "/srv/updates")
    check_defaults(lambda *words: root.as_user(" ".join(["gongre-handbook", *words])), "/srv/updates")
    take_away(program)
    root.as_root("apt-get", "remove", "-y", "-qq", "gongre-handbook")
    left = {name for name in root.files() if "gongre" in name}
    assert left
    assert all(name.startswith("home/u/.local/share/gongre-handbook") for name in left)


def test_tar_for_a_user_without_rights(
    repository: Path, suite: str, deb: Path, root: MinimalRoot, tmp_path: Path
) -> None:
    archive = _product(repository, f"gongre-handbook-*-linux-x86_64{_SUFFIXES[suite]}.tar.xz")
    _install_deb(root, deb)  # brings the libraries that every desktop has …
    root.as_root("apt-get", "remove", "-y", "-qq", "gongre-handbook")  # … and leaves only those
    before = root.files()
    unpack(archive, root.home / "unpacked")
    folder = next((root.home / "unpacked").iterdir()).name
    root.as_user(f"./unpacked/{folder}/install.sh")
    command = ".local/bin/gongre-handbook"
    assert "自检通过" in root.as_user(f"{command} --selftest")
    _search_and_export(root, command, tmp_path)
    root.as_user(f"./unpacked/{folder}/install.sh update")
    root.as_user(f"./unpacked/{folder}/install.sh remove")
    shutil.rmtree(root.home / "unpacked")
    left = {name for name in root.files() - before if not name.startswith("home/u/.cache")}
    data = "home/u/.local/share/gongre-handbook"
    assert all(name.startswith(data) or data.startswith(name) for name in left)
