"""导入 at work: a file is read aside, seen as a sheet, mended by keys, and written when the button is pressed and not before."""

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QAccessible, QDropEvent
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QAbstractItemView, QApplication, QComboBox, QFileDialog
from pytestqt.qtbot import QtBot

from handbook.content.writing.draft import DraftRefused
from handbook.content.writing.draft_shelf import DraftShelf
from handbook.model.handbook import Handbook
from handbook.ui.widgets.composing_text import ComposingText
from handbook.ui.workshop.table_page import MOST_SHOWN, TablePage
from handbook.ui.workshop.table_pages import TablePages
from handbook.ui.workshop.work_place import WorkPlace
from handbook.ui.workshop.workshop import Workshop
from handbook.upkeep.bringing_columns import Field
from handbook.upkeep.bringing_desk import BringingDesk, Tally
from handbook.upkeep.bringing_rows import Purpose
from tests.e2e.test_accessibility_tree import FITTING, described, nodes
from tests.e2e.test_punctuation import half_width, words_of
from tests.helpers.company_site import CONTENT, TODAY, shelf_of, shipped_handbook
from tests.helpers.typing_in import commit, compose, press
from tests.helpers.workshop_screen import dress, end
from tests.unit.table_files.made import deck, rows_xml, slide, workbook
from tests.unit.ui.workshop.test_look import lacking, overlaps, seen, within

Key, Mod = Qt.Key, Qt.KeyboardModifier
SIZES = [((1440, 900), 1.0), ((1440, 900), 2.0), ((1366, 768), 1.5), ((900, 600), 1.0), ((900, 600), 2.0)]
ROWS = [
    ["序号", "客户问题", "标准答复", "类别", "备注"],
    ["1", "发票在哪里开呀您说", "手机上点“开票”。", "缴费", "别推荐外面的店"],
    ["2", "大厅几点关门", "", "大厅", ""],
    ["3", "师傅多久能来我家一趟", "2 小时内一定到。", "不热", ""],
    ["4", "发票在哪里开呀您说？", "营业厅也能开。", "缴费", ""],
    ["5", "钥匙圈上哪儿领去", "<img src=http://x><b>门卫</b>那儿。", "=1+1", ""],
]


class Visit:
    """The workshop over the content that ships, with 导入 up."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.site = folder / "site"
        self.site.mkdir()
        self.handbook: Handbook = shipped_handbook()
        self.workshop = Workshop(
            place=WorkPlace(site=self.site, root=CONTENT, account="wangmin"),
            editor="王敏",
            handbook=lambda: self.handbook,
            uses=dict,
            today=lambda: TODAY,
        )
        self.window = self.workshop.window
        self.pages: TablePages = self.workshop.tables
        self.page: TablePage = self.pages.page
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

    def file(self, rows: list[list[str]] = ROWS, name: str = "问答.xlsx") -> Path:
        path = self.folder / name
        sheets = {"问答": rows_xml(rows), "旧表": rows_xml([["a"]])}
        tail = '<mergeCells count="1"><mergeCell ref="D2:D3"/></mergeCells>'
        path.write_bytes(workbook(sheets, hidden=["旧表"], tail=tail))
        return path

    def take(self, path: Path, purpose: Purpose = Purpose.FAQ) -> BringingDesk:
        before = self.page.desk
        self.pages.take_file(path, purpose)
        wait_for(lambda: self.page.desk is not None and self.page.desk is not before)
        assert self.page.desk is not None
        self.told.close_notice()
        QTest.qWait(10)
        return self.page.desk

    def cell(self, row: int, column: int) -> str:
        """Words of a cell as they are shown, by the sheet's own number of its row."""
        model = self.page.grid.model_of_sheet
        return str(model.index(model.row_of(row), column).data())

    def write(self) -> None:
        """Press the main key, and wait until nothing is written any more."""
        hit(Key.Key_Return, Mod.ControlModifier)
        wait_for(lambda: not self.pages._writing.is_busy)
        QTest.qWait(20)

    def drafts(self) -> list[str]:
        return [draft.file for draft in shelf_of(self.site).drafts()]


@pytest.fixture
def visit(qtbot: QtBot, tmp_path: Path) -> Iterator[Callable[..., Visit]]:
    made: list[Visit] = []

    def open_one(size: tuple[int, int] = (1440, 900), scale: float = 1.0, *, is_dark: bool = False) -> Visit:
        one = Visit(tmp_path)
        made.append(one)
        one.open(size, scale, is_dark=is_dark)
        return one

    yield open_one
    end(*(one.workshop for one in made))
    made.clear()


def wait_for(is_so: Callable[[], bool], seconds: float = 30) -> None:
    begun = time.monotonic()
    while not is_so():
        assert time.monotonic() - begun < seconds
        QTest.qWait(20)


def hit(key: Qt.Key, modifier: Qt.KeyboardModifier = Mod.NoModifier) -> None:
    widget = QApplication.focusWidget()
    assert widget is not None
    press(widget, key, modifier)
    QApplication.processEvents()


def editor(one: Visit) -> ComposingText:
    found = one.page.grid.findChild(ComposingText, "tableEditor")
    assert found is not None
    return found


# -- a file comes in


def test_a_workbook_is_read_aside_and_seen_as_a_sheet(visit: Callable[..., Visit]) -> None:
    one = visit()
    desk = one.take(one.file())
    assert desk.tally == Tally(rows=5, drafts=2, joined=1, to_mend=2)
    model = one.page.grid.model_of_sheet
    assert [model.number_at(row) for row in range(model.rowCount())] == [2, 3, 4, 5, 6]
    assert model.headerData(1, Qt.Orientation.Horizontal) == "B 客户问题"
    boxes = one.page.grid.columns_head.boxes
    assert [box.currentText() for box in boxes] == ["不要", "用户怎么问", "可以对用户说", "归到", "仅限内部"]
    assert boxes[1].accessibleName() == "B 列“客户问题”是什么"
    said = " ".join(words_of(one.page))
    assert "另有 1 张隐藏表没有读" in said
    assert "1 处合并格已拆开" in said
    assert "写成草稿 · 先改 2 行" in said
    assert one.drafts() == []
    assert not (one.site / ".workshop").exists()


def test_the_words_of_a_cell_are_never_taken_as_marks(visit: Callable[..., Visit]) -> None:
    one = visit()
    one.take(one.file())
    one.page.grid.go_to(6, 2)
    html = one.page.side.preview.text()
    assert "<img" not in html
    assert "&lt;img src=http://x&gt;" in html
    assert one.cell(6, 3) == "=1+1"


def test_a_deck_shows_a_row_for_each_slide(visit: Callable[..., Visit]) -> None:
    one = visit()
    path = one.folder / "培训.pptx"
    path.write_bytes(
        deck([slide("开栓前怎么准备", "先放气\n再看压力"), slide("很长的标题" * 20, "第二页")], {1: "慢点讲"})
    )
    desk = one.take(path)
    assert desk.purpose is Purpose.OUTLINE
    assert one.page.grid.columns_head.boxes == ()
    assert desk.problem_rows == (2,)
    one.page.grid.edit(one.page.grid.model_of_sheet.index(1, 0))
    commit(editor(one), "短些的标题")
    press(editor(one), Key.Key_Return)
    one.write()
    assert len(one.drafts()) == 2


def test_a_file_that_is_no_table_is_told_and_leaves_the_one_before(visit: Callable[..., Visit]) -> None:
    one = visit()
    desk = one.take(one.file())
    bad = one.folder / "坏的.xlsx"
    bad.write_bytes(b"PK\x03\x04 torn")
    one.pages.take_file(bad, Purpose.FAQ)
    wait_for(lambda: not one.pages.reading.is_busy)
    assert "坏的.xlsx" in one.told.words
    assert one.page.desk is desk


def test_reading_is_stopped_by_its_button(visit: Callable[..., Visit]) -> None:
    one = visit()
    rows = "序号,问题,答复\n" + "1,这样的问题有很多吗,是的。\n" * 400_000
    path = one.folder / "大.csv"
    path.write_text(rows, "utf-8")
    one.pages.take_file(path, Purpose.FAQ)
    assert one.window.reading.isVisible()
    one.window.reading.stop.click()
    assert not one.window.reading.isVisible()
    assert "停了，没有读 大.csv" in one.told.words
    wait_for(lambda: not one.pages.reading.is_busy)
    assert one.page.desk is None
    one.take(one.file())


@pytest.mark.parametrize("rows", [20_000, pytest.param(1_000_000, marks=pytest.mark.slow)])
def test_many_rows_are_counted_and_few_are_shown(visit: Callable[..., Visit], rows: int) -> None:
    one = visit()
    path = one.folder / "多.csv"
    with path.open("w", encoding="gb18030") as file:
        file.write("客户问题,标准答复\n")
        file.writelines(f"第{n}样东西搁在哪儿了,搁在第{n}个柜子。\n" for n in range(rows))
    one.pages.take_file(path, Purpose.FAQ)
    longest = 0.0
    begun = time.monotonic()
    while one.page.desk is None:
        before = time.monotonic()
        assert before - begun < 60
        QApplication.processEvents()
        longest = max(longest, time.monotonic() - before)
        time.sleep(0.005)
    assert longest < 5
    desk = one.page.desk
    assert desk.tally.rows == 4999
    assert one.page.grid.model_of_sheet.rowCount() == MOST_SHOWN
    said = " ".join(words_of(one.page))
    assert f"另有 {rows - 4999} 行" in said
    assert "看的是 1–200，共 4999 行" in said
    one.page._further.click()
    assert one.page.grid.model_of_sheet.number_at(0) == 202
    assert desk.edit(4000, 1, "")
    one.page.refresh()
    one.page.step(1)
    assert one.page.grid.number == 4000
    assert one.page.grid.model_of_sheet.rowCount() == MOST_SHOWN


def test_a_file_is_let_fall_on_the_page(visit: Callable[..., Visit]) -> None:
    one = visit()
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(one.file()))])
    event = QDropEvent(
        QPointF(50, 50), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Mod.NoModifier
    )
    one.page.dropEvent(event)
    wait_for(lambda: one.page.desk is not None)


def test_the_page_of_values_leads_here(visit: Callable[..., Visit]) -> None:
    one = visit()
    one.workshop.company.table_wanted.emit()
    assert one.window.page is one.page
    assert one.page.start.purpose is Purpose.PHONES
    (dialog,) = one.window.findChildren(QFileDialog)
    dialog.fileSelected.emit(
        str(one.file([["部门", "联系电话"], ["抢修班电话", "0451-55500119"]], "本.xlsx"))
    )
    dialog.reject()
    wait_for(lambda: one.page.desk is not None)
    one.window.activateWindow()
    QTest.qWait(20)
    one.page.grid.setFocus()
    one.write()
    assert one.drafts() == ["values.yaml"]


def test_what_a_column_is_has_room_over_an_empty_column(visit: Callable[..., Visit]) -> None:
    one = visit()
    one.take(one.file([[*row[:4], "注"] if n == 0 else [*row[:4], ""] for n, row in enumerate(ROWS)]))
    one.page.grid.field_chosen.emit(4, Field.INTERNAL)
    for box in one.page.grid.columns_head.boxes:
        assert box.fontMetrics().horizontalAdvance(box.currentText()) + 28 <= box.width()


# -- cells


def test_a_cell_is_written_where_it_stands(visit: Callable[..., Visit]) -> None:
    one = visit()
    desk = one.take(one.file())
    hit(Key.Key_F8)
    assert (one.page.grid.number, one.page.grid.currentIndex().column()) == (3, 2)
    hit(Key.Key_Return)
    field = editor(one)
    assert field.hasFocus()
    compose(field, "wu dian")
    for key in (Key.Key_Return, Key.Key_Escape, Key.Key_Tab):
        press(field, key)
    assert field.hasFocus()
    commit(field, "五点半关门。")
    hit(Key.Key_Return)
    assert one.cell(3, 2) == "五点半关门。"
    assert desk.problem_rows == (4,)
    assert QApplication.focusWidget() is one.page.grid
    hit(Key.Key_Return)
    commit(editor(one), "不要了")
    hit(Key.Key_Escape)
    assert one.cell(3, 2) == "五点半关门。"
    hit(Key.Key_Z, Mod.ControlModifier)
    assert one.cell(3, 2) == ""
    hit(Key.Key_Z, Mod.ControlModifier)
    assert "没有可撤回的" in one.told.words


def test_what_is_being_written_counts_when_the_main_key_is_pressed(visit: Callable[..., Visit]) -> None:
    one = visit()
    one.take(one.file([*ROWS[:2], ["2", "大厅几点关门", "", "", ""]]))
    hit(Key.Key_F8)
    hit(Key.Key_Return)
    commit(editor(one), "五点半。")
    one.write()
    assert len(one.drafts()) == 2


def test_mends_are_taken_by_key_and_from_the_list(visit: Callable[..., Visit]) -> None:
    one = visit()
    desk = one.take(one.file())
    one.page.grid.go_to(4, 0)
    hit(Key.Key_Period, Mod.ControlModifier)
    assert desk.problem_rows == (3,)
    assert "{{" in one.cell(4, 2)
    hit(Key.Key_Z, Mod.ControlModifier)
    hit(Key.Key_F6)
    mends = one.page.side.mends
    assert mends.hasFocus()
    hit(Key.Key_Down)
    assert one.page.grid.number == 4
    hit(Key.Key_Return)
    assert desk.problem_rows == (3,)
    assert mends.hasFocus()
    hit(Key.Key_Return)
    assert editor(one).hasFocus()


def test_only_rows_to_mend_are_shown_until_none_is(visit: Callable[..., Visit]) -> None:
    one = visit()
    one.take(one.file())
    one.page._only_bad.click()
    model = one.page.grid.model_of_sheet
    assert [model.number_at(row) for row in range(model.rowCount())] == [3, 4]
    one.page.grid.setFocus()
    one.page.grid.go_to(3, 2)
    hit(Key.Key_Return)
    commit(editor(one), "五点半。")
    hit(Key.Key_Return)
    assert [model.number_at(row) for row in range(model.rowCount())] == [4]
    hit(Key.Key_Period, Mod.ControlModifier)
    assert model.rowCount() == 5


def test_a_column_is_chosen_by_keys_and_remembered(visit: Callable[..., Visit]) -> None:
    one = visit()
    desk = one.take(one.file())
    one.page.grid.setFocus()
    one.page.grid.go_to(2, 3)
    hit(Key.Key_Down, Mod.AltModifier)
    box = one.page.grid.columns_head.boxes[3]
    assert isinstance(QApplication.focusWidget(), QComboBox | QAbstractItemView)
    box.hidePopup()
    box.setFocus()
    press(box, Key.Key_Down)
    QApplication.processEvents()
    assert desk.mapping[3] is Field.INTERNAL
    again = one.take(one.file(name="再来.xlsx"))
    assert again.mapping[3] is Field.INTERNAL


def test_lacking_columns_are_told_and_reached(visit: Callable[..., Visit]) -> None:
    one = visit()
    one.take(one.file([["姓名", "备注"], ["子", "丑"], ["寅", "卯"]]))
    assert "先说" in one.page.write.text()
    hit(Key.Key_Return, Mod.ControlModifier)
    assert "还没说哪一列是" in one.told.words
    assert isinstance(QApplication.focusWidget(), QComboBox)


# -- writing


def test_nothing_is_written_before_the_button_and_all_is_after_it(visit: Callable[..., Visit]) -> None:
    one = visit()
    desk = one.take(one.file())
    written = QSignalSpy(one.pages.drafts_written)
    changed = QSignalSpy(one.pages.changed)
    hit(Key.Key_Return, Mod.ControlModifier)
    assert one.page.grid.number == 3
    assert "没有答复" in one.told.words
    assert one.drafts() == []
    desk.edit(3, 2, "五点半关门。")
    one.page.refresh()
    hit(Key.Key_Period, Mod.ControlModifier)
    one.page.grid.go_to(4, 2)
    hit(Key.Key_Period, Mod.ControlModifier)
    assert one.page.write.text() == "写成草稿 · 4 条"
    one.write()
    assert len(one.drafts()) == 4
    assert written.count() == changed.count() == 1
    assert len(written.at(0)[0]) == 4
    assert one.page.desk is None
    assert "4 行写成了草稿" in one.told.words
    assert QApplication.focusWidget() is one.page.drafts  # they are what one looks at next


def test_fine_rows_go_first_where_that_is_chosen_and_the_others_stay(visit: Callable[..., Visit]) -> None:
    one = visit()
    one.take(one.file())
    assert not one.page.only_fine.isChecked()
    one.page.only_fine.click()
    assert one.page.write.text() == "写成草稿 · 2 条"
    one.write()
    assert len(one.drafts()) == 2
    model = one.page.grid.model_of_sheet
    assert [model.number_at(row) for row in range(model.rowCount())] == [3, 4]
    assert not one.page.only_fine.isChecked()
    assert not one.page.only_fine.isVisible()
    assert "剩下 2 行" in one.told.words


def test_a_folder_that_refuses_is_told_and_the_table_stays(
    visit: Callable[..., Visit], monkeypatch: pytest.MonkeyPatch
) -> None:
    one = visit()
    desk = one.take(one.file(ROWS[:2]))

    def save(*_: object) -> None:
        raise DraftRefused("盘满了")

    monkeypatch.setattr(DraftShelf, "save", save)
    one.write()
    assert "第 2 行没有写成：盘满了" in one.told.words
    assert one.page.desk is desk
    monkeypatch.undo()
    one.write()
    assert len(one.drafts()) == 1


def test_rows_to_mend_and_an_empty_form_are_saved(visit: Callable[..., Visit]) -> None:
    one = visit()
    one.page.start.form.click()
    (dialog,) = one.window.findChildren(QFileDialog)
    dialog.fileSelected.emit(str(one.folder / "样.csv"))
    dialog.close()
    dialog.deleteLater()
    QTest.qWait(10)
    assert (one.folder / "样.csv").read_text("utf-8-sig").startswith("用户怎么问,可以对用户说")
    one.take(one.file())
    one.page._keep.click()
    (dialog,) = one.window.findChildren(QFileDialog)
    dialog.fileSelected.emit(str(one.folder / "改.csv"))
    assert "没有答复" in (one.folder / "改.csv").read_text("utf-8-sig")
    assert "已存为 改.csv" in one.told.words
    dialog.fileSelected.emit(str(one.folder / "没有的" / "改.csv"))
    assert "没有存上" in one.told.words


# -- what is seen and heard


@pytest.mark.parametrize(("size", "scale"), SIZES)
@pytest.mark.parametrize("part", ["start", "sheet", "side"])
def test_nothing_is_cut_and_nothing_overlaps(
    visit: Callable[..., Visit], size: tuple[int, int], scale: float, part: str
) -> None:
    one = visit(size, scale)
    if part != "start":
        one.take(one.file())
        one.page._columns.bring(one.page.side if part == "side" else one.page._column)
        QTest.qWait(20)
    shown = [widget for widget in seen(one.page) if widget.parentWidget() is not None]
    assert [words for widget in shown if (words := lacking(widget))] == []
    assert [widget.objectName() for widget in shown if not within(widget)] == []
    assert list(overlaps(one.page)) == []


@pytest.mark.parametrize("is_open", [False, True])
def test_marks_are_full_width_and_all_that_takes_keys_has_a_name(
    visit: Callable[..., Visit], is_open: bool
) -> None:
    one = visit()
    if is_open:
        one.take(one.file([row[:4] for row in ROWS]))
    assert [words for words in words_of(one.page) if half_width(words)] == []
    root = QAccessible.queryAccessibleInterface(one.window)
    focusable = [node for node in nodes(root) if node.state().focusable and not node.state().invisible]
    assert [described(node) for node in focusable if not node.text(QAccessible.Text.Name).strip()] == []
    assert [described(node) for node in focusable if node.role() not in FITTING] == []


@pytest.mark.parametrize(("name", "other"), [("问答.xlsx", "csv"), ("问答.csv", "xlsx")])
def test_rows_to_mend_go_out_as_the_file_came_in_and_as_the_other_kind(
    visit: Callable[..., Visit], name: str, other: str
) -> None:
    one = visit()
    path = one.file()
    if name.endswith("csv"):
        path = one.folder / name
        path.write_text("\n".join(",".join(row) for row in ROWS), "utf-8-sig")
    one.take(path)
    one.page._keep.click()
    (dialog,) = one.window.findChildren(QFileDialog)
    kind = name.rpartition(".")[2]
    assert dialog.defaultSuffix() == kind
    assert dialog.selectedFiles()[0].endswith(f"行.{kind}")
    dialog.selectNameFilter(next(words for words in dialog.nameFilters() if other in words))
    dialog.filterSelected.emit(dialog.selectedNameFilter())
    assert dialog.selectedFiles()[0].endswith(f"行.{other}")
    saved = one.folder / f"out.{kind}"
    dialog.fileSelected.emit(str(saved))
    dialog.close()
    assert "已存为" in one.told.words
    assert saved.read_bytes().startswith(b"PK" if kind == "xlsx" else b"\xef\xbb\xbf")
