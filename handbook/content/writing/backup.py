"""All of a company's folder in one file, checked when it is written and when it is laid out again; a copy a day, thirty kept.

The overlay, official texts with their originals, drafts, checks and the log: whatever stands in the folder, hidden files too.
"""

import hashlib
import json
import os
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from pathlib import Path, PurePosixPath

from handbook.content.file_names import WORKROOM
from handbook.content.writing.at_work import NOTES
from handbook.disk_words import reason
from handbook.errors import HandbookError
from handbook.whole_file import sync_file, sync_folder, write_whole

KEPT = 30
"""So many daily copies stay."""
_LIST = "gongre-backup.json"
_DAILY = "本单位-{day}.zip"
_MOST_BYTES = 4 * 1024**3
"""Of all files together: more is no folder of a handbook."""
_MOST_FILES = 100_000

_DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, struct.error, NotImplementedError, RuntimeError)
"""What the reader of zips answers where bytes are not what they were."""


class BackupRefused(HandbookError):
    """It was not written, or not laid out; the words say why, and nothing was changed."""


def write_backup(site: Path, path: Path) -> int:
    """Write all files below `site` into the zip `path`, read it again and compare; how many files it holds."""
    draft = path.with_name(f".{path.name}.part")
    try:
        prints: dict[str, str] = {}
        with zipfile.ZipFile(draft, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, file in _files(site):
                content = file.read_bytes()
                prints[name] = hashlib.sha256(content).hexdigest()
                archive.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), content, zipfile.ZIP_DEFLATED)
            archive.writestr(_LIST, json.dumps({"files": prints}, ensure_ascii=False))
        _read_checked(draft)
        sync_file(draft)
        os.replace(draft, path)
        sync_folder(path.parent)
    except OSError as error:
        raise BackupRefused(f"备份没有写成({reason(error)});请换个地方,或检查磁盘") from error
    finally:
        with suppress(OSError):
            draft.unlink(missing_ok=True)
    return len(prints)


def daily_backup(site: Path, folder: Path, today: date) -> Path | None:
    """One copy for `today` in `folder`, unless there is one or the company's folder is empty; the oldest beyond `KEPT` go."""
    path = folder / _DAILY.format(day=today.isoformat())
    if path.exists() or not any(True for _ in _files(site)):
        return None
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise BackupRefused(f"每天的备份没有写成({reason(error)})") from error
    write_backup(site, path)
    copies = sorted(folder.glob(_DAILY.format(day="*")))
    for old in copies[:-KEPT]:
        with suppress(OSError):
            old.unlink()
    return path


def restore(path: Path, target: Path) -> int:
    """Lay a backup out in `target`, which must be empty or not there yet; how many files."""
    if target.exists() and any(target.iterdir()):
        raise BackupRefused(f"{target} 里已有文件,没有恢复,免得混在一起;请选一个空文件夹")
    contents = _read_checked(path)
    try:
        for name, content in contents.items():
            file = target / PurePosixPath(name)
            file.parent.mkdir(parents=True, exist_ok=True)
            write_whole(file, content)
    except OSError as error:
        raise BackupRefused(f"没有恢复完({reason(error)});请检查 {target} 能不能写,清空后再试") from error
    return len(contents)


def copy_to(site: Path, target: Path) -> int:
    """Copy a company's folder to an empty one, such as a share, and compare; how many files. The first one stays as it is."""
    if target.exists() and any(target.iterdir()):
        raise BackupRefused(f"{target} 里已有文件,没有搬,免得混在一起;请选一个空文件夹")
    count = 0
    try:
        for name, file in _files(site):
            content = file.read_bytes()
            copy = target / PurePosixPath(name)
            copy.parent.mkdir(parents=True, exist_ok=True)
            write_whole(copy, content)
            if copy.read_bytes() != content:
                raise BackupRefused(f"{copy} 写进去的和读出来的不一样,没有搬;请检查这个盘")
            count += 1
    except OSError as error:
        raise BackupRefused(f"没有搬完({reason(error)});原来的还在,请检查 {target} 能不能写") from error
    return count


def _files(site: Path) -> Iterator[tuple[str, Path]]:
    """All but what is of this moment: files that are being written, and who has which one open."""
    if site.is_dir():
        notes = site / WORKROOM / NOTES
        for path in sorted(site.rglob("*")):
            is_passing = path.name.endswith(".tmp") or path.parent == notes
            if path.is_file() and not path.is_symlink() and not is_passing:
                yield path.relative_to(site).as_posix(), path


def _read_checked(path: Path) -> dict[str, bytes]:
    """Name → content of every file of a backup, none of them leading out of a folder, each as it was written."""
    try:
        with zipfile.ZipFile(path) as archive:
            infos = archive.infolist()
            if len(infos) > _MOST_FILES or sum(info.file_size for info in infos) > _MOST_BYTES:
                raise BackupRefused(f"{path.name} 太大,不像本单位文件夹的备份,没有恢复")
            prints = json.loads(archive.read(_LIST))["files"]
            contents = {info.filename: archive.read(info) for info in infos if info.filename != _LIST}
    except OSError as error:
        raise BackupRefused(f"{path.name} 读不出来({reason(error)})") from error
    except (*_DAMAGED, KeyError, ValueError, TypeError) as error:
        raise BackupRefused(f"{path.name} 不是这里写的备份,或已经坏了,没有恢复") from error
    for name, content in contents.items():
        place = PurePosixPath(name)
        if place.is_absolute() or ".." in place.parts or "\\" in name or ":" in name:
            raise BackupRefused(f"{path.name} 里有指到外面的文件名,没有恢复")
        if prints.get(name) != hashlib.sha256(content).hexdigest():
            raise BackupRefused(f"{path.name} 里的 {name} 和备份时不一样,没有恢复;请换一份备份")
    if set(prints) != set(contents):
        raise BackupRefused(f"{path.name} 里少了文件,没有恢复;请换一份备份")
    return contents
