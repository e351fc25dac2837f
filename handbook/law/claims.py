"""What an entry says of its article: the texts whose figures must stand there, and a print of all of it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from handbook.law.numbering import order_of
from handbook.law.references import references
from handbook.model.article_print import print_of
from handbook.model.bare_words import bare, spelled
from handbook.model.regulation import RegulationArticle

_SENTENCES = re.compile(r"(?<=[。!?！？\n])")
_PARTS = re.compile(r"(?<=[;；])")
_UNMARKED = re.compile(
    r"(?:(?<=[例法典定则(（])\s*|(?<![第\d.-])(?=\d{2}))(\d{1,4})(?:-(\d{1,2}))?\s*条(?![件款例])", re.ASCII
)
"""省条例 28 条, (55 条): the number of an article without 第; below ten only behind a law or in brackets, 3 条 may be counted."""
_NAMED_LAW = re.compile(r"《([^《》]{2,60})》")
_OWN = re.compile(r"本条|本款")


@dataclass(frozen=True, slots=True)
class Claim:
    """One text of an entry that says something of its article."""

    text: str
    """All of it, as it is read: of a figure its name and what it comes to."""
    own: str
    """What of it is said of the article itself, whose figures must stand there; may be empty."""

    @property
    def print(self) -> str:
        """Print of all of it; empty where it has no word."""
        return print_of(self.text) if bare(self.text) else ""


def points_print(article: RegulationArticle) -> str:
    """Print of what the entry claims: points, figures, sentences for the caller, penalties; empty where it claims nothing.

    Punctuation, blanks and widths do not count; the points of decimals and ‰ do, as 1.5 is not 15.
    """
    parts = (
        ("要点", article.key_points),
        ("数", tuple(f"{f.name}为{f.value}注{f.note}" for f in article.figures)),
        ("可告知", article.tell_caller),
        ("后果", (article.penalties,) if article.penalties else ()),
    )
    # The name of each part stands before it, so that words that move from one to another are another claim.
    words = "\n".join(f"{name}{spelled(text)}" for name, texts in parts for text in texts)
    return print_of(words) if any(texts for _, texts in parts) else ""


def own_numbers(article: RegulationArticle) -> tuple[str, ...]:
    """Every number that the entry stands for, of a range all from the first to the last."""
    if not article.article_range_end or len(article.numbers) != 1:
        return article.numbers
    first, last = order_of(article.numbers[0]), order_of(article.article_range_end)
    inner = (str(n) for n in range(first[0] + 1, last[0]))
    return (article.numbers[0], *inner, article.article_range_end)


def claims(article: RegulationArticle) -> tuple[str, ...]:
    """The texts whose figures must stand in the article itself.

    What another article is named for (省条例 28 条写 3 日, 第四十条:五千元以上) is its claim, up to the end of the sentence
    or to where the own law is named again.
    """
    return tuple(claim.own for claim in all_claims(article) if claim.own)


def all_claims(article: RegulationArticle) -> tuple[Claim, ...]:
    """Every text by its place: points, figures, sentences for the caller, penalties."""
    figures = ((f"{figure.name} {figure.value}", figure.value) for figure in article.figures)
    rest = (*article.tell_caller, *filter(None, (article.penalties,)))
    texts = (*((text, text) for text in article.key_points), *figures, *((text, text) for text in rest))
    return tuple(Claim(text, "".join(_own_parts(said, article)).strip()) for text, said in texts)


def _own_parts(text: str, article: RegulationArticle) -> Iterator[str]:
    for sentence in _SENTENCES.split(text):
        is_other = False
        for part in _PARTS.split(sentence):
            if _names_another(part, article):
                is_other = True
            elif is_other and _names_own(part, article):
                is_other = False
            if not is_other:
                yield part


def _names_another(text: str, article: RegulationArticle) -> bool:
    own = set(own_numbers(article))
    if any(set(found.numbers) - own for found in references(text)):
        return True
    unmarked = (f"{m[1]}-{m[2]}" if m[2] else m[1] for m in _UNMARKED.finditer(text))
    if any(number not in own for number in unmarked):
        return True
    titles = {bare(name) for name in (article.law, *article.law_short_names)}
    return any(bare(name) not in titles for name in _NAMED_LAW.findall(text))


def _names_own(text: str, article: RegulationArticle) -> bool:
    return bool(_OWN.search(text)) or any(name in text for name in (article.law, *article.law_short_names))
