"""Every rule of the content check: what breaks it is found at its place, and the near miss is left alone."""

from pathlib import Path

import pytest

from handbook.content.checking import check_content
from handbook.model.problem import Gravity
from tests.unit.content.content_sample import files, problems_of
from tests.unit.content.rule_cases import CASES, RuleCase

BAD = [(case, change) for case in CASES for change in case.bad]
GOOD = [(case, change) for case in CASES for change in case.good]


def _name(value: object) -> str:
    return value.rule if isinstance(value, RuleCase) else ""


def test_the_sample_has_no_problem(tmp_path: Path) -> None:
    assert problems_of(tmp_path) == []


@pytest.mark.parametrize(("case", "change"), BAD, ids=_name)
def test_what_breaks_a_rule_is_found(case: RuleCase, change: str, tmp_path: Path) -> None:
    found = [p for p in problems_of(tmp_path, {case.file: change}) if p.rule == case.rule]

    assert [p.file for p in found] == [case.file] * len(found)
    assert found
    lines = files({case.file: change})[case.file].splitlines()
    for problem in found:
        assert 1 <= problem.line <= len(lines)
        assert 1 <= problem.column <= len(lines[problem.line - 1]) + 1
        assert problem.message


@pytest.mark.parametrize(("case", "change"), GOOD, ids=_name)
def test_a_near_miss_is_left_alone(case: RuleCase, change: str, tmp_path: Path) -> None:
    found = problems_of(tmp_path, {case.file: change})

    assert [str(p) for p in found if p.rule == case.rule] == []
    assert [
        str(p) for p in found if p.rule in ("unknown-key", "yaml-syntax", "wrong-type", "missing-key")
    ] == []


def test_the_place_is_exact(tmp_path: Path) -> None:
    change = "steps:\n  - id: extent\n    kind: ask\n    group: 先问\n    text: 好吗?\n    answers:\n      - {label: 好}\n      - {label: 视情况}\n"
    (found,) = [
        p
        for p in problems_of(tmp_path, {"procedures/proc-sample.yaml": change + "dispatch_minimum: []"})
        if p.rule == "answer-state"
    ]
    line = files({"procedures/proc-sample.yaml": change})["procedures/proc-sample.yaml"].splitlines()[
        found.line - 1
    ]
    assert line[found.column - 1 :].startswith("label: 视情况")
    assert found.entry_id == "proc-sample"


ADVICE = {
    ("group-large", "emergency"),
    ("condition-first", "procedures"),
    ("step-too-long", "procedures"),
    ("literal-figure", "knowledge"),
    ("few-asks", "knowledge"),
}
BLOCKS = {
    "immediate-lines",
    "immediate-form-field",
    "immediate-reading-time",
    "group-too-large",
    "one-action",
    "answer-state",
    "warning-guards-nothing",
    "warning-level",
    "warning-in-step",
    "information-line",
    "card-end",
    "quoted-words",
    "unit-spelling",
    "prohibited-act",
    "literal-phone",
    "stale-law",
    "citation-not-in-force",
    "claim-without-text",
    "outcome-part",
    "no-owner",
    "no-source",
    "uncovered-row",
    "wait-missing",
    "wait-no-answer",
    "no-way-to-measure",
    "no-frail-question",
    "frail-not-killer",
    "leaves-cold-missing",
    "fact-asks-more",
    "fact-missing",
    "promise-unnamed",
    "promise-unspoken",
    "card-outcome",
    "hazard-length",
    "hazard-unfollowed",
    "hazard-undeclared",
    "killer-without-danger",
    "call-without-time",
    "rude-words",
    "spoken-hole",
    "no-priority",
    "act-contradicted",
    "act-unsaid",
    "unknown-act",
    "priority-too-low",
    "ambulance-priority",
    "note-raises-priority",
    "unknown-matter",
    "hazard-vague",
    "no-guide",
    "guide-empty",
    "guide-claim-without-basis",
    "guide-law-without-basis",
    "guide-basis-not-cited",
    "guide-usual-or-law",
}


@pytest.mark.parametrize(
    ("case", "change"), [c for c in BAD if c[0].rule in BLOCKS and "/" in c[0].file], ids=_name
)
def test_rules_of_the_gate_are_errors(case: RuleCase, change: str, tmp_path: Path) -> None:
    found = [p for p in problems_of(tmp_path, {case.file: change}) if p.rule == case.rule]
    assert {p.gravity for p in found} == {Gravity.ERROR}


def test_a_print_that_looks_like_a_temperature_is_read_as_none(tmp_path: Path) -> None:
    compared = (
        "verification: 已对照公开全文\ntext_date: 2021-01-22\ntext_source: 公开法律库甲(2026-10)\n"
        'text_print: "018c7c00007cf18c"'
    )
    assert problems_of(tmp_path, {"regulations/reg-in-force.yaml": compared}) == []


def test_an_article_of_unknown_force_is_a_ground_only_with_the_sentence_that_says_as_of_when(
    tmp_path: Path,
) -> None:
    cited = {"procedures/proc-sample.yaml": "citations: [reg-unverified]"}
    note = {"regulations/reg-unverified.yaml": "status_note: 按 2021 年文本,此后有无修改未核"}
    without = problems_of(tmp_path / "without", cited)
    assert [p.rule for p in without if p.gravity is Gravity.ERROR] == ["citation-not-in-force"]
    assert problems_of(tmp_path / "with", cited | note) == []
    repealed = {"procedures/proc-sample.yaml": "citations: [reg-repealed]"}
    assert "citation-not-in-force" in {p.rule for p in problems_of(tmp_path / "repealed", repealed)}


def test_a_long_step_blocks_a_card_and_advises_a_procedure(tmp_path: Path) -> None:
    cases = {c.file.split("/")[0]: c.bad[0] for c in CASES if c.rule == "step-too-long"}
    for folder, change in cases.items():
        (name,) = {c.file for c in CASES if c.rule == "step-too-long" and c.file.startswith(folder)}
        gravities = {
            p.gravity for p in problems_of(tmp_path / folder, {name: change}) if p.rule == "step-too-long"
        }
        assert gravities == {Gravity.ERROR if folder == "emergency" else Gravity.WARNING}


def test_a_fitting_site_value_is_named(tmp_path: Path) -> None:
    change = "not_for: [24 小时内已经报过的]"
    (found,) = [
        p
        for p in problems_of(tmp_path, {"procedures/proc-sample.yaml": change})
        if p.rule == "literal-figure"
    ]
    assert "{{p3_arrival}}" in found.message


def test_a_missing_coverage_file_is_one_problem(tmp_path: Path) -> None:
    problems_of(tmp_path)
    (tmp_path / "coverage.yaml").unlink()
    assert [p.rule for p in check_content(tmp_path).problems] == ["uncovered-row"]
