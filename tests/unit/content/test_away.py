"""A company's folder that is away, bare or only worked in: content is opened all the same, and what is told is true."""

from dataclasses import replace
from pathlib import Path

import pytest

from handbook.content.files import MAX_LAW_BYTES, ContentFile
from handbook.content.folder_walk import is_bare
from handbook.content.laws import read_laws
from handbook.content.library import ContentFolders, existing_folders, law_texts, open_without_waiting
from handbook.errors import UsageError
from tests.unit.content.content_sample import files, write


@pytest.fixture
def folders(tmp_path: Path) -> ContentFolders:
    return ContentFolders(
        root=write(tmp_path / "root", files()),
        bundled=tmp_path / "none",
        cache=tmp_path / "cache",
        site=tmp_path / "site",
    )


def opened(folders: ContentFolders) -> str:
    """What is told; the handbook is there whatever it is."""
    content = open_without_waiting(folders, lambda: False)
    assert len(content.handbook) > 5
    return content.notice


def test_a_folder_that_is_away_is_told_and_the_shipped_content_opened(folders: ContentFolders) -> None:
    assert "现在打不开" in opened(folders)
    assert opened(replace(folders, site=None)) == ""
    assert folders.site is not None
    assert law_texts(replace(folders, site=None)) == ()
    with pytest.raises(UsageError, match="找不到内容文件夹"):
        existing_folders(folders.root, folders.site)


def test_a_bare_folder_looks_like_a_mount_point_and_one_that_was_worked_in_does_not(
    folders: ContentFolders,
) -> None:
    site = folders.site
    assert site is not None
    site.mkdir()
    assert is_bare(site)
    assert "里没有内容文件" in opened(folders)
    (site / ".workshop").mkdir()
    assert not is_bare(site)
    assert opened(folders) == ""
    assert existing_folders(folders.root, site).site == site
    write(site, {"values.yaml": "values: []\n"})
    assert not is_bare(site)
    assert opened(folders) == ""


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        (b"x" * (MAX_LAW_BYTES + 1), "没有读"),
        ("北江省".encode("gb18030"), "不是 UTF-8"),
        ("随便写的一段".encode(), ""),
    ],
    ids=["huge", "other encoding", "no law"],
)
def test_a_file_among_the_laws_that_is_none_is_told(raw: bytes, words: str) -> None:
    read = read_laws([ContentFile("site:laws/x/2026-01-01.md", raw)])
    assert read.texts == ()
    (problem,) = read.problems
    assert problem.rule == "law-text"
    assert words in problem.message
