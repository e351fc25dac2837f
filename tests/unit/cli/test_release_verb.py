"""``handbook release`` keeps what each entry read like, so that an outdated sheet can be explained."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from handbook.cli.main import run
from handbook.content.loader import load_content
from handbook.document.compose import compose_entry
from handbook.document.currency import Outdated, check_code, make_code
from handbook.export.register.history import HISTORY_FILE, read_snapshots, what_changed

NAME = "reg-hlj-32"


@pytest.fixture
def content(repository: Path, tmp_path: Path) -> Path:
    """A copy of the shipped content, without a history."""
    root = tmp_path / "content"
    shutil.copytree(repository / "content", root, ignore=shutil.ignore_patterns(HISTORY_FILE))
    return root


def release(content: Path, *words: str) -> int:
    return run(["--content", str(content), "release", *words], lambda _: 9)


def _edit(content: Path, old: str, new: str) -> None:
    [path] = (content / "regions" / "harbin" / "regulations").glob(f"{NAME}*.yaml")
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_a_changed_entry_can_be_explained_to_who_holds_the_old_sheet(
    content: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = load_content(content).handbook
    entry = before.get(NAME)
    assert entry is not None
    code = make_code(entry, before)
    assert release(content) == 0
    assert len(read_snapshots(content / HISTORY_FILE)) == len(before)
    _edit(content, f"title: {entry.title}", f"title: {entry.title}(新)")
    capsys.readouterr()
    assert release(content) == 0
    told = capsys.readouterr().out
    history = read_snapshots(content / HISTORY_FILE)
    after = load_content(content).handbook
    now = after.get(NAME)
    assert now is not None
    changes = what_changed(code, compose_entry(now, after, date.today()), history)

    assert f"{entry.title}(新)" in told
    assert len(history) > len(before)
    assert isinstance(check_code(code, after), Outdated)
    assert changes
    assert any(f"{entry.title}(新)" in line for change in changes for line in change.after)


def test_nothing_changed_and_a_trial_write_nothing(content: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert release(content, "--dry-run") == 0
    assert not (content / HISTORY_FILE).exists()
    assert "会记入" in capsys.readouterr().out
    release(content)
    written = (content / HISTORY_FILE).read_bytes()
    assert release(content) == 0
    assert "没有改动" in capsys.readouterr().out
    assert (content / HISTORY_FILE).read_bytes() == written


def test_content_with_errors_is_not_released(content: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _edit(content, "title:", "titel:")

    assert release(content) == 1
    assert "没有记发布" in capsys.readouterr().out
    assert not (content / HISTORY_FILE).exists()


def test_an_overlay_keeps_its_own_history(content: Path, tmp_path: Path) -> None:
    release(content)
    site = tmp_path / "site" / "regulations"
    site.mkdir(parents=True)
    [path] = (content / "regions" / "harbin" / "regulations").glob(f"{NAME}*.yaml")
    text = path.read_text(encoding="utf-8")
    (site / path.name).write_text(text.replace("title: ", "title: 本地", 1), encoding="utf-8")
    shipped = (content / HISTORY_FILE).read_bytes()

    assert run(["--content", str(content), "--site", str(site.parent), "release"], lambda _: 9) == 0
    assert path.stem in [s.entry_id for s in read_snapshots(site.parent / HISTORY_FILE).values()]
    assert (content / HISTORY_FILE).read_bytes() == shipped
