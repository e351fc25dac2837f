"""The overlay of the site lies on a share: away, slow, dead, or mounted and empty."""

import argparse
import json
import os
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from handbook import company_defaults as company
from handbook.app.application import Application
from handbook.app.start import build
from handbook.cli.main import run
from handbook.content import files, library
from tests.helpers.command import run_handbook

Opener = Callable[..., Application]
ENTRY = """
id: kn-site
title: 片区泵房值班表
summary: 一条试用的说明。
asks: [片区泵房归谁管]
tags: [站点]
severity: 一般
sources:
  - {title: 据通识, confidence: 据通识, note: 内部整理}
owner: 客服培训组
reviewed: 2026-11-20
review_by: 2027-09-30
key_points: [值班表在前台。]
"""


@pytest.fixture
def site(tmp_path: Path) -> Path:
    folder = tmp_path / "site" / "knowledge"
    folder.mkdir(parents=True)
    (folder / "kn-site.yaml").write_text(ENTRY, "utf-8")
    return folder.parent


@pytest.fixture
def dead(monkeypatch: pytest.MonkeyPatch, site: Path) -> Iterator[threading.Event]:
    """The share of `site` answers nothing until the event is set, as one whose server has gone."""
    answers = threading.Event()
    is_dir, scan = os.path.isdir, os.scandir

    def waits(place: object) -> None:
        if str(place).startswith(str(site)):
            answers.wait()

    def asked(place: object) -> bool:
        waits(place)
        return is_dir(place)  # type: ignore[arg-type]

    def scanned(place: object) -> object:
        waits(place)
        return scan(place)  # type: ignore[call-overload]

    monkeypatch.setattr(os.path, "isdir", asked)
    monkeypatch.setattr(os, "scandir", scanned)
    yield answers
    answers.set()


def test_a_site_that_is_there_is_read(open_program: Opener, site: Path) -> None:
    program = open_program(site=site)
    assert program.window.panels.reading.handbook.get("kn-site") is not None
    assert program.window.notice.words == ""


@pytest.mark.parametrize("kind", ["missing", "file", "loop"])
def test_a_site_that_is_away_is_told_and_the_rest_works(
    open_program: Opener, tmp_path: Path, kind: str
) -> None:
    site = tmp_path / "share" if kind == "missing" else tmp_path / "here"
    if kind == "file":
        site.write_text("x")
    elif kind == "loop":
        site.symlink_to(site.name)
    program = open_program(site=site)
    words = program.window.notice.words
    assert (str(site) in words, "打不开" in words, "接上后再读" in words) == (True, True, True)
    program.window.search.field.setText("漏水")
    assert program.window.search.view.model().rowCount() > 0
    program.window.panels.emergency.open()
    assert program.window.panels.emergency_view.list.count() > 5


def test_a_mount_point_without_its_share_is_told(open_program: Opener, tmp_path: Path) -> None:
    (tmp_path / "mount").mkdir()
    program = open_program(site=tmp_path / "mount")
    assert "没有内容文件" in program.window.notice.words


def test_a_dead_share_keeps_nobody_waiting(
    open_program: Opener, site: Path, dead: threading.Event, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(library, "PATIENCE", 3600.0)
    program = open_program(site=site, wait=False)
    assert program.is_furnished
    qtbot.waitUntil(lambda: len(program.window.panels.reading.handbook) > 100, timeout=20_000)
    program.window.panels.emergency.open()
    assert program.window.panels.emergency_view.list.count() > 5
    assert not program.is_searchable
    dead.set()  # it comes to life
    qtbot.waitUntil(lambda: program.is_searchable, timeout=60_000)
    assert program.window.panels.reading.handbook.get("kn-site") is not None
    assert program.window.notice.words == ""


def test_a_share_that_stays_dead_is_given_up(
    open_program: Opener, site: Path, dead: threading.Event, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(library, "PATIENCE", 0.2)
    program = open_program(site=site)
    assert str(site) in program.window.notice.words
    assert len(program.window.panels.reading.handbook) > 100


def test_a_share_that_dies_while_it_is_read_is_given_up(
    open_program: Opener, site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(library, "READING_PATIENCE", 0.5)
    read, ends = files._read_capped, threading.Event()

    def hang(path: Path, most: int) -> bytes:
        if site in path.parents:
            ends.wait()
        return read(path, most)

    monkeypatch.setattr(files, "_read_capped", hang)
    program = open_program(site=site)
    assert str(site) in program.window.notice.words
    assert len(program.window.panels.reading.handbook) > 100
    ends.set()


def test_closing_does_not_wait_for_a_dead_share(
    open_program: Opener, site: Path, dead: threading.Event, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    monkeypatch.setattr(library, "READING_PATIENCE", 3600.0)
    monkeypatch.setattr(library, "PATIENCE", 3600.0)
    program = open_program(site=site, wait=False)
    QApplication.processEvents()
    assert program.furnishing is not None
    assert program.furnishing.preparation is not None
    program.close()
    assert program.furnishing.preparation.wait(1000)
    assert not dead.is_set()


def test_the_first_picture_waits_for_no_share(
    qtbot: QtBot, site: Path, dead: threading.Event, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    defaults = tmp_path / "defaults.json"
    defaults.write_text(json.dumps({"site": str(site)}))
    monkeypatch.setattr(company, "default_places", lambda: [defaults])
    for named in (None, site):
        program = build(argparse.Namespace(content=None, site=named or company.company_defaults().site))
        assert program.window.notice.words == ""  # not known yet to be away
        assert program._folders is not None
        assert program._folders.site == site
        program.window.deleteLater()
        program.deleteLater()


def test_the_window_opens_where_a_verb_refuses(tmp_path: Path) -> None:
    site = tmp_path / "share" / "供热"
    refused = run_handbook("search", "漏水", "--site", site, home=tmp_path / "home")
    assert refused.returncode == 2
    assert str(site) in refused.stderr
    assert refused.stderr.count("\n") == 1
    code = (
        "import handbook.app.application as app\n"
        "from PySide6.QtCore import QTimer\n"
        "start = app.Application.start\n"
        "def report(self):\n"
        "    start(self)\n"
        "    look = QTimer(self)\n"
        "    look.timeout.connect(lambda: self.is_searchable and (print(self.window.notice.words), self.close()))\n"
        "    look.start(20)\n"
        "app.Application.start = report\n"
    )
    opened = run_handbook(
        "--site",
        site,
        home=tmp_path / "home",
        code=code,
        extra={"QT_QPA_PLATFORM": "offscreen", "DBUS_SESSION_BUS_ADDRESS": "disabled:"},
    )
    assert opened.returncode == 0, opened.stderr
    assert str(site) in opened.stdout


def test_a_verb_tells_that_the_company_s_overlay_is_away(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    defaults = tmp_path / "defaults.json"
    defaults.write_text(json.dumps({"site": str(tmp_path / "share")}))
    monkeypatch.setattr(company, "default_places", lambda: [defaults])
    assert run(["search", "漏水", "--json"], lambda _: 9) == 0
    said = capsys.readouterr()
    assert json.loads(said.out)
    assert str(tmp_path / "share") in said.err
    assert run(["--site", str(tmp_path), "search", "漏水"], lambda _: 9) == 0
    assert "share" not in capsys.readouterr().err
