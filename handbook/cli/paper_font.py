"""The font of the paper for verbs that lay out a sheet; Qt is loaded by them alone."""

from collections.abc import Iterator
from contextlib import contextmanager

from handbook.export.paper.pieces import Metrics


@contextmanager
def paper_font() -> Iterator[Metrics]:
    """The font, within the block. Raises `ExportError` where it cannot be loaded."""
    # Qt: Word, web pages, tables and text are written also where it cannot be loaded.
    from handbook.export.drawing.fonts import PaperFont, ensure_gui_application  # noqa: PLC0415

    application = ensure_gui_application()
    yield PaperFont()
    del application  # kept alive until here: fonts die with it
