"""What a maintainer does with laws, without pixels: read a file, decide, take it in, compare, vouch, and say what is to be done."""

import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from handbook.content.law_folder import Act, ActKind, LawFolder, LawRefused
from handbook.content.laws import LawsRead, versions_of
from handbook.content.person import Person
from handbook.law.as_of import vouched
from handbook.law.checks import (
    Missing,
    Standing,
    may_be_given,
    missing,
    new_check,
    points_print,
    standing,
    whole_texts,
)
from handbook.law.claims import all_claims, own_numbers
from handbook.law.decisions import read_decision
from handbook.law.differences import Comparison, compare
from handbook.law.draft import Draft
from handbook.law.figures import matched
from handbook.law.law_text import LawText, Origin
from handbook.law.likeness import likely_articles
from handbook.law.numbering import written_article
from handbook.law.official import official_as, official_parts, official_texts
from handbook.law.settling import settled
from handbook.law.shelf import VersionState, law_key, standings
from handbook.law.splitting import split
from handbook.law.ticking import Ticked, ticked
from handbook.law.timeline import law_in_force
from handbook.law.touching import touched
from handbook.law_files.read_file import FileKind, ReadFile
from handbook.law_files.reading import read_law_file
from handbook.model.handbook import Handbook
from handbook.model.official_text import WHOLE, ArticleVersion, Check, OfficialText, OtherSource
from handbook.model.regulation import RegulationArticle
from handbook.model.text import fill_values
from handbook.upkeep.article_parts import article_parts, beside, part_of
from handbook.upkeep.article_view import ArticleView, VersionStep
from handbook.upkeep.law_rows import Decided, LawRow, ReadLaw, VersionRow
from handbook.upkeep.touched_cards import TouchedCard, touched_cards

_KINDS = {
    FileKind.DOCX: "Word",
    FileKind.PDF: "PDF",
    FileKind.HTML: "网页",
    FileKind.MARKDOWN: "Markdown",
    FileKind.TEXT: "文本",
}

_EVERYWHERE = ("", "全国")
"""Places of a law that holds in the whole country."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Accepted:
    """A text that was taken in."""

    act: Act
    text: LawText
    earlier: date | None
    """Day of the version before it, to compare with; None where there is none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """Two versions of a law and what of the handbook the change touches."""

    comparison: Comparison
    touched: tuple[TouchedCard, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TickedDecision:
    """An amendment decision beside what changed: a list to check against, never applied."""

    file_name: str
    ticked: Ticked
    unread: tuple[str, ...]
    """Lines that may order something and could not be read."""


class LawDesk:
    """Reads the shelf anew whenever it is asked: two people may work on one share."""

    def __init__(
        self,
        shelf: LawFolder,
        person: Person,
        handbook: Callable[[], Handbook],
        today: Callable[[], date],
    ) -> None:
        self._laws = shelf
        self._person = person
        self._handbook = handbook
        self._today = today

    # -- the shelf

    def read(self) -> LawsRead:
        """Texts and checks as they stand now."""
        return self._laws.read()

    def rows(self, laws: LawsRead) -> tuple[LawRow, ...]:
        """Laws with a text first, then those that entries speak of; of these the ones of a place, which no shipped copy has.

        Among those with a text what is to be checked comes first.
        """
        handbook = self._handbook()
        official = official_texts(handbook.regulations, laws.texts, laws.checks, laws.elsewhere)
        entries: dict[str, list[RegulationArticle]] = defaultdict(list)
        titles: dict[str, str] = {}
        for text in laws.texts:
            titles.setdefault(law_key(text.title), text.title)
        for article in handbook.regulations:
            names = [law_key(name) for name in (article.law, *article.law_short_names)]
            name = next((name for name in names if name in titles), names[0])
            titles.setdefault(name, article.law)
            entries[name].append(article)
        rows = [self._row(titles[name], entries[name], laws.texts, official) for name in titles]
        return tuple(
            sorted(
                rows, key=lambda row: (not row.has_text, -row.to_check, row.place in _EVERYWHERE, row.title)
            )
        )

    def last_act(self) -> str:
        """What taking back would undo, in words; empty where there is nothing."""
        acts = self._laws.acts()
        undone = {act.of for act in acts if act.kind is ActKind.TAKE_BACK}
        open_acts = [act for act in acts if act.kind is not ActKind.TAKE_BACK and act.id not in undone]
        return open_acts[-1].words if open_acts else ""

    def remove(self, title: str, effective: date) -> tuple[Act, ...]:
        """Take a version out."""
        return self._laws.remove(title, effective)

    def set_day(self, title: str, effective: date, new: date) -> tuple[Act, ...]:
        """Give a version another day."""
        return self._laws.set_day(title, effective, new)

    def take_back(self) -> Act:
        """Undo the last act whole."""
        return self._laws.take_back()

    # -- taking in

    def draft(
        self,
        path: Path,
        *,
        is_stopped: Callable[[], bool] = lambda: False,
        progress: Callable[[float], None] = lambda _seconds: None,
    ) -> ReadLaw:
        """What stands in a file; for a thread that may wait. Raises LawFileRefused with what, why and the way out."""
        read = read_law_file(path, is_stopped=is_stopped, progress=progress)
        original = path.read_bytes()
        if hashlib.sha256(original).hexdigest() != read.sha256:
            raise LawRefused(f"{path.name} 在读的时候被改了,没有收。请等它存好,再导入一次")
        draft = split(read.lines, is_marked=read.is_marked)
        return ReadLaw(
            file_name=path.name,
            about_file=about(read),
            sha256=read.sha256,
            suffix=path.suffix,
            original=original,
            draft=draft,
            known=tuple(text.effective for text in self._versions(self.read().texts, draft.title)),
            foreign=self.foreign(draft),
            remarks=read.remarks,
        )

    def foreign(self, draft: Draft) -> str:
        """What is asked first where the law is of another place than the desk; empty where it is not."""
        region = self._handbook().region
        if not draft.place or region is None or region.holds_in(draft.place):
            return ""
        return (
            f"这部法规是{draft.place}的,本手册按{region.name}。收下只作查阅,不会成为本地依据;"
            "若是选错了文件请换一份,若地区没选对请先到设置里改"
        )

    def accept(self, decided: Decided) -> Accepted:
        """Take a text in as a person decided. Raises LawRefused; nothing is taken in then."""
        text = self._text_of(decided)
        act = self._laws.add(text, decided.law.original, decided.law.suffix)
        before = [
            t.effective for t in self._versions(self.read().texts, text.title) if t.effective < text.effective
        ]
        return Accepted(act=act, text=text, earlier=before[-1] if before else None)

    # -- comparing

    def compared_with(self, there: LawText, decided: Decided) -> Compared:
        """A file of a day that is taken, beside the text that is there; nothing is taken in by that."""
        text = self._text_of(decided)
        return Compared(comparison=compare(there, text), touched=())

    def ticked(
        self, compared: Compared, path: Path, *, is_stopped: Callable[[], bool] = lambda: False
    ) -> TickedDecision:
        """What the decision in a file orders, beside what changed; for a thread that may wait. Raises LawFileRefused, and
        LawRefused where nothing in it is an order.
        """
        read = read_law_file(path, is_stopped=is_stopped)
        decision = read_decision(read.lines)
        if not decision.instructions:
            raise LawRefused(f"{path.name} 里没有读到修改条文的话;请确认这是修改决定,不是修改后的全文")
        return TickedDecision(
            file_name=path.name,
            ticked=ticked(decision.instructions, compared.comparison),
            unread=tuple(one.words for one in decision.unread),
        )

    def compared(self, title: str, old: date, new: date) -> Compared:
        """Two versions of a law. Raises LawRefused where one of them is gone."""
        versions = {text.effective: text for text in self._versions(self.read().texts, title)}
        if old not in versions or new not in versions:
            raise LawRefused(f"《{title}》的这两版不都在了,可能刚被移出;请回到法规列表重新选")
        comparison = compare(versions[old], versions[new])
        handbook = self._handbook()
        names = {title, versions[new].title}
        for article in handbook.regulations:
            if law_key(article.law) == law_key(title):
                names |= {article.law, *article.law_short_names}
        cards = touched_cards(handbook, touched(handbook, tuple(names), comparison))
        return Compared(comparison=comparison, touched=cards)

    # -- vouching

    def official(self, laws: LawsRead, article: RegulationArticle) -> tuple[OfficialText, ...]:
        """What is at hand of the words that an entry speaks of."""
        known = official_texts([article], laws.texts, laws.checks, laws.elsewhere)
        return known.get(article.id, ())

    def standing(self, article: RegulationArticle, official: OfficialText | None) -> Standing:
        """What holds today."""
        return standing(article, official, self._today())

    def vouch(self, article: RegulationArticle, official: OfficialText) -> Check:
        """Keep that this person laid our points beside the words in force. Raises LawRefused where it cannot be given."""
        day = self._today()
        others = beside(self.official(self.read(), article), official, day)
        try:
            check = new_check(article, official, day, self._person.name, self._person.account, others)
        except ValueError as error:
            raise LawRefused(f"现在不能记为已核对:{error}") from error
        self._laws.give_check(check)
        return check

    def cited(self, article: RegulationArticle, check: Check) -> str:
        """How an entry is cited once `check` is given, under the number that was vouched for."""
        if len(own_numbers(article)) > 1:
            return f"《{check.law}》{written_article(check.number)}"
        after = vouched(article, check.name, check.law, check.number)
        return fill_values(after.citation, self._handbook().value_by_key)

    def say_source(
        self, article: RegulationArticle, figure: Missing, source: str, *, is_taken_back: bool = False
    ) -> OtherSource:
        """Keep that a figure of ours, or a whole text, rests on another source than the article, or, with `is_taken_back`,
        that it does not.

        Raises LawRefused where it stands in our points no more, or where no source is said.
        """
        claims = all_claims(article)
        there = claims[figure.claim] if figure.claim < len(claims) else None
        if there is None or figure.words not in there.own:
            raise LawRefused(f"要点里没有“{figure.words}”了,可能刚被改过,没有记;请看一眼现在的要点")
        if figure.claim_print and there.print != figure.claim_print:
            raise LawRefused("这一句要点刚被改过,没有记;请看一眼现在的要点")
        if not source.strip():
            raise LawRefused("还差出处:写上它在哪份文件、第几条,再记")
        said = OtherSource(
            entry=article.id,
            figure=figure.words or WHOLE,
            claim_print=there.print,
            source=source.strip(),
            is_taken_back=is_taken_back,
            name=self._person.name,
            account=self._person.account,
            day=self._today(),
        )
        self._laws.say_source(said)
        return said

    def view(
        self,
        laws: LawsRead,
        article: RegulationArticle,
        day: date | None = None,
        number: str = "",
        law: str = "",
    ) -> ArticleView:
        """An entry beside its official words, as they stand on `day` (today, where none is given).

        `number`: as if the entry spoke of that article, of `law` where it bears no number; for whoever corrects a number that
        was only inferred, chooses one, or reads one of several.
        """
        today = self._today()
        day = day or today
        handbook = self._handbook()
        values = handbook.value_by_key
        claims = [fill_values(claim.text, values) for claim in all_claims(article)]
        last_point = len(article.key_points) + len(article.figures)
        last_told = last_point + len(article.tell_caller)
        numbered = official_parts(article, laws.texts, laws.checks, laws.elsewhere)
        texts = tuple(text for _, text in numbered if text is not None)
        official = texts[0] if texts else None
        if number:
            official = part_of(numbered, number) or official_as(
                article, number, laws.texts, today, laws.elsewhere, law
            )
        others = beside(texts, official, day)
        version = official.on(day) if official is not None else None
        lines = version.lines if version is not None else ()
        now = self.standing(article, official)
        is_several = len(numbered) > 1
        return ArticleView(
            entry=self._as_vouched(article, now) if not is_several else article,
            law=official.law if official is not None else article.law,
            day=day,
            as_number=number,
            as_law=law,
            official=official,
            parts=article_parts(article, numbered, official, today, handbook) if is_several else (),
            laws=_titles(laws.texts) if not article.numbers else (),
            version=version,
            steps=self._steps(laws, official),
            is_start_unknown=official is not None and official.is_start_unknown,
            points=tuple(claims[:last_point]),
            tell=tuple(claims[last_point:last_told]),
            penalties="".join(claims[last_told:]),
            avoid=tuple(fill_values(text, values) for text in article.dont_say),
            matches=matched(claims, lines),
            missing=missing(article, official, version, others)
            if official is not None and version is not None
            else (),
            wholes=whole_texts(article, official),
            citing=handbook.citing(article.id),
            standing=now,
            why_not=(*_other_version(version, now), *may_be_given(article, official, today, others)),
            likely=self._likely(laws, article),
        )

    # -- internals

    def _as_vouched(self, article: RegulationArticle, now: Standing) -> RegulationArticle:
        """The entry as the desks will read it, also before the content is read anew."""
        if not now.holds or now.check is None or now.version is None:
            return article
        return vouched(article, now.check.name, now.check.law, now.version.number)

    def _steps(self, laws: LawsRead, official: OfficialText | None) -> tuple[VersionStep, ...]:
        """The versions of an article on the line of time."""
        if official is None:
            return ()
        stands = {version.effective: state for version, state in self._states(laws, official)}
        return tuple(
            VersionStep(
                effective=version.effective,
                words=" · ".join(_step_words(version, is_first=number == 0)),
                state=str(stands[version.effective]),
                is_coming=stands[version.effective] is VersionState.COMING,
            )
            for number, version in enumerate(official.versions)
        )

    def _text_of(self, decided: Decided) -> LawText:
        law = decided.law
        origin = Origin(
            source=decided.source,
            obtained_on=self._today(),
            obtained_by=self._person.name,
            file_name=law.file_name,
            file_print=law.sha256,
        )
        return settled(
            law.draft,
            decided.choices,
            title=decided.title,
            effective=decided.effective,
            origin=origin,
            place=decided.place,
        )

    def _likely(self, laws: LawsRead, article: RegulationArticle) -> tuple[str, ...]:
        """Numbers of the articles in force that our points may be about, the likeliest first."""
        versions = self._versions(laws.texts, article.law)
        current = law_in_force(versions, self._today()) if len(article.numbers) == 1 else None
        return tuple(one.number for one in likely_articles(article, current)) if current is not None else ()

    def _states(
        self, laws: LawsRead, official: OfficialText
    ) -> Iterator[tuple[ArticleVersion, VersionState]]:
        known = standings(self._versions(laws.texts, official.law), self._today())
        return ((version, known[version.effective]) for version in official.versions)

    def _versions(self, texts: Sequence[LawText], title: str) -> tuple[LawText, ...]:
        names = {text.title for text in texts if law_key(text.title) == law_key(title)}
        found = [text for name in names for text in versions_of(texts, name)]
        return tuple(sorted(found, key=lambda text: text.effective))

    def _row(
        self,
        title: str,
        entries: Sequence[RegulationArticle],
        texts: Sequence[LawText],
        official: dict[str, tuple[OfficialText, ...]],
    ) -> LawRow:
        versions = self._versions(texts, title)
        stands_on = standings(versions, self._today())
        today = self._today()
        held = [
            entry.id in official and all(standing(entry, text, today).holds for text in official[entry.id])
            for entry in entries
        ]
        return LawRow(
            title=title,
            place=versions[-1].place if versions else (entries[0].place if entries else ""),
            versions=tuple(_version_row(text, stands_on[text.effective]) for text in reversed(versions)),
            entries=tuple(entries),
            checked=sum(held),
            to_check=sum(
                1
                for entry, holds in zip(entries, held, strict=True)
                if entry.id in official and points_print(entry) and not holds
            ),
        )


def _titles(texts: Sequence[LawText]) -> tuple[str, ...]:
    """Of each law the name that its newest version has."""
    newest = {law_key(text.title): text.title for text in sorted(texts, key=lambda text: text.effective)}
    return tuple(sorted(newest.values()))


def _version_row(text: LawText, state: VersionState) -> VersionRow:
    origin = text.origin
    return VersionRow(
        effective=text.effective,
        state=state,
        articles=len(text.articles),
        source=f"{origin.source},{origin.obtained_on.isoformat()} 由{origin.obtained_by}取得",
    )


def _step_words(version: ArticleVersion, *, is_first: bool) -> Iterator[str]:
    yield f"第 {version.number} 条" if version.number else "没有这一条"
    if is_first:
        yield "最早拿到的一版"
    else:
        yield "没改" if version.says_the_same else "改了内容"


def _other_version(version: ArticleVersion | None, now: Standing) -> Iterator[str]:
    """Words of another day are read, but what is vouched for is what holds today."""
    if (
        version is None
        or now.version is None
        or now.is_before_all
        or version.effective == now.version.effective
    ):
        return
    yield (
        f"正在读的是 {version.effective.isoformat()} 起的一版,核对要对现行的一版"
        f"({now.version.effective.isoformat()} 起),先回到那一版再核对。"
    )


def about(read: ReadFile) -> str:
    """Word · 18 页."""
    parts = [_KINDS[read.kind], f"{read.pages} 页" if read.pages else "", read.encoding]
    return " · ".join(filter(None, parts))
