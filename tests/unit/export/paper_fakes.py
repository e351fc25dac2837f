"""Fixed times, a font without Qt, and the words of a printed page, for the tests of this room."""

import io
import re
import unicodedata
from datetime import date, datetime

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


def page_words(pdf: bytes) -> list[str]:
    """The words of each page as a reader would copy them, folded."""
    return [folded(page.extract_text()) for page in PdfReader(io.BytesIO(pdf)).pages]
