"""What the window needs from the call room, made once and handed down."""

from dataclasses import dataclass

from handbook.call.bookmarks import Bookmarks
from handbook.call.day_counts import DayCounts
from handbook.call.day_totals import DayTotals
from handbook.call.desk import CallDesk
from handbook.call.feedback import Feedback
from handbook.call.history import CallHistory


@dataclass(frozen=True, slots=True)
class Services:
    """The agent's bookmarks, calls, their history, what is collected for the editor, and what is counted."""

    bookmarks: Bookmarks
    desk: CallDesk
    history: CallHistory
    feedback: Feedback
    counts: DayCounts
    totals: DayTotals
