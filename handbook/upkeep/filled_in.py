"""Places that nobody has to read one by one: the program filled them in, or they only say where words come from and who keeps them."""

from collections.abc import Iterable, Mapping

from handbook.content.yaml_reader import Path
from handbook.model.kinds import Kind
from handbook.upkeep.field_words import class_at, field_at

_FILLED: Mapping[str, frozenset[str]] = {
    "Step": frozenset({"id"}),
    "Outcome": frozenset({"id"}),
    "ScriptLine": frozenset({"id"}),
    "RegulationArticle": frozenset({"text_print"}),
    "SiteValue": frozenset({"key", "source", "date", "confidence", "figure", "is_typical"}),
}
"""Class → fields that the program writes, or proposes from what was typed last."""
_OF_ENTRIES = frozenset({"id", "sources", "owner", "reviewed", "review_by"})


def is_filled_in(kind: Kind | None, path: Path) -> bool:
    """Whether the place at `path` of a file is one of them; what a person says to a caller never is."""
    if kind is not None and path[:1] in {(name,) for name in _OF_ENTRIES}:
        return True
    cls = class_at(kind, path)
    return field_at(kind, path) in _FILLED.get(getattr(cls, "__name__", ""), frozenset())


def folded_words(places: Iterable[tuple[Path, str]]) -> str:
    """What they are, each name once: 来源、谁负责、下次复核. `places`: where each is, as a path and in words."""
    return "、".join(
        dict.fromkeys(
            words.partition(" · ")[0] if path[:1] == ("sources",) else words.rpartition(" · ")[2]
            for path, words in places
        )
    )
