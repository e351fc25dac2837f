"""What is done to a list on screen becomes commands to the call desk: the same for the call's list and for an emergency card."""

from collections.abc import Callable
from dataclasses import replace
from typing import Protocol

from PySide6.QtCore import QObject, Signal, Slot

from handbook.call.state.call import Call
from handbook.call.state.run import Parent, Run
from handbook.ui.call.call_commands import CallCommands
from handbook.ui.call.call_prompts import CallPrompts
from handbook.ui.call.run_context import RunContext, context_of
from handbook.ui.call.run_view import RunView


class RunTarget(Protocol):
    """A place where lists are worked: what differs between the call's list and an emergency card."""

    def ensure_run(self) -> int:
        """Number of the run that is acted on, pinned now where nothing was done in it yet; 0 where there is none."""

    def box_unpinned(self, step: str) -> bool:
        """Box a step of a list that is no run yet (moving is no act, so it pins nothing); False where it is one."""

    def settle(self) -> None:
        """Take what still stands in a field: it belongs to the list."""

    def follow(self, answer: Parent, entry_id: str) -> None:
        """Go where `answer` leads: to the entry `entry_id`."""


class RunController(QObject):
    """Bound to one target and its view. Whatever is shown after an act is what the disk has."""

    finished = Signal()
    """The list was finished, without more having to be asked."""

    def __init__(
        self, target: RunTarget, view: RunView, commands: CallCommands, prompts: CallPrompts
    ) -> None:
        super().__init__(view)
        self._target = target
        self._view = view
        self._commands = commands
        self._prompts = prompts
        view.context_of = self.context_of
        view.toggled.connect(self.toggle)
        view.line_toggled.connect(self.toggle_line)
        view.other_outcome_requested.connect(self.ask_outcome)
        view.answered.connect(self.answer)
        view.value_entered.connect(self.enter_value)
        view.skip_requested.connect(self.skip)
        view.confirm_requested.connect(self.reconfirm)
        view.moved_to.connect(self.box)
        view.copy_requested.connect(self.copy)
        view.finish_requested.connect(self.finish)

    def context_of(self, run: Run) -> RunContext:
        """What the call that is on says of `run`, one of its lists."""
        call = self._commands.desk.active
        if call is None or (run.id and all(other.id != run.id for other in call.runs)):
            return RunContext()
        context = context_of(call, run, self._commands.desk.elapsed(call.id))
        return replace(context, reckoned=self._commands.reckoned_of(run))

    @Slot(str)
    def toggle(self, step: str) -> None:
        """Tick a step, or open it again."""
        if run := self._target.ensure_run():
            self._commands.toggle(run, step)

    @Slot(str)
    def toggle_line(self, line: str) -> None:
        """A sentence that is no step was said, or was not after all."""
        run, desk = self._run(), self._commands.desk
        if run is not None:
            act = desk.unsay if line in run.said else desk.say
            self._commands.do(lambda: act(run.id, line))

    @Slot()
    def ask_outcome(self) -> None:
        """End the list at another outcome than the one its answers led to."""
        self._target.settle()
        run = self._run()
        if run is not None and run.is_open:
            self._prompts.outcome(run)

    @Slot(str, str)
    def answer(self, step: str, label: str) -> None:
        """Answer a step and go where the answer leads."""
        run = self._target.ensure_run()
        call = self._commands.do(lambda: self._commands.desk.answer(run, step, label)) if run else None
        target = call.run(run).leads_to(step) if call is not None else ""
        if target:
            self._target.follow(Parent(run, step), target)

    @Slot(str, str)
    def enter_value(self, step: str, text: str) -> None:
        """Enter the value of a step; empty takes it back."""
        self._act(lambda run: self._commands.desk.enter_value(run, step, text))

    @Slot(str)
    def skip(self, step: str) -> None:
        """Pass over a step; a killer step asks for the reason first."""
        run = self._run()
        if run is None:
            return
        found = run.checklist.step_by_id[step]
        if found.killer:
            self._prompts.skip_reason(run.id, found)
        else:
            self._commands.skip(run.id, step)

    @Slot(str)
    def reconfirm(self, step: str) -> None:
        """Say that a step still holds after an interruption."""
        if run := self._target.ensure_run():
            self._commands.reconfirm(run, step)

    @Slot(str)
    def box(self, step: str) -> None:
        """Box a step without ticking anything."""
        if not self._target.box_unpinned(step):
            self._act(lambda run: self._commands.desk.move(run, step))

    @Slot(str)
    def copy(self, words: str) -> None:
        """Put words on the clipboard."""
        if self._commands.copy(words):
            self._view.confirm_copied()

    @Slot()
    def finish(self) -> None:
        """Finish the list; where no outcome was reached, ask for one."""
        self._target.settle()
        run = self._run()
        if run is None:
            return
        blocked = bool(run.to_confirm or run.open_killers)
        if run.is_open and run.needs_outcome and run.reached_outcome is None and not blocked:
            self._prompts.outcome(run)
        elif self._commands.finish(run.id):
            self.finished.emit()

    @Slot()
    def reset(self) -> None:
        """Clear the list; asks first."""
        run = self._run()
        if run is not None:
            self._prompts.reset(run)

    @Slot()
    def abandon(self) -> None:
        """Give the list up; asks why."""
        run = self._run()
        if run is not None and run.is_open:
            self._prompts.abandon_reason(run)

    def _act(self, action: Callable[[int], Call]) -> None:
        if run := self._target.ensure_run():
            self._commands.do(lambda: action(run))

    def _run(self) -> Run | None:
        number, call = self._target.ensure_run(), self._commands.desk.active
        return call.run(number) if number and call is not None else None
