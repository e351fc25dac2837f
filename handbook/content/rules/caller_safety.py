"""Entries go in; lines that tell the caller to do a prohibited act come out as problems."""

import re
from collections.abc import Iterator, Sequence

from handbook.content.checks import Act
from handbook.content.loader import LoadedContent
from handbook.content.rules.instructions import instructed_acts, verb_start
from handbook.content.rules.negation import is_negated
from handbook.content.rules.placed_texts import Placed, caller_texts, placed_steps
from handbook.content.rules.wording import sentences
from handbook.model.entry import Entry
from handbook.model.kinds import Audience
from handbook.model.problem import Problem

_GUIDES = re.compile(
    r"(?:让|教|请|叫|引导|指导|建议|提示|提醒|告诉|告知|帮)(?:用户|对方|他|她|来电人|家属|住户|客户)"
)


def caller_safety(content: LoadedContent) -> Iterator[Problem]:
    """No line tells a caller, or tells the agent to tell a caller, to do what is prohibited or a fitter's work."""
    acts = content.checks.prohibited_acts or ()
    for entry in content.handbook:
        origin = content.origins[entry.id]
        for placed in caller_texts(entry):
            for found in instructed_acts(placed.text, acts):
                message = f"“{found.words}”是在叫用户做禁止的事({found.act});请改成不做、由师傅做,或移到 onsite_steps"
                yield origin.problem(placed.path, "prohibited-act", message)
        for placed in _agent_texts(entry):
            words = _guided_act(placed.text, acts)
            if words:
                message = f"“{words}”不能让用户做;请改成由师傅上门处理"
                yield origin.problem(placed.path, "prohibited-act", message)


def _agent_texts(entry: Entry) -> Iterator[Placed]:
    for path, step in placed_steps(entry):
        if path[0] == "steps" and step.effective_audience is Audience.INTERNAL:
            yield Placed((*path, "text"), step.text)
            yield Placed((*path, "hint"), step.hint)


def _guided_act(text: str, acts: Sequence[Act]) -> str:
    """The prohibited act that the agent is told to guide the caller through, or an empty string."""
    for clauses in sentences(text):
        for index, clause in enumerate(clauses):
            guides = _GUIDES.search(clause.text)
            if not guides:
                continue
            earlier = [c.text for c in clauses[:index]]
            for pattern in (p for act in acts for p in act.patterns):
                found = pattern.search(clause.text, guides.end())
                if found and not is_negated(earlier, clause.text[: verb_start(found)]):
                    return found.group()
    return ""
