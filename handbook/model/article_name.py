"""Articles go in; how they are named above their page and beside a sentence that rests on them comes out."""

from handbook.model.regulation import RegulationArticle


def article_name(article: RegulationArticle) -> str:
    """Such as 第 36 条 or 第 36 条之一; 共 42 条 for many; empty where the number is unknown."""
    if article.articles:
        return f"共 {len(article.articles)} 条"
    if not article.article:
        return ""
    number, _, sub = article.article.partition("-")
    name = f"第 {number} 条" + (f"之{_digit(sub)}" if sub else "")
    return f"{name}至第 {article.article_range_end} 条" if article.article_range_end else name


def short_name(article: RegulationArticle) -> str:
    """Such as 省条例 第 36 条: the shortest name of its law, and the number.

    What bears no number is known from reports of a place: 哈尔滨口径, which no law is named for.
    """
    number = article_name(article)
    if not number and article.place:
        return f"{article.place}口径"
    return " ".join(filter(None, (min((article.law, *article.law_short_names), key=len), number)))


def _digit(text: str) -> str:
    return "〇一二三四五六七八九"[int(text)] if text.isdigit() and len(text) == 1 else text
