"""The versions of one law -> what one article said from which day on, whichever number it bore then."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Protocol, TypeVar

from handbook.law.differences import ArticleChange, ChangeClass, Comparison, compare
from handbook.law.law_text import LawArticle, LawText
from handbook.law.numbering import number_in
from handbook.model.official_text import ArticleVersion

HISTORY_LACKING = "历史文本缺"

_DAY = re.compile(
    r"(?P<year>\d{4}|[〇零○一二三四五六七八九]{4})\s*年\s*(?P<month>\d{1,2}|[一二三四五六七八九十]{1,3})\s*月"
    r"\s*(?P<day>\d{1,2}|[一二三四五六七八九十]{1,3})\s*日"
)
_AMENDED = re.compile(r"修正|修订|修改|重新公布")
_IN_MARKS = re.compile(r"《[^《》]*》|〈[^〈〉]*〉")
_IN_FORCE = re.compile(r"施行|实施|生效")


class Dated(Protocol):
    """Whatever holds from a day on."""

    @property
    def effective(self) -> date:
        """The first day on which it holds."""


T = TypeVar("T", bound=Dated)


@dataclass(frozen=True, slots=True)
class HistoryStep:
    """One version of the article and what it did to the one before."""

    version: ArticleVersion
    change: ChangeClass | None
    """None of the first known one, unless the article was added by that version (新增)."""


@dataclass(frozen=True)
class ArticleHistory:
    """An article through the versions of its law."""

    law: str
    steps: tuple[HistoryStep, ...]
    """By their days; versions in which nothing changed are steps too. The last bears no number where the article went."""
    is_start_unknown: bool
    """历史文本缺: what it said before the first step, or that there was none, is not known."""
    missing: tuple[date, ...] = ()
    """Days of amendments that a known version names and whose text is not at hand, those before the first version too."""
    repealed: date | None = None
    """From which day the law as a whole holds no more."""

    @property
    def versions(self) -> tuple[ArticleVersion, ...]:
        """The versions alone."""
        return tuple(step.version for step in self.steps)


def in_force(versions: Sequence[T], day: date) -> T | None:
    """The version that holds on `day`; None before the first. Whether the law was repealed, its owner says."""
    return max((v for v in versions if v.effective <= day), key=lambda v: v.effective, default=None)


def coming(versions: Sequence[T], day: date) -> T | None:
    """The next version that is known and holds only after `day`."""
    return min((v for v in versions if v.effective > day), key=lambda v: v.effective, default=None)


def law_in_force(versions: Sequence[LawText], day: date) -> LawText | None:
    """As `in_force`; None also from the day on which the law as a whole was repealed."""
    repealed = repealed_on(versions)
    return None if repealed is not None and repealed <= day else in_force(versions, day)


def repealed_on(versions: Sequence[LawText]) -> date | None:
    """From which day the law as a whole holds no more, as the newest version that says so has it."""
    known = [v for v in sorted(versions, key=lambda v: v.effective) if v.repealed is not None]
    return known[-1].repealed if known else None


def neighbours(versions: Sequence[LawText]) -> tuple[Comparison, ...]:
    """Each version compared with the next, by their days; worked out once for all articles of a law."""
    return tuple(compare(old, new) for old, new in pairwise(sorted(versions, key=lambda v: v.effective)))


def trace(
    versions: Sequence[LawText],
    number: str,
    effective: date,
    comparisons: Sequence[Comparison] | None = None,
) -> ArticleHistory:
    """The history of the article that bears `number` in the version of `effective`.

    `comparisons` are those of `neighbours`, where they are at hand. Raises KeyError where there is no such version, or
    no such article in it.
    """
    ordered = sorted(versions, key=lambda v: v.effective)
    at = next((n for n, version in enumerate(ordered) if version.effective == effective), None)
    if at is None:
        raise KeyError(effective)
    article = ordered[at].by_number[number]
    compared = neighbours(ordered) if comparisons is None else tuple(comparisons)
    earlier = list(_backwards(ordered, compared, at, article))
    steps = [*reversed(earlier), *_forwards(ordered, compared, at, article)]
    is_born_here = steps[0].change is ChangeClass.ADDED
    return ArticleHistory(
        law=ordered[-1].title,
        steps=tuple(steps),
        is_start_unknown=not is_born_here and not is_first_version(ordered[0]),
        missing=missing_amendments(ordered),
        repealed=repealed_on(ordered),
    )


def article_version(law: LawText, article: LawArticle | None, change: ChangeClass | None) -> ArticleVersion:
    """What an article says in that version of its law; without one, that it is not there any more."""
    if article is None:
        return ArticleVersion(effective=law.effective, source=source_of(law))
    return ArticleVersion(
        effective=law.effective,
        number=article.number,
        lines=article.paragraphs,
        print=article.print,
        source=source_of(law),
        says_the_same=change is not None and not change.is_real,
    )


def source_of(law: LawText) -> str:
    """Such as 省人大网站 Word 文件，2026-11-20 由王敏取得; the mark is of full width here, as the words before it may end in any sign."""
    origin = law.origin
    return f"{origin.source}，{origin.obtained_on:%Y-%m-%d} 由{origin.obtained_by}取得"


def is_first_version(law: LawText) -> bool:
    """Whether its history tells of its making and of no amendment; a text without history says nothing."""
    return bool(_days(law)) and not amendments(law)


def amendments(law: LawText) -> tuple[date, ...]:
    """Days on which the text was amended, as its history lines say, in order."""
    return tuple(sorted({day for day, words in _events(law) if _AMENDED.search(words)}))


def missing_amendments(versions: Sequence[LawText]) -> tuple[date, ...]:
    """Days of amendments whose text is not among `versions` though one of these names them.

    A version is the text of the last amendment that it names; one whose history is not at hand answers for the last
    amendment before its day of effect.
    """
    named = {day for version in versions for day in amendments(version)}
    at_hand = set()
    for version in versions:
        own = amendments(version)
        before = [day for day in named if day <= version.effective]
        if own:
            at_hand.add(own[-1])
        elif before and not _days(version):
            at_hand.add(max(before))
    return tuple(sorted(named - at_hand))


def _backwards(
    ordered: Sequence[LawText], compared: Sequence[Comparison], at: int, article: LawArticle
) -> Iterator[HistoryStep]:
    """The version at `at` and those before it, the newest first."""
    current: LawArticle | None = article
    for place in range(at, -1, -1):
        if current is None:
            return
        change = _into(compared[place - 1], current) if place else None
        kind = change.change if change else None
        yield HistoryStep(article_version(ordered[place], current, kind), kind)
        current = change.old if change else None


def _forwards(
    ordered: Sequence[LawText], compared: Sequence[Comparison], at: int, article: LawArticle
) -> Iterator[HistoryStep]:
    """The versions after `at`, up to the one that has the article no more."""
    current = article
    for place in range(at + 1, len(ordered)):
        change = compared[place - 1].by_old[current.number]
        yield HistoryStep(article_version(ordered[place], change.new, change.change), change.change)
        if change.new is None:
            return
        current = change.new


def _into(comparison: Comparison, article: LawArticle) -> ArticleChange:
    return comparison.by_new[article.number]


def _days(law: LawText) -> list[date]:
    return [day for day, _ in _events(law)]


def _events(law: LawText) -> Iterator[tuple[date, str]]:
    """Each day that the history names, with what is said of it, names of other papers left out."""
    text = "\n".join(law.history)
    # 《关于修改〈…〉的决定》 is the name of what amended, not the amendment; nested marks go from the inside out.
    bare = _IN_MARKS.sub("", _IN_MARKS.sub("", text))
    found = list(_DAY.finditer(bare))
    ends = [*(match.start() for match in found[1:]), len(bare)]
    for match, end in zip(found, ends[: len(found)], strict=True):
        day = _day_of(match)
        words = bare[match.end() : end]
        if day is not None and not _IN_FORCE.match(words.lstrip("起 ")):
            yield day, words


def _day_of(match: re.Match[str]) -> date | None:
    year, month, day = (number_in(match[part]) for part in ("year", "month", "day"))
    try:
        return date(year or 0, month or 0, day or 0)
    except ValueError:
        return None
