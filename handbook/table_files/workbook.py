"""A workbook -> sheets of text; the only place that knows calamine, imported in the reading process alone."""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator, Sequence

from lxml import etree
from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, PasswordError, SheetVisibleEnum

from handbook.foreign_files.failure import Failure, ReadingFailed
from handbook.foreign_files.office_package import OfficePackage
from handbook.table_files.cells import RowKeeper, Value, cell_text, number_text, spread
from handbook.table_files.limits import TableLimits
from handbook.table_files.refusal import Refusal, UnreadableTable
from handbook.table_files.sheet_cut import CutSheet, cut
from handbook.table_files.table_file import Sheet, TableFile, TableKind

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/></Types>'
)
_ROOT_RELATIONS = (
    f'<Relationships xmlns="{_RELATIONS}"><Relationship Id="r" Type="{_OFFICE}/officeDocument" '
    'Target="xl/workbook.xml"/></Relationships>'
)
_MANIFEST = '<m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"></m:manifest>'
_STRING_END = re.compile(rb"</((?:[\w.-]+:)?)si>")
_STRING_BEGIN = re.compile(rb"<(?:[\w.-]+:)?si[\s/>]")
_STRINGS = re.compile(rb"<((?:[\w.-]+:)?)sst[\s>]")
_SPANNED = re.compile(rb'number-(?:rows|columns)-spanned="(?!1")')
_REPEATED = re.compile(rb'number-rows-repeated="(\d+)"')
_REPEATED_COLUMNS = re.compile(rb'number-columns-repeated="(\d+)"')
_MOST_REPEATED = 1_000
_NAMED = 5
"""Places told by name; of more, the number."""
_CHUNK = 1024 * 1024
_MOST_STRINGS = 96 * 1024 * 1024


def read(data: bytes, kind: TableKind, most_rows: int, limits: TableLimits) -> TableFile:
    """All sheets of the workbook; raises UnreadableTable or ReadingFailed where it is not read."""
    try:
        if kind is TableKind.XLSX:
            sheets = list(_xlsx(data, most_rows, limits))
        elif kind is TableKind.ODS:
            sheets = list(_ods(data, most_rows, limits))
        else:
            sheets = list(_old(CalamineWorkbook.from_filelike(io.BytesIO(data)), most_rows, limits))
    except PasswordError as error:
        raise UnreadableTable(Refusal.ENCRYPTED) from error
    except (CalamineError, zipfile.BadZipFile, zlib.error, EOFError, KeyError, NotImplementedError) as error:
        raise UnreadableTable(Refusal.DAMAGED) from error
    hidden = [sheet.name for sheet in sheets if sheet.is_hidden]
    names = "、".join(f"“{name}”" for name in hidden[:_NAMED])
    notes = [f"另有 {len(hidden)} 张隐藏表没有读（{names}），要用请先在表里取消隐藏。"] if hidden else []
    if len(sheets) >= limits.sheets:
        notes.append(f"只读了前 {limits.sheets} 张表，其余请另存成一个文件。")
    return TableFile(kind=kind, sheets=tuple(sheets), notes=tuple(notes))


def _xlsx(data: bytes, most_rows: int, limits: TableLimits) -> Iterator[Sheet]:
    package = OfficePackage(data, limits)
    workbook = package.tree(package.main)
    if workbook is None:
        raise UnreadableTable(Refusal.DAMAGED, "里面没有工作簿")
    related = package.related(package.main)
    parts = {relation.id: relation for relation in related}
    beside = {relation.kind.rpartition("/")[2]: relation.part for relation in related}
    formats = _NumberFormats(package.tree(beside.get("styles", "xl/styles.xml")))
    is_1904 = any(_name(e) == "workbookPr" and e.get("date1904") in ("1", "true") for e in workbook)
    for count, element in enumerate(e for e in workbook.iter() if _name(e) == "sheet"):
        if count >= limits.sheets:
            return
        name = str(element.get("name") or f"表 {count + 1}")
        relation = parts.get(next((str(v) for k, v in element.attrib.items() if str(k).endswith("}id")), ""))
        if relation is None or not relation.kind.endswith("/worksheet"):
            continue
        if element.get("state") in ("hidden", "veryHidden"):
            yield Sheet(name=name, is_hidden=True)
            continue
        with package.opened(relation.part) as file:
            made = cut(file, most_rows, limits)
        strings = _strings(package, beside.get("sharedStrings", "xl/sharedStrings.xml"), made.last_string)
        small = _small_workbook(
            made.xml, strings, package.raw(beside.get("styles", "xl/styles.xml")), is_1904
        )
        yield _cut_sheet(name, made, formats, CalamineWorkbook.from_filelike(io.BytesIO(small)), limits)


def _cut_sheet(
    name: str, made: CutSheet, formats: "_NumberFormats", book: CalamineWorkbook, limits: TableLimits
) -> Sheet:
    keeper = RowKeeper(len(made.numbers) + 1, limits)
    values = book.get_sheet_by_index(0).to_python(skip_empty_area=False)
    for number, row in zip(made.numbers, values, strict=False):
        texts = [
            formats.text(value, made.styles.get((number, column), -1)) for column, value in enumerate(row)
        ]
        keeper.take(number, texts)
    keeper.right_out += made.right_out
    notes = list(_told(made, keeper))
    return keeper.sheet(name, notes, made.more)


def _told(made: CutSheet, keeper: RowKeeper) -> Iterator[str]:
    if apart := spread(keeper, made.merged):
        yield f"{apart} 处合并格已拆开，每一格都填上合并格里的字。"
    if made.unworked:
        yield (
            f"{_places(made.unworked)}的公式没有存下算好的值，读成了空格，请用 Excel 或 WPS 打开、保存一次再导入。"
        )
    if made.failed:
        yield f"{_places(made.failed)}的公式算出来是错误（如 #N/A），读成了空格，请在表里改好。"
    if made.hidden:
        yield f"表里有 {len(made.hidden)} 行是隐藏的（第 {made.hidden[0]} 行起），也读进来了。"


def _places(cells: Sequence[str]) -> str:
    named = "、".join(cells[:_NAMED])
    return f"{named} 等 {len(cells)} 格" if len(cells) > _NAMED else f"{named} "


def _name(element: etree._Element) -> str:
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


class _NumberFormats:
    """How numbers are shown: the styles of a workbook."""

    def __init__(self, styles: etree._Element | None) -> None:
        self._codes: list[str] = []
        if styles is None:
            return
        known = {"9": "0%", "10": "0.00%"}
        for element in styles.iter():
            if _name(element) == "numFmt":
                known[str(element.get("numFmtId"))] = str(element.get("formatCode") or "")
            if _name(element) == "cellXfs":
                self._codes = [known.get(str(xf.get("numFmtId")), "") for xf in element]

    def text(self, value: Value, style: int) -> str:
        """A share as 50%, a number with leading zeros as 0451, all else as it is."""
        code = self._codes[style] if 0 <= style < len(self._codes) else ""
        if not code or isinstance(value, bool) or not isinstance(value, int | float):
            return cell_text(value)
        if code.endswith("%"):
            return f"{number_text(round(value * 100, 10))}%"
        if len(code) > 1 and set(code) == {"0"} and float(value).is_integer():
            return str(int(value)).zfill(len(code))
        return cell_text(value)


def _strings(package: OfficePackage, name: str, last: int) -> bytes:
    """The shared strings up to the one numbered `last`; a workbook of a million rows may have as many."""
    if last < 0:
        return b""
    try:
        file = package.opened(name)
    except KeyError:
        return b""
    kept: list[bytes] = []
    rest, count, size = b"", 0, 0
    with file:
        while count <= last and (chunk := file.read(_CHUNK)):
            rest += chunk
            end = 0
            for match in _STRING_END.finditer(rest):
                part = rest[end : match.end()]
                end = match.end()
                kept.append(part)
                count += len(_STRING_BEGIN.findall(part))  # more than one: empty ones are written <si/>
                if count > last:
                    break
            rest = rest[end:]
            size += end
            if size + len(rest) > _MOST_STRINGS:
                raise ReadingFailed(Failure.TOO_BIG, "字太多")
    if count <= last:  # the file was read to its end
        return b"".join(kept) + rest
    root = _STRINGS.search(kept[0])
    return b"".join(kept) + b"</%bsst>" % (root[1] if root else b"")


def _small_workbook(sheet: bytes, strings: bytes, styles: bytes | None, is_1904: bool) -> bytes:
    """A workbook of one sheet that holds nothing but values."""
    related = {"r1": ("worksheet", "sheet.xml")}
    files = {"xl/sheet.xml": sheet}
    if strings:
        related["r2"] = ("sharedStrings", "sharedStrings.xml")
        files["xl/sharedStrings.xml"] = strings
    if styles:
        related["r3"] = ("styles", "styles.xml")
        files["xl/styles.xml"] = styles
    for part in files.values():
        if b"<!DOCTYPE" in part or b"<!ENTITY" in part:
            raise ReadingFailed(Failure.ENTITIES)
    lines = "".join(
        f'<Relationship Id="{id_}" Type="{_OFFICE}/{kind}" Target="{file}"/>'
        for id_, (kind, file) in related.items()
    )
    book = (
        f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><workbookPr date1904="{int(is_1904)}"/>'
        '<sheets><sheet name="s" sheetId="1" r:id="r1"/></sheets></workbook>'
    )
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("[Content_Types].xml", _TYPES)
        archive.writestr("_rels/.rels", _ROOT_RELATIONS)
        archive.writestr("xl/workbook.xml", book)
        archive.writestr(
            "xl/_rels/workbook.xml.rels", f'<Relationships xmlns="{_RELATIONS}">{lines}</Relationships>'
        )
        for name, part in files.items():
            archive.writestr(name, part)
    return buffer.getvalue()


def _ods(data: bytes, most_rows: int, limits: TableLimits) -> Iterator[Sheet]:
    package = OfficePackage(data, limits)
    if b"encryption-data" in (package.raw("META-INF/manifest.xml") or b""):
        raise UnreadableTable(Refusal.ENCRYPTED)
    content = package.raw("content.xml")
    if content is None:
        raise UnreadableTable(Refusal.DAMAGED, "里面没有表")
    if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
        raise ReadingFailed(Failure.ENTITIES)
    notes = (
        ["有合并格，ods 里的合并格没有拆开，请另存为 xlsx 再导入，或在下面补上。"]
        if _SPANNED.search(content)
        else []
    )
    # Empty ends of a sheet are written as one row that is repeated a million times.
    content = _REPEATED.sub(_fewer, _REPEATED_COLUMNS.sub(_fewer, content))
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", _MANIFEST)
        archive.writestr("content.xml", content)
    yield from _old(CalamineWorkbook.from_filelike(io.BytesIO(buffer.getvalue())), most_rows, limits, notes)


def _fewer(match: re.Match[bytes]) -> bytes:
    number = int(match[1][:9])
    return match[0] if number <= _MOST_REPEATED else match[0].replace(match[1], b"%d" % _MOST_REPEATED)


def _old(
    book: CalamineWorkbook, most_rows: int, limits: TableLimits, notes: Sequence[str] = ()
) -> Iterator[Sheet]:
    """Sheets as calamine itself lays them out: those of xls are small, those of ods were looked at before."""
    for place, known in enumerate(book.sheets_metadata[: limits.sheets]):
        if known.visible is not SheetVisibleEnum.Visible:
            yield Sheet(name=known.name, is_hidden=True)
            continue
        yield _whole_sheet(known.name, book.get_sheet_by_index(place), most_rows, limits, notes)


def _whole_sheet(
    name: str, sheet: CalamineSheet, most_rows: int, limits: TableLimits, notes: Sequence[str]
) -> Sheet:
    keeper = RowKeeper(most_rows, limits)
    # Not `total_height`: that is the number of the last row counted from 0.
    height, width = (sheet.end[0] + 1, sheet.end[1] + 1) if sheet.end else (0, 1)
    read_rows = min(height, limits.cells_across // width)
    for number, row in enumerate(sheet.to_python(skip_empty_area=False, nrows=read_rows), 1):
        keeper.take(number, [cell_text(value) for value in row])
    ranges = [(top, left, bottom, right) for (top, left), (bottom, right) in sheet.merged_cell_ranges or ()]
    told = list(notes)
    if apart := spread(keeper, ranges):
        told.append(f"{apart} 处合并格已拆开，每一格都填上合并格里的字。")
    return keeper.sheet(name, told, height - read_rows)
