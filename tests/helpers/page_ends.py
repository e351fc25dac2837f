"""A page that is shown -> what of it cannot be read: blocks that were never laid out, an end that no bar leads to."""

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtGui import QTextBlock
from PySide6.QtWidgets import QApplication, QTextBrowser

from handbook import paths
from handbook.model.entry import Entry
from handbook.ui.reader.reader_panel import ReaderPanel
from handbook.ui.theme.theme import Theme, theme_of

PATIENCE = 0.5
"""Seconds after which a page is taken to be laid out as far as it ever will be."""


@dataclass(frozen=True, slots=True)
class Look:
    """A size of the reading pane, of the text, and a theme."""

    width: int
    height: int
    scale: float
    is_dark: bool

    @property
    def theme(self) -> Theme:
        """The theme of this look."""
        return theme_of(is_dark=self.is_dark, scale=self.scale)

    @property
    def other(self) -> Theme:
        """The same size in the other theme."""
        return theme_of(is_dark=not self.is_dark, scale=self.scale)

    @property
    def larger(self) -> Theme:
        """A step of zoom further."""
        return theme_of(is_dark=self.is_dark, scale=self.scale * 1.2)


LOOKS = (
    Look(680, 820, 1.0, False),  # 1440 × 900, three columns
    Look(560, 690, 1.0, True),  # 1366 × 768
    Look(1160, 1000, 1.0, False),  # 1920 × 1080
    Look(380, 700, 1.0, False),  # docked
    Look(680, 820, 1.25, True),
    Look(560, 690, 1.25, False),
    Look(1160, 1000, 1.4, False),
    Look(400, 800, 1.5, True),
    Look(680, 820, 1.6, False),
    Look(1160, 1000, 1.8, True),
    Look(760, 640, 2.0, False),  # 1366 × 768, one room at a time
    Look(1160, 1000, 2.0, True),
)
"""Widths × text sizes × themes in which every page must be whole."""


def faults(view: QTextBrowser) -> list[str]:
    """What is wrong with the page in `view`, once it has come to rest; empty where all can be read."""
    until = time.monotonic() + PATIENCE
    while True:
        QApplication.processEvents()
        found = _faults_now(view)
        if not found or time.monotonic() > until:
            return found
        time.sleep(0.01)  # a page may be laid out a piece at a time


def _faults_now(view: QTextBrowser) -> list[str]:
    blocks = [block for block in _blocks(view) if block.text().strip()]
    found = [f"not laid out: {b.text()[:20]}" for b in blocks if b.layout().lineCount() == 0]
    if blocks:
        bottom = view.document().documentLayout().blockBoundingRect(blocks[-1]).bottom()
        reach = view.verticalScrollBar().maximum() + view.viewport().height()
        if bottom > reach + 1:
            found.append(f"ends at {bottom:.0f}, scrolls to {reach}")
    return found


def faults_through(panel: ReaderPanel, entries: Sequence[Entry], look: Look) -> list[str]:
    """Faults of `entries` opened in `look`, then resized, in another theme, zoomed, searched in, marked, shown again."""
    found: list[str] = []
    panel.apply_theme(look.theme)
    panel.resize(look.width, look.height)
    panel.show()
    for entry in entries:
        for act in _acts(panel, entry, look):
            found += [f"{entry.id} {look} after {act}: {fault}" for fault in faults(panel.view)]
    return found


def _acts(panel: ReaderPanel, entry: Entry, look: Look) -> Iterator[str]:
    panel.show_entry(entry)
    yield "opening"
    panel.resize(look.width - 90, look.height - 40)
    yield "resizing"
    panel.resize(look.width, look.height)
    panel.apply_theme(look.other)
    yield "change of theme"
    panel.apply_theme(look.larger)
    yield "zoom"
    panel.apply_theme(look.theme)
    panel.open_find()
    panel.find_bar.field.setText("热")
    yield "find"
    panel.find_bar.closed.emit()
    panel.show_entry(entry, marks=("供热", "温"))
    yield "highlight"
    panel.apply_theme(look.theme)
    yield "showing again"


def _blocks(view: QTextBrowser) -> Iterator[QTextBlock]:
    block = view.document().begin()
    while block.isValid():
        yield block
        block = block.next()


def main() -> None:
    """Some pages in some looks, on the platform that the environment names."""
    from PySide6.QtGui import QGuiApplication

    from handbook.app.qt_application import build_qt
    from handbook.content.loader import load_content

    app = build_qt(["pages"])
    panel = ReaderPanel()
    handbook = load_content(paths.shipped_content()).handbook
    panel.show_handbook(handbook)
    entries = [*handbook.procedures[::10], *list(handbook)[::30]]
    found = [fault for look in LOOKS[::3] for fault in faults_through(panel, entries, look)]
    print(*found, sep="\n")
    print(f"{QGuiApplication.platformName()}: {len(found)} faults", flush=True)
    panel.close()
    app.quit()


if __name__ == "__main__":
    main()
