"""What the child process says: one message."""

import msgspec

from handbook.foreign_files.framing import body_of, framed_body


class Answer(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Lines, or the reason why there are none."""

    kind: str = ""
    lines: tuple[str, ...] = ()
    pages: int = 0
    encoding: str = ""
    set_aside: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()
    refused: str = ""
    """A value of `Refusal`; empty = read."""
    detail: str = ""


def framed(answer: Answer) -> bytes:
    """`answer` as it goes over the pipe."""
    return framed_body(msgspec.msgpack.encode(answer))


def unframed(raw: bytes) -> Answer:
    """The answer in all that the child wrote.

    Raises:
        ValueError: it is anything but one whole message.
    """
    return answer_in(body_of(raw))


def answer_in(body: bytes) -> Answer:
    """The answer that a message holds. Raises ValueError where it is none."""
    try:
        return msgspec.msgpack.decode(body, type=Answer)
    except msgspec.MsgspecError as error:
        raise ValueError(str(error)) from error
