"""The parts of the PDF writer: outlines and links that others read, font subsets, page operators."""

import struct
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QByteArray
from PySide6.QtGui import QFont, QFontDatabase, QRawFont
from PySide6.QtWidgets import QApplication

from handbook.document.run_record import TickState
from handbook.export.drawing.font_file import FontFile
from handbook.export.drawing.fonts import FACES, FAMILY, PaperFont, make_font
from handbook.export.drawing.qr import qr_stretches
from handbook.export.errors import ExportError
from handbook.export.paper.boxes import Box, LineMark, Page, Placed, QrMark, RectMark, TextMark, TickMark
from handbook.export.paper.document import Bookmark
from handbook.export.pdf.pdf_content import PageContent
from handbook.export.pdf.pdf_file import pdf_bytes
from handbook.export.pdf.pdf_font import PdfFace
from handbook.export.pdf.pdf_objects import PdfObjects, reference_array, text_string
from handbook.export.pdf.pdf_outline import PdfLink, add_links, add_outline
from handbook.export.pdf.pdf_structure import PdfStructure
from handbook.paper_characters import missing_on_paper
from tests.helpers.sample import PROCEDURE, SAMPLE
from tests.unit.export.conftest import MakeDocument
from tests.unit.export.paper_fakes import page_words, read_pdf


@pytest.fixture(scope="module")
def face(repository: Path) -> FontFile:
    return FontFile(repository / "resources" / "fonts" / "NotoSansSC-Regular.ttf")


def _file(count: int, bookmarks: list[Bookmark], links: list[PdfLink]) -> bytes:
    objects = PdfObjects()
    tree = objects.reserve()
    pages = [objects.reserve() for _ in range(count)]
    notes = add_links(objects, links, pages)
    for at, page in enumerate(pages):
        own = reference_array([note for link, note in zip(links, notes, strict=True) if link.page == at])
        objects.fill(page, f"<< /Type /Page /Parent {tree} 0 R /MediaBox [0 0 100 100] /Annots {own} >>")
    kids = " ".join(f"{page} 0 R" for page in pages)
    objects.fill(tree, f"<< /Type /Pages /Count {count} /Kids [{kids}] >>")
    outline = f"/Outlines {add_outline(objects, bookmarks, pages)} 0 R" if bookmarks else ""
    root = objects.add(f"<< /Type /Catalog /Pages {tree} 0 R {outline} >>")
    return objects.file(root, objects.add("<< >>"), b"0123456789abcdef")


def test_two_levels_of_bookmarks_are_read_by_others() -> None:
    marks = [Bookmark("应急", 0), Bookmark("爆管", 0, 1), Bookmark("漏水", 1, 1), Bookmark("法规", 2)]
    reader = read_pdf(_file(3, marks, []))
    outline = reader.outline

    assert [item.title for item in outline if not isinstance(item, list)] == ["应急", "法规"]
    assert [item.title for item in outline[1]] == ["爆管", "漏水"]
    assert [reader.get_destination_page_number(item) for item in outline[1]] == [0, 1]


def test_a_first_bookmark_below_the_top_stands_at_the_top() -> None:
    reader = read_pdf(_file(1, [Bookmark("漏水", 0, 1)], []))

    assert [item.title for item in reader.outline] == ["漏水"]


def test_links_lead_to_their_page() -> None:
    reader = read_pdf(_file(3, [], [PdfLink(0, (10, 20, 30, 40), 2, 5, 700)]))
    [link] = [note.get_object() for note in reader.pages[0]["/Annots"].get_object()]

    assert [float(value) for value in link["/Rect"]] == [10, 20, 30, 40]
    assert link["/Dest"][0].idnum == reader.pages[2].indirect_reference.idnum


def test_many_pages_and_their_bookmarks(document: MakeDocument) -> None:
    made = document(SAMPLE, *list(SAMPLE) * 12)
    reader = read_pdf(pdf_bytes(made))

    assert len(reader.pages) == len(made.pages) > 60
    assert len([item for item in reader.outline if not isinstance(item, list)]) == 72


def test_titles_are_written_in_unicode() -> None:
    assert text_string("漏") == "<FEFF6F0F>"


def test_a_subset_keeps_the_wanted_outlines_and_no_others(face: FontFile, tmp_path: Path) -> None:
    wanted, other = face.glyph("供"), face.glyph("热")
    small = face.subset([wanted])
    tables = {
        small[at : at + 4].decode(): struct.unpack_from(">LL", small, at + 8)
        for at in range(12, 12 + 16 * struct.unpack_from(">H", small, 4)[0], 16)
    }
    loca = struct.unpack_from(f">{tables['loca'][1] // 4}L", small, tables["loca"][0])

    assert 0 < wanted != other
    assert loca[wanted + 1] > loca[wanted]
    assert loca[other + 1] == loca[other]
    assert loca[-1] == tables["glyf"][1]
    assert len(small) < 100_000


def test_what_was_a_box_is_copied_as_unknown_and_not_as_another_character(
    document: MakeDocument,
) -> None:
    odd = replace(PROCEDURE, title="阀门☎与☒")
    words = "".join(page_words(pdf_bytes(document(SAMPLE, odd))))

    assert "阀门\ufffd与\ufffd" in words
    assert "☎" not in words


def test_both_faces_have_the_same_characters(repository: Path) -> None:
    regular, bold = (FontFile(repository / "resources" / "fonts" / name) for name in FACES.values())
    every = map(chr, range(0x20, 0x30000))

    assert [c for c in every if bool(regular.glyph(c)) != bool(bold.glyph(c))] == []
    assert missing_on_paper("供热 20 ℃\u3000☎") == "☎"


def test_widths_and_missing_characters(face: FontFile) -> None:
    assert face.advance(face.glyph("供")) == 1000
    assert 300 < face.advance(face.glyph("1")) < 700
    assert face.glyph("\U0001f534") == 0


def test_a_font_of_the_same_name_on_the_system_does_not_stand_in(qapp: QApplication, face: FontFile) -> None:
    hollow = face.renamed("Noto Sans SC", "Regular", "Hollow")
    assert QFontDatabase.addApplicationFontFromData(QByteArray(hollow)) >= 0
    PaperFont()
    used = QRawFont.fromFont(make_font(12, False))

    assert used.familyName() == FAMILY != "Noto Sans SC"
    assert used.fontTable("name") != QRawFont.fromFont(QFont("Noto Sans SC")).fontTable("name")
    assert used.supportsCharacter(ord("供"))
    assert QRawFont.fromFont(make_font(12, True)).weight() == QFont.Weight.Bold


def test_a_written_font_has_the_checksum_of_its_kind(face: FontFile) -> None:
    small = face.subset([face.glyph("供")])
    words = struct.unpack(f">{len(small) // 4}L", small)

    assert sum(words) & 0xFFFFFFFF == 0xB1B0AFBA


def test_a_file_that_is_no_font_is_told(tmp_path: Path) -> None:
    broken = tmp_path / "broken.ttf"
    broken.write_bytes(b"\0\1\0\0\0\1" + b"x" * 40)

    for path in (broken, tmp_path / "none.ttf"):
        with pytest.raises(ExportError, match="字体文件打不开"):
            FontFile(path)


def _operators(face: FontFile, *marks: object) -> list[str]:
    faces = {bold: PdfFace(face, "Paper", is_bold=bold) for bold in (False, True)}
    box = Box(height=10, marks=list(marks))  # type: ignore[arg-type]
    page = Page(width=200, height=300, placed=[Placed(10, 20, box)])
    content = PageContent(faces, lambda _mark: "D", 300, PdfStructure()).write(page)
    return [line for line in content.decode().splitlines() if not line.endswith(("BDC", "BMC", "EMC"))]


def test_marks_stand_where_the_page_says_counted_from_below(face: FontFile) -> None:
    code = f"{face.glyph('供'):04X}"

    assert _operators(face, TextMark(5, 9, "供", 12)) == [f"BT /F0 12 Tf 15.00 271.00 Td <{code}> Tj ET"]
    assert _operators(face, LineMark(0, 1, 50, 1, 0.5, 0.72)) == [
        "0.72 G",
        "0.5 w",
        "10.00 279.00 m 60.00 279.00 l S",
    ]
    assert _operators(face, RectMark(0, 0, 30, 40, fill=0.0)) == ["10.00 240.00 30.00 40.00 re f"]


def test_a_tick_box_is_lines_and_its_states_differ(face: FontFile) -> None:
    drawn = {state: tuple(_operators(face, TickMark(0, 0, 12.5, state))) for state in TickState}

    assert len({drawn[s] for s in TickState}) == 5
    assert all(any(" re S" in line for line in lines) for lines in drawn.values())


def test_a_qr_code_is_one_path_of_its_dark_modules(face: FontFile) -> None:
    stretches, modules = qr_stretches("K7QM-3F2Q")
    [drawn] = _operators(face, QrMark(0, 0, 42, "K7QM-3F2Q"))

    assert modules == 21
    assert drawn.count(" re") == len(stretches)
    assert stretches[0] == (0, 7, 0), "the upper left finder"
    assert "2.0000 0 0 -2.0000 10.00 280.00 cm" in drawn
