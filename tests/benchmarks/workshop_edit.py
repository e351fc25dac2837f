"""What editing an entry costs, in the real window, offscreen.

    python -m tests.benchmarks.workshop_edit

For entries of several kinds: from a character that the input method commits to the painted reading page, beside what that
page costs alone (rendered, laid out and painted, nothing else done); opening a step for the first time, a while after the
entry, and later; judging the text by all rules. p50, p95 and the longest, in milliseconds. Goals: keystroke → page p95 ≤ 1.5 ×
that page alone; a first opening p50 ≤ 1.5 × a later one. Then random edits of the shipped files,
written and read back: their number is the argument, 1,000 without one.
"""

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["DBUS_SESSION_BUS_ADDRESS"] = "disabled:"

from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QApplication

from handbook.app.qt_application import build_qt
from handbook.content.writing.judging import Judge
from handbook.content.yaml_reader import Path as ValuePath
from handbook.paths import shipped_content
from handbook.ui.workshop.chip_text import ChipText
from handbook.ui.workshop.reading_page import ReadingPage
from handbook.ui.workshop.work_place import WorkPlace
from handbook.ui.workshop.workshop import Workshop
from tests.helpers.typing_in import commit
from tests.helpers.workshop_screen import dress
from tests.unit.content.writing.test_random_splices import _run

GOAL = 1.5
ENTRIES: Sequence[tuple[str, ValuePath]] = (
    ("proc-refund", ("steps", 2, "text")),
    ("proc-leak-intake", ("steps", 2, "text")),
    ("em-boiler-room", ("steps", 2, "text")),
    ("scr-abuse", ("lines", 0, "situation")),
    ("kn-air-lock", ("title",)),
)
"""Entry, and the field in which one types."""
TYPED = "先问清楚是哪一年的票再说退多少钱" * 5
ROUNDS = 60
EDITS = 1000
_LONGEST_WAIT = 2.0
_READING = 1.0


class Stamp:
    """When the reading page was last painted."""

    def __init__(self) -> None:
        self.painted = 0.0
        paint = ReadingPage.paintEvent

        def paint_and_stamp(page: ReadingPage, event: QPaintEvent) -> None:
            paint(page, event)
            self.painted = time.perf_counter()

        ReadingPage.paintEvent = paint_and_stamp  # type: ignore[method-assign,assignment]  # before the window is made

    def after(self, act: Callable[[], object]) -> float:
        """Milliseconds from `act` to the end of the next painting."""
        begun = time.perf_counter()
        act()
        while self.painted < begun and time.perf_counter() - begun < _LONGEST_WAIT:
            QApplication.processEvents()
        return (self.painted - begun) * 1000


class Bench:
    """The window with an entry in its form."""

    def __init__(self, site: Path, judge: Judge, stamp: Stamp) -> None:
        self.stamp = stamp
        self.judge = judge
        self.workshop = Workshop(
            place=WorkPlace(site=site, root=shipped_content(), account="bench"),
            editor="王敏",
            handbook=lambda: judge.handbook,
            uses=dict,
        )
        self.pages = self.workshop.writing
        self.pages._judge = judge
        self.page = self.pages.editing
        self.theme = dress(self.workshop.window)
        self.workshop.open()
        self.workshop.window.resize(1440, 900)
        settle()

    def edit(self, entry_id: str) -> None:
        """Open an entry in the form."""
        self.pages.edit(entry_id)
        settle()

    def field(self, path: ValuePath) -> ChipText:
        """What is typed in at `path`, its part opened."""
        if len(path) > 1:
            number = path[1]
            assert isinstance(number, int)
            self.page.form.open_item(path[:1], number)
        else:
            assert self.page.desk is not None
            self.page.form.refresh(self.page.desk.value, group="标题与叫法")
        settle()
        found = self.page.form._all_editors()[path].keyboard()
        assert isinstance(found, ChipText)
        found.setFocus()
        return found

    def keystrokes(self, path: ValuePath) -> tuple[list[float], list[float]]:
        """Character → painted page; and, in turn with it, the page of the former character rendered and painted alone."""
        field = self.field(path)
        desk = self.page.desk
        assert desk is not None
        page, step = self.page.page, self.page._open_step()
        keys, alone = [], []
        for letter in TYPED[: ROUNDS + 5]:
            former = desk.judged
            assert former.entry is not None
            keys.append(self.stamp.after(partial(commit, field, letter)))
            settle(0.05)
            show = partial(page.show_entry, former.entry, former.handbook, self.theme, step)
            alone.append(self.stamp.after(show))
            settle(0.05)
        return keys[5:], alone[5:]

    def openings(self, name: str) -> tuple[list[float], list[float]]:
        """Open one step after another until the page stands at it: each for the first time, and later."""
        desk = self.page.desk
        assert desk is not None
        items = desk.part_at((name,))
        count = len(items) if isinstance(items, list) else 0
        self.page.form.refresh(desk.value)
        settle(_READING + 0.4 * count)  # whoever opens an entry looks at it first
        times = []
        for number in range(3 * count):
            at = number % count
            times.append(self.stamp.after(partial(self.page.form.open_item, (name,), at)))
            settle(0.03)
        return times[:count], times[count:]

    def judgings(self) -> list[float]:
        """Text → what it comes to, by all rules."""
        desk = self.page.desk
        assert desk is not None
        times = []
        for number in range(ROUNDS):
            text = f"{desk.text}# {number}\n"
            begun = time.perf_counter()
            _ = self.judge.judged(desk.kind, desk.file, text).findings
            times.append((time.perf_counter() - begun) * 1000)
        return times


def settle(seconds: float = 0.3) -> None:
    """Let the event loop come to rest."""
    end = time.perf_counter() + seconds
    while time.perf_counter() < end:
        QApplication.processEvents()


def tell(name: str, times: Sequence[float]) -> float:
    """Print the distribution of `times`; its p95."""
    cuts = statistics.quantiles(times, n=20)
    p95 = cuts[18]
    print(
        f"  {name:20} n {len(times):3}  p50 {statistics.median(times):6.1f}  p95 {p95:6.1f}  max {max(times):6.1f} ms"
    )
    return p95


def main() -> None:
    """Measure every entry, then the edits."""
    edits = int(sys.argv[1]) if len(sys.argv) > 1 else EDITS
    with tempfile.TemporaryDirectory() as folder:
        os.environ["HANDBOOK_HOME"] = folder
        stamp = Stamp()
        build_qt(["workshop"])
        begun = time.perf_counter()
        judge = Judge.of(shipped_content(), None)
        print(f"reading all content for the judge: {time.perf_counter() - begun:.2f} s")
        site = Path(folder) / "site"
        site.mkdir()
        bench = Bench(site, judge, stamp)
        for entry_id, path in ENTRIES:
            bench.edit(entry_id)
            print(f"{entry_id}")
            typed, rendered = bench.keystrokes(path)
            keys = tell("keystroke → page", typed)
            alone = tell("that page alone", rendered)
            pairs = statistics.median(key / page for key, page in zip(typed, rendered, strict=True))
            print(f"  ratio of the p95: {keys / alone:.2f}, median of the pairs {pairs:.2f}   goal ≤ {GOAL}")
            if path[0] in ("steps", "lines"):
                first, later = bench.openings(str(path[0]))
                tell("opening a part first", first)
                tell("opening it later", later)
                ratio = statistics.median(first) / statistics.median(later)
                print(f"  ratio of the p50: {ratio:.2f}   goal ≤ {GOAL}")
            tell("judging", bench.judgings())
        bench.workshop.window.close()
    print("random edits, written and read back:")
    _run(seed=18, edits=edits)


if __name__ == "__main__":
    main()
