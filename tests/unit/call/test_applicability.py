"""Which steps apply: a table of named branches."""

import pytest

from handbook.call.state.applicability import Applicability, applicability
from handbook.model.step import Answer, Step
from tests.unit.call.samples import ask, do

A, O, X = Applicability.APPLIES, Applicability.OPEN, Applicability.EXCLUDED  # noqa: E741

BRANCHING = (
    ask("a", "甲?", "一", "二", Answer(label="停", outcome="end")),
    ask("b", "乙?", "三", "四", when={"a": ("一",)}),
    do("c", "丙", when={"b": ("三",)}),
    do("d", "丁", when={"a": ("一", "二"), "b": ("四",)}),
    do("e", "戊"),
)


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        pytest.param({}, (A, O, O, O, A), id="nothing answered"),
        pytest.param({"a": "一"}, (A, A, O, O, A), id="first branch opens its question"),
        pytest.param({"a": "二"}, (A, X, X, X, A), id="what hangs on an excluded step is excluded"),
        pytest.param({"a": "一", "b": "三"}, (A, A, A, X, A), id="one leaf"),
        pytest.param({"a": "一", "b": "四"}, (A, A, X, A, A), id="the other leaf, two conditions"),
        pytest.param({"a": "停"}, (A, X, X, X, X), id="an outcome ends the list"),
        pytest.param({"a": "停", "b": "三"}, (A, X, X, X, X), id="later answers do not bring it back"),
        pytest.param({"b": "三"}, (A, O, O, X, A), id="answered ahead of its turn waits"),
        pytest.param(
            {"a": "二", "b": "三"}, (A, X, X, X, A), id="answer of an excluded step counts for nothing"
        ),
    ],
)
def test_branches(answers: dict[str, str], expected: tuple[Applicability, ...]) -> None:
    assert tuple(applicability(BRANCHING, answers).values()) == expected


def test_outcome_in_an_excluded_step_does_not_end_the_list() -> None:
    steps: tuple[Step, ...] = (
        ask("a", "甲?", "一", "二"),
        ask("b", "乙?", Answer(label="停", outcome="end"), "走", when={"a": ("一",)}),
        do("c", "丙"),
    )
    assert applicability(steps, {"a": "二", "b": "停"})["c"] is A


def test_a_condition_on_an_unknown_step_stays_open() -> None:
    assert applicability((do("c", "丙", when={"gone": ("一",)}),), {}) == {"c": O}
