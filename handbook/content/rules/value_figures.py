"""Site values go in; those whose words and typed figure disagree, or that have only one of both, come out as problems."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from datetime import date, time
from decimal import Decimal
from typing import Any

from handbook.content.loader import LoadedContent
from handbook.content.value_words import figure_in
from handbook.model.problem import Problem
from handbook.model.reckoning import CHOICES
from handbook.model.site_value import SiteValue
from handbook.model.value_figure import ValueFigure


def value_figures(content: LoadedContent) -> Iterator[Problem]:
    """What is spoken and what is reckoned with are one: a figure stands beside its words and says the same."""
    for value in content.handbook.values:
        message = _objection(value) or _inconsistent(value)
        if message:
            yield content.value_origins[value.key].problem(("figure",), "value-figure", message)


def _objection(value: SiteValue) -> str:
    said, figure = figure_in(value.value, value.unit) if value.value else None, value.figure
    if figure is None:
        return f"“{value.label}”写的是“{value.text}”,请在 figure 里也写:{_told(said)}" if said else ""
    if not value.value:
        return f"“{value.label}”没有值,不能有 figure;请把值也填上,或删去 figure"
    if said is None:
        return f"“{value.label}”写的是“{value.text}”,读不出 figure 的数,没法核对;请改写法,或删去 figure"
    if _agree(said, figure):
        return ""
    return f"“{value.label}”写的是“{value.text}”,是 {_told(said)},figure 写的却是 {_told(figure)};两处要一致"


def _inconsistent(value: SiteValue) -> str:
    """What words and figure say alike, and what cannot be reckoned with."""
    choices = CHOICES.get(value.key)
    if choices is not None and value.value and (value.figure is None or value.figure.choice not in choices):
        return f"“{value.label}”只能从这几句里选一句:{'、'.join(choices)};请照着改"
    shares = value.figure.months if value.figure is not None else None
    total = sum((row.share for row in shares or ()), Decimal(0))
    if shares and total != 1:
        return f"“{value.label}”各月加起来是 {(total * 100).normalize():f}%,要正好 100%;请对照来源改正"
    return ""


def _agree(said: ValueFigure, figure: ValueFigure) -> bool:
    """Whether both are the same; a day may be of the next year though the words leave that out (供热期结束后、5 月 31 日前)."""
    if said.day and figure.day and figure.day.is_next_year:
        said = replace(said, day=replace(said.day, is_next_year=True))
    return said == figure


def _told(part: Any) -> str:
    """As an author writes it."""
    if is_dataclass(part):
        given = ((f.name, getattr(part, f.name)) for f in fields(part))
        return "{" + ", ".join(f"{name}: {_told(v)}" for name, v in given if v not in (None, False)) + "}"
    if isinstance(part, tuple):
        return "[" + ", ".join(map(_told, part)) + "]"
    if isinstance(part, date):
        return part.isoformat()
    if isinstance(part, time):
        return f'"{part:%H:%M}"'
    return "true" if part is True else str(part)
