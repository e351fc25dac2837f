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
    COMMA,
    COMPANY,
    DAYS_BEHIND,
    HEADED_DAY,
    HOW_PIPES_ARE,
    LISTED,
    NAMED_DAYS,
    OF_ELSEWHERE,
    OF_WATER,
    OTHER_TEMPERATURES,
    OTHERS_FILLING,
    TITLE_WORDS,
    UNSURE,
)
from handbook.reckon.record_shapes import one_by_one, straightened
from handbook.reckon.record_table import Table, with_dittos
from handbook.reckon.record_tokens import Sign, Token, plain, tokens_of, warm_enough
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
    tells_of_other: bool = False
    """Whether it tells of pipes, so that a figure behind it may be theirs."""
    objection: str = ""
    """Why it is no reading, where that was found already."""

    def part(self, start: int, end: int) -> "Piece":
        """A stretch of it."""
        text = self.text[start:end].strip(" ,")
        return replace(self, text=text, words=text if self.words == self.text else self.words)


_SENTENCES = re.compile(r"[;!]+|。(?!\d(?![\d.月号日]))")
_BREAKS = re.compile(
    rf"{COMMA}|[|\t]|(?<=[测量的下]):|(?<=[热冷凉况录度]):(?=\d\d?月\d)|(?<!\d)、|、(?!\d+(?:\.\d+)?\s*(?:度|°)|\d\d?[、号日])|\s(?={ALL_BEHIND})|\((?=(?:以上|上述|这几[天次])*(?:都|均|全))"
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
_HOW_PIPES_ARE = re.compile(HOW_PIPES_ARE)
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
    lines = plain(visible(text)).split("\n")
    whole = "\n".join(line if len(line) > LONGEST_LINE else straightened(line) for line in lines)
    for named, day in NAMED_DAYS.items():
        whole = re.sub(named, day, whole)
    is_day_last = _is_day_last(whole, rooms)
    if not is_day_last:
        whole = _with_last_line_first(whole, rooms)
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
            yield from _of_line(copied, rooms, is_day_last=is_day_last)


def _of_line(line: str, rooms: Sequence[str], *, is_day_last: bool) -> Iterator[Piece]:
    row = _TABLE_ROW.fullmatch(line)
    line = " ".join(row.groups()) if row is not None else _NUMBERED.sub("", line, count=1)
    line = _COMPANY.sub(" ", line)
    sentences = [sentence for sentence in _SENTENCES.split(line) if sentence.strip()]
    for sentence in sentences:
        in_order = _with_day_first(sentence, rooms) if is_day_last else sentence
        pieces = [piece for piece in _of_sentence(in_order, rooms) if piece.text]
        for at, piece in enumerate(pieces):
            yield replace(
                piece,
                begins=at == 0,
                ends=at == len(pieces) - 1,
                is_line=len(pieces) == 1 and len(sentences) == 1,
            )


def _of_sentence(sentence: str, rooms: Sequence[str]) -> Iterator[Piece]:
    sentence = one_by_one(sentence)
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
            # A room before the first goes for all: it stays before the day, as where nothing stands in brackets.
            lead = match["lead"].strip(" ,、")
            yield Piece(f"{lead}{match['day']}{match['tail']} {match['value']}", match.group().strip())
        return
    listed = _LISTED.search(sentence)
    if listed is not None:
        yield from _cut(sentence[: listed.start()])
        for day in re.split(r"[、和及,]", listed["days"]):
            yield Piece(f"{day.strip()} {listed['gap']}{listed['rest'].strip()}", listed.group().strip())
        sentence = sentence[listed.end() :]
    yield from _cut(sentence)


def _is_day_last(whole: str, rooms: Sequence[str]) -> bool:
    """Whether in each sentence the one day stands behind all readings: 客厅 15.6，主卧 15，1 月 5 号晚上 8 点."""
    lines = whole.split("\n")
    if any(len(line) > LONGEST_LINE for line in lines):
        return False
    has_figures = False
    for line in lines:
        for sentence in _SENTENCES.split(_COMPANY.sub(" ", _NUMBERED.sub("", line, count=1))):
            tokens = tokens_of(sentence, rooms)
            if any(token.is_figure or token.is_value for token in tokens):
                has_figures = True
                if _day_at_the_end(sentence, tokens) is None:
                    return False
    return has_figures


def _with_last_line_first(whole: str, rooms: Sequence[str]) -> str:
    """客厅 15.6, 主卧 15 and 1 月 5 号晚上 8 点, each on its line: the only day of the record, behind all readings."""
    lines = [line for line in whole.split("\n") if line.strip()]
    if len(lines) <= 1 or any(len(line) > LONGEST_LINE for line in lines):
        return whole
    last = tokens_of(_COMPANY.sub(" ", lines[-1]), rooms)
    if [token.sign for token in last if token.is_figure or token.is_value] != [Sign.DAY] or not _is_sure(
        last
    ):
        return whole
    has_readings = False
    for line in lines[:-1]:
        tokens = tokens_of(_COMPANY.sub(" ", line), rooms)
        readings = [token for token in tokens if token.sign in (Sign.DEGREES, Sign.BARE)]
        has_day = any(token.sign is Sign.DAY for token in tokens)
        if has_day or not _is_sure(tokens) or not all(_is_warm(token) for token in readings):
            return whole
        has_readings = has_readings or bool(readings)
    return "\n".join((lines[-1], *lines[:-1])) if has_readings else whole


def _is_sure(tokens: list[Token]) -> bool:
    return not any(token.sign in (Sign.UNSURE, Sign.MONTH) for token in tokens)


def _is_warm(token: Token) -> bool:
    return token.number is not None and warm_enough(token.number) and token.number >= 10


def _day_at_the_end(sentence: str, tokens: list[Token]) -> Token | None:
    """The day of a sentence, where it is the only one and no reading stands behind it."""
    days = [token for token in tokens if token.sign is Sign.DAY]
    if len(days) != 1:
        return None
    at = tokens.index(days[0])
    is_bracketed = "(" in sentence[: days[0].start] and ")" in sentence[days[0].end :]
    readings = [token for token in tokens[:at] if token.is_value or token.sign is Sign.BARE]
    are_read = all(_is_warm(token) for token in readings if token.number is not None)
    is_last = not any(token.is_value or token.sign in (Sign.BARE, Sign.UNSURE) for token in tokens[at:])
    is_sure = not any(token.sign is Sign.UNSURE or token.could_be_range for token in tokens)
    return days[0] if readings and are_read and is_last and is_sure and not is_bracketed else None


def _with_day_first(sentence: str, rooms: Sequence[str]) -> str:
    day = _day_at_the_end(sentence, tokens_of(sentence, rooms))
    if day is None or not sentence[: day.start].strip():
        return sentence
    return f"{sentence[day.start :].strip()},{sentence[: day.start].strip(' ,')}"


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
    pipes = _HOW_PIPES_ARE.search(words)
    if pipes is not None:
        rest = f"{words[: pipes.start()]} {pipes['felt']}{words[pipes.end() :]}"
        has_reading = any(token.is_value or token.sign is Sign.BARE for token in tokens_of(rest))
        is_last = not any(token.start >= pipes.start() for token in tokens_of(rest) if token.is_value)
        if not has_reading or (is_last and not words[pipes.end() :].strip()):
            yield Piece(rest.strip(), words, tells_of_other=True)
            return
    found = list(_OTHERS.finditer(words))
    if any(re.match(r"\s*[\d\-~/]", words[match.end() :]) for match in found):
        yield Piece(words, words)
        return
    for match in found:
        yield Piece(
            match.group(), match.group(), objection=UNSURE.get(match["word"] or match["water"], OF_ELSEWHERE)
        )
    rest = _OTHERS.sub(" ", words).strip()
    if rest:
        yield Piece(rest, rest)
