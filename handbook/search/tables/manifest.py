"""Folder of an index <-> manifest: what it was built from, and the hash of every file in it."""

import hashlib
import json
from dataclasses import asdict, dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from handbook import __version__, whole_file
from handbook.errors import HandbookError

MANIFEST = "manifest.json"
SCHEMA_VERSION = 9
"""Raised whenever the files of an index change their meaning."""
_LARGEST = 1024 * 1024


class IndexUnusable(HandbookError):
    """The index must not be opened; the message says why. Building it anew always mends it."""


def whoosh_version() -> str:
    """Version of the installed Whoosh distribution."""
    try:
        return version("whoosh3")
    except PackageNotFoundError:
        return "?"


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """Table of contents of one index."""

    revision: str
    """Content revision of the handbook."""
    documents: int
    schema: int = SCHEMA_VERSION
    whoosh: str = ""
    program: str = ""
    files: dict[str, str]
    """File name → sha256 in hex."""


def make_manifest(folder: Path, revision: str, documents: int) -> Manifest:
    """The manifest of the files that stand in `folder` now."""
    files = {p.name: _hash(p) for p in sorted(folder.iterdir()) if p.name != MANIFEST}
    return Manifest(
        revision=revision, documents=documents, whoosh=whoosh_version(), program=__version__, files=files
    )


def write_manifest(folder: Path, manifest: Manifest) -> None:
    """Write it as the last file of `folder`."""
    text = json.dumps(asdict(manifest), ensure_ascii=False, indent=1, sort_keys=True)
    (folder / MANIFEST).write_text(text + "\n", "utf-8")


def checked_manifest(folder: Path, revision: str | None) -> Manifest:
    """The manifest of `folder` after every file proved to be what it says; else IndexUnusable. None: any revision."""
    manifest = _read(folder)
    _check_origin(manifest, revision)
    present = {p.name for p in folder.iterdir()} - {MANIFEST}
    if present != set(manifest.files):
        raise IndexUnusable(f"索引缺少文件或有多余文件:{folder}")
    for name, expected in manifest.files.items():
        if _hash(folder / name) != expected:
            raise IndexUnusable(f"索引文件已损坏:{name}")
    return manifest


def _check_origin(manifest: Manifest, revision: str | None) -> None:
    if manifest.schema != SCHEMA_VERSION or manifest.whoosh != whoosh_version():
        raise IndexUnusable("索引由另一版本的程序建立,需要重建")
    if manifest.program != __version__:
        raise IndexUnusable(f"索引由程序 {manifest.program} 建立,现在是 {__version__},需要重建")
    if revision is not None and manifest.revision != revision:
        raise IndexUnusable("索引与现在的内容不是同一版本,需要重建")


def _read(folder: Path) -> Manifest:
    path = folder / MANIFEST
    try:
        if path.stat().st_size > _LARGEST:
            raise IndexUnusable(f"索引清单过大:{path}")
        found = json.loads(path.read_text("utf-8"))
        return _typed(found)
    except OSError as error:
        raise IndexUnusable(f"没有可用的索引:{folder}({error.strerror})") from error
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        raise IndexUnusable(f"索引清单无法读懂:{path}") from error


def _typed(found: dict[str, object]) -> Manifest:
    manifest = Manifest(**found)  # type: ignore[arg-type]  # checked right below
    texts = (manifest.revision, manifest.whoosh, manifest.program, *manifest.files, *manifest.files.values())
    numbers = (manifest.documents, manifest.schema)
    if not all(isinstance(t, str) for t in texts) or not all(type(n) is int and n >= 0 for n in numbers):
        raise TypeError("wrong types in manifest")
    if any(Path(name).name != name for name in manifest.files):
        raise ValueError("a manifest names files of its own folder only")
    return manifest


def _hash(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise IndexUnusable(f"索引文件无法读取:{path.name}({error.strerror})") from error


def sync_folder(folder: Path) -> None:
    """Make the files of `folder` and its directory entries durable."""
    for path in folder.iterdir():
        whole_file.sync_file(path)
    whole_file.sync_folder(folder)
