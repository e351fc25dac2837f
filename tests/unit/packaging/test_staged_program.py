"""The staged program as a package carries it: byte code alone, content and index inside, installed by a user, used, removed.

The short version of tests/packaging: this machine's Python and Qt take the place of those that a package brings.
"""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from handbook.packaging.build_error import BuildError
from handbook.packaging.plan import BuildPlan
from handbook.packaging.staging import bundle_content, check_content, stage_program
from tests.packaging.company import check_defaults, lay_defaults, take_away

_STARTER = f"""#!{sys.executable}
import os, sys
sys.executable, sys.frozen = os.path.abspath(__file__), True
sys.path.insert(0, os.path.join(os.path.dirname(os.path.realpath(__file__)), "app"))
"""


@pytest.fixture(scope="module")
def plan(repository: Path, tmp_path_factory: pytest.TempPathFactory) -> BuildPlan:
    """A plan over a copy of the sources, staged."""
    root = tmp_path_factory.mktemp("sources")
    for name in ("handbook", "content", "resources"):
        shutil.copytree(repository / name, root / name, ignore=shutil.ignore_patterns("__pycache__"))
    made = BuildPlan(root=root, epoch=1_700_000_000, version="1.2.3")
    stage_program(made)
    bundle_content(made, Path(sys.executable))
    return made


@pytest.fixture(scope="module")
def unpacked(plan: BuildPlan, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the tarball of the staged program holds."""
    folder = tmp_path_factory.mktemp("tree")
    tree = folder / "program"
    shutil.copytree(plan.stage / "handbook", tree / "app" / "handbook")
    words = [sys.executable, "-m", "handbook.packaging.byte_code", str(tree / "app")]
    subprocess.run(words, cwd=plan.root, check=True, timeout=120)
    launcher = (plan.root / "handbook" / "packaging" / "launcher_script.py").read_text("utf-8")
    (tree / "handbook").write_text(_STARTER + launcher, "utf-8")
    (tree / "handbook").chmod(0o755)
    (folder / "share").mkdir()
    for name, place in (
        ("install.sh", "."),
        ("gongre-handbook.desktop", "share"),
        ("gongre-handbook.svg", "share"),
    ):
        shutil.copy(plan.parts / name, folder / place)
    return folder


def _run(home: Path, *words: str | Path) -> str:
    kept = {n: os.environ[n] for n in ("LD_LIBRARY_PATH", "FONTCONFIG_FILE") if n in os.environ}
    environment = {**kept, "HOME": str(home), "PATH": "/usr/bin:/bin", "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(
        [*map(str, words)],
        env={**environment, "DBUS_SESSION_BUS_ADDRESS": "disabled:", "LC_ALL": "C.UTF-8"},
        cwd=home,
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def _files(folder: Path) -> set[str]:
    return {p.relative_to(folder).as_posix() for p in folder.rglob("*") if not p.is_dir()}


@pytest.mark.skipif(sys.platform == "win32", reason="install.sh is for Linux")
def test_installed_used_and_removed(unpacked: Path, tmp_path: Path) -> None:
    home = tmp_path / "家"
    home.mkdir()
    _run(home, "sh", unpacked / "install.sh")
    program = home / ".local/lib/gongre-handbook"
    command = home / ".local/bin/gongre-handbook"
    assert not [p for p in (program / "app").rglob("*.py") if "_bundled" not in p.parts]

    hits = json.loads(_run(home, command, "search", "上热下凉", "--json", "--limit", "5"))
    assert "上热下凉" in hits[0]["title"]
    assert "_bundled/index" in _run(home, command, "doctor")  # the index that travels along is the one in use

    lay_defaults(program, "/srv/更新")
    check_defaults(lambda *words: _run(home, command, *words), "/srv/更新")
    take_away(program)

    _run(home, "sh", unpacked / "install.sh", "remove")
    assert all(name.startswith((".local/share/gongre-handbook", ".cache")) for name in _files(home))


def test_an_error_in_the_content_stops_the_build(plan: BuildPlan) -> None:
    broken = BuildPlan(root=plan.root, epoch=plan.epoch, version="broken")
    stage_program(broken)
    path = next((broken.stage / "content" / "procedures").glob("*.yaml"))
    path.write_text(path.read_text("utf-8").replace("title:", "titel:", 1), "utf-8")
    with pytest.raises(BuildError, match=path.name):
        check_content(broken, Path(sys.executable))
