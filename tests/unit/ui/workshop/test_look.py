"""Every page at every size: nothing cut or overlapping, full-width marks, large enough letters, colours that can be read."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from itertools import pairwise

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QAccessible, QFontMetrics, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QApplication,
    QLabel,
    QPushButton,
    QTextEdit,
    QWidget,
)

from handbook.model.typesetting import plain
from handbook.override import override
from handbook.render.colours import DARK, LIGHT, Colours
from handbook.ui.theme.theme import Theme
from handbook.ui.widgets.key_button import KeyButton
from handbook.ui.widgets.yielding_label import YieldingLabel
from handbook.ui.workshop.find_box import FindBox
from handbook.ui.workshop.timeline_strip import TimelineStrip
from handbook.ui.workshop.workshop_page import WorkshopPage
from handbook.upkeep.article_view import VersionStep
from tests.e2e.test_accessibility_tree import FITTING, described, nodes
from tests.e2e.test_punctuation import half_width, words_of
from tests.helpers.contrast import TEXT, contrast
from tests.helpers.workshop_site import LAW, TODAY
from tests.unit.ui.workshop.conftest import Opened
from tests.unit.ui.workshop.test_import import read_law

PAGES = ("todo", "laws", "import", "article", "comparison")
SIZES = [((1440, 900), 1.0), ((1440, 900), 2.0), ((1366, 768), 1.5), ((900, 600), 1.0), ((900, 600), 2.0)]
LEAST_PIXELS = 12


def turn(opened: Opened, name: str) -> WorkshopPage:
    """Bring one of the pages up, with something on it."""
    pages = opened.pages
    if name == "todo":
        pages.compare_last(LAW)
        assert pages.comparison.compared is not None
        opened.workshop.todos.put(pages.comparison.compared)
        opened.window.turn_to(opened.workshop.todos.page)
    elif name == "laws":
        opened.window.turn_to(pages.laws)
    elif name == "import":
        opened.window.turn_to(pages.laws)
        pages.reading.read.emit(read_law())
    elif name == "article":
        pages.show_entry("reg-bj-34")
    else:
        pages.compare_last(LAW)
    opened.told.close_notice()
    for _ in range(4):
        QApplication.processEvents()
    page = opened.window.page
    assert page is not None
    return page


def seen(window: QWidget) -> Iterator[QWidget]:
    """Widgets that carry words and are shown."""
    for widget in window.findChildren(QWidget):
        if widget.isVisible() and isinstance(widget, QAbstractButton | QLabel):
            yield widget


def within(widget: QWidget) -> bool:
    """Whether it stands whole within what shows it; what scrolls may be scrolled to."""
    parent = widget.parentWidget()
    if parent is None:
        return True
    area = parent.parentWidget()
    if isinstance(area, QAbstractScrollArea) and area.viewport() is parent:
        return True
    room = parent.rect().adjusted(-1, -1, 1, 1)
    return room.contains(widget.geometry()) and within(parent)


def lacking(widget: QWidget) -> str:
    """What of the words has no room; empty where all have."""
    if isinstance(widget, YieldingLabel):
        return ""  # shown whole or not at all
    if isinstance(widget, QPushButton) and widget.text():
        hint = widget.sizeHint() if isinstance(widget, KeyButton) else widget.minimumSizeHint()
        if widget.width() < hint.width() - 1 or widget.height() < hint.height() - 1:
            return f"button {widget.text()!r} {widget.size().toTuple()} < {hint.toTuple()}"
    if isinstance(widget, QLabel) and widget.text():
        high = widget.heightForWidth(widget.width()) if widget.wordWrap() else widget.sizeHint().height()
        wide = 0 if widget.wordWrap() else widget.sizeHint().width()
        if widget.height() < high - 1 or widget.width() < wide - 1:
            return f"label {widget.objectName()} {widget.text()!r} {widget.size().toTuple()} < {(wide, high)}"
    return ""


def overlaps(window: QWidget) -> Iterator[str]:
    """Pairs of siblings with words that stand over each other."""
    for parent in [window, *window.findChildren(QWidget)]:
        inside = [w for w in parent.children() if isinstance(w, QAbstractButton | QLabel) and w.isVisible()]
        for number, one in enumerate(inside):
            for other in inside[number + 1 :]:
                if one.geometry().intersects(other.geometry()):
                    yield f"{_words(one)} / {_words(other)}"


def _words(widget: QWidget) -> str:
    return getattr(widget, "text", str)()


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize(("size", "scale"), SIZES)
def test_nothing_is_cut_and_nothing_overlaps(
    open_workshop: Callable[..., Opened], name: str, size: tuple[int, int], scale: float
) -> None:
    opened = open_workshop(size=size, scale=scale)
    page = turn(opened, name)
    window = opened.window
    assert (window.width(), window.height()) == size
    foot = window.foot.keys  # as many keys as have room, whole
    widgets = [widget for widget in seen(window) if widget is not foot]
    assert [words for widget in widgets if (words := lacking(widget))] == []
    assert [_words(widget) for widget in widgets if not within(widget)] == []
    assert list(overlaps(window)) == []
    assert foot.text()
    metrics = QFontMetrics(foot.font())
    assert all(key.strip() for key in foot.text().split("    "))
    assert metrics.horizontalAdvance(foot.text()) <= foot.width() + 1 or "    " not in foot.text()
    assert page.width() == window.room.viewport().width()


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("is_dark", [False, True])
def test_marks_are_full_width_and_letters_large_enough(
    open_workshop: Callable[..., Opened], name: str, is_dark: bool
) -> None:
    opened = open_workshop(is_dark=is_dark)
    turn(opened, name)
    said = {part for words in words_of(opened.window) for part in half_width(words)}
    names = {
        part
        for node in nodes(QAccessible.queryAccessibleInterface(opened.window))
        for part in half_width(node.text(QAccessible.Text.Name))
    }
    assert said | names == set()
    small = {
        _words(widget): widget.fontInfo().pixelSize()
        for widget in seen(opened.window)
        if _words(widget) and widget.fontInfo().pixelSize() < LEAST_PIXELS
    }
    assert small == {}


@pytest.mark.parametrize("name", PAGES)
def test_words_that_only_show_when_asked_are_full_width_too(
    open_workshop: Callable[..., Opened], name: str
) -> None:
    opened = open_workshop()
    page = turn(opened, name)
    page.step(1)
    page.act()
    page.undo()
    opened.pages.laws.undo()
    opened.workshop.todos.page.undo()
    assert half_width(plain(opened.told.words)) == []
    assert half_width(opened.window.foot.keys.toolTip()) == []


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("size", [(1440, 900), (900, 600)])
def test_whatever_takes_the_keyboard_has_a_name_and_a_fitting_role(
    open_workshop: Callable[..., Opened], name: str, size: tuple[int, int]
) -> None:
    opened = open_workshop(size=size)
    turn(opened, name)
    root = QAccessible.queryAccessibleInterface(opened.window)
    assert root is not None
    focusable = [n for n in nodes(root) if n.state().focusable and not n.state().disabled]
    assert [described(n) for n in focusable if not n.text(QAccessible.Text.Name).strip()] == []
    assert [described(n) for n in focusable if n.role() not in FITTING] == []
    assert len(focusable) > 5
    rows = [n for n in nodes(root) if n.role() == QAccessible.Role.ListItem]
    assert all(n.text(QAccessible.Text.Name).strip() for n in rows)


@pytest.mark.parametrize("name", PAGES)
def test_tab_goes_through_all_in_the_order_that_is_seen(
    open_workshop: Callable[..., Opened], name: str
) -> None:
    opened = open_workshop()
    page = turn(opened, name)
    opened.window.finder.setFocus()
    met: list[QWidget] = []
    for _ in range(60):
        opened.window.focusNextPrevChild(True)
        focus = QApplication.focusWidget()
        assert focus is not None
        if met and focus is met[0]:
            break
        met.append(focus)
    inside = [widget for widget in met if page.isAncestorOf(widget)]
    wanted = {
        widget
        for widget in page.findChildren(QWidget)
        if widget.isVisible()
        and widget.isEnabled()
        and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and not _is_other_of_group(widget)
    }
    assert {_named(w) for w in wanted} <= {_named(w) for w in inside} | {"columnChip"}
    head = page._head
    blocks = [0 if head.isAncestorOf(widget) else 1 for widget in inside]
    assert blocks == sorted(blocks)
    for one, other in pairwise(inside):
        first, second = _place(one, page), _place(other, page)
        is_beside = second.left() >= first.left() - 4 or second.top() > first.top()
        assert is_beside, f"{_named(other)} comes behind {_named(one)}"


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("is_dark", [False, True])
def test_what_has_the_keyboard_shows_it(
    open_workshop: Callable[..., Opened], name: str, is_dark: bool
) -> None:
    opened = open_workshop(is_dark=is_dark)
    turn(opened, name)
    window = opened.window
    window.finder.setFocus()
    pictures: dict[str, QImage] = {}
    met: list[QWidget] = []
    for _ in range(60):
        window.focusNextPrevChild(True)
        focus = QApplication.focusWidget()
        assert focus is not None
        if focus in met:
            break
        met.append(focus)
        pictures[_named(focus)] = window.grab().toImage()
    assert len(met) > 5
    plain: list[str] = []
    for widget in met:
        box = QRect(widget.mapTo(window, QPoint(-14, -8)), widget.size() + QSize(28, 16))
        others = [picture for named, picture in pictures.items() if named != _named(widget)]
        if pictures[_named(widget)].copy(box) in [other.copy(box) for other in others]:
            plain.append(_named(widget))
    assert plain == []


def _is_other_of_group(widget: QWidget) -> bool:
    """Of exclusive buttons one alone is reached by Tab; the arrows go to the others."""
    if not isinstance(widget, QAbstractButton) or widget.isChecked():
        return False
    group = widget.group()
    return widget.autoExclusive() or (group is not None and group.exclusive())


def _named(widget: QWidget) -> str:
    return widget.objectName() or widget.accessibleName() or type(widget).__name__


def _place(widget: QWidget, page: QWidget) -> QRect:
    return QRect(widget.mapTo(page, QPoint(0, 0)), widget.size())


@pytest.mark.parametrize("colours", [LIGHT, DARK])
def test_colours_of_words_can_be_read_on_their_grounds(colours: Colours) -> None:
    c = colours
    grounds = {
        c.ink: (c.panel, c.ground, c.accent_soft, c.mark, c.line, c.caution_soft),
        c.ink_second: (c.panel, c.ground, c.line, c.accent_soft, c.caution_soft, c.mark),
        c.accent: (c.panel, c.ground),
        c.on_accent: (c.accent,),
        c.caution: (c.caution_soft, c.panel, c.accent_soft, c.mark, c.ground),
        c.law: (c.law_soft, c.panel),
        c.say: (c.say_soft,),
        c.done: (c.panel, c.ground, c.caution_soft),
        c.panel: (c.ink,),
    }
    pairs = [(ink, ground) for ink, under in grounds.items() for ground in under]
    assert [(one, other) for one, other in pairs if contrast(one, other) < TEXT] == []


def test_no_red_in_the_workshop(open_workshop: Callable[..., Opened]) -> None:
    opened = open_workshop()
    for name in PAGES:
        turn(opened, name)
        for text in opened.window.findChildren(QTextEdit):
            if text.isVisible():
                assert LIGHT.danger not in text.toHtml()


@pytest.mark.parametrize("count", [1, 2, 3, 6, 12, 40])
@pytest.mark.parametrize("width", [420, 700, 1200])
def test_labels_of_versions_never_touch(open_workshop: Callable[..., Opened], count: int, width: int) -> None:
    strip = TimelineStrip()
    for scale in (1.0, 2.0):
        strip.apply_theme(Theme(scale=scale))
        strip.resize(round(width * scale), strip.height())
        first = date(1990, 1, 1)
        steps = [
            VersionStep(effective=first + timedelta(days=400 * n), words="第 34 条 · 改了内容", state="旧版")
            for n in range(count)
        ]
        for shown in {0, count // 2, count - 1}:
            strip.show_steps(steps, steps[shown].effective, TODAY, is_start_unknown=True)
            labels = strip.labels()
            assert labels
            assert any(steps[shown].effective.isoformat() in words and "旧版" in words for _, words in labels)
            for (one, _), (other, _) in pairwise(labels):
                assert one.right() <= other.left() + 0.5
            assert labels[0][0].left() >= 0
            assert labels[-1][0].right() <= strip.width()
    strip.deleteLater()


def test_the_find_box_keeps_its_name_where_the_bar_is_narrow(open_workshop: Callable[..., Opened]) -> None:
    opened = open_workshop(size=(900, 600), scale=2.0)
    finder = opened.window.findChild(FindBox)
    assert finder is not None
    assert finder.accessibleName() == "找条目、条号"


class Requests(QObject):
    """Counts how often anything asks to be laid out."""

    def __init__(self) -> None:
        super().__init__()
        self.count = 0

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.LayoutRequest, QEvent.Type.Paint):
            self.count += 1
        return False


@pytest.mark.parametrize("size", [(1440, 900), (900, 600)])
def test_a_window_that_nobody_touches_does_nothing(
    open_workshop: Callable[..., Opened], size: tuple[int, int]
) -> None:
    opened = open_workshop(size=size)
    app = QApplication.instance()
    assert app is not None
    for page in opened.window.room.pages():
        opened.window.turn_to(page)
        QTest.qWait(150)
        requests = Requests()
        app.installEventFilter(requests)
        QTest.qWait(150)
        app.removeEventFilter(requests)
        # A cursor blinks; what asks for a layout at each layout makes thousands.
        assert requests.count < 20, (page.objectName(), requests.count)
