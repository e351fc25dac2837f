"""Tests that run in several processes share one bundle, and none gets half of it."""

import shutil
import subprocess
import sys
from pathlib import Path

from tests.conftest import REPOSITORY
from tests.helpers.installed import bundle_for_all, handbook_of


def content(folder: Path) -> Path:
    """A few articles of the shipped content."""
    root = folder / "content"
    root.mkdir()
    for name in ("handbook.yaml", "values.yaml", "synonyms.yaml"):
        shutil.copy2(REPOSITORY / "content" / name, root / name)
    (root / "regulations").mkdir()
    for file in (REPOSITORY / "content" / "regulations").glob("reg-mfd-65*.yaml"):
        shutil.copy2(file, root / "regulations" / file.name)
    return root


def test_it_is_made_once_by_whoever_comes_first(tmp_path: Path) -> None:
    root, shared = content(tmp_path), tmp_path / "run"
    shared.mkdir()
    code = (
        "import sys; from pathlib import Path; from tests.helpers.installed import bundle_for_all; "
        "print((bundle_for_all(Path(sys.argv[1]), Path(sys.argv[2])) / 'content').stat().st_ino)"
    )
    command = [sys.executable, "-c", code, str(root), str(shared)]
    workers = [subprocess.Popen(command, cwd=REPOSITORY, stdout=subprocess.PIPE, text=True) for _ in range(2)]
    made = {worker.communicate(timeout=120)[0] for worker in workers}
    assert len(made) == 1, made
    assert made != {""}


def test_what_a_dead_process_left_half_is_made_anew(tmp_path: Path) -> None:
    (tmp_path / "program.part" / "content").mkdir(parents=True)
    (tmp_path / "program.part" / "content" / "half.yaml").write_text("half", encoding="utf-8")
    bundled = bundle_for_all(content(tmp_path), tmp_path)
    assert handbook_of(bundled).regulations
    assert not (bundled / "content" / "half.yaml").exists()
