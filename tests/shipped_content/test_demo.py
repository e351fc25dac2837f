"""The demo company laid over a handbook: what it fills, what it leaves alone, and its mark at every place that shows it."""

import html
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from handbook.content.demo_company import demo_values
from handbook.content.loader import load_content
from handbook.document.compose import compose_entry, entry_blocks
from handbook.document.currency import make_code
from handbook.document.wording import not_for_callers
from handbook.document.words import DEMO_OR_UNSURE, DEMO_REFUSED, OLD_DEMO_REFUSED
from handbook.model.assumed import texts_of
from handbook.model.demo import demo_keys, given_by_company, with_demo
from handbook.model.emergency import EmergencyCard
from handbook.model.entry import Entry
from handbook.model.handbook import Handbook
from handbook.model.kinds import ValueScope
from handbook.model.procedure import Procedure
from handbook.model.reckoning import OF_SUMS
from handbook.model.text import DEMO, TYPICAL, gaps, holds_demo
from handbook.render.colours import LIGHT
from handbook.render.entry_page import caller_words, render_entry
from handbook.render.page import PageStyle
from handbook.render.welcome import render_welcome
from handbook.ui.call.pinning import pinned_copy
from handbook.ui.search.rows import rows_of_entries
from handbook.upkeep.company_sections import wanted_of
from handbook.upkeep.value_checks import judged
from tests.helpers.demo import TOKENS, laid_over, shows_demo, unmarked

TODAY = date(2026, 11, 28)
REGIONS = ("harbin", "taian")
"""One that gives all values of a city, one that gives few."""


@pytest.fixture(scope="module", params=REGIONS)
def read(request: pytest.FixtureRequest, repository: Path) -> Handbook:
    """The shipped content in a region."""
    return load_content(repository / "content", None, request.param).handbook


@pytest.fixture(scope="module")
def demo(read: Handbook) -> Handbook:
    return laid_over(read)


def surfaces(entry: Entry, handbook: Handbook) -> Iterator[str]:
    """Every text that some surface makes of an entry."""
    page = render_entry(entry, handbook, PageStyle(LIGHT, 1.0))
    yield html.unescape(re.sub(r"<[^>]*>", "", page.html))
    yield from page.copies.values()
    yield caller_words(entry, handbook)
    yield from texts_of(compose_entry(entry, handbook, TODAY))
    yield from texts_of(entry_blocks(entry, handbook))
    if isinstance(entry, Procedure | EmergencyCard):
        yield from texts_of(pinned_copy(entry, handbook))


def test_no_surface_of_any_entry_shows_a_value_without_its_mark(demo: Handbook) -> None:
    shown = 0
    for entry in demo:
        for text in surfaces(entry, demo):
            assert unmarked(text) == [], entry.id
            shown += shows_demo(text)
    assert shown > 50


def test_every_page_says_it_whether_or_not_it_shows_a_value(demo: Handbook) -> None:
    for entry in demo:
        assert "现在放着示例公司" in render_entry(entry, demo, PageStyle(LIGHT, 1.0)).html, entry.id
        assert holds_demo(compose_entry(entry, demo, TODAY).content_version)
    assert "现在放着示例公司" in render_welcome(demo, PageStyle(LIGHT, 1.0)).html


def test_a_page_of_a_real_company_says_nothing_of_it(read: Handbook) -> None:
    for entry in read:
        assert "示例公司" not in render_entry(entry, read, PageStyle(LIGHT, 1.0)).html
    assert DEMO not in read.edition


def test_only_what_nobody_gave_is_invented_and_never_law(read: Handbook, demo: Handbook) -> None:
    for before, after in zip(read.values, demo.values, strict=True):
        if after != before:
            assert not before.value
            assert before.scope in (ValueScope.COMPANY, ValueScope.CITY)
            assert after.value.startswith(DEMO)
            assert after.figure is None  # no clock time is reckoned from it
    assert demo.is_demo
    assert not read.is_demo
    assert demo.revision == read.revision  # its index holds


def test_a_card_for_a_danger_keeps_its_way_out(read: Handbook, demo: Handbook) -> None:
    """打消防电话 119 is not pushed out by a number that nobody answers."""
    assert "gas_emergency" in demo_values()
    assert "gas_emergency" not in demo_keys(read, demo_values())
    for card in read.emergency:
        before = list(texts_of(pinned_copy(card, read)))
        after = list(texts_of(pinned_copy(card, demo)))
        changed = [(a, b) for a, b in zip(before, after, strict=False) if a != b]
        for old, new in changed:
            assert "119" not in old or "119" in new


def test_sentences_that_hold_a_value_are_not_for_callers(demo: Handbook) -> None:
    """Also a part of one that bears no mark: whoever selects half of a number."""
    found = 0
    for entry in demo:
        for line in caller_words(entry, demo).splitlines():
            if shows_demo(line):
                found += 1
                assert demo.assumed.gave(line, entry.id)
    assert found > 5
    spoken = next(e for e in demo if "{{hotline}}" in "".join(texts_of(e)))
    assert demo.assumed.gave(TOKENS["hotline"][:3], spoken.id)


def test_search_rows_show_the_mark(demo: Handbook) -> None:
    for entry in demo:
        for row in rows_of_entries(demo, [entry]):
            assert unmarked(f"{row.title} {row.snippet}") == []


def test_codes_of_sheets_tell_a_sheet_of_the_demo_from_a_real_one(read: Handbook, demo: Handbook) -> None:
    entry = next(e for e in demo if shows_demo("".join(texts_of(compose_entry(e, demo, TODAY)))))
    assert make_code(entry, demo) != make_code(entry, read)


def test_a_company_with_values_of_its_own_is_known(read: Handbook) -> None:
    assert given_by_company(read, TOKENS) == ()
    values = tuple(replace(v, value="0451-5550 0100") if v.key == "hotline" else v for v in read.values)
    assert [v.key for v in given_by_company(replace(read, values=values), TOKENS)] == ["hotline"]


def test_the_shipped_demo_answers_what_a_region_leaves_open_and_cannot_be_taken_for_real(
    read: Handbook,
) -> None:
    demo = with_demo(read, demo_values())
    left = [v for v in demo.values if not v.value and v.scope in (ValueScope.COMPANY, ValueScope.CITY)]
    # Rules of sums are spoken by no card: without them a sum is refused by name, as it would be with invented ones.
    assert [v.key for v in left if v.key not in OF_SUMS] == ["gas_emergency"]
    for value in demo.values:
        if not holds_demo(value.value):
            continue
        assert not any(gaps(value.text))
        assert not value.text.endswith(TYPICAL)
        if value.label.endswith(("电话", "热线")):
            assert value.value.removeprefix(DEMO).startswith("0000-")
            assert not judged(value.value.removeprefix(DEMO), wanted_of(value)).is_fine
        assert not judged(value.value, wanted_of(value), value.unit).is_fine  # typed with its mark


def test_a_refusal_names_what_is_in_the_words(read: Handbook, demo: Handbook, repository: Path) -> None:
    assert not_for_callers(demo) == DEMO_REFUSED
    assert not_for_callers(read, f"打{DEMO}0000-0000 0001") == OLD_DEMO_REFUSED  # of a list of before
    nobody_chose = laid_over(load_content(repository / "content").handbook)
    assert not_for_callers(nobody_chose, f"打{DEMO}0000-0000 0001") == DEMO_REFUSED
    assert not_for_callers(nobody_chose, "退费按省条例") not in (DEMO_REFUSED, OLD_DEMO_REFUSED)
    assert not_for_callers(nobody_chose) == DEMO_OR_UNSURE
