"""Twenty calls played with the keyboard in the real window, wide and docked: everything that must be seen is seen."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.e2e.plays.clock import PlayedClock
from tests.e2e.plays.play import CRASH, WAIT, Act, Play, Step
from tests.e2e.plays.player import perform
from tests.e2e.plays.repertoire import PLAYS
from tests.e2e.plays.seen import found, keyboard_on_search, step_is
from tests.e2e.plays.stage import DOCK, WIDE, Layout, Stage


def played(play: Play, layout: Layout, program_folder: Path, home: Path) -> None:
    """Play the call from an empty desk on."""
    stage = Stage(program_folder, home, layout, PlayedClock(play.begins))
    try:
        perform(play, stage)
    finally:
        stage.close()


@pytest.mark.parametrize("layout", [WIDE, DOCK], ids=lambda layout: layout.name)
@pytest.mark.parametrize("play", PLAYS, ids=lambda play: play.name)
def test_play(qtbot: QtBot, play: Play, layout: Layout, program_folder: Path, user_home: Path) -> None:
    played(play, layout, program_folder, user_home)


@pytest.mark.slow
@pytest.mark.parametrize("is_docked", [False, True], ids=["wide", "dock"])
@pytest.mark.parametrize("play", PLAYS, ids=lambda play: play.name)
def test_play_in_large_dark_letters(
    qtbot: QtBot, play: Play, is_docked: bool, program_folder: Path, user_home: Path
) -> None:
    played(play, Layout("large", is_docked, "dark", 1.5), program_folder, user_home)


def test_what_is_not_seen_fails_the_play(qtbot: QtBot, program_folder: Path, user_home: Path) -> None:
    """The player must be able to fail, and must name the step and what was missed."""
    play = Play(
        "wrong", "错的", (Step("", "「漏水」", (keyboard_on_search(), found("缴费"), step_is("烫着"))),)
    )
    with pytest.raises(AssertionError, match=r"第 1 步") as failed:
        played(play, WIDE, program_folder, user_home)
    words = str(failed.value)
    assert "没有:选中的结果是“缴费”" in words
    assert "没有:当前步骤“烫着”" in words
    assert "键盘在搜索框" not in words


def test_the_plays_are_twenty_and_each_looks_at_every_step() -> None:
    assert len({play.name for play in PLAYS}) == len(PLAYS) == 20
    assert [step.heard for play in PLAYS for step in play.steps if not step.see] == []


def test_what_was_said_is_told_where_a_ticket_is_judged() -> None:
    """The facts stand in the docstring of the play: where, whom to ring, what happened, what was promised."""
    for play in PLAYS:
        for fact in ("地址:", "电话:", "承诺:"):
            assert any(line.startswith(fact) for line in play.facts), (play.name, fact)


def test_acts_are_read_as_they_are_written() -> None:
    step = Step("", f"Ctrl+K 「上热 下凉」 ↑ {WAIT} {CRASH} Enter")
    acts = list(step.acts())
    assert acts == [
        Act(key="Ctrl+K"),
        Act(words="上热 下凉"),
        Act(key="↑"),
        Act(key=WAIT),
        Act(key=CRASH),
        Act(key="Enter"),
    ]
    assert Play("", "", (step,)).strokes == 1 + 5 + 1 + 1
