"""A piece with several days or several measurers goes in; as many pieces come out, where it is certain what belongs to which."""

import re
from collections.abc import Callable
from itertools import pairwise

from handbook.model.record_words import NOTHING_MEASURED
from handbook.reckon.record_days import Unsure
from handbook.reckon.record_pieces import Piece
from handbook.reckon.record_tokens import Sign, Token

SEVERAL_DAYS = "写了几个日子，分不清度数是哪天的，请一天一行"
_NOTHING_MEASURED = re.compile(NOTHING_MEASURED)


def by_days(piece: Piece, tokens: list[Token], check_order: Callable[[list[Token]], None]) -> list[Piece]:
    """Day, degrees, day, degrees without a comma between: as many pieces, if it is just that. Raises Unsure if it is not.

    `check_order` is given the days, and raises where they cannot stand so.
    """
    days = [token for token in tokens if token.sign is Sign.DAY]
    if len(days) <= 1:
        return [piece]
    behind = _days_behind(tokens)
    if behind is not None:
        check_order(days)
        return _cut(piece, [day.end for day in behind[:-1]])
    starts = [at for at, token in enumerate(tokens) if token.sign is Sign.DAY]
    lead = tokens[: starts[0]]
    groups = [tokens[start:end] for start, end in zip(starts, [*starts[1:], len(tokens)], strict=True)]
    _check_lead(piece, lead, groups)
    _check_groups(piece, groups)
    check_order(days)
    return _cut(piece, [day.start for day in days[1:]])


def by_measurers(piece: Piece, tokens: list[Token]) -> list[Piece]:
    """自己量 15.2 你们测 16.8: a piece for each, where all stand before what they measured, or all behind."""
    named = [
        token for token in tokens if token.sign is Sign.MEASURED or token.is_value or token.sign is Sign.BARE
    ]
    groups: list[Token] = []
    for token in named:
        if token.sign is Sign.MEASURED and groups and groups[-1].sign is Sign.MEASURED:
            if groups[-1].by is not token.by:
                return [piece]
            continue
        groups.append(token)
    measured = [token for token in groups if token.sign is Sign.MEASURED]
    if len({token.by for token in measured}) <= 1:
        return [piece]
    if groups[0].sign is Sign.MEASURED and groups[-1].sign is not Sign.MEASURED:
        return _cut(piece, [token.start for token in measured[1:]])
    is_in_turn = all(
        (one.sign is Sign.MEASURED) != (two.sign is Sign.MEASURED) for one, two in pairwise(groups)
    )
    if groups[0].sign is not Sign.MEASURED and groups[-1].sign is Sign.MEASURED and is_in_turn:
        return _cut(piece, [token.end for token in measured[:-1]])
    return [piece]


def stands_apart(piece: Piece, day: Token) -> bool:
    """Whether a blank or a colon divides a day from what stands before it."""
    return piece.text[: day.start].endswith((" ", ":", "\u3000"))


def _cut(piece: Piece, at: list[int]) -> list[Piece]:
    return [piece.part(start, end) for start, end in pairwise([0, *at, len(piece.text)])]


def _days_behind(tokens: list[Token]) -> list[Token] | None:
    """客厅 15.6 1 月 5 号 主卧 15.1 1 月 6 号: the days, where each stands behind its reading and ends it."""
    named = [token for token in tokens if token.is_figure or token.is_value]
    odd = [token for at, token in enumerate(named) if at & 1]
    is_in_turn = not len(named) & 1 and all(token.sign is Sign.DAY for token in odd)
    are_read = all(token.sign is Sign.DEGREES for at, token in enumerate(named) if not at & 1)
    return odd if is_in_turn and are_read and tokens[-1] is named[-1] else None


def _check_lead(piece: Piece, lead: list[Token], groups: list[list[Token]]) -> None:
    """Before the first of several days only what goes for all of them may stand."""
    if not lead:
        return
    signs = {token.sign for token in lead}
    is_plain = signs <= {Sign.ROOM, Sign.MEASURED} and len(signs) == len(lead)
    again = any(token.sign in signs for group in groups for token in group)
    is_topic = signs == {Sign.ROOM} and not piece.text[: lead[0].start].strip()
    if not is_plain or again or not (is_topic or stands_apart(piece, groups[0][0])):
        raise Unsure(SEVERAL_DAYS)


def _check_groups(piece: Piece, groups: list[list[Token]]) -> None:
    """Each day has its degrees, and what stands between two days belongs to the first."""
    if any(token.sign is Sign.BARE for group in groups for token in group):
        raise Unsure("里有个数不知道是什么，请改清楚")
    ends = [*(group[0].start for group in groups[1:]), len(piece.text)]
    for group, end in zip(groups, ends, strict=True):
        is_empty = _NOTHING_MEASURED.search(piece.text[group[0].end : end]) is not None
        if not is_empty and not any(token.is_value for token in group):
            raise Unsure(SEVERAL_DAYS)
    behind = [_signs_behind(piece, group) for group in groups if any(token.is_value for token in group)]
    if any(signs != behind[-1] or Sign.UNSURE in signs for signs in behind[:-1]):
        raise Unsure(SEVERAL_DAYS)


def _signs_behind(piece: Piece, group: list[Token]) -> set[Sign]:
    last = max(at for at, token in enumerate(group) if token.is_value)
    return {token.sign for token in group[last + 1 :] if not piece.text[: token.start].endswith("(")}
