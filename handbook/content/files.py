"""A content folder goes in; its files as bytes come out, with a problem for each that cannot be read."""

import errno
import os
import stat
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from handbook.content import file_names
from handbook.content.file_names import LAW_FOLDER, is_of_laws
from handbook.content.folder_walk import EMPTY_SITE, is_bare, walk_folder
from handbook.content.origin import problem_at
from handbook.content.unread_files import unread_files
from handbook.content.yaml_reader import MAX_BYTES, Place
from handbook.disk_words import reason
from handbook.model.problem import Gravity, Problem

SITE_MARK = file_names.SITE_MARK
"""What the name of a file of the overlay begins with."""
MAX_LAW_BYTES = 8 * 1024 * 1024
"""Of one official text: the largest code of the country has less than a megabyte."""
_EMPTY = "覆盖文件夹里没有内容文件;请检查路径,它若在网络盘上,请检查网络盘接上没有"


@dataclass(frozen=True, slots=True)
class ContentFile:
    """One file below a content root."""

    name: str
    """Path below the root, with forward slashes; overlay files begin with ``site:``."""
    raw: bytes

    @property
    def parts(self) -> tuple[str, ...]:
        """Folders and file name, without the overlay mark."""
        return tuple(self.name.removeprefix(SITE_MARK).split("/"))

    @property
    def stem(self) -> str:
        """File name without its ending."""
        return self.parts[-1].rsplit(".", 1)[0]


def read_folder(root: Path, *, is_site: bool = False) -> tuple[list[ContentFile], list[Problem]]:
    """All content files below `root`; what cannot be read, or is none, is a problem and left out."""
    mark = SITE_MARK if is_site else ""
    if not root.is_dir():
        message = f"找不到内容文件夹 {root},请检查路径"
        return [], [problem_at(f"{mark}.", Place(1, 1), "missing-folder", message)]
    files: list[ContentFile] = []
    walk = walk_folder(root)
    problems = [
        problem_at(mark + _printable(u.name), Place(1, 1), u.rule, u.message, gravity=u.gravity)
        for u in walk.unread
    ]
    if is_site and not walk.unread and not walk.others and is_bare(root):
        problems.append(problem_at(f"{mark}.", Place(1, 1), EMPTY_SITE, _EMPTY, gravity=Gravity.WARNING))
    for name in walk.names:
        shown = mark + _printable(name)
        try:
            files.append(
                ContentFile(
                    shown, _read_capped(root / name, MAX_LAW_BYTES if is_of_laws(name) else MAX_BYTES)
                )
            )
        except OSError as error:
            message = f"读不了这个文件({reason(error)}),没有采用;请检查权限,或重新放一份"
            problems.append(problem_at(shown, Place(1, 1), "unreadable", message))
    problems += [
        unread_problem(mark + _printable(name), why) for name, why in unread_files(root, walk.others)
    ]
    return files, problems


def read_laws_folder(root: Path, *, is_site: bool = False) -> list[ContentFile]:
    """The files of official texts below `root` alone; what cannot be read is passed over: where all is read it is told."""
    mark = SITE_MARK if is_site else ""
    found = []
    for name in walk_folder(root, LAW_FOLDER).names:
        with suppress(OSError):
            found.append(ContentFile(mark + _printable(name), _read_capped(root / name, MAX_LAW_BYTES)))
    return found


def unread_problem(name: str, why: str) -> Problem:
    """The warning that nobody reads the file."""
    return problem_at(name, Place(1, 1), "unread-file", why, gravity=Gravity.WARNING)


def _printable(name: str) -> str:
    """A file name need not be valid UTF-8; a problem with it must still be printable."""
    return os.fsencode(name).decode("utf-8", "replace")


def _read_capped(path: Path, most: int) -> bytes:
    # What was a file when the folder was looked at may be a pipe by now: opening must not wait for a writer.
    flags = os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0)
    with os.fdopen(os.open(path, flags), "rb") as file:
        if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
            raise OSError(errno.EINVAL, "不是普通文件")
        # One byte more than allowed is enough for the reader to refuse the file as too large.
        return file.read(most + 1)
