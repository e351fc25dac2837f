"""What the child process says: one message."""

import msgspec

from handbook.table_files.table_file import Outline, TableFile


class Answer(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A table, an outline, or the reason why there is neither."""

    table: TableFile | None = None
    outline: Outline | None = None
    refused: str = ""
    """A value of `Refusal`; empty = read."""
    detail: str = ""


def packed(answer: Answer) -> bytes:
    """`answer` as the body of a message."""
    return msgspec.msgpack.encode(answer)


def answer_in(body: bytes) -> Answer:
    """The answer that a message holds. Raises ValueError where it is none."""
    try:
        return msgspec.msgpack.decode(body, type=Answer)
    except msgspec.MsgspecError as error:
        raise ValueError(str(error)) from error
