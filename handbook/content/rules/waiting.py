"""Questions go in; those whose answer is known only after a wait, and that leave no way to say so, come out as problems."""

import re
from collections.abc import Iterator

from handbook.content.loader import LoadedContent
from handbook.content.origin import Origin
from handbook.content.rules.placed_texts import step_lists
from handbook.content.rules.wording import HIDDEN, plain, without_values
from handbook.content.yaml_reader import Path
from handbook.model.kinds import Audience, StepKind
from handbook.model.problem import Problem
from handbook.model.step import Answer, Step

_LENGTH = (
    r"(?:(?:[一两二三四五六七八九十几半\d]+|个把)(?:多|来)?个?(?:大|小)?"
    rf"(?:会儿?|阵子?|刻钟|分钟|小时|钟头|半天|天|宿|夜|晚上?|顿饭|袋烟|盏茶)(?:的?工夫|的?功夫|的?时间)?|{HIDDEN}+|[小大老]?半天|会儿)"
)
_LOOK = r"再(?:去)?[看摸听量试瞧瞅]"
_WAITS = re.compile(
    rf"(?:等(?:上|个|够)?|(?<![停放烧开修换热凉断漏响量测等])过(?:上|个)?|(?:晾|焐|捂)[热暖]?){_LENGTH}(?!就|又|才|没|不)"
    rf"|隔{_LENGTH}{_LOOK}|{_LENGTH}(?:之后|以后|过后|后)?{_LOOK}|{_LENGTH}(?:之后|以后|过后|后)(?![又才就没不])"
    rf"|(?:明早|明天(?:早[上晨起])?|今晚|晚上|回头|过后|稍后){_LOOK}|等到?[^,。]{{1,5}}{_LOOK}"
)
_LOOKS = re.compile(_LOOK)
_ASKS_RESULT = re.compile(
    r"(?:热|凉|暖|温|烫|冷|停|降|升|亮|灭|响|漏|滴|冒|好|动|通|小|大|少|多|稳|化|干)[^,。]{0,3}(?:了吗|了没|没有?$)"
    r"|(?:下来|上来|起来|变化|好转|见效|下去)[^,。]{0,4}(?:吗|没有?|了)|还(?:是|在)?[热凉冷烫响漏滴冒掉涨闪][^,。]{0,2}[吗呢]"
    r"|怎[么样]|咋样|啥样|如何"
)
_MARKS = "?。"


def waiting(content: LoadedContent) -> Iterator[Problem]:
    """Nobody holds the line for a quarter of an hour: a question after a wait says `wait`."""
    for entry in content.handbook:
        origin = content.origins[entry.id]
        for name, steps in step_lists(entry):
            if name == "steps":
                yield from _of_steps(steps, origin)


def _of_steps(steps: tuple[Step, ...], origin: Origin) -> Iterator[Problem]:
    told = False
    for index, step in enumerate(steps):
        path: Path = ("steps", index)
        if step.group:
            told = False  # another part of the call
        if step.kind in (StepKind.DO, StepKind.SAY):
            told = told or (step.effective_audience is Audience.CALLER and _says_to_wait(step.text))
            continue
        if step.kind is not StepKind.ASK or not step.own_answers:
            continue
        asks_after = (_says_to_wait(step.text) or told) and _asks_result(step.text)
        told = told and not asks_after
        if asks_after and not step.wait:
            message = (
                "答案要等一阵才知道,没人一直举着电话;请写 wait: 要等多久(如 一刻钟),程序会给出“还没到时候”"
            )
            yield origin.problem((*path, "text"), "wait-missing", message)
        if step.wait and not any(_says_not_yet(answer) for answer in step.answers):
            message = "写了 wait,却没有“还没到时候”这个答案;请在 standing.yaml 里写 not_yet 和 not_yet_go_on"
            yield origin.problem((*path, "wait"), "wait-no-answer", message)


def _says_to_wait(text: str) -> bool:
    return _WAITS.search(plain(without_values(text))) is not None


def _asks_result(text: str) -> bool:
    bare = plain(text).rstrip(_MARKS)
    return _ASKS_RESULT.search(bare) is not None or _LOOKS.search(bare) is not None


def _says_not_yet(answer: Answer) -> bool:
    return answer.is_standing or answer.label.startswith("还没到")
