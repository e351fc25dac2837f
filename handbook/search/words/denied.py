"""Folded query -> the ranges of what it says is not so: 不是漏水,是…; 没烫着; 没见着水.

That a home is not warm is what most calls are about, so only what happens or does not happen is denied here.
"""

import re
from collections.abc import Iterator

_NOT_BUT = re.compile(
    r"(?:并?不是|不算|哪是|又不是)(?P<what>[^,。;!?\s]{1,12})[,。;!?\s]+(?=(?:而|就|只|光|他)?(?:是|就|问|想|说|来))"
)
_NO_EVENT = re.compile(
    r"(?:没有?|未|不)(?:见(?:着|到)?|看(?:见|着|到)|发现|听(?:见|着|到)|闻(?:见|着|到))?(?:有)?"
    r"(?P<what>漏水|冒水|滴水|淌水|喷水|渗水|漏|滴|淌|冒汽|烫伤|烫着|伤着|碰着|碰到|沾上|沾水|停热|停水|停电|欠费|拖欠|停过?热?|响|异味|味儿?|水(?=[,。;!?\s]|$))"
)


def denied(folded: str) -> Iterator[tuple[int, int]]:
    """(start, end) of each, in order; they may overlap."""
    for pattern in (_NOT_BUT, _NO_EVENT):
        for match in pattern.finditer(folded):
            yield match.span("what")


def without_denied(folded: str) -> str:
    """`folded` with what is denied blanked out; as it was where nothing else would be left."""
    kept = folded
    for start, end in denied(folded):
        kept = kept[:start] + "\n" * (end - start) + kept[end:]
    return kept if len("".join(kept.split())) >= _LEAST_LEFT else folded


_LEAST_LEFT = 3
