"""Tables on paper."""

from handbook.document.blocks import TableBlock, TableRole, plain
from handbook.export.paper.boxes import TextMark
from handbook.export.paper.frame import Frame
from handbook.export.paper.lay_tables import lay_table
from handbook.export.paper.scale import TypeScale
from handbook.export.paper.typeset import Typesetter


def test_labels_of_a_guide_leave_the_words_their_room_on_small_paper(even: Typesetter) -> None:
    rows = tuple(
        (plain(label, bold=True), plain("通常带房本、身份证;代办另带委托书" * 2))
        for label in ("材料", "责任单位")
    )
    scale = TypeScale(body=10, small=8, heading=12, title=16, immediate=12)
    frame = Frame(22 * scale.body, scale, even)
    _, first, last = lay_table(TableBlock(("办事指南", ""), rows, role=TableRole.GUIDE), frame)

    starts = {mark.x for mark in (*first.marks, *last.marks) if isinstance(mark, TextMark)}
    assert min(starts) == 0
    label = 4 * scale.body
    (words,) = starts - {0}
    assert label < words < label + 1.5 * scale.body
