"""The files of ``checks/`` go in; what the content check must know of law and first aid comes out.

A folder without one of them is checked by the file that came with the program.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from handbook.content.check_files import (
    ActsFile,
    CheckFile,
    FirstAidFile,
    PrioritiesFile,
    ProhibitedActsFile,
    StaleLawFile,
)
from handbook.content.check_patterns import PatternReader
from handbook.content.entries import validated
from handbook.content.file_names import (
    ACTS,
    CHECK_FILES,
    CHECK_FOLDER,
    FIRST_AID,
    PRIORITIES,
    PROHIBITED_ACTS,
    STALE_LAW,
)
from handbook.content.origin import Origin
from handbook.content.schema import CLASS_OF_CHECK, check_validator
from handbook.content.yaml_reader import Path, Value, YamlRefused, read_yaml
from handbook.model.fact import Fact
from handbook.model.kinds import Priority
from handbook.model.problem import Problem
from handbook.paths import shipped_content

_RULE = "bad-check"
_PATTERN_KEYS = ("patterns", "marked", "measured", "about", "tells", "says", "against", "titles")
_SETS = "sets"
_ACTS = "acts"
"""Here the verb may be marked; elsewhere nobody asks for it."""

_Compiled = Mapping[Path, tuple[re.Pattern[str], ...]]
"""Where a list of patterns stands → its patterns."""


@dataclass(frozen=True, slots=True)
class StaleFigure:
    """One figure of repealed law."""

    pattern: re.Pattern[str]
    is_one_value: bool
    """Whether the words that fit are one figure, which need not be a site value where they are marked as old."""


@dataclass(frozen=True, slots=True)
class StaleLaw:
    """What ``stale_law.yaml`` says."""

    figures: tuple[StaleFigure, ...]
    marked: re.Pattern[str]
    measured: re.Pattern[str]
    """Fits before a figure that was measured."""
    message: str
    """With {found} where the figure stands."""
    note_says: tuple[str, ...]
    note_message: str


@dataclass(frozen=True, slots=True)
class Act:
    """One kind of act that a caller must never be told to do, and the patterns by which it is recognised."""

    name: str
    patterns: tuple[re.Pattern[str], ...]
    """The verb is the group `check_patterns.VERB`, if there is one, else the whole."""
    is_by_permission: bool = False
    """Whether the act is lawful with the supplier's consent, so that a text about applying for it is fine."""


@dataclass(frozen=True, slots=True)
class AllowedInstruction:
    """The one way in which callers are told of an act in the home; empty patterns demand nothing."""

    name: str
    allowed: str
    about: tuple[re.Pattern[str], ...]
    tells: tuple[re.Pattern[str], ...]
    says: tuple[re.Pattern[str], ...]
    against: tuple[re.Pattern[str], ...]


@dataclass(frozen=True, slots=True)
class Matter:
    """One matter and its least priority."""

    name: str
    priority: Priority
    answers: Mapping[Fact, tuple[str, ...]]
    titles: tuple[re.Pattern[str], ...]


@dataclass(frozen=True, slots=True)
class Priorities:
    """What ``priorities.yaml`` says."""

    entry: str
    """Id of the entry that shows the table."""
    matters: tuple[Matter, ...]


@dataclass(slots=True)
class Checks:
    """The check files that were taken, the site's over the shipped ones; None = none was."""

    stale_law: StaleLaw | None = None
    first_aid: re.Pattern[str] | None = None
    prohibited_acts: tuple[Act, ...] | None = None
    allowed_acts: tuple[AllowedInstruction, ...] | None = None
    priorities: Priorities | None = None

    def take(self, name: str, value: Value, origin: Origin) -> list[Problem]:
        """Read one file; a file with a mistake is not taken, so that what was there before still holds."""
        written, problems = validated(check_validator(name), CLASS_OF_CHECK[name], value, origin)
        reader = PatternReader()
        compiled = _compiled(value, reader)
        problems += [origin.problem(mistake.path, _RULE, mistake.message) for mistake in reader.mistakes]
        if written is not None and not problems:
            self._keep(written, compiled)
        return problems

    def _keep(self, written: CheckFile, compiled: _Compiled) -> None:
        match written:
            case StaleLawFile():
                self.stale_law = _stale_law(written, compiled)
            case FirstAidFile():
                self.first_aid = _any_of(compiled[("patterns",)])
            case ProhibitedActsFile():
                self.prohibited_acts = tuple(
                    Act(act.name, compiled[("acts", index, "patterns")], act.by_permission)
                    for index, act in enumerate(written.acts)
                )
            case ActsFile():
                self.allowed_acts = tuple(
                    AllowedInstruction(
                        name=act.name,
                        allowed=act.allowed,
                        about=compiled.get(("acts", index, "about"), ()),
                        tells=compiled.get(("acts", index, "tells"), ()),
                        says=compiled.get(("acts", index, "says"), ()),
                        against=compiled.get(("acts", index, "against"), ()),
                    )
                    for index, act in enumerate(written.acts)
                )
            case PrioritiesFile():
                self.priorities = Priorities(
                    entry=written.entry,
                    matters=tuple(
                        Matter(
                            name=matter.name,
                            priority=matter.priority,
                            answers=matter.answers,
                            titles=compiled.get(("matters", index, "titles"), ()),
                        )
                        for index, matter in enumerate(written.matters)
                    ),
                )

    def with_shipped(self) -> "Checks":
        """The same, with the shipped file for each that is missing."""
        if not self.missing():
            return self
        shipped = _shipped()
        return Checks(
            stale_law=self.stale_law or shipped.stale_law,
            first_aid=self.first_aid or shipped.first_aid,
            prohibited_acts=self.prohibited_acts or shipped.prohibited_acts,
            allowed_acts=self.allowed_acts or shipped.allowed_acts,
            priorities=self.priorities or shipped.priorities,
        )

    def missing(self) -> list[str]:
        """Names of the files that were not taken."""
        taken = {
            STALE_LAW: self.stale_law,
            FIRST_AID: self.first_aid,
            PROHIBITED_ACTS: self.prohibited_acts,
            ACTS: self.allowed_acts,
            PRIORITIES: self.priorities,
        }
        return [name for name in CHECK_FILES if taken[name] is None]


@lru_cache(maxsize=1)
def _shipped() -> Checks:
    checks = Checks()
    for name in CHECK_FILES:
        try:
            document = read_yaml((shipped_content() / CHECK_FOLDER / name).read_bytes())
        except (OSError, YamlRefused):
            continue  # a rule tells which are missing
        checks.take(name, document.value, Origin(f"{CHECK_FOLDER}/{name}", document))
    return checks


def _compiled(value: Value, reader: PatternReader) -> _Compiled:
    """The patterns of the whole file, however faulty the rest of it is, so that all mistakes are told at once."""
    if isinstance(value, dict) and value.get(_SETS):
        reader.read_sets(value[_SETS], (_SETS,))
    return {
        path: reader.each(patterns, path, may_mark=path[0] == _ACTS)
        for path, patterns in _pattern_lists(value, ())
    }


def _pattern_lists(value: Value, path: Path) -> Iterator[tuple[Path, Value]]:
    if isinstance(value, list):
        for index, item in enumerate(value):
            yield from _pattern_lists(item, (*path, index))
    elif isinstance(value, dict):
        for key, below in value.items():
            if key in _PATTERN_KEYS and isinstance(below, list) and below:
                yield (*path, key), below
            elif key != _SETS:
                yield from _pattern_lists(below, (*path, key))


def _stale_law(written: StaleLawFile, compiled: _Compiled) -> StaleLaw:
    measured = "|".join(pattern.pattern for pattern in compiled[("measured",)])
    return StaleLaw(
        figures=tuple(
            StaleFigure(_any_of(compiled[("figures", index, "patterns")]), figure.one_value)
            for index, figure in enumerate(written.figures)
        ),
        marked=_any_of(compiled[("marked",)]),
        measured=re.compile(rf"(?:{measured})[^,。;]{{0,8}}$"),
        message=written.message,
        note_says=written.note_says,
        note_message=written.note_message,
    )


def _any_of(patterns: tuple[re.Pattern[str], ...]) -> re.Pattern[str]:
    """One pattern that fits where any of `patterns` does, the first first."""
    return re.compile("|".join(pattern.pattern for pattern in patterns))
