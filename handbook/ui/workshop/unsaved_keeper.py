"""What is typed while the company's folder takes nothing: kept on this computer, told, and brought back into its form."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Slot

from handbook.content.writing.draft import Draft
from handbook.keys import key_of
from handbook.model.typesetting import full_width
from handbook.ui.workshop.edit_page import EditPage
from handbook.ui.workshop.workshop_window import WorkshopWindow
from handbook.upkeep.edit_desk import EditDesk
from handbook.upkeep.unsaved_texts import UnsavedTexts


class UnsavedKeeper(QObject):
    """Follows the form of entries."""

    def __init__(
        self, texts: UnsavedTexts, page: EditPage, title: Callable[[Draft], str], window: WorkshopWindow
    ) -> None:
        """`title`: what a draft is called."""
        super().__init__(window)
        self._texts = texts
        self._page = page
        self._title = title
        self._window = window
        page.not_saved.connect(self._on_not_saved)
        page.was_saved.connect(self._on_was_saved)

    def tell(self) -> None:
        """Say what was typed at another time and could not be saved then."""
        texts = self._texts.all
        if texts:
            names = "、".join(f"“{self._title(one.draft)}”" for one in texts)
            self._window.tell(f"上次没存进本单位资料的改动还在这台电脑上：{names}。打开这一条就接回来。")

    @Slot(object)
    def bring_back(self, desk: EditDesk) -> None:
        """What was typed in the entry that has come up; where somebody else has saved since, saving tells."""
        kept = self._texts.of(desk.file)
        if kept is None:
            return
        if kept.text == desk.text:
            self._texts.drop(desk.file)
            return
        self._page.bring_back(kept.draft, kept.text)
        self._window.mention(full_width(f"上次没存上的改动接回来了；不要就按 {key_of('take_back')}。"))

    @Slot(object)
    def _on_not_saved(self, desk: EditDesk) -> None:
        try:
            self._texts.keep(desk.draft, desk.text)
        except OSError:
            self._window.tell("刚打的字哪里都没存上，先别关窗口：本单位资料的文件夹和这台电脑都写不进。")

    @Slot(str)
    def _on_was_saved(self, file: str) -> None:
        self._texts.drop(file)
