"""Files that mean ill, or are broken: a folder goes in; each of them stands there, with what must come of it."""

import io
import os
import random
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import docx
from fpdf import FPDF

from handbook.law_files.refusal import Refusal

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
READ = "read"
"""What must come of a file that is no danger."""


@dataclass(frozen=True, slots=True)
class Crafted:
    """One file and all that may come of it."""

    path: Path
    outcomes: tuple[str, ...]


def word_xml(body: str, head: str = "") -> str:
    """``word/document.xml`` with this body, and `head` before its root."""
    return f"<?xml version='1.0' encoding='UTF-8'?>{head}<w:document xmlns:w='{WORD}'><w:body>{body}</w:body></w:document>"


def paragraph(text: str) -> str:
    """A paragraph of Word."""
    return f"<w:p><w:r><w:t xml:space='preserve'>{text}</w:t></w:r></w:p>"


def word_file(parts: dict[str, str | bytes]) -> bytes:
    """A zip of these parts."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def small_pdf(content: str, more: str = "", kids: str = "[3 0 R]", count: int = 1) -> bytes:
    """A PDF of one page that PDFium mends: no table of its objects."""
    return (
        f"%PDF-1.4\n1 0 obj <</Type /Catalog /Pages 2 0 R>> endobj\n"
        f"2 0 obj <</Type /Pages /Kids {kids} /Count {count}>> endobj\n"
        f"3 0 obj <</Type /Page /Parent 2 0 R /MediaBox [0 0 500 500] /Contents 4 0 R"
        f" /Resources <</Font <</F 5 0 R>> {more}>>>> endobj\n"
        f"4 0 obj <</Length {len(content)}>> stream\n{content}\nendstream endobj\n"
        f"5 0 obj <</Type /Font /Subtype /Type1 /BaseFont /Helvetica>> endobj\n"
        "trailer <</Root 1 0 R>>\n%%EOF\n"
    ).encode("latin-1")


def words(text: str, y: int = 400) -> str:
    """A content stream with one line of Latin text."""
    return f"BT /F 12 Tf 20 {y} Td ({text}) Tj ET\n"


LINE = "Article 1 The supplier of heat keeps the rooms warm."


def _office() -> bytes:
    buffer = io.BytesIO()
    made = docx.Document()
    made.add_paragraph("第一条 供热单位应当保证室内温度。")
    made.save(buffer)
    return buffer.getvalue()


def _with_parts(parts: dict[str, str | bytes], document: str | None = None) -> bytes:
    text = document or word_xml(paragraph("第一条 供热单位应当保证室内温度。"))
    return word_file({"[Content_Types].xml": "<Types/>", "word/document.xml": text, **parts})


def _nested() -> bytes:
    inner = word_file({"bomb.txt": b"\0" * 50_000_000})
    for _ in range(3):
        inner = word_file({f"{n}.zip": inner for n in range(4)})
    return _with_parts({"word/embeddings/inner.zip": inner})


def _lying_zip() -> bytes:
    """The text unpacks to 300 MB; the zip says 100 bytes."""
    data = bytearray(_with_parts({}, word_xml(paragraph("供" * 100_000_000))))
    size = data.rfind(b"PK\x01\x02")
    while size >= 0:
        data[size + 24 : size + 28] = (100).to_bytes(4, "little")
        size = data.rfind(b"PK\x01\x02", 0, size)
    return bytes(data)


def _overlapping() -> bytes:
    """Two thousand entries that all point at the same packed megabytes."""
    base = word_file({"word/document.xml": b"a" * 10_000_000})
    start = base.rfind(b"PK\x01\x02")
    entry, end = base[start : base.rfind(b"PK\x05\x06")], base[base.rfind(b"PK\x05\x06") :]
    many = entry * 2000
    tail = bytearray(end)
    tail[8:10] = tail[10:12] = (2000).to_bytes(2, "little")
    tail[12:16] = len(many).to_bytes(4, "little")
    return base[:start] + many + bytes(tail)


def _quine() -> bytes:
    """A gzip and zip that hold themselves need their bytes; what counts here is a zip whose only entry is a zip."""
    inner = word_file({"r.zip": b"PK\x03\x04"})
    for _ in range(40):
        inner = word_file({"r.zip": inner})
    return inner


_LAUGHS = "<!DOCTYPE lolz [<!ENTITY l0 'ha'>" + "".join(
    f"<!ENTITY l{n} '{f'&l{n - 1};' * 10}'>" for n in range(1, 12)
)


def _many_pages(count: int) -> bytes:
    """`count` pages that are all the same object."""
    return small_pdf(words(LINE), kids="[" + "3 0 R " * count + "]", count=count)


def _whole_pdf(password: str = "") -> bytes:
    made = FPDF()
    if password:
        made.set_encryption(owner_password="owner", user_password=password)
    made.add_page()
    made.set_font("helvetica", size=12)
    made.cell(text=LINE)
    return bytes(made.output())


def _deflated_pdf() -> bytes:
    """A content stream of a few kilobytes that unpacks to 300 MB."""
    packed = zlib.compress(b" " * 300_000_000 + words(LINE).encode())
    head, tail = small_pdf("@").split(b"<</Length 1>> stream\n@")
    return head + b"<</Length %d /Filter /FlateDecode>> stream\n" % len(packed) + packed + tail


def _ole(stream: str) -> bytes:
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504 + stream.encode("utf-16-le") + b"\0" * 4096


def _mixed() -> bytes:
    words_ = "第一条 供热单位应当保证室内温度不低于十八摄氏度。\n"
    return words_.encode("utf-8") * 20 + words_.encode("gb18030") * 20 + b"\x81\x20\xff\xff"


_RELATIONS = (
    "<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'><Relationship Id='r1' "
    "Type='http://schemas.openxmlformats.org/officeDocument/2006/relationships/image' "
    "Target='http://127.0.0.1:9/x.png' TargetMode='External'/></Relationships>"
)
_NUL_TEXT = "第一条 供热\0单位应当保证室内温度。\n".encode()
_HTML = "<meta charset=utf-8><p>第一条 供热单位应当保证室内温度。</p>"
_DEEP_XML = "<w:sdt><w:sdtContent>" * 2000 + paragraph("第一条 甲") + "</w:sdtContent></w:sdt>" * 2000
_LOOP = small_pdf(words(LINE) + "/X Do", "/XObject <</X 6 0 R>>").replace(
    b"trailer",
    b"6 0 obj <</Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources <</XObject <</X 6 0 R>>>> /Length 5>> "
    b"stream\n/X Do\nendstream endobj\ntrailer",
)


def _files() -> dict[str, tuple[Callable[[], bytes], tuple[str, ...]]]:
    bomb = (Refusal.UNPACKS_TOO_BIG,)
    damaged = (Refusal.DAMAGED,)
    return {
        "bomb.docx": (lambda: _with_parts({}, word_xml(paragraph("供" * 100_000_000))), bomb),
        "bomb_in_picture.docx": (lambda: _with_parts({"word/media/a.png": b"\0" * 300_000_000}), bomb),
        "nested.docx": (_nested, (READ,)),
        "lying.docx": (_lying_zip, (*bomb, *damaged)),
        "overlapping.docx": (_overlapping, (*bomb, *damaged)),
        "quine.docx": (_quine, (Refusal.OTHER_FORMAT,)),
        "many_parts.docx": (lambda: _with_parts({f"word/{n}.xml": "" for n in range(9000)}), bomb),
        "xxe.docx": (
            lambda: _with_parts(
                {}, word_xml(paragraph("&x;甲"), "<!DOCTYPE d [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>")
            ),
            (Refusal.ENTITIES,),
        ),
        "parameter.docx": (
            lambda: _with_parts(
                {}, word_xml(paragraph("甲"), "<!DOCTYPE d SYSTEM 'http://127.0.0.1:9/d.dtd'>")
            ),
            (Refusal.ENTITIES,),
        ),
        "laughs.docx": (
            lambda: _with_parts({}, word_xml(paragraph("&l11;"), f"{_LAUGHS}]>")),
            (Refusal.ENTITIES,),
        ),
        "laughs_in_styles.docx": (
            lambda: _with_parts({"word/styles.xml": f"{_LAUGHS}]><x>&l11;</x>"}),
            (Refusal.ENTITIES,),
        ),
        "attribute.docx": (
            lambda: _with_parts({}, word_xml(f"<w:p w:rsidR='{'x' * 15_000_000}'/>{paragraph('甲')}")),
            (READ, *damaged, *bomb),
        ),
        "deep.docx": (lambda: _with_parts({}, word_xml(_DEEP_XML)), (*damaged, Refusal.TOO_MUCH_MEMORY)),
        "many_tables.docx": (
            lambda: _with_parts(
                {}, word_xml("<w:tbl><w:tr><w:tc>" * 60 + paragraph("甲") + "</w:tc></w:tr></w:tbl>" * 60)
            ),
            (READ, *damaged, Refusal.TOO_MUCH_MEMORY),
        ),
        "many_elements.docx": (
            lambda: _with_parts({}, word_xml("<w:p/>" * 3_500_000)),
            (Refusal.UNPACKS_TOO_BIG, Refusal.NO_TEXT, Refusal.TOO_MUCH_MEMORY, Refusal.TOO_SLOW),
        ),
        "macro.docm": (lambda: _with_parts({"word/vbaProject.bin": b"\xd0\xcf\x11\xe0macro"}), (READ,)),
        "external.docx": (lambda: _with_parts({"word/_rels/document.xml.rels": _RELATIONS}), (READ,)),
        "truncated.docx": (lambda: _office()[:-300], damaged),
        "renamed.docx": (
            lambda: b"\x89PNG\r\n\x1a\n" + bytes(random.Random(1).randbytes(5000)),
            (Refusal.PICTURE,),
        ),
        "encrypted.docx": (lambda: _ole("EncryptedPackage"), (Refusal.ENCRYPTED,)),
        "old.doc": (lambda: _ole("WordDocument"), (Refusal.OLD_WORD,)),
        "sheet.xlsx": (
            lambda: word_file({"[Content_Types].xml": "", "xl/workbook.xml": ""}),
            (Refusal.OTHER_FORMAT,),
        ),
        "text.rtf": (lambda: rb"{\rtf1\ansi \u31532 }", (Refusal.OTHER_FORMAT,)),
        "pages.pdf": (lambda: _many_pages(5000), (Refusal.TOO_MANY_PAGES,)),
        "same_page.pdf": (lambda: _many_pages(700), (READ,)),
        "loop.pdf": (lambda: _LOOP, (READ, *damaged)),
        "loop_of_pages.pdf": (
            lambda: small_pdf(words(LINE), kids="[2 0 R 3 0 R]", count=2),
            (READ, *damaged, Refusal.NO_TEXT_LAYER),
        ),
        "inflated.pdf": (
            _deflated_pdf,
            (READ, *damaged, Refusal.BROKE, Refusal.NO_TEXT_LAYER, Refusal.TOO_SLOW),
        ),
        "encrypted.pdf": (lambda: _whole_pdf("secret"), (Refusal.ENCRYPTED,)),
        "truncated.pdf": (lambda: _whole_pdf()[:400], (READ, *damaged, Refusal.NO_TEXT_LAYER)),
        "no.pdf": (lambda: b"%PDF-1.7\n" + b"\0" * 2000, damaged),
        "deep.html": (lambda: _HTML.encode() + b"<div>" * 300_000 + b"x", (READ, *damaged)),
        "deep_inline.html": (
            lambda: _HTML.encode() + b"<b>" * 100_000 + b"x",
            (READ, *damaged, Refusal.TOO_SLOW),
        ),
        "newlines.html": (
            lambda: _HTML.encode() + b"<p\n" + b"\n".join(b"a%d" % n for n in range(60_000)) + b">x",
            damaged,
        ),
        "attributes.html": (
            lambda: _HTML.encode() + b"<p " + b" ".join(b"a%d=1" % n for n in range(200_000)) + b">x",
            damaged,
        ),
        "refresh.html": (
            (
                "<base href='http://127.0.0.1:9/'><meta http-equiv=refresh content='0;url=file:///etc/passwd'>"
                f"<iframe src='http://127.0.0.1:9/a'>框内</iframe><img src=x><link rel=stylesheet href=x>{_HTML}"
            ).encode,
            (READ,),
        ),
        "big.txt": (lambda: "第一条 供热。\n".encode() * 5_000_000, (Refusal.TOO_BIG,)),
        "rather_big.txt": (lambda: "第一条 供热。\n".encode() * 800_000, (Refusal.TOO_LONG,)),
        "empty.txt": (lambda: b"", (Refusal.EMPTY,)),
        "blank.txt": ("\ufeff \n\u3000\n".encode, (Refusal.NO_TEXT,)),
        "override.txt": ("第一条 温度不低于\u202e81\u202c度。".encode, (Refusal.REORDERED,)),
        "nul.txt": (lambda: _NUL_TEXT * 3, (READ,)),
        "zeros.txt": (lambda: b"\0" * 5000, (Refusal.ENCODING,)),
        "noise.txt": (lambda: random.Random(2).randbytes(20_000), (Refusal.ENCODING,)),
        "mixed.txt": (_mixed, (Refusal.ENCODING,)),
        "odd \t'\"$(x)\u202e\U0001f525.txt": ("第一条 供热。".encode, (READ,)),
    }


def crafted_files(folder: Path) -> list[Crafted]:
    """All of them, written to `folder`."""
    made = []
    for name, (write, outcomes) in _files().items():
        path = folder / name
        path.write_bytes(write())
        made.append(Crafted(path, tuple(map(str, outcomes))))
    return made + _no_files(folder)


def _no_files(folder: Path) -> list[Crafted]:
    """What bears a name and is no file."""
    (folder / "a folder.docx").mkdir()
    made = [
        Crafted(folder / "a folder.docx", (Refusal.NO_FILE,)),
        Crafted(folder / "missing.docx", (Refusal.MISSING,)),
        Crafted(folder / ("long" * 100), (Refusal.MISSING,)),
        Crafted(folder / "a\0b.txt", (Refusal.MISSING,)),
    ]
    if os.name == "posix":
        os.mkfifo(folder / "pipe.txt")
        (folder / "loop.txt").symlink_to("loop.txt")
        (folder / "zero.txt").symlink_to("/dev/zero")
        bytes_name = os.fsdecode(b"\xff\xfe.txt")
        (folder / bytes_name).write_text("第一条 供热。", "utf-8")
        made += [
            Crafted(folder / "pipe.txt", (Refusal.NO_FILE,)),
            Crafted(folder / "loop.txt", (Refusal.NO_FILE,)),
            Crafted(folder / "zero.txt", (Refusal.NO_FILE,)),
            Crafted(folder / bytes_name, (READ,)),
        ]
    return made
