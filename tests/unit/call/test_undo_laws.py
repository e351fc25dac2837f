"""Whatever the agent does: undo takes it back exactly, redo brings it back exactly, and the store agrees."""

from collections.abc import Callable
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from handbook.call.desk import CallDesk
from handbook.call.journal import Journal
from handbook.call.state.call import Call, CallerField, fold
from handbook.call.state.events import Record, Redone, Undone
from handbook.call.state.rules import CallRefused
from handbook.call.state.undo import in_force
from handbook.model.emergency import EmergencyCard
from handbook.model.procedure import Procedure
from tests.unit.call.samples import Seat, checklist, cold_flat, emergency_card, later, poor_heat, seat

RUNS: dict[int, Procedure | EmergencyCard] = {1: poor_heat(), 2: emergency_card(), 3: cold_flat()}
STEPS = [(run, step.id) for run, entry in RUNS.items() for step in checklist(entry).steps]
LABELS = [
    (run, step.id, answer.label)
    for run, entry in RUNS.items()
    for step in checklist(entry).steps
    for answer in step.answers
]
Wish = Callable[[CallDesk], Call]
ABC = st.text("甲乙12 ", max_size=4)


def ticks(place: tuple[int, str]) -> Wish:
    return lambda desk: desk.toggle(*place)


def first_note(desk: CallDesk) -> int:
    """The oldest note of the call; 0 where there is none, which is refused."""
    assert desk.active is not None
    return next((note.seq for note in desk.active.notes), 0)


actions = st.one_of(
    st.sampled_from(STEPS).map(ticks),
    st.sampled_from(STEPS).map(lambda p: lambda desk: desk.untick(*p)),
    st.sampled_from(LABELS).map(lambda p: lambda desk: desk.answer(*p)),
    st.tuples(st.sampled_from(STEPS), ABC).map(lambda p: lambda desk: desk.enter_value(*p[0], p[1])),
    st.tuples(st.sampled_from(STEPS), ABC).map(lambda p: lambda desk: desk.skip(*p[0], p[1])),
    st.tuples(ABC, st.sampled_from([0, 1, 2])).map(lambda p: lambda desk: desk.add_note(*p)),
    ABC.map(lambda text: lambda desk: desk.change_note(first_note(desk), text)),
    st.tuples(st.sampled_from(CallerField), ABC).map(lambda p: lambda desk: desk.enter_caller(*p)),
    st.sampled_from([1, 2, 3]).map(lambda run: lambda desk: desk.reset(run)),
    st.sampled_from([1, 2, 3]).map(lambda run: lambda desk: desk.finish(run)),
    st.sampled_from([1, 2, 3]).map(lambda run: lambda desk: desk.abandon(run, "转走")),
    st.sampled_from(STEPS).map(lambda p: lambda desk: desk.reconfirm(*p)),
)
others = st.one_of(
    st.sampled_from(STEPS).map(lambda p: lambda desk: desk.move(*p)),
    st.sampled_from([1, 2, 3]).map(lambda run: lambda desk: desk.show(run)),
    st.just(lambda desk: desk.leave()),
    st.sampled_from([0, 1, 2, 3]).map(lambda run: lambda desk: desk.undo(run)),
    st.sampled_from([0, 1, 2, 3]).map(lambda run: lambda desk: desk.redo(run)),
    st.just(lambda desk: desk.dispatch("试")),
)
wishes: st.SearchStrategy[list[Wish]] = st.lists(st.one_of(actions, actions, others), max_size=25)


def worked(done: list[Wish]) -> Seat:
    made = seat()
    for entry in RUNS.values():
        made.desk.pin(checklist(entry))
    for wish in done:
        granted(made, wish)
    return made


def granted(made: Seat, wish: Wish) -> bool:
    """Whether the wish changed anything."""
    before = made.call
    try:
        wish(later(made))
    except CallRefused:
        return False
    return made.call is not before


def timeless(call: Call) -> Call:
    return replace(call, elapsed=0)


def scope(made: Seat) -> int:
    return journal_records(made)[-1]


def journal_records(made: Seat) -> list[int]:
    return [record.event.run for record in Journal(made.store).records(made.call.id)]


@given(wishes, actions)
@settings(deadline=None, max_examples=80)
def test_undo_is_the_inverse_of_every_action_and_redo_of_undo(done: list[Wish], wish: Wish) -> None:
    made = worked(done)
    before = timeless(made.call)
    if not granted(made, wish):
        return
    run, after = scope(made), timeless(made.call)
    made.desk.undo(run)
    assert timeless(made.call) == before
    made.desk.redo(run)
    assert timeless(made.call) == after
    assert not made.desk.can_redo(run)


@given(wishes)
@settings(deadline=None, max_examples=80)
def test_memory_is_the_fold_of_what_was_stored(done: list[Wish]) -> None:
    made = worked(done)
    journal = Journal(made.store)
    records = journal.records(made.call.id)
    assert fold(made.call.id, made.call.started, records, journal.checklist) == made.call
    assert [record.seq for record in records] == list(range(1, len(records) + 1))
    assert [record.elapsed for record in records] == sorted(record.elapsed for record in records)


@given(wishes)
@settings(deadline=None, max_examples=60)
def test_nothing_stays_in_steps_that_do_not_apply(done: list[Wish]) -> None:
    made = worked(done)
    for run in made.call.runs:
        assert {"不适用"}.isdisjoint(run.applicability[step].value for step in run.states)
        assert run.to_confirm <= run.states.keys()
        assert run.current is None or run.current.kind.can_be_ticked
        assert 0 <= run.progress[0] <= run.progress[1]


@given(wishes)
@settings(deadline=None, max_examples=60)
def test_undoing_everything_leaves_empty_runs_and_redoing_brings_all_back(done: list[Wish]) -> None:
    made = worked(done)
    full = timeless(made.call)
    counts = {run: undo_all(made, run) for run in (0, 1, 2, 3)}
    assert all(not run.states and run.is_open for run in made.call.runs)
    assert not made.call.notes
    for run, count in counts.items():
        for _ in range(count):
            made.desk.redo(run)
    assert timeless(made.call) == full


def test_undo_and_redo_without_anything_before_them_change_nothing() -> None:
    made = seat()
    made.desk.new_call()
    records = Journal(made.store).records(made.call.id)
    stray = [Record(2, made.call.started, 0, Undone()), Record(3, made.call.started, 0, Redone())]
    assert in_force([*records, *stray]) == records


def undo_all(made: Seat, run: int) -> int:
    count = 0
    while made.desk.can_undo(run):
        made.desk.undo(run)
        count += 1
    return count
