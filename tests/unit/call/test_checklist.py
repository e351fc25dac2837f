"""The pinned copy: complete, filled in, and untouched by later changes."""

from dataclasses import replace

from handbook.model.checklist import Checklist, checklist_from_json, make_checklist
from handbook.model.kinds import Severity
from tests.unit.call.samples import (
    ask,
    checklist,
    do,
    emergency_card,
    pinned,
    poor_heat,
    procedure,
    resolve,
    seat,
)


def test_site_values_are_filled_in_everywhere() -> None:
    copy = checklist()
    assert copy.steps[8].text == "低于 20 ℃ 可以申请测温。"
    assert copy.outcomes[0].promise == "2 小时内到场"
    assert checklist(emergency_card()).takeover.endswith("96000")
    assert "{{" not in copy.to_json() + checklist(emergency_card()).to_json()


def test_conditions_follow_labels_that_hold_site_values() -> None:
    entry = procedure(
        ask("t", "多少度?", "低于 {{room_floor}}", "不低"),
        do("m", "约测温", when={"t": ("低于 {{room_floor}}",)}),
    )
    copy = checklist(entry)
    assert copy.steps[1].when == {"t": (copy.steps[0].answers[0].label,)}


def test_every_step_gets_an_id() -> None:
    ids = [step.id for step in checklist().steps]
    assert len(set(ids)) == len(ids)
    assert all(ids)


def test_json_round_trip_keeps_everything() -> None:
    for entry in (poor_heat(), emergency_card()):
        copy = checklist(entry)
        again = checklist_from_json(copy.to_json())
        assert again == copy
        assert again.digest == copy.digest


def test_severity_without_a_word_follows_the_kind() -> None:
    assert checklist(emergency_card()).severity is Severity.DANGER
    assert checklist(procedure(do("a", "甲"), severity=None)).severity is Severity.NORMAL


def test_new_content_never_reaches_an_open_run() -> None:
    made = pinned()
    before = made.run().checklist
    changed = replace(poor_heat(), title="新标题", steps=(do("other", "别的"),))
    made.desk.pin(make_checklist(changed, version="2026.12", revision="def", resolve=resolve))
    assert made.run(1).checklist == before
    assert made.run(1).checklist.version == "2026.11"
    assert made.run(2).checklist.version == "2026.12"


def test_equal_copies_are_stored_once() -> None:
    made = seat()
    for _ in range(3):
        made.desk.pin(checklist())
    assert len(made.store.rows("checklist")) == 1


def test_number_counts_from_one() -> None:
    copy: Checklist = checklist()
    assert copy.number("extent") == 1
    assert copy.number("pipes") == 2
