"""What many entries share stands once: reasons why a value cannot be measured, a call back, steps to use."""

from pathlib import Path

import pytest

from handbook.content.checking import check_content
from handbook.content.compiled import read_compiled, write_compiled
from handbook.content.loader import LoadedContent, load_content
from handbook.model.procedure import Procedure
from handbook.model.step import Step
from tests.unit.content.content_sample import VALUES, files, merged, write

PROC = "procedures/proc-sample.yaml"
CARD = "emergency/em-sample.yaml"
STANDING = """
steps:
  - id: frail
    kind: ask
    group: 不带过去的组名
    text: 家里有老人、婴幼儿或病人吗?
    killer: true
    answers:
      - {label: "有,屋里已很冷", entry: em-sample}
      - {label: 没有}
cannot_measure:
  - units: [℃]
    answers:
      - {label: 量不了(没有温度计), note: 上门时量}
      - {label: 量不了(不愿量), note: 上门时量}
  - answers: [{label: 读不了(够不着), note: 上门时读}]
not_yet: {label: "还没到时候,约好回拨", note: "要等{wait}"}
not_yet_go_on: {label: "还没到时候,先往下办", note: "要等{wait}"}
callback:
  id: callback
  title: 等结果
  responsible: [待查明]
  next_action: 到点回拨问结果
  owner: 接线坐席
  promise: p3_arrival
  priority: P3
  say: "{{p3_arrival}}我打给您。"
"""
_STEPS = """
steps:
  - {id: extent, kind: ask, group: 先问, text: 是只有一组这样吗?, topic: 范围, answers: [{label: 只有一组}, {label: 每组都这样, outcome: closed}]}
  - {id: pipes, kind: ask, text: 哪根热?, topic: 进回水管, answers: [{label: 进热回凉}, {label: 都凉}]}
"""


def _load(root: Path, steps: str = "", **more: str) -> LoadedContent:
    changes = {"standing.yaml": STANDING, PROC: _STEPS + steps} | {
        name.replace("__", "/") + ".yaml": text for name, text in more.items()
    }
    return check_content(write(root, files(changes)))


def _sample(content: LoadedContent) -> Procedure:
    found = content.handbook.get("proc-sample")
    assert isinstance(found, Procedure), content.problems
    return found


def _step(content: LoadedContent, name: str) -> Step:
    return next(step for step in _sample(content).steps if step.id == name)


def _labels(step: Step) -> list[str]:
    return [answer.label for answer in step.answers]


def _places(content: LoadedContent, rule: str) -> list[tuple[str, int]]:
    return [(p.file, p.line) for p in content.problems if p.rule == rule]


USE = "  - use: frail\n"
_TEMP = (
    "  - {id: temp, kind: ask, text: 屋里多少度?, value: {name: 室温, unit: ℃, minimum: -10, maximum: 40}}\n"
)
_AFTER = (
    '  - {id: after, kind: ask, text: "等一刻钟再摸,热了吗?", topic: 等后, wait: 一刻钟,'
    " answers: [{label: 热了}, {label: 没热}]}\n"
)


def test_a_measured_value_offers_reasons_why_not(tmp_path: Path) -> None:
    content = _load(tmp_path, USE + _TEMP)
    temp = _step(content, "temp")
    assert _labels(temp) == ["量不了(没有温度计)", "量不了(不愿量)"]
    assert [answer.note for answer in temp.answers] == ["上门时量", "上门时量"]
    assert temp.own_answers == ()
    assert content.problems == []


@pytest.mark.parametrize(
    ("value", "labels"),
    [
        ("{name: 天数, unit: 天, minimum: 0, maximum: 200}", []),
        ("{name: 门牌}", []),
        ("{name: 室温, unit: ℃, measured: false}", []),
        ("{name: 压力, unit: 兆帕}", ["读不了(够不着)"]),
        ("{name: 热表读数, measured: true}", ["读不了(够不着)"]),
    ],
)
def test_only_what_is_measured_offers_them(value: str, labels: list[str], tmp_path: Path) -> None:
    content = _load(tmp_path, USE + f"  - {{id: it, kind: ask, text: 是多少?, value: {value}}}\n")
    assert _labels(_step(content, "it")) == labels


def test_the_authors_own_reason_stays_alone(tmp_path: Path) -> None:
    own = "answers: [{label: 量不了(表坏了), outcome: closed}, {label: 凭手感}]"
    content = _load(tmp_path, USE + _TEMP.replace("text: 屋里多少度?", f"text: 屋里多少度?, {own}"))
    assert _labels(_step(content, "temp")) == ["量不了(表坏了)", "凭手感"]


def test_a_card_offers_them_too(tmp_path: Path) -> None:
    steps = "steps:\n  - {id: hurt, kind: ask, group: 接着问, text: 有没有人烫伤?, topic: 烫伤, answers: [{label: 有}, {label: 没有}]}\n"
    content = _load(tmp_path, USE, **{"emergency__em-sample": steps + _TEMP})
    (found,) = content.handbook.emergency
    assert _labels(found.steps[-1]) == ["量不了(没有温度计)", "量不了(不愿量)"]


def test_a_step_that_waits_leads_to_a_call_back(tmp_path: Path) -> None:
    content = _load(tmp_path, USE + _AFTER)
    *own, later = _step(content, "after").answers
    assert [a.label for a in own] == ["热了", "没热"]
    assert (later.label, later.outcome, later.note) == ("还没到时候,约好回拨", "callback", "要等一刻钟")
    outcome = _sample(content).outcome("callback")
    assert outcome is not None
    assert (outcome.owner, outcome.promise) == ("接线坐席", "p3_arrival")
    assert [p for p in content.problems if p.rule not in ("literal-figure",)] == []


@pytest.mark.parametrize("needed", ["killer: true, ", ""])
def test_a_wait_never_stands_in_the_way_of_a_ticket(needed: str, tmp_path: Path) -> None:
    minimum = "" if needed else "dispatch_minimum: [extent, pipes, after]\n"
    content = _load(tmp_path, USE + _AFTER.replace("wait:", f"{needed}wait:") + minimum)
    later = _step(content, "after").answers[-1]
    assert (later.label, later.outcome) == ("还没到时候,先往下办", "")
    assert _sample(content).outcome("callback") is None


def test_a_procedures_own_call_back_is_taken(tmp_path: Path) -> None:
    text = (
        merged(files()[PROC], _STEPS + USE + _AFTER)
        .replace("id: closed", "id: callback")
        .replace("outcome: closed", "outcome: callback")
    )
    content = _load(tmp_path, **{"procedures__proc-sample": text})
    assert [o.title for o in _sample(content).outcomes] == ["需要上门", "阀门没开"]


def test_a_used_step_is_the_shared_one_in_the_group_of_the_entry(tmp_path: Path) -> None:
    content = _load(tmp_path, USE)
    step = _step(content, "frail")
    assert (step.text, step.group, step.killer, step.is_standing) == (
        "家里有老人、婴幼儿或病人吗?",
        "",
        True,
        True,
    )
    assert [a.entry for a in step.answers] == ["em-sample", ""]
    assert _sample(content).dispatch_minimum == ("extent", "pipes", "frail")


def test_a_used_step_may_begin_a_group_and_have_a_condition(tmp_path: Path) -> None:
    content = _load(tmp_path, USE + "    group: 家里人\n    when: {pipes: [都凉]}\n")
    step = _step(content, "frail")
    assert (step.group, step.when) == ("家里人", {"pipes": ("都凉",)})


def test_an_unknown_step_is_told_at_its_line(tmp_path: Path) -> None:
    content = _load(tmp_path, "  - use: frial\n")
    (problem,) = [p for p in content.problems if p.rule == "unknown-use"]
    assert problem.file == PROC
    lines = files({PROC: _STEPS + "  - use: frial\n"})[PROC].splitlines()
    assert lines[problem.line - 1] == "  - use: frial"
    assert "frail" in problem.message
    assert content.handbook.get("proc-sample") is None


def test_a_used_step_is_not_changed_in_passing(tmp_path: Path) -> None:
    content = _load(tmp_path, USE + "    text: 别的话\n")
    (problem,) = [p for p in content.problems if p.rule == "unknown-key"]
    assert (problem.file, "text" in problem.message) == (PROC, True)


def test_a_condition_that_no_step_fits_is_told_where_it_is_used(tmp_path: Path) -> None:
    content = _load(tmp_path, USE + "    when: {nobody: [有]}\n")
    (problem,) = [p for p in content.problems if p.rule == "broken-when"]
    assert problem.file == PROC


def test_a_mistake_in_what_is_shared_is_told_once_and_where_it_stands(tmp_path: Path) -> None:
    changed = STANDING.replace("note: 上门时量", "note: 视情况检查").replace("label: 没有}", "label: 视情况}")
    twin = merged(files()[PROC], _STEPS + USE + _TEMP).replace("proc-sample", "proc-twin")
    content = _load(
        tmp_path,
        USE + _TEMP,
        standing=changed,
        **{"procedures__proc-twin": twin.replace("上热下凉", "上热下凉二")},
    )
    assert len(content.handbook.procedures) == 2
    line = changed.splitlines().index("      - {label: 视情况}") + 1
    assert _places(content, "answer-state") == [("standing.yaml", line)]


def test_an_unknown_value_in_what_is_shared_is_told_once(tmp_path: Path) -> None:
    content = _load(
        tmp_path,
        USE,
        standing=STANDING.replace("text: 家里有老人", 'text: "{{nowhere}}家里有老人').replace(
            "病人吗?", '病人吗?"'
        ),
    )
    assert [file for file, _ in _places(content, "unknown-value")] == ["standing.yaml"]


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        ("steps: [{kind: ask, text: 谁?, answers: [{label: 甲}, {label: 乙}]}]\n", "bad-standing"),
        ("cannot_measure: [{units: [℃], answers: []}]\n", "bad-standing"),
        ("not_yet: {lable: 还没到}\n", "unknown-key"),
        ("callback: {id: callback}\n", "missing-key"),
    ],
)
def test_a_bad_file_is_told_and_the_shipped_one_holds(change: str, rule: str, tmp_path: Path) -> None:
    root = write(tmp_path / "root", files({"standing.yaml": STANDING, PROC: _STEPS + USE + _TEMP}))
    site = write(tmp_path / "site", {"standing.yaml": change})
    content = check_content(root, site)
    assert {p.file for p in content.problems if p.rule == rule} == {"site:standing.yaml"}
    assert _labels(_step(content, "temp")) == ["量不了(没有温度计)", "量不了(不愿量)"]


def test_a_site_replaces_the_parts_it_has(tmp_path: Path) -> None:
    root = write(tmp_path / "root", files({"standing.yaml": STANDING, PROC: _STEPS + USE + _TEMP + _AFTER}))
    site = write(
        tmp_path / "site",
        {"standing.yaml": "cannot_measure: [{units: [℃], answers: [{label: 量不了(本地说法)}]}]\n"},
    )
    before, after = load_content(root), load_content(root, site)
    assert _labels(_step(after, "temp")) == ["量不了(本地说法)"]
    assert _labels(_step(after, "after")) == _labels(_step(before, "after"))
    assert _step(after, "frail") == _step(before, "frail")
    assert after.handbook.revision != before.handbook.revision


def test_the_compiled_copy_has_them(tmp_path: Path) -> None:
    content = _load(tmp_path / "content", USE + _TEMP + _AFTER)
    write_compiled(tmp_path / "copy.json", content.handbook, (), "now")
    read = read_compiled(tmp_path / "copy.json", "now")
    assert read is not None
    assert read.handbook.procedures == content.handbook.procedures


def test_without_the_file_a_step_that_waits_is_told(tmp_path: Path) -> None:
    content = check_content(write(tmp_path, files({PROC: _STEPS + _AFTER, "values.yaml": VALUES})))
    assert [file for file, _ in _places(content, "wait-no-answer")] == [PROC]


def test_a_literal_length_of_a_wait_is_told_at_the_step(tmp_path: Path) -> None:
    content = _load(tmp_path, USE + _AFTER.replace("wait: 一刻钟", "wait: 30 分钟"))
    assert {file for file, _ in _places(content, "literal-figure")} == {PROC}
