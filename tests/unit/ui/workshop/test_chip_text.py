"""A sentence with numbers in it: typed, pasted, picked, taken back; what is shown is what the content says."""

from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt
from PySide6.QtGui import QAccessible, QGuiApplication, QKeyEvent, QKeySequence, QShortcut, QTextCursor
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QScrollArea, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from handbook.content.yaml_reader import iter_texts, read_yaml
from handbook.model.kinds import Confidence, ValueScope
from handbook.model.site_value import SiteValue
from handbook.model.text import holes
from handbook.ui.theme.theme import theme_of
from handbook.ui.widgets.composing_field import MOST_CHARACTERS
from handbook.ui.workshop.chip_document import OBJECT
from handbook.ui.workshop.chip_text import TOO_LONG, ChipText
from handbook.ui.workshop.chip_view import VARIANT_TIP
from tests.helpers.typing_in import COMPOSING_KEYS, commit, compose, press

Key, Mod = Qt.Key, Qt.KeyboardModifier
NONE, CTRL, SHIFT, ALT = Mod.NoModifier, Mod.ControlModifier, Mod.ShiftModifier, Mod.AltModifier
MIXED = "您好{称呼}，请拨{{hotline}}，{{p3_arrival}}到。"
SHOWN = "您好称呼，请拨96069，24 小时内到。"


def value(key: str, label: str, words: str = "", unit: str = "", *, is_typical: bool = False) -> SiteValue:
    return SiteValue(
        key=key,
        label=label,
        value=words,
        unit=unit,
        is_typical=is_typical,
        scope=ValueScope.COMPANY,
        source="公司可配置典型值",
        confidence=Confidence.HIGH,
    )


VALUES = (
    value("hotline", "供热服务热线", "96069"),
    value("p3_arrival", "P3 上门", "24", "小时内"),
    value("gas_emergency", "当地燃气抢险电话"),
    value("warm_up", "开栓初期升温", "1–3", "天", is_typical=True),
)


class Field:
    """A text in a window with a field behind it, and what it said to its owner."""

    def __init__(self, qtbot: QtBot, *, is_one_line: bool = False, most_lines: int = 6) -> None:
        self.window = QWidget()
        qtbot.addWidget(self.window)
        self.text = ChipText(is_one_line=is_one_line, most_lines=most_lines)
        self.text.setAccessibleName("说什么")
        self.text.use_values(VALUES, ["称呼", "工号"], {"p3_arrival": 38})
        self.after = QLineEdit()
        layout = QVBoxLayout(self.window)
        layout.addWidget(self.text)
        layout.addWidget(self.after)
        layout.addStretch(1)
        self.said: list[str] = []
        self.text.edited.connect(self.said.append)
        self.window.resize(640, 480)
        self.window.show()
        self.window.activateWindow()
        self.text.setFocus()
        QApplication.processEvents()

    @property
    def plain(self) -> str:
        """The document, each chip as its one character."""
        return self.text.toPlainText()

    def type(self, signs: str) -> None:
        """Signs as a keyboard sends them."""
        for sign in signs:
            event = QKeyEvent(QKeyEvent.Type.KeyPress, 0, NONE, sign)
            QApplication.sendEvent(self.text, event)

    def to_end(self) -> None:
        self.text.moveCursor(QTextCursor.MoveOperation.End)

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = NONE) -> None:
        press(self.text, key, modifier)

    def offered(self) -> list[str]:
        """How the numbers that are offered are written."""
        picker = self.text.picker
        return [] if picker is None else [chip.raw for chip in picker.chips]


@pytest.fixture
def field(qtbot: QtBot) -> Iterator[Field]:
    yield Field(qtbot)


@pytest.fixture
def make(qtbot: QtBot) -> Callable[..., Field]:
    def made(**kinds: Any) -> Field:
        return Field(qtbot, **kinds)

    return made


# -- what is shown


def test_known_names_are_chips_and_nothing_is_said(field: Field) -> None:
    field.text.show_text(MIXED)
    assert field.plain == f"您好{OBJECT}，请拨{OBJECT}，{OBJECT}到。"
    assert field.text.raw() == MIXED
    assert field.text.words() == SHOWN
    assert field.said == []
    assert not field.text.can_undo()


def test_names_that_nobody_knows_stay_as_they_are_written(field: Field) -> None:
    field.text.show_text("{{nobody}}和{没说过}、{ }、{{{hotline}}}")
    assert field.plain == f"{{{{nobody}}}}和{{没说过}}、{{ }}、{{{OBJECT}}}"
    assert field.text.raw() == "{{nobody}}和{没说过}、{ }、{{{hotline}}}"


def test_what_is_not_given_says_so(field: Field) -> None:
    field.text.show_text("{{gas_emergency}}{{warm_up}}{称呼}")
    assert field.text.words() == "待填：当地燃气抢险电话1–3 天称呼"
    stock = field.text._chips.stock
    assert [
        stock.chip_of(raw).is_given for raw in ("{{gas_emergency}}", "{{warm_up}}", "{称呼}", "{{hotline}}")
    ] == [
        False,
        False,
        False,
        True,
    ]


def test_other_values_make_other_chips(field: Field) -> None:
    field.text.show_text("拨{{hotline}}找{班长}")
    field.text.use_values([value("hotline", "热线", "12345")], ["班长"])
    assert field.plain == f"拨{OBJECT}找{OBJECT}"
    assert field.text.words() == "拨12345找班长"
    field.text.use_values([], [])
    assert field.plain == "拨{{hotline}}找{班长}"
    assert field.text.raw() == "拨{{hotline}}找{班长}"
    assert field.said == []


def shipped_texts(repository: Path) -> list[str]:
    """400 texts of the content, those with something to fill in, several ways or lines among them."""
    every: dict[str, None] = {}
    for file in sorted((repository / "content").rglob("*.yaml")):
        every.update((text, None) for _, text in iter_texts(read_yaml(file.read_bytes()).value))
    special = [text for text in every if "{" in text or "||" in text or "\n" in text]
    rest = [text for text in every if text not in set(special)]
    picked = Random(5)
    return picked.sample(special, min(300, len(special))) + picked.sample(rest, 100)


def test_every_shipped_text_comes_back_as_it_was(field: Field, repository: Path) -> None:
    texts = shipped_texts(repository)
    assert len(texts) == 400
    assert any("||" in text for text in texts)
    assert any("\n" in text for text in texts)
    names = {name for text in texts for name in holes(text)}
    assert names
    for known in ([], sorted(names)):
        field.text.use_values(VALUES, known)
        for text in texts:
            field.text.show_text(text)
            assert field.text.raw() == text
    assert field.said == []


@pytest.mark.parametrize(
    "text", ["", "\n", "a\n\nb\n", "🔥{{hotline}}🔥{称呼}", "一\u00a0二", "{{ hotline }}", "||"]
)
@pytest.mark.parametrize("is_one_line", [False, True])
def test_odd_texts_come_back_as_they_were(make: Callable[..., Field], text: str, is_one_line: bool) -> None:
    field = make(is_one_line=is_one_line)
    field.text.show_text(text)
    assert field.text.raw() == text


# -- typing


def test_a_name_typed_to_its_last_brace_becomes_a_chip(field: Field) -> None:
    commit(field.text, "请拨")
    field.type("{{hotline}}")
    assert field.plain == f"请拨{OBJECT}"
    assert field.text.raw() == "请拨{{hotline}}"
    commit(field.text, "。")
    assert field.said[-1] == "请拨{{hotline}}。"
    assert field.text.textCursor().position() == 4


def test_a_placeholder_that_an_input_method_commits_becomes_a_chip(field: Field) -> None:
    compose(field.text, "ni hao")
    assert field.said == []
    commit(field.text, "您好")
    assert field.said == ["您好"]
    commit(field.text, "{称呼}")
    assert field.plain == f"您好{OBJECT}"
    assert field.said == ["您好", "您好{称呼}"]


def test_nothing_is_said_while_composing(field: Field) -> None:
    field.text.show_text("上热下凉")
    field.text.selectAll()
    compose(field.text, "shi shui")
    assert field.said == []
    commit(field.text, "失水")
    assert field.said == ["失水"]


@pytest.mark.parametrize("key", COMPOSING_KEYS)
def test_keys_of_a_composition_are_the_input_method_s(field: Field, key: Qt.Key) -> None:
    commit(field.text, "上")
    compose(field.text, "re")
    field.press(key)
    assert field.text.is_composing
    assert field.text.raw() == "上"
    assert QApplication.focusWidget() is field.text


def test_signs_beside_a_chip_that_change_what_is_read_dissolve_it(field: Field) -> None:
    field.text.show_text("{称呼}")
    field.to_end()
    field.type("}")
    field.text.moveCursor(QTextCursor.MoveOperation.Start)
    field.type("{")
    assert field.text.raw() == "{{称呼}}"
    assert field.plain == "{{称呼}}"


def test_backspace_takes_a_chip_whole_and_arrows_step_over_it(field: Field) -> None:
    field.text.show_text("拨{{hotline}}找")
    field.to_end()
    field.press(Key.Key_Left)
    field.press(Key.Key_Left)
    assert field.text.textCursor().position() == 1
    field.press(Key.Key_Right)
    assert field.text.textCursor().position() == 2
    field.press(Key.Key_Backspace)
    assert field.text.raw() == "拨找"
    assert field.said == ["拨找"]


def test_enter_breaks_the_line_or_goes_out(make: Callable[..., Field]) -> None:
    many = make()
    commit(many.text, "一")
    many.press(Key.Key_Return)
    many.press(Key.Key_Return, SHIFT)
    commit(many.text, "二")
    assert many.text.raw() == "一\n\n二"
    one = make(is_one_line=True)
    assert one.text.is_one_line
    entered = QSignalSpy(one.text.entered)
    commit(one.text, "一")
    one.press(Key.Key_Return)
    one.press(Key.Key_Enter)
    assert entered.count() == 2
    assert one.text.raw() == "一"


# -- clipboard


def paste(field: Field, words: str) -> None:
    QGuiApplication.clipboard().setText(words)
    field.press(Key.Key_V, CTRL)


def test_copying_gives_the_text_as_it_is_written(field: Field) -> None:
    field.text.show_text(f"🔥{MIXED}")
    field.press(Key.Key_A, CTRL)
    field.press(Key.Key_C, CTRL)
    assert QGuiApplication.clipboard().text() == f"🔥{MIXED}"
    field.press(Key.Key_X, CTRL)
    assert field.text.raw() == ""
    paste(field, QGuiApplication.clipboard().text())
    assert field.text.raw() == f"🔥{MIXED}"
    assert field.plain.count(OBJECT) == 3
    assert field.said == ["", f"🔥{MIXED}"]


def test_a_part_is_copied_with_its_chips(field: Field) -> None:
    field.text.show_text("甲{{hotline}}乙{称呼}丙")
    cursor = field.text.textCursor()
    cursor.setPosition(1)
    cursor.setPosition(3, QTextCursor.MoveMode.KeepAnchor)
    field.text.setTextCursor(cursor)
    field.press(Key.Key_C, CTRL)
    assert QGuiApplication.clipboard().text() == "{{hotline}}乙"


def test_what_is_pasted_is_plain(make: Callable[..., Field]) -> None:
    one = make(is_one_line=True)
    paste(one, f"一\r\n二\u200b{OBJECT}\n{{{{hotline}}}}\n")
    assert one.text.raw() == "一 二 {{hotline}}"
    assert one.plain == f"一 二 {OBJECT}"
    many = make()
    data = QMimeData()
    data.setHtml("<b>一</b><br>二")
    data.setText("一\n二")
    many.text.insertFromMimeData(data)
    assert many.text.raw() == "一\n二"
    assert not many.text.textCursor().charFormat().font().bold()


def test_a_paste_is_never_cut_without_a_word(field: Field) -> None:
    refused = QSignalSpy(field.text.refused)
    paste(field, "暖" * (MOST_CHARACTERS + 1))
    assert field.text.raw() == ""
    assert refused.at(0) == [TOO_LONG]


# -- undo


def test_undo_takes_back_the_chip_with_what_was_typed(field: Field) -> None:
    field.text.show_text("拨")
    field.to_end()
    paste(field, "{{hotline}}。")
    assert field.text.can_undo()
    field.press(Key.Key_Z, CTRL)
    assert field.text.raw() == "拨"
    assert not field.text.can_undo()
    field.press(Key.Key_Y, CTRL)
    assert field.text.raw() == "拨{{hotline}}。"
    assert field.plain == f"拨{OBJECT}。"
    assert field.said == ["拨{{hotline}}。", "拨", "拨{{hotline}}。"]


def test_undo_of_a_typed_chip_goes_back_to_before_its_last_sign(field: Field) -> None:
    field.type("{{hotlin}}")
    field.text.put_caret(8)
    field.type("e")
    assert field.plain == OBJECT
    field.press(Key.Key_Z, CTRL)
    assert field.text.raw() == "{{hotlin}}"
    field.press(Key.Key_Z, CTRL | SHIFT)
    assert field.plain == OBJECT


def test_a_chip_that_was_taken_away_comes_back(field: Field) -> None:
    field.text.show_text("拨{{hotline}}")
    field.to_end()
    field.press(Key.Key_Backspace)
    assert field.text.raw() == "拨"
    field.press(Key.Key_Z, CTRL)
    assert field.plain == f"拨{OBJECT}"


def test_undo_is_the_window_s_where_nothing_was_typed(field: Field) -> None:
    heard: list[str] = []
    QShortcut(QKeySequence("Ctrl+Z"), field.window).activated.connect(lambda: heard.append("Ctrl+Z"))
    field.text.show_text("拨{{hotline}}")
    field.press(Key.Key_Z, CTRL)
    assert heard == ["Ctrl+Z"]
    commit(field.text, "打")
    field.press(Key.Key_Z, CTRL)
    assert heard == ["Ctrl+Z"]
    assert field.text.raw() == "拨{{hotline}}"


def test_the_same_text_again_leaves_undo_and_caret(field: Field) -> None:
    commit(field.text, "一二三")
    field.press(Key.Key_Left)
    field.text.show_text("一二三")
    assert field.text.can_undo()
    assert field.text.textCursor().position() == 2


# -- picking


def test_a_brace_offers_values_and_placeholders(field: Field) -> None:
    commit(field.text, "您好")
    field.said.clear()
    field.type("{")
    picker = field.text.picker
    assert picker is not None
    assert picker.isVisible()
    assert picker.window() is field.window
    assert picker.window().rect().contains(picker.geometry())
    assert QApplication.focusWidget() is field.text
    assert len(field.offered()) == 6
    assert [chip.told for chip in picker.chips][1] == "P3 上门，24 小时内，用在 38 处"
    field.press(Key.Key_Down)
    field.press(Key.Key_Return)
    assert field.text.picker is None
    assert field.text.raw() == "您好{{p3_arrival}}"
    assert field.plain == f"您好{OBJECT}"
    assert field.said == ["您好{{p3_arrival}}"]
    field.press(Key.Key_Z, CTRL)
    assert field.text.raw() == "您好"


@pytest.mark.parametrize("brace", ["{", "\uff5b"])
def test_composed_words_look_among_them(field: Field, brace: str) -> None:
    commit(field.text, "报")
    field.said.clear()
    commit(field.text, brace)
    compose(field.text, "ran qi")
    field.press(Key.Key_Return)
    assert field.text.is_picking
    commit(field.text, "燃气")
    assert field.offered() == ["{{gas_emergency}}"]
    assert field.said == []
    field.press(Key.Key_Return)
    assert field.text.raw() == "报{{gas_emergency}}"
    assert field.said == ["报{{gas_emergency}}"]
    field.press(Key.Key_Z, CTRL)
    assert field.text.raw() == "报"


def test_escape_leaves_a_plain_brace(field: Field) -> None:
    heard: list[str] = []
    QShortcut(QKeySequence("Esc"), field.window).activated.connect(lambda: heard.append("Esc"))
    field.type("{")
    field.press(Key.Key_Escape)
    assert field.text.picker is None
    assert field.text.raw() == "{"
    assert field.said == ["{"]
    assert heard == []
    field.press(Key.Key_Escape)
    assert heard == ["Esc"]


def test_two_braces_are_plain(field: Field) -> None:
    field.type("{{")
    assert field.text.picker is None
    assert field.text.raw() == "{{"
    field.type("hotline}}")
    assert field.plain == OBJECT


def test_nothing_found_says_so_and_enter_only_closes(field: Field) -> None:
    field.type("{")
    commit(field.text, "锅炉")
    assert field.offered() == []
    picker = field.text.picker
    assert picker is not None
    assert picker.list.item(0).text() == "没有叫“锅炉”的数"
    field.press(Key.Key_Return)
    assert field.text.raw() == "{锅炉"
    assert field.text.picker is None


def test_leaving_the_brace_ends_the_looking(field: Field) -> None:
    commit(field.text, "您好")
    field.type("{")
    field.press(Key.Key_Backspace)
    assert field.text.picker is None
    field.type("{")
    field.press(Key.Key_Home)
    assert field.text.picker is None
    field.to_end()
    field.type("{")
    field.after.setFocus()
    assert field.text.picker is None
    assert field.text.raw() == "您好{{"


def test_a_click_in_the_list_takes_it(field: Field) -> None:
    field.type("{")
    picker = field.text.picker
    assert picker is not None
    at = picker.list.visualItemRect(picker.list.item(4)).center()
    QTest.mouseClick(picker.list.viewport(), Qt.MouseButton.LeftButton, NONE, at)
    assert field.text.raw() == "{称呼}"
    assert QApplication.focusWidget() is field.text


def chip_point(field: Field, position: int) -> QPoint:
    cursor = field.text.textCursor()
    cursor.setPosition(position)
    return field.text.cursorRect(cursor).center() + QPoint(12, 0)


def test_a_double_click_swaps_a_chip(field: Field) -> None:
    field.text.show_text("拨{{hotline}}。")
    QTest.mouseDClick(field.text.viewport(), Qt.MouseButton.LeftButton, NONE, chip_point(field, 1))
    picker = field.text.picker
    assert picker is not None
    assert picker.current is not None
    assert picker.current.raw == "{{hotline}}"
    field.press(Key.Key_Escape)
    assert field.text.raw() == "拨{{hotline}}。"
    assert field.said == []


@pytest.mark.parametrize("is_one_line", [False, True])
def test_enter_on_a_chip_swaps_it(make: Callable[..., Field], is_one_line: bool) -> None:
    field = make(is_one_line=is_one_line)
    entered = QSignalSpy(field.text.entered)
    field.text.show_text("拨{{hotline}}。")
    QTest.mouseClick(field.text.viewport(), Qt.MouseButton.LeftButton, NONE, chip_point(field, 1))
    field.press(Key.Key_Return)
    assert entered.count() == 0
    commit(field.text, "上门")
    assert field.offered() == ["{{p3_arrival}}"]
    field.press(Key.Key_Escape)
    assert field.text.raw() == "拨{{hotline}}。"
    assert field.said == []
    field.press(Key.Key_Return)
    commit(field.text, "上门")
    field.press(Key.Key_Return)
    assert field.text.raw() == "拨{{p3_arrival}}。"
    assert field.said == ["拨{{p3_arrival}}。"]
    field.press(Key.Key_Z, CTRL)
    assert field.text.raw() == "拨{{hotline}}。"


def test_buttons_of_the_owner_put_numbers_in(field: Field) -> None:
    field.text.show_text("您好")
    field.to_end()
    field.text.insert("{称呼}")
    assert field.said == ["您好{称呼}"]
    field.text.open_picker()
    assert field.text.picker is not None
    field.press(Key.Key_Return)
    assert field.text.raw() == "您好{称呼}{{hotline}}"


def test_the_list_goes_with_its_text_and_stays_in_the_window(qtbot: QtBot) -> None:
    area = QScrollArea()
    qtbot.addWidget(area)
    page = QWidget()
    layout = QVBoxLayout(page)
    texts = [ChipText() for _ in range(20)]
    for text in texts:
        text.use_values(VALUES * 4, ["称呼"])
        text.apply_theme(theme_of(is_dark=True, scale=2.0))
        layout.addWidget(text)
    area.setWidget(page)
    area.setWidgetResizable(True)
    area.resize(900, 600)
    area.show()
    area.activateWindow()
    settled()
    for text in (texts[0], texts[19]):
        area.ensureWidgetVisible(text)
        text.open_picker()
        settled()
        picker = text.picker
        assert picker is not None
        assert area.rect().contains(picker.geometry())
        field_rect = text.rect().translated(text.mapTo(area, QPoint(0, 0)))
        caret = text.cursorRect().translated(text.viewport().mapTo(area, QPoint(0, 0)))
        assert not picker.geometry().intersects(caret)
        before = picker.y() - field_rect.y()
        step = 40 if text is texts[0] else -40
        area.verticalScrollBar().setValue(area.verticalScrollBar().value() + step)
        settled()
        assert picker.y() - (text.mapTo(area, QPoint(0, 0)).y()) == before


@pytest.mark.parametrize("seed", range(6))
def test_whatever_is_done_the_text_says_what_is_shown(field: Field, seed: int) -> None:
    chance = Random(seed)
    start = "您{称呼}好{{hotline}}||{{p3_arrival}}\n🔥{"
    field.text.show_text(start)
    signs = ["{", "}", "{{hotline}}", "{称呼}", "称呼", "hotline", "好", "🔥", "||", "{{", "}}"]
    keys = [Key.Key_Left, Key.Key_Right, Key.Key_Backspace, Key.Key_Delete, Key.Key_Home, Key.Key_Return]
    other = ChipText()
    other.use_values(VALUES, ["称呼", "工号"])
    for _ in range(150):
        match chance.randrange(6):
            case 0 | 1:
                field.press(chance.choice(keys), chance.choice([NONE, NONE, SHIFT]))
            case 2:
                field.type(chance.choice(signs))
            case 3:
                commit(field.text, chance.choice(signs))
            case 4:
                paste(field, chance.choice(signs))
            case _:
                field.press(chance.choice([Key.Key_Escape, Key.Key_Z]), CTRL)
        if not field.text.is_picking and not field.text.document().isRedoAvailable():
            assert field.said[-1:] in ([], [field.text.raw()])
            other.show_text(field.text.raw())
            assert field.plain == other.toPlainText()
    field.after.setFocus()
    while field.text.can_undo():
        field.text.undo()
    assert field.text.raw() == start
    other.deleteLater()


# -- keys of the window

OF_THE_WINDOW = (
    "Ctrl+S",
    "F5",
    "F8",
    "Shift+F8",
    "F6",
    "Ctrl+Return",
    "Ctrl+Enter",
    "Ctrl+.",
    "Ctrl+Up",
    "Ctrl+Down",
    "Alt+Up",
    "Alt+Down",
    "Ins",
    "Ctrl+K",
    "Ctrl+F",
    "Ctrl+T",
    "Ctrl+P",
    "Ctrl+E",
    "Ctrl+D",
    "Ctrl+=",
    "F1",
    "F9",
    "Esc",
    "PgDown",
    "Ctrl+PgDown",
    "Alt+Left",
    "Ctrl+Shift+B",
)


@pytest.mark.parametrize("keys", OF_THE_WINDOW)
def test_a_key_of_the_window_passes(field: Field, keys: str) -> None:
    heard: list[str] = []
    QShortcut(QKeySequence(keys), field.window).activated.connect(lambda: heard.append(keys))
    commit(field.text, "一二")
    stroke = QKeySequence(keys)[0]  # type: ignore[index]
    field.press(stroke.key(), stroke.keyboardModifiers())
    assert heard == [keys]
    assert field.text.raw() == "一二"
    compose(field.text, "re")
    field.press(stroke.key(), stroke.keyboardModifiers())
    assert heard == ([keys, keys] if keys == "F9" else [keys])


@pytest.mark.parametrize("keys", ["Ctrl+K", "Ctrl+D", "Ctrl+E", "Ctrl+S"])
def test_a_key_that_nobody_bound_does_nothing(field: Field, keys: str) -> None:
    field.text.show_text("一二三")
    stroke = QKeySequence(keys)[0]  # type: ignore[index]
    field.press(stroke.key(), stroke.keyboardModifiers())
    assert field.text.raw() == "一二三"


def test_tab_leads_out_and_back(field: Field) -> None:
    field.press(Key.Key_Tab)
    assert QApplication.focusWidget() is field.after
    field.text.setFocus()
    field.press(Key.Key_Backtab, SHIFT)
    assert QApplication.focusWidget() is field.after
    assert field.text.raw() == ""


# -- looks


def settled() -> None:
    for _ in range(4):
        QApplication.processEvents()


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_the_height_follows_the_text_up_to_a_limit(make: Callable[..., Field], scale: float) -> None:
    field = make(most_lines=3)
    field.text.apply_theme(theme_of(is_dark=False, scale=scale))
    heights = []
    for lines in (1, 2, 3, 4, 9):
        field.text.show_text("\n".join("一{称呼}" if n % 2 else "一" for n in range(lines)))
        settled()
        heights.append(field.text.height())
        assert field.text.verticalScrollBar().isVisible() == (lines > 3)
    assert heights[0] < heights[1] < heights[2] == heights[3] == heights[4]
    field.text.show_text("一")
    settled()
    assert field.text.height() == heights[0]
    field.text.show_text("{{hotline}}")
    settled()
    assert field.text.height() == heights[0]
    if scale == 1.0:
        assert 32 <= heights[0] <= 38


def test_a_long_value_stays_within_its_line(field: Field) -> None:
    field.text.use_values([value("hall", "营业厅", "北江市江北区建设路一百二十号，" * 8)], [])
    field.text.show_text("在{{hall}}办")
    settled()
    assert field.text.document().idealWidth() <= field.text.viewport().width() + 1


def test_faults_are_underlined_where_they_stand(field: Field) -> None:
    text = "🔥{{hotline}}保证{称呼}一定热||好"
    field.text.show_text(text)
    start = text.index("保证")
    field.text.marks([(start, start + 2), (text.index("{称呼}") + 1, text.index("一定")), (999, 1000)])
    marked = [s.cursor.selectedText() for s in field.text.extraSelections()]
    assert marked == ["||", "保证", OBJECT]
    field.text.moveCursor(QTextCursor.MoveOperation.Start)
    commit(field.text, "看")
    assert [s.cursor.selectedText() for s in field.text.extraSelections()] == marked
    field.text.marks([])
    assert [s.cursor.selectedText() for s in field.text.extraSelections()] == ["||"]


def test_tips_say_what_a_chip_and_two_bars_are(field: Field) -> None:
    field.text.show_text("拨{{p3_arrival}}||好")
    assert field.text._tip_at(chip_point(field, 1)) == "P3 上门，24 小时内，用在 38 处；双击换一个"
    cursor = field.text.textCursor()
    cursor.setPosition(3)
    assert field.text._tip_at(field.text.cursorRect(cursor).center()) == VARIANT_TIP


def test_whoever_hears_the_screen_is_told_the_words(field: Field) -> None:
    field.text.show_text(MIXED)
    heard = QAccessible.queryAccessibleInterface(field.text)
    assert heard.text(QAccessible.Text.Name) == "说什么"
    assert heard.text(QAccessible.Text.Description) == SHOWN
    field.text.set_fault("回答“情况不正常”没说清是什么样")
    assert heard.text(QAccessible.Text.Description) == f"回答“情况不正常”没说清是什么样。{SHOWN}"
    assert field.text.property("fault") is True
    field.text.set_fault("")
    field.text.show_text("没有数")
    assert heard.text(QAccessible.Text.Description) == ""


def test_the_caret_is_put_by_the_text(field: Field) -> None:
    field.text.show_text("🔥{{hotline}}好")
    field.text.put_caret(len("🔥{{hotline}}"))
    commit(field.text, "打")
    assert field.text.raw() == "🔥{{hotline}}打好"
