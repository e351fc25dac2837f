"""Workbooks, decks and documents as small as can be, made by hand: what a test says is all that they hold."""

import io
import zipfile
from collections.abc import Mapping, Sequence
from html import escape

_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_SHEETS = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_SLIDES = "http://schemas.openxmlformats.org/presentationml/2006/main"
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"
_WORDS = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/></Types>'
)
STYLES = (
    f'<styleSheet xmlns="{_SHEETS}"><numFmts count="2"><numFmt numFmtId="170" formatCode="yyyy\\-mm\\-dd"/>'
    '<numFmt numFmtId="171" formatCode="0000"/></numFmts><cellXfs count="5"><xf numFmtId="0"/><xf numFmtId="14"/>'
    '<xf numFmtId="170"/><xf numFmtId="9"/><xf numFmtId="171"/></cellXfs></styleSheet>'
)
"""Style 0 plain, 1 and 2 dates, 3 a share, 4 four digits."""


def packed(parts: Mapping[str, str | bytes]) -> bytes:
    """A zip file of these parts."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return buffer.getvalue()


def relations(targets: Mapping[str, tuple[str, str]]) -> str:
    """Id → kind and target, as a part of relationships."""
    lines = "".join(
        f'<Relationship Id="{i}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for i, (kind, target) in targets.items()
    )
    return f'<Relationships xmlns="{_RELATIONS}">{lines}</Relationships>'


def text_cell(place: str, words: str) -> str:
    return f'<c r="{place}" t="inlineStr"><is><t>{escape(words)}</t></is></c>'


def rows_xml(rows: Sequence[Sequence[str]], first: int = 1) -> str:
    """Rows of text cells; an empty text is no cell."""
    made = []
    for number, row in enumerate(rows, first):
        cells = "".join(text_cell(f"{chr(65 + at)}{number}", words) for at, words in enumerate(row) if words)
        made.append(f'<row r="{number}">{cells}</row>')
    return "".join(made)


def workbook(
    sheets: Mapping[str, str],
    hidden: Sequence[str] = (),
    tail: str = "",
    strings: Sequence[str] = (),
    more: Mapping[str, str | bytes] | None = None,
) -> bytes:
    """A workbook of these sheets: name → rows as XML."""
    listed, targets = "", {"r0": ("styles", "styles.xml"), "rs": ("sharedStrings", "sharedStrings.xml")}
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": _TYPES,
        "_rels/.rels": relations({"r": ("officeDocument", "xl/workbook.xml")}),
        "xl/styles.xml": STYLES,
        "xl/sharedStrings.xml": f'<sst xmlns="{_SHEETS}">'
        + "".join(f"<si><t>{escape(words)}</t></si>" if words else "<si/>" for words in strings)
        + "</sst>",
    }
    for at, (name, rows) in enumerate(sheets.items(), 1):
        state = ' state="hidden"' if name in hidden else ""
        listed += f'<sheet name="{name}" sheetId="{at}"{state} r:id="r{at}"/>'
        targets[f"r{at}"] = ("worksheet", f"worksheets/sheet{at}.xml")
        parts[f"xl/worksheets/sheet{at}.xml"] = (
            f'<?xml version="1.0"?><worksheet xmlns="{_SHEETS}"><sheetData>{rows}</sheetData>{tail}</worksheet>'
        )
    parts["xl/workbook.xml"] = (
        f'<workbook xmlns="{_SHEETS}" xmlns:r="{_OFFICE}"><sheets>{listed}</sheets></workbook>'
    )
    parts["xl/_rels/workbook.xml.rels"] = relations(targets)
    return packed(parts | dict(more or {}))


def _shape(words: str, place: str) -> str:
    mark = f'<p:ph type="{place}"/>' if place else ""
    lines = "".join(f"<a:p><a:r><a:t>{escape(line)}</a:t></a:r></a:p>" for line in words.split("\n"))
    return f"<p:sp><p:nvSpPr><p:nvPr>{mark}</p:nvPr></p:nvSpPr><p:txBody>{lines}</p:txBody></p:sp>"


def slide(title: str = "", body: str = "", more: str = "", shown: bool = True) -> str:
    shapes = (_shape(title, "title") if title else "") + (_shape(body, "body") if body else "") + more
    show = "" if shown else ' show="0"'
    return (
        f'<p:sld xmlns:p="{_SLIDES}" xmlns:a="{_DRAWING}"{show}><p:cSld><p:spTree>{shapes}'
        f"{_shape('7', 'sldNum')}</p:spTree></p:cSld></p:sld>"
    )


def grouped(words: str) -> str:
    return f"<p:grpSp><p:grpSpPr/>{_shape(words, '')}</p:grpSp>"


def slide_table(rows: Sequence[Sequence[str]]) -> str:
    lines = "".join(
        "<a:tr>"
        + "".join(
            f"<a:tc><a:txBody><a:p><a:r><a:t>{cell}</a:t></a:r></a:p></a:txBody></a:tc>" for cell in row
        )
        + "</a:tr>"
        for row in rows
    )
    return (
        "<p:graphicFrame><p:nvGraphicFramePr><p:nvPr/></p:nvGraphicFramePr><a:graphic><a:graphicData>"
        f"<a:tbl>{lines}</a:tbl></a:graphicData></a:graphic></p:graphicFrame>"
    )


def deck(slides: Sequence[str], spoken: Mapping[int, str] | None = None) -> bytes:
    """A deck of these slides; number from 1 → speaker's notes."""
    listed, targets = "", {}
    parts: dict[str, str | bytes] = {
        "_rels/.rels": relations({"r": ("officeDocument", "ppt/presentation.xml")})
    }
    for at, xml in enumerate(slides, 1):
        listed += f'<p:sldId id="{255 + at}" r:id="r{at}"/>'
        targets[f"r{at}"] = ("slide", f"slides/slide{at}.xml")
        parts[f"ppt/slides/slide{at}.xml"] = xml
    for at, words in (spoken or {}).items():
        parts[f"ppt/slides/_rels/slide{at}.xml.rels"] = relations(
            {"n": ("notesSlide", f"../notesSlides/notesSlide{at}.xml")}
        )
        parts[f"ppt/notesSlides/notesSlide{at}.xml"] = (
            f'<p:notes xmlns:p="{_SLIDES}" xmlns:a="{_DRAWING}"><p:cSld><p:spTree>{_shape(words, "body")}'
            f"{_shape('3', 'sldNum')}</p:spTree></p:cSld></p:notes>"
        )
    parts["ppt/presentation.xml"] = (
        f'<p:presentation xmlns:p="{_SLIDES}" xmlns:r="{_OFFICE}"><p:sldIdLst>{listed}</p:sldIdLst></p:presentation>'
    )
    parts["ppt/_rels/presentation.xml.rels"] = relations(targets)
    return packed(parts)


def word_paragraph(words: str, style: str = "", more: str = "") -> str:
    mark = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{mark}<w:r><w:t>{escape(words)}</w:t></w:r>{more}</w:p>"


def document(body: str) -> bytes:
    """A Word file whose style ``1`` is heading 1, ``b`` heading 2, ``c`` a style of its own with an outline level."""
    styles = (
        f'<w:styles xmlns:w="{_WORDS}">'
        '<w:style w:styleId="1"><w:name w:val="heading 1"/></w:style>'
        '<w:style w:styleId="b"><w:name w:val="标题 2"/></w:style>'
        '<w:style w:styleId="c"><w:name w:val="x"/><w:pPr><w:outlineLvl w:val="2"/></w:pPr></w:style></w:styles>'
    )
    return packed(
        {
            "_rels/.rels": relations({"r": ("officeDocument", "word/document.xml")}),
            "word/styles.xml": styles,
            "word/document.xml": f'<w:document xmlns:w="{_WORDS}"><w:body>{body}</w:body></w:document>',
        }
    )


def ods(tables: str) -> bytes:
    names = "urn:oasis:names:tc:opendocument:xmlns"
    return packed(
        {
            "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
            "content.xml": f'<office:document-content xmlns:office="{names}:office:1.0" xmlns:table="{names}:table:1.0" '
            f'xmlns:text="{names}:text:1.0"><office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body>'
            "</office:document-content>",
        }
    )


def ods_cell(words: str, more: str = "") -> str:
    return f'<table:table-cell office:value-type="string"{more}><text:p>{words}</text:p></table:table-cell>'
