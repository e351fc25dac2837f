"""One index of the sample handbook for all tests of this room."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from handbook.search.engine import SearchEngine
from handbook.search.index import build_index, open_index
from tests.unit.search.search_sample import SAMPLE


@pytest.fixture(scope="session")
def sample_index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("search") / "index"
    build_index(SAMPLE, folder)
    return folder


@pytest.fixture
def engine(sample_index: Path) -> Iterator[SearchEngine]:
    opened = open_index(sample_index, SAMPLE.revision)
    yield opened
    opened.close()
