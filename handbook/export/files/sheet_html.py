"""A document of marks -> one HTML file with the same drawing: words stay words, and nothing is loaded."""

from collections.abc import Callable, Iterator
from html import escape

from handbook.export.paper.boxes import LineMark, Mark, Page, RectMark, TextMark
from handbook.export.paper.document import Document

_POLICY = "default-src 'none'; style-src 'unsafe-inline'; form-action 'none'; base-uri 'none'"
_STYLE = (
    "body{margin:0;background:#e9e9e6}svg{display:block;margin:1rem auto;max-width:min(100%,60rem);height:auto;background:#fff}"
    "text{font-family:'Noto Sans SC','Microsoft YaHei','PingFang SC',sans-serif;white-space:pre}"
    "@page{size:A4;margin:0}@media print{body{background:#fff}svg{margin:0;max-width:none;width:210mm}}"
)
Width = Callable[[str, bool], float]
"""(text, is bold) -> em."""


def sheet_html(document: Document, width: Width) -> bytes:
    """The whole file; `width` measures with the font of the paper, so that other fonts keep to the same room."""
    return "".join(_file(document, width)).encode()


def _file(document: Document, width: Width) -> Iterator[str]:
    title = escape(document.title)
    yield '<!DOCTYPE html>\n<html lang="zh-CN">\n<head>\n<meta charset="utf-8">\n'
    yield f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
    yield f"<title>{title}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n"
    for page in document.pages:
        yield from _page(page, width)
    yield "</body>\n</html>\n"


def _page(page: Page, width: Width) -> Iterator[str]:
    yield f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {page.width:.2f} {page.height:.2f}" width="{page.width:.0f}pt">\n'
    for placed in page.placed:
        yield f'<g transform="translate({placed.x:.2f} {placed.y:.2f})">\n'
        for mark in placed.box.marks:
            yield _mark(mark, width)
        yield "</g>\n"
    yield "</svg>\n"


def _mark(mark: Mark, width: Width) -> str:
    match mark:
        case TextMark() if mark.text:
            weight = ' font-weight="700"' if mark.bold else ""
            length = width(mark.text, mark.bold) * mark.size
            return (
                f'<text x="{mark.x:.2f}" y="{mark.y:.2f}" font-size="{mark.size:g}"{weight} fill="{_grey(mark.grey)}"'
                f' textLength="{length:.2f}" lengthAdjust="spacingAndGlyphs">{escape(mark.text)}</text>\n'
            )
        case LineMark():
            return (
                f'<line x1="{mark.x1:.2f}" y1="{mark.y1:.2f}" x2="{mark.x2:.2f}" y2="{mark.y2:.2f}"'
                f' stroke="{_grey(mark.grey)}" stroke-width="{mark.width:g}"/>\n'
            )
        case RectMark():
            fill = _grey(mark.fill) if mark.fill is not None else "none"
            stroke = f' stroke="{_grey(mark.grey)}" stroke-width="{mark.stroke:g}"' if mark.stroke else ""
            return (
                f'<rect x="{mark.x:.2f}" y="{mark.y:.2f}" width="{mark.width:.2f}" height="{mark.height:.2f}"'
                f' fill="{fill}"{stroke}/>\n'
            )
        case _:
            return ""


def _grey(value: float) -> str:
    level = round(value * 255)
    return f"#{level:02x}{level:02x}{level:02x}"
