"""Whatever stands in a content folder: it is read, or named with a rule and a way to mend it; nothing hangs or raises."""

import os
import socket
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from handbook.content import folder_walk
from handbook.content.library import ContentFolders, cached_file, existing_folders, open_content
from handbook.content.loader import load_content
from handbook.content.revision import stamp
from handbook.errors import UsageError

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="links, pipes and rights of POSIX")

NOTE = """
id: {0}
title: 阀门井位置
summary: 一条试用的说明。
asks: [片区泵房在哪]
tags: [站点]
severity: 一般
sources:
  - {{title: 据通识, confidence: 据通识, note: 内部整理}}
owner: 客服培训组
reviewed: 2026-11-20
review_by: 2027-09-30
key_points: [井盖开着要报。]
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A folder with one entry."""
    folder = tmp_path / "site"
    (folder / "knowledge").mkdir(parents=True)
    write_note(folder / "knowledge", "kn-plain")
    return folder


def write_note(folder: Path, name: str) -> Path:
    path = folder / f"{name}.yaml"
    path.write_text(NOTE.format(name), "utf-8")
    return path


def found(root: Path) -> tuple[list[str], list[tuple[str, str]]]:
    """Ids of the entries that are read, and file and rule of every problem."""
    content = load_content(root)
    return sorted(e.id for e in content.handbook), [(p.file, p.rule) for p in content.problems]


def test_a_sound_folder_has_no_problem(root: Path) -> None:
    assert found(root) == (["kn-plain"], [])


@pytest.mark.parametrize("target", [".", "..", "../..", "../../..", "/"])
def test_a_link_that_leads_back_is_named_once_and_the_rest_is_read(root: Path, target: str) -> None:
    (root / "knowledge" / "loop").symlink_to(target)
    assert found(root) == (["kn-plain"], [("knowledge/loop", "link-loop")])


def test_links_that_lead_to_each_other_end(root: Path) -> None:
    for name, other in (("a", "b"), ("b", "a")):
        folder = root / "knowledge" / name
        folder.mkdir()
        write_note(folder, f"kn-{name}")
        (folder / "over").symlink_to(f"../{other}")
    ids, problems = found(root)
    assert ids == ["kn-a", "kn-b", "kn-plain"]
    assert problems == [("knowledge/a/over", "link-loop"), ("knowledge/b/over", "link-loop")]


def test_many_links_to_the_same_folders_cost_no_more_than_the_folders(root: Path) -> None:
    for level in range(20):  # two links each: a million ways to the last one
        folder = root / "knowledge" / f"level-{level:02}"
        folder.mkdir()
        for way in "ab":
            (folder / way).symlink_to(f"../level-{level + 1:02}")
    ids, _ = found(root)
    assert ids == ["kn-plain"]


def test_a_link_to_itself_is_named(root: Path) -> None:
    (root / "knowledge" / "self").symlink_to("self")
    (root / "knowledge" / "kn-self.yaml").symlink_to("kn-self.yaml")
    assert found(root) == (
        ["kn-plain"],
        [("knowledge/kn-self.yaml", "unreadable"), ("knowledge/self", "unreadable")],
    )


def test_a_link_out_of_the_folder_is_followed(root: Path, tmp_path: Path) -> None:
    (tmp_path / "shared").mkdir()
    write_note(tmp_path / "shared", "kn-far")
    (root / "knowledge" / "far").symlink_to(tmp_path / "shared")
    (root / "knowledge" / "kn-near.yaml").symlink_to(write_note(tmp_path, "kn-near"))
    assert found(root) == (["kn-far", "kn-near", "kn-plain"], [])


@pytest.mark.parametrize("name", ["kn-gone.yaml", "gone"])
def test_a_link_to_nowhere_is_named(root: Path, name: str) -> None:
    (root / "knowledge" / name).symlink_to("/nowhere/at/all")
    assert found(root) == (["kn-plain"], [(f"knowledge/{name}", "dangling-link")])


def _pipe(path: Path) -> None:
    os.mkfifo(path)


def _socket(path: Path) -> None:
    here = os.open(".", os.O_RDONLY)
    os.chdir(path.parent)  # a name of a socket is short
    try:
        with socket.socket(socket.AF_UNIX) as made:
            made.bind(path.name)
    finally:
        os.fchdir(here)
        os.close(here)


def _device(path: Path) -> None:
    path.symlink_to("/dev/zero")


@pytest.mark.parametrize("make", [_pipe, _socket, _device])
def test_what_is_no_file_is_named_and_not_opened(root: Path, make: Callable[[Path], None]) -> None:
    make(root / "knowledge" / "kn-odd.yaml")
    assert found(root) == (["kn-plain"], [("knowledge/kn-odd.yaml", "no-plain-file")])


def test_a_pipe_that_took_the_place_of_a_file_does_not_hang(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    swapped = write_note(root / "knowledge", "kn-swapped")
    looked = folder_walk._Walker.walked

    def then_swap(walker: folder_walk._Walker) -> folder_walk.Walk:
        walk = looked(walker)
        swapped.unlink()
        os.mkfifo(swapped)
        return walk

    monkeypatch.setattr(folder_walk._Walker, "walked", then_swap)
    results: list[object] = []
    reading = threading.Thread(target=lambda: results.append(found(root)), daemon=True)
    reading.start()
    reading.join(30)
    assert results == [(["kn-plain"], [("knowledge/kn-swapped.yaml", "unreadable")])]


def test_a_file_that_goes_while_the_folder_is_read_is_named(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone = write_note(root / "knowledge", "kn-gone")
    looked = folder_walk._Walker.walked

    def then_remove(walker: folder_walk._Walker) -> folder_walk.Walk:
        walk = looked(walker)
        gone.unlink()
        return walk

    monkeypatch.setattr(folder_walk._Walker, "walked", then_remove)
    assert found(root) == (["kn-plain"], [("knowledge/kn-gone.yaml", "unreadable")])


def test_a_folder_that_looks_like_a_file_is_named(root: Path) -> None:
    (root / "knowledge" / "kn-x.yaml").mkdir()
    write_note(root / "knowledge" / "kn-x.yaml", "kn-inside")
    assert found(root) == (["kn-inside", "kn-plain"], [("knowledge/kn-x.yaml", "folder-like-file")])


def test_a_folder_that_cannot_be_opened_is_named(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (root / "knowledge" / "shut").mkdir()
    scan = os.scandir

    def refuse(path: str) -> object:
        if str(path).endswith("shut"):
            raise PermissionError(13, "Permission denied", path)
        return scan(path)

    monkeypatch.setattr(os, "scandir", refuse)
    content = load_content(root)
    [problem] = content.problems
    assert (problem.file, problem.rule) == ("knowledge/shut", "unreadable")
    assert "没有权限" in problem.message
    assert [e.id for e in content.handbook] == ["kn-plain"]


def test_names_that_are_no_utf8_are_printed_and_cached(root: Path, tmp_path: Path) -> None:
    odd = Path(
        os.fsdecode(os.fsencode(tmp_path) + b"/\xcf\xe3\xb7\xbb")
    )  # as a Chinese Windows of old wrote it
    root.rename(odd)
    (Path(os.fsdecode(os.fsencode(odd) + b"/knowledge/\xff"))).symlink_to(".")
    content = load_content(odd)
    assert [p.rule for p in content.problems] == ["link-loop"]
    assert "�" in str(content.problems[0])
    str(content.problems[0]).encode()
    folders = ContentFolders(root=odd, bundled=tmp_path / "none", cache=tmp_path / "cache")
    assert len(open_content(folders).handbook) == 1
    assert cached_file(folders).is_file()
    assert open_content(folders).is_compiled


def test_folders_without_end_are_cut_off_and_named(root: Path) -> None:
    deep = root / "knowledge"
    for _ in range(folder_walk.DEEPEST + 5):
        deep = deep / "d"
    deep.mkdir(parents=True)
    write_note(deep, "kn-deep")
    ids, problems = found(root)
    assert ids == ["kn-plain"]
    assert [rule for _, rule in problems] == ["folder-too-deep"]


def test_a_link_to_a_whole_disk_is_cut_off_and_named(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(folder_walk, "MOST", 50)
    (tmp_path / "disk").mkdir()
    for number in range(200):
        (tmp_path / "disk" / str(number)).touch()
    (root / "knowledge" / "disk").symlink_to(tmp_path / "disk")
    assert found(root) == (["kn-plain"], [(".", "too-many-files")])


def test_a_loop_that_is_mended_is_other_content(root: Path) -> None:
    before = stamp(root)
    (root / "loop").symlink_to(".")
    with_loop = stamp(root)
    (root / "loop").unlink()
    assert before != with_loop
    assert stamp(root) == before


@pytest.mark.parametrize("name", ["self", "self/inside"])
def test_a_folder_that_is_named_and_is_a_loop_is_refused_in_a_sentence(tmp_path: Path, name: str) -> None:
    (tmp_path / "self").symlink_to("self")
    with pytest.raises(UsageError, match="找不到内容文件夹"):
        existing_folders(tmp_path / name, None)
    with pytest.raises(UsageError, match="找不到内容文件夹"):
        existing_folders(None, tmp_path / name)


def test_an_overlay_without_content_is_named(root: Path, tmp_path: Path) -> None:
    (tmp_path / "mount").mkdir()
    content = load_content(root, tmp_path / "mount")
    assert [(p.file, p.rule) for p in content.problems] == [("site:.", "empty-site")]
    assert [e.id for e in content.handbook] == ["kn-plain"]
