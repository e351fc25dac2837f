"""Sheets of entries that went: their code says what took their place."""

from dataclasses import replace

from handbook.document.composing import Composing
from handbook.document.currency import Merged, Outdated, check_code, make_code
from handbook.model.handbook import Handbook
from handbook.model.successor import Successor
from handbook.render.entry_page import render_entry
from handbook.ui.window.paper_codes import answer_code
from tests.helpers.sample import KNOWLEDGE, PROCEDURE, REGULATION, SAMPLE, SCRIPT

GONE = replace(SCRIPT, id="scr-gone")
BEFORE = replace(SAMPLE, scripts=(*SAMPLE.scripts, GONE))
WENT = Successor(id="scr-gone", into=SCRIPT.id, reason="两条说的是一件事")
AFTER = replace(SAMPLE, successors=(WENT,))


def test_the_code_of_a_sheet_that_went_names_what_took_its_place() -> None:
    code = make_code(GONE, BEFORE)

    assert check_code(code, AFTER) == Merged(code, SCRIPT, WENT.reason)
    answer = answer_code(code, AFTER)
    assert answer is not None
    assert answer.entry_ids == (SCRIPT.id,)
    assert f"已并入“{SCRIPT.title}”(两条说的是一件事)" in answer.words
    assert "已过期" in answer.words


def test_an_entry_that_lives_keeps_its_own_codes() -> None:
    code = make_code(replace(SCRIPT, title="旧的说法"), SAMPLE)
    assert check_code(code, AFTER) == Outdated(code, (SCRIPT,))


def test_a_row_makes_no_printed_sheet_outdated() -> None:
    assert [make_code(entry, AFTER) for entry in AFTER] == [make_code(entry, SAMPLE) for entry in SAMPLE]


def test_pages_name_and_link_what_took_the_place() -> None:
    names = {"proc-gone": PROCEDURE, "reg-gone": REGULATION}
    handbook: Handbook = replace(
        SAMPLE,
        successors=tuple(Successor(id=went, into=entry.id, reason="合并") for went, entry in names.items()),
    )
    composing = Composing(handbook)
    page = render_entry(
        replace(KNOWLEDGE, related=("proc-gone",), body="见 [这里](entry:proc-gone)。"), handbook
    )

    assert composing.title("proc-gone") == PROCEDURE.title
    assert REGULATION.citation in composing.article("reg-gone")[0].text
    assert PROCEDURE.title in page.html
    assert 'href="entry:proc-gone"' in page.html
    assert "未载入" not in page.html
