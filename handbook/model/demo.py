"""A handbook and the values of an invented company -> the same handbook as it reads with them, each marked as what it is.

Nothing of it is stored: it is laid over what was read each time that is shown. The mark is part of the value, so that a
surface has no way to show one without it; figures are left out, so that no clock time is reckoned from an invented one.
"""

from collections.abc import Mapping
from dataclasses import replace

from handbook.model.assumed import texts_of
from handbook.model.handbook import Handbook
from handbook.model.kinds import ValueScope
from handbook.model.site_value import SiteValue
from handbook.model.text import DEMO, VARIANT, value_keys

_SCOPES = (ValueScope.COMPANY, ValueScope.CITY)
"""What the country or the province sets is law; nobody invents that."""


def with_demo(handbook: Handbook, invented: Mapping[str, str]) -> Handbook:
    """`handbook` with `invented` (key → words) where nobody gave a value.

    A card for a danger that knows a way out without a value (打消防电话 119) keeps it: no invented number takes its place.
    """
    keys = demo_keys(handbook, invented)
    values = tuple(
        replace(value, value=DEMO + invented[value.key], figure=None) if value.key in keys else value
        for value in handbook.values
    )
    return replace(handbook, values=values)


def demo_keys(handbook: Handbook, invented: Mapping[str, str]) -> frozenset[str]:
    """Keys of the values that would be invented ones."""
    ways_out = {
        key
        for card in handbook.emergency
        for text in texts_of(card)
        if VARIANT in text
        for key in value_keys(text)
    }
    empty = {value.key for value in handbook.values if not value.value and value.scope in _SCOPES}
    return frozenset((empty & invented.keys()) - ways_out)


def given_by_company(handbook: Handbook, invented: Mapping[str, str]) -> tuple[SiteValue, ...]:
    """Values that the demo company has, too, and that the company itself gave: where there is one, it is a real company's."""
    return tuple(
        value
        for value in handbook.values
        if value.key in invented and value.value and value.key not in handbook.region_keys
    )
