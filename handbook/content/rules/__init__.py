"""The rules of the content check: each takes loaded content and gives problems; a file for each concern."""

from collections.abc import Callable, Iterable

from handbook.content.loader import LoadedContent
from handbook.model.problem import Problem

Rule = Callable[[LoadedContent], Iterable[Problem]]

ALL_RULES: tuple[Rule, ...] = ()
