"""Played calls -> their tickets in one file, and what was said in another, under the same numbers."""

from dataclasses import dataclass, field
from pathlib import Path

from tests.e2e.plays.play import Play
from tests.e2e.plays.stage import Stage


@dataclass
class Tickets:
    """Tickets and facts of all plays; a ticket stands under its number alone, so that nothing else tells of the call."""

    folder: Path
    _tickets: list[str] = field(default_factory=list[str])
    _facts: list[str] = field(default_factory=list[str])

    def add(self, play: Play, stage: Stage) -> None:
        """The tickets that the play brought on screen; a play without one is not judged."""
        if not stage.tickets:
            return
        number = len(self._facts) + 1
        begins = f"{play.begins:%Y-%m-%d %H:%M} 来电"
        said = "".join(f"\n{words} 于 {moment:%m-%d %H:%M} 说出" for words, moment in stage.said.items())
        facts = "\n".join((begins, *play.facts))
        self._tickets.append("\n".join((f"{number}.", *stage.tickets)))
        self._facts.append(f"{number}. {play.name}\n{facts}{said}")

    def close(self) -> None:
        """Write tickets.txt and facts.txt."""
        for name, parts in (("tickets.txt", self._tickets), ("facts.txt", self._facts)):
            (self.folder / name).write_text("\n\n".join(parts) + "\n", encoding="utf-8")
