"""本单位资料 at work: what is typed, by keys and by an input method, is judged at a pause, kept, said at once, and taken back."""

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QFontMetrics
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from handbook.content.loader import load_content
from handbook.model.handbook import Handbook
from handbook.render.colours import DARK, LIGHT
from handbook.ui.workshop.company_page import PAUSE_MS, CompanyPage
from handbook.ui.workshop.company_pages import CompanyPages
from handbook.ui.workshop.company_row import HEIGHT, CompanyRow
from handbook.ui.workshop.work_place import WorkPlace
from handbook.ui.workshop.workshop import Workshop
from handbook.upkeep.company_rows import Lack, RowState, Section
from handbook.upkeep.company_values import FILE, CompanyDesk
from tests.e2e.test_accessibility_tree import FITTING, described, nodes
from tests.e2e.test_punctuation import half_width, words_of
from tests.helpers.company_site import CONTENT, TODAY, desk_of, shelf_of, shipped_handbook
from tests.helpers.typing_in import commit, compose, press
from tests.helpers.workshop_screen import dress, end
from tests.unit.ui.workshop.test_look import LEAST_PIXELS, lacking, overlaps, seen, within

Key, Mod = Qt.Key, Qt.KeyboardModifier
SIZES = [((1440, 900), 1.0), ((1440, 900), 2.0), ((1366, 768), 1.5), ((900, 600), 1.0), ((900, 600), 2.0)]


class Visit:
    """The workshop over the content that ships, with the page of the company's values up."""

    def __init__(self, site: Path, handbook: Handbook) -> None:
        self.site = site
        self.handbook = handbook
        self.workshop = Workshop(
            place=WorkPlace(site=site, root=CONTENT, account="wangmin"),
            editor="王敏",
            handbook=lambda: self.handbook,
            uses=dict,
            today=lambda: TODAY,
        )
        self.window = self.workshop.window
        self.pages: CompanyPages = self.workshop.company
        self.page: CompanyPage = self.pages.page
        self.told = self.window.notice

    def open(self, size: tuple[int, int], scale: float, *, is_dark: bool) -> None:
        dress(self.window, scale=scale, is_dark=is_dark)
        self.window.resize(*size)
        self.workshop.open()
        self.window.turn_to(self.page)
        QTest.qWait(20)
        self.window.resize(*size)
        self.window.activateWindow()
        QTest.qWait(20)

    def row(self, key: str) -> CompanyRow:
        """The row of a value, its section opened."""
        self.page.go_to(key)
        QApplication.processEvents()
        widget = self.page.widget_of(key)
        assert widget is not None
        return widget

    def fill(self, key: str, value: str, source: str | None = None, day: str | None = None) -> None:
        """Type a value, its source and its day, and pause."""
        row = self.row(key)
        for field, words in ((row.field, value), (row.source, source), (row.date, day)):
            if words is not None:
                field.setFocus()
                field.selectAll()
                commit(field, words)
        self.pause()

    def pause(self) -> None:
        """As long as it takes until what was typed is kept."""
        QTest.qWait(PAUSE_MS + 120)

    def on_disk(self, key: str) -> str:
        """The value as somebody else reads it from the draft."""
        row = CompanyDesk(shelf_of(self.site), lambda: self.handbook, lambda: TODAY).row(key)
        assert row is not None
        return row.value

    def said(self) -> list[str]:
        """The sentences that are shown."""
        return [card.view.words for card in self.page.sentences.cards if card.isVisibleTo(self.page)]


@pytest.fixture
def visit(qtbot: QtBot, tmp_path: Path) -> Iterator[Callable[..., Visit]]:
    """Opens a visit of an empty company, at a size and a look."""
    made: list[Visit] = []

    def open_one(
        size: tuple[int, int] = (1440, 900),
        scale: float = 1.0,
        *,
        is_dark: bool = False,
        prepare: Callable[[Path], None] | None = None,
    ) -> Visit:
        site = tmp_path / "site"
        site.mkdir()
        handbook = shipped_handbook()
        if prepare is not None:
            prepare(site)
            handbook = load_content(CONTENT, site, "harbin").handbook
        one = Visit(site, handbook)
        made.append(one)
        one.open(size, scale, is_dark=is_dark)
        return one

    yield open_one
    end(*(one.workshop for one in made))
    made.clear()


def focus() -> QLineEdit:
    """The field that has the keyboard."""
    widget = QApplication.focusWidget()
    assert isinstance(widget, QLineEdit), widget
    return widget


def state(row: CompanyRow) -> RowState:
    """How a row stands now."""
    return row.row.state


def hit(key: Qt.Key, modifier: Qt.KeyboardModifier = Mod.NoModifier) -> None:
    """A key to whatever has the keyboard."""
    widget = QApplication.focusWidget()
    assert widget is not None
    press(widget, key, modifier)
    QApplication.processEvents()


# -- what is typed


def test_it_opens_at_the_first_thing_to_fill_in(visit: Callable[..., Visit]) -> None:
    one = visit()
    assert one.page.debt.owed.text() == "11 项都还没填"
    assert focus().objectName() == "value_company_name"
    assert "发布后生效" in one.window.foot.saved.text()


def test_typing_is_judged_at_a_pause_and_kept_within_a_second(visit: Callable[..., Visit]) -> None:
    one = visit()
    row = one.row("complaint_line")
    QTest.keyClicks(row.field, "0451-5550 0118")
    assert state(row) is RowState.EMPTY
    assert not shelf_of(one.site).drafts()
    assert PAUSE_MS < 1000
    begun = time.monotonic()
    while not shelf_of(one.site).drafts() and time.monotonic() - begun < 30:
        QTest.qWait(20)
    assert one.on_disk("complaint_line") == "0451-5550 0118"
    assert state(row) is RowState.FINE
    assert row.field.hasFocus()
    assert row.field.cursorPosition() == len("0451-5550 0118")
    assert one.window.foot.saved.text().startswith("草稿已存 ")
    assert one.page.debt.owed.text() == "11 项还差 10 项"


def test_sentences_change_with_every_key(visit: Callable[..., Visit]) -> None:
    one = visit()
    row = one.row("complaint_line")
    assert "待填：投诉监督电话" in one.said()[0]
    for typed, key in enumerate("0451", 1):
        QTest.keyClicks(row.field, key)
        views = [card.view for card in one.page.sentences.cards if card.isVisibleTo(one.page)]
        assert len(views) == 3
        assert all(view.marked == ("0451"[:typed],) for view in views)
    assert not shelf_of(one.site).drafts()


def test_a_gap_of_a_sentence_leads_to_what_fills_it(visit: Callable[..., Visit]) -> None:
    one = visit()
    one.fill("complaint_line", "0451-5550 0118")
    buttons = [
        button
        for button in one.page.sentences.findChildren(QPushButton)
        if button.isVisible() and button.text() == "现在填"
    ]
    assert [button.accessibleName() for button in buttons] == ["现在填供热服务热线"]
    buttons[0].click()
    assert focus().objectName() == "value_hotline"
    assert one.page.current == "hotline"


def test_an_input_method_is_left_alone_until_it_commits(visit: Callable[..., Visit]) -> None:
    one = visit()
    row = one.row("company_name")
    compose(row.field, "jiang bei")
    one.pause()
    assert not shelf_of(one.site).drafts()
    for key, held in (
        (Key.Key_F8, Mod.NoModifier),
        (Key.Key_Return, Mod.NoModifier),
        (Key.Key_Z, Mod.ControlModifier),
    ):
        press(row.field, key, held)
    assert focus() is row.field
    commit(row.field, "江北")
    compose(row.field, "re li")
    one.pause()
    assert not shelf_of(one.site).drafts(), "nothing is kept in the midst of a word"
    commit(row.field, "热力")
    one.pause()
    assert one.on_disk("company_name") == "江北热力"


def test_a_wrong_number_is_kept_and_marked_and_not_refused(visit: Callable[..., Visit]) -> None:
    one = visit()
    one.fill("gas_emergency", "0451-5550 08", "燃气公司", "2026-11-01")
    row = one.row("gas_emergency")
    assert one.on_disk("gas_emergency") == "0451-5550 08"
    assert state(row) is RowState.TO_MEND
    assert row.field.property("mend") is True
    assert "只有 6 位，本市座机是 8 位" in row.field.accessibleName()
    assert one.page.send_button.text() == "送审 · 还差 1 样"
    assert not one.told.isVisible()
    assert "另有 1 项要改" in " ".join(words_of(one.page))


def test_what_is_typed_is_kept_when_the_page_is_left_and_when_the_window_closes(
    visit: Callable[..., Visit],
) -> None:
    one = visit()
    QTest.keyClicks(one.row("hotline").field, "0451-5550 0100")
    one.window.turn_to(one.workshop.todos.page)
    assert one.on_disk("hotline") == "0451-5550 0100"
    one.window.turn_to(one.page)
    QTest.keyClicks(one.row("repair_team").field, "0451-5550 0119")
    one.window.close()
    assert one.on_disk("repair_team") == "0451-5550 0119"


def test_source_and_day_are_asked_once(visit: Callable[..., Visit]) -> None:
    one = visit()
    row = one.row("hotline")
    other = one.page.widget_of("repair_team")
    assert other is not None
    assert row.source.isVisible()
    assert not other.source.isVisible()
    QTest.keyClicks(row.field, "0451-5550 0100")
    one.pause()
    assert row.row.lacks == (Lack.SOURCE,)
    assert one.page.send_button.text() == "送审 · 还差 1 样"
    hit(Key.Key_Tab)
    assert focus() is row.source
    commit(row.source, "通信录")
    one.pause()
    hit(Key.Key_Tab)
    assert focus() is row.date
    assert row.date.text() == "2026-11-28"
    assert one.page.send_button.text() == "送审"
    hit(Key.Key_Return)
    assert focus() is other.field
    assert other.source.isVisible()
    assert not row.source.isVisible()
    QTest.keyClicks(other.field, "0451-5550 0119")
    one.pause()
    assert (other.source.text(), other.date.text()) == ("通信录", "2026-11-28")


def test_a_default_is_taken_as_it_is(visit: Callable[..., Visit]) -> None:
    one = visit()
    row = one.row("complaint_reply")
    assert state(row) is RowState.DEFAULT
    assert row.confirm.isVisible()
    row.confirm.click()
    assert focus() is row.source
    assert "就算您确认了" in one.told.words
    commit(row.source, "投诉公示牌")
    one.pause()
    assert state(row) is RowState.FINE
    other = one.row("visit_followup")
    assert state(other) is RowState.DEFAULT
    other.confirm.click()
    assert state(one.row("visit_followup")) is RowState.FINE
    assert other.row.source == "投诉公示牌"


# -- keys


def test_f8_walks_only_what_is_to_be_filled_in_or_mended(visit: Callable[..., Visit]) -> None:
    one = visit()
    one.fill("hotline", "0451-5550 0100", "通信录", "2026-10-08")
    one.fill("repair_team", "0451-555")
    one.row("company_name")
    met = []
    for _ in range(11):
        hit(Key.Key_F8)
        met.append(focus().objectName().removeprefix("value_"))
    assert met == [
        *(
            "repair_team",
            "dispatch_centre",
            "shift_leader",
            "complaint_line",
            "gas_emergency",
            "heating_office",
        ),
        *("service_hall", "pay_channels", "invoice_channel", "company_name", "repair_team"),
    ]
    assert one.page.sections.current is Section.PHONES
    hit(Key.Key_F8, Mod.ShiftModifier)
    assert focus().objectName() == "value_company_name"


def test_f8_goes_to_a_source_that_lacks(visit: Callable[..., Visit]) -> None:
    one = visit()
    one.fill("company_name", "江北热力")
    one.row("invoice_channel")
    hit(Key.Key_F8)
    assert focus().objectName() == "source_company_name"


def test_enter_goes_on_also_into_the_next_section(visit: Callable[..., Visit]) -> None:
    one = visit()
    one.row("gas_emergency")
    hit(Key.Key_Return)
    assert focus().objectName() == "value_heating_office"
    hit(Key.Key_Return)
    assert focus().objectName() == "value_complaint_reply"
    assert one.page.sections.current is Section.REPLIES
    hit(Key.Key_Up)
    assert focus().objectName() == "value_heating_office"


def test_ctrl_z_takes_the_whole_visit_back(visit: Callable[..., Visit]) -> None:
    one = visit()
    one.fill("hotline", "0451-5550 0100", "通信录", "2026-10-08")
    one.fill("repair_team", "0451-5550 0119")
    row = one.row("complaint_line")
    QTest.keyClicks(row.field, "0451")
    hit(Key.Key_Z, Mod.ControlModifier)
    assert row.field.text() == ""
    hit(Key.Key_Z, Mod.ControlModifier)
    assert focus().objectName() == "value_repair_team"
    assert focus().text() == ""
    for _ in range(4):
        hit(Key.Key_Z, Mod.ControlModifier)
    assert one.on_disk("hotline") == ""
    assert "没有可撤回的" in one.told.words


def test_ctrl_enter_goes_to_the_first_thing_that_lacks_and_sends_when_nothing_does(
    visit: Callable[..., Visit],
) -> None:
    one = visit()
    sent = QSignalSpy(one.pages.send_wanted)
    hit(Key.Key_Return, Mod.ControlModifier)
    assert "没有要送审的" in one.told.words
    one.fill("company_name", "江北热力")
    one.row("invoice_channel")
    hit(Key.Key_Return, Mod.ControlModifier)
    assert focus().objectName() == "source_company_name"
    assert "公司名称还差来源" in one.told.words
    assert sent.count() == 0
    commit(focus(), "营业执照")
    hit(Key.Key_Return, Mod.ControlModifier)
    assert sent.count() == 1
    assert one.on_disk("company_name") == "江北热力"


def test_f6_goes_round_the_three_columns(visit: Callable[..., Visit]) -> None:
    one = visit()
    one.row("hotline")
    hit(Key.Key_F6)
    assert QApplication.focusWidget() is one.page.sentences.area
    hit(Key.Key_F6)
    assert QApplication.focusWidget() is one.page.sections
    hit(Key.Key_F6)
    assert focus().objectName() == "value_hotline"


# -- what may not be written, and others who write


def test_what_the_law_sets_has_no_field_and_leads_to_its_article(visit: Callable[..., Visit]) -> None:
    one = visit()
    wanted = QSignalSpy(one.pages.entry_wanted)
    row = one.row("legal_min_temp")
    assert not row.field.isVisible()
    assert not row.source.isVisible()
    assert row.article.isVisible()
    assert "锁定" in row.article.accessibleName()
    row.article.click()
    assert wanted.at(0) == ["reg-hlj-32"]


def test_a_region_is_chosen_in_the_draft_and_taken_back(visit: Callable[..., Visit]) -> None:
    one = visit()
    choice = one.row("region").choice
    assert choice.currentData() == "harbin"
    number = choice.findData("linyi")
    choice.setCurrentIndex(number)
    choice.activated.emit(number)
    assert one.row("region").choice.currentData() == "linyi"
    (draft,) = shelf_of(one.site).drafts()
    assert "linyi" in draft.text
    one.page.undo()
    assert one.row("region").choice.currentData() == "harbin"


def test_rows_of_a_colleague_are_kept_and_told(visit: Callable[..., Visit]) -> None:
    one = visit()
    one.fill("hotline", "0451-5550 0100", "通信录", "2026-10-08")
    desk_of(one.site, "李雷").put("repair_team", "0451-5550 0119")
    one.fill("complaint_line", "0451-5550 0118")
    assert "李雷刚也改了本单位资料" in one.told.words
    row = one.page.widget_of("repair_team")
    assert row is not None
    assert row.field.text() == "0451-5550 0119"
    assert one.on_disk("complaint_line") == "0451-5550 0118"


def test_where_a_colleague_wrote_the_same_value_his_stands_and_is_told(visit: Callable[..., Visit]) -> None:
    one = visit()
    row = one.row("hotline")
    desk_of(one.site, "李雷").put("hotline", "0451-5550 0111")
    QTest.keyClicks(row.field, "0451-5550 0100")
    one.pause()
    assert "写的是 0451-5550 0111，没有盖掉" in one.told.words
    assert one.on_disk("hotline") == "0451-5550 0111"


def test_a_folder_that_takes_nothing_is_told(
    visit: Callable[..., Visit], monkeypatch: pytest.MonkeyPatch
) -> None:
    one = visit()
    row = one.row("hotline")

    def full(_path: Path, _raw: bytes) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("handbook.content.writing.draft_shelf.write_whole", full)
    QTest.keyClicks(row.field, "0451-5550 0100")
    one.pause()
    assert "没有存上" in one.told.words
    assert row.field.text() == "0451-5550 0100", "what was typed is not lost"
    monkeypatch.undo()
    one.page.settle()
    assert one.on_disk("hotline") == "0451-5550 0100"


def test_a_file_that_cannot_be_read_is_told(visit: Callable[..., Visit]) -> None:
    one = visit(prepare=lambda site: _write(site, "values: [\n"))
    assert "读不懂" in one.told.words
    one.window.close()


def _write(site: Path, text: str) -> None:
    (site / FILE).write_text(text, "utf-8")


# -- look


def _prepared(one: Visit) -> None:
    one.fill("hotline", "0451-5550 0100", "通信录", "2026-10-08")
    one.fill("gas_emergency", "0451-5550 08")
    one.fill("shift_leader", "8006", "")


@pytest.mark.parametrize(("size", "scale"), SIZES)
def test_nothing_is_cut_and_nothing_overlaps(
    visit: Callable[..., Visit], size: tuple[int, int], scale: float
) -> None:
    one = visit(size, scale)
    _prepared(one)
    for key in (
        "complaint_line",
        "legal_min_temp",
        "service_hall",
        "complaint_reply",
        "over_height",
        "company_name",
    ):
        one.row(key)
        one.told.close_notice()
        for _ in range(4):
            QApplication.processEvents()
        window = one.window
        assert (window.width(), window.height()) == size
        foot = window.foot.keys
        widgets = [widget for widget in seen(window) if widget is not foot]
        assert [words for widget in widgets if (words := lacking(widget))] == []
        assert [widget.objectName() for widget in widgets if not within(widget)] == []
        assert list(overlaps(window)) == []
        for row in one.page.findChildren(CompanyRow):
            assert row.height() >= one.window.theme.px(HEIGHT)
            assert row.width() <= one.page.form.viewport().width()
            for field in (row.field, row.source, row.date):
                if field.isVisible():
                    assert within(field)
                    room = field.width() - one.window.theme.px(20)
                    is_long = row.field is field and len(field.text()) > 14
                    wide = QFontMetrics(field.font()).horizontalAdvance(field.text())
                    assert is_long or wide <= room, field.text()
        for card in one.page.sentences.cards:
            if card.isVisible():
                assert card.view.height() >= card.view.heightForWidth(card.view.width())


@pytest.mark.parametrize("is_dark", [False, True])
def test_marks_are_full_width_and_nothing_is_red(visit: Callable[..., Visit], is_dark: bool) -> None:
    one = visit(is_dark=is_dark)
    _prepared(one)
    for section in Section:
        one.page.sections.bring(section)
        one.told.close_notice()
        said = {part for words in words_of(one.window) for part in half_width(words)}
        root = QAccessible.queryAccessibleInterface(one.window)
        names = {part for node in nodes(root) for part in half_width(node.text(QAccessible.Text.Name))}
        assert said | names == set()
        small = [w for w in seen(one.window) if w.fontInfo().pixelSize() < LEAST_PIXELS]
        assert not small
        words = " ".join(words_of(one.page))
        assert not [word for word in ("YAML", "JSON", "key", "id ", "values") if word in words]
    colours = DARK if is_dark else LIGHT
    picture = one.page.form.grab().toImage()
    met = {
        picture.pixelColor(x, y).name()
        for x in range(0, picture.width(), 2)
        for y in range(0, picture.height(), 2)
    }
    assert colours.danger not in met


def test_fields_say_what_they_are_how_they_stand_and_where_they_are_used(visit: Callable[..., Visit]) -> None:
    one = visit()
    _prepared(one)
    assert one.row("hotline").field.accessibleName() == "供热服务热线，填好，用在 6 处"
    assert one.row("gas_emergency").field.accessibleName() == (
        "当地燃气抢险电话，要改，只有 6 位，本市座机是 8 位，用在 8 处，4 处是应急卡"
    )
    assert one.row("hotline").source.accessibleName() == "供热服务热线的来源"
    texts = [
        str(one.page.sections.item(number).data(Qt.ItemDataRole.AccessibleTextRole))
        for number in range(len(Section))
    ]
    assert texts[:3] == ["地区与公司，差 1", "电话，差 4", "答复时限，默认值，待确认"]


@pytest.mark.parametrize("size", [(1180, 800), (900, 600)])
def test_the_sentences_become_a_tab_where_there_is_no_room(
    visit: Callable[..., Visit], size: tuple[int, int]
) -> None:
    one = visit(size)
    one.row("complaint_line")
    assert not one.page.sentences.isVisible()
    one.page.bring_column(one.page.sentences.area)
    assert one.page.sentences.isVisible()
    assert one.said()
    hit(Key.Key_F8)
    assert one.page.form.isVisible()
    assert focus().isVisible()


def test_the_demo_company_has_no_button_until_it_is_offered(visit: Callable[..., Visit]) -> None:
    one = visit()
    wanted = QSignalSpy(one.pages.demo_wanted)
    assert not one.page.demo_button.isVisible()
    one.page.show_demo("放进示例公司")
    assert one.page.demo_button.isVisible()
    one.page.demo_button.click()
    assert wanted.count() == 1


def test_whatever_takes_the_keyboard_has_a_name(visit: Callable[..., Visit]) -> None:
    one = visit()
    _prepared(one)
    for section in Section:
        one.page.sections.bring(section)
        QApplication.processEvents()
        root = QAccessible.queryAccessibleInterface(one.window)
        focusable = [node for node in nodes(root) if node.state().focusable and not node.state().invisible]
        assert [described(node) for node in focusable if not node.text(QAccessible.Text.Name).strip()] == []
        assert [described(node) for node in focusable if node.role() not in FITTING] == []


def test_tab_visits_source_and_day_of_the_current_row_alone(visit: Callable[..., Visit]) -> None:
    one = visit()
    _prepared(one)
    one.row("hotline").field.setFocus()
    met = []
    for _ in range(6):
        hit(Key.Key_Tab)
        met.append(focus().objectName())
    assert met == [
        *("source_hotline", "date_hotline", "value_repair_team", "source_repair_team", "date_repair_team"),
        "value_dispatch_centre",
    ]
    hit(Key.Key_Backtab, Mod.ShiftModifier)
    assert focus().objectName() == "value_repair_team"


def noting(name: str, called: list[str]) -> Callable[..., object]:
    """The method of that name, which tells that it was called."""
    real: Callable[..., object] = getattr(CompanyDesk, name)

    def noted(*given: object, **named: object) -> object:
        called.append(name)
        return real(*given, **named)

    return noted


def test_a_key_reads_no_content_and_judges_nothing(
    visit: Callable[..., Visit], monkeypatch: pytest.MonkeyPatch
) -> None:
    """What takes time waits for the pause: a key shows the sentence, and nothing else."""
    one = visit()
    called: list[str] = []
    for name in ("rows", "debt", "missing", "put"):
        monkeypatch.setattr(CompanyDesk, name, noting(name, called))
    field = one.row("complaint_reply").field
    for _ in range(10):
        QTest.keyClicks(field, "1")
    assert called == []
    one.page.settle()
    assert "rows" in called


def test_what_was_lacking_is_said_no_more_once_it_is_there(visit: Callable[..., Visit]) -> None:
    one = visit()
    one.fill("hotline", "0451-5550 0100")
    hit(Key.Key_Return, Mod.ControlModifier)
    assert "还差来源" in one.told.words
    one.fill("hotline", "0451-5550 0100", "通信录")
    hit(Key.Key_Return, Mod.ControlModifier)
    assert not one.told.isVisible() or "还差来源" not in one.told.words
