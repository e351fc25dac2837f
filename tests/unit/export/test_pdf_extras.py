"""What is appended to Qt's PDF: readable by others, nothing of the old file touched."""

import pytest

from handbook.export.document import Bookmark
from handbook.export.pdf_extras import NotByQtError, PdfLink, add_extras, text_string
from handbook.export.pdf_file import painted_pdf, pdf_bytes
from tests.helpers.sample import SAMPLE
from tests.unit.export.conftest import MakeDocument
from tests.unit.export.paper_fakes import read_pdf


def test_two_levels_of_bookmarks_are_read_by_others(document: MakeDocument) -> None:
    pdf = painted_pdf(document(SAMPLE, *SAMPLE))
    marks = [Bookmark("应急", 0), Bookmark("爆管", 0, 1), Bookmark("漏水", 1, 1), Bookmark("法规", 2)]
    reader = read_pdf(add_extras(pdf, marks, []))
    outline = reader.outline

    assert [item.title for item in outline if not isinstance(item, list)] == ["应急", "法规"]
    assert [item.title for item in outline[1]] == ["爆管", "漏水"]
    assert [reader.get_destination_page_number(item) for item in outline[1]] == [0, 1]


def test_links_lead_to_their_page(document: MakeDocument) -> None:
    pdf = painted_pdf(document(SAMPLE, *SAMPLE))
    reader = read_pdf(add_extras(pdf, [], [PdfLink(0, (10, 20, 30, 40), 2, 5, 700)]))
    [link] = [note.get_object() for note in reader.pages[0]["/Annots"].get_object()]

    assert [float(value) for value in link["/Rect"]] == [10, 20, 30, 40]
    assert link["/Dest"][0].idnum == reader.pages[2].indirect_reference.idnum


def test_a_space_is_copied_as_a_space(document: MakeDocument) -> None:
    reader = read_pdf(pdf_bytes(document(SAMPLE, SAMPLE.emergency[0])))
    words = reader.pages[0].extract_text()

    assert "第 1 / 1 页" in words
    assert "\t" not in words


def test_more_than_one_node_of_pages(document: MakeDocument) -> None:
    made = document(SAMPLE, *list(SAMPLE) * 12)
    reader = read_pdf(pdf_bytes(made))

    assert len(reader.pages) == len(made.pages) > 60
    assert len([item for item in reader.outline if not isinstance(item, list)]) == 72


@pytest.mark.parametrize(
    "pdf", [b"", b"%PDF-1.4", b"trailer\nstartxref\n0\n%%EOF", b"trailer << /Root 1 0 R >>"]
)
def test_a_foreign_file_is_refused(pdf: bytes) -> None:
    with pytest.raises((NotByQtError, ValueError)):
        add_extras(pdf, [], [])


def test_titles_are_written_in_unicode() -> None:
    assert text_string("漏") == b"<FEFF6F0F>"
