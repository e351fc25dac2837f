"""Regulations, scripts, knowledge and cases -> blocks for reading."""

from collections.abc import Iterator, Sequence

from handbook.document.blocks import (
    Block,
    Bullet,
    Heading,
    Labelled,
    Paragraph,
    Picture,
    Say,
    ScriptBlock,
    TableBlock,
    Variant,
    plain,
)
from handbook.document.composing import Composing
from handbook.document.markdown import markdown_blocks
from handbook.document.wording import day
from handbook.model.kinds import Tone
from handbook.model.knowledge import Case, Knowledge
from handbook.model.regulation import RegulationArticle
from handbook.model.script import Script, ScriptLine, reading_seconds


def regulation_blocks(composing: Composing, article: RegulationArticle) -> Iterator[Block]:
    """How sure we are, what it says, its figures, and what may be told."""
    yield from _standing(composing, article)
    if article.official_text:
        yield Heading("官方条文")
        for line in article.official_text.split("\n"):
            if line.strip():
                yield Paragraph(plain(composing.fill(line.strip())))
    yield from _numbered(composing, "要点", article.key_points)
    if article.figures:
        yield Heading("数字")
        rows = tuple(
            (
                plain(composing.fill(f.name)),
                plain(composing.fill(f.value), bold=True),
                plain(composing.fill(f.note)),
            )
            for f in article.figures
        )
        yield TableBlock(("项目", "数值", "说明"), rows)
    yield from _said(composing, "可告知用户", article.tell_caller)
    yield from _listed(composing, "不要说", article.dont_say, "×")
    if article.penalties:
        yield Heading("法律责任")
        yield Paragraph(plain(composing.fill(article.penalties)))
    if article.superseded:
        yield Heading("旧规定,现已不适用")
        old = tuple(
            (plain(composing.fill(s.text)), plain(composing.fill(s.note))) for s in article.superseded
        )
        yield TableBlock(("来电人还会提到", "说明"), old, (0.5, 0.5))


def _standing(composing: Composing, article: RegulationArticle) -> Iterator[Block]:
    yield Labelled("引用", plain(composing.fill(article.citation), bold=True))
    since = f",自 {day(article.effective)} 起" if article.effective else ""
    until = f",{day(article.repealed)} 废止" if article.repealed else ""
    yield Labelled("效力", plain(f"{article.level}级,{article.status}{since}{until}"))
    yield Labelled("核对", plain(f"{article.verification}", bold=True))
    if article.former_articles:
        yield Labelled("旧条号", plain("、".join(f"第 {number} 条" for number in article.former_articles)))
    if article.article_note:
        yield Labelled("条号", plain(composing.fill(article.article_note)))
    yield Paragraph(plain(composing.fill(article.summary)))


def script_blocks(composing: Composing, script: Script) -> Iterator[Block]:
    """The lines with their variants, then what helps, what harms, and what to say instead."""
    yield Paragraph(plain(composing.fill(script.summary)))
    yield Heading(f"{script.set}:逐句")
    for line in script.lines:
        yield _script_line(composing, line)
    if script.placeholders:
        yield Heading("先填好")
        for place in script.placeholders:
            yield Labelled("{" + place.name + "}", plain(composing.fill(place.hint) or "按实际填写"))
    yield from _listed(composing, "要这样", script.do, "•")
    yield from _listed(composing, "不要这样", script.dont, "×")
    if script.taboos:
        yield Heading("服务忌语")
        rows = tuple(
            (plain(composing.fill(t.avoid)), plain(composing.fill(t.instead))) for t in script.taboos
        )
        yield TableBlock(("不说", "改说"), rows, (0.42, 0.58))


def _script_line(composing: Composing, line: ScriptLine) -> ScriptBlock:
    order = [Tone.STANDARD, *(tone for tone in Tone if tone is not Tone.STANDARD)]
    texts = [(tone, composing.fill(line.variants[tone])) for tone in order if tone in line.variants]
    variants = tuple(Variant(str(tone), text, reading_seconds(text)) for tone, text in texts)
    return ScriptBlock(composing.fill(line.situation), str(line.audience), variants)


def knowledge_blocks(composing: Composing, entry: Knowledge) -> Iterator[Block]:
    """Key points, the drawing, the text, and how to put it to a caller."""
    yield Paragraph(plain(composing.fill(entry.summary)))
    yield from _numbered(composing, "记住", entry.key_points)
    svg = composing.handbook.diagrams.get(entry.diagram, "") if entry.diagram else ""
    if svg:
        yield Picture(svg, composing.fill(entry.diagram_caption))
    yield from _body(composing, entry.body)
    yield from _said(composing, "可告知用户", entry.tell_caller)


def case_blocks(composing: Composing, case: Case) -> Iterator[Block]:
    """What happened, what was in dispute, how it ended, and what it teaches."""
    where = ",".join(word for word in (composing.fill(case.place), composing.fill(case.time)) if word)
    yield Labelled("时地", plain(where))
    for title, text in (("经过", case.facts), ("争议", case.dispute), ("结果", case.result)):
        yield Heading(title)
        yield Paragraph(plain(composing.fill(text)))
    yield from _numbered(composing, "坐席记住", case.lessons)
    yield from _body(composing, case.body)


def _body(composing: Composing, body: str) -> Iterator[Block]:
    if body.strip():
        yield Heading("说明")
        yield from markdown_blocks(composing.fill(body), composing.named)


def _numbered(composing: Composing, title: str, texts: Sequence[str]) -> Iterator[Block]:
    if texts:
        yield Heading(title)
    for number, text in enumerate(texts, 1):
        yield Bullet(plain(composing.fill(text)), str(number))


def _listed(composing: Composing, title: str, texts: Sequence[str], mark: str) -> Iterator[Block]:
    if texts:
        yield Heading(title)
    for text in texts:
        yield Bullet(plain(composing.fill(text)), mark)


def _said(composing: Composing, title: str, texts: Sequence[str]) -> Iterator[Block]:
    if texts:
        yield Heading(title)
    for text in texts:
        words = composing.fill(text)
        yield Say(words, "", reading_seconds(words))
