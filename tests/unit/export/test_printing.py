"""Printing without a printer, to a file, some sheets alone, and stopped half-way."""

import io
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

from handbook.export.drawing.preview import render_sheet
from handbook.export.drawing.printing import make_printer, print_document, set_paper
from handbook.export.errors import CancelledError, PrinterError
from handbook.export.paper.scale import Form
from tests.helpers.sample import SAMPLE
from tests.unit.export.conftest import MakeDocument
from tests.unit.export.paper_fakes import read_page


def _to_file(path: Path) -> QPrinter:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(path))
    return printer


def test_every_sheet_reaches_the_printer(document: MakeDocument, tmp_path: Path) -> None:
    made = document(SAMPLE, *SAMPLE)
    printer = _to_file(tmp_path / "out.pdf")
    set_paper(printer, made)

    assert print_document(made, printer) == len(made.pages)
    reader = PdfReader(io.BytesIO((tmp_path / "out.pdf").read_bytes()))
    assert len(reader.pages) == len(made.pages)
    words, runs = read_page(reader.pages[0])
    assert SAMPLE.procedures[0].title in words
    # The same sizes as in the PDF: the printer's resolution changes nothing.
    assert max(run.size for run in runs) == pytest.approx(21, abs=0.2)


def test_chosen_sheets_alone_are_printed(document: MakeDocument, tmp_path: Path) -> None:
    made = document(SAMPLE, *SAMPLE)
    printer = _to_file(tmp_path / "out.pdf")
    set_paper(printer, made)

    assert print_document(made, printer, [1, 3]) == 2
    assert len(PdfReader(io.BytesIO((tmp_path / "out.pdf").read_bytes())).pages) == 2


@pytest.mark.parametrize("form", [Form.A5, Form.TWO_UP, Form.A3])
def test_the_printer_is_set_to_the_sheet(document: MakeDocument, tmp_path: Path, form: Form) -> None:
    made = document(SAMPLE, SAMPLE.emergency[0], form=form)
    printer = _to_file(tmp_path / "out.pdf")
    set_paper(printer, made)
    print_document(made, printer)
    box = PdfReader(io.BytesIO((tmp_path / "out.pdf").read_bytes())).pages[0].mediabox

    assert float(box.width) == pytest.approx(made.width, abs=1.5)
    assert float(box.height) == pytest.approx(made.height, abs=1.5)


def test_printing_can_be_stopped(document: MakeDocument, tmp_path: Path) -> None:
    made = document(SAMPLE, *SAMPLE)
    printer = _to_file(tmp_path / "out.pdf")

    with pytest.raises(CancelledError):
        print_document(made, printer, None, lambda done, of: done < 2)


@pytest.mark.skipif(bool(QPrinterInfo.availablePrinterNames()), reason="this machine has a printer")
def test_no_printer_is_told_in_words(document: MakeDocument) -> None:
    with pytest.raises(PrinterError, match="没有找到打印机"):
        make_printer(document(SAMPLE, *SAMPLE))


@pytest.mark.qt_log_ignore("Returned false")
def test_a_printer_that_refuses_is_told_in_words(document: MakeDocument, tmp_path: Path) -> None:
    printer = _to_file(tmp_path / "no such folder" / "out.pdf")

    with pytest.raises(PrinterError, match="不接受打印"):
        print_document(document(SAMPLE, *SAMPLE), printer)


def test_the_preview_is_the_page(document: MakeDocument) -> None:
    made = document(SAMPLE, SAMPLE.emergency[0])
    image = render_sheet(made, 0, 400, device_pixel_ratio=2)

    assert (image.width(), image.height()) == (800, round(800 * made.height / made.width))
    greys = {image.pixelColor(x, y).lightness() // 64 for x in range(0, 800, 5) for y in range(0, 1100, 5)}
    assert {0, 3} <= greys
    # The binding margin is blank.
    assert all(image.pixelColor(x, y).lightness() == 255 for x in range(0, 70, 7) for y in range(0, 1100, 11))
