"""Sentences that tell the caller to do a prohibited act are found, near misses are left alone."""

from collections.abc import Iterator

import pytest

from handbook.content.checks import Checks
from handbook.content.rules.instructions import Instruction
from handbook.content.rules.instructions import instructed_acts as instructed_of
from tests.unit.content.caller_sentences import ALSO_INSTRUCTED, INSTRUCTED
from tests.unit.content.harmless_sentences import NOT_INSTRUCTED

_ACTS = Checks().with_shipped().prohibited_acts or ()


def instructed_acts(text: str) -> Iterator[Instruction]:
    return instructed_of(text, _ACTS)


@pytest.mark.parametrize(
    ("act", "text"), [(act, text) for act, texts in INSTRUCTED.items() for text in texts]
)
def test_an_instruction_is_found(act: str, text: str) -> None:
    assert act in {found.act for found in instructed_acts(text)}


@pytest.mark.parametrize("text", ALSO_INSTRUCTED)
def test_some_prohibited_act_is_found(text: str) -> None:
    assert list(instructed_acts(text))


@pytest.mark.parametrize("text", NOT_INSTRUCTED)
def test_a_near_miss_is_left_alone(text: str) -> None:
    assert [(found.act, found.words) for found in instructed_acts(text)] == []


def test_full_width_marks_change_nothing() -> None:
    assert list(instructed_acts("别着急\uff0c您放点水试试\uff01"))
    assert not list(instructed_acts("您先别放水\uff0c师傅马上到\uff01"))


@pytest.mark.parametrize("text", ["别着急。您放点水试试。", "过滤网堵了,您卸下来洗洗。"])
def test_the_words_stand_where_they_are_said_to(text: str) -> None:
    (found,) = instructed_acts(text)
    assert text[found.start :].startswith(found.words)
