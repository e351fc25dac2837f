"""When newer content takes the place of what is shown: offered in one line between calls, never during one."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QWindow
from PySide6.QtWidgets import QApplication, QDialog

from handbook.app.content_watch import ContentWatch, Prepared
from handbook.content.site_changes import author_words, fault_words, new_faults
from handbook.model.problem import Problem
from handbook.override import override
from handbook.ui.window.main_window import MainWindow

IDLE_S = 60.0
"""Seconds without a key or a click after which nobody is disturbed."""
NOTHING_NEWER = "内容没有更新：现在看的就是最新的。"
AFTER_THE_CALL = "正在通话：挂断后换上更新的内容。"
TAKEN = "换好了：现在看的是更新后的内容。"
_ACTS = frozenset({QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.Wheel})


class ContentUpdate(QObject):
    """Holds what is newer until it may be taken; an author sees it at once."""

    taken = Signal(object)
    """Prepared: it is to be shown now."""

    def __init__(self, window: MainWindow, watch: ContentWatch, parent: QObject) -> None:
        super().__init__(parent)
        self._window = window
        self._watch = watch
        self._is_author = watch.is_author
        self.clock: Callable[[], float] = time.monotonic
        self._prepared: Prepared | None = None
        self._was_on_call = False
        self._is_due = False
        """Whether the end of the call takes it unasked: it was wanted meanwhile, or offered before the call began."""
        self._last_act = self.clock()
        self._to_say = ""
        """What waits for the end of the call."""
        self._said = ""
        """What was said last of faults that are still there."""
        self._to_list: Sequence[Problem] | None = None
        """Problems that can be looked at from the end of the call on; None where nothing waits."""
        self._heard: QWindow | None = None
        watch.prepared.connect(self._on_prepared)
        watch.withdrawn.connect(self._on_withdrawn)
        watch.faulted.connect(self._on_faults)
        watch.refused.connect(self._on_refused)
        watch.looked.connect(self.take_if_idle)
        panels = window.panels
        panels.update_wanted.connect(self.take)
        # After whoever ends the call has done so in every panel.
        panels.calls.state_changed.connect(self._on_calls, Qt.ConnectionType.QueuedConnection)
        panels.emergency.closed.connect(self._on_cards_closed, Qt.ConnectionType.QueuedConnection)

    @property
    def prepared(self) -> Prepared | None:
        """What waits to be taken."""
        return self._prepared

    @Slot()
    def take(self) -> None:
        """It is wanted now: by key or click."""
        if self._prepared is None and self._said and not self._is_on_call:
            self._window.notice.mention(self._said)
        elif self._prepared is None:
            self._window.panels.answer(self._said or NOTHING_NEWER)
        elif self._is_on_call:
            self._is_due = True
            self._window.panels.answer(AFTER_THE_CALL)
        else:
            self._take()
            self._window.panels.answer(TAKEN)

    @Slot()
    def take_if_idle(self) -> None:
        """Nobody works at the desk: what has stood there since the last look is taken."""
        is_idle = self.clock() - self._last_act >= IDLE_S and not self._window.search.query.text
        if self._prepared is not None and is_idle and self._is_free:
            self._take()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Hears of keys and clicks while something waits, and takes none."""
        if event.type() in _ACTS:
            self._last_act = self.clock()
        return False

    def say_faults(self, faults: Sequence[Problem], *, is_shown: bool = False) -> None:
        """Newer content that is not taken has faults, or, with `is_shown`, what is shown has; none = all is mended."""
        handbook = self._window.panels.reading.handbook
        if not self._is_author:
            self._say(fault_words(faults, handbook) if faults else "")
            return
        words = author_words(faults, handbook, is_shown=is_shown) if faults else ""
        if words != self._said:
            self._window.notice.take_back(self._said)
            self._window.notice.tell(words)
            self._said = words

    def say(self, words: str) -> None:
        """In passing, at the end of the call where one is on."""
        self._to_say = words
        self._catch_up()

    @property
    def _shown_revision(self) -> str:
        return self._window.panels.reading.handbook.revision

    @property
    def _is_on_call(self) -> bool:
        return self._window.panels.calls.desk.active is not None

    @property
    def _is_free(self) -> bool:
        """Whether neither a call nor anything else that is open would be disturbed."""
        is_asked = QApplication.activePopupWidget() is not None or any(
            isinstance(widget, QDialog) and widget.isVisible() for widget in QApplication.topLevelWidgets()
        )
        return not is_asked and self._may_be_taken

    @property
    def _may_be_taken(self) -> bool:
        """Whether no caller is spoken with, and nothing is half typed."""
        is_composing = self._window.search.field.is_composing
        return not (self._is_on_call or is_composing or self._window.panels.emergency.is_open)

    def _take(self) -> None:
        prepared, self._prepared = self._prepared, None
        self._is_due = False
        self._show()
        if prepared is not None:
            if not self._is_author:  # whose faults stand until they are mended
                self._forget_faults()
            self.taken.emit(prepared)

    def _show(self) -> None:
        """The line at the top, where anybody would see a difference; not over a call."""
        words = ""
        if self._prepared is not None and self._prepared.count and not self._is_on_call:
            words = f"内容有更新：{self._prepared.count} 处 · 现在换"
        self._window.top_bar.show_update(words)
        self._hear(self._window.windowHandle() if self._prepared is not None else None)

    def _hear(self, window: QWindow | None) -> None:
        """Only while something waits: at other times no key passes through here."""
        if self._heard is window:
            return
        if self._heard is not None:
            self._heard.removeEventFilter(self)
        self._heard = window
        self._last_act = self.clock()
        if window is not None:
            window.installEventFilter(self)

    def _say(self, words: str) -> None:
        """In passing, once, and not over a call: a notice moves the page."""
        if words != self._said:
            self._said = self._to_say = words
            self._catch_up()

    def _list(self, problems: Sequence[Problem]) -> None:
        """What can be looked at from the top bar; not over a call either."""
        self._to_list = problems
        self._catch_up()

    def _catch_up(self) -> None:
        """What waited for the end of the call."""
        if self._is_on_call:
            return
        if self._to_say:
            self._window.notice.mention(self._to_say)
        if self._to_list is not None:
            self._window.panels.show_problems(self._to_list, with_advice=self._is_author)
        self._to_say, self._to_list = "", None

    def _forget_faults(self) -> None:
        """What was told of newer content is so no more."""
        if self._said:
            self._window.notice.take_back(self._said)
            shown = self._watch.shown
            self._said = self._to_say = ""
            self._list(shown.problems if shown is not None else ())

    @Slot(object)
    def _on_prepared(self, prepared: Prepared) -> None:
        self._prepared = prepared
        if self._is_author:
            self._preview(prepared)
            return
        self._forget_faults()
        self._is_due = self._is_due or prepared.is_awaited
        if prepared.is_awaited and self._may_be_taken:
            self._take()
        else:
            self._show()

    def _preview(self, prepared: Prepared) -> None:
        """What an author saved is shown at once, and what is wrong with it is told."""
        problems = prepared.content.problems
        self.say_faults(new_faults((), problems, is_whole=True), is_shown=True)
        if prepared.count or prepared.content.handbook.revision != self._shown_revision:
            self._take()
        else:
            self._prepared = None  # saved as it was, or mended back to it
        self._list(problems)

    @Slot()
    def _on_withdrawn(self) -> None:
        self._prepared = None
        self._show()

    @Slot(object, object)
    def _on_faults(self, faults: Sequence[Problem], problems: Sequence[Problem]) -> None:
        self.say_faults(faults)
        self._list(problems)

    @Slot(str)
    def _on_refused(self, why: str) -> None:
        self._say(f"本单位内容有更新，这台电脑没能换上，先用原来的。{why}")

    @Slot()
    def _on_calls(self) -> None:
        was_on, self._was_on_call = self._was_on_call, self._is_on_call
        if was_on == self._was_on_call:
            return
        self._catch_up()
        if self._prepared is None:
            return
        if not was_on:
            self._is_due = True  # offered, and not taken before the next caller came
            self._show()
        elif (self._is_due or not self._prepared.count) and self._may_be_taken:
            self._take()  # also beneath the ticket that is copied now: it holds its words
        else:
            self._show()

    @Slot()
    def _on_cards_closed(self) -> None:
        if self._prepared is not None and self._is_due and self._may_be_taken:
            self._take()
