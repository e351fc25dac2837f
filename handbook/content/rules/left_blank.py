"""Entries go in; texts that are still a blank to be filled in come out as problems."""

from collections.abc import Iterator

from handbook.content.loader import LoadedContent
from handbook.content.rules.placed_texts import all_texts
from handbook.model.problem import Problem
from handbook.model.text import gaps


def left_blank(content: LoadedContent) -> Iterator[Problem]:
    """A new entry begins with blanks that say what is to stand there; none of them reaches a caller."""
    for entry in content.handbook:
        for placed in all_texts(entry):
            for name in gaps(placed.text):
                message = f"这里还没写:{name}"
                yield content.origins[entry.id].problem(placed.path, "left-blank", message)
