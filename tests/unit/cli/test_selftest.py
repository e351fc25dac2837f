"""The self-test: it passes on a sound program, and says what is wrong with a broken one."""

import subprocess
import zlib
from pathlib import Path

import pytest

from handbook.cli.selftest_pdf import extractable
from tests.helpers.command import run_handbook


def _pdf(cmap: str, *, is_packed: bool = True) -> bytes:
    body = cmap.encode("ascii")
    return (
        b"%PDF-1.4\n5 0 obj\n<<>>\nstream\n" + (zlib.compress(body) if is_packed else body) + b"\nendstream\n"
    )


@pytest.mark.parametrize("is_packed", [True, False])
def test_single_characters_are_read(is_packed: bool) -> None:
    cmap = "2 beginbfchar\n<0001> <4F9B>\n<0002> <70ED>\nendbfchar"
    assert extractable(_pdf(cmap, is_packed=is_packed)) == {"供", "热"}


def test_ranges_are_read() -> None:
    cmap = "2 beginbfrange\n<0001> <0003> <0041>\n<0004> <0005> [<4F9B> <70ED>]\nendbfrange"
    assert extractable(_pdf(cmap)) == {"A", "B", "C", "供", "热"}


def test_radicals_count_as_the_characters_they_stand_for() -> None:
    assert extractable(_pdf("1 beginbfchar\n<0001> <2F00>\nendbfchar")) == {"一"}


@pytest.mark.parametrize("content", [b"", b"%PDF-1.4", b"stream\nx\nendstream"])
def test_a_file_without_maps_gives_nothing(content: bytes) -> None:
    assert extractable(content) == set()


def _selftest(home: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return run_handbook(*words, "--selftest", home=home, extra={"QT_QPA_PLATFORM": "offscreen"})


def test_the_program_passes_and_leaves_the_user_alone(user_home: Path) -> None:
    user_home.mkdir()
    done = _selftest(user_home)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "自检通过" in done.stdout
    assert list(user_home.iterdir()) == []


def test_a_program_without_content_fails(user_home: Path, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    done = _selftest(user_home, "--content", str(tmp_path / "empty"))
    assert done.returncode == 1
    assert "没有内容" in done.stdout


def test_a_window_that_closes_by_itself_is_a_failure(user_home: Path) -> None:
    closes = "import sys; from handbook.cli.main import run; sys.exit(run(['--selftest'], lambda _: 3))"
    done = run_handbook(home=user_home, code=closes)
    assert done.returncode == 1
    assert "退出码 3" in done.stdout
