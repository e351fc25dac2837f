"""Rows that are done, taken back, put again: what stands in the folder decides, and an old reader passes over new lines."""

from datetime import datetime
from pathlib import Path

import msgspec
import pytest

from handbook.content.law_folder import LawFolder, LawRefused
from handbook.content.loader import load_content
from handbook.content.person import Person
from handbook.upkeep.law_desk import LawDesk
from handbook.upkeep.law_todos import FILE, LawTodos
from tests.helpers.workshop_site import LAW, NEW, OLD, TODAY, prepared_site


def _now() -> datetime:
    return datetime(2026, 11, 28, 10, 0).astimezone()


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return prepared_site(tmp_path / "site")


def _put(site: Path) -> LawTodos:
    person = Person("王敏")
    root = site.parent / "content"
    root.mkdir()
    (root / "handbook.yaml").write_text("version: '2026.11'\n", "utf-8")
    handbook = load_content(root, site).handbook
    desk = LawDesk(LawFolder(site, person, _now), person, lambda: handbook, lambda: TODAY)
    compared = desk.compared(LAW, OLD, NEW)
    todos = LawTodos(site, person, _now)
    assert todos.put(compared.comparison, compared.touched) == 4
    return todos


def test_what_was_done_comes_back_as_it_was(site: Path) -> None:
    todos = _put(site)
    before = todos.rows({})
    todos.done(before[1])
    assert todos.rows({}) == (before[0], *before[2:])
    todos.take_back(before[1])
    assert todos.rows({}) == before
    todos.done(before[1])
    assert before[1] not in todos.rows({})


def test_a_line_that_is_not_known_is_passed_over(site: Path) -> None:
    todos = _put(site)
    before = todos.rows({})
    with (site / "laws" / FILE).open("ab") as file:
        file.write(msgspec.json.encode({"type": "later", "key": before[0].key}) + b"\n{torn")
    assert todos.rows({}) == before


def test_a_folder_that_cannot_be_written_is_told(site: Path) -> None:
    todos = _put(site)
    row = todos.rows({})[0]
    file = site / "laws" / FILE
    file.unlink()
    file.mkdir()
    with pytest.raises(LawRefused, match="待办没有记下"):
        todos.take_back(row)
