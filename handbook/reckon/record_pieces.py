"""A record goes in; the pieces of which each says one thing come out: what stands between commas and line ends, and the rows of a table.

Figures with a name of their own that say nothing of a room (a number of a flat, a fee) are taken out here; temperatures of
something else (water, the street) become pieces of their own, so that they do not spoil the reading beside them.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from handbook.chinese_numbers import HAN_NUMERALS
from handbook.model.record_words import (
    ALL_BEHIND,
    COMPANY,
    DAYS_BEHIND,
    HEADED_DAY,
    LISTED,
    NAMED_DAYS,
    OF_WATER,
    OTHER_TEMPERATURES,
    OTHERS_FILLING,
    TITLE_WORDS,
    UNSURE,
)
from handbook.reckon.record_table import Table, with_dittos
from handbook.reckon.record_tokens import Sign, Token, plain, tokens_of
from handbook.unseen_signs import visible


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a record."""

    text: str
    """What is read."""
    words: str
    """As it is shown."""
    begins: bool = False
    """Whether it is the first of its sentence."""
    ends: bool = False
    """Whether it is the last of its sentence."""
    is_line: bool = False
    """Whether it has a line of its own."""
    is_heading: bool = False
    """Whether a colon stands behind it."""
    objection: str = ""
    """Why it is no reading, where that was found already."""

    def part(self, start: int, end: int) -> "Piece":
        """A stretch of it."""
        text = self.text[start:end].strip(" ,")
        return replace(self, text=text, words=text if self.words == self.text else self.words)


_SENTENCES = re.compile(r"[;!]+|。(?!\d(?![\d.月号日]))")
_BREAKS = re.compile(
    rf"[,|\t]|(?<=[测量的下]):|(?<!\d)、|、(?!\d+(?:\.\d+)?\s*(?:度|°)|\d\d?[、号日])|\s(?={ALL_BEHIND})"
)
_NUMBERED = re.compile(r"^\s*(?:\(?\d+[)、]\s*(?=\d+[年月/\-.])|(?:\d\d?\.|\d)\s+(?=\d+[年月/\-]))")
_TABLE_ROW = re.compile(r"\s*(\d\d?\.\d\d?)\s*[,;|\t]\s*(\d\d(?:\.\d+)?)\s*")
_RULE = re.compile(r"[-|:+=\s]*-[-|:+=\s]*")
"""Between the head and the rows of a table that somebody drew."""
_WIDE = re.compile("  +")
LONGEST_LINE = 1000
"""Characters; what is longer was not written by hand."""
_POINT = re.compile(r"(?<=\d)。(?=\d(?![\d.月号日]))")
_HEAD = re.compile(rf"([^:,]*[^:,\s]):\s*(?={HEADED_DAY}|$)")
_SPANNED = re.compile("[到至~-]")
_COMPANY = re.compile("|".join(f"(?:{pattern})" for pattern in COMPANY))
_LISTED = re.compile(LISTED)
_DAYS_BEHIND = re.compile(DAYS_BEHIND)
_NUMBER = rf"(?:零下|零上|负|-)?\s*(?:\d++(?:\.\d++)?+|[{HAN_NUMERALS}]++)"
_NUMBERS = rf"{_NUMBER}(?:\s*(?:-|~|到|至|/|、)\s*{_NUMBER})*+"
_UNIT = r"\s*(?:摄氏度|°C|°|度)"
_BEHIND = r"(?:以上|以下|左右|多)?"
_OTHERS = re.compile(
    rf"(?P<word>{'|'.join(OTHER_TEMPERATURES)}){OTHERS_FILLING}{_NUMBERS}{_UNIT}{_BEHIND}"
    rf"|(?P<water>{'|'.join(OF_WATER)}){OTHERS_FILLING}{_NUMBERS}(?!\s*[月号日点时:/楼层.])"
)


def pieces_of(text: str, rooms: Sequence[str] = ()) -> Iterator[Piece]:
    """In order; none is empty."""
    whole = plain(visible(text))
    for named, day in NAMED_DAYS.items():
        whole = re.sub(named, day, whole)
    table: Table | None = None
    above: list[str] = []
    for written in whole.split("\n"):
        line = written.strip().strip("|") if written.lstrip().startswith("|") else written
        line = _WIDE.sub(" ", line)
        if len(line) > LONGEST_LINE:
            yield Piece(line[:100], line[:100], begins=True, ends=True, objection="这一行太长，请分成几行")
            continue
        if _RULE.fullmatch(line):
            continue
        table = Table.under(line, rooms) or table
        if table is not None and table.is_head(line):
            continue
        rows = table.rows(line) if table is not None else None
        if rows is not None:
            words = " ".join(line.split())
            yield from (
                Piece(row.text, words, begins=True, ends=True, objection=row.objection) for row in rows
            )
            continue
        if line.strip():
            table = None
            above, copied = with_dittos(line, above)
            yield from _of_line(copied, rooms)


def _of_line(line: str, rooms: Sequence[str]) -> Iterator[Piece]:
    row = _TABLE_ROW.fullmatch(line)
    line = " ".join(row.groups()) if row is not None else _NUMBERED.sub("", line, count=1)
    line = _COMPANY.sub(" ", line)
    sentences = [sentence for sentence in _SENTENCES.split(line) if sentence.strip()]
    for sentence in sentences:
        pieces = [piece for piece in _of_sentence(sentence, rooms) if piece.text]
        for at, piece in enumerate(pieces):
            yield replace(
                piece,
                begins=at == 0,
                ends=at == len(pieces) - 1,
                is_line=len(pieces) == 1 and len(sentences) == 1,
            )


def _of_sentence(sentence: str, rooms: Sequence[str]) -> Iterator[Piece]:
    head = _HEAD.match(sentence)
    if head is not None:
        words = head[1].strip()
        figures = [token for token in tokens_of(words, rooms) if token.is_figure or token.is_value]
        if not figures:
            yield Piece(words, words, is_heading=True)
            sentence = sentence[head.end() :]
        elif _is_title(words, figures):
            sentence = sentence[head.end() :]
    behind = list(_DAYS_BEHIND.finditer(sentence))
    rest = _DAYS_BEHIND.sub("", sentence)
    if behind and not rest.strip(" ,、"):
        for match in behind:
            yield Piece(f"{match['day']} {match['value']}", match.group().strip())
        return
    listed = _LISTED.search(sentence)
    if listed is not None:
        yield from _cut(sentence[: listed.start()])
        for day in re.split(r"[、和及,]", listed["days"]):
            yield Piece(f"{day.strip()} {listed['rest'].strip()}", listed.group().strip())
        sentence = sentence[listed.end() :]
    yield from _cut(sentence)


def _is_title(words: str, figures: list[Token]) -> bool:
    """12 月 1 日到今天我家的温度: what is written down, and of which span."""
    is_of_days = all(token.sign is Sign.DAY for token in figures)
    return is_of_days and _SPANNED.search(words) is not None and words.endswith(TITLE_WORDS)


def _cut(sentence: str) -> Iterator[Piece]:
    for part in _BREAKS.split(sentence):
        words = _POINT.sub(".", part).strip()
        if words:
            yield from _without_others(words)


def _without_others(words: str) -> Iterator[Piece]:
    """Temperatures of something else apart, where their figures are surely theirs."""
    found = list(_OTHERS.finditer(words))
    if any(re.match(r"\s*[\d\-~/]", words[match.end() :]) for match in found):
        yield Piece(words, words)
        return
    for match in found:
        yield Piece(match.group(), match.group(), objection=UNSURE[match["word"] or match["water"]])
    rest = _OTHERS.sub(" ", words).strip()
    if rest:
        yield Piece(rest, rest)
