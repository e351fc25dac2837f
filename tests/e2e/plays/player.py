"""A play and a stage go in; every step is done and looked at, and a failure names the step and what was not seen."""

from collections.abc import Iterator
from typing import Protocol

from PySide6.QtWidgets import QAbstractButton, QApplication, QPushButton, QScrollArea, QWidget

from tests.e2e.plays.play import Play, Step
from tests.e2e.plays.stage import Stage, is_within, settle


class Camera(Protocol):
    """Takes a picture after each step."""

    def take(self, play: Play, number: int, stage: Stage) -> None:
        """The `number`-th step of `play` was done."""


GAPS = 40
"""Pixels of white between question, value and answers, at most."""


def perform(play: Play, stage: Stage, camera: Camera | None = None) -> None:
    """Play the whole call.

    Raises:
        AssertionError: something is not seen that must be.
    """
    for number, step in enumerate(play.steps, start=1):
        for act in step.acts():
            stage.act(act)
        stage.holds(
            lambda seen: not seen.run_view.is_filling, 5.0
        )  # the pressed answer was seen in its place
        unseen = [check.words for check in step.see if not stage.holds(check.holds)]
        settle()
        if camera is not None:
            camera.take(play, number, stage)
        faults = [f"没有:{words}" for words in unseen] + list(faults_of(stage))
        assert not faults, _told(play, number, step, stage, faults)


def faults_of(stage: Stage) -> Iterator[str]:
    """What must hold after every step, whatever was done."""
    yield from _fault_of_keyboard()
    yield from _faults_of_current_step(stage)
    for root in (stage.window, *stage.dialogs):
        yield from _faults_of_buttons(root)


def _fault_of_keyboard() -> Iterator[str]:
    focused = QApplication.focusWidget()
    if focused is None or not focused.isVisible():
        yield "键盘不在任何看得见的地方"


def _faults_of_current_step(stage: Stage) -> Iterator[str]:
    run = stage.run
    if run is None:
        return
    step = run.current if run.is_open else None
    view = stage.run_view
    shown = view.stage.step
    if step is None:
        if view.outcome_box.visibleRegion().isEmpty():
            yield "做完了,却看不见结论"
        return
    if shown is None or shown.step.id != step.id:
        yield f"台上不是当前步骤:{step.text}"
        return
    parts = [
        part for part in (shown.question, shown.value, shown.answers) if part is not None and part.height()
    ]
    height = sum(part.height() for part in parts)
    seen = sum(part.visibleRegion().boundingRect().height() for part in parts)
    if seen < min(height, view.stage.room - GAPS):
        yield f"当前步骤只看得见 {seen}/{height} px:{step.text}"


def _faults_of_buttons(root: QWidget) -> Iterator[str]:
    """A button that can be scrolled to is reachable; one beyond the side of its window or pane is not."""
    for button in root.findChildren(QAbstractButton):
        if not button.isVisible() or button.window() is not root:
            continue
        pane = _pane_of(button) or root
        left = button.mapTo(pane, button.rect().topLeft()).x()
        if left < 0 or left + button.width() > pane.width():
            yield f"按钮伸到窗外:{button.text() or button.accessibleName()}"
        is_narrow = isinstance(button, QPushButton) and button.width() < button.minimumSizeHint().width()
        if is_narrow:
            yield f"按钮上的字放不下:{button.text()}"


def _pane_of(widget: QWidget) -> QWidget | None:
    parent = widget.parentWidget()
    while parent is not None:
        if isinstance(parent, QScrollArea) and is_within(parent.viewport(), widget):
            return parent.viewport()
        parent = parent.parentWidget()
    return None


def _told(play: Play, number: int, step: Step, stage: Stage, faults: list[str]) -> str:
    focused = QApplication.focusWidget()
    run = stage.run
    at = run.current.text if run is not None and run.current is not None else "—"
    title = run.checklist.title if run is not None else "—"
    where = f"清单:{title};步骤:{at};键盘:{type(focused).__name__};选中:{stage.window.search.selected_id}"
    head = f"{play.title} ({stage.layout.name}) 第 {number} 步:{step.heard} [{step.keys}]"
    return "\n  ".join([head, *faults, where])
