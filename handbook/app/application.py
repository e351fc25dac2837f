"""The running program: paints the frame of its window first, then has it furnished."""

from __future__ import annotations

import gc
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal, Slot

from handbook import paths
from handbook.app.attempts import Attempts
from handbook.app.qt_application import complete_qt
from handbook.company_defaults import CompanyDefaults
from handbook.crash import Door
from handbook.desktop.single_instance import SingleInstance
from handbook.errors import HandbookError
from handbook.settings import Settings, write_settings
from handbook.ui.window.fault_teller import FaultTeller
from handbook.ui.window.main_window import MainWindow

if TYPE_CHECKING:  # imported when the window is painted
    from handbook.app.furnishing import Furnishing
    from handbook.assembly import LawTexts
    from handbook.content.author_reading import AuthorReading
    from handbook.content.library import ContentFolders


AUTHOR_TITLE = "作者预览"


class Application(QObject):
    """The running program: the window, and what is put into it."""

    furnished = Signal()
    """Everything but the index is there."""

    def __init__(
        self,
        settings: Settings,
        defaults: CompanyDefaults | None = None,
        door: Door | None = None,
    ) -> None:
        super().__init__()
        self._defaults = defaults or CompanyDefaults()
        self._instance: SingleInstance | None = None
        self.window = MainWindow(settings, self._defaults)
        self._teller = FaultTeller(door, self.window.notice, self) if door is not None else None
        self._attempts = Attempts(self.window.tell)
        self._folders: ContentFolders | None = None
        self._law_texts: LawTexts | None = None
        self._author: AuthorReading | None = None
        self.furnishing: Furnishing | None = None
        """Store, content and index; None until the window is furnished."""
        self._is_furnished = False
        self._is_closing = False
        self.window.painted_first.connect(self._on_painted, Qt.ConnectionType.QueuedConnection)
        self.window.settings_changed.connect(self._on_settings)
        self.window.closing.connect(self._on_closing)
        for words in self._defaults.notices:
            self.window.tell(words)

    @property
    def is_furnished(self) -> bool:
        """Whether everything but the index is there."""
        return self._is_furnished

    @property
    def is_searchable(self) -> bool:
        """Whether the index is open."""
        return self.furnishing is not None and self.furnishing.is_searchable

    def use_folders(self, folders: ContentFolders) -> None:
        """Read the content in `folders` when the panels are made."""
        self._folders = folders

    def use_laws(self, law_texts: LawTexts) -> None:
        """Make the official texts that `law_texts` gives searchable, once the entries are."""
        self._law_texts = law_texts

    def follow_author(self, reading: AuthorReading) -> None:
        """Show within a second what somebody saves in the folders, as `reading` reads it, and say so in the title."""
        self._author = reading
        self.window.setWindowTitle(f"{self.window.windowTitle()} · {AUTHOR_TITLE}")

    def answer_to(self, instance: SingleInstance) -> None:
        """Hear later starts by `instance`, which holds the lock of this user, once the window is furnished."""
        self._instance = instance

    def furnish(self) -> None:
        """Open store and content and put the panels into the window; calls that were open come back.

        Whatever fails goes to `sys.excepthook`, is named in the window and leaves the rest usable.
        """
        self._is_furnished = True
        if not self._attempts.make("内容和通话台", self._put_furnishing_in):
            self._attempts.make("内容", self._put_fallback_in)
        self._attempts.make("中文按钮", complete_qt)
        if self.furnishing is not None:
            self._attempts.make("中文输入", self.furnishing.lead_keyboard)
        if self.furnishing is not None and self._instance is not None:
            self._attempts.make("全局热键", partial(self.furnishing.answer_outside, self._instance))
        self._attempts.tell_missing()
        gc.freeze()  # what stands now lives as long as the program
        gc.enable()
        self.furnished.emit()

    def _put_furnishing_in(self) -> None:
        from handbook.app.furnishing import Furnishing  # with all that the first paint does without

        self.furnishing = Furnishing(self.window, self._attempts, self, self._law_texts, author=self._author)
        self.furnishing.put_in(self._folders)

    def _put_fallback_in(self) -> None:
        """A part of the program cannot even be loaded: what can be read is shown."""
        from handbook.app.fallback import NO_PANELS, cover, make_fallback

        cover(self.window, make_fallback(NO_PANELS))

    def start(self) -> None:
        """Show the window; panels and index come after it was painted."""
        self.window.show()
        self.window.take_focus()

    def close(self) -> None:
        """Close the window and wait for what is under way."""
        self.window.close()

    def end(self) -> None:
        """Hear nothing from outside any more, and let go of the user's lock."""
        if self.furnishing is not None:
            self.furnishing.answer_no_more()
        if self._instance is not None:
            self._instance.release()

    @Slot()
    def _on_painted(self) -> None:
        if self._is_closing:
            return
        if not self.is_furnished:
            self.furnish()
        if self.furnishing is not None:
            self.furnishing.go_on()
        self._attempts.tell_missing()

    @Slot(object)
    def _on_settings(self, settings: Settings) -> None:
        try:
            write_settings(paths.settings_file(), settings, self._defaults.settings)
        except HandbookError as error:
            self.window.not_kept.emit(str(error))

    @Slot()
    def _on_closing(self) -> None:
        if self._teller is not None:
            self._teller.end()
        self._is_closing = True
        if self.furnishing is not None:
            self.furnishing.close()
