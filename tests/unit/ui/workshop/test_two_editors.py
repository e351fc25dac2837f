"""Two people at one entry: each knows of the other before he writes, both texts come together place by place, none is lost."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from handbook.content.person import Person
from handbook.content.writing.at_work import AtWork, Other
from handbook.content.writing.draft import ActKind, Draft
from handbook.content.writing.draft_shelf import DraftShelf
from handbook.content.writing.judging import Judge
from handbook.model.kinds import Kind
from handbook.ui.theme.theme import theme_of
from handbook.ui.workshop.note_strip import others_words
from handbook.ui.workshop.three_columns_page import ORIGINAL, ThreeColumnsPage, two_editors
from handbook.upkeep.three_ways import Side, ThreeWays
from tests.helpers.typing_in import press
from tests.helpers.workshop_screen import on_screen
from tests.helpers.workshop_writing import ABUSE, REFUND, Writing

FILE = f"procedures/{REFUND}.yaml"
NOW = datetime(2026, 11, 30, 10, 14).astimezone()
CTRL = Qt.KeyboardModifier.ControlModifier


def _an_hour_ago() -> datetime:
    return datetime.now().astimezone() - timedelta(hours=1)


class Clock:
    """Of the tested window: goes when it is told to."""

    def __init__(self) -> None:
        self.ticks = 0.0

    def __call__(self) -> float:
        return self.ticks


class Two(Writing):
    """王敏 at the window, 李海涛 elsewhere on the same folder."""

    def __init__(self, site: Path, judge: Judge) -> None:
        super().__init__(site, judge)
        self.clock = Clock()
        self.notes = self.workshop.notes
        self.notes._at_work._monotonic = self.clock
        self.li = AtWork(site, Person("李海涛", "lihaitao"), "前台三号", _an_hour_ago, self.clock)

    def look(self, minutes: int = 1) -> None:
        """As much time goes by, a look each minute."""
        for _ in range(minutes):
            self.clock.ticks += 60
            self.notes.look()
            self.rest()

    def rest(self) -> None:
        """Until the folder was asked."""
        while self.notes.is_busy:
            QTest.qWait(5)
        QApplication.processEvents()

    def shelf_of(self, name: str) -> DraftShelf:
        shelf = self.workshop.shelf()
        shelf._person = Person(name, name)
        return shelf

    def saved_by_li(self, *changes: tuple[str, str], file: str = FILE) -> Draft:
        """李海涛 changes words and saves."""
        shelf = self.shelf_of("李海涛")
        draft = shelf.begun(file)
        text = draft.text
        for old, new in changes:
            assert old in text
            text = text.replace(old, new, 1)
        return shelf.save(draft, text)

    def strip(self) -> str:
        """What the strip says; empty where it is not there."""
        strip = self.page.others
        return strip.words.text() if strip.isVisible() else ""


@pytest.fixture
def two(qtbot: QtBot, tmp_path: Path, judge: Judge) -> Iterator[Two]:
    (tmp_path / "site").mkdir()
    one = Two(tmp_path / "site", judge)
    with on_screen(one.workshop):
        yield one


# -- who else is there


def test_whoever_opens_an_entry_is_told_who_has_it_open(two: Two) -> None:
    two.li.take(FILE)
    two.edit(REFUND)
    two.rest()
    since = [other.since for other in two.notes._at_work.others(FILE)]
    assert since[0] is not None
    assert f"{since[0]:%H:%M} 起在改这条（前台三号）" in two.strip()
    assert two.strip().startswith("李海涛 ")
    assert [other.name for other in two.li.renew(FILE)] == ["王敏"]
    two.button("noteWrite").click()
    assert two.strip() == ""
    two.look(3)
    two.li.renew(FILE)
    assert two.strip() == ""  # it was read
    two.window.turn_to(two.pages.entries)
    two.rest()
    assert two.li.renew(FILE) == ()
    assert two.notes.file == ""


def test_what_the_other_one_saved_can_be_looked_at(two: Two) -> None:
    two.li.take(FILE)
    two.edit(REFUND)
    two.rest()
    wanted = QSignalSpy(two.pages.draft_wanted)
    two.button("noteLook").click()
    assert "没有可看的" in two.window.notice.words
    two.saved_by_li(("summary: ", "summary: 李海涛说，"))
    two.button("noteLook").click()
    assert wanted.count() == 1


def test_who_stands_still_is_taken_over_with_a_word(two: Two) -> None:
    two.li.take(FILE)
    two.edit(REFUND)
    two.rest()
    two.look(4)
    assert "李海涛" in two.strip()
    two.look(1)
    assert two.strip() == ""
    assert "李海涛 5 分钟没动静了，您接着改" in two.window.notice.words
    (seen,) = two.li.renew(FILE)
    assert seen.took_over
    (act,) = two.workshop.shelf().acts(FILE)
    assert (act.kind, act.author, act.name) == (ActKind.TAKE_OVER, "李海涛", "王敏")
    (row,) = two.workshop.draft_desk().history(FILE)
    assert (row.who, row.what, row.why) == ("李海涛写，王敏", "接着改", "李海涛那边没有动静了")
    two.look(1)
    assert "李海涛" in two.strip()  # he is back


def test_a_folder_that_drops_is_told_once_and_what_was_typed_is_saved_when_it_is_back(two: Two) -> None:
    desk = two.edit(REFUND)
    two.rest()
    two.page._on_put(("summary",), "先存一次")
    two.page.save()
    away = two.site.rename(two.site.with_name("away"))
    two.page._on_put(("summary",), "断网时打的字")
    two.page.save()
    two.look(3)
    assert two.window.notice.words.count("看不到有没有同事也在改") == 1
    assert not two.site.exists()
    two.pages.edit(ABUSE)
    assert two.page.desk is desk  # what stands here alone is not left
    assert "断网时打的字" in desk.text
    away.rename(two.site)
    two.look(1)
    assert "断网时打的字" in (two.draft() or "")
    two.edit(ABUSE)
    assert two.page.desk is not desk


def test_a_dead_folder_does_not_hold_the_window_up(two: Two, monkeypatch: pytest.MonkeyPatch) -> None:
    two.edit(REFUND)
    two.rest()

    def silent(_file: str) -> tuple[Other, ...]:
        raise TimeoutError

    monkeypatch.setattr(two.notes._at_work, "renew", silent)
    two.look(2)
    assert two.window.notice.words.count("没有回应") == 1


def test_words_tell_the_day_where_it_is_another_and_no_time_that_cannot_be(two: Two) -> None:
    def words(since: datetime | None, machine: str = "") -> str:
        return others_words([Other("王敏", machine, since, "k")], NOW)

    assert words(NOW).startswith("王敏 10:14 起在改这条。")
    assert words(NOW - timedelta(days=2), "三号").startswith("王敏 11-28 10:14 起在改这条（三号）。")
    assert words(None).startswith("王敏 在改这条。")
    assert others_words([], NOW) == ""


# -- both wrote


def both_wrote(two: Two, qtbot: QtBot) -> ThreeColumnsPage:
    """王敏 has words of her own, 李海涛 saved others of the same place and one more meanwhile."""
    two.edit(REFUND)
    two.page._on_put(("summary",), "开头的说明")
    two.page.save()
    two.saved_by_li(("开头的说明", "李海涛的说明"), ("title: ", "title: 新的"))
    two.page._on_put(("summary",), "王敏的说明")
    two.page._on_put(("asks",), ["王敏的问法"])
    two.page.save()
    page = two.pages.both
    qtbot.waitUntil(lambda: two.window.page is page, timeout=2000)
    return page


def test_places_that_one_changed_go_in_and_the_others_are_chosen(two: Two, qtbot: QtBot) -> None:
    page = both_wrote(two, qtbot)
    assert [box.place.usual for box in page.boxes].count(None) == 1
    first = page.boxes[0]
    assert [cell.text().count("说明") for cell in first.cells] == [1, 1, 1]
    page.act()
    assert two.window.page is page  # one place is not decided
    press(first.buttons[0], Qt.Key.Key_Space)
    press(first.buttons[0], Qt.Key.Key_Return, CTRL)
    text = two.draft() or ""
    assert "summary: 李海涛的说明" in text
    assert "title: 新的" in text
    assert "王敏的问法" in text
    assert two.page.isVisible()
    assert two.page.desk is not None
    assert two.page.desk.text == text
    kept = [two.workshop.shelf().kept(act.before) or "" for act in two.workshop.shelf().acts(FILE)]
    assert any("王敏的说明" in one for one in kept)  # also of the words that did not hold
    two.page.undo()
    assert "王敏的说明" in two.page.desk.text


def test_choices_are_taken_back_one_by_one(two: Two, qtbot: QtBot) -> None:
    page = both_wrote(two, qtbot)
    (key,) = [box.place.key for box in page.boxes if box.place.usual is None]
    page.boxes[0].buttons[0].click()
    page.boxes[0].buttons[1].click()
    assert page.chosen == {key: Side.OURS}
    press(page, Qt.Key.Key_Z, CTRL)
    assert page.chosen == {key: Side.THEIRS}
    assert page.boxes[0].buttons[0].isChecked()
    page.undo()
    assert page.chosen == {}
    assert "还有 1 处没定" in page.main.text()


def test_who_saves_again_meanwhile_is_laid_beside_what_was_decided(two: Two, qtbot: QtBot) -> None:
    page = both_wrote(two, qtbot)
    page.boxes[0].buttons[1].click()
    two.saved_by_li(("title: 新的", "title: 更新的"))
    page.act()
    assert two.window.page is page
    assert page.main.text() == "就这样存"  # what was decided stays decided
    page.act()
    text = two.draft() or ""
    assert "title: 更新的" in text
    assert "王敏的说明" in text


def test_what_is_not_decided_yet_is_kept_and_comes_back(two: Two, qtbot: QtBot) -> None:
    page = both_wrote(two, qtbot)
    desk = two.page.desk
    press(page.boxes[0].buttons[0], Qt.Key.Key_Escape)
    assert two.window.page is two.pages.entries
    kept = [two.workshop.shelf().kept(act.before) or "" for act in two.workshop.shelf().acts(FILE)]
    assert any("王敏的说明" in one for one in kept)
    two.pages.edit(ABUSE)
    qtbot.waitUntil(lambda: two.window.page is page, timeout=2000)
    assert two.page.desk is desk


def test_who_published_meanwhile_is_no_loss_either(two: Two, qtbot: QtBot) -> None:
    two.edit(REFUND)
    two.page._on_put(("summary",), "王敏的说明")
    two.page.save()
    other = two.shelf_of("李海涛")
    draft = other.draft(FILE)
    assert draft is not None
    other.publish(draft)
    two.page._on_put(("summary",), "王敏的新说明")
    two.page.save()
    page = two.pages.both
    qtbot.waitUntil(lambda: two.window.page is page, timeout=2000)
    page.act()
    assert "王敏的新说明" in (two.draft() or "")
    assert "王敏的说明" in (two.workshop.shelf().published(FILE) or "")


# -- the page alone


def test_the_same_page_serves_an_original_that_changed(qtbot: QtBot) -> None:
    base = "id: scr-x\ntitle: 旧\nsummary: 原话。\n"
    theirs, ours = base.replace("旧", "新"), base.replace("原话", "我们的话").replace("旧", "自己的")
    page = ThreeColumnsPage("workshopOriginal")
    qtbot.addWidget(page)
    ways = ThreeWays(Kind.SCRIPT, "scripts/scr-x.yaml", (base, theirs, ours), None)
    page.show_ways(ways, ORIGINAL, "x", "原件也改了 1 处")
    page.resize(1000, 600)
    page.show()
    assert "原件旧" in page.boxes[0].cells[0].text()
    assert [button.text() for button in page.boxes[0].buttons] == ["用原件新的", "用我的"]
    chosen = QSignalSpy(page.text_chosen)
    page.boxes[0].buttons[0].click()
    page.act()
    assert chosen.at(0)[0] == ours.replace("自己的", "新")


@pytest.mark.parametrize("width", [1440, 900, 620])
@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_every_word_has_room_and_every_part_says_what_it_is(
    two: Two, qtbot: QtBot, width: int, scale: float
) -> None:
    page = both_wrote(two, qtbot)
    two.window.apply_theme(theme_of(is_dark=False, scale=scale))
    two.window.resize(width, 700)
    QTest.qWait(20)
    for box in page.boxes:
        assert box.accessibleName()
        for label in (*box.cells, box._told, box._where):
            assert label.height() >= label.heightForWidth(label.width()) - 1, label.text()
        for button in box.buttons:
            assert button.accessibleName()
            assert button.width() >= button.minimumSizeHint().width()


def test_a_name_with_signs_is_shown_as_it_is(qtbot: QtBot) -> None:
    base = "id: scr-x\ntitle: 旧\n"
    texts = (base, base.replace("旧", "<b>新</b>"), base.replace("旧", "自己的"))
    page = ThreeColumnsPage("workshopBoth")
    qtbot.addWidget(page)
    page.show_ways(
        ThreeWays(Kind.SCRIPT, "scripts/scr-x.yaml", texts, None), two_editors("<i>王</i>"), "x", ""
    )
    assert "&lt;i&gt;王&lt;/i&gt;的" in page.boxes[0].cells[1].text()
    assert "&lt;b&gt;" in page.boxes[0].cells[1].text()
