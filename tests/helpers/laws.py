"""Small invented laws for tests: no invented sentence ever bears the name of a real law."""

from datetime import date

from handbook.law.law_text import LawArticle, LawText, Origin

BEIJIANG = "北江省城市供热条例"
ORIGIN = Origin(source="省人大网站 Word 文件", obtained_on=date(2026, 11, 20), obtained_by="王敏")


def law(
    articles: dict[str, str],
    *,
    title: str = BEIJIANG,
    effective: date = date(2021, 10, 29),
    place: str = "北江省",
    repealed: date | None = None,
) -> LawText:
    """A law of `articles`, number → its paragraphs on lines of their own."""
    return LawText(
        title=title,
        place=place,
        effective=effective,
        repealed=repealed,
        origin=ORIGIN,
        articles=tuple(
            LawArticle(number=number, path=("第一章 总则",), paragraphs=tuple(words.split("\n")))
            for number, words in articles.items()
        ),
    )
