"""A content folder goes in; the names of its content files come out, and what below it could not be looked at.

A link is followed, out of the folder as well, but never into a folder that is looked at already: a link to its own
folder, or to one that holds it, would have no end.
"""

import os
from collections import deque
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from handbook.content.file_names import CONTENT_SUFFIXES, WORKROOM, is_content, is_draft, is_of_laws, is_quiet
from handbook.disk_words import reason
from handbook.model.problem import Gravity

EMPTY_SITE = "empty-site"
"""Rule: an overlay without a single content file."""
DEEPEST = 16
"""Folders within folders; content itself has one level."""
MOST = 20_000
"""Names looked at: a link to a whole disk must not keep the window waiting."""

_Identity = tuple[int, int] | str


@dataclass(frozen=True, slots=True)
class Unread:
    """A place below the folder from which nothing was taken."""

    name: str
    """Below the folder, with forward slashes; a dot for the folder itself."""
    rule: str
    message: str
    """What is wrong and how to mend it."""
    gravity: Gravity = Gravity.ERROR


@dataclass(slots=True)
class Walk:
    """What was found."""

    names: list[str] = field(default_factory=list[str])
    """Content files below the folder, with forward slashes, in a fixed order."""
    unread: list[Unread] = field(default_factory=list[Unread])
    others: list[str] = field(default_factory=list[str])
    """Files that nobody reads and that somebody may have meant to be read."""


@dataclass(slots=True)
class _Folder:
    path: str
    below: str
    """What its names begin with."""
    depth: int
    is_link: bool = False


def is_bare(site: Path) -> bool:
    """Whether a company's folder looks as a mount point without its share does: no content, and nobody ever wrote here.

    One whose last publication was taken back holds no content either; its drafts and log are there.
    """
    return not walk_folder(site).names and not (site / WORKROOM).is_dir()


def walk_folder(root: Path, below: str = "") -> Walk:
    """Look at everything below `root`, or below its folder `below` alone; hidden files and editors' leavings are left out."""
    return _Walker(root, below).walked()


class _Walker:
    """Folders that stand there first, then those that links lead to, so that the shorter name is the one that is read."""

    def __init__(self, root: Path, below: str = "") -> None:
        self._walk = Walk()
        start = _Folder(str(root / below), f"{below}/", 1) if below else _Folder(str(root), "", 0)
        self._plain = deque([start])
        self._linked: deque[_Folder] = deque()
        self._seen = set(_above(root))
        self._looked_at = 0

    def walked(self) -> Walk:
        while self._looked_at <= MOST and (self._plain or self._linked):
            folder = (self._plain or self._linked).popleft()
            if self._is_entered(folder):
                self._look_into(folder)
        if self._looked_at > MOST:
            words = f"里面的文件超过 {MOST} 个,后面的没有读;请检查有没有链接指到了别处,并把无关的文件移走"
            self._refuse(".", "too-many-files", words)
            self._walk.others.clear()  # a whole disk of them says nothing
        self._walk.names.sort()
        self._walk.others.sort()
        self._walk.unread.sort(key=lambda unread: (unread.name, unread.rule))
        return self._walk

    def _is_entered(self, folder: _Folder) -> bool:
        """Whether `folder` is to be looked into; where not, that is noted."""
        name = folder.below.rstrip("/") or "."
        if folder.depth > DEEPEST:
            self._refuse(
                name, "folder-too-deep", f"文件夹套了 {DEEPEST} 层以上,再里面的没有读;请把文件移到上层"
            )
            return False
        with suppress(OSError):  # looking into it will fail as well, and is told there
            identity = _identity(folder.path)
            if folder.is_link and identity in self._seen:
                words = "这个链接绕回了已经读过的文件夹,没有再读;请删去这个链接,其余内容照常可用"
                self._refuse(name, "link-loop", words)
                return False
            self._seen.add(identity)
        return True

    def _look_into(self, folder: _Folder) -> None:
        try:
            items = list(_items(folder.path, MOST + 1 - self._looked_at))
        except OSError as error:
            words = f"打不开这个文件夹({reason(error)}),里面的文件没有读;请检查权限,或请管理员处理"
            self._refuse(folder.below.rstrip("/") or ".", "unreadable", words)
            return
        self._looked_at += len(items)
        for item in items:
            if not is_draft(item.name):
                self._take(item, folder)

    def _take(self, item: "os.DirEntry[str]", folder: _Folder) -> None:
        name = folder.below + item.name
        try:
            is_read = is_content(name)
            if is_quiet(item.name) and not is_read:
                return
            if item.is_dir():
                is_link = _is_link(item)
                queue = self._linked if is_link else self._plain
                queue.append(_Folder(item.path, f"{name}/", folder.depth + 1, is_link))
                if item.name.endswith(CONTENT_SUFFIXES):
                    words = "这是文件夹,名字却像文件;请给文件夹改名"
                    self._refuse(name, "folder-like-file", words, Gravity.WARNING)
            elif is_read and item.is_file():
                self._walk.names.append(name)
            elif item.is_symlink() and not os.path.exists(item.path):  # noqa: PTH110
                if is_read or "." not in item.name:
                    words = "这个链接指向的地方现在打不开;请恢复它指向的文件夹或文件,或删去链接"
                    self._refuse(name, "dangling-link", words)
            elif is_read:
                words = "这不是普通文件(是管道或设备),没有读;请换成普通文件"
                self._refuse(name, "no-plain-file", words, Gravity.WARNING)
            elif item.is_file() and not is_of_laws(name):
                self._walk.others.append(name)
        except OSError as error:  # a link to itself, for one
            words = f"读不了({reason(error)}),已跳过;请删去它,或换成普通的文件"
            self._refuse(name, "unreadable", words)

    def _refuse(self, name: str, rule: str, message: str, gravity: Gravity = Gravity.ERROR) -> None:
        self._walk.unread.append(Unread(name, rule, message, gravity))


def _items(folder: str, most: int) -> "Iterator[os.DirEntry[str]]":
    with os.scandir(folder) as found:
        for number, item in enumerate(found):
            if number >= most:
                return
            yield item


def _above(root: Path) -> Iterator[_Identity]:
    """The folders that hold `root`."""
    for folder in Path(os.path.realpath(root)).parents:
        with suppress(OSError):
            yield _identity(str(folder))


def _identity(folder: str) -> _Identity:
    """What tells a folder from every other, whatever it is called."""
    status = os.stat(folder)  # noqa: PTH116 (on the way to the first window)
    # Some disks give no numbers to their folders.
    return (status.st_dev, status.st_ino) if status.st_ino else os.path.realpath(folder)


def _is_link(item: "os.DirEntry[str]") -> bool:
    """Links, and on Windows junctions, which can lead back as well."""
    return item.is_symlink() or bool(getattr(item.stat(follow_symlinks=False), "st_reparse_tag", 0))
