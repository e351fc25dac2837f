"""Dangerous entries go in; lines that send the caller off the telephone before saying whom to ring come out as problems."""

import re
from collections.abc import Iterator

from handbook.content.loader import LoadedContent
from handbook.content.rules.placed_texts import caller_texts
from handbook.model.emergency import EmergencyCard
from handbook.model.kinds import Severity
from handbook.model.problem import Problem
from handbook.model.text import value_keys

_HANGS_UP = re.compile(r"(?<![不没别])(?:挂(?:掉|断|上|了)?电话|放下电话|电话也?(?:先|就)?(?:挂|撂)|先挂)")
_NUMBERS = frozenset(
    {
        "ambulance",
        "fire",
        "police",
        "gas_emergency",
        "power_line",
        "government_line",
        "hotline",
        "repair_team",
    }
)
_RING_ME = re.compile(r"打(?:回来?)?给我")


def hang_up(content: LoadedContent) -> Iterator[Problem]:
    """Who obeys hears nothing more: where to go and whom to ring come first, in the line or on the card before it."""
    for entry in content.handbook:
        if entry.severity is not Severity.DANGER:
            continue
        is_known = False
        for placed in caller_texts(entry):
            found = _HANGS_UP.search(placed.text)
            before = placed.text[: found.start()] if found else placed.text
            # The lines of a card are said one after the other; each line of a script stands alone.
            is_known = _says_whom(before) or (is_known and isinstance(entry, EmergencyCard))
            if found and not is_known:
                message = f"“{found.group()}”之前没说到外面打哪个电话;用户一挂就听不到了,请把打给谁写在前面"
                yield content.origins[entry.id].problem(placed.path, "hang-up-first", message)


def _says_whom(words: str) -> bool:
    return not _NUMBERS.isdisjoint(value_keys(words)) or _RING_ME.search(words) is not None
