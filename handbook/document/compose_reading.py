"""Regulations, scripts, knowledge and cases -> what they say."""

from collections.abc import Iterator, Sequence

from handbook.document.blocks import (
    Heading,
    Labelled,
    Meaning,
    Paragraph,
    Picture,
    Reference,
    References,
    ScriptBlock,
    SentenceRole,
    Sentences,
    TableBlock,
    TableRole,
    Variant,
    Verified,
    plain,
)
from handbook.document.compose_official import official_blocks
from handbook.document.composing import Composing
from handbook.document.formulas import formula_blocks
from handbook.document.markdown import markdown_blocks
from handbook.document.wording import day
from handbook.document.words import (
    ARTICLE_NOTE,
    AS_IT_IS,
    AVOID,
    BODY,
    CITATION,
    CITED_BY,
    COMPARED_WITH,
    DISPUTE,
    DO,
    DONT,
    ELSEWHERE,
    FACTS,
    FIGURE_HEAD,
    FIGURES,
    FORCE,
    FORMER_ARTICLE,
    KEY_POINTS,
    LINES,
    PENALTIES,
    PLACE_AND_TIME,
    PLACEHOLDERS,
    REMEMBER,
    RESULT,
    SUPERSEDED,
    SUPERSEDED_HEAD,
    TABOO_HEAD,
    TABOOS,
    TELL,
)
from handbook.model.kinds import LawStatus, Tone, Verification
from handbook.model.knowledge import Case, Knowledge
from handbook.model.regulation import RegulationArticle
from handbook.model.script import Script, ScriptLine, reading_seconds
from handbook.model.text import hole_of

_EXPLAINED = {
    Verification.CHECKED: "要点已对照现行条文;下面是转述,不是条文原文。",
    Verification.COMPARED: "要点已对照公开全文;那是副本,不是官方文本,下面是转述。",
    Verification.REPORTED: "要点据公开报道和转载整理,未逐字核对原文;对外引用前请核对。",
    Verification.INFERRED: "内容有来源,条号由新旧条文推算,未证实;对外不要只报条号。",
    Verification.MISSING: "条文原文未取得:本条不提供内容,不要凭印象引用。",
    Verification.LAPSED: "下面的要点还没对照新条文:数字先别对用户报,也不能复制。",
}
_TEXT_ALONE = "本单位已导入这里列出的条文原文,见下;我们还没有写要点,请照原文说,不要凭印象解释。"
_MOST_CITING = 20


def regulation_blocks(composing: Composing, article: RegulationArticle) -> Iterator[Meaning]:
    """How sure we are, what it says, its figures, and what may be told."""
    fill = composing.fill
    yield from _standing(composing, article)
    yield from _sentences(composing, KEY_POINTS, SentenceRole.POINT, article.key_points)
    if article.figures:
        yield Heading(FIGURES)
        rows = tuple(
            (plain(fill(f.name)), plain(fill(f.value), bold=True), plain(fill(f.note)))
            for f in article.figures
        )
        yield TableBlock(FIGURE_HEAD, rows, role=TableRole.FIGURES)
    yield from _sentences(composing, TELL, SentenceRole.TELL, article.tell_caller)
    yield from _sentences(composing, AVOID, SentenceRole.AVOID, article.dont_say)
    if article.penalties:
        yield Heading(PENALTIES)
        yield Paragraph(plain(fill(article.penalties)))
    if article.superseded:
        yield Heading(SUPERSEDED)
        old = tuple((plain(fill(s.text)), plain(fill(s.note))) for s in article.superseded)
        yield TableBlock(SUPERSEDED_HEAD, old, (0.5, 0.5), role=TableRole.SUPERSEDED)
    yield from official_blocks(composing.handbook, article)


def _standing(composing: Composing, article: RegulationArticle) -> Iterator[Meaning]:
    citation = composing.fill(article.citation)
    # What is copied leaves the page that says how far the article is known, so the sentence goes along.
    note = composing.fill(article.status_note)
    copied = f"{citation}({article.status}:{note})" if note else citation
    yield Labelled(CITATION, plain(citation, bold=True), copies=copied)
    yield Verified(
        str(article.verification),
        _explained(composing, article),
        is_sure=article.verification.rests_on_full_text and article.status is LawStatus.IN_FORCE,
    )
    compared = _compared(article)
    if compared:
        yield Labelled(COMPARED_WITH, plain(compared), is_ours=True)
    place = f",{article.place}" if article.place else ""
    since = f",自 {day(article.effective)} 起" if article.effective else ""
    until = f",{day(article.repealed)} 废止" if article.repealed else ""
    note = f"({composing.fill(article.status_note)})" if article.status_note else ""
    force = plain(f"{article.level}级{place},{article.status}{note}{since}{until}")
    yield Labelled(FORCE, force, is_ours=True)
    if article.former_articles:
        former = plain("、".join(f"第 {number} 条" for number in article.former_articles))
        yield Labelled(FORMER_ARTICLE, former, is_ours=True)
    if article.article_note:
        yield Labelled(ARTICLE_NOTE, plain(composing.fill(article.article_note)))
    yield _summary(composing, article.summary)


def _explained(composing: Composing, article: RegulationArticle) -> str:
    lapse = composing.handbook.lapsed.get(article.id)
    if lapse is not None:
        return f"{lapse.mark};{_EXPLAINED[Verification.LAPSED]}"
    if article.verification is Verification.MISSING and article.id in composing.handbook.official:
        return _TEXT_ALONE
    return _EXPLAINED[article.verification]


def _compared(article: RegulationArticle) -> str:
    """Which text the article was laid beside, and by whom."""
    text = article.text_source + (f",{day(article.text_date)} 的文本" if article.text_date else "")
    return ",".join(filter(None, (text, f"核对人 {article.checked_by}" if article.checked_by else "")))


def cited_by(composing: Composing, article: RegulationArticle) -> Iterator[References]:
    """Who else rests on the article."""
    citing = [e.id for e in composing.handbook.citing(article.id) if e.id not in article.related]
    items = tuple(Reference((composing.link(i),), composing.kind(i)) for i in citing[:_MOST_CITING])
    if items:
        yield References(CITED_BY, items)


def script_blocks(composing: Composing, script: Script) -> Iterator[Meaning]:
    """The lines with their variants, then what helps, what harms, and what to say instead."""
    fill = composing.fill
    yield _summary(composing, script.summary)
    yield Heading(f"{script.set}:{LINES}", own=script.set)
    for line in script.lines:
        yield _script_line(composing, line)
    if script.placeholders:
        yield Heading(PLACEHOLDERS)
        for place in script.placeholders:
            yield Labelled(hole_of(place.name), plain(fill(place.hint) or AS_IT_IS), is_ours=True)
    yield from _sentences(composing, DO, SentenceRole.DO, script.do)
    yield from _sentences(composing, DONT, SentenceRole.DONT, script.dont)
    if script.taboos:
        yield Heading(TABOOS)
        rows = tuple((plain(fill(t.avoid)), plain(fill(t.instead))) for t in script.taboos)
        yield TableBlock(TABOO_HEAD, rows, (0.42, 0.58), role=TableRole.TABOOS)


def _script_line(composing: Composing, line: ScriptLine) -> ScriptBlock:
    order = [Tone.STANDARD, *(tone for tone in Tone if tone is not Tone.STANDARD)]
    texts = [(tone, composing.fill(line.variants[tone])) for tone in order if tone in line.variants]
    variants = tuple(Variant(str(tone), text, reading_seconds(text)) for tone, text in texts)
    return ScriptBlock(composing.fill(line.situation), line.audience, variants, line.id)


def knowledge_blocks(composing: Composing, entry: Knowledge) -> Iterator[Meaning]:
    """Key points, the drawing, the text, and how to put it to a caller."""
    yield _summary(composing, entry.summary)
    yield from _sentences(composing, REMEMBER, SentenceRole.POINT, entry.key_points)
    svg = composing.handbook.diagrams.get(entry.diagram, "") if entry.diagram else ""
    if svg:
        yield Picture(svg, composing.fill(entry.diagram_caption), entry.diagram)
    yield from formula_blocks(composing.handbook, entry.formulas)
    yield from _body(composing, entry.body)
    yield from _sentences(composing, TELL, SentenceRole.TELL, entry.tell_caller)


def case_blocks(composing: Composing, case: Case) -> Iterator[Meaning]:
    """What happened, what was in dispute, how it ended, and what it teaches."""
    fill = composing.fill
    yield _summary(composing, case.summary)
    mark = f"〔{ELSEWHERE}〕" if composing.handbook.is_elsewhere(case.place) else ""
    place_and_time = ",".join(word for word in (fill(case.place), fill(case.time)) if word)
    yield Labelled(PLACE_AND_TIME, plain(f"{place_and_time}{mark}"))
    for title, text in ((FACTS, case.facts), (DISPUTE, case.dispute), (RESULT, case.result)):
        yield Heading(title)
        yield Paragraph(plain(fill(text)))
    yield from _sentences(composing, REMEMBER, SentenceRole.POINT, case.lessons)
    yield from _body(composing, case.body)


def _summary(composing: Composing, text: str) -> Paragraph:
    return Paragraph(plain(composing.fill(text)), is_summary=True)


def _body(composing: Composing, body: str) -> Iterator[Meaning]:
    if body.strip():
        yield Heading(BODY)
        yield from markdown_blocks(composing.fill(body))


def _sentences(
    composing: Composing, title: str, role: SentenceRole, texts: Sequence[str]
) -> Iterator[Sentences]:
    if texts:
        yield Sentences(title, role, tuple(map(composing.fill, texts)))
