"""Entries that said the same became one: whoever comes by an old id, in any region, stands before the one that stayed."""

from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from handbook.content.loader import LoadedContent, load_content
from handbook.document.currency import Merged, check_code, make_code
from handbook.model.emergency import EmergencyCard
from handbook.model.problem import Gravity
from handbook.model.procedure import Procedure
from tests.shipped_content.golden import BLIND, EMERGENCY_CALLS, TABLE, read_golden
from tests.shipped_content.query_lists import topics
from tests.shipped_content.succession import CONTENT, present_ids

STAYED = {
    "proc-diagnosis-flow": "proc-repair-intake",
    "proc-vulnerable": "em-vulnerable-cold",
    "proc-sudden-outage": "em-estate-outage",
    "em-pump-power": "em-estate-outage",
}
FORMER_TITLES = {
    "诊断总流程": "proc-repair-intake",
    "弱势群体优先": "em-vulnerable-cold",
    "严寒停热的弱势户": "em-vulnerable-cold",
    "突发停热公告与来电": "em-estate-outage",
    "循环泵或换热站停电": "em-estate-outage",
}
REGIONS = sorted({*(folder.name for folder in (CONTENT / "regions").iterdir())} - {"shandong"})
"""Those that can be chosen; the province alone is only a parent."""


@cache
def content_of(region: str) -> LoadedContent:
    return load_content(CONTENT, region=region)


@pytest.mark.parametrize("region", REGIONS)
def test_the_common_rows_hold_in_every_region_beside_its_own(region: str) -> None:
    handbook = content_of(region).handbook
    assert {went: handbook.present_id(went) for went in STAYED} == STAYED
    assert [row.id for row in handbook.successors if handbook.exact(row.into) is None] == []
    assert (handbook.get("reg-hlj-5") is not None) is (region == "harbin")


def test_the_tables_of_queries_are_led_on_by_the_rows_alone() -> None:
    assert present_ids(["kn-system", *STAYED]) == {"kn-system", *STAYED.values()}
    written = [(CONTENT.parent / f"tests/shipped_content/{n}").read_text("utf-8") for n in _TABLES]
    assert all(any(went in table for table in written) for went in STAYED)
    named = [row.expected for table in (TABLE, BLIND, EMERGENCY_CALLS) for row in read_golden(table)]
    assert not STAYED.keys() & frozenset[str]().union(*named, *topics().values())


_TABLES = ("golden_queries.tsv", "blind_queries.tsv", "lists/topics.tsv")


@pytest.mark.parametrize("went", STAYED)
def test_a_printed_sheet_of_what_went_names_what_stayed(went: str) -> None:
    handbook = content_of("harbin").handbook
    card = handbook.get(went)
    assert card is not None
    answer = check_code(make_code(replace(card, id=went), handbook), handbook)
    assert isinstance(answer, Merged)
    assert answer.entry.id == STAYED[went]


def test_the_file_of_a_site_for_what_went_is_used_and_told(tmp_path: Path) -> None:
    own = (CONTENT / "procedures/proc-resume.yaml").read_text("utf-8")
    file = tmp_path / "procedures" / "proc-vulnerable.yaml"
    file.parent.mkdir()
    file.write_text(own.replace("id: proc-resume", "id: proc-vulnerable", 1), "utf-8")
    content = load_content(CONTENT, tmp_path)
    (told,) = [problem for problem in content.problems if problem.rule == "overlay-of-gone"]
    assert (told.file, told.gravity) == ("site:procedures/proc-vulnerable.yaml", Gravity.WARNING)
    assert "“em-vulnerable-cold”" in told.message
    assert isinstance(content.handbook.get("proc-vulnerable"), Procedure)


def test_what_stayed_is_asked_for_as_before() -> None:
    handbook = content_of("harbin").handbook
    asked = {title: [e.id for e in handbook if title in (*e.asks, e.title)] for title in FORMER_TITLES}
    found = {
        title: ids or [e.id for e in handbook if e.title.startswith(title)] for title, ids in asked.items()
    }
    assert found == {title: [stayed] for title, stayed in FORMER_TITLES.items()}


def test_no_door_to_an_outage_leads_in_a_circle() -> None:
    """The outage card and the leader's open no list of cold homes, so whoever comes from one of those stays."""
    handbook = content_of("harbin").handbook
    doors = {
        "em-estate-outage",
        "em-mass-calls",
        "proc-building-cold",
        "proc-estate-cold",
        "proc-stairwell-cold",
    }
    for card in (handbook.get("em-estate-outage"), handbook.get("em-mass-calls")):
        assert isinstance(card, EmergencyCard)
        assert not doors & {answer.entry for step in card.steps for answer in step.answers}
        assert not doors & set(card.related)
