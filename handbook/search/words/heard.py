"""What is heard of a sentence where it is learned who says such things: its terms, and what its numbers and measures come to."""

from collections.abc import Iterable

from handbook.model.aspects import Extent, side_of
from handbook.search.words.terms import terms_of


def heard_in(folded: str, degrees: float | None, extents: Iterable[Extent], floor: float) -> list[str]:
    """Terms, each once; a stated room temperature (`degrees`) is heard as the side of the `floor` on which it lies.

    So 卧室13度 teaches what 屋里才十一度 asks, and 就我家 what 只有这一户 does.
    """
    found = dict.fromkeys(terms_of(folded))
    if degrees is not None:
        found[f"={side_of(degrees, floor).value}"] = None
    found |= dict.fromkeys(f"={extent.value}" for extent in extents)
    return list(found)
