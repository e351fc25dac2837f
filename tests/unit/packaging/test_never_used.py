"""What is left out of the products: the program imports, runs, searches, prints and writes every format without it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from handbook.packaging.never_used import NEVER_USED, is_never_used
from tests.helpers.command import run_handbook

_WITHOUT = """
import importlib, pkgutil, sys
GONE = frozenset(sys.argv.pop(1).split(","))
class Gone:
    def find_spec(self, name, path=None, target=None):
        parts = name.split(".")
        if any(".".join(parts[:depth]) in GONE for depth in range(1, len(parts) + 1)):
            raise ModuleNotFoundError(f"left out: {name}", name=name)
for name in [n for n in sys.modules if n in GONE]:
    del sys.modules[name]
sys.meta_path.insert(0, Gone())
"""
_IMPORT_ALL = """
import handbook
for module in pkgutil.walk_packages(handbook.__path__, "handbook."):
    if not module.name.startswith(("handbook.packaging", "handbook.build_hook", "handbook.__main__")):
        importlib.import_module(module.name)
"""
_SEARCH_ALL = """
from dataclasses import replace
from pathlib import Path
from handbook.content.library import named_folders, open_content
from handbook.search.index import build_index, open_index
from handbook.search.query import Query
from tests.shipped_content.golden import BLIND, TABLE, read_golden
handbook = open_content(named_folders(None, None)).handbook
build_index(handbook, Path(sys.argv[1]) / "first")
first, *others = handbook.procedures
changed = replace(handbook, revision="2", procedures=(replace(first, summary="改过的一句"), *others))
build_index(changed, Path(sys.argv[1]) / "second")
engine = open_index(Path(sys.argv[1]) / "second", "2")
queries = [row.query for table in (TABLE, BLIND) for row in read_golden(table)][::7]
found = [[hit.snippet for hit in engine.search(Query(query)).hits] for query in queries]
print(sum(map(bool, found)))
"""
_READ_LAWS = """
from handbook.cli.selftest_law_files import _HTML, _PDF, _docx
from handbook.law_files.child import answer_to
for data in (_docx(), _HTML.encode("gbk"), _PDF.encode("ascii"), "第一條 繁體供熱條例的規定".encode("big5")):
    answer = answer_to(data, "txt")
    print(answer.kind, len(answer.lines), answer.refused)
"""
_AS_BUILT = {"QT_QPA_PLATFORM": "offscreen", "PYTHONOPTIMIZE": "2"}
"""The products carry byte code without docstrings and assertions."""


def test_the_program_passes_its_self_test_without(user_home: Path) -> None:
    done = run_handbook(
        ",".join(NEVER_USED), "--selftest", home=user_home, code=_WITHOUT + _IMPORT_ALL, extra=_AS_BUILT
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "自检通过" in done.stdout


def test_word_files_are_written_without(user_home: Path, tmp_path: Path) -> None:
    made = tmp_path / "a.docx"
    words = ["export", "--kind", "script", "--format", "docx", "--quiet", "-o", str(made)]
    done = run_handbook(",".join(NEVER_USED), *words, home=user_home, code=_WITHOUT, extra=_AS_BUILT)
    assert done.returncode == 0, done.stderr
    assert made.stat().st_size > 1000


def test_every_way_of_typing_is_searched_without(user_home: Path, tmp_path: Path) -> None:
    """Slips, pinyin, questions, and an update of the index: what only some queries reach is reached here."""
    done = subprocess.run(
        [sys.executable, "-c", _WITHOUT + _SEARCH_ALL, ",".join(NEVER_USED), str(tmp_path)],
        env={**os.environ, **_AS_BUILT, "HANDBOOK_HOME": str(user_home)},
        cwd=Path(__file__).parents[3],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) > 150


def test_files_of_laws_are_read_without() -> None:
    """What the reading process does; it is a process of its own, which no probe of its maker reaches."""
    done = subprocess.run(
        [sys.executable, "-c", _WITHOUT + _READ_LAWS, ",".join(NEVER_USED)],
        env={**os.environ, **_AS_BUILT},
        cwd=Path(__file__).parents[3],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.split("\n")[:4] == ["docx 1 ", "html 1 ", "pdf 1 ", "txt 1 "]


def test_the_probe_does_take_modules_away(user_home: Path) -> None:
    done = run_handbook("yaml,msgspec", "search", "漏水", home=user_home, code=_WITHOUT, extra=_AS_BUILT)
    assert done.returncode != 0
    assert "ModuleNotFoundError (msgspec)" in done.stderr


@pytest.mark.parametrize(
    ("file", "expected"),
    [
        ("numpy/ma/core.pyc", True),
        ("numpy/lib/recfunctions.py", True),
        ("numpy/lib/_iotools.pyc", False),
        ("lxml/objectify.cp311-win_amd64.pyd", True),
        ("lxml/etree.cp311-win_amd64.pyd", False),
        ("unittest/__init__.pyc", True),
        ("codecs.pyc", False),
        ("code.pyc", True),
        ("http/client.pyc", False),
        ("http/server.pyc", True),
    ],
)
def test_files_of_modules_are_recognised(file: str, expected: bool) -> None:
    assert is_never_used(file) is expected
