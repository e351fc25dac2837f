"""A regulation article goes in; its page comes out, with what is verified told apart from what is not."""

from handbook.model.kinds import LawStatus, Verification
from handbook.model.regulation import RegulationArticle
from handbook.render import parts
from handbook.render.citations import article_name
from handbook.render.page import Page

_EXPLAINED = {
    Verification.CHECKED: "要点已对照现行条文;下面是转述,不是条文原文。",
    Verification.REPORTED: "要点据公开报道和转载整理,未逐字核对原文;对外引用前请核对。",
    Verification.INFERRED: "内容有来源,条号由新旧条文推算,未证实;对外不要只报条号。",
    Verification.MISSING: "条文原文未取得:本条不提供内容,不要凭印象引用。",
}


def write(page: Page, entry: RegulationArticle) -> None:
    """Head, how sure we are, key points, figures, what to tell and not to tell, old rules, foot."""
    parts.head(page, entry, [entry.kind.label, entry.law, article_name(entry)], _facts(entry))
    _verification(page, entry)
    _numbers(page, entry)
    parts.plain_list(page, "要点", entry.key_points)
    _figures(page, entry)
    parts.say_list(page, "可以对用户说", entry.tell_caller, "tell")
    parts.dont_say(page, entry.dont_say)
    if entry.penalties:
        page.heading("法律后果")
        page.paragraph(page.text(entry.penalties), 15.5)
    _superseded(page, entry)
    _official(page, entry)
    page.heading("引用写法")
    page.offer_copy("citation", entry.citation)
    copy = f'<a href="copy:citation" style="color:{page.colours.law};text-decoration:none">复制</a>'
    page.paragraph(f"{page.text(entry.citation)}&nbsp; {copy}", 15)
    parts.citations(page, entry.citations)
    parts.related(page, entry)
    parts.foot(page, entry)


def _facts(entry: RegulationArticle) -> list[str]:
    effective = f"{entry.effective.isoformat()} 起" if entry.effective else ""
    return [entry.level.value, entry.place, entry.status.value, effective]


def _verification(page: Page, entry: RegulationArticle) -> None:
    colours = page.colours
    is_sure = entry.verification is Verification.CHECKED and entry.status is LawStatus.IN_FORCE
    ground, colour = (colours.law_soft, colours.law) if is_sure else (colours.caution_soft, colours.caution)
    mark = f'<span style="color:{colour};font-weight:600">{entry.verification.value}</span>&nbsp; '
    words = _EXPLAINED[entry.verification]
    if entry.status is not LawStatus.IN_FORCE:
        words = f"效力:{entry.status.value}。" + words
    page.callout(page.block(mark + page.text(words), 14.5), ground, padding=10)


def _numbers(page: Page, entry: RegulationArticle) -> None:
    words = []
    if entry.former_articles:
        words.append(f"旧条号:第 {'、'.join(entry.former_articles)} 条(修正前)")
    if entry.article_note:
        words.append(entry.article_note)
    if words:
        page.paragraph(page.text(";".join(words)), 14, page.colours.ink_second)


def _figures(page: Page, entry: RegulationArticle) -> None:
    if not entry.figures:
        return
    page.heading("数字")
    colours = page.colours
    rows = ""
    for figure in entry.figures:
        note = page.block(page.text(figure.note), 13.5, colours.ink_second) if figure.note else ""
        rows += (
            f'<tr><td width="55%">{page.block(page.text(figure.name), 15)}{note}</td>'
            f"<td>{page.block(page.text(figure.value), 16.5, bold=True)}</td></tr>"
        )
    table = f'<table width="100%" cellspacing="0" cellpadding="{page.px(5)}" border="0">{rows}</table>'
    page.callout(table, colours.panel, padding=6)


def _superseded(page: Page, entry: RegulationArticle) -> None:
    if not entry.superseded:
        return
    page.heading("用户常提的旧规定")
    colours = page.colours
    for old in entry.superseded:
        inner = page.block(page.text(old.text), 15, colours.ink_second)
        inner += page.block(page.text(old.note), 14, colours.caution, bold=True)
        page.callout(inner, colours.caution_soft, padding=10)


def _official(page: Page, entry: RegulationArticle) -> None:
    if entry.official_text:
        page.heading("条文原文(本单位导入)")
        page.callout(page.block(page.text(entry.official_text), 15.5), page.colours.panel)
