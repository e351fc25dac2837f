"""Acts of the agent go to the call desk; the new state, or the reason why not, comes back as a signal."""

import re
from collections.abc import Callable, Iterable, Sequence
from functools import partial

from PySide6.QtCore import QObject, Signal, Slot

from handbook.call.desk import CallDesk, EndedCall
from handbook.call.state.call import Call, CallerField
from handbook.call.state.rules import CallRefused, FinishBlocked
from handbook.call.state.run import Parent, Run
from handbook.call.store.store_errors import StoreError
from handbook.call.words.scripting import fill
from handbook.document.wording import demo_refusal, not_for_callers
from handbook.keys import key_of, run_key
from handbook.model.checklist import Checklist
from handbook.model.emergency import EmergencyCard
from handbook.model.handbook import Handbook
from handbook.model.procedure import Procedure
from handbook.model.ticket_form import form_of
from handbook.ui.call.in_front import Front, undo_scopes
from handbook.ui.call.pinning import pinned_copy
from handbook.ui.call.reckoned import Reckoned, reckoned_of
from handbook.ui.widgets.clipboard import put_on_clipboard

PHRASES = "note_phrases"
"""Site value."""
_PARTED = re.compile("[;\uff1b\n]")
LONG_NOTE = 40
"""Characters of a note beyond which it is told how many were kept: the line shows the first of them alone."""


class CallCommands(QObject):
    """Whatever is shown after an act is what the disk has."""

    changed = Signal()
    acting = Signal()
    """Something is about to be done: what is being typed is kept first."""
    answered = Signal(str, bool)
    """What to say at the list, and whether with caution."""
    notice_raised = Signal(str)
    hint_raised = Signal(str)
    """What only informs: it goes by itself."""

    def __init__(self, desk: CallDesk, parent: QObject) -> None:
        super().__init__(parent)
        self.desk = desk
        self.front = Front(desk)
        self._handbook = Handbook()

    def show_handbook(self, handbook: Handbook) -> None:
        """Pin from `handbook`, and write tickets by its form, from now on; open runs keep their copies."""
        self._handbook = handbook
        self.desk.is_demo = handbook.is_demo
        self.desk.ticket_form = form_of(handbook.ticket.form, handbook.ticket.limit)

    def title_of(self, entry_id: str) -> str:
        """Title of an entry, for answers that open it."""
        entry = self._handbook.get(entry_id)
        return entry.title if entry is not None else entry_id

    def do(self, action: Callable[[], Call]) -> Call | None:
        """Do it; None where it was refused, and the reason is said."""
        self.acting.emit()
        try:
            call = action()
        except (StoreError, CallRefused) as error:
            self.refuse(error)
            return None
        self.changed.emit()
        return call

    def refuse(self, error: Exception) -> None:
        """Say why not."""
        if isinstance(error, StoreError):
            self.notice_raised.emit(str(error))
        self.answered.emit(str(error), True)

    def pin(self, entry_id: str, parent: Parent | None = None, *, is_aside: bool = False) -> int:
        """Pin the checklist of an entry; the number of its run, 0 where it cannot be pinned.

        An open run of the same entry is come back to, unless it is to stay aside.
        """
        entry = self._handbook.get(entry_id)
        if not isinstance(entry, Procedure | EmergencyCard):
            self.hint_raised.emit("只有排查流程和应急卡可以加入通话台。")
            return 0
        same = self.open_run_of(entry.id)
        if same is not None:
            if not is_aside:
                self.do(lambda: self.desk.show(same.id))
            return same.id
        checklist = self.copy_of(entry)
        pinned = self.do(lambda: self.desk.pin(checklist, parent))
        return pinned.newest_run.id if pinned is not None else 0

    def open_run_of(self, entry_id: str) -> Run | None:
        """The run of an entry that is open in the call that is on."""
        call = self.desk.active
        runs = call.runs if call is not None else ()
        return next((run for run in runs if run.checklist.entry_id == entry_id and run.is_open), None)

    def reckoned_of(self, run: Run | None) -> tuple[Reckoned, ...]:
        """What a list may have to reckon where it stands, the chief one first."""
        if run is None:
            return ()
        outcome = run.came_to.id if run.came_to is not None else ""
        return reckoned_of(self._handbook.get(run.checklist.entry_id), outcome, self._handbook)

    def copy_of(self, entry: Procedure | EmergencyCard) -> Checklist:
        """What a run of `entry` would follow."""
        return pinned_copy(entry, self._handbook)

    def show(self, run: int) -> Call | None:
        """Bring a run on screen."""
        return self.do(lambda: self.desk.show(run))

    def copy(self, words: str) -> bool:
        """Put words on the clipboard; never with a hole in them, nor of a region that nobody confirmed."""
        holes = fill(words, {}).holes
        if holes:
            self.answered.emit(f"没有复制:这句里还缺“{'、'.join(holes)}”,站点值没有填。", True)
            return False
        if self._is_assumed(words):
            self.answered.emit(not_for_callers(self._handbook, words), True)
            return False
        if not put_on_clipboard(words):
            self.answered.emit(demo_refusal(self._handbook), True)
            return False
        self.answered.emit(f"已复制:{words}", False)
        return True

    def _is_assumed(self, words: str) -> bool:
        """Whether words of today's handbook or of a list of the call come from a region that nobody confirmed."""
        call = self.desk.active
        pinned = (run.checklist.assumed for run in (call.runs if call is not None else ()))
        return any(words in texts for texts in pinned) or self._handbook.assumed.gave(words)

    def toggle(self, run: int, step: str) -> None:
        """Tick or open a step."""
        self.do(lambda: self.desk.toggle(run, step))

    def reconfirm(self, run: int, step: str) -> None:
        """A step still holds; the next one to be read again, else the one that waits, is boxed then."""
        call = self.do(lambda: self.desk.reconfirm(run, step))
        found = call.run(run) if call is not None else None
        if found is None or found.cursor != step:
            return
        rest = [s.id for s in found.applicable if s.id in found.to_confirm]
        rest += [s.id for s in found.waiting]
        if rest:
            self.do(lambda: self.desk.move(run, rest[0]))

    def finish(self, run: int, outcome: str = "") -> bool:
        """Finish a run and come back to the one that led to it; whether it was finished."""
        self.acting.emit()
        try:
            call = self.desk.finish(run, outcome)
        except FinishBlocked as blocked:
            self._block(run, blocked)
            return False
        except (StoreError, CallRefused) as error:
            self.refuse(error)
            return False
        self._after_end(call, run, "已完成")
        return True

    def abandon(self, run: int, reason: str) -> None:
        """Give a run up and come back to the one that led to it."""
        call = self.do(lambda: self.desk.abandon(run, reason))
        if call is not None:
            self._after_end(call, run, "已中止")

    def skip(self, run: int, step: str, reason: str = "") -> None:
        """Pass over a step."""
        self.do(lambda: self.desk.skip(run, step, reason))

    def reset(self, run: int) -> None:
        """Take everything in a run back."""
        if self.do(lambda: self.desk.reset(run)) is not None:
            self.answered.emit(f"已清空;按 {key_of('undo')} 找回。", False)

    @property
    def note_phrases(self) -> tuple[str, ...]:
        """What the site often notes: one value of it, its phrases parted by semicolons."""
        value = self._handbook.value_by_key.get(PHRASES)
        found = _PARTED.split(value.value) if value is not None else ()
        return tuple(phrase for part in found if (phrase := part.strip()))

    @Slot(int, str)
    def write_note(self, number: int, text: str) -> None:
        """Add a note to the call (0), or correct the one of that number; an empty text takes it out."""
        if not number:
            done, act = "已记备注", partial(self.desk.add_note, text)
        else:
            done, act = "已改备注" if text else "已删去备注", partial(self.desk.change_note, number, text)
        if self.do(act) is not None:
            size = f"({len(text)} 字)" if len(text) > LONG_NOTE else ""
            self.answered.emit(f"{done}{size}:{text}" if text else f"{done}。", False)

    def keep_words(self, left_over: Iterable[tuple[str, str]]) -> None:
        """Note what was typed for values and could not be taken."""
        for name, words in left_over:
            self.do(partial(self.desk.add_note, f"{name}:{words}(未核实)"))

    @Slot(str)
    def dispatch(self, reason: str = "") -> None:
        """Record that the ticket is sent."""
        if self.do(lambda: self.desk.dispatch(reason)) is not None:
            added = "(缺项与原因写入记录)" if reason else ""
            self.answered.emit(f"已记录派单{added}。结束时一并复制工单文字。", bool(reason))

    def end(self, reason: str = "") -> EndedCall | None:
        """End the call; its ticket text, if it has one, is on the clipboard then. `reason`: why it ends without address or phone."""
        self.acting.emit()
        try:
            ended = self.desk.end_call(reason)
        except (StoreError, CallRefused) as error:
            self.refuse(error)
            return None
        if ended.ticket:
            put_on_clipboard(ended.ticket)  # refused, that is told where the ticket is shown
        self.changed.emit()
        return ended

    @Slot()
    def undo(self) -> None:
        """Take back the last action in the run in front."""
        self._undo("撤销", self.desk.can_undo, self.desk.undo)

    @Slot()
    def redo(self) -> None:
        """Put it in force again."""
        self._undo("重做", self.desk.can_redo, self.desk.redo)

    def _undo(self, verb: str, can: Callable[[int], bool], act: Callable[[int], Call]) -> None:
        scopes, before = undo_scopes(self.front.now), self.desk.active
        if before is None or not scopes:
            return
        number = next((scope for scope in scopes if can(scope)), None)
        if number is None:
            self.answered.emit(f"没有可以{verb}的。", False)
        elif (after := self.do(lambda: act(number))) is not None:
            self.answered.emit(f"已{verb}{what_changed(before, after, number)}。", False)

    def _block(self, run: int, blocked: FinishBlocked) -> None:
        """Box the first step that stands in the way, and name it."""
        first = blocked.blockers[0]
        call = self.do(lambda: self.desk.move(run, first.step.id))
        if call is not None:
            more = f"(共 {len(blocked.blockers)} 项)" if len(blocked.blockers) > 1 else ""
            place = call.run(run).place_words(first.step.id)
            words = f"还不能完成{more}。{place}{first.reason}:{first.step.text}"
            self.answered.emit(words, True)

    def _after_end(self, call: Call, run: int, done: str) -> None:
        ended = call.run(run)
        words = f"{done}:{ended.checklist.title}"
        parent = ended.parent
        if self.front.is_covered:  # what is beneath the card is seen again on return
            self.changed.emit()
        elif parent is not None and call.run(parent.run).is_open:
            self.show(parent.run)
            words += f",回到“{call.run(parent.run).checklist.title}”"
        else:
            self.changed.emit()
            waiting = [n for n, r in enumerate(call.runs, start=1) if r.is_open and r.id != run]
            words += _what_next(waiting)
        self.answered.emit(words, False)


def what_changed(before: Call, after: Call, number: int) -> str:
    """What was taken back or put in force again in a run (0 = the call itself), to be told: “:第 3 步 …”."""
    if not number:
        fields = [f for f in CallerField if before.caller.get(f, "") != after.caller.get(f, "")]
        names = [*map(str, fields), *(["备注"] if before.notes != after.notes else [])]
        names += ["试算"] if before.sums != after.sums else []
        return ":" + "、".join(names) if names else ""
    was, now = before.run(number), after.run(number)
    steps = [step for step in now.checklist.steps if was.state(step.id) != now.state(step.id)]
    if not steps:
        return f":{now.checklist.title}"
    place = now.place_words(steps[0].id) or was.place_words(steps[0].id)
    words = f":{place}{' ' if place else ''}{steps[0].text}"
    return f"{words}(共 {len(steps)} 步)" if len(steps) > 1 else words


def _what_next(waiting: Sequence[int]) -> str:
    """What to do when a list has ended, by the places of those that wait."""
    if not waiting:
        return f"。按 {key_of('end_call')} 结束通话并复制"
    key = run_key(waiting[0])
    return f"。还有未完的清单,按 {key}" if key else "。还有未完的清单"
