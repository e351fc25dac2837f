"""The folder for Windows goes in; two programs that start the handbook, with and without a console, stand in it."""

import io
import zipfile
from datetime import UTC, datetime
from pathlib import Path

WINDOW = "handbook.exe"
CONSOLE = "handbook-cli.exe"
_STARTERS = {WINDOW: ("w64.exe", "pythonw.exe"), CONSOLE: ("t64.exe", "python.exe")}


def write_launchers(tree: Path, distlib: Path, script: bytes, epoch: int) -> None:
    """Starter + the line that names Python + a zip with `script`: the form that distlib's starters read.

    Python itself stays as its maker signed it, which virus scanners mind less than a program of one's own.
    """
    for name, (starter, python) in _STARTERS.items():
        line = f"#!<launcher_dir>\\{python}\r\n".encode("ascii")
        (tree / name).write_bytes((distlib / starter).read_bytes() + line + _zipped(script, epoch))


def _zipped(script: bytes, epoch: int) -> bytes:
    when = datetime.fromtimestamp(epoch, UTC)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
        info = zipfile.ZipInfo(
            "__main__.py", (when.year, when.month, when.day, when.hour, when.minute, when.second)
        )
        info.create_system = 3
        archive.writestr(info, script)
    return buffer.getvalue()
