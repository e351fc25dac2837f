"""Sentences that are shown together with the step behind them: they hold nothing up, and unsaid they stay unsaid."""

import pytest

from handbook.call.state.call import CallerField
from handbook.call.state.run import Mark, Run
from handbook.model.checklist import make_checklist
from handbook.model.fact import Fact
from handbook.model.kinds import StepKind, WarningLevel
from handbook.model.step import Step
from tests.unit.call.samples import ask, do, later, procedure, seat

WARN = Step(id="hot", kind=StepKind.WARN, level=WarningLevel.CAUTION, text="管子可能烫")


def say(step_id: str, **more: object) -> Step:
    return Step(id=step_id, kind=StepKind.SAY, text=f"{step_id}说给用户", **more)  # type: ignore[arg-type]


def run_of(*steps: Step) -> Run:
    return Run(id=1, checklist=make_checklist(procedure(*steps), resolve=str))


def question(step_id: str, **more: object) -> Step:
    return ask(step_id, f"{step_id}怎么样?", "好", "坏", **more)


@pytest.mark.parametrize(
    ("steps", "attached"),
    [
        ((say("a"), question("q")), {"a": "q"}),
        ((say("a"), say("b"), do("d", "关阀")), {"a": "d", "b": "d"}),
        ((say("a"), WARN, question("q")), {"a": "q"}),
        ((question("q"), say("a")), {}),
        ((say("a"), say("b")), {}),
        ((say("a", killer=True), question("q")), {}),
        ((say("a"), question("q"), question("r")), {"a": "q"}),
    ],
)
def test_a_sentence_directly_before_a_step_is_shown_with_it(
    steps: tuple[Step, ...], attached: dict[str, str]
) -> None:
    assert run_of(*steps).attached == attached


def test_a_sentence_before_a_step_that_may_not_apply_is_a_step_of_its_own() -> None:
    run = run_of(question("q"), say("a"), do("d", "关阀", when={"q": ("坏",)}))
    assert run.attached == {}
    assert [step.id for step in run.counted] == ["q", "a"]


def test_it_holds_up_neither_the_current_step_nor_progress_nor_the_outcome() -> None:
    made = seat()
    found = procedure(say("a"), question("q"), say("b"), do("d", "关阀"))
    made.desk.pin(make_checklist(found, resolve=str))
    first = made.run().current
    assert first is not None
    assert (first.id, made.run().progress) == ("q", (0, 2))
    later(made).answer(1, "q", "好")
    second = made.run().current
    assert second is not None
    assert second.id == "d"
    later(made).tick(1, "d")
    run = made.run()
    assert (run.current, run.progress, run.deferred) == (None, (2, 2), ())
    assert run.reached_outcome is not None
    assert [step.id for step in run.unsaid] == ["a", "b"]
    later(made).finish(1)
    assert not made.run().is_open


def test_answering_never_ticks_it_and_saying_it_does() -> None:
    made = seat()
    made.desk.pin(make_checklist(procedure(say("a"), question("q")), resolve=str))
    later(made).answer(1, "q", "好")
    assert made.run().state("a").mark is Mark.OPEN
    assert "a说给用户" not in made.desk.preview_ticket().text
    later(made).tick(1, "a")
    assert made.run().state("a").mark is Mark.TICKED
    assert made.run().unsaid == ()


def test_going_back_to_a_step_goes_on_with_what_waits_and_not_with_a_sentence() -> None:
    made = seat()
    made.desk.pin(
        make_checklist(procedure(question("p"), say("a"), question("q"), do("d", "关阀")), resolve=str)
    )
    later(made).answer(1, "q", "好")
    later(made).move(1, "p")
    later(made).answer(1, "p", "好")
    current = made.run().current
    assert current is not None
    assert current.id == "d"


def test_its_place_is_that_of_the_step_it_is_shown_with() -> None:
    run = run_of(question("p"), say("a"), question("q"), WARN)
    assert [run.place_of(step.id) for step in run.checklist.steps] == [1, 2, 2, 0]


def test_sentences_before_a_step_that_the_call_knew_already_go_on_to_the_next_one() -> None:
    place = question_of_facts()
    steps = (say("a"), say("b"), place, question("q"), question("r"))
    waiting = run_of(*steps)
    assert waiting.attached == {"a": "place", "b": "place"}
    known = Run(
        id=1, checklist=waiting.checklist, known={Fact.ADDRESS: "花园街88号", Fact.PHONE: "13900000000"}
    )
    assert known.current is not None
    assert known.current.id == "q"
    assert known.attached == {"a": "q", "b": "q"}
    assert known.unsaid == ()


def test_what_was_said_before_it_does_not_come_again() -> None:
    made = seat()
    made.desk.pin(
        make_checklist(procedure(say("a"), say("b"), question_of_facts(), question("q")), resolve=str)
    )
    later(made).tick(1, "a")
    made.desk.enter_caller(CallerField.ADDRESS, "花园街88号")
    made.desk.enter_caller(CallerField.PHONE, "13900000000")
    assert made.run().attached == {"a": "place", "b": "q"}
    later(made).answer(1, "q", "好")
    assert [step.id for step in made.run().unsaid] == ["b"]


def question_of_facts() -> Step:
    return Step(id="place", kind=StepKind.ASK, text="地址、电话?", facts=(Fact.ADDRESS, Fact.PHONE))
