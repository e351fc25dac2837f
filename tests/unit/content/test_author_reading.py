"""What an author saves is read whole, and the rules speak of the entries that are written, each as often as it changes."""

from pathlib import Path

import pytest

from handbook.content.author_reading import AuthorReading
from handbook.content.file_names import SITE_MARK
from handbook.content.library import ContentFolders, open_compiled
from handbook.content.writing.judging import Judge
from handbook.model.entry import Entry
from handbook.model.problem import Problem

OLD_LAW = "室温不到 18 ℃ 就退钱。"
"""Words that no entry may have."""
ENTRY = """id: {id}
title: 片区泵房{id}的值班表
summary: {summary}
asks: [片区泵房{id}归谁管, {id}泵房找谁, {id}泵房值班电话, 谁管泵房{id}, {id}泵房没人]
tags: [站点]
sources:
  - {{title: "据通识", confidence: 据通识, note: 内部整理}}
owner: 客服培训组
reviewed: 2026-11-20
review_by: 2027-09-30
key_points: [值班表在前台。]
"""


@pytest.fixture
def folders(tmp_path: Path, repository: Path) -> ContentFolders:
    (tmp_path / "site" / "knowledge").mkdir(parents=True)
    return ContentFolders(
        repository / "content", tmp_path / "bundled", tmp_path / "cache", tmp_path / "site", ""
    )


def write(folders: ContentFolders, entry: str, summary: str) -> None:
    assert folders.site is not None
    file = folders.site / "knowledge" / f"{entry}.yaml"
    file.write_text(ENTRY.format(id=entry, summary=summary), "utf-8")


def test_what_the_rules_forbid_is_told_with_its_place_and_shown_all_the_same(folders: ContentFolders) -> None:
    write(folders, "kn-a", "写得好。")
    reading = AuthorReading()
    assert reading.read(folders).findings == ()
    write(folders, "kn-a", OLD_LAW)
    read = reading.read(folders)
    entry = read.opened.handbook.exact("kn-a")
    assert entry is not None
    assert entry.summary.startswith("室温")
    assert {(p.file, p.line) for p in read.findings} == {(f"{SITE_MARK}knowledge/kn-a.yaml", 3)}
    assert not set(read.findings) & set(read.opened.problems)
    write(folders, "kn-a", "改好了。")
    assert reading.read(folders).findings == ()


def test_only_what_changed_is_judged(folders: ContentFolders, monkeypatch: pytest.MonkeyPatch) -> None:
    write(folders, "kn-a", OLD_LAW)
    write(folders, "kn-b", "写得好。")
    judged: list[str] = []
    ask = Judge.problems_of

    def noting(self: Judge, entry: Entry) -> tuple[Problem, ...]:
        judged.append(entry.id)
        return ask(self, entry)

    monkeypatch.setattr(Judge, "problems_of", noting)
    reading = AuthorReading()
    first = reading.read(folders).findings
    assert judged == ["kn-a", "kn-b"]
    write(folders, "kn-b", "改了几个字。")
    assert reading.read(folders).findings == first
    assert judged == ["kn-a", "kn-b", "kn-b"]


def test_a_reading_is_kept_for_the_next_start(folders: ContentFolders) -> None:
    write(folders, "kn-a", OLD_LAW)
    read = AuthorReading().read(folders)
    opened = open_compiled(folders)
    assert opened is not None
    assert opened.handbook.exact("kn-a") == read.opened.handbook.exact("kn-a")
    assert tuple(opened.problems) == tuple(read.opened.problems)
