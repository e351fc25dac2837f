"""Steps of emergency cards go in; those that join two actions come out as problems."""

import re
from collections.abc import Iterator

from handbook.content.loader import LoadedContent
from handbook.content.rules.placed_texts import Placed
from handbook.content.rules.wording import plain
from handbook.model.emergency import EmergencyCard
from handbook.model.kinds import StepKind
from handbook.model.problem import Problem

_ACTS = r"(?:把|将|给|请|让|要|去|通知|登记|记录|记下|拨|打|联系|派|报|关|开|拉|断|告诉|告知|安抚|提醒|转|问|核|查|启动|安排|离开|撤|叫|看护|拍照|疏散)"
# 并联、并不、一并 … are other words; 并 at the very start joins nothing.
_AND = re.compile(
    r"(?<=[\u4e00-\u9fffA-Za-z0-9,、}])(?<![一合相归兼吞])并(?!联|不|非|未|没|无|列|排|肩|入|网|发|购|存|行|重|轨|线|管|用时)"
)
_THEN = re.compile(r"(?<=[^\s])(?<!我)(?<!我们)(?:然后|随后|而后|紧接着|接下来再)")
# Several parties doing something at once is a state, not two actions of the agent.
_PLURAL = re.compile(r"(?:[几多各两三数]|都|户|人|家|处|楼|元|区|组|来电|电话|班|[和跟与同][^,。]{1,8}|不)$")
_MEANWHILE = re.compile(
    rf"(?:^|[,;、。])同时(?!段|间|期|刻|在|发|来|出|有|漏|停|不|冒|多)|的同时|同时(?={_ACTS})"
)
_FIRST_THEN = re.compile(
    r"先(?!别|不|勿|前|生|后|行|天|把话)[^。!?;]{1,24}?[,]?(?<!不)再(?!次|也|三|见|说明)"
)
_COMMA_AGAIN = re.compile(r"[,;、]再(?!次|也|三|不|说|有|冷|热|大|小|急|难|等)")
# “关上再打”; “等人到了再关” is a condition and one action.
_DONE_AGAIN = re.compile(rf"(?:^|[,;。])(?![^,;。]*等)[^,;。]*(?:上|好|完|掉|住|了|齐)再(?={_ACTS})")
_WHILE = re.compile(r"(?:一边|边)[^,。]{1,8}[,]?(?:一边|边)(?=[\u4e00-\u9fff])")


def joining_words(text: str) -> str:
    """The word by which `text` joins two actions, or an empty string."""
    text = plain(text)
    for pattern in (_AND, _THEN, _COMMA_AGAIN, _FIRST_THEN, _DONE_AGAIN, _WHILE):
        found = pattern.search(text)
        if found:
            words = found.group().strip(",;、")
            return words if len(words) <= 6 else f"{words[:2]}…{words[-1]}"
    return "同时" if _joined_by_meanwhile(text) else ""


def one_action(content: LoadedContent) -> Iterator[Problem]:
    """One action a step on emergency cards."""
    for card in content.handbook.emergency:
        for placed in _actions(card):
            words = joining_words(placed.text)
            if words:
                message = f"一步只做一件事:“{words}”连了两个动作,请拆成两步"
                yield content.origins[card.id].problem(placed.path, "one-action", message)


def _joined_by_meanwhile(text: str) -> bool:
    return any(
        found.group() != "同时" or not _PLURAL.search(text[: found.start()])
        for found in _MEANWHILE.finditer(text)
    )


def _actions(card: EmergencyCard) -> Iterator[Placed]:
    for index, line in enumerate(card.immediate):
        yield Placed(("immediate", index, "text"), line.text)
    for index, step in enumerate(card.steps):
        if step.kind in (StepKind.DO, StepKind.SAY, StepKind.ASK, StepKind.DECIDE):
            yield Placed(("steps", index, "text"), step.text)
