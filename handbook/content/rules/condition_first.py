"""Steps go in; those whose condition comes after the action come out as problems."""

import re
from collections.abc import Iterator

from handbook.content.loader import LoadedContent
from handbook.content.rules.placed_texts import Placed, placed_steps
from handbook.content.rules.wording import Clause, sentences
from handbook.model.emergency import EmergencyCard
from handbook.model.entry import Entry
from handbook.model.kinds import StepKind
from handbook.model.problem import Gravity, Problem

_IF = re.compile(
    r"如果|假如|假若|倘若|要是|万一|一旦|除非|若(?!干|无其事|隐若现|有所|即若离)|如(?=有人|遇|出现|发现|发生|仍)"
)
_IN_CASE = re.compile(r"的话[,。!?;]*$")
# Words that may stand before the condition without being an action.
_LEAD = re.compile(r"^(?:另外|还有|但是?|不过|而且?|那么?|所以|因为|请|您|用户|对方|这时|此时|\s)*$")
_ACTION_FOLLOWS = re.compile(r"就|则|便|请|马上|立即|立刻")
_ASKING = re.compile(r"(?:问|说|告诉|告知|讲|看看|记得|解释|答)[^,。]{0,4}$")


def late_condition(text: str) -> str:
    """The condition in `text` that no action follows although one stands before it, or an empty string."""
    for clauses in sentences(text):
        last = len(clauses) - 1
        if last > 0 and _IN_CASE.search(clauses[last].text):
            return "的话"
        found = _IF.search(clauses[last].text)
        if found and _is_late(clauses[last], found, is_first=last == 0):
            return found.group()
    return ""


def condition_first(content: LoadedContent) -> Iterator[Problem]:
    """Condition before action: a block on emergency cards, advice in procedures."""
    for entry in content.handbook:
        gravity = Gravity.ERROR if isinstance(entry, EmergencyCard) else Gravity.WARNING
        for placed in _instructions(entry):
            words = late_condition(placed.text)
            if words:
                message = f"条件要写在动作前面:请把“{words}…”移到句首,写成“如果…,就…”"
                yield content.origins[entry.id].problem(placed.path, "condition-first", message, gravity)


def _is_late(clause: Clause, condition: re.Match[str], *, is_first: bool) -> bool:
    before = clause.text[: condition.start()]
    after = clause.text[condition.end() :]
    if _ASKING.search(before) or _ACTION_FOLLOWS.search(after):
        return False
    return not (is_first and _LEAD.match(before))


def _instructions(entry: Entry) -> Iterator[Placed]:
    if isinstance(entry, EmergencyCard):
        for index, line in enumerate(entry.immediate):
            yield Placed(("immediate", index, "text"), line.text)
    for path, step in placed_steps(entry):
        if step.kind in (StepKind.DO, StepKind.SAY, StepKind.WARN):
            yield Placed((*path, "text"), step.text)
