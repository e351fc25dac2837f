"""The share goes while somebody types: what is typed outlives the program, and comes back where it was."""

from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from handbook.content.person import Person
from handbook.content.writing.draft import DraftRefused
from handbook.content.writing.draft_shelf import DraftShelf
from handbook.content.writing.judging import Judge
from handbook.paths import shipped_content
from handbook.ui.workshop.work_place import WorkPlace
from handbook.ui.workshop.workshop import Workshop
from handbook.upkeep.unsaved_texts import UnsavedTexts
from tests.helpers.typing_in import press
from tests.helpers.workshop_screen import end

REFUND = "proc-refund"
FILE = f"procedures/{REFUND}.yaml"
Open = Callable[[], Workshop]


@pytest.fixture
def open_one(qtbot: QtBot, tmp_path: Path, judge: Judge) -> Iterator[Open]:
    """Opens the workshop as a new start of the program does."""
    opened: list[Workshop] = []

    def start() -> Workshop:
        place = WorkPlace(
            site=tmp_path / "share", root=shipped_content(), account="wangmin", unsaved=tmp_path / "own"
        )
        workshop = Workshop(place=place, editor="王敏", handbook=lambda: judge.handbook, uses=dict)
        workshop.writing._judge = judge
        opened.append(workshop)
        workshop.open()
        QTest.qWait(20)
        return workshop

    yield start
    end(*opened)


def share_is_away(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise DraftRefused("共享文件夹连不上")

    monkeypatch.setattr(DraftShelf, "_keep", refuse)


def draft_text(workshop: Workshop) -> str:
    found = workshop.shelf().draft(FILE)
    return found.text if found is not None else ""


def test_what_the_share_did_not_take_comes_back_after_another_start(
    open_one: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = open_one()
    first.writing.edit(REFUND)
    with monkeypatch.context() as away:
        share_is_away(away)
        first.writing.editing._on_put(("summary",), "断线时打的字")
        first.writing.editing.save()
        assert "连不上" in first.window.notice.words
        assert [one.draft.file for one in UnsavedTexts(tmp_path / "own", tmp_path / "share").all] == [FILE]
        first.window.hide()  # as if it had been killed: nothing is saved on the way out
    second = open_one()
    assert "退费" in second.window.notice.words
    assert "接回来" in second.window.notice.words
    second.writing.edit(REFUND)
    QTest.qWait(20)
    assert second.writing.editing.desk is not None
    assert "断线时打的字" in second.writing.editing.desk.text
    second.writing.editing.save()
    assert "断线时打的字" in draft_text(second)
    assert UnsavedTexts(tmp_path / "own", tmp_path / "share").all == ()
    press(second.writing.editing.page, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    QApplication.processEvents()
    assert "断线时打的字" not in second.writing.editing.desk.text


def test_a_later_draft_of_somebody_else_is_not_written_over(
    open_one: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    first = open_one()
    first.writing.edit(REFUND)
    with monkeypatch.context() as away:
        share_is_away(away)
        first.writing.editing._on_put(("summary",), "断线时打的字")
        first.writing.editing.save()
        first.window.hide()
    other = first.shelf()
    other._person = Person("李海涛", "lihaitao")
    begun = other.begun(FILE)
    other.save(begun, begun.text + "# 他的\n")
    second = open_one()
    second.writing.edit(REFUND)
    second.writing.editing.save()
    assert "他的" in draft_text(second)
    assert "断线时打的字" not in draft_text(second)
    qtbot.waitUntil(lambda: second.window.page is second.writing.both, timeout=2000)


def test_texts_of_another_folder_and_broken_ones_are_left_alone(tmp_path: Path) -> None:
    shelf = DraftShelf(
        tmp_path / "one", lambda _: None, Person("王敏", "wangmin"), lambda: datetime.now().astimezone()
    )
    texts = UnsavedTexts(tmp_path / "own", tmp_path / "one")
    texts.keep(shelf.begun(FILE), "字")
    (tmp_path / "own" / "broken.json").write_bytes(b"{")
    assert UnsavedTexts(tmp_path / "own", tmp_path / "two").all == ()
    assert [one.text for one in UnsavedTexts(tmp_path / "own", tmp_path / "one").all] == ["字"]
    texts.drop("procedures/another.yaml")
    assert texts.of(FILE) is not None
    texts.drop(FILE)
    assert texts.of(FILE) is None
