"""What a sum presumes: each fact is asked, each may be undecided, and what is undecided is said with the result."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from handbook.model.reckoning import Reckoning


class Cause(StrEnum):
    """Whose cause it is."""

    SUPPLIER = "供热这头的原因"
    USER = "用户自家的原因"
    UNDECIDED = "未定"


class Use(StrEnum):
    """What the rooms are for."""

    HOME = "住宅"
    OTHER = "门市、单位"
    UNDECIDED = "未定"


class Metering(StrEnum):
    """How the heat is billed."""

    BY_AREA = "按面积收费"
    METERED = "按热量表收费"
    UNDECIDED = "未定"


class Paid(StrEnum):
    """Whether the fee of the season was paid."""

    PAID = "交清了"
    UNPAID = "没交清"
    UNDECIDED = "未定"


class Measured(StrEnum):
    """Who took a reading."""

    BOTH = "双方在场测的"
    THIRD_PARTY = "第三方测的"
    SUPPLIER = "供热单位测的"
    """Whether the caller agreed to it, nobody said."""
    SELF = "用户自测"
    UNDECIDED = "未定"


class Hours(StrEnum):
    """At what hours those readings were taken that have no hour of their own."""

    OUTSIDE = "都不在不得测温的时段"
    UNDECIDED = "未定"


class Mending(StrEnum):
    """Whether it was mended within the time that some regions give the supplier."""

    NOT_IN_TIME = "没有按时改好"
    IN_TIME = "按时改好了"
    UNDECIDED = "未定"


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What was answered; nothing is presumed to be known."""

    cause: Cause = Cause.UNDECIDED
    use: Use = Use.UNDECIDED
    metering: Metering = Metering.UNDECIDED
    paid: Paid = Paid.UNDECIDED
    measured: Measured = Measured.UNDECIDED
    """Of those readings that do not say it themselves."""
    hours: Hours = Hours.UNDECIDED
    mending: Mending = Mending.UNDECIDED


QUESTIONS: Mapping[str, str] = {
    "cause": "是谁的原因？",
    "use": "是住宅还是门市、单位？",
    "metering": "热费怎么收的？",
    "paid": "这一季的热费交清了吗？",
    "measured": "室温是谁测的？",
    "hours": "没写钟点的那几次是什么时候测的？",
    "mending": "申请测温以后，按时改好了吗？",
}
"""Field of `Facts` → how it is asked."""

_OF_MONEY = ("use", "metering")
_ASKED: Mapping[Reckoning, tuple[str, ...]] = {
    Reckoning.REFUND: ("cause", *_OF_MONEY, "paid", "measured", "hours", "mending"),
    Reckoning.LATE_FEE: _OF_MONEY,
    Reckoning.BASIC_FEE: _OF_MONEY,
    Reckoning.STOPPED: ("cause", *_OF_MONEY, "paid"),
    Reckoning.PERIOD: (),
}


def asked_of(kind: Reckoning) -> tuple[str, ...]:
    """Fields of `Facts` that a sum of that kind presumes, in the order of asking; `hours` and `mending` only where a rule has them."""
    return _ASKED[kind]


def against(kind: Reckoning, facts: Facts) -> Iterator[str]:
    """Sentences why nothing is reckoned, whatever the figures."""
    asked = asked_of(kind)
    if "use" in asked and facts.use is Use.OTHER:
        yield "这是门市、单位，不是住宅：按供热合同的约定来，这里不算。请转计费查合同。"
    if "metering" in asked and facts.metering is Metering.METERED:
        yield "这家按热量表收费：按表结算，跟按面积的算法不一样，这里不算。请转计费按表核。"
    if "cause" in asked and facts.cause is Cause.USER:
        yield "查下来是用户自家的原因：这种情形不按这个算法退，这里不算。有争议的转专岗核。"
    if "mending" in asked and facts.mending is Mending.IN_TIME:
        yield "申请测温以后按时改好了：本地规定改好了的不退，这里不算。"


def presumed(kind: Reckoning, facts: Facts) -> Iterator[str]:
    """What is taken for granted because it is undecided, but for what single readings leave open."""
    asked = asked_of(kind)
    if "cause" in asked and facts.cause is Cause.UNDECIDED:
        yield "假定是供热这头的原因"
    if "use" in asked and facts.use is Use.UNDECIDED:
        yield "假定是住宅"
    if "metering" in asked and facts.metering is Metering.UNDECIDED:
        yield "假定按面积收费"
    if "paid" in asked and facts.paid is Paid.UNDECIDED:
        yield "假定热费交清了"
    if "paid" in asked and facts.paid is Paid.UNPAID:
        yield "假定热费交清以后照样退（现在没交清，能不能退由计费定）"
