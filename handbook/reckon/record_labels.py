"""What is said of a reading besides day and degrees: hour, room and who measured; and whether it tells two readings of a day apart."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from handbook.model.record_words import DAY_PARTS
from handbook.reckon.facts import Measured
from handbook.reckon.record_days import Unsure
from handbook.reckon.record_tokens import Sign, Token

BACKWARDS = "的钟点往回走了，是当天的还是隔天的，请写上日期"
TWO_READINGS = "有两个读数，分不清，请给每个写上钟点或房间"


@dataclass(frozen=True, slots=True)
class Labels:
    """Of one reading."""

    hour: Token | None = None
    room: str = ""

    @property
    def kinds(self) -> frozenset[str]:
        """What is named."""
        named = {"hour": self.hour is not None, "room": bool(self.room)}
        return frozenset(name for name, is_given in named.items() if is_given)

    @property
    def told(self) -> tuple[str, str]:
        """By what the reading is known among those of its day."""
        hour = self.hour
        if hour is None:
            return "", self.room
        return hour.hour.isoformat() if hour.hour is not None else hour.words, self.room

    def is_before(self, other: "Labels") -> bool:
        """Whether it is of the same room and of an earlier hour: the day behind may have begun."""
        if self.room != other.room or self.hour is None or other.hour is None:
            return False
        return _begins(self.hour) < _begins(other.hour)

    def with_missing_of(self, other: "Labels") -> "Labels":
        """A second reading says only what is another: 客厅早上 18，晚上 17."""
        return Labels(self.hour or other.hour, self.room or other.room)


def _begins(hour: Token) -> int:
    return hour.hour.hour if hour.hour is not None else DAY_PARTS[hour.words][0]


def who(tokens: Sequence[Token]) -> set[Measured]:
    """Who measured; a visit tells more than the company's name."""
    found = {token.by for token in tokens if token.by is not None}
    return found - {Measured.SUPPLIER} if Measured.BOTH in found else found


def told_apart(label: Labels, last: Labels | None) -> Labels:
    """The second reading of a day must say what is another about it."""
    if last is None:
        return label
    if not label.kinds or not label.kinds <= last.kinds:
        raise Unsure(TWO_READINGS)
    return label.with_missing_of(last)


def over_measurer(tokens: Sequence[Token], degrees: Token) -> Labels:
    """What stands before who measured, and so goes for whoever measures next: 客厅 自测 15.2，你们测 16.5."""
    lead = tokens[: tokens.index(degrees)]
    at = next((at for at, token in enumerate(lead) if token.sign is Sign.MEASURED), 0)
    return gathered([token for token in lead[:at] if token.is_label])


def labelled(tokens: list[Token], degrees: list[Token]) -> list[Labels]:
    """Of each reading of a piece hour and room: before the degrees, or behind each."""
    if len(degrees) == 1:
        return [gathered([token for token in tokens if token.is_label])]
    at = [tokens.index(degree) for degree in degrees]
    before = [_between(tokens, start, end) for start, end in zip([-1, *at[:-1]], at, strict=True)]
    trailing = _between(tokens, at[-1], len(tokens))
    if not trailing:
        return [gathered(labels) for labels in before]
    if before[0]:
        raise Unsure("有几个读数，分不清钟点和房间是哪个的，请拆成几行")
    return [gathered(labels) for labels in (*before[1:], trailing)]


def in_the_evening_too(tokens: list[Token], last: Labels | None) -> list[Token]:
    """晚上 8 点客厅 16，9 点主卧 15: nine in the evening, as no day is named between."""
    hour = last.hour if last is not None else None
    if (
        hour is None
        or hour.hour is None
        or not hour.is_late
        or any(token.sign is Sign.DAY for token in tokens)
    ):
        return tokens
    return [_late(token, hour) for token in tokens]


def _late(token: Token, before: Token) -> Token:
    if token.sign is not Sign.UNSURE or token.hour is None or token.part or before.hour is None:
        return token
    late = token.in_the_evening
    return (
        token
        if late is None or late <= before.hour
        else replace(token, sign=Sign.HOUR, hour=late, part=before.part)
    )


def _between(tokens: list[Token], after: int, end: int) -> list[Token]:
    return [token for token in tokens[after + 1 : end] if token.is_label]


def gathered(labels: Sequence[Token]) -> Labels:
    """As one; raises Unsure where there are two of a kind."""
    hours = [token for token in labels if token.sign is Sign.HOUR]
    rooms = [token.words for token in labels if token.sign is Sign.ROOM]
    if len(hours) > 1 or len(rooms) > 1:
        raise Unsure("写了好几个钟点或房间，度数只有一个，请拆成几行")
    return Labels(hours[0] if hours else None, rooms[0] if rooms else "")
