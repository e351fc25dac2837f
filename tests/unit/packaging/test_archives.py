"""Archives: the same bytes from the same files, whenever and wherever they are packed; dpkg reads the package."""

import os
import shutil
import subprocess
import tarfile
import zipfile
from pathlib import Path

import pytest

from handbook.packaging.archives import members_of, with_folders, write_tar_xz
from handbook.packaging.deb import write_deb
from handbook.packaging.plan import BuildPlan
from handbook.packaging.tarball import write_tarball
from handbook.packaging.zip_files import tree_files, write_zip
from tests.helpers.unpacking import unpack

EPOCH = 1_700_000_000


def _tree(folder: Path, when: int) -> Path:
    (folder / "_internal").mkdir(parents=True)
    (folder / "handbook").write_bytes(b"\x7fELF program")
    (folder / "handbook").chmod(0o755)
    (folder / "_internal" / "内容.txt").write_text("上热下凉", "utf-8")
    (folder / "_internal" / "lib.so").symlink_to("内容.txt")
    for path in folder.rglob("*"):
        os.utime(path, (when, when), follow_symlinks=False)
    return folder


def test_tar_hangs_neither_on_times_nor_on_place(tmp_path: Path) -> None:
    for number, when in enumerate((1, 2_000_000_000)):
        tree = _tree(tmp_path / str(number), when)
        write_tar_xz(tmp_path / f"{number}.tar.xz", with_folders(members_of(tree, "top/program")), EPOCH)
    assert (tmp_path / "0.tar.xz").read_bytes() == (tmp_path / "1.tar.xz").read_bytes()


def test_tar_keeps_modes_links_and_chinese(tmp_path: Path) -> None:
    tree = _tree(tmp_path / "tree", 1)
    write_tar_xz(tmp_path / "a.tar.xz", with_folders(members_of(tree, "top")), EPOCH)
    with tarfile.open(tmp_path / "a.tar.xz") as archive:
        found = {m.name: m for m in archive}
        assert found["top/handbook"].mode == 0o755
        assert found["top/_internal/lib.so"].linkname == "内容.txt"
        assert found["top/_internal"].isdir()
        assert {m.mtime for m in found.values()} == {EPOCH}
        assert {m.uid for m in found.values()} == {0}


def test_zip_hangs_neither_on_times_nor_on_place(tmp_path: Path) -> None:
    for number, when in enumerate((1, 2_000_000_000)):
        tree = _tree(tmp_path / str(number), when)
        (tree / "_internal" / "lib.so").unlink()
        write_zip(tmp_path / f"{number}.zip", tree_files(tree, "top"), EPOCH)
    assert (tmp_path / "0.zip").read_bytes() == (tmp_path / "1.zip").read_bytes()
    with zipfile.ZipFile(tmp_path / "0.zip") as archive:
        assert archive.read("top/_internal/内容.txt").decode() == "上热下凉"


@pytest.fixture
def plan(repository: Path, tmp_path: Path) -> BuildPlan:
    """A plan over a copy of the parts, so that nothing in the checkout is written."""
    root = tmp_path / "root"
    shutil.copytree(repository / "resources" / "packaging", root / "resources" / "packaging")
    (root / "build").mkdir()
    return BuildPlan(root=root, epoch=EPOCH, version="1.2.3")


def test_package_is_one_that_dpkg_reads(plan: BuildPlan, tmp_path: Path) -> None:
    if shutil.which("dpkg-deb") is None:
        pytest.skip("no dpkg on this system")
    deb = tmp_path / "a.deb"
    write_deb(plan, _tree(tmp_path / "tree", 1), "libc6 (>= 2.34)", "", deb)

    def ask(*words: str) -> str:
        return subprocess.run(["dpkg-deb", *words], capture_output=True, text=True, check=True).stdout

    assert ask("--field", str(deb), "Package", "Version", "Depends").splitlines() == [
        "Package: gongre-handbook",
        "Version: 1.2.3",
        "Depends: libc6 (>= 2.34)",
    ]
    listed = ask("--contents", str(deb))
    for name in (
        "./usr/bin/gongre-handbook -> ../lib/gongre-handbook/handbook",
        "./usr/lib/gongre-handbook/handbook",
        "./usr/share/applications/gongre-handbook.desktop",
        "./usr/share/icons/hicolor/scalable/apps/gongre-handbook.svg",
        "./usr/share/man/man1/gongre-handbook.1.gz",
        "./usr/share/doc/gongre-handbook/copyright",
        "./usr/share/doc/gongre-handbook/trial_sheet.html",
    ):
        assert name in listed


def test_package_is_reproducible(plan: BuildPlan, tmp_path: Path) -> None:
    tree = _tree(tmp_path / "tree", 1)
    for name in ("a.deb", "b.deb"):
        write_deb(plan, tree, "libc6", "", tmp_path / name)
    assert (tmp_path / "a.deb").read_bytes() == (tmp_path / "b.deb").read_bytes()


def _installer(folder: Path, home: Path, *words: str) -> subprocess.CompletedProcess[str]:
    environment = {"HOME": str(home), "PATH": "/usr/bin:/bin"}
    return subprocess.run(
        ["sh", str(folder / "install.sh"), *words],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def unpacked(plan: BuildPlan, tmp_path: Path) -> Path:
    """The tarball of a tiny program, unpacked."""
    tree = _tree(tmp_path / "tree", 1)
    (tree / "handbook").write_text("#!/bin/sh\necho started\n")
    write_tarball(plan, tree, tmp_path / "a.tar.xz")
    unpack(tmp_path / "a.tar.xz", tmp_path / "out")
    return tmp_path / "out" / "gongre-handbook-1.2.3"


def _files(folder: Path) -> set[str]:
    return {p.relative_to(folder).as_posix() for p in folder.rglob("*") if not p.is_dir()}


def test_tarball_carries_the_trial_sheet_beside_its_notes(unpacked: Path) -> None:
    assert {"安装说明.txt", "试用检查表.html"} <= {p.name for p in unpacked.iterdir()}


def test_user_without_rights_installs_updates_and_removes(unpacked: Path, tmp_path: Path) -> None:
    home = tmp_path / "home of 用户"
    (home / ".local/share/gongre-handbook").mkdir(parents=True)
    (home / ".local/share/gongre-handbook/calls.db").write_text("calls")
    before = _files(home)
    assert _installer(unpacked, home).returncode == 0
    program = home / ".local/lib/gongre-handbook"
    started = subprocess.run(
        [home / ".local/bin/gongre-handbook"], capture_output=True, text=True, check=True
    )
    assert started.stdout == "started\n"
    assert (
        str(program / "handbook") in (home / ".local/share/applications/gongre-handbook.desktop").read_text()
    )

    (program / "stale.so").write_text("of the old version")
    (program / "defaults.json").write_text("{}")
    assert _installer(unpacked, home, "update").returncode == 0
    assert not (program / "stale.so").exists()
    assert (program / "defaults.json").exists()

    assert _installer(unpacked, home, "remove").returncode == 0
    assert _files(home) == before


def test_what_others_put_beside_the_program_stays(unpacked: Path, tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    assert _installer(unpacked, home).returncode == 0
    program = home / ".local/lib/gongre-handbook"
    for name in (
        "本单位 1/values.yaml",
        "data/calls.db",
        "defaults.json",
        "portable.txt",
        "_internal/old/stale.so",
    ):
        (program / name).parent.mkdir(parents=True, exist_ok=True)
        (program / name).write_text(name)
    assert _installer(unpacked, home, "update").returncode == 0
    assert (program / "本单位 1/values.yaml").read_text() == "本单位 1/values.yaml"
    assert {"data", "defaults.json", "portable.txt"} <= {p.name for p in program.iterdir()}
    assert not (program / "_internal/old").exists()

    assert _installer(unpacked, home, "remove").returncode == 0
    assert _files(home) == {".local/lib/gongre-handbook/data/calls.db"}
    assert _installer(unpacked, home, "remove", "--with-data").returncode == 0
    assert _files(home) == set()


def test_update_that_cannot_be_copied_keeps_the_old_program(unpacked: Path, tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    assert _installer(unpacked, home).returncode == 0
    shutil.rmtree(unpacked / "program")
    done = _installer(unpacked, home)
    assert done.returncode == 1
    assert "原来的程序没有动" in done.stderr
    assert (home / ".local/lib/gongre-handbook/handbook").exists()
    assert not (home / ".local/lib/gongre-handbook.new").exists()
