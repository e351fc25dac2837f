"""The company's folder is copied each day, backed up, brought back and moved; nothing is written over."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtTest import QSignalSpy
from pytestqt.qtbot import QtBot

from handbook.ui.workshop.folder_acts import FolderActs
from handbook.ui.workshop.work_place import WorkPlace
from handbook.ui.workshop.workshop_window import WorkshopWindow
from tests.conftest import let_go

DAY = date(2026, 11, 30)


@pytest.fixture
def acts(qtbot: QtBot, tmp_path: Path) -> Iterator[Callable[..., FolderActs]]:
    windows: list[WorkshopWindow] = []

    def make(site: Path, *, is_local: bool = True) -> FolderActs:
        window = WorkshopWindow("王敏", lambda _words: ())
        windows.append(window)
        place = WorkPlace(site=site, root=tmp_path / "root", is_local=is_local, backups=tmp_path / "backups")
        return FolderActs(window, place, lambda: DAY)

    yield make
    for window in windows:
        window.close()
        window.deleteLater()
    let_go()


@pytest.fixture
def site(tmp_path: Path) -> Path:
    folder = tmp_path / "site"
    (folder / ".workshop").mkdir(parents=True)
    (folder / "values.yaml").write_text("values: []\n", encoding="utf-8")
    (folder / ".workshop" / "log.jsonl").write_text("{}\n", encoding="utf-8")
    return folder


def words(acts: FolderActs) -> str:
    window = acts.parent()
    assert isinstance(window, WorkshopWindow)
    return window.notice.words


def files(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def test_a_copy_is_kept_each_day_once(
    acts: Callable[..., FolderActs], site: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    one = acts(site)
    one.keep_daily()
    copies = tmp_path / "backups"
    qtbot.waitUntil(lambda: copies.is_dir() and len(list(copies.glob("*.zip"))) == 1)
    one.end()
    one.keep_daily()
    one.end()
    assert len(list(copies.iterdir())) == 1


def test_a_backup_comes_back_elsewhere_in_one_step(
    acts: Callable[..., FolderActs], site: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "本单位.zip"
    one = acts(site)
    one.back_up(str(path))
    qtbot.waitUntil(lambda: "备份好了：2 个文件" in words(one))
    other = acts(tmp_path / "new")
    restored = QSignalSpy(other.restored)
    other.bring_back(str(path))
    qtbot.waitUntil(lambda: restored.count() == 1)
    assert files(tmp_path / "new") == files(site)


def test_a_backup_is_never_laid_over_what_is_there(
    acts: Callable[..., FolderActs], site: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "本单位.zip"
    one = acts(site)
    one.back_up(str(path))
    qtbot.waitUntil(path.exists)
    one.end()
    (site / "values.yaml").write_text("values:\n  - key: newer\n", encoding="utf-8")
    moved = QSignalSpy(one.moved)
    target = tmp_path / "elsewhere"
    qtbot.waitUntil(lambda: "备份好了" in words(one))
    one._bring_back_to(str(path), str(target))
    qtbot.waitUntil(lambda: moved.count() == 1)
    assert moved.at(0) == [target]
    assert "newer" in (site / "values.yaml").read_text(encoding="utf-8")
    assert (target / "values.yaml").read_text(encoding="utf-8") == "values: []\n"
    one._bring_back_to(str(path), str(site))
    qtbot.waitUntil(lambda: "已有文件" in words(one))
    assert "newer" in (site / "values.yaml").read_text(encoding="utf-8")


def test_it_moves_to_a_share_whole_or_not_at_all(
    acts: Callable[..., FolderActs], site: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    share = tmp_path / "share"
    share.mkdir()
    one = acts(site)
    moved = QSignalSpy(one.moved)
    one.move(str(share))
    qtbot.waitUntil(lambda: moved.count() == 1)
    assert files(share) == files(site)
    (share / "values.yaml").write_text("values:\n  - key: theirs\n", encoding="utf-8")
    one.move(str(share))
    qtbot.waitUntil(lambda: "没有搬" in words(one))
    assert moved.count() == 1
    assert "theirs" in (share / "values.yaml").read_text(encoding="utf-8")


def test_a_file_that_is_no_backup_is_told(
    acts: Callable[..., FolderActs], tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "照片.zip"
    path.write_bytes(b"PK\x03\x04 no zip")
    one = acts(tmp_path / "new")
    one.bring_back(str(path))
    qtbot.waitUntil(lambda: "不是这里写的备份" in words(one))
    assert not (tmp_path / "new").exists() or not files(tmp_path / "new")
