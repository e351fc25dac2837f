"""Files that mean ill: each is read or refused with a sentence, within time and memory, and nothing is left anywhere."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.unit.law_files.crafted import Crafted, crafted_files

_MEMORY = 512 * 1024 * 1024
_SECONDS = 10.0
"""What the requirement names, in processor time: how long that lasts hangs on what else the machine does."""


@pytest.fixture(scope="module")
def places(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, Path]]:
    yield tmp_path_factory.mktemp("crafted"), tmp_path_factory.mktemp("temporary")


@pytest.mark.skipif(sys.platform == "win32", reason="measured by getrusage")
def test_every_crafted_file_is_read_or_refused_within_its_limits(places: tuple[Path, Path]) -> None:
    folder, temporary = places
    files = crafted_files(folder)
    before = _standing(folder)
    done = subprocess.run(
        [sys.executable, "-m", "tests.unit.law_files.driven"],
        input="\n".join(os.fsencode(file.path).hex() for file in files),
        capture_output=True,
        encoding="utf-8",
        check=True,
        cwd=Path(__file__).resolve().parents[3],
        env={**os.environ, "TMPDIR": str(temporary)},
    )
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(answers) == len(files) >= 45
    told = [_complaint(file, answer) for file, answer in zip(files, answers, strict=True)]
    assert [words for words in told if words] == []
    assert _standing(folder) == before
    assert list(temporary.iterdir()) == []


def _complaint(file: Crafted, answer: dict[str, object]) -> str:
    name = ascii(file.path.name)
    said = str(answer["said"])
    if answer["outcome"] not in file.outcomes:
        return f"{name}: {answer['outcome']}, {said}"
    if float(str(answer["processor"])) > _SECONDS or int(str(answer["peak"])) > _MEMORY:
        return f"{name}: {answer['processor']} s, {answer['peak']} bytes at most so far"
    if "root:" in said or "框内" in said:
        return f"{name}: holds what stands outside of the text: {said}"
    has_sentence = answer["outcome"] == "read" or ("。" in said and not said.isascii())
    return "" if has_sentence else f"{name}: {said}"


def _standing(folder: Path) -> list[tuple[str, int]]:
    return sorted((path.name, path.lstat().st_size) for path in folder.iterdir())
