"""What a site wants of its tickets: the order and words of the text, and how many characters it may have.

A form is written in the language of texts: ``{地址}`` is a field, everything else stands as it is written. The words before
a field belong to it and go where it is empty. It stands with the values, for whoever reads a form and whoever writes by one
need the same list of fields.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import groupby

from handbook.model.text import Piece, PieceKind, pieces

LIMIT = 300
"""Characters of a ticket where the site says nothing."""
LEAST_LIMIT, MOST_LIMIT = 120, 4000
OUR_FORM = (
    "{级别} {地址} {电话} {户号} {姓名} · {去干什么} · {几点前} · 来电:{来电} · 已知:{已知} · 测得:{测得} · 现场当心:{当心} · 备注:{备注}"
    " · 诉求:{诉求} · 已做:{已做} · 已告知:{已告知} · 待定:{待定} · 清单:{清单} · 内容版本:{版本}"
)


class TicketField(StrEnum):
    """The fields of a ticket, in the order in which whoever goes there needs them."""

    LEVEL = "级别"
    ADDRESS = "地址"
    PHONE = "电话"
    ACCOUNT = "户号"
    NAME = "姓名"
    ACT = "去干什么"
    DUE = "几点前"
    CALLED = "来电"
    KNOWN = "已知"
    MEASURED = "测得"
    HAZARD = "当心"
    NOTE = "备注"
    DEMAND = "诉求"
    DONE = "已做"
    TOLD = "已告知"
    OPEN = "待定"
    LISTS = "清单"
    VERSION = "版本"


MUST = (TicketField.LEVEL, TicketField.ADDRESS, TicketField.PHONE, TicketField.DUE)
"""Without these nobody can act on a ticket."""


@dataclass(frozen=True, slots=True)
class Slot:
    """A field with the words that lead to it."""

    lead: str
    name: TicketField


@dataclass(frozen=True, slots=True)
class TicketForm:
    """A form that can be written."""

    slots: tuple[Slot, ...] = field(default=())
    tail: str = ""
    limit: int = LIMIT


@dataclass(frozen=True, slots=True)
class WrittenForm:
    """What the content says of tickets, as it is written there; it was found without faults."""

    form: str = OUR_FORM
    limit: int = LIMIT


def faults_of(text: str) -> Iterator[str]:
    """Why a form cannot be used, in plain Chinese, a sentence each; none where it can."""
    known = {str(name) for name in TicketField}
    used = [piece.name for piece in pieces(text) if piece.kind is PieceKind.HOLE]
    for piece in pieces(text):
        if piece.kind in (PieceKind.VALUE, PieceKind.GAP):
            yield f"“{piece.text}”不是工单的栏目;栏目写成 {{地址}} 这样"
        elif piece.kind is PieceKind.HOLE and piece.name not in known:
            yield f"没有“{piece.name}”这个栏目;可用:{'、'.join(TicketField)}"
    for name, same in groupby(sorted(used)):
        if len(list(same)) > 1 and name in known:
            yield f"栏目“{name}”写了两次,请删去一个"
    missing = [str(name) for name in MUST if str(name) not in used]
    if missing:
        yield f"缺栏目 {'、'.join(f'{{{name}}}' for name in missing)}:没有它们,接单的人去不成"


def limit_faults(limit: int) -> Iterator[str]:
    """Why a limit cannot be used."""
    if not LEAST_LIMIT <= limit <= MOST_LIMIT:
        yield f"工单长度上限要在 {LEAST_LIMIT} 到 {MOST_LIMIT} 字之间"


def form_of(text: str, limit: int = LIMIT) -> TicketForm:
    """The form that `text` writes.

    Raises:
        ValueError: it has faults; the text names the first.
    """
    for fault in (*faults_of(text), *limit_faults(limit)):
        raise ValueError(fault)
    lead, slots = "", list[Slot]()
    for piece in pieces(text):
        if piece.kind is PieceKind.HOLE:
            slots.append(Slot(lead, _field_of(piece)))
            lead = ""
        else:
            lead += piece.text
    return TicketForm(tuple(slots), lead, limit)


def our_form(limit: int = LIMIT) -> TicketForm:
    """The form that comes with the program."""
    return form_of(OUR_FORM, limit)


def _field_of(piece: Piece) -> TicketField:
    return TicketField(piece.name)
