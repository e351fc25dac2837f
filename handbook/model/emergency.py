"""Emergency card (应急卡): phase 1 is said and done at once, phase 2 records and dispatches."""

from dataclasses import dataclass, field
from typing import ClassVar, Literal

from handbook.model.entry import Entry
from handbook.model.kinds import Audience, Kind, Priority
from handbook.model.step import Step, Text


@dataclass(frozen=True, slots=True, kw_only=True)
class ImmediateLine:
    """One boxed line of phase 1."""

    kind: Literal["say", "do"] = "say"
    """say = read aloud to the caller; do = the agent does it at once."""
    text: Text
    """One action, at most 40 characters, without quotation marks."""

    @property
    def audience(self) -> Audience:
        """Lines to say may be told to the caller."""
        return Audience.CALLER if self.kind == "say" else Audience.INTERNAL


@dataclass(frozen=True, slots=True, kw_only=True)
class CardOutcome:
    """What the call comes to, worked by this card: how grave, who acts next, and what is asked afterwards."""

    title: str = ""
    """What the ticket calls the matter where the card's own title no longer says how it stands; empty = that title."""
    priority: Priority
    """Dispatch priority of the company."""
    matter: str = ""
    """Name of the matter in ``checks/priorities.yaml``; the priority is no lower than the one there."""
    next_action: Text
    """What is done next, such as 关楼里的阀、抢修."""
    owner: Text
    """Who does it, such as 抢修班."""
    follow_up: str = ""
    """What is asked or told afterwards, and by whom; empty where nothing is."""
    when: dict[str, tuple[str, ...]] = field(default_factory=dict[str, tuple[str, ...]])
    """Step id → labels of answers under which it holds; the first that does is taken, so the last has none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EmergencyCard(Entry):
    """A card that works within seconds."""

    kind: ClassVar[Kind] = Kind.EMERGENCY

    leaves_cold: bool | None = None
    """Whether homes grow cold in what it is about, so that it asks for the frail; the check wants it said either way."""
    digit: int | None = None
    """1–9: the digit that opens it in the emergency view; at most one card each."""
    immediate: tuple[ImmediateLine, ...]
    """先说先做: one to three lines, no form fields."""
    steps: tuple[Step, ...]
    """Phase 2: ask, record, dispatch, notify, follow up."""
    calm: tuple[Text, ...] = ()
    """Sentences that steady the caller."""
    stop: Text
    """When to stop."""
    takeover: Text
    """Who takes over, and when."""
    promises: tuple[str, ...] = ()
    """Keys of the site values that hold the company's times."""
    outcomes: tuple[CardOutcome, ...] = ()
    """What the call comes to; the first whose condition holds is taken."""
    dont_say: tuple[Text, ...] = ()
    """What must not be said."""
    not_for: tuple[str, ...] = ()
    """When not to use this card (look-alikes)."""
    done: Text
    """What is true when the card is complete; shown after “■ 本卡完成”."""
    dispatch_minimum: tuple[str, ...] = ()
    """Ids of the steps that must be answered before 派单."""
