"""What the form keeps on this computer reads back alike; what makes no sense is left out, never fatal."""

import json
from datetime import datetime
from pathlib import Path

import pytest

from handbook.bulletin.form import NoticeForm, TimeChosen
from handbook.bulletin.notice import Situation
from handbook.bulletin.remembered import (
    MOST,
    Remembered,
    buildings_offered,
    estates_offered,
    read_remembered,
    write_remembered,
)

NOW = datetime(2026, 11, 28, 14, 12).astimezone()
PLACES = (
    ("锦华嘉园", "3-8号楼"),
    ("锦江花园", ""),
    ("红旗街", "12-40号"),
    ("长虹小区", ""),
    ("锦华嘉园", "1号楼"),
)


def test_it_reads_back_alike(tmp_path: Path) -> None:
    draft = NoticeForm(
        situation=Situation.PLANNED,
        estate="春晓里",
        starts=TimeChosen(typed="11-30 9:00", is_typing=True),
        until=TimeChosen(at=NOW),
        reason="换阀门",
        number=7,
    )
    kept = Remembered("陈静", PLACES, draft)
    write_remembered(tmp_path / "deep" / "dispatch.json", kept)
    assert read_remembered(tmp_path / "deep" / "dispatch.json") == kept


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[",
        "[]",
        "3",
        '{"sender": 3, "places": 4, "draft": 5}',
        '{"draft": {"situation": "storm"}}',
        '{"draft": {"until": {"at": "x"}}}',
        '{"draft": {"until": {"minutes": "x"}}}',
        '{"draft": {"number": []}}',
    ],
)
def test_what_makes_no_sense_is_nothing(tmp_path: Path, text: str) -> None:
    place = tmp_path / "dispatch.json"
    place.write_text(text, encoding="utf-8")
    assert read_remembered(place) == Remembered()
    assert read_remembered(tmp_path / "none.json") == Remembered()


def test_a_broken_place_takes_no_other_along(tmp_path: Path) -> None:
    place = tmp_path / "dispatch.json"
    place.write_text(json.dumps({"places": [["锦华嘉园", "3"], ["", "4"], 5, ["a"]]}), encoding="utf-8")
    assert read_remembered(place).places == (("锦华嘉园", "3"),)


@pytest.mark.parametrize(
    ("typed", "estates"),
    [
        ("锦", ("锦华嘉园", "锦江花园")),
        ("jhj", ("锦华嘉园",)),
        ("JH", ("锦华嘉园",)),
        ("jh", ("锦华嘉园",)),
        ("j", ("锦华嘉园", "锦江花园")),
        ("花园", ("锦江花园",)),
        ("zhxq", ("长虹小区",)),
        ("chxq", ("长虹小区",)),
        ("海", ()),
        ("", ("锦华嘉园", "锦江花园", "红旗街", "长虹小区")),
    ],
)
def test_places_are_offered_by_characters_and_by_initials(typed: str, estates: tuple[str, ...]) -> None:
    assert estates_offered(PLACES, typed) == estates


def test_buildings_of_that_estate_are_offered() -> None:
    assert buildings_offered(PLACES, "锦华嘉园", "") == ("3-8号楼", "1号楼")
    assert buildings_offered(PLACES, "锦华嘉园", "3") == ("3-8号楼",)
    assert buildings_offered(PLACES, "锦江花园", "") == ()


def test_the_last_named_place_stands_first_and_the_list_ends() -> None:
    more = Remembered(places=PLACES).with_places([("红旗街", "12-40号"), (" ", "")])
    assert more.places[0] == ("红旗街", "12-40号")
    assert len(more.places) == len(PLACES)
    many = Remembered().with_places([(f"小区{n}", "") for n in range(MOST + 5)])
    assert len(many.places) == MOST
