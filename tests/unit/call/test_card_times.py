"""The times that bind a card: from its start, and from the word to the caller once it was given."""

from datetime import timedelta

from handbook.call.state.card_times import limits_of, said_first
from handbook.model.checklist import immediate_line
from handbook.model.kinds import StepKind
from handbook.model.step import Step
from tests.unit.call.samples import ask, emergency_card, outcome, pinned, procedure


def test_a_limit_runs_from_the_start_until_it_is_promised() -> None:
    told = Step(id="soon", kind=StepKind.SAY, text="师傅{{arrival}}到。", promises=("arrival",))
    made = pinned(
        procedure(told, ask("what", "怎么了?", "漏"), outcomes=(outcome("visit", promise="arrival"),))
    )
    begun = made.call.started
    before = limits_of(made.run().checklist, begun)
    assert [(one.by, one.is_promised) for one in before] == [(begun + timedelta(hours=2), False)]
    made.clock.advance(600)
    made.desk.tick(1, "soon")
    said = limits_of(made.run().checklist, begun, made.call, 1)
    assert [one.is_promised for one in said] == [True]
    assert said[0].by is not None
    assert said[0].by > begun + timedelta(hours=2)
    assert limits_of(made.run().checklist, begun, made.call, 2) == before


def test_which_boxed_lines_were_said_and_when() -> None:
    made = pinned(emergency_card())
    assert said_first(made.call, made.run()) == {}
    made.clock.advance(5)
    made.desk.say(1, immediate_line(1))
    assert said_first(made.call, made.run()) == {1: made.call.started + timedelta(seconds=5)}
