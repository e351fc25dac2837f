"""Entries go in; lines to say that make no sentence while the site has not filled a value in come out as problems."""

import re
from collections.abc import Iterator

from handbook.content.loader import LoadedContent
from handbook.content.rules.placed_texts import caller_texts
from handbook.content.rules.wording import plain
from handbook.model.problem import Problem
from handbook.model.text import PieceKind, pieces

_LEFT_HANGING = re.compile(r"(?:[打拨走到去是找向问在为]|上报)\s*$|[:]\s*$")


def sayable_holes(content: LoadedContent) -> Iterator[Problem]:
    """Before a value that may be empty stands the noun for it: 打供热热线{{hotline}}, not 打{{hotline}}."""
    values = content.handbook.value_by_key
    for entry in content.handbook:
        for placed in caller_texts(entry):
            for reference in pieces(placed.text):
                value = values.get(reference.name)
                if (
                    reference.kind is not PieceKind.VALUE
                    or value is None
                    or value.value
                    or not _LEFT_HANGING.search(plain(placed.text[: reference.start]))
                ):
                    continue
                message = (
                    f"{reference.text} 还没填时这句话念不成句;请在它前面写上名称,如 打供热热线{{{{hotline}}}}"
                )
                yield content.origins[entry.id].problem(placed.path, "bare-hole", message)
