"""The window, the verbs and the self-test where the user's folder cannot be made or written to."""

from pathlib import Path

import pytest

from tests.helpers.command import run_handbook

OFFSCREEN = {"QT_QPA_PLATFORM": "offscreen", "DBUS_SESSION_BUS_ADDRESS": "disabled:"}
REPORTING = """
import handbook.app.application as app
from PySide6.QtCore import QTimer
start = app.Application.start
def start_and_report(self):
    start(self)
    look = QTimer(self)
    def report():
        if self.is_searchable or "搜索" in self.window.notice.words:
            look.stop()
            self.window.search.field.setText("漏水")
            print("rows", self.window.search.view.model().rowCount())
            print("shown", self.window.isVisible())
            print(self.window.notice.words, flush=True)
            self.close()
    look.timeout.connect(report)
    look.start(20)
app.Application.start = start_and_report
"""


def _file(folder: Path) -> Path:
    folder.write_text("x")
    return folder


def _below_a_file(folder: Path) -> Path:
    return _file(folder) / "data"


def _below_nothing(folder: Path) -> Path:
    return Path("/proc/nobody/home")


@pytest.mark.parametrize("make", [_file, _below_a_file, _below_nothing])
def test_the_window_opens_and_says_that_nothing_is_kept(tmp_path: Path, make: object) -> None:
    assert callable(make)
    done = run_handbook(home=make(tmp_path / "home"), code=REPORTING, extra=OFFSCREEN)
    assert (done.returncode, "Traceback" in done.stderr) == (0, False), done.stderr
    assert "shown True" in done.stdout
    assert "关闭程序后就没有了" in done.stdout
    assert "Errno" not in done.stdout
    assert int(done.stdout.split()[1]) > 0


@pytest.mark.parametrize("make", [_file, _below_nothing])
def test_the_self_test_says_so(tmp_path: Path, make: object) -> None:
    assert callable(make)
    home = make(tmp_path / "home")
    done = run_handbook("--selftest", home=home, extra=OFFSCREEN)
    assert done.returncode == 1
    [problem] = [line for line in done.stdout.splitlines() if line.startswith("问题")]
    assert "用户文件夹" in problem
    assert str(home) in problem
    assert "自检通过" not in done.stdout
    assert "正常  窗口" in done.stdout  # everything else was tried


def test_the_doctor_says_so(tmp_path: Path) -> None:
    done = run_handbook("doctor", home=_file(tmp_path / "home"), extra=OFFSCREEN)
    assert done.returncode == 1
    assert "问题  文件夹(用户数据)" in done.stdout


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """An overlay with one entry of its own."""
    folder = tmp_path / "site" / "knowledge"
    folder.mkdir(parents=True)
    (folder / "kn-site.yaml").write_text(
        "id: kn-site\ntitle: 片区泵房值班表\nsummary: 一条试用的说明。\nasks: [片区泵房归谁管]\ntags: [站点]\n"
        "severity: 一般\nsources:\n  - {title: 据通识, confidence: 据通识, note: 内部整理}\nowner: 客服培训组\n"
        "reviewed: 2026-11-20\nreview_by: 2027-09-30\nkey_points: [值班表在前台。]\n",
        "utf-8",
    )
    return folder.parent


def test_the_overlay_is_searched_in_a_window_that_can_keep_nothing(tmp_path: Path, site: Path) -> None:
    code = REPORTING.replace("漏水", "片区泵房")
    done = run_handbook("--site", site, home=_file(tmp_path / "home"), code=code, extra=OFFSCREEN)
    assert (done.returncode, "Traceback" in done.stderr) == (0, False), done.stderr
    assert int(done.stdout.split()[1]) > 0
    assert "搜索暂时不能用" not in done.stdout


def test_the_overlay_is_searched_by_a_verb_that_can_keep_nothing(tmp_path: Path, site: Path) -> None:
    done = run_handbook("search", "片区泵房", "--limit", "1", "--site", site, home=_file(tmp_path / "home"))
    assert done.returncode == 0, done.stderr
    assert "[kn-site]" in done.stdout
    assert "临时文件夹" in done.stderr
