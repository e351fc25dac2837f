"""Texts with site values in them: ``{{key}}`` goes in, the value as it is shown comes out."""

import re
from collections.abc import Iterator, Mapping

from handbook.model.site_value import SiteValue

VALUE_REFERENCE = re.compile(r"\{\{\s*([a-z0-9_]+)\s*\}\}")
PLACEHOLDER = re.compile(r"(?<!\{)\{([^{}\n]{1,20})\}(?!\})")


def value_keys(text: str) -> Iterator[str]:
    """Keys of the site values that `text` uses, in order."""
    return (match.group(1) for match in VALUE_REFERENCE.finditer(text))


def placeholders(text: str) -> Iterator[str]:
    """Names of the ``{placeholders}`` that the agent fills in, in order."""
    return (match.group(1).strip() for match in PLACEHOLDER.finditer(text))


def fill_values(text: str, values: Mapping[str, SiteValue]) -> str:
    """`text` with each ``{{key}}`` replaced; an unknown key stays as written, so that it is seen."""

    def shown(match: re.Match[str]) -> str:
        value = values.get(match.group(1))
        return value.text if value else match.group(0)

    return VALUE_REFERENCE.sub(shown, text) if "{{" in text else text
