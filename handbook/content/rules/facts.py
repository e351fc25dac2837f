"""Steps that ask for facts go in; those that ask for more beside them, declare none, or word an equal answer otherwise come out."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import combinations

from handbook.content.loader import LoadedContent
from handbook.content.origin import Origin
from handbook.content.rules.placed_texts import placed_steps
from handbook.content.rules.wording import plain
from handbook.content.yaml_reader import Path
from handbook.model.fact import Fact, Whose
from handbook.model.kinds import StepKind
from handbook.model.problem import Gravity, Problem
from handbook.model.step import Step

_HELD_WORDS = r"(?:电话|手机号|地址|门牌|户号|户名|姓名)"
_ASKS_FOR = re.compile(
    rf"(?:记(?:下|清楚?|准|全)|问(?:下|清楚?|明|到|一下)|留(?:下|个)|要(?:到|个|一个))[^。;!?]{{0,20}}?{_HELD_WORDS}"
)
_NAMES = re.compile(_HELD_WORDS)
_COMPARES = re.compile(
    rf"核对[^。;,,]{{0,4}}{_HELD_WORDS}|{_HELD_WORDS}[^。;]{{0,4}}(?:跟|和|与)[^。;]{{0,6}}系统[^。;]{{0,4}}[对核]"
)
_NEAR = 0.66
"""Share of equal characters from which two labels look like two ways to write one: 碰着了, 碰到了."""


@dataclass(frozen=True, slots=True)
class _Label:
    text: str
    path: Path
    origin: Origin


def facts(content: LoadedContent) -> Iterator[Problem]:
    """What the call knows once is asked for by itself, declared, and answered in the same words wherever it is asked."""
    for entry in content.handbook:
        for path, step in placed_steps(entry):
            if path[0] == "steps":
                yield from _of_step(step, path, content.origins[entry.id])
    yield from _near_labels(content)


def _of_step(step: Step, path: Path, origin: Origin) -> Iterator[Problem]:
    names = "、".join(fact.label for fact in step.held_facts)
    is_more = step.value or step.own_answers or len(step.held_facts) < len(step.facts)
    if step.held_facts and is_more:
        message = f"这一步问{names},知道了就自己打钩,不能再问别的;请把别的另写一步"
        yield origin.problem((*path, "facts"), "fact-asks-more", message)
    if step.held_facts and step.kind not in (StepKind.ASK, StepKind.DO):
        message = f"facts 写在 ask 或 do 步骤上,{step.kind.value} 步骤问不到{names}"
        yield origin.problem((*path, "facts"), "fact-asks-more", message)
    if not step.facts and step.whose is not Whose.CALLER:
        message = "写了 whose,没有写 facts;请写出问的是谁的什么,如 facts: [phone]"
        yield origin.problem((*path, "whose"), "fact-missing", message)
    if step.kind is StepKind.DO and not step.checks and _COMPARES.search(plain(step.text)):
        message = "这一步拿用户报的去对系统;请写 checks(如 checks: [account]),没报之前打不了钩"
        yield origin.problem((*path, "text"), "fact-missing", message)
    if step.checks and (step.kind is not StepKind.DO or not all(fact.is_held for fact in step.checks)):
        message = "checks 只写在 do 步骤上,只对得了地址、电话、户号、姓名"
        yield origin.problem((*path, "checks"), "fact-asks-more", message)
    if not step.facts and _asks_for_held(step):
        message = "这一步问地址、电话、户号或姓名;请写 facts(如 facts: [address, phone]),别人的再写 whose(如 whose: 开门人)"
        yield origin.problem((*path, "text"), "fact-missing", message)


def _asks_for_held(step: Step) -> bool:
    if step.value is not None and _NAMES.search(step.value.name):
        return True
    return step.kind is StepKind.DO and _ASKS_FOR.search(plain(step.text)) is not None


def _near_labels(content: LoadedContent) -> Iterator[Problem]:
    """An answer is taken over by another list where its label is the same, to the character."""
    labels: dict[tuple[Fact, ...], dict[str, _Label]] = {}
    told_apart: set[frozenset[str]] = set()
    for entry in content.handbook:
        for path, step in placed_steps(entry):
            if not step.facts or step.whose is not Whose.CALLER:
                continue
            own = [answer.label for answer in step.answers]
            told_apart.update(frozenset(pair) for pair in combinations(own, 2))
            for index, label in enumerate(own):
                place = _Label(label, (*path, "answers", index, "label"), content.origins[entry.id])
                labels.setdefault(step.facts, {}).setdefault(label, place)
    for asked, known in labels.items():
        for first, second in combinations(known.values(), 2):
            if frozenset((first.text, second.text)) not in told_apart and _is_near(first.text, second.text):
                what = "、".join(fact.label for fact in asked)
                message = f"别处问{what},答案写作“{first.text}”,这里是“{second.text}”;意思一样就写成一样,别的清单才接得上"
                yield second.origin.problem(second.path, "fact-labels", message, Gravity.WARNING)


def _is_near(first: str, second: str) -> bool:
    return SequenceMatcher(None, first, second, autojunk=False).ratio() >= _NEAR
