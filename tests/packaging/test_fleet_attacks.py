"""The attacks on an update folder against the installed program: its own child refuses each, and its window shows what it showed.

Run with: python build_installer.py --target tar, unpack it, and
HANDBOOK_PRODUCT=…/program/handbook pytest -m slow tests/packaging/test_fleet_attacks.py

The window is asked from outside, by what it tells a screen reader. `tests/e2e/test_fleet_attacks.py` holds the attacks and
runs them against the same child from source.
"""

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from handbook.aboard import CONTENT, MANIFEST, on_board
from handbook.bulletin.kept import read_kept
from handbook.fleet.trust.roles import FIRST_ROOT
from handbook.model.typesetting import full_width
from tests.e2e.test_fleet_attacks import ON_CONTENT, ON_NOTICES, Attacked, is_plain
from tests.packaging.publishing import Publishing
from tests.packaging.screen_reader import Screen, why_not
from tests.unit.fleet.company import copy_tree
from tests.unit.fleet.test_pack import changed

PRODUCT = os.environ.get("HANDBOOK_PRODUCT", "")
LIMIT_S = 180.0
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform != "linux", reason="asks the window under Xvfb"),
    pytest.mark.skipif(not PRODUCT, reason="HANDBOOK_PRODUCT names no program"),
    pytest.mark.skipif(why_not() != "", reason=why_not()),
]
SAID = "内容 2026.12"
"""What the window says of pack 1; the shipped content and those of attackers are of other versions."""
ESTATE = "汇锦庄园"


class Seat:
    """The installed program at a desk: its files, its defaults, and the home of its user."""

    def __init__(self, program: Path, company: Attacked, home: Path) -> None:
        self.program = program
        self.home = home
        said = {"update_folder": str(company.share), "seat": "A07"}
        (program.parent / "defaults.json").write_text(json.dumps(said), "utf-8")
        (program.parent / FIRST_ROOT).write_bytes(company.root)

    @property
    def environment(self) -> dict[str, str]:
        hindering = ("PYTHONPATH", "HANDBOOK_HOME")
        kept = {name: value for name, value in os.environ.items() if name not in hindering}
        return kept | {"HANDBOOK_HOME": str(self.home), "QT_QPA_PLATFORM": "offscreen"}

    def run(self, *words: str, **more: str) -> str:
        done = subprocess.run(
            [self.program, *words],
            env=self.environment | more,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
            timeout=LIMIT_S,
            check=False,
        )
        assert done.returncode in (0, 1), done.stderr
        return done.stdout

    def look(self, **more: str) -> dict[str, Any]:
        """What the child says of one visit."""
        return dict(json.loads(self.run("update", "--json", **more)))

    def stay_for_a_visit(self) -> list[dict[str, Any]]:
        """What the child that stays says until its first visit is over; then its window goes away."""
        child = subprocess.Popen(
            [self.program, "update", "--stay"],
            env=self.environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        assert child.stdin is not None
        assert child.stdout is not None
        said: list[dict[str, Any]] = []
        with child.stdin, child.stdout:
            while not said or said[-1]["kind"] != "visit":
                said.append(json.loads(child.stdout.readline()))
            child.stdin.close()
            assert child.wait(LIMIT_S) == 0
        return said

    def opened(self, screen: Screen) -> "subprocess.Popen[bytes]":
        """The window, on `screen`."""
        return subprocess.Popen(
            [self.program],
            env=screen.environment | {"HANDBOOK_HOME": str(self.home)},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )

    def window_says(self, screen: Screen, *expected: str) -> list[str]:
        """What the window tells a screen reader once all of `expected` is among it."""
        words = (*expected, "搜索")
        window = self.opened(screen)
        try:
            for one in words[:-1]:
                screen.wait_for(one)
            told = screen.wait_for(words[-1])
            mapped = Path(f"/proc/{window.pid}/maps").read_text("utf-8")
            assert "QtWidgets" in mapped
            assert "cryptography" not in mapped  # signatures are checked in a process of its own
            return told
        finally:
            window.kill()
            window.wait(LIMIT_S)


def _link(source: str, target: str) -> None:
    try:
        os.link(source, target)
    except OSError:
        shutil.copy2(source, target)


@pytest.fixture(scope="module")
def screen() -> Iterator[Screen]:
    made = Screen()
    yield made
    made.close()


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The product, beside which a company's defaults may be laid."""
    product = Path(PRODUCT).resolve()
    folder = tmp_path_factory.mktemp("product") / "program"
    shutil.copytree(product.parent, folder, copy_function=_link)
    return folder / product.name


@pytest.fixture(scope="module")
def settled(tmp_path_factory: pytest.TempPathFactory, program: Path) -> tuple[Publishing, Path]:
    """A company that published pack 1 and notice T-1, and the home of a desk that took both."""
    company = Publishing(tmp_path_factory.mktemp("company"))
    company.publish(1)
    copy_tree(company.share, company.folder / "before")
    company.send(ESTATE)
    seat = Seat(program, company, tmp_path_factory.mktemp("home"))
    assert [one["kind"] for one in seat.stay_for_a_visit()] == ["notices", "alive", "visit"]
    seat.run("index")
    return company, seat.home


@pytest.fixture
def company(settled: tuple[Publishing, Path], tmp_path: Path) -> Publishing:
    return settled[0].moved(tmp_path / "company")


@pytest.fixture
def seat(settled: tuple[Publishing, Path], company: Publishing, program: Path, tmp_path: Path) -> Seat:
    shutil.copytree(settled[1], tmp_path / "home")
    return Seat(program, company, tmp_path / "home")


def older_program(company: Attacked) -> None:
    company.publish(2, oldest_program="9.0")


def zip_bomb(company: Attacked) -> None:
    """Each file is small enough, all of them are not."""
    files = {f"{CONTENT}/scripts/scr-{n}.yaml": bytes(7 * 1024 * 1024) for n in range(12)}
    company.pack_by_editor(changed(company.pack(2), lambda held: held.update(files)))


def lying_list(company: Attacked) -> None:
    def other_words(held: dict[str, bytes]) -> None:
        held[f"{CONTENT}/handbook.yaml"] = b'version: "2026.99"\n'

    company.pack_by_editor(changed(company.pack(2), other_words, relist=False))


def no_handbook(company: Attacked) -> None:
    """Whole, signed and listed, and nothing that a window could show."""
    with ZipFile(BytesIO(company.pack(2))) as archive:
        head = json.loads(archive.read(MANIFEST))
    packed = BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED) as archive:
        archive.writestr(MANIFEST, json.dumps(head | {"files": {}}))
    company.pack_by_editor(packed.getvalue())


ATTACKS = [*ON_CONTENT, older_program, zip_bomb, lying_list, no_handbook]


@pytest.mark.parametrize("attack", [pytest.param(one, id=one.__name__) for one in ATTACKS])
def test_the_window_shows_what_it_showed_and_says_why(
    company: Publishing, seat: Seat, screen: Screen, attack: Callable[[Attacked], None]
) -> None:
    attack(company)
    visit = seat.look()
    assert (visit["state"], visit["number"]) in (("stopped", 1), ("too_new", 1))
    assert is_plain(visit["words"]), visit["words"]
    aboard = on_board(seat.home / "packs")
    assert aboard is not None
    assert aboard.manifest.number == 1
    assert not list(seat.home.rglob("evil.yaml"))
    assert "版本 2026.12" in seat.run("doctor")
    told = seat.window_says(screen, SAID, full_width(visit["words"]))
    assert [line.split()[1] for line in told if line.startswith("内容 ") and line.endswith("条")] == [
        "2026.12"
    ]
    print(f"\n{attack.__name__:32} {visit['words']}")


@pytest.mark.parametrize("attack", [pytest.param(one, id=one.__name__) for one in ON_NOTICES])
def test_the_notices_stay_and_their_moment_stands_still(
    company: Publishing, seat: Seat, attack: Callable[[Attacked], None]
) -> None:
    kept = read_kept(seat.home / "notices.json")
    assert kept is not None
    assert [one.estate for one in kept.notices] == [ESTATE]
    attack(company)
    said = seat.stay_for_a_visit()
    assert [one["kind"] for one in said] == ["alive", "alive", "visit"]
    assert is_plain(said[0]["words"]), said[0]["words"]
    assert read_kept(seat.home / "notices.json") == kept
    print(f"\n{attack.__name__:32} {said[0]['words']}")


def test_a_pack_is_shown_soon_after_the_click(company: Publishing, seat: Seat, screen: Screen) -> None:
    """The child took it and its index was built before it is offered: what is left after the click is short."""
    company.publish(2)
    window = seat.opened(screen)
    try:
        screen.wait_for(SAID)
        screen.wait_for("现在换")
        screen.press("F5")
        began = time.monotonic()
        screen.wait_for("内容 2026.13")
        print(f"\nshown {time.monotonic() - began:.1f} s after the click, as a screen reader hears it")
    finally:
        window.kill()
        window.wait(LIMIT_S)
