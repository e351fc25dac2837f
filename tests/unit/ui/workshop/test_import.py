"""A file of a law is read by the real child process, decided through the widgets, and taken in."""

from collections.abc import Callable, Sequence
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QScrollArea,
    QWidget,
)
from pytestqt.qtbot import QtBot

from handbook.law.draft import Choice
from handbook.law.splitting import split
from handbook.ui.workshop.reading_queue import ReadingQueue
from handbook.upkeep.law_desk import LawDesk
from handbook.upkeep.law_rows import ReadLaw
from tests.helpers.typing_in import commit, compose, press
from tests.helpers.workshop_site import LAW, NEW, OLD, law_docx, law_lines
from tests.unit.ui.workshop.conftest import Opened

PATIENCE_MS = 20_000
CTRL = Qt.KeyboardModifier.ControlModifier


def read_law(name: str = "北江条例.docx", *, is_new: bool = True, foreign: str = "") -> ReadLaw:
    """As if the file had been read."""
    draft = split(law_lines(is_new=is_new, strays=True), is_marked=True)
    return ReadLaw(
        file_name=name,
        about_file="Word",
        sha256="9f" * 32,
        suffix=".docx",
        original=name.encode(),
        draft=draft,
        foreign=foreign,
    )


def field(opened: Opened, name: str) -> QLineEdit:
    found = opened.window.findChild(QLineEdit, name)
    assert found is not None, name
    return found


def accept(opened: Opened) -> QPushButton:
    found = opened.window.findChild(QPushButton, "importAccept")
    assert found is not None
    return found


def decide(opened: Opened, day: str = NEW.isoformat()) -> None:
    """All that is missing, by keys alone."""
    importing = opened.pages.importing
    commit(field(opened, "importDay"), day)
    importing.checks.strays.setFocus()
    for _ in range(importing.checks.strays.count()):
        press(importing.checks.strays, Qt.Key.Key_3)
    commit(field(opened, "importSource"), "省人大网站 Word 文件")


def drop(page: QWidget, paths: Sequence[Path]) -> None:
    """Files carried over the page and let fall."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    action, button = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    held = Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPoint(50, 50), action, data, button, held)
    QApplication.sendEvent(page, enter)
    assert enter.isAccepted()
    fall = QDropEvent(QPointF(50, 50), action, data, button, held)
    QApplication.sendEvent(page, fall)


def test_a_dropped_word_file_is_read_decided_and_taken_in(
    open_workshop: Callable[..., Opened], qtbot: QtBot, tmp_path: Path
) -> None:
    opened = open_workshop(versions=1)
    opened.window.turn_to(opened.pages.laws)
    path = law_docx(tmp_path / "北江条例(2026修正).docx")
    drop(opened.pages.laws, [path])
    assert opened.window.reading.isVisible()
    assert path.name in opened.window.reading.words.text().replace("（", "(").replace("）", ")")
    qtbot.waitUntil(lambda: opened.window.page is opened.pages.importing, timeout=PATIENCE_MS)
    assert not opened.window.reading.isVisible()
    assert accept(opened).text() == "收下 · 还差 3 样"
    assert not any(one.isChecked() for one in opened.pages.importing.findChildren(QRadioButton))
    decide(opened)
    assert accept(opened).text() == "收下"
    press(accept(opened), Qt.Key.Key_Return, CTRL)
    assert opened.window.page is opened.pages.comparison
    texts = opened.workshop.desk().read().texts
    assert sorted(text.effective for text in texts) == [OLD, NEW]
    assert texts[-1].origin.obtained_by == "王敏"
    originals = list((opened.site / "laws" / LAW / "_originals").iterdir())
    assert [one.read_bytes() for one in originals] == [path.read_bytes()]
    assert opened.read_again == 1
    compared = opened.pages.comparison.compared
    assert compared is not None
    assert compared.comparison.counts[next(iter(compared.comparison.counts))] == 37
    opened.window.turn_to(opened.pages.laws)
    press(opened.pages.laws.table, Qt.Key.Key_Z, CTRL)
    assert [text.effective for text in opened.workshop.desk().read().texts] == [OLD]


def test_what_is_missing_is_gone_to_one_after_the_other(open_workshop: Callable[..., Opened]) -> None:
    opened = open_workshop(versions=1)
    importing = opened.pages.importing
    opened.pages.reading.read.emit(read_law())
    assert opened.window.page is not importing  # one works on another page: nothing turns by itself
    assert "接着收" in opened.told.words
    opened.window.turn_to(opened.pages.laws)
    resume = opened.window.findChild(QPushButton, "lawsResume")
    assert resume is not None
    assert resume.isVisible()
    press(resume, Qt.Key.Key_Space)
    assert opened.window.page is importing
    assert accept(opened).isEnabled()
    accept(opened).setFocus()
    press(accept(opened), Qt.Key.Key_Return, CTRL)
    assert QApplication.focusWidget() is importing.checks.days.first
    assert "从哪天起施行" in opened.told.words
    commit(field(opened, "importDay"), "明年")
    press(accept(opened), Qt.Key.Key_Space)
    assert QApplication.focusWidget() is field(opened, "importDay")
    assert "2027-01-01 这样" in opened.told.words
    field(opened, "importDay").clear()
    commit(field(opened, "importDay"), "2027年1月1日")
    assert importing.checks.days.day == NEW
    press(accept(opened), Qt.Key.Key_Space)
    assert QApplication.focusWidget() is importing.checks.strays
    for key in (Qt.Key.Key_1, Qt.Key.Key_2):
        press(importing.checks.strays, key)
    press(accept(opened), Qt.Key.Key_Space)
    assert QApplication.focusWidget() is field(opened, "importSource")
    assert len(opened.workshop.desk().read().texts) == 1


def test_digits_go_to_the_lines_in_order_and_a_click_decides_too(
    open_workshop: Callable[..., Opened],
) -> None:
    opened = open_workshop(versions=1)
    opened.window.turn_to(opened.pages.laws)
    opened.pages.reading.read.emit(read_law())
    strays = opened.pages.importing.checks.strays
    strays.setFocus()
    decided: list[tuple[int, object]] = []
    strays.decided.connect(lambda number, choice: decided.append((number, choice)))
    first, second = strays.number_at(0), strays.number_at(1)
    press(strays, Qt.Key.Key_2)
    assert strays.currentRow() == 1
    press(strays, Qt.Key.Key_1, Qt.KeyboardModifier.KeypadModifier)
    assert decided == [(first, Choice.TO_ARTICLE_BEFORE), (second, Choice.LEAVE_OUT)]
    row = strays.visualItemRect(strays.item(0))
    at = QPoint(row.right() - 20, row.center().y())
    QTest.mouseClick(strays.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)
    assert decided[-1] == (first, Choice.AS_NOTE)
    assert "作附注" in strays.item(0).data(Qt.ItemDataRole.AccessibleTextRole)


def test_the_day_is_never_preselected_and_a_typed_one_takes_the_place(
    open_workshop: Callable[..., Opened],
) -> None:
    opened = open_workshop(versions=1)
    opened.window.turn_to(opened.pages.laws)
    opened.pages.reading.read.emit(read_law())
    days = opened.pages.importing.checks.days
    found = days.findChild(QRadioButton, "importDay1")
    assert found is not None
    assert days.day is None
    assert "本条例自2011年10月1日起施行" in found.accessibleName()
    press(found, Qt.Key.Key_Space)
    assert days.day is not None
    assert days.day.year == 2011
    compose(field(opened, "importDay"), "nian")
    commit(field(opened, "importDay"), "2027.1.1")
    assert days.day == NEW
    assert not found.isChecked()
    opened.pages.reading.read.emit(read_law())
    assert days.day is None


def test_escape_keeps_the_file_for_later(open_workshop: Callable[..., Opened]) -> None:
    opened = open_workshop(versions=1)
    opened.window.turn_to(opened.pages.laws)
    opened.pages.reading.read.emit(read_law())
    decide(opened)
    press(field(opened, "importSource"), Qt.Key.Key_Escape)
    assert opened.window.page is opened.pages.laws
    assert "没有收" in opened.told.words
    resume = opened.window.findChild(QPushButton, "lawsResume")
    assert resume is not None
    press(resume, Qt.Key.Key_Space)
    assert accept(opened).text() == "收下"


class SlowDesk(LawDesk):
    """Reads until it is let go or stopped."""

    def __init__(self, inner: LawDesk, let_go: Event, asked: list[Path]) -> None:
        self._inner, self._let_go, self._asked = inner, let_go, asked

    def __getattribute__(self, name: str) -> object:
        if name in ("draft", "_inner", "_let_go", "_asked"):
            return super().__getattribute__(name)
        return getattr(super().__getattribute__("_inner"), name)

    def draft(self, path: Path, *, is_stopped=lambda: False, progress=lambda _s: None) -> ReadLaw:  # type: ignore[no-untyped-def]
        self._asked.append(path)
        progress(1.0)
        while not self._let_go.wait(0.01):
            if is_stopped():
                raise ValueError("stopped")
        return read_law(path.name)


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> tuple[Event, list[Path]]:
    """Reading takes until the event is set; the files that were begun."""
    let_go = Event()
    asked: list[Path] = []
    before = ReadingQueue.__init__

    def patched(queue: ReadingQueue, desk: Callable[[], LawDesk], *more: object) -> None:
        before(queue, lambda: SlowDesk(desk(), let_go, asked), *more)  # type: ignore[arg-type]

    monkeypatch.setattr(ReadingQueue, "__init__", patched)
    return let_go, asked


def test_files_queue_and_the_next_waits_until_one_is_decided(
    slow: tuple[Event, list[Path]], open_workshop: Callable[..., Opened], qtbot: QtBot
) -> None:
    let_go, asked = slow
    opened = open_workshop(versions=1)
    opened.window.turn_to(opened.pages.laws)
    drop(opened.pages.laws, [Path("/a.docx"), Path("/b.docx")])
    qtbot.waitUntil(lambda: asked == [Path("/a.docx")])
    assert "后面还有 1 个" in opened.window.reading.words.text()
    let_go.set()
    qtbot.waitUntil(lambda: opened.window.page is opened.pages.importing)
    drop(opened.pages.laws, [Path("/c.docx")])
    assert asked == [Path("/a.docx")]
    assert opened.pages.importing.law is not None
    assert opened.pages.importing.law.file_name == "a.docx"
    press(field(opened, "importSource"), Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: asked[-1] == Path("/b.docx"))
    qtbot.waitUntil(lambda: opened.pages.importing.law.file_name == "b.docx")  # type: ignore[union-attr]


def test_stop_ends_the_reading_and_what_waits_behind_it(
    slow: tuple[Event, list[Path]], open_workshop: Callable[..., Opened], qtbot: QtBot
) -> None:
    _, asked = slow
    opened = open_workshop(versions=1)
    opened.window.turn_to(opened.pages.laws)
    drop(opened.pages.laws, [Path("/a.docx"), Path("/b.docx")])
    qtbot.waitUntil(lambda: bool(asked))
    qtbot.waitUntil(lambda: opened.window.reading.bar.value() > 0)
    press(opened.window.reading.stop, Qt.Key.Key_Space)
    assert not opened.window.reading.isVisible()
    assert "停了" in opened.told.words
    assert "后面 1 个也不读了" in opened.told.words
    qtbot.waitUntil(lambda: not opened.pages.reading.is_busy)
    assert asked == [Path("/a.docx")]
    assert opened.window.page is opened.pages.laws


def test_closing_while_a_file_is_read_leaves_nothing_running(
    slow: tuple[Event, list[Path]], open_workshop: Callable[..., Opened], qtbot: QtBot
) -> None:
    _, asked = slow
    opened = open_workshop(versions=1)
    opened.window.turn_to(opened.pages.laws)
    drop(opened.pages.laws, [Path("/a.docx"), Path("/b.docx")])
    qtbot.waitUntil(lambda: bool(asked))
    opened.window.close()
    assert opened.pages.reading._work.wait(0)
    QApplication.processEvents()
    assert not opened.told.words
    assert asked == [Path("/a.docx")]


def test_a_refusal_of_the_reader_is_told_in_its_sentence(
    open_workshop: Callable[..., Opened], qtbot: QtBot, tmp_path: Path
) -> None:
    opened = open_workshop(versions=1)
    opened.window.turn_to(opened.pages.laws)
    empty = tmp_path / "空的.docx"
    empty.write_bytes(b"")
    good = law_docx(tmp_path / "好的.docx")
    drop(opened.pages.laws, [empty, good])
    qtbot.waitUntil(lambda: opened.window.page is opened.pages.importing, timeout=PATIENCE_MS)
    assert "空的.docx" in opened.told.words
    assert opened.pages.importing.law is not None
    assert opened.pages.importing.law.file_name == good.name


def test_the_same_words_again_are_refused_and_the_page_stays(open_workshop: Callable[..., Opened]) -> None:
    opened = open_workshop(versions=1)
    for _ in range(2):
        opened.window.turn_to(opened.pages.laws)
        opened.pages.reading.read.emit(read_law())
        decide(opened)
        press(accept(opened), Qt.Key.Key_Return, CTRL)
    assert opened.window.page is opened.pages.importing
    assert "一字不差" in opened.told.words
    assert len(opened.workshop.desk().read().texts) == 2


def test_other_words_of_a_day_that_is_taken_are_compared_and_not_laid_over(
    open_workshop: Callable[..., Opened],
) -> None:
    opened = open_workshop(versions=1)
    opened.window.turn_to(opened.pages.laws)
    opened.pages.reading.read.emit(read_law("新版.docx"))
    decide(opened, OLD.isoformat())
    before = opened.workshop.desk().read().texts
    press(accept(opened), Qt.Key.Key_Return, CTRL)
    assert opened.workshop.desk().read().texts == before
    page = opened.pages.comparison
    assert opened.window.page is page
    assert "没有覆盖" in opened.told.words
    assert page.list.count() == 4
    assert not page.old.isVisible()
    assert "确认之日起三十日内" in page.text.toPlainText()
    press(page.list, Qt.Key.Key_Escape)
    resume = opened.window.findChild(QPushButton, "lawsResume")
    assert resume is not None
    press(resume, Qt.Key.Key_Return)
    assert accept(opened).text() == "收下"
    opened.pages.reading.read.emit(read_law())
    decide(opened)
    press(accept(opened), Qt.Key.Key_Return, CTRL)
    assert page.old.isVisible()


def test_a_name_is_asked_once_and_kept(open_workshop: Callable[..., Opened]) -> None:
    opened = open_workshop(versions=1, editor="")
    named: list[str] = []
    opened.workshop.named.connect(named.append)
    opened.window.turn_to(opened.pages.laws)
    opened.pages.reading.read.emit(read_law())
    decide(opened)
    press(accept(opened), Qt.Key.Key_Return, CTRL)
    line = field(opened, "lineField")
    assert len(opened.workshop.desk().read().texts) == 1
    commit(line, " 李 海涛 ")
    press(line, Qt.Key.Key_Return)
    assert named == ["李 海涛"]
    texts = opened.workshop.desk().read().texts
    assert len(texts) == 2
    assert texts[-1].origin.obtained_by == "李 海涛"
    QApplication.processEvents()
    opened.window.turn_to(opened.pages.laws)
    press(opened.pages.laws.table, Qt.Key.Key_Z, CTRL)
    assert len(opened.workshop.desk().read().texts) == 1
    assert named == ["李 海涛"]


def test_a_law_of_another_place_is_taken_in_only_when_it_is_said_to_be_meant(
    open_workshop: Callable[..., Opened],
) -> None:
    opened = open_workshop(versions=1)
    opened.window.turn_to(opened.pages.laws)
    opened.pages.importing.show_law(read_law(foreign="这部法规是外地的。"))
    opened.window.turn_to(opened.pages.importing)
    decide(opened)
    box = opened.window.findChild(QCheckBox, "importElsewhere")
    assert box is not None
    assert box.isVisible()
    assert not box.isChecked()
    assert accept(opened).text() == "收下 · 还差 1 样"
    press(accept(opened), Qt.Key.Key_Return, CTRL)
    assert box.hasFocus()
    press(box, Qt.Key.Key_Space)
    assert accept(opened).text() == "收下"
    opened.pages.importing.show_law(read_law(foreign="这部法规是外地的。"))
    assert not box.isChecked()  # what was said of one file is not said of the next
    opened.pages.importing.show_law(read_law())
    assert box.isHidden()


def test_tab_goes_through_the_questions_in_their_order_and_scrolls(
    open_workshop: Callable[..., Opened],
) -> None:
    """The days are made when a file was read; in a low window the last question stands below the edge."""
    opened = open_workshop(versions=1, size=(1366, 700))
    opened.pages.reading.read.emit(read_law())
    opened.window.turn_to(opened.pages.importing)
    area = opened.pages.importing.findChild(QScrollArea, "importScroll")
    source = opened.window.findChild(QLineEdit, "importSource")
    place = opened.window.findChild(QLineEdit, "importPlace")
    assert area is not None
    assert source is not None
    assert place is not None
    QTest.qWait(20)
    place.setFocus()
    area.verticalScrollBar().setValue(0)
    names = []
    while (focused := QApplication.focusWidget()) is not source:
        assert focused is not None
        names.append(focused.objectName())
        assert len(names) < 12, names
        press(focused, Qt.Key.Key_Tab)
    assert names[:3] == ["importPlace", "importDay1", "importDay"]
    below = source.mapTo(area.viewport(), source.rect().bottomLeft()).y()
    assert below <= area.viewport().height()
