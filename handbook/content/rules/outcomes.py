"""Procedures go in; outcomes with a missing or vague part, and dispatch without its minimum, come out as problems."""

import re
from collections.abc import Iterator

from handbook.content.loader import LoadedContent
from handbook.content.origin import Origin
from handbook.content.rules.wording import is_empty_phrase, plain
from handbook.model.kinds import Family
from handbook.model.problem import Gravity, Problem
from handbook.model.procedure import Procedure
from handbook.model.step import Outcome

FAULT_FAMILIES = (Family.LEAK, Family.POOR_HEAT, Family.CONTROL, Family.NOISE)

_VAGUE_OWNER = re.compile(
    r"(?:相关|有关|责任|各|其他|上级)(?:部门|单位|人员|科室|负责人|班组|方)|大家|公司$|我们|负责人$|专人$|对方|他们"
)
_PROMISES = re.compile(
    r"(?:马上|立刻|立即|尽快|很快|第一时间|今天|今晚|明天|当天|随后就|一会儿就|这就)[^,。;!?]{0,8}?"
    r"(?:派(?!单)|上门|到场|到您|到位|赶到|过去|安排|联系您|处理|修|回复|答复|解决|恢复|退给|退费|来人|回电|回访)"
)
_AT_DESK = re.compile(r"客服|坐席|接线|热线|计费|营业|收费|培训|用户")
"""Owners who settle a matter from where they sit; everybody else goes there."""
_DISPATCHES = re.compile(r"派(?:单|维修|抢修|人|师傅|工|出|测温|班|专|巡|运)|上门(?!前|后|时)")


def outcomes(content: LoadedContent) -> Iterator[Problem]:
    """Every outcome says who is responsible, what happens next, who owns it, by when, and what to say."""
    for entry in content.handbook.procedures:
        origin = content.origins[entry.id]
        used = {answer.outcome for step in entry.steps for answer in step.answers} | {entry.default_outcome}
        for index, outcome in enumerate(entry.outcomes):
            yield from _parts(outcome, index, origin)
            yield from _promise(outcome, index, origin)
            if outcome.id not in used:
                message = f"没有答案通向结论“{outcome.id}”,请接上或删去"
                yield origin.problem(("outcomes", index, "id"), "outcome-unused", message, Gravity.WARNING)
        yield from _dispatch(entry, origin)


def is_vague_owner(owner: str) -> bool:
    """Whether nobody can be found by `owner`: 相关部门, 专人."""
    return _VAGUE_OWNER.search(owner) is not None


def _parts(outcome: Outcome, index: int, origin: Origin) -> Iterator[Problem]:
    path = ("outcomes", index)
    if not outcome.responsible:
        message = "结论要写 responsible(供热单位/用户/物业/开发商/第三方);上门才知道的写 待查明"
        yield origin.problem((*path, "responsible"), "outcome-part", message)
    for field in ("title", "next_action", "owner", "say"):
        if is_empty_phrase(getattr(outcome, field)):
            message = f"结论的 {field}“{getattr(outcome, field)}”等于没写,请写具体"
            yield origin.problem((*path, field), "outcome-part", message)
    if is_vague_owner(outcome.owner):
        message = f"owner“{outcome.owner}”找不到人,请写班组或岗位,如 维修班、计费服务组"
        yield origin.problem((*path, "owner"), "outcome-part", message)


def _promise(outcome: Outcome, index: int, origin: Origin) -> Iterator[Problem]:
    path = ("outcomes", index, "say")
    found = _PROMISES.search(plain(outcome.say))
    if found and not outcome.promise:
        message = f"“{found.group()}”许了时间;请写 promise(站点值的键),话里用 {{{{键}}}}"
        yield origin.problem(path, "promise-missing", message, Gravity.WARNING)
    goes = _DISPATCHES.search(plain(outcome.next_action)) or not _AT_DESK.search(outcome.owner)
    if outcome.priority is None and (goes or outcome.promise):
        # Address and phone are asked for before a ticket goes wherever an outcome has a priority, and only there.
        message = "有人要去办、或许了时间的结论请写 priority(P0–P4);没有等级,派单前就不会问地址和电话"
        yield origin.problem(("outcomes", index, "next_action"), "no-priority", message)


def _dispatch(entry: Procedure, origin: Origin) -> Iterator[Problem]:
    if not entry.dispatch_minimum and entry.family in FAULT_FAMILIES:
        message = "故障流程要有 dispatch_minimum:派单前必须有答案的步骤 id"
        yield origin.problem(("dispatch_minimum",), "no-dispatch-minimum", message)
