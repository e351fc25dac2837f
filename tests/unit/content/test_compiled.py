"""Compiled content: what was written is read back equal; what does not hold any more is not read."""

import os
import sys
from pathlib import Path

import msgspec
import pytest

from handbook.content.compiled import FORMAT, read_compiled, write_compiled
from handbook.content.library import ContentFolders, named_folders, open_compiled, open_content, read_anew
from handbook.content.loader import load_content
from handbook.content.revision import stamp
from handbook.errors import UsageError
from tests.unit.content.content_sample import files, write


def test_round_trip(tmp_path: Path) -> None:
    bad = {"cases/case-bad.yaml": "a: [", "procedures/proc-sample.yaml": "related: [proc-no]"}
    content = load_content(write(tmp_path / "root", files(bad)))
    assert len(content.problems) == 2
    path = tmp_path / "deep" / "handbook.json"
    write_compiled(path, content.handbook, tuple(content.problems), "now")

    compiled = read_compiled(path, "now")

    assert compiled is not None
    assert compiled.handbook == content.handbook
    assert list(compiled.handbook) == list(content.handbook)
    assert compiled.problems == tuple(content.problems)
    assert [p.name for p in path.parent.iterdir()] == [path.name]


def test_the_shipped_content_survives_the_round_trip(tmp_path: Path) -> None:
    root = Path(__file__).parents[3] / "content"
    content = load_content(root)
    path = tmp_path / "handbook.json"
    write_compiled(path, content.handbook, tuple(content.problems), stamp(root))
    compiled = read_compiled(path, stamp(root))
    assert compiled is not None
    assert compiled.handbook == content.handbook


def test_another_stamp_version_or_damage_is_not_read(tmp_path: Path) -> None:
    content = load_content(write(tmp_path / "root", files()))
    path = tmp_path / "handbook.json"
    write_compiled(path, content.handbook, (), "now")
    whole = path.read_bytes()

    assert read_compiled(path, "then") is None
    assert read_compiled(tmp_path / "nowhere.json") is None
    for damaged in (
        whole[: len(whole) // 2],
        b"",
        b"null",
        b"\xff\xfe",
        whole.replace(b'"format":%d' % FORMAT, b'"format":0'),
    ):
        path.write_bytes(damaged)
        assert read_compiled(path) is None
    path.write_bytes(msgspec.json.encode({"format": FORMAT}))
    assert read_compiled(path) is None


def test_a_changed_file_is_read_anew(tmp_path: Path) -> None:
    root = write(tmp_path / "root", files())
    folders = ContentFolders(root=root, bundled=tmp_path / "none", cache=tmp_path / "cache")
    assert open_compiled(folders) is None
    assert not read_anew(folders).is_compiled
    assert open_content(folders).is_compiled
    (root / "cases" / "case-sample.yaml").unlink()
    opened = open_content(folders)
    assert not opened.is_compiled
    assert opened.handbook.get("case-sample") is None


@pytest.mark.skipif(sys.platform == "win32", reason="rights are otherwise there")
def test_the_compiled_copy_can_be_read_by_every_user_of_the_machine(tmp_path: Path) -> None:
    content = load_content(write(tmp_path / "root", files()))
    before = os.umask(0o077)
    try:
        write_compiled(tmp_path / "handbook.json", content.handbook, (), "now")
    finally:
        os.umask(before)
    assert (tmp_path / "handbook.json").stat().st_mode & 0o777 == 0o644


def test_content_inside_the_program_is_taken_as_it_was_built(tmp_path: Path) -> None:
    root = write(tmp_path / "bundled" / "content", files())
    folders = ContentFolders(root=root, bundled=tmp_path / "bundled", cache=tmp_path / "cache")
    write_compiled(tmp_path / "bundled" / "handbook.json", load_content(root).handbook, (), "whenever")
    assert folders.is_inside_program
    opened = open_compiled(folders)
    assert opened is not None
    assert len(opened.handbook) == 10


def test_a_named_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    root = write(tmp_path / "root", files())
    with pytest.raises(UsageError, match="nowhere"):
        open_content(named_folders(tmp_path / "nowhere", None))
    with pytest.raises(UsageError, match="no-site"):
        open_content(named_folders(root, tmp_path / "no-site"))
    assert len(open_content(named_folders(root, None)).handbook) == 10
    assert named_folders(None, None).root.name == "content"


def test_a_cache_that_cannot_be_written_costs_nothing_else(tmp_path: Path) -> None:
    root = write(tmp_path / "root", files())
    (tmp_path / "file").write_text("x")
    folders = ContentFolders(root=root, bundled=tmp_path / "none", cache=tmp_path / "file" / "cache")
    assert len(open_content(folders).handbook) == 10
