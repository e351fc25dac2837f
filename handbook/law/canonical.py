"""A law <-> the Markdown file in which the handbook keeps it; what was written is read back exactly.

A front block of ``键: 值`` lines, then ``# title``, the preamble, headings, articles, annexes and notes, one paragraph a
line with an empty line between, so that a comparison of two files shows paragraphs::

    ---
    标题: 北江省城市供热条例
    历次:
    - 2025年9月26日北江省人民代表大会常务委员会通过
    施行日期: 2026-05-01
    来源: 省人大网站
    取得日期: 2026-04-01
    取得人: 王敏
    ---

    # 北江省城市供热条例

    ## 第一章 总则

    第一条 为了……

    ## 附件一 表

    ## 附注

A paragraph that would be read as something else has a backslash before it (`canonical_escapes`). Headings have one mark
more than their place in `LawArticle.path`, counted from 1; ``##`` alone ends all headings.
"""

from collections.abc import Iterator

from handbook.law import canonical_escapes as escapes
from handbook.law.canonical_reading import LawTextError, read_markdown
from handbook.law.law_text import Annex, LawArticle, LawText
from handbook.law.numbering import ARTICLE, article_number

__all__ = ["LawTextError", "read_markdown", "write_markdown"]


def write_markdown(law: LawText) -> str:
    """The whole file, ended by a line feed.

    Raises LawTextError where an article's number cannot be written so that it is read again (1 to 9999, 之一 to 之九十九).
    """
    blocks = [f"# {escapes.escaped(law.title)}"]
    blocks += map(escapes.paragraph, law.preamble)
    blocks += _articles(law.articles)
    for annex in law.annexes:
        blocks += _annex(annex)
    if law.notes:
        blocks += [f"## {escapes.NOTES}", *map(escapes.paragraph, law.notes)]
    return f"---\n{''.join(_front(law))}---\n\n" + "".join(_spaced(blocks))


def _front(law: LawText) -> Iterator[str]:
    origin = law.origin
    yield f"标题: {escapes.escaped(law.title)}\n"
    for key, value in (("文号", law.number), ("制定机关", law.organ), ("施行地域", law.place)):
        if value:
            yield f"{key}: {escapes.escaped(value)}\n"
    if law.history:
        yield "历次:\n"
        yield from (f"- {escapes.escaped(line)}\n" for line in law.history)
    yield f"施行日期: {law.effective.isoformat()}\n"
    if law.repealed is not None:
        yield f"废止日期: {law.repealed.isoformat()}\n"
    yield f"来源: {escapes.escaped(origin.source)}\n"
    yield f"取得日期: {origin.obtained_on.isoformat()}\n"
    yield f"取得人: {escapes.escaped(origin.obtained_by)}\n"
    for key, value in (("原件", origin.file_name), ("原件指纹", origin.file_print)):
        if value:
            yield f"{key}: {escapes.escaped(value)}\n"


def _articles(articles: tuple[LawArticle, ...]) -> Iterator[str]:
    open_path: tuple[str, ...] = ()
    for article in articles:
        yield from _headings(open_path, article.path)
        open_path = article.path
        yield _number(article) + "".join(f" {escapes.after_number(text)}" for text in article.paragraphs[:1])
        yield from map(escapes.paragraph, article.paragraphs[1:])


def _number(article: LawArticle) -> str:
    try:
        written = article.written_number
    except (ValueError, IndexError):
        written = ""
    match = ARTICLE.fullmatch(written)
    if match is None or article_number(match) != article.number:
        raise LawTextError(f"条号“{article.number}”写不成“第几条”,请先改条号")
    return written


def _headings(before: tuple[str, ...], path: tuple[str, ...]) -> Iterator[str]:
    if before == path:
        return
    if not path:
        yield "##"
        return
    same = next(
        (n for n, (old, new) in enumerate(zip(before, path, strict=False)) if old != new),
        min(len(before), len(path), len(path) - 1),  # one level less: its own heading stands once more
    )
    for depth in range(same, len(path)):
        yield f"{'#' * (depth + 2)} {escapes.heading(path[depth])}"


def _annex(annex: Annex) -> Iterator[str]:
    yield f"## {escapes.annex_title(annex.title)}"
    yield from map(escapes.paragraph, annex.lines)


def _spaced(blocks: list[str]) -> Iterator[str]:
    """An empty line between blocks but those of one table, which gets the rule that Markdown asks for."""
    in_table = False
    for at, block in enumerate(blocks):
        is_row = escapes.is_row(block)
        if at and not (is_row and in_table):
            yield "\n"
        yield block + "\n"
        if is_row and not in_table:
            yield "|" + " --- |" * escapes.cells(block) + "\n"
        in_table = is_row
