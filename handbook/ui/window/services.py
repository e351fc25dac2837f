"""What the window needs from the call room, made once and handed down."""

from dataclasses import dataclass

from handbook.call.bookmarks import Bookmarks
from handbook.call.desk import CallDesk
from handbook.call.feedback import Feedback
from handbook.call.history import CallHistory


@dataclass(frozen=True, slots=True)
class Services:
    """The agent's bookmarks, calls, their history, and what is collected for the editor."""

    bookmarks: Bookmarks
    desk: CallDesk
    history: CallHistory
    feedback: Feedback
