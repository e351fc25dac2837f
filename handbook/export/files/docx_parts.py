"""Pieces of WordprocessingML that python-docx has no words for: East-Asian fonts, fields, check boxes, borders."""

from typing import Any

from docx.oxml import parse_xml
from docx.oxml.ns import qn

LATIN = "Arial"
EAST_ASIAN = "微软雅黑"
_W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def set_fonts(properties: Any, east_asian: str = EAST_ASIAN) -> None:
    """Name the fonts of a run or style; theme fonts are taken away, for they win over names."""
    fonts = properties.find(qn("w:rFonts"))
    if fonts is None:
        fonts = properties.makeelement(qn("w:rFonts"), {})
        properties.insert(0, fonts)
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{theme}"), None)
    for name, font in (("ascii", LATIN), ("hAnsi", LATIN), ("eastAsia", east_asian), ("cs", LATIN)):
        fonts.set(qn(f"w:{name}"), font)
    # Quotation marks and dashes stand in both alphabets: the hint makes them Chinese.
    fonts.set(qn("w:hint"), "eastAsia")


def set_language(styles: Any) -> None:
    """Chinese as the language and fonts of everything that no style speaks for."""
    for properties in styles.iter(qn("w:rPrDefault")):
        run = properties.find(qn("w:rPr"))
        if run is None:
            continue
        set_fonts(run)
        language = run.find(qn("w:lang"))
        if language is None:
            language = run.makeelement(qn("w:lang"), {})
            run.append(language)
        language.set(qn("w:val"), "en-US")
        language.set(qn("w:eastAsia"), "zh-CN")


def add_field(paragraph: Any, code: str) -> None:
    """A field such as PAGE, that Word fills in."""
    simple = f'<w:fldSimple xmlns:w="{_W}" w:instr="{code}"><w:r><w:t>1</w:t></w:r></w:fldSimple>'
    paragraph._p.append(parse_xml(simple))


def add_check_box(paragraph: Any, *, is_checked: bool) -> None:
    """A box that can be clicked in Word, and is a plain ☐ or ☒ elsewhere."""
    glyph = "☒" if is_checked else "☐"
    font = "MS Gothic"
    paragraph._p.append(
        parse_xml(
            f'<w:sdt xmlns:w="{_W}" xmlns:w14="{_W14}"><w:sdtPr><w14:checkbox>'
            f'<w14:checked w14:val="{int(is_checked)}"/><w14:checkedState w14:val="2612" w14:font="{font}"/>'
            f'<w14:uncheckedState w14:val="2610" w14:font="{font}"/></w14:checkbox></w:sdtPr><w:sdtContent><w:r>'
            f'<w:rPr><w:rFonts w:ascii="{font}" w:eastAsia="{font}" w:hAnsi="{font}" w:hint="eastAsia"/></w:rPr>'
            f"<w:t>{glyph}</w:t></w:r></w:sdtContent></w:sdt>"
        )
    )


def frame_paragraph(paragraph: Any, *, sides: str = "top left bottom right", size: int = 18) -> None:
    """Borders around a paragraph; `size` in eighths of a point."""
    edges = "".join(
        f'<w:{side} w:val="single" w:sz="{size}" w:space="6" w:color="000000"/>' for side in sides.split()
    )
    paragraph._p.get_or_add_pPr().append(parse_xml(f'<w:pBdr xmlns:w="{_W}">{edges}</w:pBdr>'))


def keep_row_whole(row: Any) -> None:
    """A table row is never cut by a page."""
    properties = row._tr.get_or_add_trPr()
    properties.append(properties.makeelement(qn("w:cantSplit"), {}))
