"""Text whose lines are rows: encodings, signs between cells, quotation marks."""

import codecs

import pytest

from handbook.table_files.child import answer_to
from handbook.table_files.refusal import Refusal
from handbook.table_files.table_file import Sheet, TableFile

ROWS = "序号,客户问题,标准答复\n1,热费能分两次交吗,能，年底前交清\n2,地热滤网几年一换,一般两个供热期清一次\n"


def read(data: bytes, most_rows: int = 100) -> TableFile:
    answer = answer_to(data, str(most_rows))
    assert answer.table is not None, (answer.refused, answer.detail)
    return answer.table


def only(data: bytes, most_rows: int = 100) -> Sheet:
    (sheet,) = read(data, most_rows).sheets
    return sheet


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (ROWS.encode(), "utf-8"),
        (codecs.BOM_UTF8 + ROWS.encode(), "utf-8"),
        (ROWS.encode("utf-16"), "utf-16-le"),
        (codecs.BOM_UTF16_BE + ROWS.encode("utf-16-be"), "utf-16-be"),
        (ROWS.encode("utf-16-le"), "utf-16-le"),
        (ROWS.encode("gbk"), "gb18030"),
        ((ROWS + "3,𠮷镕,x\n").encode("gb18030"), "gb18030"),
    ],
)
def test_the_encoding_is_found_and_told(data: bytes, encoding: str) -> None:
    found = read(data)
    assert found.encoding == encoding
    assert found.sheets[0].rows[1] == ("1", "热费能分两次交吗", "能，年底前交清")
    assert found.sheets[0].header_row == 1
    assert bool(found.notes) is (encoding != "utf-8")


@pytest.mark.parametrize("sign", [",", "\t", ";", "|"])
def test_the_sign_between_cells_is_found(sign: str) -> None:
    assert only(ROWS.replace(",", sign).encode()).rows[2][1] == "地热滤网几年一换"


def test_a_full_width_comma_parts_nothing() -> None:
    sheet = only("热费，能分两次交吗\n暖气，不热\n".encode())
    assert sheet.rows == (("热费，能分两次交吗",), ("暖气，不热",))
    assert sheet.header_row == 0


def test_lines_inside_a_cell_stay_and_rows_are_counted_as_excel_does() -> None:
    sheet = only('问题,答案\n"一\n二","能,可以"\n\n三,"说""好"""\n'.encode())
    assert sheet.rows == (("问题", "答案"), ("一\n二", "能,可以"), ("三", '说"好"'))
    assert sheet.row_numbers == (1, 2, 4)


def test_telephones_stay_as_typed_and_formulas_are_words() -> None:
    sheet = only('部门,电话\n抢修,="0451-88"\n调度,=cmd|calc\n'.encode())
    assert [row[1] for row in sheet.rows] == ["电话", "0451-88", "=cmd|calc"]


def test_the_line_for_excel_names_the_sign() -> None:
    sheet = only("sep=;\n部门;电话\n抢修;1,2\n".encode())
    assert sheet.rows == (("部门", "电话"), ("抢修", "1,2"))
    assert sheet.row_numbers == (2, 3)


@pytest.mark.parametrize("rows", [3, 60_000])
def test_a_quotation_mark_alone_does_not_swallow_the_file(rows: int) -> None:
    text = '问题,答案\n"管子漏,关阀\n' + "甲,乙\n" * rows
    found = read(text.encode(), most_rows=4)
    assert found.sheets[0].rows[1:3] == (('"管子漏', "关阀"), ("甲", "乙"))
    assert found.sheets[0].more_rows == rows - 2
    assert "引号不成对" in found.notes[0]


def test_a_mark_of_inches_is_no_quotation() -> None:
    found = read('问题,答案\n3/4" 管漏,关阀\n甲,乙\n'.encode())
    assert found.sheets[0].rows[1] == ('3/4" 管漏', "关阀")
    assert found.notes == ()


def test_a_few_broken_bytes_are_told_and_many_refused() -> None:
    found = read(ROWS.encode() + b"3,\xff\xff,x\n")
    assert found.sheets[0].rows[-1][0] == "3"
    assert any("\ufffd" in note for note in found.notes)
    assert answer_to(bytes(range(128, 256)) * 40, "9").refused == Refusal.ENCODING


def test_no_text_at_all_is_refused() -> None:
    assert answer_to(b" \n,,\n", "9").refused == Refusal.NO_ROWS
    assert answer_to(b"\0\0\0\0a\0\0\0" * 50, "9").refused == Refusal.NO_TABLE


def test_too_many_words_are_counted_and_not_kept() -> None:
    line = "字" * 30_000 + ",a\n"
    sheet = only((line * 200).encode(), most_rows=1000)
    assert sheet.more_rows > 60
    assert sum(len(cell) for row in sheet.rows for cell in row) < 4_100_000
