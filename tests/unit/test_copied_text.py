"""Text that was copied out of a PDF, from the YAML to the search, the page and the paper."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from handbook.content.loader import load_content
from handbook.document.compose import RunToPrint
from handbook.document.run_record import RunRecord
from handbook.export.drawing.fonts import PaperFont
from handbook.export.file_format import file_of_pages
from handbook.export.paper.document import PrintJob, make_document
from handbook.model.handbook import Handbook
from handbook.paper_characters import missing_on_paper
from handbook.search.engine import SearchEngine
from handbook.search.index import build_index, open_index
from handbook.search.query import Query
from handbook.ui.matched_text import find_all
from tests.helpers.sample import PROCEDURE, SAMPLE
from tests.unit.content.content_sample import files, write
from tests.unit.export.paper_fakes import PRINTED, page_words

KN = "knowledge/kn-sample.yaml"
COPIED = "title: 阀⻔井位置\nkey_points: [⽤⼾要找阀⻔井,先报⽚区。]"


@pytest.fixture(scope="module")
def handbook(tmp_path_factory: pytest.TempPathFactory) -> Handbook:
    return load_content(write(tmp_path_factory.mktemp("content"), files({KN: COPIED}))).handbook


@pytest.fixture(scope="module")
def engine(handbook: Handbook, tmp_path_factory: pytest.TempPathFactory) -> Iterator[SearchEngine]:
    folder: Path = tmp_path_factory.mktemp("index") / "index"
    build_index(handbook, folder)
    opened = open_index(folder, handbook.revision)
    yield opened
    opened.close()


@pytest.mark.parametrize("words", ["阀门井位置", "阀⻔井", "famenjing", "fmj", "用户要找阀门井", "⽤⼾要找"])
def test_an_entry_with_radicals_is_found(engine: SearchEngine, words: str) -> None:
    assert engine.search(Query(words)).hits[0].id == "kn-sample"


def test_words_with_radicals_are_found_on_the_page() -> None:
    assert find_all("先找阀门井", "阀⻔井") == [(2, 5)]
    assert find_all("先找阀⻔井", "阀门井") == [(2, 5)]


def test_paper_has_the_characters_that_were_meant(handbook: Handbook, qapp: QApplication) -> None:
    entry = handbook.get("kn-sample")
    assert entry is not None
    run = RunToPrint(entry=PROCEDURE, record=RunRecord(call="7", note="⽤⼾说阀⻔打不开"))
    font = PaperFont()
    for items, book, words in (
        ((entry,), handbook, "用户要找阀门井"),
        ((run,), SAMPLE, "用户说阀门打不开"),
    ):
        document = make_document(PrintJob(items=items, handbook=book, printed=PRINTED), font)
        assert missing_on_paper(document.text()) == ""
        assert words in "".join(page_words(file_of_pages(document)))
