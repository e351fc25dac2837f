"""Folded text -> terms: Chinese characters and pairs, words, quantities; each with an integer key."""

import re
from collections.abc import Iterator
from functools import lru_cache
from hashlib import blake2b
from itertools import pairwise

from handbook.search.words.fold import HAN, is_han
from handbook.search.words.quantities import quantities

SHIFT = 21
"""Bits of one code point; a pair is ``first << SHIFT | second``, a single character has second = 0."""
WORD_BIT = 1 << 62
"""Set in the keys of words, whose low bits are a hash."""
_RUN = re.compile(rf"([{HAN}]+)|((?:(?![{HAN}])[^\W_])+(?:[._\-](?:(?![{HAN}])[^\W_])+)*)")


def word_key(word: str) -> int:
    """Key of a word or quantity."""
    digest = blake2b(word.encode("utf-8", "replace"), digest_size=8).digest()
    return WORD_BIT | (int.from_bytes(digest, "little") & (WORD_BIT - 1))


@lru_cache(maxsize=16384)
def term_key(term: str) -> int:
    """Key of any term: one or two Chinese characters, or a word."""
    if len(term) > 2 or not all(map(is_han, term)):
        return word_key(term)
    return ord(term[0]) << SHIFT | (ord(term[1]) if len(term) == 2 else 0)


def gram_text(key: int) -> str:
    """The characters of a key that is no word."""
    second = key & ((1 << SHIFT) - 1)
    return chr(key >> SHIFT) + (chr(second) if second else "")


def runs(folded: str) -> Iterator[tuple[str, bool, int]]:
    """(run, is it Chinese, start) for each unbroken run of Chinese characters or of other letters."""
    for match in _RUN.finditer(folded):
        yield match[0], match[1] is not None, match.start()


def terms_of(folded: str) -> list[str]:
    """All terms in order: characters, then pairs of each Chinese run; words; quantities at the end."""
    found: list[str] = []
    for run, chinese, _ in runs(folded):
        if chinese:
            found.extend(run)
            found.extend(a + b for a, b in pairwise(run))
        else:
            found.append(run)
    found.extend(q.term for q in quantities(folded))
    return found


def words_of(folded: str) -> Iterator[str]:
    """Only what is not made of characters alone: words and quantities."""
    for match in _RUN.finditer(folded):
        if match[1] is None:
            yield match[0]
    for quantity in quantities(folded):
        yield quantity.term
