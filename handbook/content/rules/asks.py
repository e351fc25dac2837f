"""Entries go in; those with too few ways of asking, or with the same as another entry, come out as problems."""

import re
from collections.abc import Iterator

from handbook.content.loader import LoadedContent
from handbook.model.kinds import Kind
from handbook.model.problem import Gravity, Problem

MIN_ASKS = 3
_NOT_WORDS = re.compile(r"[\W_]+")
_NEEDED = (Kind.PROCEDURE, Kind.EMERGENCY, Kind.SCRIPT, Kind.REGULATION)


def asks(content: LoadedContent) -> Iterator[Problem]:
    """Every entry says how callers and agents ask for it; no two of a kind in the same words."""
    for kind in Kind:
        owner_of: dict[str, str] = {}
        for entry in content.handbook.of_kind(kind):
            origin = content.origins[entry.id]
            count = len(entry.asks)
            if count < MIN_ASKS:
                gravity = Gravity.ERROR if kind in _NEEDED else Gravity.WARNING
                message = (
                    f"asks 只有 {count} 个,至少 {MIN_ASKS} 个,越多越容易搜到;写用户和坐席平常怎么说、怎么打字"
                )
                yield origin.problem(("asks",), "few-asks", message, gravity)
            for index, words in enumerate(entry.asks):
                key = _NOT_WORDS.sub("", words).casefold()
                other = owner_of.setdefault(key, entry.id)
                if other != entry.id or key in {_NOT_WORDS.sub("", w).casefold() for w in entry.asks[:index]}:
                    message = f"“{words}”在 {other} 里已有;请只留给更合适的一条"
                    yield origin.problem(("asks", index), "ask-twice", message, Gravity.WARNING)
