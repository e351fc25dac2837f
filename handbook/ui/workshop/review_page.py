"""审改动: every place that a colleague changed, looked at and ticked one by one, then let through or sent back with a sentence."""

from collections.abc import Callable, Sequence
from datetime import datetime

from PySide6.QtCore import QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from handbook.content.writing.draft import ActKind, Draft, DraftRefused, MovedOn
from handbook.keys import key_of
from handbook.model.kinds import Kind
from handbook.model.text import TYPICAL, gaps
from handbook.model.typesetting import full_width
from handbook.override import override
from handbook.ui.announcing import announce
from handbook.ui.theme.fonts import screen_font, sized
from handbook.ui.theme.theme import Theme
from handbook.ui.widgets.flow_box import FlowBox
from handbook.ui.workshop.article_html import escape
from handbook.ui.workshop.kind_mark import KindMark
from handbook.ui.workshop.place_box import PlaceBox
from handbook.ui.workshop.review_bar import LET_THROUGH, ReviewBar
from handbook.ui.workshop.review_filled import FilledGroup
from handbook.ui.workshop.review_html import plain_words
from handbook.ui.workshop.told_keys import told
from handbook.ui.workshop.whole_pages import WholePages
from handbook.ui.workshop.workshop_page import WorkshopPage
from handbook.upkeep.draft_desk import DraftDesk, kind_of_file, moved_words
from handbook.upkeep.place_change import PlaceChange, RunKind, looked_at

_WIDEST = 980
_SAID, _WHOLE = 0, 1
_MOST_VALUES = 3
_STATES = {True: "好了", False: "请看一眼", None: "建议"}


def _at_once(act: Callable[[], object]) -> None:
    act()


class ReviewPage(WorkshopPage):
    """One draft at a time. Its ticks are kept as they are set; what another one did meanwhile is told, and shown."""

    published = Signal(object)
    """`Act`: it was let through; desks read it from now on."""
    returned = Signal(object)
    """`Draft`: it went back to its author."""
    gone = Signal()
    """What was shown is no draft any more; the page has nothing to show."""
    history_wanted = Signal(str, str)
    """File, and a place in words (empty for all of it): 这句改过几次."""
    edit_wanted = Signal(object)
    """`Draft`: whoever reviews wants to mend it himself."""

    def __init__(
        self,
        desk: Callable[[], DraftDesk],
        now: Callable[[], datetime],
        named: Callable[[Callable[[], object]], None] = _at_once,
    ) -> None:
        """`named` does an act once this person has a name; `desk` is asked anew for every draft that is shown, and after that."""
        super().__init__("workshopReview", "审改动")
        self.keys = told(
            ("↑ ↓", "上下一处"),
            ("空格", "看过了，下一处"),
            ("mend_next", "下一处没看的"),
            ("send_back", "退回"),
            ("main_act", LET_THROUGH),
        )
        self.saved = "看过的钩随打随存"
        self._make_desk = desk
        self._now = now
        self._named = named
        self._desk = desk()
        self._draft: Draft | None = None
        self._changes: tuple[PlaceChange, ...] = ()
        """Those that are ticked one by one."""
        self._current = 0
        self.boxes: list[PlaceBox] = []
        self._kind = KindMark()
        self.put_before_title(self._kind)
        self._why = QLabel()
        self._why.setObjectName("reviewWhy")
        self._why.setWordWrap(True)
        self._count = QLabel()
        self._count.setObjectName("workshopSub")
        self._rest = QLabel()
        self._rest.setObjectName("workshopNote")
        self._modes = QButtonGroup(self)
        self.filled = FilledGroup()
        self.pages = WholePages()
        self._checks = FlowBox(spacing=22)
        self._seen_head = QLabel()
        self._seen_head.setObjectName("workshopSub")
        self.said = _Said()
        self._note = _Words()
        self._note.setObjectName("workshopNote")
        self._older = QPushButton("更早的")
        self._older.setObjectName("reviewOlder")
        self._older.setProperty("role", "link")
        self._mend = QPushButton("我来改")
        self._mend.setObjectName("reviewMend")
        self.add_act(self._mend)
        self.bar = ReviewBar()
        self._build()
        self._connect()

    @property
    def draft(self) -> Draft | None:
        """What is shown, with the ticks that are kept."""
        return self._draft

    @property
    def seen(self) -> frozenset[str]:
        """Keys of the places that are ticked."""
        return frozenset(box.change.key for box in self.boxes if box.is_seen)

    # -- what comes down

    def show_draft(self, draft: Draft) -> None:
        """One draft, as it stands now; the place that was current stays so while it is there."""
        is_same = self._draft is not None and self._draft.file == draft.file
        before = self._changes[self._current].key if is_same and self._changes else ""
        if not is_same:
            self.bar.field.clear()
            self._area.verticalScrollBar().setValue(0)
        self._desk = self._make_desk()
        self._draft = draft
        changed = self._desk.changed(draft)
        self._changes = looked_at(changed)
        self._show_head(draft)
        self._fill(draft)
        self.filled.show_changes([change for change in changed if change not in self._changes])
        keys = [change.key for change in self._changes]
        unseen = next((n for n, box in enumerate(self.boxes) if not box.is_seen), 0)
        self._set_current(keys.index(before) if before in keys else unseen)
        self._show_checks(draft)
        self._show_note(draft)
        self._follow()
        self._show_mode()

    @Slot()
    def refresh(self) -> None:
        """Read the draft anew: its author may have changed it, another one may have let it through."""
        shown = self._draft
        if shown is None:
            return
        try:
            there = self._make_desk().shelf.draft(shown.file)
        except DraftRefused as error:
            self.told.emit(full_width(str(error)))
            return
        if there is None and shown.version:
            self._forget("这一条刚被发布或丢掉草稿，这里没有要看的了。")
        elif there is not None:
            self.show_draft(there)

    @override
    def apply_theme(self, theme: Theme) -> None:
        super().apply_theme(theme)
        px = theme.px
        for part in (self._kind, self._checks, self._notes, self.filled, self.pages, self.bar, self.said):
            part.apply_theme(theme)
        for box in self.boxes:
            box.apply_theme(theme)
        self._fit()
        self._column.setSpacing(px(12))
        self._boxes.setSpacing(px(14))
        self._told_box.setSpacing(px(12))
        self._top.setSpacing(px(10))
        self._show_why()
        if self._draft is not None:
            self._show_checks(self._draft)
        self._show_mode()

    # -- keys

    @override
    def columns(self) -> Sequence[QWidget]:
        first = self.boxes[self._current].tick if self.boxes and not self._is_whole else self.pages.before
        return (first, self.bar.field)

    @override
    def step(self, direction: int) -> None:
        unseen = [n for n, box in enumerate(self.boxes) if not box.is_seen]
        ahead = [n for n in unseen if (n - self._current) * direction > 0]
        if not unseen:
            self.mentioned.emit("每一处都看过了。")
            return
        self._go_to((ahead or unseen)[0 if direction > 0 else -1])

    @Slot()
    @override
    def act(self) -> None:
        draft = self._draft
        if draft is None:
            self.mentioned.emit("没有要看的改动。")
            return
        lacking = self._desk.why_not(draft, self.seen, self._reason())
        if not lacking:
            self._named(self._pass)
            return
        self._go_to_lacking()
        self.mentioned.emit(full_width(f"还不能通过：{'；'.join(lacking)}。"))

    @Slot()
    def send_back(self) -> None:
        """Give it back with the sentence that stands in the field; without one the keyboard goes there."""
        if self._draft is None:
            self.mentioned.emit("没有要看的改动。")
        elif not self.bar.words:
            self.bar.field.setFocus()
            self.mentioned.emit("退回要写一句：哪里要改。写好再按一次。")
        else:
            self._named(self._send_back)

    @override
    def undo(self) -> None:
        box = self.boxes[self._current] if self.boxes else None
        if box is not None and box.is_seen:
            box.tick.setChecked(False)
        else:
            self.mentioned.emit("这一页没有可撤回的；通过以后，在记录里可以撤回。")

    @override
    def begin(self) -> None:
        if self.boxes and not self._is_whole:
            self.boxes[self._current].tick.setFocus()
        else:
            self.bar.field.setFocus()

    # -- internals: building

    def _build(self) -> None:
        self._top_side = QWidget()
        self._top = QHBoxLayout(self._top_side)
        self._top.setContentsMargins(0, 0, 0, 0)
        self._top.addWidget(self._count)
        self._top.addWidget(self._rest)
        self._top.addStretch(1)
        for number, words in enumerate(("说出来", "整页对照")):
            chip = QPushButton(words)
            chip.setCheckable(True)
            chip.setChecked(number == _SAID)
            chip.setProperty("role", "chip")
            chip.setObjectName(f"reviewMode{number}")
            self._modes.addButton(chip, number)
            self._top.addWidget(chip)
        self._boxes = QVBoxLayout()
        self._checks.setAccessibleName("检查")
        self._notes = FlowBox(spacing=6)
        self._notes.add(self._note)
        self._notes.add(self._older)
        self._told_side = QWidget()
        told_box = QVBoxLayout(self._told_side)
        told_box.setContentsMargins(0, 0, 0, 0)
        self._told_box = told_box
        told_box.addLayout(self._boxes)
        told_box.addWidget(self.filled)
        told_box.addWidget(self._checks)
        told_box.addWidget(self._seen_head)
        told_box.addWidget(self.said)
        told_box.addWidget(self._notes)
        told_box.addStretch(1)
        held = QWidget()
        held.setObjectName("reviewColumn")
        self._column = QVBoxLayout(held)
        self._column.addWidget(self._why)
        self._column.addWidget(self._top_side)
        self._column.addWidget(self._told_side, 1)
        self._column.addWidget(self.pages, 1)
        self._area = QScrollArea()
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setWidgetResizable(True)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setWidget(held)
        self.pages.hide()
        self.body.addWidget(self._area, 1)
        self.body.addWidget(self.bar)

    def _connect(self) -> None:
        self._modes.idClicked.connect(self._on_mode)
        self.bar.back_pressed.connect(self.send_back)
        self.bar.pass_pressed.connect(self.act)
        self.bar.words_changed.connect(self._follow)
        self._older.clicked.connect(self._on_older)
        self._mend.clicked.connect(self._on_mend)
        self.filled.moved.connect(self._on_left)
        self.bind({"send_back": self.send_back})

    # -- internals: showing

    @property
    def _is_whole(self) -> bool:
        return self._modes.checkedId() == _WHOLE

    def _show_head(self, draft: Draft) -> None:
        self._kind.show_kind(kind_of_file(draft.file))
        who = "您自己" if self._desk.is_mine(draft) else draft.name or "同事"
        when = draft.sent or draft.saved
        said = (
            f"{_moment(when, self._now())} {'送审' if draft.sent else '存的草稿'}" if when is not None else ""
        )
        self.show_head(self._desk.title(draft), " ".join(filter(None, (who, said))))
        self._show_why()
        count = len(self._changes)
        self._count.setText(f"改了 {count} 处" if count else "坐席看到的没有变")
        self._rest.setText(self._desk.rest_words(draft) if count else "只动了批注、空格，或者还读不出来")
        second = bool(self._desk.needs_second(draft))
        alone = self._desk.needs_reason(draft)
        self.bar.ask(
            "写一句：为什么不等第二个人看（会记下来）"
            if alone
            else f"退回时写一句为什么（会发给{'自己' if self._desk.is_mine(draft) else draft.name or '作者'}）"
        )
        self._needs_second = second

    def _show_why(self) -> None:
        draft, px, colours = self._draft, self.theme.px, self.theme.colours
        why = draft.why if draft is not None else ""
        self._why.setVisible(bool(why))
        self._why.setText(full_width(f"为什么改　{why}"))
        self._why.setFont(sized(screen_font(), px(15)))
        self._why.setContentsMargins(px(2), 0, px(2), 0)
        palette = self._why.palette()
        palette.setColor(self._why.foregroundRole(), QColor(colours.ink))
        self._why.setPalette(palette)

    def _fill(self, draft: Draft) -> None:
        """Boxes of what is changed; where they are the same as before, they stay, with the keyboard in them."""
        seen = self._desk.seen(draft)
        second = bool(self._desk.needs_second(draft))
        left = self._desk.elsewhere(draft)
        shown = [(box.change, box.needs_second, box.elsewhere) for box in self.boxes]
        if shown == [(one, second, left.get(one.key, "")) for one in self._changes]:
            for box in self.boxes:
                box.set_seen(box.change.key in seen)
            return
        had_keyboard = (
            any(box.isAncestorOf(focus) for box in self.boxes) if (focus := self.focusWidget()) else False
        )
        for box in self.boxes:
            self._boxes.removeWidget(box)
            box.hide()
            box.setParent(None)
            box.deleteLater()
        self.boxes = []
        for change in self._changes:
            box = PlaceBox(
                change,
                needs_second=second,
                is_seen=change.key in seen,
                elsewhere=left.get(change.key, ""),
            )
            box.apply_theme(self.theme)
            box.seen_changed.connect(self._on_seen)
            box.moved.connect(self._on_moved)
            box.passed.connect(self._on_passed)
            box.reached.connect(self._on_reached)
            box.remark_wanted.connect(self._on_remark)
            self._boxes.addWidget(box)
            self.boxes.append(box)
        if had_keyboard and self.boxes:
            self.boxes[min(self._current, len(self.boxes) - 1)].tick.setFocus()

    def _set_current(self, number: int) -> None:
        self._current = min(max(number, 0), max(len(self.boxes) - 1, 0))
        for at, box in enumerate(self.boxes):
            box.set_current(at == self._current)
        self._show_said()

    def _go_to(self, number: int) -> None:
        if self._is_whole:
            self._modes.button(_SAID).setChecked(True)
            self._show_mode()
        self._set_current(number)
        self.boxes[self._current].tick.setFocus()
        self._area.ensureWidgetVisible(self.boxes[self._current], 0, self.theme.px(12))

    def _go_to_lacking(self) -> None:
        unseen = [n for n, box in enumerate(self.boxes) if not box.is_seen]
        draft = self._draft
        if unseen:
            self._go_to(unseen[0])
        elif draft is not None and self._desk.needs_reason(draft) and not self.bar.words:
            self.bar.field.setFocus()
        else:
            self.bar.give.setFocus()

    def _show_said(self) -> None:
        change = self._changes[self._current] if self._changes else None
        words = change.spoken if change is not None else ""
        is_shown = bool(words) and change is not None
        self._seen_head.setVisible(is_shown)
        self.said.setVisible(is_shown)
        if is_shown and change is not None:
            self._seen_head.setText(full_width(f"改完坐席看到的（{change.place.rpartition(' · ')[2]}）"))
            self.said.show_words(f"「{plain_words(change.after)}」")

    def _show_checks(self, draft: Draft) -> None:
        self._checks.clear()
        for words, is_fine in self._check_words(draft):
            mark = {True: f'<b style="color:{self.theme.colours.done}">✓</b> ', False: "▲ ", None: ""}[
                is_fine
            ]
            label = _Words()
            label.show_words(mark + escape(full_width(words)), f"✓ {full_width(words)}")
            label.setAccessibleName(full_width(f"{_STATES[is_fine]}，{words}"))
            label.setObjectName("decisionTold" if is_fine is False else "workshopNote")
            self._checks.add(label)

    def _check_words(self, draft: Draft) -> list[tuple[str, bool | None]]:
        """In words, and whether it is fine; None for what is only advised."""
        findings = self._desk.findings(draft)
        if findings is None:
            return [("还在读内容，稍等几秒再看检查", False)]
        faults = [finding for finding in findings if finding.must_be_mended]
        advice = len(findings) - len(faults)
        told_words: list[tuple[str, bool | None]] = [
            (f"要改 {len(faults)} 处：{faults[0].message}", False) if faults else ("内容检查全部通过", True)
        ]
        if advice:
            told_words.append((f"另有 {advice} 条建议，不拦着", None))
        if any(change.spoken for change in self._changes) and not any("rude" in f.rule for f in findings):
            told_words.append(("没有禁语", True))
        return told_words + self._value_words()

    def _value_words(self) -> list[tuple[str, bool | None]]:
        book = self._desk.handbook
        known = book.value_by_key if book is not None else {}
        keys = dict.fromkeys(key for change in self._changes for key in change.values if key in known)
        words: list[tuple[str, bool | None]] = []
        for key in list(keys)[:_MOST_VALUES]:
            value = known[key]
            if any(gaps(value.text)):
                words.append((f"“{value.label}”本单位还没填", False))
            else:
                whose = "本单位" if value.scope == "公司" else f"{value.scope}定的"
                shown = value.text.removesuffix(TYPICAL)
                is_sure = not value.text.endswith(TYPICAL)
                more = "" if is_sure else "，还没确认"
                words.append((f"“{shown}”取自{whose}“{value.label}”{more}", is_sure))
        return words

    def _show_note(self, draft: Draft) -> None:
        rows = self._desk.history(draft.file)
        last = next((row for row in rows if row.act.kind in (ActKind.PUBLISH, ActKind.RESTORE)), None)
        words = (
            f"上次改动：{last.when.date().isoformat()}，{last.who}。"
            if last is not None
            else "本单位第一次填。"
            if kind_of_file(draft.file) is None
            else "本单位新写的一条。"
            if not draft.started_from
            else "本单位第一次改这一条。"
        )
        kind, book = kind_of_file(draft.file), self._desk.handbook
        name = draft.file.rpartition("/")[2].removesuffix(".yaml")
        near = (
            [one.title for one in book if name in one.related]
            if book is not None and kind is not None
            else []
        )
        if near:
            what = f"这{'张卡' if kind is Kind.EMERGENCY else '一条'}"
            words += f"{what}写在 {len(near)} 条的“接着看”里：{'、'.join(f'“{title}”' for title in near[:3])}{'等' if len(near) > 3 else ''}。"
        self._note.show_words(escape(full_width(words)), full_width(words))
        self._older.setVisible(len(rows) > 1)

    @Slot()
    def _follow(self) -> None:
        draft = self._draft
        if draft is None:
            self.bar.give.say(LET_THROUGH, "没有要看的")
            return
        lacking = self._desk.why_not(draft, self.seen, self._reason())
        second = self._desk.needs_second(draft)
        where = "、".join(f"{change.place}（{change.grave}）" for change in second[:3])
        more = "；".join(lacking) + (f"：{where}" if second else "")
        self.bar.give.say(LET_THROUGH, lacking[0] if lacking else "", more if lacking else "")
        self.bar.back.setText("退回" if self.bar.words else "退回 · 先写一句")
        self.bar.back.setAccessibleName(self.bar.back.text())
        self.bar.arrange()

    def _show_mode(self) -> None:
        is_whole, draft = self._is_whole, self._draft
        self._fit()
        self._told_side.setVisible(not is_whole)
        self.pages.setVisible(is_whole)
        book = self._desk.handbook
        if not is_whole or draft is None or book is None:
            return
        before, after = self._desk.judged(draft, is_before=True), self._desk.judged(draft)
        new = [run.text for change in self._changes for run in change.after if run.kind is RunKind.NEW]
        books = (book, after.handbook if after is not None else book)
        self.pages.show_entries(
            before.entry if before is not None else None,
            after.entry if after is not None else None,
            books,
            self._now().date(),
            new,
        )

    def _fit(self) -> None:
        """Lines do not grow longer than they are read well; two pages side by side have all the room."""
        px = self.theme.px
        side = px(24)
        bar = self._area.verticalScrollBar().sizeHint().width()
        # By the margin and not by a greatest width: heights are asked for at the width that is had.
        spare = 0 if self._is_whole else max(0, self.width() - bar - 2 * side - px(_WIDEST))
        self._column.setContentsMargins(side, px(16), side + spare, px(20))

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    # -- internals: acts

    def _reason(self) -> str:
        draft = self._draft
        return self.bar.words if draft is not None and self._desk.needs_reason(draft) else ""

    def _pass(self) -> None:
        draft = self._draft
        if draft is None:
            return
        reason, seen = self._reason(), self.seen
        desk = self._desk = self._make_desk()
        try:
            if desk.seen(draft) != seen:
                draft = self._draft = desk.tick(draft, seen)
            act = desk.pass_on(draft, reason)
        except DraftRefused as error:
            self._tell(error)
            return
        self._clear()
        self.published.emit(act)

    def _send_back(self) -> None:
        draft = self._draft
        if draft is None:
            return
        desk = self._desk = self._make_desk()
        try:
            back = desk.send_back(draft, self.bar.words)
        except DraftRefused as error:
            self._tell(error)
            return
        self._clear()
        self.returned.emit(back)

    def _tell(self, error: DraftRefused) -> None:
        """Say what was refused; where somebody else was quicker, show how it stands now."""
        self.told.emit(full_width(moved_words(error)))
        if isinstance(error, MovedOn):
            if error.there.version and error.there.is_changed:
                self.show_draft(error.there)
            else:
                self._clear()
                self.gone.emit()
        else:
            self._follow()

    def _forget(self, words: str) -> None:
        self.told.emit(words)
        self._clear()
        self.gone.emit()

    def _clear(self) -> None:
        self._draft = None
        self._changes = ()
        for box in self.boxes:
            self._boxes.removeWidget(box)
            box.hide()
            box.setParent(None)
            box.deleteLater()
        self.boxes = []
        self.filled.show_changes(())
        self._kind.show_kind(None)
        self.show_head("审改动")
        self._count.setText("没有要看的改动")
        self._rest.setText("")
        self._note.show_words("", "")
        self._older.hide()
        self._checks.clear()
        self.bar.field.clear()
        self._show_why()
        self._show_said()
        self._follow()

    @Slot()
    def _on_seen(self) -> None:
        draft = self._draft
        if draft is None:
            return
        try:
            self._draft = self._desk.tick(draft, self.seen)
        except DraftRefused as error:
            kept = self._desk.seen(draft)
            for box in self.boxes:
                box.set_seen(box.change.key in kept)
            self._tell(error)
            return
        left = sum(not box.is_seen for box in self.boxes)
        announce(self, f"还有 {left} 处没看" if left else "每一处都看过了")
        self._follow()

    @Slot(int)
    def _on_moved(self, step: int) -> None:
        at = self._current + step
        if at >= len(self.boxes) and self.filled.isVisible():
            self.filled.line.setFocus()
            self._area.ensureWidgetVisible(self.filled, 0, self.theme.px(12))
        elif self.boxes:
            self._go_to(min(max(at, 0), len(self.boxes) - 1))

    @Slot()
    def _on_passed(self) -> None:
        """On to the next place that is not ticked, round and round; the last one ticked keeps the keyboard."""
        unseen = [n for n, box in enumerate(self.boxes) if not box.is_seen]
        ahead = [n for n in unseen if n > self._current]
        if unseen:
            self._go_to((ahead or unseen)[0])
        elif self._draft is not None:
            lacking = self._desk.why_not(self._draft, self.seen, self._reason())
            what = "；".join(lacking) if lacking else f"按 {key_of('main_act')} {LET_THROUGH}"
            self.mentioned.emit(full_width(f"每一处都看过了，{what}。"))

    @Slot(int)
    def _on_left(self, _step: int) -> None:
        if self.boxes:
            self._go_to(len(self.boxes) - 1)

    @Slot()
    def _on_reached(self) -> None:
        box = self.sender()
        if box in self.boxes:
            self._set_current(self.boxes.index(box))

    @Slot(str)
    def _on_remark(self, place: str) -> None:
        mark = full_width(f"“{place}”：")
        self.bar.field.setText(" ".join(filter(None, (self.bar.words, mark))))
        self.bar.field.setFocus()
        self.bar.field.end(False)

    @Slot(int)
    def _on_mode(self, _number: int) -> None:
        self._show_mode()

    @Slot()
    def _on_older(self) -> None:
        if self._draft is not None:
            self.history_wanted.emit(self._draft.file, "")

    @Slot()
    def _on_mend(self) -> None:
        if self._draft is not None:
            self.edit_wanted.emit(self._draft)
        else:
            self.mentioned.emit("没有要看的改动。")


class _Words(QLabel):
    """One line as long as there is room for it, else several."""

    def __init__(self) -> None:
        super().__init__()
        self._bare = ""
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setWordWrap(True)

    def show_words(self, html: str, bare: str) -> None:
        """What is shown, and the same without marks, by which its width is known."""
        self._bare = bare
        self.setText(html)
        self.updateGeometry()

    @override
    def sizeHint(self) -> QSize:
        self.ensurePolished()
        width = self.fontMetrics().horizontalAdvance(self._bare) + self.fontMetrics().averageCharWidth()
        return QSize(width, self.heightForWidth(width))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(0, self.fontMetrics().height())


class _Said(QLabel):
    """A sentence as the desk shows it: on green, with a bar at the left."""

    def __init__(self) -> None:
        super().__init__()
        self._theme = Theme()
        self.setObjectName("reviewSaid")
        self.setWordWrap(True)
        self.setTextFormat(Qt.TextFormat.PlainText)

    def apply_theme(self, theme: Theme) -> None:
        """Take the colours and sizes of `theme`."""
        self._theme = theme
        self.setFont(sized(screen_font(), theme.px(16.5)))
        self.setContentsMargins(theme.px(18), theme.px(12), theme.px(16), theme.px(12))
        self.updateGeometry()

    def show_words(self, words: str) -> None:
        """The sentence."""
        self.setText(full_width(words))

    @override
    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(300), super().sizeHint().height())

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(self._theme.colours.say_soft))
        painter.fillRect(QRect(0, 0, 4, self.height()), QColor(self._theme.colours.say))
        painter.end()
        super().paintEvent(event)


def _moment(when: datetime, now: datetime) -> str:
    """今天 10:24, else the day with it."""
    local, today = when.astimezone(), now.astimezone().date()
    day = "今天" if local.date() == today else local.date().isoformat()
    return f"{day} {local:%H:%M}"
