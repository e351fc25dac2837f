"""What the page 发布 wishes, done by a process aside; the share is looked at while the page is up, and at no other time."""

from collections.abc import Callable
from functools import partial
from threading import Event
from typing import Protocol

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtWidgets import QFileDialog

from handbook.document.blocks import Sheet
from handbook.model.typesetting import full_width
from handbook.ui.background import BackgroundWork, Report
from handbook.ui.workshop.publish_page import PublishPage
from handbook.ui.workshop.publish_sign import Signed, Signing
from handbook.ui.workshop.workshop_window import WorkshopWindow
from handbook.upkeep.publication import ALL, ShareState, Survey
from handbook.upkeep.publication_child import Ended, Stopped
from handbook.upkeep.publication_sheet import publication_sheet
from handbook.upkeep.publication_steps import checks_words

LOOK_MS = 30_000


class Child(Protocol):
    """Who looks and signs (`PublicationChild`)."""

    def state(self, is_stopped: Stopped) -> ShareState | str: ...  # noqa: D102

    def survey(self, is_stopped: Stopped) -> Survey | str: ...  # noqa: D102

    def publish(  # noqa: D102
        self,
        passphrase: str,
        stage: int,
        note: str,
        is_stopped: Stopped,
        *,
        checks: str = "",
        is_urgent: bool = False,
    ) -> Ended: ...

    def widen(  # noqa: D102
        self, passphrase: str, number: int, stage: int, why: str, is_stopped: Stopped
    ) -> Ended: ...

    def stop(self, number: int, is_stopped: Stopped) -> Ended: ...  # noqa: D102

    def withdraw(self, passphrase: str, to_number: int, is_stopped: Stopped) -> Ended: ...  # noqa: D102

    def second(self, passphrase: str, digest: str, is_stopped: Stopped) -> Ended: ...  # noqa: D102

    def drop(self, is_stopped: Stopped) -> Ended: ...  # noqa: D102


class PublishPages(QObject):
    """A passphrase passes through here once, on its way to the process."""

    keys_chosen = Signal(object)
    """Path of the folder with the keys: it is to be remembered."""
    sheet_wanted = Signal(object)
    """`Sheet` that is to be printed."""
    fault_wanted = Signal(object)
    """`Fault` that is to be mended."""

    def __init__(
        self,
        window: WorkshopWindow,
        child: Callable[[], Child | str],
        revision: Callable[[], str],
        named: Callable[[Callable[[], object]], None],
    ) -> None:
        """`child` gives who looks and signs, or why there is none. `revision` tells one content from another."""
        super().__init__(window)
        self._window = window
        self._child = child
        self._revision = revision
        self._named = named
        self._state: ShareState | None = None
        self._survey: Survey | None = None
        self._surveyed = ""
        """Revision of the content that was looked at, with the pack it was compared with."""
        self._surveying = ""
        self._is_up = False
        self._refused = ""
        """Why the last act was not done: it is told until the next one begins."""
        self._stopping = Event()
        self.page = PublishPage()
        self._looking, self._checking, self._acting = (BackgroundWork(self) for _ in range(3))
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_MS)
        self._timer.timeout.connect(self.look)
        self._connect()

    @Slot()
    def refresh(self) -> None:
        """The content may be another."""
        if self._is_up:
            self._check()

    @Slot()
    def look(self) -> None:
        """How the share stands now."""
        child = self._child()
        if isinstance(child, str):
            self.page.show_waiting(child)
        elif not self._looking.is_busy and not self._acting.is_busy:
            self._looking.start(partial(_state, child, self._stopping.is_set))

    @Slot()
    def end(self) -> None:
        """The window closes: what runs is ended; what is being signed is waited for."""
        self._is_up = False
        self._timer.stop()
        self._stopping.set()
        for work in (self._looking, self._checking, self._acting):
            work.wait()

    # -- internals

    def _connect(self) -> None:
        page = self.page
        page.came_up.connect(self._on_up)
        page.went.connect(self._on_gone)
        page.signed.connect(self._on_signed)
        page.stop_wanted.connect(self._on_stop)
        page.drop_wanted.connect(self._on_drop)
        page.keys_wanted.connect(self._on_keys_wanted)
        page.print_wanted.connect(self._on_print)
        page.fault_wanted.connect(self.fault_wanted)
        self._looking.finished.connect(self._on_state)
        self._looking.failed.connect(self._on_failed)
        self._checking.finished.connect(self._on_survey)
        self._checking.failed.connect(self._on_failed)
        self._acting.finished.connect(self._on_acted)
        self._acting.failed.connect(self._on_failed)

    @Slot()
    def _on_up(self) -> None:
        self._is_up = True
        self._stopping = Event()
        self._timer.start()
        self.look()

    @Slot()
    def _on_gone(self) -> None:
        self._is_up = False
        self._timer.stop()

    @Slot(object)
    def _on_state(self, state: ShareState | str) -> None:
        if not self._is_up:
            return
        if isinstance(state, str):
            self.page.show_waiting(state)
            return
        self._state = state
        self.page.show_state(state)
        self._check()

    def _check(self) -> None:
        """Look at what would go out, unless that very content was compared with that very pack before."""
        child, state = self._child(), self._state
        if isinstance(child, str) or state is None or state.trouble or self._checking.is_busy:
            return
        number = state.newest.number if state.newest is not None else 0
        waits = state.waiting.digest if state.waiting is not None else ""
        wanted = f"{self._revision()}#{number}#{waits}"
        if wanted == self._surveyed:
            return
        self._surveying = wanted
        self._survey = None
        self.page.show_survey(None)
        self._checking.start(partial(_survey, child, self._stopping.is_set))

    @Slot(object)
    def _on_survey(self, survey: Survey | str) -> None:
        if isinstance(survey, str):
            if self._is_up:
                self._surveyed = self._surveying  # not again at each look
                self._window.tell(f"检查没有做完：{survey}")
            return
        self._surveyed = self._surveying
        self._survey = survey
        self.page.show_survey(survey)
        if self._is_up:
            self._check()  # what was written meanwhile

    # -- acts

    @Slot(object)
    def _on_signed(self, signed: Signed) -> None:
        self._named(partial(self._sign, signed))

    def _sign(self, signed: Signed) -> None:
        child, state = self._child(), self._state
        if isinstance(child, str) or state is None or self._acting.is_busy:
            return
        newest, survey = state.newest, self._survey
        never = _never  # an act that was begun is not cut off: it is whole or not at all by itself
        if signed.what is Signing.SECOND:
            if survey is None or state.waiting is None:
                return
            act = partial(child.second, signed.passphrase, survey.waiting_digest, never)
        elif signed.what is Signing.FIRST and survey is not None and not survey.stopping:
            stage = ALL if signed.is_urgent else state.first[0]
            act = partial(
                child.publish,
                signed.passphrase,
                stage,
                signed.note,
                never,
                checks=checks_words(survey),
                is_urgent=signed.is_urgent,
            )
        elif newest is None:
            return
        elif signed.what is Signing.ALL:
            act = partial(child.widen, signed.passphrase, newest.number, ALL, signed.note, never)
        elif signed.what is Signing.STOP:
            act = partial(child.widen, signed.passphrase, newest.number, 0, "", never)
        elif signed.what is Signing.WITHDRAW and len(state.packs) > 1:
            act = partial(child.withdraw, signed.passphrase, state.packs[1].number, never)
        else:
            return
        self._act(act)

    @Slot()
    def _on_stop(self) -> None:
        child, state = self._child(), self._state
        if isinstance(child, str) or state is None or state.newest is None or self._acting.is_busy:
            return
        if state.can_stop:
            self._act(partial(child.stop, state.newest.number, _never))
        else:
            self.page.ask(Signing.STOP)

    @Slot()
    def _on_drop(self) -> None:
        child, state = self._child(), self._state
        if not isinstance(child, str) and state is not None and not self._acting.is_busy:
            self._act(partial(child.drop, _never))

    def _act(self, act: Callable[[], Ended]) -> None:
        if self._refused:
            self._window.notice.take_back(full_width(self._refused))
            self._refused = ""
        self.page.show_busy(is_busy=True)
        self._acting.start(partial(_done, act))

    @Slot(object)
    def _on_acted(self, ended: Ended) -> None:
        self.page.show_busy(is_busy=False)
        if ended.is_done:
            self.page.forget_ask()
            self._window.mention(ended.words)
        else:
            self._refused = ended.words
            self._window.tell(ended.words)
        self.look()

    @Slot(object)
    def _on_failed(self, error: Exception) -> None:
        self.page.show_busy(is_busy=False)
        raise error

    # -- keys and paper

    @Slot()
    def _on_keys_wanted(self) -> None:
        dialog = QFileDialog(self._window, "选签名钥匙的文件夹（里面有 editor）")
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly, True)
        dialog.fileSelected.connect(self._on_keys)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    @Slot(str)
    def _on_keys(self, name: str) -> None:
        self.keys_chosen.emit(name)
        self.look()

    @Slot()
    def _on_print(self) -> None:
        sheet = self.sheet()
        if sheet is None:
            self._window.mention("还没看到更新文件夹，没有可打印的。")
        else:
            self.sheet_wanted.emit(sheet)

    def sheet(self) -> Sheet | None:
        """What is shown, for paper; None before anything is known."""
        if self._state is None:
            return None
        return publication_sheet(self._state, self._survey, is_out=self.page.is_out)


def _state(child: Child, is_stopped: Stopped, _report: Report) -> ShareState | str:
    return child.state(is_stopped)


def _survey(child: Child, is_stopped: Stopped, _report: Report) -> Survey | str:
    return child.survey(is_stopped)


def _done(act: Callable[[], Ended], _report: Report) -> Ended:
    return act()


def _never() -> bool:
    return False
