"""核对: whether what a person vouched for still stands on a day, and why it cannot be vouched for now; pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from handbook.law.claims import all_claims, own_numbers, points_print
from handbook.law.figures import without_counterpart
from handbook.law.timeline import coming, in_force
from handbook.model.bare_words import bare
from handbook.model.official_text import WHOLE, ArticleVersion, Check, OfficialText, OtherSource
from handbook.model.regulation import RegulationArticle

__all__ = [
    "Missing",
    "Standing",
    "may_be_given",
    "missing",
    "new_check",
    "points_print",
    "standing",
    "whole_texts",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What is known of the article on one day."""

    version: ArticleVersion | None = None
    """The one in force; where the day lies before all of them, the last known one; None without official text."""
    coming: ArticleVersion | None = None
    """The next one, not yet in force."""
    is_before_all: bool = False
    """Whether the day lies before every known version."""
    is_clock_doubted: bool = False
    """Whether the day lies before what the content itself was written on, so that a later day was taken instead."""
    check: Check | None = None
    """The last one that was given, whether it holds or not."""
    holds: bool = False
    """Whether that check still vouches for the words and for our points."""
    dropped: str = ""
    """Why it does not, in words; empty where it holds or was never given."""
    proposed_number: str = ""
    """The number that the version in force gives the article, where the entry has another one or none."""
    references_moved: bool = False
    """Whether numbers of articles that it refers to differ from the words that were checked, and nothing else."""
    changed_on: date | None = None
    """From when it says something else than the words that our points were last laid beside."""
    is_gone: bool = False
    """Whether the version in force has the article no more."""
    is_repealed: bool = False
    """Whether the whole law holds no more."""
    repealed_on: date | None = None
    """Since when."""

    @property
    def is_outdated(self) -> bool:
        """Whether figures of the entry must not be given to a caller."""
        return self.changed_on is not None or self.is_gone or self.is_repealed

    @property
    def mark(self) -> str:
        """The line above the points: 条文 2027-01-01 已改,要点待复核; empty where there is nothing to say."""
        if self.is_repealed and self.repealed_on is not None:
            return f"法规 {self.repealed_on:%Y-%m-%d} 已废止,要点待复核"
        if self.is_gone and self.changed_on is not None:
            return f"条文 {self.changed_on:%Y-%m-%d} 已删去,要点待复核"
        return f"条文 {self.changed_on:%Y-%m-%d} 已改,要点待复核" if self.changed_on else ""

    @property
    def clock_note(self) -> str:
        """What is said where the clock of the computer cannot be right, or no version holds yet."""
        if self.version is None:
            return ""
        if self.is_clock_doubted:
            return f"电脑日期早于内容,按手里最后的版本({self.version.effective:%Y-%m-%d} 起)看"
        return "手里的版本都还没有施行" if self.is_before_all else ""


def standing(
    article: RegulationArticle, official: OfficialText | None, day: date, content_day: date | None = None
) -> Standing:
    """What holds on `day`.

    `content_day`, where known, is the newest day that the content bears: a clock before it is wrong, and what held on
    that day is shown. A day before every version is doubted by the entry's own days (last review, last check).
    """
    if official is None or not official.versions:
        return Standing()
    versions = tuple(sorted(official.versions, key=lambda v: v.effective))
    judged, is_doubted = _judged_day(article, official, versions, day, content_day)
    current = in_force(versions, judged)
    at = versions.index(current) if current is not None else len(versions) - 1
    base = _baseline(article, official.check, versions, at)
    is_real = current is not None
    changed_on = _changed_on(base, versions, at) if is_real else None
    is_gone = is_real and not versions[at].number and not versions[at].lines
    is_repealed = official.repealed is not None and official.repealed <= judged
    dropped = _dropped(article, official, changed_on, is_gone=is_gone, is_repealed=is_repealed)
    has_other_words = bool(base.equal and base.equal[at] and not _has_words(versions[at], base))
    return Standing(
        version=versions[at],
        coming=coming(versions, judged),
        is_before_all=in_force(versions, day) is None,
        is_clock_doubted=is_doubted,
        check=official.check,
        holds=official.check is not None and not dropped,
        dropped=dropped,
        proposed_number=_proposed(article, versions[at]) if is_real else "",
        references_moved=official.check is not None and has_other_words and not dropped,
        changed_on=changed_on,
        is_gone=is_gone,
        is_repealed=is_repealed,
        repealed_on=official.repealed if is_repealed else None,
    )


def may_be_given(
    article: RegulationArticle, official: OfficialText | None, day: date, beside: Sequence[str] = ()
) -> tuple[str, ...]:
    """Why 核对 cannot be given on `day`, in sentences; empty where it can. `beside` as in `missing`."""
    if official is None or not official.versions:
        return ("手里没有这一条的原文,先导入法规。",)
    now = standing(article, official, day)
    if now.is_repealed and now.repealed_on is not None:
        return (f"《{official.law}》{now.repealed_on:%Y-%m-%d} 起已废止。",)
    if now.is_clock_doubted:
        return ("电脑日期早于内容的日期,先把日期校准再核对。",)
    if now.is_before_all:
        first = min(version.effective for version in official.versions)
        return (f"今天没有已施行的版本,最早的 {first:%Y-%m-%d} 起施行。",)
    if now.version is None or now.is_gone:
        return ("现行版本里没有这一条了。",)
    if not now.version.number or not any(bare(line) for line in now.version.lines):
        return ("现行版本里没有这个条号的条文。",)
    if not points_print(article):
        return ("条目还没有要点,没有可核对的内容。",)
    found = missing(article, official, now.version, beside)
    words = dict.fromkeys(one.words for one in found if one.source is None)
    since = f"{now.version.effective:%Y-%m-%d} 起施行"
    return tuple(f"要点里的“{figure}”在现行原文({since})里没有。" for figure in words)


def new_check(
    article: RegulationArticle,
    official: OfficialText,
    day: date,
    name: str,
    account: str = "",
    beside: Sequence[str] = (),
) -> Check:
    """The check that `name` gives on `day` for the version in force. Raises ValueError with the reasons where it cannot be."""
    reasons = may_be_given(article, official, day, beside)
    version = in_force(official.versions, day)
    if reasons or version is None:
        raise ValueError("\n".join(reasons))
    return Check(
        entry=article.id,
        law=official.law,
        effective=version.effective,
        number=version.number,
        words_print=version.print,
        points_print=points_print(article),
        name=name,
        account=account,
        day=day,
        elsewhere=tuple(
            dict.fromkeys(
                one.source.key
                for one in (*missing(article, official, version, beside), *whole_texts(article, official))
                if one.source is not None
            )
        ),
    )


@dataclass(frozen=True, slots=True)
class Missing:
    """A figure of ours that the words of the article do not have, or a whole text of ours."""

    claim: int
    """Place of the text it stands in among `all_claims`."""
    words: str
    """As that text writes it; empty for the whole text, whether it has figures or not."""
    source: OtherSource | None
    """What a person said of where it stands instead."""
    claim_print: str = ""
    """Print of that text: where our texts were written at meanwhile, the place is another's."""


def missing(
    article: RegulationArticle,
    official: OfficialText,
    version: ArticleVersion,
    beside: Sequence[str] = (),
) -> tuple[Missing, ...]:
    """The figures of ours that stand nowhere in `version`, in the order of our texts.

    `beside`: lines of the other articles that the same entry stands for. What is said of a whole text holds for its figures.
    """
    claims = all_claims(article)
    sources = {source.key: source for source in official.elsewhere}
    found = without_counterpart([claim.own for claim in claims], (*version.lines, *beside))
    return tuple(
        Missing(
            one.line,
            one.words,
            sources.get(f"{claims[one.line].print}:{one.words}")
            or sources.get(f"{claims[one.line].print}:{WHOLE}"),
            claims[one.line].print,
        )
        for one in found
    )


def whole_texts(article: RegulationArticle, official: OfficialText | None) -> tuple[Missing, ...]:
    """Each text of ours as a whole, with what a person said of where it stands instead, where somebody did."""
    said = official.elsewhere if official is not None else ()
    sources = {source.claim_print: source for source in said if source.figure == WHOLE}
    return tuple(
        Missing(place, "", sources.get(claim.print), claim.print)
        for place, claim in enumerate(all_claims(article))
    )


@dataclass(frozen=True, slots=True)
class _Baseline:
    """The words that our points were laid beside, as far as they are known."""

    print: str
    """Empty where no print of them was kept."""
    equal: tuple[bool, ...]
    """Of each version, whether it says the same; of those before the baseline True, as they are no change since."""
    lines: tuple[str, ...] = ()


def _judged_day(
    article: RegulationArticle,
    official: OfficialText,
    versions: Sequence[ArticleVersion],
    day: date,
    content_day: date | None,
) -> tuple[date, bool]:
    if content_day is not None and day < content_day:
        return content_day, True
    if in_force(versions, day) is None:
        written = max(article.reviewed, official.check.day if official.check else article.reviewed)
        if day < written:
            return written, True
    return day, False


def _baseline(
    article: RegulationArticle, check: Check | None, versions: Sequence[ArticleVersion], at: int
) -> _Baseline:
    if check is not None:
        places = [n for n, v in enumerate(versions) if v.effective <= check.effective]
        return _from(places[-1] if places else -1, check.words_print, versions)
    if article.text_print:
        same = [n for n, v in enumerate(versions[: at + 1]) if v.print == article.text_print]
        if same:
            return _from(same[-1], article.text_print, versions)
    known = max(filter(None, (article.text_date or article.reviewed, article.effective)))
    places = [n for n, v in enumerate(versions) if v.effective <= known]
    if article.text_print:
        # None of the versions that held then has these words, so that nothing is known of those; a later one is another text.
        equal = tuple(v.effective <= known or v.print == article.text_print for v in versions)
        return _Baseline(article.text_print, equal)
    return _from(places[-1] if places else 0, "", versions)


def _from(base: int, words_print: str, versions: Sequence[ArticleVersion]) -> _Baseline:
    """Which versions say what the one at `base` says; its own words may have been another copy's, then the print decides."""
    is_known = base >= 0 and (not words_print or versions[base].print == words_print)
    lines = versions[base].lines if is_known else ()
    equal: list[bool] = []
    for n, version in enumerate(versions):
        if n < base:
            equal.append(True)
        elif is_known:
            same = n == base or bare("\n".join(version.lines)) == bare("\n".join(lines))
            equal.append(same or (equal[-1] and version.says_the_same))
        else:
            equal.append(version.print == words_print)
    return _Baseline(words_print, tuple(equal), lines)


def _has_words(version: ArticleVersion, base: _Baseline) -> bool:
    return version.print == base.print or bare("\n".join(version.lines)) == bare("\n".join(base.lines))


def _changed_on(base: _Baseline, versions: Sequence[ArticleVersion], at: int) -> date | None:
    """The day of the first version, up to the one at `at`, from which on none said the same any more."""
    if base.equal[at]:
        return None
    first = at
    while first > 0 and not base.equal[first - 1]:
        first -= 1
    return versions[first].effective


def _dropped(
    article: RegulationArticle,
    official: OfficialText,
    changed_on: date | None,
    *,
    is_gone: bool,
    is_repealed: bool,
) -> str:
    check = official.check
    if check is None:
        return ""
    if is_repealed:
        return "法规已废止"
    if is_gone:
        return "现行版本里没有这一条了"
    if changed_on is not None:
        return f"条文 {changed_on:%Y-%m-%d} 已改"
    if check.points_print != points_print(article):
        return "核对以后要点改过"
    known = {source.key for source in official.elsewhere}
    gone = next((key for key in check.elsewhere if key not in known), "")
    figure = gone.partition(":")[2]
    what = "有一句要点" if figure == WHOLE else f"“{figure}”"
    return f"{what}另有的出处撤掉了" if gone else ""


def _proposed(article: RegulationArticle, version: ArticleVersion) -> str:
    """Only of an entry for one article: which of several was renumbered nobody can tell from one."""
    numbers = own_numbers(article)
    return version.number if len(numbers) <= 1 and version.number not in numbers else ""
