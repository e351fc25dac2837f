"""Plain text -> lines."""

from handbook.law_files.encodings import decoded
from handbook.law_files.limits import Limits
from handbook.law_files.reader_result import Found
from handbook.law_files.refusal import Refusal, UnreadableLaw


def read(data: bytes, limits: Limits) -> Found:
    """Every line as it stands."""
    text, encoding = text_of(data, limits)
    return Found(lines=text.splitlines(), encoding=encoding)


def text_of(data: bytes, limits: Limits) -> tuple[str, str]:
    """Text and encoding. Raises UnreadableLaw where it is none, or too much."""
    if len(data) > limits.text_bytes:
        raise UnreadableLaw(Refusal.TOO_BIG, f"{len(data) / 1e6:.0f} MB 的文本")
    return decoded(data)
