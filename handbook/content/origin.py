"""Where an entry was read: turns a path inside the entry into a problem with file, line and column."""

import unicodedata
from dataclasses import dataclass

from handbook.content.yaml_reader import Path as ValuePath
from handbook.content.yaml_reader import Place, YamlDocument
from handbook.model.problem import Gravity, Problem

MAX_MESSAGE = 400
"""Characters of a message; longer ones quote too much."""


@dataclass(frozen=True, slots=True)
class Origin:
    """File of an entry and the places of its parts."""

    file: str
    document: YamlDocument
    entry_id: str = ""
    root: ValuePath = ()

    def problem(self, path: ValuePath, rule: str, message: str, gravity: Gravity = Gravity.ERROR) -> Problem:
        """A problem at `path` inside the entry."""
        place = self.document.place_of((*self.root, *path))
        return problem_at(self.file, place, rule, message, self.entry_id, gravity)


def problem_at(
    file: str, place: Place, rule: str, message: str, entry_id: str = "", gravity: Gravity = Gravity.ERROR
) -> Problem:
    """A problem at a known place."""
    return Problem(
        file=file, line=place.line, column=place.column, rule=rule, message=_one_line(message), gravity=gravity,
        entry_id=entry_id,
    )  # fmt: skip


def _one_line(message: str) -> str:
    """`message` on one line and without characters that turn or hide text: it may quote what an author wrote."""
    visible = "".join(c for c in message if c.isspace() or unicodedata.category(c) not in ("Cc", "Cf"))
    line = " ".join(visible.split())
    return line if len(line) <= MAX_MESSAGE else line[: MAX_MESSAGE - 1] + "…"
