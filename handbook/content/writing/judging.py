"""The text of one entry as somebody writes it -> the entry, the handbook with it, and what is wrong with it, within a keystroke.

All rules run, over that entry alone: the handbook that they go through holds nothing else, and knows all the others where a rule
looks one up. What only the whole can tell (two entries with one digit, the same ask twice) is asked of the whole.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields, replace
from functools import cached_property, partial
from pathlib import Path
from typing import Any

from handbook.content.checking import check_content
from handbook.content.files import SITE_MARK, ContentFile
from handbook.content.foreign_names import foreign_names
from handbook.content.loader import LoadedContent, each_once, entry_in, load_content
from handbook.content.origin import Origin
from handbook.content.rules import ALL_RULES
from handbook.content.rules.asks import asks
from handbook.content.rules.regulations import regulations
from handbook.content.structure import structure_problems
from handbook.content.yaml_reader import Path as ValuePath
from handbook.content.yaml_reader import Value, YamlDocument, YamlRefused, read_yaml
from handbook.model.entry import Entry
from handbook.model.handbook import Handbook
from handbook.model.kinds import Kind
from handbook.model.problem import Gravity, Problem
from handbook.model.successor import Successor

_ACROSS = (asks, regulations)
"""Rules that compare entries with each other."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong with an entry, and the part of it that is meant."""

    path: ValuePath
    """In the plain values of the file; () where it is the whole."""
    rule: str
    message: str
    must_be_mended: bool
    """Whether it stops a publication; what is only advised never does."""


@dataclass(frozen=True)
class Judged:
    """A text and what came of it; the rules run when somebody first asks what is wrong, the page is there before."""

    value: Value
    """Plain values of the file, as written; None where it cannot be read."""
    entry: Entry | None
    """None where it cannot be understood."""
    handbook: Handbook
    """The handbook with the entry in it; as it was, where there is none."""
    judge: Callable[[], tuple[Finding, ...]] = field(repr=False, compare=False)
    """Finds out what is wrong."""

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """What must be mended first, each in the order of the file."""
        return self.judge()

    @property
    def to_mend(self) -> int:
        """How many findings stop it."""
        return sum(finding.must_be_mended for finding in self.findings)


@dataclass(frozen=True, kw_only=True)
class _Focused(Handbook):
    """A handbook of one entry, which knows all the others."""

    whole: Handbook

    def ids(self, kind: Kind | None = None) -> tuple[str, ...]:
        return self.whole.ids(kind)

    def get(self, entry_id: str) -> Entry | None:
        return self.whole.get(entry_id)

    def exact(self, entry_id: str) -> Entry | None:
        return self.whole.exact(entry_id)

    def present_id(self, entry_id: str) -> str:
        return self.whole.present_id(entry_id)

    def successor(self, entry_id: str) -> Successor | None:
        return self.whole.successor(entry_id)

    def citing(self, entry_id: str) -> tuple[Entry, ...]:
        return self.whole.citing(entry_id)


class Judge:
    """Holds the content as it is published; asked about one text at a time."""

    def __init__(self, content: LoadedContent) -> None:
        self.content = content

    @classmethod
    def of(cls, root: Path, site: Path | None, region: str = "") -> "Judge":
        """Read all content, as desks do; takes a second, off the thread of the window."""
        content = load_content(root, site, region)
        content.foreign = foreign_names([root, *([site] if site else [])], content.handbook)
        return cls(content)

    @property
    def handbook(self) -> Handbook:
        """What desks read."""
        return self.content.handbook

    def judged(
        self,
        kind: Kind,
        file: str,
        text: str,
        *,
        is_whole: bool = False,
        document: YamlDocument | None = None,
    ) -> Judged:
        """What `text` would be as the overlay's `file`.

        `is_whole`: compared with all other entries, too. `document`: what `text` reads as, where somebody has read it.
        """
        taken = ContentFile(f"{SITE_MARK}{file}", text.encode())
        try:
            document = document or read_yaml(taken.raw)
        except YamlRefused as refused:
            words = f"第 {refused.place.line} 行：{refused.message}"
            found = (Finding((), refused.rule, words, True),)
            return Judged(None, None, self.handbook, lambda: found)
        before = self.handbook
        entry, origin, problems = entry_in(taken, kind, document, self.content.standing, before.region)
        if entry is None:
            return Judged(document.value, None, before, lambda: _findings(problems, origin))
        handbook = with_entry(before, entry)
        find = partial(self._found, handbook, entry, origin, tuple(problems), is_whole)
        return Judged(document.value, entry, handbook, find)

    def _found(
        self,
        handbook: Handbook,
        entry: Entry,
        origin: Origin,
        of_reading: tuple[Problem, ...],
        is_whole: bool,
    ) -> tuple[Finding, ...]:
        origins = {**self.content.origins, entry.id: origin}
        problems = [*of_reading, *self._problems(handbook, entry, origins)]
        if is_whole:
            content = replace(self.content, handbook=handbook, origins=origins)
            across = [*structure_problems(handbook, origins), *(p for rule in _ACROSS for p in rule(content))]
            problems += [p for p in across if p.file == origin.file]
        return _findings(problems, origin)

    def problems_of(self, entry: Entry) -> tuple[Problem, ...]:
        """What all rules say of an entry as it is published."""
        return tuple(self._problems(self.handbook, entry, self.content.origins))

    def _problems(self, handbook: Handbook, entry: Entry, origins: Mapping[str, Origin]) -> list[Problem]:
        parts: dict[str, Any] = {part.name: getattr(handbook, part.name) for part in fields(Handbook)}
        parts |= {kind.folder: () for kind in Kind}
        parts[entry.kind.folder] = (entry,)
        focused = _Focused(**parts, whole=handbook)
        content = replace(self.content, handbook=focused, origins=origins)
        found = [*structure_problems(focused, origins)]
        for rule in ALL_RULES:
            found += rule(content)
        file = origins[entry.id].file
        return each_once(problem for problem in found if problem.file == file)


def with_entry(handbook: Handbook, entry: Entry) -> Handbook:
    """`handbook` with that entry in the place of the one of its id, or after its like."""
    group = handbook.of_kind(entry.kind)
    is_new = all(one.id != entry.id for one in group)
    taken = (*group, entry) if is_new else tuple(entry if one.id == entry.id else one for one in group)
    groups: dict[str, Any] = {entry.kind.folder: taken}
    return replace(handbook, **groups)


def whole_check(root: Path, site: Path | None, region: str = "") -> tuple[Problem, ...]:
    """What is wrong with the overlay as it lies there, by the check of the command line."""
    found = check_content(root, site, region).problems
    return tuple(problem for problem in found if problem.file.startswith(SITE_MARK))


def _findings(problems: list[Problem], origin: Origin) -> tuple[Finding, ...]:
    by_place = {(place.line, place.column): path for path, place in reversed(origin.document.places.items())}
    found = dict.fromkeys(
        Finding(
            by_place.get((problem.line, problem.column), ()),
            problem.rule,
            problem.message,
            problem.gravity is Gravity.ERROR,
        )
        for problem in problems
    )
    return tuple(sorted(found, key=lambda finding: not finding.must_be_mended))
