"""An entry that the company wants no more leads to the one that takes its place: a row of successors, as a draft like any other."""

from handbook.content.file_names import SUCCESSORS_FILE
from handbook.content.writing.draft import Draft, DraftRefused
from handbook.content.writing.draft_shelf import DraftShelf
from handbook.content.writing.edits import Insert
from handbook.content.writing.splice import spliced
from handbook.content.yaml_reader import Value, YamlRefused, read_yaml
from handbook.model.entry import Entry
from handbook.model.handbook import Handbook
from handbook.model.kinds import Kind

_LIST = "successors"
_EMPTY = f"{_LIST}: []\n"


def why_not_retired(entry: Entry, into: Entry | None = None) -> str:
    """Why an entry stays, or why that one cannot take its place; empty where nothing keeps it."""
    if entry.kind is Kind.EMERGENCY:
        return "应急卡不能停用：有人出事时各台都要打得开。要改就改这张卡"
    if into is not None and into.id == entry.id:
        return "不能由它自己接替；请另选一条"
    is_list = into is not None and into.kind in (Kind.PROCEDURE, Kind.EMERGENCY)
    if entry.kind is Kind.PROCEDURE and into is not None and not is_list:
        return "流程要由流程或应急卡接替：有的回答会转到它"
    return ""


def retire_draft(shelf: DraftShelf, handbook: Handbook, entry: Entry, into: Entry, reason: str) -> Draft:
    """The company's row that leads from `entry` to `into`, kept as a draft; published, it holds for every desk.

    Raises DraftRefused where one of the two forbids it, or the file of rows cannot be read.
    """
    why = why_not_retired(entry, into)
    if why:
        raise DraftRefused(why)
    draft = shelf.begun(SUCCESSORS_FILE)
    text = draft.text.strip() or _EMPTY
    try:
        value = read_yaml(text.encode()).value
    except YamlRefused as refused:
        raise DraftRefused(f"“并掉的条目”第 {refused.place.line} 行读不懂，没有动它") from refused
    rows = value.get(_LIST) if isinstance(value, dict) else None
    count = len(rows) if isinstance(rows, list) else 0
    known = [row.get("id") for row in rows or () if isinstance(row, dict)] if isinstance(rows, list) else []
    if entry.id in known:
        raise DraftRefused("这一条已经在停用的草稿里了；请到待办里看")
    row: dict[str, Value] = {
        "id": entry.id,
        "into": handbook.present_id(into.id),
        "reason": " ".join(reason.split()),
    }
    written = draft.text if draft.text.strip() else _EMPTY
    return shelf.save(draft, spliced(written.encode(), [Insert((_LIST,), count, row)]).decode())
