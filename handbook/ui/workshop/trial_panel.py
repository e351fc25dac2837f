"""试一试: the list as it is written, gone through like at the desk; nothing of it is kept anywhere but in memory.

It knows no store, no call desk, no counts and no clipboard: what it does is `handbook.upkeep.trial`, which folds a run from
events that nobody writes down.
"""

from collections.abc import Iterator

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from handbook.call.state.answer_words import short_question, shortened
from handbook.call.state.applicability import Applicability
from handbook.call.state.rules import CallRefused, questionable_value
from handbook.call.state.run import Mark
from handbook.document.words import quoted
from handbook.keys import key_of
from handbook.model.handbook import Handbook
from handbook.model.kinds import StepKind
from handbook.model.step import Step
from handbook.model.typesetting import full_width, typeset
from handbook.override import override
from handbook.ui.announcing import announce
from handbook.ui.theme.theme import Theme
from handbook.ui.widgets.flow_box import FlowBox
from handbook.ui.widgets.key_button import KeyButton
from handbook.ui.widgets.laid_text import TextLabel
from handbook.ui.widgets.line_field import LineField
from handbook.ui.workshop.branch_view import Way
from handbook.ui.workshop.trial_parts import (
    DIGITS,
    LETTERS,
    AnswerChip,
    QuietWhyButton,
    TrialLine,
    ValueField,
)
from handbook.upkeep.branches import END, Branches, Exit, branches, exit_of, way_to
from handbook.upkeep.trial import EndKind, Trial, Tried, begun, moved_to, replayed, title_of
from handbook.upkeep.walks import Walk, walk_of

WIDTH = 404
STRIP = "试一试：不记进通话、次数和搜索"
KEY = key_of("try_out")
LINE_END = "\u2028"
"""What ends a line within laid-out words."""
_LONGEST = 26
_LOW = 560
"""Where it is lower, what it comes to scrolls with the list."""
_UNREADABLE = "这一条现在还读不成清单，先把编辑页上“要改”的改好。"


class TrialPanel(QWidget):
    """Digits answer, Space does and says, Backspace goes a step back."""

    changed = Signal()
    """Another state of the trial."""
    walk_kept = Signal(object)
    """`Walk`: to be kept as a check."""
    mentioned = Signal(str)

    _walk_name = ""
    """Of the kept walk that is being gone; kept again it takes the place of that one."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("trialPanel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._theme = Theme()
        self._trial: Trial | None = None
        self._picture: Branches | None = None
        self._tried: dict[str, str] = {}
        """Key of an answer → what it said and where it led when it was tried."""
        self._doubted = ""
        """A value that is to be entered once more, as it is not plausible."""
        self._chips: list[AnswerChip] = []
        self._current: QWidget | None = None
        self._strip = QLabel(STRIP)
        self._strip.setObjectName("trialStrip")
        self._strip.setTextFormat(Qt.TextFormat.PlainText)
        self._strip.setWordWrap(True)
        self._head = TextLabel(pixels=16, is_bold=True)
        self._head.setObjectName("trialTitle")
        self._progress = QLabel()
        self._progress.setObjectName("trialProgress")
        self._inner = QWidget()
        self._inner.setObjectName("trialInner")
        self._lines = QVBoxLayout(self._inner)
        self._scroll = QScrollArea()
        self._scroll.setObjectName("trialScroll")
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setWidget(self._inner)
        self.value = ValueField()
        self.end = _EndBox()
        self.again = KeyButton("从头再试", KEY)
        self.again.setObjectName("trialAgain")
        self.back = KeyButton("退一步", "退格")
        self.back.setObjectName("trialBack")
        self.keep = QuietWhyButton("记成用例")
        self.keep.setObjectName("trialKeep")
        self.name = LineField(is_inner=True)
        self.name.setObjectName("trialName")
        self.name.setAccessibleName("用例的名字，Enter 记下，Esc 不记")
        self.name.setPlaceholderText("这条用例叫什么？Enter 记下 · Esc 不记")
        self.name.hide()
        self._buttons = FlowBox(spacing=8)
        for button in (self.again, self.back, self.keep):
            self._buttons.add(button)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(0)
        self._build()
        self._connect()

    # -- what comes down

    def show_entry(self, entry: Tried | None, handbook: Handbook) -> None:
        """The list as it is written now; what was answered stays where it still can be. None where it cannot be read."""
        before = self._trial
        self._doubted = ""
        if entry is None:
            self._picture = None
        else:
            is_same = before is not None and before.entry.id == entry.id
            self._picture = branches(entry, handbook)
            moved = moved_to(before, entry, handbook) if before is not None and is_same else None
            self._trial = moved or begun(entry, handbook)
            if not is_same:
                self._walk_name = ""
                self._tried.clear()
                self._end_naming()
        self._show()

    def show_walk(self, walk: Walk) -> None:
        """Go a kept walk as far as it can be gone now; kept again it takes the place of that one."""
        if self._trial is not None:
            self._set(replayed(self._trial, walk.answers))
            self._walk_name = walk.name

    def apply_theme(self, theme: Theme) -> None:
        """Take the colours and sizes of `theme`."""
        self._theme = theme
        c, px = theme.colours, theme.px
        self._strip.setStyleSheet(
            f"background: {c.caution_soft}; color: {c.caution}; border-bottom: 1px solid {c.caution};"
            f"font-size: {px(14)}px; font-weight: 600; padding: {px(8)}px {px(16)}px;"
        )
        self.setStyleSheet(
            f"#trialPanel {{ background: {c.panel}; border-left: 1px solid {c.line}; }}"
            f"#trialInner, #trialScroll, #trialFoot {{ background: {c.panel}; }}"
            f"#trialFoot {{ border-top: 1px solid {c.line}; }}"
            f"#trialProgress {{ color: {c.ink_second}; font-size: {px(13.5)}px; }}"
        )
        self._head.apply_theme(theme, c.ink)
        self._head_line.setContentsMargins(px(18), px(10), px(18), px(4))
        self._lines.setContentsMargins(px(14), px(2), px(14), px(10))
        self._lines.setSpacing(px(4))
        self._foot.setContentsMargins(px(18), px(10), px(18), px(12))
        self._foot.setSpacing(px(8))
        self.end.apply_theme(theme)
        self._buttons.apply_theme(theme)
        self._show()

    # -- what it knows

    @property
    def trial(self) -> Trial | None:
        """What was done so far; None before anything is shown."""
        return self._trial if self._picture is not None else None

    @property
    def picture(self) -> Branches | None:
        """The list that is tried."""
        return self._picture

    @property
    def tried(self) -> frozenset[str]:
        """Keys of answers that were tried since they, or their step, were changed last."""
        return frozenset(key for key, print_ in self._prints().items() if self._tried.get(key) == print_)

    @property
    def way(self) -> Way:
        """What was walked, for the picture."""
        trial, picture = self.trial, self._picture
        if trial is None or picture is None:
            return Way(tried=self.tried)
        run, given = trial.run, trial.answers
        labels = {name: state.answer for name, state in run.states.items()}
        walked = {
            step.id: given[step.id] if labels.get(step.id) else ""
            for step in trial.checklist.steps
            if run.state(step.id).is_done
        }
        current = trial.current
        out = {name for name, kind in run.applicability.items() if kind is Applicability.EXCLUDED}
        return Way(
            walked=walked,
            current=current.id if current is not None else "",
            end=exit_of(picture, trial.ending),
            is_reached=trial.is_at_end,
            out=frozenset(out),
            tried=self.tried,
        )

    # -- acts

    @Slot()
    def restart(self) -> None:
        """From the beginning."""
        if self._trial is not None:
            self._set(self._trial.restarted())
        self.take_keyboard()

    @Slot()
    def step_back(self) -> None:
        """Take the last act back."""
        if self._trial is None or not self._trial.acts:
            self.mentioned.emit("已经在第一步了，没有可退的。")
            return
        self._set(self._trial.back())

    def try_next(self) -> bool:
        """Give the answers that lead to the first road nobody tried; False where all were tried."""
        trial, picture = self.trial, self._picture
        if trial is None or picture is None:
            return False
        tried = self.tried
        for road in picture.roads:
            found = way_to(trial, road) if road.key not in tried else None
            if found is not None:
                self._note(road)
                self._set(found)
                return True
        return False

    def peel(self) -> bool:
        """Close the field for a name; False where it is not open."""
        if self.name.isHidden():
            return False
        self._on_no_name()
        return True

    def take_keyboard(self) -> None:
        """To the field where a value is asked for, else to the list."""
        if self.value.isVisible():
            self.value.setFocus()
        else:
            self.setFocus()

    # -- Qt

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if held != Qt.KeyboardModifier.NoModifier or self.trial is None:
            event.ignore()
        elif event.key() == Qt.Key.Key_Space:
            if not event.isAutoRepeat():
                self._do_tick()
        elif event.key() == Qt.Key.Key_Backspace:
            self.step_back()
        elif not self._press(event.text().upper()):
            event.ignore()

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._put_end()
        self._fit_foot()

    # -- internals

    def _build(self) -> None:
        self._head_line = QHBoxLayout()
        self._head_line.addWidget(self._head, 1)
        self._head_line.addWidget(self._progress, 0, Qt.AlignmentFlag.AlignTop)
        foot = self._foot_room = QWidget()
        foot.setObjectName("trialFoot")
        foot.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._foot = QVBoxLayout(foot)
        self._foot.addWidget(self.end)
        self._foot.addWidget(self.name)
        self._foot.addWidget(self._buttons)
        box = QVBoxLayout(self)
        box.setContentsMargins(1, 0, 0, 0)  # of the line that parts it from the picture
        box.setSpacing(0)
        box.addWidget(self._strip)
        box.addLayout(self._head_line)
        box.addWidget(self._scroll, 1)
        box.addWidget(foot)

    def _connect(self) -> None:
        self._later.timeout.connect(self._on_laid_out)
        self.again.clicked.connect(self.restart)
        self.back.clicked.connect(self.step_back)
        self.keep.clicked.connect(self._on_keep)
        self.name.entered.connect(self._on_name)
        self.name.escaped.connect(self._on_no_name)
        self.value.entered.connect(self._on_value)
        self.value.escaped.connect(self._on_value_left)
        self.value.stepped_back.connect(self.step_back)
        self.value.letter.connect(self._on_letter)

    def _put_end(self) -> None:
        """Below the list, or within what scrolls where there is little height."""
        is_low = self.height() < self._theme.px(_LOW)
        if is_low and self._lines.indexOf(self.end) < 0:
            self._lines.addWidget(self.end)
        elif not is_low and self._foot.indexOf(self.end) < 0:
            self._foot.insertWidget(0, self.end)

    def _fit_foot(self) -> None:
        """As high as its words; the rest is the list's. Counted here: the layout keeps heights of what is hidden by now."""
        margins = self._foot.contentsMargins()
        room = self.width() - margins.left() - margins.right() - 1
        heights = [self._buttons.heightForWidth(room)]
        if not self.name.isHidden():
            heights.append(self.name.sizeHint().height())
        if not self.end.isHidden() and self._foot.indexOf(self.end) >= 0:
            heights.append(self.end.heightForWidth(room))
        spacing = self._foot.spacing() * (len(heights) - 1)
        self._foot_room.setFixedHeight(sum(heights) + spacing + margins.top() + margins.bottom())

    def _set(self, trial: Trial) -> None:
        self._trial = trial
        self._doubted = ""
        self._end_naming()
        self._show()

    def _prints(self) -> dict[str, str]:
        """Key of every answer → what it says and where it leads."""
        picture = self._picture
        if picture is None:
            return {}
        found = {
            one.key: f"{node.words}\n{node.condition}\n{one.label}\n{one.kind}\n{one.target}\n{one.title}"
            for node in picture.nodes
            for one in node.exits
        }
        return found | {one.key: f"{one.label}\n{one.target}\n{one.title}" for one in picture.ends}

    def _note(self, one: Exit) -> None:
        self._tried[one.key] = self._prints().get(one.key, "")

    def _note_given(self, step: str, written: str) -> None:
        picture = self._picture
        nodes = [node for node in picture.nodes if node.step == step] if picture is not None else []
        for one in (one for node in nodes for one in node.exits if one.written == written):
            self._note(one)

    def _note_end(self) -> None:
        """A list that was gone through to its end tried that end."""
        trial, picture = self.trial, self._picture
        if trial is not None and picture is not None and trial.is_at_end:
            end = exit_of(picture, trial.ending)
            if end is not None and end.step == END:
                self._note(end)

    # -- what keys and buttons do

    def _press(self, key: str) -> bool:
        chip = next((chip for chip in self._chips if chip.key == key), None) if key else None
        if chip is not None:
            self._answer(chip.label)
            return True
        if key and key in "0123456789" and self.value.isVisible():
            self.value.setFocus()
            self.value.insert(key)
            return True
        return False

    @Slot()
    def _on_chip(self) -> None:
        chip = self.sender()
        if isinstance(chip, AnswerChip):
            self._answer(chip.label)

    @Slot(str)
    def _on_letter(self, letter: str) -> None:
        if not self._press(letter):
            self.value.insert(letter)

    def _answer(self, label: str) -> None:
        trial = self.trial
        step = trial.current if trial is not None else None
        if trial is None or step is None:
            return
        self._note_given(step.id, trial.written(step.id, label))
        self._do(trial.answer(step.id, label))

    def _do(self, trial: Trial) -> None:
        self._trial = trial
        self._note_end()
        self._set(trial)

    def _do_tick(self) -> None:
        trial = self.trial
        if trial is None:
            return
        try:
            self._do(trial.tick())
        except CallRefused as error:
            self.mentioned.emit(full_width(str(error)))

    @Slot()
    def _on_value(self) -> None:
        trial, text = self.trial, self.value.text().strip()
        step = trial.current if trial is not None else None
        if trial is None or step is None:
            return
        doubt = questionable_value(step, text)
        if doubt and self._doubted != text:
            self._doubted = text
            self.mentioned.emit(full_width(doubt))
            return
        try:
            entered = trial.enter(step.id, text)
        except CallRefused as error:
            self.mentioned.emit(full_width(str(error)))
            return
        self._note_given(step.id, "")
        self._do(entered)

    @Slot()
    def _on_value_left(self) -> None:
        self.setFocus()

    @Slot()
    def _on_keep(self) -> None:
        trial = self.trial
        if trial is None or not trial.answers:
            self.mentioned.emit("还没有回答，没有可记的。先答一步再记。")
            self.take_keyboard()
            return
        self.name.setText(self._walk_name)
        self.name.selectAll()
        self.name.show()
        self._fit_foot()
        self.name.setFocus()

    @Slot()
    def _on_name(self) -> None:
        trial, name = self.trial, " ".join(self.name.text().split())
        if trial is None:
            return
        if not name:
            self.mentioned.emit("用例还没有名字。写几个字再按 Enter，比如“地暖半热”。")
            return
        walk = walk_of(trial, name)
        self._end_naming()
        self.take_keyboard()
        self.walk_kept.emit(walk)

    @Slot()
    def _on_no_name(self) -> None:
        self._end_naming()
        self.take_keyboard()

    def _end_naming(self) -> None:
        self.name.clear()
        self.name.hide()
        self._fit_foot()

    # -- what is shown

    def _show(self) -> None:
        focus = self.focusWidget()
        is_inside = focus is not None and focus.hasFocus() and self.isAncestorOf(focus)
        had_keyboard = is_inside or self.hasFocus()
        was_naming = had_keyboard and focus is self.name
        self._clear()
        trial = self.trial
        self._head.show_text(typeset(trial.checklist.title if trial is not None else "试一试"))
        if trial is None:
            self._progress.setText("")
            self._add(
                TrialLine(_UNREADABLE, self._theme, is_done=None, colour=self._theme.colours.ink_second)
            )
            self.end.show_trial(None)
        else:
            done, count = trial.run.progress
            self._progress.setText(f"{done}/{count}")
            self._progress.setAccessibleName(f"做了 {done} 步，共 {count} 步")
            self._show_lines(trial)
            self.end.show_trial(trial)
        self._lines.addStretch(1)
        self._put_end()
        lacking = "" if trial is not None and trial.answers else "还没回答"
        self.keep.say("记成用例", lacking, "还没有回答，没有可记的" if lacking else "")
        self._tell(trial)
        if had_keyboard and not was_naming:
            self.take_keyboard()
        self._later.start()
        self.changed.emit()

    def _clear(self) -> None:
        """Take out what was shown of the list; the field for values and the box of the end are kept."""
        self.value.hide()
        self.value.setParent(self)
        self._chips.clear()
        self._current = None
        while self._lines.count():
            item = self._lines.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None and widget is not self.end:
                widget.hide()
                widget.setParent(None)
                widget.deleteLater()

    def _show_lines(self, trial: Trial) -> None:
        current = trial.current
        is_shown = current is None
        for step in trial.run.counted:
            if current is not None and step.id == current.id:
                self._add(self._current_box(trial, current))
                is_shown = True
                continue
            is_done = trial.run.state(step.id).is_done
            if current is None and not is_done:
                continue  # an answer ended it before: what is left is not asked
            colour = self._theme.colours.ink if is_done else self._theme.colours.ink_second
            self._add(TrialLine(_line_words(trial, step), self._theme, is_done=is_done, colour=colour))
        if current is None:
            self._add(self._arrived_box(trial))
        elif not is_shown:
            self._add(self._current_box(trial, current))

    def _current_box(self, trial: Trial, step: Step) -> QWidget:
        """The step that waits, what is said and heeded with it, and its answers."""
        theme = self._theme
        c = theme.colours
        frame, box = self._frame()
        for before in _told_before(trial, step):
            told = f"{'提醒' if before.kind is StepKind.WARN else '说明'}：{before.text}"
            colour = c.caution if before.kind is StepKind.WARN else c.ink_second
            box.addWidget(TrialLine(told, theme, is_done=None, colour=colour, pixels=14))
        for sentence in trial.sentences:
            is_said = trial.run.state(sentence.id).mark is not Mark.OPEN
            box.addWidget(TrialLine(quoted(sentence.text), theme, is_done=is_said, colour=c.say))
        words = quoted(step.text) if step.kind is StepKind.SAY else step.text
        box.addWidget(TrialLine(words, theme, is_done=False, colour=c.ink, pixels=16))
        if step.hint:
            box.addWidget(TrialLine(step.hint, theme, is_done=None, colour=c.ink_second, pixels=13.5))
        if step.held_facts or step.checks:
            given = "、".join(fact.label for fact in (*step.held_facts, *step.checks))
            words = f"空格：当作{given}已经有了"
            box.addWidget(TrialLine(words, theme, is_done=None, colour=c.ink_second, pixels=13.5))
        elif not step.answers and step.value is None:
            words = "空格：说了" if step.kind is StepKind.SAY else "空格：做了"
            box.addWidget(TrialLine(words, theme, is_done=None, colour=c.ink_second, pixels=13.5))
        if step.value is not None:
            unit = f"（{step.value.unit}）" if step.value.unit else ""
            self.value.clear()
            self.value.setAccessibleName(full_width(f"{step.value.name}{unit}，Enter 记下"))
            self.value.setPlaceholderText(full_width(f"{step.value.name}{unit} · Enter 记下"))
            box.addWidget(self.value)
            self.value.show()
        if step.answers:
            box.addWidget(self._answers(trial, step))
        self._current = frame
        return frame

    def _answers(self, trial: Trial, step: Step) -> FlowBox:
        flow = FlowBox(spacing=7)
        flow.apply_theme(self._theme)
        tried = self.tried
        keys = LETTERS if step.value is not None else DIGITS
        for number, answer in enumerate(step.answers):
            key = keys[number] if number < len(keys) else ""
            leads = bool(answer.entry or answer.outcome)
            is_tried = f"{step.id}:{trial.written(step.id, answer.label)}" in tried
            chip = AnswerChip(
                key, answer.label, leads=leads, is_tried=is_tried, note=answer.note, theme=self._theme
            )
            chip.clicked.connect(self._on_chip)
            flow.add(chip)
            self._chips.append(chip)
        return flow

    def _arrived_box(self, trial: Trial) -> QWidget:
        c = self._theme.colours
        frame, box = self._frame()
        if trial.opened:
            words = f"转到“{title_of(trial.opened, trial.handbook)}”。"
            box.addWidget(TrialLine(words, self._theme, is_done=None, colour=c.ink, pixels=16))
            more = "空格：当作从那边回来，接着往下。" if trial.run.waiting else "这条后面没有要问的了。"
        else:
            box.addWidget(TrialLine("走到头了。", self._theme, is_done=None, colour=c.ink, pixels=16))
            more = f"退格退一步，{KEY} 从头再试。"
        box.addWidget(TrialLine(more, self._theme, is_done=None, colour=c.ink_second, pixels=13.5))
        self._current = frame
        return frame

    def _frame(self) -> tuple[QFrame, QVBoxLayout]:
        c, px = self._theme.colours, self._theme.px
        frame = QFrame()
        frame.setObjectName("trialCurrent")
        frame.setStyleSheet(
            f"#trialCurrent {{ background: {c.accent_soft}; border: 2px solid {c.accent}; border-radius: {px(7)}px; }}"
        )
        box = QVBoxLayout(frame)
        box.setContentsMargins(px(12), px(8), px(12), px(10))
        box.setSpacing(px(5))
        return frame, box

    def _add(self, widget: QWidget) -> None:
        self._lines.addWidget(widget)
        widget.show()  # now, not when Qt comes round to it: the field in it may take the keyboard

    @Slot()
    def _on_laid_out(self) -> None:
        """The step that waits is brought into view when all lines have their places."""
        self._fit_foot()
        if self._current is not None and self._current.isVisible():
            self._scroll.ensureWidgetVisible(self._current, 0, self._theme.px(40))

    def _tell(self, trial: Trial | None) -> None:
        """The accessible name says what waits, and so does an announcement."""
        words = STRIP
        if trial is not None:
            step = trial.current
            asked = f"现在：{step.text}" if step is not None else "走到头了"
            keys = "；".join(f"{chip.key} {chip.label}" for chip in self._chips)
            words = full_width("。".join(part for part in (STRIP, asked, keys, self.end.said) if part))
        if words != self.accessibleName():
            self.setAccessibleName(words)
            if self.hasFocus():
                announce(self, words)


class _EndBox(QWidget):
    """Where the list ends by what was answered, who acts, and the sentence that would be said."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("trialEnd")
        self.said = ""
        self._theme = Theme()
        self._lead = TextLabel(pixels=13.5, is_bold=True)
        self.title = TextLabel(pixels=16, is_bold=True)
        self.title.setObjectName("trialEndTitle")
        self._facts = TextLabel(pixels=13.5)
        self.say = TextLabel(pixels=15.5)
        self.say.setObjectName("trialSay")
        self._ground = QFrame()
        self._ground.setObjectName("trialSayGround")
        ground = QVBoxLayout(self._ground)
        ground.addWidget(self.say)
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        for part in (self._lead, self.title, self._facts, self._ground):
            self._box.addWidget(part)

    def apply_theme(self, theme: Theme) -> None:
        """Take the colours and sizes of `theme`."""
        self._theme = theme
        c, px = theme.colours, theme.px
        self._box.setSpacing(px(4))
        self._lead.apply_theme(theme, c.ink_second)
        self.title.apply_theme(theme, c.ink)
        self._facts.apply_theme(theme, c.ink_second)
        self.say.apply_theme(theme, c.ink)
        self._ground.setStyleSheet(
            f"#trialSayGround {{ background: {c.say_soft}; border: none; border-left: {px(4)}px solid {c.say}; }}"
        )

    def show_trial(self, trial: Trial | None) -> None:
        """The end that is foreseen, or was reached."""
        self.setVisible(trial is not None)
        self.said = ""
        if trial is None:
            return
        end = trial.ending
        lead = "走到了" if trial.is_at_end else "照现在的回答，会走到"
        title = f"转到“{end.title}”" if end.kind is EndKind.ENTRY else end.title
        facts = list(_facts(trial))
        say = quoted(end.outcome.say) if end.outcome is not None else ""
        self._lead.show_text(lead)
        self.title.show_text(typeset(title))
        self._facts.show_text(LINE_END.join(map(typeset, facts)))
        self._facts.setVisible(bool(facts))
        self.say.show_text(typeset(say))
        self._ground.setVisible(bool(say))
        self.said = full_width("，".join([f"{lead} {title}", *facts, say]))
        self.setAccessibleName(self.said)


def _facts(trial: Trial) -> Iterator[str]:
    end = trial.ending
    if end.outcome is not None:
        who = "、".join(end.outcome.responsible)
        urgent = str(end.outcome.priority or "")
        yield " · ".join(part for part in (who, end.outcome.owner, urgent) if part)
        yield f"下一步：{end.outcome.next_action}"
    elif end.card is not None:
        yield f"{end.card.owner} · {end.card.priority}"
        if end.card.follow_up:
            yield f"事后：{end.card.follow_up}"
    if end.kind is EndKind.CARD and trial.is_at_end:
        yield trial.checklist.done


def _line_words(trial: Trial, step: Step) -> str:
    state = trial.run.state(step.id)
    words = quoted(step.text) if step.kind is StepKind.SAY else step.text
    if step.answers or step.value is not None:
        words = short_question(step, _LONGEST)
        told = " ".join(part for part in (state.answer, _value_words(step, state.value)) if part)
        return f"{words}：{told}" if told else words
    return shortened(words, _LONGEST)


def _value_words(step: Step, value: str) -> str:
    unit = step.value.unit if step.value is not None else ""
    return f"{value} {unit}".strip() if value else ""


def _told_before(trial: Trial, step: Step) -> Iterator[Step]:
    """Warnings and notes between the step and the one before it that is gone through."""
    found: list[Step] = []
    counted = {one.id for one in trial.run.counted}
    for one in trial.checklist.steps:
        if one.id == step.id:
            break
        if one.id in counted:
            found.clear()
        elif not one.kind.can_be_ticked and trial.run.applies(one.id):
            found.append(one)
    yield from found
