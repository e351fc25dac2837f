"""Steps and lines go in; those longer than 40 Chinese characters come out as problems."""

from collections.abc import Iterator

from handbook.content.loader import LoadedContent
from handbook.content.origin import Origin
from handbook.content.rules.placed_texts import placed_steps
from handbook.content.rules.wording import count_characters, sentences
from handbook.content.yaml_reader import Path
from handbook.model.emergency import EmergencyCard
from handbook.model.problem import Gravity, Problem
from handbook.model.step import Step
from handbook.model.text import fill_values

MAX_CHARACTERS = 40
MAX_REASON_SENTENCES = 2
MAX_TOPIC = 8


def step_lengths(content: LoadedContent) -> Iterator[Problem]:
    """A step has at most 40 Chinese characters: a block on emergency cards, advice elsewhere."""
    for entry in content.handbook:
        origin = content.origins[entry.id]
        is_card = isinstance(entry, EmergencyCard)
        texts: list[tuple[Path, str]] = [((*path, "text"), step.text) for path, step in placed_steps(entry)]
        if isinstance(entry, EmergencyCard):
            texts += [(("immediate", i, "text"), line.text) for i, line in enumerate(entry.immediate)]
        for path, text in texts:
            length = count_characters(fill_values(text, content.handbook.value_by_key))
            if length > MAX_CHARACTERS:
                message = f"这一步有 {length} 字,请缩到 {MAX_CHARACTERS} 字以内或拆成两步"
                gravity = Gravity.ERROR if is_card else Gravity.WARNING
                yield origin.problem(path, "step-too-long", message, gravity)
        for path, step in placed_steps(entry):
            yield from _small_print(step, path, origin)


def _small_print(step: Step, path: Path, origin: Origin) -> Iterator[Problem]:
    small = [((*path, "hint"), step.hint)]
    small += [((*path, "answers", i, "note"), answer.note) for i, answer in enumerate(step.answers)]
    for at, text in small:
        if count_characters(text) > MAX_CHARACTERS:
            message = f"小字超过 {MAX_CHARACTERS} 字,请写短"
            yield origin.problem(at, "note-too-long", message, Gravity.WARNING)
    if count_characters(step.topic) > MAX_TOPIC:
        message = f"topic 超过 {MAX_TOPIC} 字,工单里请写短,如“楼下”“小阀”"
        yield origin.problem((*path, "topic"), "topic-too-long", message, Gravity.WARNING)
    if step.answers and not (step.facts or step.value or step.topic or step.is_standing):
        message = "请写 topic(两到六个字,如“楼下”“小阀”):工单里写在回答前面,没有它就只能截问句的尾巴"
        yield origin.problem((*path, "text"), "topic-missing", message, Gravity.WARNING)
    if sum(1 for _ in sentences(step.why)) > MAX_REASON_SENTENCES:
        message = f"why 最多 {MAX_REASON_SENTENCES} 句"
        yield origin.problem((*path, "why"), "why-too-long", message, Gravity.WARNING)
