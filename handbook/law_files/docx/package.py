"""The zip of a Word file goes in; the parts that hold text come out, none larger than it may be.

Only the text, the styles and the numbering are unpacked: no picture, no macro, no embedded file, nothing that another
place would have to give. A zip inside the zip stays shut.
"""

import io
import zipfile
import zlib
from posixpath import normpath

from lxml import etree

from handbook.law_files.limits import Limits
from handbook.law_files.refusal import Refusal, UnreadableLaw

_RELATIONSHIPS = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_MAIN = "/officeDocument"
_STEEP = 400
"""A part that unpacks to so many times its packed size is no text; running text packs some 5 to 20 times smaller."""
_STEEP_FROM = 4 * 1024 * 1024


class WordPackage:
    """The parts of one Word file."""

    def __init__(self, data: bytes, limits: Limits) -> None:
        self._limits = limits
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError, EOFError) as error:
            raise UnreadableLaw(Refusal.DAMAGED, "压缩结构读不出") from error
        self._guard()
        self.main = self._main_part()

    def _guard(self) -> None:
        parts = self._archive.infolist()
        total = sum(part.file_size for part in parts)
        if len(parts) > self._limits.parts:
            raise UnreadableLaw(Refusal.UNPACKS_TOO_BIG, f"里面有 {len(parts)} 个文件")
        if total > self._limits.unpacked_bytes:
            raise UnreadableLaw(Refusal.UNPACKS_TOO_BIG, f"{total / 1e6:.0f} MB")
        for part in parts:
            if part.file_size > _STEEP_FROM and part.file_size > _STEEP * max(1, part.compress_size):
                raise UnreadableLaw(Refusal.UNPACKS_TOO_BIG, part.filename[-60:])

    def _main_part(self) -> str:
        """Where the text stands, as the package says it; some programs call it other than ``word/document.xml``."""
        tree = self.tree("_rels/.rels")
        if tree is not None:
            for relation in tree.iter(_RELATIONSHIPS):
                if (relation.get("Type") or "").endswith(_MAIN) and relation.get("TargetMode") != "External":
                    return normpath((relation.get("Target") or "").lstrip("/"))
        return "word/document.xml"

    def beside(self, name: str) -> etree._Element | None:
        """The root of a part in the folder of the text, such as ``styles.xml``; None where there is none."""
        folder = self.main.rpartition("/")[0]
        return self.tree(f"{folder}/{name}" if folder else name)

    def tree(self, name: str) -> etree._Element | None:
        """The root of a part; None where there is none.

        Raises:
            UnreadableLaw: it is too large, not whole, no XML, or defines entities.
        """
        raw = self._raw(name)
        if raw is None:
            return None
        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False, huge_tree=False
        )
        try:
            root = etree.fromstring(raw, parser)
        except etree.XMLSyntaxError as error:
            if b"<!ENTITY" in raw or b"<!DOCTYPE" in raw:
                raise UnreadableLaw(Refusal.ENTITIES) from error
            raise UnreadableLaw(Refusal.DAMAGED, f"{name} 不是完整的 XML") from error
        if root.getroottree().docinfo.internalDTD is not None:  # Open Packaging Conventions forbid it
            raise UnreadableLaw(Refusal.ENTITIES)
        return root

    def _raw(self, name: str) -> bytes | None:
        try:
            part = self._archive.getinfo(name)
            if part.flag_bits & 0x1:
                raise UnreadableLaw(Refusal.ENCRYPTED)
            with self._archive.open(part) as file:  # what it says of its size may be untrue
                raw = file.read(self._limits.part_bytes + 1)
        except KeyError:
            return None
        except (zipfile.BadZipFile, zlib.error, EOFError, ValueError, NotImplementedError, OSError) as error:
            raise UnreadableLaw(Refusal.DAMAGED, f"{name} 解不开") from error
        if len(raw) > self._limits.part_bytes:
            raise UnreadableLaw(Refusal.UNPACKS_TOO_BIG, name[-60:])
        return raw
