"""A handbook and a day -> the same handbook as its official texts stand on that day: vouched for, lapsed, repealed."""

import re
from dataclasses import replace
from datetime import date

from handbook.law.checks import Standing, standing
from handbook.law.numbering import written_article
from handbook.law.shelf import law_key
from handbook.law.sure_number import without_doubt
from handbook.model.handbook import Handbook
from handbook.model.kinds import LawStatus, Verification
from handbook.model.official_text import Lapse, OfficialText
from handbook.model.regulation import RegulationArticle


def brought_to(handbook: Handbook, today: date) -> Handbook:
    """`handbook` as it is to be read on `today`; without official texts it stays as it is.

    A clock that stands before the newest day on which any entry was looked through is wrong: the handbook is read as of that
    day, and `handbook.day` tells so.
    """
    if not handbook.official:
        return handbook
    day = max(today, newest_day(handbook))
    lapsed: dict[str, Lapse] = {}
    articles = []
    for article in handbook.regulations:
        texts = handbook.official.get(article.id, ())
        stands = [standing(article, text, day, day) for text in texts]
        outdated = next((one for one in stands if one.is_outdated), None)
        if outdated is not None and article.verification is not Verification.MISSING:
            lapsed[article.id] = Lapse(outdated.mark, outdated.changed_on or outdated.repealed_on or day)
        articles.append(_as_it_stands(article, texts, stands) if texts else article)
    return replace(handbook, regulations=tuple(articles), day=day, lapsed=lapsed)


def vouched(article: RegulationArticle, name: str, law: str, number: str) -> RegulationArticle:
    """The entry as it reads once `name` vouches for it as `number` of `law`: checked, and with no word of doubt about it.

    An entry of several articles keeps its numbers.
    """
    sure = replace(without_doubt(article), verification=Verification.CHECKED, checked_by=name)
    return with_number(sure, law, number)


def with_number(article: RegulationArticle, law: str, number: str) -> RegulationArticle:
    """The entry under the number that a person found it to bear, everywhere that it says its own; the old one is a former one.

    One that bore no number gets the law along with it, as a person chose both.
    """
    if article.articles or article.article == number or not number:
        return article
    if not article.article:
        return _numbered(article, law, number)
    old, new = written_article(article.article), written_article(number)
    spelled = re.compile(rf"{old}(?!之)|第\s*{article.article}\s*条(?!之)")
    return replace(
        article,
        title=spelled.sub(
            f"第{number.replace('-', '条之') if '-' in number else number + '条'}", article.title
        ),
        article=number,
        former_articles=tuple(dict.fromkeys((*article.former_articles, article.article))),
        article_note="",
        citation=f"《{law}》{new}",
    )


def _numbered(article: RegulationArticle, law: str, number: str) -> RegulationArticle:
    is_own = law_key(law) in map(law_key, (article.law, *article.law_short_names))
    return replace(
        article,
        law=law,
        law_short_names=article.law_short_names if is_own else (),
        article=number,
        article_note="",
        citation=f"《{law}》{written_article(number)}",
    )


def newest_day(handbook: Handbook) -> date:
    """The last day on which somebody looked an entry through."""
    return max((entry.reviewed for entry in handbook), default=date.min)


def _as_it_stands(
    article: RegulationArticle, texts: tuple[OfficialText, ...], stands: list[Standing]
) -> RegulationArticle:
    if article.verification is Verification.MISSING:
        return article
    if any(one.is_outdated for one in stands):
        article = replace(article, verification=Verification.LAPSED, checked_by="")
    elif all(one.holds for one in stands):
        checks = [text.check for text in texts if text.check is not None]
        version = stands[0].version if len(texts) == 1 else None
        number = version.number if version is not None else ""
        article = vouched(article, checks[-1].name, texts[0].law, number)
    repealed = next((one.repealed_on for one in stands if one.is_repealed), None)
    if repealed is not None:
        article = replace(article, status=LawStatus.REPEALED, repealed=repealed, status_note="")
    return article
