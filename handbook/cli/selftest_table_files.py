"""Small tables go in, made here; the process that reads them must start and give their cells, also where its reader is compiled."""

import io
import tempfile
import zipfile
from pathlib import Path

from handbook.errors import HandbookError
from handbook.table_files.reading import read_outline_file, read_table_file

_ROWS = (("项目", "电话"), ("自检", "0451-55500100"))
_TITLE = "自检一节"
_SHEETS = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_WORDS = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_LIST = f"<Relationships xmlns='{_RELATIONS}'><Relationship Id='r1' Type='{_OFFICE}/{{}}' Target='{{}}'/></Relationships>"


def try_table_files() -> str:
    """A sentence on what was read. Raises HandbookError where a file gives other cells than it holds."""
    text = "\n".join(",".join(row) for row in _ROWS)
    files = {"a.xlsx": _xlsx(), "a.csv": text.encode("gb18030")}
    with tempfile.TemporaryDirectory(prefix="handbook-selftest-", ignore_cleanup_errors=True) as folder:
        for name, data in files.items():
            path = Path(folder) / name
            path.write_bytes(data)
            rows = read_table_file(path).sheets[0].rows
            if rows != _ROWS:
                raise HandbookError(f"读 {name} 得到的是 {rows},不是“{_ROWS}”")
        path = Path(folder) / "a.docx"
        path.write_bytes(_docx())
        titles = [section.title for section in read_outline_file(path).sections]
        if titles != [_TITLE]:
            raise HandbookError(f"读 a.docx 的大纲得到的是 {titles},不是“{_TITLE}”")
    return f"读表格 {'、'.join(files)} 和 a.docx 的大纲(另一个进程)"


def _xlsx() -> bytes:
    rows = "".join(
        f"<row r='{number}'>"
        + "".join(
            f"<c r='{letter}{number}' t='inlineStr'><is><t>{cell}</t></is></c>"
            for letter, cell in zip("AB", row, strict=True)
        )
        + "</row>"
        for number, row in enumerate(_ROWS, 1)
    )
    return _packed(
        {
            "_rels/.rels": _LIST.format("officeDocument", "xl/workbook.xml"),
            "xl/_rels/workbook.xml.rels": _LIST.format("worksheet", "sheet.xml"),
            "xl/workbook.xml": f"<workbook xmlns='{_SHEETS}' xmlns:r='{_OFFICE}'><sheets><sheet name='s' sheetId='1' r:id='r1'/>"
            "</sheets></workbook>",
            "xl/sheet.xml": f"<worksheet xmlns='{_SHEETS}'><sheetData>{rows}</sheetData></worksheet>",
        }
    )


def _docx() -> bytes:
    style = "<w:pPr><w:outlineLvl w:val='0'/></w:pPr>"
    body = f"<w:p>{style}<w:r><w:t>{_TITLE}</w:t></w:r></w:p><w:p><w:r><w:t>一句</w:t></w:r></w:p>"
    return _packed(
        {
            "_rels/.rels": _LIST.format("officeDocument", "word/document.xml"),
            "word/document.xml": f"<w:document xmlns:w='{_WORDS}'><w:body>{body}</w:body></w:document>",
        }
    )


def _packed(parts: dict[str, str]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return buffer.getvalue()
