"""A call as it is told: what is heard, which keys are pressed, what must be seen."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from tests.e2e.plays.clock import BEGIN
from tests.e2e.plays.seen import Check

_ACT = re.compile(r"「([^」]*)」|(\S+)")
WAIT, CRASH, OVERNIGHT = "等一下", "断电重开", "过一夜再开"
NO_KEYS = (WAIT, CRASH, OVERNIGHT)


@dataclass(frozen=True, slots=True)
class Act:
    """One key, words committed by the input method, or something that happens."""

    words: str = ""
    """Committed text; empty for a key."""
    key: str = ""
    """As in the table of keys: Ctrl+Enter, 空格, ↑, 2; those of NO_KEYS press nothing."""

    @property
    def strokes(self) -> int:
        """Keys pressed; a Chinese word counts as its characters, whatever the input method needs."""
        return len(self.words) or int(self.key not in NO_KEYS)


@dataclass(frozen=True, slots=True)
class Step:
    """One moment of a call."""

    heard: str
    """What the caller says, or what happens."""
    keys: str = ""
    """Keys parted by blanks; words for the input method in 「」."""
    see: tuple[Check, ...] = ()
    """What must be seen afterwards."""

    def acts(self) -> Iterator[Act]:
        """The keys and words in order."""
        for match in _ACT.finditer(self.keys):
            words, key = match.groups()
            yield Act(words=words) if words is not None else Act(key=key)


@dataclass(frozen=True, slots=True)
class Play:
    """A whole call."""

    name: str
    """For file names and tests."""
    title: str
    steps: tuple[Step, ...]
    told: str = ""
    """Docstring of the play: after its first paragraph a line for each fact that was said, or was not."""
    begins: datetime = BEGIN
    """When the phone rings."""

    @property
    def facts(self) -> tuple[str, ...]:
        """What was said, a line each; none where the play tells of no ticket."""
        return tuple(line.strip() for line in self.told.partition("\n\n")[2].splitlines() if line.strip())

    @property
    def strokes(self) -> int:
        """Keys and characters of the whole call."""
        return sum(act.strokes for step in self.steps for act in step.acts())
