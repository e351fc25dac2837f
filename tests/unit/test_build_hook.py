"""The build carries compiled content and an index that the program opens without building anything."""

import shutil
from pathlib import Path

import pytest

from handbook.content.library import ContentFolders, open_compiled
from handbook.search.locate import ensure_index
from handbook.search.query import Query

pytest.importorskip("hatchling", reason="hatchling stands only where the program is built")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory, repository: Path) -> Path:
    """A checkout of two kinds of entries after the build hook ran in it."""
    from handbook.build_hook import bundle

    root = tmp_path_factory.mktemp("checkout")
    for part in ("handbook.yaml", "values.yaml", "synonyms.yaml", "regulations", "scripts"):
        source = repository / "content" / part
        (shutil.copytree if source.is_dir() else copy_file)(source, root / "content" / part)
    bundle(root)
    return root


def copy_file(source: Path, target: Path) -> object:
    """Copy one file, making its folder."""
    target.parent.mkdir(parents=True, exist_ok=True)
    return shutil.copy2(source, target)


def test_what_was_built_is_opened_as_it_is(built: Path, tmp_path: Path) -> None:
    bundled = built / "handbook" / "_bundled"
    shutil.copytree(built / "content", bundled / "content", dirs_exist_ok=True)
    opened = open_compiled(ContentFolders(bundled / "content", bundled, tmp_path / "cache"))
    assert opened is not None
    assert len(opened.handbook.regulations) > 10
    engine, folder, reasons = ensure_index(opened.handbook, [bundled / "index"], tmp_path / "indexes")
    try:
        assert (folder, reasons) == (bundled / "index", "")
        assert engine.search(Query("退费")).hits
    finally:
        engine.close()
    assert not (tmp_path / "indexes").exists()


def test_a_checkout_beside_its_bundle_is_compiled_too(built: Path, tmp_path: Path) -> None:
    folders = ContentFolders(built / "content", built / "handbook" / "_bundled", tmp_path / "cache")
    opened = open_compiled(folders)
    assert opened is not None
    assert opened.is_compiled


def test_content_that_changed_since_is_read_anew(built: Path, tmp_path: Path) -> None:
    root = tmp_path / "edited"
    shutil.copytree(built / "content", root)
    entry = next((root / "scripts").glob("*.yaml"))
    entry.write_text(entry.read_text(encoding="utf-8") + "\n# edited\n", encoding="utf-8")
    folders = ContentFolders(root, built / "handbook" / "_bundled", tmp_path / "cache")
    assert open_compiled(folders) is None


def test_a_build_without_entries_fails(tmp_path: Path) -> None:
    from handbook.build_hook import bundle

    (tmp_path / "content").mkdir()
    with pytest.raises(RuntimeError, match="no entries"):
        bundle(tmp_path)
