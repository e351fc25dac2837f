"""Names and bytes go in; a zip archive whose bytes hang on nothing else comes out."""

import zipfile
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

from handbook.packaging.trees import files_below


def write_zip(
    path: Path, files: Mapping[str, bytes | Path], epoch: int, method: int = zipfile.ZIP_DEFLATED
) -> None:
    """Write `files` in their order, all dated `epoch`."""
    when = datetime.fromtimestamp(epoch, UTC)
    with zipfile.ZipFile(path, "w", method, compresslevel=9) as archive:
        for name, source in files.items():
            info = zipfile.ZipInfo(
                name, (when.year, when.month, when.day, when.hour, when.minute, when.second)
            )
            info.compress_type = method
            info.create_system = 3
            info.external_attr = 0o644 << 16
            raw = source if isinstance(source, bytes) else source.read_bytes()
            archive.writestr(info, raw, method, 9)


def rewrite_zip(path: Path, epoch: int) -> None:
    """Write an archive anew, in the order of its names and uncompressed, since the order in which it was made may vary."""
    with zipfile.ZipFile(path) as archive:
        files = {name: archive.read(name) for name in sorted(archive.namelist())}
    write_zip(path, files, epoch, zipfile.ZIP_STORED)


def tree_files(folder: Path, below: str) -> dict[str, bytes | Path]:
    """Everything in `folder`, placed below `below`."""
    return {f"{below}/{path.relative_to(folder).as_posix()}": path for path in files_below(folder)}
