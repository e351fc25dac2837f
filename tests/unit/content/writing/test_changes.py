"""What differs between two values of a document, place by place, and how the same change is known again."""

import pytest

from handbook.content.writing.applying import applied, edits_between
from handbook.content.writing.changes import Change, ChangeKind, changed_places, laid_together, unmoved_items
from handbook.content.writing.edits import Edit, Insert, Move, Put, Remove
from handbook.content.yaml_reader import Path, Value

ASK: Value = {
    "id": "pipes",
    "kind": "ask",
    "text": "两根管摸着各什么样?",
    "answers": [{"label": "都热"}, {"label": "都凉"}],
}
SAY: Value = {"kind": "say", "text": "请先拿盆接着,人站到侧面。"}
DO: Value = {"id": "place", "kind": "do", "text": "记下门牌和回拨电话。", "state": "已记下"}
ENTRY: dict[str, Value] = {"title": "一组不热", "steps": [ASK, SAY, DO], "tags": ["散热器"]}


def _told(old: Value, new: Value) -> list[tuple[ChangeKind, Path]]:
    return [(change.kind, change.path) for change in changed_places(old, new)]


def _only(old: Value, new: Value) -> Change:
    (change,) = changed_places(old, new)
    return change


def _with_steps(*steps: Value) -> Value:
    return {**ENTRY, "steps": list(steps)}


def _said(text: str) -> Value:
    return {"kind": "say", "text": text}


def test_equal_values_differ_nowhere() -> None:
    assert not changed_places(ENTRY, {key: ENTRY[key] for key in reversed(ENTRY)})


def test_a_changed_text_is_told_alone() -> None:
    change = _only(ENTRY, _with_steps(ASK, _said("请先拿盆接着,人站到旁边。"), DO))
    assert (change.kind, change.path) == (ChangeKind.CHANGED, ("steps", 1, "text"))
    assert (change.old, change.new) == ("请先拿盆接着,人站到侧面。", "请先拿盆接着,人站到旁边。")


def test_an_item_that_came_or_went_is_told_as_a_whole() -> None:
    added = _said("水停了再说别的。")
    assert _told(ENTRY, _with_steps(ASK, added, SAY, DO)) == [(ChangeKind.ADDED, ("steps", 1))]
    gone = _only(ENTRY, _with_steps(SAY, DO))
    assert (gone.kind, gone.path, gone.old, gone.new) == (ChangeKind.GONE, ("steps", 0), ASK, None)


def test_a_key_that_came_or_went_is_told_as_a_whole() -> None:
    old: Value = {"lines": [{"id": "cold", "variants": {"标准": "我给您记优先。", "简短": "已记优先。"}}]}
    new: Value = {"lines": [{"id": "cold", "variants": {"标准": "我给您记优先。", "坚定": "请让我先记。"}}]}
    at = ("lines", 0, "variants")
    assert _told(old, new) == [(ChangeKind.GONE, (*at, "简短")), (ChangeKind.ADDED, (*at, "坚定"))]


def test_one_move_is_told_for_one_moved_item() -> None:
    assert _told(ENTRY, _with_steps(DO, ASK, SAY)) == [(ChangeKind.MOVED, ("steps", 0))]


def test_what_changed_in_a_moved_item_is_told_beside_the_move() -> None:
    moved: Value = {"id": "place", "kind": "do", "text": "记下门牌和回拨电话。", "state": "都记下了"}
    assert _told(ENTRY, _with_steps(moved, ASK, SAY)) == [
        (ChangeKind.MOVED, ("steps", 0)),
        (ChangeKind.CHANGED, ("steps", 0, "state")),
    ]


def test_items_with_different_identifiers_are_never_the_same() -> None:
    renamed: Value = {"id": "address", "kind": "do", "text": "记下门牌和回拨电话。", "state": "已记下"}
    assert _told(ENTRY, _with_steps(ASK, SAY, renamed)) == [
        (ChangeKind.GONE, ("steps", 2)),
        (ChangeKind.ADDED, ("steps", 2)),
    ]


def test_a_reworded_label_is_a_changed_text() -> None:
    old: Value = [{"label": "用户高龄独居,不会弄"}, {"label": "没有"}]
    new: Value = [{"label": "用户高龄独居,弄不了"}, {"label": "没有"}]
    assert _told(old, new) == [(ChangeKind.CHANGED, (0, "label"))]


def test_texts_of_a_list_are_matched_by_likeness() -> None:
    old: Value = ["先问有没有人烫伤", "拿胶带缠上", "冷笑"]
    new: Value = ["先问有没有人烫着", "冷笑", "停了水再看"]
    assert _told(old, new) == [
        (ChangeKind.CHANGED, (0,)),
        (ChangeKind.GONE, (1,)),
        (ChangeKind.ADDED, (2,)),
    ]


def test_codes_are_not_alike() -> None:
    assert [kind for kind, _ in _told(["reg-mfd-271"], ["reg-mfd-272"])] == [
        ChangeKind.GONE,
        ChangeKind.ADDED,
    ]


def test_a_value_of_another_type_is_a_change_of_the_whole() -> None:
    assert _told({"fee": "以公布为准"}, {"fee": ["以公布为准"]}) == [(ChangeKind.CHANGED, ("fee",))]


def test_a_list_too_long_for_comparing_words_is_told_as_gone_and_added() -> None:
    old: Value = [f"第{number}句话的开头" for number in range(150)]
    new: Value = [f"第{number}句话的结尾" for number in range(150)]
    assert {kind for kind, _ in _told(old, new)} == {ChangeKind.GONE, ChangeKind.ADDED}


def test_a_key_stays_while_other_places_change_and_items_move() -> None:
    changed = _said("请先拿盆接着,人站到旁边。")
    key = _only(ENTRY, _with_steps(ASK, changed, DO)).key
    later = changed_places(
        ENTRY, {**ENTRY, "title": "整户不热", "steps": [_said("都别急。"), DO, changed, ASK]}
    )
    assert [change.kind for change in later if change.key == key] == [ChangeKind.CHANGED]


def test_a_key_goes_once_its_place_changes_again() -> None:
    key = _only(ENTRY, _with_steps(ASK, _said("请先拿盆接着,人站到旁边。"), DO)).key
    assert _only(ENTRY, _with_steps(ASK, _said("请先拿桶接着,人站到旁边。"), DO)).key != key


def test_the_key_of_a_move_stays_while_its_words_change_and_goes_with_another_place() -> None:
    old: Value = [{"id": name, "text": name} for name in "abcd"]
    key = _only(old, [{"id": name, "text": name} for name in "dabc"]).key
    reworded = changed_places(old, [{"id": name, "text": name.upper()} for name in "dabc"])
    assert [change.kind for change in reworded if change.key == key] == [ChangeKind.MOVED]
    assert _only(old, [{"id": name, "text": name} for name in "adbc"]).key != key


def test_equal_items_that_come_twice_have_keys_of_their_own() -> None:
    changes = changed_places([], [SAY, SAY])
    assert len({change.key for change in changes}) == 2


def test_laid_together_keeps_each_behind_what_it_follows() -> None:
    assert laid_together("acd", "xabcy") == ["x", "a", "b", "c", "y", "d"]


def test_unmoved_items_are_the_most_that_keep_their_order() -> None:
    assert unmoved_items({0: 3, 1: 0, 2: 1, 3: 2}) == {1, 2, 3}
    assert unmoved_items({}) == set()


def test_edits_touch_only_what_differs() -> None:
    new = _with_steps(DO, ASK, _said("请先拿盆接着,人站到旁边。"))
    assert edits_between(ENTRY, new) == (
        Move(("steps",), 2, 0),
        Put(("steps", 2, "text"), "请先拿盆接着,人站到旁边。"),
    )


def test_a_new_key_stands_where_the_house_writes_it() -> None:
    value: dict[str, Value] = {"id": "x", "kind": "say", "text": "您别急。"}
    order = ("id", "group", "kind", "hint", "text")
    result = applied(
        value, [Put(("hint",), "慢慢说", order), Insert(("facts",), 0, "gas"), Put(("group",), "先问", order)]
    )
    assert isinstance(result, dict)
    assert list(result.items()) == [
        ("id", "x"),
        ("group", "先问"),
        ("kind", "say"),
        ("hint", "慢慢说"),
        ("text", "您别急。"),
        ("facts", ["gas"]),
    ]
    assert list(value) == ["id", "kind", "text"]


def test_a_new_key_before_all_others_stands_first() -> None:
    result = applied({"text": "您别急。"}, [Put(("id",), "x", ("id", "text"))])
    assert isinstance(result, dict)
    assert list(result) == ["id", "text"]


def test_the_last_item_that_goes_leaves_an_empty_list() -> None:
    assert applied({"tags": ["漏水"]}, [Remove(("tags", 0))]) == {"tags": []}


def test_an_edit_changes_one_of_two_places_that_share_a_list() -> None:
    shared: Value = ["漏水"]
    assert applied([shared, shared], [Put((0, 0), "不热")]) == [["不热"], ["漏水"]]


def test_the_whole_document_may_be_put() -> None:
    assert applied("旧的一句。", edits_between("旧的一句。", ["新的一句。"])) == ["新的一句。"]


@pytest.mark.parametrize(
    "edit",
    [
        Put(("steps", 3), "没有第四步"),
        Put(("title", "x"), "字不是映射"),
        Put(("nowhere", "x"), "没有这个键"),
        Insert(("steps",), 5, "隔得太远"),
        Insert(("title",), 0, "不是列表"),
        Remove(("steps", 3)),
        Remove(("nowhere",)),
        Remove(()),
        Move(("steps",), 0, 3),
        Move(("title",), 0, 0),
    ],
)
def test_an_edit_of_a_place_that_is_not_there_is_refused(edit: Edit) -> None:
    with pytest.raises(ValueError, match="nothing stands at"):
        applied(ENTRY, [edit])
