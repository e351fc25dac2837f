"""A print job and a kind of file -> the bytes of that file: what the dialog and the command line both save."""

from enum import StrEnum
from pathlib import Path

from handbook.document.wide_marks import wide_throughout
from handbook.document.wording import minute
from handbook.export.endings import check_ending, ending_of
from handbook.export.files.run_text import to_csv, to_markdown
from handbook.export.paper.document import Document, PrintJob, Progress, compose_items, refuse_demo
from handbook.model.rewriting import rewritten
from handbook.model.typesetting import full_width


class FileFormat(StrEnum):
    """Kinds of files; the value is the ending of the name."""

    PDF = "pdf"
    DOCX = "docx"
    HTML = "html"
    MARKDOWN = "md"
    CSV = "csv"

    @property
    def label(self) -> str:
        """Name for the dialog."""
        return {"pdf": "PDF", "docx": "Word", "html": "网页", "md": "Markdown", "csv": "CSV 表格"}[self.value]

    @property
    def endings(self) -> tuple[str, ...]:
        """Endings of its files, the usual one first."""
        return {"html": ("html", "htm"), "md": ("md", "markdown")}.get(self.value, (self.value,))


def format_for(path: Path | None, named: FileFormat | None) -> FileFormat:
    """The kind that is written: `named`, else what the ending of `path` tells, else a PDF.

    Raises `ExportError` where the ending tells another kind, or one that cannot be written.
    """
    if path is None:
        return named or FileFormat.PDF
    if named is not None:
        check_ending(path, named.endings, named.label)
        return named
    check_ending(path, (ending for kind in FileFormat for ending in kind.endings), "导出")
    told = ending_of(path)
    return next((kind for kind in FileFormat if told in kind.endings), FileFormat.PDF)


def file_of_pages(document: Document, progress: Progress | None = None) -> bytes:
    """The PDF of a document that was laid out. Raises `CancelledError` when `progress` says stop, and `DemoRefusedError`."""
    refuse_demo(document.sheets)
    from handbook.export.pdf.pdf_file import pdf_bytes

    return pdf_bytes(document, progress)


def file_without_pages(job: PrintJob, kind: FileFormat, progress: Progress | None = None) -> bytes:
    """A Word, HTML, Markdown or CSV file: the same words, flowing. Raises `CancelledError`, `DemoRefusedError`.

    What people read has full-width marks, as paper has; a table of data keeps what was typed.
    """
    sheets = compose_items(job.items, job.handbook, job.printed.date(), with_law=job.with_law)
    refuse_demo(sheets)
    read_by_people = [rewritten(wide_throughout(sheet), full_width) for sheet in sheets]
    printed = minute(job.printed)
    match kind:
        case FileFormat.DOCX:
            from handbook.export.files.docx_file import docx_bytes

            return docx_bytes(read_by_people, printed, job.form, progress)
        case FileFormat.HTML:
            from handbook.export.files.html_file import html_bytes

            return html_bytes(read_by_people, job.handbook, printed, job.title)
        case FileFormat.MARKDOWN:
            return to_markdown(read_by_people, printed).encode()
        case FileFormat.CSV:
            return to_csv(sheets)
        case FileFormat.PDF:
            raise ValueError("a PDF is made of pages that were laid out")
