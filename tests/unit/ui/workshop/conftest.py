"""The workshop over a small content of its own: an invented law, entries of it, and a card that cites one."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from handbook.content.loader import load_content
from handbook.content.writing.judging import Judge
from handbook.model.handbook import Handbook
from handbook.paths import shipped_content
from handbook.ui.workshop.work_place import WorkPlace
from handbook.ui.workshop.workshop import Workshop
from tests.helpers.workshop_screen import dress, end
from tests.helpers.workshop_site import TODAY, prepared_site


class Opened:
    """A workshop on screen, and the content as the desk has read it."""

    def __init__(self, root: Path, site: Path, *, editor: str = "王敏") -> None:
        self.root, self.site = root, site
        self.handbook: Handbook = load_content(root, site).handbook
        self.uses = {"reg-bj-34": 0.8}
        self.read_again = 0
        self.workshop = Workshop(
            place=WorkPlace(site=site, root=root, account="wangmin"),
            editor=editor,
            handbook=lambda: self.handbook,
            uses=lambda: self.uses,
            today=lambda: TODAY,
        )
        self.workshop.content_changed.connect(self._on_changed)
        self.window = self.workshop.window
        self.pages = self.workshop.pages
        self.told = self.window.notice

    def show(self, width: int = 1440, height: int = 900) -> None:
        """Open it in that size."""
        self.window.resize(width, height)
        self.workshop.open()
        QTest.qWait(20)
        self.window.resize(width, height)
        self.window.activateWindow()
        QTest.qWait(20)

    def _on_changed(self) -> None:
        """As the desk does after an act: read, then show it."""
        self.read_again += 1
        self.handbook = load_content(self.root, self.site).handbook
        self.workshop.refresh()


@pytest.fixture(scope="module")
def judge() -> Judge:
    """Of the content that ships: dear to make, and nothing writes in it."""
    return Judge.of(shipped_content(), None)


@pytest.fixture
def open_workshop(qtbot: QtBot, tmp_path: Path) -> Iterator[Callable[..., Opened]]:
    """Opens one over so many versions of the law (0–2), at a size and a look."""
    opened: list[Opened] = []

    def open_one(
        versions: int = 2,
        *,
        editor: str = "王敏",
        size: tuple[int, int] = (1440, 900),
        scale: float = 1.0,
        is_dark: bool = False,
    ) -> Opened:
        root = tmp_path / "content"
        root.mkdir(exist_ok=True)
        (root / "handbook.yaml").write_text("version: '2026.11'\n", "utf-8")
        one = Opened(root, prepared_site(tmp_path / "site", versions), editor=editor)
        opened.append(one)
        dress(one.window, scale=scale, is_dark=is_dark)
        one.show(*size)
        return one

    yield open_one
    end(*(one.workshop for one in opened))
    opened.clear()
