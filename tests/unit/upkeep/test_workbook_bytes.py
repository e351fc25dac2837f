"""A table goes out as a workbook and comes in again as it was, read by a library that others wrote."""

import io
import zipfile
from pathlib import Path
from xml.etree import ElementTree as Xml

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handbook.table_files.reading import read_table_file
from handbook.table_files.table_file import Sheet
from handbook.upkeep.bringing_tables import is_plain_text, table_bytes
from handbook.upkeep.workbook_bytes import xlsx_bytes

_NAMESPACE = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_TABLE = [
    ["序号", "客户问题", "标准答复", "要改什么"],
    ["0012", "=cmd|' /C calc'!A0", "<b>门卫</b> & “开票”\n第二行", "没有答复"],
    ["3", "  前后有空格  ", "", "+86 13912345678"],
]


def rows_of(content: bytes) -> list[dict[str, str]]:
    """Place → words of every row, as the parts of the file say."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.testzip() is None
        for name in archive.namelist():
            Xml.fromstring(archive.read(name))
        sheet = Xml.fromstring(archive.read("xl/worksheets/sheet1.xml"))
    return [
        {str(cell.get("r")): "".join(cell.itertext()) for cell in row.iter(f"{_NAMESPACE}c")}
        for row in sheet.iter(f"{_NAMESPACE}row")
    ]


def test_what_goes_out_comes_in_again(tmp_path: Path) -> None:
    path = tmp_path / "要改.xlsx"
    path.write_bytes(table_bytes(_TABLE, path.name))
    sheet: Sheet = read_table_file(path).sheets[0]
    assert [list(row) for row in sheet.rows[:2]] == _TABLE[:2]
    assert sheet.rows[2][0] == "3"
    assert sheet.rows[2][3] == "+86 13912345678"
    assert not sheet.notes  # no formula, nothing cut


def test_no_cell_is_a_formula_or_a_number() -> None:
    with zipfile.ZipFile(io.BytesIO(xlsx_bytes(_TABLE))) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml").decode()
    assert "<f>" not in sheet
    assert sheet.count('t="inlineStr"') == sheet.count("<c ")


def test_columns_behind_the_last_letter_have_two() -> None:
    (row,) = rows_of(xlsx_bytes([[str(n) for n in range(30)]]))
    assert [place.rstrip("1") for place in row] == [*"ABCDEFGHIJKLMNOPQRSTUVWXYZ", "AA", "AB", "AC", "AD"]


def test_the_same_table_is_the_same_file() -> None:
    assert xlsx_bytes(_TABLE) == xlsx_bytes(_TABLE)


@given(st.lists(st.lists(st.text(), max_size=4), max_size=4))
@settings(max_examples=60)
def test_any_text_makes_a_whole_file(table: list[list[str]]) -> None:
    assert len(rows_of(xlsx_bytes(table))) == len(table)


def test_a_cell_that_no_sheet_holds_is_cut() -> None:
    (row,) = rows_of(xlsx_bytes([["长" * 40_000]]))
    assert len(row["A1"]) == 32_767


@pytest.mark.parametrize(("name", "is_text"), [("问答.CSV", True), ("a.txt", True), ("问答.xlsx", False)])
def test_the_file_is_as_its_name_says(name: str, is_text: bool) -> None:
    assert is_plain_text(name) == is_text
    assert table_bytes(_TABLE, name).startswith(b"\xef\xbb\xbf" if is_text else b"PK")
