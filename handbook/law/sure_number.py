"""An entry that somebody vouched for -> the same entry without its words of doubt about the number and the wording; pure.

What a person laid beside the official words is doubted no more: that its number is only inferred, was not found, or has to be
looked up before it is quoted. Points are never touched: they are what was vouched for.
"""

import re
from dataclasses import replace

from handbook.model.kinds import Verification
from handbook.model.regulation import RegulationArticle

_UNSURE = r"推算|推断|未证实|没有证实|没证实|未取得|没有取得|不明|不能确定|未核|没核|没有核|待核|请核对|请查"
_NUMBER_IN_DOUBT = re.compile(rf"条号[^。；;，,]*?(?:{_UNSURE})|(?:推算|推断)[^。；;，,]*?条号")
_QUOTED_IN_DOUBT = re.compile(rf"{_UNSURE}|引用前")
_BRACKETS = re.compile(r"\s*(?P<open>[（(〔])(?P<inside>[^（）()〔〕]*)(?P<close>[)）〕])")
_PARTS = re.compile(r"[；;，,]")
_SENTENCES = re.compile(r"[^。；;！!？?\n]+[。；;！!？?\n]*")


def without_doubt(article: RegulationArticle) -> RegulationArticle:
    """`article` without what is said against its number and against quoting it."""
    return replace(
        article,
        title=_without_brackets(article.title, re.compile("推算")) or article.title,
        summary=_without_sentences(article.summary) or article.summary,
        citation=_without_brackets(article.citation, _QUOTED_IN_DOUBT) or article.citation,
        status_note=_without_sentences(article.status_note),
        article_note=""
        if article.verification is Verification.INFERRED
        else _without_sentences(article.article_note),
    )


def _without_brackets(text: str, doubt: re.Pattern[str]) -> str:
    """(2021 年修正;条号系推算,书面引用前请核对) -> (2021 年修正)."""

    def kept(match: re.Match[str]) -> str:
        inside = match["inside"]
        if doubt.search(inside) is None:
            return match[0]
        sure = [part.strip() for part in _PARTS.split(inside) if part.strip() and not doubt.search(part)]
        return f"{match['open']}{','.join(sure)}{match['close']}" if sure else ""

    return _BRACKETS.sub(kept, text).strip()


def _without_sentences(text: str) -> str:
    """Without the sentences, and the brackets in others, that doubt the number; one that is cut short ends as it did."""
    if _NUMBER_IN_DOUBT.search(text) is None:
        return text
    bare = _without_brackets(text, _NUMBER_IN_DOUBT)
    kept = "".join(said for said in _SENTENCES.findall(bare) if not _NUMBER_IN_DOUBT.search(said)).strip()
    return f"{kept[:-1]}。" if kept[-1:] in "；;" and bare[-1:] == "。" and kept else kept.rstrip("；;")
