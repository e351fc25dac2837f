"""What can go wrong on the way to paper, in words for the user."""

from handbook.errors import HandbookError


class ExportError(HandbookError):
    """An export that could not be made; nothing was written."""


class StepTooTallError(ExportError):
    """A step, or a warning with its step, does not fit on one page of this paper."""


class DemoRefusedError(ExportError):
    """It holds a value of the demo company; nothing was written or printed."""


class CancelledError(ExportError):
    """The user stopped the export; nothing was written."""

    def __init__(self) -> None:
        super().__init__("已取消,没有写出任何文件。")


class PrinterError(ExportError):
    """No printer, or it refused the job."""
