"""Handbook -> what its entries say of other entries: words that lead there, and say nothing about the entry they stand in.

不适用 lines name the card to use instead (闻到煤气味,用“煤气味、一氧化碳”), and answers open another card. Both are what a
caller says when that other card is meant.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from handbook.model.emergency import EmergencyCard
from handbook.model.entry import Entry
from handbook.model.handbook import Handbook
from handbook.model.procedure import Procedure
from handbook.model.step import Step

_QUOTED = re.compile(r"[“「『\"]([^”」』\"]+)[”」』\"]")
_ID = re.compile(r"[a-z]+(?:-[a-z0-9]+)+")
_COMMA = re.compile(r"[,,;;]")
_DENIED = ("没", "不", "无", "未")
_LEAST = 2
"""Letters of a name, and of words that lead somewhere; a single one says too little."""


@dataclass(frozen=True, slots=True)
class Lead:
    """Words in one entry that lead to another."""

    source: str
    target: str
    words: str


def leads(handbook: Handbook) -> Iterator[Lead]:
    """Every lead in the order of the handbook; the same words may lead from several entries to one."""
    names = _Names(handbook)
    for entry in handbook:
        for target, words in (*_from_not_for(entry, names), *_from_answers(entry)):
            if target != entry.id and len(_bare(words)) >= _LEAST:
                yield Lead(entry.id, target, words)


def words_by_target(handbook: Handbook) -> dict[str, tuple[str, ...]]:
    """Entry id → the distinct words of other entries that lead to it."""
    found: dict[str, dict[str, None]] = {}
    for lead in leads(handbook):
        found.setdefault(lead.target, {})[lead.words] = None
    return {target: tuple(words) for target, words in found.items()}


class _Names:
    """Finds the entry that a text names by its title or id."""

    def __init__(self, handbook: Handbook) -> None:
        self._titles = {entry.id: _bare(entry.title) for entry in handbook}

    def named(self, text: str) -> str:
        """Id of the one entry that is called so, in full or shortened; "" where none is, or several are."""
        if text in self._titles:
            return text
        name = _bare(text)
        if len(name) < _LEAST:
            return ""
        for is_called in (str.__eq__, _begins, _holds):
            found = [id_ for id_, title in self._titles.items() if is_called(title, name)]
            if found:
                return found[0] if len(found) == 1 else ""
        return ""


def _bare(text: str) -> str:
    """Letters and digits alone: titles are quoted with and without brackets."""
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKC", text)))


def _begins(title: str, name: str) -> bool:
    return len(title) > _LEAST and (title.startswith(name) or name.startswith(title))


def _holds(title: str, name: str) -> bool:
    """Whether one is the other with some letters left out."""
    short, long = sorted((title, name), key=len)
    letters = iter(long)
    return len(short) > _LEAST and all(letter in letters for letter in short)


def _from_not_for(entry: Entry, names: _Names) -> Iterator[tuple[str, str]]:
    if isinstance(entry, Procedure | EmergencyCard):
        for line in entry.not_for:
            yield from _named_in(line, names)


def _named_in(line: str, names: _Names) -> Iterator[tuple[str, str]]:
    """(entry, when to use it) of every entry that `line` sends to; what is quoted before that is a caller's words."""
    targets: list[str] = []
    start = len(line)
    for match in reversed([*_QUOTED.finditer(line), *_ID.finditer(line)]):
        target = names.named(match[match.lastindex or 0])
        if not target:
            break
        targets.append(target)
        start = match.start()
    before = line[:start]
    commas = [m.start() for m in _COMMA.finditer(before)]
    when = _affirmed(before[: commas[-1]] if commas else before)
    yield from ((target, when) for target in targets)


def _affirmed(when: str) -> str:
    """`when` without 时 and without clauses that say what is not so: 没有人烫着、只是怕烫 is no word for a scald."""
    clauses = when.removesuffix("时").split("、")
    return "、".join(c for c in clauses if not c.startswith(_DENIED)) or when


def _from_answers(entry: Entry) -> Iterator[tuple[str, str]]:
    if isinstance(entry, Procedure | EmergencyCard):
        yield from (
            (answer.entry, answer.label) for step in _steps(entry) for answer in step.answers if answer.entry
        )


def _steps(entry: Procedure | EmergencyCard) -> Iterable[Step]:
    return (*entry.steps, *entry.onsite_steps) if isinstance(entry, Procedure) else entry.steps
