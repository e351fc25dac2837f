"""A backup holds every file and says so when one is not what it was; it is laid out into an empty folder alone."""

import zipfile
from datetime import date, timedelta
from pathlib import Path

import pytest

from handbook.content.writing.backup import KEPT, BackupRefused, copy_to, daily_backup, restore, write_backup

FILES = {
    "values.yaml": b"values: []\r\n",
    "scripts/scr-x.yaml": "\ufeffid: scr-x\n".encode(),
    ".workshop/log.jsonl": b"{}\n",
    "laws/x/_originals/a.docx": bytes(range(256)),
}


@pytest.fixture
def site(tmp_path: Path) -> Path:
    folder = tmp_path / "site"
    for name, content in FILES.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    return folder


def files(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def test_everything_comes_back_byte_for_byte(site: Path, tmp_path: Path) -> None:
    assert write_backup(site, tmp_path / "a.zip") == len(FILES)
    assert restore(tmp_path / "a.zip", tmp_path / "elsewhere") == len(FILES)
    assert files(tmp_path / "elsewhere") == FILES


def test_nothing_is_laid_over_what_is_there(site: Path, tmp_path: Path) -> None:
    write_backup(site, tmp_path / "a.zip")
    with pytest.raises(BackupRefused, match="空文件夹"):
        restore(tmp_path / "a.zip", site)
    with pytest.raises(BackupRefused, match="空文件夹"):
        copy_to(site, site)
    assert files(site) == FILES


def test_a_damaged_or_foreign_file_is_refused(site: Path, tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    write_backup(site, path)
    whole = path.read_bytes()
    target = tmp_path / "elsewhere"
    for at in range(0, len(whole), max(1, len(whole) // 60)):
        path.write_bytes(whole[:at] + bytes([whole[at] ^ 0x55]) + whole[at + 1 :])
        try:
            restore(path, target)
        except BackupRefused:
            assert not target.exists() or files(target) == {}
        else:  # a byte that nothing rests on, such as a time
            assert files(target) == FILES
            for one in sorted(target.rglob("*"), reverse=True):
                one.unlink() if one.is_file() else one.rmdir()
    for content in (b"", b"PK", whole[: len(whole) // 2]):
        path.write_bytes(content)
        with pytest.raises(BackupRefused):
            restore(path, target)


def test_a_name_that_leads_out_is_refused(site: Path, tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("../evil.yaml", b"x")
        archive.writestr("gongre-backup.json", b'{"files": {"../evil.yaml": ""}}')
    with pytest.raises(BackupRefused, match="指到外面"):
        restore(path, tmp_path / "in")
    assert not (tmp_path / "evil.yaml").exists()


def test_a_copy_a_day_and_the_oldest_go(site: Path, tmp_path: Path) -> None:
    folder, first = tmp_path / "backups", date(2026, 1, 1)
    for number in range(KEPT + 3):
        assert daily_backup(site, folder, first + timedelta(number)) is not None
    assert daily_backup(site, folder, first + timedelta(KEPT + 2)) is None
    names = sorted(path.name for path in folder.iterdir())
    assert len(names) == KEPT
    assert names[0] == "本单位-2026-01-04.zip"
    assert daily_backup(tmp_path / "nothing", folder, date(2026, 6, 1)) is None


def test_a_folder_is_copied_to_a_share_whole(site: Path, tmp_path: Path) -> None:
    assert copy_to(site, tmp_path / "share" / "本单位") == len(FILES)
    assert files(tmp_path / "share" / "本单位") == files(site) == FILES


def test_a_disk_that_refuses_is_told(site: Path, tmp_path: Path) -> None:
    with pytest.raises(BackupRefused, match="备份没有写成"):
        write_backup(site, tmp_path / "gone" / "a.zip")


def test_a_place_that_cannot_be_written_is_told_and_nothing_is_changed(site: Path, tmp_path: Path) -> None:
    barred = tmp_path / "file"
    barred.write_bytes(b"no folder")
    with pytest.raises(BackupRefused, match="每天的备份没有写成"):
        daily_backup(site, barred / "copies", date(2026, 11, 30))
    path = tmp_path / "b.zip"
    write_backup(site, path)
    with pytest.raises(BackupRefused, match="没有恢复完"):
        restore(path, barred / "new")
    with pytest.raises(BackupRefused, match="没有搬完"):
        copy_to(site, barred / "new")
    assert barred.read_bytes() == b"no folder"
    assert files(site) == FILES


def test_a_backup_that_is_not_there_or_lacks_a_file_is_refused(site: Path, tmp_path: Path) -> None:
    with pytest.raises(BackupRefused, match="读不出来"):
        restore(tmp_path / "gone.zip", tmp_path / "new")
    path, short = tmp_path / "b.zip", tmp_path / "short.zip"
    write_backup(site, path)
    with zipfile.ZipFile(path) as whole, zipfile.ZipFile(short, "w") as less:
        for name in whole.namelist():
            if name != "values.yaml":
                less.writestr(name, whole.read(name))
    with pytest.raises(BackupRefused, match="少了文件"):
        restore(short, tmp_path / "new")
    assert not (tmp_path / "new").exists()
