"""Query -> ranked documents with the parts of their scores, where they matched, and what was assumed."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from handbook.model.aspects import USUAL_FLOOR, side_of
from handbook.model.kinds import Kind, Phase
from handbook.search.flat_file import Arrays
from handbook.search.matching.article_search import ArticleSearch
from handbook.search.matching.decoding import Decoded, Decoder
from handbook.search.matching.learned_asks import LearnedAsks
from handbook.search.matching.likelihood import AskLikelihood
from handbook.search.matching.lookup import Lookup, Terms
from handbook.search.matching.phrase_search import Match, PhraseScores, PhraseSearch
from handbook.search.scoring import top
from handbook.search.statutes.statutes import Statutes
from handbook.search.tables.layout import EXTENTS, KINDS, PHASES, ROOM_SIDES
from handbook.search.tables.postings import F4
from handbook.search.tables.schema import HEAD, TEXT
from handbook.search.tables.weights import Weights
from handbook.search.words.analysis import Analysis, sought_in
from handbook.search.words.danger import speaks_of_danger
from handbook.search.words.elsewhere import WORDS as ELSEWHERE
from handbook.search.words.heard import heard_in
from handbook.search.words.numerals import keeps_numbers
from handbook.search.words.terms import runs
from handbook.search.words.vocabulary import ranges_of

_SEVERITY_RANKS = 4
_FEWEST_RANKED = 50
_LONGEST_DECODED = 7
"""Distinct pairs up to which slips are looked for: a longer one says enough without, and each has pairs that nobody knows."""
_FIRST_HELP = [KINDS.index(Kind.PROCEDURE), KINDS.index(Kind.EMERGENCY)]
_FEW = 8
"""Documents whose texts are looked into, whether what was typed stands there in one piece."""
_BY_CHANCE = 2
"""Characters that so many others sound like that only a word of the trade can be meant."""
_MOST_LINES = 24
"""Documents whose lines are looked into."""
_PLAIN, _SEVERAL = 3, 3
"""Pairs, and entries that hold each of them, from which on a sentence is taken as it stands."""
_TOLD_FROM = 3
"""Distinct pairs from which on it is asked how likely each entry's own words give a query."""
_EVERYDAY = 0.1
"""Share of entries that are called or asked for with a word from which on it singles none out."""
_QUESTION = 4
"""Distinct pairs from which on a query is a sentence, not a key word."""


@dataclass(frozen=True)
class Ranked:
    """Found documents, best first, cut off after the asked number."""

    documents: NDArray[np.int64]
    scores: F4
    counts: NDArray[np.int64]
    """Found documents by kind, over all kinds."""
    total: int
    """Found documents within the scope."""
    terms: Terms = ()
    parts: Mapping[str, F4] = field(default_factory=dict[str, F4])
    """Name → what each document got for it."""
    matches: Mapping[int, Match] = field(default_factory=dict[int, Match])
    typed: NDArray[np.bool_] | None = None
    """Whether each document holds what was typed, not only a correction of it."""
    decoded: Decoded | None = None
    notes: Mapping[int, str] = field(default_factory=dict[int, str])
    is_close: bool = False
    """Nothing was found; these are the closest entries."""
    unheeded_quote: str = ""
    """What stood in quotation marks and in no entry, so that it restricts nothing."""
    is_danger: bool = False
    """Whether what was typed, or what was meant by it, speaks of danger to life."""


def nothing() -> Ranked:
    """No documents."""
    return Ranked(np.zeros(0, np.int64), np.zeros(0, np.float32), np.zeros(len(KINDS), np.int64), 0)


@dataclass(frozen=True, slots=True)
class Sources:
    """What the ranking draws upon, all over one index."""

    analyse: Callable[[str], Analysis]
    text_of: Callable[[int], str]
    """Document → all its folded text."""
    lines_of: Callable[[int], Sequence[str]]
    """Document → its folded lines."""
    lookup: Lookup
    likelihood: AskLikelihood
    learned: LearnedAsks
    phrases: PhraseSearch
    articles: ArticleSearch
    decoder: Decoder
    statutes: Statutes
    vocabulary: frozenset[str]
    """Words of the trade."""


class Ranker:
    """Ranks the documents of one index."""

    def __init__(self, sources: Sources, signals: Arrays, weights: Weights) -> None:
        self._analyse = sources.analyse
        self._text_of = sources.text_of
        self._lines_of = sources.lines_of
        self._lookup = sources.lookup
        self._phrases = sources.phrases
        self._articles = sources.articles
        self._decoder = sources.decoder
        self._statutes = sources.statutes
        self._likelihood = sources.likelihood
        self._learned = sources.learned
        self._vocabulary = sources.vocabulary
        self._weights = weights
        self._kinds = signals["kinds"]
        rank = np.minimum(signals["severities"], _SEVERITY_RANKS).astype(np.float32)
        self._still = weights.severity * (1 - rank / _SEVERITY_RANKS) + weights.quality * signals["qualities"]
        self._first_help = (weights.first_help * np.isin(self._kinds, _FIRST_HELP)).astype(np.float32)
        self._title = (weights.whole_title * (self._kinds != KINDS.index(Kind.SCRIPT))).astype(np.float32)
        self._phases = signals["phases"]
        self._room_sides = signals["room_sides"]
        self._extents = signals["extents"]
        named = np.log1p(signals["named_by"].astype(np.float32))
        self._doors: F4 = (weights.door * named / max(float(named.max(initial=0)), 1.0)).astype(np.float32)
        by_card = np.where(
            self._kinds == KINDS.index(Kind.EMERGENCY), np.float32(0.5), np.float32(1)
        )  # F9 is their door
        self._everyday_doors: F4 = by_card * np.float32(weights.everyday)
        self.room_floor = USUAL_FLOOR
        """℃ that the law of the place asks of a room."""
        self.use = np.zeros(sources.lookup.documents, np.float32)
        """How much each document was opened lately, 0–1."""

    def rank(
        self,
        analysis: Analysis,
        phase: Phase | None,
        kind: Kind | None,
        limit: int,
        *,
        is_literal: bool = False,
    ) -> Ranked:
        """The documents that answer, best first; ties in the order of the handbook. Literal: nothing is taken for a slip."""
        weights, lookup = self._weights, self._lookup
        article = self._articles.search(analysis)
        if article.rest is not None:  # the digits of an article that is not there are those of others
            analysis = self._analyse(article.rest)
        elif article.missing:  # 10-1 may still be a day; as a row of characters it would be 101
            analysis = replace(analysis, readings=(), variants=())
        literal = self._literal(analysis)
        phrase = self._phrases.search(analysis)
        if is_literal:
            phrase = phrase.as_typed()
        typed = literal | phrase.exact | (article.scores > 0)
        meant = None
        if analysis.readings and not literal.any() and not is_literal:
            meant, phrase = self._meant(analysis, phrase)
        as_typed, assumed = lookup.typed(analysis), lookup.assumed(analysis)
        text, head = lookup.share(TEXT, as_typed, assumed), lookup.share(HEAD, as_typed, assumed)
        held, instead = typed, analysis
        is_danger = any(map(speaks_of_danger, (analysis.folded, meant.text if meant else "")))
        if meant:
            instead = self._analyse(meant.text)
            held = typed | lookup.literal(instead)
            typed = held if meant.is_spelling else typed
            factor = np.float32(weights.meant if meant.is_spelling else weights.decoded)
            terms = lookup.typed(instead), lookup.assumed(instead)
            text = np.maximum(text, lookup.share(TEXT, *terms) * factor)
            head = np.maximum(head, lookup.share(HEAD, *terms) * factor)
            phrase = phrase.with_better(self._phrases.search(instead), np.float32(weights.corrected))
            assumed = [*assumed, *((t, w * weights.decoded) for t, w in terms[0])]
        parts = {
            "text": text * np.float32(weights.text),
            "head": head * np.float32(weights.head),
            "phrase": phrase.scores * np.float32(weights.phrase),
            "article": article.scores,
            "typed": (typed - self._scattered(analysis, literal, text + head)) * np.float32(weights.literal)
            + held * self._first_help,
            "title": phrase.titles * self._title,
            "signals": self._signals(phase, analysis, is_danger=is_danger),
            "aspects": self._aspects(analysis),
            "door": self._doors * np.float32(analysis.is_one_word),
        }
        self._level(parts, analysis)
        asked = instead if meant and meant.is_spelling else analysis
        is_question = len(asked.pairs) >= _QUESTION
        parts |= self._of_question(asked, text) if is_question else {}
        parts |= self._as_callers_ask(instead, is_danger=is_danger)
        self._put_danger_first(parts, analysis, is_danger=is_danger)
        sure = typed | (phrase.scores > 0) | self._is_on_side(analysis)
        found, is_close = self._found(text, sure, is_question)
        if article.rest is not None or (article.missing and (is_close or not found.any())):
            parts["article"] = article.parents
            is_close = True
            found = (found & (article.rest is not None)) | (article.parents > 0)
            typed = np.zeros_like(typed)
        found, unheeded = self._with_quotes(analysis, found)
        total = np.where(found, np.add.reduce(list(parts.values())), np.float32(0))
        if kind is not None:
            total[self._kinds != KINDS.index(kind)] = 0
        chosen = top(total, max(limit, _FEWEST_RANKED))
        chosen = self._statutes.spread(chosen, parts["article"])[: max(0, limit)]
        notes = (
            self._articles.missing_notes(article, chosen.tolist())
            if article.missing and is_close
            else article.notes
        )
        return Ranked(
            documents=chosen,
            scores=total[chosen],
            counts=np.bincount(self._kinds[found], minlength=len(KINDS)),
            total=int(np.count_nonzero(total)),
            terms=[*as_typed, *assumed],
            parts={name: part[chosen] for name, part in parts.items()},
            matches=phrase.matches(chosen),
            typed=typed[chosen],
            decoded=meant,
            notes=notes,
            is_close=is_close,
            unheeded_quote=unheeded,
            is_danger=is_danger,
        )

    def _level(self, parts: dict[str, F4], analysis: Analysis) -> None:
        """Of one everyday word, or of a usual temperature alone, the ask or line that holds it tells nothing: many entries do."""
        weights = self._weights
        if (
            analysis.degrees is not None
            and not analysis.pairs
            and self._held_by(TEXT, analysis.quantities) > _SEVERAL
        ):
            parts["phrase"] = parts["phrase"] * np.float32(weights.number_alone)
            parts["typed"] = parts["typed"] * np.float32(weights.number_alone)
            parts["aspects"] = parts["aspects"] * np.float32(weights.side_alone)
        elif analysis.is_one_word and self._held_by(HEAD, analysis.pairs) >= _EVERYDAY * len(self._kinds):
            parts["door"] = parts["door"] * self._everyday_doors
            parts["phrase"] = np.where(
                parts["title"] > 0,
                parts["phrase"],
                np.minimum(parts["phrase"], np.float32(weights.word_alone)),
            )

    def _put_danger_first(self, parts: dict[str, F4], analysis: Analysis, *, is_danger: bool) -> None:
        """Of danger nobody asks for the article or the explanation that happens to hold the very words: they count no more
        for it than for the emergency card that knows as much of what was typed. Whoever names a kind or an article means it.
        """
        is_named = analysis.kind is not None or analysis.hint is not None or parts["article"].any()
        if is_named or not is_danger:
            return
        known = parts["text"] + parts["head"]
        is_card = self._kinds == KINDS.index(Kind.EMERGENCY)
        knows = is_card & (known >= np.float32(self._weights.card_knows) * known.max())
        if not knows.any():
            return
        evidence = parts["phrase"] + parts["typed"]
        most = max(float(evidence[knows].max()), 0.0)
        factor = np.where(is_card | (evidence <= most), np.float32(1), most / np.maximum(evidence, 1e-6))
        for name in ("phrase", "typed"):
            parts[name] = (parts[name] * factor).astype(np.float32)

    def _held_by(self, field_name: str, terms: Sequence[str]) -> int:
        """How many entries hold the rarest of `terms`."""
        scorer = self._lookup.scorers[field_name]
        numbers = [n for n, _ in self._lookup.numbers(scorer, [(term, 1.0) for term in terms])]
        return min((scorer.postings.frequency(n) if n >= 0 else 0 for n in numbers), default=0)

    def _with_quotes(self, analysis: Analysis, found: NDArray[np.bool_]) -> tuple[NDArray[np.bool_], str]:
        """What of `found` holds the phrases in quotation marks; all of it, and the first phrase, where nothing does."""
        if not analysis.quoted:
            return found, ""
        held = self._quoted(analysis.quoted) & found
        return (held, "") if held.any() else (found, analysis.quoted[0])

    def _quoted(self, phrases: Sequence[str]) -> NDArray[np.bool_]:
        """Documents in which every one of `phrases` stands just so."""
        held = np.ones(len(self._kinds), bool)
        for phrase in phrases:
            held &= self._lookup.holding(sought_in(phrase))
            for document in np.flatnonzero(held).tolist() if len(phrase) > 2 else ():
                held[document] = phrase in self._text_of(document)
        return held

    def _found(self, text: F4, sure: NDArray[np.bool_], is_question: bool) -> tuple[NDArray[np.bool_], bool]:
        """Which documents count as found, and whether they are only the closest ones."""
        weights = self._weights
        best = text.max(initial=0)
        floor, relative = weights.floor, weights.relative_floor
        if is_question:
            floor, relative = weights.question_floor, weights.question_relative_floor
        found = sure | (text >= max(floor, relative * best))
        if found.any() or best < weights.close:
            return found, False
        return text >= max(weights.close, 0.7 * best), True

    def _scattered(self, analysis: Analysis, literal: NDArray[np.bool_], share: F4) -> F4:
        """What is taken off documents that hold all that was typed, but on different lines."""
        off = np.zeros(len(literal), np.float32)
        words = analysis.folded.split()
        if len(words) < 2 or not literal.any():
            return off
        best = top(share * literal, _MOST_LINES).tolist()
        scattered = [d for d in best if not any(all(w in line for w in words) for line in self._lines_of(d))]
        off[literal] = self._weights.scattered_words
        off[[d for d in best if d not in scattered]] = 0
        return off

    def _literal(self, analysis: Analysis) -> NDArray[np.bool_]:
        """Documents that hold all that was typed; not where its pairs only stand scattered in a few."""
        literal = self._lookup.literal(analysis)
        few = np.flatnonzero(literal).tolist() if len(analysis.pairs) > 1 else []
        written = [run for run, is_chinese, _ in runs(analysis.folded) if is_chinese]
        if 0 < len(few) <= _FEW and not any(all(run in self._text_of(d) for run in written) for d in few):
            literal[:] = False
        return literal

    def _meant(self, analysis: Analysis, phrase: PhraseScores) -> tuple[Decoded | None, PhraseScores]:
        """What was meant by letters or misspelt characters: a title or ask that sounds so, else the likeliest text that
        the letters spell, else a title or ask but for one slip, else the likeliest text. Beside it `phrase`, with
        what was found with a slip where that was looked for.
        """
        is_exact = bool(phrase.exact.any())
        sounding = self._phrases.likeliest(phrase) if is_exact or not analysis.parts else ""
        if len(sounding) <= _BY_CHANCE and sounding not in self._vocabulary and analysis.is_one_run:
            is_exact, sounding, phrase = (
                False,
                "",
                self._phrases.nothing(),
            )  # 地嗳 sounds as 的爱 in the middle of some ask
        is_short = len(analysis.pairs) <= _LONGEST_DECODED
        decoded = None
        if is_short and not sounding:
            decoded = self._decoder.decode(analysis, self._lookup.is_held)
        if decoded and not keeps_numbers(analysis.folded, decoded.text):
            decoded = None
        if decoded and decoded.is_spelling and (analysis.singles or decoded.is_held):
            return decoded, phrase  # characters beside the letters, or a text, say what the letters mean
        as_typed = phrase
        if not is_exact and not self._is_plain(analysis):
            phrase = self._phrases.mended(phrase, analysis)
        text = sounding or self._phrases.likeliest(phrase)
        if text and not keeps_numbers(analysis.folded, text):
            return decoded, as_typed.as_typed()  # 8 degrees are no ten
        if not is_short or not text:
            return decoded, phrase
        if not is_exact and any(ranges_of(analysis.folded, ELSEWHERE)):
            return decoded, as_typed  # what other services are called is not mended into ours
        found = Decoded(text, is_exact and not analysis.singles) if text != analysis.folded else None
        return found, phrase

    def _of_question(self, analysis: Analysis, text: F4) -> dict[str, F4]:
        """What takes the place of the full-text part, and stands beside it, of a sentence."""
        weights = self._weights
        if not self._likelihood.knows_asks:
            text = self._statutes.rerank(analysis, text)
        text = text * np.float32(weights.text)
        helps = np.isin(self._kinds, _FIRST_HELP) * np.float32(weights.question_help)
        return {"text": text, "help": (text * helps).astype(np.float32)}

    def _as_callers_ask(self, analysis: Analysis, *, is_danger: bool) -> dict[str, F4]:
        """How nearly each entry's own words give what was typed, and how likely a caller of it says so by what was learned.

        Of danger nothing is left to what was learned.
        """
        parts = {name: np.zeros(len(self._kinds), np.float32) for name in ("told", "learned")}
        if len(analysis.pairs) < _TOLD_FROM:
            return parts
        if self._likelihood.knows_asks:
            terms = [(term, 1.0) for term in (*analysis.pairs, *analysis.singles, *analysis.words)]
            numbers = [n for n, _ in self._lookup.numbers(self._lookup.scorers[HEAD], terms)]
            parts["told"] = self._likelihood.closeness(numbers) * np.float32(self._weights.told)
        if not is_danger:
            heard = heard_in(analysis.folded, analysis.degrees, analysis.extents, self.room_floor)
            near = self._learned.closeness(heard)
            if near is not None:
                parts["learned"] = near * np.float32(self._weights.learned)
        return parts

    def _side_bit(self, analysis: Analysis) -> int:
        return 0 if analysis.degrees is None else _bit(ROOM_SIDES, side_of(analysis.degrees, self.room_floor))

    def _is_on_side(self, analysis: Analysis) -> NDArray[np.bool_]:
        """Documents that the room temperature leads to."""
        held: NDArray[np.bool_] = (self._room_sides & self._side_bit(analysis)) > 0
        return held

    def _aspects(self, analysis: Analysis) -> F4:
        """What agrees or not with how warm the home is and how much of the building is concerned."""
        weights = self._weights
        side, extent = self._side_bit(analysis), sum(_bit(EXTENTS, e) for e in analysis.extents)
        if analysis.is_about_money:
            side = 0
        alone = weights.alone if len(analysis.pairs) < _QUESTION else 1.0
        sides = _agreement(self._room_sides, side, alone * weights.room_side, alone * weights.other_side)
        return sides + _agreement(self._extents, extent, 0.0, weights.other_extent)

    def _is_plain(self, analysis: Analysis) -> bool:
        """A sentence every pair of which stands in several entries is not doubted."""
        pairs = analysis.pairs
        if len(pairs) < _PLAIN or not analysis.is_one_run:
            return False
        scorer = self._lookup.scorers[TEXT]
        numbers = [n for n, _ in self._lookup.numbers(scorer, [(p, 1.0) for p in pairs])]
        return all(n >= 0 and scorer.postings.frequency(n) >= _SEVERAL for n in numbers)

    def _signals(self, phase: Phase | None, analysis: Analysis, *, is_danger: bool) -> F4:
        weights = self._weights
        signal = self._still + weights.use * self.use
        if phase is not None:
            signal = signal + weights.phase * (self._phases >> PHASES.index(phase) & 1)
        danger = Kind.EMERGENCY if is_danger else None
        for kind, weight in (
            (analysis.kind, weights.named_kind),
            (analysis.hint, weights.hinted_kind),
            (danger, weights.danger),
        ):
            if kind is not None:
                signal = signal + weight * (self._kinds == KINDS.index(kind))
        return signal.astype(np.float32)


def _bit(order: Sequence[object], one: object) -> int:
    return 1 << order.index(one)


def _agreement(held: NDArray[np.uint8], said: int, agrees: float, differs: float) -> F4:
    """`agrees` where one of the bits `said` is held, minus `differs` where others are; 0 where nothing is said or held."""
    if not said:
        return np.zeros(len(held), np.float32)
    both = np.where((held & said) > 0, np.float32(agrees), np.float32(-differs))
    return np.where(held > 0, both, np.float32(0)).astype(np.float32)
