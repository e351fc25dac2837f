"""The packages in a Debian without Python, Qt, Chinese fonts or network: installed, used, killed, removed.

Those for UOS 20 and Kylin V10 SP1 in the oldest Debian that can be had, the others in the one of today. Run with:
python build_installer.py --target deb --target tar --target deb-compat --target tar-compat
&& pytest -m slow tests/packaging/test_linux_install.py
Needs root, and the Debian packages debootstrap, xvfb, xdotool, imagemagick and poppler-utils.
"""

import json
import shutil
import subprocess
import time
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.helpers.unpacking import unpack
from tests.packaging.company import check_defaults, lay_defaults, take_away
from tests.packaging.installed import SUFFIXES, install_deb, kept_events, product, shown_window, wait
from tests.packaging.minimal_root import MinimalRoot, make_base, why_not

pytestmark = [pytest.mark.slow, pytest.mark.skipif(why_not() != "", reason=why_not())]
PROGRAM = "handbook"


@pytest.fixture(scope="module", params=SUFFIXES)
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
    return product(repository, f"gongre-handbook_*_amd64{SUFFIXES[suite]}.deb")


@pytest.fixture
def root(base: Path, tmp_path: Path) -> Iterator[MinimalRoot]:
    """A fresh root."""
    made = MinimalRoot(base, tmp_path / "root")
    yield made
    shutil.rmtree(made.folder, ignore_errors=True)


def _use_and_kill(root: MinimalRoot, command: str, tmp_path: Path) -> None:
    """GIVEN the window WHEN a list is pinned, answered and the program killed THEN all is there at the next start."""
    screen = root.on_screen(command)
    try:
        window = shown_window(screen)
        screen.act("xdotool", "windowfocus", window)
        time.sleep(3)  # the index is opened after the window was painted
        screen.act("xdotool", "type", "--delay", "80", "shangre")
        time.sleep(2)
        screen.act("xdotool", "key", "ctrl+Return")
        wait(lambda: "Pinned" in _types(root, tmp_path), "the list was not pinned")
        time.sleep(1)
        screen.act("xdotool", "key", "1")
        wait(lambda: "Answered" in _types(root, tmp_path), "the answer was not kept")
        picture = tmp_path / "window.png"
        screen.act("import", "-window", "root", str(picture))
        assert picture.stat().st_size > 60_000, "the window is blank"
        before = _types(root, tmp_path)
        screen.kill_hard(PROGRAM)
        wait(lambda: not screen.pids(PROGRAM), "the program lives on")
    finally:
        screen.close()
    again = root.on_screen(command)
    try:
        shown_window(again)
        time.sleep(3)
        assert _types(root, tmp_path)[: len(before)] == before
        again.act("import", "-window", "root", str(tmp_path / "after_kill.png"))
    finally:
        again.close()


def _types(root: MinimalRoot, tmp_path: Path) -> list[str]:
    return [event["type"] for event in kept_events(root, tmp_path / "copy")]


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
    install_deb(root, deb)
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
    archive = product(repository, f"gongre-handbook-*-linux-x86_64{SUFFIXES[suite]}.tar.xz")
    install_deb(root, deb)  # brings the libraries that every desktop has …
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
