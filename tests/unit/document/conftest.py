"""The shipped handbook, which the tests of this room share."""

from pathlib import Path

import pytest

from handbook.content.loader import load_content
from handbook.model.handbook import Handbook


@pytest.fixture(scope="session")
def book(repository: Path) -> Handbook:
    """The shipped handbook, read from its files."""
    return load_content(repository / "content").handbook
