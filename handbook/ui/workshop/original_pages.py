"""What a new release changed in an entry that the company keeps its own version of: three columns, and what comes of them."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal, Slot

from handbook.content.writing.draft import Draft
from handbook.content.writing.draft_shelf import DraftShelf
from handbook.errors import HandbookError
from handbook.model.handbook import Handbook
from handbook.model.text import fill_values
from handbook.ui.workshop.three_columns_page import ORIGINAL, ThreeColumnsPage
from handbook.ui.workshop.workshop_window import WorkshopWindow
from handbook.upkeep.edit_desk import file_of, kind_of_file
from handbook.upkeep.three_ways import ThreeWays
from handbook.upkeep.upstream import Upstream, merge_draft, upstream_of

_SEEN = "看过原件的新字，留本单位版"


class OriginalPages(QObject):
    """What is decided becomes a draft like any other; where the company's own words stay as they are, it is only noted."""

    draft_made = Signal(object)
    """`Draft` with the new words of the original in it."""
    settled = Signal()
    """The company's own stays as it is: desks are to know that somebody looked."""

    def __init__(
        self, window: WorkshopWindow, shelf: Callable[[], DraftShelf], handbook: Callable[[], Handbook]
    ) -> None:
        super().__init__(window)
        self._window = window
        self._shelf = shelf
        self._handbook = handbook
        self._upstream: Upstream | None = None
        self.page = ThreeColumnsPage("workshopOriginal")
        self.page.text_chosen.connect(self._on_text)

    def show_entry(self, entry_id: str) -> None:
        """The three texts of an entry, place by place."""
        handbook, shelf = self._handbook(), self._shelf()
        entry = handbook.exact(entry_id)
        if entry is None:
            return
        file = file_of(entry.kind, entry.id)
        try:
            draft, found = shelf.draft(file), upstream_of(shelf, file)
        except HandbookError as error:
            self._window.tell(f"{error}。")
            return
        if draft is not None and draft.is_changed:
            self._window.tell("这一条有没发布的草稿：先发布或丢掉它，再来定原件改的几处。")
            return
        if found is None:
            self._window.mention("原件和本单位的已经对上了。")
            return
        self._upstream = found
        if found.merge.taken and not found.merge.conflicts:
            self._take(partial(merge_draft, shelf, found))
            return
        ways = ThreeWays(kind_of_file(file), file, (found.base, found.shipped, found.ours), handbook)
        if not ways.places:
            self._keep(found)  # the same words, or notes alone
            return
        title = fill_values(entry.title, handbook.value_by_key)
        self.page.show_ways(ways, ORIGINAL, title, f"{found.reason}。定了再送审，各台到发布才变")
        self._window.turn_to(self.page)

    # -- internals

    @Slot(object)
    def _on_text(self, text: str) -> None:
        found = self._upstream
        if found is None:
            return
        if text == found.ours:
            self._keep(found)
            return
        shelf = self._shelf()
        begun = shelf.on_new_original(shelf.begun(found.file))
        self._take(partial(shelf.save, begun, text))

    def _take(self, make: Callable[[], Draft]) -> None:
        try:
            draft = make()
        except HandbookError as error:
            self._window.tell(f"{error}。")
            return
        self._upstream = None
        self.draft_made.emit(draft)
        self._window.mention("原件的新字放进草稿了：看一眼，送审、发布以后各台才变。")

    def _keep(self, found: Upstream) -> None:
        try:
            self._shelf().keep_ours(found.file, _SEEN)
        except HandbookError as error:
            self._window.tell(f"{error}。")
            return
        self._upstream = None
        self.settled.emit()
        self._window.mention("记下了：留本单位的，“原件已更新”的标记去掉。")
