"""How an answer stands on the output of the reading process: a mark, a length, one message, then nothing."""

import struct

MARK = b"HANDREAD"
_LENGTH = struct.Struct(">I")
HEAD = len(MARK) + _LENGTH.size
"""Bytes before the message."""


def framed_body(body: bytes) -> bytes:
    """`body` as it goes over the pipe."""
    return MARK + _LENGTH.pack(len(body)) + body


def body_of(raw: bytes) -> bytes:
    """The message in all that the child wrote.

    Raises:
        ValueError: it is anything but one whole message.
    """
    if len(raw) < HEAD or not raw.startswith(MARK):
        raise ValueError("no answer")
    (length,) = _LENGTH.unpack_from(raw, len(MARK))
    if length != len(raw) - HEAD:
        raise ValueError("the answer is not whole")
    return raw[HEAD:]
