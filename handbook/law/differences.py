"""Two versions of a law -> what became of each article; only words count, never how they were typed."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from handbook.law.aligning import align
from handbook.law.law_text import LawArticle, LawText
from handbook.law.references import Reference, references
from handbook.model.bare_words import bare


class ChangeClass(StrEnum):
    """What became of an article."""

    UNCHANGED = "未变"
    RENUMBERED = "仅条号变"
    """Its words are the same under another number."""
    REFERENCE = "仅引条变"
    """Nothing differs but the numbers of articles that it refers to, and they are the same articles as before."""
    CHANGED = "改"
    ADDED = "新增"
    GONE = "删去"

    @property
    def is_real(self) -> bool:
        """Whether it says something else than before."""
        return self in (ChangeClass.CHANGED, ChangeClass.ADDED, ChangeClass.GONE)


@dataclass(frozen=True, slots=True)
class ArticleChange:
    """An article in both versions; at least one of them has it."""

    old: LawArticle | None
    new: LawArticle | None
    change: ChangeClass
    similarity: float
    """0–1; 1 for equal words, 0 where only one version has it."""


@dataclass(frozen=True)
class Comparison:
    """Every article of both versions, once; in the order of the new one, what went standing where it stood."""

    old: LawText
    new: LawText
    changes: tuple[ArticleChange, ...]

    @cached_property
    def counts(self) -> Mapping[ChangeClass, int]:
        """Class → how many, every class named."""
        counted = Counter(change.change for change in self.changes)
        return {kind: counted[kind] for kind in ChangeClass}

    @cached_property
    def by_old(self) -> Mapping[str, ArticleChange]:
        """Number in the old version → what became of it."""
        return {change.old.number: change for change in self.changes if change.old is not None}

    @cached_property
    def by_new(self) -> Mapping[str, ArticleChange]:
        """Number in the new version → where it came from."""
        return {change.new.number: change for change in self.changes if change.new is not None}

    @property
    def real(self) -> tuple[ArticleChange, ...]:
        """What says something else than before."""
        return tuple(change for change in self.changes if change.change.is_real)


def compare(old: LawText, new: LawText) -> Comparison:
    """Both versions, article by article; counts add up to the articles of both, a pair counting once."""
    old_words = [bare(article.words) for article in old.articles]
    new_words = [bare(article.words) for article in new.articles]
    pairs = align(old_words, new_words, [a.number for a in old.articles], [a.number for a in new.articles])
    renumbered = {old.articles[pair.old].number: new.articles[pair.new].number for pair in pairs}
    changes: list[tuple[tuple[int, int, int], ArticleChange]] = []
    new_of = {pair.old: pair for pair in pairs}
    before = -1
    for i, article in enumerate(old.articles):
        pair = new_of.get(i)
        if pair is None:
            changes.append(((before, 1, i), ArticleChange(article, None, ChangeClass.GONE, 0.0)))
            continue
        before = pair.new
        counterpart = new.articles[pair.new]
        if old_words[i] == new_words[pair.new]:
            is_same = article.number == counterpart.number
            kind = ChangeClass.UNCHANGED if is_same else ChangeClass.RENUMBERED
        elif _refers_to_the_same(article, counterpart, renumbered, (old.title, new.title)):
            kind = ChangeClass.REFERENCE
        else:
            kind = ChangeClass.CHANGED
        likeness = 1.0 if old_words[i] == new_words[pair.new] else pair.likeness
        changes.append(((pair.new, 0, i), ArticleChange(article, counterpart, kind, likeness)))
    known = {pair.new for pair in pairs}
    changes += (
        ((j, 0, 0), ArticleChange(None, article, ChangeClass.ADDED, 0.0))
        for j, article in enumerate(new.articles)
        if j not in known
    )
    return Comparison(old, new, tuple(change for _, change in sorted(changes, key=lambda row: row[0])))


def _refers_to_the_same(
    old: LawArticle, new: LawArticle, renumbered: Mapping[str, str], titles: tuple[str, str]
) -> bool:
    """Whether both differ in nothing but numbers of articles, those of their own law being the same ones renumbered."""
    old_refers, new_refers = references(old.words), references(new.words)
    if len(old_refers) != len(new_refers) or not old_refers:
        return False
    if _without(old.words, old_refers) != _without(new.words, new_refers):
        return False
    own = {bare(title) for title in titles}
    for before, after in zip(old_refers, new_refers, strict=True):
        is_other_law = before.is_elsewhere or bool(before.law and bare(before.law) not in own)
        if not is_other_law and not _moved_along(before.numbers, after.numbers, renumbered):
            return False
    return True


def _moved_along(before: tuple[str, ...], after: tuple[str, ...], renumbered: Mapping[str, str]) -> bool:
    """Whether the articles named before are those named after; a range may have grown by what was put into it."""
    if before == after and not any(number in renumbered for number in before):
        return True  # of neither version: a law that the sentence before has named
    targets = [renumbered.get(number) for number in before]
    return (
        targets[0] == after[0]
        and targets[-1] == after[-1]
        and (len(before) != len(after) or targets == list(after))
    )


def _without(words: str, refers: tuple[Reference, ...]) -> str:
    """`words`, folded, with a sign of its own where an article is referred to."""
    done, parts = 0, []
    for reference in refers:
        parts += [words[done : reference.start], "某条之号"]
        done = reference.end
    return bare("".join((*parts, words[done:])))
