"""What a maintainer does on each page, through its widgets; what another one made impossible is told."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt, QUrl
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QLabel, QLineEdit, QMenu, QPushButton
from pytestqt.qtbot import QtBot

from handbook.ui.widgets.rich_text import RichText
from handbook.ui.workshop import foot_bar
from handbook.ui.workshop.todo_list import TodoList
from tests.helpers.typing_in import commit, press
from tests.helpers.workshop_site import CARD, LAW, NEW, OLD
from tests.unit.ui.workshop.conftest import Opened

CTRL = Qt.KeyboardModifier.ControlModifier


def button(opened: Opened, name: str) -> QPushButton:
    found = opened.window.findChild(QPushButton, name)
    assert found is not None, name
    return found


def ticks(opened: Opened) -> list[QCheckBox]:
    return [opened.window.findChild(QCheckBox, f"articleTick{n}") for n in (1, 2, 3)]  # type: ignore[misc]


def shelf(opened: Opened) -> list[date]:
    return sorted(text.effective for text in opened.workshop.desk().read().texts)


def menu_act(opened: Opened, words: str) -> None:
    """Choose in the menu of a law what holds those words."""
    opened.window.turn_to(opened.pages.laws)
    press(button(opened, "lawsMore"), Qt.Key.Key_Space)
    menu = opened.pages.laws.findChild(QMenu)
    assert menu is not None
    act = next(act for act in menu.actions() if words in act.text())
    act.trigger()
    menu.close()


# -- points and words


def lit(text: RichText) -> list[str]:
    return [one.cursor.selectedText() for one in text.extraSelections()]


def test_a_figure_that_the_keyboard_reaches_lights_up_on_both_sides(
    open_workshop: Callable[..., Opened],
) -> None:
    opened = open_workshop()
    opened.pages.show_entry("reg-bj-34")
    page = opened.pages.article
    matched = [match for match in page.view.matches if match.theirs] if page.view is not None else []
    assert matched
    page.points.setFocus()
    press(page.points, Qt.Key.Key_Tab)
    first = matched[0]
    assert first.ours.words in lit(page.points)
    assert first.theirs[0].words in lit(page.words)
    page.points.highlighted.emit(QUrl())  # the pointer leaves it
    assert lit(page.points) == lit(page.words) == []


def test_the_article_on_the_page_is_asked_to_be_printed_beside_its_words(
    open_workshop: Callable[..., Opened],
) -> None:
    opened = open_workshop()
    opened.pages.show_entry("reg-bj-34")
    asked = QSignalSpy(opened.workshop.print_wanted)
    press(opened.pages.article.list, Qt.Key.Key_P, CTRL)
    press(button(opened, "articlePrint"), Qt.Key.Key_Space)
    assert [asked.at(n)[0] for n in range(asked.count())] == ["reg-bj-34", "reg-bj-34"]


# -- the shelf


def test_a_version_is_moved_out_and_taken_back(open_workshop: Callable[..., Opened]) -> None:
    opened = open_workshop()
    menu_act(opened, f"{NEW} 起的一版：移出")
    assert shelf(opened) == [OLD]
    assert "Ctrl+Z 撤回" in opened.window.foot.keys.text()
    press(opened.pages.laws.table, Qt.Key.Key_Z, CTRL)
    assert shelf(opened) == [OLD, NEW]


def test_a_day_is_changed_by_what_is_typed_and_nothing_by_what_is_no_day(
    open_workshop: Callable[..., Opened],
) -> None:
    opened = open_workshop(versions=1)
    for typed, expected in (("明年", [OLD]), ("2021年11月1日", [date(2021, 11, 1)])):
        menu_act(opened, "改施行日期")
        line = opened.window.findChild(QLineEdit, "lineField")
        assert line is not None
        assert line.text() == OLD.isoformat()
        line.clear()
        commit(line, typed)
        press(line, Qt.Key.Key_Return)
        assert shelf(opened) == expected
        QApplication.sendPostedEvents(None, 52)  # the dialog goes
    assert "看不出是哪一天" in opened.told.words


def test_buttons_that_cannot_be_pressed_say_why(open_workshop: Callable[..., Opened]) -> None:
    opened = open_workshop(versions=1)
    opened.window.turn_to(opened.pages.laws)
    compare = button(opened, "lawsCompare")
    assert compare.text() == "比较两版 · 只有一版"
    compare.setFocus()
    assert compare.hasFocus()
    press(compare, Qt.Key.Key_Return)
    assert "收下另一版后再比" in opened.told.words
    assert button(opened, "lawsImport").hasFocus()
    assert opened.window.page is opened.pages.laws


def test_what_another_one_moved_out_is_told(open_workshop: Callable[..., Opened]) -> None:
    opened = open_workshop()
    opened.pages.compare_last(LAW)
    opened.workshop.desk().remove(LAW, NEW)
    box = opened.pages.comparison.old
    box.activated.emit(0)
    assert "不都在了" in opened.told.words
    opened.window.turn_to(opened.pages.laws)
    assert button(opened, "lawsCompare").text() == "比较两版 · 只有一版"  # shown anew


def test_what_another_one_moved_out_cannot_be_moved_again(open_workshop: Callable[..., Opened]) -> None:
    opened = open_workshop()
    opened.window.turn_to(opened.pages.laws)
    press(button(opened, "lawsMore"), Qt.Key.Key_Space)
    menu = opened.pages.laws.findChild(QMenu)
    assert menu is not None
    opened.workshop.desk().remove(LAW, NEW)
    next(act for act in menu.actions() if f"{NEW} 起的一版：移出" in act.text()).trigger()
    menu.close()
    assert "被别人移出" in opened.told.words
    assert shelf(opened) == [OLD]


# -- vouching


def test_an_article_is_vouched_for_by_three_ticks(open_workshop: Callable[..., Opened]) -> None:
    opened = open_workshop()
    opened.pages.show_entry("reg-bj-36")
    give = button(opened, "articleGive")
    assert give.text() == "记为已核对原文 · 还差 3 样"
    press(opened.pages.article.list, Qt.Key.Key_Return, CTRL)
    assert QApplication.focusWidget() is ticks(opened)[0]
    assert opened.workshop.desk().read().checks == ()
    for tick in ticks(opened):
        press(tick, Qt.Key.Key_Space)
    assert give.text() == "记为已核对原文"
    press(give, Qt.Key.Key_Return, CTRL)
    checks = opened.workshop.desk().read().checks
    assert [(check.entry, check.name) for check in checks] == [("reg-bj-36", "王敏")]
    assert opened.pages.article.view is not None
    assert opened.pages.article.view.standing.holds
    assert opened.window.page is opened.pages.article
    assert all(tick.isChecked() for tick in ticks(opened))
    assert give.text() == "已核对原文 · 不用再记"


def test_a_figure_that_the_words_lack_blocks_the_third_tick(open_workshop: Callable[..., Opened]) -> None:
    opened = open_workshop()
    opened.pages.show_entry("reg-bj-34")
    third = ticks(opened)[2]
    third.setFocus()
    assert third.hasFocus()
    press(third, Qt.Key.Key_Space)
    assert not third.isChecked()
    assert "还有 1 个不在原文里" in opened.told.words
    assert button(opened, "articleGive").text() == "记为已核对原文 · 还有 1 个数没对上"
    press(button(opened, "articleGive"), Qt.Key.Key_Space)
    assert "1 个月" in opened.told.words
    assert opened.workshop.desk().read().checks == ()


def test_the_page_stays_while_the_desk_reads_the_content_anew(open_workshop: Callable[..., Opened]) -> None:
    opened = open_workshop()
    opened.pages.show_entry("reg-bj-36")
    opened.pages.article.timeline.turn(1)
    press(ticks(opened)[0], Qt.Key.Key_Space)
    opened._on_changed()
    article = opened.pages.article
    assert opened.window.page is article
    assert article.view is not None
    assert article.view.entry.id == "reg-bj-36"
    assert article.list.currentItem().text().startswith("第 36 条")
    assert article.view.version is not None
    assert article.view.version.effective == NEW
    assert ticks(opened)[0].isChecked()
    opened.pages.compare_last(LAW)
    opened.pages.comparison.list.setCurrentRow(2)
    opened._on_changed()
    page = opened.window.page
    assert page is not None
    assert page.objectName() == "workshopComparison"
    assert opened.pages.comparison.list.currentRow() == 2


def test_any_day_is_read(open_workshop: Callable[..., Opened]) -> None:
    opened = open_workshop()
    opened.pages.show_entry("reg-bj-34")
    article = opened.pages.article
    article.day.clear()
    commit(article.day, "2027年3月1日")
    press(article.day, Qt.Key.Key_Return)
    assert "三十日内" in article.words.toPlainText()
    article.day.clear()
    commit(article.day, "哪天")
    press(article.day, Qt.Key.Key_Return)
    assert "2026-11-28 这样" in opened.told.words
    assert "三十日内" in article.words.toPlainText()


# -- comparing and 待办


def put_all(opened: Opened) -> None:
    opened.pages.compare_last(LAW)
    press(opened.pages.comparison.list, Qt.Key.Key_Return, CTRL)


def titles(rows: TodoList) -> list[str]:
    return [rows.item(n).data(Qt.ItemDataRole.AccessibleTextRole) for n in range(rows.count())]


def test_cards_that_a_change_touches_go_into_the_todos_once(open_workshop: Callable[..., Opened]) -> None:
    opened = open_workshop()
    assert opened.workshop.todos.page.list.count() == 1  # the card is overdue
    put_all(opened)
    assert "4 处已放进待办" in opened.told.words
    assert opened.workshop.todos.page.list.count() == 5
    assert "待办，5 件" in [tab.accessibleName() for tab in opened.window.bar.tabs]
    put_all(opened)
    assert opened.workshop.todos.page.list.count() == 5
    assert "没有重复放" in opened.told.words


def test_the_cards_follow_the_article_in_view(open_workshop: Callable[..., Opened]) -> None:
    opened = open_workshop()
    opened.pages.compare_last(LAW)
    page = opened.pages.comparison
    assert "档案什么时候移交" in page.cards.toPlainText()
    press(page.list, Qt.Key.Key_Down)
    words = page.cards.toPlainText()
    assert "温度不够怎么退热费" in words
    assert "档案什么时候移交" not in words
    assert "确认之日起三十日内" in page.text.toPlainText()


def test_chips_count_what_they_show(open_workshop: Callable[..., Opened]) -> None:
    opened = open_workshop()
    opened.pages.compare_last(LAW)
    page = opened.pages.comparison
    total = 0
    for number in range(1, 7):
        chip = button(opened, f"comparisonChip{number}")
        press(chip, Qt.Key.Key_Space)
        assert chip.text().endswith(f" {page.list.count()}")
        total += page.list.count()
    assert total == 41


def test_the_first_row_is_chosen_and_goes_where_it_says(open_workshop: Callable[..., Opened]) -> None:
    opened = open_workshop()
    put_all(opened)
    todos = opened.workshop.todos.page
    opened.window.turn_to(todos)
    assert todos.list.currentRow() == 0
    assert todos.list.hasFocus()
    edited: list[str] = []
    opened.workshop.writing.edit = edited.append  # type: ignore[assignment]
    row = next(n for n, words in enumerate(titles(todos.list)) if "温度不够怎么退热费" in words)
    todos.list.setCurrentRow(row)
    press(todos.list, Qt.Key.Key_Return)
    assert opened.window.page is opened.pages.article
    assert opened.pages.article.view is not None
    assert opened.pages.article.view.entry.id == "reg-bj-34"
    opened.window.turn_to(todos)
    row = next(n for n, words in enumerate(titles(todos.list)) if "过期" in words or "该复核日" in words)
    todos.list.setCurrentRow(row)
    press(todos.list, Qt.Key.Key_Return, CTRL)
    assert edited == [CARD]


def test_the_button_stands_at_one_place_in_each_row_and_is_clicked(
    open_workshop: Callable[..., Opened],
) -> None:
    opened = open_workshop()
    put_all(opened)
    todos = opened.workshop.todos.page
    opened.window.turn_to(todos)
    boxes = [todos.list.button_box(n) for n in range(todos.list.count())]
    assert {box.left() for box in boxes} == {boxes[0].left()}
    assert {box.width() for box in boxes} == {92}
    chosen = QSignalSpy(todos.todo_chosen)
    at = boxes[1].center().toPoint()
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QTest.mouseClick(todos.list.viewport(), left, none, QPoint(60, at.y()))
    assert chosen.count() == 0
    assert todos.list.currentRow() == 1
    QTest.mouseClick(todos.list.viewport(), left, none, at)
    assert chosen.count() == 1


def test_chips_filter_the_todos(open_workshop: Callable[..., Opened]) -> None:
    opened = open_workshop()
    put_all(opened)
    todos = opened.workshop.todos.page
    opened.window.turn_to(todos)
    law = next(one for one in todos.findChildren(QPushButton) if one.text() == "法规变了 4")
    press(law, Qt.Key.Key_Space)
    assert todos.list.count() == 4
    assert not [words for words in titles(todos.list) if "该复核日" in words]
    everything = next(one for one in todos.findChildren(QPushButton) if one.text() == "全部 5")
    press(everything, Qt.Key.Key_Space)
    assert todos.list.count() == 5


def test_a_row_that_is_done_goes_and_comes_back_as_old_as_it_was(
    open_workshop: Callable[..., Opened], qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(foot_bar, "UNDO_MS", 200)
    opened = open_workshop()
    put_all(opened)
    todos = opened.workshop.todos.page
    opened.window.turn_to(todos)
    before = titles(todos.list)
    todos.list.setCurrentRow(1)
    gone = before[1]
    press(todos.list, Qt.Key.Key_Backspace, CTRL)
    assert todos.list.count() == 4
    assert [words.partition("，")[2] for words in titles(todos.list)] == [
        words.partition("，")[2] for words in before if words is not gone
    ]
    foot = opened.window.foot.keys
    assert "Ctrl+Z 撤回" in foot.text()
    assert "已从待办拿走" in foot.text()
    qtbot.waitUntil(lambda: "已从待办拿走" not in foot.text())
    assert "上下一件" in foot.text()
    press(todos.list, Qt.Key.Key_Z, CTRL)
    assert titles(todos.list) == before
    press(todos.list, Qt.Key.Key_Z, CTRL)
    assert "没有可撤回" in opened.told.words


def test_what_goes_of_itself_is_not_ticked_off(open_workshop: Callable[..., Opened]) -> None:
    opened = open_workshop()
    todos = opened.workshop.todos.page
    opened.window.turn_to(todos)
    press(todos.list, Qt.Key.Key_Backspace, CTRL)
    assert todos.list.count() == 1
    assert "不能直接勾掉" in opened.told.words


def test_an_empty_desk_says_what_will_come(open_workshop: Callable[..., Opened]) -> None:
    opened = open_workshop(versions=0)
    assert opened.pages.laws.nothing.isVisibleTo(opened.pages.laws)
    opened.pages.show_entry("reg-bj-34")
    assert "还没有这一条的官方原文" in opened.pages.article.words.toPlainText()
    assert button(opened, "articleGive").text() == "记为已核对原文 · 还没有原文"
    press(button(opened, "articleGive"), Qt.Key.Key_Space)
    assert "先从“法规”导入" in opened.told.words


# -- an amendment decision

DECISION = (
    "北江省人民代表大会常务委员会关于修改《北江省城市供热条例》的决定",
    "一、将第十二条修改为：“建设单位应当在六十日内移交第十二类档案。”",
    "二、将第三十四条中的“供热期结束后”修改为“确认之日起三十日内”。",
    "三、增加一条，作为第三十四条之一：“用户对测温结果有异议的，可以委托具备资质的第三方机构复测。”",
)
LAST = "四、将第三十六条修改为：“未经供热单位同意，用户不得改变热用途，不得安装放水装置，不得拆除、遮挡远传测温装置。”"
UNDONE = "五、将第三十五条中的“每年”修改为“每月”。"


@pytest.mark.parametrize(
    ("lines", "told", "more"),
    [
        ((*DECISION, LAST), "✓ 修改决定里写的 4 处，全部对上", ""),
        (DECISION, "▲ 修改决定里写的 3 处：1 处变化决定里没写", "第 36 条变了，决定里没写"),
        ((*DECISION, LAST, UNDONE), "▲ 修改决定里写的 5 处：1 处没对上", "第三十五条"),
    ],
)
def test_a_decision_is_ticked_against_what_changed(
    open_workshop: Callable[..., Opened],
    qtbot: QtBot,
    tmp_path: Path,
    lines: tuple[str, ...],
    told: str,
    more: str,
) -> None:
    opened = open_workshop()
    opened.pages.compare_last(LAW)
    path = tmp_path / "决定.txt"
    path.write_text("\n".join(lines), "utf-8")
    opened.pages.tick_decision(path)
    label = opened.window.findChild(QLabel, "decisionTold")
    assert label is not None
    qtbot.waitUntil(label.isVisible, timeout=20_000)
    assert label.text() == told
    assert more in opened.pages.comparison.cards.toPlainText()
    opened.pages._compare(LAW, OLD, NEW)
    assert label.isVisible()  # the same pair
    assert opened.pages.comparison.compared is not None


def test_a_file_that_is_no_decision_is_told(
    open_workshop: Callable[..., Opened], qtbot: QtBot, tmp_path: Path
) -> None:
    opened = open_workshop()
    opened.pages.compare_last(LAW)
    path = tmp_path / "别的.txt"
    path.write_text("供热服务热线的一份说明。\n没有一句是修改条文的。", "utf-8")
    opened.pages.tick_decision(path)
    qtbot.waitUntil(lambda: "别的.txt" in opened.told.words, timeout=20_000)
    assert opened.window.page is opened.pages.comparison
    assert "没有读到修改条文的话" in opened.told.words
