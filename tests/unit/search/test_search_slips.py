"""One slip anywhere in a sequence: the fast way finds what trying every mended sequence finds."""

import random
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from handbook.search.engine import SearchEngine
from handbook.search.flat_file import read_arrays
from handbook.search.matching.edits import mended_letters, mended_readings, moved_readings
from handbook.search.matching.sequences import SequenceFinder
from handbook.search.matching.slips import FEWEST, MOST, with_one_slip
from handbook.search.query import Query
from handbook.search.tables.layout import CHARACTERS, PHRASES, SYLLABLES
from handbook.search.tables.phrases import Phrases
from handbook.search.tables.weights import WEIGHTS
from handbook.search.words.sounds import Sounds
from handbook.search.words.units import Reading, Unit, UnitKind, readings, syllable_readings
from tests.unit.search.search_sample import SAMPLE

ANY = Unit(UnitKind.ANY, "")


@pytest.fixture(scope="module")
def finder(sample_index: Path) -> SequenceFinder:
    syllables = (sample_index / SYLLABLES).read_text("utf-8").split("\n")[:-1]
    sounds = Sounds.of(read_arrays(sample_index / CHARACTERS), syllables)
    return SequenceFinder(Phrases.of(read_arrays(sample_index / PHRASES)), sounds, WEIGHTS)


def instead_of(unit: Unit) -> Unit:
    return Unit(UnitKind.ANY, unit.text if unit.kind is UnitKind.CHARACTER else "")


def every_mended(units: Reading) -> Iterator[Reading]:
    last = len(units) - 1
    for at in range(len(units)):
        if at < last and units[at] != units[at + 1]:
            yield (*units[:at], units[at + 1], units[at], *units[at + 2 :])
        if at > 0:
            yield (*units[:at], ANY, *units[at:])
        if len(units) > FEWEST or 0 < at < last:
            yield (*units[:at], instead_of(units[at]), *units[at + 1 :])
        if len(units) > FEWEST:
            yield (*units[:at], *units[at + 1 :])


def one_by_one(finder: SequenceFinder, units: Reading) -> dict[int, float]:
    best: dict[int, float] = {}
    for mended in every_mended(units):
        found = finder.find(mended)
        wild = sum(u.kind is UnitKind.ANY for u in mended)
        least = len(mended) - wild * (1 - finder.wildcard) - (0.05 if len(units) <= 4 else 0.4)
        for place, quality in zip(found.places.tolist(), found.qualities.tolist(), strict=True):
            if quality * len(mended) >= least - 1e-4:
                best[place] = max(best.get(place, 0.0), quality)
    return best


def slipped(chance: random.Random, text: str) -> str:
    at = chance.randrange(len(text))
    match chance.randrange(4):
        case 0:
            return text[:at] + text[at + 1 :]
        case 1:
            return text[:at] + chance.choice("的水热大") + text[at:]
        case 2:
            return text[:at] + chance.choice("的水热大") + text[at + 1 :]
        case _:
            return text[:at] + text[at + 1 : at + 2] + text[at] + text[at + 2 :]


def test_all_slips_at_once_equal_each_slip_alone(finder: SequenceFinder) -> None:
    chance = random.Random(4)
    phrases = [p for e in SAMPLE for p in (e.title, *e.asks) if FEWEST <= len(p) <= MOST]
    compared = 0
    for _ in range(150):
        text = slipped(chance, chance.choice(phrases))
        for units in readings(text, finder.spoken)[:1]:
            if not FEWEST <= len(units) <= MOST:
                continue
            found = with_one_slip(finder, units)
            fast = dict(zip(found.places.tolist(), found.qualities.tolist(), strict=True))
            slow = one_by_one(finder, units)
            assert fast.keys() == slow.keys(), text
            assert all(np.isclose(fast[p], slow[p], atol=1e-3) for p in slow), text
            compared += len(slow)
    assert compared > 100


def test_too_short_and_too_long_sequences_are_not_guessed_at(finder: SequenceFinder) -> None:
    for text in ("暖气", "暖气片漏水了怎么办呀"):
        assert not len(with_one_slip(finder, readings(text, finder.spoken)[0]).places)


def test_a_slip_beside_other_doubts_is_not_guessed_at(finder: SequenceFinder) -> None:
    """One wrong character may be mended; one wrong, one that only sounds alike and one surplus may not."""
    assert "散热器上热下凉" in {e.title for e in SAMPLE}
    assert len(with_one_slip(finder, readings("散热器天热下凉", finder.spoken)[0]).places)
    assert not len(with_one_slip(finder, readings("三惹弃天热下凉", finder.spoken)[0]).places)


def test_mended_letters_of_whole_syllables_are_tried_first(finder: SequenceFinder) -> None:
    tried = mended_readings("nuanqibuer", finder.spoken)
    assert ["nuan", "qi", "bu", "re"] in [[u.text for u in r] for r in tried]
    assert all(u.kind is not UnitKind.PART for u in tried[0])
    assert mended_readings("暖qi", finder.spoken) == []
    assert mended_letters("abc") == []


def test_next_letter_builds_on_the_last_ones(finder: SequenceFinder) -> None:
    letters = "shangrexialiang"
    at_once = [syllable_readings(letters[:n], finder.spoken) for n in range(1, len(letters) + 1)]
    again = [syllable_readings(letters[:n], finder.spoken) for n in range(len(letters), 0, -1)]
    assert at_once == again[::-1]
    assert at_once[-1][0][-1] == Unit(UnitKind.OPEN, "liang")


@pytest.mark.parametrize(
    ("text", "expected"),
    [("报亭", "报停"), ("baoting", "报停"), ("lousui", "漏水"), ("暖其不热", "暖气不热")],
)
def test_what_was_meant_ranks_as_if_it_had_been_typed(engine: SearchEngine, text: str, expected: str) -> None:
    meant = [h.id for h in engine.search(Query(expected)).hits]
    assert [h.id for h in engine.search(Query(text)).hits][:1] == meant[:1]


def test_dead_readings_of_characters_find_nothing(sample_index: Path) -> None:
    syllables = (sample_index / SYLLABLES).read_text("utf-8").split("\n")[:-1]
    sounds = Sounds.of(read_arrays(sample_index / CHARACTERS), syllables)
    assert [syllables[n] for n in sounds.of_char("不")] == ["bu"]
    assert {syllables[n] for n in sounds.of_char("重")} == {"zhong", "chong"}


def test_one_character_in_the_wrong_place_is_moved_back(finder: SequenceFinder, engine: SearchEngine) -> None:
    moved = ["".join(u.text for u in r) for r in moved_readings(readings("顶不热楼", finder.spoken)[0])]
    assert "顶楼不热" in moved and "顶不楼热" not in moved
    assert moved_readings(readings("暖气", finder.spoken)[0]) == []
    title = next(e.title for e in SAMPLE if len(e.title) in (4, 5, 6) and len(set(e.title)) == len(e.title))
    found = engine.search(Query(title[1:] + title[0]))
    assert (found.hits[0].title, found.understood_as, found.exact) == (title, title, False)
