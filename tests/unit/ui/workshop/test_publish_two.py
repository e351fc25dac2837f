"""发布 where two have to sign: who signed, what the second one sees before he signs, and what the first one waits for."""

from collections.abc import Callable

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from handbook.ui.workshop.publish_sign import Signing
from handbook.upkeep.publication import ActKind
from tests.helpers.publication import WORD, FakeChild, share_state, survey, waiting_state, waiting_survey
from tests.unit.ui.workshop.conftest import Opened
from tests.unit.ui.workshop.test_publish_page import Publishing

Open = Callable[..., Publishing]


@pytest.fixture
def publishing(open_workshop: Callable[..., Opened]) -> Open:
    def open_one(child: FakeChild | str, **look: object) -> Publishing:
        return Publishing(open_workshop(0, **look), child)

    return open_one


def test_the_second_one_sees_what_goes_out_who_signed_and_signs_that(publishing: Open) -> None:
    one = publishing(FakeChild(waiting_state(), waiting_survey()))
    page = one.page
    assert page.chip.text() == "▲ 等您签第二个"
    assert page.count.text() == "带出去 7 处改动"
    assert page.against.text() == "和第 12 号（2026.12）比"
    assert "第 2 步，两人签名，正在这一步，王敏" in page.steps.said
    assert "等您签" in page.steps.said
    assert "王敏" in page.sign.told.text()
    assert "说“退费七天到账”" in page.sign.told.text()
    assert page.sign.go.text() == "看过了，签第二个，先发 10 % · 还差口令"
    assert not page.sign.note.isVisible()
    page.act()
    assert page.sign.word.hasFocus()
    one.sign()
    assert one.child.asked == [("second", WORD, "d" * 64)]
    assert page.sign.word.text() == ""


def test_what_was_not_looked_at_is_not_signed(publishing: Open) -> None:
    """Another one waits by now than the one that is compared."""
    one = publishing(FakeChild(waiting_state(), survey()))
    assert one.page.sign.go.text().endswith("正在比")
    assert one.page.count.text() == "等着签的改动"
    one.sign()
    assert one.child.asked == []
    state = waiting_state()
    assert state.waiting is not None
    one.page.sign.word.setText(WORD)
    newer = msgspec.structs.replace(state.waiting, digest="e" * 64)
    one.child.shown = msgspec.structs.replace(state, waiting=newer)
    one.child.looked = msgspec.structs.replace(waiting_survey(), waiting_digest="e" * 64)
    one.look()
    assert one.page.sign.word.text() == ""
    one.sign()
    assert one.child.asked == [("second", WORD, "e" * 64)]


def test_the_first_one_waits_and_may_take_it_back(publishing: Open) -> None:
    one = publishing(FakeChild(waiting_state(is_mine=True), waiting_survey()))
    page = one.page
    assert page.chip.text() == "等另一个人签"
    assert page.sign.go.text().endswith("要另一个人签")
    assert page.sign.go.isEnabled()
    assert not page.sign.word.isVisible()
    assert "请另一个人在他的电脑上打开“发布”" in page.sign.told.text()
    page.sign.drop.click()
    one.settle()
    assert one.child.asked == [("drop", WORD)]
    assert page.sign.what is not Signing.SECOND
    assert page.sign.word.isVisible() or not page.sign.isVisible()


def test_signing_first_says_that_another_one_follows(publishing: Open) -> None:
    state = msgspec.structs.replace(share_state(), signers=2)
    one = publishing(FakeChild(state))
    page = one.page
    page.other.click()
    assert page.sign.go.text().startswith("签第一个，先发 10 %（8 台）")
    assert "两人签名" in page.steps.said
    one.sign()
    assert one.child.asked == [("publish", WORD, 10, "", "4 项全过", False)]


@pytest.mark.parametrize("is_mine", [True, False])
def test_the_first_publication_of_all_waits_as_well(publishing: Open, *, is_mine: bool) -> None:
    state = msgspec.structs.replace(
        waiting_state(is_mine=is_mine), is_begun=False, packs=(), acts=(), can_stop=False
    )
    looked = msgspec.structs.replace(waiting_survey(), since=0, since_version="", waiting=())
    page = publishing(FakeChild(state, looked)).page
    assert page.count.text() == "第一份"
    assert "所有的条目一起发" in page.nothing.text()
    assert page.sign.go.text().startswith("看过了，签第二个，先发 10 %")


def test_what_is_out_names_both(publishing: Open) -> None:
    one = publishing(FakeChild(msgspec.structs.replace(waiting_state(), waiting=None)))
    assert "两人签名，做完了，王敏 · 李海涛 · " in one.page.steps.said


def test_what_is_out_is_seen_while_another_waits(publishing: Open) -> None:
    one = publishing(FakeChild(waiting_state(), waiting_survey()))
    page = one.page
    assert page.other.text() == "看已发的这份"
    page.other.click()
    assert page.is_out
    assert page.other.text() == "等着签的这份"
    assert page.count.text() == "带出去 11 处改动"
    page.other.click()
    assert page.is_second


def test_stopping_stays_one_persons_act(publishing: Open) -> None:
    one = publishing(FakeChild(waiting_state(stage=10), waiting_survey()))
    assert "点了就停" in one.page.ways.stop_words.text()
    assert "要两个人签" in one.page.ways.withdraw_words.text()
    one.page.ways.stop.click()
    one.settle()
    assert one.child.asked == [("stop", WORD, 12)]


def test_without_a_stop_at_hand_two_are_asked_for(publishing: Open) -> None:
    state = msgspec.structs.replace(share_state(10), signers=2, can_stop=False)
    one = publishing(FakeChild(state))
    assert "要两个人签" in one.page.ways.stop_words.text()
    one.page.ways.stop.click()
    one.settle()
    assert "要两个人签：您签了，等另一个人" in one.page.sign.told.text()
    assert one.page.sign.go.text().startswith("签第一个，停住")


@pytest.mark.parametrize(
    ("kind", "stage", "does"),
    [
        (ActKind.WIDEN, 100, "发给全部"),
        (ActKind.WITHDRAW, 100, "撤回"),
        (ActKind.STOP, 0, "停住"),
    ],
)
def test_whatever_waits_is_named(publishing: Open, kind: ActKind, stage: int, does: str) -> None:
    state = waiting_state(stage=10)
    assert state.waiting is not None
    version = "2026.11" if kind is ActKind.WITHDRAW else ""
    waits = msgspec.structs.replace(state.waiting, kind=kind, stage=stage, version=version)
    looked = msgspec.structs.replace(waiting_survey(), waiting=waiting_survey().waiting if version else ())
    page = publishing(FakeChild(msgspec.structs.replace(state, waiting=waits), looked)).page
    assert page.sign.go.text().startswith(f"看过了，签第二个，{does}")
    if not version:
        assert "内容不变" in page.nothing.text()


@pytest.mark.parametrize("is_mine", [True, False])
@pytest.mark.parametrize(("size", "scale"), [((900, 600), 1.0), ((900, 600), 2.0), ((1440, 900), 1.0)])
def test_nothing_is_squeezed(publishing: Open, size: tuple[int, int], scale: float, *, is_mine: bool) -> None:
    child = FakeChild(waiting_state(is_mine=is_mine), waiting_survey())
    one = publishing(child, size=size, scale=scale)
    page = one.page
    page._columns.bring(page._left)
    QTest.qWait(20)
    for widget in (page.sign.go, page.sign.drop, page.checks.head):
        assert widget.height() >= widget.minimumSizeHint().height(), widget.objectName()
    assert page.sign.told.height() >= page.sign.told.heightForWidth(page.sign.told.width())
    assert page.width() <= one.opened.window.width()


def test_the_sheet_for_paper_tells_what_waits(publishing: Open) -> None:
    one = publishing(FakeChild(waiting_state(), waiting_survey()))
    QTest.keyClick(one.page, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    sheet = one.pages.sheet()
    assert sheet is not None
    assert sheet.title == "发布单：2026.13 第 13 号"
    assert "两人签名：王敏" in repr(sheet.blocks)
