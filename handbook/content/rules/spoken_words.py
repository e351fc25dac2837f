"""Words to say go in; those with quotation marks or print-only marks come out as problems."""

import re
from collections.abc import Iterator

from handbook.content.loader import LoadedContent
from handbook.content.rules.placed_texts import caller_texts
from handbook.content.rules.wording import plain
from handbook.model.problem import Problem

_QUOTES = re.compile(r"[“”「」『』\"〝〞]|(?<![A-Za-z])[‘’'](?![A-Za-z])")


def spoken_words(content: LoadedContent) -> Iterator[Problem]:
    """Words to say carry no quotation marks: the program sets them apart itself."""
    for entry in content.handbook:
        for placed in caller_texts(entry):
            found = _QUOTES.search(plain(placed.text))
            if found:
                message = f"要念的话不写引号({found.group()}),程序会自己标出;请去掉引号"
                yield content.origins[entry.id].problem(placed.path, "quoted-words", message)
