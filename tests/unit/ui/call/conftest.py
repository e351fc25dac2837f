"""The call desk over the shipped handbook."""

from collections.abc import Callable, Iterator

import pytest
from pytestqt.qtbot import QtBot

from handbook.content.loader import load_content
from handbook.model.handbook import Handbook
from tests.conftest import REPOSITORY
from tests.unit.ui.call.desk_window import DeskWindow


@pytest.fixture(scope="session")
def shipped() -> Handbook:
    """The shipped handbook, read from its files: the desk needs no index."""
    return load_content(REPOSITORY / "content").handbook


@pytest.fixture
def open_desk(qtbot: QtBot, shipped: Handbook) -> Iterator[Callable[..., DeskWindow]]:
    """Makes a desk as often as it is called; keywords go to `DeskWindow`."""
    made: list[DeskWindow] = []

    def open_one(handbook: Handbook = shipped, **how: float) -> DeskWindow:
        made.append(DeskWindow(handbook, **how))  # type: ignore[arg-type]
        return made[-1]

    yield open_one
    for window in made:
        window.close()
        window.deleteLater()


@pytest.fixture
def desk(open_desk: Callable[..., DeskWindow]) -> DeskWindow:
    """One desk."""
    return open_desk()
