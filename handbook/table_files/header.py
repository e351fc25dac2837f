"""The first rows of a sheet go in; which of them holds the heads of the columns comes out."""

import re
from collections.abc import Sequence

_LOOKED_AT = 12
_LONGEST = 16
_LISTED = (
    "序号 编号 名称 项目 内容 问题 问法 提问 答案 答复 回答 解答 话术 情形 场景 语气 类别 分类 归到 条目 备注 说明 单位 部门 科室 "
    "岗位 姓名 联系人 电话 手机 号码 分机 职责 地址 时间 日期 值 数值 来源 依据 标准 同义 叫法 又叫 别名 词 关键词 question answer "
    "name phone key value label unit note"
)
_WORDS = tuple(_LISTED.split())
_FIGURES = re.compile(r"\d{3}")


def header_row(numbers: Sequence[int], rows: Sequence[Sequence[str]]) -> int:
    """The sheet's own number of the row of heads; 0 = no row looks like one.

    It is the first of the upper rows that has two heads at least, all short and different; in a sheet of one column,
    a row that is a known head.
    """
    width = max((sum(map(bool, row)) for row in rows), default=0)
    for number, row in zip(numbers[:_LOOKED_AT], rows[:_LOOKED_AT], strict=True):
        heads = [cell for cell in row if cell]
        if len(heads) < min(2, width) or len(set(heads)) < len(heads):
            continue
        known = sum(any(word in head.lower() for word in _WORDS) for head in heads)
        if known and 2 * known >= len(heads) and all(_is_short(head) for head in heads):
            return number
    return 0


def _is_short(head: str) -> bool:
    """Whether it may be a head: no sentence, no telephone number."""
    is_sentence = head.endswith(("。", "？", "?", "！", "吗"))
    return len(head.replace("\n", "")) <= _LONGEST and not is_sentence and not _FIGURES.search(head)
