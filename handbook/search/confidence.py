"""How surely an answer is one, as it is told."""

from enum import Enum, auto


class Confidence(Enum):
    """How surely the hits answer what was asked."""

    FOUND = auto()
    CLOSEST = auto()
    """Something is near, but nothing is about just this; to be said so."""
    NONE = auto()
    """Nothing here is about it."""
