"""A record of room temperatures as people write it goes in; rows, and the pieces that could not be read surely, come out.

A piece is what stands between commas and line ends. What it says is never guessed: a piece without a temperature, with two that
nothing tells apart, with a range, a bound or a day that does not exist is blocked and shown with what to do. Words that
hold no figure and change nothing are passed over; they stay in the row's `words`.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from handbook.model.record_words import ALL_OF_THEM, FROM_HERE
from handbook.reckon.facts import Measured
from handbook.reckon.ground import SeasonDays
from handbook.reckon.record_days import Unsure, Written, dated, with_days
from handbook.reckon.record_tokens import Sign, Token, cut_into_pieces, tokens_of, warm_enough
from handbook.reckon.rows import Blocked, Record, Row

LONGEST = 100 * 1000
"""Characters of one record; a longer one is refused whole."""


def read_record(text: str, season: SeasonDays, rooms: Sequence[str] = ()) -> Record:
    """The readings of `text`; years that it leaves out are those of `season`, `rooms` are names that it may use besides the usual ones."""
    if len(text) > LONGEST:
        return Record(blocked=(Blocked(words=text[:100], why="后面太长，请分几次粘贴"),))
    reading = _Reading(season)
    for piece in cut_into_pieces(text):
        reading.take(piece, tokens_of(piece, rooms))
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


class _Reading:
    """Folds pieces into rows; remembers the day that was named last, and what stood over the rows as a heading."""

    def __init__(self, season: SeasonDays) -> None:
        self._season = season
        self._rows: list[Row] = []
        self._blocked: list[Blocked] = []
        self._day: Written | None = None
        self._last: _Labels | None = None
        self._waiting: str = ""
        """The words of a piece that named a day and no degrees yet."""
        self._carried: list[Token] = []
        """What such a piece said besides: it goes for the degrees that follow."""
        self._heading = _Labels()
        self._by: Measured | None = None
        self._was_measured_before_day = False
        """自测 1.5 18：whether that goes for the next day as well, nobody can tell."""

    def record(self) -> Record:
        """All that was read."""
        self._stop_waiting()
        return Record(rows=tuple(self._rows), blocked=tuple(self._blocked))

    def take(self, piece: str, tokens: list[Token]) -> None:
        """One piece."""
        unsure = next((token for token in tokens if token.sign is Sign.UNSURE), None)
        has_figures = any(token.is_figure for token in tokens)
        if unsure is not None and (has_figures or unsure.is_grave):
            self._block(piece, unsure.words)
            return
        if not has_figures:
            self._heading_of(piece, tokens)
            return
        try:
            self._read(piece, tokens)
        except Unsure as why:
            self._block(piece, str(why))

    def _block(self, piece: str, why: str) -> None:
        words, self._waiting, self._carried = self._waiting, "", []
        self._blocked.append(Blocked(words=f"{words}，{piece}" if words else piece, why=why))
        # What follows a piece that was not understood must name its day anew.
        self._day = self._last = None

    def _stop_waiting(self) -> None:
        if self._waiting:
            self._blocked.append(Blocked(words=self._waiting, why="没有度数，请补上或删去"))
            self._waiting, self._carried = "", []

    def _heading_of(self, piece: str, tokens: list[Token]) -> None:
        """A piece of words alone: 客厅, 以下自测, 都是自己量的."""
        if self._waiting:
            self._waiting = f"{self._waiting}，{piece}"
            self._carried += tokens
            return
        if any(token.sign is Sign.HOUR for token in tokens):
            self._block(piece, "有钟点没有度数，请补上或删去")
            return
        rooms = [token.words for token in tokens if token.sign is Sign.ROOM]
        measured = {token.by for token in tokens if token.sign is Sign.MEASURED}
        if len(rooms) > 1 or len(measured) > 1:
            self._block(piece, "写了好几样，分不清说的是哪几次，请写到每一行里")
            return
        if rooms:
            self._heading = _Labels(room=rooms[0])
            self._day = None
        if measured:
            self._measured_by(piece, measured.pop())

    def _measured_by(self, piece: str, by: Measured | None) -> None:
        if any(word in piece for word in ALL_OF_THEM):
            self._rows = [row if row.by is not None else replace(row, by=by) for row in self._rows]
            self._by = by
        elif not self._rows or any(word in piece for word in FROM_HERE):
            self._by = by
        else:
            self._block(piece, "没写说的是哪几次，请写到每一行里")

    def _read(self, piece: str, tokens: list[Token]) -> None:
        tokens = with_days(tokens, is_waiting=bool(self._waiting), has_day=self._day is not None)
        days = [token for token in tokens if token.sign is Sign.DAY]
        degrees = [token for token in tokens if token.sign is Sign.DEGREES]
        if any(token.sign is Sign.BARE for token in tokens):
            raise Unsure("里有个数不知道是什么，请改清楚")
        if len(days) > 1:
            self._several(piece, tokens)
            return
        self._check_heads(piece, tokens, days)
        if days:
            self._stop_waiting()
            self._day, self._last = dated(days[0], self._day, self._season), None
        if not degrees:
            if not days:
                raise Unsure("没有度数，请补上或删去")
            self._waiting = piece
            self._carried = [token for token in tokens if token.is_label or token.sign is Sign.MEASURED]
            return
        self._add(piece, tokens, degrees, has_own_day=bool(days))

    def _check_heads(self, piece: str, tokens: list[Token], days: list[Token]) -> None:
        """客厅：1.5 18 is a heading; 自测 1.5 18 may be one."""
        if not days:
            return
        first = tokens[0]
        if first.sign is Sign.ROOM and piece[first.end :].lstrip().startswith(":"):
            self._heading = _Labels(room=first.words)
        measured = [token for token in tokens if token.sign is Sign.MEASURED]
        if self._was_measured_before_day and not measured:
            raise Unsure("没写谁测的，前面那次写了。请也写上")
        self._was_measured_before_day = any(token.start < days[0].start for token in measured)

    def _several(self, piece: str, tokens: list[Token]) -> None:
        """Day, degrees, day, degrees without a comma between: as many pieces, if it is just that."""
        starts = [at for at, token in enumerate(tokens) if token.sign is Sign.DAY]
        ends = [*starts[1:], len(tokens)]
        if any(token.is_label or token.is_figure for token in tokens[: starts[0]]):
            raise Unsure("写了几个日子，分不清度数是哪天的，请一天一行")
        parts = [tokens[start:end] for start, end in zip(starts, ends, strict=True)]
        if any(sum(token.sign is Sign.DEGREES for token in part) != 1 for part in parts):
            raise Unsure("写了几个日子，分不清度数是哪天的，请一天一行")
        self._stop_waiting()
        found, day = [], self._day
        for part in parts:
            day = dated(part[0], day, self._season)
            found.append((part, day))
        if any(later.day < earlier.day for (_, earlier), (_, later) in pairwise(found)):
            raise Unsure("日子前后倒着，请一天一行")
        for part, day in found:
            self._day, self._last = day, None
            words = piece[part[0].start : part[-1].end].strip()
            self._add(words, part, [t for t in part if t.sign is Sign.DEGREES], has_own_day=True)

    def _add(self, piece: str, tokens: list[Token], degrees: list[Token], *, has_own_day: bool) -> None:
        if self._day is None:
            raise Unsure("没写是哪天，请补上几月几日")
        tokens = [*self._carried, *tokens]
        labels = _labelled(tokens, degrees)
        own = {kind for label in labels for kind in label.kinds}
        if not has_own_day and not self._waiting and not own:
            raise Unsure("没写是哪天，请补上几月几日")
        by = {token.by for token in tokens if token.sign is Sign.MEASURED}
        if len(by) > 1:
            raise Unsure("写了好几个测的人，分不清，请拆成几行")
        words = f"{self._waiting}，{piece}" if self._waiting else piece
        rows, last = [], self._last
        for label, degree in zip(labels, degrees, strict=True):
            last = _told_apart(label, last)
            rows.append(self._row(last, degree, next(iter(by), None), words))
        self._rows += rows
        self._last, self._waiting, self._carried = last, "", []

    def _row(self, label: _Labels, degree: Token, by: Measured | None, words: str) -> Row:
        if self._day is None:
            raise Unsure("没写是哪天，请补上几月几日")
        celsius = degree.number
        if celsius is None or not warm_enough(celsius):
            raise Unsure("的度数不像室温，请看一眼")
        return Row(
            day=self._day.day,
            celsius=celsius,
            hour=label.hour.hour if label.hour is not None else None,
            room=label.room or self._heading.room,
            by=by if by is not None else self._by,
            words=words.strip(),
        )


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
