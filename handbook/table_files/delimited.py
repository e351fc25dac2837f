"""A text file whose lines are rows -> one sheet, in whatever encoding and with whatever sign between its cells."""

import codecs
import csv
import io
import re
from collections import Counter
from collections.abc import Iterator

from handbook.table_files.cells import RowKeeper
from handbook.table_files.limits import TableLimits
from handbook.table_files.refusal import Refusal, UnreadableTable
from handbook.table_files.table_file import TableFile, TableKind

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_WORDS = {
    "utf-8": "UTF-8",
    "utf-16-le": "UTF-16",
    "utf-16-be": "UTF-16",
    "gb18030": "GBK（GB18030）",
}
_DELIMITERS = ("\t", ",", ";", "|")
"""In the order in which they are believed. The full-width comma is never one: it belongs to sentences."""
_PIECE = 4 * 1024 * 1024
_SNIFFED = 64 * 1024
_SNIFFED_ROWS = 60
_BROKEN = 3
_AS_TEXT = re.compile(r'="(.*)"', re.S)
"""How some programs keep Excel from reading a telephone number as a number."""
_SEP = re.compile(r"sep=(.)\s*$", re.I)
_FIELD = 200_000
_EXPECTED = re.compile("[\t\r\n -~\u00a0\u2010-\u203b\u2103\u3000-\u3017\u4e00-\u9fff\uff01-\uff5e\uffe5]")
_MOSTLY = 0.97


def read(data: bytes, _kind: TableKind, most_rows: int, limits: TableLimits) -> TableFile:
    """The rows of `data`; raises UnreadableTable where no encoding fits."""
    start, encoding, errors = _encoding(data)
    notes = [f"文件的编码是 {_WORDS[encoding]}，已按它读。"] if encoding != "utf-8" else []
    if errors == "replace":
        notes.append("有几个字节读不出是什么字，写成了 \ufffd，请对照原件。")
    head = _text(data, start, encoding, errors).read(_SNIFFED)
    if head.count("\0") > len(head) // 10:
        raise UnreadableTable(Refusal.NO_TABLE, "不是文本")
    delimiter = _delimiter(head)
    csv.field_size_limit(_FIELD)
    try:
        keeper = _kept(data, start, encoding, errors, delimiter, csv.QUOTE_MINIMAL, most_rows, limits)
    except csv.Error:  # one quotation mark without its counterpart takes the rest of the file into one cell
        notes.append("有引号不成对，已把引号当普通的字读，请对照原件。")
        try:
            keeper = _kept(data, start, encoding, errors, delimiter, csv.QUOTE_NONE, most_rows, limits)
        except csv.Error as error:
            raise UnreadableTable(Refusal.NO_TABLE, "一格里的字太多") from error
    return TableFile(kind=TableKind.TEXT, sheets=(keeper.sheet(""),), encoding=encoding, notes=tuple(notes))


def _kept(
    data: bytes,
    start: int,
    encoding: str,
    errors: str,
    delimiter: str,
    quoting: int,
    most_rows: int,
    limits: TableLimits,
) -> RowKeeper:
    keeper = RowKeeper(most_rows, limits)
    lines = _text(data, start, encoding, errors)
    rows = csv.reader(lines, delimiter=delimiter, quoting=quoting)  # type: ignore[arg-type]
    cells: list[str] = []
    for number, cells in enumerate(rows, 1):
        if keeper.is_full:
            keeper.more += any(cells)
            break
        if number == 1 and _SEP.fullmatch(delimiter.join(cells)):
            continue
        keeper.take(number, [_unwrapped(cell) for cell in cells])
    for cells in rows:  # the rest is only counted, as fast as the reader gives rows
        keeper.more += any(cells)
    if quoting != csv.QUOTE_NONE and any("\n" in cell for cell in cells) and data.count(b'"') % 2:
        raise csv.Error("the file ends inside quotation marks")
    return keeper


def _unwrapped(cell: str) -> str:
    match = _AS_TEXT.fullmatch(cell) if cell.startswith("=") else None
    return match[1] if match else cell


def _text(data: bytes, start: int, encoding: str, errors: str) -> io.TextIOWrapper:
    file = io.BytesIO(data)  # shares the bytes with `data`
    file.seek(start)
    return io.TextIOWrapper(file, encoding, errors, newline="")


def _encoding(data: bytes) -> tuple[int, str, str]:
    """Where the text begins, in which encoding, and how broken bytes are taken (``strict`` or ``replace``).

    Raises:
        UnreadableTable: no encoding fits.
    """
    for mark, name in _BOMS:
        if data.startswith(mark):
            return len(mark), name, "strict" if _fits(data[len(mark) :], name) else "replace"
    if wide := _wide(data):
        return 0, wide, "replace"
    for name in ("utf-8", "gb18030"):
        if _fits(data, name):
            return 0, name, "strict"
    for name in ("utf-8", "gb18030"):
        if _broken(data, name) <= _BROKEN:
            return 0, name, "replace"
    raise UnreadableTable(Refusal.ENCODING, "可能几种编码混在一起，或不是文本")


def _pieces(data: bytes) -> Iterator[memoryview]:
    view = memoryview(data)
    for at in range(0, len(data), _PIECE):
        yield view[at : at + _PIECE]


def _fits(data: bytes, name: str) -> bool:
    decoder = codecs.getincrementaldecoder(name)()
    try:
        for piece in _pieces(data):
            decoder.decode(bytes(piece))
        decoder.decode(b"", True)
    except UnicodeDecodeError:
        return False
    return True


def _broken(data: bytes, name: str) -> int:
    decoder = codecs.getincrementaldecoder(name)("replace")
    return sum(decoder.decode(bytes(piece)).count("\ufffd") for piece in _pieces(data))


def _wide(data: bytes) -> str:
    """UTF-16 without its mark: the order of bytes in which nearly every character is one of a Chinese text."""
    head = data[:_SNIFFED]
    if b"\0" not in head or len(data) % 2:
        return ""
    for name in ("utf-16-le", "utf-16-be"):
        text = head.decode(name, "replace")
        if len(_EXPECTED.findall(text)) >= _MOSTLY * len(text):
            return name
    return ""


def _delimiter(head: str) -> str:
    """The sign that parts most of the first rows into the same number of cells; comma where there is one column."""
    first = head.split("\n", 1)[0].strip("\r")
    if match := _SEP.fullmatch(first):
        return match[1]
    best, best_score = ",", 0.0
    for delimiter in _DELIMITERS:
        score = _evenness(head, delimiter)
        if score > best_score:
            best, best_score = delimiter, score
    return best


def _evenness(head: str, delimiter: str) -> float:
    """Share of the first rows that have the most frequent number of cells, where that is more than one."""
    counts = []
    try:
        for cells in csv.reader(io.StringIO(head, newline=""), delimiter=delimiter):
            if any(cells):
                counts.append(len(cells))
            if len(counts) >= _SNIFFED_ROWS:
                break
    except csv.Error:
        return 0.0
    if len(counts) > 2:
        counts.pop()  # the last one may be cut
    if not counts or max(counts) < 2:
        return 0.0
    # Bars stand in sentences and semicolons part words inside a cell: what parts every row goes before what parts some.
    parted = [count for count in counts if count > 1]
    number, frequent = Counter(parted).most_common(1)[0]
    return (frequent + 0.2 * len(parted)) / len(counts) + min(number, 20) / 1000
