"""Choose what goes on which paper, see the pages, and print them or save them as a file."""

from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QSize, Qt, QTimer, Slot
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QFileDialog,
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from handbook import paths
from handbook.document.wording import minute
from handbook.document.words import DEMO_REFUSED
from handbook.errors import HandbookError
from handbook.export.drawing.font_notice import file_notice, paper_notice
from handbook.export.drawing.fonts import PaperFont
from handbook.export.drawing.printing import make_printer, print_document
from handbook.export.endings import check_ending, ending_of
from handbook.export.file_format import FileFormat, file_of_pages, file_without_pages
from handbook.export.paper.document import Document, PrintJob, Progress, make_document
from handbook.export.paper.pack import PackPlan
from handbook.export.paper.scale import Form
from handbook.export.register.register import register_printed
from handbook.export.safe_file import write_safely
from handbook.model.handbook import Handbook
from handbook.ui.dialogs.print_choices import PrintChoice
from handbook.ui.dialogs.print_parts import JobProgress, choice_row
from handbook.ui.dialogs.print_preview import PrintPreview
from handbook.ui.screen_space import resize_within, space_of
from handbook.ui.theme.theme import Theme

T = TypeVar("T")
LONG_JOB = 12
"""Items from which on the layout may take longer than a blink, so that progress is shown."""


class PrintDialog(QDialog):
    """One dialog for paper and files; the preview is the very pages that come out."""

    def __init__(
        self,
        choices: Mapping[str, PrintChoice],
        handbook: Handbook,
        theme: Theme,
        parent: QWidget,
        *,
        paper: str = "",
        file_format: str = "",
    ) -> None:
        """`paper` (a `Form`) and `file_format` are what is chosen at first; unknown ones are the first of their row."""
        super().__init__(parent)
        self.setObjectName("printDialog")
        self.setWindowTitle("打印与导出")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._choices = dict(choices)
        self._handbook = handbook
        self._theme = theme
        self._metrics = PaperFont()
        self._document: Document | None = None
        self._words = ""
        self._is_busy = False
        self._what, self._form, self._file = (QButtonGroup(self) for _ in range(3))
        self._preview = PrintPreview(theme)
        self._answer = QLabel()
        self._print = QPushButton("打印(&P)…")
        self._save = QPushButton()
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(0)
        self._later.timeout.connect(self._lay_out)
        self._build()
        for group, values, wanted in (
            (self._form, [form.value for form in Form], paper),
            (self._file, [kind.value for kind in FileFormat], file_format),
        ):
            if wanted in values:
                group.button(values.index(wanted)).setChecked(True)
                for button in group.buttons():  # Tab comes to the chosen one
                    policy = Qt.FocusPolicy.StrongFocus if button.isChecked() else Qt.FocusPolicy.ClickFocus
                    button.setFocusPolicy(policy)
        self._later.start()

    @property
    def document(self) -> Document | None:
        """The pages as they will come out; None while they are laid out or where that failed."""
        return self._document

    @property
    def answer(self) -> str:
        """What was said last."""
        return self._answer.text()

    @property
    def file_format(self) -> FileFormat:
        """What kind of file 存为文件 writes."""
        return list(FileFormat)[self._file.checkedId()]

    def save_as(self, path: Path, kind: FileFormat) -> None:
        """The same under the name that the file dialog gave: an ending is added, one that tells another kind refused."""
        try:
            check_ending(path, kind.endings, kind.label)
        except HandbookError as error:
            self._say(str(error))
            return
        # The file dialog has asked before overwriting, but not where an ending has to be added.
        has_ending = bool(ending_of(path))
        self.save_file(path if has_ending else Path(f"{path}.{kind}"), kind, force=has_ending)

    def save_file(self, path: Path, kind: FileFormat, *, force: bool) -> None:
        """Write what is chosen to `path`; what went wrong is said in the dialog, and then nothing was written."""
        if self._refuses_demo():
            return
        count = len(self._job().items)
        content = self._in_words(f"正在生成 {kind.label}…", count, lambda shown: self._content(kind, shown))
        if content is None:
            return
        try:
            write_safely(path, content, force=force)
        except HandbookError as error:
            self._say(str(error))
            return
        if kind is FileFormat.PDF:
            self._say(_with_notice(f"已存为 {path}" + self._remembered(), paper_notice(self._words)))
        else:
            self._say(_with_notice(f"已存为 {path}", file_notice(self._words)))

    def print_to(self, printer: QPrinter) -> None:
        """Send the pages, or those that the printer was told, to the printer; what went wrong is said."""
        document = self._document
        if document is None or self._refuses_demo():
            return
        sheets = _wanted(printer, len(document.pages))
        count = self._in_words(
            "正在打印…", len(sheets), lambda shown: print_document(document, printer, sheets, shown)
        )
        if count is not None:
            said = f"已送出 {count} 张。" + self._remembered()
            self._say(_with_notice(said, paper_notice(self._words)))

    # -- what is on screen

    def _build(self) -> None:
        self._answer.setWordWrap(True)
        self._answer.setObjectName("printAnswer")
        left = QWidget()
        room = space_of(self)
        left.setFixedWidth(min(self._theme.px(400), room.width() * 6 // 10))
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._scrolled(self._options()), 1)
        column.addWidget(self._answer)
        column.addLayout(self._actions())
        layout = QHBoxLayout(self)
        layout.addWidget(left)
        layout.addWidget(self._preview, 1)
        self._preview.allow_small(QSize(room.width() // 4, room.height() // 3))
        resize_within(self, QSize(self._theme.px(960), self._theme.px(700)))

    def _scrolled(self, options: QFormLayout) -> QScrollArea:
        """Large text on a small screen: the choices move, the buttons stay in reach."""
        content = QWidget()
        options.setContentsMargins(0, 0, 0, 0)
        content.setLayout(options)
        area = QScrollArea()
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(content)
        return area

    def _options(self) -> QFormLayout:
        form = QFormLayout()
        form.setVerticalSpacing(self._theme.px(12))
        form.addRow("内容", choice_row(self._what, list(self._choices), "内容"))
        form.addRow("纸张", choice_row(self._form, [f.label for f in Form], "纸张"))
        form.addRow("文件", choice_row(self._file, [f.label for f in FileFormat], "文件"))
        note = QLabel("Word、网页、Markdown 和 CSV 不分页，文字相同；预览是纸面和 PDF 的样子。")
        note.setWordWrap(True)
        form.addRow("", note)
        self._what.idToggled.connect(self._on_changed)
        self._form.idToggled.connect(self._on_changed)
        self._file.idToggled.connect(self._on_file_chosen)
        return form

    def _actions(self) -> QHBoxLayout:
        line = QHBoxLayout()
        close = QPushButton("关闭")
        self._print.setProperty("role", "primary")
        self._print.setDefault(True)
        for button, slot in (
            (self._print, self._on_print),
            (self._save, self._on_save),
            (close, self.close),
        ):
            button.clicked.connect(slot)
            line.addWidget(button)
        self._on_file_chosen()
        return line

    def _say(self, words: str) -> None:
        self._answer.setText(words)

    # -- what is made

    def _job(self) -> PrintJob:
        choice = list(self._choices.values())[self._what.checkedId()]
        return PrintJob(
            items=choice.items,
            with_law=choice.with_law,
            handbook=self._handbook,
            form=list(Form)[self._form.checkedId()],
            printed=datetime.now().astimezone(),
            pack=PackPlan(title=choice.pack_title) if choice.pack_title else None,
        )

    def _content(self, kind: FileFormat, progress: Progress | None) -> bytes | None:
        if kind is not FileFormat.PDF:
            return file_without_pages(self._job(), kind, progress)
        return file_of_pages(self._document, progress) if self._document else None

    def _in_words(self, words: str, total: int, work: Callable[[Progress | None], T]) -> T | None:
        """What `work` makes, with its progress shown; None where it failed, which is said."""
        progress = JobProgress(words, total, self) if total >= LONG_JOB else None
        self._is_busy = True
        try:
            return work(progress)
        except HandbookError as error:
            self._say(str(error))
            return None
        finally:
            self._is_busy = False
            if progress:
                progress.close()

    def _refuses_demo(self) -> bool:
        """Whether the demo company is laid in, which is said: before somebody chooses a printer or a name for nothing."""
        if self._handbook.is_demo:
            self._say(DEMO_REFUSED)
        return self._handbook.is_demo

    def _remembered(self) -> str:
        """Nothing, or that the register of what was printed could not be written: the pages are out all the same."""
        document = self._document
        try:
            if document:
                register_printed(document.sheets, minute(document.printed))
        except (HandbookError, OSError) as error:
            return f"但打印登记没有记上({error}),以后查这批纸时说不出改了哪里。"
        return ""

    @Slot()
    def _lay_out(self) -> None:
        if self._is_busy:  # something else was chosen while pages are being made
            self._later.start(50)
            return
        self._say("")
        job = self._job()
        self._document = None
        self._words = ""
        self._document = self._in_words(
            "正在排版…", len(job.items), lambda shown: make_document(job, self._metrics, shown)
        )
        if self._document is not None:  # where it failed, that was said
            self._words = self._document.text()
            self._say(paper_notice(self._words))
        self._print.setEnabled(self._document is not None)
        self._preview.show_document(self._document)

    # -- what is pressed

    @Slot(int, bool)
    def _on_changed(self, _number: int, is_down: bool) -> None:
        if is_down:
            self._later.start(0)

    @Slot()
    def _on_file_chosen(self) -> None:
        self._save.setText(f"存为 {self.file_format.label}(&S)…")

    @Slot()
    def _on_print(self) -> None:
        if self._document is None or self._is_busy or self._refuses_demo():
            return
        try:
            printer = make_printer(self._document)
        except HandbookError as error:
            self._say(str(error))
            return
        dialog = QPrintDialog(printer, self)
        if dialog.exec() == QDialog.DialogCode.Accepted:
            self.print_to(printer)

    @Slot()
    def _on_save(self) -> None:
        if self._is_busy or self._refuses_demo():
            return
        kind = self.file_format
        name = f"{self._job().title}.{kind}".replace("/", "、")
        chosen, _ = QFileDialog.getSaveFileName(
            self, f"存为 {kind.label}", str(paths.home() / name), f"{kind.label} (*.{kind})"
        )
        if chosen:
            self.save_as(Path(chosen), kind)


def _wanted(printer: QPrinter, count: int) -> range:
    """Sheets from 0: all, or from … to … as the print dialog was told."""
    first, last = printer.fromPage(), printer.toPage()
    return range(count) if first <= 0 else range(first - 1, min(last, count))


def _with_notice(said: str, notice: str) -> str:
    """What was done, and below it what is to be looked at on what came out."""
    return f"{said}\n{notice}" if notice else said
