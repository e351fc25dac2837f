"""Heads of columns go in; what each column is for a purpose comes out, guessed, for a person to put right."""

from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum

from handbook.model.bare_words import bare
from handbook.table_files.table_file import Sheet
from handbook.upkeep.bringing_rows import Cells, Purpose


class Field(StrEnum):
    """What a column is; the value is what the window says."""

    IGNORED = "不要"
    LABEL = "名称"
    VALUE = "值"
    UNIT = "单位"
    SOURCE = "来源"
    ASK = "用户怎么问"
    ANSWER = "可以对用户说"
    TOPIC = "归到"
    INTERNAL = "仅限内部"
    WORD = "标准词"
    ALIASES = "又叫"
    SITUATION = "什么时候说"
    TONE = "语气"
    TEXT = "话"


REQUIRED: Mapping[Purpose, tuple[Field, ...]] = {
    Purpose.VALUES: (Field.LABEL, Field.VALUE),
    Purpose.PHONES: (Field.LABEL, Field.VALUE),
    Purpose.ASKS: (Field.ASK, Field.TOPIC),
    Purpose.SYNONYMS: (Field.WORD,),
    Purpose.LINES: (Field.TOPIC, Field.TEXT),
    Purpose.FAQ: (Field.ASK, Field.ANSWER),
    Purpose.OUTLINE: (),
}
"""Columns without which nothing can be made of a table."""
FIELDS: Mapping[Purpose, tuple[Field, ...]] = {
    Purpose.VALUES: (Field.LABEL, Field.VALUE, Field.UNIT, Field.SOURCE),
    Purpose.PHONES: (Field.LABEL, Field.VALUE, Field.SOURCE),
    Purpose.ASKS: (Field.ASK, Field.TOPIC),
    Purpose.SYNONYMS: (Field.WORD, Field.ALIASES),
    Purpose.LINES: (Field.TOPIC, Field.SITUATION, Field.TONE, Field.TEXT),
    Purpose.FAQ: (Field.ASK, Field.ANSWER, Field.TOPIC, Field.INTERNAL),
    Purpose.OUTLINE: (),
}
"""What a column may be, in the order in which columns are given out; `Field.IGNORED` besides."""
_MANY = frozenset((Field.ALIASES, Field.INTERNAL))
"""Fields that several columns may hold."""
_HEADS: Mapping[Field, tuple[str, ...]] = {
    Field.LABEL: (
        "名称",
        "项目",
        "项",
        "部门",
        "单位名称",
        "科室",
        "岗位",
        "姓名",
        "联系人",
        "用途",
        "内容",
        "指标",
    ),
    Field.VALUE: (
        "值",
        "数值",
        "取值",
        "电话",
        "号码",
        "联系电话",
        "联系方式",
        "手机",
        "电话号码",
        "填写",
        "标准",
    ),
    Field.UNIT: ("单位", "计量单位"),
    Field.SOURCE: ("来源", "依据", "出处", "文件"),
    Field.ASK: (
        "客户问题",
        "用户问题",
        "问题",
        "问",
        "怎么问",
        "问法",
        "提问",
        "用户怎么问",
        "常见问题",
        "咨询内容",
        "诉求",
    ),
    Field.ANSWER: (
        "标准答复",
        "答复",
        "答案",
        "回答",
        "解答",
        "答",
        "回复",
        "口径",
        "参考答复",
        "可以对用户说",
    ),
    Field.TOPIC: ("类别", "分类", "归到", "条目", "主题", "标题", "所属", "话术名称", "归属条目"),
    Field.INTERNAL: ("备注", "内部", "仅限内部", "说明", "注意", "内部口径"),
    Field.WORD: ("标准词", "标准说法", "规范词", "词", "词语", "名称", "主词"),
    Field.ALIASES: ("又叫", "别名", "同义词", "近义词", "俗称", "叫法", "也叫", "口语"),
    Field.SITUATION: ("情形", "场景", "什么时候说", "情况", "时机"),
    Field.TONE: ("语气", "口吻", "版本"),
    Field.TEXT: ("话术", "话", "内容", "说法", "怎么说", "标准话术", "台词"),
}


def guessed_mapping(
    purpose: Purpose, headers: Sequence[str], remembered: Mapping[str, str] | None = None
) -> dict[int, Field]:
    """Column → field, for every column.

    Args:
        purpose: what the table is brought for.
        headers: heads of its columns; empty texts where the sheet has none, then the order of columns is believed.
        remembered: head → field as somebody chose it before (`remembered_mapping`); goes before every guess.
    """
    fields = FIELDS[purpose]
    found: dict[int, Field] = {}
    for column, header in enumerate(headers):
        chosen = (remembered or {}).get(bare(header), "")
        if chosen and chosen in (*fields, Field.IGNORED):
            found[column] = Field(chosen)
    if not any(headers):
        if purpose is Purpose.SYNONYMS and headers:  # a group of words in a row
            return {0: Field.WORD} | dict.fromkeys(range(1, len(headers)), Field.ALIASES)
        return {
            column: fields[column] if column < min(len(fields), 2) else Field.IGNORED
            for column in range(len(headers))
        }
    for is_close in (_is_equal, _is_inside):
        for field in fields:
            for head in _HEADS[field]:
                for column, header in enumerate(headers):
                    is_free = column not in found and (field in _MANY or field not in found.values())
                    if is_free and is_close(head, bare(header)):
                        found[column] = field
    return {column: found.get(column, Field.IGNORED) for column in range(len(headers))}


def _is_equal(head: str, header: str) -> bool:
    return head == header


def _is_inside(head: str, header: str) -> bool:
    return len(head) > 1 and head in header


def remembered_mapping(headers: Sequence[str], mapping: Mapping[int, Field]) -> dict[str, str]:
    """Head → field of a mapping that somebody has looked at, to be kept for the next table."""
    return {bare(headers[column]): str(field) for column, field in mapping.items() if bare(headers[column])}


def lacking(purpose: Purpose, mapping: Mapping[int, Field]) -> tuple[str, ...]:
    """A sentence for each column that must be named first."""
    named = set(mapping.values())
    return tuple(
        f"还没说哪一列是“{field}”，请在表头上面那一行选。"
        for field in REQUIRED[purpose]
        if field not in named
    )


def cells_of(sheet: Sheet, mapping: Mapping[int, Field]) -> Iterator[Cells]:
    """Rows below the heads, by what their columns are."""
    wanted = [(column, field) for column, field in sorted(mapping.items()) if field is not Field.IGNORED]
    for number, row in sheet.data():
        by_field: dict[str, tuple[tuple[int, str], ...]] = {}
        for column, field in wanted:
            if column < len(row):
                by_field[field] = (*by_field.get(field, ()), (column, row[column].strip()))
        if any(words for places in by_field.values() for _, words in places):
            yield Cells(number, by_field)
