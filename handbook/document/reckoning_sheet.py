"""A result of a reckoning -> its line of the ticket, and one sheet of paper headed 内部: input, working, sources.

Both are written from the frozen result alone, so that they read the same after the content has changed.
"""

from collections.abc import Iterator
from datetime import date, timedelta

from handbook.model.entry import Source
from handbook.model.kinds import Confidence
from handbook.model.knowledge import Knowledge
from handbook.model.text import DEMO, holds_demo
from handbook.reckon.result import Result, Used

SHEET_ID = "kn-reckoning-sheet"
INTERNAL = "内部"
UNDECIDED = "试算(未定)"
"""Before whatever stands of a sum outside of the desk."""
_PRESUMING = "假定"
_MOST_PRESUMED = 3
"""So many are named in the ticket; the others are counted."""


def ticket_line(result: Result) -> str:
    """What the ticket says of it: undecided, on what it presumes, and who settles; nothing that promises."""
    settles = "由法务定" if result.day is not None and not result.used_for_money else "由计费核定"
    what = result.headline if result.amount is None else f"{result.kind} {result.amount} 元"
    parts = [f"{UNDECIDED}:{what}", *_presumed_words(result), f"只供内部,{settles}"]
    return ",".join(parts)


def _presumed_words(result: Result) -> Iterator[str]:
    if not result.presumed:
        return
    named = [one.removeprefix(_PRESUMING) for one in result.presumed[:_MOST_PRESUMED]]
    rest = len(result.presumed) - len(named)
    yield f"{_PRESUMING}{'、'.join(named)}" + (f"等 {len(result.presumed)} 条" if rest else "")
