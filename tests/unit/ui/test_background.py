"""Work off the main thread: result, progress and error come back on it."""

import threading

import pytest
from PySide6.QtCore import QThread
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from handbook.ui.background import BackgroundWork, Report


@pytest.fixture
def work(qapp: QApplication) -> BackgroundWork:
    """Work without an owner."""
    return BackgroundWork()


def test_the_result_comes_back_on_the_main_thread(work: BackgroundWork, qtbot: QtBot) -> None:
    seen: list[tuple[object, bool]] = []
    ran_on: list[int] = []
    main = QThread.currentThread()
    work.finished.connect(lambda result: seen.append((result, QThread.currentThread() is main)))

    def run(_report: Report) -> object:
        ran_on.append(threading.get_ident())
        return {1: "ein"}

    work.start(run)
    was_busy = work.is_busy
    qtbot.waitUntil(lambda: bool(seen))
    assert (seen, was_busy, work.is_busy) == ([({1: "ein"}, True)], True, False)
    assert ran_on != [threading.get_ident()]


def test_progress_is_told_in_order(work: BackgroundWork, qtbot: QtBot) -> None:
    told: list[tuple[float, str]] = []
    work.progressed.connect(lambda share, words: told.append((share, words)))

    def run(report: Report) -> object:
        for step in range(4):
            report(step / 4, f"第 {step} 步")
        return None

    with qtbot.waitSignal(work.finished):
        work.start(run)
    assert told == [(step / 4, f"第 {step} 步") for step in range(4)]


def test_an_error_is_handed_over_whole(work: BackgroundWork, qtbot: QtBot) -> None:
    finished: list[object] = []
    work.finished.connect(finished.append)

    def run(_report: Report) -> object:
        raise OSError(28, "disk full")

    with qtbot.waitSignal(work.failed) as failed:
        work.start(run)
    assert failed.args is not None
    assert isinstance(failed.args[0], OSError)
    assert (failed.args[0].errno, finished, work.is_busy) == (28, [], False)


def test_the_owner_can_wait(work: BackgroundWork) -> None:
    go = threading.Event()
    work.start(lambda _report: go.wait(10))
    assert not work.wait(10)
    go.set()
    assert work.wait(10_000)


def test_one_piece_of_work_at_a_time(work: BackgroundWork, qtbot: QtBot) -> None:
    running: list[int] = []
    most: list[int] = []

    def run(_report: Report) -> object:
        running.append(1)
        most.append(len(running))
        running.pop()
        return None

    done: list[object] = []
    work.finished.connect(done.append)
    for _ in range(5):
        work.start(run)
    qtbot.waitUntil(lambda: len(done) == 5)
    assert max(most) == 1
