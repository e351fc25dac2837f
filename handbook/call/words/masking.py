"""Text that may hold a caller's data -> the same text with phone, identity and bank numbers, and names, unreadable."""

from handbook.call.words.long_numbers import long_numbers, starred
from handbook.call.words.names import mask_names
from handbook.call.words.places import place_numbers

HIDDEN = "#"


def mask(text: str) -> str:
    """Numbers of seven digits or more, however they are parted, with all but the last two digits as *;
    names that are surely names, with a star for each sign.

    Meant for logs, history and diagnostics. Counts, temperatures, dates with separators, article numbers
    and short hotlines stay readable.
    """
    parts: list[str] = []
    end = 0
    for begin, after in long_numbers(text):
        parts += [text[end:begin], starred(text[begin:after])]
        end = after
    return mask_names("".join([*parts, text[end:]]))


def mask_strictly(text: str) -> str:
    """As `mask`, and house, unit and flat numbers too: for what leaves the desk in the editor's file."""
    text = mask(text)
    parts: list[str] = []
    end = 0
    for begin, after in place_numbers(text):
        parts += [text[end:begin], HIDDEN]
        end = after
    return "".join([*parts, text[end:]])


def holds_caller_data(text: str) -> bool:
    """Whether a query names a caller: such a one is not kept in the search history."""
    return mask_strictly(text) != text
