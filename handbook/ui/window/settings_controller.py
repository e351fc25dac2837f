"""The settings window and what is set by it: each change is in force at once, kept by the window, told where it cannot be."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QGuiApplication

from handbook.call.desk import CallDesk
from handbook.desktop.hot_key import ADVICE, HotKey
from handbook.keys import key_of, window_keys
from handbook.model.handbook import Handbook
from handbook.model.kinds import Phase
from handbook.model.season import Season, season_of
from handbook.paths import user_packs, user_trust
from handbook.patience import within
from handbook.settings import Settings, with_values
from handbook.ui.dialogs.settings.shown import SettingsShown
from handbook.ui.theme.theme import Theme
from handbook.ui.window.board_words import board_told
from handbook.ui.window.frame import Frame
from handbook.ui.window.window_dialogs import WindowDialogs

if TYPE_CHECKING:
    from handbook.ui.dialogs.settings.settings_dialog import SettingsDialog

TRIAL_MS = 8000
"""How long a press on trial is waited for."""
_HOUR_MS = 3_600_000
_PATIENCE_S = 0.3
"""Seconds that a folder has to answer."""


class SettingsController(QObject):
    """Opens the window of settings, and does at once what is chosen in it."""

    region_wanted = Signal(str)
    """Id of the region that was chosen; empty = none."""
    site_wanted = Signal(object)
    """Path of the overlay that is to be read from now on, or None."""
    back_wanted = Signal()
    """The other pack of content on board is to count."""

    def __init__(self, window: Frame, desk: CallDesk, dialogs: WindowDialogs) -> None:
        super().__init__(window)
        self._window = window
        self._desk = desk
        self._dialogs = dialogs
        self._handbook = Handbook()
        self._season: Season | None = None
        self._hot_key: HotKey | None = None
        self._key_refusal = ""
        self._site_read: Path | None = None
        self._site_notice = ""
        """Why the overlay that was chosen is not read."""
        self._dialog: SettingsDialog | None = None
        self._not_kept = ""
        """Why what was changed last could not be written."""
        self._trial = QTimer(self)
        self._trial.setSingleShot(True)
        self._trial.setInterval(TRIAL_MS)
        self._trial.timeout.connect(self._on_not_pressed)
        self._calendar = QTimer(self)
        self._calendar.setInterval(_HOUR_MS)
        self._calendar.timeout.connect(self._follow_date)
        self._calendar.start()
        window.settings_changed.connect(self._on_settings)
        window.not_kept.connect(self._on_not_kept)

    @property
    def dialog(self) -> "SettingsDialog | None":
        """The window of settings while it is open."""
        return self._dialog

    def open(self) -> None:
        """Open the window of settings, or bring the open one to the front."""
        if self._dialog is None:
            dialog = self._dialog = self._dialogs.settings(self._shown(), self._window.theme)
            dialog.changed.connect(self._on_changed)
            dialog.trial_wanted.connect(self._on_trial)
            dialog.restore_wanted.connect(self._on_restore)
            dialog.back_wanted.connect(self.back_wanted)
            dialog.finished.connect(self._on_closed)
        self._dialog.show()
        self._dialog.raise_()
        self._dialog.activateWindow()

    def apply_theme(self, theme: Theme) -> None:
        """Take the colours and sizes of `theme`."""
        if self._dialog is not None:
            self._dialog.apply_theme(theme)

    def show_handbook(self, handbook: Handbook) -> None:
        """Show the site values of `handbook`, and follow its season where that is wanted."""
        self._handbook = handbook
        self._season = season_of(handbook)
        self._follow_date()
        self._refresh()

    def use_hot_key(self, hot_key: HotKey, refusal: str) -> None:
        """Set the global key by `hot_key`; `refusal` is what it said at the start, or nothing."""
        self._hot_key = hot_key
        self._key_refusal = refusal
        hot_key.tried.connect(self._on_tried)

    def use_site(self, site: Path | None, notice: str = "") -> None:
        """`site` is the overlay that is read now, or was to be read: `notice` says then why it is not."""
        self._site_read = site
        self._site_notice = notice
        self._refresh()

    def show_packs(self) -> None:
        """Another pack counts, or was taken on board."""
        self._refresh()

    def tell_pack(self, words: str) -> None:
        """Tell at the packs why the other one does not count."""
        if self._dialog is not None:
            self._dialog.tell_pack(words)

    # -- what is shown

    def _shown(self) -> SettingsShown:
        window = self._window
        settings, defaults = window.settings, window.defaults
        locks = dict.fromkeys(defaults.locked, f"由本单位定,写在 {defaults.file} 里。")
        site = settings.site
        if defaults.site is not None:
            site = str(defaults.site)
            locks["site"] = f"由本单位定,写在 {defaults.file} 里。"
        docking = window.docking
        packs = board_told(defaults, user_packs(), user_trust())
        return SettingsShown(
            settings=replace(
                settings,
                site=site,
                dock_edge=docking.edge_of(settings),
                dock_width=docking.width_of(settings),
            ),
            locks=locks,
            notes=self._notes(site),
            regions=self._handbook.region_names,
            pack=packs.words,
            pack_back=packs.back,
            values=self._handbook.values,
            values_from=self._values_from(site),
        )

    def _notes(self, site: str) -> Mapping[str, str]:
        is_dark = QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark
        key = "在别的程序里按它叫出窗口。换键在格里按,退格不用。"
        if self._hot_key is not None and not self._hot_key.is_possible:
            key = ADVICE
        return {
            "look": f"现在系统是{'深色' if is_dark else '浅色'}。",
            "scale": f"{key_of('zoom_in')} 放大,{key_of('zoom_out')} 缩小。",
            "hot_key": self._key_refusal or key,
            "retention_days": "0 是通话一结束就不留。改短了,更早的记录下次清理时删掉。",
            "phase": self._suggestion(),
            "region": self._told_of_region(),
            "site": self._told_of(site),
        }

    def _suggestion(self) -> str:
        if self._season is None:
            return "本单位信息里没有供热期,没法按日期建议。"
        today = date.today()
        return f"按日期建议:{self._season.phase_on(today)}({today.month} 月 {today.day} 日)。"

    def _told_of_region(self) -> str:
        region = self._handbook.region
        if region is None:
            return "现在的内容不分地区。"
        words = (
            f"现在按{region.name}的规定。"
            if region.is_confirmed
            else f"没人定过,先按{region.name}的规定,依据都注明地区未确认。"
        )
        reports = f"{region.from_reports}。" if region.from_reports else ""
        return words + reports + region.note

    def _told_of(self, site: str) -> str:
        if not site:
            return "没选,只用随程序的内容。"
        if Path(site) != self._site_read:
            return "正在读……"
        return self._site_notice or "现在用的是这里的内容。"

    def _values_from(self, site: str) -> str:
        place = f"{site} 里的 values.yaml" if site else "本单位文件夹里的 values.yaml(先在上面选好文件夹)"
        return f"只在这里看。要改的写进{place},改好后这里会说有更新。"

    def _refresh(self) -> None:
        if self._dialog is not None:
            self._dialog.show_settings(self._shown())

    # -- what is chosen

    @Slot(str, object)
    def _on_changed(self, name: str, value: object) -> None:
        if self._dialog is None or name in self._shown().locks:
            return
        settings = self._window.settings
        if name == "is_phase_by_date" and value and self._season is None:
            self._refresh()
            self._dialog.tell(name, self._suggestion())
            return
        if name == "site" and value and not _is_folder(str(value)):
            self._dialog.tell(name, "这个文件夹打不开。没有改。")
            return
        wanted = with_values(settings, {name: value})
        if name == "phase":
            wanted = replace(wanted, is_phase_by_date=False)
        elif name == "is_phase_by_date" and value and self._season is not None:
            wanted = replace(wanted, phase=self._season.phase_on(date.today()).value)
        elif name in ("dock_edge", "dock_width"):
            docking = self._window.docking  # the other one as it was last moved by hand
            seen = {"dock_edge": docking.edge_of(settings), "dock_width": docking.width_of(settings)}
            wanted = with_values(settings, seen | {name: value})
        self._take(name, wanted)
        if name == "region":
            self.region_wanted.emit(self._window.settings.region)
        if name == "site":
            self.site_wanted.emit(Path(wanted.site) if wanted.site else None)

    def _take(self, name: str, wanted: Settings) -> None:
        """Have `wanted` in force and kept; a global key that is refused stays as it was."""
        now = self._window.settings
        refusal = ""
        if wanted.hot_key != now.hot_key and "hot_key" not in self._window.defaults.locked:
            refusal = self._take_key(wanted.hot_key, now.hot_key)
            if refusal:
                wanted = replace(wanted, hot_key=now.hot_key)
        self._not_kept = ""
        self._window.take_settings(wanted)
        self._refresh()
        if self._not_kept and self._dialog is not None:
            self._dialog.tell(name, self._not_kept)
        if refusal and self._dialog is not None:
            self._dialog.tell("hot_key", refusal)

    def _take_key(self, keys: str, before: str) -> str:
        """Why `keys` cannot be had, in which case `before` is ours again; else nothing."""
        if keys in window_keys():
            return f"{keys} 在程序里已有用处。没有改。"
        if self._hot_key is None or not self._hot_key.is_possible:
            return ""
        if not self._hot_key.take(keys):
            self._key_refusal = ""
            return ""
        self._key_refusal = self._hot_key.take(before)
        return f"{keys} 已被别的程序占用。没有改{f',还是 {before}' if before else ''}。"

    @Slot()
    def _on_restore(self) -> None:
        window = self._window
        had_site = bool(window.settings.site)
        self._take("look", replace(window.defaults.settings, is_docked=window.settings.is_docked))
        if had_site and window.defaults.site is None:
            self.site_wanted.emit(None)

    @Slot(object)
    def _on_settings(self, settings: Settings) -> None:
        self._desk.keep_for(settings.retention_days)
        self._refresh()

    @Slot(str)
    def _on_not_kept(self, words: str) -> None:
        self._not_kept = words

    @Slot()
    def _follow_date(self) -> None:
        settings = self._window.settings
        if settings.is_phase_by_date and self._season is not None:
            phase: Phase = self._season.phase_on(date.today())
            if phase.value != settings.phase:
                self._window.take_settings(replace(settings, phase=phase.value))

    # -- the global key on trial

    @Slot()
    def _on_trial(self) -> None:
        if self._dialog is None:
            return
        keys = self._window.settings.hot_key
        if self._hot_key is None or not self._hot_key.is_possible:
            self._dialog.tell("hot_key", ADVICE)
        elif not keys:
            self._dialog.tell("hot_key", "还没有热键,先在格里按一个。")
        elif self._key_refusal:
            self._dialog.tell("hot_key", self._key_refusal)
        else:
            self._hot_key.put_on_trial(True)
            self._trial.start()
            self._dialog.tell("hot_key", f"现在按 {keys} ……", "plain")

    @Slot()
    def _on_tried(self) -> None:
        self._end_trial()
        if self._dialog is not None:
            self._dialog.tell("hot_key", "刚才按到了,没有别的程序占用。", "done")

    @Slot()
    def _on_not_pressed(self) -> None:
        self._end_trial()
        if self._dialog is not None:
            self._dialog.tell("hot_key", "没有等到。若是按过了,就是别的程序先拿走了,请换一个。")

    def _end_trial(self) -> None:
        self._trial.stop()
        if self._hot_key is not None:
            self._hot_key.put_on_trial(False)

    @Slot()
    def _on_closed(self) -> None:
        self._end_trial()
        self._dialog = None


def _is_folder(path: str) -> bool:
    try:
        return within(_PATIENCE_S, partial(Path(path).is_dir))
    except (TimeoutError, OSError):
        return False
