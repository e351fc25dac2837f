"""Articles go in; how they are named on chips, in lists and in citations comes out."""

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


def _digit(text: str) -> str:
    return "〇一二三四五六七八九"[int(text)] if text.isdigit() and len(text) == 1 else text


def law_name(article: RegulationArticle) -> str:
    """Shortest of the names that the article gives its law, for chips."""
    return min((article.law, *article.law_short_names), key=len)


def chip(article: RegulationArticle) -> str:
    """Such as 省条例 第 36 条(旧 38)."""
    parts = [law_name(article), article_name(article) or article.title]
    former = f"(旧 {'、'.join(article.former_articles)})" if article.former_articles else ""
    return " ".join(p for p in parts if p) + former
