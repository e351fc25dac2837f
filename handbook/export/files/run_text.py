"""Sheets of entries and runs -> Markdown and CSV, for people who paste into other systems."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence

from handbook.csv_cells import harmless
from handbook.document.blocks import (
    Banner,
    Block,
    Bullet,
    Caution,
    EndMark,
    Heading,
    Immediate,
    Labelled,
    Note,
    OutcomeBlock,
    Paragraph,
    Rich,
    Say,
    ScriptBlock,
    Sheet,
    SignOff,
    StepRow,
    TableBlock,
    text_of,
)
from handbook.document.run_record import TickState
from handbook.document.sheet_text import block_lines, step_line
from handbook.document.wording import UNCONTROLLED, code_words
from handbook.document.words import REACHED

CSV_HEAD = (
    "条目",
    "标题",
    "序号",
    "步骤",
    "类型",
    "内容",
    "应达状态",
    "状态",
    "回答",
    "数值或所见",
    "时间",
    "跳过原因",
    "关键",
)


def to_markdown(sheets: Sequence[Sheet], printed: str) -> str:
    """One document; every sheet ends with what tells it apart."""
    return "\n\n---\n\n".join("\n\n".join(_sheet_parts(sheet, printed)) for sheet in sheets) + "\n"


def _sheet_parts(sheet: Sheet, printed: str) -> Iterator[str]:
    yield f"# {sheet.title}" + (f"〔{sheet.severity}〕" if sheet.severity else "")
    yield sheet.subtitle
    gathered: list[str] = []
    for block in sheet.blocks:
        part = _markdown(block)
        is_item = part.startswith(("- ", "1. ", "> "))
        if gathered and not is_item:
            yield "\n".join(gathered)
            gathered = []
        if is_item:
            gathered.append(part)
        elif part:
            yield part
    if gathered:
        yield "\n".join(gathered)
    yield (
        f"{sheet.entry_id} · 内容 {sheet.content_version} · 复核 {sheet.reviewed} · 导出 {printed} · "
        f"{code_words(sheet.code)} · {UNCONTROLLED}"
    )


def _markdown(block: Block) -> str:
    match block:
        case Heading():
            return f"{'##' if block.level == 1 else '###'} {' '.join(block_lines(block))}"
        case StepRow():
            return _step(block)
        case Immediate():
            return "\n".join(f"- **{line}**" for line in block_lines(block))
        case Banner() | EndMark():
            return f"**{block.text}**"
        case Caution() | Note() | Say():
            return "> " + "\n> ".join(block_lines(block))
        case Labelled():
            return f"- **{block.label}** {_rich(block.rich)}"
        case Bullet():
            mark = "1." if block.mark.isdigit() else "-"
            words = ("× " if block.mark == "×" else "") + _rich(block.rich)
            return f"{mark} {words}"
        case Paragraph():
            return _rich(block.rich)
        case TableBlock():
            return _table(block)
        case OutcomeBlock() | ScriptBlock():
            first, *rest = block_lines(block)
            reached = f"({REACHED})" if isinstance(block, OutcomeBlock) and block.reached else ""
            return "\n".join([f"- **{first}**{reached}", *(f"  - {line}" for line in rest)])
        case SignOff():
            return ""
        case _:
            return "\n".join(block_lines(block))


def _step(row: StepRow) -> str:
    done = row.tick in (TickState.TICKED, TickState.VERIFIED)
    line = f"- [{'x' if done else ' '}] {step_line(row)}"
    if row.is_blank:
        return line
    chosen = next((choice.label for choice in row.choices if choice.chosen), "")
    added = [word for word in (chosen, row.written) if word]
    if row.tick in (TickState.SKIPPED, TickState.NOT_APPLICABLE):
        added.append(f"{row.tick}" + (f":{row.reason}" if row.reason else ""))
    if row.time:
        added.append(row.time)
    return line + (" —— **" + "** · **".join(added) + "**" if added else "")


def _rich(rich: Rich) -> str:
    return "".join(f"**{span.text}**" if span.bold else span.text for span in rich)


def _table(block: TableBlock) -> str:
    rows = [block.head, tuple("---" for _ in block.head)]
    rows += [tuple(text_of(cell).replace("|", "\\|") for cell in row) for row in block.rows]
    return "\n".join("| " + " | ".join(row) + " |" for row in rows)


def to_csv(sheets: Iterable[Sheet]) -> bytes:
    """One row a step, UTF-8 with a byte order mark, so that spreadsheets show Chinese.

    Texts that a spreadsheet would take for a formula get an apostrophe before them.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(CSV_HEAD)
    for sheet in sheets:
        for block in sheet.blocks:
            if isinstance(block, StepRow):
                writer.writerow([harmless(cell, keeps_numbers=True) for cell in _csv_row(sheet, block)])
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def _csv_row(sheet: Sheet, row: StepRow) -> tuple[str, ...]:
    chosen = next((choice.label for choice in row.choices if choice.chosen), "")
    return (
        sheet.entry_id,
        sheet.title,
        str(row.number),
        row.name,
        row.mark,
        row.text,
        row.state,
        str(row.tick),
        chosen,
        row.written,
        row.time,
        row.reason,
        "是" if row.killer else "",
    )
