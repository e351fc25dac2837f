"""Steps of a checklist: what to ask, do, say, heed, note and decide, and the answers that lead on."""

from dataclasses import dataclass, field
from typing import Annotated

from annotated_types import MaxLen, MinLen

from handbook.model.fact import Fact, Whose
from handbook.model.kinds import Audience, Party, Priority, StepKind, WarningLevel

Text = Annotated[str, MinLen(1), MaxLen(2000)]
Slug = Annotated[str, MinLen(2), MaxLen(80)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One answer to an ask or decide step; at most one of `outcome` and `entry` is given."""

    label: Text
    """What the caller or agent says; names a state or a value, never 检查/确认/按需. Unique within its step."""
    outcome: str = ""
    """Id of the outcome in the same entry that this answer leads to."""
    entry: str = ""
    """Id of another procedure or emergency card that this answer opens."""
    note: str = ""
    """What the answer means, shown beside it (≤ 40 characters)."""
    hazard: str = ""
    """What whoever goes there must heed if this is the answer, such as 水碰到电; empty where nothing follows."""
    is_standing: bool = False
    """Whether it is one of the answers that many steps share (量不了, 还没到时候): no words to find the entry by."""


_COUNTED = frozenset(
    {"天", "周", "月", "年", "次", "回", "片", "组", "户", "人", "个", "层", "间", "分", "元"}
)
"""Units of what is remembered or counted, not measured."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ValueField:
    """A value to be entered, not merely ticked."""

    name: Text
    """Name of the value in the ticket, such as 室温."""
    unit: str = ""
    """Unit, such as ℃ or 分钟."""
    minimum: float | None = None
    """Smallest plausible number, in `unit`; entries below it are questioned, not refused."""
    maximum: float | None = None
    """Largest plausible number, in `unit`."""
    measured: bool | None = None
    """Whether somebody must measure it or read it off, so that it may be out of reach; left out = its unit tells."""

    @property
    def is_measured(self) -> bool:
        """Whether it may be out of reach: no thermometer, nobody there."""
        if self.measured is not None:
            return self.measured
        return bool(self.unit) and self.unit not in _COUNTED


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step of a checklist."""

    id: str = ""
    """Stable name within the entry; required for ask and decide, and wherever `when` or the dispatch minimum refers to it."""
    kind: StepKind
    """ask | do | say | warn | note | decide."""
    group: str = ""
    """Heading of the group the step stands in; empty = same group as the step before."""
    text: Text
    """The step itself. For say: the exact words, without quotation marks."""
    topic: str = ""
    """What it is about, in a ticket before the answer: 楼下, 小阀 (≤ 8 characters); empty = the end of the question."""
    hint: str = ""
    """Small print below the step (≤ 40 characters)."""
    state: str = ""
    """For do: the state that shows it is done (对象 :: 状态), such as 已关闭."""
    audience: Audience | None = None
    """Who may hear it; default: say = 可告知用户, everything else = 仅限内部."""
    answers: tuple[Answer, ...] = ()
    """For ask and decide: two or more answers."""
    value: ValueField | None = None
    """A value to be entered instead of, or beside, an answer."""
    when: dict[str, tuple[str, ...]] = field(default_factory=dict[str, tuple[str, ...]])
    """Step id → labels of answers; the step applies only if every named step was answered with one of them."""
    killer: bool = False
    """Omitting it can hurt somebody: skipping needs a reason, returning re-confirms it."""
    level: WarningLevel | None = None
    """For warn: 警告 (injury), 注意 (damage), 说明 (information)."""
    why: str = ""
    """Reason in at most two sentences, closed by default."""
    wait: str = ""
    """How long it takes until the answer is known, such as 一刻钟; the step then offers 还没到时候."""
    facts: tuple[Fact, ...] = ()
    """What the step asks for, as other lists know it: address, phone … are the call's, each in one place."""
    whose: Whose = Whose.CALLER
    """Whose these facts are; only the caller's own go to the fields of the call."""
    checks: tuple[Fact, ...] = ()
    """For do: facts of the caller that are compared with the company's own records; without them there is nothing to tick."""
    promises: tuple[str, ...] = ()
    """For say: keys of the site values whose times the sentence promises; saying it makes the promise."""
    act: str = ""
    """Name of the act in the home that the step tells of (``checks/acts.yaml``), such as 电暖气接哪; its instruction is the one there."""
    is_standing: bool = False
    """Whether the step stands in many entries (`use`): no words to find the entry by."""

    @property
    def held_facts(self) -> tuple[Fact, ...]:
        """Facts of the caller that the call holds: the step shows and fills them, and is done when they are known."""
        return tuple(f for f in self.facts if f.is_held) if self.whose is Whose.CALLER else ()

    @property
    def own_answers(self) -> tuple[Answer, ...]:
        """The answers that are about this step, without those that many steps share."""
        return tuple(answer for answer in self.answers if not answer.is_standing)

    @property
    def effective_audience(self) -> Audience:
        """The audience after the default of the step's kind."""
        if self.audience is not None:
            return self.audience
        return Audience.CALLER if self.kind is StepKind.SAY else Audience.INTERNAL


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """Where a branch ends: who is responsible, on what ground, what happens next, and the sentence to say."""

    id: Slug
    """Name within the entry that answers refer to."""
    title: Text
    """The finding in plain words, such as 片内存气."""
    responsible: tuple[Party, ...]
    """Who is responsible; 待查明 where only the visit can tell."""
    citations: tuple[str, ...] = ()
    """Ids of the articles it rests on."""
    next_action: Text
    """What happens next."""
    owner: Text
    """Who owns the next action, such as 抢修班."""
    promise: str = ""
    """Key of the site value that holds the time promise; empty where nothing is promised."""
    priority: Priority | None = None
    """Dispatch priority, where a ticket is sent."""
    matter: str = ""
    """Name of the matter in ``checks/priorities.yaml``, such as 整户不热; the priority is no lower than the one there."""
    say: Text
    """The sentence for the caller, without quotation marks."""
    note: str = ""
    """For the agent alone."""
    is_standing: bool = False
    """Whether the outcome is the one that many entries share (约好回拨): no words to find the entry by."""
