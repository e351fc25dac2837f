"""Steps that ask or are done go in; answers and states that name no state or value come out as problems."""

import re
from collections.abc import Iterator

from handbook.content.loader import LoadedContent
from handbook.content.origin import Origin
from handbook.content.rules.placed_texts import placed_steps
from handbook.content.rules.wording import is_vague, plain
from handbook.content.yaml_reader import Path
from handbook.model.kinds import Audience, StepKind
from handbook.model.problem import Gravity, Problem
from handbook.model.step import Step

_NO_STATE = re.compile(
    r"(?:已经?|都|全部)?(?:检查|确认|核实|核对|核查|处理|设置|设好|操作|执行|查看|了解|知道|明白|按要求|按规定|按流程|照做)"
    r"(?:好|过|完|执行|办理|处理|完毕|完成|无误|到位|正常|一下|了)*[。.!?]?|已经?设[定好]?"
)
_BEGINS_WITH_ACT = re.compile(
    r"(?:请|先|再|需要?|要)?(?:检查|确认|核实)(?!不|单|书|函|人|码|口|井|合格|员|结果|报告)"
)


def names_no_state(text: str) -> bool:
    """Whether `text` is an act (检查, 已确认) or leaves open what is true (按需, 视情况)."""
    return bool(_NO_STATE.fullmatch(plain(text)) or _BEGINS_WITH_ACT.match(text)) or is_vague(text)


def answers(content: LoadedContent) -> Iterator[Problem]:
    """An answer names a state or a value; a question has two answers or a value; an act has a state."""
    for entry in content.handbook:
        origin = content.origins[entry.id]
        for path, step in placed_steps(entry):
            yield from _of_step(step, path, origin)


def _of_step(step: Step, path: Path, origin: Origin) -> Iterator[Problem]:
    for index, answer in enumerate(step.answers):
        if names_no_state(answer.label):
            message = f"答案“{answer.label}”没有说出状态或数值,请写看到的样子,如 已关到与管垂直、{{{{legal_min_temp}}}} 以下"
            yield origin.problem((*path, "answers", index, "label"), "answer-state", message)
    if len(step.own_answers) == 1 and step.value is None:
        yield origin.problem(
            (*path, "answers"), "one-answer", "只有一个答案的问题问不出东西,请写出其余的可能"
        )
    low, high = (step.value.minimum, step.value.maximum) if step.value else (None, None)
    if low is not None and high is not None and low >= high:
        message = "minimum 要比 maximum 小,请核对"
        yield origin.problem((*path, "value"), "value-range", message)
    if step.state and names_no_state(step.state):
        message = f"state“{step.state}”没有说出做完后的样子,请改成看得见的状态,如 已关闭、班长已接"
        yield origin.problem((*path, "state"), "answer-state", message)
    is_agents = step.effective_audience is Audience.INTERNAL and path[0] == "steps"
    if step.kind is StepKind.DO and not step.state and is_agents:
        message = "do 步骤请写 state:做完后看得见的状态"
        yield origin.problem(path, "no-state", message, Gravity.WARNING)
