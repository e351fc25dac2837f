"""Opens the workshop beside the desk, for those who may edit, and does what its pages wish; loaded with it when it is opened."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from handbook.call.feedback import FeedbackLine
from handbook.model.handbook import Handbook
from handbook.paths import shipped_content, user_backups, user_unsaved
from handbook.rights import Rights
from handbook.ui.theme.theme import Theme
from handbook.ui.window.frame import Frame
from handbook.ui.workshop.work_place import WorkPlace

if TYPE_CHECKING:
    from handbook.ui.workshop.workshop import Workshop


_NO_FOLDER = "还没有本单位文件夹，改了没处存。请在设置里选一个；程序刚打开的，等内容读完再按一次。"
"""Before the content was read nothing is known of the rights."""


class WorkshopController(QObject):
    """Nothing of the workshop is imported before somebody opens it."""

    content_changed = Signal()
    """Something in the company's folder is another: it is to be read anew."""
    entry_wanted = Signal(str)
    """An entry is to be read at the desk."""
    site_wanted = Signal(object)
    """Path of a company's folder that is to be read from now on: the one on this computer, or where it was moved."""
    print_wanted = Signal(str)
    """An entry is to be printed beside its official words."""
    sheet_wanted = Signal(object)
    """A sheet that stands in no handbook is to be printed."""
    demo_wanted = Signal()
    """The demo company is to be laid in, or taken out."""
    refused = Signal(str)
    rights_changed = Signal(bool)
    """Whether this user may open it."""

    def __init__(
        self,
        window: Frame,
        uses: Callable[[], dict[str, float]],
        feedback: Callable[[], list[FeedbackLine]],
        search: Callable[[str], Sequence[str]],
    ) -> None:
        """`search`: words → ids of entries, as the search of the desk lists them."""
        super().__init__(window)
        self._search = search
        self._window = window
        self._uses = uses
        self._feedback = feedback
        self._rights = Rights(may_edit=False)
        self._root = shipped_content()
        self._handbook = Handbook()
        self._invented: Callable[[], Mapping[str, str]] = dict
        self._is_demo = False
        self._workshop: Workshop | None = None
        self._retired: list[Workshop] = []
        """Closed for good; kept, as a window that the collector frees can end the program."""

    @property
    def workshop(self) -> Workshop | None:
        """What was opened; None before."""
        return self._workshop

    def use_rights(self, rights: Rights) -> None:
        """Who may edit, and which folder."""
        if rights != self._rights and self._workshop is not None:
            self._workshop.window.close()
            self._retired.append(self._workshop)
            self._workshop = None
        self._rights = rights
        self.rights_changed.emit(rights.may_edit)

    def use_root(self, root: Path) -> None:
        """The content folder whose entries are replaced by those of the company's folder."""
        self._root = root

    def show_handbook(self, handbook: Handbook) -> None:
        """Work with `handbook` from now on."""
        self._handbook = handbook
        if self._workshop is not None:
            self._workshop.refresh()

    def use_demo(self, invented: Callable[[], Mapping[str, str]], *, is_laid_in: bool) -> None:
        """`invented` gives what the demo company would say of what nobody gave, nothing where there can be none."""
        self._invented, self._is_demo = invented, is_laid_in
        if self._workshop is not None:
            self._workshop.show_demo(invented(), is_laid_in=is_laid_in)

    @Slot(str)
    def answer(self, words: str) -> None:
        """Say what became of the wish, where it was wished."""
        workshop = self._workshop
        if workshop is not None and workshop.window.isActiveWindow():
            workshop.window.mention(words)
        else:
            self._window.notice.mention(words)

    def apply_theme(self, theme: Theme) -> None:
        """Take the colours and sizes of `theme`."""
        if self._workshop is not None:
            self._workshop.window.apply_theme(theme)

    @Slot()
    def open(self) -> None:
        """Bring it to the front; where this user may not edit, say why."""
        site = self._rights.site
        if not self._rights.may_edit or site is None:
            self.refused.emit(self._rights.why_not or _NO_FOLDER)
            return
        if self._workshop is None:
            # With the readers of laws and what compares them: imported by whoever may edit, and then only.
            from handbook.ui.workshop.workshop import Workshop

            self._workshop = Workshop(
                place=WorkPlace(
                    site=site,
                    root=self._root,
                    account=self._rights.account,
                    editors=self._window.defaults.editors,
                    is_local=self._rights.is_local,
                    backups=user_backups(),
                    unsaved=user_unsaved(),
                    share=self._window.defaults.update_folder,
                ),
                editor=self._window.settings.editor,
                handbook=self._current,
                uses=self._uses,
                feedback=self._feedback,
                search=self._search,
                keys=self._keys,
            )
            workshop = self._workshop
            workshop.content_changed.connect(self._on_changed)
            workshop.site_moved.connect(self._on_moved)
            workshop.entry_wanted.connect(self._on_entry)
            workshop.print_wanted.connect(self.print_wanted)
            workshop.sheet_wanted.connect(self.sheet_wanted)
            workshop.keys_chosen.connect(self._on_keys)
            workshop.named.connect(self._on_named)
            workshop.demo_wanted.connect(self.demo_wanted)
            workshop.window.desk_wanted.connect(self._on_desk)
            workshop.window.zoom_wanted.connect(self._on_zoom)
            workshop.window.look_wanted.connect(self._window.toggle_look)
            workshop.window.apply_theme(self._window.theme)
            workshop.show_demo(self._invented(), is_laid_in=self._is_demo)
        self._workshop.open()

    @Slot(str)
    def edit(self, entry_id: str) -> None:
        """Open an entry in its form; where this user may not edit, say why."""
        self.open()
        if self._workshop is not None:
            self._workshop.edit(entry_id)

    @Slot(str)
    def set_value(self, key: str) -> None:
        """Go to where a site value is set; where this user may not edit, say why."""
        self.open()
        if self._workshop is not None:
            self._workshop.window.turn_to(self._workshop.company.page)
            self._workshop.company.page.go_to(key)

    @Slot()
    def close(self) -> None:
        """The desk closes, and the workshop with it: what it runs is waited for."""
        if self._workshop is not None:
            self._workshop.window.close()

    def _keys(self) -> str:
        return self._window.settings.keys

    @Slot(object)
    def _on_keys(self, folder: str) -> None:
        self._window.take_settings(replace(self._window.settings, keys=folder))

    def _current(self) -> Handbook:
        return self._handbook

    @Slot()
    def _on_changed(self) -> None:
        """The first thing that is published on this computer alone makes desks here read the folder, now and at each start."""
        site = self._rights.site
        if self._rights.is_local and site is not None and self._window.settings.site != str(site):
            self._on_moved(site)
        else:
            self.content_changed.emit()

    @Slot(object)
    def _on_moved(self, site: Path) -> None:
        self._window.take_settings(replace(self._window.settings, site=str(site)))
        self.site_wanted.emit(site)

    @Slot()
    def _on_desk(self) -> None:
        self._window.raise_()
        self._window.activateWindow()

    @Slot(str)
    def _on_entry(self, entry_id: str) -> None:
        self._on_desk()
        self.entry_wanted.emit(entry_id)

    @Slot(int)
    def _on_zoom(self, direction: int) -> None:
        (self._window.zoom_in, self._window.zoom_reset, self._window.zoom_out)[1 - direction]()

    @Slot(str)
    def _on_named(self, name: str) -> None:
        self._window.take_settings(replace(self._window.settings, editor=name))
