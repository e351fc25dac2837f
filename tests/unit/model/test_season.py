"""The season of a site says which part of it is on, every day of the year."""

from datetime import date, timedelta

import pytest

from handbook.model.handbook import Handbook
from handbook.model.kinds import Confidence, Phase, ValueScope
from handbook.model.season import Season, season_of
from handbook.model.site_value import SiteValue

HARBIN = Season((10, 20), (4, 20))


def values(start: str, end: str) -> Handbook:
    return Handbook(
        values=tuple(
            SiteValue(
                key=key,
                label=key,
                value=value,
                scope=ValueScope.CITY,
                source="公告",
                confidence=Confidence.HIGH,
            )
            for key, value in (("season_start", start), ("season_end", end))
        )
    )


@pytest.mark.parametrize(
    ("day", "phase"),
    [
        ("2026-09-19", Phase.SHUT_DOWN),
        ("2026-09-20", Phase.PRESSURE_TEST),
        ("2026-10-19", Phase.PRESSURE_TEST),
        ("2026-10-20", Phase.START_UP),
        ("2026-10-29", Phase.START_UP),
        ("2026-10-30", Phase.DEEP_COLD),
        ("2026-12-31", Phase.DEEP_COLD),
        ("2027-01-01", Phase.DEEP_COLD),
        ("2027-04-20", Phase.DEEP_COLD),
        ("2027-04-21", Phase.SHUT_DOWN),
    ],
)
def test_parts_of_the_year(day: str, phase: Phase) -> None:
    assert HARBIN.phase_on(date.fromisoformat(day)) is phase


@pytest.mark.parametrize("season", [HARBIN, Season((2, 29), (3, 1)), Season((1, 1), (12, 31))])
def test_every_day_has_a_part(season: Season) -> None:
    days = [date(2023, 1, 1) + timedelta(days=n) for n in range(1500)]
    assert {season.phase_on(day) for day in days} <= set(Phase)


def test_dates_as_sites_write_them() -> None:
    assert season_of(values("10 月 20 日", "次年 4 月 20 日")) == HARBIN
    assert season_of(values("11月15日", "3月15日")) == Season((11, 15), (3, 15))


@pytest.mark.parametrize(
    ("start", "end"), [("", "4 月 20 日"), ("10 月 20 日", "以公告为准"), ("13 月 1 日", "4 月 20 日")]
)
def test_what_is_no_date_suggests_nothing(start: str, end: str) -> None:
    assert season_of(values(start, end)) is None
    assert season_of(Handbook()) is None


def test_the_shipped_season_is_read(shipped: Handbook) -> None:
    assert season_of(shipped) == HARBIN
