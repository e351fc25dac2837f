"""Entries go in; those without owner or source, and those overdue for review, come out as problems."""

from collections.abc import Iterator
from datetime import date

from handbook.content.loader import LoadedContent
from handbook.content.rules.wording import is_empty_phrase
from handbook.model.entry import Entry
from handbook.model.kinds import Kind
from handbook.model.problem import Gravity, Problem


def upkeep(content: LoadedContent) -> Iterator[Problem]:
    """Every entry has owner, review dates and a source."""
    yield from upkeep_on(content, date.today())


def upkeep_on(content: LoadedContent, today: date) -> Iterator[Problem]:
    """The same, judged on the day `today`."""
    for entry in content.handbook:
        origin = content.origins[entry.id]
        for field, rule, message, gravity in _faults(entry, today):
            yield origin.problem((field,), rule, message, gravity)


def _faults(entry: Entry, today: date) -> Iterator[tuple[str, str, str, Gravity]]:
    if is_empty_phrase(entry.owner):
        yield "owner", "no-owner", "owner 要写谁负责这一条,如 客服培训组", Gravity.ERROR
    if not entry.sources:
        yield "sources", "no-source", "至少写一个来源;一般常识写 据通识", Gravity.ERROR
    if entry.review_by <= entry.reviewed:
        yield "review_by", "review-dates", "review_by 要晚于 reviewed", Gravity.ERROR
    if entry.reviewed > today:
        yield "reviewed", "review-dates", "reviewed 在今天之后,请核对日期", Gravity.WARNING
    if entry.is_overdue(today):
        message = f"复核已于 {entry.review_by} 到期,请复核后改 reviewed 和 review_by"
        yield "review_by", "review-overdue", message, Gravity.WARNING
    if entry.severity is None and entry.kind in (Kind.PROCEDURE, Kind.EMERGENCY):
        yield "severity", "no-severity", "流程和应急卡请写 severity:危险、紧急、一般或事务", Gravity.WARNING
    if entry.id in entry.related:
        yield "related", "related-self", "related 里不用写自己", Gravity.WARNING
