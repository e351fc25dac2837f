"""A frozen value that will stand on paper -> the same value without signs that nobody sees, in all its texts.

Records of older programs and content with escapes may hold control characters, of which a Word file dies and paper
shows a box, and half characters, which no file can hold.
"""

from typing import TypeVar

from handbook.model.rewriting import rewritten
from handbook.unseen_signs import visible

T = TypeVar("T")


def clean(value: T) -> T:
    """`value` itself where nothing had to be taken out."""
    return rewritten(value, visible)
