"""The notice bar, buttons with a key, the flow layout and the tags of kinds."""

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPixmap
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from handbook.model.kinds import Kind
from handbook.render.colours import DARK, LIGHT
from handbook.ui.theme.fonts import screen_font
from handbook.ui.widgets.flow_layout import FlowLayout
from handbook.ui.widgets.key_button import KeyButton
from handbook.ui.widgets.kind_tag import kind_colour, paint_tag, tag_width
from handbook.ui.widgets.notice_bar import NoticeBar
from tests.helpers.finding import child


def test_notices_add_up_and_are_closed_together(qtbot: QtBot) -> None:
    bar = NoticeBar()
    qtbot.addWidget(bar)
    shown = [bar.isVisible()]
    for words in ("一", "二", "一", ""):
        bar.tell(words)
    assert (bar.words, bar.isVisible(), shown) == ("一\n二", True, [False])
    child(bar, QPushButton).click()
    assert (bar.words, bar.isVisible()) == ("", False)


def test_a_notice_is_plain_text(qtbot: QtBot) -> None:
    bar = NoticeBar()
    qtbot.addWidget(bar)
    bar.tell("<b>x</b>")
    assert {label.textFormat() for label in bar.findChildren(QLabel)} == {Qt.TextFormat.PlainText}


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
    box = QWidget()
    qtbot.addWidget(box)
    layout = FlowLayout(box, spacing=6)
    for _ in range(5):
        chip = QLabel("x")
        chip.setFixedSize(80, 20)
        layout.addWidget(chip)
    assert [layout.heightForWidth(w) for w in (500, 430, 260, 170, 80)] == [20, 20, 46, 72, 124]
    box.resize(180, 100)
    box.show()
    rects = [item.geometry() for n in range(5) if (item := layout.itemAt(n)) is not None]
    places = [(rect.x(), rect.y()) for rect in rects]
    assert places == [(0, 0), (86, 0), (0, 26), (86, 26), (0, 52)]


@pytest.mark.parametrize("kind", list(Kind))
def test_a_tag_has_room_for_its_word(qapp: object, kind: Kind) -> None:
    font = screen_font()
    pixmap = QPixmap(200, 60)
    pixmap.fill(LIGHT.panel)
    painter = QPainter(pixmap)
    box = paint_tag(painter, kind, QPointF(190, 10), font, LIGHT)
    painter.end()
    assert box.width() >= tag_width(kind, font) > QFontMetrics(font).horizontalAdvance(kind.short_label) * 0.8
    assert box.right() <= 191


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
def test_red_tags_are_for_emergency_cards_alone(colours: object) -> None:
    theme = LIGHT if colours is LIGHT else DARK
    assert [k for k in Kind if kind_colour(k, theme) == theme.danger] == [Kind.EMERGENCY]
