"""The settings on one page under seven heads; the list at the left jumps. What is chosen comes up as a signal at once."""

from collections.abc import Sequence
from dataclasses import asdict

from PySide6.QtCore import QPoint, QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from handbook.export.file_format import FileFormat
from handbook.export.paper.scale import Form
from handbook.model.kinds import Phase
from handbook.model.typesetting import full_width
from handbook.override import override
from handbook.settings import DOCK_WIDTHS, RETENTION
from handbook.ui.dialogs.settings.controls import Choices, KeyField, NumberField, Tick
from handbook.ui.dialogs.settings.setting_row import SettingRow
from handbook.ui.dialogs.settings.shown import SettingsShown
from handbook.ui.dialogs.settings.site_values import SiteValues
from handbook.ui.screen_space import resize_within
from handbook.ui.theme.theme import ZOOM_STEPS, Theme
from handbook.ui.widgets.key_button import KeyButton
from handbook.ui.widgets.line_field import LineField

HEADS = ("外观", "停靠与热键", "通话与留存", "阶段", "内容与更新", "打印", "本单位信息")
SIZE = (1000, 900)
LIST_WIDTH = 180
LEAST_WIDE = 300
ANY_SIZE = 16777215
NARROW = 720
"""Width at 100 % text below which the list is left out and controls stand beneath their labels."""
FOOT = "改了马上生效,存在这台电脑。"
ASKED = "除了本单位定的,都恢复成默认的?"
Control = Choices | Tick | NumberField | KeyField


class SettingsDialog(QDialog):
    """Not modal: a caller may ring meanwhile. Esc closes it, and the keyboard is where it was."""

    changed = Signal(str, object)
    """Setting and its new value."""
    trial_wanted = Signal()
    """The global key is to be pressed on trial."""
    restore_wanted = Signal()
    back_wanted = Signal()
    """The other pack on board is to count."""

    def __init__(self, shown: SettingsShown, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._bars: list[QHBoxLayout] = []
        self.setObjectName("settingsDialog")
        self.setWindowTitle("设置")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._theme = theme
        self._shown = shown
        self._controls: dict[str, Control] = {}
        self._rows: dict[str, SettingRow] = {}
        self._is_jumping = False
        self._sections: list[tuple[QLabel, list[QWidget]]] = []
        self.finder = LineField(is_inner=True)
        self.heads = QListWidget()
        self.site = QPushButton()
        self.site_none = QPushButton("不用")
        self.pack_back = QPushButton()
        self.trial = QPushButton("按一下试试")
        self.values = SiteValues()
        self._foot = QLabel(full_width(FOOT))
        self.restore = QPushButton("恢复默认……")
        self.restore_yes = QPushButton("恢复")
        self.restore_no = QPushButton("不恢复")
        self._close = KeyButton("关闭", "Esc", "primary")
        self._page = QWidget()
        self._area = QScrollArea()
        self._build()
        self.finished.connect(parent.window().activateWindow)
        resize_within(self, QSize(theme.px(SIZE[0]), theme.px(SIZE[1])).boundedTo(_room(parent, theme)))
        self.apply_theme(theme)
        self.show_settings(shown)
        self.heads.setCurrentRow(0)
        self.heads.setFocus()  # in a narrow window it is not there: the first control has the keyboard then

    def control(self, name: str) -> Control:
        """What the setting `name` is set with."""
        return self._controls[name]

    def told(self, name: str) -> str:
        """What is told at the control of the setting `name`."""
        return self._rows[name].told

    def apply_theme(self, theme: Theme) -> None:
        """Take the colours and sizes of `theme`."""
        self._theme = theme
        c, px = theme.colours, theme.px
        self.setStyleSheet(
            f"#settingsTitle {{ font-size: {px(17)}px; font-weight: 600; }}"
            f"#settingsHead {{ border-bottom: 1px solid {c.line}; }}"
            f"#settingsFoot {{ border-top: 1px solid {c.line}; }}"
            f"#settingRow {{ border-bottom: 1px solid {c.line}; }}"
            f"#settingRow QLineEdit {{ font-size: {px(15)}px; min-height: {px(22)}px; }}"
            f"#settingsNote {{ color: {c.ink_second}; font-size: {px(13.5)}px; }}"
            f"#settingsSection {{ color: {c.ink_second}; font-size: {px(13.5)}px; font-weight: 600;"
            f" border-bottom: 1px solid {c.line}; padding-top: {px(14)}px; padding-bottom: {px(4)}px; }}"
            f"#settingsHeads {{ border-right: 1px solid {c.line}; padding-top: {px(10)}px; }}"
            f"#settingsHeads::item {{ min-height: {px(40)}px; padding-left: {px(14)}px; color: {c.ink_second};"
            " border-left: 3px solid transparent; }"
            f"#settingsHeads::item:selected {{ background: {c.accent_soft}; color: {c.ink};"
            f" border-left: 3px solid {c.accent}; }}"
        )
        self.heads.setFixedWidth(px(LIST_WIDTH))
        self.finder.setMaximumWidth(px(220))
        self._lay_out()

    def show_settings(self, shown: SettingsShown) -> None:
        """Show what is in force now; what was told of the changed ones goes."""
        before, self._shown = self._shown, shown
        values, old_values = asdict(shown.settings), asdict(before.settings)
        # Nothing chosen is the first: what printing offers by itself.
        values["paper"] = values["paper"] or next(iter(Form)).value
        values["file_format"] = values["file_format"] or next(iter(FileFormat)).value
        self._regions.offer([("", "还没定"), *shown.regions.items()])
        for name, control in self._controls.items():
            control.show_value(values[name])
        self.site_none.setVisible(bool(shown.settings.site))
        self.site.setText(_short(shown.settings.site) or "还没选")
        self.site.setToolTip(shown.settings.site)
        for row in dict.fromkeys(self._rows.values()):
            names = [name for name, found in self._rows.items() if found is row]
            is_changed = any(asdict(shown.settings)[name] != old_values[name] for name in names)
            note = next((shown.notes[name] for name in names if name in shown.notes), "")
            old = next((before.notes[name] for name in names if name in before.notes), "")
            if is_changed or note != old or before is shown:
                row.show_note(note)
            row.lock(next((shown.locks[name] for name in names if name in shown.locks), ""))
        self.trial.setEnabled("hot_key" not in shown.locks or bool(shown.settings.hot_key))
        self._show_pack(shown)
        self.values.show_values(shown.values, shown.values_from)
        self.values.apply_theme(self._theme, is_narrow=self._is_narrow)

    def tell_pack(self, words: str) -> None:
        """Tell at the packs why the other one does not count, or that it does."""
        self._pack.tell(words, "caution")

    def tell(self, name: str, words: str, tone: str = "caution") -> None:
        """Tell `words` at the control of the setting `name`: caution | done | plain."""
        self._rows[name].tell(words, tone)

    # -- Qt

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.restore_yes.isVisible():
            self._ask(False)
            self.restore.setFocus()
        else:
            super().keyPressEvent(event)

    # -- what stands on the page

    def _build(self) -> None:
        self.finder.setObjectName("settingsFind")
        self.finder.setPlaceholderText("找一项设置")
        self.finder.setAccessibleName("找一项设置")
        self.heads.setObjectName("settingsHeads")
        self.heads.setAccessibleName("设置的各部分")
        self.heads.addItems(HEADS)
        page = QVBoxLayout(self._page)
        page.setSpacing(0)
        for head, rows in zip(HEADS, self._all_rows(), strict=True):
            title = QLabel(head)
            title.setObjectName("settingsSection")
            title.setIndent(0)
            page.addWidget(title)
            for row in rows:
                page.addWidget(row)
            self._sections.append((title, list(rows)))
        page.addStretch(1)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setWidgetResizable(True)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setWidget(self._page)
        middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self.heads)
        middle.addWidget(self._area, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self._head())
        whole.addLayout(middle, 1)
        whole.addWidget(self._foot_line())
        self._connect()

    def _bar(self, name: str, first: QWidget, *others: QWidget) -> QWidget:
        bar = QWidget()
        bar.setObjectName(name)
        bar.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        line = QHBoxLayout(bar)
        line.addWidget(first, 1)
        for widget in others:
            line.addWidget(widget)
        self._bars.append(line)
        return bar

    def _head(self) -> QWidget:
        title = QLabel("设置")
        title.setObjectName("settingsTitle")
        return self._bar("settingsHead", title, self.finder)

    def _foot_line(self) -> QWidget:
        self._foot.setObjectName("settingsNote")
        self._foot.setWordWrap(True)
        self.restore.setObjectName("settingsRestore")
        for button in (self.restore, self.restore_yes, self.restore_no, self._close):
            button.setAutoDefault(False)
        self._ask(False)
        return self._bar(
            "settingsFoot", self._foot, self.restore, self.restore_yes, self.restore_no, self._close
        )

    def _connect(self) -> None:
        self.finder.textChanged.connect(self._on_find)
        self.finder.escaped.connect(self._on_find_escaped)
        self.finder.entered.connect(self._on_find_entered)
        self.heads.currentRowChanged.connect(self._on_head)
        self.site.clicked.connect(self._on_site)
        self.trial.clicked.connect(self.trial_wanted)
        self.restore.clicked.connect(self._on_restore)
        self.restore_yes.clicked.connect(self._on_restore_yes)
        self.restore_no.clicked.connect(self._on_restore_no)
        self._close.clicked.connect(self.close)
        self._area.verticalScrollBar().valueChanged.connect(self._on_scrolled)

    def _all_rows(self) -> Sequence[Sequence[QWidget]]:
        looks = (("system", "跟随系统"), ("light", "浅色"), ("dark", "深色"))
        sizes = [(step, f"{step:.0%}") for step in ZOOM_STEPS]
        edges = (("left", "左边"), ("right", "右边"))
        phases = [("", "不限"), *((phase.value, phase.value) for phase in Phase)]
        self.site.setObjectName("settingsSite")
        self.site.setAccessibleName("选本单位文件夹")
        for button in (self.site, self.site_none, self.trial):
            button.setAutoDefault(False)
        self.site_none.setAccessibleName("不用本单位文件夹")
        self.site_none.clicked.connect(self._on_no_site)
        papers = [(form.value, form.label) for form in Form]
        kinds = [(kind.value, kind.label) for kind in FileFormat]
        return (
            (
                self._row("深浅", ("look", Choices(looks, "深浅"))),
                self._row("文字大小", ("scale", Choices(sizes, "文字大小"))),
            ),
            (
                self._row(
                    "停靠在",
                    ("dock_edge", Choices(edges, "停靠在哪一边")),
                    ("", QLabel("宽")),
                    ("dock_width", NumberField(DOCK_WIDTHS, "停靠时的宽度")),
                    ("is_on_top", Tick("总在最前")),
                ),
                self._row("全局热键", ("hot_key", KeyField("全局热键")), ("", self.trial)),
            ),
            (
                self._row(
                    "通话记录留",
                    ("retention_days", NumberField(RETENTION, "通话记录留几天")),
                    ("", QLabel("天")),
                ),
            ),
            (
                self._row(
                    "现在是", ("phase", Choices(phases, "供热阶段")), ("is_phase_by_date", Tick("跟日期走"))
                ),
            ),
            (self._region_row(), self._place_row(), self._pack_row()),
            (
                self._row("默认纸张", ("paper", Choices(papers, "默认的纸张"))),
                self._row("默认文件", ("file_format", Choices(kinds, "默认的文件"))),
            ),
            (self.values,),
        )

    def _row(self, label: str, *parts: tuple[str, QWidget]) -> SettingRow:
        """A row of `parts`, each the name of a setting (or none) and what stands for it."""
        row = SettingRow(label)
        for name, part in parts:
            if isinstance(part, Choices | Tick | NumberField | KeyField):
                part.setObjectName(f"setting-{name}")
                part.setProperty("setting", name)
                part.chosen.connect(self._on_chosen)
                self._controls[name] = part
                self._rows[name] = row
            if isinstance(part, NumberField | KeyField):
                part.refused.connect(self._on_refused)
            row.add(part)
        row.close_line()
        return row

    def _region_row(self) -> SettingRow:
        self._regions = Choices((), "按哪个地区的规定")
        return self._row("地区", ("region", self._regions))

    def _place_row(self) -> SettingRow:
        row = self._row("本单位文件夹", ("", self.site), ("", self.site_none))
        self._rows["site"] = row
        return row

    def _pack_row(self) -> SettingRow:
        self.pack_back.setObjectName("settingsBack")
        self.pack_back.setAutoDefault(False)
        self.pack_back.clicked.connect(self.back_wanted)
        self._pack = self._row("签发的内容", ("", self.pack_back))
        return self._pack

    def _show_pack(self, shown: SettingsShown) -> None:
        self.pack_back.setText(full_width(shown.pack_back))
        self.pack_back.setVisible(bool(shown.pack_back))
        self._pack.setVisible(bool(shown.pack))
        self._pack.show_note(shown.pack)

    # -- how it lies

    @property
    def _is_narrow(self) -> bool:
        return self.width() < self._theme.px(NARROW)

    def _lay_out(self) -> None:
        is_narrow = self._is_narrow
        self.heads.setVisible(not is_narrow)
        px = self._theme.px
        margin = px(12 if is_narrow else 28)
        layout = self._page.layout()
        if layout is not None:
            layout.setContentsMargins(margin, 0, margin, px(20))
        for bar in self._bars:
            bar.setContentsMargins(px(20), px(8), px(20), px(8))
        for row in dict.fromkeys((*self._rows.values(), self._pack)):
            row.apply_theme(self._theme, is_narrow=is_narrow)
        self.values.apply_theme(self._theme, is_narrow=is_narrow)

    def _ask(self, is_asking: bool) -> None:
        self._foot.setText(full_width(ASKED if is_asking else FOOT))
        for button, is_there in (
            (self.restore, not is_asking),
            (self.restore_yes, is_asking),
            (self.restore_no, is_asking),
            (self._close, not is_asking),
        ):
            button.setVisible(is_there)

    # -- what is pressed

    @Slot(object)
    def _on_chosen(self, value: object) -> None:
        self.changed.emit(str(self.sender().property("setting")), value)

    @Slot(str)
    def _on_refused(self, words: str) -> None:
        self.tell(str(self.sender().property("setting")), words)

    @Slot()
    def _on_site(self) -> None:
        asked = QFileDialog(self, "选本单位文件夹", self._shown.settings.site)
        asked.setFileMode(QFileDialog.FileMode.Directory)
        asked.setOption(QFileDialog.Option.ShowDirsOnly, True)
        asked.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        asked.fileSelected.connect(self._on_folder)
        asked.open()

    @Slot(str)
    def _on_folder(self, name: str) -> None:
        self.changed.emit("site", name)

    @Slot()
    def _on_no_site(self) -> None:
        self.changed.emit("site", "")

    @Slot()
    def _on_restore(self) -> None:
        self._ask(True)
        self.restore_no.setFocus()

    @Slot()
    def _on_restore_no(self) -> None:
        self._ask(False)
        self.restore.setFocus()

    @Slot()
    def _on_restore_yes(self) -> None:
        self._ask(False)
        self.restore.setFocus()
        self.restore_wanted.emit()

    # -- finding and jumping

    @Slot(str)
    def _on_find(self, text: str) -> None:
        wanted = text.strip().casefold()
        for (title, rows), head in zip(self._sections, HEADS, strict=True):
            is_whole = not wanted or wanted in head.casefold()
            shown = [row for row in rows if is_whole or wanted in _words_of(row).casefold()]
            shown = [row for row in shown if row is not self._pack or self._shown.pack]
            for row in rows:
                row.setVisible(row in shown)
            title.setVisible(bool(shown))

    @Slot()
    def _on_find_escaped(self) -> None:
        if self.finder.text():
            self.finder.clear()
        else:
            self.reject()

    @Slot()
    def _on_find_entered(self) -> None:
        """To the first control that is left."""
        for control in self._controls.values():
            if control.isVisibleTo(self) and control.isEnabled():
                (control.findChild(QPushButton) or control).setFocus()
                return

    @Slot(int)
    def _on_head(self, number: int) -> None:
        title = self._sections[number][0]
        if title.isVisibleTo(self):
            bar = self._area.verticalScrollBar()
            self._is_jumping = True  # the last heads have no page of their own: what was chosen stays chosen
            bar.setValue(title.mapTo(self._page, QPoint(0, 0)).y())
            self._is_jumping = False

    @Slot()
    def _on_scrolled(self) -> None:
        """The list tells where one is."""
        if self._is_jumping:
            return
        top = self._area.verticalScrollBar().value() + self._theme.px(60)
        titles = [title for title, _ in self._sections]
        above = [n for n, title in enumerate(titles) if title.isVisibleTo(self) and title.y() <= top]
        if above and above[-1] != self.heads.currentRow():
            self.heads.blockSignals(True)
            self.heads.setCurrentRow(above[-1])
            self.heads.blockSignals(False)


def _words_of(row: QWidget) -> str:
    if isinstance(row, SettingRow):
        return row.words
    return " ".join(f"{label} {value}" for label, value in row.lines) if isinstance(row, SiteValues) else ""


def _short(path: str) -> str:
    """The end of a path, which says most."""
    return path if len(path) <= 36 else f"…{path[-35:]}"


def _room(parent: QWidget, theme: Theme) -> QSize:
    """No wider than the window, so that a dock covers nothing else; as high as the screen allows."""
    wide = parent.window().width() - theme.px(16)
    return QSize(max(wide, theme.px(LEAST_WIDE)), ANY_SIZE)
