"""The print dialog: every paper and file from the keyboard, and every refusal said in words without a file left."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QProgressDialog, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from handbook.content.loader import load_content
from handbook.document.compose import RunToPrint
from handbook.document.run_record import RunRecord
from handbook.export.file_format import FileFormat
from handbook.export.paper.scale import Form
from handbook.export.register.history import read_snapshots
from handbook.export.register.register import register_path
from handbook.model.handbook import Handbook
from handbook.ui.dialogs.print_choices import choices
from handbook.ui.dialogs.print_dialog import PrintDialog
from handbook.ui.theme.theme import Theme
from tests.helpers.sample import EMERGENCY, PROCEDURE, SAMPLE
from tests.unit.export.paper_fakes import page_words, read_pdf


@pytest.fixture
def window(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    return made


@pytest.fixture
def dialog(qtbot: QtBot, window: QWidget) -> PrintDialog:
    return _shown(qtbot, window, SAMPLE)


def _shown(qtbot: QtBot, window: QWidget, handbook: Handbook) -> PrintDialog:
    dialog = PrintDialog(choices(handbook, EMERGENCY, None, ()), handbook, Theme(), window)
    dialog.show()
    qtbot.waitUntil(lambda: dialog.document is not None)
    return dialog


def _button(dialog: PrintDialog, words: str) -> QPushButton:
    [found] = [b for b in dialog.findChildren(QPushButton) if b.text() == words]
    return found


def _picture(dialog: PrintDialog) -> int:
    label = dialog.findChild(QLabel, "printPreview")
    assert isinstance(label, QLabel)
    return label.pixmap().toImage().cacheKey() if not label.pixmap().isNull() else 0


STARTS = {
    FileFormat.PDF: b"%PDF",
    FileFormat.DOCX: b"PK",
    FileFormat.HTML: b"<!DOCTYPE html>",
    FileFormat.MARKDOWN: b"# ",
    FileFormat.CSV: b"\xef\xbb\xbf",
}


@pytest.mark.parametrize("kind", FileFormat)
def test_every_kind_of_file_is_saved(dialog: PrintDialog, tmp_path: Path, kind: FileFormat) -> None:
    target = tmp_path / f"card.{kind}"
    dialog.save_file(target, kind, force=False)

    assert target.read_bytes().startswith(STARTS[kind])
    assert dialog.answer == f"已存为 {target}"


def test_a_name_without_an_ending_gets_it_and_overwrites_nothing(dialog: PrintDialog, tmp_path: Path) -> None:
    (tmp_path / "漏水 2026.11.docx").write_bytes(b"old")
    dialog.save_as(tmp_path / "漏水 2026.11", FileFormat.DOCX)
    assert "已经存在" in dialog.answer
    assert (tmp_path / "漏水 2026.11.docx").read_bytes() == b"old"
    dialog.save_as(tmp_path / "漏水", FileFormat.DOCX)
    assert (tmp_path / "漏水.docx").read_bytes().startswith(b"PK")


@pytest.mark.parametrize("name", ["a.xlsx", "a.docx", "a.pdf.txt"])
def test_a_name_that_tells_another_kind_is_refused(dialog: PrintDialog, tmp_path: Path, name: str) -> None:
    before = set(tmp_path.iterdir())
    dialog.save_as(tmp_path / name, FileFormat.PDF)
    assert name in dialog.answer
    assert ".pdf" in dialog.answer
    assert set(tmp_path.iterdir()) == before


def test_a_choice_made_with_the_keyboard_is_laid_out_and_named_on_the_button(
    qtbot: QtBot, dialog: PrintDialog
) -> None:
    before = _picture(dialog)
    paper = _button(dialog, Form.A4.label)
    paper.setFocus()
    QTest.keyClick(paper, Qt.Key.Key_Right)
    qtbot.waitUntil(lambda: _button(dialog, Form.A5.label).isChecked())
    qtbot.waitUntil(lambda: dialog.document is not None and dialog.document.width < 500)
    qtbot.waitUntil(lambda: _picture(dialog) not in (0, before))
    kind = _button(dialog, "PDF")
    kind.setFocus()
    QTest.keyClick(kind, Qt.Key.Key_Right)

    assert dialog.file_format is FileFormat.DOCX
    assert _button(dialog, "存为 Word(&S)…").isEnabled()


def test_it_begins_with_the_paper_and_the_file_that_are_set(qtbot: QtBot, window: QWidget) -> None:
    offered = choices(SAMPLE, EMERGENCY, None, ())
    dialog = PrintDialog(offered, SAMPLE, Theme(), window, paper="A6", file_format="docx")
    dialog.show()
    qtbot.waitUntil(lambda: dialog.document is not None)
    assert dialog.file_format is FileFormat.DOCX
    assert _button(dialog, Form.A6.label).isChecked()
    assert _button(dialog, "存为 Word(&S)…").isVisible()
    assert _button(dialog, Form.A4.label).focusPolicy() is Qt.FocusPolicy.ClickFocus
    other = PrintDialog(offered, SAMPLE, Theme(), window, paper="A7", file_format="exe")
    assert other.file_format is FileFormat.PDF


def test_pages_are_turned_with_a_key(qtbot: QtBot, dialog: PrintDialog) -> None:
    QTest.mouseClick(_button(dialog, "整本手册，装订成册"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: dialog.document is not None and len(dialog.document.pages) > 2)
    first = _picture(dialog)
    _button(dialog, "下一页").animateClick()
    qtbot.waitUntil(lambda: _picture(dialog) != first)

    assert {b.shortcut().toString() for b in dialog.findChildren(QPushButton)} >= {"PgUp", "PgDown"}


def test_every_button_is_reached_with_the_tab_key_or_an_arrow(dialog: PrintDialog) -> None:
    buttons = dialog.findChildren(QPushButton)
    lone = [b for b in buttons if not b.isCheckable()]
    # Of a row of choices, Tab comes to the one that holds, and arrows move from there.
    chosen = [b for b in buttons if b.isCheckable() and b.isChecked()]

    assert len(lone) == 5
    assert len(chosen) == 3
    assert all(b.focusPolicy() & Qt.FocusPolicy.TabFocus for b in (*lone, *chosen))
    assert all(b.group() is not None for b in buttons if b.isCheckable())


def test_what_cannot_be_written_is_told_and_leaves_nothing(dialog: PrintDialog, tmp_path: Path) -> None:
    old = tmp_path / "old.pdf"
    old.write_bytes(b"old")
    for target, words in (
        (tmp_path / "none" / "a.pdf", "文件夹不存在"),
        (tmp_path, "是文件夹"),
        (old, "没有覆盖"),
    ):
        dialog.save_file(target, FileFormat.PDF, force=False)
        assert words in dialog.answer
    assert old.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [old]


def test_cancelling_half_way_leaves_nothing(
    qtbot: QtBot, window: QWidget, tmp_path: Path, repository: Path
) -> None:
    book = load_content(repository / "content").handbook
    dialog = _shown(qtbot, window, book)
    [whole] = [b for b in dialog.findChildren(QPushButton) if b.text().startswith("全部应急卡")]
    whole.click()
    qtbot.waitUntil(lambda: dialog.document is not None and len(dialog.document.pages) > 10)

    def cancel() -> None:
        for shown in dialog.findChildren(QProgressDialog):
            shown.cancel()

    timer = QTimer(dialog)
    timer.setInterval(0)
    timer.timeout.connect(cancel)
    timer.start()
    for kind in (FileFormat.DOCX, FileFormat.PDF):
        dialog.save_file(tmp_path / f"a.{kind}", kind, force=False)
        assert "已取消" in dialog.answer
    assert list(tmp_path.iterdir()) == []
    assert dialog.document is not None, "the pages are still there"


def test_a_character_that_the_paper_font_lacks_is_told(qtbot: QtBot, window: QWidget) -> None:
    odd = replace(EMERGENCY, title="漏水\U0001f534")
    made = PrintDialog(choices(SAMPLE, odd, None, ()), SAMPLE, Theme(), window)
    made.show()
    qtbot.waitUntil(lambda: "方框" in made.answer)

    assert "\U0001f534" in made.answer


def test_what_will_be_a_box_is_still_told_once_the_file_is_there(
    qtbot: QtBot, window: QWidget, tmp_path: Path
) -> None:
    record = RunRecord(call="7", note="门牌\ue003号,阀门井\U0001f534")
    run = RunToPrint(entry=PROCEDURE, record=record)
    made = PrintDialog(choices(SAMPLE, None, run, ()), SAMPLE, Theme(), window)
    made.show()
    qtbot.waitUntil(lambda: made.document is not None)
    for kind in FileFormat:
        made.save_file(tmp_path / f"a.{kind}", kind, force=False)
        assert made.answer.startswith("已存为")
        assert "U+E003" in made.answer
        assert ("U+1F534" in made.answer) == (kind is FileFormat.PDF), "other programs have the circle"


def test_printing_tells_of_boxes_too(qtbot: QtBot, window: QWidget, tmp_path: Path) -> None:
    odd = replace(EMERGENCY, title="漏水\U0001f534")
    made = PrintDialog(choices(SAMPLE, odd, None, ()), SAMPLE, Theme(), window)
    made.show()
    qtbot.waitUntil(lambda: made.document is not None)
    printer = QPrinter()
    printer.setOutputFileName(str(tmp_path / "out.pdf"))
    made.print_to(printer)
    assert made.answer.startswith("已送出")
    assert "U+1F534" in made.answer


def test_pages_that_the_printer_was_told_are_printed_and_registered(
    qtbot: QtBot, dialog: PrintDialog, tmp_path: Path
) -> None:
    QTest.mouseClick(_button(dialog, "整本手册，装订成册"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: dialog.document is not None and len(dialog.document.pages) > 3)
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "out.pdf"))
    printer.setFromTo(2, 3)
    dialog.print_to(printer)

    assert dialog.answer.startswith("已送出 2 张")
    assert len(read_pdf((tmp_path / "out.pdf").read_bytes()).pages) == 2
    assert read_snapshots(register_path())


def test_no_printer_is_told(dialog: PrintDialog) -> None:
    if QPrinterInfo.availablePrinterNames():
        pytest.skip("this machine has a printer")
    QTest.mouseClick(_button(dialog, "打印(&P)…"), Qt.MouseButton.LeftButton)

    assert "没有找到打印机" in dialog.answer


def test_the_saved_pdf_has_the_pages_of_the_preview(dialog: PrintDialog, tmp_path: Path) -> None:
    dialog.save_file(tmp_path / "a.pdf", FileFormat.PDF, force=False)

    assert dialog.document is not None
    assert len(page_words((tmp_path / "a.pdf").read_bytes())) == len(dialog.document.pages)
