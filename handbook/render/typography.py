"""What the page calls of Chinese typesetting; it stands in `handbook.model.typesetting`."""

from handbook.model.typesetting import NO_BREAK, WORD_JOINER, held_together, plain

__all__ = ["NO_BREAK", "WORD_JOINER", "held_together", "plain"]
