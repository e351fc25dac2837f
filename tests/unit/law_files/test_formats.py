"""What a file is, is seen by what stands in it; and a count of Word's lists is written as Word writes it."""

import io
import zipfile

import pytest

from handbook.law_files.docx.number_formats import written_count
from handbook.law_files.formats import kind_of
from handbook.law_files.read_file import FileKind
from handbook.law_files.refusal import Refusal, UnreadableLaw


def _zip(*names: str) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return file.getvalue()


@pytest.mark.parametrize(
    ("data", "hint", "kind"),
    [
        (b"%PDF-1.7\n", "txt", FileKind.PDF),
        (b"\n\n%PDF-1.4 after a blank line", "txt", FileKind.PDF),
        (b"<!DOCTYPE html><html><body>x</body></html>", "txt", FileKind.HTML),
        (b"\xef\xbb\xbf<html><p>x</p></html>", "txt", FileKind.HTML),
        ("<html><p>x</p></html>".encode("utf-16"), "txt", FileKind.HTML),
        (b"words <br> and more</p>", "html", FileKind.HTML),
        (b"<div>a heading</div>\n\n# x", "md", FileKind.MARKDOWN),
        ("第一条 样例。".encode(), "md", FileKind.MARKDOWN),
        ("第一条 样例。".encode("gb18030"), "txt", FileKind.TEXT),
        (b"BM is how this line begins", "txt", FileKind.TEXT),
        (b"MZ is how this line begins", "txt", FileKind.TEXT),
    ],
)
def test_a_kind_is_seen_by_what_stands_in_it(data: bytes, hint: str, kind: FileKind) -> None:
    assert kind_of(data, hint) is kind


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, Refusal.OLD_WORD),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 90 + "EncryptedPackage".encode("utf-16-le"),
            Refusal.ENCRYPTED,
        ),
        (b"\x89PNG\r\n\x1a\n", Refusal.PICTURE),
        (b"BM" + b"\0" * 40, Refusal.PICTURE),
        (b"{\\rtf1 ", Refusal.OTHER_FORMAT),
        (b"MZ" + b"\0" * 80, Refusal.OTHER_FORMAT),
        (b"7z\xbc\xaf", Refusal.OTHER_FORMAT),
        (b"MIME-Version: 1.0\nContent-Type: multipart/related; x", Refusal.OTHER_FORMAT),
        (b'<?xml version="1.0"?><?mso-application progid="Word.Document"?><w/>', Refusal.OTHER_FORMAT),
        (_zip("xl/workbook.xml"), Refusal.OTHER_FORMAT),
        (_zip("mimetype", "content.xml"), Refusal.OTHER_FORMAT),
        (_zip("some.txt"), Refusal.OTHER_FORMAT),
        (b"PK\x03\x04 cut off", Refusal.DAMAGED),
    ],
)
def test_what_is_nothing_that_is_read_is_refused(data: bytes, reason: Refusal) -> None:
    with pytest.raises(UnreadableLaw) as refused:
        kind_of(data, "txt")
    assert refused.value.reason is reason


@pytest.mark.parametrize(
    ("name", "count", "shown"),
    [
        ("chineseCounting", 36, "三十六"),
        ("decimal", 36, "36"),
        ("lowerRoman", 4, "iv"),
        ("upperRoman", 1994, "MCMXCIV"),
        ("lowerLetter", 3, "c"),
        ("upperLetter", 28, "BB"),
        ("decimalEnclosedCircle", 3, "③"),
        ("ideographTraditional", 3, "丙"),
        ("ideographZodiac", 2, "丑"),
        ("decimalFullWidth", 12, "１２"),
    ],
)
def test_a_count_is_written_as_word_writes_it(name: str, count: int, shown: str) -> None:
    assert written_count(count, name) == shown
