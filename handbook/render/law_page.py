"""The text of a law and an article of it go in; the page comes out: the words as they were obtained, and where they came from.

Nothing is set anew: no mark is made full width and no joiner is put in, so that what is copied is the text.
"""

import html
from collections.abc import Iterable, Sequence
from itertools import groupby

from handbook.document.words import FULL_TEXT, SOURCES
from handbook.law.law_text import LawArticle, LawText
from handbook.law.numbering import ITEM, SUB_ITEM, written_article
from handbook.law.shelf import LawPlace, LawShelf, VersionState
from handbook.model.handbook import Handbook
from handbook.render.page import Page, PageStyle, RenderedPage

CONTENTS = "本法目录"
_SIZE = 16.5
_BACKWARD, _FORWARD = "← ", " →"


def render_law(text: LawText, number: str, shelf: LawShelf, style: PageStyle | None = None) -> RenderedPage:
    """The page of article `number` of `text`, or of its beginning and contents where that is empty.

    `shelf` knows the other versions; the day of `style` decides which of them is in force. Links lead to `LawPlace`s.
    """
    page = Page(Handbook(), style or PageStyle())
    article = text.by_number.get(number)
    _write_head(page, text, article, shelf)
    if article is None:
        _write_whole(page, text)
    else:
        _write_lines(page, article.paragraphs)
        _write_neighbours(page, text, article)
    _write_source(page, text)
    return page.finish()


def _write_head(page: Page, text: LawText, article: LawArticle | None, shelf: LawShelf) -> None:
    colours = page.colours
    standing = shelf.standing(text, page.style.today)
    version = f"{text.effective.isoformat()} 起施行 · {standing.value}"
    page.paragraph(_verbatim(f"{FULL_TEXT} · 《{text.title}》"), 13, colours.law, bottom=2)
    page.paragraph(_verbatim(version), 13, colours.ink_third, bottom=4)
    title = article.written_number if article is not None else text.title
    page.add(
        f'<p style="margin-top:{page.px(6)}px;margin-bottom:{page.px(6)}px;font-size:{page.px(25)}px;'
        f'font-weight:600;color:{colours.ink}">{_verbatim(title)}</p>'
    )
    if article is not None and article.path:
        page.paragraph(_verbatim(" · ".join(article.path)), 14, colours.ink_second, bottom=8)
    if standing is not VersionState.IN_FORCE:
        words = _verbatim(_told(text, standing)) + _link_to_current(page, text, article, shelf)
        page.callout(page.block(words, 14, colours.caution), colours.caution_soft, padding=8)


def _told(text: LawText, standing: VersionState) -> str:
    """What the mark of a version means."""
    match standing:
        case VersionState.COMING:
            return f"尚未施行：{text.effective.isoformat()} 起施行，现在不能当作依据。"
        case VersionState.REPEALED:
            since = f"：{text.repealed.isoformat()} 起不再施行" if text.repealed is not None else ""
            return f"已废止{since}，不能当作依据。"
        case _:
            return "旧版：已经有后来的文本，不能当作现行依据。"


def _link_to_current(page: Page, text: LawText, article: LawArticle | None, shelf: LawShelf) -> str:
    for other in shelf.versions(text.title):
        if shelf.standing(other, page.style.today) is VersionState.IN_FORCE:
            number = article.number if article is not None and article.number in other.by_number else ""
            place = LawPlace(other.title, other.effective, number)
            return "&nbsp;&nbsp;" + _link(page, place, f"看 {other.effective.isoformat()} 起的现行文本")
    return ""


def _write_whole(page: Page, text: LawText) -> None:
    """What stands around the articles, and the articles as links, chapter by chapter."""
    for line in (*filter(None, (text.number, text.organ)), *text.history):
        page.paragraph(_verbatim(line), 14, page.colours.ink_second, bottom=2)
    _write_lines(page, text.preamble)
    if text.articles:
        page.heading(CONTENTS)
    for path, articles in groupby(text.articles, key=lambda article: article.path):
        if path:
            page.paragraph(_verbatim(" · ".join(path)), 15.5, top=6, bottom=2)
        links = (
            _link(page, LawPlace(text.title, text.effective, one.number), one.written_number)
            for one in articles
        )
        page.paragraph("&nbsp; ".join(links), 14, bottom=6)
    for annex in text.annexes:
        page.heading(annex.title)
        _write_lines(page, annex.lines)
    if text.notes:
        page.heading("附注")
        _write_lines(page, text.notes)


def _write_lines(page: Page, lines: Sequence[str]) -> None:
    """款 with their first line set in, 项 and 目 set in as a whole, rows of tables as tables."""
    for is_table, group in groupby(lines, key=_is_row):
        if is_table:
            _write_table(page, group)
            continue
        for line in group:
            depth = 2 if SUB_ITEM.match(line) else 1 if ITEM.match(line) else 0
            step = page.px(2 * _SIZE)
            page.add(
                f'<p style="margin-top:0;margin-bottom:{page.px(8)}px;margin-left:{step * depth}px;'
                f"text-indent:{0 if depth else step}px;{page.leading(_SIZE * 1.1)}"
                f'font-size:{page.px(_SIZE)}px;color:{page.colours.ink}">{_verbatim(line)}</p>'
            )


def _is_row(line: str) -> bool:
    bare = line.strip()
    return len(bare) > 1 and bare.startswith("|") and bare.endswith("|")


def _write_table(page: Page, rows: Iterable[str]) -> None:
    rule = page.rule(page.colours.line)
    written = []
    for row in rows:
        cells = [cell.strip() for cell in row.strip().strip("|").split("|")]
        if all(cell and not cell.strip(":-") for cell in cells):
            continue  # what parts the head from the rest
        written.append("".join(f'<td style="{rule}">{page.block(_verbatim(c), 15)}</td>' for c in cells))
    body = "".join(f"<tr>{row}</tr>" for row in written)
    page.add(f'<table width="100%" cellspacing="0" cellpadding="{page.px(5)}" border="0">{body}</table>')


def _write_neighbours(page: Page, text: LawText, article: LawArticle) -> None:
    """The articles before and after, and the contents between them."""
    numbers = [one.number for one in text.articles]
    at = numbers.index(article.number)
    links = []
    if at:
        before = LawPlace(text.title, text.effective, numbers[at - 1])
        links.append(_link(page, before, _BACKWARD + written_article(before.number)))
    links.append(_link(page, LawPlace(text.title, text.effective), CONTENTS))
    if at + 1 < len(numbers):
        after = LawPlace(text.title, text.effective, numbers[at + 1])
        links.append(_link(page, after, written_article(after.number) + _FORWARD))
    page.paragraph("&nbsp;&nbsp; · &nbsp;&nbsp;".join(links), 14, page.colours.ink_third, top=14)


def _write_source(page: Page, text: LawText) -> None:
    origin = text.origin
    named = (
        f"{SOURCES}：{origin.source}" if origin.source else "",
        f"{origin.obtained_on.isoformat()} {origin.obtained_by} 取得",
        text.number,
    )
    page.paragraph(_verbatim(" · ".join(filter(None, named))), 13, page.colours.ink_third, top=10, bottom=12)


def _link(page: Page, place: LawPlace, words: str) -> str:
    return (
        f'<a href="{html.escape(place.link)}" style="color:{page.colours.accent};text-decoration:none">'
        f"{_verbatim(words)}</a>"
    )


def _verbatim(text: str) -> str:
    """`text` as HTML, character for character; half a surrogate pair, which no page can show, as its sign."""
    return html.escape(text.encode("utf-8", "replace").decode("utf-8"), quote=False)
