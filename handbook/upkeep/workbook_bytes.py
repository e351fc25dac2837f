"""A table -> an XLSX file of one sheet, in which every cell is text: no formula, no number that loses its zeros.

Nothing that this program depends on writes such files; the few parts that one needs are written here.
"""

import io
import re
import zipfile
from collections.abc import Sequence
from xml.sax.saxutils import escape

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_SHEET = "表"
_LONGEST = 32_767
"""Characters of a cell; a longer one makes spreadsheets say that the file is damaged."""
_UNWRITABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""What XML cannot hold."""
_DAY = (1980, 1, 1, 0, 0, 0)
"""The same table is the same file, whenever it is written."""
_PARTS = {
    "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Override PartName="/xl/workbook.xml" ContentType="{_KIND}.sheet.main+xml"/>'
    f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_KIND}.worksheet+xml"/></Types>',
    "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}">'
    f'<sheets><sheet name="{_SHEET}" sheetId="1" r:id="rId1"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{_OFFICE}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
}


def xlsx_bytes(table: Sequence[Sequence[str]]) -> bytes:
    """The table as a workbook; a cell that no sheet holds is cut where it ends."""
    rows = "".join(
        f'<row r="{number}">{"".join(_cell(words, column, number) for column, words in enumerate(row))}</row>'
        for number, row in enumerate(table, start=1)
    )
    sheet = f'<worksheet xmlns="{_MAIN}"><sheetData>{rows}</sheetData></worksheet>'
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, part in {**_PARTS, "xl/worksheets/sheet1.xml": sheet}.items():
            info = zipfile.ZipInfo(name, _DAY)
            archive.writestr(info, (_HEAD + part).encode(), zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def _cell(words: str, column: int, row: int) -> str:
    text = _UNWRITABLE.sub("", words)[:_LONGEST]
    if not text:
        return ""
    written = escape(text, {"\r": "&#13;"})
    return f'<c r="{_letters(column)}{row}" t="inlineStr"><is><t xml:space="preserve">{written}</t></is></c>'


def _letters(column: int) -> str:
    """0 is A, 26 is AA."""
    letters = ""
    left = column + 1
    while left:
        left, digit = divmod(left - 1, 26)
        letters = chr(ord("A") + digit) + letters
    return letters
