"""A change is looked at place by place with the keys alone; who may let it through, and what others did, is told."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QFontMetrics, QKeyEvent
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from handbook.content.person import Person
from handbook.content.writing.draft import ActKind, Draft, DraftState
from handbook.ui.theme.theme import theme_of
from handbook.ui.widgets.key_button import KeyButton
from handbook.ui.workshop.log_page import LogPage
from handbook.ui.workshop.review_page import ReviewPage
from handbook.ui.workshop.workshop_window import WorkshopWindow
from handbook.upkeep.draft_desk import DraftDesk
from tests.conftest import let_go, undress
from tests.helpers.contrast import TEXT, contrast
from tests.helpers.review_site import FIRST, GRAVE, LI, NOW, SCRIPT, SECOND, WANG, ReviewSite
from tests.helpers.typing_in import commit, compose, press
from tests.helpers.workshop_screen import dress

CTRL = Qt.KeyboardModifier.ControlModifier
ENTER, DOWN, UP, SPACE = Qt.Key.Key_Return, Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_Space


class Review:
    """The page of one person in a window, with the log beside it."""

    def __init__(self, site: ReviewSite, person: Person) -> None:
        self.site = site
        self.window = WorkshopWindow(person.name, lambda _words: ())
        self.page = ReviewPage(site.desk_of(person), lambda: NOW)
        self.log = LogPage(lambda: NOW)
        self.window.add_tab("待办", self.page)
        self.window.add_page(self.log, self.page)
        self.told = QSignalSpy(self.page.told)
        self.mentioned = QSignalSpy(self.page.mentioned)
        self.published = QSignalSpy(self.page.published)
        self.returned = QSignalSpy(self.page.returned)
        self.gone = QSignalSpy(self.page.gone)

    def dress(self, *, is_dark: bool = False, scale: float = 1.0) -> None:
        dress(self.window, scale=scale, is_dark=is_dark)

    def show(self, draft: Draft, size: tuple[int, int] = (1440, 900)) -> None:
        self.page.show_draft(draft)
        self.window.resize(*size)
        self.window.show()
        self.window.activateWindow()
        self.window.turn_to(self.page)
        self.page.begin()
        settle()
        self.window.resize(*size)
        settle()

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """A key to whatever has the keyboard."""
        widget = QApplication.focusWidget()
        assert widget is not None
        press(widget, key, modifier)

    @property
    def give(self) -> str:
        return self.page.bar.give.text()

    @property
    def current(self) -> int:
        return self.page._current


def settle() -> None:
    for _ in range(4):
        QApplication.processEvents()
    QTest.qWait(10)


@pytest.fixture
def site(tmp_path: Path) -> ReviewSite:
    return ReviewSite(tmp_path)


Open = Callable[..., Review]


@pytest.fixture
def review(qtbot: QtBot, site: ReviewSite) -> Iterator[Open]:
    """Opens the page of a person on a draft."""
    opened: list[Review] = []

    def open_one(
        draft: Draft,
        person: Person = LI,
        *,
        size: tuple[int, int] = (1440, 900),
        is_dark: bool = False,
        scale: float = 1.0,
    ) -> Review:
        one = Review(site, person)
        opened.append(one)
        one.dress(is_dark=is_dark, scale=scale)
        one.show(draft, size)
        return one

    yield open_one
    for one in opened:
        one.window.close()
        one.window.deleteLater()
    opened.clear()
    undress()
    let_go()


# -- keys alone


def test_a_change_is_looked_at_and_let_through_with_the_keys_alone(review: Open, site: ReviewSite) -> None:
    opened = review(site.sent(FIRST, SECOND))
    assert opened.give == "通过 · 还有 2 处没看"
    opened.press(SPACE)  # ticks it, and goes on
    assert opened.give == "通过 · 还有 1 处没看"
    assert opened.current == 1
    assert opened.page.boxes[1].tick.hasFocus()
    opened.press(UP)
    opened.press(UP)
    assert opened.current == 0
    opened.press(ENTER, CTRL)  # goes to what is missing
    assert opened.current == 1
    assert opened.page.boxes[1].tick.hasFocus()
    assert opened.published.count() == 0
    opened.press(SPACE)
    assert opened.give == "通过"
    opened.press(ENTER, CTRL)
    assert opened.published.count() == 1
    act = opened.published.at(0)[0]
    assert (act.kind, act.author, act.name, act.is_own) == (ActKind.PUBLISH, "王敏", "李海涛", False)
    assert "按升级办" in (site.desk().shelf.published(SCRIPT) or "")
    assert opened.page.draft is None
    assert opened.page.boxes == []


def test_ticks_are_kept_as_they_are_set(review: Open, site: ReviewSite) -> None:
    opened = review(site.sent(FIRST, SECOND))
    opened.press(SPACE)
    kept = site.desk().shelf.draft(SCRIPT)
    assert kept is not None
    assert kept.seen == (opened.page.boxes[0].change.key,)
    again = review(kept)
    assert [box.is_seen for box in again.page.boxes] == [True, False]
    assert again.current == 1  # the first that is not looked at
    again.press(SPACE)
    again.press(SPACE)
    assert [box.is_seen for box in again.page.boxes] == [True, False]


def test_one_key_walks_through_a_change_and_none_is_ticked_unseen(review: Open, site: ReviewSite) -> None:
    opened = review(site.sent(FIRST, SECOND, GRAVE))
    tick = opened.page.boxes[0].tick
    held = QKeyEvent(
        QEvent.Type.KeyPress, SPACE, Qt.KeyboardModifier.NoModifier, " ", autorep=True
    )  # a key that is held down
    QApplication.sendEvent(tick, held)
    assert [box.is_seen for box in opened.page.boxes] == [False, False, False]
    opened.press(DOWN)
    opened.press(SPACE)
    assert opened.current == 2
    opened.press(SPACE)  # round to the one that was passed over
    assert opened.current == 0
    opened.press(SPACE)
    assert opened.current == 0
    assert "每一处都看过了" in opened.mentioned.at(0)[0]
    opened.press(SPACE)  # the last one, taken back
    assert [box.is_seen for box in opened.page.boxes] == [False, True, True]


def test_what_the_program_filled_in_is_one_folded_line(review: Open, site: ReviewSite) -> None:
    upkeep = (
        ("owner: 客服培训组", "owner: 抢修班"),
        ("reviewed: 2026-11-20", "reviewed: 2026-11-30"),
        ("note: 初期升温要几天", "note: 班长说的"),
    )
    opened = review(site.sent(FIRST, *upkeep))
    assert [box.change.place for box in opened.page.boxes] == ["开栓头几天整户温乎 · 标准"]
    assert opened.page._count.text() == "改了 1 处"
    group = opened.page.filled
    assert group.isVisible()
    assert group.line.text() == "顺带填好的 3 处，不用一处处勾：来源、谁负责、上次复核"
    assert not group.words.isVisible()
    opened.press(DOWN)
    assert group.line.hasFocus()
    opened.press(SPACE)
    assert group.words.isVisible()
    assert "抢修班" in group.words.text()
    opened.press(UP)
    assert opened.page.boxes[0].tick.hasFocus()
    opened.press(SPACE)
    assert opened.give == "通过"
    opened.press(ENTER, CTRL)
    assert opened.published.count() == 1
    assert not group.isVisible()


def test_where_nothing_else_changed_what_was_filled_in_is_looked_at(review: Open, site: ReviewSite) -> None:
    opened = review(site.sent(("owner: 客服培训组", "owner: 抢修班")))
    assert opened.give == "通过 · 还有 1 处没看"
    assert not opened.page.filled.isVisible()


def test_f8_goes_round_what_was_not_looked_at(review: Open, site: ReviewSite) -> None:
    opened = review(site.sent(FIRST, SECOND, GRAVE))
    opened.press(DOWN)
    opened.press(SPACE)
    assert opened.current == 2
    opened.press(Qt.Key.Key_F8)
    assert opened.current == 0
    opened.press(Qt.Key.Key_F8, Qt.KeyboardModifier.ShiftModifier)
    assert opened.current == 2


def test_sending_back_needs_a_sentence_and_the_key_works_in_the_field(review: Open, site: ReviewSite) -> None:
    opened = review(site.sent(FIRST))
    opened.press(Qt.Key.Key_Backspace, CTRL)
    field = opened.page.bar.field
    assert field.hasFocus()
    assert "退回要写一句" in opened.mentioned.at(0)[0]
    compose(field, "bie")
    press(field, Qt.Key.Key_Backspace, CTRL)  # the input method's
    assert opened.returned.count() == 0
    compose(field, "")
    commit(field, "别写师傅，写维修员")
    opened.press(Qt.Key.Key_Backspace, CTRL)
    assert opened.returned.count() == 1
    back = site.desk().shelf.draft(SCRIPT)
    assert back is not None
    assert (back.state, back.words, back.reviewer) == (DraftState.SENT_BACK, "别写师傅，写维修员", "李海涛")


def test_a_sentence_about_one_place_names_it(review: Open, site: ReviewSite) -> None:
    opened = review(site.sent(FIRST, SECOND))
    opened.press(DOWN)
    opened.press(Qt.Key.Key_Tab)
    opened.press(SPACE)  # 对这一处说一句
    assert opened.page.bar.field.hasFocus()
    assert opened.page.bar.field.text() == "“开栓头几天整户温乎 · 安抚”："


# -- what is shown


def test_words_are_told_with_what_is_new_and_what_went(review: Open, site: ReviewSite) -> None:
    opened = review(site.sent(FIRST, SECOND))
    first, second = (box.words.text() for box in opened.page.boxes)
    assert "原来" not in first
    assert "，师傅24\u00a0小时内联系您</span>。" in first
    assert "line-through" in second
    assert "原来" in second
    assert "有据可查</span>" in second
    assert opened.page._rest.text() == "其余 2 句没动"
    assert (
        opened.page.said.text()
        == "「刚开栓，管网要慢慢升温、排气、调匀，要等几天。您家我照样登记，师傅24\u00a0小时内联系您。」"
    )
    name = opened.page.boxes[1].tick.accessibleName()
    assert name.startswith("开栓头几天整户温乎 · 安抚，换了几个字，9 秒变 11 秒，原来：头几天温乎")


def test_the_checks_are_told_and_where_a_number_comes_from(review: Open, site: ReviewSite) -> None:
    opened = review(site.sent(FIRST))
    names = [label.accessibleName() for label in opened.page._checks.findChildren(QLabel)]
    assert "好了，内容检查全部通过" in names
    assert "好了，没有禁语" in names
    assert "好了，“24\u00a0小时内”取自本单位“P3 上门”" in names


def test_both_pages_stand_beside_each_other_with_the_new_words_marked(review: Open, site: ReviewSite) -> None:
    opened = review(site.sent(FIRST, SECOND))
    whole = opened.page.findChild(QPushButton, "reviewMode1")
    assert whole is not None
    whole.click()
    settle()
    pages = opened.page.pages
    assert pages.isVisible()
    assert not opened.page.boxes[0].isVisible()
    assert "有据可查" in pages.before.toPlainText()
    assert "按升级办" in pages.after.toPlainText()
    marked = [one.cursor.selectedText() for one in pages.after.extraSelections()]
    assert len(marked) == 2
    assert marked[1].startswith("，您再打来")
    opened.page.act()  # back to the places where something is missing
    assert opened.page.boxes[0].tick.hasFocus()


def test_a_number_that_still_stands_elsewhere_is_told_at_its_place(review: Open, site: ReviewSite) -> None:
    ring = ("整户都凉不等升温,我给您报修。", "有人受伤先打{{fire}}。")
    more = ("刚开栓,头几天慢慢升温。", "刚开栓,着火打{{fire}}。")
    first = site.sent(ring, more)
    site.desk(LI).pass_on(site.desk(LI).tick(first, [one.key for one in site.desk(LI).changed(first)]))
    opened = review(site.sent(("有人受伤先打{{fire}}。", "有人受伤先打{{ambulance}}。")))
    box = opened.page.boxes[0]
    assert box.left.isVisible()
    assert box.left.text() == "▲ 消防电话 119 还写在这一条的开栓头几天整户温乎 · 简短。要一起改吗？"
    assert "还写在这一条的" in box.tick.accessibleName()


# -- who may


def test_a_tick_drops_only_where_the_place_changes_again(review: Open, site: ReviewSite) -> None:
    draft = site.sent(FIRST, SECOND)
    opened = review(draft)
    opened.press(SPACE)
    opened.press(DOWN)
    opened.press(SPACE)
    wang = site.desk(WANG)
    now = wang.shelf.draft(SCRIPT)
    assert now is not None
    wang.send(wang.shelf.save(now, now.text.replace("按升级办", "马上办")), "又改")
    opened.page.refresh()
    assert [box.is_seen for box in opened.page.boxes] == [True, False]
    assert opened.give == "通过 · 还有 1 处没看"


def test_who_wrote_grave_things_needs_another_one(review: Open, site: ReviewSite) -> None:
    opened = review(site.sent(GRAVE, person=LI))
    opened.press(SPACE)
    assert opened.give == "通过 · 要另一个人点头"
    assert "叫人别做的话" in opened.page.bar.give.toolTip()
    opened.press(ENTER, CTRL)
    assert opened.published.count() == 0
    assert "要另一个人点头" in opened.mentioned.at(0)[0]
    other = review(site.desk(WANG).shelf.draft(SCRIPT), WANG)
    other.press(SPACE)
    other.press(ENTER, CTRL)
    assert other.published.count() == 1


def test_in_a_team_of_one_a_reason_is_asked(review: Open, site: ReviewSite) -> None:
    site.editors = ("lihaitao",)
    opened = review(site.sent(GRAVE, person=LI))
    opened.press(SPACE)
    assert opened.give == "通过 · 要写一句为什么"
    opened.press(ENTER, CTRL)
    assert opened.page.bar.field.hasFocus()
    commit(opened.page.bar.field, "录音里有人放了水")
    assert opened.give == "通过"
    opened.press(ENTER, CTRL)
    act = opened.published.at(0)[0]
    assert act.is_own
    assert act.words.endswith("录音里有人放了水")


def test_a_sentence_for_sending_back_is_no_reason_where_none_is_asked(review: Open, site: ReviewSite) -> None:
    opened = review(site.sent(FIRST))
    opened.press(SPACE)
    commit(opened.page.bar.field, "还没想好")
    opened.page.act()
    assert "还没想好" not in opened.published.at(0)[0].words


# -- what others did


def test_what_was_saved_meanwhile_is_told_and_shown(review: Open, site: ReviewSite) -> None:
    opened = review(site.sent(FIRST, SECOND))
    wang = site.desk(WANG)
    now = wang.shelf.draft(SCRIPT)
    assert now is not None
    wang.shelf.save(now, now.text.replace("按升级办", "马上办"))
    opened.press(SPACE)
    assert "王敏刚改过这一条" in opened.told.at(0)[0]
    assert "马上办" in opened.page.boxes[1].words.text()
    assert not any(box.is_seen for box in opened.page.boxes)
    assert opened.give == "通过 · 还没送审"


def test_what_another_one_let_through_is_told(review: Open, site: ReviewSite) -> None:
    opened = review(site.sent(FIRST))
    wang = site.desk(WANG)
    now = wang.shelf.draft(SCRIPT)
    assert now is not None
    wang.pass_on(wang.tick(now, [change.key for change in wang.changed(now)]))
    opened.press(SPACE)
    assert "刚被发布" in opened.told.at(0)[0]
    assert opened.gone.count() == 1
    assert opened.page.draft is None
    opened.page.act()
    opened.page.send_back()
    assert opened.published.count() == opened.returned.count() == 0


def test_a_folder_that_went_is_told_and_the_tick_is_not_shown(review: Open, site: ReviewSite) -> None:
    opened = review(site.sent(FIRST))
    (site.site / ".workshop").rename(site.site / ".gone")
    (site.site / ".workshop").write_text("", "utf-8")
    opened.press(SPACE)
    assert opened.told.count() == 1
    assert not opened.page.boxes[0].is_seen if opened.page.boxes else opened.page.draft is None


# -- the log


def test_the_log_is_a_table_from_which_any_text_comes_back(review: Open, site: ReviewSite) -> None:
    opened = review(site.sent(FIRST))
    opened.press(SPACE)
    opened.press(ENTER, CTRL)
    log = opened.log
    back, undone = QSignalSpy(log.return_wanted), QSignalSpy(log.undo_wanted)
    log.show_rows(site.desk().history())
    opened.window.turn_to(log)
    log.begin()
    settle()
    assert log.table.rowCount() == 2
    cells = [str(log.table.model().index(0, column).data()) for column in range(5)]
    assert cells[1:4] == [
        "王敏写，李海涛",
        "现在用的 · 发布，改了 1 处：开栓头几天整户温乎 · 标准",
        "解释初期升温",
    ]
    opened.press(ENTER, CTRL)
    assert back.count() == 0  # it reads so now
    opened.press(Qt.Key.Key_Z, CTRL)
    assert undone.at(0)[0] == SCRIPT
    opened.press(DOWN)
    opened.press(ENTER, CTRL)
    assert back.at(0)[0].kind is ActKind.SEND
    assert "不是凭证" in " ".join(label.text() for label in log.findChildren(QLabel))


# -- looks

SIZES = [((1440, 900), 1.0), ((1440, 900), 2.0), ((1366, 768), 1.5), ((900, 600), 1.0), ((900, 600), 2.0)]


def seen_words(window: QWidget) -> Iterator[QWidget]:
    for widget in window.findChildren(QWidget):
        if widget.isVisible() and isinstance(widget, QAbstractButton | QLabel):
            yield widget


@pytest.mark.parametrize(("size", "scale"), SIZES)
@pytest.mark.parametrize("page", ["places", "whole", "log"])
def test_no_words_are_cut(
    review: Open, site: ReviewSite, size: tuple[int, int], scale: float, page: str
) -> None:
    opened = review(site.sent(FIRST, SECOND, GRAVE, person=LI), size=size, scale=scale)
    if page == "whole":
        opened.page.findChild(QPushButton, "reviewMode1").click()  # type: ignore[union-attr]
    elif page == "log":
        opened.log.show_rows(site.desk().history())
        opened.window.turn_to(opened.log)
    settle()
    assert opened.window.size() == QSize(*size)
    for widget in seen_words(opened.window):
        parent = widget.parentWidget()
        room = parent.rect().adjusted(-1, -1, 1, 1) if parent is not None else widget.rect()
        assert room.right() >= widget.geometry().right(), (widget.objectName(), widget.geometry(), room)
        if isinstance(widget, KeyButton):
            assert widget.width() >= widget.sizeHint().width(), widget.text()
        elif isinstance(widget, QLabel) and widget.wordWrap() and widget.text():
            assert widget.height() >= widget.heightForWidth(widget.width()) - 2, widget.objectName()
        assert QFontMetrics(widget.font()).height() >= 12


def test_a_line_that_wraps_only_in_the_column_cuts_nothing(
    review: Open, site: ReviewSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    draft = site.sent(SECOND, GRAVE)
    change, _grave = site.desk().changed(draft)
    opened = review(draft, size=(1366, 768))
    monkeypatch.setattr(DraftDesk, "elsewhere", lambda _desk, _draft: {change.key: "也写在别处，" * 11})
    opened.page.show_draft(draft)
    settle()
    box = opened.page.boxes[0]
    assert box.width() < opened.window.theme.px(1000)
    for label in (box.words, box.left):
        assert label.height() >= label.heightForWidth(label.width())


@pytest.mark.parametrize("is_dark", [False, True])
def test_marks_of_words_can_be_read(is_dark: bool) -> None:
    colours = theme_of(is_dark=is_dark, scale=1.0).colours
    assert contrast(colours.say, colours.say_soft) >= TEXT
    assert contrast(colours.ink_second, colours.line) >= TEXT
    assert contrast(colours.ink, colours.mark) >= TEXT


def test_only_a_reviewer_gives_back_and_the_log_restores(review: Open, site: ReviewSite) -> None:
    """退回 is said of drafts that go back to who wrote them; an earlier text comes back by another word."""
    opened = review(site.sent(FIRST))
    assert "退回" in opened.page.bar.back.text()
    opened.log.show_rows(site.desk().history())
    names = [button.text() for button in opened.log.findChildren(QPushButton)]
    assert any("恢复那时" in name for name in names)
    assert not any("退回" in name for name in [*names, opened.log.keys])
