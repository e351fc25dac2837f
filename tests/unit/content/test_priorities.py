"""The table that is shown holds the same matters as the one by which outcomes are checked."""

from pathlib import Path

import pytest

from handbook.content.checks import Checks
from handbook.model.kinds import Priority
from tests.unit.content.content_sample import KNOWLEDGE, LIFE, merged, problems_of

_FILE = "knowledge/kn-priority.yaml"


def _shown(change: dict[str, str] | None = None) -> str:
    table = Checks().with_shipped().priorities
    assert table is not None
    rows = {p.value: "、".join(m.name for m in table.matters if m.priority is p) for p in Priority}
    rows |= change or {}
    lines = "".join(f"  | {level} | {cell} | 派 | 时限 |\n" for level, cell in rows.items())
    head = f"id: kn-priority\nbody: |\n  | 级 | 什么样的 | 怎么派 | 时限 |\n  |---|---|---|---|\n{lines}"
    return merged(merged(LIFE, KNOWLEDGE), head)


def _told(tmp_path: Path, text: str) -> list[str]:
    return [p.message for p in problems_of(tmp_path, {_FILE: text}) if p.rule == "priority-table"]


def test_the_same_names_are_left_alone(tmp_path: Path) -> None:
    assert _told(tmp_path, _shown()) == []


@pytest.mark.parametrize("change", [{"P2": "漏但能控"}, {"P4": "咨询、账单、报停、更名、门锁坏"}])
def test_a_cell_that_differs_is_told(change: dict[str, str], tmp_path: Path) -> None:
    assert _told(tmp_path, _shown(change))
