"""A content folder goes in; its files as bytes come out, with a problem for each that cannot be read."""

import os
from dataclasses import dataclass
from pathlib import Path

from handbook.content.origin import problem_at
from handbook.content.revision import content_files
from handbook.content.yaml_reader import MAX_BYTES, Place
from handbook.model.problem import Problem


@dataclass(frozen=True, slots=True)
class ContentFile:
    """One file below a content root."""

    name: str
    """Path below the root, with forward slashes; overlay files begin with ``site:``."""
    raw: bytes

    @property
    def parts(self) -> tuple[str, ...]:
        """Folders and file name, without the overlay mark."""
        return tuple(self.name.removeprefix("site:").split("/"))

    @property
    def stem(self) -> str:
        """File name without its ending."""
        return self.parts[-1].rsplit(".", 1)[0]


def read_folder(root: Path, *, is_site: bool = False) -> tuple[list[ContentFile], list[Problem]]:
    """All content files below `root`; what cannot be read is a problem and left out."""
    mark = "site:" if is_site else ""
    if not root.is_dir():
        message = f"找不到内容文件夹 {root},请检查路径"
        return [], [problem_at(f"{mark}.", Place(1, 1), "missing-folder", message)]
    files: list[ContentFile] = []
    problems: list[Problem] = []
    for path in content_files(root):
        # A file name need not be valid UTF-8; a problem with it must still be printable.
        name = mark + os.fsencode(path.relative_to(root).as_posix()).decode("utf-8", "replace")
        try:
            files.append(ContentFile(name, _read_capped(path)))
        except OSError as error:
            reason = error.strerror or os.strerror(error.errno or 0)
            problems.append(problem_at(name, Place(1, 1), "unreadable", f"读不了这个文件:{reason}"))
    return files, problems


def _read_capped(path: Path) -> bytes:
    # One byte more than allowed is enough for the reader to refuse the file as too large.
    with path.open("rb") as file:
        return file.read(MAX_BYTES + 1)
