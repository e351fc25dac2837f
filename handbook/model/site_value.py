"""Site values: numbers and names that a company may change, each once, with source and date."""

from dataclasses import dataclass
from datetime import date as Day  # noqa: N812 (`date` is a field here)

from handbook.model.kinds import Confidence, ValueScope
from handbook.model.step import Slug, Text
from handbook.model.text import TYPICAL, gap_of
from handbook.model.value_figure import ValueFigure


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteValue:
    """One value, used in texts as ``{{key}}``."""

    key: Slug
    """Name used in texts: lower-case words joined by underscores."""
    label: Text
    """What it is, in Chinese."""
    value: str = ""
    """The value without its unit; empty = to be filled in by the site."""
    unit: str = ""
    """Unit, written after the value."""
    is_typical: bool = False
    """Whether it is only what is usual in the trade, until the company has confirmed it: shown as such, and not spoken."""
    figure: ValueFigure | None = None
    """The same as numbers, where the words are figures."""
    scope: ValueScope
    """公司 | 市 | 省 | 国家: who may set it."""
    source: Text
    """Where the value comes from; 公司可配置典型值 where it is a company's own promise."""
    date: str = ""
    """Date of the source."""
    until: Day | None = None
    """Last day on which it holds, where it is set for a time (a price of one season); nothing is reckoned with it later."""
    confidence: Confidence
    """高 | 中 | 低 | 据通识."""
    citations: tuple[str, ...] = ()
    """Ids of the articles that set it, where it is law."""
    promise: bool | None = None
    """Whether whoever says it to a caller promises that time; to be said of every value that counts time."""
    counts_from: str = ""
    """From when the time runs (收到申请), where that is not the moment of saying it: no clock time follows then."""

    @property
    def text(self) -> str:
        """The value as it is shown; a marked gap where it was not filled in."""
        if not self.value:
            return gap_of(self.label)
        words = f"{self.value}\u00a0{self.unit}" if self.unit else self.value
        return f"{words}{TYPICAL}" if self.is_typical else words
