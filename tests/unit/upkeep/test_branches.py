"""Every step and answer of a list has its place in the picture, and the end that is foreseen is the one that a call comes to."""

from dataclasses import replace
from datetime import datetime
from random import Random

import pytest

from handbook.call.state.applicability import Applicability, chosen_answer
from handbook.call.state.call import fold
from handbook.call.state.card_outcome import card_outcome
from handbook.call.state.events import Answered, AnyEvent, Pinned, Record, Ticked, ValueEntered
from handbook.call.state.rules import CallRefused
from handbook.call.state.run import Run
from handbook.model.checklist import Checklist
from handbook.model.emergency import EmergencyCard
from handbook.model.handbook import Handbook
from handbook.model.kinds import StepKind
from handbook.model.procedure import Procedure
from handbook.model.step import Answer, Step
from handbook.upkeep.branches import END, LeadKind, branches, exit_of, foreseen, way_to
from handbook.upkeep.trial import EndKind, begun, card_end_title, checklist_of, moved_to, sample_value

BEGAN = datetime(2026, 11, 28, 9, 0).astimezone()
SEQUENCES = 500


def lists(handbook: Handbook) -> tuple[Procedure | EmergencyCard, ...]:
    return (*handbook.procedures, *handbook.emergency)


def procedure(handbook: Handbook, *steps: Step) -> Procedure:
    """A shipped procedure with other steps."""
    entry = handbook.exact("proc-radiator-hot-top")
    assert isinstance(entry, Procedure)
    return replace(entry, steps=steps)


def ask(name: str, *labels: str, outcome: str = "", **when: tuple[str, ...]) -> Step:
    answers = tuple(Answer(label=label, outcome=outcome) for label in labels)
    return Step(id=name, kind=StepKind.ASK, text=f"{name}?", answers=answers, when=when)


def in_a_call(checklist: Checklist, events: list[AnyEvent]) -> Run:
    """The run as a call folds it from its records."""
    pinned = Pinned(run=1, digest=checklist.digest)
    records = [Record(n, BEGAN, n, event) for n, event in enumerate([pinned, *events], 1)]
    return fold(1, BEGAN, records, lambda _digest: checklist).run(1)


def test_every_step_and_answer_stands_there_once(shipped: Handbook) -> None:
    for entry in lists(shipped):
        picture = branches(entry, shipped)
        nodes = [*picture.nodes, *picture.unreachable]
        assert sorted(node.number for node in nodes) == list(range(1, len(entry.steps) + 1))
        assert [node.number for node in picture.nodes] == sorted(node.number for node in picture.nodes)
        exits = [(one.step, one.written) for node in nodes for one in node.exits if one.written]
        checklist = checklist_of(entry, shipped)
        known = [
            (step.id, answer.label)
            for step, written in zip(checklist.steps, entry.steps, strict=True)
            for answer in written.answers
        ]
        assert sorted(exits) == sorted(known)
        assert len({one.key for node in nodes for one in node.exits}) == sum(len(n.exits) for n in nodes)
        assert not any(one.is_missing for node in nodes for one in node.exits)
        assert picture.ends
        assert not picture.unreachable, f"{entry.id}: a step that nobody reaches"


def test_every_road_can_be_taken_and_ends_where_it_is_drawn(shipped: Handbook) -> None:
    for entry in lists(shipped)[::4]:
        picture, trial = branches(entry, shipped), begun(entry, shipped)
        for road in picture.roads:
            found = way_to(trial, road)
            assert found is not None, f"{entry.id}: {road.label}"
            if road.kind is LeadKind.MORE:
                assert found.answers[road.step] == road.written
            else:
                assert exit_of(picture, found.ending) == road


def test_what_is_foreseen_is_what_a_call_comes_to(shipped: Handbook) -> None:
    random = Random(20261128)
    everything = lists(shipped)
    kinds = set()
    for _ in range(SEQUENCES):
        entry = random.choice(everything)
        checklist = checklist_of(entry, shipped)
        trial, events = begun(entry, shipped), list[AnyEvent]()
        for _ in range(random.randint(0, len(checklist.steps))):
            run = in_a_call(checklist, events)
            open_steps = [s for s in run.applicable if run.applicability[s.id] is Applicability.APPLIES]
            in_order = [step for step in open_steps if not run.state(step.id).is_done and step.answers]
            if not in_order:
                break
            step = in_order[0]
            if step.value is not None and random.random() < 0.5:
                events.append(ValueEntered(run=1, step=step.id, text=sample_value(step.value)))
                trial = trial.enter(step.id, sample_value(step.value))
            else:
                label = random.choice(step.answers).label
                events.append(Answered(run=1, step=step.id, label=label))
                trial = trial.answer(step.id, label)
        run = in_a_call(checklist, events)
        end = foreseen(entry, trial.answers, shipped)
        assert end == replace(trial.ending, is_reached=end.is_reached)
        kinds.add(end.kind)
        led = chosen_answer(checklist.step_by_id[end.step], run.answers[end.step]) if end.step else None
        if end.kind is EndKind.ENTRY:
            assert run.leads_to(end.step)
            assert run.reached_outcome is None or not run.waiting
        elif end.kind is EndKind.OUTCOME:
            assert end.is_reached == (run.reached_outcome is not None)
            if led is not None:
                assert led.outcome == end.id
            outcome = run.reached_outcome or checklist.outcome(checklist.default_outcome)
            assert outcome is not None
            assert (end.id, end.title) == (outcome.id, outcome.title)
        else:
            card = card_outcome(run)
            assert card is not None
            assert end.title == card_end_title(card, checklist.title)
            assert end.card == card
    assert kinds == set(EndKind)


def test_conditions_and_the_answers_they_hang_on_are_told(shipped: Handbook) -> None:
    entry = shipped.exact("proc-radiator-hot-top")
    assert isinstance(entry, Procedure)
    picture = branches(entry, shipped)
    by_id = {node.step: node for node in picture.nodes}
    valve = by_id["valve"]
    assert [one.label for one in valve.roads] == ["有一个没开到头"]
    assert valve.roads[0].kind is LeadKind.MORE
    assert by_id["open"].condition == f"仅当第 {valve.number} 步“有一个没开到头”"
    assert str(by_id["open"].number) in valve.roads[0].title
    cause = by_id["cause"]
    assert cause.is_box
    assert [one.title for one in cause.roads][:2] == ["片里窝气", "流量小或有堵"]
    assert cause.roads[0].detail == "维修班 · P3"
    assert picture.ends[0].step == END
    assert picture.ends[0].title == "流量小或有堵"


def test_steps_that_nobody_reaches_stand_apart_and_say_why(shipped: Handbook) -> None:
    entry = procedure(
        shipped,
        ask("one", "甲", "乙"),
        ask("two", "丙", "丁", one=("甲",)),
        ask("torn", "戊", "己", one=("没有的",)),
        ask("lost", "戊", "己", gone=("甲",)),
        ask("clash", "戊", "己", two=("丙",), one=("乙",)),
        ask("early", "戊", "己", end=("庚",)),
        ask("end", "庚", "辛", outcome="air"),
        ask("late", "戊", "己"),
    )
    picture = branches(entry, shipped)
    assert [node.step for node in picture.nodes] == ["one", "two", "end"]
    why = {node.step: node.why_not for node in picture.unreachable}
    assert why == {
        "torn": "第 1 步没有“没有的”这个回答",
        "lost": "条件里的那一步没有了",
        "clash": "几个条件凑不到一起",
        "early": "条件里的第 7 步排在它后面",
        "late": "走到它以前,每个回答都已经有结论了",
    }
    assert picture.ends[0].is_idle


def test_a_branch_past_the_end_is_reached_where_the_end_is_passed_by(shipped: Handbook) -> None:
    entry = procedure(
        shipped,
        ask("one", "甲", "乙"),
        ask("end", "庚", "辛", outcome="air", one=("甲",)),
        ask("late", "戊", "己"),
    )
    picture = branches(entry, shipped)
    assert picture.unreachable == ()
    road = picture.ends[0]
    found = way_to(begun(entry, shipped), road)
    assert found is not None
    assert found.answers["one"] == "乙"


def test_a_trial_goes_step_by_step_and_back(shipped: Handbook) -> None:
    entry = shipped.exact("proc-radiator-hot-top")
    assert isinstance(entry, Procedure)
    trial = begun(entry, shipped)
    with pytest.raises(CallRefused):
        trial.tick()
    trial = trial.answer("extent", "楼上楼下也这样")
    assert trial.opened == "proc-neighbours-cold"
    assert trial.current is None
    assert trial.ending.kind is EndKind.ENTRY
    on = trial.tick()
    assert on.opened == ""
    assert on.current is not None
    assert on.current.id == "top"
    assert on.back() == trial
    assert trial.back().acts == ()
    assert on.answer("top", "烫手").ending.kind is EndKind.OUTCOME
    assert on.answer("top", "烫手").ending.title == "流量小或有堵"


def test_what_the_caller_would_give_is_as_good_as_given(shipped: Handbook) -> None:
    for entry in lists(shipped):
        trial = begun(entry, shipped)
        facts = [step for step in trial.checklist.steps if step.held_facts and not step.when]
        for _ in range(80):
            step = trial.current
            if trial.opened:
                trial = trial.come_back()
            elif step is None:
                break
            elif step.own_answers:
                on = [answer for answer in step.answers if not answer.outcome] or step.answers
                trial = trial.answer(step.id, on[0].label)
            elif step.value is not None:
                trial = trial.enter(step.id, sample_value(step.value))
            else:
                trial = trial.tick()
        assert trial.is_at_end
        if facts and not trial.ending.step:
            assert trial.run.state(facts[0].id).is_done


def test_what_was_done_is_done_again_in_a_changed_list(shipped: Handbook) -> None:
    entry = shipped.exact("proc-radiator-hot-top")
    assert isinstance(entry, Procedure)
    trial = begun(entry, shipped).answer("extent", "楼上楼下也这样").come_back().answer("top", "烫手")
    assert moved_to(trial, entry, shipped) == trial
    without = replace(entry, steps=entry.steps[1:])
    assert moved_to(trial, without, shipped).answers == {"top": "烫手"}


def test_ticks_are_events_of_a_run_and_nothing_else(shipped: Handbook) -> None:
    card = shipped.emergency[0]
    trial = begun(card, shipped)
    step = next(s for s in trial.checklist.steps if s.kind is StepKind.SAY)
    assert trial.run.states == {}
    run = in_a_call(trial.checklist, [Ticked(run=1, step=step.id)])
    assert run.state(step.id).is_done


def test_lists_that_make_no_sense_are_drawn_all_the_same(shipped: Handbook) -> None:
    random = Random(7)
    for _ in range(60):
        steps = []
        for number in range(random.randint(1, 45)):
            named = {f"s{random.randrange(number + 2)}" for _ in range(random.choice((0, 1, 2, 3)))}
            when = {
                name: tuple(random.sample(("甲", "乙", "丙", "丁"), random.randint(1, 2))) for name in named
            }
            outcome = "air" if random.random() < 0.3 else ""
            labels = random.sample(("甲", "乙", "丙", "丁", "甲"), random.randint(2, 4))
            step = ask(f"s{0 if random.random() < 0.03 else number}", *labels, outcome=outcome, **when)
            steps.append(step)
        entry = procedure(shipped, *steps)
        picture = branches(entry, shipped)
        assert len(picture.nodes) + len(picture.unreachable) == len(steps)
        trial = begun(entry, shipped)
        for road in picture.roads[:3]:
            way_to(trial, road)


def test_what_a_run_comes_to_is_never_called_unreachable(shipped: Handbook) -> None:
    random = Random(11)
    for _ in range(25):
        names = [f"s{number}" for number in range(12)]
        steps = []
        for number, name in enumerate(names):
            when = {names[random.randrange(number)]: ("甲",)} if number and random.random() < 0.6 else {}
            steps.append(ask(name, "甲", "乙", outcome="air" if random.random() < 0.2 else "", **when))
        entry = procedure(shipped, *steps)
        reached = {node.step for node in branches(entry, shipped).nodes}
        met = set()
        for _ in range(25):
            trial = begun(entry, shipped)
            while (step := trial.current) is not None:
                met.add(step.id)
                trial = trial.answer(step.id, random.choice(("甲", "乙")))
        assert met <= reached
