"""One visit of a table: guessed, remembered, mended, taken back, counted; what goes out again holds no formula."""

import csv
import io
from pathlib import Path

from handbook.table_files.table_file import Outline, Section, Sheet, TableFile, TableKind
from handbook.upkeep.bringing_columns import Field
from handbook.upkeep.bringing_desk import BringingDesk, Tally
from handbook.upkeep.bringing_in import Purpose
from handbook.upkeep.bringing_memory import FILE, remember, remembered
from handbook.upkeep.bringing_rows import KnowledgeProposal
from handbook.upkeep.bringing_tables import blank_form, csv_bytes
from tests.helpers.company_site import shipped_handbook

_ROWS = (
    ("序号", "客户问题", "标准答复", "备注"),
    ("1", "发票在哪里开呀您说", "手机上点“开票”。", "别推荐外面的店"),
    ("2", "大厅几点关门", "", ""),
    ("3", "师傅多久能来我家", "2 小时内一定到。", ""),
    ("4", "发票在哪里开呀您说？", "营业厅也能开。", ""),
)


def sheet(rows: tuple[tuple[str, ...], ...] = _ROWS, name: str = "问答") -> Sheet:
    return Sheet(name=name, header_row=1, rows=rows, row_numbers=tuple(range(1, len(rows) + 1)))


def desk(room: Path, *sheets: Sheet, wanted: Purpose = Purpose.FAQ) -> BringingDesk:
    read = TableFile(
        name="问答.xlsx", kind=TableKind.XLSX, sheets=sheets or (sheet(),), notes=("有一处说明，看一眼。",)
    )
    return BringingDesk(read, shipped_handbook(), room, wanted)


def test_a_table_is_guessed_and_counted(tmp_path: Path) -> None:
    one = desk(tmp_path, Sheet(name="藏", is_hidden=True), sheet(), sheet(_ROWS[:2], "另一张"))
    assert one.purpose is Purpose.FAQ
    assert one.mapping == {0: Field.IGNORED, 1: Field.ASK, 2: Field.ANSWER, 3: Field.INTERNAL}
    assert one.tally == Tally(rows=4, drafts=1, joined=1, to_mend=2)
    assert one.problem_rows == (3, 4)
    assert one.notes == ("有一处说明，看一眼。",)
    assert [shown.name for shown in one.sheets] == ["问答", "另一张"]
    one.choose_sheet(1)
    assert one.tally == Tally(rows=1, drafts=1)


def test_nothing_may_be_written_while_a_row_is_to_be_mended_unless_only_fine_ones_are_wanted(
    tmp_path: Path,
) -> None:
    one = desk(tmp_path)
    assert one.writing(only_fine=False) == ()
    assert [row.number for row in one.writing(only_fine=True)] == [2]
    assert not list(tmp_path.iterdir())


def test_cells_are_mended_and_taken_back(tmp_path: Path) -> None:
    one = desk(tmp_path)
    assert one.edit(3, 2, "五点半关门。")
    assert not one.edit(3, 2, "五点半关门。 ")
    mend = next(problem for problem in one.brought.problems if problem.number == 4)
    assert one.take(mend)
    assert len(one.writing(only_fine=False)) == 3
    assert one.undo() == (4, 2)
    assert one.undo() == (3, 2)
    assert one.undo() is None
    assert one.problem_rows == (3, 4)


def test_a_choice_of_columns_is_kept_for_the_next_table(tmp_path: Path) -> None:
    one = desk(tmp_path)
    one.choose_field(3, Field.TOPIC)
    assert one.mapping == {0: Field.IGNORED, 1: Field.ASK, 2: Field.ANSWER, 3: Field.TOPIC}
    one.choose_field(0, Field.TOPIC)
    assert one.mapping == {0: Field.TOPIC, 1: Field.ASK, 2: Field.ANSWER, 3: Field.IGNORED}
    one.choose_field(3, Field.TOPIC)
    assert desk(tmp_path).mapping == one.mapping
    assert remembered(tmp_path, Purpose.PHONES) == {}


def test_a_memory_that_cannot_be_read_or_written_stops_nobody(tmp_path: Path) -> None:
    (tmp_path / FILE).write_bytes(b"\xff{")
    assert remembered(tmp_path, Purpose.FAQ) == {}
    remember(tmp_path / FILE / "below", Purpose.FAQ, {"问题": "用户怎么问"})
    remember(tmp_path, Purpose.FAQ, {"问题": "!!python/object"})
    assert desk(tmp_path).mapping[1] is Field.ASK


def test_a_telephone_book_is_seen_by_its_heads(tmp_path: Path) -> None:
    book = sheet((("部门", "联系电话"), ("抢修班", "0451-55500119")))
    assert desk(tmp_path, book).purpose is Purpose.PHONES
    assert desk(tmp_path, book, wanted=Purpose.VALUES).purpose is Purpose.VALUES
    plain = sheet((("项目", "数值"), ("居民热价", "37")))
    assert desk(tmp_path, plain, wanted=Purpose.PHONES).purpose is Purpose.VALUES


def test_what_lacks_a_column_says_so(tmp_path: Path) -> None:
    one = desk(tmp_path)
    one.choose_purpose(Purpose.LINES)
    assert one.brought.lacking
    assert one.tally.rows == 4
    one.choose_purpose(Purpose.FAQ)
    assert one.tally.to_mend == 2


def test_an_outline_is_mended_like_a_sheet(tmp_path: Path) -> None:
    read = Outline(
        name="培训.pptx",
        kind=TableKind.PPTX,
        sections=(
            Section(title="开栓前怎么准备", lines=("先放气",), spoken=("慢点讲",), place="第 1 张"),
            Section(title="", lines=("没有标题的一页",), place="第 2 张"),
        ),
    )
    one = BringingDesk(read, shipped_handbook(), tmp_path, Purpose.FAQ)
    assert one.purpose is Purpose.OUTLINE
    assert one.problem_rows == (2,)
    assert one.table_to_mend[0] == ["标题", "内容", "讲稿", "要改什么"]
    assert one.edit(2, 0, "补上的标题")
    assert one.edit(1, 1, "先放气\n再看压力")
    rows = one.writing(only_fine=False)
    first = rows[0].proposals[0]
    assert isinstance(first, KnowledgeProposal)
    assert first.lines == ("先放气", "再看压力")
    assert first.source == "培训.pptx 第 1 张"
    assert one.keep_only((2,))
    assert [row.number for row in one.brought.rows] == [2]


def test_rows_go_out_without_formulas_and_come_in_again(tmp_path: Path) -> None:
    rows = (*_ROWS[:1], ("1", "=cmd|' /C calc'!A0", "", "+86 13912345678"))
    one = desk(tmp_path, sheet(rows))
    content = csv_bytes(one.table_to_mend)
    assert content.startswith(b"\xef\xbb\xbf")
    table = list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))
    assert table[0] == [*_ROWS[0], "要改什么"]
    assert table[1][1].startswith("'=")
    assert "没有答复" in table[1][-1]
    assert blank_form(Purpose.PHONES) == [["名称", "值", "来源"]]
    assert not any(
        desk(tmp_path, sheet((tuple(blank_form(p)[0]), ("甲",) * 4)), wanted=p).brought.lacking
        for p in Purpose
        if p is not Purpose.OUTLINE
    )
