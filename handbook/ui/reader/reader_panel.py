"""The reading pane: a bar of actions, the page, and find in entry; wishes come up as signals."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt, Signal, Slot
from PySide6.QtWidgets import QLabel, QToolButton, QVBoxLayout, QWidget

from handbook.document.words import FULL_TEXT
from handbook.keys import key_of
from handbook.law.shelf import LawPlace, LawShelf
from handbook.model.entry import Entry
from handbook.model.handbook import Handbook
from handbook.model.kinds import Kind, Phase
from handbook.ui.reader.find_bar import FindBar
from handbook.ui.reader.reader_bar import ReaderBar
from handbook.ui.reader.reader_view import ReaderView
from handbook.ui.reader.reading_history import ReadingHistory, Visit
from handbook.ui.theme import icons
from handbook.ui.theme.theme import Theme
from handbook.ui.widgets.copied_sign import COPIED, CopiedSign
from handbook.ui.widgets.key_button import KeyButton


class ReaderPanel(QWidget):
    """Shows one entry at a time, or an article of the text of a law."""

    entry_link_activated = Signal(str)
    law_link_activated = Signal(object)
    """LawPlace."""
    favourite_toggled = Signal(str)
    copy_requested = Signal(str)
    """Words for the clipboard."""
    copy_all_requested = Signal(str)
    """Id of the entry whose words for the caller are wanted."""
    place_changed = Signal()
    turned = Signal()
    """The agent went back or forward."""
    pin_requested = Signal(str)
    flag_requested = Signal()
    script_requested = Signal()
    print_requested = Signal(str)
    menu_requested = Signal(str, str, QPoint)
    """Id of the entry, or empty, a sentence of its page, and the place on the screen where a menu is wanted."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("readerPanel")
        self.setAccessibleName("正文")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.view = ReaderView()
        self.find_bar = FindBar()
        self.history = ReadingHistory()
        self._entry: Entry | None = None
        self._law: LawPlace | None = None
        self._handbook = Handbook()
        self._shelf = LawShelf()
        self._phase: Phase | None = None
        self._theme = Theme()
        self._is_favourite = False
        self._is_pinned = False
        self._instead: QWidget | None = None
        self._copied = CopiedSign(self)
        self._build()
        self._connect()
        self._show_state()

    @property
    def entry(self) -> Entry | None:
        """The entry that is shown; None where none is, as while a law is read."""
        return self._entry

    @property
    def law(self) -> LawPlace | None:
        """Where the text of a law is that is shown; None where none is."""
        return self._law

    def apply_theme(self, theme: Theme) -> None:
        """Take the colours and sizes of `theme`, staying at the same place."""
        place = self.view.place
        self._theme = theme
        for name, button in self._buttons.items():
            icons.put(
                button, name, theme.colours.ink_second, theme.px(18), disabled=self._disabled_ink(button)
            )
        self._show_star()
        self._bar.apply_theme(theme)
        self.find_bar.apply_theme(theme)
        self.view.apply_theme(theme)
        text = self._shelf.text_of(self._law) if self._law is not None else None
        if self._law is not None and text is not None:
            self.view.show_law_again(text, self._law.number, self._shelf, place)
        elif self._entry is None:
            self.view.show_welcome(self._handbook, self._phase)
        else:
            self.view.show_again(self._entry, self._handbook, place)

    def use_phase(self, phase: Phase | None) -> None:
        """Part of the season that is on, or None where nobody chose one."""
        self._phase = phase
        if self._entry is None and self._law is None:
            self.view.show_welcome(self._handbook, phase)

    def show_handbook(self, handbook: Handbook) -> None:
        """Read from `handbook` from now on."""
        self._handbook = handbook
        if self._law is not None:
            return  # the texts of laws come and go by themselves
        if self._entry is None:
            self.view.show_welcome(handbook, self._phase)
        else:
            current = handbook.get(self._entry.id)
            if current is not None:
                self.show_entry(current, remember=False)

    def use_laws(self, shelf: LawShelf) -> None:
        """Read the texts of laws from `shelf` from now on; one that is shown and no more there gives way."""
        self._shelf = shelf
        if self._law is None:
            return
        text = shelf.text_of(self._law)
        if text is None:
            self._read_last()
            self._show_state()
        else:
            self.view.show_law_again(text, self._law.number, shelf, self.view.place)

    def show_entry(self, entry: Entry, *, marks: Sequence[str] = (), remember: bool = True) -> None:
        """Show `entry` with `marks` marked; remembered visits can be gone back to."""
        if self._is_remembered():
            self.history.leave_at(self.view.place)
        self._put_away()
        is_new = self._entry is not entry
        self._entry, self._law = entry, None
        if is_new:
            self.view.show_entry(entry, self._handbook)
        if remember:
            self.history.visit(entry.id)
        self._mark(marks)

    def show_law(self, law: LawPlace, *, marks: Sequence[str] = (), remember: bool = True) -> None:
        """Show the text at `law`, likewise; nothing happens where it is not at hand."""
        text = self._shelf.text_of(law)
        if text is None:
            return
        if self._is_remembered():
            self.history.leave_at(self.view.place)
        self._put_away()
        is_new = self._law != law
        self._entry, self._law = None, law
        if is_new:
            self.view.show_law(text, law.number, self._shelf)
        if remember:
            self.history.visit_law(law)
        self._mark(marks)

    def _mark(self, marks: Sequence[str]) -> None:
        """Mark what a search met, else what is looked for on the page."""
        if marks:
            self.view.mark(marks)
        elif self.find_bar.isVisible():
            self._on_words_changed(self.find_bar.field.text())
        else:
            self.view.mark(())
        self._show_state()

    def put_instead(self, page: QWidget) -> None:
        """What stands where the page of an entry does, while nothing is about what was asked."""
        self._instead = page
        self._column.insertWidget(self._column.indexOf(self.view), page, 1)
        page.hide()

    def show_instead(self, *, is_shown: bool) -> None:
        """Let no entry be read but what stands instead; or read again what was read last, where it was left."""
        if self._instead is None or is_shown != self._instead.isHidden():
            return
        if is_shown:
            if self._is_remembered():
                self.history.leave_at(self.view.place)
            self._entry = self._law = None
            self.find_bar.hide()
            self.view.hide()
            self._instead.show()
        else:
            self._read_last()
        self._show_state()

    def leave_preview(self) -> None:
        """Read again what was opened last, where only a look was taken at something else."""
        if self._is_reading and not self._is_remembered():
            self._read_last()
            self._show_state()

    def show_favourite(self, is_favourite: bool) -> None:
        """Whether the entry is marked as favourite."""
        self._is_favourite = is_favourite
        self._show_star()

    def show_pinned(self, *, is_pinned: bool) -> None:
        """Whether the entry is under way at the call desk: then nothing offers to put it there."""
        if is_pinned != self._is_pinned:
            self._is_pinned = is_pinned
            self._show_pin()

    def go(self, step: int) -> None:
        """Back (-1) or forward (+1), to the same place as it was left at."""
        if self._is_remembered():
            self.history.leave_at(self.view.place)
            visit = self.history.move(step)
        else:  # a preview is shown: back returns to what was read before it
            visit = self.history.current if step < 0 else None
        if visit is not None and self._show_visit(visit):
            self._show_state()
            self.turned.emit()

    def take_focus(self) -> None:
        """Put the keyboard into the page."""
        self.view.setFocus()

    @Slot()
    def go_back(self) -> None:
        """To the entry read before, at the same place."""
        self.go(-1)

    @Slot()
    def go_forward(self) -> None:
        """Forward again."""
        self.go(1)

    @Slot()
    def open_find(self) -> None:
        """Open find in entry."""
        self.find_bar.open()
        self._on_words_changed(self.find_bar.field.text())

    @Slot()
    def close_find(self) -> None:
        """Close it; the keyboard goes to the page."""
        self.find_bar.hide()
        self.view.mark([])
        self.view.setFocus()

    def confirm_copied(self, words: str = COPIED) -> None:
        """Say at the bar that it was done."""
        self._copied.put_on(self._answer, words)

    def _build(self) -> None:
        self._buttons = {
            "back": self._button("backButton", "后退", key_of("back")),
            "forward": self._button("forwardButton", "前进", key_of("forward")),
            "copy": self._button("copyAllButton", "复制给用户的话", key_of("copy_for_caller")),
            "find": self._button("findButton", "在本条目中查找", key_of("find")),
            "print": self._button("printButton", "打印或导出", key_of("print")),
            "flag": self._button("flagButton", "内容有误", key_of("flag")),
        }
        self._pin = KeyButton("加入通话台", key_of("pin"), "primary")
        self._pin.setObjectName("pinButton")
        self._pinned = KeyButton("已在通话台", key_of("desk"))
        self._pinned.setObjectName("pinnedButton")
        self._script = KeyButton("大字朗读", key_of("script"))
        self._script.setObjectName("scriptButton")
        self._star = self._button("favouriteButton", "收藏", key_of("favourite"))
        self._of_entries = [
            (button, button.toolTip(), f"{FULL_TEXT}{reason}")
            for button, reason in (
                (self._star, "不能收藏"),
                (self._buttons["copy"], "不是对用户说的话：要用哪句，选中再复制"),
                (self._buttons["print"], "不单独打印"),
                (self._buttons["flag"], "照原样存着：有错请找维护人员"),
            )
        ]
        """Buttons for entries alone, with their tip, and the reason why they are off while a law is read."""
        self._answer = QLabel()
        self._answer.setObjectName("copyAnswer")
        left = [self._buttons[name] for name in ("back", "forward")]
        right = [self._star, *(self._buttons[name] for name in ("copy", "print", "find", "flag"))]
        bar = self._bar = ReaderBar(left, (self._pin, self._pinned, self._script), right, self._answer)
        layout = self._column = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(bar)
        layout.addWidget(self.view, 1)
        layout.addWidget(self.find_bar)

    def _connect(self) -> None:
        self._buttons["back"].clicked.connect(self.go_back)
        self._buttons["forward"].clicked.connect(self.go_forward)
        self._buttons["copy"].clicked.connect(self._on_copy_all)
        self._buttons["find"].clicked.connect(self.open_find)
        self._star.clicked.connect(self._on_star)
        self._buttons["flag"].clicked.connect(self.flag_requested)
        self._buttons["print"].clicked.connect(self._on_print)
        self._pin.clicked.connect(self._on_pin)
        self._pinned.clicked.connect(self._on_pin)  # turns to the list that is there
        self._script.clicked.connect(self.script_requested)
        self.view.link_activated.connect(self._on_link)
        self.view.sentence_wanted.connect(self._on_sentence)
        self.find_bar.words_changed.connect(self._on_words_changed)
        self.find_bar.step_requested.connect(self._on_step)
        self.find_bar.closed.connect(self.close_find)
        self._copied.timeout.connect(self._answer.clear)

    def _button(self, name: str, words: str, key: str) -> QToolButton:
        button = QToolButton()
        button.setObjectName(name)
        button.setProperty("role", "quiet")
        button.setAccessibleName(words)
        button.setToolTip(f"{words}({key})")
        return button

    def _read_last(self) -> None:
        """The entry that was opened last, where it was left; the day where there is none."""
        visit = self.history.current
        if visit is None or not self._show_visit(visit):
            self._put_away()
            self._entry = self._law = None
            self.view.show_welcome(self._handbook, self._phase)

    def _show_visit(self, visit: Visit) -> bool:
        """Show what was read, where it was left; whether it is still there."""
        entry = self._handbook.get(visit.entry_id) if visit.law is None else None
        text = self._shelf.text_of(visit.law) if visit.law is not None else None
        if entry is None and text is None:
            return False
        self._put_away()
        self._entry, self._law = entry, visit.law
        if entry is not None:
            self.view.show_entry(entry, self._handbook)
        elif text is not None and visit.law is not None:
            self.view.show_law(text, visit.law.number, self._shelf)
        self.view.go_to(visit.place)
        return True

    def _put_away(self) -> None:
        """The page of an entry stands in its place again."""
        if self._instead is not None:
            self._instead.hide()
            self.view.show()

    def _is_remembered(self) -> bool:
        """Whether what is shown is the current visit, not a preview."""
        visit = self.history.current
        if visit is None or not self._is_reading:
            return False
        return visit.law == self._law and visit.entry_id == (
            self._entry.id if self._entry is not None else ""
        )

    @property
    def _is_reading(self) -> bool:
        """Whether an entry or the text of a law is shown."""
        return self._entry is not None or self._law is not None

    def _show_state(self) -> None:
        has_visit = self.history.current is not None
        self._buttons["back"].setEnabled(
            self.history.can_go_back or (has_visit and not self._is_remembered())
        )
        self._buttons["forward"].setEnabled(self.history.can_go_forward)
        kind = self._entry.kind if self._entry is not None else None
        self._script.setVisible(kind is Kind.SCRIPT)
        self._show_pin()
        self._show_allowed()
        self.place_changed.emit()

    def _show_allowed(self) -> None:
        """What makes no sense for the text of a law cannot be pressed there, and says why."""
        for button, words, reason in self._of_entries:
            is_law = self._law is not None
            button.setEnabled(not is_law)
            button.setToolTip(reason if is_law else words)
            button.setAccessibleDescription(reason if is_law else "")

    def _show_pin(self) -> None:
        kind = self._entry.kind if self._entry is not None else None
        can_be_pinned = kind in (Kind.PROCEDURE, Kind.EMERGENCY)
        self._pin.setVisible(can_be_pinned and not self._is_pinned)
        self._pinned.setVisible(can_be_pinned and self._is_pinned)
        self._bar.fit()

    def _disabled_ink(self, button: QToolButton) -> str:
        """Colour of a button that is off while a law is read; empty = as Qt greys it."""
        return self._theme.colours.line_strong if any(button is one for one, _, _ in self._of_entries) else ""

    def _show_star(self) -> None:
        colours = self._theme.colours
        name, colour = (
            ("star-filled", colours.caution) if self._is_favourite else ("star", colours.ink_second)
        )
        faint = self._disabled_ink(self._star)
        icons.put(self._star, name, colour, self._theme.px(18), disabled=faint)
        self._star.setAccessibleName("取消收藏" if self._is_favourite else "收藏")

    @Slot(str)
    def _on_link(self, url: str) -> None:
        scheme, _, rest = url.partition(":")
        law = LawPlace.of_link(url)
        if law is not None:
            self.law_link_activated.emit(law)
        elif scheme == "entry":
            self.entry_link_activated.emit(rest)
        elif scheme == "copy" and self.view.words_of(rest):
            self.copy_requested.emit(self.view.words_of(rest))

    @Slot(str, QPoint)
    def _on_sentence(self, sentence: str, at: QPoint) -> None:
        self.menu_requested.emit(self._entry.id if self._entry is not None else "", sentence, at)

    @Slot()
    def _on_copy_all(self) -> None:
        if self._entry is not None:
            self.copy_all_requested.emit(self._entry.id)

    @Slot()
    def _on_pin(self) -> None:
        if self._entry is not None:
            self.pin_requested.emit(self._entry.id)

    @Slot()
    def _on_print(self) -> None:
        if self._entry is not None:
            self.print_requested.emit(self._entry.id)

    @Slot()
    def _on_star(self) -> None:
        if self._entry is not None:
            self.favourite_toggled.emit(self._entry.id)

    @Slot(str)
    def _on_words_changed(self, words: str) -> None:
        self.view.mark([words], is_stepping=True)
        self.find_bar.show_count(self.view.current_match, self.view.matches)

    @Slot(int)
    def _on_step(self, step: int) -> None:
        self.view.step_match(step)
        self.find_bar.show_count(self.view.current_match, self.view.matches)
