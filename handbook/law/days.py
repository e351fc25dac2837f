"""A law as it was read -> every day from which its text says that something holds; none of them is chosen."""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from handbook.law.draft import Change, DayFound
from handbook.law.history import DAY, read_day
from handbook.law.law_text import Annex, LawArticle

_HOLDS = r"(?:施行|实施|生效|执行)"
_HOLDING = re.compile(_HOLDS)
_FROM_DAY = re.compile(
    rf"{DAY.pattern}\s*(?:零时)?\s*(?:之日)?\s*(?:起|开始)?\s*(?:正式)?\s*(?:公布)?\s*{_HOLDS}"
)
_SINCE = re.compile(
    rf"(?P<event>公布|发布|颁布|印发|通过|批准)之日起\s*(?:正式)?{_HOLDS}|(?P<both>公布)(?:之日)?(?:并|后|即日)?{_HOLDS}"
)
_EVENTS = {"发布": "公布", "颁布": "公布", "印发": "公布"}
_AMENDING = ("修正", "修订")
_SENTENCE = re.compile(r"[^。；;]+[。；;]?")
_MOST_WORDS = 80
HEAD = "题注"
PREAMBLE = "前言"


def days_in(
    *,
    history: Sequence[str],
    preamble: Sequence[str],
    articles: Sequence[LawArticle],
    annexes: Sequence[Annex],
    changes: Sequence[Change],
) -> tuple[DayFound, ...]:
    """In the order of the text: its head, the preamble, articles, annexes."""
    amended = max((change.day for change in changes if change.word in _AMENDING), default=None)
    found: dict[tuple[date, str, str], DayFound] = {}
    for where, text in _texts(history, preamble, articles, annexes):
        if not _HOLDING.search(text):
            continue
        for sentence in _SENTENCE.findall(text):
            for day, doubt in _days_of(sentence, changes):
                words = sentence.strip("（）() \u3000")
                words = words if len(words) <= _MOST_WORDS else "…" + words[-_MOST_WORDS:]
                is_old = amended is not None and day < amended
                old = f"多半是最初那版的:后来 {amended} 还改过" if is_old else ""
                found.setdefault(
                    (day, where, words),
                    DayFound(day=day, words=words, where=where, doubt=";".join(filter(None, (old, doubt)))),
                )
    return tuple(found.values())


def _texts(
    history: Iterable[str], preamble: Iterable[str], articles: Iterable[LawArticle], annexes: Iterable[Annex]
) -> Iterator[tuple[str, str]]:
    yield from ((HEAD, line) for line in history)
    yield from ((PREAMBLE, line) for line in preamble)
    for article in articles:
        if _HOLDING.search(article.words):
            yield from ((article.written_number, text) for text in article.paragraphs)
    for annex in annexes:
        yield from ((annex.title, text) for text in annex.lines)


def _days_of(sentence: str, changes: Sequence[Change]) -> Iterator[tuple[date, str]]:
    """Days that a sentence names, each with what is doubtful about it."""
    for match in _FROM_DAY.finditer(sentence):
        if (day := read_day(match)) is not None:
            yield day, ""
    for match in _SINCE.finditer(sentence):
        event = match["event"] or match["both"]
        event = _EVENTS.get(event, event)
        days = sorted({change.day for change in changes if change.word == event})
        for day in days:
            yield day, f"写的是{event}之日起,题注里有几个{event}的日子" if len(days) > 1 else ""
