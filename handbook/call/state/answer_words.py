"""A step and its answer -> the words of a ticket, with the short question wherever the answer alone says nothing."""

import re

from handbook.model.fact import Whose
from handbook.model.kinds import StepKind
from handbook.model.step import Step

LONGEST_QUESTION = 18
"""Characters of a question before an answer."""
_SAYS_NOTHING = frozenset(
    "不没有无未是否对都也还已就在着了的过吗呢一直这那样会能可以知道清楚说好行其他它别请您我"
)
_CLAUSES = re.compile(r"(?<=[,。;?\uff0c\uff1b\uff1f])")
_POLITE = re.compile(r"^(?:请问|您好|麻烦您?|您看看?|请您?)[,\uff0c]?")
# Whether, how much, since when, who: the answer names no subject.
_NEEDS_SUBJECT = re.compile(
    r"吗|没有$|有没有|是不是|会不会|能不能|好不好|(.)(?:没|不)\1|多[大高久长少深远]|[几哪][天年回次成]|谁|[啥何]时|什么时候"
)
_ASKED = re.compile(r".*[?\uff1f]", re.DOTALL)
_CHOICE = re.compile(r"还是")


def question_of(step: Step, label: str) -> str:
    """The question to put before `label`; empty where the label stands for itself."""
    return "" if stands_alone(step, label) else short_question(step)


def stands_alone(step: Step, label: str) -> bool:
    """Whether a reader who does not see the question knows what `label` says."""
    telling = len(telling_signs(label))
    if telling < 2 or len(label) < 3:
        return False
    if topic := topic_of(step):
        return topic in label or (telling > 2 and shares_words(label, topic))
    text = step.text
    if _CHOICE.search(text) and shares_words(label, text):
        return True
    if step.kind is StepKind.DECIDE:
        return telling > 2
    return telling > 2 and not _NEEDS_SUBJECT.search(_bare(text))


def topic_of(step: Step) -> str:
    """What its answer is about, in a few signs; empty where only its question tells."""
    if step.facts and step.value is None:
        whose = "" if step.whose is Whose.CALLER else step.whose.value
        return whose + step.facts[0].topic
    return step.topic


def telling_signs(label: str) -> str:
    """The signs of `label` that name something: neither particles nor yes, no and “don't know”."""
    return "".join(c for c in label if c.isalnum() and c not in _SAYS_NOTHING)


def short_question(step: Step, longest: int = LONGEST_QUESTION) -> str:
    """Its topic or the name of its value, else its question."""
    if topic := topic_of(step):
        return topic
    return end_of(step.value.name if step.value else _POLITE.sub("", _bare(step.text)), longest)


def end_of(question: str, longest: int) -> str:
    """The last clauses that fit in `longest` characters, or the end of the last: what is asked stands there."""
    clauses = _CLAUSES.split(question)
    while len(question) > longest and len(clauses) > 1:
        clauses = clauses[1:]
        question = "".join(clauses)
    return question if len(question) <= longest else f"…{question[1 - longest :]}"


def shortened(text: str, longest: int) -> str:
    """At most `longest` characters, the last of them … where something is left out."""
    return text if len(text) <= longest else f"{text[: longest - 1]}…"


def _bare(text: str) -> str:
    """The question alone, without what the agent is to mind behind its mark, as in 冒不冒热气?别伸手试."""
    asked = _ASKED.match(text.strip())
    return (asked.group() if asked else text.strip()).rstrip("?\uff1f。")


def shares_words(label: str, text: str) -> bool:
    """Whether two neighbouring signs of `label` stand in `text`."""
    return any(label[n : n + 2] in text for n in range(len(label) - 1))
