"""The gate finds what it is for in words that nobody had seen when it was written: nine of ten for each rule."""

from pathlib import Path

import pytest

from tests.unit.content.content_sample import problems_of
from tests.unit.content.unseen_wordings import UNSEEN, Unseen

LEAST = 9


def _name(unseen: Unseen) -> str:
    return "+".join(unseen.rules)


@pytest.mark.parametrize("unseen", UNSEEN, ids=_name)
def test_nine_of_ten_are_found(unseen: Unseen, tmp_path: Path) -> None:
    assert len(unseen.changes) == 10
    missed = [
        change
        for number, change in enumerate(unseen.changes)
        if not any(
            problem.rule in unseen.rules
            for problem in problems_of(tmp_path / str(number), {unseen.file: change})
        )
    ]
    assert len(unseen.changes) - len(missed) >= LEAST, missed
