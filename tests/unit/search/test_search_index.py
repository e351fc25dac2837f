"""Building and opening: whole or not at all, nothing runs, nothing is lost."""

import json
import os
import pickle
import random
import shutil
import weakref
from dataclasses import replace
from pathlib import Path

import pytest
from whoosh.query import Phrase

from handbook.errors import HandbookError
from handbook.search.engine import SearchEngine
from handbook.search.index import (
    BuildCancelled,
    IndexUnusable,
    build_index,
    open_index,
    sweep,
)
from handbook.search.locate import KEPT, ensure_index, index_name
from handbook.search.query import Query
from handbook.search.reading.flat_index import FlatStorage
from handbook.search.tables.manifest import MANIFEST, make_manifest, write_manifest
from handbook.search.tables.schema import TEXT
from tests.unit.search.search_sample import SAMPLE

QUERIES = ("漏水", "nuanqibure", "36条", "暖器不热", "热")


def answers(engine: SearchEngine) -> list[tuple[str, ...]]:
    return [tuple(h.id for h in engine.search(Query(q)).hits) for q in QUERIES]


@pytest.fixture
def copy(sample_index: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(sample_index, tmp_path / "copy"))


def test_same_content_gives_the_same_bytes(sample_index: Path, tmp_path: Path) -> None:
    build_index(SAMPLE, tmp_path / "again")
    assert {p.name for p in sample_index.iterdir()} == {p.name for p in (tmp_path / "again").iterdir()}
    for path in sample_index.iterdir():
        assert path.read_bytes() == (tmp_path / "again" / path.name).read_bytes(), path.name


def test_no_file_of_the_index_is_a_pickle(sample_index: Path) -> None:
    for path in sample_index.iterdir():
        with pytest.raises(
            (pickle.UnpicklingError, ValueError, IndexError, KeyError, EOFError, AttributeError)
        ):
            pickle.loads(path.read_bytes())


def test_progress_rises_to_one(tmp_path: Path) -> None:
    shares: list[float] = []
    build_index(SAMPLE, tmp_path / "index", progress=lambda share, word: shares.append(share if word else -1))
    assert shares == sorted(shares)
    assert shares[-1] == 1.0


def test_cancelled_build_leaves_the_old_index(copy: Path) -> None:
    calls: list[int] = []

    def third_time() -> bool:
        calls.append(1)
        return len(calls) >= 3

    before = {p.name: p.read_bytes() for p in copy.iterdir()}
    with pytest.raises(BuildCancelled):
        build_index(SAMPLE, copy, cancelled=third_time)
    assert {p.name: p.read_bytes() for p in copy.iterdir()} == before
    assert [p.name for p in copy.parent.iterdir()] == ["copy"]


def test_rebuild_replaces_the_index(copy: Path) -> None:
    build_index(replace(SAMPLE, revision="sample-2", cases=()), copy)
    open_index(copy, "sample-2").close()
    with pytest.raises(IndexUnusable):
        open_index(copy, SAMPLE.revision)
    assert [p.name for p in copy.parent.iterdir()] == ["copy"]


def test_orphans_of_killed_builds_are_swept(copy: Path) -> None:
    partial = copy.with_name("copy.building-999999999-abcd")
    partial.mkdir()
    old = copy.with_name("copy.old-1234")
    old.mkdir()
    sweep(copy)
    assert [p.name for p in copy.parent.iterdir()] == ["copy"]


def test_old_index_comes_back_after_a_kill_between_the_two_renames(copy: Path) -> None:
    copy.rename(copy.with_name("copy.old-1234"))
    sweep(copy)
    open_index(copy, SAMPLE.revision).close()


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("schema", 99),
        ("whoosh", "0"),
        ("program", "0"),
        ("revision", "x"),
        ("documents", "many"),
        ("files", {}),
    ],
)
def test_manifest_that_does_not_match_is_refused(copy: Path, key: str, value: object) -> None:
    manifest = json.loads((copy / MANIFEST).read_text("utf-8"))
    manifest[key] = value
    (copy / MANIFEST).write_text(json.dumps(manifest), "utf-8")
    with pytest.raises(IndexUnusable, match="索引"):
        open_index(copy, SAMPLE.revision)


@pytest.mark.parametrize("text", ["", "{", "[]", "null", '{"files": 3}', "[" * 100_000])
def test_unreadable_manifest_is_refused(copy: Path, text: str) -> None:
    (copy / MANIFEST).write_text(text, "utf-8")
    with pytest.raises(IndexUnusable):
        open_index(copy, SAMPLE.revision)


def test_missing_and_surplus_files_are_refused(copy: Path) -> None:
    (copy / "surplus").touch()
    with pytest.raises(IndexUnusable):
        open_index(copy, SAMPLE.revision)
    (copy / "surplus").unlink()
    (copy / "phrases.flat").unlink()
    with pytest.raises(IndexUnusable):
        open_index(copy, SAMPLE.revision)
    with pytest.raises(IndexUnusable):
        open_index(copy / "nowhere", SAMPLE.revision)


class Payload:
    """Touches a file when it is unpickled."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __reduce__(self) -> tuple[object, tuple[str]]:
        return os.mkdir, (str(self.path),)


def test_crafted_index_with_a_fitting_manifest_runs_nothing(copy: Path, tmp_path: Path) -> None:
    mark = tmp_path / "RAN"
    payload = pickle.dumps(Payload(mark))
    for path in sorted(copy.iterdir()):
        if path.name == MANIFEST:
            continue
        kept = path.read_bytes()
        path.write_bytes(payload)
        write_manifest(copy, make_manifest(copy, SAMPLE.revision, len(SAMPLE)))
        try:
            answers(open_index(copy, SAMPLE.revision))
        except Exception as error:  # noqa: BLE001  (whatever it is, nothing may have run)
            assert not mark.exists(), (path.name, error)
        assert not mark.exists(), path.name
        path.write_bytes(kept)


def test_planted_pickles_are_never_loaded(copy: Path, tmp_path: Path) -> None:
    """Where Whoosh itself would look: its table of contents, its segment; under a fitting manifest, and without one."""
    mark = tmp_path / "RAN"
    payload = pickle.dumps(Payload(mark))
    for name in ("_MAIN_1.toc", "_handbook_1.toc", "handbook_1.seg", "MAIN_1.trm"):
        (copy / name).write_bytes(payload)
    with pytest.raises(IndexUnusable):
        FlatStorage(copy, SAMPLE.revision).open_index()
    write_manifest(copy, make_manifest(copy, SAMPLE.revision, len(SAMPLE)))
    index = FlatStorage(copy, SAMPLE.revision).open_index()
    with index.searcher() as searcher:
        assert len(searcher.search(Phrase(TEXT, ["漏", "水"])))
        assert searcher.stored_fields(0)
    assert answers(open_index(copy, SAMPLE.revision))
    assert not mark.exists()


def test_no_file_is_read_before_its_hash_is_checked(copy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (copy / "field-text.flat").write_bytes(b"damaged")
    made: list[Path] = []
    monkeypatch.setattr("handbook.search.reading.flat_index.IndexFiles", made.append)
    with pytest.raises(IndexUnusable, match=r"field-text\.flat"):
        FlatStorage(copy, SAMPLE.revision).open_index()
    assert made == []


def damage(path: Path, chance: random.Random) -> bool:
    """Flip, cut or zero; whether anything changed."""
    before = data = bytearray(path.read_bytes())
    before = bytearray(data)
    at = chance.randrange(max(1, len(data)))
    match chance.randrange(3):
        case 0 if data:
            data[at] ^= 1 << chance.randrange(8)
        case 1:
            del data[at:]
        case _:
            data[at : at + 512] = bytes(len(data[at : at + 512]))
    path.write_bytes(data)
    return data != before


def _damage_runs(copy: Path, runs: int) -> tuple[int, int]:
    chance, refused, changed = random.Random(7), 0, 0
    expected = answers(open_index(copy, SAMPLE.revision))
    files = sorted(copy.iterdir())
    for _ in range(runs):
        path = chance.choice(files)
        kept = path.read_bytes()
        changed += damage(path, chance)
        try:
            engine = open_index(copy, SAMPLE.revision)
        except IndexUnusable:
            refused += 1
        else:
            assert answers(engine) == expected, path.name
            engine.close()
        path.write_bytes(kept)
    return changed, refused


def test_damaged_index_never_gives_a_wrong_list(copy: Path) -> None:
    changed, refused = _damage_runs(copy, 60)
    assert refused >= changed * 0.9  # a changed blank in the manifest changes nothing


@pytest.mark.slow
def test_damaged_index_a_thousand_times(copy: Path) -> None:
    changed, refused = _damage_runs(copy, 1000)
    assert refused >= changed * 0.9


def test_ensure_builds_once_then_opens(tmp_path: Path) -> None:
    words: list[str] = []
    engine, folder, why = ensure_index(
        SAMPLE, [tmp_path / "bundled"], tmp_path / "own", lambda _, word: words.append(word)
    )
    engine.close()
    assert folder == tmp_path / "own" / index_name(SAMPLE.revision)
    assert "没有可用的索引" in why
    assert words
    words.clear()
    again, same, _ = ensure_index(SAMPLE, [], tmp_path / "own", lambda _, word: words.append(word))
    again.close()
    assert (same, words) == (folder, [])


def test_ensure_prefers_the_bundled_index(sample_index: Path, tmp_path: Path) -> None:
    engine, folder, why = ensure_index(SAMPLE, [sample_index], tmp_path / "own")
    engine.close()
    assert (folder, why) == (sample_index, "")
    assert not (tmp_path / "own").exists()


def test_ensure_rebuilds_a_damaged_index(tmp_path: Path) -> None:
    engine, folder, _ = ensure_index(SAMPLE, [], tmp_path)
    engine.close()
    (folder / "phrases.flat").write_bytes(b"")
    engine, _, why = ensure_index(SAMPLE, [], tmp_path)
    assert "损坏" in why
    assert engine.search(Query("漏水")).hits
    engine.close()


def test_only_a_few_old_indexes_are_kept(tmp_path: Path) -> None:
    for number in range(KEPT + 3):
        engine, _, _ = ensure_index(replace(SAMPLE, revision=f"r{number}"), [], tmp_path)
        engine.close()
    assert len(list(tmp_path.iterdir())) == KEPT + 1


def test_folder_that_cannot_be_made_is_a_clear_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way", "utf-8")
    with pytest.raises(HandbookError, match="无法写入"):
        ensure_index(SAMPLE, [], tmp_path / "file" / "own")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_full_disk_is_a_clear_error_and_loses_nothing(copy: Path) -> None:
    def fill_up(share: float, word: str) -> None:
        if share >= 0.2:
            for partial in copy.parent.glob("copy.building-*"):
                target = partial / "field-text.flat"
                if not target.exists():
                    target.symlink_to("/dev/full")

    with pytest.raises(HandbookError, match="磁盘空间"):
        build_index(SAMPLE, copy, progress=fill_up)
    open_index(copy, SAMPLE.revision).close()
    assert [p.name for p in copy.parent.iterdir()] == ["copy"]


def test_closing_twice_is_harmless(sample_index: Path) -> None:
    engine = open_index(sample_index, SAMPLE.revision)
    engine.close()
    engine.close()


def test_a_closed_engine_says_so_and_keeps_nothing_of_the_files(sample_index: Path) -> None:
    engine = open_index(sample_index, SAMPLE.revision)
    stored = weakref.ref(engine.opened.stored)
    assert engine.search(Query("漏水")).hits
    engine.close()
    assert stored() is None
    for ask in (lambda: engine.search(Query("漏水")), lambda: engine.remember_use({"em-scald": 1.0})):
        with pytest.raises(ValueError, match="closed"):
            ask()


def _bytes_of(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}
