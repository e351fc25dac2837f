"""Entries go in; deadlines, fees, temperatures and telephone numbers written as literals come out as problems."""

from collections.abc import Iterator

from handbook.content.loader import LoadedContent
from handbook.content.rules.figures_in_text import figures_in, fitting_keys
from handbook.content.rules.placed_texts import QUOTED_MISTAKES, Placed, caller_texts, prose
from handbook.content.rules.stale_law import is_marked_old
from handbook.model.entry import Entry
from handbook.model.kinds import Kind
from handbook.model.problem import Gravity, Problem

_BY_VALUE_ONLY = (Kind.PROCEDURE, Kind.EMERGENCY, Kind.SCRIPT)
_TITLE = ("title",)


def literals(content: LoadedContent) -> Iterator[Problem]:
    """Figures stand in the site values; articles, cases and explanations may state what their source says."""
    for entry in content.handbook:
        gravity = Gravity.ERROR if entry.kind in _BY_VALUE_ONLY else Gravity.WARNING
        for placed in _texts(entry):
            for found in figures_in(placed.text):
                if found.is_phone and placed.path == _TITLE:
                    continue  # the name of a hotline, not a number to dial
                if is_marked_old(found.words, placed.text, content.checks.stale_law):
                    continue
                keys = fitting_keys(found.words, content.handbook.values)
                hint = f"(可用:{'、'.join(f'{{{{{key}}}}}' for key in keys)})" if keys else ""
                rule = "literal-phone" if found.is_phone else "literal-figure"
                message = f"“{found.words}”要写成站点值 {{{{键}}}}{hint},数字只在 values.yaml 里写一次;没有合适的键就改成不带数字的说法"
                how_grave = Gravity.WARNING if found.is_loose else gravity
                yield content.origins[entry.id].problem(placed.path, rule, message, how_grave)


def _texts(entry: Entry) -> Iterator[Placed]:
    if entry.kind in _BY_VALUE_ONLY:
        yield from (p for p in prose(entry) if not p.is_in(QUOTED_MISTAKES))
    elif entry.kind is Kind.KNOWLEDGE:
        yield from caller_texts(entry)
