"""Why no foreign file of any kind would have been read; each room says it in its own words."""

from enum import StrEnum


class Failure(StrEnum):
    """Reason; every room that reads files has a refusal of the same value, with a sentence."""

    MISSING = "missing"
    NO_FILE = "no_file"
    UNREADABLE = "unreadable"
    EMPTY = "empty"
    TOO_BIG = "too_big"
    UNPACKS_TOO_BIG = "unpacks_too_big"
    ENCRYPTED = "encrypted"
    DAMAGED = "damaged"
    ENTITIES = "entities"
    TOO_SLOW = "too_slow"
    TOO_MUCH_MEMORY = "too_much_memory"
    BROKE = "broke"
    NO_READER = "no_reader"
    STOPPED = "stopped"


class ReadingFailed(Exception):
    """The file is not read, for this reason; never shown to anybody as it is."""

    def __init__(self, reason: Failure, detail: str = "") -> None:
        super().__init__(reason, detail)
        self.reason = reason
        self.detail = detail
        """A few Chinese words for between brackets."""
