"""Typed text -> Analysis: folded text, terms, readings as sequences, quantities and article references."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import pairwise

from handbook.model.aspects import Extent
from handbook.model.kinds import Kind
from handbook.search.words.denied import without_denied
from handbook.search.words.extents import extents_of
from handbook.search.words.fold import Folding
from handbook.search.words.quantities import Quantity, quantities
from handbook.search.words.references import ArticleReference, article_references
from handbook.search.words.room_temperature import room_temperature
from handbook.search.words.spelling import respelled
from handbook.search.words.terms import runs
from handbook.search.words.units import Reading, readings

LONGEST = 160
"""Characters of a query that are looked at; more is never typed during a call."""
_MOST_VARIANTS = 4
_MOST_PARTS = 5
_LONG_WORD = 4
_QUOTES = '"“”„「」『』'
_MOST_BESIDE_QUOTES = 8
_QUOTED = re.compile(f"[{_QUOTES}]([^{_QUOTES}]+)[{_QUOTES}]")
_MONEY = re.compile(r"退(?!水|火|休|役)|返钱|返还|返几|赔|[多少交花要]钱|不退|减免|发票|违约金|滞纳金")
_NO_QUOTES = str.maketrans(_QUOTES, " " * len(_QUOTES))
_HINTS = {
    Kind.SCRIPT: r"话术|(?:咋|怎么|怎样|如何|该)(?:说|讲|答|回答|回复|解释|劝|安抚)",
    Kind.REGULATION: "法条|条文|法规|法律|依据|哪条|哪一条|有没有规定",
    Kind.CASE: "案例|判例|先例",
}
"""Words that speak of a kind of entry without naming it."""
_KIND_WORDS = {word: kind for kind in Kind for word in (kind.label, kind.short_label)}


@dataclass(frozen=True, slots=True)
class Analysis:
    """What one query says, before anything is looked up."""

    folded: str
    pairs: tuple[str, ...]
    """Distinct pairs of neighbouring Chinese characters."""
    singles: tuple[str, ...]
    """Distinct Chinese characters."""
    lonely: tuple[str, ...]
    """Those that stand alone, without a neighbour."""
    words: tuple[str, ...]
    """Distinct words of letters and digits."""
    quantities: tuple[str, ...]
    """Numbers with units in their normal form; their characters are in none of the above."""
    readings: tuple[Reading, ...]
    """Ways to read the whole of it as one sequence."""
    parts: tuple[tuple[Reading, ...], ...]
    """The same for each part between spaces, where there are several."""
    references: tuple[ArticleReference, ...]
    synonyms: tuple[str, ...]
    """Words that mean the same as something typed."""
    variants: tuple[Reading, ...]
    """Readings with one word replaced by another that means the same."""
    quoted: tuple[str, ...] = ()
    """Phrases in quotation marks; an entry without one of them is not meant."""
    kind: Kind | None = None
    """Kind of entry that was named beside the words; its name is in none of the above."""
    hint: Kind | None = None
    """Kind of entry that the words speak of."""
    degrees: float | None = None
    """℃ of the room that is spoken of."""
    extents: frozenset[Extent] = frozenset()
    """How much of the building is spoken of."""

    @property
    def is_empty(self) -> bool:
        """Nothing in it can be looked up."""
        return not (self.singles or self.words or self.quantities)

    @property
    def is_one_run(self) -> bool:
        """Only Chinese characters were typed, without a break."""
        return len(self.folded) == len(self.pairs) + 1

    @property
    def is_about_money(self) -> bool:
        """Somebody wants money back or disputes it: how warm it is is his reason then, not his matter."""
        return _MONEY.search(self.folded) is not None

    @property
    def is_one_word(self) -> bool:
        """Two Chinese characters and nothing beside them: 暖气, 热费."""
        return self.is_one_run and len(self.pairs) == 1

    @property
    def literal_terms(self) -> tuple[str, ...]:
        """What an entry must hold to hold all that was typed."""
        return (*self.pairs, *self.lonely, *self.words, *self.quantities)


class Analyser:
    """Analyses queries with the tables of one index."""

    def __init__(
        self,
        folding: Folding,
        spoken: frozenset[str],
        groups: Sequence[tuple[Sequence[str], Sequence[str]]],
    ) -> None:
        """`groups`: words that mean the same, and those of them that stand in the texts."""
        self._folding = folding
        self._spoken = spoken
        self._synonyms: dict[str, list[str]] = {}
        for group, standing in groups:
            for word in group:
                others = self._synonyms.setdefault(word, [])
                others += [w for w in standing if w != word and w not in others]
        self._add_shortened({word for _, standing in groups for word in standing})
        self._beginning: dict[str, list[str]] = {}
        for word in self._synonyms:
            if len(word) > 1:
                self._beginning.setdefault(word[0], []).append(word)

    def _add_shortened(self, standing: Collection[str]) -> None:
        """Long words are said without their first or last character too: 热交换站, 交换站."""
        for word in [w for w in self._synonyms if len(w) >= _LONG_WORD]:
            for short in (word[1:], word[:-1]):
                itself = [word] if word in standing else []
                self._synonyms.setdefault(short, [*itself, *self._synonyms[word]])

    def analyse(self, text: str) -> Analysis:
        """The analysis of `text`; only the first `LONGEST` characters count."""
        folded = respelled(self._folding.fold(text[: LONGEST * 4].strip()[:LONGEST]), self._spoken)
        quoted = _quoted(folded)
        folded, kind = _without_kind(folded.translate(_NO_QUOTES).strip())
        amounts = list(quantities(folded))
        pairs, singles, lonely, words = _terms(without_denied(_without(folded, amounts)))
        same = self._meaning_same(folded)
        parts = folded.split() if 1 < len(folded.split()) <= _MOST_PARTS else []
        return Analysis(
            folded=folded,
            pairs=pairs,
            singles=singles,
            lonely=lonely,
            words=words,
            quantities=tuple(dict.fromkeys(q.term for q in amounts)),
            readings=tuple(readings(folded, self._spoken)),
            parts=tuple(tuple(readings(p, self._spoken)) for p in parts),
            references=tuple(article_references(folded)),
            synonyms=tuple(dict.fromkeys(other for _, other in same)),
            variants=tuple(self._variants(folded, same)),
            quoted=quoted,
            kind=kind,
            hint=next((k for k, words in _HINTS.items() if re.search(words, folded)), None),
            degrees=room_temperature(folded),
            extents=extents_of(folded),
        )

    def _variants(self, folded: str, same: Sequence[tuple[str, str]]) -> list[Reading]:
        replaced = (folded.replace(word, other) for word, other in same)
        return [
            r
            for v in list(dict.fromkeys(replaced))[: _MOST_VARIANTS * 3]
            for r in readings(v, self._spoken)[:1]
        ]

    def _meaning_same(self, folded: str) -> list[tuple[str, str]]:
        """(word typed, word that means the same); the longest words typed first, none inside another."""
        possible = (w for c in dict.fromkeys(folded) for w in self._beginning.get(c, ()) if w in folded)
        typed = sorted(possible, key=len, reverse=True)
        whole = [w for i, w in enumerate(typed) if not any(w in longer for longer in typed[:i])]
        return [(w, o) for w in whole for o in self._synonyms[w] if o not in folded or o in w]


def _quoted(folded: str) -> tuple[str, ...]:
    """Phrases in quotation marks; () in a sentence, which quotes for other reasons."""
    phrases = tuple(p.strip() for p in _QUOTED.findall(folded) if p.strip())
    beside = "".join(_QUOTED.sub("", folded).split())
    return phrases if len(beside) <= _MOST_BESIDE_QUOTES else ()


def _without_kind(folded: str) -> tuple[str, Kind | None]:
    """(the other words, the kind that one of the words names); 知识 散热器 asks for knowledge about radiators."""
    words = folded.split()
    named = [w for w in words if w in _KIND_WORDS]
    if len(named) != 1 or len(words) == 1:
        return folded, None
    return " ".join(w for w in words if w not in named), _KIND_WORDS[named[0]]


def _without(folded: str, amounts: Sequence[Quantity]) -> str:
    for amount in amounts:
        folded = folded[: amount.start] + "\n" * (amount.end - amount.start) + folded[amount.end :]
    return folded


def _terms(folded: str) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """Distinct (pairs, singles, lonely characters, words)."""
    pairs: dict[str, None] = {}
    singles: dict[str, None] = {}
    lonely: dict[str, None] = {}
    words: dict[str, None] = {}
    for run, chinese, _ in runs(folded):
        if not chinese:
            words[run] = None
            continue
        singles |= dict.fromkeys(run)
        pairs |= dict.fromkeys(a + b for a, b in pairwise(run))
        if len(run) == 1:
            lonely[run] = None
    return tuple(pairs), tuple(singles), tuple(lonely), tuple(words)


def sought_in(text: str) -> tuple[str, ...]:
    """What a document must hold to hold folded `text`: its pairs, words and single characters."""
    pairs, singles, _, words = _terms(text)
    return (*(pairs or singles), *words)


def pairs_of(text: str) -> tuple[str, ...]:
    """Distinct pairs of neighbouring Chinese characters in folded `text`, and its words."""
    pairs, _, lonely, words = _terms(text)
    return (*pairs, *lonely, *words)
