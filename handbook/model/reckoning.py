"""What can be reckoned, and which site values each kind of it rests on: closed words that texts, forms and sums share.

A rule (which of two readings counts) is a site value like any other, with source and date; its words are one of `Choice`.
Nothing has a default: a rule that nobody has set is refused by its name.
"""

from collections.abc import Mapping
from enum import StrEnum


class Reckoning(StrEnum):
    """The kinds, by the word on screen."""

    REFUND = "退费"
    LATE_FEE = "违约金"
    BASIC_FEE = "基础费"
    STOPPED = "停供退费"
    PERIOD = "期限"


class Choice(StrEnum):
    """The words of every rule; each belongs to one key of `CHOICES`."""

    LOWEST_OF_DAY = "取当天最低的一次"
    HIGHEST_OF_DAY = "取当天最高的一次"
    MEAN_OF_DAY = "取当天几次的平均"
    LAST_OF_DAY = "取当天最后的一次"

    MEASURED_DAYS = "只算量过的日子"
    UNTIL_WARM = "从第一次量出不达标那天算到第一次量出达标的前一天"
    FROM_REQUEST = "从申请测温那天算到达标那天，两头都算"

    GAP_AS_BEFORE = "没量的日子按前一次量的算，达标那天按最轻的一档算"
    LOWEST_OF_SPAN = "整段都按量到的最低一次算"

    WHOLE_FLAT = "按整户算"
    COLD_ROOMS = "只算不达标的房间"

    EQUAL_DAYS = "按供热期天数平分"
    BY_MONTHS = "按各月占比分"

    CENT_AT_END = "最后四舍五入到分"
    CENT_DAY_FEE = "日标准热费先四舍五入到分"
    DIME_AT_END = "最后四舍五入到角"
    YUAN_AT_END = "最后四舍五入到元"

    BARRED_LEFT_OUT = "不得测温的时段里量的不算"
    NONE_BARRED = "没有不得测温的时段"

    PAID_DAY_COUNTS = "交费当天也算"
    PAID_DAY_FREE = "交费当天不算"

    BY_SUSPENDED_DAYS = "按停热天数折算"
    WHOLE_SEASON = "停一段也按整季算"

    PART_DAY_FREE = "不满一天的零头不算"
    PART_DAY_WHOLE = "不满一天的零头算一天"
    BY_HOURS = "零头按小时折算"


READING_RULE = "refund_reading_rule"
DAYS_RULE = "refund_days_rule"
GAP_RULE = "refund_gap_rule"
AREA_RULE = "refund_area_rule"
SPREAD_RULE = "fee_spread_rule"
ROUNDING_RULE = "sum_rounding_rule"
BARRED_RULE = "barred_hours_rule"
LATE_DAYS_RULE = "late_fee_days_rule"
PART_RULE = "suspension_part_rule"
STOP_DAYS_RULE = "stop_days_rule"

FLOOR = "legal_min_temp"
TIERS = "refund_tiers"
BARRED_HOURS = "no_measure_window"
MEND_HOURS = "refund_mend_hours"
SEASON_START = "season_start"
SEASON_END = "season_end"
MONTH_SHARES = "month_shares"
PRICE = "price_home"
LATE_FEE_RATE = "late_fee"
LATE_FEE_START = "late_fee_start"
BASIC_SHARE = "suspension_fee"
STOP_HOURS = "stop_refund_hours"
HOLIDAYS = "holidays"
SPEAKING = "say_sums"
"""The company's word that a sum may be said to a caller: who decided it, and when."""

CHOICES: Mapping[str, tuple[Choice, ...]] = {
    READING_RULE: (
        Choice.LOWEST_OF_DAY,
        Choice.HIGHEST_OF_DAY,
        Choice.MEAN_OF_DAY,
        Choice.LAST_OF_DAY,
    ),
    DAYS_RULE: (Choice.MEASURED_DAYS, Choice.UNTIL_WARM, Choice.FROM_REQUEST),
    GAP_RULE: (Choice.GAP_AS_BEFORE, Choice.LOWEST_OF_SPAN),
    AREA_RULE: (Choice.WHOLE_FLAT, Choice.COLD_ROOMS),
    SPREAD_RULE: (Choice.EQUAL_DAYS, Choice.BY_MONTHS),
    ROUNDING_RULE: (Choice.CENT_AT_END, Choice.CENT_DAY_FEE, Choice.DIME_AT_END, Choice.YUAN_AT_END),
    BARRED_RULE: (Choice.BARRED_LEFT_OUT, Choice.NONE_BARRED),
    LATE_DAYS_RULE: (Choice.PAID_DAY_COUNTS, Choice.PAID_DAY_FREE),
    PART_RULE: (Choice.BY_SUSPENDED_DAYS, Choice.WHOLE_SEASON),
    STOP_DAYS_RULE: (Choice.PART_DAY_FREE, Choice.PART_DAY_WHOLE, Choice.BY_HOURS),
}
"""Key of a rule → the words that it may have."""

CHIEF: Mapping[Reckoning, str] = {
    Reckoning.REFUND: TIERS,
    Reckoning.LATE_FEE: LATE_FEE_RATE,
    Reckoning.BASIC_FEE: BASIC_SHARE,
    Reckoning.STOPPED: STOP_HOURS,
}
"""Kind → the value without which the region has no rule for it and it is not offered."""

LABELS: Mapping[str, str] = {
    READING_RULE: "一天几个读数时取哪个",
    DAYS_RULE: "退费天数怎么数",
    GAP_RULE: "没量的日子、达标那天按几度算",
    AREA_RULE: "退费按整户还是按房间",
    SPREAD_RULE: "热费怎么摊到每天",
    ROUNDING_RULE: "零头怎么取",
    BARRED_RULE: "不得测温的时段怎么算",
    LATE_DAYS_RULE: "违约金算不算交费当天",
    PART_RULE: "停热一段时基础费怎么折",
    STOP_DAYS_RULE: "停供零头怎么算",
    FLOOR: "卧室与起居室法定最低温度",
    TIERS: "退费档次",
    BARRED_HOURS: "不得作为测温时段",
    MEND_HOURS: "申请测温后多久没改好才退",
    SEASON_START: "供热期开始",
    SEASON_END: "供热期结束",
    MONTH_SHARES: "各月占全季热费的比例",
    PRICE: "居民热价",
    LATE_FEE_RATE: "逾期违约金",
    LATE_FEE_START: "没约定时违约金起算日",
    BASIC_SHARE: "停热期间基础费",
    STOP_HOURS: "连续停供多久才退",
    HOLIDAYS: "放假与调休上班的日子",
    SPEAKING: "试算的数能不能对用户说",
}
"""Key → what it is called where the content has no row for it."""


OF_SUMS = frozenset({*CHOICES, MEND_HOURS, MONTH_SHARES, LATE_FEE_START, STOP_HOURS, HOLIDAYS, SPEAKING})
"""Keys on which sums alone rest: no card speaks them, and a company that does not reckon need not set them."""


class Period(StrEnum):
    """Periods and last days that callers ask for, by the word on screen."""

    SUSPENSION_NOTICE = "申请停热最晚哪天（按提前天数）"
    SUSPENSION_DEADLINE = "申请停热最晚哪天（按截止日）"
    SUSPENSION_REPLY = "停热申请最晚哪天答复"
    REFUND_DEADLINE = "退费最晚哪天退"
    PAY_FULL_BY = "热费最晚哪天交清"
    DUNNING = "催交通知到哪天满期"
    COMPLAINT_REPLY = "投诉最晚哪天答复"
    TICKET_12345 = "12345 转办最晚哪天答复"
    LIMITATION = "诉讼时效到哪天"

    @property
    def key(self) -> str:
        """Key of the value that sets it."""
        return _PERIODS[self][0]

    @property
    def starts(self) -> str:
        """What happened on the day from which it is counted; empty where the season or the calendar says it."""
        return _PERIODS[self][1]


_PERIODS: Mapping[Period, tuple[str, str]] = {
    Period.SUSPENSION_NOTICE: ("suspension_notice", ""),
    Period.SUSPENSION_DEADLINE: ("suspension_deadline", ""),
    Period.SUSPENSION_REPLY: ("suspension_reply", "收到申请"),
    Period.REFUND_DEADLINE: ("refund_deadline", "核定"),
    Period.PAY_FULL_BY: ("pay_full_by", ""),
    Period.DUNNING: ("dunning_days", "收到催交通知"),
    Period.COMPLAINT_REPLY: ("complaint_reply", "收到投诉"),
    Period.TICKET_12345: ("ticket_12345_reply", "收到转办单"),
    Period.LIMITATION: ("limitation_years", "知道权利受损"),
}

LIMITATION_ARTICLES = ("reg-mfd-188", "reg-mfd-195")
"""What whoever asks for a limitation reads besides: how long, and what begins it anew."""
