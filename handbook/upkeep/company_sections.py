"""A site value -> the section of 本单位资料 in which it stands, and what it is to hold.

One table for the values that are known by name; one that comes later finds its place by its scope, its unit, what it says,
and its label.
"""

from handbook.model.kinds import ValueScope
from handbook.model.reckoning import OF_SUMS
from handbook.model.site_value import SiteValue
from handbook.model.value_figure import Measure
from handbook.upkeep.company_rows import Section, Wanted

_PLACED: dict[str, tuple[Section, Wanted]] = {
    "company_name": (Section.COMPANY, Wanted.TEXT),
    "city": (Section.COMPANY, Wanted.TEXT),
    "note_phrases": (Section.COMPANY, Wanted.TEXT),
    "hotline": (Section.PHONES, Wanted.PHONE),
    "repair_team": (Section.PHONES, Wanted.PHONE),
    "dispatch_centre": (Section.PHONES, Wanted.PHONE),
    "shift_leader": (Section.PHONES, Wanted.EXTENSION),
    "complaint_line": (Section.PHONES, Wanted.PHONE),
    "gas_emergency": (Section.PHONES, Wanted.PHONE),
    "heating_office": (Section.PHONES, Wanted.PHONE),
    "complaint_reply": (Section.REPLIES, Wanted.NUMBER),
    "visit_followup": (Section.REPLIES, Wanted.NUMBER),
    "ticket_12345_reply": (Section.REPLIES, Wanted.NUMBER),
    "selfcheck_callback": (Section.REPLIES, Wanted.NUMBER),
    "repeat_call_window": (Section.REPLIES, Wanted.NUMBER),
    "service_hall": (Section.SERVICE, Wanted.TEXT),
    "pay_channels": (Section.SERVICE, Wanted.TEXT),
    "invoice_channel": (Section.SERVICE, Wanted.TEXT),
    "pay_half_before": (Section.SERVICE, Wanted.NUMBER),
    "pay_full_by": (Section.SERVICE, Wanted.DATE),
    "late_fee": (Section.SERVICE, Wanted.NUMBER),
    "suspension_deadline": (Section.SERVICE, Wanted.DATE),
    "suspension_fee": (Section.SERVICE, Wanted.NUMBER),
    "p0_response": (Section.REPAIR, Wanted.NUMBER),
    "p1_response": (Section.REPAIR, Wanted.NUMBER),
    "p1_arrival": (Section.REPAIR, Wanted.NUMBER),
    "p2_response": (Section.REPAIR, Wanted.NUMBER),
    "p2_arrival": (Section.REPAIR, Wanted.NUMBER),
    "p2_arrival_startup": (Section.REPAIR, Wanted.NUMBER),
    "p3_arrival": (Section.REPAIR, Wanted.NUMBER),
    "very_cold_below": (Section.REPAIR, Wanted.NUMBER),
    "hot_water_risk": (Section.REPAIR, Wanted.NUMBER),
    "thaw_water": (Section.REPAIR, Wanted.NUMBER),
    "measure_within": (Section.REPAIR, Wanted.NUMBER),
    "improve_within": (Section.REPAIR, Wanted.NUMBER),
    "season_start": (Section.SEASON, Wanted.DATE),
    "season_end": (Section.SEASON, Wanted.DATE),
    "flush_days_startup": (Section.SEASON, Wanted.NUMBER),
    "measure_hours": (Section.SEASON, Wanted.CLOCK),
    "measure_height": (Section.SEASON, Wanted.NUMBER),
    "measure_spot": (Section.SEASON, Wanted.TEXT),
    "price_home": (Section.PRICES, Wanted.NUMBER),
    "price_other": (Section.PRICES, Wanted.NUMBER),
    "over_height": (Section.PRICES, Wanted.NUMBER),
}
PLACED_KEYS = tuple(_PLACED)
"""Known values, in the order in which they stand within their sections."""
_ARRIVALS = ("到场", "上门", "响应", "抢修")


def section_of(value: SiteValue) -> Section:
    """What the country or the province sets stands apart, whatever it is."""
    if value.scope in (ValueScope.PROVINCE, ValueScope.NATIONAL):
        return Section.LAW
    if value.key in OF_SUMS:
        return Section.SERVICE
    placed = _PLACED.get(value.key)
    return placed[0] if placed is not None else _fitting(value)


def wanted_of(value: SiteValue) -> Wanted:
    """What the row is to hold."""
    placed = _PLACED.get(value.key)
    if placed is not None:
        return placed[1]
    figure = value.figure
    if figure is not None:
        if figure.choice or figure.months or figure.years or figure.approval:
            return Wanted.TEXT
        return Wanted.DATE if figure.day else Wanted.CLOCK if figure.clock else Wanted.NUMBER
    if value.unit:
        return Wanted.NUMBER
    if "分机" in value.label:
        return Wanted.EXTENSION
    return Wanted.PHONE if value.label.endswith(("电话", "热线", "手机")) else Wanted.TEXT


def _fitting(value: SiteValue) -> Section:
    wanted = wanted_of(value)
    if wanted in (Wanted.PHONE, Wanted.EXTENSION):
        return Section.PHONES
    if value.unit == Measure.YUAN_PER_SQUARE_METRE or "热价" in value.label or "加价" in value.label:
        return Section.PRICES
    if wanted is Wanted.DATE or wanted is Wanted.CLOCK:
        return Section.SEASON
    if value.promise:
        return Section.REPAIR if any(word in value.label for word in _ARRIVALS) else Section.REPLIES
    return Section.SERVICE if wanted is Wanted.TEXT else Section.REPAIR
