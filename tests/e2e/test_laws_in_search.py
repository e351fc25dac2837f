"""The real window with forty invented statutes on board: our own hits stay as they are, the texts stand beneath them."""

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Self

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from handbook.app import furnishing
from handbook.app.application import Application
from handbook.document.words import FULL_TEXT
from handbook.law.law_text import LawText
from handbook.law.shelf import LawPlace
from handbook.model.kinds import Kind
from handbook.search.laws.law_search import LawSearch
from handbook.search.query import Query
from handbook.ui.search.results_model import ResultRow
from handbook.ui.window.middle import Face
from tests.helpers.installed import start
from tests.helpers.invented_statutes import TODAY, shelf_of, statute
from tests.helpers.typing_in import press
from tests.helpers.workshop_site import prepared_site
from tests.shipped_content.query_lists import NAMES, read_list

LAWS, ARTICLES = 40, 3500
ODD = statute(
    "北江省封签管理条例",
    [("1", "封签底联由值守人员保存。"), ("2", "封签底联保存两年。"), ("3", "本条例自公布之日起施行。")],
    effective=date(2021, 1, 1),
)
COMING = statute("北江省封签管理条例", [("9", "封签底联可以电子保存。")], effective=date(2099, 1, 1))
QUERIES = 100
"""Of the shipped lists, evenly."""
MET = ("第36条", "供热设施", "热费", "室内温度", "计量装置", "供热条例")
"""Queries that the invented statutes have something of."""


@pytest.fixture(scope="module")
def texts() -> Sequence[LawText]:
    """Forty laws and an odd one whose words stand nowhere else."""
    return [*shelf_of(LAWS, ARTICLES), ODD, COMING]


@pytest.fixture
def program(open_program: Callable[..., Application], texts: Sequence[LawText]) -> Application:
    """The program with them."""
    made = open_program()
    made.window.resize(1440, 900)
    made.window.panels.reading.use_laws(LawSearch.build(texts, TODAY))
    return made


def rows(program: Application) -> list[ResultRow]:
    """All rows of the list."""
    return list(program.window.search.view._rows._rows)


def ask(program: Application, text: str, scope: int = 0) -> list[ResultRow]:
    """Type `text` in a scope."""
    program.window.search.choose_scope(scope)
    program.window.search.field.setText(text)
    return rows(program)


def test_our_own_hits_are_the_same_with_forty_laws_on_board(
    open_program: Callable[..., Application], texts: Sequence[LawText]
) -> None:
    program = open_program()
    reading = program.window.panels.reading
    every = [row.text for name in NAMES for row in read_list(name) if row.is_seen]
    queries = [*every[:: max(1, len(every) // QUERIES)], *MET]
    assert len(queries) >= QUERIES
    searcher = reading._searcher
    assert searcher is not None
    for scope, kind in ((0, None), (3, Kind.REGULATION)):
        reading.use_laws(None)
        before = [ask(program, text, scope) for text in queries]
        results = [searcher.search(Query(text, kind)) for text in queries]
        reading.use_laws(LawSearch.build(texts, TODAY))
        after = [ask(program, text, scope) for text in queries]
        for text, ours, both in zip(queries, before, after, strict=True):
            assert both[: len(ours)] == ours, text
        assert all(len(both) > len(ours) for ours, both in list(zip(before, after, strict=True))[-len(MET) :])
        for text, result in zip(queries, results, strict=True):
            again = searcher.search(Query(text, kind))
            assert (again.hits, again.counts, again.total, again.confidence) == (
                result.hits,
                result.counts,
                result.total,
                result.confidence,
            )


def test_a_number_stands_beneath_our_own_entry_of_it(program: Application) -> None:
    found = ask(program, "第36条")
    assert found[0].entry_id.startswith("reg-")
    assert found[-1].title == f"{FULL_TEXT} {LAWS} 条"
    listed = ask(program, "第36条", 3)
    first_law = next(n for n, row in enumerate(listed) if row.law_place is not None)
    assert all(row.law_place is None for row in listed[:first_law])
    assert not any(row.entry_id for row in listed[first_law:])


def test_from_the_row_to_the_article_and_back(program: Application, qtbot: QtBot) -> None:
    panels, search = program.window.panels, program.window.search
    panels.reading.open("proc-refund")
    ask(program, "封签底联")
    assert rows(program)[-1].title == f"{FULL_TEXT} 2 条"
    search.field.setFocus()
    while not search.view.is_leading_to_laws:
        press(search.field, Qt.Key.Key_Down)
    press(search.field, Qt.Key.Key_Return)
    assert search.query == Query("封签底联", Kind.REGULATION)
    assert panels.reader.law in {LawPlace(ODD.title, ODD.effective, number) for number in "12"}
    assert panels.reader.view.matches >= 1
    press(search.field, Qt.Key.Key_Return)
    assert panels.middle_column.face is Face.READING
    opened = panels.reader.law
    panels.reader.go_back()
    assert panels.reader.entry is not None
    assert panels.reader.entry.id == "proc-refund"
    panels.reader.go_forward()
    assert panels.reader.law == opened


def test_the_coming_version_is_in_the_scope_of_laws_alone(program: Application) -> None:
    assert all(not row.leads_to_laws for row in ask(program, "底联 电子保存"))
    (row,) = [row for row in ask(program, "底联 电子保存", 3) if row.law_place is not None]
    assert (row.title, row.verification) == ("《北江省封签管理条例》第 9 条", "尚未施行")


def test_neighbours_are_a_click_away(program: Application) -> None:
    reader = program.window.panels.reader
    program.window.panels.reading.open_law(LawPlace(ODD.title, ODD.effective, "1"))
    reader.law_link_activated.emit(LawPlace(ODD.title, ODD.effective, "2"))
    assert "保存两年" in reader.view.toPlainText()
    reader.go_back()
    assert reader.law == LawPlace(ODD.title, ODD.effective, "1")


def test_no_word_of_a_text_is_written_anywhere(program: Application, user_home: Path) -> None:
    panels, search = program.window.panels, program.window.search
    ask(program, "封签 值守", 0)
    search._on_preview()
    panels.reading._on_settled()
    panels.reading.open_law(LawPlace(ODD.title, ODD.effective, "1"))
    panels.reading.report_gap()
    assert panels.reading._bookmarks.recents() == ()
    panels.reading._desk.keep_counts()
    kept = b"".join(file.read_bytes() for file in user_home.rglob("*") if file.is_file())
    assert "封签 值守".encode() in kept  # what was typed is a miss; what was read is not kept
    assert "底联由值守".encode() not in kept
    assert ODD.title.encode() not in kept


def test_another_call_finds_the_article_again(program: Application) -> None:
    panels = program.window.panels
    place = LawPlace(ODD.title, ODD.effective, "1")
    panels.calls.new_call()
    panels.reading.open_law(place)
    panels.calls.new_call()
    panels.reading.open("proc-refund")
    panels.calls.resume_last()
    assert panels.reader.law == place


def test_the_program_makes_its_texts_searchable_by_itself(
    qtbot: QtBot, program_folder: Path, user_home: Path, texts: Sequence[LawText]
) -> None:
    program = start(program_folder, user_home, law_texts=lambda: texts)
    try:
        qtbot.waitUntil(lambda: program.window.panels.reading._laws is not None, timeout=20_000)
        assert rows_after(program, "封签底联")[-1].leads_to_laws
    finally:
        program.close()
        program.window.deleteLater()
        program.deleteLater()


def test_texts_that_cannot_be_read_leave_the_search(
    qtbot: QtBot, program_folder: Path, user_home: Path
) -> None:
    def fail() -> Sequence[LawText]:
        raise OSError("disk")

    program = start(program_folder, user_home, law_texts=fail)
    try:
        with qtbot.captureExceptions():
            qtbot.waitUntil(lambda: FULL_TEXT in program.window.notice.words, timeout=20_000)
        assert program.is_searchable
        assert rows_after(program, "退费")[0].entry_id
    finally:
        program.close()
        program.window.deleteLater()
        program.deleteLater()


def rows_after(program: Application, text: str) -> list[ResultRow]:
    """What `text` gives, in the scope of all kinds."""
    return ask(program, text)


class _Behind(date):
    @classmethod
    def today(cls) -> Self:
        return cls(2001, 1, 1)


def test_a_clock_before_the_content_is_told_once(
    open_program: Callable[..., Application], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = prepared_site(tmp_path / "site", 1)
    right = open_program(site=site)
    assert "早于内容" not in right.window.notice.words
    monkeypatch.setattr(furnishing, "date", _Behind)
    wrong = open_program(site=site)
    assert "2001-01-01 早于内容" in wrong.window.notice.words
    wrong.window.notice.close_notice()
    assert wrong.furnishing is not None
    wrong.furnishing._on_edited()
    QTest.qWait(50)
    assert "早于内容" not in wrong.window.notice.words
