"""A PDF with a text layer -> paragraphs."""

import re

import pypdfium2

from handbook.law_files.limits import Limits
from handbook.law_files.pdf.characters import PageText, covers_page, page_text
from handbook.law_files.pdf.page_marks import parted
from handbook.law_files.pdf.paragraphs import paragraphs
from handbook.law_files.pdf.rows import Row, rows_of
from handbook.law_files.reader_result import Found
from handbook.law_files.refusal import Refusal, UnreadableLaw

_STRAY = 30
"""Fewer characters are no page of a law: a stamp, a page number, what a scanner adds."""
_EVERY = 25
"""One page of so many is asked whether a scan lies beneath its text."""
_SCAN_SHARE = 0.34
_GARBLED_SHARE = 0.05
_UNKNOWN = re.compile("[\x00-\x1f\ufffd\ue000-\uf8ff]")
_PASSWORD_ERRORS = ("password", "security", "encrypt")


def read(data: bytes, limits: Limits) -> Found:
    """Paragraphs of the file; `pages` is set."""
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        is_locked = any(word in str(error).lower() for word in _PASSWORD_ERRORS)
        raise UnreadableLaw(Refusal.ENCRYPTED if is_locked else Refusal.DAMAGED) from error
    count = len(document)
    if count > limits.pages:
        raise UnreadableLaw(Refusal.TOO_MANY_PAGES, f"{count} 页")
    if count == 0:
        raise UnreadableLaw(Refusal.DAMAGED, "没有页")
    pages = _pages(document, limits)
    remarks = _remarks(pages)
    rows: list[list[Row]] = []
    columned = []
    for number, page in enumerate(pages):
        some, has_columns = rows_of(page, number) if page.glyphs else ([], False)
        rows.append(some)
        if has_columns:
            columned.append(number + 1)
    _refuse_garbled(rows)
    if columned:
        remarks.append(f"第 {_listed(columned)} 页分两栏,按先左后右读的,请对照原件的次序。")
    kept, aside = parted(rows)
    return Found(lines=paragraphs(kept), pages=count, set_aside=aside, remarks=remarks)


def _pages(document: pypdfium2.PdfDocument, limits: Limits) -> list[PageText]:
    pages = []
    characters = 0
    for number in range(len(document)):
        try:
            page = document[number]
        except pypdfium2.PdfiumError as error:
            raise UnreadableLaw(Refusal.DAMAGED, f"第 {number + 1} 页打不开") from error
        try:
            read_one = page_text(page)
            if len(read_one.glyphs) < _STRAY or number % _EVERY == 0:  # going through all objects is dear
                read_one.has_picture = covers_page(page, page.get_width(), page.get_height())
        except pypdfium2.PdfiumError as error:
            raise UnreadableLaw(Refusal.DAMAGED, f"第 {number + 1} 页读不出") from error
        finally:
            page.close()
        characters += len(read_one.glyphs)
        if characters > limits.characters:
            raise UnreadableLaw(Refusal.TOO_LONG, f"前 {number + 1} 页就有 {characters / 10_000:.0f} 万字")
        pages.append(read_one)
    return pages


def _remarks(pages: list[PageText]) -> list[str]:
    """What a person should know. Raises UnreadableLaw where the text is in pictures."""
    bare = [n for n, page in enumerate(pages, 1) if page.has_picture and len(page.glyphs) < _STRAY]
    total = sum(len(page.glyphs) for page in pages)
    if len(bare) > _SCAN_SHARE * len(pages) or (total < _STRAY and (bare or total == 0)):
        raise UnreadableLaw(Refusal.NO_TEXT_LAYER, f"{len(pages)} 页只有 {total} 个字" if total else "")
    remarks = []
    if bare:
        remarks.append(f"第 {_listed(bare)} 页是图片,上面的字没有读进来。")
    recognised = [n for n, page in enumerate(pages, 1) if page.has_picture and len(page.glyphs) >= _STRAY]
    if len(recognised) > len(pages[::_EVERY]) / 2:
        remarks.append("多半是扫描件加识别出来的文字,可能有错字,请逐条对照原件。")
    if skewed := sum(page.skewed for page in pages):
        remarks.append(f"斜着的 {skewed} 个字(多半是水印)没有读进来。")
    return remarks


def _refuse_garbled(rows: list[list[Row]]) -> None:
    text = "".join(row.text for some in rows for row in some)
    unknown = len(_UNKNOWN.findall(text))
    if unknown > _GARBLED_SHARE * len(text):
        raise UnreadableLaw(Refusal.GARBLED, f"{len(text)} 个字里 {unknown} 个认不出")


def _listed(numbers: list[int]) -> str:
    shown = "、".join(map(str, numbers[:8]))
    return f"{shown} 等 {len(numbers)}" if len(numbers) > 8 else shown
