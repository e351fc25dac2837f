"""发布: what goes out, that it was checked, who signed, where it has arrived; and the ways back."""

import os
import subprocess
import sys
import time
from collections.abc import Callable

import msgspec
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QApplication, QWidget

from handbook.ui.workshop.publish_hold import HOLD_MS
from handbook.ui.workshop.publish_page import PublishPage
from handbook.ui.workshop.publish_pages import PublishPages
from handbook.upkeep.publication import CheckTold, Fault, SeatsRead
from tests.helpers.publication import NOW, WORD, FakeChild, seats, share_state, survey
from tests.helpers.typing_in import commit
from tests.unit.ui.workshop.conftest import Opened


class Publishing:
    """The page over a share that a fake process tells of."""

    def __init__(self, opened: Opened, child: FakeChild | str) -> None:
        self.opened = opened
        self.pages: PublishPages = opened.workshop.publishing
        self.page: PublishPage = self.pages.page
        self.child = child if isinstance(child, FakeChild) else FakeChild()
        self.pages._child = lambda: child
        opened.window.turn_to(self.page)
        self.settle()

    def settle(self) -> None:
        """Until nothing is under way."""
        works = (self.pages._looking, self.pages._checking, self.pages._acting)
        for _ in range(100):
            QTest.qWait(10)
            if not any(work.is_busy for work in works):
                break
        QTest.qWait(10)

    def look(self) -> None:
        self.pages.look()
        self.settle()

    def sign(self, word: str = WORD) -> None:
        self.page.sign.word.setText(word)
        self.page.sign.go.click()
        self.settle()


Open = Callable[..., Publishing]


@pytest.fixture
def publishing(open_workshop: Callable[..., Opened]) -> Open:
    def open_one(child: FakeChild | str, **look: object) -> Publishing:
        return Publishing(open_workshop(0, **look), child)

    return open_one


def test_what_is_out_is_told_with_steps_desks_and_exceptions(publishing: Open) -> None:
    one = publishing(FakeChild())
    page = one.page
    assert page.chip.text() == "正在换 72 / 80 台"
    assert "第 4 步，发给全部 100 %，正在这一步" in page.steps.said
    assert "第 3 步，先发 10 %，做完了" in page.steps.said
    assert page.count.text() == "带出去 11 处改动"
    assert not page.sign.isVisible()
    assert "▲ 17 号台" in page.desks.words.text()
    assert "待换 6 台" in page.desks.words.text()
    assert page.saved == "签名钥匙：王敏（签的还管 312 天） · 发布夹 可写"
    assert "点了就停" in page.ways.stop_words.text()


def test_red_is_nowhere_but_on_the_mark_of_an_emergency_card(publishing: Open) -> None:
    page = publishing(FakeChild(looked=survey(is_faulty=True))).page
    page.other.click()
    danger = page.theme.colours.danger
    for widget in page.findChildren(QWidget):
        assert danger not in widget.styleSheet()
    image = page.checks.grab().toImage()
    reds = {
        (x, y)
        for x in range(0, image.width(), 3)
        for y in range(0, image.height(), 3)
        if image.pixelColor(x, y).name() == danger
    }
    assert not reds
    assert page.checks.property("kind") == "open"


def test_the_button_says_in_itself_why_not_yet_and_leads_to_it(publishing: Open) -> None:
    one = publishing(FakeChild(looked=survey(is_faulty=True)))
    page = one.page
    page.other.click()
    assert page.sign.go.text() == "签名，先发 10 %（8 台）· 先改 2 处"
    assert page.sign.go.isEnabled()
    wanted = QSignalSpy(page.fault_wanted)
    page.act()
    assert wanted.count() == 1
    assert one.opened.window.page is one.opened.workshop.writing.editing
    one.opened.window.turn_to(page)
    one.child.looked = survey()
    one.pages._surveyed = ""
    one.look()
    assert page.sign.go.text().endswith("还差口令")
    page.act()
    assert page.sign.word.hasFocus()
    assert not one.child.asked


def test_signing_sends_it_to_a_few_and_keeps_no_passphrase(publishing: Open) -> None:
    one = publishing(FakeChild())
    page = one.page
    page.other.click()
    page.sign.note.setFocus()
    commit(page.sign.note, "抢修电话改了")
    one.sign()
    assert one.child.asked == [("publish", WORD, 10, "抢修电话改了", "4 项全过", False)]
    assert page.sign.word.text() == ""
    held = [
        value
        for holder in (one.pages, page, page.sign)
        for value in vars(holder).values()
        if WORD in repr(value)
    ]
    assert held == []


def test_a_long_fault_is_seen_whole(publishing: Open) -> None:
    long = Fault(words="“退费”：" + "这一句太长了，" * 14, entry="kn-bj-refund")
    looked = msgspec.structs.replace(survey(), checks=(CheckTold(words="", faults=(long,)),))
    page = publishing(FakeChild(looked=looked)).page
    page.other.click()
    QTest.qWait(20)
    rows = page.checks.rows
    assert rows.height() >= rows.visualItemRect(rows.item(0)).height() > 2 * rows.fontMetrics().height()


def test_a_wrong_passphrase_is_told_and_what_was_written_stays(publishing: Open) -> None:
    one = publishing(FakeChild())
    one.page.other.click()
    one.page.sign.note.setText("抢修电话改了")
    one.sign("wrong")
    assert "口令不对" in one.opened.told.words
    assert (one.page.sign.word.text(), one.page.sign.note.text()) == ("", "抢修电话改了")
    one.sign()
    assert "口令不对" not in one.opened.told.words
    assert "做好了" in one.opened.told.words


def test_the_rest_is_closed_until_the_first_were_watched(publishing: Open) -> None:
    young = share_state(10)
    act = msgspec.structs.replace(young.acts[0], when=NOW)
    one = publishing(FakeChild(msgspec.structs.replace(young, acts=(act,))))
    page = one.page
    assert "先发 10 %，换了 6 台" in page.chip.text()
    assert page.sign.go.text() == "签名，发给全部 80 台 · 再看 1 天"
    one.sign()
    assert not one.child.asked
    page.sign.urgent.click()
    assert page.sign.go.text().endswith("还差一句为什么")
    assert page.sign.note.hasFocus()
    commit(page.sign.note, "旧电话打不通")
    one.sign()
    assert one.child.asked == [("widen", WORD, 12, 100, "旧电话打不通")]


def test_after_a_day_it_goes_to_all(publishing: Open) -> None:
    one = publishing(FakeChild(share_state(10)))
    assert not one.page.sign.urgent.isVisible()
    assert "看够了" in one.page.steps.said
    one.sign()
    assert one.child.asked == [("widen", WORD, 12, 100, "")]


def test_at_once_to_all_takes_a_reason_and_is_taken_at_the_end_of_the_call(publishing: Open) -> None:
    one = publishing(FakeChild())
    one.page.other.click()
    one.page.sign.urgent.click()
    one.page.sign.note.setText("旧电话打不通")
    one.sign()
    assert one.child.asked == [("publish", WORD, 100, "旧电话打不通", "4 项全过", True)]


def test_stopping_asks_nothing(publishing: Open) -> None:
    one = publishing(FakeChild(share_state(10)))
    one.page.ways.stop.click()
    one.settle()
    assert one.child.asked == [("stop", WORD, 12)]
    assert "停住了" in one.page.chip.text()
    assert one.page.ways.stop.text() == "先停住 · 已经停住"
    assert "停在这里" in one.page.steps.said


def test_stopping_what_another_computer_signed_asks_for_the_passphrase(publishing: Open) -> None:
    state = msgspec.structs.replace(share_state(10), can_stop=False)
    one = publishing(FakeChild(state))
    one.page.ways.stop.click()
    one.settle()
    assert not one.child.asked
    assert one.page.sign.go.text() == "签名，停住 · 还差口令"
    one.sign()
    assert one.child.asked == [("widen", WORD, 12, 0, "")]


@pytest.mark.parametrize("by_key", [False, True])
def test_withdrawing_is_held_for_two_seconds(publishing: Open, *, by_key: bool) -> None:
    one = publishing(FakeChild())
    button = one.page.ways.withdraw
    button.setFocus()

    def hold(milliseconds: int) -> None:
        if by_key:
            QTest.keyPress(button, Qt.Key.Key_Space)
        else:
            QTest.mousePress(button, Qt.MouseButton.LeftButton, pos=QPoint(9, 9))
        QTest.qWait(milliseconds)
        if by_key:
            QTest.keyRelease(button, Qt.Key.Key_Space)
        else:
            QTest.mouseRelease(button, Qt.MouseButton.LeftButton, pos=QPoint(9, 9))

    hold(HOLD_MS // 2)
    assert button.share == 0
    assert not one.page.sign.isVisible()
    hold(HOLD_MS + 300)
    assert "撤回：发一份第 13 号，内容同 2026.11" in one.page.sign.told.text()
    one.sign()
    assert one.child.asked == [("withdraw", WORD, 11)]


def test_letting_the_pointer_slip_off_withdraws_nothing(publishing: Open) -> None:
    one = publishing(FakeChild())
    button = one.page.ways.withdraw
    QTest.mousePress(button, Qt.MouseButton.LeftButton, pos=QPoint(9, 9))
    QTest.qWait(600)
    assert button.share > 0
    QTest.mouseMove(button, QPoint(-40, 9))
    QTest.mouseRelease(button, Qt.MouseButton.LeftButton, pos=QPoint(-40, 9))
    assert button.share == 0


def test_who_has_no_key_reads_and_is_told_what_is_missing(publishing: Open) -> None:
    state = msgspec.structs.replace(share_state(10), has_keys=False, can_stop=False)
    one = publishing(FakeChild(state))
    page = one.page
    assert page.sign.go.text().endswith("还差签名钥匙")
    assert not page.sign.word.isEnabled()
    assert page.ways.stop.text() == "先停住 · 没有钥匙"
    page.ways.stop.click()
    assert page.ways.withdraw.lacking == "没有钥匙"
    assert page.sign.keys.isVisible()
    assert page.saved.startswith("签名钥匙：不在这台电脑")
    assert not one.child.asked


def test_without_a_share_one_sentence_says_who_has_to_do_what(publishing: Open) -> None:
    one = publishing("本单位还没有设更新文件夹，发不到各台。请管理员写上它在哪。")
    assert "请管理员" in one.page.nothing.text()
    assert not one.page.desks.isVisible()
    one.page.act()
    one.page.step(1)


def test_a_share_that_is_gone_is_told_and_comes_back(publishing: Open) -> None:
    child = FakeChild("更新文件夹没有回应，过一会儿再试。")
    one = publishing(child)
    assert "没有回应" in one.page.nothing.text()
    child.shown = share_state()
    one.look()
    assert one.page.chip.text() == "正在换 72 / 80 台"
    assert one.page.desks.isVisible()


def test_checks_are_not_made_again_at_each_look(publishing: Open) -> None:
    one = publishing(FakeChild())
    for _ in range(3):
        one.look()
    assert one.child.surveys == 1
    one.opened.handbook = one.opened.handbook.__class__(revision="another")
    one.pages.refresh()
    one.settle()
    assert one.child.surveys == 2


def test_nothing_is_looked_at_while_another_page_is_up(publishing: Open) -> None:
    one = publishing(FakeChild())
    assert one.pages._timer.isActive()
    one.page.sign.word.setText(WORD)
    one.opened.window.turn_to(one.opened.workshop.todos.page)
    assert not one.pages._timer.isActive()
    assert one.page.sign.word.text() == ""


def test_changes_are_walked_and_opened_by_keys(publishing: Open) -> None:
    page = publishing(FakeChild()).page
    changes = page.changes
    changes.setFocus()
    rows = changes.count()
    assert "还有 3 处，按回车看" in changes.said
    for _ in range(3):
        QTest.keyClick(changes, Qt.Key.Key_Down)
    QTest.keyClick(changes, Qt.Key.Key_Return)
    assert changes.count() == rows + 2
    QTest.keyClick(changes, Qt.Key.Key_Up)
    QTest.keyClick(changes, Qt.Key.Key_Return)
    assert any("原来：多久到账不好说" in said for said in changes.said)
    page.unfold.click()
    assert changes.is_whole
    assert page.unfold.text() == "收起"


def test_desks_are_squares_and_a_table_of_the_same(publishing: Open) -> None:
    desks = publishing(FakeChild()).page.desks
    desks.grid.setFocus()
    for _ in range(6):
        QTest.keyClick(desks.grid, Qt.Key.Key_Right)
    QTest.keyClick(desks.grid, Qt.Key.Key_Down)
    assert desks.grid.current_words.startswith("17 号台，失联，还是 2026.11，最后见到")
    desks.turn.click()
    assert desks.table.rowCount() == 80
    cells = [desks.table.item(16, column) for column in range(5)]
    assert [cell.text() for cell in cells if cell is not None][:3] == ["17", "失联", "2026.11"]


def test_beyond_two_hundred_desks_there_is_a_bar_for_each_hundred(publishing: Open) -> None:
    desks = publishing(FakeChild(share_state(count=640))).page.desks
    assert desks.grid.is_by_site
    assert desks.grid.height() < 300
    assert desks.grid.current_words == "1–100：已换 92，待换 6，失联 2"


def test_three_thousand_desks_are_shown_within_a_moment(publishing: Open) -> None:
    many = SeatsRead(seats=seats(count=3000))
    one = publishing(FakeChild(msgspec.structs.replace(share_state(), seats=many)))
    began = time.perf_counter()
    one.page.show_state(msgspec.structs.replace(share_state(), seats=many, now=NOW))
    assert time.perf_counter() - began < 0.5


@pytest.mark.parametrize("size", [(900, 600), (1440, 900)])
@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_nothing_is_squeezed(publishing: Open, size: tuple[int, int], scale: float) -> None:
    one = publishing(FakeChild(share_state(10), survey(is_faulty=True)), size=size, scale=scale)
    page = one.page
    page._columns.bring(page._left)
    QTest.qWait(20)
    for widget in (page.sign.go, page.sign.word, page.checks.head):
        assert widget.height() >= widget.minimumSizeHint().height(), widget.objectName()
    page._columns.bring(page._right)
    QTest.qWait(20)
    for button in (page.ways.stop, page.ways.withdraw):
        assert button.height() >= button.minimumSizeHint().height()
        assert button.width() >= button.minimumSizeHint().width()
    assert page.width() <= one.opened.window.width()


def test_six_keys_lead_through_the_columns_and_back(publishing: Open) -> None:
    one = publishing(FakeChild())
    page = one.page
    assert list(page.columns()) == [page.changes, page.desks.grid]
    page.other.click()
    assert page.back()
    assert not page.back()
    assert QApplication.focusWidget() is not None


def test_the_sheet_for_paper_holds_what_goes_out_who_and_when(publishing: Open) -> None:
    one = publishing(FakeChild())
    printed = QSignalSpy(one.opened.workshop.sheet_wanted)
    QTest.keyClick(one.page, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    assert printed.count() == 1
    sheet = one.pages.sheet()
    assert sheet is not None
    assert sheet.title == "发布单：2026.12 第 12 号"
    words = repr(sheet.blocks)
    for part in ("解释初期升温", "80 台：已换 72，待换 6，失联 2", "签名：王敏"):
        assert part in words
    assert (sheet.kind_label, sheet.code) == ("发布单", "")


def test_the_window_imports_nothing_that_checks_signatures() -> None:
    code = (
        "import sys; import handbook.ui.workshop.publish_pages; "
        "print([n for n in ('tuf', 'securesystemslib', 'cryptography') if n in sys.modules])"
    )
    told = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, env=dict(os.environ)
    )
    assert told.stdout.strip() == "[]"
