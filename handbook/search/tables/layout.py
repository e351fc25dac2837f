"""Names of the files of an index, and the order in which kinds and phases are numbered in them."""

from handbook.model.kinds import Kind, Phase

CHARACTERS = "characters.flat"
SYLLABLES = "syllables.txt"
PHRASES = "phrases.flat"
SYNONYMS = "synonyms.json"
READINGS = "readings.json"
"""Only read when the next index is built."""
LAWS = "laws"
"""Field whose documents are whole laws; not in the Whoosh schema."""
KINDS = tuple(Kind)
PHASES = tuple(Phase)
