"""Pasting a report from the field: it stands beside the list, and a line holds when the agent takes it."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication

from handbook.call.words.field_report import check_letters
from handbook.model.typesetting import full_width
from handbook.ui.call.report_dialog import ReportDialog
from tests.helpers.typing_in import commit, compose, press
from tests.unit.ui.call.desk_window import DeskWindow, settle

LIST = "proc-building-cold"


def report(desk: DeskWindow) -> str:
    paper = desk.run.checklist.paper
    assert paper is not None
    asked = next(s for s in desk.run.checklist.steps if s.answers)
    text = "\n".join(
        (
            f"现场回报 {paper.code} 0123ABCD",
            desk.run.checklist.title,
            "电话：13945001234",
            "已知",
            f"〔{asked.id}〕第 1 步 {asked.text}：{asked.answers[-1].label}",
            "〔nobody〕第 9 步 没有这一步：有",
        )
    )
    return f"{text}\n校对 {check_letters(text)}"


def opened(desk: DeskWindow) -> ReportDialog:
    action = desk.panel.findChild(QAction, "reportAction")
    assert isinstance(action, QAction)
    action.trigger()
    settle()
    [dialog] = [d for d in desk.findChildren(ReportDialog) if d.isVisible()]
    return dialog


def row_of(dialog: ReportDialog, words: str) -> int:
    return next(n for n in range(dialog.lines.count()) if words in dialog.lines.item(n).text())


def test_a_pasted_report_stands_beside_the_list_and_ticks_nothing(desk: DeskWindow) -> None:
    desk.open(LIST)
    before, text = desk.run.states, report(desk)
    dialog = opened(desk)
    QApplication.clipboard().setText(text)
    dialog.text.setFocus()
    dialog.text.paste()
    press(dialog.text, Qt.Key.Key_Return)
    settle()
    assert [found.text for found in desk.call.reports] == [text]
    assert desk.run.states == before
    assert not desk.call.caller
    assert "未核实" in dialog.lines.item(0).text()
    assert "对不上清单" in dialog.lines.item(row_of(dialog, "没有这一步：有")).text()
    assert "一条也没有记进清单" in dialog.answer.text()
    assert dialog.text.toPlainText() == ""

    commit(dialog.text, text)
    press(dialog.text, Qt.Key.Key_Return)
    assert len(desk.call.reports) == 1
    assert "已经收过" in dialog.answer.text()


def test_a_line_holds_when_it_is_taken_and_a_contradiction_is_shown_first(desk: DeskWindow) -> None:
    desk.open(LIST)
    asked = next(s for s in desk.run.checklist.steps if s.answers)
    desk.calls.commands.do(lambda: desk.desk.answer(desk.run.id, asked.id, asked.answers[0].label))
    dialog = opened(desk)
    commit(dialog.text, report(desk))
    press(dialog.text, Qt.Key.Key_Return)
    settle()
    row = row_of(dialog, full_width(asked.text))
    assert "和记下的不一样" in dialog.lines.item(row).text()
    assert asked.answers[0].label[:4] in dialog.lines.item(row).text()
    assert desk.run.answers == {asked.id: asked.answers[0].label}
    dialog.lines.setCurrentRow(row)
    desk.clock.advance(1)
    dialog.take.click()
    assert desk.run.answers == {asked.id: asked.answers[-1].label}
    assert "和记下的一样" in dialog.lines.item(row).text()


def test_nothing_pasted_and_too_much_are_told_in_the_dialog(desk: DeskWindow) -> None:
    desk.open(LIST)
    dialog = opened(desk)
    dialog.accept_text.click()
    assert "还没有贴" in dialog.answer.text()
    dialog.text.setPlainText("字" * 4000)
    dialog.accept_text.click()
    assert "太长" in dialog.answer.text()
    assert dialog.text.toPlainText() != ""
    assert desk.call.reports == ()


def test_while_composing_keys_are_the_input_methods(desk: DeskWindow) -> None:
    desk.open(LIST)
    dialog = opened(desk)
    dialog.text.setFocus()
    compose(dialog.text, "xian")
    press(dialog.text, Qt.Key.Key_Return)
    press(dialog.text, Qt.Key.Key_Escape)
    assert dialog.isVisible()
    assert desk.call.reports == ()


def test_without_a_call_it_is_told_what_to_do(desk: DeskWindow) -> None:
    said: list[str] = []
    desk.calls.answered.connect(said.append)
    desk.calls.ask_report()
    assert "新来电" in said[0]
