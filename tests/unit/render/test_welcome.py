"""The page before anything is read: the day, the digits, what belongs to the season; nothing that does not exist."""

from dataclasses import replace
from datetime import date

from handbook.model.handbook import Handbook
from handbook.model.kinds import Phase
from handbook.render.page import PageStyle
from handbook.render.plain_text import plain_text
from handbook.render.welcome import OF_PHASE, of_phase, render_welcome
from tests.helpers.sample import EMERGENCY, PROCEDURE, SAMPLE, VALUES

STYLE = PageStyle(today=date(2026, 11, 28))


def words(handbook: Handbook, phase: Phase | None = None) -> str:
    """What stands on the page, without blanks."""
    return "".join(plain_text(render_welcome(handbook, STYLE, phase).html).split())


def test_the_part_of_the_season_is_the_one_that_was_chosen_else_that_of_the_day() -> None:
    assert words(SAMPLE, Phase.START_UP).startswith("初供期，11月28日")
    dates = tuple(
        replace(VALUES[0], key=key, value=day, unit="")
        for key, day in (("season_start", "10 月 20 日"), ("season_end", "次年 4 月 20 日"))
    )
    assert words(replace(SAMPLE, values=dates)).startswith("严寒期，11月28日供热期10月20日到次年4月20日")
    assert words(replace(SAMPLE, values=())).startswith("11月28日")


def test_entries_of_the_season_that_matter_in_few_others_come_first() -> None:
    both = replace(PROCEDURE, id="proc-both", phases=(Phase.START_UP, Phase.DEEP_COLD))
    many = [replace(PROCEDURE, id=f"proc-{n}", phases=(Phase.DEEP_COLD,)) for n in range(OF_PHASE)]
    book = replace(SAMPLE, procedures=(both, *many))
    assert [entry.id for entry in of_phase(book, Phase.DEEP_COLD)] == [entry.id for entry in many]
    assert [entry.id for entry in of_phase(book, Phase.START_UP)] == ["proc-both"]


def test_every_card_with_a_digit_is_a_link() -> None:
    assert f'href="entry:{EMERGENCY.id}"' in render_welcome(SAMPLE, STYLE).html


def test_what_is_due_is_named_and_nothing_speaks_of_what_is_not() -> None:
    assert "到期待复核" not in words(SAMPLE)
    due = replace(PROCEDURE, review_by=date(2026, 11, 1))
    assert "到期待复核，照常能用" + PROCEDURE.title in words(replace(SAMPLE, procedures=(due,)))
