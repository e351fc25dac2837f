"""Markdown -> lines: what the marks mean is kept, the marks go.

No parser of the whole language: statutes in Markdown are headings, paragraphs and tables, a parser would join lines
that a statute keeps apart, and would read 1. and (1) as lists.
"""

import re

from handbook.law_files.limits import Limits
from handbook.law_files.reader_result import Found
from handbook.law_files.text.text_lines import text_of

_COMMENT = re.compile(r"<!--.*?-->", re.S)
_BREAK = re.compile(r"<br\s*/?>", re.I)
_RULER = re.compile(r"\s*(?:(?:-\s*){3,}|(?:\*\s*){3,}|(?:_\s*){3,}|`{3,}\w*|~{3,}\w*)\s*")
_LEAD = re.compile(r"\s{0,3}(?:>\s?)*\s*(?:#{1,6}(?:\s+|$)|[-*+]\s+)?")
_CLOSING = re.compile(r"\s+#+\s*$")
_STRONG = re.compile(r"(\*{2,3}|__)(?=\S)(.+?)(?<=\S)\1")
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_DELIMITER_ROW = re.compile(r"\s*\|?(?:\s*:?-+:?\s*\|)+(?:\s*:?-+:?\s*)?")
_NAMED = {"&nbsp;": " ", "&emsp;": "\u3000", "&ensp;": " ", "&lt;": "<", "&gt;": ">", "&amp;": "&"}
_ENTITY = re.compile("|".join(_NAMED))


def read(data: bytes, limits: Limits) -> Found:
    """Every line without its marks."""
    text, encoding = text_of(data, limits)
    lines = _COMMENT.sub("", text).splitlines()
    return Found(lines=[plain for line in lines for plain in _plain(line)], encoding=encoding)


def _plain(line: str) -> list[str]:
    if _RULER.fullmatch(line) or _DELIMITER_ROW.fullmatch(line):
        return []
    if line.lstrip().startswith("|") and line.rstrip().endswith("|"):
        return [_unmarked(line.strip())]
    words = line[_LEAD.match(line).end() :] if _LEAD.match(line) else line  # type: ignore[union-attr]
    if line.lstrip().startswith("#"):
        words = _CLOSING.sub("", words)
    return _BREAK.sub("\n", _unmarked(words)).split("\n")


def _unmarked(words: str) -> str:
    words = _STRONG.sub(r"\2", words)
    words = _ENTITY.sub(lambda match: _NAMED[match[0]], words)
    return _ESCAPE.sub(r"\1", words)
