"""The parts alone: numbers, references, readings, sounds, shapes, flat files, diversity, documents."""

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from handbook.chinese_numbers import number_of
from handbook.search.flat_file import read_arrays, write_arrays
from handbook.search.source.documents import documents_of
from handbook.search.statutes.diversity import MOST, SCREEN, spread
from handbook.search.tables.ordered import are_among, distinct
from handbook.search.words.quantities import quantities
from handbook.search.words.references import article_of, article_references
from handbook.search.words.shapes import looks_like
from handbook.search.words.sounds import split, variants
from handbook.search.words.units import UnitKind, syllable_readings
from handbook.search.writing.char_readings import simplified_forms, sounds_for
from tests.unit.search.search_sample import SAMPLE

SOUNDS = sounds_for(())


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("18", 18),
        ("十八", 18),
        ("两", 2),
        ("一百零五", 105),
        ("三千", 3000),
        ("二〇二一", 2021),
        ("一点五", 1.5),
        ("半", 0.5),
        ("万", 10000),
        ("一半", None),
        ("廿一", 21),
        ("卅", 30),
        ("一百廿一", 121),
        ("一百二", 120),
        ("两千五", 2500),
        ("一千零五", 1005),
        ("一万二", 12000),
        ("十二万三千", 123000),
        ("九十九九", None),
        ("十百", None),
        ("廿十", None),
        ("三廿", None),
    ],
)
def test_numbers(text: str, value: float | None) -> None:
    assert number_of(text) == value


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("18度", ["=18度"]),
        ("十八度", ["=18度"]),
        ("18 度c", ["=18度"]),
        ("二十四小时", ["=24小时"]),
        ("三十天", ["=30日"]),
        ("百分之五十", ["=50%"]),
        ("五成", ["=50%"]),
        ("半小时", ["=0.5小时"]),
        ("10-20", ["=10月20日"]),
        ("2021年10月29日", ["=2021年", "=10月", "=29日", "=10月29日"]),
        ("暖气", []),
    ],
)
def test_quantities_have_one_form(text: str, terms: list[str]) -> None:
    assert [q.term for q in quantities(text)] == terms


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("第三十六条", "36"),
        ("36条", "36"),
        ("36-1", "36-1"),
        ("第三十六条之一", "36-1"),
        ("36", "36"),
        ("第一千一百七十九条", "1179"),
        ("", ""),
    ],
)
def test_article_numbers(text: str, number: str) -> None:
    assert article_of(text) == number


def test_temperatures_are_no_article() -> None:
    assert article_references("18度") == []
    assert article_references("1.5") == []


@pytest.mark.parametrize(
    ("letters", "best"),
    [
        ("nuanqibure", "nuan qi bu re"),
        ("nqbr", "n q b r"),
        ("nuanqib", "nuan qi b"),
        ("lve", "lve"),
        ("jvzhu", "ju zhu"),
        ("zhongshi", "zhong shi"),
    ],
)
def test_letters_are_cut_into_syllables(letters: str, best: str) -> None:
    assert " ".join(u.text for u in syllable_readings(letters, SOUNDS.spoken)[0]) == best


def test_ambiguous_letters_have_several_readings() -> None:
    found = [" ".join(u.text for u in r) for r in syllable_readings("xian", SOUNDS.spoken)]
    assert {"xian", "xi an"} <= set(found)
    assert all(
        u.kind in (UnitKind.SYLLABLE, UnitKind.OPEN, UnitKind.PART)
        for r in syllable_readings("xian", SOUNDS.spoken)
        for u in r
    )


@pytest.mark.parametrize(
    ("syllable", "alike"),
    [
        ("shang", "sang"),
        ("zhi", "zi"),
        ("chou", "cou"),
        ("nan", "lan"),
        ("nan", "nang"),
        ("ren", "reng"),
        ("xin", "xing"),
        ("nv", "nu"),
    ],
)
def test_fuzzy_sounds_work_both_ways(syllable: str, alike: str) -> None:
    assert alike in variants(syllable)
    assert syllable in variants(alike)
    assert "".join(split(syllable)) == syllable


def test_readings_of_a_character_begin_with_the_usual_one() -> None:
    names = [SOUNDS.syllables[n] for n in SOUNDS.of_char("行")]
    assert names[0] == "xing"
    assert "hang" in names
    assert SOUNDS.of_char("!") == ()


def test_lookalikes_share_the_radical() -> None:
    assert "暧" in looks_like("暖")
    assert "末" in looks_like("未")
    assert "气" not in looks_like("暖")
    assert looks_like("a") == ()


def test_traditional_characters_have_simplified_forms() -> None:
    forms = simplified_forms()
    assert forms[ord("氣")] == ord("气")
    assert ord("气") not in forms


def test_arrays_come_back_as_written(tmp_path: Path) -> None:
    arrays = {"a": np.arange(7, dtype="<u4"), "b": np.zeros((2, 3), "<u2"), "c": np.zeros(0, "<f4")}
    write_arrays(tmp_path / "x", arrays)
    found = read_arrays(tmp_path / "x")
    assert list(found) == list(arrays)
    assert all(np.array_equal(found[n], arrays[n]) and found[n].dtype == arrays[n].dtype for n in arrays)
    assert not found["a"].flags.writeable


def test_object_arrays_are_refused(tmp_path: Path) -> None:
    write_arrays(tmp_path / "x", {"a": np.zeros(1, "<f8")})
    with pytest.raises(ValueError, match="unexpected array"):
        read_arrays(tmp_path / "x")


def test_first_screen_is_not_one_law() -> None:
    documents = np.arange(20)
    groups = np.array([1] * 12 + [0] * 8, np.uint32)
    shown = spread(documents, groups, np.zeros(20, np.float32))
    assert int((groups[shown[:SCREEN]] == 1).sum()) == MOST
    assert sorted(shown.tolist()) == list(range(20))
    assert shown[:MOST].tolist() == [0, 1, 2, 3]


def test_articles_asked_for_stay() -> None:
    groups, asked = np.array([1] * 6 + [0] * 6, np.uint32), np.zeros(12, np.float32)
    asked[:6] = 1
    assert spread(np.arange(12), groups, asked).tolist() == list(range(12))


def test_documents_hold_all_texts_with_site_values_written_out() -> None:
    documents = {d.id: d for d in documents_of(SAMPLE)}
    assert len(documents) == len(SAMPLE)
    assert "3\u00a0天" in documents["scr-wait"].body
    assert "{称呼}" in documents["scr-wait"].body
    assert "见禁止行为" in documents["kn-pump"].body
    assert "**" not in documents["kn-pump"].body
    assert documents["reg-hlj-36"].former_articles == ("38",)
    assert 0 < documents["reg-hlj-36"].quality < 1
    assert all(line.strip() for d in documents.values() for line in d.body.split("\n"))


def test_unknown_site_values_stay_as_written() -> None:
    bare = documents_of(replace(SAMPLE, values=()))
    assert any("{{warm_days}}" in d.body for d in bare)


def test_light_modules_import_neither_whoosh_nor_numpy() -> None:
    code = (
        "import sys, handbook.search.query, handbook.search.hits, handbook.search.source.documents;"
        "sys.exit(any(m in sys.modules for m in ('whoosh', 'numpy', 'pypinyin', 'opencc')))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_searching_needs_neither_pypinyin_nor_opencc(sample_index: Path) -> None:
    code = (
        "import sys, warnings; warnings.simplefilter('ignore'); from pathlib import Path;"
        "from handbook.search.index import open_index; from handbook.search.query import Query;"
        f"e = open_index(Path({str(sample_index)!r}), 'sample-1'); assert e.search(Query('nuanqi')).hits;"
        "sys.exit(any(m in sys.modules for m in ('pypinyin', 'opencc')))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@pytest.mark.parametrize("seed", range(5))
def test_distinct_values_and_membership_are_those_of_sets(seed: int) -> None:
    chance = np.random.default_rng(seed)
    values, wanted = chance.integers(0, 40, 30 * seed), chance.integers(0, 40, 3 * seed)
    assert distinct(values).tolist() == sorted(set(values.tolist()))
    among = are_among(values, distinct(wanted)).tolist()
    assert among == [v in set(wanted.tolist()) for v in values.tolist()]
