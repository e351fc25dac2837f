"""分支图 with 试一试: keys, the kept walk, nothing written, and a picture in which nothing crosses and nothing is cut."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QAccessible, QWheelEvent
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from handbook.model.handbook import Handbook
from handbook.model.kinds import StepKind
from handbook.model.procedure import Procedure
from handbook.model.step import Answer, Step
from handbook.render.colours import LIGHT
from handbook.ui.theme.theme import Theme
from handbook.ui.workshop.branch_layout import Role, laid_out
from handbook.ui.workshop.branch_page import BranchPage
from handbook.ui.workshop.branch_view import BranchView, Way
from handbook.ui.workshop.workshop_window import WorkshopWindow
from handbook.upkeep.branches import LeadKind, branches
from handbook.upkeep.trial import EndKind, Tried
from handbook.upkeep.walks import Walk
from tests.conftest import let_go, undress
from tests.helpers.typing_in import COMPOSING_KEYS, commit, compose, press
from tests.helpers.workshop_screen import dress
from tests.unit.ui.workshop.test_look import SIZES, lacking, overlaps, seen, within

Key, Mod = Qt.Key, Qt.KeyboardModifier
ENTRY = "proc-radiator-hot-top"
OpenPage = Callable[..., tuple[WorkshopWindow, BranchPage]]


@pytest.fixture
def entry(shipped: Handbook) -> Procedure:
    found = shipped.exact(ENTRY)
    assert isinstance(found, Procedure)
    return found


@pytest.fixture
def open_page(qtbot: QtBot, shipped: Handbook, entry: Procedure) -> Iterator[OpenPage]:
    """The page in the window of the workshop, over the shipped content."""
    opened: list[WorkshopWindow] = []

    def open_one(
        *,
        size: tuple[int, int] = (1440, 900),
        scale: float = 1.0,
        is_dark: bool = False,
        new: tuple[str, ...] = (),
    ) -> tuple[WorkshopWindow, BranchPage]:
        window = WorkshopWindow("王敏", lambda _words: ())
        opened.append(window)
        page = BranchPage()
        window.add_tab("条目", page)
        dress(window, scale=scale, is_dark=is_dark)
        page.show_entry(entry, shipped, frozenset(), frozenset(new))
        window.resize(*size)
        window.show()
        window.turn_to(page)
        QTest.qWait(20)
        window.resize(*size)
        window.activateWindow()
        QTest.qWait(20)
        return window, page

    yield open_one
    for window in opened:
        window.close()
        window.deleteLater()
    opened.clear()
    undress()
    let_go()


def hit(key: Qt.Key, modifier: Qt.KeyboardModifier = Mod.NoModifier) -> None:
    """A key to whatever has the keyboard."""
    focus = QApplication.focusWidget()
    assert focus is not None
    press(focus, key, modifier)


def current(page: BranchPage) -> str:
    trial = page.trial.trial
    assert trial is not None
    return trial.current.id if trial.current is not None else ""


def given(page: BranchPage) -> dict[str, str]:
    trial = page.trial.trial
    assert trial is not None
    return trial.answers


def to_temperature() -> None:
    """Answer all that stands before the room temperature."""
    for key in (Key.Key_1, Key.Key_1, Key.Key_3, Key.Key_1, Key.Key_1, Key.Key_1, Key.Key_2, Key.Key_3):
        hit(key)


# -- the trial


def test_digits_answer_and_backspace_goes_back(open_page: OpenPage) -> None:
    _, page = open_page()
    assert QApplication.focusWidget() is page.trial
    assert current(page) == "extent"
    hit(Key.Key_1)
    assert given(page) == {"extent": "只有这一组"}
    assert current(page) == "top"
    hit(Key.Key_9)
    assert current(page) == "top"
    hit(Key.Key_1)
    hit(Key.Key_Backspace)
    assert current(page) == "top"
    assert given(page) == {"extent": "只有这一组"}
    hit(Key.Key_Backspace)
    hit(Key.Key_Backspace)
    assert current(page) == "extent"


def test_the_keyboard_stays_where_an_answer_was_pressed(open_page: OpenPage) -> None:
    _, page = open_page()
    chip = page.trial._chips[1]
    chip.setFocus()
    hit(Key.Key_Space)
    assert given(page) == {"extent": "家里好几组都这样"}
    assert QApplication.focusWidget() is page.trial
    page.trial._chips[0].setFocus()
    hit(Key.Key_2)
    assert given(page)["top"] == "温乎"


def test_a_whole_walk_with_a_sentence_and_a_value(open_page: OpenPage) -> None:
    window, page = open_page()
    for key in (Key.Key_1, Key.Key_1, Key.Key_3, Key.Key_1):
        hit(key)
    assert current(page) == "pipes"
    hit(Key.Key_Space)
    trial = page.trial.trial
    assert trial is not None
    assert trial.run.state(trial.sentences[0].id).is_done
    hit(Key.Key_Space)
    assert "选一个回答" in window.notice.words
    for key in (Key.Key_1, Key.Key_2):
        hit(key)
    assert current(page) == "open"
    hit(Key.Key_Space)
    for key in (Key.Key_2, Key.Key_3):
        hit(key)
    assert current(page) == "temp"
    field = page.trial.value
    assert QApplication.focusWidget() is field
    hit(Key.Key_Return)
    assert current(page) == "temp"
    commit(field, "很冷")
    hit(Key.Key_Return)
    assert "不是数" in window.notice.words
    field.clear()
    commit(field, "71")
    hit(Key.Key_Return)
    assert "再按 Enter" in window.notice.words
    field.clear()
    commit(field, "15 度")
    hit(Key.Key_Return)
    assert given(page)["temp"] == "15"
    assert current(page) == "cause"
    assert "流量小" in page.trial.end.title.text()
    hit(Key.Key_1)
    assert page.trial.end.title.text() == "片里窝气"
    assert "师傅" in page.trial.end.say.text()
    assert "走到了" in page.trial.end.said
    assert page.view.node is not None
    assert page.view.node.step == "cause"
    hit(Key.Key_F5)
    assert given(page) == {}


def test_a_letter_answers_where_digits_begin_a_value(open_page: OpenPage) -> None:
    _, page = open_page()
    to_temperature()
    assert QApplication.focusWidget() is page.trial.value
    hit(Key.Key_B)
    assert given(page)["temp"] == "量不了(人不在家)"
    hit(Key.Key_Backspace)
    assert QApplication.focusWidget() is page.trial.value
    hit(Key.Key_Backspace)
    assert current(page) == "vent"


def test_keys_are_the_input_methods_while_it_composes(open_page: OpenPage) -> None:
    _, page = open_page()
    to_temperature()
    before = given(page)
    compose(page.trial.value, "shi")
    for key in (*COMPOSING_KEYS, Key.Key_Backspace, Key.Key_B, Key.Key_F5):
        press(page.trial.value, key)
    press(page.trial.value, Key.Key_Return, Mod.ControlModifier)
    assert given(page) == before
    assert current(page) == "temp"
    compose(page.trial.value, "")
    page.trial.keep.click()
    spy = QSignalSpy(page.walk_kept)
    compose(page.trial.name, "dinuan")
    for key in COMPOSING_KEYS:
        press(page.trial.name, key)
    assert spy.count() == 0
    assert page.trial.name.isVisible()


def test_an_opened_entry_is_an_end_from_which_one_comes_back(open_page: OpenPage) -> None:
    _, page = open_page()
    hit(Key.Key_3)
    trial = page.trial.trial
    assert trial is not None
    assert trial.ending.kind is EndKind.ENTRY
    assert "上下邻居都凉" in page.trial.end.title.text()
    hit(Key.Key_Space)
    assert current(page) == "top"


def test_a_walk_is_named_and_handed_up(open_page: OpenPage) -> None:
    window, page = open_page()
    spy = QSignalSpy(page.walk_kept)
    page.trial.keep.click()
    assert "还没有回答" in window.notice.words
    assert "还没回答" in page.trial.keep.text()
    hit(Key.Key_3)
    assert page.trial.keep.text() == "记成用例"
    page.trial.keep.click()
    assert QApplication.focusWidget() is page.trial.name
    hit(Key.Key_Return)
    assert spy.count() == 0
    commit(page.trial.name, "楼上楼下")
    hit(Key.Key_Return)
    assert spy.count() == 1
    walk = spy.at(0)[0]
    assert isinstance(walk, Walk)
    assert (walk.name, walk.entry, walk.end) == ("楼上楼下", ENTRY, "proc-neighbours-cold")
    assert not page.trial.name.isVisible()
    assert QApplication.focusWidget() is page.trial
    page.trial.keep.click()
    hit(Key.Key_Escape)
    assert not page.trial.name.isVisible()
    assert spy.count() == 1


def test_every_road_is_offered_once(open_page: OpenPage) -> None:
    _, page = open_page()
    picture = page.trial.picture
    assert picture is not None
    ends = []
    for number in range(len(picture.roads)):
        assert len(page.trial.tried & {road.key for road in picture.roads}) == number
        hit(Key.Key_Return, Mod.ControlModifier)
        assert page.trial.trial is not None
        ends.append(page.trial.trial.ending.id)
    assert {"air", "flow", "solved", "cold"} <= set(ends)
    assert "都试过了" in page._next.text()
    assert page._count.text() == f"试过 {len(picture.roads)} 条路，共 {len(picture.roads)} 条"
    hit(Key.Key_Return, Mod.ControlModifier)
    assert "都试过了" in page._next.text()


def test_what_is_changed_is_to_be_tried_again(
    open_page: OpenPage, shipped: Handbook, entry: Procedure
) -> None:
    _, page = open_page()
    hit(Key.Key_3)
    assert "extent:楼上楼下也这样" in page.trial.tried
    page.show_entry(entry, shipped)
    assert "extent:楼上楼下也这样" in page.trial.tried
    assert given(page) == {"extent": "楼上楼下也这样"}
    first = replace(entry.steps[0], text="就这一组吗?")
    page.show_entry(replace(entry, steps=(first, *entry.steps[1:])), shipped, frozenset({"extent"}))
    assert "extent:楼上楼下也这样" not in page.trial.tried
    assert given(page) == {"extent": "楼上楼下也这样"}
    answers = (*first.answers[:2], Answer(label="整栋楼都这样", entry="proc-building-cold"))
    page.show_entry(replace(entry, steps=(replace(first, answers=answers), *entry.steps[1:])), shipped)
    assert given(page) == {}
    page.show_entry(None, shipped)
    assert page.trial.trial is None
    assert "先改好" in page._next.text()
    page.show_entry(entry, shipped)
    assert page.trial.trial is not None


def test_nothing_of_a_trial_is_written_anywhere(open_page: OpenPage, tmp_path: Path, user_home: Path) -> None:
    site = tmp_path / "site"
    site.mkdir()
    clipboard = QApplication.clipboard()
    clipboard.setText("先前的")
    _, page = open_page()
    to_temperature()
    commit(page.trial.value, "19")
    hit(Key.Key_Return)
    hit(Key.Key_1)
    hit(Key.Key_Return, Mod.ControlModifier)
    hit(Key.Key_F5)
    hit(Key.Key_C)
    hit(Key.Key_3)
    page.trial.keep.click()
    commit(page.trial.name, "楼上楼下")
    hit(Key.Key_Return)
    QTest.qWait(30)
    assert list(site.iterdir()) == []
    assert not user_home.exists() or not [path for path in user_home.rglob("*") if path.is_file()]
    assert clipboard.text() == "先前的"
    strip = page.findChild(QWidget, "trialStrip")
    assert strip is not None
    assert strip.isVisible()


# -- the picture


def test_arrows_walk_the_steps_and_enter_goes_there(open_page: OpenPage) -> None:
    window, page = open_page()
    spy, left = QSignalSpy(page.step_wanted), QSignalSpy(page.left)
    page.bring_column(page.view)
    hit(Key.Key_Down)
    hit(Key.Key_Down)
    hit(Key.Key_Up)
    assert page.view.node is not None
    assert page.view.node.step == "top"
    assert page.view.accessibleName().startswith("分支图，第 2 步，问，上头烫到什么程度")
    assert "去第 2 步" in page.view.accessibleName()
    hit(Key.Key_Return)
    assert spy.at(0) == ["top"]
    box = page.view.layout_now.node_box("extent")
    assert box is not None
    at = page.view.mapFromScene(box.room.center())
    page.view.verticalScrollBar().setValue(0)
    QTest.mouseClick(page.view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert page.view.node.step == "extent"
    assert spy.count() == 1
    QTest.mouseDClick(page.view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert spy.at(1) == ["extent"]
    page._leave.click()
    assert left.count() == 1
    assert window.page is page


def test_the_wheel_zooms_with_control_alone(open_page: OpenPage) -> None:
    _, page = open_page()
    for held, change in ((Mod.NoModifier, 0), (Mod.ControlModifier, 1)):
        before = page.view.zoom
        wheel = QWheelEvent(
            QPointF(50, 50),
            QPointF(50, 50),
            QPoint(0, 0),
            QPoint(0, 120),
            Qt.MouseButton.NoButton,
            held,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QApplication.sendEvent(page.view.viewport(), wheel)
        assert (page.view.zoom > before) == bool(change)
    assert page._scale.text() == "110 %"
    page._scale.click()
    assert page.view.zoom == 1.0
    page._fit.click()
    assert page.view.zoom < 1.0


def test_the_list_says_the_same_in_words(open_page: OpenPage) -> None:
    _, page = open_page()
    spy = QSignalSpy(page.step_wanted)
    page._as_list.click()
    assert QApplication.focusWidget() is page.list
    picture = page.trial.picture
    assert picture is not None
    assert page.list.count() == len(picture.nodes) + 1
    rows = [page.list.item(n).data(Qt.ItemDataRole.AccessibleTextRole) for n in range(page.list.count())]
    for node, row in zip(picture.nodes, rows, strict=False):
        assert row.startswith(f"第 {node.number} 步")
        assert row.endswith(f"去第 {node.number} 步")
    hit(Key.Key_Down)
    hit(Key.Key_Return)
    assert spy.at(0) == ["top"]
    page._as_list.click()
    assert QApplication.focusWidget() is page.view


def test_the_way_is_lit_and_the_end_foreseen(open_page: OpenPage) -> None:
    _, page = open_page()
    assert page.trial.way.end is not None
    assert page.trial.way.end.title == "流量小或有堵"
    pens = {line.exit: item.pen() for line, item, _ in page.view._lines if line.exit is not None}
    assert pens[page.trial.way.end].style() is Qt.PenStyle.CustomDashLine
    hit(Key.Key_1)
    stems = {line.step: item.pen() for line, item, _ in page.view._lines if line.exit is None}
    assert stems["extent"].widthF() == 3.0
    assert stems["extent"].color().name() == LIGHT.accent
    assert stems["top"].widthF() == 1.5
    hit(Key.Key_3)
    pens = {line.exit: item.pen() for line, item, _ in page.view._lines if line.exit is not None}
    taken = page.trial.way.end
    assert taken.kind is LeadKind.ENTRY
    assert (pens[taken].widthF(), pens[taken].style()) == (3.0, Qt.PenStyle.SolidLine)


def test_new_roads_are_marked_until_they_were_tried(open_page: OpenPage) -> None:
    _, page = open_page(new=("extent",))
    words = [item.toPlainText() for _, item in page.view._words]
    assert "新加，没试过" in words
    page.step(1)
    assert page.view.node is not None
    assert page.view.node.step == "extent"
    page.bring_column(page.trial)
    hit(Key.Key_3)
    words = [item.toPlainText() for _, item in page.view._words]
    assert "新加，没试过" not in words
    assert "楼上楼下也这样 ✓" in words


def test_steps_that_nobody_reaches_are_drawn_apart(
    open_page: OpenPage, shipped: Handbook, entry: Procedure
) -> None:
    window, page = open_page()
    torn = Step(id="torn", kind=StepKind.SAY, text="到不了这里。", when={"extent": ("没有的",)})
    page.show_entry(replace(entry, steps=(*entry.steps, torn)), shipped)
    apart = [box for box in page.view.layout_now.boxes if box.is_apart]
    assert [box.step for box in apart] == ["torn"]
    assert any("走不到：" in item.toPlainText() for _, item in page.view._words)
    assert not [line for line in page.view.layout_now.lines if line.step == "torn"]
    page.step(1)
    assert page.view.node is not None
    assert page.view.node.step == "torn"
    page.show_entry(entry, shipped)
    page.step(1)
    assert "也没有走不到的" in window.notice.words


# -- how it stands


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_no_lines_cross_and_no_words_are_cut(qtbot: QtBot, shipped: Handbook, scale: float) -> None:
    view = BranchView()
    qtbot.addWidget(view)
    view.resize(round(1036 * scale), 900)
    view.apply_theme(Theme(scale=scale))
    entries: tuple[Tried, ...] = (*shipped.procedures, *shipped.emergency)
    for entry in entries:
        picture = branches(entry, shipped)
        steps = frozenset(node.step for node in picture.nodes)
        view.show_branches(picture, frozenset(), steps if entry is shipped.procedures[0] else frozenset())
        lines = [
            QRectF(line.x1, line.y1, line.x2 - line.x1, line.y2 - line.y1) for line in view.layout_now.lines
        ]
        assert list(_crossing(lines)) == [], entry.id
        boxes = [box.room for box in view.layout_now.boxes if box.exit is None or box.is_target]
        assert [1 for n, one in enumerate(boxes) for other in boxes[:n] if one.intersects(other)] == []
        every = frozenset(one.key for node in picture.nodes for one in node.exits)
        chosen = {node.step: (node.exits[0].written if node.exits else "") for node in picture.nodes}
        for way in (
            Way(),
            Way(walked=chosen, current=picture.nodes[-1].step, tried=every, end=picture.roads[0]),
        ):
            view.show_way(way)
            _check_words(view, entry.id)


def _check_words(view: BranchView, name: str) -> None:
    for words, item in view._words:
        size = item.boundingRect()
        told = f"{name}: {words.role} {item.toPlainText()}"
        assert size.height() <= words.room.height() + 2, told
        assert item.document().idealWidth() <= words.room.width() + 1, told
    rooms = [(words.room, words) for words, _ in view._words]
    for number, (one, words) in enumerate(rooms):
        for other, others in rooms[max(number - 12, 0) : number]:
            both = one.intersected(other)
            assert both.width() < 1 or both.height() < 2, f"{name}: {words.text} / {others.text}"
    targets = [box for box in view.layout_now.boxes if box.is_target]
    for words, _ in view._words:
        if words.role in (Role.TITLE, Role.DETAIL, Role.LEAD):
            assert any(box.room.contains(words.room) for box in targets if box.exit == words.exit), words.text


def _crossing(lines: list[QRectF]) -> Iterator[tuple[QRectF, QRectF]]:
    """Level and upright lines that meet: those that follow on each other do not count."""
    for number, one in enumerate(lines):
        for other in lines[:number]:
            apart_x = one.right() < other.left() or other.right() < one.left()
            apart_y = one.bottom() < other.top() or other.bottom() < one.top()
            if (
                not apart_x
                and not apart_y
                and one.bottomRight() != other.topLeft()
                and other.bottomRight() != one.topLeft()
            ):
                yield one, other


@pytest.mark.parametrize("width", [640.0, 860.0, 1036.0, 1600.0])
def test_it_takes_the_width_that_there_is(shipped: Handbook, entry: Procedure, width: float) -> None:
    laid = laid_out(branches(entry, shipped), Theme(), width)
    assert laid.width <= max(width, 860)
    assert max(box.room.right() for box in laid.boxes) <= laid.width


@pytest.mark.parametrize(("size", "scale"), SIZES)
@pytest.mark.parametrize("is_trial", [False, True])
def test_nothing_of_the_page_is_cut(
    open_page: OpenPage, size: tuple[int, int], scale: float, is_trial: bool
) -> None:
    window, page = open_page(size=size, scale=scale)
    page.bring_column(page.trial if is_trial else page.view)
    to_temperature_from(page)
    for _ in range(4):
        QTest.qWait(5)
    foot = window.foot.keys
    widgets = [widget for widget in seen(window) if widget is not foot]
    assert [words for widget in widgets if (words := lacking(widget))] == []
    assert [widget.objectName() for widget in widgets if not within(widget)] == []
    assert list(overlaps(window)) == []
    assert page.trial.findChild(QLineEdit, "trialValue") is page.trial.value


def to_temperature_from(page: BranchPage) -> None:
    for key in (Key.Key_1, Key.Key_1, Key.Key_3, Key.Key_1, Key.Key_1, Key.Key_1, Key.Key_2, Key.Key_3):
        press(page.trial, key)


def test_a_low_foot_shrinks_with_what_it_says(open_page: OpenPage) -> None:
    _, page = open_page()
    QTest.qWait(20)
    tall = page.trial._foot_room.height()
    hit(Key.Key_3)
    QTest.qWait(20)
    assert page.trial._foot_room.height() < tall - 80


def test_everything_has_a_name_to_be_heard(open_page: OpenPage) -> None:
    _, page = open_page()
    assert "现在：就这一组上热下凉" in page.trial.accessibleName()
    assert "1 只有这一组" in page.trial.accessibleName()
    for widget in page.findChildren(QWidget):
        is_viewport = widget.parentWidget() in (page.view, page.list)
        if widget.isVisible() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus and not is_viewport:
            heard = QAccessible.queryAccessibleInterface(widget)
            assert heard is not None
            assert heard.text(QAccessible.Text.Name).strip(), widget.objectName()
