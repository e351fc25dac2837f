"""A pasted story -> the answers to its sentences in one list: what is in danger first, wherever it was said."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from handbook.model.kinds import Kind
from handbook.search.confidence import Confidence
from handbook.search.hits import Hit, Results
from handbook.search.query import Query
from handbook.search.words.analysis import LONGEST
from handbook.ui.search.search_port import Searcher

TOGETHER = 8
"""Characters up to which short sentences are searched together; in more, one of danger drowns among the others."""
PIECE, STEP = 16, 8
"""A long sentence is cut so, with an overlap: what is said across an edge stands whole in the next piece."""
AT_ONCE, IN_TURN = 40, 5
"""Pieces that are searched before anything is shown, and then each time before the window is let go on."""
MOST_PIECES = 400
"""Of more, the beginning and the end are searched, and it is said."""
HITS_EACH = 12
_ORDER = tuple(Confidence)
DANGER = 0.38
"""Score from which an emergency card stands first: the piece says what the card is about, not a word of it by chance."""
_BREAKS = re.compile(r"[。!?;,、…\uff01\uff1f\uff1b\uff0c\n\r\t ]+")


@dataclass(frozen=True, slots=True)
class Searched:
    """The answer so far."""

    results: Results
    note: str = ""
    """How far the search is, or what was left out, for the agent; empty where all was searched."""
    is_done: bool = True


def is_long(text: str) -> bool:
    """Whether one search would not look at all of it."""
    return len(text.strip()) > LONGEST


class LongSearch:
    """Searches piece by piece; what stays the same while one goes on typing is not searched again."""

    def __init__(self, searcher: Searcher) -> None:
        self._searcher = searcher
        self._query = Query("")
        self._known: dict[Query, Results] = {}
        self._asked: list[Query] = []
        self._waiting: list[Query] = []
        self._left_out = 0

    def begin(self, query: Query) -> Searched:
        """The answers to the first pieces and the last of `query`."""
        pieces = pieces_of(query.text)
        half = MOST_PIECES // 2
        middle = pieces[half:-half] if len(pieces) > MOST_PIECES else []
        self._left_out = sum(map(len, middle))
        chosen = [*pieces[:half], *pieces[-half:]] if middle else pieces
        self._query = query
        self._asked = [Query(piece, limit=HITS_EACH, phase=query.phase) for piece in chosen]
        self._known = {asked: self._known[asked] for asked in self._asked if asked in self._known}
        new = [asked for asked in self._asked if asked not in self._known]
        # What hurts is often said last: the ends come before the middle.
        self._waiting = [*new[: AT_ONCE // 2], *new[AT_ONCE // 2 :][::-1]]
        return self._search(AT_ONCE)

    def go_on(self) -> Searched:
        """The same after a few pieces more."""
        return self._search(IN_TURN)

    def _search(self, most: int) -> Searched:
        for asked in self._waiting[:most]:
            self._known[asked] = self._searcher.search(asked)
        del self._waiting[:most]
        done, whole = len(self._known), len(self._asked)
        results = _merged(self._query, [self._known[asked] for asked in self._asked if asked in self._known])
        if self._waiting:
            return Searched(results, f"文字长,分句查:{done}/{whole} 句…", is_done=False)
        left_out = f"太长:查了开头和末尾,中间约 {self._left_out} 字没有查。" if self._left_out else ""
        return Searched(results, left_out)


def pieces_of(text: str) -> list[str]:
    """The sentences of `text`, each once: short neighbours together, long ones cut with an overlap."""
    sentences = [sentence for sentence in _BREAKS.split(text) if sentence]
    return list(dict.fromkeys(piece for words in _joined(sentences) for piece in _cut(words)))


def _joined(sentences: Sequence[str]) -> Iterator[str]:
    held = ""
    for words in sentences:
        if held and len(held) + len(words) >= TOGETHER:
            yield held
            held = ""
        held = f"{held} {words}".strip()
    if held:
        yield held


def _cut(words: str) -> Iterator[str]:
    if len(words) <= PIECE:
        yield words
        return
    for start in range(0, len(words) - (PIECE - STEP), STEP):
        yield words[start : start + PIECE].strip()


def _merged(query: Query, answers: Sequence[Results]) -> Results:
    best: dict[str, Hit] = {}
    for hit in (hit for answer in answers for hit in answer.hits):
        if hit.id not in best or hit.score > best[hit.id].score:
            best[hit.id] = hit
    ordered = sorted(best.values(), key=lambda hit: (not _is_danger(hit), -hit.score))
    counts = {kind: sum(hit.kind is kind for hit in ordered) for kind in Kind}
    within = [hit for hit in ordered if query.kind in (None, hit.kind)]
    return Results(
        query,
        tuple(within[: max(query.limit, 0)]),
        counts,
        len(within),
        elapsed_ms=sum(answer.elapsed_ms for answer in answers),
        confidence=min(map(_confidence, answers), key=_ORDER.index, default=Confidence.NONE),
        is_danger=any(answer.is_danger for answer in answers),
    )


def _confidence(answer: Results) -> Confidence:
    return answer.confidence if answer.hits else Confidence.NONE


def _is_danger(hit: Hit) -> bool:
    return hit.kind is Kind.EMERGENCY and hit.score >= DANGER
