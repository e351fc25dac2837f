"""The notice bar, buttons with a key, the flow box and the tags of kinds."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from handbook.model.kinds import Kind
from handbook.render.colours import DARK, LIGHT
from handbook.ui.theme.fonts import screen_font, sized
from handbook.ui.theme.theme import theme_of
from handbook.ui.widgets.copied_sign import CopiedSign
from handbook.ui.widgets.flow_box import SPACING, FlowBox
from handbook.ui.widgets.key_button import KeyButton
from handbook.ui.widgets.kind_tag import kind_colour, mark_pixmap
from handbook.ui.widgets.notice_bar import NoticeBar
from handbook.ui.widgets.turning_line import TurningLine
from handbook.ui.widgets.yielding_label import YieldingLabel
from tests.helpers.finding import child
from tests.helpers.freed import is_freed_after


def test_notices_add_up_and_are_closed_together(qtbot: QtBot) -> None:
    bar = NoticeBar()
    qtbot.addWidget(bar)
    shown = [bar.isVisible()]
    for words in ("一", "二", "一", ""):
        bar.tell(words)
    assert (bar.words, bar.isVisible(), shown) == ("一\n二", True, [False])
    child(bar, QPushButton, "noticeClose").click()
    assert (bar.words, bar.isVisible()) == ("", False)


def test_a_report_is_offered_only_beside_its_notice(qtbot: QtBot) -> None:
    bar = NoticeBar()
    qtbot.addWidget(bar)
    copy = child(bar, QPushButton, "noticeCopy")
    bar.tell("一")
    assert not copy.isVisible()
    bar.tell_with_report("二")
    assert copy.isVisible()
    bar.confirm_copied()
    assert copy.text() == "已复制"
    child(bar, QPushButton, "noticeClose").click()
    bar.tell("三")
    assert not copy.isVisible()


def test_a_notice_is_plain_text(qtbot: QtBot) -> None:
    bar = NoticeBar()
    qtbot.addWidget(bar)
    bar.tell("<b>x</b>")
    assert {label.textFormat() for label in bar.findChildren(QLabel)} == {Qt.TextFormat.PlainText}


def test_what_was_copied_is_said_for_a_while_and_again_for_as_long(qtbot: QtBot) -> None:
    button = QPushButton("复制")
    qtbot.addWidget(button)
    sign = CopiedSign(button)
    sign.setInterval(60)
    sign.put_on(button)
    qtbot.wait(40)
    with qtbot.waitSignal(sign.timeout) as over:
        sign.put_on(button, "已复制 3 行")
        left = sign.remainingTime()
    assert over.signal_triggered
    assert left > 40
    assert (button.text(), sign.isActive()) == ("已复制 3 行", False)


@pytest.mark.parametrize("pixels", [15, 30])
@pytest.mark.parametrize("key", ["", "F9", "Ctrl+Shift+C"])
def test_a_button_has_room_for_words_and_key(qtbot: QtBot, pixels: int, key: str) -> None:
    button = KeyButton("复制工单", key)
    qtbot.addWidget(button)
    button.setFont(screen_font(pixels / 15))
    words = QFontMetrics(button.font()).horizontalAdvance("复制工单")
    cap = QFontMetrics(button.font()).horizontalAdvance(key) * 0.7 if key else 0
    assert button.sizeHint().width() > words + cap
    assert button.minimumSizeHint() == button.sizeHint()
    assert button.accessibleName() == "复制工单"
    assert (key in button.toolTip()) is True


def test_widgets_wrap_where_the_width_ends(qtbot: QtBot) -> None:
    box = FlowBox()
    qtbot.addWidget(box)
    chips = [QLabel("x") for _ in range(5)]
    for chip in chips:
        chip.setFixedSize(80, 20)
        box.add(chip)
    assert [box.heightForWidth(w) for w in (500, 430, 260, 170, 80)] == [20, 20, 46, 72, 124]
    box.resize(180, 100)
    box.show()
    assert [(chip.x(), chip.y()) for chip in chips] == [(0, 0), (86, 0), (0, 26), (86, 26), (0, 52)]


def test_a_member_that_grows_or_goes_moves_those_after_it(qtbot: QtBot) -> None:
    outer = QWidget()
    qtbot.addWidget(outer)
    around = QVBoxLayout(outer)
    around.setContentsMargins(0, 0, 0, 0)
    box = FlowBox()
    around.addWidget(box)
    around.addStretch(1)
    chips = [QLabel("x") for _ in range(3)]
    for chip in chips:
        chip.setFixedSize(80, 20)
        box.add(chip)
    outer.resize(260, 200)
    outer.show()
    assert ([chip.x() for chip in chips], box.height()) == ([0, 86, 172], 20)
    chips[0].setFixedSize(150, 30)
    qtbot.waitUntil(lambda: box.height() == 30 + 6 + 20)
    assert [(chip.x(), chip.y()) for chip in chips] == [(0, 0), (156, 0), (0, 36)]
    chips[0].hide()
    qtbot.waitUntil(lambda: box.height() == 20)
    assert [chip.x() for chip in chips[1:]] == [0, 86]


def test_deleted_boxes_leave_nothing_behind(qtbot: QtBot) -> None:
    def filled() -> QWidget:
        box = FlowBox()
        for number in range(3):
            box.add(QPushButton(str(number)))
        box.show()
        return box

    assert is_freed_after(filled, lambda widget: widget.deleteLater())


@pytest.mark.parametrize("width", [14, 28])
@pytest.mark.parametrize("kind", list(Kind))
def test_a_mark_is_painted_whole_within_its_width(qapp: object, kind: Kind, width: int) -> None:
    font = sized(screen_font(), 13 * width / 14)
    image = mark_pixmap(kind, font, width, "#000000", 1.0).toImage()
    inked = {x for x in range(width) for y in range(image.height()) if image.pixelColor(x, y).alpha() > 128}
    assert image.width() == width
    assert inked
    assert {0, width - 1}.isdisjoint(inked)


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_red_tags_are_for_emergency_cards_alone(colours: object) -> None:
    theme = LIGHT if colours is LIGHT else DARK
    assert [k for k in Kind if kind_colour(k, theme) == theme.danger] == [Kind.EMERGENCY]


def test_a_title_gives_way_whole(qtbot: QtBot) -> None:
    label = YieldingLabel("供热速查")
    qtbot.addWidget(label)
    label.setStyleSheet("color: #000000; background: #ffffff;")
    needed, high = label.sizeHint().width(), label.sizeHint().height()
    assert label.minimumSizeHint().width() == 0
    shown = {}
    for width in (needed, needed - 1):
        label.resize(width, high)
        image = label.grab().toImage()
        shown[width] = any(
            image.pixelColor(x, y).lightness() < 128 for x in range(width) for y in range(high)
        )
    assert shown == {needed: True, needed - 1: False}


def test_the_room_between_grows_with_the_text(qtbot: QtBot) -> None:
    box = FlowBox()
    qtbot.addWidget(box)
    for _ in range(2):
        part = QWidget()
        part.setFixedSize(20, 10)
        box.add(part)
    box.resize(100, 20)
    box.show()
    gaps = []
    for scale in (1.0, 2.0, 1.0):
        box.apply_theme(theme_of(is_dark=False, scale=scale))
        first, second = box.findChildren(QWidget)
        gaps.append(second.x() - first.geometry().right() - 1)
    assert gaps == [SPACING, 2 * SPACING, SPACING]


def test_a_button_goes_beneath_the_words_where_it_would_take_half_of_the_line(qtbot: QtBot) -> None:
    words, button = QLabel("险"), QPushButton("应急卡")
    line = TurningLine(words, button)
    qtbot.addWidget(line)
    line.resize(400, 80)
    line.show()
    needed = button.sizeHint().width()
    placed = {}
    for width in (needed * 2, needed * 2 - 1):
        line.resize(width, 120)
        QApplication.processEvents()
        placed[width] = button.y() > words.geometry().bottom()
    assert placed == {needed * 2: False, needed * 2 - 1: True}
