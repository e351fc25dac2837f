"""A record of room temperatures as people write it goes in; rows, and the pieces that could not be read surely, come out.

A piece is what stands between commas and line ends, or a row of a table. What it says is never guessed: a piece without a temperature, with two that
nothing tells apart, with a range, a bound or a day that does not exist is blocked and shown with what to do. Words that
hold no figure and change nothing are passed over; they stay in the row's `words`.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from handbook.model.record_words import (
    ALL_ALIKE,
    ALL_OF_THEM,
    CORRECTED,
    CORRECTION_WHY,
    EACH_TIME,
    FROM_HERE,
    SIGNED,
    SPOKEN_OF_24,
)
from handbook.reckon.facts import Measured
from handbook.reckon.ground import SeasonDays
from handbook.reckon.record_days import Unsure, Written, dated, with_days
from handbook.reckon.record_pieces import Piece, pieces_of
from handbook.reckon.record_tokens import Sign, Token, plain, tokens_of, warm_enough
from handbook.reckon.rows import Blocked, Record, Row

LONGEST = 100 * 1000
"""Characters of one record; a longer one is refused whole."""

_ALL_ALIKE = re.compile(ALL_ALIKE)
_SIGNED = re.compile(SIGNED)
_CORRECTED = re.compile("|".join(CORRECTED))
_SEVERAL_DAYS = "写了几个日子，分不清度数是哪天的，请一天一行"
_WHICH_ONES = "没写说的是哪几次，请写到每一行里"


def read_record(text: str, season: SeasonDays, rooms: Sequence[str] = ()) -> Record:
    """The readings of `text`; years that it leaves out are those of `season`, `rooms` are names that it may use besides the usual ones.

    Who measured is read as far as the words go: a visit (师傅测的, 供热公司来人测的) was in the presence of both, the company alone
    (你们测的) is `SUPPLIER`, and a name that is neither is blocked. A row that says nothing of it has None.
    """
    if len(text) > LONGEST:
        return Record(blocked=(Blocked(words=text[:100], why="后面太长，请分几次粘贴"),))
    reading = _Reading(season, rooms, counts_to_24=re.search(SPOKEN_OF_24, plain(text)) is not None)
    for piece in pieces_of(text, rooms):
        reading.take(piece)
    return reading.record()


@dataclass(slots=True)
class _Labels:
    """What is said of a reading besides day and degrees."""

    hour: Token | None = None
    room: str = ""

    @property
    def kinds(self) -> frozenset[str]:
        named = {"hour": self.hour is not None, "room": bool(self.room)}
        return frozenset(name for name, is_given in named.items() if is_given)

    def with_missing_of(self, other: "_Labels") -> "_Labels":
        """A second reading says only what is another: 客厅早上 18，晚上 17."""
        return _Labels(self.hour or other.hour, self.room or other.room)


@dataclass(slots=True)
class _Heading:
    """What stands over rows."""

    hour: Token | None = None
    room: str = ""
    by: Measured | None = None


class _Reading:
    """Folds pieces into rows; remembers the day that was named last, and what stood over the rows as a heading."""

    def __init__(self, season: SeasonDays, rooms: Sequence[str], *, counts_to_24: bool) -> None:
        self._season = season
        self._rooms = rooms
        self._counts_to_24 = counts_to_24
        self._rows: list[Row] = []
        self._blocked: list[Blocked] = []
        self._day: Written | None = None
        self._last: _Labels | None = None
        self._waiting: str = ""
        """The words of a piece that named a day and no degrees yet."""
        self._carried: list[Token] = []
        """What such a piece said besides: it goes for the degrees that follow."""
        self._heading = _Heading()
        """For all rows until another heading."""
        self._line = _Heading()
        """For the rest of the sentence: 南卧 1.5 18，1.6 17."""
        self._by_of_day: Measured | None = None
        """师傅测的 before the first degrees of a day goes for the day."""
        self._was_measured_behind = False
        """客厅 18 师傅测的，主卧 17: whether that goes for the second as well, nobody can tell."""
        self._was_measured_before_day = False
        """自测 1.5 18：whether that goes for the next day as well, nobody can tell."""
        self._was_room_before_day = False
        """Nor where a room stands before its day."""
        self._first_of_sentence = 0
        """Where the rows of the sentence begin."""
        self._first_of_piece = 0
        self._has_own_line = False
        """Whether somebody wrote who measured on a line of its own, as a heading."""
        self._idle: str = ""
        """A heading that no row has followed yet."""
        self._is_taking_back = False
        self._is_listing = False
        self._waits_for_list = False
        """1 月 5 号，6 号都 16 度: whether the degrees go for the days before as well, nobody can tell."""
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
        if piece.objection:
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

    def _tokens(self, piece: Piece) -> list[Token]:
        return tokens_of(piece.text, self._rooms, counts_to_24=self._counts_to_24)

    def _begin_sentence(self) -> None:
        self._place_held()
        self._was_room_before_day = self._was_room_before_day or bool(self._line.room)
        self._was_measured_before_day = self._was_measured_before_day or self._line.by is not None
        self._line = _Heading()
        self._first_of_sentence = len(self._rows)
        self._is_taking_back = self._is_listing = self._waits_for_list = False

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
            self._is_taking_back = True
            return True
        if self._is_taking_back and not has_day and self._blocked and not piece.begins:
            last = self._blocked.pop()
            self._blocked.append(replace(last, words=f"{last.words}，{piece.words}"))
            return True
        self._is_taking_back = False
        return False

    # -- several days in a piece

    def _parts(self, piece: Piece, tokens: list[Token]) -> list[Piece]:
        """Day, degrees, day, degrees without a comma between: as many pieces, if it is just that."""
        if not any(token.is_figure for token in tokens):
            return [piece]
        named = with_days(tokens, is_waiting=bool(self._waiting), has_day=self._day is not None)
        starts = [at for at, token in enumerate(named) if token.sign is Sign.DAY]
        if len(starts) <= 1:
            return [piece]
        lead = named[: starts[0]]
        groups = [named[start:end] for start, end in zip(starts, [*starts[1:], len(named)], strict=True)]
        _check_lead(piece, lead, groups)
        _check_groups(piece, groups)
        self._check_order(groups)
        bounds = [0, *(group[0].start for group in groups[1:]), len(piece.text)]
        return [piece.part(start, end) for start, end in pairwise(bounds)]

    def _check_order(self, groups: list[list[Token]]) -> None:
        found, day = [], self._day
        for group in groups:
            try:
                day = dated(group[0], day, self._season)
            except Unsure:
                day = None
            else:
                found.append(day)
        if any(later.day < earlier.day for earlier, later in pairwise(found)):
            raise Unsure("日子前后倒着，请一天一行")

    # -- one part

    def _take_part(self, piece: Piece, tokens: list[Token]) -> None:
        unsure = next((token for token in tokens if token.sign is Sign.UNSURE), None)
        has_figures = any(token.is_figure for token in tokens)
        if unsure is not None and (has_figures or unsure.is_grave):
            self._block(piece.words, unsure.words)
            return
        try:
            if has_figures:
                self._read(piece, tokens)
            else:
                self._words_alone(piece, tokens)
        except Unsure as why:
            self._block(piece.words, str(why))

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
        if self._waiting and not piece.is_heading:
            self._waiting = f"{self._waiting}，{piece.words}"
            self._waits_for_list = False
            self._carried += tokens
            return
        rooms = {token.words for token in tokens if token.sign is Sign.ROOM}
        measured = _who(tokens)
        hours = [token for token in tokens if token.sign is Sign.HOUR]
        if any(token.sign is Sign.UNSURE and token.hour is not None for token in tokens):
            raise Unsure("里的钟点没写上午还是下午，请写准或删去")
        if not rooms and not measured and not hours:
            return
        if max(len(rooms), len(measured), len(hours)) > 1:
            raise Unsure("写了好几样，分不清说的是哪几次，请写到每一行里")
        said = _Heading(next(iter(hours), None), next(iter(rooms), ""), next(iter(measured), None))
        self._place(piece, said)

    def _place(self, piece: Piece, said: _Heading) -> None:
        """What a piece of labels goes for: the rows before, those that follow, or the one beside it."""
        text = piece.text
        goes_for_all = _ALL_ALIKE.match(text) is not None or _SIGNED.search(text) is not None
        goes_for_all = goes_for_all or (said.by is not None and any(word in text for word in ALL_OF_THEM))
        is_over = any(word in text for word in FROM_HERE) or (
            said.hour is not None and any(word in text for word in EACH_TIME)
        )
        has_clock = said.hour is None or said.hour.hour is not None
        of_sentence = self._rows[self._first_of_sentence :]
        if goes_for_all and self._rows:
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
            self._line = said
            self._day = None
            self._close_heading()
            self._idle = piece.words
        elif len(of_sentence) == 1:
            self._held.append((piece.words, said))
        else:
            raise Unsure(_WHICH_ONES)

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
            self._day = None

    def _close_heading(self) -> None:
        """A heading that no row followed may have been meant for those before it."""
        if self._idle and self._rows:
            self._blocked.append(Blocked(words=self._idle, why=_WHICH_ONES))
        self._idle = ""

    # -- pieces with figures

    def _read(self, piece: Piece, tokens: list[Token]) -> None:
        tokens = with_days(tokens, is_waiting=bool(self._waiting), has_day=self._day is not None)
        days = [token for token in tokens if token.sign is Sign.DAY]
        degrees = [token for token in tokens if token.sign is Sign.DEGREES]
        if any(token.sign is Sign.BARE for token in tokens):
            raise Unsure("里有个数不知道是什么，请改清楚")
        if len(days) > 1:
            raise Unsure(_SEVERAL_DAYS)
        if days:
            self._check_measured(piece, tokens, days[0])
            self._is_listing = self._is_listing or (bool(self._waiting) and self._waits_for_list)
            self._stop_waiting()
            if self._is_listing:
                raise Unsure(_SEVERAL_DAYS)
            self._day, self._last = dated(days[0], self._day, self._season), None
            self._by_of_day, self._was_measured_behind = None, False
        if not degrees:
            if not days:
                raise Unsure("没有度数，请补上或删去")
            self._waiting = piece.words
            self._waits_for_list = len(tokens) == 1 and piece.text == days[0].words.strip()
            self._carried = [token for token in tokens if token.is_label or token.sign is Sign.MEASURED]
            return
        self._add(piece, tokens, degrees, has_own_day=bool(days))

    def _check_measured(self, piece: Piece, tokens: list[Token], day: Token) -> None:
        """客厅：1.5 18 is a heading, 客厅 1.5 18 goes for the sentence; of 客厅1.5 18 nobody can tell."""
        lead = [token for token in tokens if token.start < day.start]
        measured = _who(tokens)
        if self._was_measured_before_day and not measured:
            raise Unsure("没写谁测的，前面那次写了。请也写上")
        before = _who(lead)
        stands_apart = _stands_apart(piece, day)
        self._was_measured_before_day = bool(before) and not stands_apart
        if stands_apart and len(before) == 1:
            self._line.by = next(iter(before))
        rooms = [token for token in lead if token.sign is Sign.ROOM]
        if len(rooms) != 1:
            return
        self._was_room_before_day = not stands_apart
        if stands_apart:
            self._line.room = rooms[0].words
        if piece.text[rooms[0].end : day.start].strip() == ":":
            self._heading.room = rooms[0].words

    def _add(self, piece: Piece, tokens: list[Token], degrees: list[Token], *, has_own_day: bool) -> None:
        if self._day is None:
            raise Unsure("没写是哪天，请补上几月几日")
        own_tokens, tokens = tokens, [*self._carried, *tokens]
        labels = _labelled(tokens, degrees)
        own = {kind for label in labels for kind in label.kinds}
        if not has_own_day and not self._waiting and not own:
            raise Unsure("没写是哪天，请补上几月几日")
        by = self._measured_by(own_tokens, degrees)
        if has_own_day or self._waiting:
            self._check_room(tokens, own_tokens)
        words = f"{self._waiting}，{piece.words}" if self._waiting else piece.words
        rows, last = [], self._last
        for label, degree in zip(labels, degrees, strict=True):
            last = _told_apart(label, last)
            rows.append(self._row(last, degree, by, words))
        self._first_of_piece = len(self._rows)
        self._rows += rows
        self._last, self._waiting, self._carried, self._idle = last, "", [], ""

    def _measured_by(self, tokens: list[Token], degrees: list[Token]) -> Measured | None:
        """Of a piece; what stands before the first degrees of a day goes for the whole day."""
        found = _who([*self._carried, *tokens])
        if len(found) > 1:
            raise Unsure("写了好几个测的人，分不清，请拆成几行")
        by = next(iter(found), None)
        if by is None:
            if self._was_measured_behind:
                raise Unsure("没写谁测的，前面那次写了。请也写上")
            by = self._by_of_day if self._by_of_day is not None else self._line.by
            return by if by is not None else self._heading.by
        lead = [*self._carried, *(token for token in tokens if token.start < degrees[0].start)]
        if _who(lead) and self._last is None:
            self._by_of_day = by
        self._was_measured_behind = not _who(lead)
        return by

    def _check_room(self, tokens: list[Token], own_tokens: list[Token]) -> None:
        has_room = any(token.sign is Sign.ROOM for token in tokens)
        if self._was_room_before_day and not has_room:
            raise Unsure("没写是哪间，前面那次写了。请也写上")
        is_behind_day = own_tokens and own_tokens[0].sign is Sign.DAY
        self._was_room_before_day = self._was_room_before_day and not is_behind_day

    def _row(self, label: _Labels, degree: Token, by: Measured | None, words: str) -> Row:
        if self._day is None:
            raise Unsure("没写是哪天，请补上几月几日")
        celsius = degree.number
        if celsius is None or not warm_enough(celsius):
            raise Unsure("的度数不像室温，请看一眼")
        hour = label.hour or self._heading.hour
        return Row(
            day=self._day.day,
            celsius=celsius,
            hour=hour.hour if hour is not None else None,
            room=label.room or self._line.room or self._heading.room,
            by=by,
            words=words.strip(),
        )


def _is_of(row: Row, day: Token) -> bool:
    return row.day.day == day.day and day.month in (None, row.day.month)


def _who(tokens: list[Token]) -> set[Measured]:
    """Who measured; a visit tells more than the company's name."""
    found = {token.by for token in tokens if token.by is not None}
    return found - {Measured.SUPPLIER} if Measured.BOTH in found else found


def _filled(row: Row, said: _Heading) -> Row:
    """With what it did not say itself."""
    hour = said.hour.hour if said.hour is not None else None
    return replace(
        row,
        hour=row.hour if row.hour is not None else hour,
        room=row.room or said.room,
        by=row.by if row.by is not None else said.by,
    )


def _stands_apart(piece: Piece, day: Token) -> bool:
    """Whether a blank or a colon divides a day from what stands before it."""
    return piece.text[: day.start].endswith((" ", ":", "\u3000"))


def _check_lead(piece: Piece, lead: list[Token], groups: list[list[Token]]) -> None:
    """Before the first of several days only what goes for all of them may stand."""
    if not lead:
        return
    signs = {token.sign for token in lead}
    is_plain = signs <= {Sign.ROOM, Sign.MEASURED} and len(signs) == len(lead)
    again = any(token.sign in signs for group in groups for token in group)
    if not is_plain or again or not _stands_apart(piece, groups[0][0]):
        raise Unsure(_SEVERAL_DAYS)


def _check_groups(piece: Piece, groups: list[list[Token]]) -> None:
    """Each day has its degrees, and what stands between two days belongs to the first."""
    if any(token.sign is Sign.BARE for group in groups for token in group):
        raise Unsure("里有个数不知道是什么，请改清楚")
    if not all(any(token.is_value for token in group) for group in groups):
        raise Unsure(_SEVERAL_DAYS)
    behind = [_signs_behind(piece, group) for group in groups]
    if any(signs != behind[-1] or Sign.UNSURE in signs for signs in behind[:-1]):
        raise Unsure(_SEVERAL_DAYS)


def _signs_behind(piece: Piece, group: list[Token]) -> set[Sign]:
    last = max(at for at, token in enumerate(group) if token.is_value)
    return {token.sign for token in group[last + 1 :] if not piece.text[: token.start].endswith("(")}


def _told_apart(label: _Labels, last: _Labels | None) -> _Labels:
    """The second reading of a day must say what is another about it."""
    if last is None:
        return label
    if not label.kinds or not label.kinds <= last.kinds:
        raise Unsure("有两个读数，分不清，请给每个写上钟点或房间")
    return label.with_missing_of(last)


def _labelled(tokens: list[Token], degrees: list[Token]) -> list[_Labels]:
    """Of each reading of a piece hour and room: before the degrees, or behind each."""
    if len(degrees) == 1:
        return [_gathered([token for token in tokens if token.is_label])]
    at = [tokens.index(degree) for degree in degrees]
    before = [_between(tokens, start, end) for start, end in zip([-1, *at[:-1]], at, strict=True)]
    trailing = _between(tokens, at[-1], len(tokens))
    if not trailing:
        return [_gathered(labels) for labels in before]
    if before[0]:
        raise Unsure("有几个读数，分不清钟点和房间是哪个的，请拆成几行")
    return [_gathered(labels) for labels in (*before[1:], trailing)]


def _between(tokens: list[Token], after: int, end: int) -> list[Token]:
    return [token for token in tokens[after + 1 : end] if token.is_label]


def _gathered(labels: list[Token]) -> _Labels:
    hours = [token for token in labels if token.sign is Sign.HOUR]
    rooms = [token.words for token in labels if token.sign is Sign.ROOM]
    if len(hours) > 1 or len(rooms) > 1:
        raise Unsure("写了好几个钟点或房间，度数只有一个，请拆成几行")
    return _Labels(hours[0] if hours else None, rooms[0] if rooms else "")
