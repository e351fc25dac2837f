"""What holds in another region stands in `elsewhere`, is marked there, and is caught wherever else it is named."""

from datetime import date
from pathlib import Path

import pytest

from handbook.content.checking import check_content
from handbook.document.compose import RunToPrint, compose_entry, compose_run
from handbook.document.run_record import RunRecord
from handbook.document.sheet_text import block_lines
from handbook.document.words import ELSEWHERE
from handbook.model.handbook import Handbook
from handbook.model.knowledge import Case
from handbook.model.procedure import Procedure
from handbook.render.entry_page import render_entry
from handbook.render.plain_text import plain_text
from handbook.ui.call.pinning import pinned_copy
from tests.unit.content.content_sample import files, merged
from tests.unit.content.region_sample import CITY, PROVINCE, article, regional

OTHER = {
    "regions/nanling/region.yaml": "id: nanling\nname: 南岭省\ncities: [南岭]\nroles: {退费: [reg-nl-1]}\n",
    **{
        name: text.replace("北江省城市供热条例", "南岭市供热办法")
        for name, text in article("nanling", "reg-nl-1", 1, "别处的退钱", level="市", place="南岭").items()
    },
}
P, K, C = "procedures/proc-sample.yaml", "knowledge/kn-sample.yaml", "cases/case-sample.yaml"
AWAY = "elsewhere:\n  - {place: 南岭, text: 那边按三档退。}\n  - {place: 临州, text: 本市的不算外地。}\n"


def problems(tmp_path: Path, name: str, change: str, region: str = CITY) -> list[str]:
    more = {**OTHER, name: merged(files()[name], change)}
    loaded = check_content(regional(tmp_path, more), region=region)
    return [p.message for p in loaded.problems if p.rule == "other-region"]


def read(tmp_path: Path, name: str, change: str, region: str = CITY) -> Handbook:
    more = {**OTHER, name: merged(files()[name], change)}
    return check_content(regional(tmp_path, more), region=region).handbook


@pytest.mark.parametrize(
    ("name", "change"),
    [
        (K, "tell_caller: [南岭市供热办法说能退。]"),
        (K, "key_points: [南岭供热办管这事。]"),
        (K, "body: 按《南岭市供热办法》第一条。"),
        (P, "demand: 照南岭的退"),
    ],
)
def test_names_of_other_regions_are_caught(tmp_path: Path, name: str, change: str) -> None:
    (message,) = problems(tmp_path, name, change)
    assert "nanling" in message
    assert "elsewhere" in message


@pytest.mark.parametrize(
    ("name", "change"),
    [
        (K, AWAY),
        (P, AWAY),
        (K, "asks: [南岭能退咱咋不能, 南岭啥规定, 南岭多少度, 南岭几号供, 南岭咋停]"),
        (K, "tell_caller: [北江省的条例和临州的办法都这么说。]"),
        (C, "place: 南岭法院"),
    ],
)
def test_what_may_name_them_is_left_alone(tmp_path: Path, name: str, change: str) -> None:
    assert problems(tmp_path, name, change) == []


def test_a_name_of_the_parent_is_none_of_another_region(tmp_path: Path) -> None:
    assert problems(tmp_path, K, "tell_caller: [北江也这么定。]", CITY) == []
    assert problems(tmp_path, K, "tell_caller: [临州也这么定。]", PROVINCE) != []


def test_it_stands_apart_on_page_sheet_and_pinned_sheet(tmp_path: Path) -> None:
    handbook = read(tmp_path, P, AWAY)
    entry = handbook.get("proc-sample")
    assert isinstance(entry, Procedure)
    page = plain_text(render_entry(entry, handbook).html)
    assert page.index(ELSEWHERE) < page.index("南岭：那边按三档退。")
    assert "本市的不算外地" not in page
    today = date(2026, 11, 29)
    blank = compose_entry(entry, handbook, today)
    run = RunToPrint(
        entry=entry, record=RunRecord(call="1", started=None), pinned=pinned_copy(entry, handbook)
    )
    for sheet in (blank, compose_run(run, Handbook(), today)):
        words = "\n".join(line for block in sheet.blocks for line in block_lines(block))
        assert f"{ELSEWHERE}:南岭:那边按三档退。" in words
        assert "本市的不算外地" not in words


def test_a_case_of_another_city_says_so(tmp_path: Path) -> None:
    for place, is_away in (("南岭法院", True), ("临州法院", False)):
        handbook = read(tmp_path / place, C, f"place: {place}")
        case = handbook.cases[0]
        assert isinstance(case, Case)
        page = plain_text(render_entry(case, handbook).html)
        assert (ELSEWHERE in page) is is_away
