"""From a character that the input method commits to the results on the screen, in the real window, offscreen.

    python -m tests.benchmarks.keystroke

Measured for 500 and 5,000 generated entries, for the shipped content and, where the statutes are present, for questions
of laypeople over 55,348 articles: p50, p95, p99 and the longest, in milliseconds; a result counts as painted when the
list's paint event ends. CPU time of the thread stands beside it, for machines that are busy with something else. Goals:
p95 ≤ 16 ms for the generated entries, 33 ms for the statutes. The preview that a pause in typing brings is measured
apart, from its wish to the painted page.
"""

import os
import random
import statistics
import tempfile
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["DBUS_SESSION_BUS_ADDRESS"] = "disabled:"

from PySide6.QtGui import QInputMethodEvent, QPaintEvent
from PySide6.QtWidgets import QApplication

from handbook.app.application import Application
from handbook.app.qt_application import build_qt
from handbook.content.library import named_folders, open_content
from handbook.model.handbook import Handbook
from handbook.model.procedure import Procedure
from handbook.search.engine import SearchEngine
from handbook.search.index import build_documents_index, build_index, open_index
from handbook.settings import Settings
from handbook.ui.reader.reader_view import ReaderView
from handbook.ui.search.results_view import ResultsView
from tests.benchmarks.search_quality import STATUTES, statutes

GOAL = 16.0
GOAL_OF_STATUTES = 33.0
ENTRIES = 500
MANY = 5000
TYPED = (
    "上热下凉",
    "暖气上边烫手底下冰凉",
    "家里一直不热",
    "漏水了怎么办",
    "暖气片漏水",
    "退费标准",
    "室温不达标退多少钱",
    "第三十六条",
    "老旧小区停热",
    "加装循环泵",
    "孩子烫伤了",
    "煤气味",
    "管道响",
    "分户报停怎么办理",
    "shangrexialiang",
    "loushui",
    "srxl",
    "tuifei",
    "暖器不热",
    "测温16度",
)
ROUNDS = 3
QUESTIONS = 40
LONGEST_TYPED = 16


class Stamps:
    """When each of the two views was last painted."""

    def __init__(self) -> None:
        self.results = 0.0
        self.reader = 0.0
        self._watch(ResultsView, "results")
        self._watch(ReaderView, "reader")

    def _watch(self, view: type[ResultsView] | type[ReaderView], name: str) -> None:
        painted = view.paintEvent

        def paint_and_stamp(self_: ResultsView, event: QPaintEvent) -> None:
            painted(self_, event)  # type: ignore[arg-type]  # of its own class
            setattr(self, name, time.perf_counter())

        view.paintEvent = paint_and_stamp  # type: ignore[method-assign,assignment]  # before the window is made


def generated(shipped: Handbook, count: int) -> Handbook:
    """`count` procedures whose words are drawn from those of the shipped ones."""
    draw = random.Random(20261122)
    made: list[Procedure] = []
    sources = shipped.procedures
    for number in range(count):
        one, two = draw.choice(sources), draw.choice(sources)
        made.append(
            replace(
                one,
                id=f"proc-made-{number}",
                title=f"{one.title}、{two.title}"[:60],
                summary=two.summary,
                asks=tuple(draw.sample([*one.asks, *two.asks], k=min(6, len(one.asks) + len(two.asks)))),
                steps=tuple(draw.sample(list(one.steps), k=len(one.steps))),
            )
        )
    laws = shipped.regulations[:50]
    return replace(
        shipped,
        revision=f"made-{count}",
        procedures=tuple(made[: count - len(laws)]),
        regulations=laws,
        emergency=(),
        scripts=(),
        knowledge=(),
        cases=(),
    )


def measure(
    program: Application, stamps: Stamps, typed: Sequence[str] = TYPED * ROUNDS
) -> tuple[list[float], list[float], list[float]]:
    """(keystroke → results, its CPU time, wish → previewed page), milliseconds."""
    field, reader = program.window.search.field, program.window.panels.reader
    keys: list[float] = []
    work: list[float] = []
    previews: list[float] = []
    for text in typed:
        field.clear()
        settle()
        for character in text:
            event = QInputMethodEvent()
            event.setCommitString(character)
            begun, worked = time.perf_counter(), time.thread_time()
            QApplication.sendEvent(field, event)
            while stamps.results < begun and time.perf_counter() - begun < 2:
                QApplication.processEvents()
            keys.append((stamps.results - begun) * 1000)
            work.append((time.thread_time() - worked) * 1000)
        program.window.search._preview.stop()
        begun = time.perf_counter()
        program.window.search.entry_previewed.emit(program.window.search.selected_id)
        while stamps.reader < begun and time.perf_counter() - begun < 0.5:
            QApplication.processEvents()
        if stamps.reader > begun and reader.entry is not None:
            previews.append((stamps.reader - begun) * 1000)
    return keys, work, previews


def settle() -> None:
    """Let the event loop come to rest."""
    end = time.perf_counter() + 0.02
    while time.perf_counter() < end:
        QApplication.processEvents()


def tell(name: str, times: Sequence[float], goal: float | None = None) -> None:
    """Print the distribution of `times`."""
    cuts = statistics.quantiles(times, n=100)
    words = f"  {name:22} n {len(times):4}  p50 {cuts[49]:5.1f}  p95 {cuts[94]:5.1f}  p99 {cuts[98]:5.1f}  max {max(times):5.1f} ms"
    print(words + (f"   goal p95 ≤ {goal:.0f}" if goal else ""))


def open_program(handbook: Handbook, engine: SearchEngine) -> Application:
    """The real window over `handbook`, searching with `engine`."""
    program = Application(Settings(look="light"))
    program.furnish()
    program.window.painted_first.disconnect()
    program.window.show_handbook(handbook, ())
    program.window.panels.reading.use_searcher(engine)
    program.start()
    settle()
    return program


def main() -> None:
    """Measure every handbook."""
    with tempfile.TemporaryDirectory() as home:
        os.environ["HANDBOOK_HOME"] = home
        stamps = Stamps()
        build_qt(["keystroke"])
        shipped = open_content(named_folders(None, None)).handbook
        for handbook, name, goal in (
            (generated(shipped, ENTRIES), f"{ENTRIES} generated", GOAL),
            (generated(shipped, MANY), f"{MANY} generated", GOAL),
            (shipped, "shipped", None),
        ):
            folder = Path(home) / "indexes" / name
            build_index(handbook, folder)
            engine = open_index(folder, handbook.revision)
            program = open_program(handbook, engine)
            measure(program, stamps)  # the first round warms caches, as the first call of a shift does
            keys, work, previews = measure(program, stamps)
            print(f"{name}: {len(handbook)} entries")
            tell("keystroke → results", keys, goal)
            tell("the same in CPU time", work)
            tell("selection → page", previews)
            close(program, engine)
        measure_statutes(Path(home) / "statutes", shipped, stamps)


def measure_statutes(folder: Path, shipped: Handbook, stamps: Stamps) -> None:
    """Questions over articles of law; only the list is measured, the articles are no entries of the handbook."""
    if not (STATUTES / "articles_55k.jsonl.xz").exists():
        print("statutes: not present")
        return
    documents, questions = statutes("55k")
    build_documents_index(documents, folder, "statutes")
    engine = open_index(folder, "statutes")
    program = open_program(shipped, engine)
    typed = [q["question"][:LONGEST_TYPED] for q in questions]
    measure(program, stamps, typed[-QUESTIONS:])
    keys, work, _ = measure(program, stamps, typed[:QUESTIONS])
    print(f"statutes: {len(documents)} articles")
    tell("keystroke → results", keys, GOAL_OF_STATUTES)
    tell("the same in CPU time", work)
    close(program, engine)


def close(program: Application, engine: SearchEngine) -> None:
    """Close the window, then let go of the index."""
    program.close()
    program.window.deleteLater()
    engine.close()


if __name__ == "__main__":
    main()
