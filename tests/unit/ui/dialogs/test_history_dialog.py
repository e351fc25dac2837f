"""The window of past calls: a row says by what a call is recognised, and the second page what was counted."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHeaderView, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from handbook.call.day_counts import DayCounts
from handbook.call.day_totals import COLUMNS, DayTotals
from handbook.call.history import CallHistory
from handbook.call.state.call import CallerField
from handbook.call.store.tables import Drop
from handbook.call.store.volatile_store import VolatileStore
from handbook.ui.dialogs.history_dialog import HEADINGS, HistoryDialog
from handbook.ui.widgets.ruled_table import RuledTable
from tests.helpers.finding import child
from tests.helpers.typing_in import commit, press
from tests.unit.call.fake_clock import FakeClock
from tests.unit.call.samples import Seat, checklist, emergency_card, later, seat
from tests.unit.call.simulated_calls import Simulation

PHONE = "13800138042"


def leak_call() -> Seat:
    """A call with everything that a row can show."""
    made = seat()
    made.desk.pin(checklist())
    made.desk.enter_caller(CallerField.PHONE, PHONE)
    made.desk.enter_caller(CallerField.ADDRESS, "南岗区花园街 88 号 2 单元 301")
    later(made, 65).answer(1, "extent", "只一组")
    later(made).answer(1, "pipes", "进热回冷")
    later(made).answer(1, "found", "片内存气")
    made.desk.skip(1, "power", "问过了")
    made.desk.finish(1)
    made.desk.end_call()
    return made


Opener = Callable[[Seat | Simulation], HistoryDialog]


@pytest.fixture
def opened(qtbot: QtBot) -> Iterator[Opener]:
    """The dialog over a window, for the calls of a desk."""
    window = QWidget()
    window.resize(1200, 800)
    qtbot.addWidget(window)
    window.show()

    def make(made: Seat | Simulation) -> HistoryDialog:
        counts = made.counts if isinstance(made, Simulation) else DayCounts(made.clock)
        dialog = HistoryDialog(CallHistory(made.store), DayTotals(made.store, made.clock, counts), window)
        dialog.show()
        return dialog

    yield make  # the window must outlive the dialog


def words_of(table: RuledTable, row: int = 0) -> list[str]:
    items = (table.item(row, column) for column in range(table.columnCount()))
    return [item.text() if item else "" for item in items]


def test_a_row_says_by_what_a_call_is_recognised(opened: Opener) -> None:
    dialog = opened(leak_call())
    row = dict(zip(HEADINGS, words_of(dialog.table), strict=True))
    assert row == {
        "时间": "11-22 09:00",
        "地址": "南岗区花园街 88 号 2 单元 301",
        "电话尾号": "42",
        "清单": "散热器上热下凉",
        "结果": "片内存气",
        "时长": "01:07",
    }
    assert PHONE not in "".join(row.values())


def test_what_was_not_asked_is_said(opened: Opener) -> None:
    made = seat()
    made.desk.new_call()
    later(made, 5).end_call()
    made.desk.pin(checklist(emergency_card()))
    later(made).end_call()
    dialog = opened(made)
    assert words_of(dialog.table, 1)[1:] == ["未问到", "未问到", "未用清单", "无", "00:05"]
    assert words_of(dialog.table, 0)[4] == "未做完"


def test_a_call_of_an_older_program_stays_in_the_list(opened: Opener) -> None:
    made = leak_call()
    [row] = made.store.rows("call")
    made.store.write([Drop("past", {"call": row["id"]})])
    dialog = opened(made)
    assert words_of(dialog.table)[3:] == ["散热器上热下凉", "无", "01:07"]


def test_numbers_in_an_address_are_masked_before_they_are_stored() -> None:
    made = seat()
    made.desk.new_call()
    made.desk.enter_caller(CallerField.ADDRESS, f"花园街 88 号 {PHONE}")
    made.desk.end_call()
    [row] = made.store.rows("past")
    assert PHONE not in str(row["line"])
    assert "花园街 88 号" in CallHistory(made.store).calls()[0].address


def test_typing_searches_and_enter_opens(opened: Opener) -> None:
    made = leak_call()
    dialog = opened(made)
    chosen: list[int] = []
    dialog.call_chosen.connect(chosen.append)
    commit(dialog.field, "没有这个")
    press(dialog.field, Qt.Key.Key_Return)
    assert (chosen, dialog.words.isVisible()) == ([], True)
    dialog.field.clear()
    commit(dialog.field, "8042")
    press(dialog.field, Qt.Key.Key_Return)
    assert chosen == [made.store.rows("call")[0]["id"]]
    assert not dialog.words.isVisible()


def test_the_arrows_stop_at_the_ends(opened: Opener) -> None:
    dialog = opened(leak_call())
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_Up):
        press(dialog.field, key)
        assert dialog.table.currentRow() == 0


def simulated() -> Simulation:
    made = Simulation(FakeClock(), VolatileStore(), retention_days=1)
    made.play(20)
    return made


def test_the_second_page_shows_days_and_hours(opened: Opener) -> None:
    dialog = opened(simulated())
    child(dialog, QPushButton, "historyTab1").click()
    table = dialog.totals.table
    assert table.isVisible()
    assert words_of(table)[:2] == ["合计", "20"]
    assert words_of(table, 1)[0].startswith("2026-11-")
    assert len(words_of(table)) == 1 + len(COLUMNS)
    dialog.totals.hours.click()
    assert words_of(table, 1)[0].endswith("时")
    assert words_of(table)[:2] == ["合计", "20"]
    assert "400 天" in dialog.totals.words.text()
    assert "," not in dialog.totals.words.text()


def test_the_wish_for_a_file_comes_up(opened: Opener, qtbot: QtBot) -> None:
    dialog = opened(simulated())
    dialog.show_page(1)
    with qtbot.waitSignal(dialog.csv_wanted, timeout=1000):
        child(dialog, QPushButton, "totalsExport").click()


def test_where_nothing_was_counted_that_is_said(opened: Opener) -> None:
    dialog = opened(seat())
    dialog.show_page(1)
    assert dialog.totals.table.rowCount() == 0
    assert "还没有" in dialog.totals.words.text()
    assert not dialog.totals.export.isEnabled()


def test_the_tables_have_rules_and_keep_to_the_window(opened: Opener) -> None:
    dialog = opened(leak_call())
    header = dialog.table.horizontalHeader()
    assert dialog.table.showGrid()
    assert header.sectionResizeMode(1) is QHeaderView.ResizeMode.Stretch
    assert header.length() <= dialog.table.viewport().width()


def test_in_a_dock_addresses_can_still_be_read(opened: Opener) -> None:
    dialog = opened(leak_call())
    dialog.resize(400, 500)
    least = dialog.table.fontMetrics().horizontalAdvance("南岗区花园街")
    assert dialog.table.columnWidth(1) >= least
    dialog.resize(1000, 500)
    assert dialog.table.horizontalHeader().length() <= dialog.table.viewport().width()


def test_one_more_thing_takes_up_the_call_that_is_selected(opened: Opener) -> None:
    made = leak_call()
    made.desk.new_call()
    made.desk.add_note("第二通")
    made.desk.end_call()
    dialog = opened(made)
    wanted: list[int] = []
    dialog.reopen_wanted.connect(wanted.append)
    press(dialog.field, Qt.Key.Key_Down)
    number = dialog.table.id_at(1)
    child(dialog, QPushButton, "historyReopen").click()
    assert wanted == [number]
    assert dialog.isHidden()


def test_without_a_call_there_is_nothing_to_take_up(opened: Opener) -> None:
    assert not child(opened(seat()), QPushButton, "historyReopen").isEnabled()
