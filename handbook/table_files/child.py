"""The reading process: the bytes of a table or an outline come in by the pipe, one answer goes out.

Started by `handbook.__main__` for the hidden word of `child_start`. What a foreign format may do to its reader ends
with this process: it has limits, an empty folder, and nobody believes it more than one message.
"""

from importlib import import_module

from handbook.foreign_files.answering import answer_once
from handbook.foreign_files.failure import ReadingFailed
from handbook.foreign_files.framing import framed_body
from handbook.table_files.child_start import OUTLINE
from handbook.table_files.formats import kind_of
from handbook.table_files.limits import LIMITS, TableLimits
from handbook.table_files.message import Answer, packed
from handbook.table_files.refusal import Refusal, UnreadableTable
from handbook.table_files.table_file import Outline, TableFile, TableKind

_TABLES = {
    TableKind.XLSX: "handbook.table_files.workbook",
    TableKind.XLS: "handbook.table_files.workbook",
    TableKind.ODS: "handbook.table_files.workbook",
    TableKind.TEXT: "handbook.table_files.delimited",
}
"""Each has `read(data, kind, most_rows, limits) -> TableFile`."""
_OUTLINES = {
    TableKind.PPTX: "handbook.table_files.outline.pptx_outline",
    TableKind.DOCX: "handbook.table_files.outline.docx_outline",
}
"""Each has `read(data, limits) -> Outline`."""


def main(hint: str = "1") -> int:
    """Answer on standard output; 0 = answered, also with a refusal."""
    return answer_once(LIMITS, lambda data: framed_body(packed(answer_to(data, hint))))


def answer_to(data: bytes, hint: str, limits: TableLimits = LIMITS) -> Answer:
    """The sheets or the outline of `data`, or why there are none."""
    try:
        if hint == OUTLINE:
            return Answer(outline=_outline(data, limits))
        return Answer(table=_table(data, int(hint), limits))
    except UnreadableTable as refused:
        return Answer(refused=refused.reason, detail=refused.detail)
    except ReadingFailed as failed:
        return Answer(refused=failed.reason, detail=failed.detail)
    except (MemoryError, RecursionError):
        return Answer(refused=Refusal.TOO_MUCH_MEMORY)
    except BaseException as error:  # noqa: BLE001 (whatever a foreign file brings about is an answer; Rust panics are no Exception)
        return Answer(refused=Refusal.BROKE, detail=type(error).__name__)


def _table(data: bytes, most_rows: int, limits: TableLimits) -> TableFile:
    kind = kind_of(data)
    if kind not in _TABLES:
        raise UnreadableTable(Refusal.NO_TABLE, f"是 {kind}，请从“大纲→草稿”导入")
    read: TableFile = import_module(_TABLES[kind]).read(data, kind, most_rows, limits)
    if not any(sheet.rows for sheet in read.sheets):
        raise UnreadableTable(
            Refusal.NO_ROWS,
            "只有隐藏的表" if len(read.sheets) and all(s.is_hidden for s in read.sheets) else "",
        )
    return read


def _outline(data: bytes, limits: TableLimits) -> Outline:
    kind = kind_of(data)
    if kind not in _OUTLINES:
        raise UnreadableTable(Refusal.NO_OUTLINE, f"是 {kind} 或文本")
    read: Outline = import_module(_OUTLINES[kind]).read(data, limits)
    if not read.sections:
        raise UnreadableTable(Refusal.NO_ROWS)
    return read
