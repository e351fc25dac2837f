"""Texts of laws -> a search of their own: by number, by name, by words; immutable once built, and kept on no disk."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property, lru_cache
from typing import Self

import numpy as np
from numpy.typing import NDArray

from handbook.law.law_text import LawText
from handbook.law.shelf import LawPlace, LawShelf, VersionState, standings
from handbook.law.shelf import law_key as key_of_law
from handbook.search.laws.grams import Grams
from handbook.search.laws.law_documents import LawDocument, documents_of, numbers_of
from handbook.search.laws.law_hits import LawHit, LawResults, OtherVersion
from handbook.search.laws.law_names import LawNames
from handbook.search.laws.law_order import LawOrder
from handbook.search.laws.law_question import LawQuestion, read_question
from handbook.search.laws.law_rows import LawRows, rows_of
from handbook.search.laws.law_words import WordScores, lift_phrases, score_words, shown_of
from handbook.search.snippets import Needles
from handbook.search.words.fold import Folding

FEW = 5
"""Articles of one number that are listed where no law is named; the rest are counted."""
_NOT_NOW = 0.6
"""Factor of the score of versions that are not in force."""
_CLOSE = 0.3
"""Share of what was asked that an article holds at least which is shown as one of the closest."""
_MOST_CLOSE = 10
_BESIDE_BEST = 0.4
"""Of the best one's score; what has less is not shown beside it."""
_LONG_WORD = 4
"""Characters of a run from which the laws in whose name it stands are named by it."""
_NO_NEEDLES = Needles()


def _never() -> bool:
    return False


@dataclass(frozen=True)
class LawSearch:
    """All versions of all laws at hand, as they stand on `today`."""

    shelf: LawShelf
    today: date
    folding: Folding
    keys: Sequence[str]
    """`law_key` of each law, by its number."""
    documents: Sequence[LawDocument]
    grams: Grams
    names: LawNames
    titles: Grams
    """Over the names of laws."""
    numbers: Mapping[tuple[int, str], tuple[int, ...]]
    """(law, number of an article) → its documents, one a version."""
    rows: LawRows

    @classmethod
    def build(
        cls,
        texts: Iterable[LawText],
        today: date,
        is_cancelled: Callable[[], bool] = _never,
        folding: Folding | None = None,
    ) -> Self:
        """A search over `texts`, folded as the ordinary search folds; without a `folding` nothing traditional is read.

        Raises:
            BuildStopped: `is_cancelled` said so.
        """
        shelf = LawShelf.of(texts)
        folding = folding or Folding({})
        keys = list(dict.fromkeys(key_of_law(text.title) for text in shelf.texts))
        documents = [
            document
            for law, key in enumerate(keys)
            for document in documents_of(shelf.versions(key), law, folding, is_cancelled)
        ]
        names = [folding.fold(key) for key in keys]
        return cls(
            shelf=shelf,
            today=today,
            folding=folding,
            keys=keys,
            documents=documents,
            grams=Grams.of([document.folded for document in documents], is_cancelled),
            names=LawNames(names),
            titles=Grams.of(names, is_cancelled),
            numbers=numbers_of(documents),
            rows=_rows_on(shelf, documents, today),
        )

    def on(self, today: date) -> Self:
        """The same as the versions stand on another day; what is slow to make is shared."""
        if today == self.today:
            return self
        return replace(self, today=today, rows=_rows_on(self.shelf, self.documents, today))

    def find(
        self,
        text: str,
        *,
        limit: int = 50,
        local_laws: Sequence[str] = (),
        cited_laws: Sequence[str] = (),
        only_current: bool = True,
    ) -> LawResults:
        """What of the laws answers `text`; never raises, whatever was typed.

        An article's number without a law means the `local_laws`, then the `cited_laws` (titles, in this order), then a
        few others. Versions that are not in force are found only where not `only_current`, each on the row of the
        article in force where there is one. `limit` below 1 gives no hits, only the count.
        """
        question = read_question(text, self.folding, self.names)
        if question.numbers and question.is_elsewhere:
            return LawResults()
        asked = _Asked(self, question, self._order(tuple(local_laws), tuple(cited_laws)), only_current)
        return asked.by_number(max(limit, 0)) if question.numbers else asked.by_words(max(limit, 0))

    @cached_property
    def law_of(self) -> NDArray[np.int64]:
        """Number of the law, by document."""
        return np.array([document.law for document in self.documents], np.int64)

    @cached_property
    def standing(self) -> Mapping[LawPlace, VersionState]:
        """How each version stands, by its beginning."""
        found: dict[LawPlace, VersionState] = {}
        for key in self.keys:
            versions = self.shelf.versions(key)
            marks = standings(versions, self.today)
            found |= {LawPlace(text.title, text.effective): marks[text.effective] for text in versions}
        return found

    @cached_property
    def _order(self) -> Callable[[tuple[str, ...], tuple[str, ...]], LawOrder]:
        # The same for every letter that is typed.
        return lru_cache(maxsize=4)(lambda local, cited: LawOrder.of(self.keys, self.shelf, local, cited))


def _rows_on(shelf: LawShelf, documents: Sequence[LawDocument], today: date) -> LawRows:
    marks = {
        (law, day): mark
        for law, title in {document.law: document.text.title for document in documents}.items()
        for day, mark in standings(shelf.versions(title), today).items()
    }
    return rows_of(documents, [marks[document.law, document.text.effective] for document in documents])


@dataclass(frozen=True)
class _Asked:
    """One question on its way to an answer."""

    search: LawSearch
    question: LawQuestion
    order: LawOrder
    only_current: bool

    def by_number(self, limit: int) -> LawResults:
        """Articles of the numbers asked for, of the laws named or of any."""
        named = self._named
        laws = self.order.sorted(named or range(len(self.search.keys)))
        numbers = self.question.numbers
        # 36-1 is also said of the first paragraph of 36.
        found = self._numbered(laws, numbers) or self._numbered(laws, [n.partition("-")[0] for n in numbers])
        needles = _NO_NEEDLES
        if self.question.has_words:
            scores = self._scores
            needles = scores.needles
            held = {n: rest for n, rest in found.items() if scores.is_met[n]}
            found = held or found
        listed = list(found)
        shown = listed if named else self._first_few(listed)
        hits = [self._hit(n, found[n], 2.0 - place / 1000, needles) for place, n in enumerate(shown[:limit])]
        documents = self.search.documents
        left_out = {documents[n].law for n in listed} - {documents[n].law for n in shown}
        return LawResults(tuple(hits), len(listed), len(left_out))

    def by_words(self, limit: int) -> LawResults:
        """Laws that are named, then articles that hold all the words."""
        heads = self._heads()
        question = self.question
        is_named_alone = not question.has_words or (question.named and not self._scores.is_known)
        if is_named_alone:
            listed, values = np.zeros(0, np.int64), np.zeros(0, np.float32)
        else:
            heads = [] if question.named else heads
            listed, values = self._met()
            if not (len(listed) or heads or self.only_current):
                return self._closest(values, limit)
        top = float(values.max()) if values.size else 0.0
        hits = [self._head(text, top + 2.0 - place / 1000) for place, text in enumerate(heads[:limit])]
        hits += [
            self._hit(n, self._others(n), float(values[n]), self._scores.needles)
            for n in listed[: limit - len(hits)].tolist()
        ]
        return LawResults(tuple(hits), len(heads) + len(listed))

    @cached_property
    def _named(self) -> list[int]:
        return [law for named in self.question.named for law in named.laws]

    @cached_property
    def _scores(self) -> WordScores:
        search = self.search
        return score_words(self.question, search.grams, search.titles, search.law_of)

    def _met(self) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
        """(documents that stand in the list, one for each row, best first; scores of all documents)."""
        search, rows = self.search, self.search.rows
        is_met = self._scores.is_met.copy()
        if self.only_current:
            is_met &= rows.is_current
        if self._named:
            is_met &= np.isin(search.law_of, self._named)
        met = np.flatnonzero(is_met)
        values = lift_phrases(self._scores, self.question, search.documents, met)
        values *= self.order.factor[search.law_of] * np.where(rows.is_current, 1.0, _NOT_NOW)
        # The version of the row where that was met, else the newest that was.
        row, newest = np.unique(rows.row[met][::-1], return_index=True)
        shown = np.where(is_met[row], row, met[::-1][newest])
        return shown[np.lexsort((shown, -values[shown]))], values

    def _closest(self, values: NDArray[np.float32], limit: int) -> LawResults:
        """The few articles in force that hold most of a question: whoever asks in a sentence is not left without any."""
        scores, rows = self._scores, self.search.rows
        near = rows.is_current & (scores.share >= _CLOSE)
        if self._named:
            near &= np.isin(self.search.law_of, self._named)
        found = np.flatnonzero(near)
        best = found[np.lexsort((found, -values[found]))][: min(limit, _MOST_CLOSE)]
        kept = [n for n in best.tolist() if values[n] >= values[best[0]] * _BESIDE_BEST]
        hits = [self._hit(n, self._others(n), float(values[n]), scores.needles) for n in kept]
        return LawResults(tuple(hits), is_closest=bool(hits))

    def _others(self, document: int) -> tuple[int, ...]:
        """The same article in other versions, newest first, where such are asked for."""
        rows = self.search.rows
        known = () if self.only_current else rows.versions.get(int(rows.row[document]), ())
        return tuple(n for n in reversed(known) if n != document)

    def _numbered(self, laws: Iterable[int], numbers: Sequence[str]) -> dict[int, tuple[int, ...]]:
        """Documents of `numbers` in the list -> those of the same number in other versions."""
        found: dict[int, tuple[int, ...]] = {}
        for law in laws:
            for number in numbers:
                versions = self.search.numbers.get((law, number), ())
                current = [n for n in versions if self.search.rows.is_current[n]]
                if current or (versions and not self.only_current):
                    shown = current[0] if current else versions[-1]
                    rest = () if self.only_current else tuple(n for n in reversed(versions) if n != shown)
                    found[shown] = rest
        return found

    def _first_few(self, listed: Sequence[int]) -> list[int]:
        """Of one number in many laws: all of the region's law and of what cards cite, up to `FEW`; else the first."""
        documents, preferred = self.search.documents, self.order.is_preferred
        wanted = [n for n in listed if preferred[documents[n].law]]
        return (wanted or list(listed))[: FEW * len(self.question.numbers)]

    def _heads(self) -> list[LawText]:
        """Laws that are named whole or short; without such a name, those in whose name a long word stands."""
        search, question = self.search, self.question
        laws = self._named
        if not laws and len(question.runs) == 1 and len(question.runs[0]) >= _LONG_WORD:
            laws = list(search.names.holding(question.runs[0]))
        heads = []
        for law in self.order.sorted(laws):
            versions = search.shelf.versions(search.keys[law])
            current = [text for text in versions if self._standing_of(text) is VersionState.IN_FORCE]
            if current or not self.only_current:
                heads.append(current[0] if current else versions[-1])
        return heads

    def _standing_of(self, text: LawText) -> VersionState:
        return self.search.standing[LawPlace(text.title, text.effective)]

    def _head(self, text: LawText, score: float) -> LawHit:
        """The beginning of a law: what it is divided into, else its first words."""
        parts = dict.fromkeys(article.path[0] for article in text.articles if article.path)
        first = text.articles[0].paragraphs if text.articles else ()
        line = " · ".join(parts) or next(filter(None, (*text.preamble, *first)), "")
        others: tuple[OtherVersion, ...] = ()
        if not self.only_current:
            versions = self.search.shelf.versions(text.title)
            others = tuple(
                OtherVersion(LawPlace(other.title, other.effective), self._standing_of(other))
                for other in reversed(versions)
                if other is not text
            )
        snippet, _ = shown_of((line,), _NO_NEEDLES, self.search.folding)
        standing = self._standing_of(text)
        return LawHit(text.title, text.effective, "", (), snippet, standing, score, (), others)

    def _hit(self, number: int, others: Sequence[int], score: float, needles: Needles) -> LawHit:
        documents, standing = self.search.documents, self.search.rows.standing
        document = documents[number]
        snippet, marks = shown_of(document.shown, needles, self.search.folding)
        return LawHit(
            law=document.text.title,
            effective=document.text.effective,
            number=document.number,
            path=document.path,
            snippet=snippet,
            standing=standing[number],
            score=score,
            marks=marks,
            others=tuple(OtherVersion(documents[n].place, standing[n]) for n in others),
        )
