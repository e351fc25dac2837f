"""``handbook check``: problems as text and JSON, counts, the table of figures, and the exit code."""

import argparse
import json
from pathlib import Path

import pytest

from handbook.cli.exit_codes import FINE, PROBLEMS
from handbook.cli.main import run
from tests.unit.content.content_sample import files, write

BAD = {
    "procedures/proc-sample.yaml": "related: [proc-nothing]",
    "cases/case-sample.yaml": "asks: [一个, 两个]",
}


def _no_window(_: argparse.Namespace) -> int:
    raise AssertionError("a verb opened the window")


def _handbook(*argv: str) -> int:
    return run(argv, _no_window)


def test_clean_content_ends_with_0_and_counts_by_kind(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _handbook("check", str(write(tmp_path / "c", files()))) == FINE
    out = capsys.readouterr().out
    assert "排查流程 1、应急卡 1、法规条文 5、话术 1、基础知识 1、典型案例 1,共 10 条" in out
    assert "0 个错误,0 个提醒" in out


def test_errors_end_with_1_and_stand_with_file_line_and_column(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = write(tmp_path / "c", files(BAD))
    assert _handbook("check", str(root)) == PROBLEMS
    lines = capsys.readouterr().out.splitlines()
    assert lines[-1] == "1 个错误,1 个提醒"
    (error,) = [line for line in lines if "dangling-link" in line]
    file, line, column, _ = error.split(":", 3)
    assert file == "procedures/proc-sample.yaml"
    written = (root / file).read_text(encoding="utf-8").splitlines()[int(line) - 1]
    assert written[int(column) - 1 :].startswith("proc-nothing")


def test_warnings_alone_end_with_0(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = write(tmp_path / "c", files({"cases/case-sample.yaml": BAD["cases/case-sample.yaml"]}))
    assert _handbook("check", str(root)) == FINE
    assert "0 个错误,1 个提醒" in capsys.readouterr().out


def test_problems_as_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = write(tmp_path / "c", files(BAD))
    assert _handbook("check", str(root), "--json") == PROBLEMS
    problems = json.loads(capsys.readouterr().out)
    assert [(p["rule"], p["gravity"], p["entry_id"]) for p in problems] == [
        ("few-asks", "提醒", "case-sample"),
        ("dangling-link", "错误", "proc-sample"),
    ]
    assert set(problems[0]) == {"file", "line", "column", "rule", "message", "gravity", "entry_id"}


def test_the_table_of_figures(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert _handbook("check", str(write(tmp_path / "c", files())), "--figures") == FINE
    out = capsys.readouterr().out
    assert out.startswith("| 数字 | 是什么 | 在哪 | 来源 | 可信度 |")
    assert "legal_min_temp" in out
