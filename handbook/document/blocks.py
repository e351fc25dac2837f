"""The blocks that an entry is made of: frozen values, no sizes, no Qt.

`Meaning` is what an entry says, composed once; the reader, the call list and the search text are written from it. `Block`
is what stands on a sheet: `printable` turns the one into the other.
"""

from dataclasses import dataclass, field
from enum import Enum

from handbook.document.run_record import TickState
from handbook.model.kinds import Audience


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of running text."""

    text: str
    bold: bool = False
    link: str = ""
    """``entry:ID`` where the piece leads to another entry."""
    aside: bool = False
    """What the words before it rest on: small where a surface has two sizes."""


Rich = tuple[Span, ...]


def plain(text: str, *, bold: bool = False) -> Rich:
    """One span."""
    return (Span(text, bold),)


def text_of(rich: Rich) -> str:
    """The words without their looks."""
    return "".join(span.text for span in rich)


@dataclass(frozen=True, slots=True)
class Banner:
    """A framed line across the head, such as 已过复核日期 or 演练."""

    text: str


@dataclass(frozen=True, slots=True)
class Heading:
    """Begins a group; level 1 = group of steps or section, 2 and more = heading within a text."""

    text: str
    level: int = 1
    note: str = ""
    """Small words after it, such as 仅限内部."""
    own: str = ""
    """What of it the entry itself says; the rest is from our list of words."""


@dataclass(frozen=True, slots=True)
class ImmediateRow:
    """One boxed line of phase 1."""

    text: str
    is_said: bool = True


@dataclass(frozen=True, slots=True)
class Immediate:
    """先说先做: never split, stands first."""

    rows: tuple[ImmediateRow, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """An answer to ring or that was chosen."""

    label: str
    note: str = ""
    leads_to: str = ""
    """Where it leads, in words: B 片内存气, or the title of another entry."""
    link: str = ""
    chosen: bool = False
    is_standing: bool = False
    """One of the answers that many steps share."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StepRow:
    """A step with a tick box; never split over a page."""

    number: int
    name: str
    mark: str
    """问 | 办 | 说 | 判."""
    text: str
    audience: Audience = Audience.INTERNAL
    """Who may hear it."""
    is_said: bool = False
    condition: str = ""
    """When it applies, in words."""
    notes: tuple[str, ...] = ()
    """Small print beneath the words, a line each."""
    state: str = ""
    """For what is done: the state that shows it."""
    why: str = ""
    """The reason, closed by default."""
    is_standing: bool = False
    """Stands in many entries alike."""
    choices: tuple[Choice, ...] = ()
    value_name: str = ""
    value_unit: str = ""
    killer: bool = False
    wanted_for_dispatch: bool = False
    # what a run adds
    tick: TickState = TickState.OPEN
    written: str = ""
    """What stands on the answer line: a value, or the state seen."""
    time: str = ""
    reason: str = ""
    is_blank: bool = True
    """A form to be filled in by pen; False = the record of a run."""


@dataclass(frozen=True, slots=True)
class Caution:
    """警告 | 注意 | 说明; stays with the step after it."""

    level: str
    text: str
    condition: str = ""
    name: str = ""
    is_standing: bool = False


@dataclass(frozen=True, slots=True)
class Note:
    """Information without a tick box."""

    text: str
    condition: str = ""
    name: str = ""
    is_standing: bool = False


@dataclass(frozen=True, slots=True)
class Say:
    """Words to say, set apart."""

    text: str
    seconds: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class OutcomeBlock:
    """Where a branch ends; never split."""

    letter: str
    title: str
    responsible: str
    next_action: str
    owner: str
    promise: str = ""
    priority: str = ""
    grounds: tuple[Rich, ...] = ()
    say: str = ""
    note: str = ""
    is_default: bool = False
    reached: bool = False
    id: str = ""
    is_standing: bool = False
    """Many entries share it."""


@dataclass(frozen=True, slots=True)
class Bullet:
    """One line of a list."""

    rich: Rich
    mark: str = "•"
    """•, a number, or × for what must not be said or done."""
    indent: int = 0


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text; may be split between lines."""

    rich: Rich
    small: bool = False
    is_summary: bool = False
    """The entry's summary; a surface that shows it in its head leaves it out here."""


@dataclass(frozen=True, slots=True)
class Labelled:
    """A label and what it holds."""

    label: str
    rich: Rich
    small: bool = False
    """Small print, such as the grounds after the end of a card."""
    copies: str = ""
    """Words that it offers for copying."""
    is_ours: bool = False
    """Dates, states and blanks in our words: nothing by which one looks for the entry."""


class TableRole(Enum):
    """What a table is about."""

    TEXT = "a table of the text"
    FIGURES = "numbers of an article"
    SUPERSEDED = "old rules that callers still quote"
    TABOOS = "phrases to avoid, and what to say instead"
    GUIDE = "a field and what the entry says in it"


@dataclass(frozen=True, slots=True)
class TableBlock:
    """Rows of cells; a row is never split, the head is repeated on the next page."""

    head: tuple[str, ...]
    rows: tuple[tuple[Rich, ...], ...]
    shares: tuple[float, ...] = ()
    """Width of each column as a share; empty = from the texts."""
    small: bool = False
    role: TableRole = TableRole.TEXT

    @property
    def is_named_by_head(self) -> bool:
        """Whether the head names the whole table: only its first cell has words, and it spans the others."""
        return len(self.head) > 1 and not any(self.head[1:])


@dataclass(frozen=True, slots=True)
class Variant:
    """One way to say a line."""

    tone: str
    text: str
    seconds: int


@dataclass(frozen=True, slots=True)
class ScriptBlock:
    """A line of script with its variants; never split."""

    situation: str
    audience: Audience
    variants: tuple[Variant, ...]
    id: str = ""


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawing."""

    svg: str
    caption: str
    name: str = ""
    """Name of the diagram in the handbook."""
    width: int = 600
    """Pixels at 100 % on a screen."""


@dataclass(frozen=True, slots=True)
class SignOff:
    """Blank lines side by side: for the caller's data, and for time and name at the end of a form."""

    fields: tuple[str, ...]
    shares: tuple[int, ...] = ()
    """How wide each is beside the others; empty = all alike."""


@dataclass(frozen=True, slots=True)
class EndMark:
    """■ 本卡完成."""

    text: str
    own: str = ""
    """What is true then, in the entry's own words."""


Block = (
    Banner
    | Heading
    | Immediate
    | StepRow
    | Caution
    | Note
    | Say
    | OutcomeBlock
    | Bullet
    | Paragraph
    | Labelled
    | TableBlock
    | ScriptBlock
    | Picture
    | SignOff
    | EndMark
)


class SentenceRole(Enum):
    """What a list of sentences is for."""

    TELL = "may be told to the caller"
    CALM = "steadies the caller"
    AVOID = "must not be said"
    POINT = "to be remembered"
    DO = "helps"
    DONT = "makes it worse"
    NOT_FOR = "when to use another entry"
    TIME = "a time of the company"
    OUTCOME = "what an emergency comes to"


@dataclass(frozen=True, slots=True)
class Sentences:
    """Sentences of one kind under their heading."""

    title: str
    role: SentenceRole
    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Steps:
    """One list of steps in its groups."""

    rows: tuple[Heading | StepRow | Caution | Note, ...]
    is_onsite: bool = False
    """The fitter's list, none of which is for the caller."""


@dataclass(frozen=True, slots=True)
class WantedForDispatch:
    """What must be known before a ticket is sent; each of the steps bears a mark too."""

    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Verified:
    """How sure we are of an article."""

    word: str
    """已核对原文 | 已对照公开全文 | 据公开报道 | 推算条号 | 未取得."""
    explanation: str
    is_sure: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficialWords:
    """The official wording of an article as it was taken in; never ours, and no part of what an entry says."""

    head: str
    """第三十四条."""
    state: str
    """From which day it holds, and what is to be known of that."""
    lines: tuple[str, ...]
    """Paragraphs, items and rows of tables."""
    source: str
    """Where the words come from."""
    is_in_force: bool = True


@dataclass(frozen=True, slots=True)
class Reference:
    """An entry or a source that is named."""

    rich: Rich
    kind: str = ""
    """Short label of the kind of an entry."""


@dataclass(frozen=True, slots=True)
class References:
    """What an entry rests on, leads to or comes from."""

    title: str
    items: tuple[Reference, ...]


Meaning = Block | Sentences | Steps | WantedForDispatch | Verified | OfficialWords | References


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """One entry or run, ready to be laid out."""

    entry_id: str
    title: str
    kind_label: str
    severity: str
    subtitle: str
    """Kind and what it applies to."""
    summary: str
    blocks: tuple[Block, ...]
    code: str = ""
    """Currency code."""
    content_version: str = ""
    reviewed: str = ""
    tab: str = ""
    """Name of its tab in a field pack."""
    is_one_page: bool = False
    """Meant to be taken in at one glance: rather two columns than a second page."""
    is_drill: bool = False
    links: frozenset[str] = field(default_factory=frozenset[str])
    """Ids of entries that it names."""
