"""What helps a step: only what exists, tied to it, in a fixed order."""

from dataclasses import replace

from handbook.document.step_help import THIS_STEP, step_help
from handbook.document.words import CALM
from handbook.model.checklist import Checklist, make_checklist
from handbook.model.handbook import Handbook
from handbook.model.kinds import Audience, StepKind, Tone
from handbook.model.script import ScriptLine
from handbook.model.step import Answer, Step
from handbook.render.page import PageStyle
from handbook.render.step_help import render_step_help
from tests.helpers.sample import KNOWLEDGE, PROCEDURE, SAMPLE, SCRIPT

STEPS = (
    Step(id="hello", kind=StepKind.SAY, text="您好,我来查。"),
    Step(
        id="valve",
        kind=StepKind.ASK,
        text="入户阀门开着吗?",
        answers=(Answer(label="开着"), Answer(label="关着", entry=KNOWLEDGE.id)),
    ),
    Step(id="inner", kind=StepKind.SAY, text="内部的话。", audience=Audience.INTERNAL),
    Step(id="hold", kind=StepKind.SAY, text="阀门先别动。"),
    Step(id="far", kind=StepKind.ASK, text="家里几口人?", answers=(Answer(label="一"), Answer(label="二"))),
    Step(id="bye", kind=StepKind.SAY, text="再见。"),
)
ENTRY = replace(PROCEDURE, steps=STEPS, related=(SCRIPT.id, KNOWLEDGE.id), citations=())
ON_VALVE = ScriptLine(id="valve", situation="看阀门", variants={Tone.STANDARD: "阀门顺着管子是开。"})
OTHER = ScriptLine(id="other", situation="发票", variants={Tone.STANDARD: "发票在营业厅开。"})
INNER = ScriptLine(
    id="inner", situation="看阀门", audience=Audience.INTERNAL, variants={Tone.STANDARD: "阀门内部说法。"}
)


def book(*lines: ScriptLine, **more: object) -> Handbook:
    script = replace(SCRIPT, lines=lines or (OTHER, INNER, ON_VALVE))
    made = replace(SAMPLE, procedures=(ENTRY,), scripts=(script,))
    return replace(made, **more)  # type: ignore[arg-type]


def pinned() -> Checklist:
    return make_checklist(ENTRY, resolve=lambda text: text)


def every() -> set[str]:
    return {step.id for step in STEPS}


def test_sentences_around_the_step_come_first_and_internal_ones_never() -> None:
    found = step_help(pinned(), "valve", every(), book()).sentences
    assert [s.text for s in found][:3] == ["您好,我来查。", "阀门先别动。", "阀门顺着管子是开。"]
    assert [s.situation for s in found][:3] == [THIS_STEP, THIS_STEP, "看阀门"]
    assert not any("内部" in s.text for s in found)


def test_a_sentence_that_does_not_apply_is_not_offered() -> None:
    found = step_help(pinned(), "valve", every() - {"hold"}, book()).sentences
    assert "阀门先别动。" not in [s.text for s in found]


def test_of_scripts_that_speak_of_something_else_one_line_remains() -> None:
    found = step_help(pinned(), "far", every(), book(OTHER, ON_VALVE)).sentences
    assert [s.text for s in found] == ["阀门先别动。", "再见。", "发票在营业厅开。"]


def test_one_line_steadies_and_only_where_it_speaks_of_the_same() -> None:
    calm = replace(pinned(), calm=("我陪着您。", "别怕。"))
    found = step_help(calm, "valve", every(), book()).sentences
    assert [s.text for s in found if s.situation == CALM] == ["我陪着您。"]


def test_answers_lead_before_what_is_merely_related() -> None:
    related = step_help(pinned(), "valve", every(), book()).related
    assert related is not None
    assert related.items[0].rich[0].link == f"entry:{KNOWLEDGE.id}"
    assert len(related.items) == 2


def test_an_entry_that_left_the_handbook_leaves_its_own_sentences() -> None:
    found = step_help(pinned(), "valve", every(), Handbook())
    assert [s.text for s in found.sentences] == ["您好,我来查。", "阀门先别动。"]
    assert (found.picture, found.grounds, found.related) == (None, None, None)


def test_the_page_copies_each_sentence_and_says_where_there_is_nothing() -> None:
    page = render_step_help(step_help(pinned(), "valve", every(), book()), book(), PageStyle())
    assert page.copies["help-1"] == "阀门先别动。"
    assert page.html.index("可以这么说") < page.html.index("相关")
    empty = render_step_help(
        step_help(replace(pinned(), entry_id="proc-away"), "", (), Handbook()), Handbook(), PageStyle()
    )
    assert "没有现成的话" in empty.html
