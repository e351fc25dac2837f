"""What was read out of a file of a law."""

from dataclasses import dataclass
from enum import StrEnum


class FileKind(StrEnum):
    """What a file is, by what stands in it; md and txt alone are told apart by their names."""

    DOCX = "docx"
    PDF = "pdf"
    HTML = "html"
    MARKDOWN = "md"
    TEXT = "txt"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadFile:
    """The text of one file, line by line; nothing is decided about it yet."""

    lines: tuple[str, ...]
    """Paragraphs in order, without blanks at their ends and without empty ones; rows of tables as ``| a | b |``."""
    is_marked: bool
    """Whether the file itself says where a paragraph ends; of a PDF that is concluded from where the lines stand."""
    kind: FileKind
    pages: int = 0
    """Of a PDF; 0 where the format has none."""
    sha256: str
    """Of the original bytes, 64 hexadecimal digits."""
    characters: int
    """Of all `lines`, blanks not counted."""
    encoding: str = ""
    """Of text (html, md, txt): the one it was read in, such as gb18030."""
    set_aside: tuple[str, ...] = ()
    """Of a PDF: page numbers, running heads and feet, in order, none of them in `lines`."""
    remarks: tuple[str, ...] = ()
    """Chinese sentences on what was left out, and on what a person should compare."""
