"""Bytes go in; what kind of file they are comes out, seen by what stands in them, not by a name."""

import io
import re
import zipfile

from handbook.law_files.read_file import FileKind
from handbook.law_files.refusal import Refusal, UnreadableLaw

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_STREAM = "EncryptedPackage".encode("utf-16-le")
_PICTURES = {
    b"\x89PNG": "PNG",
    b"\xff\xd8\xff": "JPEG",
    b"GIF8": "GIF",
    b"II*\0": "TIFF",
    b"MM\0*": "TIFF",
    b"BM": "BMP",
    b"RIFF": "WebP",
}
_OTHERS = {
    b"{\\rtf": "RTF 文件,请另存为 .docx",
    b"Rar!": "压缩包,请先解开",
    b"7z\xbc\xaf": "压缩包,请先解开",
    b"\x1f\x8b": "压缩包,请先解开",
    b"BZh": "压缩包,请先解开",
    b"\xfd7zXZ": "压缩包,请先解开",
    b"\x7fELF": "程序",
    b"MZ": "程序",
    b"SQLite format 3": "数据库",
}
_HTML = re.compile(
    rb"\s*(?:<\?xml[^>]*\?>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|base|meta|title|link|"
    rb"script|style|div|p|span|font|center|table|tbody|article|section|main|header|h[1-6]|ul|ol|br|b|strong)[\s>/]",
    re.I | re.S,
)
_WHOLE_PAGE = re.compile(rb"<(?:!doctype\s+html|html|head|body)[\s>]", re.I)
_TAG = re.compile(rb"</[a-z][a-z0-9]*>|<br\s*/?>", re.I)
_WORD_XML = re.compile(
    rb"schemas\.microsoft\.com/office/word/2003|schemas\.openxmlformats\.org|progid=\"Word"
)
_ARCHIVE_OF_WEB_PAGE = re.compile(
    rb"\s*(?:From:|MIME-Version:|Subject:).{0,2000}multipart/related", re.I | re.S
)
_HEAD = 4096


def kind_of(data: bytes, hint: str) -> FileKind:
    """What `data` is; `hint` (md, html or txt) decides between what looks alike.

    Raises:
        UnreadableLaw: it is nothing that is read, with the way out.
    """
    head = data[:_HEAD]
    if head.startswith(b"PK"):
        return _packed(data)
    if head.startswith(_OLE):
        is_locked = _ENCRYPTED_STREAM in data
        raise UnreadableLaw(Refusal.ENCRYPTED if is_locked else Refusal.OLD_WORD)
    if b"%PDF-" in head[:1024]:
        return FileKind.PDF
    _refuse_others(head)
    text = _as_ascii(head)
    if _ARCHIVE_OF_WEB_PAGE.match(text):
        raise UnreadableLaw(Refusal.OTHER_FORMAT, "单个文件的网页 .mht,请另存为 .docx 或“网页,仅 HTML”")
    if _WORD_XML.search(text) and text.lstrip().startswith(b"<?xml"):
        raise UnreadableLaw(Refusal.OTHER_FORMAT, "Word 的 XML 文件,请另存为 .docx")
    # Markdown may begin with an element of HTML; a whole page under its name is a page all the same.
    if _HTML.match(text) and (hint != FileKind.MARKDOWN or _WHOLE_PAGE.search(text)):
        return FileKind.HTML
    if hint == FileKind.HTML and _TAG.search(text):
        return FileKind.HTML
    return FileKind.MARKDOWN if hint == FileKind.MARKDOWN else FileKind.TEXT


def _refuse_others(head: bytes) -> None:
    for mark, name in _PICTURES.items():
        if head.startswith(mark) and (mark not in (b"BM", b"RIFF") or b"\0" in head[:32]):
            raise UnreadableLaw(Refusal.PICTURE, name)
    for mark, words in _OTHERS.items():
        if head.startswith(mark) and (mark != b"MZ" or b"\0" in head[:64]):
            raise UnreadableLaw(Refusal.OTHER_FORMAT, words)


def _as_ascii(head: bytes) -> bytes:
    """`head` without marks of encoding, and of UTF-16 the bytes that are letters."""
    for mark in (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff"):
        head = head.removeprefix(mark)
    is_wide = b"<\0" in head[:64] or b"\0<" in head[:64]
    return head.replace(b"\0", b"") if is_wide else head


def _packed(data: bytes) -> FileKind:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
            mime = archive.read("mimetype")[:100] if _is_small(archive, "mimetype") else b""
    except (zipfile.BadZipFile, ValueError, NotImplementedError, RuntimeError, OSError, EOFError) as error:
        raise UnreadableLaw(Refusal.DAMAGED, "压缩结构读不出") from error
    except UnicodeDecodeError as error:
        raise UnreadableLaw(Refusal.DAMAGED) from error
    if "word/document.xml" in names or ("[Content_Types].xml" in names and _any_below(names, "word/")):
        return FileKind.DOCX
    if b"opendocument" in mime:
        raise UnreadableLaw(Refusal.OTHER_FORMAT, "OpenDocument 文件,请另存为 .docx")
    if "OFD.xml" in names:
        raise UnreadableLaw(Refusal.OTHER_FORMAT, "OFD 文件,请用阅读器另存为 pdf 或 .docx")
    if _any_below(names, "xl/") or _any_below(names, "ppt/"):
        raise UnreadableLaw(Refusal.OTHER_FORMAT, "表格或幻灯片,请给正文的 Word 文件")
    raise UnreadableLaw(Refusal.OTHER_FORMAT, "压缩包,请先解开")


def _any_below(names: set[str], folder: str) -> bool:
    return any(name.startswith(folder) for name in names)


def _is_small(archive: zipfile.ZipFile, name: str) -> bool:
    try:
        return archive.getinfo(name).file_size < 1000
    except KeyError:
        return False
