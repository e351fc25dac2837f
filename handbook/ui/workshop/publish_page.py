"""发布: what goes out, that it was checked, who signed, where it has arrived; and the ways back, always in sight."""

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from handbook.keys import key_of
from handbook.model.typesetting import full_width
from handbook.override import override
from handbook.ui.theme.theme import PLAIN, Theme
from handbook.ui.widgets.key_button import KeyButton
from handbook.ui.workshop.columns import Columns
from handbook.ui.workshop.publish_changes import ChangeList
from handbook.ui.workshop.publish_checks import CheckStrip
from handbook.ui.workshop.publish_column import ColumnRoom
from handbook.ui.workshop.publish_desks import DesksPanel, WayBack
from handbook.ui.workshop.publish_sign import SignBox, Signing
from handbook.ui.workshop.publish_steps import StepStrip
from handbook.ui.workshop.told_keys import told
from handbook.ui.workshop.workshop_page import WorkshopPage
from handbook.upkeep.publication import ALL, ShareState, Survey
from handbook.upkeep.publication_steps import (
    Main,
    chip_of,
    coming_steps,
    is_all_taken,
    is_same_as_waits,
    key_words,
    main_of,
    out_steps,
    second_main_of,
    sign_word,
    waiting_steps,
    waiting_words,
    watch_left,
)

_CHANGES = 676
_LEAST = 150
"""Height at 100 % of the changes and of the desks."""
_NO_STATE = "正在看更新文件夹…"


class PublishPage(WorkshopPage):
    """Shows what the process aside said; what is wished comes up as signals."""

    signed = Signal(object)
    """`Signed`: to be handed on at once, and not kept."""
    stop_wanted = Signal()
    keys_wanted = Signal()
    print_wanted = Signal()
    drop_wanted = Signal()
    """What waits for the second signature is not to go out."""
    fault_wanted = Signal(object)
    """`Fault` that is to be looked at."""
    came_up = Signal()
    went = Signal()

    def __init__(self) -> None:
        super().__init__("workshopPublish", "发布")
        self.keys = told(
            ("print", "打印发布单"),
            ("↑ ↓", "上下一处改动"),
            ("Enter", "看这处的前后"),
            ("mend_next", "下一处要改的"),
        )
        self._state: ShareState | None = None
        self._survey: Survey | None = None
        self._trouble = ""
        """Why nothing is known of the share at all."""
        self._is_out: bool | None = None
        """Whether what is out is shown; None = whichever is to be worked at."""
        self._asked: Signing | None = None
        """What somebody asked for that takes a passphrase."""
        self.is_busy = False
        self.chip = QLabel()
        self.chip.setObjectName("stateTag")
        self.put_behind_title(self.chip)
        self.print = KeyButton("打印发布单", key_of("print"))
        self.print.setObjectName("publishPrint")
        self.other = QPushButton("下一次发布")
        self.other.setObjectName("publishOther")
        self.add_act(self.print)
        self.add_act(self.other)
        self.steps = StepStrip()
        self.changes = ChangeList()
        self.count = QLabel()
        self.count.setObjectName("workshopSub")
        self.against = QLabel()
        self.against.setObjectName("workshopNote")
        self.unfold = QPushButton("全部摊开")
        self.unfold.setObjectName("publishUnfold")
        self.unfold.setProperty("role", "link")
        self.unfold.setAutoDefault(True)
        self.nothing = QLabel()
        self.nothing.setObjectName("todoNothing")
        self.nothing.setWordWrap(True)
        self.checks = CheckStrip()
        self.sign = SignBox()
        self.desks = DesksPanel()
        self.ways = WayBack()
        self._build()
        self._connect()
        self.show_waiting("")

    # -- what comes down

    @property
    def is_out(self) -> bool:
        """Whether what is out is shown, and not what would go out next."""
        state, survey = self._state, self._survey
        if state is None or state.newest is None:
            return False
        if self._is_out is not None:
            return self._is_out
        if state.waiting is not None:
            return False
        has_next = survey is not None and bool(survey.coming)
        is_done = state.newest.stage >= ALL and (is_all_taken(state) or not state.seats.seats)
        return not (has_next and is_done)

    @property
    def is_second(self) -> bool:
        """Whether what one signed and another one has to sign is shown."""
        state = self._state
        return state is not None and state.waiting is not None and not self.is_out

    def show_waiting(self, trouble: str) -> None:
        """Nothing is known of the share yet; `trouble`: why it will not be."""
        self._trouble = trouble
        self._state = None
        self._show()

    def show_state(self, state: ShareState) -> None:
        """How the share stands."""
        before = self._state.newest if self._state is not None else None
        waited = self._state.waiting if self._state is not None else None
        self._trouble = ""
        self._state = state
        newest = state.newest
        if newest is not None and before is not None and newest.number != before.number:
            self._is_out = True  # it has just been sent: that is what one looks at now
            self._asked = None
        if state.waiting is not None and (waited is None or waited.digest != state.waiting.digest):
            self._is_out = None  # it has just been signed for the first time
            self._asked = None
            self.sign.clear()  # a passphrase was typed for what was seen
        self._show()

    def show_survey(self, survey: Survey | None) -> None:
        """What would go out; None: that is being looked at."""
        self._survey = survey
        self._show()

    def show_busy(self, *, is_busy: bool) -> None:
        """Something is being signed."""
        self.is_busy = is_busy
        self._show()

    def ask(self, what: Signing) -> None:
        """A passphrase is needed for that."""
        self._asked = what
        self._show()
        self._columns.bring(self._left)
        self.sign.word.setFocus()

    def forget_ask(self) -> None:
        """It was done, or is not wanted any more."""
        self._asked = None
        self.sign.clear()
        self._show()

    @override
    def apply_theme(self, theme: Theme) -> None:
        super().apply_theme(theme)
        for part in (
            self.steps,
            self.changes,
            self.checks,
            self.sign,
            self.desks,
            self.ways,
            self._columns,
        ):
            part.apply_theme(theme)
        self._line.setContentsMargins(theme.px(24), PLAIN.px(10), theme.px(24), PLAIN.px(2))
        self._line.setSpacing(theme.px(10))
        self._left.set_least(theme.px(_LEAST))
        self._right.set_least(theme.px(_LEAST))
        self._ways_box.setContentsMargins(theme.px(28), PLAIN.px(8), theme.px(28), PLAIN.px(14))
        self._show()

    # -- keys

    @override
    def columns(self) -> Sequence[QWidget]:
        return self._columns.keyboards()

    @override
    def bring_column(self, keyboard: QWidget) -> None:
        self._columns.bring_keyboard(keyboard)

    @override
    def step(self, direction: int) -> None:
        self._columns.bring(self._left)
        if not self.checks.step(direction):
            self.mentioned.emit("没有要改的。")

    @override
    def act(self) -> None:
        if self.sign.isVisibleTo(self):
            self._columns.bring(self._left)
            self.sign.press()
        else:
            self.mentioned.emit("这一份已经发给全部，没有要签的。")

    @override
    def undo(self) -> None:
        self.mentioned.emit("发出去的不能这样撤回：按住右边的“撤回”两秒。")

    @override
    def back(self) -> bool:
        if self._asked is not None:
            self.forget_ask()
            return True
        if self._is_out is not None:
            self._is_out = None
            self._show()
            return True
        return False

    @override
    def begin(self) -> None:
        self._columns.bring_keyboard(self.changes)
        self.came_up.emit()

    @override
    def end(self) -> None:
        self.sign.clear()
        self._asked = None
        self.went.emit()

    # -- internals

    def _build(self) -> None:
        above = QWidget()
        left = QVBoxLayout(above)
        left.setContentsMargins(0, 0, 0, 0)
        left.setSpacing(0)
        self._line = QHBoxLayout()
        self._line.addWidget(self.count)
        self._line.addWidget(self.against, 1)
        self._line.addWidget(self.unfold)
        left.addLayout(self._line)
        left.addWidget(self.nothing)
        left.addWidget(self.changes, 1)
        left.addStretch(0)
        self._left = ColumnRoom(above, self.checks, self.sign)
        self._left.setObjectName("workshopSide")
        under = QWidget()
        self._ways_box = QVBoxLayout(under)
        self._ways_box.addWidget(self.ways)
        self._right = ColumnRoom(self.desks, under)
        self._right.setObjectName("publishRight")
        self._columns = Columns()
        self._columns.add("改了什么", self._left, keyboard=self.changes, width=_CHANGES)
        self._columns.add("各台", self._right, keyboard=self.desks.grid)
        self._columns.bring(self._left)
        self.body.addWidget(self.steps)
        self.body.addWidget(self._columns, 1)

    def _connect(self) -> None:
        self.print.clicked.connect(self.print_wanted)
        self.bind({"print": self.print_wanted.emit})
        self.other.clicked.connect(self._on_other)
        self.unfold.clicked.connect(self._on_unfold)
        self.sign.changed.connect(self._show_main)
        self.sign.signed.connect(self.signed)
        self.sign.keys_wanted.connect(self.keys_wanted)
        self.sign.given_up.connect(self.forget_ask)
        self.sign.drop_wanted.connect(self.drop_wanted)
        self.sign.jump_wanted.connect(self._on_jump)
        self.checks.fault_chosen.connect(self.fault_wanted)
        self.ways.stop_wanted.connect(self.stop_wanted)
        self.ways.withdraw_wanted.connect(self._on_withdraw)

    def _show(self) -> None:
        state, survey = self._state, self._survey
        if state is None:
            self._show_nothing()
            return
        is_out = self.is_out
        newest = state.newest
        waits = state.waiting if self.is_second else None
        if is_out and newest is not None:
            self.show_head(f"发布 {newest.version}", self._out_words())
        elif waits is not None:
            version = waits.version or (newest.version if newest is not None else "")
            self.show_head(f"发布 {version}", f"第 {waits.number} 号 · 签了一个，还差一个")
        else:
            version = survey.version if survey is not None else ""
            self.show_head(f"发布 {version}".rstrip(), self._coming_words())
        chip = chip_of(state, survey, is_out=is_out)
        self._show_chip(chip.words, chip.kind)
        steps = waiting_steps(state) if waits is not None else coming_steps(state, survey)
        self.steps.show_steps(out_steps(state) if is_out else steps)
        self._show_changes(survey, is_out=is_out)
        self._show_checks(state, survey, is_out=is_out)
        self._show_sign(state, is_out=is_out)
        self.desks.show_state(state)
        self.ways.show_state(state, is_busy=self.is_busy)
        self._show_other(state, survey, is_out=is_out)
        for part in (self.print, self.steps, self.desks, self.ways):
            part.show()
        self._say_keys(key_words(state))

    def _show_nothing(self) -> None:
        words = self._trouble or _NO_STATE
        self.show_head("发布")
        self._show_chip("▲ 现在发不了" if self._trouble else "正在看", "open" if self._trouble else "")
        self.nothing.setText(full_width(words))
        self.nothing.show()
        for part in (
            self.changes,
            self.checks,
            self.sign,
            self.steps,
            self.ways,
            self.unfold,
            self.other,
            self.print,
        ):
            part.hide()
        self.desks.hide()
        self.count.setText("")
        self.against.setText("")
        self._say_keys("")

    def _say_keys(self, words: str) -> None:
        if self.saved != words:
            self.saved = words
            self.foot_changed.emit()

    def _show_chip(self, words: str, kind: str) -> None:
        self.chip.setText(full_width(words))
        kind = kind or "going"
        if self.chip.property("kind") != kind:
            self.chip.setProperty("kind", kind)
            self.chip.style().unpolish(self.chip)
            self.chip.style().polish(self.chip)

    def _out_words(self) -> str:
        state = self._state
        packs = state.packs if state is not None else ()
        number = f"第 {packs[0].number} 号" if packs else ""
        if len(packs) > 1:
            return f"{number} · 上一份 {packs[1].version}（第 {packs[1].number} 号），还在各台留着，随时能退"
        return f"{number} · 这是第一份"

    def _coming_words(self) -> str:
        state = self._state
        newest = state.newest if state is not None else None
        if newest is None:
            return "第一次发布"
        return f"要发的是第 {newest.number + 1} 号；各台现在用的是 {newest.version}（第 {newest.number} 号）"

    def _show_changes(self, survey: Survey | None, *, is_out: bool) -> None:
        if self.is_second:
            self._show_waiting_changes(survey)
            return
        changes = () if survey is None else survey.out if is_out else survey.coming
        self.changes.show_changes(changes)
        count = self.changes.count_told
        self.changes.setVisible(bool(changes))
        self.unfold.setVisible(bool(changes))
        self.nothing.setVisible(not changes)
        head = f"带出去 {count} 处改动" if changes else "没有改动"
        if survey is None:
            head = "带出去的改动"
        elif not is_out and not survey.since:
            head = f"第一份，{survey.entries} 条"
        elif is_out and not survey.out_since:
            head = "第一份"
        self.count.setText(head)
        against, words = "", ""
        if survey is None:
            words = "正在比、正在查，要半分钟左右。"
        elif is_out:
            against = f"和 {survey.out_since} 比" if survey.out_since else ""
            words = "" if survey.out_since else "这是第一份，没有可比的。"
            words = words or "和上一份比，坐席看到的一样。"
        elif survey.since:
            against = f"和第 {survey.since} 号（{survey.since_version}）比"
            words = "和各台现在用的一样。改了条目、资料，审过以后会出现在这里。"
        else:
            words = "还没发过：所有的条目一起发，以后在这里只说改动。"
        self.against.setText(full_width(against))
        self.nothing.setText(full_width(words))

    def _show_waiting_changes(self, survey: Survey | None) -> None:
        """What the second one looks at: read from the very pack that waits."""
        state = self._state
        waits = state.waiting if state is not None else None
        is_read = state is not None and is_same_as_waits(state, survey)
        changes = survey.waiting if is_read and survey is not None else ()
        self.changes.show_changes(changes)
        for part in (self.changes, self.unfold):
            part.setVisible(bool(changes))
        self.nothing.setVisible(not changes)
        head, against, words = "等着签的改动", "", "正在比，要半分钟左右。"
        if is_read and survey is not None and waits is not None:
            head = f"带出去 {self.changes.count_told} 处改动" if changes else "没有改动"
            against = f"和第 {survey.since} 号（{survey.since_version}）比" if survey.since else ""
            words = "和各台现在用的一样。"
            if not waits.version:
                words = f"内容不变：第 {waits.number} 号改成发给 {waits.stage} %。"
            elif not survey.since:
                head, words = "第一份", "还没发过：所有的条目一起发，没有可比的。"
        self.count.setText(head)
        self.against.setText(full_width(against))
        self.nothing.setText(full_width(words))

    def _show_checks(self, state: ShareState, survey: Survey | None, *, is_out: bool) -> None:
        self.checks.show()
        if is_out or self.is_second:
            steps = out_steps(state) if is_out else waiting_steps(state)
            self.checks.show_record(steps[0].detail if steps else "", is_out=is_out)
        elif survey is None:
            self.checks.show_waiting("正在查：禁语、数、引的条文、问法、用例…")
        else:
            self.checks.show_checks(survey.checks)

    def _show_sign(self, state: ShareState, *, is_out: bool) -> None:
        newest = state.newest
        what, told_words = Signing.FIRST, ""
        waits = state.waiting if self.is_second else None
        if self._asked is not None and newest is not None:
            what = self._asked
            if what is Signing.WITHDRAW and len(state.packs) > 1:
                older = state.packs[1]
                told_words = f"撤回：发一份第 {newest.number + 1} 号，内容同 {older.version}（第 {older.number} 号）。各台这通电话一完就换。"
            elif what is Signing.STOP:
                told_words = f"停住第 {newest.number} 号：没换的不再换，换了的照用。"
            if state.signers > 1:
                told_words = f"{told_words}要两个人签：您签了，等另一个人。"
        elif is_out:
            what = Signing.ALL
        elif waits is not None:
            what, told_words = Signing.SECOND, waiting_words(state)
        is_asked = self._asked is not None or not is_out or (newest is not None and newest.stage < ALL)
        self.sign.setVisible(is_asked)
        may_hurry = what is Signing.FIRST or (what is Signing.ALL and bool(watch_left(state)))
        wants_word = what is not Signing.SECOND or waits is None or not waits.is_mine
        self.sign.ask(what, told_words, may_hurry=may_hurry, wants_word=wants_word)
        self._show_main()

    @Slot()
    def _show_main(self) -> None:
        state = self._state
        if state is None:
            return
        sign = self.sign
        if sign.what is Signing.SECOND and state.waiting is not None:
            main = second_main_of(state, self._survey, has_word=sign.has_word)
        elif sign.what in (Signing.WITHDRAW, Signing.STOP):
            words = f"{sign_word(state)}，{'撤回' if sign.what is Signing.WITHDRAW else '停住'}"
            lacking = "" if sign.has_word else "还差口令"
            main = Main(words, lacking, "输签名的口令，只用这一次" if lacking else "")
        else:
            main = main_of(
                state,
                self._survey,
                is_out=sign.what is Signing.ALL,
                has_word=sign.has_word,
                is_urgent=sign.is_urgent,
                has_reason=sign.has_note,
            )
        sign.say(main, has_keys=state.has_keys, is_busy=self.is_busy)

    def _show_other(self, state: ShareState, survey: Survey | None, *, is_out: bool) -> None:
        self.other.setVisible(state.newest is not None)
        count = sum(one.count for one in survey.coming) if survey is not None else 0
        words = f"下一次发布　{count}" if count else "下一次发布"
        if state.waiting is not None:
            words = "等着签的这份"
        self.other.setText(words if is_out else "看已发的这份")

    @Slot()
    def _on_other(self) -> None:
        self._is_out = not self.is_out
        self._asked = None
        self._show()

    @Slot()
    def _on_unfold(self) -> None:
        self.changes.unfold_all()
        is_open = self.changes.is_whole
        self.unfold.setText("收起" if is_open else "全部摊开")

    @Slot()
    def _on_jump(self) -> None:
        if not self.checks.go_to_first():
            self.mentioned.emit(f"{self.sign.go.toolTip()}。")

    @Slot()
    def _on_withdraw(self) -> None:
        self.ask(Signing.WITHDRAW)
