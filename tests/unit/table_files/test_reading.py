"""The parent's side: what it imports, what the child answers through it, and files of a million rows."""

import hashlib
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from handbook.foreign_files.failure import Failure
from handbook.law_files.refusal import Refusal as LawRefusal
from handbook.table_files import reading
from handbook.table_files.limits import TableLimits
from handbook.table_files.reading import read_outline_file, read_table_file
from handbook.table_files.refusal import _WORDS, Refusal, TableFileRefused
from tests.unit.table_files.made import deck, rows_xml, slide, workbook

ROOT = Path(__file__).resolve().parents[3]
HEAVY = ("docx", "lxml", "python_calamine", "PySide6", "zipfile", "csv")


def refused(path: Path, **more: object) -> TableFileRefused:
    with pytest.raises(TableFileRefused) as caught:
        read_table_file(path, **more)  # type: ignore[arg-type]
    return caught.value


def test_nothing_that_reads_foreign_formats_is_imported() -> None:
    code = (
        "import sys, handbook.table_files.reading; "
        f"print(sorted(n for n in sys.modules if n.split('.')[0] in {HEAVY!r} or n == 'handbook.table_files.child'))"
    )
    said = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout
    assert said.strip() == "[]"


def test_a_table_comes_through_the_process(tmp_path: Path) -> None:
    path = tmp_path / "客服常见问答2026.xlsx"
    path.write_bytes(workbook({"问答": rows_xml([["问题", "答案"], ["几号供热", "看公告"]])}))
    found = read_table_file(path)
    assert found.name == "客服常见问答2026.xlsx"
    assert found.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()
    assert [(s.name, s.headers) for s in found.sheets] == [("问答", ("问题", "答案"))]


def test_a_text_file_gives_its_sheet_its_name(tmp_path: Path) -> None:
    path = tmp_path / "电话.csv"
    path.write_text("部门,电话\n抢修,1\n", "gbk")
    assert read_table_file(path).sheets[0].name == "电话"


def test_an_outline_comes_through_the_process(tmp_path: Path) -> None:
    path = tmp_path / "培训.pptx"
    path.write_bytes(deck([slide("甲", "乙")]))
    found = read_outline_file(path)
    assert (found.name, found.sections[0].lines) == ("培训.pptx", ("乙",))


def test_refusals_name_the_file_and_the_way_out(tmp_path: Path) -> None:
    assert refused(tmp_path / "没有.csv").reason is Refusal.MISSING
    empty = tmp_path / "空.csv"
    empty.touch()
    assert refused(empty).reason is Refusal.EMPTY
    page = tmp_path / "导出.xls"
    page.write_text("<html><body><table></table></body></html>")
    error = refused(page)
    assert str(error).startswith("导出.xls：这不是表格（其实是网页")
    with pytest.raises(TableFileRefused, match="这不是能读的大纲"):
        read_outline_file(_written(tmp_path))
    assert refused(page, limits=TableLimits(file_bytes=5)).reason is Refusal.TOO_BIG
    assert refused(page, is_stopped=lambda: True).reason is Refusal.STOPPED


def _written(folder: Path) -> Path:
    path = folder / "字.csv"
    path.write_text("a,b\n")
    return path


@pytest.mark.parametrize(
    "said",
    [
        "b''",
        "framed_body(b'\\x80')",
        "framed_body(packed(Answer()))",
        "framed_body(packed(Answer(refused='odd')))",
    ],
)
def test_anything_but_an_answer_is_a_refusal(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, said: str
) -> None:
    script = (
        "import sys; from handbook.foreign_files.framing import *; from handbook.table_files.message import *; "
        f"sys.stdin.buffer.read(); sys.stdout.buffer.write({said})"
    )
    monkeypatch.setattr(reading, "command", lambda _hint: [sys.executable, "-c", script])
    assert refused(_written(tmp_path)).reason is Refusal.BROKE
    with pytest.raises(TableFileRefused):
        read_outline_file(_written(tmp_path))


def test_every_reason_has_a_sentence_with_a_way_out() -> None:
    assert set(_WORDS) == set(Refusal)
    for reason, words in _WORDS.items():
        assert words.endswith("。"), reason
        assert words.count("。") == 1
        assert "请" in words or reason in (Refusal.STOPPED, Refusal.OLD_FORMAT, Refusal.NO_TABLE), reason


def test_every_failure_of_any_file_is_a_refusal_of_each_room() -> None:
    values = {str(failure) for failure in Failure}
    assert values <= {str(reason) for reason in Refusal}
    assert values <= {str(reason) for reason in LawRefusal}


def _long_csv(path: Path, rows: int) -> None:
    with path.open("w", encoding="gb18030") as file:
        file.write("序号,客户问题,标准答复,类别\n")
        file.writelines(f"{n},第{n}户暖气不热怎么办,先看阀门开没开再登记,不热\n" for n in range(rows))


def _long_workbook(path: Path, rows: int) -> None:
    """Every cell a string of its own, as programs write them."""
    made = "".join(
        f'<row r="{n}" spans="1:3"><c r="A{n}"><v>{n}</v></c><c r="B{n}" t="s"><v>{n - 1}</v></c>'
        f'<c r="C{n}" t="s"><v>{rows + n - 1}</v></c></row>'
        for n in range(1, rows + 1)
    )
    strings = [f"第{n}户暖气不热怎么办" for n in range(rows)] + [f"看{n}号阀" for n in range(rows)]
    path.write_bytes(workbook({"问答": made}, strings=strings))


@pytest.mark.parametrize("rows", [20_000, pytest.param(1_000_000, marks=pytest.mark.slow)])
def test_a_long_text_file_is_counted_to_its_end(tmp_path: Path, rows: int) -> None:
    path = tmp_path / "长.csv"
    _long_csv(path, rows)
    (sheet,) = read_table_file(path, most_rows=200).sheets
    assert (len(sheet.rows), sheet.more_rows, sheet.header_row) == (200, rows + 1 - 200, 1)


@pytest.mark.parametrize("rows", [5_000, pytest.param(200_000, marks=pytest.mark.slow)])
def test_a_long_workbook_is_counted_to_its_end(tmp_path: Path, rows: int) -> None:
    path = tmp_path / "长.xlsx"
    _long_workbook(path, rows)
    (sheet,) = read_table_file(path, most_rows=200).sheets
    assert (len(sheet.rows), sheet.more_rows) == (200, rows - 200)
    assert sheet.rows[199] == ("200", "第199户暖气不热怎么办", "看199号阀")


def test_a_bomb_is_refused_within_the_limits(tmp_path: Path) -> None:
    """A hundred megabytes of nothing in a tenth of one."""
    path = tmp_path / "炸.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        with archive.open("xl/worksheets/sheet1.xml", "w") as part:
            part.write(b"<worksheet><sheetData>")
            for _ in range(100):
                part.write(b" " * 1_000_000)
        archive.writestr("xl/workbook.xml", "<workbook/>")
    assert refused(path).reason is Refusal.UNPACKS_TOO_BIG
