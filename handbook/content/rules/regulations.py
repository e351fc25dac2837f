"""Regulation entries go in; claims without a text, odd or repeated article numbers and unmarked figures come out."""

import re
from collections.abc import Iterator
from datetime import date

from handbook.chinese_numbers import write_number
from handbook.content.loader import LoadedContent
from handbook.content.origin import Origin
from handbook.content.yaml_reader import Path
from handbook.model.article_print import PRINT
from handbook.model.kinds import Confidence, LawStatus, Verification
from handbook.model.problem import Gravity, Problem
from handbook.model.regulation import RegulationArticle

_NUMBER = re.compile(r"[1-9]\d{0,3}(?:-[1-9]\d?)?")
# “金额以现行条例及执法部门认定为准” says who decides, and no figure.
_CLAIMS_NOTHING = re.compile(
    r"[^\d一二三四五六七八九十百千万]*(?:为准|未取得)[^\d一二三四五六七八九十百千万]*"
)
_CLAIMS = ("key_points", "figures", "penalties", "superseded")


def regulations(content: LoadedContent) -> Iterator[Problem]:
    """The handbook never presents an unverified figure as law, and each article stands once."""
    seen: dict[tuple[str, str, str], str] = {}
    for entry in content.handbook.regulations:
        origin = content.origins[entry.id]
        yield from _numbers(entry, origin)
        yield from _grade(entry, origin)
        yield from _claims(entry, origin)
        yield from _figures(entry, origin)
        yield from _dates(entry, origin)
        for index, number in enumerate(entry.numbers):
            key = (entry.law.strip("《》"), entry.place, number)
            # A table of the program gives way to what a site has of one of its numbers.
            if key in seen and content.origins[seen[key]].file.startswith("site:") == origin.file.startswith(
                "site:"
            ):
                message = f"{entry.law}第 {number} 条已写在 {seen[key]},同一条只写一次"
                path = ("articles", index) if entry.articles else ("article",)
                yield origin.problem(path, "article-twice", message)
            seen.setdefault(key, entry.id)


def _numbers(entry: RegulationArticle, origin: Origin) -> Iterator[Problem]:
    numbers: list[tuple[Path, str]] = [
        (("article",), entry.article),
        (("article_range_end",), entry.article_range_end),
    ]
    numbers += [(("articles", i), n) for i, n in enumerate(entry.articles)]
    formers: list[tuple[Path, str]] = [
        (("former_articles", i), n) for i, n in enumerate(entry.former_articles)
    ]
    for path, number in (*numbers, *formers):
        if number and not _NUMBER.fullmatch(number):
            message = f"条号“{number}”要写成数字,如 36;第三十六条之一写 36-1"
            yield origin.problem(path, "article-number", message)
    if entry.articles and entry.article:
        message = "article 和 articles 只写一个:一条写 article,不相连的几条写 articles"
        yield origin.problem(("articles",), "article-number", message)
    if "《" in entry.law or "》" in entry.law:
        yield origin.problem(("law",), "law-name", "law 里不写书名号,程序会加", Gravity.WARNING)
    if entry.article.isdigit() and "第" in entry.citation and "条" in entry.citation:
        wanted = (f"第{write_number(int(entry.article))}条", f"第{entry.article}条", f"第 {entry.article} 条")
        if not any(w in entry.citation for w in wanted):
            message = f"citation 里的条号与 article {entry.article} 不一致,应是 {wanted[0]}"
            yield origin.problem(("citation",), "article-number", message)
    if entry.verification is Verification.INFERRED and not entry.article_note:
        message = "条号是推算的,请在 article_note 写明怎么推的、哪里不确定"
        yield origin.problem(("verification",), "inferred-number", message)


def _grade(entry: RegulationArticle, origin: Origin) -> Iterator[Problem]:
    """A grade says with which text the words were compared, and 已核对原文 by whom; none is given for nothing."""
    grade = entry.verification
    if grade is Verification.LAPSED:
        message = f"{grade} 由程序在条文变了以后给出,不能写;请写要点是对照什么得来的"
        yield origin.problem(("verification",), "lapsed-by-hand", message)
    if grade is Verification.CHECKED and not entry.checked_by:
        message = f"{grade} 要有人具名:checked_by 写核对人;对照的是副本就写 {Verification.COMPARED}"
        yield origin.problem(("verification",), "checked-by-nobody", message)
    if grade is not Verification.CHECKED and entry.checked_by:
        message = f"checked_by 只用于 {Verification.CHECKED};请去掉,或改 verification"
        yield origin.problem(("checked_by",), "checked-by-nobody", message)
    for field in ("text_date", "text_source", "text_print"):
        given = getattr(entry, field)
        if grade is Verification.COMPARED and not given:
            message = f"{grade} 要写 text_date、text_source、text_print;缺 {field}"
            yield origin.problem(("verification",), "compared-with-nothing", message)
        if given and not grade.rests_on_full_text:
            message = f"verification 是 {grade},没有对照过全文,不写 {field}"
            yield origin.problem((field,), "compared-with-nothing", message)
    if entry.text_print and not PRINT.fullmatch(entry.text_print):
        message = "text_print 是条文字句的 16 位指纹,不写条文本身"
        yield origin.problem(("text_print",), "text-print", message)
    if entry.status_note and entry.status is not LawStatus.UNKNOWN:
        message = f"status_note 只用于 {LawStatus.UNKNOWN};status 是 {entry.status},请去掉"
        yield origin.problem(("status_note",), "status-note", message)


def _claims(entry: RegulationArticle, origin: Origin) -> Iterator[Problem]:
    if entry.verification is not Verification.MISSING:
        if not entry.key_points:
            message = "没有要点;条文没拿到的话 verification 写 未取得"
            yield origin.problem(("key_points",), "no-key-points", message, Gravity.WARNING)
        return
    for field in _CLAIMS:
        if getattr(entry, field) and not (
            field == "penalties" and _CLAIMS_NOTHING.fullmatch(entry.penalties)
        ):
            message = f"条文未取得,不能写 {field};请留空,或取得条文后改 verification"
            yield origin.problem((field,), "claim-without-text", message)
    for index, text in enumerate(entry.tell_caller):
        if re.search(r"\d", text.replace(entry.article, "")):
            message = "条文未取得,告诉用户的话里不能有数字"
            yield origin.problem(("tell_caller", index), "claim-without-text", message)


def _figures(entry: RegulationArticle, origin: Origin) -> Iterator[Problem]:
    weak = {Confidence.LOW, Confidence.COMMON}
    is_unsure = (
        entry.verification is Verification.INFERRED
        or entry.status is LawStatus.UNKNOWN
        or all(source.confidence in weak for source in entry.sources)
    )
    if entry.verification.rests_on_full_text:
        return
    for index, figure in enumerate(entry.figures):
        if not figure.note:
            message = "没有对照过全文的数字要写 note:从何时起、对谁、有多可靠"
            gravity = Gravity.ERROR if is_unsure else Gravity.WARNING
            yield origin.problem(("figures", index), "figure-note", message, gravity)


def _dates(entry: RegulationArticle, origin: Origin) -> Iterator[Problem]:
    today = date.today()
    if entry.text_date is not None and entry.text_date > today:
        yield origin.problem(("text_date",), "status-date", f"{entry.text_date} 还没到,对照不了那天的文本")
    if entry.status is not LawStatus.IN_FORCE:
        return
    if entry.effective is not None and entry.effective > today:
        message = f"{entry.effective} 才施行,status 应写 尚未施行"
        yield origin.problem(("status",), "status-date", message)
    if entry.repealed is not None and entry.repealed <= today:
        message = f"{entry.repealed} 已废止,status 应写 已废止"
        yield origin.problem(("status",), "status-date", message)
