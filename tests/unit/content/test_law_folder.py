"""Official texts taken in, out, re-dated and taken back: whole or not at all, and nothing is ever overwritten."""

from dataclasses import replace
from datetime import UTC, date, datetime
from hashlib import sha256
from pathlib import Path

import pytest

from handbook.content.law_folder import AlreadyThere, LawFolder, LawRefused, SameDay
from handbook.content.laws import versions_of
from handbook.content.person import Person
from handbook.model.official_text import Check
from tests.helpers.laws import BEIJIANG, law

DAY, LATER = date(2021, 10, 29), date(2027, 1, 1)
FIRST = law({"1": "为了规范供热,制定本条例。", "34": "室温不足十六摄氏度的,退还百分之百。"})
SECOND = law({"1": "为了规范供热,制定本条例。", "34": "室温不足十八摄氏度的,退还百分之百。"}, effective=LATER)


def _shelf(site: Path) -> LawFolder:
    return LawFolder(site, Person("王敏", "wangmin"), lambda: datetime(2026, 11, 28, 10, tzinfo=UTC))


def _days(shelf: LawFolder) -> list[date]:
    return [text.effective for text in versions_of(shelf.read().texts, BEIJIANG)]


def _files(site: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(site)): path.read_bytes()
        for path in site.rglob("*")
        if path.is_file() and path.name != "acts.jsonl" and "_removed" not in str(path)
    }


def test_what_is_taken_in_is_read_back_with_its_original_beside_it(tmp_path: Path) -> None:
    shelf = _shelf(tmp_path)
    act = shelf.add(FIRST, b"PK word", ".DOCX")
    (text,) = shelf.read().texts
    assert text == replace(FIRST, origin=replace(FIRST.origin, file_print=sha256(b"PK word").hexdigest()))
    assert shelf.read().problems == []
    assert act.words == "收下《北江省城市供热条例》2021-10-29 起"
    (original,) = shelf.originals_of(BEIJIANG, DAY)
    assert (original.suffix, original.read_bytes()) == (".docx", b"PK word")


def test_the_same_words_are_not_taken_in_twice(tmp_path: Path) -> None:
    shelf = _shelf(tmp_path)
    shelf.add(FIRST)
    before = _files(tmp_path)
    retyped = law({"1": "为了规范供热,制定本条例。", "34": "室温不足十六摄氏度的,退还百分之百。"})
    with pytest.raises(AlreadyThere, match="一字不差"):
        shelf.add(retyped)
    assert _files(tmp_path) == before


def test_other_words_of_the_same_day_are_compared_not_overwritten(tmp_path: Path) -> None:
    shelf = _shelf(tmp_path)
    shelf.add(FIRST, b"one", ".docx")
    before = _files(tmp_path)
    with pytest.raises(SameDay, match="没有覆盖") as refused:
        shelf.add(law({"1": "别的话。"}), b"two", ".docx")
    assert refused.value.there.by_number["1"].words == FIRST.by_number["1"].words
    assert _files(tmp_path) == before


def test_books_of_one_code_that_come_one_by_one_are_one_version(tmp_path: Path) -> None:
    shelf = _shelf(tmp_path)
    shelf.add(law({"1": "甲。", "2": "乙。"}), b"a", ".docx")
    shelf.add(law({"9": "丙。"}), b"b", ".pdf")
    (whole,) = shelf.read().texts
    assert [article.number for article in whole.articles] == ["1", "2", "9"]
    assert sorted(path.suffix for path in shelf.originals_of(BEIJIANG, DAY)) == [".docx", ".pdf"]
    with pytest.raises(AlreadyThere):
        shelf.add(law({"9": "丙!"}))


@pytest.mark.parametrize("act", ["add", "remove", "date"])
def test_every_act_is_taken_back_whole(tmp_path: Path, act: str) -> None:
    shelf = _shelf(tmp_path)
    shelf.add(FIRST, b"word", ".docx")
    before = _files(tmp_path)
    if act == "add":
        shelf.add(SECOND, b"pdf", ".pdf")
        assert _days(shelf) == [DAY, LATER]
    elif act == "remove":
        shelf.remove(BEIJIANG, DAY)
        assert _days(shelf) == []
    else:
        shelf.set_day(BEIJIANG, DAY, LATER)
        assert _days(shelf) == [LATER]
    taken = shelf.take_back()
    assert taken.words.startswith("撤回")
    assert _days(shelf) == [DAY]
    now = _files(tmp_path)
    assert {name: raw for name, raw in now.items() if name in before} == before


def test_acts_are_taken_back_one_by_one_from_the_last(tmp_path: Path) -> None:
    shelf = _shelf(tmp_path)
    shelf.add(FIRST)
    shelf.add(SECOND)
    shelf.remove(BEIJIANG, DAY)
    for days in ([DAY, LATER], [DAY], []):
        shelf.take_back()
        assert _days(shelf) == days
    with pytest.raises(LawRefused, match="没有可撤回的"):
        shelf.take_back()


def test_a_day_that_is_taken_is_refused(tmp_path: Path) -> None:
    shelf = _shelf(tmp_path)
    shelf.add(FIRST)
    shelf.add(SECOND)
    with pytest.raises(LawRefused, match="已经有一份"):
        shelf.set_day(BEIJIANG, DAY, LATER)
    with pytest.raises(LawRefused, match="没有变"):
        shelf.set_day(BEIJIANG, DAY, DAY)
    with pytest.raises(LawRefused, match="没有《"):
        shelf.remove("北江省别的条例", DAY)
    assert _days(shelf) == [DAY, LATER]


def test_the_original_stays_with_its_text_when_the_day_changes(tmp_path: Path) -> None:
    shelf = _shelf(tmp_path)
    shelf.add(FIRST, b"word", ".docx")
    shelf.set_day(BEIJIANG, DAY, LATER)
    (original,) = shelf.originals_of(BEIJIANG, LATER)
    assert original.read_bytes() == b"word"


def test_a_removed_text_leaves_no_original_for_the_next_one(tmp_path: Path) -> None:
    shelf = _shelf(tmp_path)
    shelf.add(FIRST, b"word", ".docx")
    shelf.remove(BEIJIANG, DAY)
    shelf.add(FIRST)
    assert shelf.originals_of(BEIJIANG, DAY) == ()


def test_a_torn_line_of_acts_or_checks_costs_that_line_alone(tmp_path: Path) -> None:
    shelf = _shelf(tmp_path)
    shelf.add(FIRST)
    check = Check(
        entry="reg-x",
        law=BEIJIANG,
        effective=DAY,
        number="34",
        words_print="a",
        points_print="b",
        name="王敏",
        day=DAY,
    )
    shelf.give_check(check)
    for name in ("acts.jsonl", "checks.jsonl"):
        with (tmp_path / "laws" / name).open("ab") as file:
            file.write(b'{"torn')
    shelf.give_check(check)
    read = shelf.read()
    assert read.checks == (check, check)
    assert [problem.rule for problem in read.problems] == ["law-check-line"]
    assert shelf.take_back().of == 1


def test_a_title_cannot_lead_out_of_the_folder(tmp_path: Path) -> None:
    shelf = _shelf(tmp_path / "site")
    (tmp_path / "site").mkdir()
    shelf.add(law({"1": "甲。"}, title="../../外面\x00/条例"))
    assert {path.name for path in tmp_path.iterdir()} == {"site"}
    shelf.add(law({"1": "甲。"}, title=".."))
    assert {path.name for path in tmp_path.iterdir()} == {"site"}
    assert len(shelf.read().texts) == 2
