"""Two wordings side by side: whole numbers, no confetti, and not a sign lost."""

import random

import pytest

from handbook.law.changed_words import Op, changed_rows, changed_words


def marked(old: str, new: str) -> list[tuple[str, str]]:
    """What differs, either side."""
    return [(piece.old, piece.new) for piece in changed_words(old, new) if piece.op is not Op.SAME]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("应当在三十日内办理。", "应当在六十日内办理。", [("三十日", "六十日")]),
        ("室温不低于16℃。", "室温不低于18℃。", [("16℃。", "18℃。")]),
        ("室温不低于16 ℃，", "室温不低于十八摄氏度，", [("16 ℃，", "十八摄氏度，")]),
        ("退还百分之三十的热费", "退还百分之五十的热费", [("百分之三十", "百分之五十")]),
        ("处一万元以上三万元以下罚款", "处两万元以上三万元以下罚款", [("一万元", "两万元")]),
        ("依照第三十六条处罚", "依照第三十四条处罚", [("第三十六条", "第三十四条")]),
        ("罚款1.5万元", "罚款15万元", [("1.5万元", "15万元")]),
        ("供热单位应当检修", "供热单位、物业服务人应当检修", [("", "物业服务人")]),
        ("供热单位、物业服务人应当检修", "供热单位应当检修", [("物业服务人", "")]),
    ],
)
def test_what_changed_is_marked_as_a_person_reads_it(
    old: str, new: str, expected: list[tuple[str, str]]
) -> None:
    assert marked(old, new) == expected


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("热用户：（一）放水；", "热用户:(一) 放水"),
        ("１６ ℃", "16℃"),
        ("“供热单位”，是指", "「供热单位」是指"),
        ("", ""),
        ("。", ";"),
    ],
)
def test_punctuation_and_width_are_never_marked(old: str, new: str) -> None:
    assert marked(old, new) == []
    pieces = changed_words(old, new)
    assert "".join(piece.old for piece in pieces) == old
    assert "".join(piece.new for piece in pieces) == new


def test_changes_that_one_or_two_equal_characters_part_are_one() -> None:
    assert marked("由市供热办组织验收", "由省供热站组织验收") == [("市供热办", "省供热站")]
    assert marked("甲热乙气", "丙热丁气") == [("甲热乙", "丙热丁")]
    assert len(marked("甲方应当报告乙", "丙方应当报告丁")) == 2


def test_an_opening_mark_goes_with_what_it_opens() -> None:
    pieces = changed_words("执行《热价办法》的规定", "执行《热费办法》的规定")
    assert [(p.old, p.new) for p in pieces if p.op is not Op.SAME] == [("价", "费")]
    assert pieces[0].old == "执行《热"
    added = changed_words("执行规定", "执行（暂行）规定")
    assert [p.new for p in added if p.op is Op.INSERTED] == ["（暂行）"]


@pytest.mark.parametrize("seed", range(60))
def test_pieces_joined_are_both_wordings_letter_by_letter(seed: int) -> None:
    source = random.Random(seed)
    letters = "供热用户单位应当在三十日内16℃第条五百元，。；（）《》“”\u3000 \u200babc%"
    old = "".join(source.choice(letters) for _ in range(source.randint(0, 60)))
    new = "".join(sign if source.random() > 0.2 else source.choice(letters) for sign in old)
    pieces = changed_words(old, new)
    assert "".join(piece.old for piece in pieces) == old
    assert "".join(piece.new for piece in pieces) == new
    assert all(piece.old or piece.new for piece in pieces)


def test_paragraphs_stand_beside_their_counterparts() -> None:
    rows = changed_rows(
        ("供热单位应当公布服务电话。", "热用户应当按时交纳热费，逾期的加收违约金。"),
        (
            "供热单位应当公布服务电话。",
            "禁止擅自改动供热设施和计量装置。",
            "热用户应当按时交纳热费，逾期的不加收违约金。",
        ),
    )
    assert [(row.old is not None, row.new is not None) for row in rows] == [
        (True, True),
        (False, True),
        (True, True),
    ]
    assert [(p.old, p.new) for p in rows[2].pieces if p.op is not Op.SAME] == [("", "不")]


def test_another_split_into_paragraphs_is_no_change() -> None:
    rows = changed_rows(("热用户不得放水；不得装泵。",), ("热用户不得放水；", "不得装泵。"))
    assert all(piece.op is Op.SAME for row in rows for piece in row.pieces)
