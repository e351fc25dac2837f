"""Questions of a table and those that the handbook already answers: which are the same, and which are alike."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import lru_cache

from handbook.model.bare_words import bare
from handbook.model.handbook import Handbook
from handbook.model.text import fill_values

_ALIKE = 0.78
"""Share of pairs of neighbouring characters that two questions have in common, from which they are taken for one."""
_NEAR = 0.58
"""From which they may be one, for a person to see."""
_SHORTEST = 4
"""Characters; the pairs of shorter ones say nothing."""


@lru_cache(maxsize=65536)
def folded(question: str) -> str:
    """What of a question counts when two are compared: no punctuation, blanks, widths or cases."""
    return bare(question).lower()


def _pairs(words: str) -> frozenset[str]:
    return frozenset(words[at : at + 2] for at in range(len(words) - 1))


@dataclass(frozen=True, slots=True)
class KnownQuestion:
    """The entry that a question leads to."""

    entry_id: str
    title: str
    words: str
    """The title or ask that holds it."""
    likeness: float
    """1 where nothing but punctuation and blanks differs."""

    @property
    def is_equal(self) -> bool:
        """Whether it is the same question."""
        return self.likeness == 1


class KnownQuestions:
    """Titles and asks of a handbook; made once for it, asked for every row."""

    def __init__(self, handbook: Handbook) -> None:
        self._equal: dict[str, tuple[str, str]] = {}
        self._by_pair: defaultdict[str, list[int]] = defaultdict(list)
        self._all: list[tuple[str, str, int]] = []
        self._titles: dict[str, str] = {}
        self._found: dict[str, KnownQuestion | None] = {}
        for entry in handbook:
            title = fill_values(entry.title, handbook.value_by_key)
            self._titles[entry.id] = title
            for words in (title, *entry.asks):
                key = folded(words)
                if not key or key in self._equal:
                    continue
                self._equal[key] = (entry.id, words)
                pairs = _pairs(key)
                for pair in pairs:
                    self._by_pair[pair].append(len(self._all))
                self._all.append((entry.id, words, len(pairs)))

    def title(self, entry_id: str) -> str:
        """Title of an entry, as readers know it."""
        return self._titles[entry_id]

    def found(self, question: str) -> KnownQuestion | None:
        """The entry whose title or asks hold the question, or one that is nearly the same; None where nothing does."""
        near = self.near(question)
        return near if near is not None and near.likeness >= _ALIKE else None

    def near(self, question: str) -> KnownQuestion | None:
        """As `found`, but also what a person should look at: it may be the same question in other words."""
        key = folded(question)
        if key not in self._found:  # asked again for every row after each mended cell
            self._found[key] = self._sought(key)
        return self._found[key]

    def _sought(self, key: str) -> KnownQuestion | None:
        if key in self._equal:
            entry_id, words = self._equal[key]
            return KnownQuestion(entry_id, self._titles[entry_id], words, 1.0)
        if len(key) < _SHORTEST:
            return None
        pairs = _pairs(key)
        shared = Counter(place for pair in pairs for place in self._by_pair.get(pair, ()))
        best, best_share = -1, 0.0
        for place, common in shared.items():
            share = 2 * common / (len(pairs) + self._all[place][2])
            if share > best_share:
                best, best_share = place, share
        if best_share < _NEAR:
            return None
        entry_id, words, _ = self._all[best]
        return KnownQuestion(entry_id, self._titles[entry_id], words, min(best_share, 0.99))


class EntriesByName:
    """Finds the entry that a cell names: by its id, by its title, or by a title that is nearly the same."""

    def __init__(self, handbook: Handbook) -> None:
        self._handbook = handbook
        self._by_title: dict[str, str] = {}
        for entry in handbook:
            self._by_title.setdefault(folded(fill_values(entry.title, handbook.value_by_key)), entry.id)

    def id(self, words: str) -> str:
        """Id of the entry; empty = none is called so."""
        entry = self._handbook.get(words.strip())
        return entry.id if entry is not None else self._by_title.get(folded(words), "")

    def nearest(self, words: str) -> str:
        """Title of the entry that is most nearly called so; empty = none is."""
        pairs = _pairs(folded(words))
        best, best_share = "", 0.34
        for title, entry_id in self._by_title.items():
            others = _pairs(title)
            share = 2 * len(pairs & others) / max(1, len(pairs) + len(others))
            if share > best_share:
                best, best_share = entry_id, share
        entry = self._handbook.get(best) if best else None
        return fill_values(entry.title, self._handbook.value_by_key) if entry is not None else ""
