"""Codes on paper: stable for the same text, changed by any other, and safe against slips of the pen."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handbook.document.currency import (
    ALPHABET,
    Current,
    Outdated,
    Unknown,
    check_code,
    looks_like_code,
    make_code,
)
from handbook.model.emergency import CardOutcome
from handbook.model.fact import Fact, Whose
from handbook.model.handbook import Handbook
from handbook.model.kinds import LawStatus, Priority
from tests.helpers.sample import EMERGENCY, PROCEDURE, REGULATION, SAMPLE

CODE = make_code(PROCEDURE, SAMPLE)


def test_the_same_text_has_the_same_code() -> None:
    reviewed_again = replace(
        PROCEDURE, reviewed=date(2026, 12, 1), review_by=date(2027, 12, 1), asks=("别的说法",)
    )

    assert make_code(reviewed_again, SAMPLE) == CODE


def test_what_the_call_desk_alone_reads_outdates_no_sheet() -> None:
    steps = tuple(replace(step, facts=(Fact.SPREAD,), whose=Whose.UPSTAIRS) for step in PROCEDURE.steps)

    assert make_code(replace(PROCEDURE, steps=steps, demand="要求测温"), SAMPLE) == CODE


def test_the_code_of_a_card_changes_with_what_it_comes_to() -> None:
    outcome = CardOutcome(priority=Priority.P0, next_action="抢修关阀", owner="抢修班", follow_up="回拨")
    code = make_code(replace(EMERGENCY, outcomes=(outcome,)), SAMPLE)

    assert code != make_code(EMERGENCY, SAMPLE)
    assert code != make_code(replace(EMERGENCY, outcomes=(replace(outcome, owner="生产调度"),)), SAMPLE)


@pytest.mark.parametrize(
    "changed",
    [
        replace(PROCEDURE, title="散热器下凉"),
        replace(PROCEDURE, steps=PROCEDURE.steps[1:]),
        replace(PROCEDURE, steps=(replace(PROCEDURE.steps[0], killer=True), *PROCEDURE.steps[1:])),
        replace(PROCEDURE, outcomes=(replace(PROCEDURE.outcomes[0], say="改了。"),)),
    ],
)
def test_any_change_of_the_text_changes_the_code_and_outdates_the_old_one(changed: object) -> None:
    now = replace(SAMPLE, procedures=(changed,))  # type: ignore[arg-type]
    found = check_code(CODE, now)

    assert isinstance(found, Outdated)
    assert [entry.id for entry in found.entries] == [PROCEDURE.id]


def test_a_changed_site_value_outdates_the_sheets_that_print_it() -> None:
    values = tuple(replace(value, value="99") for value in SAMPLE.values)

    assert isinstance(check_code(CODE, replace(SAMPLE, values=values)), Outdated)


def test_a_repealed_article_outdates_the_sheets_that_rest_on_it() -> None:
    repealed = replace(REGULATION, status=LawStatus.REPEALED)

    assert isinstance(check_code(CODE, replace(SAMPLE, regulations=(repealed,))), Outdated)


def test_a_print_of_the_words_outdates_no_sheet() -> None:
    printed = replace(REGULATION, text_print="0123456789abcdef")

    assert make_code(printed, SAMPLE) == make_code(REGULATION, SAMPLE)


def test_a_sentence_on_an_articles_being_in_force_outdates_the_sheets_that_rest_on_it() -> None:
    unsure = replace(REGULATION, status=LawStatus.UNKNOWN)
    book = replace(SAMPLE, regulations=(unsure,))
    noted = replace(SAMPLE, regulations=(replace(unsure, status_note="按 2021 年文本"),))

    assert make_code(PROCEDURE, noted) != make_code(PROCEDURE, book)


@pytest.mark.parametrize(
    "typed",
    [
        CODE,
        CODE.lower(),
        CODE.replace("-", ""),
        f" {CODE} ",
        CODE.replace("-", "—"),
        "".join(chr(ord(c) + 0xFEE0) for c in CODE),
    ],
)
def test_a_code_is_read_however_it_is_typed(typed: str) -> None:
    assert looks_like_code(typed)
    assert isinstance(check_code(typed, SAMPLE), Current)


def test_letters_that_look_like_figures_are_taken_for_them() -> None:
    for entry in SAMPLE:
        code = make_code(entry, SAMPLE)
        assert isinstance(check_code(code.replace("0", "O").replace("1", "I"), SAMPLE), Current)


@given(st.integers(0, 7), st.sampled_from(ALPHABET))
def test_one_wrong_character_is_told_from_an_outdated_sheet(place: int, letter: str) -> None:
    letters = CODE.replace("-", "")
    wrong = letters[:place] + letter + letters[place + 1 :]
    found = check_code(wrong, SAMPLE)

    assert (
        isinstance(found, Current) if wrong == letters else found == Unknown(f"{wrong[:4]}-{wrong[4:]}", True)
    )


def test_two_swapped_characters_are_told() -> None:
    letters = CODE.replace("-", "")
    for at in range(7):
        swapped = letters[:at] + letters[at + 1] + letters[at] + letters[at + 2 :]
        if swapped != letters:
            assert isinstance(check_code(swapped, SAMPLE), Unknown)


def test_the_code_of_an_entry_that_is_gone_is_unknown() -> None:
    gone = make_code(EMERGENCY, SAMPLE)

    assert check_code(gone, replace(SAMPLE, emergency=())) == Unknown(gone, False)


@given(st.text(max_size=20))
def test_whatever_is_typed_has_an_answer(text: str) -> None:
    check_code(text, SAMPLE)

    assert looks_like_code(text) in (True, False)


def test_ordinary_searches_are_no_codes() -> None:
    assert not any(
        map(looks_like_code, ["上热下凉", "srxl", "第三十六条", "18度", "12345", "20211029", "shangre"])
    )


def test_codes_of_the_shipped_entries_are_all_different_and_current(book: Handbook) -> None:
    codes = {make_code(entry, book): entry for entry in book}

    assert len(codes) == len(book)
    for code, entry in codes.items():
        assert check_code(code, book) == Current(code, entry)
