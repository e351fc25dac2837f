"""What the child process says, and how it stands on its output: a mark, a length, one message, then nothing."""

import struct

import msgspec

MARK = b"LAWFILE1"
_LENGTH = struct.Struct(">I")
HEAD = len(MARK) + _LENGTH.size
"""Bytes before the message."""


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
    body = msgspec.msgpack.encode(answer)
    return MARK + _LENGTH.pack(len(body)) + body


def unframed(raw: bytes) -> Answer:
    """The answer in all that the child wrote.

    Raises:
        ValueError: it is anything but one whole message.
    """
    if len(raw) < HEAD or not raw.startswith(MARK):
        raise ValueError("no answer")
    (length,) = _LENGTH.unpack_from(raw, len(MARK))
    if length != len(raw) - HEAD:
        raise ValueError("the answer is not whole")
    try:
        return msgspec.msgpack.decode(raw[HEAD:], type=Answer)
    except msgspec.MsgspecError as error:
        raise ValueError(str(error)) from error
