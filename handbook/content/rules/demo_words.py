"""Texts and values go in; words of the demo company, which are never published, come out as problems."""

from collections.abc import Iterator

from handbook.content.loader import LoadedContent
from handbook.content.rules.placed_texts import all_texts
from handbook.model.problem import Problem
from handbook.model.text import DEMO, holds_demo

_MESSAGE = f"这里有{DEMO},是示例公司的,不是真的;写本单位自己的"


def demo_words(content: LoadedContent) -> Iterator[Problem]:
    """Each text and each site value that bears the mark of the demo."""
    for entry in content.handbook:
        for placed in all_texts(entry):
            if holds_demo(placed.text):
                yield content.origins[entry.id].problem(placed.path, "demo-words", _MESSAGE)
    for value in content.handbook.values:
        if holds_demo(value.value):
            yield content.value_origins[value.key].problem(("value",), "demo-words", _MESSAGE)
