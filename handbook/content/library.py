"""Content folders go in; the handbook comes out, compiled where a compiled copy still holds, read anew where not."""

from __future__ import annotations

import contextlib
import hashlib
import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

from handbook import paths
from handbook.aboard import content_in_force
from handbook.content.compiled import read_compiled, write_compiled
from handbook.content.folder_walk import is_bare
from handbook.content.revision import stamp
from handbook.errors import UsageError
from handbook.model.handbook import Handbook
from handbook.model.problem import Problem
from handbook.patience import within

if TYPE_CHECKING:
    from handbook.law.law_text import LawText

COMPILED_NAME, INDEX_NAME = "handbook.json", "index"
PATIENCE = 5.0
"""Seconds after which a folder that does not answer counts as away: a share may have to be connected first."""
READING_PATIENCE = 60.0
"""Seconds for reading an overlay whole, file by file over a slow line."""


@dataclass(frozen=True, slots=True)
class ContentFolders:
    """Where content is, and where copies of it may be."""

    root: Path
    """The content folder."""
    bundled: Path
    """Folder that the build made inside the program."""
    cache: Path
    """This user's folder for compiled content."""
    site: Path | None = None
    """Overlay of the site."""
    region: str = ""
    """Id of the region that the company chose; empty = the overlay's, else that of the content."""

    @property
    def is_inside_program(self) -> bool:
        """Whether nothing but the program's own installed content is read, which no one edits."""
        return self.site is None and self.root == self.bundled / "content"

    @property
    def is_pack(self) -> bool:
        """Whether a pack that this desk took stands for what the program came with."""
        return self.root.is_relative_to(paths.user_packs())

    @property
    def compiled(self) -> Path:
        """The copy inside the program of what these folders hold, if it is there."""
        return bundled_part(self.bundled, self.region) / COMPILED_NAME


def bundled_part(bundled: Path, region: str) -> Path:
    """Where the build puts what belongs to a chosen region; what nobody has chosen stands at the top."""
    return bundled / "regions" / region if region else bundled


def bundled_indexes(bundled: Path, handbook: Handbook) -> list[Path]:
    """The indexes inside the program that may be of `handbook`: that of its region, and that of the region at the top."""
    chosen = handbook.region.id if handbook.region is not None else ""
    return [bundled_part(bundled, name) / INDEX_NAME for name in dict.fromkeys((chosen, ""))]


def named_folders(root: Path | None, site: Path | None, region: str = "") -> ContentFolders:
    """The folders of this program and user, with those that were named on the command line; a pack on board stands for what
    the program came with.
    """
    content, overlay = (Path(os.path.realpath(root)), None) if root else content_in_force()
    site = site or overlay
    return ContentFolders(
        root=content,
        bundled=paths.bundled(),
        cache=paths.user_content_cache(),
        site=site.absolute() if site else None,  # not resolved: that asks the disk, and a share may hang
        region=region,
    )


def existing_folders(root: Path | None, site: Path | None, region: str = "") -> ContentFolders:
    """`named_folders`, once it is sure that they are there.

    Raises:
        UsageError: a folder that was named does not exist.
    """
    folders = named_folders(root, site, region)
    _refuse_missing(folders)
    return folders


def _refuse_missing(folders: ContentFolders) -> None:
    for folder in (folders.root, folders.site):
        if folder is not None and not _is_there(folder):
            raise UsageError(
                f"找不到内容文件夹 {folder}。请检查 --content、--site 后面的路径,或设置里的本单位文件夹。"
            )


def _is_there(folder: Path) -> bool:
    try:
        return within(PATIENCE, partial(os.path.isdir, folder))  # raises nothing, whatever stands there
    except TimeoutError:
        raise UsageError(f"内容文件夹 {folder} 没有回应。它若在网络盘上,请检查网络盘接上没有。") from None


@dataclass(frozen=True, slots=True)
class OpenedContent:
    """The handbook and what is wrong with its content."""

    handbook: Handbook
    problems: Sequence[Problem]
    is_compiled: bool
    """Whether it came from a compiled copy."""
    notice: str = ""
    """What the user must be told: that the overlay of the site is away."""
    stamp: str = ""
    """Stamp of the folders that it was read from, before they were read; empty where nobody edits them."""


def open_content(folders: ContentFolders) -> OpenedContent:
    """The handbook of `folders`.

    Raises:
        UsageError: a folder that was named does not exist.
    """
    return open_compiled(folders) or read_anew(folders)


def open_compiled(folders: ContentFolders) -> OpenedContent | None:
    """The handbook from a compiled copy that still holds, within milliseconds; None where there is none.

    Raises:
        UsageError: a folder that was named does not exist.
    """
    _refuse_missing(folders)
    shipped = folders.compiled
    found, now = None, ""
    if folders.is_inside_program:
        found = read_compiled(shipped)
    if found is None:  # also of a region that was not built in: it is read from YAML once, not at every start
        now = folders_stamp(folders)
        found = read_compiled(shipped, now) or read_compiled(cached_file(folders), now)
    return OpenedContent(_today(found.handbook), found.problems, True, stamp=now) if found else None


def open_without_waiting(folders: ContentFolders, is_stopped: Callable[[], bool]) -> OpenedContent:
    """As `open_content`, but an overlay that is away, or on a disk that does not answer, is left out and told.

    Raises:
        UsageError: the content folder itself does not exist.
    """
    if folders.site is None:
        return open_content(folders)
    try:
        opened, is_empty = within(READING_PATIENCE, partial(_open_with, folders, folders.site), is_stopped)
        why = "里没有内容文件" if is_empty else ""
    except (UsageError, TimeoutError):
        opened = open_content(replace(folders, site=None))
        why = "现在打不开"
    words = (
        f"本单位的覆盖文件夹 {folders.site} {why},先用随程序的内容。它若在网络盘上,请检查网络盘;接上后再读。"
    )
    return replace(opened, notice=words) if why else opened


def _open_with(folders: ContentFolders, site: Path) -> tuple[OpenedContent, bool]:
    """The handbook, and whether the overlay is empty: a mount point whose share is away looks so."""
    return open_content(folders), is_bare(site)


def read_anew(folders: ContentFolders) -> OpenedContent:
    """The handbook from its YAML; takes seconds, and keeps a compiled copy for the next start."""
    from handbook.content.loader import load_content  # YAML and validation cost as much as the window

    before = folders_stamp(folders)
    loaded = load_content(folders.root, folders.site, folders.region)
    return keep(folders, loaded.handbook, loaded.problems, before)


def keep(
    folders: ContentFolders, handbook: Handbook, problems: Sequence[Problem], stamp: str
) -> OpenedContent:
    """What was just read from `folders`, once a compiled copy of it is kept; `stamp`: theirs before they were read."""
    # A cache that cannot be written (read-only profile, full disk) costs time at the next start, nothing else.
    with contextlib.suppress(OSError):
        write_compiled(cached_file(folders), handbook, tuple(problems), stamp)
    return OpenedContent(_today(handbook), tuple(problems), False, stamp=stamp)


def law_texts(folders: ContentFolders) -> tuple[LawText, ...]:
    """The official texts in `folders`, those of the site over those that came with the program; reads and parses, off the
    main thread. An overlay that does not answer has none.
    """
    try:
        return within(READING_PATIENCE, partial(_laws().texts_in, folders.root, folders.site))
    except TimeoutError:
        return ()


def _today(handbook: Handbook) -> Handbook:
    """What is kept knows no day; what is read stands as the law does today."""
    if not handbook.official:
        return handbook
    brought: Handbook = _laws().brought_to(handbook, date.today())
    return brought


def _laws() -> ModuleType:
    from handbook.content import laws_of_day  # most desks have no official texts: they start without it

    return laws_of_day


def folders_stamp(folders: ContentFolders) -> str:
    """Stamp of what is read from them; another region is other content."""
    return f"{folders.region}:{stamp(folders.root, folders.site)}"


def cached_file(folders: ContentFolders) -> Path:
    """Where this user's compiled copy of `folders` is kept."""
    places = (os.path.realpath(folders.root), folders.site or "", folders.region)
    name = hashlib.sha256(b"\0".join(map(os.fsencode, places))).hexdigest()[:16]
    return folders.cache / f"{name}.json"
