"""Prints what paper costs: the field pack of the whole handbook, and a page against QTextDocument in the same run.

    python tests/benchmarks/export_paper.py [CONTENT_FOLDER]

QTextDocument prints the same words (heads and feet too) as plain paragraphs through QPdfWriter, with the same font,
paper and margins, without any layout: no sizes tried, no boxes, rules, rings, QR codes, bookmarks or links, and its
pages are full to the last line. Both ways are measured in turn, several times, on processor time; the medians
are compared a page. So is the cost of all pages together, on more sheets than QTextDocument needs.
"""

import statistics
import sys
import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QSizeF
from PySide6.QtGui import QPageLayout, QPageSize, QPdfWriter, QTextDocument

from handbook.content.loader import load_content
from handbook.export.drawing.fonts import PaperFont, ensure_gui_application, make_font
from handbook.export.paper.boxes import MM, TextMark
from handbook.export.paper.document import Document, PrintJob, make_document
from handbook.export.paper.pack import PackPlan
from handbook.export.paper.scale import Form
from handbook.export.pdf.pdf_file import pdf_bytes

ROUNDS = 5


def main() -> None:
    """Measure and print."""
    application = ensure_gui_application()
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).resolve().parents[2] / "content"
    book = load_content(folder).handbook
    font = PaperFont()
    job = PrintJob(
        items=tuple(book), handbook=book, form=Form.A4, printed=datetime.now(), pack=PackPlan(title="全书")
    )

    made, layout, painting, pdf = _pack(job, font)
    print(
        f"field pack, whole handbook, A4: {len(book)} entries, {len(made.pages)} pages, {len(pdf) / 1e6:.2f} MB"
    )
    print(
        f"  the first time: layout {layout:.2f} s, painting {painting:.2f} s, together {layout + painting:.2f} s (wall)"
    )

    words = "\n".join(_lines(made))
    ours: list[tuple[float, int]] = []
    plain: list[tuple[float, int]] = []
    for _ in range(ROUNDS):
        ours.append(_cost(lambda: _print_ours(job, font)))
        plain.append(_cost(lambda: _print_plain(words)))
    mine = statistics.median(map(_per_page, ours))
    theirs = statistics.median(map(_per_page, plain))
    print(
        f"a page: ours {mine:.2f} ms, QTextDocument {theirs:.2f} ms, ratio {mine / theirs:.2f}"
        f" (processor time, median of {ROUNDS})"
    )
    all_ours, all_theirs = (statistics.median(seconds for seconds, _ in each) for each in (ours, plain))
    print(
        f"all pages: ours {all_ours:.2f} s on {ours[0][1]}, QTextDocument {all_theirs:.2f} s on {plain[0][1]},"
        f" ratio {all_ours / all_theirs:.2f}"
    )
    del application


def _pack(job: PrintJob, font: PaperFont) -> tuple[Document, float, float, bytes]:
    start = time.perf_counter()
    made = make_document(job, font)
    middle = time.perf_counter()
    pdf = pdf_bytes(made)
    return made, middle - start, time.perf_counter() - middle, pdf


def _lines(made: Document) -> list[str]:
    """The words of the pages, a paragraph a box."""
    return [
        "".join(mark.text for mark in placed.box.marks if isinstance(mark, TextMark))
        for page in made.pages
        for placed in page.placed
    ]


def _cost(work: Callable[[], int]) -> tuple[float, int]:
    """Seconds of processor time, and pages."""
    start = time.process_time()
    pages = work()
    return time.process_time() - start, pages


def _per_page(cost: tuple[float, int]) -> float:
    """Milliseconds."""
    return 1000 * cost[0] / cost[1]


def _print_ours(job: PrintJob, font: PaperFont) -> int:
    """Everything: composing, layout, painting, bookmarks."""
    made = make_document(job, font)
    pdf_bytes(made)
    return len(made.pages)


def _print_plain(words: str) -> int:
    """The same words through QTextDocument.print, 12 pt, same margins."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    size = QPageSize(QSizeF(210 * MM, 297 * MM), QPageSize.Unit.Point)
    margins = QMarginsF(22 * MM, 13 * MM, 13 * MM, 25 * MM)
    writer.setPageLayout(QPageLayout(size, QPageLayout.Orientation.Portrait, margins, QPageLayout.Unit.Point))
    document = QTextDocument()
    font = make_font(12, False)
    font.setPointSizeF(12)
    document.setDefaultFont(font)
    document.setPlainText(words)
    # Without a page size of its own, the document lays itself out for the writer's paper and margins.
    document.print_(writer)
    return bytes(buffer.data().data()).count(b"/Type /Page\n")


if __name__ == "__main__":
    main()
