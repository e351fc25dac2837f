"""``handbook export`` from the words on the command line to the file, and what it refuses."""

import os
import subprocess
import sys
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from handbook import paths
from handbook.call.desk import CallDesk
from handbook.call.state.call import CallerField, fold
from handbook.call.state.clock import SystemClock
from handbook.call.state.events import Answered, AnyEvent, Pinned, Record, Skipped, Ticked, ValueEntered
from handbook.call.state.step_times import step_times
from handbook.call.store.store import Store
from handbook.cli import main
from handbook.cli.export_run import runs_of_call
from handbook.document.run_record import TickState
from handbook.export.recorded_run import run_to_print
from handbook.export.register.history import read_snapshots
from handbook.export.register.register import register_path
from handbook.model.checklist import make_checklist
from handbook.model.handbook import Handbook
from handbook.model.text import fill_values
from handbook.ui.dialogs.print_choices import recorded_run
from tests.helpers.sample import PROCEDURE, SAMPLE
from tests.unit.export.paper_fakes import folded, page_words, read_pdf


def run(words: list[str]) -> int:
    """The command line without a window."""
    return main.run(words, lambda _: 99)


@pytest.fixture
def content(repository: Path) -> list[str]:
    """Options that name the shipped content."""
    return ["--content", str(repository / "content")]


def test_an_entry_becomes_a_pdf(qapp: QApplication, content: list[str], tmp_path: Path) -> None:
    target = tmp_path / "卡.pdf"

    assert run([*content, "export", "em-scald", "-o", str(target)]) == 0
    words = page_words(target.read_bytes())
    assert "em-scald" in words[0]
    assert [found.entry_id for found in read_snapshots(register_path()).values()] == ["em-scald"]


@pytest.mark.parametrize(
    ("options", "start"),
    [
        (["em-scald", "--format", "docx"], b"PK"),
        (["em-scald", "--format", "html"], b"<!DOCTYPE html>"),
        (["em-scald", "--format", "md"], "# 热水烫伤".encode()),
        (["--kind", "应急", "--format", "csv"], b"\xef\xbb\xbf"),
    ],
)
def test_every_format(content: list[str], tmp_path: Path, options: list[str], start: bytes) -> None:
    target = tmp_path / "out"

    assert run([*content, "export", *options, "-o", str(target), "--quiet"]) == 0
    assert target.read_bytes().startswith(start)


def test_the_ending_of_the_name_tells_the_format(content: list[str], tmp_path: Path) -> None:
    assert run([*content, "export", "em-scald", "-o", str(tmp_path / "a.html")]) == 0
    assert (tmp_path / "a.html").read_bytes().startswith(b"<!DOCTYPE")


@pytest.mark.parametrize(
    ("ending", "told"), [("pdf", ["U+E003", "U+260E"]), ("docx", ["U+E003"]), ("csv", ["U+E003"])]
)
def test_what_nobody_will_be_able_to_read_is_told(
    qapp: QApplication,
    content: list[str],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    ending: str,
    told: list[str],
) -> None:
    text = Path(content[1], "emergency", "em-scald.yaml").read_text(encoding="utf-8")
    site = tmp_path / "site" / "emergency"
    site.mkdir(parents=True)
    first = text.index("title: ")
    (site / "em-scald.yaml").write_text(
        text[:first] + text[first:].replace("\n", "\ue003☎\n", 1), encoding="utf-8"
    )
    words = [*content, "--site", str(site.parent), "export", "em-scald", "-o", str(tmp_path / f"a.{ending}")]

    assert run(words) == 0
    notice = capsys.readouterr().err
    assert [code for code in ("U+E003", "U+260E") if code in notice] == told


@pytest.mark.parametrize(
    ("name", "start"),
    [
        ("a.htm", b"<!DOCTYPE"),
        ("a.MD", b"# "),
        ("a.markdown", b"# "),
        ("a.Docx", b"PK"),
        ("卡 2026.11", b"%PDF"),
        ("a", b"%PDF"),
    ],
)
def test_endings_in_any_case_and_none_at_all(
    qapp: QApplication, content: list[str], tmp_path: Path, name: str, start: bytes
) -> None:
    assert run([*content, "export", "em-scald", "-o", str(tmp_path / name)]) == 0
    assert (tmp_path / name).read_bytes().startswith(start)


@pytest.mark.parametrize(
    ("name", "options"),
    [
        ("a.xlsx", []),
        ("a.txt", []),
        ("a.doc", []),
        ("a.pdf.zip", []),
        ("a.xlsx ", []),
        ("a.ｘｌｓｘ", []),
        ("a。pdf", []),
        ("a.pdf", ["--format", "docx"]),
        ("a.docx", ["--format", "pdf"]),
        ("a.xlsx", ["--format", "csv"]),
        ("a.xlsx", ["--format", "pdf", "--force"]),
    ],
)
def test_an_ending_that_tells_another_kind_is_refused(
    content: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str, options: list[str]
) -> None:
    assert run([*content, "export", "em-scald", *options, "-o", str(tmp_path / name)]) == 2
    assert not (tmp_path / name).exists()
    wanted = options[1] if options else "pdf"
    said = capsys.readouterr().err
    assert f".{wanted}" in said
    assert name.strip() in said


def test_a_set_is_bound_as_a_pack_and_loose_sheets_are_not(
    qapp: QApplication, content: list[str], tmp_path: Path
) -> None:
    for more, name in (([], "pack.pdf"), (["--loose"], "loose.pdf")):
        options = ["--set", "应急", "--paper", "a5", "--quiet", *more, "-o", str(tmp_path / name)]
        assert run([*content, "export", *options]) == 0
    pack = read_pdf((tmp_path / "pack.pdf").read_bytes())
    loose = page_words((tmp_path / "loose.pdf").read_bytes())

    assert [item.title for item in pack.outline if not isinstance(item, list)] == [
        "封面",
        "目录",
        "应急",
        "更改记录",
    ]
    assert len(pack.pages) > len(loose)
    assert "em-" in loose[0]


def test_nothing_is_overwritten_without_force(
    qapp: QApplication, content: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "a.pdf"
    target.write_bytes(b"old")

    assert run([*content, "export", "em-scald", "-o", str(target)]) == 2
    assert "没有覆盖" in capsys.readouterr().err
    assert target.read_bytes() == b"old"
    assert run([*content, "export", "em-scald", "-o", str(target), "--force"]) == 0
    assert target.read_bytes().startswith(b"%PDF")


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ([], "请说明导出什么"),
        (["em-scad"], "em-scald"),
        (["--set", "没有这组"], "可用"),
        (["em-scald", "--all"], "不能"),
        (["--run", "99"], "还没有通话记录"),
    ],
)
def test_what_is_refused_is_told_in_words(
    content: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str], options: list[str], words: str
) -> None:
    assert run([*content, "export", *options, "-o", str(tmp_path / "a.pdf")]) == 2
    assert words in capsys.readouterr().err
    assert not (tmp_path / "a.pdf").exists()


def test_an_unknown_paper_is_refused(content: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        run([*content, "export", "em-scald", "--paper", "B5"])
    assert "不认识的纸面" in capsys.readouterr().err


def test_a_process_of_its_own_needs_no_screen(repository: Path, tmp_path: Path) -> None:
    target = tmp_path / "a.pdf"
    environment = {
        k: v for k, v in os.environ.items() if k not in ("QT_QPA_PLATFORM", "DISPLAY", "WAYLAND_DISPLAY")
    }
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "handbook",
            "--content",
            str(repository / "content"),
            "export",
            "em-scald",
            "-o",
            str(target),
        ],
        capture_output=True,
        check=False,
        text=True,
        encoding="utf-8",
        cwd=repository,
        env=environment,
    )

    assert done.returncode == 0, done.stderr
    assert "已写出" in done.stdout
    assert "热水烫伤" in page_words(target.read_bytes())[0]


def test_a_recorded_call_becomes_a_printed_run() -> None:
    started = datetime(2026, 11, 22, 10, 3)
    checklist = make_checklist(
        PROCEDURE, version="2026.11", resolve=lambda text: fill_values(text, SAMPLE.value_by_key)
    )
    events: list[AnyEvent] = [
        Pinned(run=1, digest=checklist.digest),
        Answered(run=1, step="extent", label="一组"),
        Ticked(run=1, step="step-3"),
        Skipped(run=1, step="step-4", reason="用户挂断"),
        ValueEntered(run=1, step="room", text="16.5"),
    ]
    records = [
        Record(seq=n, at=started + timedelta(minutes=n), elapsed=n * 60_000, event=event)
        for n, event in enumerate(events, 1)
    ]
    call = fold(7, started, records, {checklist.digest: checklist}.__getitem__)
    printed = run_to_print(call.runs[0], call, step_times(records, 1), SAMPLE)

    steps = printed.record.steps
    assert steps["extent"].answer == "一组"
    assert steps["extent"].at == started + timedelta(minutes=2)
    assert steps["step-3"].state is TickState.TICKED
    assert (steps["step-4"].state, steps["step-4"].reason) == (TickState.SKIPPED, "用户挂断")
    assert (steps["room"].state, steps["room"].value) == (TickState.VERIFIED, "16.5")
    assert printed.entry.id == PROCEDURE.id
    assert printed.record.call == "7"


def test_a_run_is_exported_while_the_window_holds_the_store(
    content: list[str], book: Handbook, tmp_path: Path
) -> None:
    store = Store.open(paths.call_store(), SystemClock())
    desk = CallDesk(store, SystemClock())
    entry = book.procedures[0]
    checklist = make_checklist(
        entry, version=book.version, resolve=lambda text: fill_values(text, book.value_by_key)
    )
    call = desk.pin(checklist)
    desk.enter_caller(CallerField.ADDRESS, "幸福里 3 号楼")
    done = checklist.steps[0].id
    desk.skip(1, done, "用户挂断")
    target = tmp_path / "run.md"
    try:
        assert run([*content, "export", "--run", str(call.id), "-o", str(target)]) == 0
    finally:
        store.close()
    words = target.read_text(encoding="utf-8")

    assert "用户挂断" in words
    assert "幸福里 3 号楼" in words


def test_a_wrong_number_lists_the_calls_that_are_kept_without_their_callers(
    content: list[str], book: Handbook, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    store = Store.open(paths.call_store(), SystemClock())
    desk = CallDesk(store, SystemClock())
    call = desk.pin(
        make_checklist(
            book.procedures[0],
            version=book.version,
            resolve=lambda text: fill_values(text, book.value_by_key),
        )
    )
    desk.enter_caller(CallerField.ADDRESS, "幸福里 3 号楼")
    desk.end_call()
    store.close()
    assert run([*content, "export", "--run", "0", "-o", str(tmp_path / "run.md")]) == 2
    said = capsys.readouterr().err
    assert f"\n{call.id}  " in said
    assert book.procedures[0].title in said
    assert "幸福里" not in said


def test_dialog_and_command_line_print_the_same_run(book: Handbook) -> None:
    store = Store.open(paths.call_store(), SystemClock())
    desk = CallDesk(store, SystemClock())
    checklist = make_checklist(
        book.procedures[0], version=book.version, resolve=lambda text: fill_values(text, book.value_by_key)
    )
    call = desk.pin(checklist)
    desk.enter_caller(CallerField.ADDRESS, "幸福里 3 号楼")
    desk.skip(1, checklist.steps[0].id, "用户挂断")
    desk.add_note("老人独居", 1)
    assert desk.active is not None
    shown = recorded_run(desk.active.runs[0], desk, book)
    [exported] = runs_of_call(call.id, book)
    store.close()

    assert shown == exported
    assert exported.record.steps[checklist.steps[0].id].at is not None


def test_the_call_store_is_not_made_by_asking_for_a_run(content: list[str], tmp_path: Path) -> None:
    run([*content, "export", "--run", "1", "-o", str(tmp_path / "a.pdf")])

    assert not paths.call_store().exists()


def test_words_of_the_pdf_are_those_of_the_markdown(
    qapp: QApplication, content: list[str], tmp_path: Path
) -> None:
    for name in ("a.pdf", "a.md"):
        assert run([*content, "export", "scr-safety", "-o", str(tmp_path / name)]) == 0
    whole = "".join(page_words((tmp_path / "a.pdf").read_bytes()))
    lines = [
        folded(line) for line in (tmp_path / "a.md").read_text(encoding="utf-8").splitlines() if "「" in line
    ]
    said = [line[line.index("「") :] for line in lines]

    assert said
    assert all(words in whole for words in said)
