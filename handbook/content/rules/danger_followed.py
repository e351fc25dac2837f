"""Answers that name a danger go in; those that nobody follows up, or that do not declare it, come out as problems."""

import re
from collections.abc import Iterator, Sequence

from handbook.content.loader import LoadedContent
from handbook.content.origin import Origin
from handbook.content.rules.placed_texts import step_lists
from handbook.content.rules.wording import plain
from handbook.content.yaml_reader import Path
from handbook.model.kinds import StepKind
from handbook.model.problem import Problem
from handbook.model.step import Answer, Step

_FOLLOWS = (StepKind.SAY, StepKind.DO)
_ELECTRIC = r"(?:灯|电(?:饭锅|视|脑|器|线)|冰箱|配电|插排|插座|插头|电箱|电表|开关|电器|电闸|线盒)"
_DANGER = re.compile(
    rf"(?<!不)烫(?:着|伤|到|了)|触了?电|电(?:着|到)了?人|让电打|漏电|{_ELECTRIC}[^,。]{{0,4}}(?:水|湿|泡|滴)|水[^,。]{{0,4}}{_ELECTRIC}"
    r"|晕|昏|迷糊|(?:胸|心口)[^,。]{0,2}[疼闷]|喘不|憋(?:气|得)|冻僵|出不来|叫不(?:醒|应)|说胡话|(?:煤气|燃气|臭鸡蛋|瓦斯|煤烟|焦糊?)味?|炭|生(?:着|了)?(?:炉子|火)|明火|冒烟|(?:着|起)火|(?<!见)着了|冒火"
    r"|塌|陷|[掉摔](?:进|到|沟|坑|井|下)|踩空|要掉|倒在|倒(?:了|下)(?=$|,)|砸(?:着|到|伤)|摔(?:倒|伤|着)|起不来|受伤|伤着|动不了"
)
_DENIED = re.compile(
    r"没|无|不(?!醒|应|来|了|动)|未|(?:都|全)好|拉下|已(?:叫|拉|断)|像|以为|只(?:是|有)|"
    r"(?:说|问|要)(?:的|起|赔)|换|修|自己打进来"
)


def danger_followed(content: LoadedContent) -> Iterator[Problem]:
    """Who hears of a danger says or does something about it before the list goes on, and the ticket carries it."""
    for entry in content.handbook:
        for name, steps in step_lists(entry):
            if name == "steps":
                yield from _of_steps(steps, content.origins[entry.id])


def _of_steps(steps: Sequence[Step], origin: Origin) -> Iterator[Problem]:
    for index, step in enumerate(steps):
        if step.killer and len(step.own_answers) > 1 and not _leads_on(step, steps[index + 1 :]):
            message = (
                "这一步漏了会伤人(killer),却没有一个答案写着危险;请在有危险的答案写 hazard 或 entry,"
                "再写一步管它;问不出危险的,去掉 killer"
            )
            yield origin.problem(("steps", index, "answers"), "killer-without-danger", message)
        for number, answer in enumerate(step.answers):
            path: Path = ("steps", index, "answers", number)
            if answer.hazard and not _is_followed(step, answer, steps[index + 1 :]):
                message = (
                    f"答了“{answer.label}”就有危险({answer.hazard}),后面却没有一步管它;"
                    f"请加一步 say 或 do,写 when: {{{step.id}: [{answer.label}]}},或给这个答案写 entry、outcome"
                )
                yield origin.problem((*path, "hazard"), "hazard-unfollowed", message)
            if not answer.hazard and not answer.entry and _names_danger(answer.label):
                message = f"答案“{answer.label}”说的是会伤人的事;请写 hazard(工单的现场当心),再写一步管它"
                yield origin.problem((*path, "label"), "hazard-undeclared", message)


def _is_followed(step: Step, answer: Answer, later: Sequence[Step]) -> bool:
    if answer.entry or answer.outcome:
        return True
    return any(s.kind in _FOLLOWS and answer.label in s.when.get(step.id, ()) for s in later)


def _leads_on(step: Step, later: Sequence[Step]) -> bool:
    """Whether any answer is graver than another: it names a danger, leads away, or has steps of its own."""
    if any(answer.hazard or answer.entry or answer.outcome for answer in step.answers):
        return True
    return any(step.id in s.when for s in later)


def _names_danger(label: str) -> bool:
    bare = plain(label)
    found = _DANGER.search(bare)
    return found is not None and _DENIED.search(bare) is None
