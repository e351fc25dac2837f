"""The shipped content goes in; the program as it runs where it was installed comes out: bundled content, index, window."""

import shutil
from pathlib import Path
from typing import Any

from PySide6.QtCore import QLockFile

from handbook.app.application import Application
from handbook.build_hook import bundle_part
from handbook.content.author_reading import AuthorReading
from handbook.content.compiled import read_compiled
from handbook.content.library import COMPILED_NAME, ContentFolders
from handbook.model.handbook import Handbook
from handbook.settings import Settings


def bundle_copy(content: Path, bundled: Path) -> Path:
    """Copy, compile and index `content` in `bundled`; the folder that the build puts inside the program."""
    shutil.copytree(content, bundled / "content")
    bundle_part(bundled / "content", bundled, "")
    return bundled


def bundle_for_all(content: Path, shared: Path) -> Path:
    """The same for all processes of one run, made by the first; `shared` is a folder of this run alone.

    A process that dies over it leaves no half of a bundle: what was made is renamed when it is whole.
    """
    bundled = shared / "program"
    lock = QLockFile(str(shared / "program.lock"))
    lock.setStaleLockTime(0)  # however long it takes; a lock whose process has died is free all the same
    lock.lock()
    try:
        if not bundled.exists():
            part = shared / "program.part"
            shutil.rmtree(part, ignore_errors=True)
            bundle_copy(content, part).rename(bundled)
    finally:
        lock.unlock()
    return bundled


def handbook_of(bundled: Path) -> Handbook:
    """The compiled handbook in `bundled`."""
    compiled = read_compiled(bundled / COMPILED_NAME)
    if compiled is None:
        raise RuntimeError(f"no compiled content in {bundled}")
    return compiled.handbook


def start(installed: Path, home: Path, **overrides: Any) -> Application:
    """The program with its window shown; `overrides` replace root, site or bundled folder, the settings, the company's, or the texts of laws; `author` follows what is saved."""
    settings = overrides.pop("settings", Settings(look="light"))
    door = overrides.pop("door", None)
    defaults = overrides.pop("defaults", None)
    law_texts = overrides.pop("law_texts", None)
    is_author = overrides.pop("author", False)
    folders = ContentFolders(
        **{"root": installed / "content", "bundled": installed, "cache": home / "content-cache", **overrides}
    )
    program = Application(settings, defaults, door)
    program.use_folders(folders)
    if is_author:
        program.follow_author(AuthorReading())
    if law_texts is not None:
        program.use_laws(law_texts)
    program.furnish()
    program.start()
    return program
