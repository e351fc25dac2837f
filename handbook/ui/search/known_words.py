"""What somebody typed goes in; the words of the trade that stand in it come out."""

from handbook.model.handbook import Handbook

SHORTEST, LONGEST = 2, 8
MOST = 4
"""Words that are offered."""


class KnownWords:
    """Tags of entries and words of which the handbook knows that they mean the same: nouns, with no 怎么 among them."""

    def __init__(self, handbook: Handbook) -> None:
        groups = (*handbook.synonyms, *(entry.tags for entry in handbook))
        self._words = frozenset(word for group in groups for word in group if len(word) >= SHORTEST)

    def within(self, text: str) -> tuple[str, ...]:
        """Those that stand in `text`, in its order, the longest where they overlap; never all of it."""
        found: dict[str, None] = {}
        at = 0
        while at < len(text) and len(found) < MOST:
            lengths = range(LONGEST, SHORTEST - 1, -1)
            word = next((text[at : at + n] for n in lengths if text[at : at + n] in self._words), "")
            if word and word != text.strip():
                found[word] = None
            at += len(word) or 1
        return tuple(found)
