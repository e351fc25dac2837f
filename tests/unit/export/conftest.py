"""Fonts, typesetters and handbooks that the tests of this room share."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from handbook.content.loader import load_content
from handbook.document.blocks import Sheet
from handbook.document.compose import RunToPrint
from handbook.export.drawing.fonts import PaperFont
from handbook.export.paper.document import Document, PrintJob, make_document
from handbook.export.paper.pack import PackPlan
from handbook.export.paper.scale import Form
from handbook.export.paper.typeset import Typesetter
from handbook.model.entry import Entry
from handbook.model.handbook import Handbook
from tests.unit.export.paper_fakes import PRINTED, EvenMetrics

MakeDocument = Callable[..., Document]


@pytest.fixture(scope="session")
def even() -> Typesetter:
    """A typesetter without Qt."""
    return Typesetter(EvenMetrics())


@pytest.fixture(scope="session")
def font(qapp: QApplication) -> PaperFont:
    """The bundled font."""
    return PaperFont()


@pytest.fixture(scope="session")
def book(repository: Path) -> Handbook:
    """The shipped handbook, read from its files."""
    return load_content(repository / "content").handbook


@pytest.fixture
def document(font: PaperFont) -> MakeDocument:
    """Lays out entries or runs."""

    def make(
        handbook: Handbook,
        *items: Entry | RunToPrint | Sheet,
        form: Form = Form.A4,
        pack: PackPlan | None = None,
    ) -> Document:
        job = PrintJob(items=items, handbook=handbook, form=form, printed=PRINTED, pack=pack)
        return make_document(job, font)

    return make
