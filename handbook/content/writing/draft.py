"""A file of the overlay that somebody works on, and what was done with such files."""

from datetime import datetime
from enum import StrEnum

import msgspec

from handbook.errors import HandbookError


class DraftState(StrEnum):
    """Where a draft stands on its way; what is published is a draft no more."""

    WRITING = "草稿"
    SENT = "待审"
    SENT_BACK = "退回"


class Draft(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One file below the overlay as it is being written; kept as ``.workshop/drafts/<file>.json``."""

    file: str
    """Path below the overlay, with forward slashes: scripts/script-refund.yaml."""
    text: str
    """The whole file as it would be published, byte order mark and line ends as they are; empty: the file is to go."""
    published: str | None
    """The overlay's own text that the draft started from; None where the overlay had no such file."""
    shipped: str | None
    """The text that came with the program, as the draft started; None where there was none."""
    state: DraftState = DraftState.WRITING
    name: str = ""
    """Who writes it."""
    account: str = ""
    saved: datetime | None = None
    sent: datetime | None = None
    why: str = ""
    """Asked once, when it was sent."""
    seen: tuple[str, ...] = ()
    """Keys of the places that the reviewer ticked (`handbook.content.writing.changes`)."""
    reviewer: str = ""
    words: str = ""
    """Of the reviewer who sent it back."""
    version: int = 0
    """Counts the savings: whoever saves over another version than he read is told."""

    @property
    def started_from(self) -> str:
        """What readers have now: the overlay's own text, else the shipped one; empty for a new entry."""
        return self.published if self.published is not None else self.shipped or ""

    @property
    def is_changed(self) -> bool:
        """Whether publishing it would change anything."""
        return self.text != self.started_from


class ActKind(StrEnum):
    """What was done with a file."""

    SEND = "送审"
    SEND_BACK = "退回"
    PUBLISH = "发布"
    DISCARD = "丢掉草稿"
    RESTORE = "退回旧样"
    """Stands so in the logs of companies; on screen a publication is 撤回, and 退回 is what a reviewer does."""
    MERGE = "并入原件的新字"
    KEEP = "留本单位版"
    TAKE_OVER = "接着改"


class Act(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One line of ``.workshop/log.jsonl``. It is a record, not a proof: whoever can write the folder can write it."""

    id: int
    kind: ActKind
    file: str
    before: str = ""
    """Print of what stood there (`kept` by it); empty where nothing did."""
    after: str = ""
    """Print of what stands there since; empty where it went."""
    base: str = ""
    """Of a publication: print of the shipped text that what stood there started from; empty where it started from none."""
    author: str = ""
    """Who wrote what was published, where another one let it through."""
    is_own: bool = False
    """Whether who let it through had written it: 自己审自己."""
    words: str = ""
    """Why, or what was said."""
    name: str
    account: str = ""
    when: datetime


class DraftRefused(HandbookError):
    """The folder does not take it; the words say why and what to do, and nothing was changed."""


class BrokenDraft(DraftRefused):
    """The file of a draft cannot be read as one."""


class MovedOn(DraftRefused):
    """Somebody else saved or published the file since it was read."""

    def __init__(self, words: str, there: Draft) -> None:
        super().__init__(words)
        self.there = there
        """As it stands now."""
