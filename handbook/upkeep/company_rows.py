"""What 本单位资料 shows: a row for each value, how it stands, where it is used, and the sentences that say it."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, StrEnum

from handbook.model.kinds import Kind

REGION_KEY = "region"
"""Key of the row that shows the region; it is chosen elsewhere, and no value is written for it here."""


class Section(StrEnum):
    """The sections, in the order in which they stand."""

    COMPANY = "地区与公司"
    PHONES = "电话"
    REPLIES = "答复时限"
    SERVICE = "营业与缴费"
    REPAIR = "抢修承诺"
    SEASON = "供热季"
    PRICES = "热价与加价"
    LAW = "法规定的数"


class Wanted(Enum):
    """What a row is to hold."""

    REGION = 0
    PHONE = 1
    EXTENSION = 2
    NUMBER = 3
    """With its unit, a share, or what is added step by step."""
    DATE = 4
    CLOCK = 5
    TEXT = 6


class ValueKind(StrEnum):
    """What stands in a row, by its shape."""

    LANDLINE = "座机"
    MOBILE = "手机"
    EXTENSION = "分机"
    SHORT = "全国短号"
    NUMBER = "数"
    DATE = "日期"
    TIME = "时段"
    TEXT = "文字"
    REGION = "地区"


class RowState(StrEnum):
    """How a row stands."""

    EMPTY = "没填"
    UNSET = "没定"
    """Empty, and nothing but a sum would need it: nobody is asked for it."""
    FINE = "填好"
    TO_MEND = "要改"
    DEFAULT = "默认值,待确认"
    LOCKED = "锁定"


class Lack(StrEnum):
    """What of a row stops it from being sent."""

    VALUE = "改"
    SOURCE = "来源"
    DATE = "日期"


@dataclass(frozen=True, slots=True)
class Use:
    """An entry that says a value."""

    entry_id: str
    kind: Kind
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One value as it stands now: what is being written, over what the company has, over what came with the program."""

    key: str
    label: str
    section: Section
    wanted: Wanted
    value: str
    """Without its unit; of the region its name."""
    unit: str
    source: str
    date: str
    state: RowState
    kind: ValueKind
    message: str
    """A sentence: what is to be mended, or what to know of it; mostly empty."""
    lacks: tuple[Lack, ...] = ()
    """What is still asked before it can be sent."""
    uses: tuple[Use, ...] = ()
    is_spoken: bool = False
    """Whether agents say it to callers."""
    article: str = ""
    """Id of the article that sets it."""
    article_words: str = ""
    """How that article is cited."""
    is_changed: bool = False
    """Whether the draft says something else than what is published."""

    @property
    def is_locked(self) -> bool:
        """Whether nothing can be written here."""
        return self.state is RowState.LOCKED

    @property
    def is_open(self) -> bool:
        """Whether somebody has to fill it in, mend it, or say where it comes from."""
        return self.state in (RowState.EMPTY, RowState.TO_MEND) or bool(self.lacks)

    @property
    def cards(self) -> int:
        """How many of its uses are emergency cards."""
        return sum(use.kind is Kind.EMERGENCY for use in self.uses)

    @property
    def used_words(self) -> str:
        """Where it is used, in words; an empty one names the first place."""
        count, cards = len(self.uses), self.cards
        if not count:
            return "还没有卡片用到"
        if self.state is RowState.EMPTY:
            first = self.uses[0]
            more = f"等 {count} 处" if count > 1 else ""
            return f"用在{first.kind.label if cards else first.kind.short_label}“{first.title}”{more}"
        if count == cards:
            return f"用在 {count} 张应急卡"
        return f"用在 {count} 处" + (f",{cards} 处是应急卡" if cards else "")


@dataclass(frozen=True, slots=True)
class Debt:
    """How much is still to be filled in."""

    rows: int
    """Values that neither the program nor the region can know."""
    lacking: int
    to_mend: int

    @property
    def words(self) -> str:
        """How much it is, in one line."""
        if not self.lacking:
            return f"{self.rows} 项都填了"
        if self.lacking == self.rows:
            return f"{self.rows} 项都还没填"
        return f"{self.rows} 项还差 {self.lacking} 项"


@dataclass(frozen=True, slots=True)
class Missing:
    """One thing that stops sending."""

    key: str
    lack: Lack
    words: str


class PartRole(Enum):
    """What a part of a sentence is."""

    WORDS = 0
    VALUE = 1
    """The value that is asked about."""
    GAP = 2
    """A value that nobody has given; what is shown is its label."""
    HOLE = 3
    """What the agent fills in while speaking."""


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a sentence."""

    role: PartRole
    text: str
    key: str = ""
    """Of a gap: the value that is lacking."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A sentence of the handbook with a value in it."""

    entry_id: str
    kind: Kind
    title: str
    where: str
    """Such as 结论句; empty where the entry says it just so."""
    is_spoken: bool
    parts: tuple[Part, ...]

    @property
    def text(self) -> str:
        """All of it; a gap as it is shown on a card."""
        return "".join(
            f"〔待填:{part.text}〕" if part.role is PartRole.GAP else part.text for part in self.parts
        )

    @property
    def gaps(self) -> Sequence[Part]:
        """Other values that the sentence lacks, each once."""
        found = {part.key: part for part in self.parts if part.role is PartRole.GAP and part.key}
        return tuple(found.values())
