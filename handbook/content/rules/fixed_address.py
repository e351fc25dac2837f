"""Entries go in; lines to say that address the caller by a fixed sex or age come out as problems."""

import re
from collections.abc import Iterator

from handbook.content.loader import LoadedContent
from handbook.content.rules.placed_texts import caller_texts
from handbook.model.problem import Problem

_FIXED = re.compile(
    r"老?大爷|大[娘妈婶叔姐哥姨伯]|阿姨|叔叔|小伙子?|小?姑娘|老太太|老爷子|老先生|您老(?![是人在])"
)


def fixed_address(content: LoadedContent) -> Iterator[Problem]:
    """The same line is said to everybody: the form of address is a placeholder, or left out."""
    for entry in content.handbook:
        for placed in caller_texts(entry):
            found = _FIXED.search(placed.text)
            if found:
                message = f"“{found.group()}”把对方的性别、年纪写死了;请改成占位符 {{称呼}},或去掉"
                yield content.origins[entry.id].problem(placed.path, "fixed-address", message)
