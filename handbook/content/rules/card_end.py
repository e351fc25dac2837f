"""Emergency cards go in; those that do not say when to stop, who takes over and what is then true come out."""

import re
from collections.abc import Iterator

from handbook.content.loader import LoadedContent
from handbook.content.rules.wording import is_empty_phrase
from handbook.model.kinds import Severity
from handbook.model.problem import Gravity, Problem
from handbook.model.text import value_keys

_WHAT = {"stop": "什么时候可以停", "takeover": "谁在什么时候接手", "done": "做完后什么是真的"}
_SOMEBODY = re.compile(
    r"班|员|队|师傅|单位|公司|物业|调度|中心|部门|医|警|消防|急救|燃气|用户|家属|主管|值班|专岗|坐席|客服|法务|社区|政府"
)


def card_end(content: LoadedContent) -> Iterator[Problem]:
    """The card says when to stop, who takes over, and ends with what is true."""
    for card in content.handbook.emergency:
        origin = content.origins[card.id]
        for field, what in _WHAT.items():
            text = getattr(card, field)
            if is_empty_phrase(text):
                message = f"{field}“{text}”等于没说,请写清{what}"
                yield origin.problem((field,), "card-end", message)
        if not is_empty_phrase(card.takeover) and not _names_somebody(card.takeover):
            message = "takeover 没有写谁接手,请写出班组或人"
            yield origin.problem(("takeover",), "takeover-nobody", message, Gravity.WARNING)
        if card.severity not in (Severity.DANGER, Severity.URGENT):
            message = "应急卡的 severity 应是 危险 或 紧急"
            yield origin.problem(("severity",), "card-severity", message, Gravity.WARNING)


def _names_somebody(words: str) -> bool:
    return _SOMEBODY.search(words) is not None or any(value_keys(words))
