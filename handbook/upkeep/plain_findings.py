"""What the check says in words of the file -> the same in words of the form: whoever works there knows no field names."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields, is_dataclass, replace
from functools import cache, partial
from itertools import chain
from types import MappingProxyType
from typing import Any

from handbook.content.writing.judging import Finding, Judged
from handbook.model.fact import Fact
from handbook.model.handbook import CLASS_OF_KIND, Handbook
from handbook.model.kinds import Kind
from handbook.model.site_value import SiteValue
from handbook.model.standing import Standing
from handbook.model.text import Piece, PieceKind, rewritten
from handbook.upkeep.field_words import STEP_KIND_WORDS, inner_class, words_of

_NAME = re.compile(r"(?<![A-Za-z0-9_-])[a-z][a-z_]+(?![A-Za-z0-9_-])")
_YES_NO = {"true": "是", "false": "不是"}
_BLANK_TWICE = "spoken-hole"
"""Rule that finds a blank in a spoken line, too: one of the two is told."""
_BLANK = "left-blank"
_PLAIN = (
    ("values.yaml", "“本单位”"),
    ("standing.yaml", "“共用的步骤”"),
    ("priorities.yaml", "派单级别表"),
    ("acts.yaml", "安全动作表"),
    ("站点值", "本单位的数"),
    ("本单位的数的键", "本单位的哪个数"),
    ("合适的键", "合适的数"),
    ("中的一个键", "中的一样"),
    ("这个键", "这一项"),
    ("P0–P4", "P0 最急,P4 最缓"),
    ("加一行 - ", "加一个"),
    ("换成 - ", "换成"),
)
"""As whoever keeps files says it → as it is said on a form, in this order."""
_NO_NUMBER = "ring-without-number"
"""Rule that finds a line without a number; where it is known which number stood there, that is told instead."""


def plain(judged: Judged, kind: Kind, more: Callable[[], Iterable[Finding]] = tuple) -> Judged:
    """What came of a text, with findings as they are told to people; the rules still run only when they are asked for.

    `more` finds what no rule can know, as it needs to know what stood there before.
    """
    return replace(judged, judge=partial(_told, judged, kind, more))


def _told(judged: Judged, kind: Kind, more: Callable[[], Iterable[Finding]]) -> tuple[Finding, ...]:
    blanks = {one.path for one in judged.findings if one.rule == _BLANK}
    also = tuple(more())
    shared = _shared_steps(judged.handbook)
    named = {one.path for one in also if one.must_be_mended}
    found = [
        replace(one, message=plain_words(one.message, kind, judged.handbook.value_by_key, shared))
        for one in judged.findings
        if not (one.rule == _BLANK_TWICE and one.path in blanks)
        and not (one.rule == _NO_NUMBER and one.path in named)
    ]
    return tuple(sorted([*also, *found], key=lambda one: not one.must_be_mended))


def plain_words(
    message: str,
    kind: Kind,
    values: Mapping[str, SiteValue] = MappingProxyType({}),
    shared: Mapping[str, str] = MappingProxyType({}),
) -> str:
    """Names of fields and values as the form calls them; what is no name stays as it is.

    `shared`: names of steps that many entries use → what those say.
    """
    called = {key: f"“{value.label}”" for key, value in values.items()}
    told = rewritten(message, partial(_plain_piece, {**called, **shared, **_labels(kind)}, values))
    for written, words in _PLAIN:
        told = told.replace(written, words)
    return told


def _plain_piece(labels: Mapping[str, str], values: Mapping[str, SiteValue], piece: Piece) -> str:
    if piece.kind is PieceKind.VALUE:
        value = values.get(piece.name)
        return f"“{value.label} {value.text}”" if value is not None else "（按 { 挑）"
    if piece.kind is not PieceKind.WORDS:
        return piece.text
    return _NAME.sub(lambda found: labels.get(found[0], found[0]), piece.text)


@cache
def _labels(kind: Kind) -> dict[str, str]:
    """Name → what the form calls it: that of the entry itself before that of its parts."""
    labels: dict[str, str] = {}
    seen: set[type[Any]] = set()
    # What a rule says of another kind, or of a value of the company, is told by the words of that one's form.
    for root in (CLASS_OF_KIND[kind], *CLASS_OF_KIND.values(), SiteValue, Standing):
        _take_labels(root, labels, seen)
    kinds = {str(one): f"“{words}”" for one, words in STEP_KIND_WORDS.items()}
    facts = {str(fact): fact.label for fact in Fact}
    return {**kinds, **_YES_NO, **facts, **labels, "use": "“共用的步骤”"}


def _take_labels(root: type[Any], labels: dict[str, str], seen: set[type[Any]]) -> None:
    todo = [root]
    while todo:
        cls = todo.pop(0)
        if cls in seen or not is_dataclass(cls):
            continue
        seen.add(cls)
        for one in fields(cls):
            inner = inner_class(cls, one.name)
            todo += [inner] if inner is not None else []
            try:
                words = words_of(cls, one.name)
            except KeyError:
                continue
            labels.setdefault(one.name, f"“{words.label}”")


def _shared_steps(handbook: Handbook) -> dict[str, str]:
    """Names of steps that many entries use, by what they say."""
    lists = chain((one.steps for one in handbook.procedures), (one.steps for one in handbook.emergency))
    steps = chain.from_iterable(lists)
    return {step.id: f"“{step.text}”" for step in steps if step.is_standing and step.id}
