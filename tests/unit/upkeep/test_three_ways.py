"""Three texts of one file side by side: what one side changed goes in, what both changed is chosen, and no word is lost."""

import random
from collections.abc import Mapping
from pathlib import Path as FilePath

import pytest
import yaml

from handbook.content.writing.applying import applied, edits_between
from handbook.content.writing.changes import value_print
from handbook.content.writing.edits import Put
from handbook.content.writing.merging import ABSENT, merged
from handbook.content.writing.splice import SpliceRefused, spliced
from handbook.content.yaml_reader import Path, Value, YamlRefused, iter_texts, read_yaml
from handbook.model.kinds import Kind
from handbook.upkeep.three_ways import Side, Standing, ThreeWays
from tests.unit.content.writing.test_random_merges import Changer

FILE = "scripts/scr-startup.yaml"
BASE = """id: scr-startup  # 开栓
title: 解释初期升温
summary: 头几天慢。要等几天。
asks: [头几天不热怎么讲, 刚开栓不热怎么解释]
lines:
  - id: warm
    situation: 整户温乎
    variants:
      简短: 慢慢升温。
      标准: 要等几天。我照样登记。
  - id: cold
    situation: 整户凉
    variants:
      标准: 我给您报修。
"""
CASES = 150


def ways(theirs: str, ours: str, base: str = BASE) -> ThreeWays:
    return ThreeWays(Kind.SCRIPT, FILE, (base, theirs, ours), None)


def changed(*changes: tuple[str, str]) -> str:
    text = BASE
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    return text


def value(text: str) -> Value:
    return read_yaml(text.encode()).value


def test_what_one_side_changed_goes_in_by_itself_and_comments_stay() -> None:
    theirs = changed(("简短: 慢慢升温。", "简短: 一天天升温。"))
    ours = changed(("situation: 整户凉", "situation: 整户都凉"))
    found = ways(theirs, ours)
    assert [(place.standing, place.place) for place in found.places] == [
        (Standing.THEIRS, "整户温乎 · 简短"),
        (Standing.OURS, "整户都凉 · 什么时候说"),
    ]
    assert found.undecided({}) == ()
    assert found.text({}) == changed(
        ("简短: 慢慢升温。", "简短: 一天天升温。"), ("situation: 整户凉", "situation: 整户都凉")
    )
    left = {found.places[0].key: Side.OURS}
    assert found.text(left) == ours


@pytest.mark.parametrize("side", [Side.THEIRS, Side.OURS])
def test_where_both_changed_a_place_somebody_chooses(side: Side) -> None:
    theirs = changed(("我给您报修。", "我马上给您报修。"), ("头几天慢。", "头三天慢。"))
    ours = changed(("我给您报修。", "我替您报修。"))
    found = ways(theirs, ours)
    (both,) = found.undecided({})
    assert (both.base.text, both.theirs.text, both.ours.text) == (
        "我给您报修。",
        "我马上给您报修。",
        "我替您报修。",
    )
    assert found.undecided({both.key: side}) == ()
    said = "我马上给您报修。" if side is Side.THEIRS else "我替您报修。"
    assert found.text({both.key: side}) == changed(("我给您报修。", said), ("头几天慢。", "头三天慢。"))


def test_two_sentences_of_one_text_hold_together() -> None:
    theirs = changed(("要等几天。我照样登记。", "要等三天。我照样登记。"))
    ours = changed(("要等几天。我照样登记。", "要等几天。我这就登记。"))
    found = ways(theirs, ours)
    (place,) = found.places
    assert place.standing is Standing.TOGETHER
    assert (place.theirs.text, place.ours.text) == ("要等三天。我照样登记。", "要等几天。我这就登记。")
    assert "要等三天。我这就登记。" in found.text({})


@pytest.mark.parametrize("side", [Side.THEIRS, Side.OURS])
@pytest.mark.parametrize("is_ours_gone", [False, True])
def test_a_part_that_one_removed_and_the_other_changed(side: Side, is_ours_gone: bool) -> None:
    gone = BASE[: BASE.index("  - id: cold")]
    kept = changed(("我给您报修。", "我马上报修。"))
    theirs, ours = (kept, gone) if is_ours_gone else (gone, kept)
    found = ways(theirs, ours)
    (both,) = found.undecided({})
    text = found.text({both.key: side})
    assert value(text) == value(theirs if side is Side.THEIRS else ours)
    assert "整户凉" in both.place


def test_items_that_come_back_keep_their_order() -> None:
    ours = changed(("asks: [头几天不热怎么讲, 刚开栓不热怎么解释]", "asks: [新问法]"))
    middle = BASE[BASE.index("  - id: warm") :]
    ours = ours.replace(middle, "  - {id: own, situation: 自己的, variants: {标准: 好。}}\n")
    theirs = changed(("慢慢升温。", "慢慢地升温。"), ("我给您报修。", "我马上报修。"))
    found = ways(theirs, ours)
    chosen = {place.key: Side.THEIRS for place in found.undecided({})}
    assert len(chosen) == 2
    lines = value(found.text(chosen))
    assert isinstance(lines, dict)
    assert isinstance(lines["lines"], list)
    names = [line["id"] for line in lines["lines"] if isinstance(line, dict)]
    assert [name for name in names if name != "own"] == ["warm", "cold"]


@pytest.mark.parametrize("other", ["", "id: [", "- 1\n"])
def test_a_text_that_went_or_cannot_be_read_is_taken_or_left_whole(other: str) -> None:
    ours = changed(("头几天慢。", "头三天慢。"))
    found = ways(other, ours)
    (place,) = found.undecided({})
    assert place.place == "整条"
    assert found.text({place.key: Side.OURS}) == ours
    assert found.text({place.key: Side.THEIRS}) == other
    assert ways(ours, ours).undecided({}) == ()


def test_random_changes_of_both_sides_lose_nothing_whatever_is_chosen() -> None:
    dice = random.Random(18)
    files = sorted((FilePath(__file__).parents[3] / "content").rglob("pro*/*.yaml")) + sorted(
        (FilePath(__file__).parents[3] / "content").rglob("scripts/*.yaml")
    )
    conflicts = decided = refused = 0
    for number in range(CASES):
        path = dice.choice(files)
        raw = path.read_text("utf-8")
        before = value(raw)
        shared = dice.sample([place for place, _ in iter_texts(before)], 2)
        try:
            theirs, ours = (_other_text(raw, before, shared, dice, side) for side in ("甲", "乙"))
        except (SpliceRefused, YamlRefused, yaml.YAMLError):
            refused += 1
            continue
        kind = Kind.PROCEDURE if path.parent.name == "procedures" else Kind.SCRIPT
        found = ThreeWays(kind, f"{path.parent.name}/{path.name}", (raw, theirs, ours), None)
        merge = merged(before, value(theirs), value(ours))
        assert value(found.text({})) == merge.value, f"case {number}"
        waiting = found.undecided({})
        assert len(waiting) == len(merge.conflicts)
        all_ours: Mapping[str, Side] = {place.key: Side.OURS for place in waiting}
        assert value(found.text(all_ours)) == merge.value
        all_theirs = value_print(value(found.text({place.key: Side.THEIRS for place in waiting})))
        for conflict in merge.conflicts:
            conflicts += 1
            if conflict.theirs is not ABSENT:
                assert value_print(conflict.theirs) in all_theirs, f"case {number}"
        some = {place.key: dice.choice(list(Side)) for place in found.places if place.can_choose}
        read_yaml(found.text(some).encode())
        decided += len(some)
    print(f"{CASES} cases, {refused} not written, {conflicts} conflicts, {decided} choices")
    assert conflicts > CASES // 3
    assert refused < CASES // 3


def _other_text(raw: str, before: Value, shared: list[Path], dice: random.Random, side: str) -> str:
    """`raw` as one side left it: the places that both change, and some of its own."""
    after = applied(before, [Put(place, f"{side}改的。") for place in shared])
    after = Changer(dice, side).changed(after, dice.randint(1, 6))
    return spliced(raw.encode(), edits_between(before, after)).decode()
