"""Names of the table of keys, with what each does on a page -> the line in the foot of the window."""

from handbook.keys import key_of

BETWEEN = "    "
"""Between two keys of the line."""


def told(*keys: tuple[str, str]) -> str:
    """Name in the table, or a key that a list takes itself (↑ ↓), and what it does."""
    return BETWEEN.join(f"{_shown(key)} {words}" for key, words in keys)


def _shown(key: str) -> str:
    return key_of(key) if key.replace("_", "").isalpha() and key.islower() else key
