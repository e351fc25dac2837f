"""What is learned of how callers ask: it tells entries apart, leaves others alone, and a damaged file does no harm."""

from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from handbook import paths
from handbook.content.loader import load_content
from handbook.model.aspects import Extent
from handbook.model.kinds import Kind
from handbook.search.confidence import Confidence
from handbook.search.flat_file import read_arrays, write_arrays
from handbook.search.index import build_documents_index, open_index
from handbook.search.matching import learned_asks
from handbook.search.matching.learned_asks import LearnedAsks
from handbook.search.query import Query
from handbook.search.source.documents import Document
from handbook.search.tables.learned import Learned
from handbook.search.words.fold import Folding
from handbook.search.words.heard import heard_in
from handbook.search.words.terms import term_key, terms_of
from handbook.search.writing.learning import learn
from handbook.search.writing.sayings import read_sayings
from tests.shipped_content.query_lists import NAMES, read_list

FOLDING = Folding({})
LEAK = ("水漏了一地", "管子漏水", "楼上往下漏水", "墙上渗水", "接头滴水")
COLD = ("屋里冷得很", "暖气冰凉", "屋里冻人", "一点不热", "温度上不去")
CONTENT = Path(__file__).parents[3] / "content"


def document(entry_id: str, title: str, asks: tuple[str, ...]) -> Document:
    return Document(id=entry_id, kind=Kind.PROCEDURE, title=title, asks=asks)


DOCUMENTS = [document("leak", "漏水", LEAK), document("cold", "不热", COLD)]


def learned() -> Learned:
    found = learn(DOCUMENTS, FOLDING)
    assert found is not None
    return found


def keys(text: str) -> NDArray[np.uint64]:
    return np.array([term_key(term) for term in terms_of(text)], np.uint64)


def test_it_tells_entries_apart_by_words_that_no_ask_put_so() -> None:
    found = learned()
    leaks, cold = (found.likelihoods(keys(text)) for text in ("卧室的管子在滴水", "冻得很,暖气一点不热"))
    assert leaks is not None and cold is not None
    assert leaks[0] > leaks[1]
    assert cold[1] > cold[0]
    assert np.exp(leaks).sum() == pytest.approx(1, rel=1e-5)


def test_a_sentence_of_unknown_words_says_nothing() -> None:
    assert learned().likelihoods(keys("蘑菇")) is None
    assert LearnedAsks(learned, lambda: ["leak", "cold"]).closeness(terms_of("蘑菇")) is None


def test_an_entry_that_was_not_there_is_neither_near_nor_far() -> None:
    near = LearnedAsks(learned, lambda: ["own", "leak", "cold"]).closeness(terms_of("管子漏水"))
    assert near is not None
    assert near[0] == pytest.approx(0.5)
    assert near[1] > near[0]
    assert near[1] > near[2]


def test_an_index_of_other_entries_is_left_alone() -> None:
    assert LearnedAsks(learned, lambda: ["own", "another"]).closeness(terms_of("管子漏水")) is None


def test_the_same_entries_give_the_same_and_the_file_keeps_it(tmp_path: Path) -> None:
    once, again = learned(), learned()
    for name, array in once.arrays().items():
        assert np.array_equal(array, again.arrays()[name]), name
    write_arrays(tmp_path / "learned.flat", once.arrays())
    read = Learned.of(read_arrays(tmp_path / "learned.flat"))
    assert read.ids == once.ids
    told, as_read = once.likelihoods(keys("管子漏水")), read.likelihoods(keys("管子漏水"))
    assert told is not None and as_read is not None
    assert np.array_equal(told, as_read)


@pytest.mark.parametrize(
    "name",
    [
        "weights",
        "weight_units",
        "weight_biases",
        "features",
        "feature_units",
        "feature_biases",
        "entries",
        "rarity",
    ],
)
def test_what_does_not_belong_together_is_refused(name: str) -> None:
    arrays = learned().arrays()
    with pytest.raises(ValueError, match="belong together"):
        Learned.of(arrays | {name: arrays[name][:1]})
    del arrays[name]
    with pytest.raises(KeyError):
        Learned.of(arrays)


def test_a_damaged_or_missing_file_leaves_the_search_as_it_is_without(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build_documents_index(DOCUMENTS, tmp_path / "index", "r")
    for content in (None, b"", b"HBFLAT1\n", b"HBFLAT1\n\x02", b"HBFLAT1\n????"):
        file = tmp_path / "broken.flat"
        if content is not None:
            file.write_bytes(content)
        monkeypatch.setattr(paths, "learned_file", lambda file=file: file)
        learned_asks.shipped.cache_clear()
        engine = open_index(tmp_path / "index", "r")
        assert engine.search(Query("楼上的管子往下漏水")).hits[0].id == "leak"
        engine.close()
    learned_asks.shipped.cache_clear()


def test_fewer_than_two_entries_teach_nothing() -> None:
    assert learn(DOCUMENTS[:1], FOLDING) is None
    assert learn([document("none", "无", ())], FOLDING) is None


def test_ids_are_read_without_the_rest_even_where_they_do_not_stand_first(tmp_path: Path) -> None:
    odd = document("odd", "半个\ud83d字", ("怎么办",))
    build_documents_index([*DOCUMENTS, odd], tmp_path / "index", "r")
    engine = open_index(tmp_path / "index", "r")
    assert engine.opened.stored.ids() == ["leak", "cold", "odd"]
    engine.close()


def test_what_ships_was_learned_from_nearly_all_entries_that_ship() -> None:
    """Whoever adds many entries runs `poe learn`; a few that are missing are found by their words."""
    table = Learned.of(read_arrays(paths.learned_file()))
    asked = [entry.id for entry in load_content(CONTENT).handbook if entry.asks]
    missing = [entry_id for entry_id in asked if entry_id not in table.column_by_id]
    assert len(missing) <= len(asked) / 20, missing


def test_sayings_teach_what_no_ask_holds() -> None:
    """Words of sayings alone tell entries apart; without the sayings they say nothing."""
    sayings = {"leak": ["炕席都湿透了", "炕席底下汪着"], "cold": ["炕席哇凉", "炕头哇凉"]}
    found = learn(DOCUMENTS, FOLDING, sayings)
    assert found is not None
    likely = found.likelihoods(keys("哇凉"))
    assert likely is not None and likely[1] > likely[0]
    assert len(found.keys) > len(learned().keys)


def test_sayings_follow_entries_that_went_and_name_a_bad_line(tmp_path: Path) -> None:
    handbook = load_content(CONTENT).handbook
    (tmp_path / "a.tsv").write_text(
        "# remark\n水漏了\tproc-leak-intake | em-gas-co\n没这条\tproc-of-nothing\n", "utf-8"
    )
    said = read_sayings(tmp_path, handbook.get)
    assert said == {"proc-leak-intake": ["水漏了"], "em-gas-co": ["水漏了"]}
    (tmp_path / "b.tsv").write_text("水漏了 proc-leak-intake\n", "utf-8")
    with pytest.raises(ValueError, match=r"b\.tsv:1"):
        read_sayings(tmp_path, handbook.get)
    assert read_sayings(tmp_path / "none", handbook.get) == {}


def test_an_index_without_asks_doubts_without_falling(tmp_path: Path) -> None:
    """Laws alone say nothing of how callers speak; a sentence of which nothing is found there ended the search."""
    bare = [Document(id="a", kind=Kind.REGULATION, title="甲", body="室内温度不低于十八度。")]
    build_documents_index(bare, tmp_path / "index", "1")
    engine = open_index(tmp_path / "index", "1")
    found = engine.search(Query("度假"))
    engine.close()
    assert (found.confidence, len(found.hits)) == (Confidence.CLOSEST, 1)


def test_measures_are_heard_beside_the_words() -> None:
    """A temperature is heard as the side of the floor of the law on which it lies: another number on it says the same."""
    eleven, thirteen = (heard_in(f"屋里{n}度", n, (), 18) for n in (13, 16))
    assert set(eleven) & set(thirteen) >= {"=cold"}
    assert "=too_hot" in heard_in("屋里27度", 27, (), 18)
    assert "=flat" in heard_in("就我家", None, (Extent.FLAT,), 18)
    assert heard_in("漏水", None, (), 18) == ["漏", "水", "漏水"]


def test_sayings_hold_no_sentence_that_judges_the_search() -> None:
    handbook = load_content(CONTENT).handbook
    said = read_sayings(CONTENT.parent / "sayings", handbook.get)
    sentences = {sentence for lines in said.values() for sentence in lines}
    judging = {row.text for name in NAMES for row in read_list(name)}
    assert len(said) > 0.9 * len([entry for entry in handbook if entry.asks])
    assert not sentences & judging
