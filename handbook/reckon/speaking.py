"""A sum and what it rests on go in; the one sentence that may be said of it comes out: by default the rule and who settles, never the sum."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from handbook.model.reckoning import BASIC_SHARE, LATE_FEE_RATE, TIERS, Reckoning
from handbook.reckon.ground import Ground
from handbook.reckon.result import Spoken, Used

NO_WORD = "公司没有定过试算的数可以对用户说"
NO_REGION = "地区还没确认"
OPEN = "还有没定下来的事"
"""What stands against saying a sum, beside values that are not sure."""
_RULES = {
    Reckoning.REFUND: (
        TIERS,
        "退费按天、按量出来的温度分档算：{}。",
        "退费按天、按量出来的温度算，怎么分档看本地规定。",
    ),
    Reckoning.LATE_FEE: (LATE_FEE_RATE, "违约金的算法是：{}。", "违约金怎么算，看合同和本地规定。"),
    Reckoning.BASIC_FEE: (
        BASIC_SHARE,
        "停热那一段的基础费，比例是热费的{}。",
        "停热那一段收不收、收几成，看本地规定和当年公告。",
    ),
    Reckoning.STOPPED: ("", "", "停供的那几天怎么退，按停、通的钟点和本地规定来。"),
}
_SETTLED = {
    Reckoning.REFUND: "多少天、退多少，由计费按测温记录核，以书面答复为准。",
    Reckoning.LATE_FEE: "多少钱由计费按账核对，以账单为准，您有异议可以提。",
    Reckoning.BASIC_FEE: "多少钱由计费按停热记录核，以书面答复为准。",
    Reckoning.STOPPED: "多少天、退多少，由计费按停供记录核，以书面答复为准。",
}


def spoken_sum(
    ground: Ground, kind: Reckoning, amount: Decimal, used: Sequence[Used], presumed: Sequence[str]
) -> Spoken:
    """The sentence for the caller."""
    why_not = tuple(_against(ground, used, presumed))
    if not why_not:
        return Spoken(words=f"按现在的口径试算约 {amount} 元，以结算为准。", holds_sum=True)
    key, known, unknown = _RULES[kind]
    words = ground.words(key) if key else ""
    return Spoken(words=(known.format(words) if words else unknown) + _SETTLED[kind], why_not=why_not)


def _against(ground: Ground, used: Sequence[Used], presumed: Sequence[str]) -> Iterator[str]:
    if ground.approval() is None:
        yield NO_WORD
    region = ground.handbook.region
    if region is None or not region.is_confirmed:
        yield NO_REGION
    yield from (f"“{one.label}”还没核实（{one.confidence}）" for one in used if not one.is_sure)
    if presumed:
        yield OPEN
