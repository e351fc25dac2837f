"""Phase 1 of an emergency card goes in; problems with its number of lines, questions, gaps and reading time come out."""

import re
from collections.abc import Iterator

from handbook.content.loader import LoadedContent
from handbook.content.origin import Origin
from handbook.content.rules.wording import plain
from handbook.model.emergency import EmergencyCard
from handbook.model.handbook import Handbook
from handbook.model.kinds import StepKind
from handbook.model.problem import Gravity, Problem
from handbook.model.script import READING_SPEED
from handbook.model.text import fill_values, holes

MAX_LINES = 3
MAX_SECONDS = 20
_GAP = re.compile(r"_{2,}|﹍|□|☐|\(\s{2,}\)")
_QUESTION = re.compile(r"\?|[吗么][。!]?$")


def immediate_lines(content: LoadedContent) -> Iterator[Problem]:
    """At most three lines, no form fields, read aloud in under 20 s at 240 characters a minute."""
    for card in content.handbook.emergency:
        origin = content.origins[card.id]
        if len(card.immediate) > MAX_LINES:
            message = f"“先说先做”有 {len(card.immediate)} 行,最多 {MAX_LINES} 行;其余移到 steps"
            yield origin.problem(("immediate", MAX_LINES), "immediate-lines", message)
        yield from _fields(card, origin)
        yield from _reading_time(content.handbook, card, origin)
        yield from _nothing_to_say(card, origin)


def _fields(card: EmergencyCard, origin: Origin) -> Iterator[Problem]:
    for index, line in enumerate(card.immediate):
        path = ("immediate", index, "text")
        if _GAP.search(plain(line.text)) or any(holes(line.text)):
            message = "“先说先做”里不能有要填的空,请改成能直接念的话,填写项移到 steps"
            yield origin.problem(path, "immediate-form-field", message)
        elif _QUESTION.search(plain(line.text)):
            message = "“先说先做”只写指令,问题移到 steps 的 ask"
            yield origin.problem(path, "immediate-question", message, Gravity.WARNING)


def _reading_time(handbook: Handbook, card: EmergencyCard, origin: Origin) -> Iterator[Problem]:
    text = "".join(fill_values(line.text, handbook.value_by_key) for line in card.immediate)
    characters = sum(1 for c in text if not c.isspace())
    seconds = characters * 60 / READING_SPEED
    if seconds >= MAX_SECONDS:
        allowed = MAX_SECONDS * READING_SPEED // 60 - 1
        message = f"“先说先做”共 {characters} 字,念完要 {seconds:.0f} 秒;请缩到 {allowed} 字以内(不到 {MAX_SECONDS} 秒)"
        yield origin.problem(("immediate",), "immediate-reading-time", message)


def _nothing_to_say(card: EmergencyCard, origin: Origin) -> Iterator[Problem]:
    says = [line for line in card.immediate if line.kind == "say"]
    if not says and not any(step.kind is StepKind.SAY for step in card.steps):
        message = "应急卡没有一句能念给用户的话,请在 immediate 里加 kind: say 的行"
        yield origin.problem(("immediate",), "nothing-to-say", message)
