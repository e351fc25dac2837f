"""Workbooks: cells as the person sees them, and what is said of what was not."""

import base64
import datetime
import zlib

import pytest

from handbook.table_files import limits as table_limits
from handbook.table_files.cells import cell_text
from handbook.table_files.child import answer_to
from handbook.table_files.refusal import Refusal
from handbook.table_files.table_file import Sheet, TableFile
from tests.unit.table_files.made import ods, ods_cell, packed, relations, rows_xml, text_cell, workbook


def read(data: bytes, most_rows: int = 100) -> TableFile:
    answer = answer_to(data, str(most_rows))
    assert answer.table is not None, (answer.refused, answer.detail)
    return answer.table


def only(data: bytes, most_rows: int = 100) -> Sheet:
    (sheet,) = read(data, most_rows).sheets
    return sheet


def test_cells_are_what_the_person_sees() -> None:
    row = (
        '<row r="3">'
        + text_cell("B3", " 热费\u200b能分\n两次交吗 ")
        + '<c r="C3" s="1"><v>46354</v></c><c r="D3" s="2"><v>46354.5</v></c><c r="E3"><v>13912345678</v></c>'
        '<c r="F3"><v>16.50</v></c><c r="G3" t="b"><v>1</v></c><c r="H3" s="3"><v>0.3</v></c>'
        '<c r="I3" s="4"><v>451</v></c><c r="J3"><v>0.30000000000000004</v></c></row>'
    )
    sheet = only(workbook({"问答": row}))
    assert sheet.name == "问答"
    assert sheet.row_numbers == (3,)
    assert sheet.rows[0] == (
        "",
        "热费能分\n两次交吗",
        "2026-11-28",
        "2026-11-28 12:00",
        "13912345678",
        "16.5",
        "TRUE",
        "30%",
        "0451",
        "0.3",
    )


def test_row_numbers_are_those_of_the_sheet_and_empty_rows_fall_out() -> None:
    rows = (
        rows_xml([["序号", "客户问题", "标准答复"]])
        + '<row r="2"><c r="A2" s="1"/></row><row r="3"/>'
        + rows_xml([["1", "几号供热", "看公告"]], first=900_000)
    )
    sheet = only(workbook({"甲": rows}))
    assert sheet.row_numbers == (1, 900_000)
    assert sheet.header_row == 1
    assert list(sheet.data()) == [(900_000, ("1", "几号供热", "看公告"))]


def test_rows_and_cells_may_stand_without_their_numbers() -> None:
    rows = '<row><c t="s"><v>0</v></c><c t="s"><v>2</v></c></row><row/><row><c><v>7</v></c></row>'
    sheet = only(workbook({"甲": rows}, strings=["问题", "", "答案"]))
    assert sheet.rows == (("问题", "答案"), ("7", ""))
    assert sheet.row_numbers == (1, 3)


def test_a_cell_in_the_far_corner_costs_nothing_and_is_told() -> None:
    rows = (
        '<row r="1">'
        + text_cell("A1", "甲")
        + text_cell("XFD1", "远")
        + "</row>"
        + rows_xml([["乙"]], 1_048_576)
    )
    sheet = only(workbook({"甲": rows}))
    assert (sheet.rows, sheet.row_numbers) == ((("甲",), ("乙",)), (1, 1_048_576))
    assert any("第 120 列以后" in note for note in sheet.notes)


def test_merged_cells_are_taken_apart_but_a_title_is_not() -> None:
    rows = rows_xml(
        [["2026 年客服常见问答", "", ""], ["类别", "问题", "答案"], ["缴费", "a", "1"], ["", "b", "2"]]
    )
    merged = '<mergeCells count="2"><mergeCell ref="A1:C1"/><mergeCell ref="A3:A4"/></mergeCells>'
    sheet = only(workbook({"甲": rows}, tail=merged))
    assert sheet.header_row == 2
    assert sheet.rows[0] == ("2026 年客服常见问答", "", "")
    assert sheet.rows[3] == ("缴费", "b", "2")
    assert any(note.startswith("1 处合并格已拆开") for note in sheet.notes)


def test_formulas_give_their_kept_values_and_those_without_are_told() -> None:
    rows = (
        '<row r="1"><c r="A1" t="str"><f>"0451"&amp;B1</f><v>0451-1</v></c><c r="B1"><f>1+1</f><v>2</v></c>'
        '<c r="C1"><f>2+2</f></c><c r="D1" t="e"><f>1/0</f><v>#DIV/0!</v></c></row>'
    )
    sheet = only(workbook({"甲": rows}))
    assert sheet.rows == (("0451-1", "2"),)
    assert any(note.startswith("C1 的公式没有存下算好的值") for note in sheet.notes)
    assert any(note.startswith("D1 的公式算出来是错误") for note in sheet.notes)


def test_hidden_sheets_are_named_and_hidden_rows_are_told() -> None:
    rows = '<row r="4" hidden="1">' + text_cell("A4", "藏") + "</row>"
    found = read(workbook({"问答": rows, "底稿": rows_xml([["x"]])}, hidden=["底稿"]))
    assert [(s.name, s.is_hidden, bool(s.rows)) for s in found.sheets] == [
        ("问答", False, True),
        ("底稿", True, False),
    ]
    assert "“底稿”" in found.notes[0]
    assert "第 4 行" in found.sheets[0].notes[0]


def test_names_with_a_prefix_are_read_as_well() -> None:
    """As some programs for .NET write them."""
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    xml = f'<x:worksheet xmlns:x="{space}"><x:sheetData><x:row r="1"><x:c r="A1"><x:v>5</x:v></x:c></x:row></x:sheetData></x:worksheet>'
    assert only(workbook({"甲": ""}, more={"xl/worksheets/sheet1.xml": xml})).rows == (("5",),)


def test_more_rows_are_counted_and_not_kept() -> None:
    rows = "".join(f'<row r="{n}"><c r="A{n}" t="s"><v>{n}</v></c></row>' for n in range(1, 5001))
    sheet = only(workbook({"甲": rows}, strings=[f"第{n}句" for n in range(5001)]), most_rows=20)
    assert (len(sheet.rows), sheet.more_rows) == (20, 4980)
    assert sheet.rows[19] == ("第20句",)
    assert "另有 4980 行没有读进来" in sheet.notes[-1]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (workbook({"甲": ""}), Refusal.NO_ROWS),
        (workbook({"甲": rows_xml([["x"]])}, hidden=["甲"]), Refusal.NO_ROWS),
        (workbook({"甲": ""}, more={"xl/worksheets/sheet1.xml": "<worksheet/>"}), Refusal.DAMAGED),
        (
            workbook(
                {"甲": ""}, more={"xl/worksheets/sheet1.xml": "<!DOCTYPE a><a><sheetData></sheetData></a>"}
            ),
            Refusal.ENTITIES,
        ),
        (
            workbook(
                {"甲": '<row r="1"><c r="A1" t="s"><v>0</v></c></row>'},
                more={"xl/sharedStrings.xml": '<!DOCTYPE s [<!ENTITY a "b">]><sst><si><t>&a;</t></si></sst>'},
            ),
            Refusal.ENTITIES,
        ),
        (workbook({"甲": rows_xml([["x"]])})[:-200], Refusal.DAMAGED),
        (packed({"xl/workbook.bin": b"x"}), Refusal.NO_TABLE),
        (packed({"xl/other.xml": "x"}), Refusal.DAMAGED),
        (packed({"Index/Document.iwa": b"x"}), Refusal.NO_TABLE),
        (packed({"a.txt": "x"}), Refusal.NO_TABLE),
        (
            packed(
                {
                    "_rels/.rels": relations({"r": ("officeDocument", "xl/workbook.xml")}),
                    "xl/bomb.xml": b"0" * 50_000_000,
                }
            ),
            Refusal.UNPACKS_TOO_BIG,
        ),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le") * 2, Refusal.ENCRYPTED),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le"), Refusal.OLD_FORMAT),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "Workbook".encode("utf-16-le") + bytes(600), Refusal.DAMAGED),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), Refusal.NO_TABLE),
        (b"%PDF-1.7", Refusal.NO_TABLE),
        (b"<html><table><tr><td>1</table>", Refusal.NO_TABLE),
        (b"<?xml version='1.0'?><Workbook/>", Refusal.NO_TABLE),
        (b"MZ\0\0\0", Refusal.NO_TABLE),
    ],
)
def test_what_is_no_readable_table_is_refused(data: bytes, reason: Refusal) -> None:
    answer = answer_to(data, "100")
    assert (answer.table, answer.refused) == (None, reason), answer.detail


def test_a_sheet_that_unpacks_without_end_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = rows_xml([["x" * 50] for _ in range(60_000)])
    small = table_limits.TableLimits(unpacked_bytes=30_000_000)
    assert answer_to(workbook({"甲": rows}), "10", small).refused == ""
    tiny = table_limits.TableLimits(unpacked_bytes=1_000_000)
    assert answer_to(workbook({"甲": rows}), "10", tiny).refused == Refusal.UNPACKS_TOO_BIG


def test_open_document_sheets_are_read() -> None:
    repeated = '<table:table-row table:number-rows-repeated="1048000"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
    tables = (
        '<table:table table:name="问答"><table:table-row>'
        + ods_cell("问题")
        + ods_cell("答案", ' table:number-columns-spanned="2"')
        + "</table:table-row><table:table-row>"
        + ods_cell("a")
        + '<table:table-cell office:value-type="date" office:date-value="2026-11-28"><text:p>28</text:p></table:table-cell>'
        + f"</table:table-row>{repeated}</table:table>"
    )
    sheet = only(ods(tables))
    assert sheet.rows == (("问题", "答案"), ("a", "2026-11-28"))
    assert "合并格" in sheet.notes[0]


def test_a_locked_open_document_is_refused() -> None:
    data = packed(
        {
            "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
            "META-INF/manifest.xml": "<m><encryption-data/></m>",
            "content.xml": b"\0\1",
        }
    )
    assert answer_to(data, "9").refused == Refusal.ENCRYPTED


OLD = (
    "eNrtWEtIlFEU/u7/cGbCx2gaaCAiZD4XUYta2J9CGUbiC4yISpvBwhxlaJEaaZlLIQjBoo1gizZWm0qKqF2LoKggCIKxaNEDIShq"
    "of6dc+b/fTWBAyVY/zfcc+8995x7z73n3Mf8z55mxsZu5U1hGXZCx5wdQMoinqIUcCtBULttc9HN/ZRsD2sKAT85MsXEvbQnPvYh"
    "+3sKGm4aj4gCbykdQjfquiLhglVEtdjQqtiGSmVQ7Gm4SikduWJXltBjQtcLvSGy94XuEs6w0EqSjamDeGrVlW534viAViht6UQV"
    "7ojOa+FsQQ4ecxz3X1RxWRNV0ROtJ9dYQ76RinGQS2vCkXCU6xm4hnVAD6Gis7MiFIohm9w9jm92AfDV3dcPCzz+6vIViP9jKd/3"
    "G76fnLicf0kzgAHYRxUH8xBSUWtwi6amR5r7uD6RwpGhqZHDVu8MGjgMJJF835myRsqmR0ZHKWvu23ucsm39O4Z1qFjD96bxOqpX"
    "NfnbqV7c8rFZ6vs6SyLSPtkdbqe4O82dxU+S4JKTJE32VyrREDKknCm7LEgTmbn+5fn+tnrriHAG5PaI3zGbeEKwcY41SDkdbn+g"
    "WwkoFY0yoeel141SzhOaTVuA8qL6HKewZ1BkLkhrEY2zVfDC2ryoXEzloU8Nd/OH3lklVJ6omerNnnhljaGQ7rwQ6fNvEOWqXF25"
    "zJi03Fw5p9Ebobm/nEx+LejYbjsXaQZmxQGg9WDEa7w6ar6mOWvF2iqBthJt3ZFXom3M11jbdLS1BNpxX/CantW4ptEcal9qIm/K"
    "6AvyOnnAFHmgu+3zh0A1S+li8dJedbHJ54xrLOvnAa2r4cyZpQ3pk/3+XmzWpZXeHloWbrPRdI4vYDViTM3TtRpjKmGMBdxVRaJV"
    "9eDBgwcPHjz8X1DyRou/q/lFZDqvKp/zXWeW0pz3meSfRSO66HeK/lLuRoTyKHqSip8NMJXbl1qhjvu9kNFCo0fRgTaxoyPp+KVX"
    "sVo8nxUrBv/cFkp2/Llk7PzL4/8EPsAb8Q=="
)
"""A workbook of Excel 97, packed: sheet 问答 with a date, a telephone number and two rows merged, and a hidden sheet 底稿."""


def test_old_workbooks_are_read() -> None:
    data = zlib.decompress(base64.b64decode(OLD))
    found = read(data)
    first, hidden = found.sheets
    assert first.rows[:3] == (
        ("类别", "问题", "答案"),
        ("缴费", "几号交", "十月"),
        ("", "在哪交", "2026-11-28"),
    )
    assert first.rows[3:] == (("测温", "", ""), ("测温", "几点来", ""), ("", "13912345678", ""))
    assert first.notes[0].startswith("1 处合并格已拆开")
    assert (hidden.is_hidden, hidden.rows) == (True, ())
    assert read(data, most_rows=2).sheets[0].more_rows == 4


def test_a_sheet_that_is_not_there_is_a_damaged_file() -> None:
    data = workbook(
        {"甲": ""}, more={"xl/_rels/workbook.xml.rels": relations({"r1": ("worksheet", "gone.xml")})}
    )
    assert answer_to(data, "9").refused == Refusal.DAMAGED


def test_durations_times_and_truth_are_words() -> None:
    assert cell_text(datetime.time(8, 30)) == "08:30"
    assert cell_text(datetime.timedelta(hours=26, minutes=5)) == "26:05"
    assert (cell_text(False), cell_text(None), cell_text(1e22)) == ("FALSE", "", "1e+22")
