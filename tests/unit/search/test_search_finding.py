"""What must be found, by way of typing: the right entry stands first."""

import numpy as np
import pytest

from handbook.model.kinds import Kind, Phase
from handbook.search.engine import SearchEngine
from handbook.search.query import Query
from handbook.search.writing.char_readings import in_context
from tests.unit.search.search_sample import SAMPLE

FIRST = {
    "title": ("散热器上热下凉", "proc-top-hot"),
    "two characters": ("漏水", "proc-leak"),
    "mid-run": ("热下凉", "proc-top-hot"),
    "ask": ("水都没脚面了", "em-burst"),
    "step": ("进水管和回水管", "proc-top-hot"),
    "several words, any order": ("漏水 排气阀", "proc-leak"),
    "traditional": ("暖氣片漏水", "proc-leak"),
    "full width": ("２０℃", "reg-hlj-32"),
    "full pinyin": ("nuanqibure", "proc-all-cold"),
    "pinyin with spaces": ("nuan qi bu re", "proc-all-cold"),
    "upper case pinyin": ("NuanQiBuRe", "proc-all-cold"),
    "initials": ("srxl", "proc-top-hot"),
    "half a last syllable": ("loush", "proc-leak"),
    "mixed, hanzi first": ("暖qi不re", "proc-all-cold"),
    "mixed, pinyin first": ("shangre下liang", "proc-top-hot"),
    "pinyin of a word in a step": ("zhixingqi", "proc-top-hot"),
    "heteronym in context": ("yinhang", "proc-bank"),
    "fuzzy sh/s": ("sangrexialiang", "proc-top-hot"),
    "fuzzy n/l": ("luanqibure", "proc-all-cold"),
    "fuzzy ang/an": ("tangsang", "em-scald"),
    "homophone": ("暖器不热", "proc-all-cold"),
    "homophone of a term": ("报亭", "proc-suspend"),
    "lookalike": ("地暧不热", "proc-floor"),
    "one wrong character": ("散热器上冷下凉", "proc-top-hot"),
    "one missing character": ("散热器上下凉", "proc-top-hot"),
    "two swapped characters": ("上热凉下", "proc-top-hot"),
    "swapped letters": ("nuanqibuer", "proc-all-cold"),
    "synonym": ("地热不热", "proc-floor"),
    "synonym of a part": ("装小泵行不行", "kn-pump"),
    "number as words": ("二十度", "reg-hlj-32"),
    "article in full": ("第三十六条", "reg-hlj-36"),
    "article in digits": ("36条", "reg-hlj-36"),
    "article with short name": ("省条例36", "reg-hlj-36"),
    "article after its law": ("供热条例第34条", "reg-hlj-34"),
    "sub-article": ("36-1", "reg-hlj-36-1"),
    "sub-article in words": ("第三十六条之一", "reg-hlj-36-1"),
    "former number alone": ("38条", "reg-hlj-36"),
    "percentage in words": ("百分之五十", "reg-hlj-34"),
    "duration": ("1个月退还", "reg-hlj-34"),
    "quoted": ("“上热下凉”", "proc-top-hot"),
    "sentence": ("我家暖气片上边烫手底下冰凉怎么办", "proc-top-hot"),
}


@pytest.mark.parametrize(("text", "expected"), FIRST.values(), ids=FIRST.keys())
def test_right_entry_stands_first(engine: SearchEngine, text: str, expected: str) -> None:
    hits = engine.search(Query(text)).hits
    assert [h.id for h in hits[:1]] == [expected]


@pytest.mark.parametrize("entry", tuple(SAMPLE), ids=lambda e: e.id)
def test_every_pinyin_prefix_of_every_title_finds_it(engine: SearchEngine, entry: object) -> None:
    title = "".join(c for c in entry.title if "\u4e00" <= c <= "\u9fff")  # type: ignore[attr-defined]
    letters = "".join(in_context(title))
    for size in range(1, len(letters) + 1):
        hits = engine.search(Query(letters[:size], limit=len(SAMPLE))).hits
        assert entry.id in {h.id for h in hits}, letters[:size]  # type: ignore[attr-defined]


@pytest.mark.parametrize("text", ["xqzvkj", "!!!", "*", "饕餮貔貅魑魅", "𠀀𠀁", "\x00", "qqqqqqqq"])
def test_nonsense_gives_nothing(engine: SearchEngine, text: str) -> None:
    results = engine.search(Query(text))
    assert results.hits == ()
    assert results.total == 0
    assert set(results.counts) == set(Kind)


def test_former_number_leads_to_the_current_article_and_says_so(engine: SearchEngine) -> None:
    hit = engine.search(Query("旧36条")).hits
    notes = {h.id: h.note for h in hit}
    assert notes["reg-hlj-34"] == "旧第36条,现为第34条"
    assert notes.get("reg-hlj-36", "") == ""


def test_a_slip_that_is_understood_is_shown_and_is_no_miss(engine: SearchEngine) -> None:
    results = engine.search(Query("排汽阀"))
    assert results.understood_as == "排气阀"
    assert not results.exact
    assert not results.missed
    assert results.hits[0].is_corrected


def test_exact_finds_are_no_miss(engine: SearchEngine) -> None:
    for text in ("漏水", "loushui", "二十度"):
        results = engine.search(Query(text))
        assert (results.exact, results.missed, results.understood_as) == (True, False, ""), text


def test_exact_match_outranks_every_corrected_one(engine: SearchEngine) -> None:
    for text in ("报修", "报停", "放气", "银行", "行号", "水量", "退还"):
        corrected = [h.is_corrected for h in engine.search(Query(text)).hits]
        assert corrected == sorted(corrected), text
        assert corrected[0] is False, text


def test_scope_limits_hits_but_not_counts(engine: SearchEngine) -> None:
    everything = engine.search(Query("循环泵"))
    scoped = engine.search(Query("循环泵", kind=Kind.REGULATION))
    assert {h.kind for h in scoped.hits} == {Kind.REGULATION}
    assert scoped.counts == everything.counts
    assert scoped.total == everything.counts[Kind.REGULATION] == len(scoped.hits)
    assert everything.total == sum(everything.counts.values())


def test_limit_cuts_hits_not_total(engine: SearchEngine) -> None:
    whole, cut, none = (engine.search(Query("热", limit=n)) for n in (50, 2, 0))
    assert cut.hits == whole.hits[:2]
    assert none.hits == ()
    assert cut.total == none.total == whole.total > 2


def test_danger_and_season_and_use_lift_an_entry(engine: SearchEngine) -> None:
    def score(phase: Phase | None) -> float:
        return next(h.score for h in engine.search(Query("烫伤", phase=phase)).hits if h.id == "em-scald")

    before = score(None)
    assert score(Phase.START_UP) > before
    engine.remember_use({"em-scald": 1.0})
    assert score(None) > before


def test_same_query_gives_the_same_list(engine: SearchEngine) -> None:
    first = engine.search(Query("暖气"))
    engine.search(Query("漏水"))
    again = engine.search(Query("暖气"))
    assert again.hits == first.hits


def test_results_hold_still_while_typing(engine: SearchEngine) -> None:
    """Once first with a whole word typed, the entry stays first to the end of its title."""
    for entry in SAMPLE.procedures:
        ranks = []
        for size in range(2, len(entry.title) + 1):
            ids = [h.id for h in engine.search(Query(entry.title[:size])).hits]
            ranks.append(ids.index(entry.id))
        arrived = ranks.index(0)
        assert not any(ranks[arrived:]), entry.title


def test_explanation_names_terms_corrections_and_parts(engine: SearchEngine) -> None:
    text = str(engine.explain(Query("排汽阀 20℃")))
    for part in ("归一  排汽阀 20度", "=20度", "idf", "权重", "signals"):
        assert part in text
    assert engine.explain(Query("排汽阀")).corrections[0] == "排气阀"
    assert engine.explain(Query("")).hits == ()


def test_looking_for_slips_leaves_what_was_found_as_it_was(engine: SearchEngine) -> None:
    """A question changes nothing that it is asked with."""
    ranker = engine.opened.ranker
    analysis = engine.opened.analyser.analyse("暖器片不热")
    found = ranker._phrases.search(analysis)
    before = found.copy()
    mended = ranker._phrases.mended(found, analysis)
    assert np.any(mended.scores > before.scores)
    bettered = found.with_better(mended, np.float32(0.5))
    assert np.any(bettered.scores > before.scores)
    for name in ("scores", "exact", "places", "sizes", "sure", "titles"):
        assert np.array_equal(getattr(found, name), getattr(before, name)), name


def test_a_hit_can_be_written_as_json(engine: SearchEngine) -> None:
    """Nothing of NumPy is left in what is given back."""
    hits = engine.search(Query("暖气片不热怎么办")).hits
    assert {type(hit.is_weak) for hit in hits} == {bool}
    assert {type(hit.is_corrected) for hit in hits} == {bool}


def test_a_literal_query_takes_nothing_for_a_slip(engine: SearchEngine) -> None:
    assert engine.search(Query("排汽阀")).understood_as == "排气阀"
    literal = engine.search(Query("排汽阀", is_literal=True))
    assert literal.understood_as == ""
    assert not any(hit.is_corrected for hit in literal.hits)
