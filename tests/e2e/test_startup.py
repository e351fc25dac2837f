"""Starts that go wrong: broken content, a home that refuses, damaged copies, a crafted index, and strange typing."""

import json
import pickle
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QToolButton
from pytestqt.qtbot import QtBot

from handbook import paths
from handbook.app.application import Application
from handbook.content.library import COMPILED_NAME
from handbook.search.locate import index_name
from handbook.ui.dialogs.text_dialog import TextDialog
from tests.helpers.finding import child
from tests.helpers.typing_in import commit, press

Opener = Callable[..., Application]


@pytest.fixture
def few(repository: Path, tmp_path: Path) -> Path:
    """A content folder of a few regulations and scripts, quick to read and to index."""
    root = tmp_path / "few"
    for folder, pattern in (("regulations", "reg-hlj-3*.yaml"), ("scripts", "scr-a*.yaml")):
        (root / folder).mkdir(parents=True)
        for found in sorted((repository / "content").glob(f"**/{folder}/{pattern}"))[:4]:
            shutil.copy2(found, root / folder / found.name)
    for name in ("handbook.yaml", "values.yaml", "synonyms.yaml"):
        shutil.copy2(repository / "content" / name, root / name)
    return root


@pytest.fixture
def nothing_bundled(tmp_path: Path) -> Path:
    """A program that carries neither compiled content nor an index."""
    return tmp_path / "nothing"


def searches(program: Application, text: str) -> int:
    """Rows that are shown for `text`."""
    field = program.window.search.field
    field.clear()
    commit(field, text)
    return program.window.search.view.model().rowCount()


def test_a_folder_that_goes_before_it_is_read_leaves_the_shipped_content(
    open_program: Opener, tmp_path: Path
) -> None:
    """A share that drops while the window opens: what came with the program is there, and it is said."""
    program = open_program(root=tmp_path / "missing")
    words = program.window.notice.words
    assert "找不到内容文件夹" in words
    assert "随程序来的一份" in words
    assert len(program.window.panels.reading.handbook) > 300


def test_broken_files_are_problems_and_the_rest_works(
    open_program: Opener, few: Path, nothing_bundled: Path
) -> None:
    (few / "scripts" / "scr-broken.yaml").write_text("id: scr-broken\n  title: [", encoding="utf-8")
    (few / "scripts" / "scr-binary.yaml").write_bytes(b"\xff\xfe\x00\x01")
    program = open_program(root=few, bundled=nothing_bundled)
    assert searches(program, "条例") > 0
    button = child(program.window, QToolButton, "problemsButton")
    assert button.isVisible()
    button.click()
    words = child(program.window, TextDialog).view.toPlainText()
    assert "scripts/scr-broken.yaml:" in words
    assert "scripts/scr-binary.yaml:" in words


def test_an_empty_folder_gives_an_empty_window(
    open_program: Opener, tmp_path: Path, nothing_bundled: Path
) -> None:
    (tmp_path / "empty").mkdir()
    program = open_program(root=tmp_path / "empty", bundled=nothing_bundled)
    assert searches(program, "漏水") == 0
    assert program.window.search.view.model().rowCount() == 0


def test_content_without_any_regulation_is_searched(
    open_program: Opener, few: Path, nothing_bundled: Path
) -> None:
    shutil.rmtree(few / "regulations")
    program = open_program(root=few, bundled=nothing_bundled)
    title = next(iter(program.window.panels.reading.handbook)).title
    assert searches(program, title) > 0


def test_browsing_works_while_the_index_is_made_and_typing_is_answered_after(
    open_program: Opener, program_folder: Path, nothing_bundled: Path, qtbot: QtBot
) -> None:
    nothing_bundled.mkdir()
    shutil.copy2(program_folder / COMPILED_NAME, nothing_bundled / COMPILED_NAME)
    shutil.copytree(program_folder / "content", nothing_bundled / "content")
    program = open_program(root=nothing_bundled / "content", bundled=nothing_bundled, wait=False)
    commit(program.window.search.field, "漏水")
    entry = program.window.panels.reading.handbook.procedures[0]
    program.window.panels.contents.entry_activated.emit(entry.id)
    assert program.window.panels.reader.entry is entry
    assert not program.is_searchable
    qtbot.waitUntil(lambda: program.is_searchable, timeout=60_000)
    assert program.window.search.view.selected_id != ""
    assert not program.window.search._progress.isVisible()


def test_the_window_closes_while_the_index_is_made(
    open_program: Opener, few: Path, nothing_bundled: Path, qtbot: QtBot
) -> None:
    program = open_program(root=few, bundled=nothing_bundled, wait=False)
    QApplication.processEvents()
    program.close()
    assert not program.window.isVisible()
    qtbot.wait(50)
    assert not program.is_searchable
    assert list(paths.user_indexes().glob("*.building-*")) == []


def test_a_home_that_refuses_is_told_and_reading_and_searching_work(
    open_program: Opener, user_home: Path
) -> None:
    user_home.parent.mkdir(parents=True, exist_ok=True)
    user_home.write_text("a file, not a folder")
    program = open_program()
    assert program.window.notice.isVisible()
    assert searches(program, "漏水") > 0
    press(program.window, Qt.Key.Key_Equal, Qt.KeyboardModifier.ControlModifier)
    assert "没有存下来" in program.window.notice.words
    program.window.panels.contents.entry_activated.emit("em-scald")
    press(program.window, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    assert program.window.panels.reader.entry is not None


@pytest.mark.parametrize("damage", ["empty", "cut", "garbage", "other-version"])
def test_a_damaged_compiled_copy_is_read_anew(
    open_program: Opener, few: Path, nothing_bundled: Path, damage: str
) -> None:
    first = open_program(root=few, bundled=nothing_bundled)
    count = len(first.window.panels.reading.handbook)
    first.close()
    copy = next(p for p in paths.user_home().rglob("*.json") if "content-cache" in p.parts)
    raw = copy.read_bytes()
    made = json.loads(raw)
    made["program"] = "0.0.0-other"
    copy.write_bytes(
        {
            "empty": b"",
            "cut": raw[: len(raw) // 2],
            "garbage": b"\0\xff" * 500,
            "other-version": json.dumps(made).encode(),
        }[damage]
    )
    second = open_program(root=few, bundled=nothing_bundled)
    assert (len(second.window.panels.reading.handbook), count > 3) == (count, True)


@pytest.mark.parametrize("damage", ["flip", "cut", "missing", "manifest"])
def test_a_damaged_bundled_index_is_made_anew(
    open_program: Opener, few: Path, tmp_path: Path, repository: Path, damage: str
) -> None:
    from tests.helpers.installed import bundle_copy

    bundled = bundle_copy(few, tmp_path / "bundled")
    victim = max(
        (p for p in (bundled / "index").iterdir() if p.name != "manifest.json"),
        key=lambda p: p.stat().st_size,
    )
    raw = bytearray(victim.read_bytes())
    match damage:
        case "flip":
            raw[len(raw) // 2] ^= 0xFF
            victim.write_bytes(raw)
        case "cut":
            victim.write_bytes(raw[: len(raw) // 2])
        case "missing":
            victim.unlink()
        case _:
            (bundled / "index" / "manifest.json").write_text("{", encoding="utf-8")
    program = open_program(root=bundled / "content", bundled=bundled)
    assert searches(program, "条例") > 0
    assert (paths.user_indexes() / index_name(program.window.panels.reading.handbook.revision)).is_dir()


class _Payload:
    """Touches a file when it is unpickled."""

    def __init__(self, target: Path) -> None:
        self.target = target

    def __reduce__(self) -> tuple[object, tuple[str]]:
        return Path.touch, (Path(self.target),)  # type: ignore[return-value]


@pytest.mark.parametrize("where", ["bundled", "user"])
def test_a_crafted_index_runs_nothing(
    open_program: Opener, few: Path, tmp_path: Path, nothing_bundled: Path, where: str
) -> None:
    proof = tmp_path / "payload-ran"
    payload = pickle.dumps(_Payload(proof))
    first = open_program(root=few, bundled=nothing_bundled)
    revision = first.window.panels.reading.handbook.revision
    first.close()
    folder = nothing_bundled / "index" if where == "bundled" else paths.user_indexes() / index_name(revision)
    if where == "bundled":
        shutil.copytree(paths.user_indexes() / index_name(revision), folder)
        shutil.rmtree(paths.user_indexes())
    for path in folder.iterdir():
        if path.name != "manifest.json":
            path.write_bytes(payload)
    (folder / "_MAIN_1.toc").write_bytes(payload)
    second = open_program(root=few, bundled=nothing_bundled)
    assert searches(second, "条例") > 0
    assert not proof.exists()
    pickle.loads(payload)
    assert proof.exists(), "the payload itself must work, or the test shows nothing"


STRANGE = (
    "",
    " ",
    "\u3000",
    "漏" * 10_000,
    "x" * 10_000,
    "🔥🚿",
    "漏\0水",
    "\0",
    "*",
    "?" * 50,
    "(((",
    '"',
    "\\",
    "\u202e水",
    "\ud83d",
    "٣",
    "℃",
    "a" * 300 + "漏水",
    "NOT AND OR",
    "漏水\n退费",
)


def test_anything_can_be_typed(open_program: Opener) -> None:
    program = open_program()
    unanswered = []
    for text in STRANGE:
        searches(program, text)
        QApplication.processEvents()
        if not searches(program, "漏水"):
            unanswered.append(text[:20])
    assert unanswered == []
    assert program.window.notice.words == ""
