"""What one list of a call has learned another takes over: by declared fact and equal label, and nothing else."""

import pytest

from handbook.call.state.rules import FinishBlocked
from handbook.call.state.run import Mark
from handbook.model.fact import Fact, Whose
from handbook.model.step import Answer, ValueField
from tests.unit.call.samples import Seat, ask, checklist, emergency_card, later, outcome, pinned, procedure

POWER = (Fact.WATER_ON_POWER,)


def first(**more: object) -> Seat:
    return pinned(
        procedure(ask("power", "水碰到电了吗?", "碰到了", "没碰到", facts=POWER, killer=True, **more))
    )


def second(made: Seat, *labels: str | Answer, **more: object) -> None:
    given: dict[str, object] = {"facts": POWER, "killer": True} | more
    entry = procedure(
        ask("electric", "水碰着电没有?", *labels, **given), ask("next", "还有吗?", "有", "没有"), id="proc-b"
    )
    made.desk.pin(checklist(entry))


def test_a_key_answer_comes_along_and_is_read_again() -> None:
    made = first()
    later(made).answer(1, "power", "没碰到")
    second(made, "碰到了", "没碰到")
    state = made.run(2).state("electric")
    assert (state.answer, state.origin) == ("没碰到", 1)
    assert made.run(2).to_confirm == {"electric"}
    current = made.run(2).current
    assert current is not None and current.id == "electric"  # asked again before anything else
    later(made).answer(2, "next", "没有")
    with pytest.raises(FinishBlocked):
        made.desk.finish(2)
    later(made).reconfirm(2, "electric")
    assert made.run(2).to_confirm == frozenset()
    assert "从“散热器上热下凉”带来:没碰到" in made.desk.record()


def test_the_same_answer_once_more_says_that_it_still_holds() -> None:
    made = first()
    later(made).answer(1, "power", "没碰到")
    second(made, "碰到了", "没碰到")
    later(made).answer(2, "electric", "没碰到")
    assert made.run(2).to_confirm == frozenset()
    assert made.run(2).state("electric").origin == 0  # it is this list's own: no interruption brings it back
    current = made.run(2).current
    assert current is not None and current.id == "next"


def test_another_answer_replaces_it() -> None:
    made = first()
    later(made).answer(1, "power", "没碰到")
    second(made, "碰到了", "没碰到")
    later(made).answer(2, "electric", "碰到了")
    state = made.run(2).state("electric")
    assert (state.answer, state.origin) == ("碰到了", 0)
    assert made.run(1).state("power").answer == "没碰到"


@pytest.mark.parametrize(
    ("labels", "more"),
    [
        (("碰着了", "没碰着"), {}),
        (("碰到了", "没碰到"), {"facts": (Fact.GAS,)}),
        (("碰到了", "没碰到"), {"facts": ()}),
        (("碰到了", "没碰到"), {"whose": Whose.UPSTAIRS}),
        (("碰到了", Answer(label="没碰到", outcome="visit")), {}),
    ],
)
def test_nothing_else_comes_along(labels: tuple[str | Answer, ...], more: dict[str, object]) -> None:
    made = first()
    later(made).answer(1, "power", "没碰到")
    second(made, *labels, **more)
    assert made.run(2).state("electric").mark is Mark.OPEN


def test_a_measured_value_comes_along_with_its_place() -> None:
    room = ask("room", "多少度?", facts=(Fact.ROOM_TEMPERATURE,), value=ValueField(name="室温", unit="℃"))
    made = pinned(procedure(room))
    later(made).enter_value(1, "room", "16 度北卧室量的")
    made.desk.pin(checklist(procedure(room, id="proc-b", outcomes=(outcome("visit"),))))
    state = made.run(2).state("room")
    assert (state.value, state.place, state.mark) == ("16", "北卧室", Mark.VERIFIED)
    assert made.run(2).to_confirm == frozenset()


def test_a_list_that_was_given_up_teaches_nothing() -> None:
    made = first()
    later(made).answer(1, "power", "没碰到")
    made.desk.abandon(1, "按错了")
    second(made, "碰到了", "没碰到")
    assert made.run(2).state("electric").mark is Mark.OPEN


def test_a_restart_brings_it_back() -> None:
    made = first()
    later(made).answer(1, "power", "没碰到")
    second(made, "碰到了", "没碰到")
    made.desk.pin(checklist(emergency_card()))
    later(made).answer(1, "power", "碰到了")
    made.desk.undo(1)
    assert made.run(2).state("electric").answer == "没碰到"
