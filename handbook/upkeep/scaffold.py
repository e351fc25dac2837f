"""The beginning of a new entry of each kind: enough to be read, with a blank wherever words are wanted; the gate lets none of them through."""

import re
from collections.abc import Collection, Iterator
from datetime import date
from itertools import count

from handbook.content.writing.edits import Put
from handbook.content.writing.splice import spliced
from handbook.model.kinds import Kind
from handbook.model.text import gap_of

_BLANK = re.compile("<([^>]+)>")
"""What is to be written in its place, below."""
_COMMON = """id: new
title: 新的一条
summary: <说的是什么，什么时候用>
asks: []
{severity}sources:
  - {{title: 据通识, confidence: 据通识}}
owner: 客服培训组
reviewed: {today}
review_by: {next_year}
"""
_OWN = {
    Kind.PROCEDURE: """family: 服务
steps:
  - id: own-1
    kind: ask
    group: 先问
    text: <先问什么>
    answers:
      - {label: <第一种回答>, outcome: own-2}
      - {label: 说不清}
outcomes:
  - id: own-2
    title: <查到的是什么>
    responsible: [待查明]
    next_action: <接下来谁做什么>
    owner: 客服
    priority: P4
    say: <对用户说的一句话>
default_outcome: own-2
""",
    Kind.EMERGENCY: """immediate:
  - {kind: say, text: <第一句说什么>}
steps:
  - id: own-1
    kind: do
    text: 记下地址
    facts: [address]
stop: <什么时候停>
takeover: <谁接手>
outcomes:
  - priority: P1
    next_action: <接下来谁做什么>
    owner: 抢修班
done: <做到哪算完>
""",
    Kind.SCRIPT: """set: 本单位的话
lines:
  - id: own-1
    situation: <什么时候说>
    variants:
      标准: <对用户说的话>
""",
    Kind.KNOWLEDGE: """key_points:
  - <要记住的一句话>
""",
    Kind.CASE: """place: <哪里>
time: <什么时候>
facts: <出了什么事>
dispute: <争的是什么>
result: 未取得
lessons:
  - <学到什么>
""",
}
_SEVERITY = {Kind.PROCEDURE: "severity: 一般\n", Kind.EMERGENCY: "severity: 危险\n"}


def new_entry(kind: Kind, entry_id: str, title: str, today: date, asks: Collection[str] = ()) -> str:
    """The text of a new entry; `asks`: how people asked for it, such as a search that found nothing."""
    text = _COMMON.format(
        severity=_SEVERITY.get(kind, ""),
        today=today.isoformat(),
        next_year=date(today.year + 1, today.month, min(today.day, 28)).isoformat(),
    )
    text = _BLANK.sub(_blank, text + _OWN[kind])
    puts = [Put(("id",), entry_id), Put(("title",), title), Put(("asks",), list(asks))]
    return spliced(text.encode(), puts).decode()


def copied_entry(text: str, entry_id: str, title: str, today: date) -> str:
    """The text of an entry as the beginning of another one; its ways of asking stay with the first."""
    puts = [
        Put(("id",), entry_id),
        Put(("title",), title),
        Put(("asks",), []),
        Put(("reviewed",), today.isoformat()),
    ]
    return spliced(text.encode(), puts).decode()


def free_id(kind: Kind, taken: Collection[str], today: date) -> str:
    """An id of the company's own that nothing has; people never see it."""
    return next(free_ids(kind, taken, today))


def free_ids(kind: Kind, taken: Collection[str], today: date) -> Iterator[str]:
    """As many of them as are wanted."""
    names = (f"{kind.id_prefix}own-{today:%Y%m%d}-{number}" for number in count(1))
    return (name for name in names if name not in taken)


def _blank(found: re.Match[str]) -> str:
    return gap_of(found[1])
