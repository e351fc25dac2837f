"""Edits of YAML by hand: the exact bytes that come out."""

import pytest

from handbook.content.writing.edits import Edit, Insert, Move, Put, Remove
from handbook.content.writing.splice import SpliceRefused, spliced
from handbook.content.yaml_reader import Value, read_yaml
from handbook.errors import HandbookError


def _after(text: str, *edits: Edit) -> str:
    return spliced(text.encode("utf-8"), edits).decode("utf-8")


# How a text is written


@pytest.mark.parametrize(
    ("before", "text", "after"),
    [
        ("k: 旧  # 注\n", "新", "k: 新  # 注\n"),
        ("k: 旧\n", "在{{p3_arrival}}内到", "k: 在{{p3_arrival}}内到\n"),
        ("k: 旧\n", "{{p3_arrival}}内到", 'k: "{{p3_arrival}}内到"\n'),
        ("k: 旧\n", "0571", "k: 0571\n"),
        ("k: 旧\n", "true", "k: true\n"),
        ("k: 旧\n", "12:30", "k: 12:30\n"),
        ("k: 旧\n", "先关阀, 再打", "k: 先关阀, 再打\n"),
        ("k: 旧\n", "~", 'k: "~"\n'),
        ("k: 旧\n", "null", 'k: "null"\n'),
        ("k: 旧\n", "", 'k: ""\n'),
        ("k: 旧\n", "时限: 一天", 'k: "时限: 一天"\n'),
        ("k: 旧\n", "甲 # 乙", 'k: "甲 # 乙"\n'),
        ("k: 旧\n", "- 甲", 'k: "- 甲"\n'),
        ("k: 旧\n", '"甲"\\', 'k: "\\"甲\\"\\\\"\n'),
        ("k: 旧\n", " 甲", 'k: " 甲"\n'),
        ("k: 旧\n", "甲\u3000", 'k: "甲\u3000"\n'),
        ("k: 旧\n", "甲\t乙", 'k: "甲\\t乙"\n'),
        ("k: 旧\n", "甲\u2028乙\x07", 'k: "甲\\u2028乙\\x07"\n'),
        ("k: 旧\n", "⻔🔥", "k: 门🔥\n"),
        ('k: "旧"\n', "新", 'k: "新"\n'),
        ('k: "旧"\n', "一\n二\n", 'k: "一\\n二\\n"\n'),
        ("k: '旧' # 注\n", "it's", "k: 'it''s' # 注\n"),
        ("k: '旧'\n", "一\n二", "k: |-\n  一\n  二\n"),
        ("k: 旧\n  又旧\nl: x\n", "新", "k: 新\nl: x\n"),
        ('k: "旧\n  又旧"  # 注\nl: x\n', "新", 'k: "新"  # 注\nl: x\n'),
        ("k:\n  旧 # 注\n", "新", "k:\n  新 # 注\n"),
        ("k:\nl: x\n", "新", "k: 新\nl: x\n"),
        ("k: # 注\nl: x\n", "新", "k: 新 # 注\nl: x\n"),
        ("k: 旧 # 注\nl: x\n", "一\n\n二\n", "k: | # 注\n  一\n\n  二\nl: x\n"),
        ("k: 旧\n", "一 \n二", 'k: "一 \\n二"\n'),
        ("k: 旧\n", "  一\n二", 'k: "  一\\n二"\n'),
    ],
)
def test_text_in_place_of_a_text(before: str, text: str, after: str) -> None:
    assert _after(before, Put(("k",), text)) == after


@pytest.mark.parametrize(
    ("before", "text", "after"),
    [
        ("k: | # 注\n    旧\n\n\n# 尾\nl: x\n", "一\n二\n", "k: | # 注\n    一\n    二\n\n\n# 尾\nl: x\n"),
        ("k: |\n  旧\nl: x\n", "一\n二", "k: |-\n  一\n  二\nl: x\n"),
        ("k: |\n  旧\nl: x\n", "一  \n二\n", "k: |\n  一  \n  二\nl: x\n"),
        ("k: |\n  旧\nl: x\n", "  一\n二\n", "k: |2\n    一\n  二\nl: x\n"),
        ("k: |2-\n   旧\n  旧\nl: x\n", "一\n二", "k: |-\n  一\n  二\nl: x\n"),
        ("k: |+\n  旧\n\nl: x\n", "一\n\n\n", "k: |+\n  一\n\n\nl: x\n"),
        ("k: |- # 注\n  旧\n\nl: x\n", "一句", "k: 一句 # 注\n\nl: x\n"),
        ("k: >-\n  旧\n  旧\nl: x\n", "新: 句", "k: >-\n  新: 句\nl: x\n"),
        ("k: >\n  旧\nl: x\n", "\n一\n二\n", "k: |\n\n  一\n  二\nl: x\n"),
        ("k: >\n  旧\nl: x\n", "一\n二\n", "k: >\n  一\n\n  二\nl: x\n"),
    ],
)
def test_text_in_place_of_lines(before: str, text: str, after: str) -> None:
    assert _after(before, Put(("k",), text)) == after


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("在{{p3_arrival}}内到", '"在{{p3_arrival}}内到"'),
        ("一,二", '"一,二"'),
        ("[一]", '"[一]"'),
        ("一]", '"一]"'),
        ("12:30", "12:30"),
        ("谁?", "谁?"),
        ("一\n二", '"一\\n二"'),
        (None, "null"),
    ],
)
def test_text_within_braces_and_brackets(text: str | None, written: str) -> None:
    assert (
        _after("k: {a: 旧, b: [x, 旧]} # 注\n", Put(("k", "a"), text))
        == f"k: {{a: {written}, b: [x, 旧]}} # 注\n"
    )
    assert (
        _after("k: {a: 旧, b: [x, 旧]}\n", Put(("k", "b", 1), text)) == f"k: {{a: 旧, b: [x, {written}]}}\n"
    )


def test_keys_without_values_within_braces() -> None:
    assert (
        _after("k: {a, b: , c: 1}\n", Put(("k", "a"), "x"), Put(("k", "b"), "y")) == "k: {a: x, b: y, c: 1}\n"
    )


# Ends of lines and of the file


def test_windows_line_ends_and_bom_stay() -> None:
    raw = b"\xef\xbb\xbfa: 1\r\nb:\r\n  - x\r\nc: 2\r\n"
    edits: list[Edit] = [Insert(("b",), 1, "y"), Put(("c",), "p\nq\n")]
    assert spliced(raw, edits) == b"\xef\xbb\xbfa: 1\r\nb:\r\n  - x\r\n  - y\r\nc: |\r\n  p\r\n  q\r\n"


def test_new_lines_take_the_end_that_most_have() -> None:
    assert _after("a: 1\nb: 2\r\nc: 3\r\n", Put(("d",), "4")) == "a: 1\nb: 2\r\nc: 3\r\nd: 4\r\n"


def test_missing_last_line_end_stays_missing() -> None:
    assert _after("a: 1\nb: 2", Put(("b",), "3")) == "a: 1\nb: 3"
    assert _after("a: 1", Put(("b",), "2")) == "a: 1\nb: 2"
    assert _after("- a\n- b", Move((), 0, 1)) == "- b\n- a"
    assert _after("- a # 注\n- b # 意", Move((), 1, 0)) == "- b # 意\n- a # 注\n"


def test_text_without_its_last_line_end_keeps_its_words() -> None:
    assert _after("a: |\n  x\n  y", Put(("b",), "2")) == "a: |-\n  x\n  y\nb: 2"
    assert _after("a: x", Put(("a",), "p\nq\n")) == "a: |\n  p\n  q\n"


def test_trailing_blanks_stay() -> None:
    assert _after("a: 1  \nb: 2 \n", Put(("a",), "3")) == "a: 3  \nb: 2 \n"


def test_what_stands_there_already_changes_nothing() -> None:
    raw = b"a:   'x'\nb: {c:  [ 1,2 ] }"
    assert spliced(raw, [Put(("a",), "x"), Put(("b",), {"c": ["1", "2"]}), Move(("b", "c"), 1, 1)]) == raw


# Block lists

_LIST = """\
k:
  # 关于甲
  - 甲 # 甲后

  # 隔开的
  # 关于乙
  - 乙
    # 乙内
  - 丙
"""


def test_comments_go_with_the_item_that_is_removed() -> None:
    assert _after(_LIST, Remove(("k", 1))) == "k:\n  # 关于甲\n  - 甲 # 甲后\n\n  - 丙\n"
    assert _after(_LIST, Remove(("k", 0))) == "k:\n\n  # 隔开的\n  # 关于乙\n  - 乙\n    # 乙内\n  - 丙\n"
    assert _after(_LIST, Remove(("k", 2))) == _LIST.replace("  - 丙\n", "")


def test_comments_go_with_the_item_that_is_moved() -> None:
    down = "k:\n\n  # 隔开的\n  # 关于乙\n  - 乙\n    # 乙内\n  - 丙\n  # 关于甲\n  - 甲 # 甲后\n"
    assert _after(_LIST, Move(("k",), 0, 2)) == down
    up = "k:\n  - 丙\n  # 关于甲\n  - 甲 # 甲后\n\n  # 隔开的\n  # 关于乙\n  - 乙\n    # 乙内\n"
    assert _after(_LIST, Move(("k",), 2, 0)) == up


def test_comments_parted_by_a_blank_line_stay() -> None:
    text = "k:\n  - 甲\n  # 节\n\n  - 乙\n"
    assert _after(text, Remove(("k", 1))) == "k:\n  - 甲\n  # 节\n\n"


def test_comments_at_the_top_of_a_file_stay() -> None:
    assert _after("# 文件\na: 1\n# 关于乙\nb: 2\n", Remove(("a",))) == "# 文件\n# 关于乙\nb: 2\n"
    assert _after("# 文件\n- a\n- b\n", Move((), 0, 1)) == "# 文件\n- b\n- a\n"


def test_inserted_items_stand_like_their_siblings() -> None:
    assert _after("k:\n- a\n- b\n", Insert(("k",), 2, "c")) == "k:\n- a\n- b\n- c\n"
    assert _after("k:\n    -   a: 1\n        b: 2\n", Insert(("k",), 0, {"a": "3", "b": "4"})) == (
        "k:\n    -   a: 3\n        b: 4\n    -   a: 1\n        b: 2\n"
    )
    assert _after('k:\n  - "a"\n', Insert(("k",), 1, "b")) == 'k:\n  - "a"\n  - "b"\n'
    assert _after('k:\n  - "a: b"\n', Insert(("k",), 1, "b")) == 'k:\n  - "a: b"\n  - b\n'
    assert _after("k:\n  - [a, b]\n", Insert(("k",), 1, ["c", "d"])) == "k:\n  - [a, b]\n  - [c, d]\n"


def test_rows_of_site_values_stand_in_braces() -> None:
    text = 'values:\n  # -- 公司\n  - {key: a, label: 甲, value: "1"}\n  - {key: b, label: 乙}\n'
    row: Value = {"key": "c", "label": "丙,丁", "value": "2", "figure": {"number": {"amount": "2"}}}
    assert _after(text, Insert(("values",), 1, row)) == text.replace(
        "  - {key: b",
        '  - {key: c, label: "丙,丁", value: "2", figure: {number: {amount: 2}}}\n  - {key: b',
    )


def test_steps_stand_in_lines() -> None:
    text = "steps:\n  - id: a\n    kind: ask\n    answers:\n      - {label: 是}\n    # 问完\n  - id: b\n    kind: do\n"
    step: Value = {
        "id": "n",
        "kind": "ask",
        "text": "热不热?",
        "when": {"a": ["是"]},
        "answers": [{"label": "热,烫"}, {"label": "凉", "outcome": "visit"}],
    }
    written = (
        "  - id: n\n    kind: ask\n    text: 热不热?\n    when: {a: [是]}\n"
        '    answers:\n      - {label: "热,烫"}\n      - {label: 凉, outcome: visit}\n'
    )
    assert _after(text, Insert(("steps",), 1, step)) == text.replace("  - id: b\n", written + "  - id: b\n")


def test_items_parted_by_blank_lines_stay_so() -> None:
    text = "k:\n  - a\n\n  - b\n"
    assert _after(text, Insert(("k",), 2, "c")) == "k:\n  - a\n\n  - b\n\n  - c\n"
    assert _after(text, Insert(("k",), 0, "c")) == "k:\n  - c\n\n  - a\n\n  - b\n"


def test_lists_within_lists() -> None:
    text = "- - a\n  # 关于乙\n  - b\n- c\n"
    assert _after(text, Insert((0,), 0, "n")) == "- - n\n  - a\n  # 关于乙\n  - b\n- c\n"
    assert _after(text, Remove((0, 0))) == "-\n  # 关于乙\n  - b\n- c\n"
    assert _after("- - a\n  - b\n", Move((0,), 0, 1)) == "- - b\n  - a\n"
    assert _after("- - a\n  - b\n", Remove((0, 0)), Remove((0, 0))) == "- []\n"


def test_empty_and_absent_lists() -> None:
    assert _after("k: [] # 注\n", Insert(("k",), 0, "a")) == "k: [a] # 注\n"
    assert _after("k: [] # 注\n", Insert(("k",), 0, "a,b")) == "k: # 注\n  - a,b\n"
    assert _after("k:\nl: 1\n", Insert(("k",), 0, "a")) == "k: [a]\nl: 1\n"
    assert _after("a: 1\nb: 2\n", Insert(("k",), 0, "x"), Insert(("k",), 1, "y")) == "a: 1\nb: 2\nk: [x, y]\n"
    assert _after("a: 1\nb: 2\n", Insert(("k",), 0, "x", ("a", "k"))) == "a: 1\nk: [x]\nb: 2\n"


def test_the_last_item_leaves_an_empty_list() -> None:
    assert _after("k: # 注\n  - a # 甲\nl: 1\n", Remove(("k", 0))) == "k: [] # 注\nl: 1\n"
    assert _after("k: [a, ]\n", Remove(("k", 0))) == "k: []\n"
    assert _after("k: [ # 注\n  a]\n", Remove(("k", 0))) == "k: [ # 注\n  ]\n"
    assert _after("k: [ # 注\n  # 甲\n  a, # 后\n]\n", Remove(("k", 0))) == "k: [ # 注\n]\n"
    assert _after("k:\n  a: 1\n", Remove(("k", "a"))) == "k: {}\n"
    assert _after("# 文件\na: 1\n", Remove(("a",))) == "# 文件\n{}\n"


# Flow collections


def test_flow_lists_on_a_line() -> None:
    assert _after("k: [a, b] # 注\n", Insert(("k",), 0, "x,y")) == 'k: ["x,y", a, b] # 注\n'
    assert _after("k: [a, b] # 注\n", Insert(("k",), 2, "c")) == "k: [a, b, c] # 注\n"
    assert _after("k: [a, b,]\n", Insert(("k",), 2, "c")) == "k: [a, b, c,]\n"
    assert _after("k: [a, b, c]\n", Remove(("k", 1))) == "k: [a, c]\n"
    assert _after("k: [a, b, c]\n", Remove(("k", 2))) == "k: [a, b]\n"
    assert _after("k: [a, b, c]\n", Move(("k",), 0, 2)) == "k: [b, c, a]\n"


def test_flow_lists_over_several_lines() -> None:
    text = "k: [a, b,\n  c, d]\n"
    assert _after(text, Put(("k", 2), "x")) == "k: [a, b,\n  x, d]\n"
    assert _after(text, Insert(("k",), 4, "e")) == "k: [a, b,\n  c, d, e]\n"
    assert _after(text, Insert(("k",), 4, "长" * 110)) == f"k: [a, b,\n  c, d,\n  {'长' * 110}]\n"
    assert _after(text, Remove(("k", 1))) == "k: [a, c, d]\n"


def test_flow_lists_with_an_item_on_each_line() -> None:
    text = "k: [\n  a, # 甲\n  # 关于乙\n  b, # 乙\n]\n"
    assert _after(text, Insert(("k",), 2, "c")) == text.replace("]", "  c,\n]")
    assert _after(text, Insert(("k",), 1, "c")) == text.replace("  # 关于乙", "  c,\n  # 关于乙")
    assert _after(text, Remove(("k", 1))) == "k: [\n  a, # 甲\n]\n"
    without = "k: [\n  a,\n  b # 乙\n]\n"
    assert _after(without, Insert(("k",), 2, "c")) == "k: [\n  a,\n  b, # 乙\n  c\n]\n"
    assert _after(without, Remove(("k", 1))) == "k: [\n  a\n]\n"


def test_flow_mappings() -> None:
    text = "- {a: 1, c: 3} # 注\n"
    assert _after(text, Put((0, "b"), "x, y", ("a", "b", "c"))) == '- {a: 1, b: "x, y", c: 3} # 注\n'
    assert _after(text, Put((0, "b"), None, ("b", "a"))) == "- {b: null, a: 1, c: 3} # 注\n"
    assert _after(text, Put((0, "b,"), ["x"])) == '- {a: 1, c: 3, "b,": [x]} # 注\n'
    assert _after(text, Remove((0, "a"))) == "- {c: 3} # 注\n"
    assert _after("l: [a: 1, b]\n", Put(("l", 0, "a"), "2")) == "l: [a: 2, b]\n"
    assert _after("l: [a: 1, b]\n", Put(("l", 0, "c"), "2")) == "l: [{a: 1, c: 2}, b]\n"


# Keys and whole values


def test_new_keys_go_where_the_house_writes_them() -> None:
    text = "id: a\n# 关于标题\ntitle: b\n\nowner: c\n"
    order = ("id", "title", "summary", "owner")
    assert _after(text, Put(("summary",), "x", order)) == text.replace("title: b\n", "title: b\nsummary: x\n")
    assert _after(text, Put(("id2",), "x", ("id2", *order))) == "id2: x\n" + text
    assert _after(text, Put(("more",), "x", order)) == text + "more: x\n"
    assert _after("s:\n  - id: a\n    b: 1\n", Put(("s", 0, "z"), "0", ("z", "id"))) == (
        "s:\n  - z: 0\n    id: a\n    b: 1\n"
    )


def test_new_keys_in_nothing() -> None:
    assert _after("", Put(("a",), "1")) == "a: 1\n"
    assert _after("# 只有注释", Put(("a",), ["x"])) == "# 只有注释\na: [x]\n"
    assert _after("k: {}\n", Put(("k", "a"), "1")) == "k:\n  a: 1\n"
    assert _after("{}\n", Put(("a",), "1")) == "a: 1\n"
    assert _after("k: [{}]\n", Put(("k", 0, "a"), "1")) == "k: [{a: 1}]\n"


def test_removed_keys() -> None:
    assert _after("s:\n  - id: a\n    b: 1\n", Remove(("s", 0, "id"))) == "s:\n  - b: 1\n"
    assert _after("a: |\n  x\n\nb: 1\n", Remove(("a",))) == "\nb: 1\n"


def test_collections_in_place_of_texts() -> None:
    assert _after("k: 旧 # 注\nl: 1\n", Put(("k",), {"a": "1", "b": ["x,y"]})) == (
        "k: # 注\n  a: 1\n  b:\n    - x,y\nl: 1\n"
    )
    assert _after("- 旧\n- b\n", Put((0,), {"a": "1\n2", "b": "2"})) == "- a: |-\n    1\n    2\n  b: 2\n- b\n"
    assert _after("k: |\n  旧\n  旧\n\nl: 1\n", Put(("k",), ["a", "b"])) == "k: [a, b]\n\nl: 1\n"


def test_texts_in_place_of_collections() -> None:
    assert _after("k: # 注\n  - a\n  - b\nl: 1\n", Put(("k",), "x")) == "k: x # 注\nl: 1\n"
    assert _after("k:\n- a\n- b\nl: 1\n", Put(("k",), "x\ny\n")) == "k: |\n  x\n  y\nl: 1\n"
    assert _after("- a: 1\n  b: 2\n- c\n", Put((0,), "x")) == "- x\n- c\n"


def test_collections_keep_their_notation() -> None:
    assert _after("k: [a, b] # 注\n", Put(("k",), ["1", "2,3"])) == 'k: [1, "2,3"] # 注\n'
    assert _after("k:\n- a\n- b\n", Put(("k",), ["c"])) == "k:\n- c\n"
    assert _after("k: # 注\n- a\n- b\n", Put(("k",), {"c": "1"})) == "k: # 注\n  c: 1\n"
    assert (
        _after("k:\n  - {a: '1'}\n", Put(("k",), [{"a": "2"}, {"a": "3"}]))
        == "k:\n  - {a: '2'}\n  - {a: '3'}\n"
    )
    many: list[Value] = [f"很长的一个说法{number}" for number in range(20)]
    written = _after("k: [a] # 注\n", Put(("k",), many))
    assert written.endswith("] # 注\n")
    assert written.startswith("k: [很长的一个说法0, ")
    assert all(len(line) <= 116 for line in written.splitlines())


def test_a_collection_that_differs_in_few_places_changes_only_there() -> None:
    text = "- id: a # 甲\n  tags: [x,  y]\n  # 关于步骤\n  steps:\n    - 'p' # 注\n    - q\n    - r\n  end: '1'\n"
    new: Value = {"id": "a", "tags": ["x", "y"], "more": "m", "steps": ["p", "n", "q", "r"]}
    assert _after(text, Put((0,), new)) == (
        "- id: a # 甲\n  tags: [x,  y]\n  more: m\n  # 关于步骤\n  steps:\n    - 'p' # 注\n    - 'n'\n    - q\n    - r\n"
    )
    shorter: Value = {"id": "b", "tags": ["x", "z"], "steps": ["p"], "end": "1"}
    assert _after(text, Put((0,), shorter)) == (
        "- id: b # 甲\n  tags: [x,  z]\n  # 关于步骤\n  steps:\n    - 'p' # 注\n  end: '1'\n"
    )


def test_keys_in_another_order_are_written_anew() -> None:
    assert _after("k:\n  a: 1\n  b: 2\n", Put(("k",), {"b": "2", "a": "1"})) == "k:\n  b: 2\n  a: 1\n"


def test_lists_of_the_house() -> None:
    assert _after("a: 1\n", Put(("k",), ["热", "凉"])) == "a: 1\nk: [热, 凉]\n"
    assert _after("a: 1\n", Put(("k",), ["热,", "凉"])) == "a: 1\nk:\n  - 热,\n  - 凉\n"
    assert _after("a:\n- 1\n", Put(("k",), ["热,"])) == "a:\n- 1\nk:\n- 热,\n"
    long = "很长的一个说法" * 9
    assert _after("a: 1\n", Put(("k",), [long, long])) == f"a: 1\nk:\n  - {long}\n  - {long}\n"
    assert _after("a: 1\n", Put(("k",), [])) == "a: 1\nk: []\n"
    assert _after("a: 1\n", Put(("k",), {})) == "a: 1\nk: {}\n"


def test_the_whole_document() -> None:
    assert _after("# 文件\na: 1\n", Put((), {"b": "2"})) == "# 文件\nb: 2\n"
    assert _after("# 文件\na: 1\n", Put((), "x")) == "# 文件\nx\n"


def test_odd_notations_are_written_anew() -> None:
    assert _after("a: 1\n? b\n: 2\nc: 3\n", Put(("b",), "4")) == "a: 1\nb: 4\nc: 3\n"


def test_edits_see_what_the_ones_before_left() -> None:
    edits: list[Edit] = [
        Insert(("k",), 0, "a"),
        Insert(("k",), 1, "b"),
        Put(("k", 0), "c"),
        Move(("k",), 1, 0),
        Remove(("k", 1)),
    ]
    assert _after("x: 1\n", *edits) == "x: 1\nk: [b]\n"


# What is refused


@pytest.mark.parametrize(
    "edit",
    [
        Put(("x", "y"), "1"),
        Put(("l", 2), "1"),
        Put(("l", -1), "1"),
        Put(("l", "a"), "1"),
        Put(("a", "b"), "1"),
        Put((0,), "1"),
        Insert(("l",), 3, "1"),
        Insert(("l",), -1, "1"),
        Insert(("a",), 0, "1"),
        Insert(("x",), 1, "1"),
        Remove(("x",)),
        Remove(("l", 2)),
        Remove(()),
        Move(("l",), 0, 2),
        Move(("l",), -1, 0),
        Move(("x",), 0, 0),
        Put(("a",), "\ud800"),
        Put(("\ud800",), "1"),
        Put(("a",), {"门": "1", "⻔": "2"}),
        Put(("a",), "长" * 200_000),
    ],
)
def test_refused(edit: Edit) -> None:
    with pytest.raises(SpliceRefused) as refused:
        _after("a: 1\nl: [x, y]\n", edit)
    assert isinstance(refused.value, HandbookError)
    assert "没有改动" in str(refused.value)
    assert str(refused.value).endswith("。")


@pytest.mark.parametrize(
    "raw", [b"a: [1\n", b"a: &x 1\n", b"a: 1\na: 2\n", b"\xff", b"[" * 5000, b"a: 1\n---\nb: 1\n"]
)
def test_files_that_cannot_be_read_are_refused(raw: bytes) -> None:
    with pytest.raises(SpliceRefused, match=r"这个文件读不了,没有改动:第 \d 行第 \d+ 列"):
        spliced(raw, [Put(("a",), "1")])


def test_values_too_deep_are_refused() -> None:
    deep: Value = "x"
    for _ in range(5000):
        deep = [deep]
    with pytest.raises(SpliceRefused, match="嵌套超过"):
        _after("a: 1\n", Put(("a",), deep))
    deep = "x"
    for _ in range(31):
        deep = [deep]
    assert read_yaml(_after("a: 1\n", Put(("a",), deep)).encode("utf-8")).value == {"a": deep}
    with pytest.raises(SpliceRefused, match="嵌套超过"):
        _after("a: 1\n", Put(("a",), [deep]))


def test_a_refused_edit_says_where() -> None:
    with pytest.raises(SpliceRefused, match="文件里没有“steps”第 3 项“text”,没有改动"):
        _after("steps: [x]\n", Put(("steps", 2, "text"), "1"))


def test_comments_are_never_lost() -> None:
    with pytest.raises(SpliceRefused, match="注释"):
        _after("? a\n# 注\n: 1\n", Put(("a",), "2"))
