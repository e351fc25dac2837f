"""What the user asks of the search: text, scope and season."""

from dataclasses import dataclass

from handbook.model.kinds import Kind, Phase


@dataclass(frozen=True, slots=True)
class Query:
    """One search; any text is allowed, however strange or long."""

    text: str
    """As typed: characters, pinyin, initials, numbers, article references, in any mixture."""
    kind: Kind | None = None
    """Only entries of this kind; counts are still made over all kinds."""
    limit: int = 50
    """At most so many hits; values below 1 give no hits, only counts."""
    phase: Phase | None = None
    """Part of the season that is on now; of equal entries those for it come first."""
    is_literal: bool = False
    """Only as it is typed: nothing is taken for a slip, for letters of a word or for another way to say it."""
