"""A walk that was kept holds until the list leads elsewhere, and says so in a sentence."""

from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from handbook.content.person import Person
from handbook.model.handbook import Handbook
from handbook.model.procedure import Procedure
from handbook.model.step import Answer, Step
from handbook.upkeep.branches import branches, way_to
from handbook.upkeep.trial import Tried, begun
from handbook.upkeep.walks import FailureKind, Walk, WalkRefused, WalkShelf, failures, walk_of

NOW = datetime(2026, 11, 28, 9, 0).astimezone()
PERSON = Person("王敏", "wangmin")


def shelf(site: Path) -> WalkShelf:
    return WalkShelf(site, PERSON, lambda: NOW)


def file_of(site: Path, entry: Tried) -> Path:
    return site / ".workshop" / "walks" / f"{entry.id}.jsonl"


@pytest.fixture
def entry(shipped: Handbook) -> Procedure:
    found = shipped.exact("proc-radiator-hot-top")
    assert isinstance(found, Procedure)
    return found


def walk(entry: Procedure, handbook: Handbook, label: str = "有气,自己排不了") -> Walk:
    trial = begun(entry, handbook).answer("extent", "只有这一组").answer("cause", label)
    return walk_of(trial, "窝气")


def with_steps(entry: Procedure, **changed: Step | None) -> Procedure:
    steps = [changed.get(step.id, step) for step in entry.steps]
    return replace(entry, steps=tuple(step for step in steps if step is not None))


def test_a_walk_is_kept_and_taken_away(tmp_path: Path, shipped: Handbook, entry: Procedure) -> None:
    made = walk(entry, shipped)
    assert shelf(tmp_path).walks(entry.id) == ()
    kept = shelf(tmp_path).keep(made)
    assert (kept.by, kept.when) == ("王敏", NOW)
    assert shelf(tmp_path).walks(entry.id) == (kept,)
    assert kept.answers == {"extent": "只有这一组", "cause": "有气,自己排不了"}
    assert kept.end == "air"
    again = shelf(tmp_path).keep(walk(entry, shipped, "放过气还不热"))
    assert shelf(tmp_path).walks(entry.id) == (again,)
    shelf(tmp_path).remove(again)
    assert shelf(tmp_path).walks(entry.id) == ()


def test_a_torn_line_is_passed_over(tmp_path: Path, shipped: Handbook, entry: Procedure) -> None:
    first = shelf(tmp_path).keep(walk(entry, shipped))
    with file_of(tmp_path, entry).open("ab") as file:
        file.write('{"type":"kept","entry":"proc-rad\xe4'.encode("latin-1"))
    other = shelf(tmp_path).keep(replace_name(walk(entry, shipped), "另一条"))
    assert shelf(tmp_path).walks(entry.id) == (first, other)


def replace_name(one: Walk, name: str) -> Walk:
    return Walk(
        entry=one.entry,
        name=name,
        answers=one.answers,
        end_kind=one.end_kind,
        end=one.end,
        end_title=one.end_title,
    )


def test_what_cannot_be_kept_is_refused_in_words(tmp_path: Path, shipped: Handbook, entry: Procedure) -> None:
    made = walk(entry, shipped)
    with pytest.raises(WalkRefused, match="名字"):
        shelf(tmp_path).keep(replace_name(made, "  "))
    with pytest.raises(WalkRefused, match="还没有回答"):
        shelf(tmp_path).keep(walk_of(begun(entry, shipped), "空的"))
    outside = Walk(entry="../x", name="甲", answers={"a": "b"}, end_kind=made.end_kind, end="", end_title="")
    with pytest.raises(WalkRefused):
        shelf(tmp_path).keep(outside)
    assert list(tmp_path.iterdir()) == [] or not list(tmp_path.glob("**/*.jsonl"))
    (tmp_path / "site").write_text("a file stands in the way")
    with pytest.raises(WalkRefused, match="没有记下"):
        shelf(tmp_path / "site").keep(made)


def test_walks_through_every_road_hold_as_long_as_nothing_changes(shipped: Handbook) -> None:
    entries: tuple[Tried, ...] = (*shipped.procedures[::9], *shipped.emergency[::4])
    for entry in entries:
        start = begun(entry, shipped)
        walks = []
        for road in branches(entry, shipped).roads:
            found = way_to(start, road)
            assert found is not None
            if found.answers:
                walks.append(walk_of(found, road.label))
        assert walks
        assert failures(entry, shipped, walks) == ()


def test_a_walk_that_leads_elsewhere_says_where(shipped: Handbook, entry: Procedure) -> None:
    kept = walk(entry, shipped)
    cause = next(step for step in entry.steps if step.id == "cause")
    answers = (replace(cause.answers[0], outcome="solved"), *cause.answers[1:])
    changed = with_steps(entry, cause=replace(cause, answers=answers))
    [failure] = failures(changed, shipped, [kept])
    assert failure.kind is FailureKind.ELSEWHERE
    assert failure.sentence == "用例“窝气”走到“开阀或放气后已热”,记的是“片里窝气”。"
    assert failure.step == "cause"


def test_a_walk_whose_answer_is_gone_says_so(shipped: Handbook, entry: Procedure) -> None:
    kept = walk(entry, shipped)
    cause = next(step for step in entry.steps if step.id == "cause")
    renamed = replace(cause, answers=(Answer(label="窝气", outcome="air"), *cause.answers[1:]))
    [failure] = failures(with_steps(entry, cause=renamed), shipped, [kept])
    assert failure.kind is FailureKind.GONE
    assert "没有了" in failure.sentence
    assert "有气,自己排不了" in failure.sentence
    assert failure.step == "cause"
    [failure] = failures(with_steps(entry, extent=None), shipped, [kept])
    assert failure.kind is FailureKind.GONE
    assert failure.step == ""


def test_a_new_name_within_or_another_value_of_the_site_breaks_nothing(
    shipped: Handbook, entry: Procedure
) -> None:
    trial = begun(entry, shipped)
    cold = next(step for step in trial.checklist.steps if step.id == "cause").answers[5].label
    kept = walk_of(trial.enter("temp", "12").answer("cause", cold), "很冷")
    assert kept.answers == {"temp": "12", "cause": "屋里不到{{very_cold_below}}"}
    values = tuple(
        replace(value, value="10 ℃") if value.key == "very_cold_below" else value for value in shipped.values
    )
    assert failures(entry, replace(shipped, values=values), [kept]) == ()
    cause = next(step for step in entry.steps if step.id == "cause")
    answers = tuple(
        replace(answer, outcome="icy" if answer.outcome == "cold" else answer.outcome)
        for answer in cause.answers
    )
    outcomes = tuple(replace(o, id="icy") if o.id == "cold" else o for o in entry.outcomes)
    renamed = replace(with_steps(entry, cause=replace(cause, answers=answers)), outcomes=outcomes)
    assert failures(renamed, shipped, [kept]) == ()


def test_walks_of_other_entries_are_no_matter(shipped: Handbook, entry: Procedure) -> None:
    assert failures(shipped.procedures[0], shipped, [walk(entry, shipped)]) == ()
