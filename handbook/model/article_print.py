"""The words of an article -> a short print by which the same words are known again, without the words being kept."""

import hashlib
import re
import unicodedata

PRINT = re.compile(r"[0-9a-f]{16}")
"""What a print looks like, whole."""

_KEPT = ("L", "N")


def print_of(words: str) -> str:
    """16 hexadecimal digits of an article's words, those after its number, all paragraphs and items of it.

    Letters, Chinese characters and digits count; punctuation, blanks, line ends, marks of typesetting and the width of a
    character do not: copies of one text differ in these alone. Raises ValueError where no word is left.
    """
    bare = "".join(c for c in unicodedata.normalize("NFKC", words) if unicodedata.category(c)[0] in _KEPT)
    if not bare:
        raise ValueError("no words to take a print of")
    return hashlib.sha256(bare.encode()).hexdigest()[:16]
