"""Where an entry was read: turns a path inside the entry into a problem with file, line and column."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

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
    grafts: "Mapping[ValuePath, Origin]" = field(default_factory=dict[ValuePath, "Origin"])
    """Parts of the entry that were read elsewhere: what many entries share stands in one file."""

    def problem(self, path: ValuePath, rule: str, message: str, gravity: Gravity = Gravity.ERROR) -> Problem:
        """A problem at `path` inside the entry, or where that part of it was read."""
        if (*self.root, *path) not in self.document.places:
            for length in range(len(path), 0, -1):
                elsewhere = self.grafts.get(path[:length])
                if elsewhere is not None:
                    shared = replace(elsewhere, entry_id=self.entry_id)
                    return shared.problem(path[length:], rule, message, gravity)
        place = self.document.place_of((*self.root, *path))
        return problem_at(
            file=self.file, place=place, rule=rule, message=message, entry_id=self.entry_id, gravity=gravity
        )

    def below(self, *path: str | int) -> "Origin":
        """The origin of the part at `path`."""
        return replace(self, root=(*self.root, *path))

    def with_grafts(self, grafts: "Mapping[ValuePath, Origin]") -> "Origin":
        """The same with more parts that were read elsewhere."""
        return replace(self, grafts={**self.grafts, **grafts}) if grafts else self


def problem_at(
    file: str, place: Place, rule: str, message: str, entry_id: str = "", gravity: Gravity = Gravity.ERROR
) -> Problem:
    """A problem at a known place."""
    return Problem(
        file=file,
        line=place.line,
        column=place.column,
        rule=rule,
        message=_one_line(message),
        gravity=gravity,
        entry_id=entry_id,
    )


def _one_line(message: str) -> str:
    """`message` on one line and without characters that turn or hide text: it may quote what an author wrote."""
    visible = "".join(c for c in message if c.isspace() or unicodedata.category(c) not in ("Cc", "Cf"))
    line = " ".join(visible.split())
    return line if len(line) <= MAX_MESSAGE else line[: MAX_MESSAGE - 1] + "…"
