"""A call that has ended -> what its line in the history says, so that nothing need be folded to list it. Pure.

Address and phone are masked before they are stored: the line is to be recognised by, the ticket has the numbers.
"""

import msgspec

from handbook.call.state.call import Call, CallerField
from handbook.call.state.card_outcome import card_outcome
from handbook.call.state.dispatch import counting_runs
from handbook.call.words.masking import mask
from handbook.model.kinds import Kind

SHOWN_DIGITS = 2
"""How many a masked number still shows."""
FINISHED_CARD = "已处置"
"""A card of a site, or of a program before, that says of no outcome."""
GIVEN_UP = "中止"
SENT = "已派单"
NOT_FINISHED = "未做完"


class PastLine(msgspec.Struct, frozen=True, omit_defaults=True):
    """What a call is recognised by; empty where it was not asked."""

    address: str = ""
    """Masked, as everything that the history shows."""
    phone: str = ""
    """The last digits that masking leaves."""
    result: str = ""
    """Outcome of the gravest list; 已派单 stands before it."""
    milliseconds: int = 0
    """For which the call was in hand."""


def past_line(call: Call, milliseconds: int) -> PastLine:
    """The line of a call that has ended and was in hand for so long."""
    known = call.caller
    phone = mask(known.get(CallerField.PHONE, ""))
    return PastLine(
        address=mask(known.get(CallerField.ADDRESS, "")),
        phone=phone[-SHOWN_DIGITS:] if "*" in phone else phone,
        result=_result(call),
        milliseconds=milliseconds,
    )


def _result(call: Call) -> str:
    counting = counting_runs(call)
    ends = [run.outcome.title for run in counting if run.outcome is not None]
    ends += [came.next_action for run in counting if run.end and (came := card_outcome(run)) is not None]
    if not ends and any(run.end and run.checklist.kind is Kind.EMERGENCY for run in counting):
        ends = [FINISHED_CARD]
    if not ends and call.runs:
        ends = [NOT_FINISHED] if any(run.is_open for run in call.runs) else [GIVEN_UP]
    return "\uff0c".join([*([SENT] if call.dispatches else []), *ends[:1]])
