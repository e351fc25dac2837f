"""The company's folder is written while desks are open: newer content comes whole, checked, and never into a call."""

import os
import shutil
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from handbook.app import aside, content_watch
from handbook.app.application import Application
from handbook.app.content_update import AFTER_THE_CALL, ContentUpdate
from handbook.app.content_watch import ContentWatch, Prepared
from handbook.content import library
from handbook.content.library import ContentFolders
from handbook.foreign_files import own_copy
from handbook.search import locate
from handbook.search.query import Query
from tests.helpers.finding import child
from tests.helpers.typing_in import press

Opener = Callable[..., Application]
PATIENCE_MS = 120_000
ENTRY = """id: {id}
title: {title}
summary: {summary}
asks: [片区泵房{id}归谁管, {id}泵房找谁, {id}泵房值班电话, 谁管泵房{id}, {id}泵房没人]
tags: [站点]
severity: 一般
sources:
  - {{title: "据通识", confidence: 据通识, note: 内部整理}}
owner: 客服培训组
reviewed: 2026-11-20
review_by: 2027-09-30
key_points: [值班表在前台。]
"""


def write(site: Path, entry: str, summary: str, *, title: str = "片区泵房值班表") -> Path:
    file = site / "knowledge" / f"{entry}.yaml"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(ENTRY.format(id=entry, title=title, summary=summary), "utf-8")
    return file


class Desk:
    """A desk with its folder; looks are made by hand, and time does not pass by itself."""

    def __init__(self, program: Application, site: Path, qtbot: QtBot) -> None:
        self.program, self.site, self._qtbot = program, site, qtbot
        self.window, self.panels = program.window, program.window.panels
        furnishing = program.furnishing
        assert furnishing is not None
        assert furnishing.watch is not None
        assert furnishing.update is not None
        self.watch: ContentWatch = furnishing.watch
        self.update: ContentUpdate = furnishing.update
        self.watch._timer.stop()
        self.now = 1000.0
        self.watch.clock = self.update.clock = self._clock
        self.update._last_act = self.now
        self.watch.settling.quiet = 0.0

    def _clock(self) -> float:
        return self.now

    def look(self) -> None:
        """One round, to its end."""
        self.watch.look()
        self._qtbot.waitUntil(lambda: not self.watch.is_busy, timeout=PATIENCE_MS)

    @property
    def line(self) -> str:
        """What the top bar offers."""
        button = child(self.window, QPushButton, "updateButton")
        return button.accessibleName() if not button.isHidden() else ""

    def summary(self, entry: str = "kn-site") -> str:
        found = self.panels.reading.handbook.exact(entry)
        return found.summary if found is not None else ""

    def found(self, text: str) -> list[str]:
        """What the searcher that is used finds, and that all of it can be opened."""
        searcher = self.panels.reading._searcher
        assert searcher is not None
        ids = [hit.id for hit in searcher.search(Query(text)).hits]
        assert all(self.panels.reading.handbook.exact(found) is not None for found in ids)
        return ids


@pytest.fixture(autouse=True)
def in_the_window(monkeypatch: pytest.MonkeyPatch) -> None:
    """Reading and indexing are done by the window's own thread, which is quicker than a process that gives way."""
    monkeypatch.setattr(content_watch, "prepare_aside", lambda _folders, _is_stopped: None)


@pytest.fixture
def desk(open_program: Opener, tmp_path: Path, qtbot: QtBot) -> Desk:
    site = tmp_path / "site"
    write(site, "kn-site", "原来的话。")
    return Desk(open_program(site=site), site, qtbot)


def test_a_change_is_offered_and_not_shown_before_it_is_taken(desk: Desk) -> None:
    desk.look()
    assert (desk.line, desk.update.prepared) == ("", None)
    write(desk.site, "kn-site", "新写的话。")
    write(desk.site, "kn-two", "另一条。", title="又一张表")
    (desk.site / "values.yaml").write_text(
        "values:\n  - {key: hotline, label: 供热服务热线, value: 8231 0000, scope: 公司, source: 本单位, confidence: 高}\n",
        "utf-8",
    )
    desk.look()
    assert desk.line == "内容有更新：3 处 · 现在换"
    assert desk.summary() == "原来的话。"
    assert "kn-two" not in desk.found("又一张表")
    press(desk.window, Qt.Key.Key_F5)
    assert (desk.line, desk.summary()) == ("", "新写的话。")
    assert desk.found("又一张表")[0] == "kn-two"
    assert desk.panels.reading.handbook.value_by_key["hotline"].value == "8231 0000"
    desk.look()
    assert desk.update.prepared is None
    press(desk.window, Qt.Key.Key_F5)
    assert desk.summary() == "新写的话。"


def test_a_click_takes_it_and_the_page_stays_where_it_was(desk: Desk) -> None:
    desk.panels.reading.open("kn-site")
    desk.window.search.field.setText("漏水")
    QTest.qWait(200)
    desk.panels.reading.open("kn-site")
    write(desk.site, "kn-site", "新写的话。")
    desk.look()
    child(desk.window, QPushButton, "updateButton").click()
    QTest.qWait(300)
    entry = desk.panels.reader.entry
    assert entry is not None
    assert (entry.id, entry.summary) == ("kn-site", "新写的话。")
    assert desk.window.search.query.text == "漏水"
    assert "新写的话" in desk.panels.reader.view.toPlainText()


def test_content_and_index_come_together(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    write(desk.site, "kn-two", "另一条。", title="又一张表")
    (desk.site / "knowledge" / "kn-site.yaml").unlink()
    desk.window.search.field.setText("片区泵房值班表")
    desk.look()
    searched: list[tuple[str, bool]] = []
    reading = desk.panels.reading
    shown = reading._show_results

    def note(results: object) -> None:
        hits = results.hits  # type: ignore[attr-defined]
        searched.extend((hit.id, reading.handbook.exact(hit.id) is not None) for hit in hits)
        shown(results)  # type: ignore[arg-type]

    monkeypatch.setattr(reading, "_show_results", note)
    desk.update.take()
    assert searched
    assert all(is_there for _, is_there in searched)
    assert "kn-site" not in {found for found, _ in searched}


def test_a_call_is_not_disturbed_and_its_end_offers_it(desk: Desk, qtbot: QtBot) -> None:
    desk.panels.calls.pin("proc-leak-intake")
    run = desk.panels.calls.shown_run
    write(desk.site, "kn-site", "新写的话。")
    stage = desk.panels.call_panel.run_view
    QTest.qWait(200)  # the list is laid out
    places = [
        (w.mapToGlobal(w.rect().topLeft()), w.size()) for w in (stage, desk.panels.reader, desk.window.search)
    ]
    desk.look()
    assert desk.update.prepared is not None
    assert desk.line == ""
    assert places == [
        (w.mapToGlobal(w.rect().topLeft()), w.size()) for w in (stage, desk.panels.reader, desk.window.search)
    ]
    desk.now += 3600
    desk.look()
    assert desk.summary() == "原来的话。"
    assert desk.panels.calls.shown_run == run
    end_call(desk)
    qtbot.waitUntil(lambda: desk.line == "内容有更新：1 处 · 现在换", timeout=PATIENCE_MS)
    assert desk.summary() == "原来的话。"
    desk.panels.calls.pin("proc-leak-intake")
    qtbot.waitUntil(lambda: desk.line == "", timeout=PATIENCE_MS)
    assert desk.summary() == "原来的话。"
    end_call(desk)  # offered before that call, and not looked at
    qtbot.waitUntil(lambda: desk.summary() == "新写的话。", timeout=PATIENCE_MS)
    assert desk.line == ""


def test_what_is_wanted_in_a_call_comes_at_its_end(desk: Desk, qtbot: QtBot) -> None:
    desk.panels.calls.pin("proc-leak-intake")
    write(desk.site, "kn-site", "新写的话。")
    desk.look()
    press(desk.window, Qt.Key.Key_F5)
    assert desk.panels.call_panel.strip.words == AFTER_THE_CALL
    assert desk.summary() == "原来的话。"
    end_call(desk)
    qtbot.waitUntil(lambda: desk.summary() == "新写的话。", timeout=PATIENCE_MS)


def test_what_nobody_sees_comes_at_the_end_of_a_call_unasked(desk: Desk, qtbot: QtBot) -> None:
    desk.panels.calls.pin("proc-leak-intake")
    (desk.site / "synonyms.yaml").write_text("groups:\n  - [片区泵房, 小泵房]\n", "utf-8")
    desk.look()
    before = desk.panels.reading.handbook
    end_call(desk)
    qtbot.waitUntil(lambda: desk.panels.reading.handbook is not before, timeout=PATIENCE_MS)
    assert desk.line == ""


def test_what_is_published_here_does_not_come_beneath_a_card(desk: Desk, qtbot: QtBot) -> None:
    desk.panels.emergency.open()
    write(desk.site, "kn-site", "新写的话。")
    desk.panels.workshop.content_changed.emit()
    qtbot.waitUntil(lambda: desk.update.prepared is not None, timeout=PATIENCE_MS)
    assert desk.summary() == "原来的话。"
    desk.panels.emergency.leave()
    qtbot.waitUntil(lambda: desk.summary() == "新写的话。", timeout=PATIENCE_MS)


def end_call(desk: Desk) -> None:
    """As the desk ends one for which nothing is missing any more."""
    desk.panels.calls.end_now("试用")


def test_an_idle_desk_takes_it_by_itself(desk: Desk) -> None:
    write(desk.site, "kn-site", "新写的话。")
    desk.look()
    desk.look()
    assert desk.summary() == "原来的话。"  # somebody was there a moment ago
    desk.now += 59
    QTest.keyClick(desk.window.windowHandle(), Qt.Key.Key_Shift)
    desk.now += 59
    desk.look()
    assert desk.summary() == "原来的话。"
    desk.now += 60
    desk.window.search.field.setText("漏水")
    desk.look()
    assert desk.summary() == "原来的话。"  # something is being looked for
    desk.window.search.field.clear()
    desk.panels.settings.open()
    desk.look()
    assert desk.summary() == "原来的话。"  # a window is open
    assert desk.panels.settings.dialog is not None
    desk.panels.settings.dialog.close()
    desk.look()
    assert (desk.summary(), desk.line) == ("新写的话。", "")


def test_a_faulty_file_changes_nothing_and_is_told_once(desk: Desk) -> None:
    file = write(desk.site, "kn-site", "新写的话。")
    write(desk.site, "kn-two", "另一条。", title="又一张表")
    good = file.read_text("utf-8")
    file.write_text(good.replace("summary:", "sumary:"), "utf-8")
    desk.look()
    words = desk.window.notice.words
    assert words.startswith("本单位内容新改的读不了，先用原来的：基础知识 片区泵房值班表：缺少“summary”")
    assert "另有 1 处，点顶栏的三角看。" in words
    assert desk.window.top_bar._has_problems
    assert (desk.line, desk.summary(), desk.summary("kn-two")) == ("", "原来的话。", "")
    desk.window.notice.close_notice()
    desk.look()
    os.utime(file)
    desk.look()
    assert desk.window.notice.words == ""
    press(desk.window, Qt.Key.Key_F5)  # whoever asks is told again
    assert desk.window.notice.words == words
    desk.window.notice.close_notice()
    file.write_text(good, "utf-8")
    desk.look()
    assert desk.line == "内容有更新：2 处 · 现在换"
    assert not desk.window.top_bar._has_problems
    desk.update.take()
    assert desk.summary() == "新写的话。"


def test_a_fault_is_not_told_over_a_call(desk: Desk, qtbot: QtBot) -> None:
    desk.panels.calls.pin("proc-leak-intake")
    write(desk.site, "kn-site", "x").write_text("id: [", "utf-8")
    desk.look()
    assert (desk.window.notice.words, desk.window.top_bar._has_problems) == ("", False)
    end_call(desk)
    qtbot.waitUntil(lambda: "读不了" in desk.window.notice.words, timeout=PATIENCE_MS)


def test_what_was_faulty_from_the_start_holds_nothing_up(
    open_program: Opener, tmp_path: Path, qtbot: QtBot
) -> None:
    site = tmp_path / "site"
    write(site, "kn-site", "原来的话。")
    write(site, "kn-old", "x").write_text("id: [", "utf-8")
    desk = Desk(open_program(site=site), site, qtbot)
    write(site, "kn-site", "新写的话。")
    desk.look()
    assert desk.line == "内容有更新：1 处 · 现在换"


def test_a_file_that_is_being_written_waits_for_the_next_round(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(desk.site, "kn-site", "写到一半。")
    read = library.open_content

    def changed_meanwhile(folders: ContentFolders) -> library.OpenedContent:
        opened = read(folders)
        write(desk.site, "kn-site", "写完了的话。")
        return opened

    monkeypatch.setattr(library, "open_content", changed_meanwhile)
    desk.look()
    assert (desk.line, desk.window.notice.words) == ("", "")
    monkeypatch.setattr(library, "open_content", read)
    desk.look()
    desk.update.take()
    assert desk.summary() == "写完了的话。"


def test_a_folder_that_is_copied_file_by_file_is_never_seen_half(
    open_program: Opener, tmp_path: Path, qtbot: QtBot
) -> None:
    site, newer = tmp_path / "site", tmp_path / "newer"
    for number in range(100):
        write(site, f"kn-s{number:03}", "第一版。", title=f"第一张表{number}")
        write(newer, f"kn-s{number:03}", "第二版。", title=f"第二张表{number}")
    desk = Desk(open_program(site=site), site, qtbot)
    desk.watch.settling.quiet = 10.0
    seen: list[Prepared] = []
    desk.watch.prepared.connect(seen.append)

    def versions() -> set[str]:
        return {desk.summary(f"kn-s{number:03}") for number in range(100)}

    for file in sorted(newer.rglob("*.yaml")):
        shutil.copy2(file, site / file.relative_to(newer))
        desk.now += 1.0
        desk.look()
    assert seen == []
    assert versions() == {"第一版。"}
    desk.now += 10.0
    desk.look()
    assert [prepared.count for prepared in seen] == [100]
    assert versions() == {"第一版。"}
    desk.update.take()
    assert versions() == {"第二版。"}
    assert "kn-s042" in desk.found("第二张表42")


def test_an_offer_is_withdrawn_while_more_is_written(desk: Desk) -> None:
    write(desk.site, "kn-site", "新写的话。")
    desk.look()
    assert desk.line
    desk.watch.settling.quiet = 10.0
    write(desk.site, "kn-site", "再改的话。")
    desk.look()
    assert (desk.line, desk.update.prepared) == ("", None)
    desk.now += 10.0
    desk.look()
    desk.update.take()
    assert desk.summary() == "再改的话。"


@pytest.mark.parametrize("kind", ["gone", "empty"])
def test_a_share_that_goes_away_changes_nothing_and_is_told_nothing(desk: Desk, kind: str) -> None:
    away = desk.site.with_name("away")
    desk.site.rename(away)
    if kind == "empty":
        desk.site.mkdir()
    desk.look()
    desk.look()
    assert (desk.line, desk.window.notice.words, desk.summary()) == ("", "", "原来的话。")
    if kind == "empty":
        desk.site.rmdir()
    away.rename(desk.site)
    write(desk.site, "kn-site", "新写的话。")
    desk.look()
    assert desk.line == "内容有更新：1 处 · 现在换"


@pytest.fixture
def hanging(monkeypatch: pytest.MonkeyPatch) -> Iterator[threading.Event]:
    """Whoever asks for a stamp waits until the event is set."""
    answers = threading.Event()
    ask = library.folders_stamp

    def waits(folders: ContentFolders) -> str:
        answers.wait()
        return ask(folders)

    monkeypatch.setattr(content_watch, "folders_stamp", waits)
    monkeypatch.setattr(library, "PATIENCE", 0.05)
    yield answers
    answers.set()


def test_a_share_that_hangs_costs_one_thread_and_no_word(desk: Desk, hanging: threading.Event) -> None:
    before = threading.active_count()
    for _ in range(5):
        desk.look()
    assert threading.active_count() <= before + 1
    assert (desk.line, desk.window.notice.words) == ("", "")
    hanging.set()


def test_a_share_that_hangs_while_it_is_read_changes_nothing(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    answers = threading.Event()
    read = library.open_content

    def waits(folders: ContentFolders) -> library.OpenedContent:
        answers.wait()
        return read(folders)

    monkeypatch.setattr(library, "open_content", waits)
    monkeypatch.setattr(library, "READING_PATIENCE", 0.05)
    write(desk.site, "kn-site", "新写的话。")
    before = threading.active_count()
    for _ in range(5):
        desk.look()
    assert threading.active_count() <= before + 1
    assert (desk.line, desk.window.notice.words, desk.summary()) == ("", "", "原来的话。")
    answers.set()
    monkeypatch.setattr(library, "READING_PATIENCE", 60.0)
    qtbot.waitUntil(lambda: threading.active_count() < before + 1, timeout=PATIENCE_MS)
    desk.look()
    assert desk.line == "内容有更新：1 处 · 现在换"


@pytest.mark.parametrize("where", ["stamp", "content", "laws"])
def test_a_share_that_hangs_keeps_no_window_from_closing(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, where: str
) -> None:
    answers, asked = threading.Event(), threading.Event()

    def hangs(*_: object) -> tuple[()]:
        asked.set()
        answers.wait()
        return ()

    if where == "stamp":
        monkeypatch.setattr(content_watch, "folders_stamp", hangs)
    elif where == "content":
        monkeypatch.setattr(library, "open_content", hangs)
    else:
        monkeypatch.setattr(desk.watch, "_law_texts", lambda _folders: hangs)
    write(desk.site, "kn-site", "新写的话。")
    desk.watch.look()
    assert asked.wait(PATIENCE_MS / 1000)
    began = time.monotonic()
    desk.watch.close()
    assert time.monotonic() - began < 3
    answers.set()


def test_a_share_that_was_away_at_the_start_is_taken_when_it_comes(
    open_program: Opener, tmp_path: Path, qtbot: QtBot
) -> None:
    site = tmp_path / "site"
    desk = Desk(open_program(site=site), site, qtbot)
    assert "打不开" in desk.window.notice.words
    write(site, "kn-site", "新写的话。")
    desk.look()
    assert desk.line == "内容有更新：1 处 · 现在换"
    desk.update.take()
    assert (desk.window.notice.words, desk.summary()) == ("", "新写的话。")


def test_what_the_workshop_publishes_waits_for_the_end_of_a_call_alone(desk: Desk, qtbot: QtBot) -> None:
    published = desk.panels.workshop.content_changed
    write(desk.site, "kn-site", "新写的话。")
    published.emit()
    qtbot.waitUntil(lambda: desk.summary() == "新写的话。", timeout=PATIENCE_MS)
    desk.panels.calls.pin("proc-leak-intake")
    write(desk.site, "kn-site", "再改的话。")
    published.emit()
    qtbot.waitUntil(lambda: desk.update.prepared is not None, timeout=PATIENCE_MS)
    assert (desk.line, desk.summary()) == ("", "新写的话。")
    end_call(desk)
    qtbot.waitUntil(lambda: desk.summary() == "再改的话。", timeout=PATIENCE_MS)


def test_a_folder_that_the_workshop_made_waits_for_the_end_of_a_call_alone(
    open_program: Opener, tmp_path: Path, qtbot: QtBot
) -> None:
    own, share = tmp_path / "own", tmp_path / "share"
    desk = Desk(open_program(), own, qtbot)
    made = desk.panels.workshop.site_wanted
    write(own, "kn-site", "这台电脑上的话。")
    made.emit(own)
    qtbot.waitUntil(lambda: desk.summary() == "这台电脑上的话。", timeout=PATIENCE_MS)
    assert "kn-site" in desk.found("片区泵房值班表")
    desk.panels.calls.pin("proc-leak-intake")
    write(share, "kn-site", "搬到共享文件夹的话。")
    made.emit(share)
    qtbot.waitUntil(lambda: desk.update.prepared is not None, timeout=PATIENCE_MS)
    assert desk.summary() == "这台电脑上的话。"
    assert desk.found("片区泵房值班表")
    end_call(desk)
    qtbot.waitUntil(lambda: desk.summary() == "搬到共享文件夹的话。", timeout=PATIENCE_MS)
    write(share, "kn-site", "又改的话。")
    write(own, "kn-site", "没人再看的话。")
    desk.look()
    desk.update.take()
    assert desk.summary() == "又改的话。"


def test_the_program_s_own_content_is_not_watched(open_program: Opener) -> None:
    program = open_program()
    assert program.furnishing is not None
    assert program.furnishing.watch is not None
    assert not program.furnishing.watch._timer.isActive()
    program.furnishing.watch.look()
    assert not program.furnishing.watch.is_busy
    press(program.window, Qt.Key.Key_F5)
    assert "没有更新" in program.window.panels.call_panel.strip.words


def test_a_process_aside_leaves_what_the_window_then_only_opens(
    desk: Desk, user_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(content_watch, "prepare_aside", aside.prepare_aside)
    # On a busy machine one that gives way has no turn for minutes.
    monkeypatch.setattr(own_copy, "_PATIENT", 0)
    monkeypatch.setattr(locate, "build_index", None)
    monkeypatch.setattr(library, "read_anew", None)
    for words in ("新写的话。", "再改的话。", "又改的话。"):
        write(desk.site, "kn-site", words)
        desk.look()
        desk.update.take()
        assert desk.summary() == words
    assert len(list((user_home / "indexes").iterdir())) <= locate.KEPT + 1


def test_a_process_aside_that_is_not_wanted_any_more_is_ended(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        aside, "_words", lambda _folders: [sys.executable, "-c", "import time; time.sleep(60)"]
    )
    began = time.monotonic()
    aside.prepare_aside(ContentFolders(desk.site, desk.site, desk.site), lambda: True)
    assert time.monotonic() - began < 10
    monkeypatch.setattr(aside, "_words", lambda _folders: ["/no/such/program"])
    aside.prepare_aside(ContentFolders(desk.site, desk.site, desk.site), lambda: False)
