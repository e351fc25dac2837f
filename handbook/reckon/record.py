"""A record of room temperatures as people write it goes in; rows, and the pieces that could not be read surely, come out.

A piece is what stands between commas and line ends, or a row of a table. What it says is never guessed: a piece without a temperature, with two that
nothing tells apart, with a range, a bound or a day that does not exist is blocked and shown with what to do. Words that
hold no figure and change nothing are passed over; they stay in the row's `words`.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from handbook.model.record_words import (
    ALL_ALIKE,
    ALL_OF_THEM,
    CORRECTED,
    CORRECTION_WHY,
    EACH_TIME,
    EVENT,
    FROM_HERE,
    IN_ANGER,
    ITS_OWN_NUMBER,
    MONTH_TITLE,
    MONTHS,
    REALLY_MEASURED,
    SIGNED,
    SPOKEN_OF_24,
    TOPIC_LEAD,
)
from handbook.reckon.facts import Measured
from handbook.reckon.ground import SeasonDays
from handbook.reckon.record_days import Month, Unsure, Written, dated, with_days
from handbook.reckon.record_labels import (
    BACKWARDS,
    TWO_READINGS,
    Labels,
    in_the_evening_too,
    labelled,
    over_measurer,
    told_apart,
    who,
)
from handbook.reckon.record_parts import SEVERAL_DAYS, by_days, by_measurers, stands_apart
from handbook.reckon.record_pieces import Piece, pieces_of
from handbook.reckon.record_tokens import Sign, Token, plain, tokens_of, warm_enough
from handbook.reckon.rows import Blocked, Record, Row

LONGEST = 100 * 1000
"""Characters of one record; a longer one is refused whole."""

_ALL_ALIKE = re.compile(ALL_ALIKE)
_SIGNED = re.compile(SIGNED)
_CORRECTED = re.compile("|".join(CORRECTED))
_EVENT = re.compile(EVENT)
_IN_ANGER = re.compile(IN_ANGER)
_NUMBER_ALONE = re.compile(ITS_OWN_NUMBER)
_TOPIC_LEAD = re.compile(TOPIC_LEAD)
_MONTH_TITLE = re.compile(MONTH_TITLE)
_WHICH_ONES = "没写说的是哪几次，请写到每一行里"


def read_record(text: str, season: SeasonDays, rooms: Sequence[str] = ()) -> Record:
    """The readings of `text`; years that it leaves out are those of `season`, `rooms` are names that it may use besides the usual ones.

    Who measured is read as far as the words go: a visit (师傅测的, 供热公司来人测的) was in the presence of both, the company alone
    (你们测的) is `SUPPLIER`, and a name that is neither is blocked. A row that says nothing of it has None.
    """
    if len(text) > LONGEST:
        return Record(blocked=(Blocked(words=text[:100], why="后面太长，请分几次粘贴"),))
    whole = plain(text)
    reading = _Reading(season, rooms, counts_to_24=re.search(SPOKEN_OF_24, whole) is not None)
    reading.is_in_anger = _IN_ANGER.search(whole) is not None
    for piece in pieces_of(text, rooms):
        reading.take(piece)
    return reading.record()


@dataclass(slots=True)
class _Heading:
    """What stands over rows."""

    hour: Token | None = None
    room: str = ""
    by: Measured | None = None


@dataclass(slots=True)
class _Sentence:
    """What holds to the end of a sentence."""

    line: _Heading = field(default_factory=_Heading)
    """For the rest of it: 南卧 1.5 18，1.6 17."""
    first_row: int = 0
    """Where its rows begin."""
    has_dayless: bool = False
    """Whether a reading of it has no day: a day alone behind it may be its own."""
    is_taking_back: bool = False
    is_listing: bool = False
    waits_for_list: bool = False
    """1 月 5 号，6 号都 16 度: whether the degrees go for the days before as well, nobody can tell."""


class _Reading:
    """Folds pieces into rows; remembers the day that was named last, and what stood over the rows as a heading."""

    def __init__(self, season: SeasonDays, rooms: Sequence[str], *, counts_to_24: bool) -> None:
        self._season = season
        self._rooms = rooms
        self._counts_to_24 = counts_to_24
        self._rows: list[Row] = []
        self._blocked: list[Blocked] = []
        self._day: Written | None = None
        self._month: Month | None = None
        """What stands over days that name none."""
        self.is_in_anger = False
        """Whether the record is written in anger or in jest: then a frost in the room is not believed as it stands."""
        self._before: Written | None = None
        """The last day under such a heading, even where its piece was not understood."""
        self._last: Labels | None = None
        self._told: set[tuple[str, str, Measured | None]] = set()
        """By what the readings of the day are known."""
        self._over_measurers = Labels()
        """What goes for whoever else measured on that day."""
        self._is_behind_other = False
        """Whether a temperature of something else stands before in the sentence."""
        self._is_alternating = False
        """Whether labels stand in pieces of their own, each before its reading: 客厅，15.6，主卧，15.1."""
        self._waiting: str = ""
        """The words of a piece that named a day and no degrees yet."""
        self._carried: list[Token] = []
        """What such a piece said besides: it goes for the degrees that follow."""
        self._heading = _Heading()
        """For all rows until another heading."""
        self._sentence = _Sentence()
        self._by_of_day: Measured | None = None
        """师傅测的 before the first degrees of a day goes for the day."""
        self._was_measured_behind = False
        """客厅 18 师傅测的，主卧 17: whether that goes for the second as well, nobody can tell."""
        self._was_measured_before_day = False
        """自测 1.5 18：whether that goes for the next day as well, nobody can tell."""
        self._began_dayless = False
        """Whether readings stand before the first day: then a day alone may be that of those before it, or of those behind."""
        self._was_room_before_day = False
        """Nor where a room stands before its day."""
        self._first_of_piece = 0
        self._has_own_line = False
        """Whether somebody wrote who measured on a line of its own, as a heading."""
        self._idle: str = ""
        """A heading that no row has followed yet."""
        self._held: list[tuple[str, _Heading]] = []
        """Labels behind the only reading of a sentence: they are its own, unless another reading follows."""

    def record(self) -> Record:
        """All that was read."""
        self._place_held()
        self._stop_waiting()
        self._close_heading()
        return Record(rows=tuple(self._rows), blocked=tuple(self._blocked))

    def take(self, piece: Piece) -> None:
        """One piece."""
        self._is_behind_other = self._is_behind_other and not (piece.begins and not self._waiting)
        if piece.objection:
            self._is_behind_other = True
            self._blocked.append(Blocked(words=piece.words, why=piece.objection))
            return
        if piece.begins:
            self._begin_sentence()
        tokens = self._tokens(piece)
        if self._held and any(token.is_figure or token.is_value for token in tokens):
            self._block_held()
        if self._is_corrected(piece, tokens):
            return
        try:
            parts = self._parts(piece, tokens)
        except Unsure as why:
            self._block(piece.words, str(why))
            return
        for part in parts:
            self._take_part(part, tokens if part is piece else self._tokens(part))
        self._is_behind_other = self._is_behind_other or piece.tells_of_other

    def _tokens(self, piece: Piece) -> list[Token]:
        return tokens_of(piece.text, self._rooms, counts_to_24=self._counts_to_24)

    def _begin_sentence(self) -> None:
        self._place_held()
        self._was_room_before_day = self._was_room_before_day or bool(self._sentence.line.room)
        self._was_measured_before_day = self._was_measured_before_day or self._sentence.line.by is not None
        self._sentence = _Sentence(first_row=len(self._rows))

    def _place_held(self) -> None:
        for words, said in self._held:
            before = self._rows[-1]
            after = _filled(before, said)
            is_placed = after != before
            self._rows[-1] = after
            if not is_placed:
                self._blocked.append(Blocked(words=words, why=_WHICH_ONES))
        self._held = []

    def _block_held(self) -> None:
        self._blocked += [Blocked(words=words, why=_WHICH_ONES) for words, _ in self._held]
        self._held = []

    # -- what takes back

    def _is_corrected(self, piece: Piece, tokens: list[Token]) -> bool:
        """Blocks what was taken back together with what takes it back; which of the two counts is not for us to say."""
        has_day = any(token.sign is Sign.DAY for token in tokens)
        if _CORRECTED.search(piece.text) is not None:
            days = [token for token in tokens if token.sign is Sign.DAY]
            taken = [row for row in self._rows if any(_is_of(row, day) for day in days)]
            taken = taken or ([] if days or self._waiting else self._rows[self._first_of_piece :])
            self._rows = [row for row in self._rows if not any(row is one for one in taken)]
            self._block_held()
            self._first_of_piece = len(self._rows)
            words = dict.fromkeys(row.words for row in taken)
            self._block("，".join((*words, piece.words)), CORRECTION_WHY)
            self._sentence.is_taking_back = True
            return True
        if self._sentence.is_taking_back and not has_day and self._blocked and not piece.begins:
            last = self._blocked.pop()
            self._blocked.append(replace(last, words=f"{last.words}，{piece.words}"))
            return True
        self._sentence.is_taking_back = False
        return False

    # -- several days in a piece

    def _parts(self, piece: Piece, tokens: list[Token]) -> list[Piece]:
        if not any(token.is_figure for token in tokens):
            return [piece]
        named = self._with_days(tokens)
        days = by_days(piece, named, self._check_order)
        if len(days) == 1:
            return by_measurers(piece, named)
        return [part for day in days for part in by_measurers(day, self._with_days(self._tokens(day)))]

    def _with_days(self, tokens: list[Token]) -> list[Token]:
        return with_days(tokens, is_waiting=bool(self._waiting), has_day=self._day is not None)

    def _check_order(self, days: list[Token]) -> None:
        found, day = [], self._day
        for token in days:
            try:
                day = dated(token, day, self._season, self._month)
            except Unsure:
                day = None
            else:
                found.append(day)
        if any(later.day < earlier.day for earlier, later in pairwise(found)):
            raise Unsure("日子前后倒着，请一天一行")

    # -- one part

    def _take_part(self, piece: Piece, tokens: list[Token]) -> None:
        tokens = in_the_evening_too(tokens, self._last)
        unsure = next((token for token in tokens if _blocks(token, tokens)), None)
        has_figures = any(token.is_figure or token.is_due for token in tokens)
        if self._is_event(piece, tokens):
            self._stop_waiting()
            self._day = self._last = None
            return
        if unsure is not None and (has_figures or unsure.is_grave):
            self._block(piece.words, unsure.words)
            return
        try:
            if has_figures:
                self._read(piece, tokens)
            else:
                self._words_alone(piece, tokens)
        except Unsure as why:
            vague = next(
                (token.words for token in tokens if token.is_due and token.sign is Sign.UNSURE), str(why)
            )
            self._block(piece.words, vague)

    def _is_event(self, piece: Piece, tokens: list[Token]) -> bool:
        """1 月 5 号报修: no reading is looked for, and what follows was not measured on that day for certain."""
        has_one_day = [token.sign for token in tokens if token.sign is not Sign.UNSURE] == [Sign.DAY]
        is_plain = not any(token.is_grave for token in tokens)
        return has_one_day and is_plain and _EVENT.search(piece.text) is not None

    def _block(self, words: str, why: str) -> None:
        waiting, self._waiting, self._carried = self._waiting, "", []
        self._blocked.append(Blocked(words=f"{waiting}，{words}" if waiting else words, why=why))
        # What follows a piece that was not understood must name its day anew.
        self._day = self._last = None

    def _stop_waiting(self) -> None:
        if self._waiting:
            self._blocked.append(Blocked(words=self._waiting, why="没有度数，请补上或删去"))
        self._waiting, self._carried = "", []

    # -- pieces without a figure

    def _words_alone(self, piece: Piece, tokens: list[Token]) -> None:
        """客厅, 以下自测, 都是自己量的, 每天晚上 8 点量的."""
        if self._waiting and not piece.is_heading and not any(token.sign is Sign.MONTH for token in tokens):
            self._waiting = f"{self._waiting}，{piece.words}"
            self._sentence.waits_for_list = False
            self._carried += tokens
            return
        if any(token.sign is Sign.MONTH for token in tokens):
            self._take_month(piece, tokens)
        rooms = {token.words for token in tokens if token.sign is Sign.ROOM}
        measured = who(tokens)
        hours = [token for token in tokens if token.sign is Sign.HOUR]
        if any(token.sign is Sign.UNSURE and token.hour is not None for token in tokens):
            raise Unsure("里的钟点没写上午还是下午，请写准或删去")
        if not rooms and not measured and not hours:
            return
        if max(len(rooms), len(measured), len(hours)) > 1:
            raise Unsure("写了好几样，分不清说的是哪几次，请写到每一行里")
        said = _Heading(next(iter(hours), None), next(iter(rooms), ""), next(iter(measured), None))
        self._place(piece, said)

    def _take_month(self, piece: Piece, tokens: list[Token]) -> None:
        """1 月份 over days that name no month; raises where it may be said of something else."""
        months = [token for token in tokens if token.sign is Sign.MONTH]
        rest = piece.text
        for token in sorted(tokens, key=lambda token: -token.start):
            rest = rest[: token.start] + rest[token.end :]
        if len(months) != 1 or months[0].month is None or _MONTH_TITLE.fullmatch(rest) is None:
            raise Unsure("里有个数不知道是什么，请改清楚")
        self._stop_waiting()
        self._month = Month(months[0].month, months[0].year)
        self._day = self._last = self._before = None

    def _place(self, piece: Piece, said: _Heading) -> None:
        """What a piece of labels goes for: the rows before, those that follow, or the one beside it."""
        text = piece.text
        goes_for_all = _ALL_ALIKE.match(text) is not None or _SIGNED.search(text) is not None
        goes_for_all = goes_for_all or (said.by is not None and any(word in text for word in ALL_OF_THEM))
        is_over = any(word in text for word in FROM_HERE) or (
            said.hour is not None and any(word in text for word in EACH_TIME)
        )
        has_clock = said.hour is None or said.hour.hour is not None
        of_sentence = self._rows[self._sentence.first_row :]
        if self._is_alternating and not piece.ends and self._is_like_last(said):
            self._waiting = piece.words
            self._carried = self._tokens(piece)
        elif goes_for_all and self._rows:
            self._rows = [_filled(row, said) for row in self._rows]
            self._head(said)
        elif piece.is_heading or is_over or (goes_for_all and not self._rows):
            self._head_over(piece, said)
        elif said.hour is not None and (not has_clock or len(of_sentence) != 1):
            raise Unsure("有钟点没有度数，请补上或删去")
        elif piece.is_line:
            self._own_line(piece, said)
        elif not self._rows:
            self._head_over(piece, said)
        elif piece.begins and not piece.ends:
            self._sentence.line = said
            self._day = None
            self._close_heading()
            self._idle = piece.words
        elif len(of_sentence) == 1:
            self._held.append((piece.words, said))
        else:
            raise Unsure(_WHICH_ONES)

    def _is_like_last(self, said: _Heading) -> bool:
        """Whether it names just what the reading before was told by."""
        named = Labels(said.hour, said.room).kinds
        return bool(named) and self._last is not None and named <= self._last.kinds and said.by is None

    def _own_line(self, piece: Piece, said: _Heading) -> None:
        """A room on a line of its own heads what follows; who measured only at the beginning, or where another line did."""
        if said.by is not None and self._rows and not self._has_own_line:
            raise Unsure(_WHICH_ONES)
        self._has_own_line = self._has_own_line or said.by is not None
        self._head_over(piece, said)

    def _head_over(self, piece: Piece, said: _Heading) -> None:
        self._close_heading()
        self._head(said)
        self._idle = piece.words
        self._was_measured_before_day = self._was_measured_before_day and said.by is None
        self._was_room_before_day = self._was_room_before_day and not said.room

    def _head(self, said: _Heading) -> None:
        before = self._heading
        self._heading = _Heading(
            said.hour or before.hour, said.room or before.room, said.by if said.by is not None else before.by
        )
        if said.room:
            self._day = self._before = None

    def _close_heading(self) -> None:
        """A heading that no row followed may have been meant for those before it."""
        if self._idle and self._rows:
            self._blocked.append(Blocked(words=self._idle, why=_WHICH_ONES))
        self._idle = ""

    # -- pieces with figures

    def _read(self, piece: Piece, tokens: list[Token]) -> None:
        tokens = self._with_days(tokens)
        days = [token for token in tokens if token.sign is Sign.DAY]
        degrees = [token for token in tokens if token.sign is Sign.DEGREES or token.is_due]
        has_reading = any(token.sign in (Sign.BARE, Sign.DEGREES) for token in tokens)
        is_dayless = has_reading and not days and self._day is None
        self._sentence.has_dayless = self._sentence.has_dayless or is_dayless
        self._began_dayless = self._began_dayless or (is_dayless and self._before is None)
        if not days and self._is_one_of_several(piece, tokens):
            words = [row.words for row in self._rows[self._first_of_piece :]]
            del self._rows[self._first_of_piece :]
            self._block("，".join((*words, piece.words)), TWO_READINGS)
            return
        if any(token.sign is Sign.BARE for token in tokens):
            raise Unsure("里有个数不知道是什么，请改清楚")
        if len(days) > 1:
            raise Unsure(SEVERAL_DAYS)
        self._month_beside(tokens, days)
        if days:
            self._check_measured(piece, tokens, days[0])
            self._sentence.is_listing = self._sentence.is_listing or (
                bool(self._waiting) and self._sentence.waits_for_list
            )
            self._stop_waiting()
            if self._sentence.is_listing:
                raise Unsure(SEVERAL_DAYS)
            self._begin_day(days[0])
        if not degrees:
            is_behind = self._sentence.has_dayless or (piece.is_line and self._began_dayless)
            if not days or is_behind:
                # 客厅 15，主卧 16，1 月 5 号: it is not for what follows.
                raise Unsure("没有度数，请补上或删去")
            self._waiting = piece.words
            self._sentence.waits_for_list = len(tokens) == 1 and piece.text == days[0].words.strip()
            self._carried = [token for token in tokens if token.is_label or token.sign is Sign.MEASURED]
            return
        self._add(piece, tokens, degrees, has_own_day=bool(days))

    def _is_one_of_several(self, piece: Piece, tokens: list[Token]) -> bool:
        """1 月 5 号 15.9、16.1: a second figure, and nothing tells either apart."""
        if self._waiting or self._last is None or self._last.kinds or piece.begins:
            return False
        is_alone = _NUMBER_ALONE.fullmatch(piece.text) is not None
        is_warm = all(token.number is not None and token.number >= MONTHS + 1 for token in tokens)
        is_beside = self._sentence.first_row <= self._first_of_piece < len(self._rows)
        return is_alone and is_warm and is_beside

    def _month_beside(self, tokens: list[Token], days: list[Token]) -> None:
        """12 月温度：20 日 16 names the month of this day and of those that follow."""
        months = [token for token in tokens if token.sign is Sign.MONTH]
        if not months:
            return
        goes_before = bool(days) and days[0].month is None and months[0].end <= days[0].start
        if len(months) > 1 or months[0].month is None or not goes_before:
            raise Unsure("里有个数不知道是什么，请改清楚")
        self._month = Month(months[0].month, months[0].year)
        self._day = self._before = None

    def _begin_day(self, day: Token) -> None:
        before = self._day or (self._before if self._month is not None else None)
        if day.month is not None:
            self._month = None
        self._day, self._last = None, None
        self._told = set()
        self._day = self._before = dated(day, before, self._season, self._month)
        self._by_of_day, self._was_measured_behind = None, False
        self._over_measurers, self._is_alternating = Labels(), False

    def _check_measured(self, piece: Piece, tokens: list[Token], day: Token) -> None:
        """客厅：1.5 18 is a heading, 客厅 1.5 18 goes for the sentence; of 客厅1.5 18 nobody can tell."""
        lead = [token for token in tokens if token.start < day.start]
        measured = who(tokens)
        if self._was_measured_before_day and not measured:
            raise Unsure("没写谁测的，前面那次写了。请也写上")
        before = who(lead)
        is_apart = stands_apart(piece, day)
        self._was_measured_before_day = bool(before) and not is_apart
        if is_apart and len(before) == 1:
            self._sentence.line.by = next(iter(before))
        rooms = [token for token in lead if token.sign is Sign.ROOM]
        if len(rooms) != 1:
            return
        self._was_room_before_day = not is_apart
        is_topic = piece.begins and not any(token.is_value or token.sign is Sign.BARE for token in lead)
        if is_apart or (is_topic and _TOPIC_LEAD.fullmatch(piece.text[: rooms[0].start])):
            # 阁楼 1 月 5 日 14，1 月 6 日 15: what the sentence is about.
            self._sentence.line.room = rooms[0].words
        if piece.text[rooms[0].end : day.start].strip() == ":":
            self._heading.room, self._sentence.line.room = rooms[0].words, ""

    def _add(self, piece: Piece, tokens: list[Token], degrees: list[Token], *, has_own_day: bool) -> None:
        if self._day is None:
            raise Unsure("没写是哪天，请补上几月几日")
        own_tokens, tokens = tokens, [*self._carried, *tokens]
        labels = labelled(tokens, degrees)
        own = {kind for label in labels for kind in label.kinds}
        is_by_another = self._is_by_another(own_tokens, degrees)
        if self._is_behind_other and not own and _NUMBER_ALONE.fullmatch(piece.text) is not None:
            raise Unsure("前面写的不是室温，这个是不是，请写清楚")
        if self._last is not None and who(own_tokens) and not own and not has_own_day and not is_by_another:
            raise Unsure(TWO_READINGS)
        if not has_own_day and not self._waiting and not own and not is_by_another:
            raise Unsure("没写是哪天，请补上几月几日")
        by = self._measured_by(own_tokens, degrees)
        if has_own_day or self._waiting:
            self._check_room(tokens, own_tokens)
        self._check_topic(tokens)
        words = f"{self._waiting}，{piece.words}" if self._waiting else piece.words
        found: list[Row | Blocked] = []
        told = set(self._told)
        last = self._last
        if is_by_another:
            labels[0], last = labels[0].with_missing_of(self._over_measurers), None
        for label, degree in zip(labels, degrees, strict=True):
            before, last = last, told_apart(label, last)
            if before is not None and last.is_before(before):
                raise Unsure(BACKWARDS)
            if (*last.told, by) in told:
                raise Unsure(TWO_READINGS)
            told.add((*last.told, by))
            found.append(self._found(last, degree, by, words))
        self._told = told
        self._first_of_piece = len(self._rows)
        self._rows += [row for row in found if isinstance(row, Row)]
        self._blocked += dict.fromkeys(one for one in found if isinstance(one, Blocked))
        if who(own_tokens) and not is_by_another:
            self._over_measurers = over_measurer(tokens, degrees[0])
        self._is_alternating = any(token.is_label for token in self._carried)
        self._last, self._waiting, self._carried, self._idle = last, "", [], ""

    def _is_by_another(self, tokens: list[Token], degrees: list[Token]) -> bool:
        """1 月 5 号 15.2，师傅测的 17: a second reading, told apart by who took it."""
        lead = who(
            tokens if len(degrees) == 1 else [token for token in tokens if token.start < degrees[0].start]
        )
        if self._last is None or self._carried or len(lead) != 1 or not self._rows:
            return False
        before = self._rows[-1]
        is_same_day = self._day is not None and before.day == self._day.day
        return is_same_day and before.by not in lead and before.celsius != degrees[0].number

    def _measured_by(self, tokens: list[Token], degrees: list[Token]) -> Measured | None:
        """Of a piece; what stands before the first degrees of a day goes for the whole day, until somebody else is named."""
        found = who([*self._carried, *tokens])
        if len(found) > 1:
            raise Unsure("写了好几个测的人，分不清，请拆成几行")
        by = next(iter(found), None)
        if by is None:
            if self._was_measured_behind:
                raise Unsure("没写谁测的，前面那次写了。请也写上")
            by = self._by_of_day if self._by_of_day is not None else self._sentence.line.by
            return by if by is not None else self._heading.by
        lead = [*self._carried, *(token for token in tokens if token.start < degrees[0].start)]
        if who(lead) and self._last is None:
            self._by_of_day = by
        is_another = self._last is not None and self._by_of_day is not None and by is not self._by_of_day
        self._was_measured_behind = is_another or not who(lead)
        return by

    def _check_room(self, tokens: list[Token], own_tokens: list[Token]) -> None:
        has_room = any(token.sign is Sign.ROOM for token in tokens)
        if self._was_room_before_day and not has_room and not self._sentence.line.room:
            raise Unsure("没写是哪间，前面那次写了。请也写上")
        is_behind_day = own_tokens and own_tokens[0].sign is Sign.DAY
        self._was_room_before_day = self._was_room_before_day and not is_behind_day

    def _check_topic(self, tokens: list[Token]) -> None:
        """Once another room is named, the one at the head of the sentence does not go on."""
        rooms = {token.words for token in tokens if token.sign is Sign.ROOM}
        if self._sentence.line.room and rooms - {self._sentence.line.room}:
            self._sentence.line.room = ""
            self._was_room_before_day = True

    def _found(self, label: Labels, degree: Token, by: Measured | None, words: str) -> Row | Blocked:
        if self._day is None:
            raise Unsure("没写是哪天，请补上几月几日")
        celsius = degree.number
        if degree.is_due or celsius is None:
            return Blocked(words=words.strip(), why=degree.words)
        if not warm_enough(celsius):
            return Blocked(words=words.strip(), why="的度数不像室温，请看一眼")
        if celsius < 0 and self.is_in_anger and REALLY_MEASURED not in words:
            return Blocked(words=words.strip(), why="写的是零下；真是屋里这么冷，请写“实测零下几度”")
        hour = label.hour or self._heading.hour
        return Row(
            day=self._day.day,
            celsius=celsius,
            hour=hour.hour if hour is not None else None,
            room=label.room or self._sentence.line.room or self._heading.room,
            by=by,
            words=words.strip(),
        )


def _blocks(token: Token, tokens: list[Token]) -> bool:
    """Whether a piece cannot be read for it; a word that only says why a figure is vague is told with the figure."""
    if token.sign is not Sign.UNSURE or token.is_due:
        return False
    return not any(one.is_due and one.start <= token.start < one.end for one in tokens)


def _is_of(row: Row, day: Token) -> bool:
    return row.day.day == day.day and day.month in (None, row.day.month)


def _filled(row: Row, said: _Heading) -> Row:
    """With what it did not say itself."""
    hour = said.hour.hour if said.hour is not None else None
    return replace(
        row,
        hour=row.hour if row.hour is not None else hour,
        room=row.room or said.room,
        by=row.by if row.by is not None else said.by,
    )
