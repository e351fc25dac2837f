"""The files of checks/: what they say holds, a faulty one is told and left out, and none of it is a regular expression."""

import re
import time
from itertools import pairwise
from pathlib import Path

import pytest

from handbook.content.check_patterns import Mistake, PatternReader
from handbook.content.checking import check_content
from handbook.content.checks import Checks
from handbook.content.file_names import CHECK_FILES
from handbook.content.loader import load_content
from handbook.content.origin import Origin
from handbook.content.rules.instructions import instructed_acts
from handbook.content.rules.missing_checks import missing_checks
from handbook.content.rules.stale_law import is_stale
from handbook.content.schema import CLASS_OF_CHECK
from handbook.content.yaml_reader import Value, read_yaml
from handbook.model.problem import Problem
from handbook.paths import shipped_content
from tests.unit.content.content_sample import files, write

_LAW = (shipped_content() / "checks" / "stale_law.yaml").read_text("utf-8")


def _read(value: Value, sets: Value = None) -> tuple[re.Pattern[str], ...]:
    """The patterns of `value`, in which nothing may be wrong."""
    reader = PatternReader()
    if sets:
        reader.read_sets(sets, ("sets",))
    patterns = reader.each(value, (), may_mark=True)
    assert reader.mistakes == []
    return patterns


def _mistakes(value: Value, sets: Value = None, *, may_mark: bool = True) -> list[Mistake]:
    reader = PatternReader()
    if sets:
        reader.read_sets(sets, ("sets",))
    assert reader.each(value, (), may_mark=may_mark) == ()
    return reader.mistakes


def _told(tmp_path: Path, name: str, text: str) -> list[Problem]:
    content = check_content(write(tmp_path, files({f"checks/{name}": text})))
    assert content.checks.missing() == []
    return [problem for problem in content.problems if problem.file == f"checks/{name}"]


def test_the_shipped_files_are_taken() -> None:
    assert Checks().with_shipped().missing() == []
    assert set(CLASS_OF_CHECK) == set(CHECK_FILES)


@pytest.mark.parametrize("planted", ["(a+)+$", "(?:.*)*x", "[a", "\\d"])
def test_a_regular_expression_is_a_term_like_any_other(planted: str) -> None:
    for pattern in _read([planted, [planted, {"maybe": [planted]}], [{"any": [planted]}]]):
        assert pattern.fullmatch(planted)
        assert not pattern.search("aaaa5")


@pytest.mark.parametrize("planted", ["^a", "a-z", "]b", "\\d"])
def test_characters_are_taken_as_they_are_written(planted: str) -> None:
    one, gap = _read([[{"one_of": planted}], ["始", {"clause": "3", "without": planted}, "终"]])
    assert all(one.fullmatch(character) for character in planted)
    assert not one.search("m5")
    assert gap.fullmatch("始中终")
    assert not any(gap.search(f"始{character}终") for character in planted)


@pytest.mark.parametrize(
    ("pattern", "fits", "does_not"),
    [
        (["拆", {"clause": "3"}, "阀"], "拆了那个阀", "拆了、阀"),
        (["拆", {"clause": "1-3"}, "阀"], "拆个阀", "拆阀"),
        (["拆", {"clause": "3", "over": "、"}, "阀"], "拆泵、阀", "拆泵,阀"),
        (["拆", {"clause": "3", "without": "不"}, "阀"], "拆掉阀", "拆不掉阀"),
        (["拆", {"within": "3"}, "阀"], "拆了,阀", "拆了。阀"),
        ([{"not_after": [{"one_of": "存安"}]}, "放水"], "您放水", "安放水"),
        (["放", {"repeat": ["热", {"one_of": "脏冷"}]}, "水"], "放冷热热脏水", "放清水"),
        (["开", {"before": ["了", {"class": "end"}]}], "打开了", "打开门"),
        (["放水", {"not_before": ["管"]}], "放水", "放水管"),
        (["动", {"set": "阀"}], "动球阀", "动水泵"),
    ],
)
def test_what_each_part_says(pattern: Value, fits: str, does_not: str) -> None:
    (compiled,) = _read([pattern], {"阀": ["阀门", ["球", "阀"]]})
    assert compiled.search(fits)
    assert not compiled.search(does_not)


def test_the_nearest_is_taken_before_what_is_further() -> None:
    far, near = _read([["拆", {"clause": "9"}, "阀"], ["拆", {"nearest": "9"}, "阀"]])
    text = "拆这阀和那阀"
    assert [pattern.findall(text) for pattern in (far, near)] == [["拆这阀和那阀"], ["拆这阀"]]


def test_the_verb_is_marked() -> None:
    (pattern,) = _read([["把", {"clause": "5"}, {"verb": ["拆", "卸"]}]])
    found = pattern.search("把阀拆了")
    assert found is not None
    assert found["verb"] == "拆"


@pytest.mark.parametrize(
    "value",
    [
        "退",
        [],
        [""],
        [None],
        ["长" * 41],
        [["退", {"within": "99"}]],
        [["退", {"within": "0"}]],
        [["退", {"clause": "6-2"}]],
        [["退", {"clause": "一"}]],
        [["退", {"nearest": "1-6"}]],
        [["退", {"clause": "3", "over": "。"}]],
        [["退", {"clause": "3", "without": ""}]],
        [["退", {"clause": "3", "nearest": "3"}]],
        [["退", {"within": "3", "without": "费"}]],
        [["退", {"class": "any"}]],
        [["退", {"regex": ".*"}]],
        [["退", {}]],
        [["退", {"one_of": ["a"]}]],
        [["退", {"one_of": "字" * 41}]],
        [["退", {"set": "没有这组"}]],
        [["退", {"repeat": []}]],
        [["退", {"repeat": [["退", {"maybe": ["费"]}]]}]],
        [["退", {"repeat": [{"repeat": ["费"]}]}]],
        [["退", {"any": [{"verb": ["费"]}]}]],
        [["退", {"verb": ["费"]}, {"verb": ["费"]}]],
        [["退", {"any": [{"any": [{"any": [{"any": ["费"]}]}]}]}]],
        [["退", {"within": "40"}, {"within": "40"}, {"within": "40"}]],
        [["退", {"within": "sentence"}, {"within": "sentence"}, "元"]],
        [[{"not_after": [{"class": "space"}]}, "退"]],
        [[{"not_after": []}, "退"]],
        [{"maybe": ["退"]}],
        [[{"clause": "5"}]],
        [[{"not_before": ["退"]}]],
    ],
)
def test_what_is_no_pattern_or_costs_too_much_is_refused(value: Value) -> None:
    assert _mistakes(value)


def test_a_mark_that_nobody_asks_for_is_refused() -> None:
    (mistake,) = _mistakes([[{"verb": ["退"]}]], may_mark=False)
    assert mistake.path == (0, 0, "verb")


def test_sets_that_grow_by_each_other_are_refused() -> None:
    names = [f"组{number}" for number in range(12)]
    sets: dict[str, Value] = {names[0]: ["字" * 40]}
    for before, name in pairwise(names):
        parts: list[Value] = [{"set": before} for _ in range(10)]
        sets[name] = [parts]
    mistakes = _mistakes([["退", {"set": names[-1]}]], sets)
    assert len(mistakes) == 1


def test_a_set_uses_only_those_before_it() -> None:
    sets: Value = {"甲": [{"set": "乙"}], "乙": [{"set": "乙"}], "丙": ["字"]}
    assert [m.path[:2] for m in _mistakes([{"set": "丙"}], sets)] == [("sets", "甲"), ("sets", "乙")]


def _slowest(text: str) -> float:
    """Seconds of this thread's own work that the slowest shipped act takes for `text`, at best of three."""
    acts = Checks().with_shipped().prohibited_acts or ()

    def taken(pattern: re.Pattern[str]) -> float:
        begin = time.thread_time()
        assert list(pattern.finditer(text)) is not None
        return time.thread_time() - begin

    return max(min(taken(pattern) for _ in range(3)) for act in acts for pattern in act.patterns)


@pytest.mark.parametrize(
    "half", ["用布漏点缠", "单元阀", "拆改拆", "放热冷", "到单元,阀拧", "把水", "过滤网洗"]
)
def test_twice_the_text_takes_about_twice_the_time(half: str) -> None:
    # What looks on to the end of the sentence grows with the square: four times. Anything worse is a catastrophe.
    short = half * (4_000 // len(half))
    ratios = [_slowest(short * 2) / _slowest(short) for _ in range(3)]
    assert min(ratios) < 6, ratios


def test_the_dearest_pattern_that_is_taken_stays_quick() -> None:
    (pattern,) = _read([["退", {"within": "40"}, {"within": "40"}, {"maybe": ["退"]}, {"within": "4"}, "元"]])

    def taken(signs: int) -> float:
        begin = time.thread_time()
        assert not pattern.search("退" * signs)
        return time.thread_time() - begin

    # The same at each place, so four times the places take four times as long; without bounds it would be a power of it.
    ratios = [taken(800) / max(taken(200), 1e-4) for _ in range(3)]
    assert min(ratios) < 10, ratios


def test_a_site_replaces_the_figures_of_repealed_law(tmp_path: Path) -> None:
    site = write(tmp_path / "site", {"checks/stale_law.yaml": _LAW.replace("十八度", "十六度")})
    law = load_content(write(tmp_path / "root", files()), site).checks.stale_law
    assert is_stale("室温十六度就行", law)
    assert not is_stale("室温十八度就行", law)


def test_a_site_replaces_the_prohibited_acts(tmp_path: Path) -> None:
    own = "acts:\n  - {name: 点炉子, source: 本地规定, patterns: [[点, {clause: 3}, 炉子]]}\n"
    site = write(tmp_path / "site", {"checks/prohibited_acts.yaml": own})
    acts = load_content(write(tmp_path / "root", files()), site).checks.prohibited_acts
    assert acts is not None
    assert [found.act for found in instructed_acts("您点个炉子,再放点水。", acts)] == ["点炉子"]


def test_every_mistake_of_a_file_is_told_with_its_place(tmp_path: Path) -> None:
    text = (
        "sets:\n"
        "  阀: [阀门, {one_off: 阀}]\n"
        "acts:\n"
        "  - name: 拆阀\n"
        "    patterns: [[拆, {set: 伐}]]\n"
        "  - name: 放水\n"
        "    source: 某条例\n"
        "    because: 危险\n"
        "    patterns:\n"
        "      - [放, {clause: 99}, 水]\n"
        "      - [{maybe: [放水]}]\n"
    )
    told = [(p.line, p.column, p.rule) for p in _told(tmp_path, "prohibited_acts.yaml", text)]
    assert told == [
        (2, 12, "bad-check"),
        (4, 5, "missing-key"),
        (5, 21, "bad-check"),
        (8, 5, "unknown-key"),
        (10, 14, "bad-check"),
        (11, 9, "bad-check"),
    ]


def test_a_faulty_file_is_told_with_its_place_and_the_shipped_one_holds(tmp_path: Path) -> None:
    broken = "patterns:\n  - 烫\n  - [冲, {witin: 3}, 水]\n"
    content = check_content(write(tmp_path, files({"checks/first_aid.yaml": broken})))
    (problem,) = [p for p in content.problems if p.file == "checks/first_aid.yaml"]
    assert (problem.rule, problem.line) == ("bad-check", 3)
    assert "within" in problem.message
    assert content.checks.first_aid is not None
    assert content.checks.first_aid.search("触电")


@pytest.mark.parametrize("text", ["", "- 退\n", "退\n", "patterns:\n", "patterns: 退\n", "patterns: []\n"])
@pytest.mark.parametrize("name", CHECK_FILES)
def test_a_file_of_another_shape_is_told(tmp_path: Path, name: str, text: str) -> None:
    assert _told(tmp_path, name, text)


def test_a_file_that_nothing_stands_in_for_is_told(tmp_path: Path) -> None:
    content = load_content(write(tmp_path, files()))
    assert list(missing_checks(content)) == []
    content.checks = Checks()
    told = {problem.file: problem.message for problem in missing_checks(content)}
    assert list(told) == [f"checks/{name}" for name in CHECK_FILES]
    assert all("请从程序自带的内容里拷回来" in message for message in told.values())


def test_an_unknown_check_file_is_told(tmp_path: Path) -> None:
    problems = check_content(write(tmp_path, files({"checks/other.yaml": "a: b\n"}))).problems
    assert [p.rule for p in problems if p.file == "checks/other.yaml"] == ["misplaced-file"]


def test_every_act_of_the_shipped_file_names_its_source() -> None:
    document = read_yaml((shipped_content() / "checks" / "prohibited_acts.yaml").read_bytes()).value
    assert isinstance(document, dict)
    assert isinstance(document["acts"], list)
    assert all(isinstance(act, dict) and act["source"] for act in document["acts"])


def test_the_example_of_the_readme_finds_what_it_says() -> None:
    readme = (shipped_content() / "README.md").read_text(encoding="utf-8")
    example = readme.split("## What the check knows of law")[1].split("```yaml\n")[1].split("```")[0]
    document = read_yaml(example.encode())
    checks = Checks()
    assert checks.take("prohibited_acts.yaml", document.value, Origin("README.md", document)) == []
    acts = checks.prohibited_acts or ()
    for told in ("您自己把滤网拆了。", "拆下您家的滤网。", "过滤网您卸了吧。"):
        assert [found.act for found in instructed_acts(told, acts)] == ["清洗过滤网"], told
    for fine in ("过滤网拆不下来。", "除污器旁边。"):
        assert list(instructed_acts(fine, acts)) == [], fine
