"""Which pack counts at a desk, who vouched for it, whether it is held, and whether there is one to go back to."""

import json
from pathlib import Path

import pytest

from handbook.company_defaults import CompanyDefaults
from handbook.fleet.board import Board
from handbook.ui.window.board_words import board_told
from tests.unit.fleet.company import Company


@pytest.fixture
def packs(tmp_path: Path) -> Path:
    company = Company(tmp_path / "company")
    board = Board(tmp_path / "packs")
    for number in (1, 2):
        company.publish(number)
        board.take(company.pack(number))
    return tmp_path / "packs"


def defaults(tmp_path: Path, pin_version: int = 0) -> CompanyDefaults:
    file = tmp_path / "program" / "defaults.json"
    file.parent.mkdir(exist_ok=True)
    return CompanyDefaults(file=file, update_folder=tmp_path / "share", pin_version=pin_version)


def test_a_desk_that_takes_none_is_told_nothing(tmp_path: Path) -> None:
    told = board_told(CompanyDefaults(), tmp_path / "packs", tmp_path / "trust")
    assert (told.words, told.back) == ("", "")


def test_before_the_first_came(tmp_path: Path) -> None:
    told = board_told(defaults(tmp_path), tmp_path / "packs", tmp_path / "trust")
    assert ("还没收到" in told.words, told.back) == (True, "")


def test_there_is_a_way_back_and_a_way_on_again(tmp_path: Path, packs: Path) -> None:
    told = board_told(defaults(tmp_path), packs, tmp_path / "trust")
    assert "内容 2026.2（第 2 号" in told.words
    assert told.back == "退到上一份（2026.1，第 1 号）"
    Board(packs).go_back()
    told = board_told(defaults(tmp_path), packs, tmp_path / "trust")
    assert "退回过，到下一次发布为止" in told.words
    assert told.back == "换回（2026.2，第 2 号）"


def test_a_desk_that_is_held_says_so_and_offers_no_way_back(tmp_path: Path, packs: Path) -> None:
    told = board_told(defaults(tmp_path, pin_version=2), packs, tmp_path / "trust")
    assert "管理员把这台电脑停在第 2 号" in told.words
    assert told.back == ""


def test_trust_that_was_typed_by_hand_is_told_as_such(tmp_path: Path, packs: Path) -> None:
    trust = tmp_path / "trust"
    trust.mkdir()
    (trust / "1.root.json").write_text("{}", "utf-8")
    given = defaults(tmp_path)
    assert "输指纹确认" in board_told(given, packs, trust).words
    assert given.file is not None
    (given.file.parent / "1.root.json").write_text("{}", "utf-8")
    assert "输指纹确认" not in board_told(given, packs, trust).words


def test_nonsense_on_board_is_none(tmp_path: Path, packs: Path) -> None:
    (packs / "board.json").write_text(json.dumps({"current": "x", "previous": 3}), "utf-8")
    told = board_told(defaults(tmp_path), packs, tmp_path / "trust")
    assert told.back == ""
