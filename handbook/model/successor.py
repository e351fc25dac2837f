"""What became of an entry that went: its id lives on in favourites, sheets, runs and overlays."""

from dataclasses import dataclass

from handbook.model.entry import EntryId, Line


@dataclass(frozen=True, slots=True, kw_only=True)
class Successor:
    """One row of ``successors.yaml``."""

    id: EntryId
    """Id of the entry that went; never given to another entry."""
    into: EntryId
    """Id of the entry that took its place."""
    reason: Line
    """Why it went, in a few words that stand after 已并入…"""
