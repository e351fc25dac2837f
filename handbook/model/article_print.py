"""The words of an article -> a short print by which the same words are known again, without the words being kept."""

import hashlib
import re

from handbook.model.bare_words import bare

PRINT = re.compile(r"[0-9a-f]{16}")
"""What a print looks like, whole."""


def print_of(words: str) -> str:
    """16 hexadecimal digits of an article's words, those after its number, all paragraphs and items of it.

    What copies of one text differ in does not count, a point or share within a number does (`handbook.model.bare_words`).
    Raises ValueError where no word is left.
    """
    kept = bare(words)
    if not kept:
        raise ValueError("no words to take a print of")
    return hashlib.sha256(kept.encode()).hexdigest()[:16]
