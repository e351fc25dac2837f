"""Which Python the tests are run on besides the usual one."""

import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the script is for bash")


def _python(folder: Path, name: str, answer: str, code: int = 0) -> None:
    folder.mkdir(exist_ok=True)
    made = folder / name
    made.write_text(f"#!/bin/sh\necho '{answer}'\nexit {code}\n")
    made.chmod(0o755)


def _oldest(repository: Path, *folders: Path) -> str:
    script = repository / ".ci" / "oldest_python"
    if not script.exists():
        pytest.skip("only in a checkout")
    words = ["bash", str(script), *map(str, folders)]
    return subprocess.run(words, check=True, capture_output=True, text=True).stdout.strip()


def test_the_oldest_that_is_promised_and_can_make_environments_is_taken(
    repository: Path, tmp_path: Path
) -> None:
    one, two = tmp_path / "one", tmp_path / "two of them"
    _python(one, "python3", "3.11.10")
    _python(one, "python3.13", "3.13.0")
    _python(one, "python3.10", "3.10.13")
    _python(one, "python3.11-config", "3.11.0")
    _python(two, "python3", "3.11.9")
    _python(two, "python3.11", "", code=1)
    assert _oldest(repository, one, two, tmp_path / "nowhere") == f"3.11.9 {two / 'python3'}"


def test_where_none_is_promised_none_is_named(repository: Path, tmp_path: Path) -> None:
    _python(tmp_path / "one", "python3", "3.10.13")
    assert _oldest(repository, tmp_path / "one", tmp_path / "two") == ""
