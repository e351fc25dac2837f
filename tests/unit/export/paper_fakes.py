"""Fixed times, a font without Qt, and the words of a printed page, for the tests of this room."""

import io
import math
import re
import unicodedata
from datetime import date, datetime
from typing import Any, NamedTuple

from pypdf import PdfReader

PRINTED = datetime(2026, 11, 22, 10, 3)
TODAY = date(2026, 11, 22)


class EvenMetrics:
    """A font whose every narrow character is half an em wide."""

    def advance(self, text: str, bold: bool) -> float:
        return sum(0.5 if char.isascii() or char == "\u00a0" else 1.0 for char in text)


def folded(text: str) -> str:
    """Text as it is compared: NFKC, without blanks."""
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", text))


def read_pdf(pdf: bytes) -> Any:
    """The file as another program reads it; its types know too little of what is inside."""
    return PdfReader(io.BytesIO(pdf))


class PrintedRun(NamedTuple):
    """Words as they stand on paper: size, and place from the upper left corner, in points."""

    size: float
    x: float
    y: float
    text: str


def read_page(page: Any) -> tuple[str, list[PrintedRun]]:
    """The words of a page as a reader would copy them, folded; and where each run of them stands."""
    height = float(page.mediabox.height)
    runs: list[PrintedRun] = []
    outer = [(0.0, 0.0)]
    """Where the drawing that is being read stands; pypdf reads a form as if it were the page."""

    def visit(text: str, cm: list[float], tm: list[float], font: Any, size: float) -> None:
        if text.strip():
            scale = math.sqrt(abs(tm[0] * tm[3] - tm[1] * tm[2]) * abs(cm[0] * cm[3] - cm[1] * cm[2]))
            x = tm[4] * cm[0] + tm[5] * cm[2] + cm[4] + outer[-1][0]
            y = tm[4] * cm[1] + tm[5] * cm[3] + cm[5] + outer[-1][1]
            runs.append(PrintedRun(size * scale, x, height - y, text))

    def enter(operator: bytes, _operands: Any, cm: list[float], _tm: list[float]) -> None:
        if operator == b"Do":
            outer.append((cm[4], cm[5]))

    def leave(operator: bytes, _operands: Any, _cm: list[float], _tm: list[float]) -> None:
        if operator == b"Do":
            outer.pop()

    words = page.extract_text(visitor_text=visit, visitor_operand_before=enter, visitor_operand_after=leave)
    return folded(words), runs


def page_words(pdf: bytes) -> list[str]:
    """The words of each page, folded."""
    return [read_page(page)[0] for page in read_pdf(pdf).pages]
