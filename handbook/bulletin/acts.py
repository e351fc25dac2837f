"""What dispatch's form asks of ``handbook bulletin --send -``, and what that answers; the shapes stand in handbook/cli/bulletin.py."""

import json
from dataclasses import dataclass

from handbook.bulletin.notice import Notice, read_notices, write_notices

NO_ANSWER = "没有发出去：程序没有回话。写的都在，过一会儿再发。"


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of it."""

    is_done: bool
    words: str = ""
    """For dispatch; empty where all is well."""
    number: int = 0
    """Of the notice that was sent."""
    notices: tuple[Notice, ...] | None = None
    """The list as it stands now; None where it could not be read."""
    asked: bytes = b""
    """The act that it answers; empty where the list was asked for."""


def addition(notice: Notice) -> bytes:
    """A new one; its number comes from the share."""
    return _written({"act": "add", "notice": _row(notice)})


def replacement(notice: Notice, was: Notice | None) -> bytes:
    """`notice` in the place of the one of its number, as it `was` when it was opened."""
    said = {"act": "replace", "notice": _row(notice)}
    return _written(said if was is None else said | {"was": _row(was)})


def withdrawal(was: Notice) -> bytes:
    """Taken off the list."""
    return _written({"act": "withdraw", "notice": {"number": was.number}, "was": _row(was)})


def answer_of(out: bytes) -> Answer:
    """What the process printed on its last line; one that died said nothing."""
    try:
        said = json.loads(out.decode().strip().splitlines()[-1])
        state, words, number, rows = said["state"], said["words"], said["number"], said["notices"]
        notices = None if rows is None else read_notices(json.dumps(rows).encode())
    except (ValueError, KeyError, IndexError, TypeError):
        return Answer(is_done=False, words=NO_ANSWER)
    if not isinstance(words, str) or type(number) is not int:
        return Answer(is_done=False, words=NO_ANSWER)
    return Answer(state in ("sent", "listed"), words, number, notices)


def _row(notice: Notice) -> object:
    (row,) = json.loads(write_notices([notice]))
    return row


def _written(said: object) -> bytes:
    return json.dumps(said, ensure_ascii=False).encode()
