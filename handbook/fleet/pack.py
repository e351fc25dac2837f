"""Content folders -> one pack, and a pack -> a folder: content, the company's overlay, regions and law texts; never an index.

A pack is a zip of plain files with a list of them. What comes in from a share is read here only after its signature was
checked, and is refused all the same where it names a place outside its folder, a link, or more than content can be.
"""

import hashlib
import io
import json
import re
import stat
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from pathlib import Path, PurePosixPath

from handbook.aboard import CONTENT, MANIFEST, SITE, PackManifest, version_key
from handbook.content.file_names import WORKROOM
from handbook.content.folder_walk import walk_folder
from handbook.errors import HandbookError

LARGEST = 64 * 1024 * 1024
"""Bytes of a pack, and of all that is in it."""
LARGEST_FILE = 8 * 1024 * 1024
MOST_FILES = 20_000
_SUFFIXES = frozenset({".yaml", ".svg", ".md", ".jsonl"})
_NAME = re.compile(r"[^\\:*?\"<>|\x00-\x1f\x7f]+")
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?", re.IGNORECASE)
_FIRST_FILE = "handbook.yaml"
"""Content without it is none."""
_BESIDE_CONTENT = ("history.jsonl",)
"""No content, but what tells the currency codes on paper."""
_DAY_OF_ZIP = (2026, 1, 1, 0, 0, 0)
"""The same files make the same pack on any day."""


class PackRefused(HandbookError):
    """A pack that is not taken; the message says why."""


@dataclass(frozen=True, slots=True)
class Pack:
    """A pack that was read whole."""

    manifest: PackManifest
    files: Mapping[str, bytes]
    """Name below the pack's folder, with forward slashes -> bytes."""

    @property
    def has_site(self) -> bool:
        """Whether it brings the company's overlay along."""
        return any(name.startswith(f"{SITE}/") for name in self.files)

    def again(self, number: int, now: datetime, note: str) -> bytes:
        """The same content under a higher number: what was published after it is withdrawn so."""
        said = replace(self.manifest, number=number, note=note, made=now.isoformat(timespec="seconds"))
        return _packed(self.files, said)


def make_pack(root: Path, site: Path | None, manifest: PackManifest) -> bytes:
    """The pack of what is read below `root` and `site`; drafts, indexes and what nobody reads stay behind.

    Raises:
        PackRefused: there is nothing to read, or more than fits.
        OSError: a file cannot be read.
    """
    files = {f"{CONTENT}/{name}": (root / name).read_bytes() for name in _names(root)}
    if not files:
        raise PackRefused(f"{root} 里没有内容文件,打不成包。")
    if site is not None:
        files |= {f"{SITE}/{name}": (site / name).read_bytes() for name in _names(site)}
    data = _packed(files, manifest)
    read_pack(data)  # what a desk would refuse is not published
    return data


def read_pack(data: bytes) -> Pack:
    """The pack in `data`, every file of it checked against its list.

    Raises:
        PackRefused: it is damaged, names a place outside its folder, or holds more than content can be.
    """
    if len(data) > LARGEST:
        raise PackRefused(f"内容包太大({len(data) // 1024 // 1024} MB),没有采用。")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            files = dict(_read_members(archive))
    except (
        zipfile.BadZipFile,
        zipfile.LargeZipFile,
        zlib.error,
        ValueError,
        EOFError,
        OSError,
        NotImplementedError,
        RuntimeError,
    ):
        raise PackRefused("内容包坏了,没有采用。") from None
    head = files.pop(MANIFEST, None)
    if head is None:
        raise PackRefused("内容包里没有 pack.json,没有采用。")
    manifest, listed = _manifest(head)
    if set(listed) != set(files):
        raise PackRefused("内容包里的文件和它的清单对不上,没有采用。")
    for name, content in files.items():
        if hashlib.sha256(content).hexdigest() != listed[name]:
            raise PackRefused(f"内容包里 {name} 和清单对不上,没有采用。")
    if f"{CONTENT}/{_FIRST_FILE}" not in files:
        raise PackRefused("内容包里没有内容,没有采用。")
    return Pack(manifest, files)


def _packed(files: Mapping[str, bytes], manifest: PackManifest) -> bytes:
    listed = {name: hashlib.sha256(data).hexdigest() for name, data in sorted(files.items())}
    head = json.dumps({**asdict(manifest), "files": listed}, ensure_ascii=False, indent=1).encode()
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, data in ((MANIFEST, head), *sorted(files.items())):
            _refuse_name(name)
            archive.writestr(_member(name), data)
    return packed.getvalue()


def _names(folder: Path) -> list[str]:
    names = [name for name in walk_folder(folder).names if not name.startswith(f"{WORKROOM}/")]
    return [*names, *(name for name in _BESIDE_CONTENT if (folder / name).is_file())]


def _member(name: str) -> zipfile.ZipInfo:
    member = zipfile.ZipInfo(name, _DAY_OF_ZIP)
    member.compress_type = zipfile.ZIP_DEFLATED
    member.external_attr = (stat.S_IFREG | 0o644) << 16
    return member


def _read_members(archive: zipfile.ZipFile) -> Iterator[tuple[str, bytes]]:
    members = archive.infolist()
    if len(members) > MOST_FILES:
        raise PackRefused(f"内容包里有 {len(members)} 个文件,太多了,没有采用。")
    seen: set[str] = set()
    left = LARGEST
    for member in members:
        _refuse_member(member)
        folded = member.filename.casefold()
        if folded in seen:
            raise PackRefused(f"内容包里 {member.filename} 出现两次,没有采用。")
        seen.add(folded)
        with archive.open(member) as file:
            data = file.read(min(LARGEST_FILE, left) + 1)  # whatever size its head claims
        if len(data) > min(LARGEST_FILE, left):
            raise PackRefused(f"内容包里 {member.filename} 太大,没有采用。")
        left -= len(data)
        yield member.filename, data


def _refuse_member(member: zipfile.ZipInfo) -> None:
    kind = stat.S_IFMT(member.external_attr >> 16)
    if member.is_dir() or kind not in (0, stat.S_IFREG):
        raise PackRefused(f"内容包里 {member.filename} 不是普通文件,没有采用。")
    if member.flag_bits & 0x1:
        raise PackRefused(f"内容包里 {member.filename} 加了密,没有采用。")
    _refuse_name(member.filename)


def _refuse_name(name: str) -> None:
    if name == MANIFEST:
        return
    path = PurePosixPath(name)
    parts = name.split("/")
    is_plain = all(
        _NAME.fullmatch(part)
        and part not in (".", "..")
        and not part.endswith((".", " "))
        and not _RESERVED.fullmatch(part)
        for part in parts
    )
    if not is_plain or parts[0] not in (CONTENT, SITE) or len(parts) < 2 or path.suffix not in _SUFFIXES:
        raise PackRefused(f"内容包里的文件名 {name!r} 不合规矩,没有采用。")


def _manifest(head: bytes) -> tuple[PackManifest, dict[str, str]]:
    try:
        raw = json.loads(head)
        said = {name: raw[name] for name in PackManifest.__slots__}
        listed = raw["files"]
    except (ValueError, KeyError, TypeError, RecursionError):
        raise PackRefused("内容包的 pack.json 读不懂,没有采用。") from None
    number = said.pop("number")
    is_sound = isinstance(number, int) and not isinstance(number, bool) and number > 0
    if (
        not is_sound
        or not all(isinstance(value, str) for value in said.values())
        or not version_key(said["version"])
    ):
        raise PackRefused("内容包的 pack.json 写得不对,没有采用。")
    if not isinstance(listed, dict) or not all(isinstance(v, str) for v in listed.values()):
        raise PackRefused("内容包的文件清单写得不对,没有采用。")
    return PackManifest(number=number, **said), listed
