"""Names of the files of an index, and the order in which kinds and phases are numbered in them."""

from handbook.model.aspects import Extent, RoomSide
from handbook.model.kinds import Kind, Phase

DOCUMENTS = "documents.jsonl"
OFFSETS = "documents.flat"
"""Where each document begins in `DOCUMENTS`, and what is known of it beside its words."""
CHARACTERS = "characters.flat"
SYLLABLES = "syllables.txt"
PHRASES = "phrases.flat"
SYNONYMS = "synonyms.json"
VOCABULARY = "vocabulary.txt"
"""Words of the trade, one a line."""
READINGS = "readings.json"
"""Only read when the next index is built."""
LAWS = "laws"
"""Field whose documents are whole laws; not in the Whoosh schema."""
KINDS = tuple(Kind)
PHASES = tuple(Phase)
ROOM_SIDES = tuple(RoomSide)
EXTENTS = tuple(Extent)


def field_file(field: str) -> str:
    """Name of the file of one field's arrays."""
    return f"field-{field}.flat"


def words_file(field: str) -> str:
    """Name of the file of one field's words, one a line."""
    return f"field-{field}.txt"
