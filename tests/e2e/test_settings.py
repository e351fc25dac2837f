"""The settings window by the keyboard alone: what is chosen is in force at once and kept; what is locked refuses."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QAccessibleEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from handbook import paths
from handbook.app.application import Application
from handbook.company_defaults import CompanyDefaults
from handbook.desktop import hot_key
from handbook.desktop.single_instance import SingleInstance
from handbook.model.kinds import Phase
from handbook.settings import Settings, read_settings
from handbook.ui.dialogs.settings.settings_dialog import HEADS, SettingsDialog
from handbook.ui.window.main_window import MainWindow
from tests.helpers.finding import child
from tests.helpers.typing_in import commit, press

Opener = Callable[..., Application]
CONTROL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
LOCKED = CompanyDefaults(
    file=Path("/etc/gongre-handbook/defaults.json"),
    settings=Settings(look="light", retention_days=3),
    locked=frozenset({"look", "retention_days", "scale", "hot_key"}),
)


class Desktop:
    """Lends every key but those that another program has."""

    def __init__(self) -> None:
        self.held = ""
        self.taken = {"Ctrl+Alt+X"}
        self.press: Callable[[], None] = lambda: None

    def grab(self, keys: str, pressed: Callable[[], None]) -> bool:
        if keys in self.taken:
            return False
        self.held, self.press = keys, pressed
        return True

    def release(self) -> None:
        self.held = ""


@pytest.fixture
def desktop(monkeypatch: pytest.MonkeyPatch) -> Desktop:
    """The offscreen platform lends no key."""
    made = Desktop()
    monkeypatch.setattr(hot_key, "_of_platform", lambda: made)
    return made


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def settle() -> None:
    for _ in range(4):
        QApplication.processEvents()


def opened(program: Application) -> SettingsDialog:
    """The settings, opened by their key."""
    program.window.activateWindow()
    program.window.take_focus()
    settle()
    press(focused(), Qt.Key.Key_Comma, CONTROL)
    settle()
    dialog = child(program.window, SettingsDialog)
    assert dialog.isActiveWindow()
    return dialog


def tab_to(dialog: SettingsDialog, name: str) -> QWidget:
    """The part of the control of `name` that the keyboard comes to by Tab."""
    control = dialog.control(name)
    for _ in range(60):
        here = focused()
        if here is control or control.isAncestorOf(here):
            return here
        press(here, Qt.Key.Key_Tab)
    raise AssertionError(f"Tab never comes to {name}")


def choose(dialog: SettingsDialog, name: str, key: Qt.Key) -> None:
    """Come to a row of choices by Tab, and go on by an arrow."""
    press(tab_to(dialog, name), key)
    settle()


def write(dialog: SettingsDialog, name: str, words: str) -> None:
    """Come to a field by Tab, which selects what is in it; type, Enter."""
    field = tab_to(dialog, name)
    commit(field, words)
    press(field, Qt.Key.Key_Return)
    settle()


def with_key(open_program: Opener, home: Path, **more: object) -> Application:
    """The program with the global key, as a start from the desktop has it."""
    program = open_program(**more)
    assert program.furnishing is not None
    program.furnishing.answer_outside(SingleInstance(home))
    return program


def test_what_is_set_by_keys_is_in_force_and_kept(
    open_program: Opener, user_home: Path, desktop: Desktop
) -> None:
    program = with_key(open_program, user_home, settings=Settings(look="light"))
    window = program.window
    dialog = opened(program)
    choose(dialog, "look", Qt.Key.Key_Right)
    assert window.theme.colours.is_dark
    choose(dialog, "scale", Qt.Key.Key_Right)
    assert window.theme.scale == 1.1
    press(tab_to(dialog, "hot_key"), Qt.Key.Key_J, CONTROL | ALT)
    assert desktop.held == "Ctrl+Alt+J"
    write(dialog, "retention_days", "30")
    choose(dialog, "phase", Qt.Key.Key_Right)
    press(tab_to(dialog, "is_on_top"), Qt.Key.Key_Space)
    choose(dialog, "paper", Qt.Key.Key_Right)
    press(focused(), Qt.Key.Key_Escape)
    settle()
    assert window.findChild(SettingsDialog) is None or not dialog.isVisible()
    assert window.search.field.hasFocus()
    program.close()
    kept = read_settings(paths.settings_file())
    assert kept == Settings(
        look="dark",
        scale=1.1,
        hot_key="Ctrl+Alt+J",
        retention_days=30,
        phase=Phase.PRESSURE_TEST.value,
        is_on_top=False,
        paper="A5",
    )
    again = with_key(open_program, user_home, settings=kept)
    assert again.window.theme == window.theme
    assert desktop.held == "Ctrl+Alt+J"
    assert opened(again).control("retention_days").text() == "30"  # type: ignore[union-attr]


def test_what_is_locked_refuses_and_says_where_it_is_set(
    open_program: Opener, user_home: Path, desktop: Desktop
) -> None:
    program = with_key(open_program, user_home, settings=LOCKED.settings, defaults=LOCKED)
    window = program.window
    dialog = opened(program)
    for name in LOCKED.locked:
        assert not dialog.control(name).isEnabled()
        assert "/etc/gongre-handbook/defaults.json" in dialog.told(name)
        dialog.control(name).chosen.emit(
            {"look": "dark", "scale": 2.0, "hot_key": "Ctrl+Alt+J"}.get(name, 30)
        )
    press(focused(), Qt.Key.Key_Escape)
    settle()
    press(focused(), Qt.Key.Key_L, CONTROL | Qt.KeyboardModifier.ShiftModifier)
    assert "由本单位定" in window.notice.words
    press(focused(), Qt.Key.Key_Equal, CONTROL)
    assert window.settings == LOCKED.settings
    assert not window.theme.colours.is_dark
    assert not paths.settings_file().exists()


def test_a_value_that_cannot_be_had_is_told_at_its_control_and_nothing_is_lost(
    open_program: Opener, user_home: Path, desktop: Desktop, tmp_path: Path
) -> None:
    program = with_key(open_program, user_home)
    dialog = opened(program)
    before = program.window.settings
    for key, word in ((Qt.Key.Key_X, "占用"), (Qt.Key.Key_K, "")):
        press(tab_to(dialog, "hot_key"), key, CONTROL | ALT if word else CONTROL)
        assert (word or "已有用处") in dialog.told("hot_key")
    press(tab_to(dialog, "hot_key"), Qt.Key.Key_J)
    assert "要按住" in dialog.told("hot_key")
    assert desktop.held == "Ctrl+Alt+H"
    for words in ("400", "七天", ""):
        field = tab_to(dialog, "retention_days")
        QTest.keyClick(field, Qt.Key.Key_A, CONTROL)
        press(field, Qt.Key.Key_Delete)
        write(dialog, "retention_days", words)
        assert "还是 7" in dialog.told("retention_days")
    dialog.changed.emit("site", str(tmp_path / "nowhere"))
    assert "打不开" in dialog.told("site")
    assert program.window.settings == before


def test_what_is_told_at_a_control_is_announced(
    open_program: Opener, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialog = opened(open_program())
    heard: list[str] = []

    def hear(event: QAccessibleEvent) -> None:
        if isinstance(event, QAccessibleAnnouncementEvent):
            heard.append(event.message())

    monkeypatch.setattr(QAccessible, "updateAccessibility", hear)
    write(dialog, "retention_days", "400")
    assert heard == [dialog.told("retention_days")]


def test_a_disk_that_refuses_is_told_at_the_control(
    open_program: Opener, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    program = open_program()
    dialog = opened(program)
    blocked = tmp_path / "a-file"
    blocked.write_text("x")
    monkeypatch.setattr(paths, "settings_file", lambda: blocked / "settings.json")
    choose(dialog, "look", Qt.Key.Key_Right)
    assert "没有存下来" in dialog.told("look")
    assert program.window.theme.colours.is_dark  # in force all the same


def test_the_global_key_is_tried_where_it_is_set(
    open_program: Opener, user_home: Path, desktop: Desktop, qtbot: QtBot
) -> None:
    program = with_key(open_program, user_home)
    dialog = opened(program)
    tab_to(dialog, "hot_key")
    press(focused(), Qt.Key.Key_Tab)
    assert focused() is dialog.trial
    press(focused(), Qt.Key.Key_Space)
    assert "现在按 Ctrl+Alt+H" in dialog.told("hot_key")
    desktop.press()
    assert "按到了" in dialog.told("hot_key")
    assert dialog.isActiveWindow()  # the window did not come over it
    press(focused(), Qt.Key.Key_Space)
    program.window.panels.settings._trial.timeout.emit()
    assert "没有等到" in dialog.told("hot_key")


def test_restoring_asks_and_nothing_else_does(
    open_program: Opener, user_home: Path, desktop: Desktop
) -> None:
    program = with_key(
        open_program, user_home, settings=Settings(look="dark", scale=1.25, hot_key="Ctrl+Alt+J")
    )
    dialog = opened(program)
    dialog.restore.setFocus()
    press(dialog.restore, Qt.Key.Key_Space)
    assert focused() is dialog.restore_no
    press(focused(), Qt.Key.Key_Escape)
    assert dialog.isVisible()
    assert program.window.settings.look == "dark"
    press(dialog.restore, Qt.Key.Key_Space)
    press(dialog.restore_yes, Qt.Key.Key_Space)
    assert program.window.settings == Settings()
    assert desktop.held == "Ctrl+Alt+H"
    assert json.loads(paths.settings_file().read_text("utf-8")) == {}


def test_the_season_follows_the_date_until_it_is_chosen_by_hand(open_program: Opener) -> None:
    program = open_program()
    dialog = opened(program)
    assert "按日期建议" in dialog.told("phase")
    press(tab_to(dialog, "is_phase_by_date"), Qt.Key.Key_Space)
    window = program.window
    assert window.settings.phase in dialog.told("phase")
    assert window.settings.phase in window.top_bar.phase_button.text()
    window.choose_phase("停热")
    assert not window.settings.is_phase_by_date
    program.close()
    kept = Settings(look="light", phase="停热", is_phase_by_date=True)
    assert open_program(settings=kept).window.settings.phase != ""


def test_the_dock_goes_to_the_edge_that_is_chosen(open_program: Opener) -> None:
    program = open_program(settings=Settings(look="light", is_docked=True))
    window: MainWindow = program.window
    right = window.x()
    dialog = opened(program)
    choose(dialog, "dock_edge", Qt.Key.Key_Left)
    assert window.x() < right
    write(dialog, "dock_width", "380")
    assert window.width() == 380
    press(tab_to(dialog, "is_on_top"), Qt.Key.Key_Space)
    assert not window.windowFlags() & Qt.WindowType.WindowStaysOnTopHint
    assert window.isVisible()
    assert dialog.isVisible()


def test_site_values_are_to_be_read_with_those_to_fill_in_first(open_program: Opener) -> None:
    program = open_program()
    dialog = opened(program)
    lines = dialog.values.lines
    handbook = program.window.panels.reading.handbook
    missing = sum(not value.value for value in handbook.values)
    assert [value for _, value in lines[:missing]] == ["〔待填〕"] * missing
    assert ("P1 到场", "1 小时 · 本单位") in [
        (label, value.replace("\u00a0", " ").replace("\u2060", "")) for label, value in lines
    ]
    assert len(lines) == len(handbook.values)


def test_heads_jump_and_words_find(open_program: Opener) -> None:
    program = open_program()
    program.window.resize(1440, 900)
    dialog = opened(program)
    assert [dialog.heads.item(n).text() for n in range(dialog.heads.count())] == list(HEADS)
    press(dialog.heads, Qt.Key.Key_End)
    settle()
    assert dialog.values.visibleRegion().boundingRect().height() > 100
    dialog.finder.setFocus()
    commit(dialog.finder, "全局热键")
    settle()
    assert dialog.control("hot_key").isVisible()
    assert not dialog.control("paper").isVisible()
    press(dialog.finder, Qt.Key.Key_Return)
    assert focused() is dialog.control("hot_key")
    press(dialog.finder, Qt.Key.Key_Escape)
    assert dialog.isVisible()
    assert dialog.control("paper").isVisibleTo(dialog)


def test_it_opens_once_and_from_the_bar(open_program: Opener) -> None:
    window = open_program().window
    window.top_bar.settings_requested.emit()
    window.top_bar.settings_requested.emit()
    assert len(window.findChildren(SettingsDialog)) == 1


@pytest.mark.parametrize(("width", "scale"), [(1440, 1.0), (1440, 2.0), (400, 1.0)])
def test_nothing_is_clipped_or_wider_than_its_place(open_program: Opener, width: int, scale: float) -> None:
    program = open_program(settings=Settings(look="light", scale=scale, is_docked=width < 500))
    program.window.resize(width, 900)
    dialog = opened(program)
    settle()
    assert dialog.width() <= width
    page = dialog._area.viewport()
    assert dialog._page.width() <= page.width()
    for name in ("look", "scale", "hot_key", "phase", "paper"):
        control = dialog.control(name)
        assert control.mapTo(dialog._page, control.rect().topRight()).x() <= page.width()


def test_the_key_of_the_look_comes_back_to_that_of_the_desktop(open_program: Opener) -> None:
    window = open_program(settings=Settings(look="system")).window
    seen = []
    for _ in range(3):
        window.toggle_look()
        seen.append((window.settings.look, window.theme.colours.is_dark))
    assert seen == [("dark", True), ("system", False), ("dark", True)]


def test_a_folder_of_the_site_is_read_when_it_is_chosen(
    open_program: Opener, tmp_path: Path, qtbot: QtBot
) -> None:
    site = tmp_path / "site"
    site.mkdir()
    (site / "values.yaml").write_text(
        "values:\n  - {key: hotline, label: 供热服务热线, value: 8231 0000, scope: 公司, source: 本单位, confidence: 高}\n",
        encoding="utf-8",
    )
    program = open_program()
    panels = program.window.panels
    panels.reading.open("proc-refund")
    dialog = opened(program)
    dialog.changed.emit("site", str(site))
    assert "正在读" in dialog.told("site")
    qtbot.waitUntil(lambda: "现在用的是这里" in dialog.told("site"), timeout=60_000)
    assert panels.reading.handbook.value_by_key["hotline"].value == "8231 0000"
    assert ("供热服务热线", "8231 0000 · 本单位") in dialog.values.lines
    assert read_settings(paths.settings_file()).site == str(site)
    assert program.is_searchable
    qtbot.waitUntil(lambda: not program.furnishing.preparation._work.is_busy, timeout=60_000)  # type: ignore[union-attr]
    dialog.site_none.click()
    qtbot.waitUntil(lambda: not panels.reading.handbook.value_by_key["hotline"].value, timeout=60_000)
    assert "没选" in dialog.told("site")
    assert panels.reader.entry is not None
