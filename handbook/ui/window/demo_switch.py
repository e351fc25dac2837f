"""The demo company: laid over what was read each time that is shown, by a setting of this user and by nothing else."""

from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtCore import QObject, Signal, Slot

from handbook.content.demo_company import demo_values
from handbook.document.words import LAY_DEMO_IN
from handbook.model.demo import demo_keys, given_by_company, with_demo
from handbook.model.handbook import Handbook
from handbook.model.typesetting import full_width
from handbook.settings import Settings
from handbook.ui.window.main_window import MainWindow

_IN_CALL = f"通话还没结束。先结束或搁置这通电话，再{LAY_DEMO_IN}。"
_NOT_LAID_IN = f"没有{LAY_DEMO_IN}：{{why}}"
_LAID_IN = "放进了示例公司：{names}，共 {count} 项，前面都有〔示例〕，不能念给用户，也不能复制、打印、存出。"
_TAKEN_OUT = "撤掉了示例公司：{names}，共 {count} 项。本单位写的一样没动。"
_GIVEN = "本单位已经有自己的资料（{names}），示例公司撤掉了。"


class DemoSwitch(QObject):
    """What was read stays as it is: taking the demo out is to show that again."""

    changed = Signal()
    """What was read is to be shown anew."""
    told = Signal(str)
    """What was done, or why not."""

    def __init__(self, window: MainWindow, parent: QObject) -> None:
        super().__init__(parent)
        self._window = window
        self._read = Handbook()
        self._is_sure = False
        self._invented: Mapping[str, str] | None = None
        self._was_wanted = window.settings.is_demo
        window.demo_strip.leave_wanted.connect(self.take_out)
        window.settings_changed.connect(self._on_settings)

    @property
    def is_on(self) -> bool:
        """Whether it is laid over what is shown."""
        return self._window.settings.is_demo and self._is_sure and bool(self.invented())

    def invented(self) -> Mapping[str, str]:
        """Values of the demo that nobody gave: key → words, without the mark; none where the company has given its own.

        Looked for when somebody asks, once for what was read: a desk without the demo starts without it.
        """
        if self._invented is None:
            values = demo_values()
            is_free = self._is_sure and not given_by_company(self._read, values)
            keys = demo_keys(self._read, values) if is_free else frozenset()
            self._invented = {key: words for key, words in values.items() if key in keys}
        return self._invented

    def shown(self, read: Handbook, *, is_sure: bool) -> Handbook:
        """`read` as it is shown; `is_sure`: whether it is all that this desk reads, so that nothing of the company lacks."""
        if read is not self._read or is_sure != self._is_sure:
            self._invented = None
        self._read, self._is_sure = read, is_sure
        if self._window.settings.is_demo and is_sure:
            given = given_by_company(read, demo_values())
            if given:
                self._was_wanted = False  # it is being shown without already
                self._keep(is_demo=False)
                self.told.emit(_GIVEN.format(names=_names([value.label for value in given])))
        is_on = self.is_on
        self._window.demo_strip.show_demo(is_on)
        return with_demo(read, self.invented()) if is_on else read

    @Slot()
    def toggle(self) -> None:
        """Lay it in, or take it out."""
        if self.is_on:
            self.take_out()
        elif self._window.panels.calls.desk.active is not None:
            self.told.emit(_IN_CALL)
        elif not self.invented():
            self.told.emit(_NOT_LAID_IN.format(why=self._why_not()))
        else:
            self._keep(is_demo=True)
            self.told.emit(self._list(_LAID_IN))

    @Slot()
    def take_out(self) -> None:
        """Show what was read, as it is; lists of a call keep what they were pinned with, and its mark."""
        if self._window.settings.is_demo:
            words = self._list(_TAKEN_OUT)
            self._keep(is_demo=False)
            self.told.emit(words)

    @Slot(object)
    def _on_settings(self, settings: Settings) -> None:
        """Whoever changed them, also 恢复默认: what is shown follows."""
        if settings.is_demo != self._was_wanted:
            self._was_wanted = settings.is_demo
            self.changed.emit()

    def _why_not(self) -> str:
        given = given_by_company(self._read, demo_values())
        if given:
            return f"本单位已经有自己的资料（{_names([value.label for value in given])}）。"
        return "内容还没读完，等一下再按。" if not self._is_sure else "没有空着的项要示范。"

    def _list(self, words: str) -> str:
        known = self._read.value_by_key
        labels = [known[key].label for key in self.invented()]
        return full_width(words.format(names="、".join(labels), count=len(labels)))

    def _keep(self, *, is_demo: bool) -> None:
        self._window.take_settings(replace(self._window.settings, is_demo=is_demo))


def _names(labels: list[str]) -> str:
    more = f" 等 {len(labels)} 项" if len(labels) > 2 else ""
    return "、".join(labels[:2]) + more
