"""Prints what reading a statute out of a PDF costs, as a multiple of PDFium's plain text of the same file.

    python -m tests.benchmarks.law_pdf [FILE…]

Without files, of invented statutes made by two programs. The start of the reading process is not counted; it is printed
by itself.
"""

import gc
import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
_ROUNDS = 5
_GOAL = 6.0


def main() -> int:
    """Print a line for each file."""
    given = [Path(word) for word in sys.argv[1:]]
    with tempfile.TemporaryDirectory() as folder:
        for path in given or _invented(Path(folder)):
            print(_line(path), flush=True)
    return 0


def _invented(folder: Path) -> list[Path]:
    from PySide6.QtGui import QGuiApplication

    from tests.helpers.invented_laws import invented_law
    from tests.helpers.law_pdfs import write_fpdf, write_qt_pdf

    application = QGuiApplication.instance() or QGuiApplication([])
    law = invented_law(1, articles=300)
    write_qt_pdf(folder / "qt.pdf", law.lines)
    write_fpdf(folder / "fpdf2.pdf", law.lines)
    del application
    return [folder / "qt.pdf", folder / "fpdf2.pdf"]


def _line(path: Path) -> str:
    from handbook.law_files.limits import LIMITS
    from handbook.law_files.pdf.pdf_lines import read
    from handbook.law_files.reading import read_law_file

    data = path.read_bytes()
    gc.disable()  # as the reading process does
    plain = _least(lambda: _plain_text(data))
    ours = _least(lambda: read(data, LIMITS))
    began = time.perf_counter()
    read_law_file(path)
    whole = time.perf_counter() - began
    return (
        f"{path.name}: PDFium's text {plain * 1e3:.0f} ms, read {ours * 1e3:.0f} ms = {ours / plain:.1f} × "
        f"(goal ≤ {_GOAL:.0f} ×); with the start of the process {whole * 1e3:.0f} ms"
    )


def _plain_text(data: bytes) -> str:
    import pypdfium2

    document = pypdfium2.PdfDocument(data)
    return "".join(page.get_textpage().get_text_range() for page in document)


def _least(work: Callable[[], object]) -> float:
    """Seconds of processor time of the quickest of some rounds; other programs count little so."""
    best = float("inf")
    for _ in range(_ROUNDS):
        began = time.process_time()
        work()
        best = min(best, time.process_time() - began)
    return best


if __name__ == "__main__":
    sys.exit(main())
