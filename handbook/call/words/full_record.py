"""A call and its records -> the full record with times, undone actions included and marked."""

from collections.abc import Iterator, Sequence
from textwrap import indent

from handbook.call.state.call import Call
from handbook.call.state.clock import minutes_seconds
from handbook.call.state.events import (
    Abandoned,
    Answered,
    AnyEvent,
    Began,
    Carried,
    Dispatched,
    Ended,
    FieldEntered,
    FieldReported,
    Finished,
    Left,
    Moved,
    NoteAdded,
    NoteChanged,
    NoticeLinked,
    Parked,
    Pinned,
    Reconfirmed,
    Record,
    Redone,
    Reopened,
    Reset,
    Restarted,
    Resumed,
    Returned,
    RowWritten,
    Said,
    Skipped,
    SumKept,
    Ticked,
    Undone,
    Unsaid,
    Unticked,
    ValueEntered,
)
from handbook.call.state.rules import is_doubtful_value
from handbook.call.state.run import Mark
from handbook.call.state.undo import in_force
from handbook.call.words.field_report import UNVERIFIED
from handbook.model.checklist import sentence_of
from handbook.model.step import Step
from handbook.model.text import DEMO

_SAID_NOTHING = (Moved,)
"""Moving is no act."""


def full_record(call: Call, records: Sequence[Record], ticket: str) -> str:
    """Header, the ticket text as it was written, and one line for everything that happened, in order."""
    return "\n".join([*_header(call), "", ticket or "(没有工单)", "", *_lines(call, records)])


def _header(call: Call) -> Iterator[str]:
    yield f"{DEMO * call.is_demo}通话记录 {call.started:%Y-%m-%d %H:%M:%S},历时 {minutes_seconds(call.elapsed)}"
    for run in call.runs:
        checklist = run.checklist
        version = f",按 {checklist.version} 版进行" if checklist.version else ""
        yield f"清单 {run.id}:{checklist.title}({checklist.severity}{version})"
        if run.deferred and not run.is_open:
            yield f"  暂缓 {len(run.deferred)} 项:{'、'.join(step.text for step in run.deferred)}"


def _lines(call: Call, records: Sequence[Record]) -> Iterator[str]:
    kept = {record.seq for record in in_force(records)}
    for record in records:
        if isinstance(record.event, _SAID_NOTHING):
            continue
        is_undone = record.seq not in kept and not isinstance(record.event, Undone | Redone)
        mark = "〔已撤销〕" if is_undone else ""
        where = f"清单 {record.event.run} " if record.event.run else ""
        stamp = f"{record.at:%H:%M:%S} +{minutes_seconds(record.elapsed)}"
        yield f"{stamp} {where}{_words(call, record.event)}{mark}"


def _words(call: Call, event: AnyEvent) -> str:
    match event:
        case Ticked() | Unticked() | Answered() | ValueEntered() | Skipped() | Reconfirmed() | Carried():
            return _step_words(call, event)
        case Said(line=line) | Unsaid(line=line):
            words = sentence_of(call.run(event.run).checklist, line)
            return f"{'已说' if isinstance(event, Said) else '没有说'}:“{words}”"
        case Pinned():
            return f"钉上“{call.run(event.run).checklist.title}”"
        case (
            NoteAdded()
            | NoteChanged()
            | NoticeLinked()
            | SumKept()
            | FieldReported()
            | FieldEntered()
            | RowWritten()
        ):
            return _written(event)
        case Finished(outcome=outcome):
            found = call.run(event.run).checklist.outcome(outcome)
            return f"完成:{found.title}" if found else "完成"
        case Abandoned(reason=reason):
            return f"中止{':' + reason if reason else ''}"
        case Dispatched(missing=missing, reason=reason):
            return f"派单,缺 {'、'.join(missing)},原因:{reason}" if missing else "派单"
        case Parked(missing=missing):
            return f"通话搁置,还缺 {'、'.join(missing)}" if missing else "通话搁置"
        case Ended(missing=missing, reason=reason):
            return f"通话结束,缺 {'、'.join(missing)},原因:{reason or '未写'}" if missing else "通话结束"
        case _:
            return _PLAIN[type(event)]


def _written(
    event: NoteAdded | NoteChanged | NoticeLinked | SumKept | FieldReported | FieldEntered | RowWritten,
) -> str:
    match event:
        case NoteAdded(text=text):
            return f"备注:{text}"
        case NoteChanged(text=text):
            return f"备注改为:{text}" if text else "备注删去"
        case NoticeLinked(number=number, text=text):
            return text or f"不再关联停热 T-{number}"
        case FieldReported(text=text):
            return f"{UNVERIFIED}:\n{indent(text, '    ')}"
        case SumKept(kind=kind, text=text):
            return text or f"试算“{kind}”从工单拿下"
        case FieldEntered(field=field, text=text):
            return f"{field}:{text or '(清空)'}"
        case RowWritten(row=row, text=text):
            return f"工单“{row}”手工改为:{text}" if text else f"工单“{row}”改回原样"


_PLAIN: dict[type, str] = {
    Began: "通话开始",
    Left: "离开",
    Returned: "来到",
    Reset: "全部重来",
    Undone: "撤销",
    Redone: "重做",
    Resumed: "通话继续",
    Restarted: "程序重新打开",
    Reopened: "又补充",
}


def _step_words(
    call: Call, event: Ticked | Unticked | Answered | ValueEntered | Skipped | Reconfirmed | Carried
) -> str:
    checklist = call.run(event.run).checklist
    step = checklist.step_by_id[event.step]
    where = f"第 {checklist.number(event.step)} 步“{step.text}”"
    match event:
        case Ticked():
            return f"{where}打钩"
        case Unticked():
            return f"{where}取消"
        case Answered(label=label):
            return f"{where}答:{label}"
        case ValueEntered(text=text, place=place):
            return f"{where}填:{_value(step, text, place)}" if text else f"{where}清空数值"
        case Carried(label=label, text=text, place=place, from_run=source):
            words = " ".join(word for word in (label, _value(step, text, place) if text else "") if word)
            return f"{where}从“{call.run(source).checklist.title}”带来:{words}"
        case Skipped(reason=reason):
            return f"{where}跳过{',原因:' + reason if reason else ''}"
        case _:
            return f"{where}重新确认"


def _value(step: Step, text: str, place: str) -> str:
    unit = step.value.unit if step.value else ""
    beside = [place] if place else []
    beside += [str(Mark.QUESTIONED)] if is_doubtful_value(step, text) else []
    return f"{text} {unit}".rstrip() + "".join(f"({words})" for words in beside)
