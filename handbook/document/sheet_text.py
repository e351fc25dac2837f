"""A sheet -> its words as plain lines: for comparing versions, Markdown and checks."""

from collections.abc import Iterator

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
    Picture,
    Say,
    ScriptBlock,
    Sheet,
    SignOff,
    StepRow,
    TableBlock,
    text_of,
)
from handbook.document.wording import next_step
from handbook.document.words import (
    ANY_TIME,
    GROUNDS,
    INTERNAL,
    KILLER,
    NEXT_STEP,
    OUTCOME,
    OWNER,
    RELATED,
    RESPONSIBLE,
    SOURCES,
    quoted,
    with_state,
)

_LEFT_OUT = frozenset({OWNER, SOURCES, RELATED})


def sheet_lines(sheet: Sheet) -> Iterator[str]:
    """What the code of the sheet stands for, line by line: no banners, dates and names of those responsible.

    Of a heading only what the entry itself says: our words for it may change without the entry.
    """
    yield sheet.title
    yield f"{sheet.kind_label} {sheet.severity}".strip()
    if sheet.summary:
        yield sheet.summary
    for block in sheet.blocks:
        if isinstance(block, Banner) or (isinstance(block, Labelled) and block.label in _LEFT_OUT):
            continue
        if isinstance(block, Heading | EndMark):
            if block.own:
                yield block.own
        else:
            yield from block_lines(block)


def block_lines(block: Block) -> Iterator[str]:  # noqa: PLR0912  (one case a kind of block)
    """The words of one block."""
    match block:
        case Banner() | EndMark():
            yield block.text
        case Heading():
            yield f"{block.text}({block.note})" if block.note else block.text
        case Immediate():
            for number, row in enumerate(block.rows, 1):
                yield f"{number} {quoted(row.text)}" if row.is_said else f"{number} {row.text}"
        case StepRow():
            yield step_line(block)
        case Caution():
            yield _under(block.condition, f"{block.level}:{block.text}")
        case Note():
            yield _under(block.condition, f"注:{block.text}")
        case Say():
            yield quoted(block.text)
        case OutcomeBlock():
            yield from _outcome_lines(block)
        case Bullet():
            yield f"{block.mark} {text_of(block.rich)}".strip()
        case Paragraph():
            yield text_of(block.rich)
        case Labelled():
            yield f"{block.label}:{text_of(block.rich)}"
        case TableBlock():
            for cells in block.rows:
                yield " | ".join(map(text_of, cells))
        case ScriptBlock():
            yield f"{block.situation or ANY_TIME}({block.audience})"
            for variant in block.variants:
                yield f"{variant.tone}:{quoted(variant.text)}"
        case Picture():
            yield f"图:{block.caption}"
        case SignOff():
            return


def step_line(row: StepRow) -> str:
    """A step in one line, without what a run added."""
    words = with_state(quoted(row.text) if row.is_said else row.text, row.state)
    words += "".join(f"({note})" for note in row.notes)
    choices = " / ".join(
        c.label + (f"({c.note})" if c.note else "") + (f" → {c.leads_to}" if c.leads_to else "")
        for c in row.choices
    )
    value = f" [{row.value_name}{' ' + row.value_unit if row.value_unit else ''}]" if row.value_name else ""
    marks = (f"【{KILLER}】" if row.killer else "") + ("*" if row.wanted_for_dispatch else "")
    line = f"{row.number} {marks}{words}{value}" + (f":{choices}" if choices else "")
    return _under(row.condition, line)


def _under(condition: str, words: str) -> str:
    return f"〔{condition}〕{words}" if condition else words


def _outcome_lines(block: OutcomeBlock) -> Iterator[str]:
    yield f"{OUTCOME} {block.letter} {block.title}" + (f" {block.priority}" if block.priority else "")
    yield f"{RESPONSIBLE} {block.responsible};{NEXT_STEP} {next_step(block)}"
    for ground in block.grounds:
        yield f"{GROUNDS} {text_of(ground)}"
    if block.say:
        yield quoted(block.say)
    if block.note:
        yield f"{INTERNAL}:{block.note}"
