"""Problems of a file that was parsed but not understood -> the foreign characters to blame, and what they do not explain."""

from collections.abc import Callable, Iterable, Sequence

from handbook.content.foreign_marks import ForeignMark, foreign_mark
from handbook.content.origin import Origin, problem_at
from handbook.content.yaml_reader import Place, YamlDocument, YamlRefused, read_yaml
from handbook.model.problem import Problem

MOST_MARKS = 8
"""Characters that are named in one file; more are told once these are mended."""
_LINES_AFTER = 3
_HOPELESS = 1_000_000.0

Understand = Callable[[YamlDocument], Sequence[Problem]]
"""The problems of a document."""


def blamed(origin: Origin, problems: Sequence[Problem], understand: Understand) -> list[Problem]:
    """`problems` of the file of `origin`; those that go away with a foreign character are told as that character."""
    told: list[Problem] = []
    left = list(problems)
    text = origin.document.text
    while left and len(told) < MOST_MARKS:
        mark = foreign_mark(text, _lines(left), lambda tried: _count(_reread(tried, understand)))
        if mark is None:
            break
        place = _as_written(mark, text, origin.document.text)
        told.append(problem_at(origin.file, place, "wrong-character", mark.message, origin.entry_id))
        text = mark.mended
        left = _reread(text, understand) or []
    still = {_known_by(problem) for problem in left}
    return [*told, *(problem for problem in problems if _known_by(problem) in still)]


def _known_by(problem: Problem) -> tuple[int, str, str]:
    """A mend moves columns, never lines."""
    return problem.line, problem.rule, problem.message


def _lines(problems: Iterable[Problem]) -> list[int]:
    """Where to look, the places of the problems first."""
    lines = [problem.line for problem in problems][: 2 * MOST_MARKS]
    near = [line + step for line in lines for step in (-1, *range(1, _LINES_AFTER + 1))]
    return [*lines, *near]


def _reread(text: str, understand: Understand) -> list[Problem] | None:
    try:
        return list(understand(read_yaml(text.encode(), explain=False)))
    except YamlRefused:
        return None


def _count(problems: list[Problem] | None) -> float:
    return _HOPELESS if problems is None else len(problems)


def _as_written(mark: ForeignMark, text: str, original: str) -> Place:
    """Where the character stands in the `original`: on the same line, less what was put in before it in `text`."""
    before = text[: mark.offset].rpartition("\n")[2]
    line = original.split("\n")[mark.line - 1]
    for column in range(len(line)):  # the mends before it put in blanks and plain marks alone
        if line[column] == text[mark.offset] and _letters(line[:column]) == _letters(before):
            return Place(mark.line, column + 1)
    return Place(mark.line, mark.column)


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text))
