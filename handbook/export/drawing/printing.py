"""A document and a printer -> paper; refusals and cancelling in words for the user."""

from collections.abc import Sequence

from PySide6.QtCore import QMarginsF, QSizeF
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

from handbook.export.drawing.paint import paint_page
from handbook.export.errors import CancelledError, PrinterError
from handbook.export.paper.document import Document, Progress, refuse_demo

NO_PRINTER = "没有找到打印机。请在系统里添加打印机,或先导出 PDF 拿到别处打印。"


def make_printer(document: Document, name: str = "") -> QPrinter:
    """A printer set to the document's paper; the default one unless named. Raises `PrinterError`."""
    known = QPrinterInfo.availablePrinterNames()
    if not known:
        raise PrinterError(NO_PRINTER)
    if name and name not in known:
        raise PrinterError(f"没有叫“{name}”的打印机。现有:{'、'.join(known)}。")
    info = QPrinterInfo.printerInfo(name) if name else QPrinterInfo.defaultPrinter()
    printer = QPrinter(
        info if not info.isNull() else QPrinterInfo.printerInfo(known[0]), QPrinter.PrinterMode.HighResolution
    )
    set_paper(printer, document)
    return printer


def set_paper(printer: QPrinter, document: Document) -> None:
    """Set the printer to the document's sheet, without margins of its own: sheets carry theirs."""
    is_wide = document.width > document.height
    size = QSizeF(min(document.width, document.height), max(document.width, document.height))
    page = QPageSize(size, QPageSize.Unit.Point, "", QPageSize.SizeMatchPolicy.FuzzyMatch)
    turn = QPageLayout.Orientation.Landscape if is_wide else QPageLayout.Orientation.Portrait
    printer.setFullPage(True)
    printer.setPageLayout(
        QPageLayout(page, turn, QMarginsF(0, 0, 0, 0), QPageLayout.Unit.Point, QMarginsF(0, 0, 0, 0))
    )
    printer.setDocName(document.title)


def print_document(
    document: Document,
    printer: QPrinter,
    sheets: Sequence[int] | None = None,
    progress: Progress | None = None,
) -> int:
    """Print the sheets with these indices (from 0; None = all); returns how many were sent.

    Raises `DemoRefusedError` before anything is sent, `PrinterError` where the printer refuses, `CancelledError` when `progress` says stop; the job is then
    taken back where the system can.
    """
    refuse_demo(document.sheets)
    chosen = range(len(document.pages)) if sheets is None else sheets
    painter = QPainter()
    if not printer.isValid() or not painter.begin(printer):
        raise PrinterError(f"打印机“{printer.printerName()}”不接受打印。请看它是否开机、有纸、连着。")
    dots = printer.logicalDpiX() / 72
    try:
        for done, index in enumerate(chosen):
            if progress and not progress(done, len(chosen)):
                printer.abort()
                raise CancelledError
            if done and not printer.newPage():
                raise PrinterError(
                    f"打印机“{printer.printerName()}”在第 {done + 1} 页停下了。请检查后重打余下的页。"
                )
            paint_page(painter, document.pages[index], dots)
    finally:
        painter.end()
    return len(chosen)
