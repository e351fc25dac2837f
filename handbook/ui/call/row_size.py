"""How large stage and outline of a list are: the call's list, or an emergency card over the window."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RowSize:
    """Pixels at 100 % text size."""

    body: float = 15.5
    """Letters of answers, of what is said and of values."""
    question: int = 19
    outline: float = 14.5
    """Letters of a row of the outline."""
    row: int = 30
    """Height of a row of the outline."""
    target: int = 32
    """Least side of what is pressed."""
    answer: int = 40
    """Height of an answer of one line."""
    columns: int = 2
    """Columns of answers where each label fits its share."""


LARGE = RowSize(body=17, question=22, outline=16.5, row=44, target=44, answer=52, columns=3)
"""On an emergency card."""
