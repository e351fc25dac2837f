"""Regions: which local article answers what a card needs, and which of several cities' law a desk works by."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Annotated

from annotated_types import MinLen

from handbook.model.step import Slug, Text

LACKING = "本地规定未取得"
UNCONFIRMED = "地区未确认"


class Role(StrEnum):
    """What a card needs of local law; authors cite the role, a region says which of its articles answer it."""

    ROOM_FLOOR = "室温底线"
    REFUND = "退费"
    REFUND_SETTLING = "退费结算"
    MEASURING = "测温"
    MEASURING_METHOD = "测温方法"
    MEASURING_TIME = "测温时限"
    MEASURING_RULES = "测温办法"
    EXEMPTIONS = "不担责情形"
    SUSPENSION = "停热申请"
    SUSPENSION_RULES = "停热细则"
    SUSPENSION_RENEWAL = "停热续办"
    SUSPENSION_FEE = "停热费用"
    PROHIBITED = "禁止行为"
    PENALTIES = "处罚"
    RESTRICTION = "限热"
    PAYMENT = "交费"
    PAYMENT_WAYS = "交费办法"
    PRICE = "热价"
    LATE_FEE = "违约金"
    OUTAGE_NOTICE = "停热通知"
    SEASON = "供热期"
    BOUNDARY = "设施维护分界"
    CERTIFIED_STAFF = "持证上岗"
    HOTLINE = "政务热线"
    ON_CALL = "值守"
    PURPOSE = "立法目的"
    HISTORY = "条文沿革"
    AFTER_SEASON = "停供后"
    REPAIR = "抢修"
    CONTRACT_TEXT = "合同文本"


REQUIRED = (Role.ROOM_FLOOR, Role.REFUND, Role.SUSPENSION, Role.SEASON)
"""Where one of these has neither an article nor the word of a full text that says nothing of it, a region cannot be chosen."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Region:
    """A city or province whose law a desk works by."""

    id: Slug
    name: Text
    """As it is shown, such as 黑龙江(哈尔滨)."""
    cities: Annotated[tuple[str, ...], MinLen(1)]
    """Cities it holds for."""
    parent: str = ""
    """Id of the region in which is looked where this one has nothing; no rank among laws."""
    roles: dict[Role, tuple[str, ...]] = field(default_factory=dict[Role, tuple[str, ...]])
    """Role → ids of the articles that answer it, the chief one first."""
    silent: dict[Role, Text] = field(default_factory=dict[Role, Text])
    """Required role → why there is no article: its full text is at hand and says nothing of it."""
    from_reports: str = ""
    """Where required roles rest on reports alone: which text is not at hand; shown to whoever chooses."""
    note: str = ""
    """What whoever chooses it must know, such as that an amendment is not at hand."""


@dataclass(frozen=True, slots=True, kw_only=True)
class InForce:
    """The region by which a handbook was read."""

    id: str
    name: str
    city: str = ""
    """The first of its cities."""
    places: tuple[str, ...] = ()
    """Its cities and those of its parents."""
    is_confirmed: bool = False
    """Whether the company chose it; else it is only what the program came with."""
    roles: Mapping[Role, tuple[str, ...]] = field(default_factory=dict[Role, tuple[str, ...]])
    """Role → ids, the parents' where the region has none of its own."""
    silent: Mapping[Role, str] = field(default_factory=dict[Role, str])
    """Required role → why no article answers it."""
    from_reports: str = ""
    """Which text is not at hand, where required roles rest on reports alone."""
    note: str = ""

    def holds_in(self, place: str) -> bool:
        """Whether `place` (大庆让胡路法院) names one of its own."""
        return any(own in place for own in self.places)

    @property
    def words(self) -> str:
        """Its name; where nobody confirmed it, that too."""
        return self.name if self.is_confirmed else f"{UNCONFIRMED}(按{self.city or self.name})"
