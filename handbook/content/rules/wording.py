"""Chinese text goes in; its length, sentences, clauses and vague phrases come out."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from handbook.model.text import PieceKind, rewritten

HIDDEN = "\ue000"
"""What stands for a character that a rule must not read."""
# The rules know one form of each mark: full-width twins (\uff01–\uff5e) are read as their ASCII ones.
_TWINS = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_COUNTED = re.compile(r"[\u3400-\u9fff]|[A-Za-z]+|\d+(?:\.\d+)?")
_SENTENCE = re.compile(r"[^。!?;\n]+[。!?;]*")
_CLAUSE = re.compile(r"[^,:]+[,:]*")
_PUNCTUATION = re.compile(r"[\s,.。;:!?、…—\-()“”\"]+")

_EMPTY_PHRASES = frozenset(
    {
        "无",
        "暂无",
        "没有",
        "略",
        "待定",
        "待补",
        "同上",
        "完成",
        "已完成",
        "结束",
        "处理完",
        "处理完毕",
        "完毕",
        "正常",
        "正常处理",
        "按需",
        "按需处理",
        "视情况",
        "视情况而定",
        "视情况处理",
        "酌情",
        "酌情处理",
        "跟进",
        "处理",
        "后续处理",
        "相关处理",
        "停止",
        "停",
        "好了",
        "已处理",
        "办结",
        "相关人员",
        "有关人员",
        "相关部门",
        "有关部门",
        "负责人",
        "专人",
        "其他",
        "不详",
        "未知",
    }
)
_VAGUE = re.compile(r"视(?:具体)?情况|按需|酌情|看情况|根据(?:实际|具体)?情况|正常处理|待定")


@dataclass(frozen=True, slots=True)
class Clause:
    """Part of a sentence between commas; `start` is its offset in the whole text."""

    text: str
    start: int


def plain(text: str) -> str:
    """`text` with full-width letters, digits and marks as ASCII; the length stays the same."""
    return text.translate(_TWINS)


def without_values(text: str) -> str:
    """`text` with `HIDDEN` for each character of a site value; the length stays the same."""
    return rewritten(text, lambda p: HIDDEN * len(p.text) if p.kind is PieceKind.VALUE else p.text)


def count_characters(text: str) -> int:
    """Length as a reader counts: each Chinese character one, each number or Latin word one."""
    return sum(1 for _ in _COUNTED.finditer(text))


def sentences(text: str) -> Iterator[list[Clause]]:
    """The sentences of `text`, each as its clauses (at least one), punctuation kept at the end."""
    for sentence in _SENTENCE.finditer(plain(text)):
        clauses = [
            Clause(c.group(), sentence.start() + c.start()) for c in _CLAUSE.finditer(sentence.group())
        ]
        if clauses:
            yield clauses


def is_empty_phrase(text: str) -> bool:
    """Whether `text` says nothing that somebody could act on or see."""
    bare = _PUNCTUATION.sub("", plain(text))
    return not bare or bare in _EMPTY_PHRASES or is_vague(text)


def is_vague(text: str) -> bool:
    """Whether `text` leaves to the reader what it should settle."""
    return _VAGUE.search(text) is not None
