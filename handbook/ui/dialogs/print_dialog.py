"""Choose what goes on which paper, see the pages, and print or save them."""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Slot
from PySide6.QtGui import QPixmap, QResizeEvent
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtWidgets import (
    QApplication,
    QButtonGroup,
    QDialog,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QProgressDialog,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from handbook.errors import HandbookError
from handbook.export.document import Document, PrintJob, make_document
from handbook.export.fonts import PaperFont
from handbook.export.pack import PackPlan
from handbook.export.pdf_file import pdf_bytes
from handbook.export.preview import render_sheet
from handbook.export.printing import make_printer, print_document
from handbook.export.register import register_printed
from handbook.export.safe_file import write_safely
from handbook.export.scale import Form
from handbook.export.wording import minute
from handbook.model.handbook import Handbook
from handbook.override import override
from handbook.ui.dialogs.print_choices import PrintChoice
from handbook.ui.theme.theme import Theme

PREVIEW_WIDTH = 460
LONG_JOB = 12
"""Items from which on the layout may take longer than a blink, so that progress is shown."""


class PrintDialog(QDialog):
    """One dialog for paper and PDF; the preview is the very pages that come out."""

    def __init__(
        self, choices: Mapping[str, PrintChoice], handbook: Handbook, theme: Theme, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setObjectName("printDialog")
        self.setWindowTitle("打印与导出")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._choices, self._handbook, self._theme = dict(choices), handbook, theme
        self._metrics = PaperFont()
        self._document: Document | None = None
        self._page = 0
        self._what = QButtonGroup(self)
        self._form = QButtonGroup(self)
        self._picture = QLabel()
        self._count = QLabel()
        self._answer = QLabel()
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(0)
        self._later.timeout.connect(self._lay_out)
        self._build()
        self._later.start()

    @property
    def document(self) -> Document | None:
        """The pages as they will come out; None while they are laid out or where that failed."""
        return self._document

    @property
    def answer(self) -> str:
        """What was said last."""
        return self._answer.text()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_page()

    def save_pdf(self, path: Path, *, force: bool) -> None:
        """Write the pages to `path`; what went wrong is said in the dialog."""
        document = self._document
        if document is None:
            return
        try:
            write_safely(
                path, pdf_bytes(document, self._progress("正在生成 PDF…", len(document.pages))), force=force
            )
            register_printed(document.sheets, minute(document.printed))
        except HandbookError as error:
            self._say(str(error))
        else:
            self._say(f"已存为 {path}")

    # -- internals

    def _build(self) -> None:
        self._picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._picture.setObjectName("printPreview")
        self._picture.setAccessibleName("打印预览")
        self._picture.setMinimumSize(self._theme.px(300), self._theme.px(420))
        self._answer.setWordWrap(True)
        self._answer.setObjectName("printAnswer")
        left = QVBoxLayout()
        left.addLayout(self._options())
        left.addStretch(1)
        left.addWidget(self._answer)
        left.addLayout(self._actions())
        right = QVBoxLayout()
        right.addWidget(self._picture, 1)
        right.addLayout(self._pager())
        layout = QHBoxLayout(self)
        layout.addLayout(left)
        layout.addLayout(right, 1)
        self.resize(self._theme.px(920), self._theme.px(700))

    def _options(self) -> QFormLayout:
        form = QFormLayout()
        form.addRow("内容", self._column(self._what, list(self._choices)))
        form.addRow("纸张", self._column(self._form, [f.label for f in Form]))
        self._what.idClicked.connect(self._on_changed)
        self._form.idClicked.connect(self._on_changed)
        return form

    def _column(self, group: QButtonGroup, words: list[str]) -> QWidget:
        column = QWidget()
        layout = QVBoxLayout(column)
        layout.setContentsMargins(0, 0, 0, 8)
        for number, text in enumerate(words):
            button = QPushButton(text)
            button.setCheckable(True)
            button.setChecked(number == 0)
            button.setProperty("role", "answer")
            group.addButton(button, number)
            layout.addWidget(button)
        return column

    def _pager(self) -> QHBoxLayout:
        line = QHBoxLayout()
        for words, step in (("上一页", -1), ("下一页", 1)):
            button = QPushButton(words)
            button.setProperty("step", step)
            button.clicked.connect(self._on_page)
            line.addWidget(button)
            if step < 0:
                line.addWidget(self._count, 1, Qt.AlignmentFlag.AlignCenter)
        return line

    def _actions(self) -> QHBoxLayout:
        line = QHBoxLayout()
        for words, slot, role in (
            ("打印…", self._on_print, "primary"),
            ("存为 PDF…", self._on_save, ""),
            ("关闭", self.close, ""),
        ):
            button = QPushButton(words)
            button.setProperty("role", role)
            button.clicked.connect(slot)
            line.addWidget(button)
        return line

    def _job(self) -> PrintJob:
        choice = list(self._choices.values())[self._what.checkedId()]
        return PrintJob(
            items=choice.items,
            handbook=self._handbook,
            form=list(Form)[self._form.checkedId()],
            printed=datetime.now().astimezone(),
            pack=PackPlan(title=choice.pack_title) if choice.pack_title else None,
        )

    @Slot()
    def _lay_out(self) -> None:
        job = self._job()
        self._document = None
        try:
            self._document = make_document(job, self._metrics, self._progress("正在排版…", len(job.items)))
        except HandbookError as error:
            self._say(str(error))
        else:
            self._say("")
        self._page = 0
        self._show_page()

    def _progress(self, words: str, total: int) -> "_Progress | None":
        return _Progress(words, total, self) if total >= LONG_JOB else None

    def _show_page(self) -> None:
        document = self._document
        if document is None or not document.pages:
            self._picture.clear()
            self._count.clear()
            return
        self._page = min(max(self._page, 0), len(document.pages) - 1)
        room = self._picture.size()
        width = min(room.width(), round(room.height() * document.width / document.height))
        image = render_sheet(document, self._page, max(width, 120), device_pixel_ratio=2.0)
        self._picture.setPixmap(QPixmap.fromImage(image))
        self._count.setText(f"第 {self._page + 1} / {len(document.pages)} 张")

    def _say(self, words: str) -> None:
        self._answer.setText(words)

    @Slot(int)
    def _on_changed(self, _number: int) -> None:
        self._later.start()

    @Slot()
    def _on_page(self) -> None:
        self._page += int(self.sender().property("step"))
        self._show_page()

    @Slot()
    def _on_print(self) -> None:
        document = self._document
        if document is None:
            return
        try:
            printer = make_printer(document)
        except HandbookError as error:
            self._say(str(error))
            return
        dialog = QPrintDialog(printer, self)
        if dialog.exec() != QDialog.DialogCode.Accepted:
            return
        try:
            count = print_document(document, printer, None, self._progress("正在打印…", len(document.pages)))
            register_printed(document.sheets, minute(document.printed))
        except HandbookError as error:
            self._say(str(error))
        else:
            self._say(f"已送出 {count} 张。")

    @Slot()
    def _on_save(self) -> None:
        if self._document is None:
            return
        name = f"{self._document.title}.pdf".replace("/", "、")
        chosen, _ = QFileDialog.getSaveFileName(self, "存为 PDF", str(Path.home() / name), "PDF (*.pdf)")
        if chosen:  # the dialog has asked before overwriting
            self.save_pdf(Path(chosen), force=True)


class _Progress:
    """Callable that shows how far a long job is, and stops it when cancelled."""

    def __init__(self, words: str, total: int, parent: QWidget) -> None:
        self._dialog = QProgressDialog(words, "取消", 0, total, parent)
        self._dialog.setWindowModality(Qt.WindowModality.WindowModal)
        self._dialog.setMinimumDuration(300)

    def __call__(self, done: int, _total: int) -> bool:
        self._dialog.setValue(done)
        QApplication.processEvents()
        return not self._dialog.wasCanceled()
