"""Dispatch's window at work: what is typed is kept, sent by a process aside, and the list that comes back is shown."""

import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from threading import Event

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtGui import QCloseEvent

from handbook.bulletin.acts import Answer, addition, replacement, withdrawal
from handbook.bulletin.form import NoticeForm, TimeChosen, form_of, notice_of
from handbook.bulletin.notice import Notice, Situation
from handbook.bulletin.open_notices import Standing, open_notices
from handbook.bulletin.remembered import Remembered, buildings_offered, estates_offered
from handbook.model.typesetting import full_width
from handbook.ui.background import BackgroundWork, Report
from handbook.ui.dispatch.dispatch_window import SEND, TITLE, DispatchWindow
from handbook.ui.dispatch.form_view import FormView
from handbook.ui.theme.theme import Theme

KEEP_MS = 700
"""After the last key: what is typed is on the disk within a second."""
LOOK_MS = 15_000
"""How often the times are looked at again, and what is overdue."""
LIST_MS = 60_000
"""How often another dispatcher's notices are asked for."""
SENDING = "正在发…"
SENT = "发到更新文件夹了 · 一分钟内到各台"
NOT_KEPT = "写的没能存到这台电脑上（{why}），窗口先别关。"
STOP_FIRST = "正在发，发完再关。"
CLOSE_AGAIN = "写的存好了，下次打开还在。再按一次 Esc 关上。"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ports:
    """What the window is handed; none of it is called while the other thread is at work, but for `ask`, which runs there."""

    remembered: Remembered
    """What this computer kept."""
    keep: Callable[[Remembered], str]
    """Keep it; why that was refused, else nothing."""
    ask: Callable[[bytes, Callable[[], bool]], Answer]
    """What the process aside says: to an act, or to nothing, which asks for the list; the second ends it."""
    notices: tuple[Notice, ...] = ()
    """The notices that the desk of this computer knows of."""
    obstacle: str = ""
    """Why nothing can be sent from here, for the administrator; empty = it can."""


class Dispatch(QObject):
    """Makes the window and connects it."""

    ended = Signal()
    """The window was closed, and nothing is under way."""

    def __init__(self, ports: Ports, now: Callable[[], datetime]) -> None:
        super().__init__()
        self._ports = ports
        self._now = now
        self._kept = ports.remembered
        self._notices = ports.notices
        self._was: Notice | None = None
        """The notice that the form changes, as it read when it was opened."""
        self._sending: NoticeForm | None = None
        """What is being sent, of the form; None while something else is asked, or nothing."""
        self._withdrawing = 0
        self._told_of_list = ""
        """Why the list could not be read, as it is told just now."""
        self._stopping = Event()
        self.form = FormView(now, self._offers)
        self.window = DispatchWindow(self.form)
        self._work = BackgroundWork(self)
        self._work.finished.connect(self._on_answer)
        self._work.failed.connect(self._on_failed)
        self._keeping = self._timer(KEEP_MS, self._on_keep_time, is_once=True)
        self._looking = self._timer(LOOK_MS, self._on_look)
        self._listing = self._timer(LIST_MS, self._on_list_time)
        self._connect()
        self._remember_places()
        self.window.show_sender(self._kept.sender)
        self.form.ask_name(is_asked=not self._kept.sender and not ports.obstacle)
        self.form.show_form(self._kept.draft)
        self._show_title()
        self._show_open()
        self._say()

    def _timer(self, milliseconds: int, slot: Callable[[], object], *, is_once: bool = False) -> QTimer:
        timer = QTimer(self)
        timer.setInterval(milliseconds)
        timer.setSingleShot(is_once)
        timer.timeout.connect(slot)
        return timer

    def _connect(self) -> None:
        window, form, shown = self.window, self.form, self.window.open_list
        form.changed.connect(self._on_changed)
        window.send_wanted.connect(self.send)
        window.keep_wanted.connect(self._on_keep)
        window.back_wanted.connect(self._on_back)
        window.name_wanted.connect(self._on_name_wanted)
        window.zoomed.connect(self._on_zoomed)
        window.closing.connect(self._on_closing)
        shown.time_wanted.connect(self._on_time)
        shown.restored_wanted.connect(self._on_restored)
        shown.withdraw_wanted.connect(self._on_withdraw)

    @property
    def is_busy(self) -> bool:
        """Whether the process aside is at work."""
        return self._work.is_busy

    @property
    def notices(self) -> tuple[Notice, ...]:
        """The list as it was last read."""
        return self._notices

    @property
    def places(self) -> tuple[tuple[str, str], ...]:
        """Estates and buildings that were named before."""
        return self._kept.places

    def open(self, theme: Theme) -> None:
        """Show the window and ask for the list."""
        self.window.apply_theme(theme)
        self.window.take_room()
        self.window.show()
        self._looking.start()
        if self._ports.obstacle:
            self.window.tell(self._ports.obstacle)
        else:
            self._listing.start()
            self._on_list_time()
        if self.form.is_name_lacking:
            self.form.name.setFocus()
        else:
            self.form.place.setFocus()

    # -- sending

    @Slot()
    def send(self) -> None:
        """Send what stands in the form; where something is lacking, go to it."""
        self.form.finish_typing()
        if self._ports.obstacle:
            self.window.tell(self._ports.obstacle)
            return
        if self._sending is not None or self._withdrawing:
            return
        if self.form.is_name_lacking or self.form.lacking:
            self.window.turn_to_form()
            self.form.say_lacking()
            self._say()
            return
        self._take_name()
        form, now = self.form.form, self._now()
        notice = notice_of(form, self._kept.sender, now)
        self._keep_draft()
        self._sending = form
        act = replacement(notice, self._was) if form.number else addition(notice)
        self._ask(act)

    @Slot(object)
    def _on_withdraw(self, notice: Notice) -> None:
        if self._ports.obstacle:
            self.window.tell(self._ports.obstacle)
        elif self._sending is None and not self._withdrawing:
            self._withdrawing = notice.number
            self._ask(withdrawal(notice))

    def _ask(self, act: bytes) -> None:
        self.window.tell("")
        self._work.start(partial(self._run, act))
        self._say()

    def _run(self, act: bytes, _report: Report) -> Answer:
        return replace(self._ports.ask(act, self._stopping.is_set), asked=act)

    @Slot(object)
    def _on_answer(self, answer: Answer) -> None:
        form, withdrawn = self._sending, self._withdrawing
        if answer.notices is not None:
            self._notices = answer.notices
            self._remember_places()
        if form is not None and answer.asked:
            self._sending = None
            self._on_sent(form, answer)
        elif withdrawn and answer.asked:
            self._withdrawing = 0
            self._told_of(answer, f"T-{withdrawn} 收回了 · 一分钟内各台不再看到")
        else:
            self._tell_of_list("" if answer.is_done else answer.words)
        self._show_open()
        self._say()

    def _tell_of_list(self, words: str) -> None:
        """Told where nothing else is, and taken back when the share answers again."""
        is_told = bool(self._told_of_list) and self._told_of_list in self.window.told
        if is_told or (words and not self.window.told):
            self.window.tell(words)
        self._told_of_list = full_width(words)

    def _on_sent(self, form: NoticeForm, answer: Answer) -> None:
        self._told_of(answer, f"T-{answer.number} {SENT}")
        if answer.is_done:
            self._keep(self._kept.with_places([(form.estate, form.buildings)]))
            if self.form.form == form:
                self._show_form(NoticeForm())
                self.form.place.setFocus()
            else:  # who typed on meanwhile keeps it, as a change of what was sent
                self._was = next((one for one in self._notices if one.number == answer.number), None)
                self._show_form(replace(self.form.form, number=answer.number))
        elif answer.notices is not None and form.number:
            self._follow_change(form.number)

    def _told_of(self, answer: Answer, fine: str) -> None:
        self.window.tell(fine if answer.is_done else answer.words, is_fine=answer.is_done)

    def _follow_change(self, number: int) -> None:
        """Somebody else changed the notice, or took it off: sent again, this goes over that one, or stands as a new one."""
        self._was = next((one for one in self._notices if one.number == number), None)
        if self._was is None:
            self.form.show_form(replace(self.form.form, number=0))
            self._show_title()

    @Slot(object)
    def _on_failed(self, error: Exception) -> None:
        self._sending, self._withdrawing = None, 0
        self.window.tell("没有发出去，程序这边出了点问题。写的都在，再按一次；还不行就告诉管理员。")
        self._say()
        sys.excepthook(type(error), error, error.__traceback__)

    # -- open notices

    @Slot(object)
    def _on_time(self, notice: Notice) -> None:
        self._open_notice(notice, replace(form_of(notice), until=TimeChosen(), said=""))
        self.form.until.take_focus()

    @Slot(object)
    def _on_restored(self, notice: Notice) -> None:
        back = replace(
            form_of(notice), situation=Situation.RESTORED, until=TimeChosen(minutes=1), reason="", said=""
        )
        self._open_notice(notice, back)
        self.form.until.take_focus()

    def _open_notice(self, notice: Notice, form: NoticeForm) -> None:
        self._was = notice
        self._show_form(form)
        self.window.tell("")
        self.window.turn_to_form()

    def _show_form(self, form: NoticeForm) -> None:
        if not form.number:
            self._was = None
        self.form.show_form(form)
        self._show_title()
        self._keep_draft()
        self._say()

    def _show_open(self) -> None:
        rows = open_notices(self._notices, self._now())
        self.window.open_list.show_rows(rows)
        places = {row.notice.estate: row.notice.label for row in rows}
        if places != self.form.open_places:
            self.form.open_places = places
            self.form.refresh()
        late = sum(row.standing is Standing.OVERDUE for row in rows)
        self.window.show_open(len(rows), late)

    def _show_title(self) -> None:
        number = self.form.form.number
        self.window.show_title(f"改 T-{number}" if number else TITLE)

    # -- what is kept

    @Slot()
    def _on_changed(self) -> None:
        if self._stopping.is_set():
            return
        if self.window.told.startswith("✓"):
            self.window.tell("")
        self._keeping.start()
        self._say()

    @Slot()
    def _on_keep_time(self) -> None:
        self._keep_draft()

    @Slot()
    def _on_keep(self) -> None:
        self.form.finish_typing()
        self._take_name()
        if self._keep_draft():
            now = self._now().astimezone()
            self.window.tell(f"存着了 {now:%H:%M}，还没发；关上再打开还在。", is_fine=True)

    def _keep_draft(self) -> bool:
        self._keeping.stop()
        return self._keep(replace(self._kept, draft=self.form.form))

    def _keep(self, kept: Remembered) -> bool:
        if kept == self._kept:
            return True
        self._kept = kept
        why = self._ports.keep(kept)
        if why:
            self.window.tell(NOT_KEPT.format(why=why))
        return not why

    def _take_name(self) -> None:
        name = self.form.name.text().strip()
        if self.form.is_name_asked and name:
            self._keep(replace(self._kept, sender=name))
            self.form.ask_name(is_asked=False)
            self.window.show_sender(name)

    @Slot()
    def _on_name_wanted(self) -> None:
        self.form.name.setText(self._kept.sender)
        self.form.ask_name(is_asked=True)
        self.form.name.setFocus()
        self.form.name.selectAll()

    def _remember_places(self) -> None:
        known = [(one.estate, one.buildings) for one in self._notices]
        kept = self._kept.with_places(place for place in known if place not in self._kept.places)
        self._keep(kept)

    def _offers(self, estate: str, typed: str) -> Sequence[str]:
        places = self._kept.places
        return buildings_offered(places, estate, typed) if estate else estates_offered(places, typed)

    # -- time, keys, leaving

    @Slot()
    def _on_look(self) -> None:
        self.form.refresh()
        self._show_open()
        self._say()

    @Slot()
    def _on_list_time(self) -> None:
        if not self._work.is_busy:
            self._work.start(partial(self._run, b""))

    @Slot()
    def _on_back(self) -> None:
        """One level back: from a notice that is changed to a blank form, then out. Nothing that was typed is lost."""
        if self.form.said.is_editing:
            return
        form = self.form.form
        if form.number:
            self._show_form(NoticeForm())
            self.window.tell("")
        elif form.is_empty or self.window.told.endswith(CLOSE_AGAIN):
            self.window.close()
        elif self._keep_draft():
            self.window.tell(CLOSE_AGAIN, is_fine=True)

    @Slot(float)
    def _on_zoomed(self, scale: float) -> None:
        self.window.apply_theme(Theme(self.window.theme.colours, scale))

    @Slot(object)
    def _on_closing(self, event: QCloseEvent) -> None:
        if self._sending is not None or self._withdrawing:
            event.ignore()
            self.window.tell(STOP_FIRST)
            return
        self._keep_draft()
        self._stopping.set()
        for timer in (self._keeping, self._looking, self._listing):
            timer.stop()
        self._work.wait()
        self.ended.emit()

    def _say(self) -> None:
        """What the button does, or why it cannot yet."""
        is_sending = self._sending is not None
        self.window.open_list.say_busy(is_busy=bool(self._withdrawing))
        self.window.count.setText("发到各台" if not self._ports.obstacle else "")
        if self._ports.obstacle:
            self.window.send.say(SEND, "还没配好", self._ports.obstacle)
        elif is_sending:
            self.window.send.say(SENDING)
        else:
            lacks = len({one.field for one in self.form.lacking}) + self.form.is_name_lacking
            words = "、".join(one.words for one in self.form.lacking)
            self.window.send.say(SEND, f"还差 {lacks} 样" if lacks else "", words)
