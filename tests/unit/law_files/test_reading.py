"""The parent's side: what is imported, how the child is started, what it may, and how it ends."""

import hashlib
import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from handbook.foreign_files import child_start as start
from handbook.foreign_files.framing import MARK
from handbook.law_files import child_start, reading
from handbook.law_files.limits import Limits
from handbook.law_files.message import Answer, framed, unframed
from handbook.law_files.read_file import FileKind
from handbook.law_files.reading import read_law_file
from handbook.law_files.refusal import _WORDS, LawFileRefused, Refusal
from tests.unit.law_files.crafted import paragraph, word_file, word_xml

ROOT = Path(__file__).resolve().parents[3]
HEAVY = ("docx", "lxml", "pypdfium2", "selectolax", "PySide6", "zipfile")


@pytest.fixture
def law(tmp_path: Path) -> Path:
    path = tmp_path / "条例.txt"
    path.write_text("北江省城市供热条例\n第一条 供热单位应当保证室内温度。\n", "gb18030")
    return path


def stand_in(monkeypatch: pytest.MonkeyPatch, script: str) -> None:
    """Another program in place of the child."""
    monkeypatch.setattr(reading, "command", lambda _hint: [sys.executable, "-c", script])


def refused(path: Path, **more: object) -> LawFileRefused:
    with pytest.raises(LawFileRefused) as caught:
        read_law_file(path, **more)  # type: ignore[arg-type]
    return caught.value


def test_nothing_that_reads_foreign_formats_is_imported() -> None:
    code = (
        "import sys, handbook.law_files.reading; "
        f"print(sorted(n for n in sys.modules if n.split('.')[0] in {HEAVY!r} or n.startswith('handbook.law_files.')))"
    )
    said = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout
    assert not any(f"'{name}" in said for name in HEAVY), said
    assert "handbook.law_files.reading" in said
    assert "handbook.law_files.child'" not in said


def test_what_was_read_is_told(law: Path) -> None:
    found = read_law_file(law)
    assert found.lines == ("北江省城市供热条例", "第一条 供热单位应当保证室内温度。")
    assert (found.kind, found.is_marked, found.pages) == (FileKind.TEXT, True, 0)
    assert (found.characters, found.encoding) == (9 + 16, "gb18030")
    assert found.sha256 == hashlib.sha256(law.read_bytes()).hexdigest()


def test_the_content_decides_and_not_the_name(tmp_path: Path) -> None:
    path = tmp_path / "条例.pdf"
    path.write_bytes(word_file({"word/document.xml": word_xml(paragraph("第一条 甲"))}))
    assert read_law_file(path).kind is FileKind.DOCX


def test_the_child_answers_wherever_it_is_started(
    law: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A hostile environment and working folder change nothing: neither is the child's."""
    (tmp_path / "handbook").mkdir()
    (tmp_path / "handbook" / "__init__.py").write_text("raise SystemExit(3)")
    (tmp_path / "msgspec.py").write_text("raise SystemExit(3)")
    monkeypatch.chdir(tmp_path)
    for name in ("PYTHONPATH", "PYTHONSTARTUP", "PYTHONHOME", "PYTHONINSPECT", "PYTHONWARNINGS"):
        monkeypatch.setenv(name, str(tmp_path))
    assert read_law_file(law).characters == 25


def test_the_environment_of_the_child_is_ours_alone(tmp_path: Path) -> None:
    own = {
        "PYTHONHOME": "x",
        "QT_PLUGIN_PATH": "x",
        "SECRET": "x",
        "SystemRoot": "C:\\Windows",
        "LD_PRELOAD": "x",
    }
    made = start.environment(tmp_path, own)
    assert not {"PYTHONHOME", "QT_PLUGIN_PATH", "SECRET", "LD_PRELOAD"} & made.keys()
    assert made["TMPDIR"] == str(tmp_path)


def test_the_frozen_program_starts_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert child_start.command("md") == [sys.executable, child_start.WORD, "md"]
    assert "PYTHONPATH" not in start.environment(tmp_path, {"LD_LIBRARY_PATH": "/inside"})
    assert "LD_LIBRARY_PATH" not in start.environment(tmp_path, {"LD_LIBRARY_PATH": "/inside"})


def test_the_launcher_of_the_products_reads_as_well(law: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What PyInstaller freezes, and what the starters for Windows call, is this script."""
    launcher = ROOT / "handbook" / "packaging" / "launcher_script.py"
    monkeypatch.setattr(
        reading, "command", lambda hint: [sys.executable, str(launcher), child_start.WORD, hint]
    )
    assert read_law_file(law).characters == 25


@pytest.mark.parametrize(
    "said",
    [
        "b''",
        "b'hello'",
        "MARK + b'\\0\\0\\0\\5abc'",
        "framed(Answer(kind='txt', lines=('a',))) + b'x'",
        "framed(Answer(kind='strange', lines=('a',)))",
        "framed(Answer(refused='strange'))",
        "MARK + b'\\0\\0\\0\\1\\xc1'",
        "MARK + b'\\0\\0\\0\\1\\x80'[:0] + (1).to_bytes(4, 'big') + b'\\x90'",
    ],
)
def test_anything_but_one_whole_message_is_a_refusal(
    law: Path, monkeypatch: pytest.MonkeyPatch, said: str
) -> None:
    script = f"import sys; from handbook.law_files.message import *; from handbook.foreign_files.framing import *; sys.stdin.buffer.read(); sys.stdout.buffer.write({said})"
    stand_in(monkeypatch, script)
    assert refused(law).reason == Refusal.BROKE


def test_messages_come_through_whole() -> None:
    answer = Answer(kind="pdf", lines=("第一条", "甲"), pages=3, remarks=("x",), set_aside=("1",))
    raw = framed(answer)
    assert raw.startswith(MARK)
    assert unframed(raw) == answer
    for cut in range(len(raw)):
        with pytest.raises(ValueError):
            unframed(raw[:cut])


def test_a_child_that_hangs_is_ended_by_the_clock(law: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stand_in(monkeypatch, "import time; time.sleep(600)")
    assert refused(law, limits=Limits(wall_s=0.3)).reason == Refusal.TOO_SLOW


def test_a_child_that_nobody_wants_any_more_is_ended(law: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stand_in(monkeypatch, "import time; time.sleep(600)")
    heard: list[float] = []
    assert refused(law, is_stopped=lambda: len(heard) > 2, progress=heard.append).reason == Refusal.STOPPED
    assert heard == sorted(heard)
    assert len(heard) > 2


@pytest.mark.parametrize(
    "ending", ["import os; os.abort()", "raise SystemExit(7)", "import os, signal; os.kill(os.getpid(), 9)"]
)
def test_a_child_that_dies_is_a_sentence(law: Path, monkeypatch: pytest.MonkeyPatch, ending: str) -> None:
    stand_in(monkeypatch, ending)
    error = refused(law)
    assert error.reason == Refusal.BROKE
    assert str(error).startswith("条例.txt:")


def test_a_program_that_cannot_be_started_is_a_sentence(law: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "command", lambda _hint: [str(law.parent / "gone")])
    assert refused(law).reason == Refusal.NO_READER


def test_a_child_that_never_stops_talking_is_ended(law: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stand_in(monkeypatch, "import sys\nwhile True: sys.stdout.write('x' * 65536)")
    assert refused(law, limits=Limits(characters=1000)).reason == Refusal.BROKE


def test_nothing_is_left_of_it(law: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path / "t"))
    monkeypatch.setattr("tempfile.tempdir", None)
    (tmp_path / "t").mkdir()
    before = threading.active_count()
    read_law_file(law)
    stand_in(monkeypatch, "raise SystemExit(1)")
    refused(law)
    assert list((tmp_path / "t").iterdir()) == []
    assert threading.active_count() == before


@pytest.mark.skipif(os.name != "posix", reason="a job object does it on Windows")
@pytest.mark.parametrize(
    ("deed", "outcome"),
    [
        ("open('x', 'wb', 0).write(b'y')", "OSError"),
        ("bytearray(600_000_000)", "MemoryError"),
        ("[open('/dev/null') for _ in range(200)]", "OSError"),
        ("bytearray(100_000_000)", "done"),
    ],
)
def test_the_child_may_little(tmp_path: Path, deed: str, outcome: str) -> None:
    script = (
        "from handbook.foreign_files.posix_limits import limit_this_process\n"
        "from handbook.law_files.limits import LIMITS\nlimit_this_process(LIMITS)\n"
        f"try:\n    keep = {deed}\n    print('done')\nexcept (OSError, MemoryError) as e:\n    print(type(e).__name__)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == outcome


@pytest.mark.skipif(os.name != "posix", reason="a job object does it on Windows")
def test_a_child_that_computes_for_ever_is_ended_and_told(law: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stand_in(
        monkeypatch,
        "from handbook.foreign_files.posix_limits import limit_this_process\nfrom handbook.law_files.limits import Limits\n"
        "limit_this_process(Limits(processor_s=1))\nwhile True: pass",
    )
    assert refused(law).reason == Refusal.TOO_SLOW


def test_a_file_that_cannot_be_opened_is_a_sentence(law: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def locked(*_args: object) -> int:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "open", locked)
    assert refused(law).reason == Refusal.UNREADABLE


def test_every_reason_has_a_sentence_with_a_way_out() -> None:
    assert set(_WORDS) == set(Refusal)
    for reason, words in _WORDS.items():
        assert words.endswith("。"), reason
        assert words.count("。") > 1 or "请" in words or reason == Refusal.STOPPED, reason
        assert "(9)" in words.format(detail="(9)") or "{detail}" not in words


def test_windows_starts_the_real_python_behind_its_redirector(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(sys, "_base_executable", "C:\\Python\\python.exe", raising=False)
    assert child_start.command("txt")[0] == "C:\\Python\\python.exe"
    assert start.environment(tmp_path, {})["__PYVENV_LAUNCHER__"] == sys.executable
