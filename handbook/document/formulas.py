"""Formulas that an entry asks for -> what it says of them: the very definitions by which the sums are reckoned."""

from collections.abc import Iterator, Sequence

from handbook.document.blocks import Bullet, Heading, Meaning, plain
from handbook.document.words import FORMULAS
from handbook.model.formula import Formula, FormulaGroup
from handbook.model.handbook import Handbook
from handbook.model.reckoning import AREA_RULE, SPREAD_RULE, Choice


def formula_blocks(handbook: Handbook, groups: Sequence[FormulaGroup]) -> Iterator[Meaning]:
    """The formulas of `groups`, as the rules of the handbook's region say, each once."""
    if not groups:
        return
    yield Heading(FORMULAS)
    yield from (Bullet(plain(form.words)) for form in shown_formulas(handbook, groups))


def shown_formulas(handbook: Handbook, groups: Sequence[FormulaGroup]) -> tuple[Formula, ...]:
    """The formulas themselves."""
    rules = _rules(handbook)
    return tuple(dict.fromkeys(form for group in groups for form in group.formulas(rules)))


def _rules(handbook: Handbook) -> frozenset[Choice]:
    values = (handbook.value_by_key.get(key) for key in (SPREAD_RULE, AREA_RULE))
    figures = (value.figure for value in values if value is not None)
    return frozenset(figure.choice for figure in figures if figure is not None and figure.choice is not None)
