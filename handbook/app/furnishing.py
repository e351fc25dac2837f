"""What is put into the window once its frame is painted: content, store, panels, search, and what answers outside of it.

Imported after the first paint, by `application.py` alone; all that the paint does without is imported here, once.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Slot
from PySide6.QtGui import QShortcut

from handbook import assembly
from handbook.aboard import content_in_force
from handbook.app.attempts import Attempts
from handbook.app.content_update import ContentUpdate
from handbook.app.content_watch import ContentWatch, Prepared
from handbook.app.day_letters import DayLetters
from handbook.app.fallback import NO_PANELS, cover
from handbook.app.fleet_watch import FleetWatch
from handbook.app.preparation import Preparation
from handbook.bulletin.kept import Kept, read_kept
from handbook.call.finished_days import FinishedDays
from handbook.call.store.store import RowStore
from handbook.content.library import ContentFolders, OpenedContent, law_texts, named_folders
from handbook.content.site_changes import new_faults
from handbook.desktop.hot_key import HotKey
from handbook.desktop.input_method import lead_keyboard
from handbook.desktop.instance_socket import InstanceServer
from handbook.desktop.single_instance import SingleInstance
from handbook.disk_words import reason
from handbook.fleet.board import Board
from handbook.paths import user_notices, user_outbox, user_packs, user_site
from handbook.rights import Rights, account_name, rights_of
from handbook.ui.search.search_port import ClosableSearcher, LawFinder
from handbook.ui.window.demo_switch import DemoSwitch
from handbook.ui.window.fallback_page import FallbackPage
from handbook.ui.window.main_window import MainWindow
from handbook.ui.window.panels import Panels
from handbook.ui.window.services import Services
from handbook.ui.window_activation import WindowActivation

if TYPE_CHECKING:  # YAML by authors alone; the search on the thread that opens the index
    from handbook.content.author_reading import AuthorReading
    from handbook.search.makeshift import FoundSearch


DAY_LOOK_MS = 10 * 60 * 1000
"""How often it is looked whether a new day has begun: an article may take effect with it."""
NOTHING_TO_FOLLOW = "没有可以跟着看的文件夹：用 --site 或 --content 写明是哪一个。"
NO_WAY_BACK_NOW = "正在通话：挂断后再退，正在打的电话照旧。"
GIVEN_UP = "这里的内容没能打开,先用随程序的内容。"


class Furnishing(QObject):
    """Makes each long-lived object once; what fails goes to `attempts`, is named there and leaves the rest usable."""

    def __init__(
        self,
        window: MainWindow,
        attempts: Attempts,
        parent: QObject,
        law_texts: assembly.LawTexts | None = None,
        *,
        author: AuthorReading | None = None,
    ) -> None:
        """`author` reads for one: what is saved in the folders is shown within a second, and nobody is asked."""
        super().__init__(parent)
        self._author = author
        self._law_texts = law_texts
        self._window = window
        self._attempts = attempts
        self._bare: FallbackPage | None = None
        """Stands in for the panels where they cannot be made."""
        self._searcher: ClosableSearcher | None = None
        self._server: InstanceServer | None = None
        self._hot_key: HotKey | None = None
        self._folders: ContentFolders | None = None
        self.store: RowStore | None = None
        self._services: Services | None = None
        self.preparation: Preparation | None = None
        """Content and index."""
        self.watch: ContentWatch | None = None
        """Looks for newer content; None where nothing but the plainest page is shown."""
        self.update: ContentUpdate | None = None
        """When it is taken."""
        self.fleet: FleetWatch | None = None
        """Looks at the company's update folder; None where there is none."""
        self.letters: DayLetters | None = None
        """Lays finished days into the outbox; None where nobody fetches them."""
        self._demo = DemoSwitch(window, self)
        self._is_clock_told = False
        self._day = date.today()
        self._new_day = QTimer(self)
        self._new_day.setInterval(DAY_LOOK_MS)
        self._new_day.timeout.connect(self.follow_day)
        self._new_day.start()

    @property
    def is_searchable(self) -> bool:
        """Whether the index is open."""
        return self._searcher is not None

    def put_in(self, folders: ContentFolders | None) -> None:
        """Open store and content (in `folders`, by default that of the program); calls that were open come back."""
        attempt = self._attempts.make
        self._folders = folders
        attempt("内容", partial(self._open_content, folders))
        content = self.preparation.content if self.preparation is not None else None
        if not attempt("通话台", partial(self._open_panels, content)):
            self._open_fallback_page()
        if content is not None:
            self._show_content(content)
        if self._bare is None:
            settings = self._window.panels.settings
            settings.use_site(folders.site if folders is not None else None)
            settings.site_wanted.connect(self._on_site)
            settings.region_wanted.connect(self._on_region)
            settings.back_wanted.connect(self._on_back_wanted)
            workshop = self._window.panels.workshop
            workshop.content_changed.connect(self._on_edited)
            workshop.demo_wanted.connect(self._demo.toggle)
            self._demo.changed.connect(self._on_demo)
            self._demo.told.connect(workshop.answer)
            self._watch_content()
            if folders is not None:
                workshop.use_root(folders.root)
            # Until the company's folder was read, which only then is known to be there.
            # Queued: it may close the window that it comes from.
            workshop.site_wanted.connect(self._on_site_written, Qt.ConnectionType.QueuedConnection)
            workshop.use_rights(self._rights(None))
            attempt("上次没结束的通话", self._window.panels.calls.restore)

    def answer_outside(self, instance: SingleInstance) -> None:
        """Come to the front when a second start or the global hot key asks."""
        self._server = InstanceServer(instance.home, self)
        self._hot_key = HotKey()
        WindowActivation(self._window, self._server, self._hot_key)
        if self._author is not None:  # it is the desk's, which may be open beside it
            return
        refusal = self._hot_key.take(self._window.settings.hot_key)
        if self._hot_key.is_possible and refusal:
            self._window.tell(refusal)
        if self._bare is None:
            self._window.panels.settings.use_hot_key(self._hot_key, refusal)

    def lead_keyboard(self) -> None:
        """Let Chinese be typed by the input method of the session."""
        lead_keyboard()

    def go_on(self) -> None:
        """Read the content where no compiled copy holds, then open the index, on another thread."""
        if self.preparation is not None:
            self._attempts.make("搜索", self.preparation.go_on)

    def close(self) -> None:
        """Close content, index and store, each whatever became of the others."""
        if self.preparation is not None:
            self.preparation.stop()
            self._attempts.make("", self.preparation.wait)
        if self.fleet is not None:
            self._attempts.make("", self.fleet.close)
        if self.letters is not None:
            self._attempts.make("", self.letters.close)
        if self.watch is not None:
            self._attempts.make("", self.watch.close)
        if self._searcher is not None:
            self._attempts.make("", self._close_search)
        if self._services is not None:
            self._attempts.make("", self._services.desk.keep_counts)
        if self.store is not None:
            self._attempts.make("", partial(assembly.close_store, self.store))

    def answer_no_more(self) -> None:
        """Hear no later start, and let go of the global hot key."""
        if self._server is not None:
            self._server.close()
        if self._hot_key is not None:
            self._hot_key.release()

    def _open_content(self, folders: ContentFolders | None) -> None:
        preparation = self.preparation = Preparation(folders, self, self._law_texts)
        preparation.progressed.connect(self._window.search.show_progress)
        preparation.progress_ended.connect(self._window.search.end_progress)
        preparation.content_opened.connect(self._on_content)
        preparation.content_opened.connect(self._on_site_read)
        preparation.shipped_opened.connect(self._on_content)
        preparation.search_found.connect(self._on_search)
        preparation.laws_found.connect(self._on_laws)
        preparation.notice_raised.connect(self._window.tell)
        preparation.open_compiled()

    def _watch_content(self) -> None:
        watch = self.watch = ContentWatch(self._texts_of, self, author=self._author)
        self.update = ContentUpdate(self._window, watch, self)
        self.update.taken.connect(self._on_taken)
        if self.preparation is not None:
            watch.began.connect(self.preparation.hold_index)
            watch.ended.connect(self.preparation.resume_index)
        if self._author is None and self._window.defaults.update_folder is not None:
            self.fleet = FleetWatch(self)
            self.fleet.boarded.connect(self._on_boarded)
            self.fleet.told.connect(self._on_fleet_told)
            self.fleet.notices_checked.connect(self._on_notices)
            if (kept := read_kept(user_notices())) is not None:
                self._on_notices(kept)
            self.fleet.begin()
            self._attempts.make("", self._begin_letters)
        folders = self._folders or named_folders(None, None)
        if self._author is not None and folders.site is None and folders.is_inside_program:
            self._window.tell(NOTHING_TO_FOLLOW)

    def _begin_letters(self) -> None:
        """Finished days are passed on where the company has a folder for them."""
        if self.store is None or self._services is None:
            return
        days = FinishedDays(self.store, self._services.counts)
        self.letters = DayLetters(self._services.desk, days, user_outbox(), self)
        self.letters.begin()

    def _texts_of(self, folders: ContentFolders) -> assembly.LawTexts:
        return self._law_texts or partial(law_texts, folders)

    def _open_panels(self, content: OpenedContent | None) -> None:
        """Store and panels; without a store that can be opened, calls are kept in memory."""
        notices: tuple[str, ...] = ()

        def open_kept() -> None:
            nonlocal notices
            self.store, notices = assembly.open_store()

        if not self._attempts.make("通话的存盘(这次的通话关掉就没了)", open_kept):
            self.store = assembly.store_in_memory()
        assert self.store is not None  # noqa: S101 (either of the two)
        version = content.handbook.version if content is not None else ""
        self._services = assembly.make_services(self.store, self._window.settings.retention_days, version)
        self._window.furnish(Panels(self._window, self._services))
        for words in notices:
            self._window.tell(words)

    def _open_fallback_page(self) -> None:
        """What can be read is shown in the plainest way, over everything that was half made."""
        if self.preparation is not None:
            self.preparation.do_without_search()
        for shortcut in self._window.findChildren(QShortcut):
            shortcut.setEnabled(False)  # of panels that nobody sees; they would take keys from this one
        self._bare = FallbackPage(NO_PANELS)
        cover(self._window, self._bare)

    def _show_content(self, content: OpenedContent) -> None:
        if self._bare is not None:
            self._attempts.make("目录", partial(self._bare.show_handbook, content.handbook))
            return
        is_sure = self.preparation is not None and content is self.preparation.content and not content.notice
        shown = self._demo.shown(content.handbook, is_sure=is_sure)
        self._window.panels.workshop.use_demo(self._demo.invented, is_laid_in=self._demo.is_on)
        self._attempts.make(
            "内容的一部分",
            partial(self._window.show_handbook, shown, content.problems, read=content.handbook),
        )
        self._tell_clock(content.handbook.day)

    @Slot()
    def _on_demo(self) -> None:
        """The demo company was laid in or taken out: the same content, read and indexed as it was, is shown anew."""
        content = self.preparation.content if self.preparation is not None else None
        if content is not None:
            self._show_content(content)

    def _tell_clock(self, law_day: date | None) -> None:
        """Say once that the law is shown as of a later day than the clock has, which cannot be right."""
        today = date.today()
        if law_day is None or law_day <= today or self._is_clock_told:
            return
        self._is_clock_told = True
        self._window.tell(f"电脑日期 {today} 早于内容，法规先按 {law_day} 看。请把电脑的日期校准。")

    @Slot(object)
    def _on_content(self, content: OpenedContent) -> None:
        is_read_anew = self._searcher is not None and self._bare is None
        if is_read_anew:  # the index is still that of what was shown before
            self._window.panels.reading.use_searcher(None)
        self._show_content(content)
        if is_read_anew:
            self._window.panels.reading.list_meanwhile()
        self._attempts.tell_missing()

    @Slot(object)
    def _on_taken(self, prepared: Prepared) -> None:
        """Newer content takes the place of what is shown, with its index, before anything is painted."""
        preparation = self.preparation
        if preparation is None or self._bare is not None:
            prepared.let_go()
            return
        folders = self._folders or named_folders(None, None)
        notice = preparation.content.notice if preparation.content is not None else ""
        is_site_new = bool(notice) or preparation.site != folders.site
        self._window.notice.take_back(notice)
        preparation.take(folders, prepared.content)
        reader = self._window.panels.reader
        read, place = reader.entry, reader.view.place
        self._on_content(prepared.content)
        if is_site_new:  # not each time: whether it may be written is asked of the share, here in the window
            self._on_site_read(prepared.content)
        if prepared.found is not None:
            self._on_search(prepared.found)
            self._on_laws(prepared.laws)
            self._window.search.leave_page()
        else:
            self._follow(prepared.content)
            preparation.index_behind()
        if read is not None and reader.entry is not None and reader.entry.id == read.id:
            reader.view.go_to(place)

    def _follow(self, content: OpenedContent) -> None:
        """`content` is shown: what is newer than it is looked for."""
        if self.watch is not None and self.update is not None and self.watch.shown is not content:
            self.watch.use(self._folders or named_folders(None, None), content)
            if self._author is not None:  # what is wrong from the start must be seen, too
                self.update.say_faults(new_faults((), content.problems, is_whole=True), is_shown=True)

    @Slot(object)
    def _on_site_read(self, content: OpenedContent) -> None:
        if self._bare is not None or self.preparation is None or self._folders is None:
            return
        is_given_up = self.preparation.site != self._folders.site
        notice = GIVEN_UP if is_given_up else content.notice
        self._window.panels.settings.use_site(self._folders.site, notice)
        site = None if is_given_up else self._folders.site
        self._window.panels.workshop.use_rights(self._rights(site))

    def _rights(self, site: Path | None) -> Rights:
        """Where no folder of the company was named, this user's own takes its place; not where one is only away now."""
        named = self._folders.site if self._folders is not None else None
        own = user_site() if named in (None, user_site()) else None
        if site is not None and site.is_relative_to(user_packs()):
            site = None  # what was signed is not written in: the next pack would take it away
        return rights_of(self._window.defaults, site, account_name(), own)

    @Slot(object)
    def _on_site(self, site: Path | None) -> None:
        """Another overlay was chosen: it is read like that of a start, while the content that is open is used."""
        self._read(replace(self._folders or named_folders(None, None), site=site))

    @Slot(object)
    def _on_site_written(self, site: Path) -> None:
        """The workshop made or moved the company's folder: what it holds is shown as soon as no call is on."""
        if self.watch is None or self._searcher is None:
            self._on_site(site)
            return
        self._folders = replace(self._folders or named_folders(None, None), site=site)
        self.watch.turn_to(self._folders)
        self._window.panels.workshop.use_rights(self._rights(site))

    @Slot(bool)
    def _on_boarded(self, is_urgent: bool) -> None:
        """A newer pack is on board: offered between calls, an urgent one taken at the end of this one."""
        now = self._folders or named_folders(None, None)
        content, overlay = content_in_force()
        is_packs = now.site is not None and now.site.is_relative_to(user_packs())
        site = overlay if is_packs or now.site is None else now.site
        self._folders = replace(now, root=content, site=site)
        if self.watch is None or self._searcher is None:
            self._read(self._folders)
        elif is_urgent:
            self.watch.turn_to(self._folders)
        else:
            self.watch.follow(self._folders)

    @Slot()
    def _on_back_wanted(self) -> None:
        """The other pack on board is to count, at once: between calls alone."""
        settings = self._window.panels.settings
        if self._window.panels.calls.desk.active is not None:
            settings.tell_pack(NO_WAY_BACK_NOW)
            return
        try:
            back = Board(user_packs()).go_back()
        except OSError as error:
            settings.tell_pack(f"没有退成（{reason(error)}），还用现在的。")
            return
        if back is None:
            settings.tell_pack("没有上一份可退。")
            return
        settings.show_packs()
        self._on_boarded(is_urgent=True)

    @Slot(str)
    def _on_fleet_told(self, words: str) -> None:
        """In passing, and not over a call: what keeps newer content away harms nobody today."""
        if words and self.update is not None:
            self.update.say(words)

    @Slot(object)
    def _on_notices(self, kept: Kept) -> None:
        """Dispatch of this company sends notices: their place is kept free under the address from the next call on."""
        self._window.panels.use_notices(True)
        self._window.panels.show_notices(kept)

    @Slot(str)
    def _on_region(self, region: str) -> None:
        """Another region was chosen; lists of calls that are open keep theirs."""
        self._read(replace(self._folders or named_folders(None, None), region=region))

    @Slot()
    def follow_day(self) -> None:
        """At midnight the law of the new day holds, also in a window that nobody closes; without official texts nothing is read."""
        today = date.today()
        content = self.preparation.content if self.preparation is not None else None
        if today != self._day and content is not None and content.handbook.official:
            self._on_edited()
        self._day = today

    @Slot()
    def _on_edited(self) -> None:
        """The company's folder holds something else, or the law does: shown as soon as no call is on."""
        if self.watch is not None and self._searcher is not None:
            self.watch.look_at_once()
        else:
            self._read(self._folders or named_folders(None, None))

    def _read(self, folders: ContentFolders) -> None:
        self._folders = folders
        if self.watch is not None:
            self.watch.rest()
        if self.preparation is not None:
            self._attempts.make("内容", partial(self.preparation.read_from, self._folders))
            self._attempts.tell_missing()

    @Slot(object)
    def _on_search(self, found: FoundSearch) -> None:
        before, self._searcher = self._searcher, found.engine
        self._window.panels.reading.use_searcher(found.engine)
        if before is not None:
            before.close()
        say = self._window.tell if found.is_partial else self._window.notice.mention
        say(found.words)
        if self.preparation is not None and self.preparation.content is not None:
            self._follow(self.preparation.content)

    @Slot(object)
    def _on_laws(self, laws: LawFinder | None) -> None:
        self._window.panels.reading.use_laws(laws)

    def _close_search(self) -> None:
        searcher, self._searcher = self._searcher, None
        if self._bare is None:
            self._window.panels.reading.use_searcher(None)
        if searcher is not None:
            searcher.close()
