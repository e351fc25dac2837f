"""Decks and documents: titles, lines, speaker's notes, and where each stands."""

from handbook.table_files.child import answer_to
from handbook.table_files.child_start import OUTLINE
from handbook.table_files.refusal import Refusal
from handbook.table_files.table_file import Outline
from tests.unit.table_files.made import deck, document, grouped, slide, slide_table, word_paragraph

TRAINING = deck(
    [
        slide("供热客服培训", "2026 年新员工班\n客服培训组"),
        slide("接电话的三步", "先听完\n再问地址和电话\n说清楚谁什么时候到"),
        slide("漏水先关阀", more=grouped("入户阀在管井里\n关不动就找物业")),
        slide("测温怎么约", "约在白天\n带测温仪", more=slide_table([["时段", "谁去"], ["上午", "测温班"]])),
        slide("", "报停要带什么\n房本\n身份证"),
        slide("", ""),
        slide("备用:去年的数", "接通率", shown=False),
        slide("谢谢", ""),
    ],
    spoken={2: "让学员两两练一遍\n别超过五分钟", 6: "这张放视频"},
)
"""As a company's deck is: a title page, groups, a table, a slide without a title, one of pictures, a hidden one."""


def outline(data: bytes) -> Outline:
    answer = answer_to(data, OUTLINE)
    assert answer.outline is not None, (answer.refused, answer.detail)
    return answer.outline


def test_a_deck_of_real_shape() -> None:
    found = outline(TRAINING)
    by_place = {section.place: section for section in found.sections}
    assert [section.place for section in found.sections] == [f"第 {n} 张" for n in range(1, 9)]
    assert by_place["第 2 张"].title == "接电话的三步"
    assert by_place["第 2 张"].lines == ("先听完", "再问地址和电话", "说清楚谁什么时候到")
    assert by_place["第 2 张"].spoken == ("让学员两两练一遍", "别超过五分钟")
    assert by_place["第 3 张"].lines == ("入户阀在管井里", "关不动就找物业")
    assert by_place["第 4 张"].lines[-2:] == ("时段 | 谁去", "上午 | 测温班")
    assert (by_place["第 5 张"].title, by_place["第 5 张"].lines) == ("报停要带什么", ("房本", "身份证"))
    assert by_place["第 6 张"].spoken == ("这张放视频",)
    assert any("第 7 张是隐藏的" in note for note in found.notes)


def test_slides_without_words_are_told() -> None:
    found = outline(deck([slide("甲", "乙"), slide()]))
    assert len(found.sections) == 1
    assert found.notes[0].startswith("第 2 张没有能读的字")


def test_headings_of_a_document_and_what_stands_below() -> None:
    body = (
        word_paragraph("客服手册")
        + word_paragraph("第一章 接电话", "1")
        + word_paragraph("先报单位。", more="<w:del><w:r><w:delText>旧话</w:delText></w:r></w:del>")
        + word_paragraph("问什么", "b")
        + "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>地址</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>必问</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
        + word_paragraph("小节", "c")
    )
    found = outline(document(body))
    assert [(s.title, s.level, s.lines, s.place) for s in found.sections] == [
        ("开头", 1, ("客服手册",), "第 1 节"),
        ("第一章 接电话", 1, ("先报单位。",), "第 2 节"),
        ("问什么", 2, ("地址 | 必问",), "第 3 节"),
        ("小节", 3, (), "第 4 节"),
    ]


def test_a_document_without_styles_is_parted_by_its_numbers() -> None:
    body = "".join(map(word_paragraph, ["一、接电话", "先报单位。", "二、派单", "写清地址。"]))
    found = outline(document(body))
    assert [(s.title, s.lines) for s in found.sections] == [
        ("一、接电话", ("先报单位。",)),
        ("二、派单", ("写清地址。",)),
    ]
    assert "没有用标题样式" in found.notes[0]


def test_what_is_no_outline_is_refused() -> None:
    assert answer_to(b"a,b\n", OUTLINE).refused == Refusal.NO_OUTLINE
    assert answer_to(deck([]), OUTLINE).refused == Refusal.NO_ROWS
    assert answer_to(document(""), OUTLINE).refused == Refusal.NO_ROWS
    assert answer_to(TRAINING, "9").refused == Refusal.NO_TABLE
