"""Lines to say go in; those that tell of an act in the home otherwise than the one table does come out as problems."""

from collections.abc import Iterator

from handbook.content.checks import Act, AllowedInstruction
from handbook.content.loader import LoadedContent
from handbook.content.origin import Origin
from handbook.content.rules.instructions import instructed_acts
from handbook.content.rules.placed_texts import Placed, caller_texts, placed_steps
from handbook.content.rules.wording import plain
from handbook.model.problem import Problem


def allowed_acts(content: LoadedContent) -> Iterator[Problem]:
    """Two cards never tell a caller two things of one act: every line agrees with ``checks/acts.yaml``."""
    acts = content.checks.allowed_acts or ()
    by_name = {act.name: act for act in acts}
    for entry in content.handbook:
        origin = content.origins[entry.id]
        for placed in caller_texts(entry):
            for act in acts:
                yield from _compared(placed, act, origin)
        for path, step in placed_steps(entry):
            if not step.act:
                continue
            named = by_name.get(step.act)
            if named is None:
                message = f"acts.yaml 里没有“{step.act}”;请改成 {'、'.join(by_name)} 之一"
                yield origin.problem((*path, "act"), "unknown-act", message)
            elif named.says and not any(pattern.search(plain(step.text)) for pattern in named.says):
                yield _unsaid(Placed((*path, "text"), step.text), named, origin)


def _compared(placed: Placed, act: AllowedInstruction, origin: Origin) -> Iterator[Problem]:
    text = plain(placed.text)
    if act.about and not any(pattern.search(text) for pattern in act.about):
        return
    for found in instructed_acts(text, (Act(act.name, act.against),)):
        message = f"“{found.words}”与“{act.name}”定下的说法相反;只能说:{act.allowed}"
        yield origin.problem(placed.path, "act-contradicted", message)
    is_told = any(instructed_acts(text, (Act(act.name, act.tells),)))
    if is_told and not any(pattern.search(text) for pattern in act.says):
        yield _unsaid(placed, act, origin)


def _unsaid(placed: Placed, act: AllowedInstruction, origin: Origin) -> Problem:
    message = f"说到“{act.name}”,少了要紧的半句;只能说:{act.allowed}"
    return origin.problem(placed.path, "act-unsaid", message)
