"""Typed text -> what is asked of the official texts: laws, numbers of articles, words."""

import re
from dataclasses import dataclass

from handbook.search.laws.grams import WORD
from handbook.search.laws.law_names import LawNames, Named
from handbook.search.words.analysis import LONGEST
from handbook.search.words.fold import HAN, Folding
from handbook.search.words.quantities import quantities
from handbook.search.words.references import ArticleReference, article_references

_RUN = re.compile(f"[{HAN}]+")
_PART = re.compile(r"第?[\d一二三四五六七八九十]{1,3}[款项目]")
_ASKING = re.compile(
    r"怎么(?:规定|说|写)?|如何(?:规定)?|什么|有没有|有无|是否|哪一?条|哪些|请问|原文|条文|[的了吗呢吧啊呀么嘛]"
)
"""Words that ask, and say nothing of what."""
_YEAR = re.compile(r"(?:19|20)\d\d")


@dataclass(frozen=True, slots=True)
class LawQuestion:
    """What one text asks."""

    named: tuple[Named, ...] = ()
    """Names of laws at hand."""
    is_elsewhere: bool = False
    """A law is named that is not at hand, and none that is."""
    numbers: tuple[str, ...] = ()
    """Numbers of articles in digits, in the order typed, each once."""
    runs: tuple[str, ...] = ()
    """Unbroken runs of Chinese characters that are left, two characters and more."""
    words: tuple[str, ...] = ()
    """Words of letters and digits that are left."""
    amounts: tuple[str, ...] = ()
    """Numbers with units in their normal form."""

    @property
    def has_words(self) -> bool:
        """Whether something is asked for beside laws and numbers."""
        return bool(self.runs or self.words or self.amounts)


def read_question(text: str, folding: Folding, names: LawNames) -> LawQuestion:
    """What `text` asks; of a long one its beginning is read."""
    folded = folding.fold(text[: LONGEST * 4].strip()[:LONGEST])
    references = article_references(folded)
    named = names.named_in(_without(folded, [(r.start, r.end) for r in references if r.is_marked]))
    known = tuple(one for one in named if one.laws)
    meant = [r for r in references if _is_meant(r, folded, is_named=bool(named))]
    taken = [*((r.start, r.end) for r in meant), *((one.start, one.end) for one in known)]
    if meant and not known:  # 刑法第九十条: the name of a law that is not at hand is no word to look for
        taken += [(one.start, one.end) for one in named]
    rest = _without(folded, taken)
    rest = _PART.sub(_blank, rest) if meant else rest
    amounts = tuple(quantities(rest))
    rest = _without(rest, [(amount.start, amount.end) for amount in amounts])
    rest = _ASKING.sub(_blank, rest)
    return LawQuestion(
        named=known,
        is_elsewhere=bool(named) and not known,
        numbers=tuple(dict.fromkeys(r.number for r in meant)),
        runs=tuple(dict.fromkeys(run for run in _RUN.findall(rest) if len(run) > 1)),
        words=tuple(dict.fromkeys(word for word in WORD.findall(rest) if len(word) > 1)),
        amounts=tuple(dict.fromkeys(amount.term for amount in amounts)),
    )


def _is_meant(reference: ArticleReference, folded: str, *, is_named: bool) -> bool:
    """Whether a number is that of an article: 第36条, 供热条例36, 36-1 alone; no year, no other bare number."""
    if not reference.number:
        return False
    if reference.is_marked:
        return True
    if _YEAR.fullmatch(reference.number):
        return False
    is_alone = folded[reference.start : reference.end] == folded
    return is_named or (is_alone and "-" in reference.number)


def _without(text: str, ranges: list[tuple[int, int]]) -> str:
    """`text` with blanks in `ranges`, of the same length."""
    for start, end in ranges:
        text = text[:start] + " " * (end - start) + text[end:]
    return text


def _blank(match: re.Match[str]) -> str:
    return " " * len(match[0])
