"""Entries go in; names of other regions, their laws and offices outside `elsewhere` come out as problems."""

from collections.abc import Iterator

from handbook.content.loader import LoadedContent
from handbook.content.rules.placed_texts import all_texts
from handbook.model.kinds import Kind
from handbook.model.problem import Problem

_MAY_NAME = frozenset({"asks", "tags", "sources", "elsewhere"})
"""How callers ask, where a fact comes from, and what is told of elsewhere as such."""


def other_regions(content: LoadedContent) -> Iterator[Problem]:
    """What holds in another city is shown apart, or not at all; cases name their place, and are marked by it."""
    longest = sorted(content.foreign, key=len, reverse=True)
    for entry in content.handbook:
        if entry.kind is Kind.CASE:
            continue
        for placed in all_texts(entry):
            if placed.is_in(_MAY_NAME):
                continue
            found = next((name for name in longest if name in placed.text), "")
            if found:
                message = (
                    f"“{found}”是别的地区({content.foreign[found]})的,在这里会被当成本地的;"
                    "请移到 elsewhere(place、text),或改成本地的说法"
                )
                yield content.origins[entry.id].problem(placed.path, "other-region", message)
