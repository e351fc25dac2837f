"""Locked files go in; each stands in the download folder with the hash that the lock names, fetched only once."""

import sys
from collections.abc import Sequence
from pathlib import Path

from handbook.packaging.build_error import BuildError
from handbook.packaging.checksums import sha256_of
from handbook.packaging.commands import run
from handbook.packaging.lock import PLATFORMS, PYTHON, LockedWheel

_LIMIT_S = 1800


def fetch_wheels(folder: Path, wheels: Sequence[LockedWheel], platform: str) -> list[Path]:
    """The wheel files of `wheels` for `platform`, downloaded where they are not there yet."""
    folder.mkdir(parents=True, exist_ok=True)
    absent = [wheel for wheel in wheels if not _is_there(folder / wheel.file, wheel.sha256)]
    if absent:
        listed = folder / "requirements.txt"
        listed.write_text("".join(f"{w.requirement}\n" for w in absent), "utf-8")
        tags = [word for tag in PLATFORMS[platform] for word in ("--platform", tag)]
        words = f"-m pip download --quiet --no-deps --require-hashes --only-binary=:all: --python-version {PYTHON}"
        command = [sys.executable, *words.split(), *tags, "--dest", str(folder), "--requirement", str(listed)]
        run(command, limit_s=_LIMIT_S)
    for wheel in wheels:
        _check(folder / wheel.file, wheel.sha256)
    return [folder / wheel.file for wheel in wheels]


def fetch_source(folder: Path, requirement: str, file: str, sha256: str) -> Path:
    """A source archive of the package index; pip checks its hash before it asks the archive for its name."""
    path = folder / file
    if not _is_there(path, sha256):
        folder.mkdir(parents=True, exist_ok=True)
        listed = folder / "source.txt"
        listed.write_text(f"{requirement} --hash=sha256:{sha256}\n", "utf-8")
        words = "-m pip download --quiet --no-deps --require-hashes --no-binary=:all:"
        command = [sys.executable, *words.split(), "--dest", str(folder), "--requirement", str(listed)]
        run(command, limit_s=_LIMIT_S)
    _check(path, sha256)
    return path


def _is_there(path: Path, sha256: str) -> bool:
    return path.is_file() and sha256_of(path) == sha256


def _check(path: Path, sha256: str) -> None:
    if not path.is_file():
        raise BuildError(f"{path.name} was not downloaded.")
    if sha256_of(path) != sha256:
        path.unlink()
        raise BuildError(f"{path.name} is not the file that was locked (sha256 differs); it was deleted.")
