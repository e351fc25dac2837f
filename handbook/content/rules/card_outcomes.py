"""Emergency cards go in; those that do not say what the call comes to, whatever was answered, come out as problems."""

from collections.abc import Iterator

from handbook.content.loader import LoadedContent
from handbook.content.origin import Origin
from handbook.content.rules.outcomes import is_vague_owner
from handbook.content.rules.wording import is_empty_phrase
from handbook.model.emergency import CardOutcome
from handbook.model.problem import Problem


def card_outcomes(content: LoadedContent) -> Iterator[Problem]:
    """Every card comes to something: how grave, what is done next and by whom; the last holds where no other does."""
    for card in content.handbook.emergency:
        origin = content.origins[card.id]
        if not card.outcomes:
            message = "应急卡要写 outcomes:定几级(priority)、接着做什么(next_action)、谁去做(owner)、事后问什么(follow_up)"
            yield origin.problem(("outcomes",), "card-outcome", message)
        for index, outcome in enumerate(card.outcomes):
            yield from _parts(outcome, index, origin)
            is_last = index == len(card.outcomes) - 1
            if is_last and outcome.when:
                message = "最后一个结论不写 when:前面的都不合时就是它,卡不能没有结论"
                yield origin.problem(("outcomes", index, "when"), "card-outcome", message)
            if not is_last and not outcome.when:
                message = "没有 when 的结论放在最后,它后面的永远轮不到"
                yield origin.problem(("outcomes", index), "card-outcome", message)


def _parts(outcome: CardOutcome, index: int, origin: Origin) -> Iterator[Problem]:
    for field in ("next_action", "owner", "follow_up"):
        text = getattr(outcome, field)
        if text and is_empty_phrase(text):
            message = f"结论的 {field}“{text}”等于没写,请写具体"
            yield origin.problem(("outcomes", index, field), "outcome-part", message)
    if is_vague_owner(outcome.owner):
        message = f"owner“{outcome.owner}”找不到人,请写班组或岗位,如 抢修班、热线班长"
        yield origin.problem(("outcomes", index, "owner"), "outcome-part", message)
