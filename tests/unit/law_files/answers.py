"""Bytes go in; lines come out as the reading process finds them, without the process."""

from handbook.law_files.child import answer_to
from handbook.law_files.message import Answer


def answered(data: bytes, hint: str = "txt") -> Answer:
    """Lines or refusal."""
    return answer_to(data, hint)


def lines_of(data: bytes, hint: str = "txt") -> list[str]:
    """Lines of what must be readable."""
    answer = answer_to(data, hint)
    assert answer.refused == "", (answer.refused, answer.detail)
    return list(answer.lines)
