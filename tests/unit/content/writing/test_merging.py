"""What a site changed and what a release changed are laid together; where they clash, the site's words stay and it is told."""

from handbook.content.writing.applying import applied
from handbook.content.writing.changes import ChangeKind
from handbook.content.writing.edits import Insert, Put
from handbook.content.writing.merging import ABSENT, Conflict, Merge, Reason, merged
from handbook.content.yaml_reader import Value

VENT: dict[str, Value] = {
    "id": "vent",
    "kind": "ask",
    "text": "排气阀锈没锈?先只看,别拧。",
    "answers": [{"label": "能转动"}, {"label": "拧不动", "outcome": "visit"}],
}
BASIN: dict[str, Value] = {"kind": "say", "text": "请拿盆接着,人站到侧面。", "when": {"vent": ["能转动"]}}
PLACE: dict[str, Value] = {"id": "place", "kind": "do", "text": "记下门牌和电话。", "state": "已记下"}
VISIT: Value = {"id": "visit", "title": "需要上门"}
DONE: Value = {"id": "done", "title": "已经热了"}
CALM: Value = {"kind": "say", "text": "您别着急,我一直在线上。"}
REPORT: Value = {"id": "report", "kind": "do", "text": "报给热线班长。", "state": "班长已接"}


def _entry(*steps: Value, **others: Value) -> dict[str, Value]:
    return {"id": "proc-x", "title": "一组不热", "steps": list(steps), "outcomes": [VISIT, DONE], **others}


BASE = _entry(VENT, BASIN, PLACE)


def _merge(base: Value, theirs: Value, ours: Value) -> Merge:
    merge = merged(base, theirs, ours)
    assert applied(ours, merge.edits) == merge.value
    return merge


def _clean(base: Value, theirs: Value, ours: Value) -> Value:
    merge = _merge(base, theirs, ours)
    assert not merge.conflicts
    return merge.value


def _conflict(base: Value, theirs: Value, ours: Value) -> Conflict:
    """The only one; `ours` stays."""
    merge = _merge(base, theirs, ours)
    assert merge.value == ours
    assert not merge.taken
    (conflict,) = merge.conflicts
    return conflict


def test_each_side_changes_a_text_of_its_own() -> None:
    their_vent: Value = {**VENT, "text": "排气阀锈死没有?只看不拧。"}
    our_place: Value = {**PLACE, "state": "门牌电话都有了"}
    theirs = _entry(their_vent, BASIN, PLACE)
    ours = _entry(VENT, BASIN, our_place)
    merge = _merge(BASE, theirs, ours)
    assert merge.value == _entry(their_vent, BASIN, our_place)
    assert not merge.conflicts
    assert merge.edits == (Put(("steps", 0, "text"), "排气阀锈死没有?只看不拧。"),)
    assert [(change.kind, change.path) for change in merge.taken] == [
        (ChangeKind.CHANGED, ("steps", 0, "text"))
    ]


def test_what_both_changed_alike_is_there_once() -> None:
    both = _entry(VENT, BASIN, PLACE, CALM, tags=["散热器"])
    merge = _merge(BASE, both, both)
    assert (merge.value, merge.edits, merge.taken, merge.conflicts) == (both, (), (), ())


def test_a_text_that_both_changed_is_a_conflict_and_ours_stays() -> None:
    conflict = _conflict({"say": "师傅今天来。"}, {"say": "师傅今天下午来。"}, {"say": "师傅今天上午来。"})
    assert conflict == Conflict(
        ("say",), "师傅今天来。", "师傅今天下午来。", "师傅今天上午来。", Reason.BOTH_CHANGED
    )


def test_different_sentences_of_a_text_are_merged() -> None:
    base = "先关阀。再拿盆接水!\n师傅在路上。"
    assert _clean(
        base, "先把入户阀关上。再拿盆接水!\n师傅在路上。", "先关阀。再拿盆接水!\n师傅一小时内到。"
    ) == ("先把入户阀关上。再拿盆接水!\n师傅一小时内到。")


def test_neighbouring_sentences_are_merged() -> None:
    assert (
        _clean("先关阀。再接水。", "先关总阀。再接水。", "先关阀。再拿盆接水。") == "先关总阀。再拿盆接水。"
    )


def test_one_sentence_changed_alike_and_another_by_one_side_are_merged() -> None:
    assert _clean("先关阀。再接水。", "先关总阀。再接水。", "先关总阀。拿盆接水。") == "先关总阀。拿盆接水。"


def test_sentences_put_in_at_the_same_place_are_a_conflict() -> None:
    conflict = _conflict("先关阀。", "先关阀。再接水。", "先关阀。人离开。")
    assert conflict.reason is Reason.BOTH_CHANGED


def test_a_sentence_put_in_beside_a_changed_one_is_a_conflict() -> None:
    assert _conflict("先关阀。再接水。", "先关阀。人离开。再接水。", "先关总阀。再接水。").path == ()


def test_what_they_removed_and_we_changed_stays() -> None:
    ours = _entry(VENT, BASIN, {**PLACE, "state": "门牌电话都有了"})
    conflict = _conflict(BASE, _entry(VENT, BASIN), ours)
    assert (conflict.path, conflict.reason) == (("steps", 2), Reason.THEY_REMOVED)
    assert (conflict.base, conflict.theirs, conflict.ours) == (
        PLACE,
        ABSENT,
        {**PLACE, "state": "门牌电话都有了"},
    )


def test_what_we_removed_and_they_changed_stays_removed() -> None:
    theirs = _entry(VENT, BASIN, {**PLACE, "state": "门牌电话都有了"})
    conflict = _conflict(BASE, theirs, _entry(VENT, BASIN))
    assert (conflict.path, conflict.reason) == (("steps", 2), Reason.WE_REMOVED)
    assert conflict.ours is ABSENT


def test_what_one_side_removed_and_the_other_left_alone_goes() -> None:
    assert _clean(BASE, _entry(VENT, BASIN), _entry(VENT, BASIN, PLACE, CALM)) == _entry(VENT, BASIN, CALM)
    assert _clean(
        {"note": "只看不拧", "hint": "手背"}, {"hint": "手背"}, {"note": "只看不拧", "hint": "掌心"}
    ) == {"hint": "掌心"}


def test_a_key_removed_by_one_side_and_changed_by_the_other_is_a_conflict() -> None:
    conflict = _conflict({"note": "只看不拧"}, {}, {"note": "只看,别拧"})
    assert (conflict.path, conflict.reason) == (("note",), Reason.THEY_REMOVED)


def test_a_run_of_changed_sentences_that_grew_is_one_change() -> None:
    assert (
        _conflict("先关阀。再接水。", "关总阀。拿盆。放好。", "先关阀。再接点水。").reason
        is Reason.BOTH_CHANGED
    )


def test_items_added_at_the_same_place_both_stay() -> None:
    theirs = _entry(VENT, BASIN, REPORT, PLACE)
    ours = _entry(VENT, BASIN, CALM, PLACE)
    merge = _merge(BASE, theirs, ours)
    assert merge.value == _entry(VENT, BASIN, REPORT, CALM, PLACE)
    assert merge.edits == (Insert(("steps",), 2, REPORT),)
    assert not merge.conflicts


def test_an_item_goes_behind_its_neighbour_though_we_removed_that() -> None:
    assert _clean(["甲句", "乙句", "丙句"], ["甲句", "乙句", "新句", "丙句"], ["甲句", "丙句"]) == [
        "甲句",
        "新句",
        "丙句",
    ]


def test_an_item_that_both_added_under_one_id_is_merged_by_its_keys() -> None:
    theirs = _entry(VENT, BASIN, PLACE, {"id": "back", "kind": "do", "text": "晚上回拨问平安。"})
    ours = _entry(
        VENT, BASIN, PLACE, {"id": "back", "kind": "do", "text": "明早回拨问平安。", "state": "已回拨"}
    )
    conflict = _conflict(BASE, theirs, ours)
    assert (conflict.path, conflict.base) == (("steps", 3, "text"), ABSENT)


def test_lists_that_both_added_are_laid_together() -> None:
    value = _clean({}, {"dont": ["抢话", "冷笑"]}, {"dont": ["冷笑", "顶嘴"]})
    assert value == {"dont": ["抢话", "冷笑", "顶嘴"]}


def test_a_text_reworded_by_one_side_and_written_anew_by_the_other_is_there_once() -> None:
    base: Value = ["请把阀门先关上再打电话"]
    reworded: list[Value] = ["请把阀门先关上再拨电话"]
    assert _clean(base, reworded, reworded) == reworded
    their_word: Value = ["人先离开热水再说", "请把阀门先关上再打电话"]
    assert _clean(base, their_word, [*reworded, "人先离开热水再说"]) == [
        "请把阀门先关上再拨电话",
        "人先离开热水再说",
    ]


def test_codes_that_both_replaced_both_stay() -> None:
    assert _clean(["reg-mfd-271"], ["reg-mfd-272"], ["reg-mfd-591"]) == ["reg-mfd-272", "reg-mfd-591"]


def test_their_order_is_followed_where_we_left_it_alone() -> None:
    ours = _entry(VENT, CALM, BASIN, {**PLACE, "state": "都有了"})
    value = _clean(BASE, _entry(PLACE, VENT, BASIN), ours)
    assert value == _entry({**PLACE, "state": "都有了"}, VENT, CALM, BASIN)


def test_our_order_stays_where_we_changed_it() -> None:
    ours = _entry(VENT, PLACE, BASIN)
    assert _clean(BASE, _entry(PLACE, VENT, BASIN), ours) == ours


def test_a_changed_type_on_both_sides_is_a_conflict() -> None:
    conflict = _conflict({"fee": "免费"}, {"fee": ["免费", "次年收"]}, {"fee": "不收钱"})
    assert conflict.path == ("fee",)
    assert _conflict({"fee": "免费"}, {"fee": ["次年收"]}, {"fee": {"text": "不收"}}).path == ("fee",)
    assert _conflict({"fee": "免费"}, {"fee": {"text": "次年收"}}, {"fee": ["不收"]}).path == ("fee",)
    assert _conflict({"fee": "免费"}, {"fee": {"text": "次年收"}}, {"fee": {"text": "不收"}}).path == ("fee",)
    assert _conflict({"fee": "免费"}, {"fee": ["次年收"]}, {"fee": ["不收"]}).path == ("fee",)


def test_null_is_a_value_and_not_absent() -> None:
    assert _clean({"note": None}, {"note": None, "hint": "看"}, {"note": "别拧"}) == {
        "note": "别拧",
        "hint": "看",
    }
    assert _conflict({"note": "只看"}, {"note": None}, {"note": "别拧"}).theirs is None


def test_a_document_of_ours_that_is_null_takes_theirs() -> None:
    assert _clean(None, {"title": "一组不热"}, None) == {"title": "一组不热"}


def test_a_step_that_they_removed_and_we_refer_to_stays() -> None:
    ours = _entry(VENT, BASIN, PLACE, dispatch_minimum=["place"])
    conflict = _conflict(BASE, _entry(VENT, BASIN), ours)
    assert (conflict.path, conflict.reason) == (("steps", 2), Reason.REFERRED_TO)
    assert (conflict.base, conflict.theirs, conflict.ours) == (PLACE, ABSENT, PLACE)


def test_a_step_stays_for_the_one_that_we_kept_from_going() -> None:
    ours = _entry(VENT, {**BASIN, "text": "请拿桶接着,人站到侧面。"}, PLACE)
    merge = _merge(BASE, _entry(PLACE), ours)
    assert merge.value == ours
    assert [(conflict.path, conflict.reason) for conflict in merge.conflicts] == [
        (("steps", 0), Reason.REFERRED_TO),
        (("steps", 1), Reason.THEY_REMOVED),
    ]


def test_an_answer_that_they_removed_and_we_refer_to_stays() -> None:
    theirs = _entry({**VENT, "answers": [{"label": "能转动"}]}, BASIN, PLACE)
    ours = _entry(VENT, BASIN, {**PLACE, "when": {"vent": ["拧不动"]}})
    conflict = _conflict(BASE, theirs, ours)
    assert (conflict.path, conflict.reason) == (("steps", 0, "answers", 1), Reason.REFERRED_TO)


def test_a_label_that_they_reworded_and_we_refer_to_stays() -> None:
    theirs = _entry(
        {**VENT, "answers": [{"label": "能转动"}, {"label": "怎么拧不动", "outcome": "visit"}]}, BASIN, PLACE
    )
    ours = _entry(VENT, BASIN, {**PLACE, "when": {"vent": ["拧不动"]}})
    conflict = _conflict(BASE, theirs, ours)
    assert (conflict.path, conflict.reason) == (("steps", 0, "answers", 1, "label"), Reason.REFERRED_TO)


def test_an_outcome_that_they_removed_and_we_refer_to_stays() -> None:
    theirs = _entry(VENT, BASIN, PLACE, outcomes=[VISIT])
    conflict = _conflict(BASE, theirs, _entry(VENT, BASIN, PLACE, default_outcome="done"))
    assert (conflict.path, conflict.reason) == (("outcomes", 1), Reason.REFERRED_TO)


def test_a_step_that_we_removed_and_they_refer_to_stays_removed_and_is_told() -> None:
    theirs = _entry(VENT, BASIN, PLACE, dispatch_minimum=["place"])
    merge = _merge(BASE, theirs, _entry(VENT, BASIN))
    assert merge.value == _entry(VENT, BASIN, dispatch_minimum=["place"])
    (conflict,) = merge.conflicts
    assert (conflict.path, conflict.reason, conflict.ours) == (("steps", 2), Reason.REFERRED_TO, ABSENT)


def test_a_reference_that_was_broken_before_is_no_matter_of_merging() -> None:
    theirs = _entry(BASIN, PLACE)
    assert _clean(BASE, theirs, BASE) == theirs


def test_steps_taken_from_the_shared_ones_are_known_by_their_use() -> None:
    base = _entry({"use": "frail"}, PLACE)
    ours = _entry({"use": "frail"}, {**PLACE, "when": {"frail": ["没有"]}})
    conflict = _conflict(base, _entry(PLACE), ours)
    assert conflict.reason is Reason.REFERRED_TO


def test_ids_are_left_alone() -> None:
    theirs = _entry(VENT, BASIN, {**PLACE, "id": "address"})
    ours = _entry(VENT, BASIN, {**PLACE, "state": "都有了"})
    merge = _merge(BASE, theirs, ours)
    assert merge.value == _entry(VENT, BASIN, {**PLACE, "id": "address"}, {**PLACE, "state": "都有了"})
    assert [conflict.reason for conflict in merge.conflicts] == [Reason.THEY_REMOVED]
