"""Bytes go in; what kind of file they are comes out, seen by what stands in them, not by a name."""

import io
import re
import zipfile

from handbook.table_files.refusal import Refusal, UnreadableTable
from handbook.table_files.table_file import TableKind

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_STREAMS = {
    name: name.encode("utf-16-le")
    for name in ("EncryptedPackage", "Workbook", "Book", "PowerPoint Document", "WordDocument")
}
_OTHERS = {
    b"%PDF-": "是 PDF",
    b"\x89PNG": "是图片",
    b"\xff\xd8\xff": "是图片",
    b"GIF8": "是图片",
    b"{\\rtf": "是 RTF 文件",
    b"Rar!": "是压缩包，请先解开",
    b"7z\xbc\xaf": "是压缩包，请先解开",
    b"\x1f\x8b": "是压缩包，请先解开",
    b"BZh": "是压缩包，请先解开",
    b"\xfd7zXZ": "是压缩包，请先解开",
    b"\x7fELF": "是程序",
    b"SQLite format 3": "是数据库",
}
_PAGE = re.compile(
    rb"\s*(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|meta|table|style|body|div)[\s>/]", re.I | re.S
)
_XML = re.compile(rb"\s*<\?xml", re.I)
_HEAD = 4096


def kind_of(data: bytes) -> TableKind:
    """What `data` is.

    Raises:
        UnreadableTable: it is nothing that is read, with the way out.
    """
    head = data[:_HEAD]
    if head.startswith(b"PK"):
        return _packed(data)
    if head.startswith(_OLE):
        return _old(data)
    for mark, words in _OTHERS.items():
        if head.startswith(mark):
            raise UnreadableTable(Refusal.NO_TABLE, words)
    text = (
        head.replace(b"\0", b"")
        .removeprefix(b"\xef\xbb\xbf")
        .removeprefix(b"\xff\xfe")
        .removeprefix(b"\xfe\xff")
    )
    if _PAGE.match(text):
        raise UnreadableTable(Refusal.NO_TABLE, "其实是网页，很多系统导出的 .xls 就是这样")
    if _XML.match(text):
        raise UnreadableTable(Refusal.NO_TABLE, "其实是 XML，请用 Excel 或 WPS 打开后另存")
    if head.startswith(b"MZ") and b"\0" in head[:64]:
        raise UnreadableTable(Refusal.NO_TABLE, "是程序")
    return TableKind.TEXT


def _old(data: bytes) -> TableKind:
    """A compound file of the years before 2007; one with a password is wrapped in such a file to this day."""
    if _STREAMS["EncryptedPackage"] in data:
        raise UnreadableTable(Refusal.ENCRYPTED)
    if _STREAMS["PowerPoint Document"] in data:
        raise UnreadableTable(Refusal.OLD_FORMAT, ".ppt")
    if _STREAMS["WordDocument"] in data:
        raise UnreadableTable(Refusal.OLD_FORMAT, ".doc")
    if _STREAMS["Workbook"] in data or _STREAMS["Book"] in data:
        return TableKind.XLS
    raise UnreadableTable(Refusal.NO_TABLE)


def _packed(data: bytes) -> TableKind:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
            mime = archive.read("mimetype")[:100] if _is_small(archive, "mimetype") else b""
    except (zipfile.BadZipFile, ValueError, NotImplementedError, RuntimeError, OSError, EOFError) as error:
        raise UnreadableTable(Refusal.DAMAGED, "压缩结构读不出") from error
    if "xl/workbook.bin" in names:
        raise UnreadableTable(Refusal.NO_TABLE, "是二进制工作簿 .xlsb")
    for folder, kind in (("xl/", TableKind.XLSX), ("ppt/", TableKind.PPTX), ("word/", TableKind.DOCX)):
        if any(name.startswith(folder) for name in names):
            return kind
    if b"opendocument.spreadsheet" in mime:
        return TableKind.ODS
    if any(name.startswith("Index/") and name.endswith(".iwa") for name in names) or "Index.zip" in names:
        raise UnreadableTable(Refusal.NO_TABLE, "是苹果的 .numbers、.key 或 .pages，请在苹果电脑上导出")
    raise UnreadableTable(Refusal.NO_TABLE, "是压缩包，请先解开")


def _is_small(archive: zipfile.ZipFile, name: str) -> bool:
    try:
        return archive.getinfo(name).file_size < 1000
    except KeyError:
        return False
