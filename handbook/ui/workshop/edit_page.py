"""改一条: the form at the left, the page as it will be read at the right, and what the gate says beneath it."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QLabel, QMenu, QPushButton, QVBoxLayout, QWidget

from handbook.content.writing.at_work import Other
from handbook.content.writing.draft import Draft, DraftState, MovedOn
from handbook.content.writing.edits import Edit
from handbook.content.yaml_reader import Path, Value, iter_texts
from handbook.errors import HandbookError
from handbook.keys import key_of
from handbook.model.entry import Entry
from handbook.model.handbook import Handbook
from handbook.model.kinds import Kind, StepKind
from handbook.model.text import fill_values
from handbook.model.typesetting import full_width
from handbook.override import override
from handbook.ui.theme.theme import Theme
from handbook.ui.widgets.key_button import KeyButton
from handbook.ui.widgets.why_button import WhyButton
from handbook.ui.workshop.columns import Columns
from handbook.ui.workshop.entry_form_view import EntryFormView
from handbook.ui.workshop.form_context import FormContext
from handbook.ui.workshop.gate_panel import GatePanel
from handbook.ui.workshop.note_strip import NoteStrip, silent_words
from handbook.ui.workshop.reading_page import ReadingPage
from handbook.ui.workshop.told_keys import told
from handbook.ui.workshop.workshop_page import WorkshopPage
from handbook.upkeep.edit_desk import EditDesk
from handbook.upkeep.entry_form import empty_part, order_of
from handbook.upkeep.field_words import place_words

SAVE_MS = 700
"""So long after the last key a draft is written: within a second."""
_JUDGE_MS = 250
"""So long after the last key the gate speaks: not at every letter."""
_READY_MS = 20
"""So long after a key the next edit is prepared: once the page is painted."""
_TRIED = (Kind.PROCEDURE, Kind.EMERGENCY)
"""Kinds with steps that can be walked through."""
_STATE_WORDS = {
    DraftState.WRITING: "草稿",
    DraftState.SENT: "待审",
    DraftState.SENT_BACK: "退回",
}


class EditPage(WorkshopPage):
    """Edits one entry; every change goes into its text at once, and on the disk within a second."""

    send_wanted = Signal(object)
    """`EditDesk`: its draft is saved and nothing must be mended."""
    changes_wanted = Signal(object)
    """`Draft`: what is different is to be shown."""
    history_wanted = Signal(str)
    """Name of the file."""
    trial_wanted = Signal(object, object)
    """The entry as it is written, and the handbook with it."""
    discard_wanted = Signal(object)
    copy_wanted = Signal(object)
    """Another entry that begins as this one."""
    retire_wanted = Signal(object)
    moved_on = Signal(object, object)
    """`EditDesk` and `MovedOn`: somebody else wrote meanwhile."""
    not_saved = Signal(object)
    """`EditDesk`: the folder did not take what is typed."""
    was_saved = Signal(str)
    """Name of the file."""
    worked_on = Signal(str)
    """File that is before whoever edits; empty once it is not."""
    look_wanted = Signal(str)
    """File of which somebody else's draft is to be seen."""

    def __init__(
        self, pick: Callable[[str, Callable[[str], None]], None], now: Callable[[], datetime]
    ) -> None:
        super().__init__("workshopEdit", "改一条")
        self.keys = _keys(can_try=True)
        self._pick = pick
        self._now = now
        self._desk: EditDesk | None = None
        self._entry: Entry | None = None
        """The last one that could be understood: shown until it can be again."""
        self._tag = QLabel()
        self._tag.setObjectName("kindWord")
        self.up = QPushButton("条目 ›")
        self.up.setObjectName("editUp")
        self.up.setProperty("role", "link")
        self.up.setAccessibleName("回到条目")
        self._state = QLabel()
        self._state.setObjectName("stateTag")
        self._changes = QPushButton("看改了什么")
        self._changes.setProperty("role", "link")
        self._changes.setObjectName("editChanges")
        self._try = KeyButton("试一试", key_of("try_out"))
        self._try.setObjectName("editTry")
        self._save = KeyButton("保存草稿", key_of("save_now"))
        self._save.setObjectName("editSave")
        self._more = QPushButton("···")
        self._more.setObjectName("editMore")
        self._more.setAccessibleName("别的：复制一份、停用、丢掉草稿")
        self._more.setToolTip(full_width(f"这条改过几次、复制、停用、丢掉草稿（{key_of('more_acts')}）"))
        self._send = WhyButton("送审", key_of("main_act"))
        self._send.setObjectName("editSend")
        self.form = EntryFormView()
        self.page = ReadingPage()
        self.gate = GatePanel()
        self._to_mend = QPushButton()
        """What the panel counts, for a window in which the form hides the panel."""
        self._to_mend.setProperty("role", "link")
        self._to_mend.setObjectName("editToMend")
        self._unread = QLabel()
        self._unread.setObjectName("editUnread")
        self._unread.setWordWrap(True)
        self._unread.hide()
        self._build()
        self._later = self._timer(0, self._show_page)
        self._readying = self._timer(_READY_MS, self._make_ready)
        self._judging = self._timer(_JUDGE_MS, self._show_findings)
        self._saving = self._timer(SAVE_MS, self.save)
        self._rebuilding = self._timer(0, self._rebuild)
        self._after: tuple[Path, int] | None = None
        """The part that is opened once the form was built anew."""
        self._connect()

    @property
    def desk(self) -> EditDesk | None:
        """What is edited."""
        return self._desk

    # -- what comes down

    def show_desk(self, desk: EditDesk, path: Path = ()) -> None:
        """Edit another entry; at `path` of it, where one came for that."""
        self.save()
        self._desk = desk
        self._entry = desk.judged.entry
        context = FormContext(desk.kind, self._handbook, desk.part_at, self._pick, self.form.faults_at)
        can_try = desk.kind in _TRIED
        self._try.setVisible(can_try)
        self.keys = _keys(can_try=can_try)
        self.form.show_entry(context, desk.value)
        self.gate.rows.setProperty("walked", False)
        self._tag.setText(desk.kind.short_label)
        self._tag.setProperty("kind", desk.kind.value)
        self._tag.style().unpolish(self._tag)
        self._tag.style().polish(self._tag)
        self._show_all()
        if self.isVisible():
            self.worked_on.emit(desk.file)
        if path:
            self.form.go_to(path)

    def go_to_fault(self) -> None:
        """To the first thing that must be mended, such as the first blank of a new entry."""
        self._show_findings()
        if self.gate.to_mend:
            self.gate.go_to_first()

    def refresh(self) -> None:
        """The content that is published changed, or the draft was sent or sent back."""
        if self._desk is not None:
            self._show_all()

    @Slot(object)
    def show_others(self, others: Sequence[Other]) -> None:
        """Who else is at work on this entry now."""
        self.others.show_others(others, self._now().astimezone())

    @Slot(object)
    def show_silent(self, silent: Sequence[Other]) -> None:
        """Who was at work on it and has stood still: one goes on in his place."""
        self.mentioned.emit(silent_words(silent))

    @property
    def has_unsaved(self) -> bool:
        """Whether something stands here alone, because the disk did not take it or somebody else wrote."""
        return self._desk is not None and not self._desk.is_saved

    @Slot()
    def save(self) -> None:
        """Write the draft now."""
        self._saving.stop()
        desk = self._desk
        if desk is None or desk.is_saved:
            return
        try:
            desk.save()
        except MovedOn as moved:
            self.moved_on.emit(desk, moved)
        except HandbookError as error:
            self.told.emit(str(error))
            self.not_saved.emit(desk)
        else:
            self.was_saved.emit(desk.file)
        self._show_state()

    def bring_back(self, draft: Draft, text: str) -> None:
        """What was typed here before, and saved nowhere, stands in the form again."""
        if self._desk is not None:
            self._desk.bring_back(draft, text)
            self._after_change(is_new_shape=True)

    @override
    def apply_theme(self, theme: Theme) -> None:
        super().apply_theme(theme)
        for part in (self.others, self.form, self.gate, self._columns):
            part.apply_theme(theme)
        self._show_page()

    # -- keys

    @override
    def columns(self) -> Sequence[QWidget]:
        return self._columns.keyboards()

    @override
    def bring_column(self, keyboard: QWidget) -> None:
        self._columns.bring_keyboard(keyboard)

    @override
    def step(self, direction: int) -> None:
        self._show_findings()
        if not self.gate.step(direction):
            self.mentioned.emit("没有要改的，也没有建议。")

    @override
    def act(self) -> None:
        desk = self._desk
        if desk is None:
            return
        self._show_findings()
        if self.gate.to_mend:
            self.gate.go_to_first()
            self.mentioned.emit(f"先改 {self.gate.to_mend} 处，改好再送审。")
            return
        self.save()
        if desk.is_saved and desk.draft.is_changed:
            self.send_wanted.emit(desk)
        elif desk.is_saved:
            self.mentioned.emit("和已发布的一样，没有要送审的。")

    @override
    def undo(self) -> None:
        if self._desk is not None and self._desk.undo():
            self._after_change(is_new_shape=True)
        else:
            self.mentioned.emit("这次没有可撤回的了；更早的在“这条改过几次”里。")

    @Slot()
    @override
    def begin(self) -> None:
        self.form.take_keyboard()

    @override
    def end(self) -> None:
        self.save()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._desk is not None:
            self.worked_on.emit(self._desk.file)

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if not event.spontaneous():  # a window that is put down is still at work
            self.worked_on.emit("")

    # -- internals

    def _build(self) -> None:
        for before in (self._tag, self.up):
            self.put_before_title(before)
        self.put_behind_title(self._state)
        for act in (self._changes, self._try, self._save, self._more, self._send):
            self.add_act(act)
        right = QWidget()
        right.setObjectName("editRight")
        right.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        box = QVBoxLayout(right)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self._unread)
        box.addWidget(self.page, 1)
        box.addWidget(self.gate)
        self._columns = Columns()
        self._columns.add("编辑", self.form, keyboard=self.form.area)
        self._columns.add("看效果", right, keyboard=self.page)
        self.others = NoteStrip()
        self.body.addWidget(self.others)
        self.body.addWidget(self._columns, 1)
        self._columns.put_at_end(self._to_mend)

    def _connect(self) -> None:
        self.form.put.connect(self._on_put)
        self.form.edited.connect(self._on_edited)
        self.form.insert_wanted.connect(self._on_insert)
        self.form.remove_wanted.connect(self._on_remove)
        self.form.move_wanted.connect(self._on_move)
        self.form.part_opened.connect(self._on_opened)
        self.page.words_chosen.connect(self._on_words)
        self.gate.path_wanted.connect(self._on_path)
        self._to_mend.clicked.connect(self._on_to_mend)
        self.others.look_wanted.connect(self._on_look)
        self.others.write_wanted.connect(self.begin)
        self.up.clicked.connect(self.left)
        self._send.clicked.connect(self.act)
        self._save.clicked.connect(self._on_save)
        self._try.clicked.connect(self._on_try)
        self._changes.clicked.connect(self._on_changes)
        self._more.clicked.connect(self._on_more)
        self.bind(
            {
                "save_now": self._on_save,
                "try_out": self._on_try,
                "more_acts": self._on_more,
                "item_next": self._on_next_item,
                "item_former": self._on_former_item,
                "redo": self._on_redo,
            }
        )

    def _timer(self, milliseconds: int, slot: Callable[[], object]) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(milliseconds)
        timer.timeout.connect(slot)
        return timer

    def _handbook(self) -> Handbook:
        assert self._desk is not None  # noqa: S101 (a form is shown for a desk only)
        return self._desk.judged.handbook

    def _do(self, act: Callable[[], bool], *, is_new_shape: bool = False) -> bool:
        try:
            is_another = act()
        except HandbookError as error:
            self.told.emit(str(error))
            self._rebuilding.start()
            return False
        if is_another:
            self._after_change(is_new_shape=is_new_shape)
        return is_another

    def _after_change(self, *, is_new_shape: bool) -> None:
        assert self._desk is not None  # noqa: S101 (something of it changed)
        if is_new_shape:
            self._rebuilding.start()
        else:
            self.form.follow(self._desk.value)
        self._later.start()
        self._judging.start()
        self._saving.start()
        self._show_state()

    @Slot()
    def _make_ready(self) -> None:
        if self._desk is not None:
            self._desk.make_ready()

    @Slot()
    def _rebuild(self) -> None:
        desk, after = self._desk, self._after
        self._after = None
        if desk is None:
            return
        self.form.refresh(desk.value)
        if after is not None:
            self.form.open_item(*after)

    def _show_all(self) -> None:
        self._show_page()
        self._show_findings()
        self._show_state()

    @Slot()
    def _show_page(self) -> None:
        desk = self._desk
        if desk is None:
            return
        judged = desk.judged
        self._entry = judged.entry or self._entry
        is_unread = judged.entry is None
        self._unread.setVisible(is_unread)
        if is_unread:
            first = judged.findings[0] if judged.findings else None
            why = f"{self._place(first.path)}：{first.message}" if first is not None else ""
            self._unread.setText(full_width(f"下面是上一次读得成的样子。▲ {why}"))
        if self._entry is not None:
            self.page.show_entry(self._entry, judged.handbook, self.theme, self._open_step())
        self._readying.start()

    def _open_step(self) -> str:
        """Name of the step whose box is open."""
        path = self.form.open_path
        part = self._desk.part_at(path) if self._desk is not None and path[:1] == ("steps",) else None
        return str(part.get("id") or "") if isinstance(part, dict) else ""

    @Slot()
    def _show_findings(self) -> None:
        desk = self._desk
        if desk is None:
            return
        self._judging.stop()
        findings = desk.judged.findings
        self.form.show_findings(findings)
        self.gate.show_findings(findings, self._place)
        self._to_mend.setText(self.gate.counted)
        self._show_state()

    def _place(self, path: Path) -> str:
        desk = self._desk
        if desk is None:
            return ""
        values = desk.judged.handbook.value_by_key
        return place_words(desk.kind, desk.value, path, lambda text: fill_values(text, values))

    def _show_state(self) -> None:
        desk = self._desk
        if desk is None:
            return
        draft = desk.draft
        title = fill_values(str(desk.value.get("title") or "新的一条"), desk.judged.handbook.value_by_key)
        is_changed = desk.text != draft.started_from
        state = _STATE_WORDS[draft.state] if is_changed else "已发布" if draft.started_from else "新的"
        self._state.setText(state)
        kind = "open" if draft.state is DraftState.SENT_BACK else "fine" if not is_changed else ""
        if self._state.property("kind") != kind:
            self._state.setProperty("kind", kind)
            self._state.style().unpolish(self._state)
            self._state.style().polish(self._state)
        why = f"退回：{draft.words}" if draft.state is DraftState.SENT_BACK else ""
        self.show_head(title, why)
        self._changes.setVisible(is_changed)
        to_mend = self.gate.to_mend
        lacking = f"先改 {to_mend} 处" if to_mend else "" if is_changed else "没有改动"
        self._send.say("送审", lacking)
        origin = (
            "" if draft.published is not None or draft.shipped is None else "原件不动，只改本单位的一份 · "
        )
        saved = f"已存 {draft.saved.astimezone():%H:%M:%S}" if draft.saved and desk.is_saved else ""
        self.saved = f"{origin}{saved or ('正在存…' if not desk.is_saved else '')}".strip(" ·")
        self.foot_changed.emit()

    # -- what the form says

    @Slot(object, object)
    def _on_put(self, path: Path, value: Value) -> None:
        desk = self._desk
        if desk is None:
            return
        if path[-1] == "kind" and path[:1] in (("steps",), ("onsite_steps",)) and len(path) == 3:
            if (
                path[0] == "steps"
                and value in (StepKind.ASK, StepKind.DECIDE)
                and not desk.part_at((*path[:-1], "id"))
            ):
                named = {"id": self._free_name(), "kind": value}
                self._do(lambda: desk.put_all(path[:-1], named), is_new_shape=True)
            else:
                self._do(lambda: desk.put(path, value), is_new_shape=True)
            self._after = (path[:1], int(path[1]))
            return
        self._do(lambda: desk.put(path, value))

    @Slot(object)
    def _on_edited(self, edits: Sequence[Edit]) -> None:
        desk = self._desk
        if desk is not None:
            self._do(lambda: desk.apply(edits))

    @Slot(object, int, object)
    def _on_insert(self, path: Path, index: int, cls: type[Any]) -> None:
        desk = self._desk
        if desk is None:
            return
        made = empty_part(cls)
        if cls.__name__ == "Step":
            made = {"id": self._free_name(), "kind": "ask", "text": "问什么？"}
        elif "id" in order_of(cls):
            made = {"id": self._free_name(), **made}
        if self._do(lambda: desk.insert(path, index, made), is_new_shape=True) and len(path) == 1:
            self._after = (path, index)

    def _free_name(self) -> str:
        """A name within the entry that nothing has yet; people never see it."""
        taken = {words for _, words in iter_texts(self._desk.value)} if self._desk is not None else set()
        return next(name for n in range(1, 10_000) if (name := f"own-{n}") not in taken)

    @Slot(object)
    def _on_remove(self, path: Path) -> None:
        desk = self._desk
        if desk is None:
            return
        words = self._place(path)
        if self._do(lambda: desk.remove(path), is_new_shape=True):
            self.mentioned.emit(f"拿掉了：{words}（{key_of('take_back')} 撤回）")

    @Slot(object, int, int)
    def _on_move(self, path: Path, index: int, to: int) -> None:
        desk = self._desk
        if desk is not None and self._do(lambda: desk.move(path, index, to), is_new_shape=True):
            self._after = (path, to) if len(path) == 1 else None

    @Slot(object)
    def _on_opened(self, _path: Path) -> None:
        self._later.start()

    @Slot()
    def _on_to_mend(self) -> None:
        self.step(1)

    @Slot(object)
    def _on_path(self, path: Path) -> None:
        self._columns.bring(self.form)
        self.form.go_to(path)

    @Slot(str)
    def _on_words(self, words: str) -> None:
        """A line of the page was clicked: the part that says it opens."""
        desk = self._desk
        if desk is None or not words.strip():
            return
        values = desk.judged.handbook.value_by_key
        said = [(path, full_width(fill_values(text, values))) for path, text in iter_texts(desk.value)]
        fitting = [
            (len(text), path) for path, text in said if len(text) > 1 and (text in words or words in text)
        ]
        if fitting:
            self._on_path(max(fitting, key=lambda one: one[0])[1])

    # -- acts

    @Slot()
    def _on_save(self) -> None:
        self.save()
        if self._desk is not None and self._desk.is_saved:
            self.mentioned.emit("草稿已存；发布以后才到各台。")

    @Slot()
    def _on_try(self) -> None:
        desk = self._desk
        if desk is None:
            return
        if desk.judged.entry is None or desk.kind not in _TRIED:
            self.mentioned.emit("流程和应急卡才能试；先改到读得成。")
            return
        self.trial_wanted.emit(desk.judged.entry, desk.judged.handbook)

    @Slot()
    def _on_look(self) -> None:
        if self._desk is not None:
            self.look_wanted.emit(self._desk.file)

    @Slot()
    def _on_changes(self) -> None:
        self.save()
        if self._desk is not None and self._desk.is_saved:
            self.changes_wanted.emit(self._desk.draft)

    @Slot()
    def _on_next_item(self) -> None:
        if not self.form.step_item(1):
            self.mentioned.emit("这是最后一项。")

    @Slot()
    def _on_former_item(self) -> None:
        if not self.form.step_item(-1):
            self.mentioned.emit("这是第一项。")

    @Slot()
    def _on_redo(self) -> None:
        if self._desk is not None and self._desk.redo():
            self._after_change(is_new_shape=True)

    @Slot()
    def _on_more(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction("这条改过几次").triggered.connect(self._on_history)
        menu.addAction("复制一份，改成新的一条").triggered.connect(self._on_copy)
        menu.addAction("停用这一条…").triggered.connect(self._on_retire)
        menu.addAction("丢掉草稿").triggered.connect(self._on_discard)
        menu.popup(self._more.mapToGlobal(self._more.rect().bottomLeft()))
        menu.setActiveAction(menu.actions()[0])

    @Slot()
    def _on_history(self) -> None:
        if self._desk is not None:
            self.history_wanted.emit(self._desk.file)

    @Slot()
    def _on_copy(self) -> None:
        if self._desk is not None:
            self.copy_wanted.emit(self._desk)

    @Slot()
    def _on_retire(self) -> None:
        if self._desk is not None:
            self.retire_wanted.emit(self._desk)

    @Slot()
    def _on_discard(self) -> None:
        if self._desk is not None:
            self.discard_wanted.emit(self._desk)


def _keys(*, can_try: bool) -> str:
    """What the foot tells; a key that does nothing for this kind of entry is not among them."""
    tries = (("try_out", "试一试"),) if can_try else ()
    moves = (("item_next", "下一项"), ("item_former", "上一项"), ("mend_next", "下一处要改"))
    return told(*moves, *tries, ("take_back", "撤回"))
