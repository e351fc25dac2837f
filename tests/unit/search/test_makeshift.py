"""Search where the user's folder takes no index: all of it from a temporary folder, or what the bundled index knows."""

import errno
import os
import shutil
import stat
import tempfile
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from handbook.errors import HandbookError
from handbook.model.handbook import Handbook
from handbook.search import makeshift
from handbook.search.engine import SearchEngine
from handbook.search.flat_file import write_arrays
from handbook.search.index import BuildCancelled, open_index
from handbook.search.makeshift import find_search
from handbook.search.query import Query
from handbook.search.writing import build
from tests.unit.search.search_sample import SAMPLE

QUERIES = ("漏水", "nuanqibure", "36条", "暖器不热", "热", "shangrexialiang", "退费", "停热")


def answers(engine: SearchEngine) -> list[tuple[tuple[str, str], ...]]:
    return [tuple((h.id, h.snippet.text) for h in engine.search(Query(q)).hits) for q in QUERIES]


@pytest.fixture
def refusing(tmp_path: Path) -> Path:
    """A folder for indexes that cannot be made."""
    (tmp_path / "file").write_text("in the way")
    return tmp_path / "file" / "indexes"


@pytest.fixture
def places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The temporary folders that are there; a test may take them away."""
    there = [tmp_path / "temporary", tmp_path / "memory"]
    for place in there:
        place.mkdir()

    def listed() -> Iterator[Path]:
        for place in there:
            makeshift._sweep(place)
            yield place

    monkeypatch.setattr(makeshift, "_temporary_places", listed)
    return there


def test_a_temporary_index_answers_like_any_other_and_leaves_nothing(
    sample_index: Path, refusing: Path, places: list[Path]
) -> None:
    found = find_search(SAMPLE, [], refusing)
    usual = open_index(sample_index, SAMPLE.revision)
    assert answers(found.engine) == answers(usual)
    assert (found.is_partial, str(refusing) in found.words, "文件" in found.words) == (False, True, True)
    usual.close()
    found.engine.close()
    del found
    assert [list(place.iterdir()) for place in places] == [[], []]


def test_it_is_made_for_this_user_alone(
    refusing: Path, places: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    rights: list[int] = []

    def look(folder: Path, revision: str) -> SearchEngine:
        rights.append(stat.S_IMODE(folder.parent.stat().st_mode))
        return open_index(folder, revision)

    monkeypatch.setattr(makeshift, "open_index", look)
    find_search(SAMPLE, [], refusing).engine.close()
    assert rights == [0o700]


def full_below(monkeypatch: pytest.MonkeyPatch, *folders: Path) -> None:
    """A disk that fills up in the middle of a build below `folders`."""
    write = write_arrays

    def refuse(path: Path, arrays: object) -> None:
        if path.name.startswith("field-") and any(path.is_relative_to(folder) for folder in folders):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(path))
        write(path, arrays)  # type: ignore[arg-type]

    monkeypatch.setattr(build, "write_arrays", refuse)


def test_a_disk_that_fills_up_in_the_middle_is_no_end(
    tmp_path: Path, places: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    full_below(monkeypatch, tmp_path / "own", places[0])
    found = find_search(SAMPLE, [], tmp_path / "own")
    assert found.engine.search(Query("漏水")).hits
    assert "磁盘已满" in found.words
    assert not found.is_partial
    found.engine.close()
    assert list((tmp_path / "own").iterdir()) == []
    assert [list(place.iterdir()) for place in places] == [[], []]


def changed_sample() -> tuple[Handbook, str, str, str]:
    """The sample with an entry more, one less and one other; and the ids of these three."""
    first, second, *rest = SAMPLE.procedures
    added = replace(first, id="proc-added", title="锅炉房停电", asks=("锅炉房没电了",))
    changed = replace(second, title="换了说法的题目", summary="换了说法。")
    handbook = replace(SAMPLE, revision="of-the-site", procedures=(added, changed, *rest))
    return handbook, added.id, changed.id, first.id


def test_without_any_room_the_bundled_index_answers_for_what_it_knows(
    sample_index: Path, refusing: Path, places: list[Path]
) -> None:
    places.clear()
    handbook, added, changed, gone = changed_sample()
    found = find_search(handbook, [sample_index], refusing)
    assert found.is_partial
    assert "1 条只能在目录里找" in found.words
    second = SAMPLE.procedures[1]
    hits = {
        h.id: h
        for q in (*QUERIES, second.title, SAMPLE.procedures[0].title)
        for h in found.engine.search(Query(q)).hits
    }
    assert hits.keys().isdisjoint({added, gone})
    assert (hits[changed].title, hits[changed].snippet.text) == ("换了说法的题目", "换了说法。")
    unchanged = next(h for h in hits.values() if h.id != changed)
    assert unchanged.snippet.text != ""
    found.engine.close()


def test_where_nothing_is_bundled_either_the_reason_is_told(refusing: Path, places: list[Path]) -> None:
    places.clear()
    with pytest.raises(HandbookError, match="无法写入"):
        find_search(SAMPLE, [refusing / "none"], refusing)


def test_a_damaged_bundled_index_is_not_opened(
    sample_index: Path, refusing: Path, places: list[Path], tmp_path: Path
) -> None:
    places.clear()
    damaged = Path(shutil.copytree(sample_index, tmp_path / "damaged"))
    (damaged / "phrases.flat").write_bytes(b"")
    with pytest.raises(HandbookError):
        find_search(replace(SAMPLE, revision="other"), [damaged], refusing)


def test_a_building_that_is_stopped_is_not_begun_again_elsewhere(
    refusing: Path, places: list[Path], tmp_path: Path
) -> None:
    for folder in (tmp_path / "own", refusing):
        with pytest.raises(BuildCancelled):
            find_search(SAMPLE, [], folder, cancelled=lambda: True)
    assert [list(place.iterdir()) for place in places] == [[], []]


def test_what_a_killed_program_left_is_removed_and_what_is_in_use_stays(
    refusing: Path, places: list[Path]
) -> None:
    old, fresh, foreign = (
        places[0] / name for name in ("gongre-handbook-index-a", "gongre-handbook-index-b", "x")
    )
    for folder in (old, fresh, foreign):
        folder.mkdir()
    long_ago = time.time() - 10 * makeshift._LEFT_BEHIND_AFTER
    for folder in (old, foreign):
        os.utime(folder, (long_ago, long_ago))
    find_search(SAMPLE, [], refusing).engine.close()
    assert sorted(p.name for p in places[0].iterdir()) == [fresh.name, foreign.name]


def test_the_working_folder_is_no_temporary_one(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(tempfile, "gettempdir", lambda: str(tmp_path))
    assert tmp_path not in list(makeshift._temporary_places())
