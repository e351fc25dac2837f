"""Names, files and modes go in; a ``.tar.xz`` whose bytes hang on nothing else comes out."""

import io
import lzma
import tarfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from handbook.packaging.trees import files_below

_FILTERS = [
    {"id": lzma.FILTER_X86},  # most bytes are machine code for x86
    {"id": lzma.FILTER_LZMA2, "preset": 9 | lzma.PRESET_EXTREME, "lc": 4},
]


@dataclass(frozen=True, slots=True)
class Member:
    """One file, link or folder of an archive."""

    name: str
    """Path inside, with slashes."""
    source: Path | bytes | str | None
    """A file, the bytes themselves, the target of a symbolic link, or None for a folder."""
    mode: int = 0o644


def members_of(folder: Path, below: str) -> list[Member]:
    """Everything in `folder`, placed below `below`; libraries last and like beside like, which packs better."""
    found = []
    for path in sorted(files_below(folder), key=lambda p: (".so" in p.name, p.suffix)):
        name = f"{below}/{path.relative_to(folder).as_posix()}"
        if path.is_symlink():
            found.append(Member(name, str(path.readlink()), 0o777))
        else:
            found.append(Member(name, path, 0o755 if path.stat().st_mode & 0o100 else 0o644))
    return found


def with_folders(members: Iterable[Member], top: str = "") -> list[Member]:
    """`members`, each after the folders it stands in."""
    placed: list[Member] = []
    seen = {top}
    for member in members:
        parts = member.name.removeprefix(top).lstrip("/").split("/")[:-1]
        for depth in range(1, len(parts) + 1):
            folder = (
                "/".join([top, *parts[:depth]]).lstrip("/") if top != "." else "/".join([top, *parts[:depth]])
            )
            if folder not in seen:
                seen.add(folder)
                placed.append(Member(folder, None, 0o755))
        placed.append(member)
    return placed


def write_tar_xz(path: Path, members: Iterable[Member], epoch: int) -> None:
    """Write the archive; every member belongs to root and is dated `epoch`."""
    with (
        lzma.open(path, "wb", format=lzma.FORMAT_XZ, check=lzma.CHECK_CRC32, filters=_FILTERS) as packed,
        tarfile.open(fileobj=packed, mode="w|", format=tarfile.GNU_FORMAT) as archive,
    ):
        for member in members:
            _add(archive, member, epoch)


def _add(archive: tarfile.TarFile, member: Member, epoch: int) -> None:
    info = tarfile.TarInfo(member.name)
    info.mtime = epoch
    info.mode = member.mode
    info.uname = "root"
    info.gname = "root"
    if member.source is None:
        info.type = tarfile.DIRTYPE
        archive.addfile(info)
    elif isinstance(member.source, str):
        info.type = tarfile.SYMTYPE
        info.linkname = member.source
        archive.addfile(info)
    else:
        raw = member.source if isinstance(member.source, bytes) else member.source.read_bytes()
        info.size = len(raw)
        archive.addfile(info, io.BytesIO(raw))
