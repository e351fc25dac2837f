"""The zip of an office file goes in; the parts that hold text come out, none larger than it may be.

Only what is asked for is unpacked: no picture, no macro, no embedded file, nothing that another
place would have to give. A zip inside the zip stays shut.
"""

import io
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from posixpath import normpath
from typing import IO

from lxml import etree

from handbook.foreign_files.failure import Failure, ReadingFailed
from handbook.foreign_files.limits import ProcessLimits

_RELATIONSHIPS = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_MAIN = "/officeDocument"
_STEEP = 400
"""A part that unpacks to so many times its packed size is no text; running text packs some 5 to 20 times smaller."""
_STEEP_FROM = 4 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Relation:
    """One part that another one refers to."""

    id: str
    """By which the other one names it."""
    kind: str
    """An address whose last word says what it is: ``…/slide``."""
    part: str
    """Name of the part."""


class OfficePackage:
    """The parts of one file of Word or PowerPoint."""

    def __init__(self, data: bytes, limits: ProcessLimits) -> None:
        self._limits = limits
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError, EOFError) as error:
            raise ReadingFailed(Failure.DAMAGED, "压缩结构读不出") from error
        self._guard()
        self.main = self._main_part()

    def _guard(self) -> None:
        parts = self._archive.infolist()
        total = sum(part.file_size for part in parts)
        if len(parts) > self._limits.parts:
            raise ReadingFailed(Failure.UNPACKS_TOO_BIG, f"里面有 {len(parts)} 个文件")
        if total > self._limits.unpacked_bytes:
            raise ReadingFailed(Failure.UNPACKS_TOO_BIG, f"{total / 1e6:.0f} MB")
        for part in parts:
            if part.file_size > _STEEP_FROM and part.file_size > _STEEP * max(1, part.compress_size):
                raise ReadingFailed(Failure.UNPACKS_TOO_BIG, part.filename[-60:])

    def _main_part(self) -> str:
        """Where the text stands, as the package says it; some programs call it other than ``word/document.xml``."""
        found = (r.part for r in self._relations("_rels/.rels", "") if r.kind.endswith(_MAIN))
        return next(found, "word/document.xml")

    def related(self, name: str) -> list[Relation]:
        """What the part called `name` refers to inside the package, in the order in which it says so."""
        folder, _, file = name.rpartition("/")
        return list(
            self._relations(f"{folder}/_rels/{file}.rels" if folder else f"_rels/{file}.rels", folder)
        )

    def _relations(self, name: str, folder: str) -> Iterator[Relation]:
        tree = self.tree(name)
        for relation in tree.iter(_RELATIONSHIPS) if tree is not None else ():
            if relation.get("TargetMode") == "External":
                continue
            target = str(relation.get("Target") or "")
            path = target if target.startswith("/") else f"/{folder}/{target}"
            part = normpath(path).lstrip("/")
            yield Relation(str(relation.get("Id") or ""), str(relation.get("Type") or ""), part)

    def beside(self, name: str) -> etree._Element | None:
        """The root of a part in the folder of the text, such as ``styles.xml``; None where there is none."""
        folder = self.main.rpartition("/")[0]
        return self.tree(f"{folder}/{name}" if folder else name)

    def tree(self, name: str) -> etree._Element | None:
        """The root of a part; None where there is none.

        Raises:
            ReadingFailed: it is too large, not whole, no XML, or defines entities.
        """
        raw = self.raw(name)
        if raw is None:
            return None
        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False, huge_tree=False
        )
        try:
            root = etree.fromstring(raw, parser)
        except etree.XMLSyntaxError as error:
            if b"<!ENTITY" in raw or b"<!DOCTYPE" in raw:
                raise ReadingFailed(Failure.ENTITIES) from error
            raise ReadingFailed(Failure.DAMAGED, f"{name} 不是完整的 XML") from error
        if root.getroottree().docinfo.internalDTD is not None:  # Open Packaging Conventions forbid it
            raise ReadingFailed(Failure.ENTITIES)
        return root

    def opened(self, name: str) -> IO[bytes]:
        """A part as a stream, for who reads it piece by piece and counts what comes.

        Raises:
            KeyError: there is none.
            ReadingFailed: it has a password.
        """
        part = self._archive.getinfo(name)
        if part.flag_bits & 0x1:
            raise ReadingFailed(Failure.ENCRYPTED)
        return self._archive.open(part)

    def raw(self, name: str) -> bytes | None:
        """The bytes of a part; None where there is none. Raises ReadingFailed where it is too large or not whole."""
        try:
            with self.opened(name) as file:  # what it says of its size may be untrue
                raw = file.read(self._limits.part_bytes + 1)
        except KeyError:
            return None
        except (zipfile.BadZipFile, zlib.error, EOFError, ValueError, NotImplementedError, OSError) as error:
            raise ReadingFailed(Failure.DAMAGED, f"{name} 解不开") from error
        if len(raw) > self._limits.part_bytes:
            raise ReadingFailed(Failure.UNPACKS_TOO_BIG, name[-60:])
        return raw
