"""A problem found in content: where it is, which rule it breaks, and how to mend it."""

from dataclasses import dataclass
from enum import StrEnum


class Gravity(StrEnum):
    """Errors block a release; warnings are advice."""

    ERROR = "错误"
    WARNING = "提醒"


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Problem:
    """One problem; `line` and `column` count from 1."""

    file: str
    """Path below the content root."""
    line: int = 1
    column: int = 1
    rule: str
    """Stable name of the rule, such as unknown-key."""
    message: str
    """One Chinese sentence: what is wrong and how to mend it."""
    gravity: Gravity = Gravity.ERROR
    entry_id: str = ""
    """The entry concerned, where known."""

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}: {self.gravity} [{self.rule}] {self.message}"
